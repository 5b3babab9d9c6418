"""Which town takes the place of the one said before, where a message names both?"""

from collections.abc import Iterator, Sequence

from advisor.reading.far_places import is_a_word, is_known, with_a_capital
from advisor.reading.lone_towns import PIECE, town_alone
from advisor.reading.towns import WORD, thai_town_at, town_at
from advisor.reading.words import Read, Said, found
from advisor.vocabulary.learner import Fact, Slot
from knowledge.transliteration import folded

SHORT = 14
"""Words of a message that may be nothing but a correction."""
FEW = 6
"""Words of a correction in which a name of no table may be the new town."""
SHORTEST = 4
"""Letters of a name that stands in no table."""


def with_the_other_town(text: Said, reads: Sequence[Read], facts: Sequence[Fact]) -> list[Read]:
    """Read "not Korça, Kukës": the town that stood is named, so the other one is meant."""
    before = next((f.value for f in reversed(facts) if f.slot is Slot.NEAR), None)
    if not isinstance(before, str) or len(text.plain.split()) > SHORT or "?" in text.text:
        return list(reads)
    if any(r.slot is Slot.NEAR and r.value not in {None, before} for r in reads):
        # that the old one is given up says nothing on the new one
        return [r for r in reads if r.slot is not Slot.NEAR or r.value is not None]
    old = next((r for r in reads if r.slot is Slot.NEAR and before in (r.value, *r.ruled_out)), None) or _named(
        text, before
    )
    other = _other(text, before, old) if old else None
    if old is None or other is None:
        return list(reads)
    kept = [r for r in reads if r.slot not in {Slot.NEAR, Slot.COUNTRY} and not _overlaps(r, other[0])]
    return [*kept, *other]


def _named(text: Said, town: str) -> Read | None:
    """Give where the town that stood is named."""
    places = ((m.start(), town_at(text.plain, m.start(), text.language)) for m in WORD.finditer(text.plain))
    known = next(((start, one[1]) for start, one in places if one and one[0].name == town), None)
    start = text.plain.find(folded(town))
    span = known or ((start, start + len(folded(town))) if start >= 0 else None)
    return Read(Slot.NEAR, town, *span) if span else None


def _other(text: Said, before: str, old: Read) -> list[Read] | None:
    """Give the other town: one of the tables, else what stands alone and begins large."""
    for read in (*_listed(text, before), *_unlisted(text)):
        if not _overlaps(read[0], old):
            return read
    return None


def _listed(text: Said, before: str) -> Iterator[list[Read]]:
    if text.language == "th":
        yield from _thai(text, before)
    for word in WORD.finditer(text.plain):
        start = word.start()
        found_town = town_at(text.plain, start, text.language)
        if found_town is None or found_town[0].name in {None, before}:
            continue
        town, end = found_town
        alone = any(s <= start and end <= e and town_alone(text, s, e) for s, e in _pieces(text))
        if alone or (with_a_capital(text, start) and not (town.everyday and is_a_word(text.plain[start:end]))):
            yield _reads(town.name, town.country, start, end)


def _thai(text: Said, before: str) -> Iterator[list[Read]]:
    for start in range(len(text.plain)):
        town = thai_town_at(text.plain, start, certain=False)
        if town and town[1] == start and town[0].name != before:
            yield _reads(town[0].name, "TH", town[1], town[2])


def _unlisted(text: Said) -> Iterator[list[Read]]:
    for start, end in _pieces(text) if len(text.plain.split()) <= FEW else ():
        words = text.plain[start:end].split()
        known = any(is_known(word) for word in words)
        if 1 <= len(words) <= 2 and len(words[0]) >= SHORTEST and not known and with_a_capital(text, start):
            yield [Read(Slot.NEAR, text.words(start, end), start, end, sure=False)]


def _pieces(text: Said) -> list[tuple[int, int]]:
    """List what stands between commas, without the little words of a correction before it."""
    pieces: list[tuple[int, int]] = []
    for piece in PIECE.finditer(text.plain):
        start, end = piece.span()
        openings = [
            m.end() for m in found("place.not_but", text, start, end) if not text.plain[start : m.start()].strip()
        ]
        start = max([start, *openings])
        bare = text.plain[start:end]
        begin = start + len(bare) - len(bare.lstrip())
        if bare.strip():
            pieces.append((begin, begin + len(bare.strip())))
    return pieces


def _reads(town: str | None, country: str, start: int, end: int) -> list[Read]:
    return [Read(Slot.NEAR, town, start, end), Read(Slot.COUNTRY, country, start, end)]


def _overlaps(one: Read, other: Read) -> bool:
    return one.start < other.end and other.start < one.end
