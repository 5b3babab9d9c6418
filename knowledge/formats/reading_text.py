"""In which encoding was this file written?"""

import codecs
import re
from typing import NamedTuple

from knowledge.errors import MalformedDraft
from knowledge.submissions.rules import finding
from knowledge.vocabulary.submission import Finding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive such as an Excel or Word file"),
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a compressed file"),
)
_SOUTH_SLAVIC_LETTERS = frozenset("čćžšđČĆŽŠĐ")
_WESTERN_LETTERS = frozenset("äöüßéèêàâëïîôùûçñáíóúãõåæøÄÖÜÉÈÊÀÂËÏÎÔÛÇÑÁÍÓÚÃÕÅÆØ’“”–—…€")
_RARE_IN_CP1250 = frozenset("ŔŕĽľĹĺŤťĎďŇňŮůŐőŰűŢţ")
_CYRILLIC = frozenset("абвгдѓђежзѕијйклљмнњопрстќћуфхцчџшщъыьэюя")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")
_LOOKED_AT = 1_000_000
_FEW_DAMAGED = 0.02
_LETTERS_OF_A_WORD = 2.5
"""In Latin code pages letters beyond ASCII stand alone; in Cyrillic and Thai ones whole words are of them."""


class Decoded(NamedTuple):
    text: str
    findings: tuple[Finding, ...]


def decode(content: bytes) -> Decoded:
    """Decode UTF-8, UTF-16/32 or a Windows code page; a guess is named in a finding. Raises MalformedDraft for no text."""
    for signature, what in _SIGNATURES:
        if content.startswith(signature):
            raise MalformedDraft(f"The file is {what}, not text.", hint="Save it as CSV (UTF-8) or JSON and try again.")
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return Decoded(_decode_strictly(content, encoding), ())
    if b"\x00" in content[:4_096]:
        return _without_mark(content)
    try:
        return Decoded(content.decode("utf-8"), ())
    except UnicodeDecodeError as error:
        return _guess(content, error.start)


def _decode_strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise MalformedDraft(
            f"The file says that it is {encoding.removesuffix('-sig').upper()}, but line {line} is not.",
            hint="Save the file as CSV UTF-8 and try again.",
        ) from error


def _without_mark(content: bytes) -> Decoded:
    """UTF-16 of European text has a zero in every second place."""
    for encoding, zeros in (("utf-16-le", content[1:4_096:2]), ("utf-16-be", content[0:4_096:2])):
        if zeros and zeros.count(0) > 0.6 * len(zeros):
            return Decoded(_decode_strictly(content, encoding), (_finding(encoding.upper(), "", 1),))
    raise MalformedDraft(
        "The file is not text: it holds zero bytes.", hint="Save it as CSV (UTF-8) or JSON and try again."
    )


def _guess(content: bytes, start: int) -> Decoded:
    encoding = _code_page(content)
    text = content.decode(encoding, errors="replace")
    line = content.count(b"\n", 0, start) + 1
    evidence = text.split("\n")[line - 1].strip()[:80] if line <= text.count("\n") + 1 else ""
    return Decoded(text, (_finding("UTF-8 with damaged letters" if encoding == "utf-8" else encoding, evidence, line),))


def _code_page(content: bytes) -> str:
    """Tell UTF-8 with a few damaged letters, then scripts of their own, then the two Latin code pages."""
    sample = content[:_LOOKED_AT]
    damaged = sample.decode("utf-8", errors="replace")
    strange = sum(1 for c in damaged if not c.isascii())
    if damaged.count("\ufffd") <= _FEW_DAMAGED * strange:
        return "utf-8"
    high = _HIGH_RUN.findall(sample)
    if high and sum(map(len, high)) / len(high) >= _LETTERS_OF_A_WORD:
        thai = sum(_is_thai(byte) for run in high for byte in run) / sum(map(len, high))
        cyrillic = sum(1 for c in b"".join(high).decode("cp1251", errors="replace") if c.lower() in _CYRILLIC) / sum(
            map(len, high)
        )
        return "cp874" if thai > cyrillic else "cp1251"
    central, western = sample.decode("cp1250", errors="replace"), sample.decode("cp1252", errors="replace")
    return "cp1250" if _likeness(central, central=True) > _likeness(western, central=False) else "cp1252"


def _is_thai(byte: int) -> bool:
    # Consonants and vowel signs; capitals of Cyrillic code pages lie here too, but its small letters do not
    return 0xA1 <= byte <= 0xDA or 0xDF <= byte <= 0xED


def _likeness(text: str, *, central: bool) -> int:
    letters = _SOUTH_SLAVIC_LETTERS if central else _WESTERN_LETTERS
    others = [c for c in text if not c.isascii()]
    strange = sum(1 for c in others if c == "\ufffd" or (central and c in _RARE_IN_CP1250))
    return sum(1 for c in others if c in letters) - 2 * strange


def _finding(encoding: str, evidence: str, line: int) -> Finding:
    return finding("encoding_guessed", value=encoding, line=line, evidence=evidence)
