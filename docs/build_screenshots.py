"""Takes docs/images/screens anew, every page on a desk and on a telephone, and lists them in docs/reference/screens.md.

Usage: python docs/build_screenshots.py [NAME …]. Needs Chromium and the packages of requirements/test.txt. Look at the
pictures before you commit them.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bots.settings import named_secrets  # noqa: E402
from tests.journeys.conftest import NAMES, SWITCHES  # noqa: E402
from tests.journeys.places import PLACES, looking  # noqa: E402
from tests.journeys.stage import SENTENCE, a_stage  # noqa: E402

SCREENS = ROOT / "docs" / "images" / "screens"
LISTED = ROOT / "docs" / "reference" / "screens.md"
KINDS = {
    "desk": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
}
BOT = "telegram-bot"
TALLEST = 2400
"""Pixels: a long page is cut there, so that the pictures stay small."""


def main(names: list[str]) -> None:
    from playwright.sync_api import sync_playwright

    SCREENS.mkdir(parents=True, exist_ok=True)
    browser_path = next(path for name in NAMES if (path := shutil.which(name)))
    with tempfile.TemporaryDirectory() as folder, a_stage(Path(folder)) as stage, sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser_path, args=SWITCHES)
        for place in PLACES:
            if names and place.name not in names:
                continue
            for kind, how in KINDS.items():
                with looking(chromium, stage, place, **how) as page:
                    take(page, SCREENS / f"{place.name}-{kind}.jpg")
            print(place.name, flush=True)
        if not names or BOT in names:
            take_the_bot(chromium, Path(folder))
        chromium.close()
    LISTED.write_text(listed(), encoding="utf-8")


def take_the_bot(chromium, folder: Path) -> None:
    """Take the Telegram bot in its stand-in, before a token is there."""
    environment = {**named_secrets(), "CAIRN_DATA": str(folder / "bot"), "CAIRN_INDEX": "memory:"}
    command = [sys.executable, "-m", "bots.command_line", "telegram", "--simulate"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT) as bot:
        try:
            address = next(found[0] for line in bot.stdout if (found := re.search(r"http://\S+", line)))
            for kind, how in KINDS.items():
                page = chromium.new_context(**how).new_page()
                page.goto(address)
                page.fill("#box", SENTENCE)
                page.click("#send")
                page.get_by_text("Your pathway").first.wait_for(timeout=60_000)
                page.wait_for_timeout(2_000)
                page.get_by_text("Your pathway").first.scroll_into_view_if_needed()
                page.screenshot(path=SCREENS / f"{BOT}-{kind}.jpg", type="jpeg", quality=55)
        finally:
            bot.terminate()
    print(BOT, flush=True)


def listed() -> str:
    """Write the page that shows them all."""
    rows = "".join(
        f"\n## {name.replace('-', ' ')}\n"
        f'<img src="../images/screens/{name}-desk.jpg" alt="{name} on a desk" width="560"> '
        f'<img src="../images/screens/{name}-phone.jpg" alt="{name} on a telephone" width="200">\n'
        for name in (*(place.name for place in PLACES), BOT)
    )
    return f"# Screens\nEvery page, taken by `python docs/build_screenshots.py` from a running server.\n{rows}"


def take(page, file: Path) -> None:
    """Take the page from its top, no taller than it is, and without the box that stays in view."""
    wide = page.viewport_size["width"]
    tall = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    page.set_viewport_size({"width": wide, "height": max(tall, page.viewport_size["height"])})
    page.wait_for_timeout(300)
    page.screenshot(path=file, type="jpeg", quality=55)


if __name__ == "__main__":
    main(sys.argv[1:])
