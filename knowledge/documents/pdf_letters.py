"""Which pieces of lines stand where on a page of a PDF document?"""

import ctypes
from collections.abc import Iterator
from typing import Any, NamedTuple

from knowledge.documents.joining import SOFT

_NEWLINES = frozenset({10, 13})
_HYPHENS_AT_LINE_END = frozenset({0x02, 0xFFFE, 0xAD})
"""What the engine writes where a word was cut."""
_GAP, _BACK = 1.5, 4.0
"""In sizes of the letter: a gap after which another cell or column begins, and a step back that begins a new line."""
_TINY = 2.5
"""Points: what is smaller nobody reads, it was put there for machines."""
_BOLD = 600


class Piece(NamedTuple):
    """Text without a large gap in it; places in points, y counted from the top of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    bold: bool

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


class _Letter(NamedTuple):
    code: int
    left: float
    bottom: float
    right: float
    top: float
    size: float
    placed: bool
    """False for spaces that the engine put in."""


def pieces_of(text_page: Any, width: float, height: float) -> list[Piece]:
    """Give the pieces of a page in the order in which the file holds them."""
    found: list[Piece] = []
    together: list[_Letter] = []
    starts = 0
    for index, letter in enumerate(_letters(text_page, width, height)):
        if letter is None or (together and _is_apart(together, letter)):
            _add(found, text_page, starts, together, height)
            together = []
        if letter is not None:
            if not together:
                starts = index
            together.append(letter)
    _add(found, text_page, starts, together, height)
    return found


def _letters(text_page: Any, width: float, height: float) -> Iterator[_Letter | None]:
    """Give each letter, and None for ends of lines and for what stands beside the page or is too small to read."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, index)
        if code in _NEWLINES or code == 0:
            yield None
            continue
        if not raw.FPDFText_GetLooseCharBox(text_page, index, ctypes.byref(box)) or box.top == box.bottom:
            yield _Letter(code, 0, 0, 0, 0, 0, placed=False)
            continue
        size = abs(box.top - box.bottom)
        outside = box.right < 0 or box.left > width or box.top < 0 or box.bottom > height
        if outside or max(size, abs(box.right - box.left)) < _TINY:
            yield None
        else:
            yield _Letter(code, box.left, box.bottom, box.right, box.top, size, placed=True)


def _is_apart(together: list[_Letter], letter: _Letter) -> bool:
    """Say whether a letter stands on another line or far from the one before."""
    before = next((one for one in reversed(together) if one.placed), None)
    if before is None or not letter.placed:
        return False
    size = max(min(before.size, letter.size), 1.0)
    higher = abs((before.top + before.bottom) - (letter.top + letter.bottom)) / 2
    if higher > 0.6 * max(before.size, letter.size):
        return True
    return letter.left - before.right > _GAP * size or before.left - letter.right > _BACK * size


def _add(found: list[Piece], text_page: Any, starts: int, together: list[_Letter], height: float) -> None:
    placed = [letter for letter in together if letter.placed]
    text = _text(together).strip(" \t")
    if not placed or not text:
        return
    found.append(
        Piece(
            text,
            min(letter.left for letter in placed),
            height - max(letter.top for letter in placed),
            max(letter.right for letter in placed),
            height - min(letter.bottom for letter in placed),
            sorted(letter.size for letter in placed)[len(placed) // 2],
            _is_bold(text_page, starts),
        )
    )


def _text(letters: list[_Letter]) -> str:
    codes = [ord(SOFT) if letter.code in _HYPHENS_AT_LINE_END else letter.code for letter in letters]
    text = "".join(map(chr, codes))
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _is_bold(text_page: Any, index: int) -> bool:
    from pypdfium2 import raw

    if raw.FPDFText_GetFontWeight(text_page, index) >= _BOLD:
        return True
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(text_page, index, name, len(name), ctypes.byref(flags))
    return bool(length) and any(word in name.value.lower() for word in (b"bold", b"black", b"heavy"))
