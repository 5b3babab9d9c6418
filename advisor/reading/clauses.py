"""Which part of a message speaks of a wish, which of the past, which of what the learner can do?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

from advisor.reading.words import LANGUAGES, Read, Said, last_found, lexicon, phrases
from knowledge.transliteration import folded


class Kind(StrEnum):
    GOAL = "goal"
    BACKGROUND = "background"
    CAN = "can"
    CANNOT = "cannot"
    AVOID = "avoid"
    NEVER_WAS = "never_was"
    """Work that the learner says they never did."""
    NAME = "name"
    NONE = "none"
    """No word says what it is about."""


@dataclass(frozen=True)
class Clause:
    """A stretch of the folded text; `body` is where it goes on after the words that mark its kind."""

    kind: Kind
    start: int
    body: int
    end: int


CUES: tuple[tuple[str, Kind], ...] = (
    ("cue.never_was", Kind.NEVER_WAS),
    ("cue.avoid", Kind.AVOID),
    ("cue.cannot", Kind.CANNOT),
    ("cue.goal", Kind.GOAL),
    ("cue.background", Kind.BACKGROUND),
    ("cue.can", Kind.CAN),
    ("cue.name", Kind.NAME),
)
CUES_BEHIND: tuple[tuple[str, Kind], ...] = (("cannot.after", Kind.CANNOT), ("can.after", Kind.CAN))
"""Cues that speak of what stands before them: Englisch kann ich nicht, masak bisa."""
CUED_BY = {"de": ("de", "en"), "id": ("id", "ms", "en"), "ms": ("ms", "id", "en"), "th": ("th", "en")}
"""Languages whose cues a message may hold; all of them where nothing is said here."""
ABLE = frozenset({Kind.CAN, Kind.CANNOT})
BREAK = re.compile(
    r"(?<=[\u0e00-\u0e7f])\s+(?=[\u0e00-\u0e7f])|[.!?;:\n()…]+(?=\s|$)|[\n;!?()]|(?<!\d),|,(?!\d)|\s-\s|,(?=\s)"
)
ABBREVIATED = re.compile(
    r"(?<!\w)(std|stdn|h|hrs|max|maks|ca|usw|npr|tj|rp|din|no|min|p|e\.g|z\.b|bzw|u\.s|st|god)\.$|[\u0e00-\u0e7f]\.[\u0e00-\u0e7f]{1,2}\.$|(?<![\u0e00-\u0e7f])(ชม|น|รปภ|ปวช|ปวส|กทม|พ\.ศ|ป|ม|อ|จ|ต|ถ)\.$"
)
"""A point behind these ends no sentence; Thai ends a part of one with a space."""
ORDINAL = re.compile(r"(?<![\d.,])\d{1,2}\.$")
FULL_STOP = re.compile(r"[.!?;\n]")
NOTHING = frozenset({"nicht", "ne", "auch", "gut", "sehr gut"})
TRAILING = re.compile(r"[\s,.;:!?-]+$")
GOES_ON = frozenset({Kind.GOAL, Kind.CAN, Kind.BACKGROUND, Kind.AVOID, Kind.CANNOT})
"""Kinds that a list after a comma continues."""


@lru_cache(maxsize=64)
def pieces(text: Said) -> tuple[tuple[int, int], ...]:
    """Cut at marks, not inside numbers; gives start and end in the folded text."""
    cuts = [m.span() for m in BREAK.finditer(text.plain) if not _is_abbreviated(text, m.end())]
    starts = [0, *(end for _, end in cuts)]
    ends = [*(start for start, _ in cuts), len(text.plain)]
    return tuple((s, e) for s, e in zip(starts, ends, strict=True) if text.plain[s:e].strip())


def _is_abbreviated(text: Said, end: int) -> bool:
    return ABBREVIATED.search(text.plain, max(0, end - 8), end) is not None or _is_an_ordinal(text, end)


def _is_an_ordinal(text: Said, end: int) -> bool:
    """Say whether the point belongs to a number that goes on with a small letter or a month: 15. januara, 15. Januar."""
    after = text.plain[end : end + 2].lstrip()
    goes_on = after[:1].isalpha() and text.text[text.places[end + (text.plain[end] == " ")]].islower()
    if ORDINAL.search(text.plain, max(0, end - 5), end) is None:
        return False
    word = re.match(r"\s?([^\W\d_]+)", text.plain[end : end + 16])
    return goes_on or (word is not None and word.group(1) in _months())


@lru_cache(maxsize=1)
def _months() -> frozenset[str]:
    return frozenset(folded(name) for language in LANGUAGES for name in lexicon(language).get("months", {}))


def piece_of(text: Said, place: int) -> tuple[int, int]:
    """Give the piece around a place."""
    return next(((s, e) for s, e in pieces(text) if s <= place < e), (0, len(text.plain)))


def sentence_of(text: Said, place: int) -> tuple[int, int]:
    """Give the sentence around a place."""
    stops = [m.start() for m in FULL_STOP.finditer(text.plain) if _ends_a_sentence(text, m.start())]
    before = [stop + 1 for stop in stops if stop < place]
    after = [stop for stop in stops if stop >= place]
    return (before[-1] if before else 0, after[0] if after else len(text.plain))


def _ends_a_sentence(text: Said, place: int) -> bool:
    inside = text.plain[place + 1 : place + 2].isdigit() or _is_abbreviated(text, place + 1)
    return text.plain[place] != "." or not inside


def clauses(text: Said, taken: list[Read]) -> list[Clause]:
    """Cut the message where its cues stand; what was already read as a limit is no cue."""
    marks = _marks(text, taken)
    result: list[Clause] = []
    for start, end in pieces(text):
        inside = [m for m in marks if start <= m.start < end]
        own = list(_cut(text, start, end, inside, _inherited(text, result, start, taken)))
        if own and result and own[0].kind is Kind.CANNOT and _answers(text, own[0], result[-1]):
            result[-1] = replace(result[-1], kind=Kind.CANNOT)
        result += own
    return result


def _answers(text: Said, clause: Clause, before: Clause) -> bool:
    """Say whether it only denies what was named before it: "Excel? Never touched it."."""
    asked = text.plain[before.end : before.end + 1] == "?"
    return asked and before.kind is Kind.NONE and not text.plain[clause.body : clause.end].strip()


@dataclass(frozen=True)
class _Mark:
    kind: Kind
    start: int
    end: int
    behind: bool = False
    """It speaks of what stands before it."""


@lru_cache(maxsize=64)
def _cues(text: Said) -> tuple[_Mark, ...]:
    """List every cue; a message is cut several times while it is read."""
    behind = [_Mark(kind, m.start(), m.end(), behind=True) for key, kind in CUES_BEHIND for m in _standing(key, text)]
    ahead = (_Mark(kind, m.start(), m.end()) for key, kind in CUES for m in _standing(key, text) if m.end() > m.start())
    return (*behind, *ahead)


def _standing(key: str, text: Said) -> Iterator[re.Match[str]]:
    """List cues of the languages around: "di" is at in Indonesian and I know in Albanian."""
    return phrases(key, CUED_BY.get(text.language, LANGUAGES)).finditer(text.plain)


def _marks(text: Said, taken: list[Read]) -> list[_Mark]:
    weak = phrases("cue.weak_self", _own(text.language))
    free = [m for m in _cues(text) if not any(t.start <= m.start and m.end <= t.end for t in taken)]
    chosen = _without_overlaps(free)
    for m in weak.finditer(text.plain):
        start, end = piece_of(text, m.start())
        if not any(start <= c.start < end for c in chosen):
            chosen.append(_Mark(Kind.BACKGROUND, start, start))
    return sorted(chosen, key=lambda m: m.start)


def _own(language: str) -> tuple[str, ...]:
    return {"hr": ("bs",), "sr": ("bs",), "bs": ("bs",), "mk": ("mk",), "sq": ("sq",), "de": ("de",)}.get(language, ())


def _without_overlaps(marks: list[_Mark]) -> list[_Mark]:
    """Keep the longest of those that begin together, and none inside another."""
    kept: list[_Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start, -m.end)):
        if not kept or mark.start >= kept[-1].end:
            kept.append(mark)
    return kept


def _inherited(text: Said, before: list[Clause], start: int, taken: list[Read]) -> Kind:
    """A piece without a cue after a comma goes on with the list that it stands in."""
    if before and before[-1].kind in GOES_ON and not FULL_STOP.search(text.plain, before[-1].end, start):
        return Kind.NONE if _sets_a_limit(text, before[-1], taken) else before[-1].kind
    return Kind.NONE


def _sets_a_limit(text: Said, clause: Clause, taken: list[Read]) -> bool:
    """Say whether "I can" only speaks of a limit, which no list of skills goes on with: I can do evenings, welding."""
    if clause.kind not in ABLE:
        return False
    inside = [r for r in taken if r.slot and r.start < clause.end and clause.body < r.end]
    words = re.finditer(r"\w+", text.plain[clause.body : clause.end])
    left = [w for w in words if not any(r.start <= clause.body + w.start() < r.end for r in inside)]
    return bool(inside) and len(left) <= 2


def _cut(text: Said, start: int, end: int, marks: list[_Mark], inherited: Kind) -> Iterator[Clause]:
    kept = [m for place, m in enumerate(marks) if not _hangs_on(text, marks, place)]
    first = kept[0].start if kept else end
    own = _negated(text, inherited, start, first)
    result = [Clause(own, start, start, first)] if text.plain[start:first].strip() else []
    for place, mark in enumerate(kept):
        stop = kept[place + 1].start if place + 1 < len(kept) else end
        kind = _negated(text, mark.kind, mark.end, stop)
        rest = TRAILING.sub("", text.plain[mark.end : stop]).strip()
        if result and kind in ABLE and (mark.behind or not rest or rest in NOTHING) and _is_open(result[-1]):
            result[-1:] = _with_kind_behind(text, result[-1], kind)
            result += [Clause(Kind.NONE, mark.end, mark.end, stop)] if rest and mark.behind else []
        else:
            result.append(Clause(kind, mark.start, mark.end, stop))
    yield from result


def _with_kind_behind(text: Said, clause: Clause, kind: Kind) -> list[Clause]:
    """Give the clause the kind of the word behind it; what stands before a "but" keeps its own."""
    but = last_found("cue.but", text, clause.body, clause.end)
    if but is None or not text.plain[clause.body : but.start()].strip():
        return [replace(clause, kind=kind)]
    return [replace(clause, end=but.start()), Clause(kind, but.end(), but.end(), clause.end)]


def _is_open(clause: Clause) -> bool:
    """Say whether what stands before may be what is spoken of: it has no cue of its own, or one of being able."""
    return clause.kind in {Kind.NONE, *ABLE} or clause.body == clause.start


def _hangs_on(text: Said, marks: list[_Mark], place: int) -> bool:
    """Say whether a cue belongs to the wish before it: I want to know how I can …, I need what I know to …"""
    if place == 0:
        return False
    mark, before = marks[place], marks[place - 1]
    between = text.plain[before.end : mark.start].strip()
    if before.kind is Kind.GOAL and mark.kind is not Kind.GOAL:
        return not between or bool(phrases("cue.subordinate").fullmatch(between.split()[-1]))
    return before.kind is mark.kind and not between


def _negated(text: Said, kind: Kind, start: int, stop: int) -> Kind:
    """German puts its `nicht` at the end: ich kann das nicht."""
    if kind is Kind.CAN and re.search(r"(?<!\w)(nicht|ne)\s*$", TRAILING.sub("", text.plain[start:stop])):
        return Kind.CANNOT
    return kind
