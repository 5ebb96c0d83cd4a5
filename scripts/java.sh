#!/bin/sh
# See to it that the test of Spark finds Java 17 or newer: installed from Debian's packages where that is possible, else told how.
set -u
version() { "$1" -version 2>&1 | sed -n 's/.*version "\([0-9][0-9]*\).*/\1/p;q'; }
found=$(version "${JAVA_HOME:+$JAVA_HOME/bin/}java" 2>/dev/null)
[ "${found:-0}" -ge 17 ] && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" -eq 0 ]; then
    echo "Installing Java for the test of Spark ..."
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -qq -y --no-install-recommends default-jre-headless procps; } >/dev/null && exit 0
fi
echo "Without Java 17 the test of Spark is skipped; on Debian: sudo apt-get install default-jre-headless" >&2
