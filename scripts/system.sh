#!/bin/sh
# Packages of Debian or Ubuntu that set-up (venv), tests (tests) or continuous integration (ci) want.
# Installs what is missing when this user may (root, or sudo without a password); else says what is left out.
# `venv` and `ci` fail when something is still missing; `tests` never does: the tests skip and say so.
set -eu
purpose=$1

have() { command -v "$1" >/dev/null 2>&1; }
have_venv() { python3 -c 'import ensurepip, venv' >/dev/null 2>&1; }
have_browser() { for name in chromium chromium-browser google-chrome; do "$name" --version >/dev/null 2>&1 && return 0; done; return 1; }
have_postgres() { have initdb || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; }

privilege() {
    have apt-get || return 1
    if [ "$(id -u)" = 0 ]; then return 0; fi
    have sudo && sudo -n true 2>/dev/null
}
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }

updated=
apt_update() {
    if [ -n "$updated" ]; then return 0; fi
    try=1
    until as_root apt-get -qq update; do
        if [ "$try" -ge 4 ]; then break; fi
        sleep $((try * 5)); try=$((try + 1))
    done
    updated=yes
}

apt_install() {
    apt_update
    echo "set-up: apt-get install $*"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o Acquire::Retries=5 -o DPkg::Lock::Timeout=120 \
        install --no-install-recommends "$@" >/dev/null
}

want_venv() {
    if have_venv; then return 0; fi
    privilege && apt_install python3-venv && have_venv
}

want_browser() {
    if have_browser; then return 0; fi
    # Ubuntu's chromium is a snap, which needs a running snapd: no use here.
    if privilege && ! grep -qi '^ID=ubuntu' /etc/os-release; then
        apt_install chromium || true
    fi
    if ! have_browser; then echo "set-up: no Chromium here; browser tests will be skipped" >&2; return 1; fi
}

want_postgres() {
    if have_postgres; then return 0; fi
    if privilege; then
        # Programs only: the tests start their own server, so the package shall make and start none.
        if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
            as_root mkdir -p /etc/postgresql-common
            echo "create_main_cluster = false" | as_root tee /etc/postgresql-common/createcluster.conf >/dev/null
        fi
        apt_install postgresql || true
    fi
    if ! have_postgres; then echo "set-up: no PostgreSQL here; platform tests will run on SQLite only" >&2; return 1; fi
}

case $purpose in
venv) want_venv ;;
tests) want_browser || true; want_postgres || true ;;
ci)
    for program in python3 make git; do have "$program" || apt_install "$program"; done
    [ -e /etc/ssl/certs/ca-certificates.crt ] || apt_install ca-certificates
    want_venv
    want_browser || true
    want_postgres || true
    ;;
*) echo "system.sh: venv, tests or ci" >&2; exit 2 ;;
esac
