"""Why is a step there, and which words of the record prove it?"""

from collections.abc import Sequence

from advisor.offers import Offer
from advisor.translations import count, in_figures, translate
from advisor.vocabulary.conversation import NumberedCitation
from advisor.vocabulary.pathway import PathwayStep, Reason
from knowledge.library import Library
from knowledge.vocabulary.credential import MicroCredential, PrerequisiteKind, TaughtSkill
from knowledge.vocabulary.search import Citation

MOST = 3
"""Reasons a step carries; what to check first comes on top of them."""


class Quotes:
    """The citations of one pathway, each once, numbered from 1."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._found: dict[Citation, int] = {}

    def number(self, record: MicroCredential, field: str) -> int | None:
        """Cite a field of the record; None where it states nothing there."""
        citation = self._library.cite(record, field)
        return None if citation is None else self._found.setdefault(citation, len(self._found) + 1)

    def numbered(self) -> tuple[NumberedCitation, ...]:
        return tuple(NumberedCitation(n=n, **dict(citation)) for citation, n in self._found.items())


def reasons(
    offer: Offer, step: PathwayStep, steps: Sequence[PathwayStep], quotes: Quotes, language: str
) -> tuple[Reason, ...]:
    """Give one to three reasons with their quotes, and what the learner has to check before."""
    found = [
        *_closes(offer, step, quotes, language),
        *_opens(offer, step, steps, quotes, language),
        *_stated(offer, quotes, language),
        *_stacks(offer, quotes, language),
    ]
    return (*found[:MOST], *_to_check(offer, quotes, language))


def words_for(record: MicroCredential, skill: str, label: str) -> tuple[MicroCredential, str]:
    """Find the words that say that a record teaches a skill, as the record narrowed to them and the field's name."""
    taught = next((s for s in record.skills if s.uri == skill), None)
    if taught is None:
        return _nearest(record, label)
    if not taught.inferred:
        return record.model_copy(update={"skills": (taught,)}), "skills"
    return _inferred_from(record, taught)


def _inferred_from(record: MicroCredential, taught: TaughtSkill) -> tuple[MicroCredential, str]:
    for outcome in record.outcomes:
        if taught.evidence and taught.evidence in outcome.text:
            return record.model_copy(update={"outcomes": (outcome,)}), "learning_outcomes"
    if taught.evidence and taught.evidence in record.title:
        return record, "title"
    return (_quotable(record), "description") if record.description else (record, "title")


def _nearest(record: MicroCredential, words: str) -> tuple[MicroCredential, str]:
    """Take the outcome that shares most words with the wish, else the title."""
    wish = set(words.casefold().split())
    shared = [(len(wish & set(o.text.casefold().split())), o) for o in record.outcomes]
    best = max(shared, key=lambda pair: pair[0], default=None)
    if best and best[0]:
        return record.model_copy(update={"outcomes": (best[1],)}), "learning_outcomes"
    return record, "title"


def _closes(offer: Offer, step: PathwayStep, quotes: Quotes, language: str) -> list[Reason]:
    if not step.closes:
        return []
    heaviest = max(step.closes, key=lambda c: c.weight)
    record, field = words_for(offer.record, heaviest.skill, heaviest.label)
    labels = [heaviest.label, *(c.label for c in step.closes if c is not heaviest)]
    text = translate(language, "Closes what you are missing: {skills}.", skills=", ".join(labels))
    return [Reason(text=text, citation=quotes.number(record, field))]


def _opens(
    offer: Offer, step: PathwayStep, steps: Sequence[PathwayStep], quotes: Quotes, language: str
) -> list[Reason]:
    """Say which later steps build on this one."""
    brings = {str(offer.record.id), *offer.teaches}
    later = [s.title for s in steps if s.order > step.order and brings & set(s.requires)]
    if not later:
        return []
    text = translate(language, "Needed before: {courses}.", courses=", ".join(later))
    return [Reason(text=text, citation=quotes.number(offer.record, "title"))]


def _stated(offer: Offer, quotes: Quotes, language: str) -> list[Reason]:
    """Say price and hours as the provider states them."""
    record = offer.record.model_copy(update={"opportunities": (offer.opportunity,)})
    price, hours = offer.opportunity.price, offer.record.workload.hours
    found = []
    if price is not None:
        amount = f"{in_figures(language, float(price.amount))} {price.currency}"
        text = (
            translate(language, "Price: {amount}.", amount=amount)
            if price.amount
            else translate(language, "It is free.")
        )
        found.append(Reason(text=text, citation=quotes.number(record, "price")))
    if hours is not None:
        text = count(language, "It takes {n} hour.|It takes {n} hours.", hours)
        found.append(Reason(text=text, citation=quotes.number(record, "hours")))
    return found


def _stacks(offer: Offer, quotes: Quotes, language: str) -> list[Reason]:
    if not offer.record.stacks_into:
        return []
    text = translate(language, "Counts towards: {credentials}.", credentials=", ".join(offer.record.stacks_into))
    return [Reason(text=text, citation=quotes.number(offer.record, "stacks_into"))]


def _to_check(offer: Offer, quotes: Quotes, language: str) -> list[Reason]:
    """Name the prerequisites that only a person can check: a level, or plain words."""
    open_ends = [
        p.text or p.reference
        for p in offer.record.prerequisites
        if p.kind in {PrerequisiteKind.TEXT, PrerequisiteKind.EQF_LEVEL}
    ]
    if not open_ends:
        return []
    text = translate(language, "Please check before: {prerequisites}.", prerequisites="; ".join(open_ends))
    return [Reason(text=text, citation=quotes.number(offer.record, "prerequisites"))]


def _quotable(record: MicroCredential) -> MicroCredential:
    return record
