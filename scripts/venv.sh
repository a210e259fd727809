#!/bin/sh
# Make the virtual environment $1 with a Python of 3.11 or later, whatever the machine lacks for it.
set -eu
venv=$1
here=$(dirname "$0")

suits() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

works() { [ -x "$venv/bin/python" ] && "$venv/bin/python" -m pip --version >/dev/null 2>&1; }

python=
for name in python3 python3.13 python3.12 python3.11; do
    if suits "$name"; then python=$name; break; fi
done
if [ -z "$python" ]; then
    echo "Wardbridge needs Python 3.11 or later; this machine has $(python3 --version 2>&1 || true)." >&2
    exit 1
fi

works && exit 0
echo "set-up: virtual environment $venv ($("$python" --version))"
# Debian and Ubuntu take `venv` and pip apart: the first try fails where python3-venv is missing.
"$python" -m venv "$venv" >/dev/null 2>&1 && works && exit 0

sh "$here/system.sh" venv || true
if "$python" -m venv --clear "$venv" >/dev/null 2>&1 && works; then exit 0; fi

# No right to install: a pip outside can still fill an environment made without one.
if "$python" -m pip --version >/dev/null 2>&1 && "$python" -m venv --clear --without-pip "$venv" &&
    "$python" -m pip --python "$venv/bin/python" install --quiet --disable-pip-version-check pip && works; then
    exit 0
fi

rm -rf "$venv"
echo "The virtual environment could not be made: Python's venv module has no pip here." >&2
echo "Ask whoever runs this machine for:  apt-get install python3-venv  (then run the same command again)." >&2
exit 1
