"""How does styled text become messages that Telegram takes: entities counted in UTF-16 units, never a parse mode?"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

MOST_UNITS = 4096
MOST_ENTITIES = 100
GAP = "\n\n"
REMOVED = re.compile("[\u2028-\u202e\u2066-\u2069\ufeff]")
"""Invisible marks that Telegram takes out, or that turn the reading direction of what follows."""
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")
JOINER = "\u200d"


@dataclass(frozen=True)
class Run:
    """Words in one style: `bold`, `italic`, or a link."""

    text: str
    style: str = ""
    url: str = ""


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]
    quote: bool = False
    """Shown folded, as a quotation that opens on a tap."""


@dataclass(frozen=True)
class Entity:
    type: str
    offset: int
    """In UTF-16 units, as the length."""
    length: int
    url: str | None = None


@dataclass(frozen=True)
class Written:
    """One message's text with its entities."""

    text: str
    entities: tuple[Entity, ...] = ()


def units(text: str) -> int:
    """Count as Telegram does: a character outside the basic plane is two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """Take out what Telegram refuses or changes, so that offsets stay right."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return CONTROL.sub(" ", REMOVED.sub("", whole.replace("\r\n", "\n")))


def paragraph(*parts: str | Run) -> Paragraph:
    """Make a paragraph of plain words and runs."""
    runs = (Run(part) if isinstance(part, str) else part for part in parts)
    return Paragraph(_stripped(tuple(replace(run, text=clean(run.text)) for run in runs)))


def quotation(*parts: str | Run) -> Paragraph:
    return replace(paragraph(*parts), quote=True)


def bold(text: str) -> Run:
    return Run(text, "bold")


def italic(text: str) -> Run:
    return Run(text, "italic")


def link(text: str, url: str) -> Run:
    """Make words a link; an address that Telegram would not take stays plain words."""
    return Run(text, "text_link", url) if is_linkable(url) else Run(text)


def is_linkable(url: str) -> bool:
    """Say whether Telegram takes an address for a link or a button: http(s) with a name that has a dot."""
    if not url.isprintable() or " " in url or len(url) > 2048:
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    ending = (parts.hostname or "").rpartition(".")
    return parts.scheme in {"http", "https"} and bool(ending[0]) and not ending[2].isdigit()


def write(paragraphs: Iterable[Paragraph], most: int = MOST_UNITS) -> list[Written]:
    """Pack paragraphs into as few messages as take them; a paragraph that is too long is cut at a sentence or a word."""
    messages: list[list[Paragraph]] = []
    for part in (piece for each in paragraphs for piece in _fitting(each, most)):
        if messages and _fits([*messages[-1], part], most):
            messages[-1].append(part)
        else:
            messages.append([part])
    return [_written(message) for message in messages]


def _text(part: Paragraph) -> str:
    return "".join(run.text for run in part.runs)


def _fits(parts: Sequence[Paragraph], most: int) -> bool:
    size = units(GAP.join(map(_text, parts)))
    marked = sum(part.quote + sum(bool(run.style) for run in part.runs) for part in parts)
    return size <= most and marked <= MOST_ENTITIES


def _fitting(part: Paragraph, most: int) -> list[Paragraph]:
    pieces: list[Paragraph] = []
    rest = part
    while not _fits([rest], most):
        head, rest = _cut(rest, _place(rest, most))
        pieces.append(head)
    return [piece for piece in (*pieces, rest) if _text(piece)]


def _place(part: Paragraph, most: int) -> int:
    """Find where to cut: behind a line, a sentence or a word in the last half, else between two characters."""
    text = _text(part)[: _entity_limit(part)]
    size = 0
    end = len(text)
    for index, character in enumerate(text):
        size += 2 if character > "\uffff" else 1
        if size > most:
            end = index
            break
    for mark in ("\n", ". ", " "):
        found = text.rfind(mark, end // 2, end)
        if found > 0:
            return found + len(mark)
    return _between_characters(text, end)


def _entity_limit(part: Paragraph) -> int:
    length = 0
    for number, run in enumerate(part.runs):
        if number >= MOST_ENTITIES - 1:
            break
        length += len(run.text)
    return max(length, 1)


def _between_characters(text: str, end: int) -> int:
    place = end
    while place > max(1, end - 20) and place < len(text) and _belongs_to_the_one_before(text, place):
        place -= 1
    return place


def _belongs_to_the_one_before(text: str, place: int) -> bool:
    return bool(unicodedata.combining(text[place])) or JOINER in text[place - 1 : place + 1] or text[place] == "\ufe0f"


def _cut(part: Paragraph, place: int) -> tuple[Paragraph, Paragraph]:
    head: list[Run] = []
    tail: list[Run] = []
    for run in part.runs:
        head.append(replace(run, text=run.text[:place]))
        tail.append(replace(run, text=run.text[place:]))
        place = max(0, place - len(run.text))
    return replace(part, runs=_stripped(tuple(head))), replace(part, runs=_stripped(tuple(tail)))


def _stripped(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Take white space off both ends: Telegram does, and counts without it."""
    kept = [run for run in runs if run.text]
    while kept and not (first := kept[0].text.lstrip()):
        del kept[0]
    if kept:
        kept[0] = replace(kept[0], text=first)
    while kept and not (last := kept[-1].text.rstrip()):
        del kept[-1]
    if kept:
        kept[-1] = replace(kept[-1], text=last)
    return tuple(kept)


def _written(parts: Sequence[Paragraph]) -> Written:
    entities: list[Entity] = []
    text = ""
    for part in parts:
        text += GAP if text else ""
        if part.quote:
            entities.append(Entity("expandable_blockquote", units(text), units(_text(part))))
        for run in part.runs:
            entities.extend(_entity(run, units(text)))
            text += run.text
    return Written(text, tuple(entities))


def _entity(run: Run, offset: int) -> tuple[Entity, ...]:
    inner = run.text.strip()
    if not run.style or not inner:
        return ()
    before = units(run.text[: len(run.text) - len(run.text.lstrip())])
    return (Entity(run.style, offset + before, units(inner), run.url or None),)
