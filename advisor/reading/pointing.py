"""Which of the courses that were shown does a message point at?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from advisor.reading.asking import Words, spoken_in
from advisor.reading.words import LANGUAGES, Said, lexicon, one_of
from advisor.shown import other_ways_of, plan_of, shown_in
from advisor.vocabulary.blocks import ComparisonBlock, PathwayBlock
from advisor.vocabulary.conversation import Conversation
from knowledge.errors import NotFound
from knowledge.library import Library
from knowledge.transliteration import folded
from knowledge.vocabulary.credential import MicroCredentialId

ORDINALS = 6
STEM = 5
"""Letters by which the words of a title are compared: inflected forms count too."""
NEAR = 14
"""Characters between an ordinal and the word that says what is counted."""


@dataclass(frozen=True)
class Pointed:
    """What is pointed at, and where the pointing words stand in the folded text."""

    ids: tuple[str, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()
    way: PathwayBlock | None = None
    """Another pathway than the plan, as a whole: "the second way"."""
    vaguely: bool = False
    """Only by "that", "it"."""
    by_name: bool = False
    """By words of a title or a provider's name."""


def pointed_at(said: Said | Words, conversation: Conversation, library: Library) -> Pointed:
    """Read ordinals, then words of titles and providers, then "that one"."""
    text = said if isinstance(said, Words) else Words(said, spoken_in(said, conversation.language))
    plan = plan_of(conversation)
    steps = tuple(step.micro_credential_id for step in plan.steps) if plan else ()
    way = _way(text, conversation)
    if way is not None:
        return way
    for reader in (_groups, _dearer_or_cheaper, _counted, _named, _this):
        got = reader(text, steps, conversation, library)
        if got.ids or got.spans:
            return got
    return Pointed()


def ordinals_in(said: Said | Words) -> list[tuple[int, int, int]]:
    """List start, end and number of "the first", "step 2", "the last" (-1), in the order of the text."""
    text = said if isinstance(said, Words) else Words(said)
    marks = [(start, end, n) for n in range(1, ORDINALS + 1) for start, end in text.found(f"act.point.{n}")]
    marks += [(start, end, -1) for start, end in text.found("act.point.last")]
    marks += [(m.start(), m.end(), _number(m)) for m in _numbered_step(text.languages).finditer(text.text.plain)]
    return sorted(marks)


def _number(match: re.Match[str]) -> int:
    return int(next(filter(None, (match[name] for name in ("behind", "before", "sign", "ending")))))


@lru_cache(maxsize=64)
def _numbered_step(languages: tuple[str, ...]) -> re.Pattern[str]:
    """Compile "step 2", "2nd step", "korak 2", "2. korak", "#2"; "2 courses" is a wish for two."""
    words = one_of(w for language in languages for w in lexicon(language).get("act.step", ())).pattern
    return re.compile(
        rf"(?:{words})\s*(?:no\.?|nr\.?|br\.?|number)?\s*#?(?P<behind>\d)(?![\d.,:]?\d)(?!\s*(?:h\b|hours?\b))"
        rf"|(?<![\d.,])(?P<before>\d)\s*(?:\.|st|nd|rd|th|-?i|-?ti|-?ot|-?viot)\s*(?:{words})"
        r"|(?<!\w)#(?P<sign>\d)(?!\d)|(?<![\w.,])(?P<ending>\d)(?:st|nd|rd|th)\b(?!\s+(?:of\s+)?[a-z]{3,9}\s+\d|\s+grade)"
    )


def _groups(text: Words, steps: tuple[str, ...], conversation: Conversation, _: Library) -> Pointed:
    """Read "the first two", "both", "all of them"."""
    compared = _last_compared(conversation)
    sets = {"first_two": steps[:2], "first_three": steps[:3], "last_two": steps[-2:], "all": steps,
            "both": compared[:2] if len(compared) == 2 else steps[:2]}  # fmt: skip
    for name, ids in sets.items():
        for span in text.found(f"act.point.{name}"):
            return Pointed(ids, (span,))
    return Pointed()


def _counted(text: Words, steps: tuple[str, ...], conversation: Conversation, _: Library) -> Pointed:
    marks = [(start, end, n) for start, end, n in ordinals_in(text) if n == -1 or n <= len(steps)]
    others = list(text.found("act.point.alternative"))
    if not steps or not (marks or others):
        return Pointed(spans=tuple((start, end) for start, end, _ in ordinals_in(text)) if not steps else ())
    ids = [steps[n - 1 if n > 0 else -1] for _, _, n in marks]
    if others:
        ids += _alternatives(ids, conversation)
    spans = [(start, end) for start, end, _ in marks] + others
    return Pointed(tuple(dict.fromkeys(ids)), tuple(spans))


def _alternatives(ids: Sequence[str], conversation: Conversation) -> list[str]:
    """Give the first alternative of the step meant, with the step itself: "step 1 and its alternative"."""
    plan = plan_of(conversation)
    every = plan.steps if plan else ()
    meant = [step for step in every if (not ids or step.micro_credential_id in ids) and step.alternatives]
    return [i for step in meant[:1] for i in (step.micro_credential_id, step.alternatives[0])]


def _way(text: Words, conversation: Conversation) -> Pointed | None:
    """Read "the second way": one of the other pathways that were just shown."""
    ways = other_ways_of(conversation)
    words = text.found("act.point.way")
    for start, end, n in ordinals_in(text):
        near = any(abs(first - end) <= NEAR or abs(start - last) <= NEAR for first, last in words)
        if near and ways and (n == -1 or n <= len(ways)):
            way = ways[n - 1 if n > 0 else -1]
            return Pointed(tuple(s.micro_credential_id for s in way.steps), ((start, end),), way)
    return None


def _dearer_or_cheaper(text: Words, steps: tuple[str, ...], conversation: Conversation, library: Library) -> Pointed:
    """Read "the cheaper of those", "the shortest one"."""
    field: dict[str, tuple[str, bool]] = {
        "cheapest": ("price", False), "dearest": ("price", True), "shortest": ("hours", False), "longest": ("hours", True),
    }  # fmt: skip
    ids = _last_compared(conversation) or steps
    for name, (what, most) in field.items():
        for span in text.found(f"act.point.{name}"):
            figures = {i: f for i in ids if (f := _figure(i, what, library)) is not None}
            if figures:
                return Pointed((sorted(figures, key=lambda i: figures[i], reverse=most)[0],), (span,))
    return Pointed()


def _figure(identifier: str, what: str, library: Library) -> float | None:
    try:
        record = library.find(MicroCredentialId(identifier))
    except NotFound:
        return None
    if what == "hours":
        return record.workload.hours
    prices = [float(o.price.amount) for o in record.opportunities if o.price is not None]
    return min(prices, default=None)


def _named(text: Words, steps: tuple[str, ...], conversation: Conversation, library: Library) -> Pointed:
    """Read words that stand in the title or the provider's name of only one of the courses that were shown."""
    names = dict(_names(steps, conversation, library))
    said = {m.group()[:STEM]: m.span() for m in re.finditer(r"[^\W\d_]{4,}", text.text.plain)}
    hits: dict[str, list[tuple[int, int]]] = {}
    for identifier, words in names.items():
        others = frozenset[str]().union(*(w for i, w in names.items() if i != identifier), _usual())
        own = [span for stem, span in said.items() if stem in words - others]
        if own:
            hits[identifier] = own
    ordered = sorted(hits, key=lambda i: (-len(hits[i]), hits[i]))
    best = [i for i in ordered if len(hits[i]) >= max(1, len(hits[ordered[0]]) - 1)][:4]
    return Pointed(tuple(best), tuple(span for i in best for span in hits[i]), by_name=True)


def _names(
    steps: tuple[str, ...], conversation: Conversation, library: Library
) -> Iterator[tuple[str, frozenset[str]]]:
    turned_down = [
        str(f.value) for f in conversation.facts if f.slot in {"not_wanted", "locked", "completed"} and f.value
    ]
    others = [s.micro_credential_id for way in other_ways_of(conversation) for s in way.steps]
    for identifier in dict.fromkeys((*steps, *_last_compared(conversation), *others, *turned_down)):
        try:
            record = library.find(MicroCredentialId(identifier))
        except NotFound:
            continue
        providers = " ".join(o.provider.name for o in record.opportunities)
        words = re.findall(r"[^\W\d_]{4,}", folded(f"{record.title} {providers}"))
        yield identifier, frozenset(word[:STEM] for word in words)


@lru_cache(maxsize=1)
def _usual() -> frozenset[str]:
    """Stems that titles hold and that point at nothing: course, training, step …"""
    return frozenset(folded(w)[:STEM] for language in LANGUAGES for w in lexicon(language).get("act.usual", ()))


def _last_compared(conversation: Conversation) -> tuple[str, ...]:
    newest = next((b for b in shown_in(conversation) if isinstance(b, ComparisonBlock | PathwayBlock)), None)
    if isinstance(newest, ComparisonBlock):
        return tuple(item.micro_credential_id for item in newest.items)
    return ()


def _this(text: Words, steps: tuple[str, ...], conversation: Conversation, _: Library) -> Pointed:
    """Read "that one" as what the turn before was about, or as the only step."""
    spans = text.found("act.point.this")
    if not spans:
        return Pointed()
    before = _meant_before(conversation)
    return Pointed(before or (steps if len(steps) == 1 else ()), spans, vaguely=True)


def _meant_before(conversation: Conversation) -> tuple[str, ...]:
    """Give what the last turn pointed at, as its reply tells under `reading`."""
    replies = [turn.reply for turn in conversation.turns if turn.reply is not None]
    readings = [stage.value for stage in replies[-1].explain if stage.stage == "reading"] if replies else []
    targets = readings[0].get("targets", ()) if readings and isinstance(readings[0], dict) else ()
    return tuple(str(each) for each in targets)[:1]
