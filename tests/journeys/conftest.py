"""Which browser do the journeys use?"""

import shutil

import pytest

from tests.left_out import leave_out

NAMES = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@pytest.fixture(scope="module")
def chromium():
    """Find the machine's Chromium; where CI runs it must be there."""
    found = next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        leave_out("there is no Chromium on this machine", "apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=SWITCHES)
        yield browser
        browser.close()
