#!/bin/sh
# Finds or installs a Chromium for the browser tests. Without one they are not run; under CI=true that is a failure.
set -u

python=.venv/bin/python
found() { "$python" -m tests.browser.chromium; }

found >/dev/null && exit 0

if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  echo "Installing Chromium with apt-get for the browser tests"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
    chromium fonts-noto-core fonts-noto-cjk >/dev/null
else
  echo "Installing Chromium with Playwright for the browser tests"
  "$python" -m playwright install chromium
fi

found >/dev/null && exit 0
echo "No Chromium was found and none could be installed: the browser tests will not be run." >&2
[ "${CI:-}" = true ] && exit 1
exit 0
