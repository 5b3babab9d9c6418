"""Does every sentence about a course, a price or a rule stand in its source, word for word?"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from advisor.translations import translate
from advisor.vocabulary.blocks import Block, ComparedFact, ComparisonBlock, NoticeBlock, PathwayBlock, TextBlock
from advisor.vocabulary.conversation import NumberedCitation
from advisor.writing.draft import Draft, place_of
from knowledge.errors import NotFound
from knowledge.library import Library
from knowledge.vocabulary.credential import MicroCredentialId
from knowledge.vocabulary.search import SourceKind

FIGURE = re.compile(r"\d|\b(?:EUR|BAM|RSD|USD|ALL|MKD|IDR|MYR|THB)\b")
"""Figures in a text block are hours, prices, dates or levels: none is said without a source."""


def ensure_grounded(draft: Draft, library: Library, language: str, skills: Sequence[str] = ()) -> Draft:
    """Give the draft back when all of it stands in its sources, else what remains with a plain word about the rest.

    `skills` are the names of the learner's own skills: they may hold a figure, and tell no fact about a course.
    """
    proven = frozenset(c.n for c in draft.citations if _stands(c, draft.passages, library))
    names, labels = _names(draft), _labels(draft, skills)
    kept = tuple(block for block in draft.blocks if _is_grounded(block, proven, names, labels))
    if len(kept) == len(draft.blocks):
        return draft
    sorry = NoticeBlock(kind="not_in_sources", text=translate(language, PLAIN))
    return replace(draft, blocks=(*kept, sorry))


PLAIN = "I left out a part of my answer, because I could not find it word for word in its source. Please ask again."


def _is_grounded(block: Block, proven: frozenset[int], names: frozenset[str], labels: tuple[str, ...]) -> bool:
    if isinstance(block, TextBlock):
        sources = set(block.citations)
        return sources <= proven and (bool(sources) or not _tells_facts(block.text, names, labels))
    if isinstance(block, PathwayBlock):
        cited = {reason.citation for step in block.steps for reason in step.reasons if reason.citation is not None}
        return cited <= proven and all(any(r.citation is not None for r in step.reasons) for step in block.steps)
    if isinstance(block, ComparisonBlock):
        return all(_is_proven(fact, proven) for item in block.items for fact in item.facts)
    return True


def _is_proven(fact: ComparedFact, proven: frozenset[int]) -> bool:
    if fact.citation is not None:
        return fact.citation in proven
    return fact.value is None or not FIGURE.search(fact.value)


def _tells_facts(text: str, names: frozenset[str], labels: tuple[str, ...]) -> bool:
    for label in labels:  # a skill's own name may hold a figure ("ISO 9606", "English A2") and states no fact
        text = text.replace(label, "")
    return bool(FIGURE.search(text)) or any(name in text for name in names)


def _names(draft: Draft) -> frozenset[str]:
    """List the titles and organisations that the reply is about."""
    steps = [step for block in draft.blocks if isinstance(block, PathwayBlock) for step in block.steps]
    return frozenset(
        name for step in steps for name in (step.title, step.provider, step.awarding_body) if len(name) > 3
    )


def _labels(draft: Draft, skills: Sequence[str]) -> tuple[str, ...]:
    """List the names of the learner's skills, and of skills and goals in the reply's pathways, longest first."""
    ways = [block for block in draft.blocks if isinstance(block, PathwayBlock)]
    found = {need.label for way in ways for need in way.gap.required} | {way.goal_label for way in ways}
    found |= set(skills)
    return tuple(sorted(found - {""}, key=len, reverse=True))


def _stands(citation: NumberedCitation, passages: Mapping[str, str], library: Library) -> bool:
    if not citation.quote:
        return False
    if citation.source == SourceKind.POLICY:
        return citation.quote in passages.get(place_of(citation), "")
    if citation.source == SourceKind.SKILLS:
        return any(citation.quote in text for text in _concept_texts(citation.id, library))
    return _in_record(citation, library)


def _concept_texts(identifier: str, library: Library) -> Iterator[str]:
    """List what a concept says of itself; an occupation also says the names of the skills that it asks for."""
    occupation = library.occupation(identifier)
    asked = [library.skill(str(each.skill)) for each in occupation.requirements] if occupation else []
    for concept in (occupation, library.skill(identifier), *asked):
        if concept is not None:
            yield from _texts(concept.model_dump(mode="json"))


def _in_record(citation: NumberedCitation, library: Library) -> bool:
    try:
        record = library.find(MicroCredentialId(citation.id))
    except NotFound:
        return False
    again = library.cite(record, citation.locator)
    if again is not None and citation.quote in again.quote:
        return True
    return any(citation.quote in text for text in _texts(record.model_dump(mode="json")))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(key)
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, int | float):
        yield f"{value:g}"
