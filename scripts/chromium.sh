#!/bin/sh
# See to it that the browser tests find Chromium: installed from Debian's packages where that is possible, else told how.
set -u
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null 2>&1 && exit 0
done
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" -eq 0 ]; then
    echo "Installing Chromium for the browser tests ..."
    export DEBIAN_FRONTEND=noninteractive
    { apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium; } >/dev/null && exit 0
fi
echo "Without Chromium the browser tests are skipped; on Debian: sudo apt-get install chromium" >&2
