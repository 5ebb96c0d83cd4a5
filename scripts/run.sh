#!/bin/sh
# Build an archive from a folder and serve its reading room: run.sh BIN SOURCES [ARCHIVE [PORT]]
set -eu
bin=$1 sources=$2 archive=${3:-} port=${4:-}

[ -d "$sources" ] || { echo "There is no folder '$sources'; name yours: make run SOURCES=folder" >&2; exit 2; }

if [ -z "$archive" ]; then
    name=$(basename "$(cd "$sources" && pwd)")
    [ "$sources" = examples/sources ] && name=examples
    archive=.archive/$name
fi

# Sources that belong to an archive bring its title and settings along.
if [ -f "$sources/../sourcebook.toml" ] && [ ! -e "$archive/sourcebook.toml" ]; then
    mkdir -p "$archive"
    cp "$sources/../sourcebook.toml" "$archive/"
fi

"$bin/sourcebook" build "$sources" --archive "$archive"
# The examples show what texts share and say of one another, too; on a large archive that takes minutes, and is asked for by its own
# verbs.
if [ "$sources" = examples/sources ]; then
    "$bin/sourcebook" reuse "$archive" > /dev/null
    "$bin/sourcebook" works "$archive" > /dev/null
    "$bin/sourcebook" ledger "$archive" > /dev/null
fi
[ -z "${BUILD_ONLY:-}" ] || exit 0
exec "$bin/sourcebook" serve "$archive" ${port:+--port "$port"}
