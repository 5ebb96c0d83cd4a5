#!/bin/sh
# Renew requirements/lock.txt and dev-lock.txt: what a fresh environment gets for pyproject.toml, frozen. lock.sh PYTHON
set -eu
python=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT INT TERM

freeze() { # SPECIFICATION FILE WHAT-FOR [PIP-OPTIONS]
    specification=$1 file=$2 purpose=$3
    shift 3
    "$python" -m venv --clear "$folder"
    "$folder/bin/python" -m pip --disable-pip-version-check --quiet install "$specification" "$@"
    {
        echo "# Exact versions $purpose; made by 'make lock', not by hand."
        "$folder/bin/python" -m pip freeze --exclude sourcebook
    } >"$file"
}

freeze '.[parquet,model,ledger]' requirements/lock.txt "that Sourcebook runs with"
freeze '.[dev,ledger,spark]' requirements/dev-lock.txt "that Sourcebook is tested with" --constraint requirements/lock.txt
