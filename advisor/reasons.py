"""Why is a step there, and which words of the record prove it?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from advisor.gaps import TEXT
from advisor.offers import Offer
from advisor.published import Published
from advisor.translations import count, in_figures, translate
from advisor.vocabulary.conversation import NumberedCitation
from advisor.vocabulary.pathway import Closes, PathwayStep, Reason
from knowledge.library import Library
from knowledge.transliteration import folded
from knowledge.vocabulary.credential import MicroCredential, PrerequisiteKind, TaughtSkill
from knowledge.vocabulary.search import Citation

MOST = 3
"""Reasons a step carries; what to check first comes on top of them."""
MOST_NAMED = 5
"""Skills that one reason names."""
STEM = 5
"""Letters by which inflected words are compared."""
ENOUGH_WORDS = 0.66
"""Share of a skill's words that an outcome must have to be quoted for it."""


@dataclass(frozen=True)
class Argument:
    """A reason before it is numbered: a sentence, and the record, narrowed to the words, with the field to quote."""

    text: str
    record: MicroCredential
    field: str


class Quotes:
    """The citations of one pathway, each once, numbered from 1."""

    def __init__(self, library: Library, published: Published) -> None:
        self._library = library
        self._published = published
        self._found: dict[Citation, int] = {}

    def reason(self, argument: Argument) -> Reason:
        """Number the quote; no citation where the record states nothing there."""
        citation = self._library.cite(argument.record, argument.field)
        number = None if citation is None else self._found.setdefault(citation, len(self._found) + 1)
        return Reason(text=argument.text, citation=number)

    def published(self, identifier: str) -> MicroCredential | None:
        """Give the course, None where it is not in the catalogue."""
        return self._published.records.get(identifier)

    def label(self, skill: str, language: str) -> str:
        return self._library.label(skill, language)

    def numbered(self) -> tuple[NumberedCitation, ...]:
        return tuple(NumberedCitation(n=n, **dict(citation)) for citation, n in self._found.items())


def reasons(
    offer: Offer,
    step: PathwayStep,
    steps: Sequence[PathwayStep],
    quotes: Quotes,
    language: str,
    level: int | None = None,
) -> tuple[Reason, ...]:
    """Give one to three reasons with their quotes, and what the learner, of that level of education, has to check before."""
    found = [
        *_closes(offer, step, quotes, language),
        *_opens(offer, step, steps, language),
        *_stated(offer, language),
        *_stacks(offer, language),
    ]
    extra = [*_waived(offer, steps, quotes, language), *_to_check(offer, quotes, language, level)]
    return tuple(quotes.reason(argument) for argument in (*found[:MOST], *extra))


def words_for(record: MicroCredential, skill: str, label: str) -> tuple[MicroCredential, str]:
    """Find the words that say that a record teaches a skill, as the record narrowed to them and the field's name.

    `label` is the skill's name in the record's language, or the learner's own words.
    """
    taught = next((s for s in record.skills if s.uri == skill), None)
    if taught is not None and taught.inferred:
        return _inferred_from(record, taught)
    outcome = _nearest_outcome(record, f"{label} {taught.label}" if taught else label)
    if outcome is not None:
        return outcome, "learning_outcomes"
    return (record, "title") if taught is None else (record.model_copy(update={"skills": (taught,)}), "skills")


def _inferred_from(record: MicroCredential, taught: TaughtSkill) -> tuple[MicroCredential, str]:
    """Quote the outcome, the title or the description that holds the words that the skill was read from."""
    words = taught.evidence.casefold()
    if words and words in record.title.casefold():
        return record, "title"
    for outcome in record.outcomes:
        if words and words in outcome.text.casefold():
            return record.model_copy(update={"outcomes": (outcome,)}), "learning_outcomes"
    if words and words in record.description.casefold():
        return record, "description"
    return record, "title"


def _nearest_outcome(record: MicroCredential, words: str) -> MicroCredential | None:
    """Narrow the record to the outcome that shares most words with a skill's name; None where none shares enough."""
    wanted = _stems(words)
    shared = [(len(wanted & _stems(outcome.text)), outcome) for outcome in record.outcomes]
    best = max(shared, key=lambda pair: pair[0], default=None)
    if not best or not wanted or best[0] < ENOUGH_WORDS * len(wanted):
        return None
    return record.model_copy(update={"outcomes": (best[1],)})


def _stems(text: str) -> frozenset[str]:
    letters = "".join(c if c.isalnum() else " " for c in folded(text))
    return frozenset(word[:STEM] for word in letters.split() if len(word) >= STEM)


def _closes(offer: Offer, step: PathwayStep, quotes: Quotes, language: str) -> Iterator[Argument]:
    if not step.closes:
        return
    heaviest = max(step.closes, key=lambda c: c.weight)
    by_words = heaviest.skill.startswith(TEXT)
    label = heaviest.label if by_words else quotes.label(heaviest.skill, offer.record.language)
    record, field = words_for(offer.record, heaviest.skill, label)
    yield Argument(_closing_sentence(heaviest, step.closes, language), record, field)


def _closing_sentence(heaviest: Closes, closes: Sequence[Closes], language: str) -> str:
    """Say what is closed, beginning with what the quote speaks of."""
    if heaviest.skill.startswith(TEXT):
        return translate(language, "It fits what you are looking for: {wish}.", wish=heaviest.label)
    labels = [heaviest.label, *(c.label for c in closes if c is not heaviest)]
    more = len(labels) - MOST_NAMED
    labels = [*labels[:MOST_NAMED], *([count(language, "{n} more|{n} more", more)] if more > 0 else [])]
    return translate(language, "Closes what you are missing: {skills}.", skills=", ".join(labels))


def _opens(offer: Offer, step: PathwayStep, steps: Sequence[PathwayStep], language: str) -> Iterator[Argument]:
    """Say which later steps build on this one."""
    brings = {str(offer.record.id), *offer.teaches}
    later = [s.title for s in steps if s.order > step.order and brings & set(s.requires)]
    if later:
        text = translate(language, "It prepares you for: {courses}.", courses=", ".join(later))
        yield Argument(text, offer.record, "title")


def _stated(offer: Offer, language: str) -> Iterator[Argument]:
    """Say price and hours as the provider states them."""
    record = offer.record.model_copy(update={"opportunities": (offer.opportunity,)})
    price, hours = offer.opportunity.price, offer.record.workload.hours
    if price is not None:
        amount = f"{in_figures(language, float(price.amount))} {price.currency}"
        text = "Price: {amount}." if price.amount else "It is free."
        yield Argument(translate(language, text, amount=amount), record, "price")
    if hours is not None:
        yield Argument(count(language, "It takes {n} hour.|It takes {n} hours.", hours), record, "hours")


def _stacks(offer: Offer, language: str) -> Iterator[Argument]:
    if offer.record.stacks_into:
        names = ", ".join(offer.record.stacks_into)
        yield Argument(
            translate(language, "Counts towards: {credentials}.", credentials=names), offer.record, "stacks_into"
        )


def _waived(offer: Offer, steps: Sequence[PathwayStep], quotes: Quotes, language: str) -> Iterator[Argument]:
    """Name the courses that come first for others, and that the learner has or brings all of."""
    taken = {step.micro_credential_id for step in steps}
    for p in offer.record.prerequisites:
        course = quotes.published(p.reference) if p.kind is PrerequisiteKind.COURSE else None
        if course is not None and course.id not in taken:
            yield Argument(
                translate(language, WAIVED, course=course.title), course, "skills" if course.skills else "title"
            )


WAIVED = "You need not take {course} first: you already bring what it teaches."


def _to_check(offer: Offer, quotes: Quotes, language: str, level: int | None) -> Iterator[Argument]:
    """Name the prerequisites that only a person can check: an unknown level, plain words, a course of another catalogue."""
    open_ends = [
        p.text or p.reference
        for p in offer.record.prerequisites
        if p.kind is PrerequisiteKind.TEXT
        or (p.kind is PrerequisiteKind.EQF_LEVEL and (level is None or not p.reference.isdecimal()))
        or (p.kind is PrerequisiteKind.COURSE and quotes.published(p.reference) is None)
    ]
    if open_ends:
        text = translate(language, "Please check before: {prerequisites}.", prerequisites="; ".join(open_ends))
        yield Argument(text, offer.record, "prerequisites")
