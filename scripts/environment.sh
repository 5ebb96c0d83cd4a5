#!/bin/sh
# Make or renew the environment the project runs in: environment.sh PYTHON FOLDER LOCKFILE
set -eu
python=$1 folder=$2 lock=$3

stop() { echo "$1" >&2; exit 1; }

command -v "$python" >/dev/null 2>&1 ||
    stop "Sourcebook needs Python 3.11 or newer and there is no '$python' here; install it, or name one: make PYTHON=python3.12 ..."
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    stop "Sourcebook needs Python 3.11 or newer and '$python' is $("$python" -V 2>&1); name a newer one: make PYTHON=python3.12 ..."
"$python" -c 'import ensurepip, venv' 2>/dev/null ||
    stop "'$python' cannot make environments; on Debian and Ubuntu: apt-get install python3-venv"

# An environment of another Python, or one that broke off half made, is begun anew.
"$folder/bin/python" -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || "$python" -m venv --clear "$folder"

echo "Installing what $lock names into $folder ..."
pip() { "$folder/bin/python" -m pip --disable-pip-version-check --quiet "$@"; }
pip install --requirement "$lock" || stop "The packages of $lock could not be installed: see the lines above."
pip install --no-deps --editable . || stop "Sourcebook itself could not be installed: see the lines above."
