"""Does a field carry words that its reader does not see, or letters that only look like others?"""

import re
import unicodedata
from collections.abc import Iterable
from html.parser import HTMLParser

from knowledge.submissions.rules import finding
from knowledge.vocabulary.submission import CourseDraft, Finding

NAMES = ("title", "provider", "awarding_body")
"""Fields in which a look-alike letter deceives."""
MANY_ZERO_WIDTH = 12
"""A few come with text that was copied from the web; a row of them is a message."""
FEWEST_LETTERS = 3
"""Of hidden words: less is a leftover of an editor."""
_TAGS = re.compile("[\U000e0020-\U000e007e]+")
_TURNED = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ZERO_WIDTH = re.compile("[\u200b\u2060-\u2064\ufeff]")
_HIDING_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:\.0*)?(?:p|e|r|%|;|\s|$)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)"
    r"|text-indent\s*:\s*-\d{3,}|(?:left|top)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_WHITE = re.compile(r"(?<!-)\bcolor\s*:\s*(?:white\b|#fff(?:fff)?\b|rgba?\(\s*255\s*,\s*255\s*,\s*255)", re.IGNORECASE)
_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*(?!white|#fff|none|transparent|rgba?\(\s*255)", re.IGNORECASE)
_HINTS = ("style", "hidden", "<!--", "<font", "<template")
_VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "wbr"})
# Each letter of the first row is drawn like the Latin letter below it
_DRAWN_ALIKE = dict(
    zip("асеорхуіјѕһԁԛԝАВЕКМНОРСТХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "aceopxyijshdqwABEKMHOPCTXIJSABEZHIKMNOPTYXo", strict=True)
)
_LATIN_ALIKE = frozenset(_DRAWN_ALIKE.values())
_WORD = re.compile(r"[^\W\d_]{2,}")


def concealed(draft: CourseDraft) -> Iterable[Finding]:
    """Look at the fields as they were handed in; row and column are still blank."""
    for field, raw in draft.fields.items():
        if words := unseen_words(raw):
            yield finding("unseen_text", field=field, value=words)
    for field in NAMES:
        if word := lookalike(draft.fields.get(field, "")):
            yield finding("lookalike_letters", field=field, value=word, letters=_foreign(word))


def unseen_words(raw: str) -> str:
    """Give what is there but cannot be seen: tag characters in clear, turned or zero-width text, hidden markup."""
    if not raw.isascii():
        if tags := _TAGS.search(raw):
            return "".join(chr(ord(c) - 0xE0000) for c in tags.group())
        if turned := _TURNED.search(raw):
            return unicodedata.name(turned.group(), "")
        if len(_ZERO_WIDTH.findall(raw)) >= MANY_ZERO_WIDTH:
            return f"{len(_ZERO_WIDTH.findall(raw))} characters of no width"
    if ("</" in raw or "<!--" in raw) and any(hint in raw.lower() for hint in _HINTS):
        return _hidden_markup(raw)
    return ""


def lookalike(text: str) -> str:
    """Give the first word that mixes Latin letters with letters of another script that are drawn alike."""
    if text.isascii():
        return ""
    return next((word for word in _WORD.findall(text) if _mixes(word)), "")


def _mixes(word: str) -> bool:
    foreign = [c for c in word if c in _DRAWN_ALIKE]
    others = [c for c in word if c not in _DRAWN_ALIKE]
    if not foreign:
        return False
    if others and all(_is_latin(c) for c in others):
        return True
    # A Cyrillic word with a Latin letter that is drawn like one of its own
    latin = [c for c in others if _is_latin(c)]
    return bool(latin) and all(c in _LATIN_ALIKE for c in latin) and len(latin) < len(word) / 2


def _is_latin(character: str) -> bool:
    return unicodedata.name(character, "").startswith("LATIN")


def _foreign(word: str) -> str:
    scripts = {unicodedata.name(c, "?").split(" ")[0].capitalize() for c in word}
    return " and ".join(sorted(scripts))


def _hidden_markup(raw: str) -> str:
    reader = _HiddenWords()
    reader.feed(raw)
    reader.close()
    words = " ".join(" ".join(reader.pieces).split())
    return words if sum(c.isalpha() for c in words) >= FEWEST_LETTERS else ""


class _HiddenWords(HTMLParser):
    """Collects the text of hidden elements and of comments."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID and (self._open or _hides(tag, dict(attrs))):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._open and data.strip():
            self.pieces.append(data.strip())

    def handle_comment(self, data: str) -> None:
        # Office programs leave conditional comments behind: [if gte mso 9]
        if not data.lstrip().startswith("["):
            self.pieces.append(data.strip())


def _hides(tag: str, attributes: dict[str, str | None]) -> bool:
    style = attributes.get("style") or ""
    font = (attributes.get("color") or "").lower() if tag == "font" else ""
    white = bool(_WHITE.search(style)) or font in {"white", "#fff", "#ffffff"}
    return (
        "hidden" in attributes
        or tag == "template"
        or bool(_HIDING_STYLE.search(style))
        or (white and not _BACKGROUND.search(style))
    )
