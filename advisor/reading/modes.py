"""Online, on site, mixed or at work?"""

from advisor.reading.clauses import sentence_of
from advisor.reading.negation import is_ruled_out
from advisor.reading.words import Read, Said, found, says
from advisor.vocabulary.learner import Slot
from knowledge.vocabulary.opportunity import DeliveryMode

KEYS = {
    "mode.online": DeliveryMode.ONLINE,
    "mode.onsite": DeliveryMode.ONSITE,
    "mode.blended": DeliveryMode.BLENDED,
    "mode.workplace": DeliveryMode.WORKPLACE,
}
OTHERS = {
    DeliveryMode.ONLINE: (DeliveryMode.ONSITE, DeliveryMode.WORKPLACE),
    DeliveryMode.ONSITE: (DeliveryMode.ONLINE,),
    DeliveryMode.BLENDED: (DeliveryMode.ONLINE, DeliveryMode.ONSITE, DeliveryMode.WORKPLACE),
    DeliveryMode.WORKPLACE: (DeliveryMode.ONLINE, DeliveryMode.ONSITE, DeliveryMode.BLENDED),
}
"""What is left when one is ruled out: who cannot come online cannot come to the online half either."""


def read_modes(text: Said) -> list[Read]:
    """Read the forms of participation wished for; those ruled out leave the others."""
    work = [m.span() for m in found("mode.online_is_the_work", text)]
    spans: list[tuple[int, int]] = []
    wanted: list[DeliveryMode] = []
    ruled_out: list[DeliveryMode] = []
    for key, mode in KEYS.items():
        for match in found(key, text):
            if any(start <= match.start() < end for start, end in work) or _inside(match.span(), spans):
                continue
            spans.append(match.span())
            (ruled_out if is_ruled_out(text, *match.span()) else wanted).append(mode)
    if not spans:
        return []
    left = [m for m in dict.fromkeys(wanted) if m not in ruled_out]
    modes = _mixed(text, left) or _left(ruled_out)
    out = () if left else tuple(mode.value for mode in dict.fromkeys(ruled_out))
    return _reads(text, modes, sorted(spans, key=lambda span: is_ruled_out(text, *span)), out)


def _mixed(text: Said, modes: list[DeliveryMode]) -> list[DeliveryMode]:
    """Take "part of it online, mixed" for mixed alone; "mixed or online" names two."""
    if DeliveryMode.BLENDED not in modes or says("either.or", text):
        return modes
    return [DeliveryMode.BLENDED]


def _left(ruled_out: list[DeliveryMode]) -> list[DeliveryMode]:
    allowed = [set(OTHERS[mode]) for mode in ruled_out]
    return [mode for mode in DeliveryMode if all(mode in others for others in allowed)]


def _inside(span: tuple[int, int], spans: list[tuple[int, int]]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _reads(text: Said, modes: list[DeliveryMode], spans: list[tuple[int, int]], out: tuple[str, ...]) -> list[Read]:
    """Give one fact; further places are marked as read, so that they are no part of the goal."""
    if not modes:
        return [Read(None, None, start, end) for start, end in spans]
    value: list[str] = [mode.value for mode in modes]
    return [Read(Slot.MODES, value, *_with_negation(text, span), ruled_out=out) for span in spans]


def _with_negation(text: Said, span: tuple[int, int]) -> tuple[int, int]:
    """Take the negation into the quoted words: "not online"."""
    start, _ = sentence_of(text, span[0])
    for match in found("not", text, max(start, span[0] - 12), span[0]):
        if not text.plain[match.end() : span[0]].strip():
            return match.start(), span[1]
    return span
