"""Where a Chromium is on this machine: ``python -m tests.browser.chromium`` prints it, or fails."""

import os
import shutil
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PLACES = (
    "/usr/bin/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)


def find_chromium() -> str | None:
    """$CHROMIUM, else one on the path or in its usual place, else the one that Playwright installed."""
    named = [os.environ.get("CHROMIUM"), *(shutil.which(name) for name in NAMES), *PLACES]
    return next((path for path in named if path and Path(path).is_file()), None) or _of_playwright()


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


if __name__ == "__main__":
    if (found := find_chromium()) is None:
        sys.exit(1)
    print(found)
