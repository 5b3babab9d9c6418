"""What should the work be like, of somebody who names no occupation: green, with people, with one's hands, anything?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advisor.reading.clauses import Clause, Kind, clauses, piece_of
from advisor.reading.words import LANGUAGES, RELATED, Read, Said, phrases
from advisor.vocabulary.conversation import Intent, Understanding
from advisor.vocabulary.learner import Interest, Slot

OPEN = "open"
"""`Understanding.about` of somebody who wants advice and does not know for what."""
WISHED = frozenset({Kind.GOAL, Kind.NONE})
TURNED_ROUND = frozenset({Kind.AVOID, Kind.CANNOT})
"""Here only what turns the cue itself round is a wish: not sitting all day."""
LEFT_BEHIND = frozenset({Kind.CANNOT, Kind.BACKGROUND})
CONCEPTS = frozenset({Slot.GOAL_OCCUPATION, Slot.GOAL_SKILL})
BEFORE = 40
"""Characters before an interest in which a word may turn it down."""


@dataclass(frozen=True)
class _Place:
    interest: Interest
    start: int
    end: int

    def holds(self, start: int, end: int) -> bool:
        return self.start <= start and end <= self.end


def with_interests(text: Said, reads: Sequence[Read]) -> list[Read]:
    """Add the interests; a concept that was read from the same words was far-fetched, a longer one wins."""
    reads = _without_far_fetched(text, reads)
    said = [p for p in _places(text, clauses(text, list(reads))) if not _explained(p, reads)]
    if not said or any(r.slot in CONCEPTS and not _within(r, said) for r in reads):
        return list(reads)
    kept = [r for r in reads if not (r.slot in CONCEPTS and _within(r, said))]
    once = {p.interest: p for p in reversed(said)}
    ordered = sorted(once.values(), key=lambda p: p.start)
    return [*kept, *(Read(Slot.INTEREST, p.interest.value, p.start, p.end) for p in ordered)]


def as_open(text: Said, heard: Understanding) -> Understanding:
    """Mark a wish for advice that names neither a goal nor an interest."""
    named = any(f.slot in CONCEPTS and f.value for f in heard.facts)
    if named or heard.about or heard.intent not in {Intent.ADVICE, Intent.UNCLEAR} or not is_open(text):
        return heard
    return heard.model_copy(update={"about": OPEN, "intent": Intent.ADVICE})


def is_open(text: Said) -> bool:
    """Say whether somebody says that they do not know what they want, or that anything will do."""
    return bool(_open_places(text) or _pays_places(text))


def _open_places(text: Said) -> list[tuple[int, int]]:
    return [m.span() for m in phrases("interest.open", _own(text)).finditer(text.plain)]


def _pays_places(text: Said) -> list[tuple[int, int]]:
    """List "anything that pays", with all that is said of it."""
    found = phrases("interest.pays", _own(text)).finditer(text.plain)
    return [(m.start(), max(m.end(), piece_of(text, m.start())[1])) for m in found]


def _without_far_fetched(text: Said, reads: Sequence[Read]) -> list[Read]:
    """Drop what was read as a wish from the words of somebody who has none yet: "anything that pays", "but no sewing"."""
    pays = _pays_places(text)
    places = [*_open_places(text), *pays]
    if not places:
        return list(reads)
    kept = [r for r in reads if not (r.slot in CONCEPTS and (_lies_in(r, pays) or _turned_down(text, r.start, r.end)))]
    if any(r.slot in CONCEPTS for r in kept):
        return kept
    return [r for r in kept if r.slot is not Slot.GOAL_TEXT or _says_more(text, r, places)]


def _lies_in(read: Read, places: Sequence[tuple[int, int]]) -> bool:
    return any(start <= read.start and read.end <= end for start, end in places)


def _says_more(text: Said, wish: Read, places: Sequence[tuple[int, int]]) -> bool:
    """Say whether a wish has words of its own beside those that name none."""
    words = re.finditer(r"[^\W\d_]{4,}", text.plain[wish.start : wish.end])
    spans = [(wish.start + m.start(), wish.start + m.end()) for m in words]
    own = [(s, e) for s, e in spans if not any(p <= s and e <= q for p, q in places)]
    return any(not phrases("interest.filler").fullmatch(text.plain, s, e) for s, e in own)


def _places(text: Said, said: Sequence[Clause]) -> list[_Place]:
    """List where interests are wished for; in "not at a desk all day" the desk is none."""
    found = [p for p in _found(text) if _is_wished(text, p, said)]
    turned_round = [p for p in found if phrases("interest.not_this", _own(text)).match(text.plain, p.start)]
    return [p for p in found if not any(o.interest is not p.interest and o.holds(p.start, p.end) for o in turned_round)]


def _found(text: Said) -> Iterator[_Place]:
    for languages in (_own(text), LANGUAGES):
        hits = [
            _Place(interest, *match.span())
            for interest in Interest
            for match in phrases(f"interest.{interest.value}", languages).finditer(text.plain)
        ]
        if hits:
            yield from hits
            return


def _own(text: Said) -> tuple[str, ...]:
    """Name the lexicons of the message's language, and English, which is mixed into all."""
    own = RELATED.get(text.language, (text.language,))
    return tuple(dict.fromkeys((*(tag for tag in own if tag in LANGUAGES), "en")))


def _is_wished(text: Said, place: _Place, said: Sequence[Clause]) -> bool:
    clause = next((c for c in said if c.start <= place.start < c.end), None)
    if clause is None or clause.kind in WISHED or _goes_on_otherwise(clause):
        return not _turned_down(text, place.start, place.end)
    return clause.kind in TURNED_ROUND and place.start < clause.body


def _goes_on_otherwise(clause: Clause) -> bool:
    """Say whether a comma stands between: "I don't know, something green", "I drove trucks, now something with animals"."""
    return clause.kind in LEFT_BEHIND and clause.body == clause.start


def _turned_down(text: Said, start: int, end: int) -> bool:
    """Say whether a word of refusal stands before, or inside."""
    pattern = phrases("interest.not_this", _own(text))
    before = pattern.finditer(text.plain, max(piece_of(text, start)[0], start - BEFORE), start)
    inside = pattern.finditer(text.plain, start + 1, end)
    return any(not text.plain[m.end() : start].strip() for m in before) or any(inside)


def _explained(place: _Place, reads: Sequence[Read]) -> bool:
    """Say whether a goal takes in more words than the interest, "environmental legislation", or it is denied."""
    denied = any(r.slot is Slot.NOT_HELD and r.start < place.end and place.start < r.end for r in reads)
    return denied or any(
        r.slot in CONCEPTS
        and r.start <= place.start
        and place.end <= r.end
        and r.end - r.start > place.end - place.start
        for r in reads
    )


def _within(read: Read, places: Sequence[_Place]) -> bool:
    return any(p.holds(read.start, read.end) for p in places)
