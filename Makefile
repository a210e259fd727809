# One command per act; continuous integration calls the same (.ci/run).
# Needs python3 (3.11 or later), make and package registries; all else is set up below, step by step, and kept
# (.cache/setup holds a stamp a step), so that a second run is quick.

SHELL := /bin/sh
.DEFAULT_GOAL := help
VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip install --quiet --no-input --disable-pip-version-check --retries 8
STAMPS := .cache/setup
VENDOR := src/wardbridge/ui/static/vendor/.stamp
CATALOGUES := $(shell find src -name '*.po' 2>/dev/null)
ENGINE := $(shell find src/wardbridge/engine -name '*.py' 2>/dev/null)
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
SERVE ?= 1
UNTYPED := $(shell ls -d samples/*/ 2>/dev/null)

# A machine may have no locale but C: texts are UTF-8 all the same.
export PYTHONUTF8 := 1

.PHONY: help
help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

# ---- set-up ---------------------------------------------------------------------------------------------------------

$(STAMPS)/venv: scripts/venv.sh
	@sh scripts/venv.sh $(VENV)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/runtime: $(STAMPS)/venv requirements/runtime.txt pyproject.toml
	@echo "set-up: Python packages (hash-pinned)"
	@$(PIP) --require-hashes -r requirements/runtime.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(STAMPS)/dev: $(STAMPS)/runtime requirements/dev.txt
	@echo "set-up: Python packages for tests and documentation (hash-pinned)"
	@$(PIP) --require-hashes -r requirements/dev.txt
	@touch $@

$(VENDOR): $(STAMPS)/runtime package.json package-lock.json .npmrc scripts/assets.py
	@echo "set-up: front-end packages (pinned by package-lock.json)"
	@$(PY) scripts/assets.py
	@touch $@

$(STAMPS)/messages: $(STAMPS)/runtime $(CATALOGUES)
	@$(PY) scripts/messages.py compile
	@touch $@

$(STAMPS)/warm: $(STAMPS)/runtime $(ENGINE)
	@echo "set-up: compiling the planner's hot loops"
	@$(PY) -m wardbridge.engine.warm
	@touch $@

.PHONY: setup setup-dev setup-system assets messages
setup: $(STAMPS)/runtime $(VENDOR) $(STAMPS)/messages $(STAMPS)/warm ## all that running needs

setup-dev: setup $(STAMPS)/dev ## all that tests, checks and documentation need

setup-system: ## Chromium and PostgreSQL for the tests, where this user may install them
	@sh scripts/system.sh tests

assets: $(VENDOR) ## front-end files in ui/static/vendor

messages: $(STAMPS)/dev ## bring the catalogues up to the source, then compile them
	@$(PY) scripts/messages.py extract
	@$(PY) scripts/messages.py compile

# ---- the two commands -----------------------------------------------------------------------------------------------

.PHONY: demo test
demo: setup ## set up, do the main job on the sample round, then serve it on 127.0.0.1:8000 (SERVE=0: end after the summary)
	@$(VENV)/bin/wardbridge demo $(if $(filter 0 no false,$(SERVE)),--no-serve)

test: setup-dev setup-system ## all tests; those of the platform on SQLite and again on PostgreSQL
	$(PY) -m pytest -n $(JOBS) --dist loadfile
	$(PY) -m pytest -n $(JOBS) --dist loadfile -p tests.support.postgres tests/platform

# ---- checks ---------------------------------------------------------------------------------------------------------

.PHONY: check lint format types contracts messages-check lock-check
check: lint types contracts messages-check lock-check ## every check below

lint: $(STAMPS)/dev ## ruff: defects and format
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .

format: $(STAMPS)/dev ## let ruff format the source
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .

types: $(STAMPS)/dev ## mypy --strict, tests included
	$(PY) -m mypy $(wildcard src tests scripts benchmarks)
	@for folder in $(UNTYPED); do echo "mypy $$folder"; MYPYPATH=src:$$folder $(PY) -m mypy $$folder || exit 1; done

contracts: $(STAMPS)/dev ## who may import whom
	$(VENV)/bin/lint-imports

messages-check: $(STAMPS)/dev ## every text is translated into Vietnamese and French
	$(PY) scripts/messages.py check

lock-check: $(STAMPS)/dev ## locks hold hashes, no address, and agree with pyproject.toml and package.json
	$(PY) scripts/locks.py check

# ---- documentation and figures --------------------------------------------------------------------------------------

.PHONY: docs screenshots bench lock clean
docs: $(STAMPS)/dev ## the documentation as pages, in docs/_build/html
	$(PY) -m sphinx -W --keep-going -q -b html docs docs/_build/html

screenshots: setup-dev setup-system ## the pictures of README and docs, from the real pages
	$(PY) scripts/screenshots.py

bench: setup-dev ## seconds, gap and memory of the sample round
	$(PY) benchmarks/sample.py

lock: ## renew all locks (needs uv)
	$(PY) scripts/locks.py renew

clean: ## throw away what set-up made
	rm -rf $(VENV) .cache node_modules src/wardbridge/ui/static/vendor docs/_build
