"""What does a text say once markup, invisible characters and quoting accidents are gone?"""

import html
import re
import unicodedata
from collections.abc import Callable
from html.parser import HTMLParser

_TAG = re.compile(
    r"</?(?:p|br|div|span|ul|ol|li|b|i|u|em|strong|a|h[1-6]|table|tr|td|th|tbody|thead|img|font|sup|sub|blockquote|pre|code|hr|script|style|iframe|section|article|center|small|big|label|o:p)\b[^<>]*>",
    re.IGNORECASE,
)
_MARKED_UP = re.compile(r"</|<br|<img|^\s*<(?:p|div|ul|li|h[1-6])\b", re.IGNORECASE | re.MULTILINE)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{2,6}|#x[0-9a-f]{2,6});", re.IGNORECASE)
_MOST_LAYERS = 6
_BLOCKS = frozenset(
    {"p", "br", "div", "ul", "ol", "li", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "hr"}
)
_SILENT = frozenset({"script", "style", "iframe", "head", "title", "template", "noscript"})
_VOID = frozenset({"br", "hr", "img", "input", "meta", "link", "wbr"})
_INVISIBLE = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Zero-width joiners stay: Persian, Hindi and emoji are written with them."""
HIDING = re.compile("[\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")
"""Characters that turn the reading order or carry text that nobody sees."""
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0", re.IGNORECASE)
_PEOPLE = (
    r"students?|learners?|people|participants?|users?|members?|polaznik\w*|student\w*|učesnik\w*|sudionik\w*|teilnehm\w+|lernende\w*|studierende\w*|peserta|siswa|pelajar|"
    r"nxënës\w*|pjesëmarrës\w*|учесни\w+|полазни\w+|студент\w*|คน|ผู้เรียน|estudiantes|alumnos|étudiants|ratings?|reviews?|stars?|bewertung\w*|recenzij\w*|ocjen\w+|ulasan"
)
_ENROLLED = (
    r"enroll?(?:ed|ments?)?|registered|registrations?|joined|join|signed|upisan\w*|prijavljen\w*|eingeschrieben\w*|angemeldet\w*|terdaftar|bergabung|mendaftar|"
    r"regjistruar|запишан\w*|пријавен\w*|уписан\w*|ลงทะเบียน\w*|inscrit\w*|inscrito\w*|rated|rating"
)
_BESIDE = (
    r"already|so|far|have|has|are|been|over|more|than|this|course|program(?:me)?|on|in|the|now|and|counting|by|of|up|out|a|total|"
    r"bereits|haben|sich|sind|für|diesen|kurs|već|je|na|ovaj|ovom|kursu|tečaj|su|sudah|telah|di|kursus|ini|tashmë|janë|në|këtë|веќе|се|на|курс|แล้ว"
)
_PLACEHOLDERS = (
    r"(?:course )?description(?: (?:coming soon|to follow|not available|here))?|no description(?: (?:available|provided|yet))?|coming soon|to be (?:announced|added|completed)|"
    r"lorem ipsum\b[^\x00]*|opis(?: (?:nije dostupan|uskoro|slijedi|kursa))?|nema opisa|(?:kurs)?beschreibung(?: folgt)?|keine beschreibung(?: vorhanden)?|deskripsi(?: (?:kursus|belum tersedia))?|"
    r"tidak ada deskripsi|akan datang|nuk ka përshkrim|përshkrimi|нема опис|опис|ไม่มี(?:คำอธิบาย|รายละเอียด)|see (?:the )?(?:website|link)|click here|more info(?:rmation)?"
)
_COUNTS_PEOPLE = re.compile(
    rf"^\W*(?>(?>[\d.,/]+[km]?\+?(?![^\W\d_])|(?:{_PEOPLE}|{_ENROLLED}|{_BESIDE})(?!\w))\W*)++$", re.IGNORECASE
)
_SAYS_WHO = re.compile(rf"{_PEOPLE}|{_ENROLLED}", re.IGNORECASE)
_PLACEHOLDER = re.compile(rf"^\W*(?:{_PLACEHOLDERS})\W*$", re.IGNORECASE)
_LONGEST_BOILERPLATE = 200


def is_boilerplate(text: str) -> bool:
    """Say whether a description tells nothing of the course: '25,771 enrolled on this course', '4.7 (321 reviews)', 'Coming soon'."""
    short = text[:_LONGEST_BOILERPLATE]
    if _PLACEHOLDER.match(short):
        return True
    counts = len(text) <= _LONGEST_BOILERPLATE and any(c.isdigit() for c in text) and _COUNTS_PEOPLE.match(text)
    return bool(counts and _SAYS_WHO.search(text))


def clean(text: str) -> str:
    """Give one line or paragraph as people read it; markup stays as it was written."""
    if text.isascii() and text.isprintable() and '"' not in text and "  " not in text:
        return text.strip()
    return _until_still(lambda given: _unquoted(_visible(given)), text)


def without_entities(text: str) -> str:
    """Write `Sewing &amp; Mending` as people read it."""
    return _until_still(lambda given: html.unescape(given) if _ENTITY.search(given) else given, text)


def clean_description(text: str) -> str:
    """Give running text; HTML becomes text with line breaks between blocks."""
    if "<" in text or "&" in text:
        return _until_still(lambda given: clean(_without_markup(given)), text)
    return clean(text)


def _until_still(step: Callable[[str], str], text: str) -> str:
    """Clean again what cleaning laid open, so that a text that was exported and handed in again stays as it is."""
    for _ in range(_MOST_LAYERS):
        before, text = text, step(text)
        if text == before:
            break
    return text


def _without_markup(text: str) -> str:
    # A lone "<p>" may be what a course on web pages speaks of; markup closes what it opens, or begins a line with it
    if _MARKED_UP.search(text) and _TAG.search(text):
        return html_to_text(text)
    return html.unescape(text) if _ENTITY.search(text) else text


def hides_text(text: str) -> bool:
    """Say whether a text carries words that a reader would not see."""
    return bool(HIDING.search(text)) or ("<" in text and bool(_HIDDEN_STYLE.search(text)))


def html_to_text(markup: str) -> str:
    """Take the visible text of an HTML fragment; scripts, styles and hidden parts are left out."""
    reader = _VisibleText()
    reader.feed(markup)
    reader.close()
    return "".join(reader.pieces)


class _VisibleText(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._silent: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        hidden = any(
            name == "hidden" or (name == "style" and _HIDDEN_STYLE.search(value or "")) for name, value in attrs
        )
        if tag not in _VOID and (self._silent or tag in _SILENT or hidden):
            self._silent.append(tag)
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in self._silent:
            while self._silent.pop() != tag:
                pass
        elif tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(data)


def _visible(text: str) -> str:
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = _CONTROL.sub("", _INVISIBLE.sub("", text))
    return _LINES.sub("\n", _SPACES.sub(" ", text)).strip()


def _unquoted(text: str) -> str:
    """Undo quoting that was done twice: '"A ""good"" text"' and a lone quote at an end."""
    if text.count('"') % 2 == 1:
        text = text[1:] if text.startswith('"') else text.removesuffix('"')
    elif len(text) > 1 and text.startswith('"') and text.endswith('"') and not _quotes_its_first_words(text):
        text = text[1:-1]
    return text.replace('""', '"').strip()


def _quotes_its_first_words(text: str) -> bool:
    # '"Lean" and "Six Sigma"' begins and ends with a quote, and still both belong to it
    inner = text[1:-1].replace('""', "")
    return inner.count('"') >= 2 and inner.index('"') < inner.rindex('"')
