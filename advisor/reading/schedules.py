"""At which times can the learner come?"""

from advisor.reading.clauses import piece_of
from advisor.reading.negation import is_ruled_out, languages_around
from advisor.reading.numbers import numbers_in
from advisor.reading.words import Read, Said, found, phrases, says
from advisor.vocabulary.learner import Slot
from knowledge.vocabulary.opportunity import TimeOfDay

KEYS = {
    "time.self_paced": TimeOfDay.SELF_PACED,
    "time.evening": TimeOfDay.EVENING,
    "time.weekend": TimeOfDay.WEEKEND,
    "time.daytime": TimeOfDay.DAYTIME,
}
BESIDE = 24
"""Characters around a time in which a word still speaks of it."""
COUNTED = {"unit.evening": TimeOfDay.EVENING, "unit.weekend": TimeOfDay.WEEKEND}


def read_schedules(text: Said) -> list[Read]:
    """Read the times wished for; those ruled out, or spent at work, leave the others."""
    spans: dict[tuple[int, int], TimeOfDay] = {}
    # "Sundays too" opens further days, and rules no time out
    too = [m.span() for key in ("days.seven", "days.six") for m in found(key, text)]
    for key, time in KEYS.items():
        for match in found(key, text):
            if any(s <= match.start() < e for s, e in too):
                continue
            if not any(s < match.end() and match.start() < e for s, e in spans):
                spans[match.span()] = time
    for span, time in _counted(text).items():
        if not any(s < span[1] and span[0] < e for s, e in spans):
            spans[span] = time
    against = {span for span in spans if _ruled_out(text, span)}
    # "never on Sundays, Saturdays yes" still is a weekend
    wanted = {time for span, time in spans.items() if span not in against}
    out = {spans[span] for span in against} - wanted
    times = wanted or (set(TimeOfDay) - out if out else set())
    value: list[str] = [time.value for time in TimeOfDay if time in times]
    return (
        [
            Read(
                Slot.SCHEDULES, value, start, end, ruled_out=() if wanted else tuple(sorted(time.value for time in out))
            )
            for start, end in sorted(spans, key=lambda s: (spans[s] in out, s))
        ]
        if value
        else []
    )


def _counted(text: Said) -> dict[tuple[int, int], TimeOfDay]:
    """Find "six evenings"."""
    hits: dict[tuple[int, int], TimeOfDay] = {}
    for number in numbers_in(text):
        for key, time in COUNTED.items():
            for match in found(key, text, number.end, number.end + 30):
                if not text.plain[number.end : match.start()].strip():
                    hits[(number.start, match.end())] = time
    return hits


def _ruled_out(text: Said, span: tuple[int, int]) -> bool:
    opening, _ = piece_of(text, span[0])
    if _is_taken(text, span):
        return True
    at_work = [m for m in found("time.working_then", text, opening, span[0]) if not _is_spoken_for(text, m.start())]
    if at_work and not says("time.for_learning", text, at_work[-1].end(), span[0]):
        # "after work" begins with the same word, so what was read there is the time itself
        return not text.plain[at_work[-1].end() : span[0]].strip()
    return is_ruled_out(text, *span)


def _is_taken(text: Said, span: tuple[int, int]) -> bool:
    """Say whether the work stands behind: "evenings I work"; a word of having time before it makes it free."""
    opening, close = piece_of(text, span[0])
    free = text.plain[max(opening, span[0] - BESIDE) : span[0]]
    if any(not free[m.end() :].strip() for m in phrases("time.for_learning").finditer(free)):
        return False
    behind = phrases("time.busy_behind", languages_around(text)).finditer(text.plain, span[1], close)
    return any(len(text.plain[span[1] : m.start()].split()) == 0 for m in behind)


def _is_spoken_for(text: Said, work: int) -> bool:
    """Say whether work belongs to the time before it: "evenings I work" says nothing of the mornings behind."""
    opening, _ = piece_of(text, work)
    times = (m for key in KEYS for m in found(key, text, max(opening, work - BESIDE), work))
    return any(not text.plain[m.end() : work].strip() and _is_taken(text, m.span()) for m in times)
