"""Is every word of the pages in the catalogues of the languages?"""

import re
from importlib.resources import files

import polib

from advisor import limit_names
from bots import wording

SAID = re.compile(r"""\b(?:t|n|translate|count)\((?:language, )?(?:"([^"]+)"|'([^']+)')""")
STARTERS = re.compile(r"starter in \(([^)]*)\)")
ALERTS = re.compile(r'alert="([^"]+)"')
FOR_OPERATORS = {"admin.html"}


def words_of_the_pages() -> set[str]:
    found = set(limit_names.MODES.values()) | set(wording.SOURCES.values()) | set(limit_names.LIMITS.values())
    folder = files("bots.web")
    sources = [*(folder / "pages").iterdir(), *(file for file in folder.iterdir() if file.name.endswith(".py"))]
    sources.append(files("bots") / "wording.py")
    for file in sources:
        if file.name in FOR_OPERATORS:
            continue
        text = file.read_text("utf-8")
        found |= {one or other for one, other in SAID.findall(text)} | set(ALERTS.findall(text))
        for starters in STARTERS.findall(text):
            found |= set(re.findall(r'"([^"]+)"', starters))
    return found


def test_every_word_of_the_pages_can_be_translated():
    known = {entry.msgid for entry in polib.pofile(str(files("advisor.translations") / "en.po"))}
    assert sorted(words_of_the_pages() - known) == []


def test_a_page_in_bosnian_has_no_english_words_left(web):
    page = web.client.get("/", headers={"Accept-Language": "bs"}).text
    for english in ("Send", "Your way", "Menu<", "I lost my job", "Delete", "Write in"):
        assert english not in page
    assert "Vaš put do novog posla, korak po korak" in page
