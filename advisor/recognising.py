"""What can the learner do already, on what does that rest, and what do they say to it?"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from advisor.credentials.requesting import offer_to_show
from advisor.dialogue import Scene
from advisor.parts import Parts
from advisor.profiling import standing_facts
from advisor.translations import translate
from advisor.vocabulary.blocks import Block, Choice, QuestionBlock, SkillItem, SkillsBlock, TextBlock
from advisor.vocabulary.conversation import NumberedCitation
from advisor.vocabulary.learner import Evidence, Fact, Slot
from advisor.writing import words
from advisor.writing.draft import Draft
from advisor.writing.questions import fact
from advisor.writing.taking import set_all
from advisor.writing.templates import first, talk_to_a_person
from knowledge.library import Library
from knowledge.vocabulary.credential import ConceptUri
from knowledge.vocabulary.language import understood_together
from knowledge.vocabulary.search import Citation, Filters
from knowledge.vocabulary.skill import Occupation, Relation

MOST = 8
"""Inferred skills that are shown; a longer list is read by nobody."""
MOST_SAID = 12
DENIALS = 5
MOST_BODIES = 2
LOOKED_AT = 30
SURE = 0.3
"""Confidence from which a course counts as teaching a skill."""
IMPLIED = 0.7
"""Confidence of a skill that only an occupation speaks for."""
HERE = "This is what I think you can do. What only your work speaks for is marked; say what of it is not true."
INFERRED = "From your work as {jobs} I take it that you can also do the following. Say what of it is not true."
NOTHING_YET = (
    "You have not told me yet what you have done so far. Tell me in a sentence: paid work, a business of your own, an "
    "apprenticeship, care at home, all of it counts."
)
ALL_TRUE = "Yes, that is right"
NOT_THIS = "Not true: {name}"
COUNTED = "I count this on your word: {skills}. You can show the certificate later; no course is needed for it now."
WHO_DECIDES = "Whether it is formally recognised is decided by those who award it, for example {names}."
DECIDED_ELSEWHERE = "Whether it is formally recognised is decided by {whom}."
CONFIRMED = "Good, I count on this: {skills}."
DENIED = "I do not count this: {skills}."
OFFICE = "the university or employer itself, or the recognition office (ENIC-NARIC) of your country"
ANSWERED = "answered"
"""What a message is about that confirms or denies the skills that were shown."""


SHOWN = (Evidence.CONFIRMED, Evidence.DOCUMENT, Evidence.VERIFIED)
"""Evidence of what was shown to the learner before they said yes."""


def recognise(scene: Scene, parts: Parts, _: datetime) -> Draft:
    """Show what was said and what the learner's work speaks for, each with its evidence, to be confirmed or denied."""
    said, implied = _said(scene), inferred(scene, parts.library)
    if not said and not implied:
        asked = QuestionBlock(
            slot=Slot.BACKGROUND.value,
            text=translate(scene.language, NOTHING_YET),
            choices=(offer_to_show(scene.language), talk_to_a_person(scene.language)),
        )
        return Draft(blocks=(asked,)).asking(Slot.BACKGROUND.value)
    items = (*said[:MOST_SAID], *implied[:MOST])
    choices = (*_choices(implied[:MOST], scene.language), offer_to_show(scene.language))
    return Draft(blocks=(TextBlock(text=translate(scene.language, HERE)), SkillsBlock(items=items, choices=choices)))


def with_recognised(draft: Draft, scene: Scene, parts: Parts) -> Draft:
    """Say beside an answer what was just counted, confirmed or denied, and what a life story speaks for."""
    bodies = _bodies(scene, parts.library)
    cited = [NumberedCitation(n=n, **dict(quote)) for n, (_, quote) in enumerate(bodies, len(draft.citations) + 1)]
    head = tuple(_taken_note_of(scene, parts.library, [name for name, _ in bodies], [quote.n for quote in cited]))
    tail = _after_a_story(scene, parts.library)
    place = next((n for n, block in enumerate(draft.blocks) if isinstance(block, QuestionBlock)), len(draft.blocks))
    blocks = (*head, *draft.blocks[:place], *tail, *draft.blocks[place:])
    return replace(draft, blocks=blocks, citations=(*draft.citations, *cited))


def inferred(scene: Scene, library: Library) -> tuple[SkillItem, ...]:
    """List what only occupations speak for: what tells them from other work first."""
    known = {held.skill for held in scene.profile.held if held.evidence is not Evidence.INFERRED}
    known |= set(scene.profile.not_held)
    found: dict[str, SkillItem] = {}
    for occupation, words_said in _jobs(scene, library):
        label = library.label(str(occupation.concept_uri), scene.language)
        for skill in _essential(occupation, library):
            if skill not in known:
                evidence = f"{label}: “{words_said}”" if words_said else label
                found.setdefault(skill, _item(skill, IMPLIED, evidence, library, scene.language))
    for held in scene.profile.held:
        if held.evidence is Evidence.INFERRED and held.skill not in scene.profile.not_held:
            found.setdefault(held.skill, _item(held.skill, IMPLIED, held.words, library, scene.language))
    return tuple(found.values())


def _essential(occupation: Occupation, library: Library) -> list[str]:
    asked = [str(r.skill) for r in occupation.requirements if r.relation is Relation.ESSENTIAL]
    return sorted(asked, key=library.asked_by)


def _jobs(scene: Scene, library: Library) -> Iterator[tuple[Occupation, str]]:
    """Give each occupation of the learner with the words that it was read from."""
    for told in standing_facts((*scene.conversation.facts, *scene.heard.facts)).get(Slot.BACKGROUND, ()):
        occupation = library.occupation(str(told.value))
        if occupation is not None:
            yield occupation, told.words


def _said(scene: Scene) -> tuple[SkillItem, ...]:
    return tuple(
        SkillItem(uri=held.skill, label=held.label or held.skill, confidence=1.0, evidence=held.words, confirmed=True)
        for held in scene.profile.held
        if held.evidence is not Evidence.INFERRED and held.skill not in scene.profile.not_held
    )


def _item(uri: str, confidence: float, evidence: str, library: Library, language: str) -> SkillItem:
    label = library.label(uri, language)
    return SkillItem(uri=uri, label=label, confidence=confidence, evidence=evidence, confirmed=False)


def _choices(implied: Sequence[SkillItem], language: str) -> tuple[Choice, ...]:
    """Offer to confirm all that was inferred, and to deny one by one."""
    if not implied:
        return (talk_to_a_person(language),)
    all_true = set_all(translate(language, ALL_TRUE), [(Slot.HELD_SKILL.value, confirmed(item)) for item in implied])
    denied = [fact(translate(language, NOT_THIS, name=i.label), Slot.NOT_HELD, i.uri) for i in implied[:DENIALS]]
    return (all_true, *denied)


def confirmed(item: SkillItem) -> dict[str, str | float | None]:
    """Make the held skill that a yes to an inferred one stands for."""
    return {"skill": item.uri, "evidence": Evidence.CONFIRMED.value, "label": item.label, "words": item.evidence}


def _after_a_story(scene: Scene, library: Library) -> tuple[Block, ...]:
    """Show what was inferred once work was told of that was not known before."""
    before = {str(f.value) for f in scene.conversation.facts if f.slot is Slot.BACKGROUND and f.value}
    new = [f for f in scene.heard.facts if f.slot is Slot.BACKGROUND and f.value and not f.withdrawn]
    jobs = [str(f.value) for f in new if str(f.value) not in before]
    told = {str(o.concept_uri) for o, _ in _jobs(scene, library)} & set(jobs)
    items = [i for i in inferred(scene, library) if any(i.uri in _asked(uri, library) for uri in told)][:MOST]
    if not items:
        return ()
    names = words.listed(scene.language, [library.label(uri, scene.language) for uri in jobs if uri in told])
    block = SkillsBlock(items=tuple(items), choices=_choices(items, scene.language))
    return (TextBlock(text=translate(scene.language, INFERRED, jobs=names)), block)


def _asked(uri: str, library: Library) -> frozenset[str]:
    occupation = library.occupation(uri)
    return frozenset(_essential(occupation, library)) if occupation else frozenset()


def _taken_note_of(scene: Scene, library: Library, bodies: Sequence[str], cited: Sequence[int]) -> Iterator[TextBlock]:
    """Say what of this turn is counted on the learner's word, confirmed or denied, and who decides on recognition."""
    yes, on_word = [each for evidence in SHOWN for each in _held(scene, evidence)], _held(scene, Evidence.SAID)
    no = [str(f.value) for f in scene.heard.facts if f.slot is Slot.NOT_HELD and f.value and not f.withdrawn]
    if yes:
        yield _text(scene, CONFIRMED, skills=_names([_label(f) for f in yes], scene.language))
    if no:
        yield _text(scene, DENIED, skills=_names([library.label(u, scene.language) for u in no], scene.language))
    if on_word:
        counted = _text(scene, COUNTED, skills=_names([_label(f) for f in on_word], scene.language))
        who = (
            translate(scene.language, WHO_DECIDES, names=words.listed(scene.language, bodies))
            if bodies
            else translate(scene.language, DECIDED_ELSEWHERE, whom=translate(scene.language, OFFICE))
        )
        yield TextBlock(text=f"{counted.text} {who}", citations=tuple(cited))


def _held(scene: Scene, evidence: Evidence) -> list[Fact]:
    """List the skills of this turn that rest on such evidence."""
    held = [f for f in scene.heard.facts if f.slot is Slot.HELD_SKILL and isinstance(f.value, dict)]
    return [f for f in held if _evidence(f) == evidence and not f.withdrawn]


def _bodies(scene: Scene, library: Library) -> list[tuple[str, Citation]]:
    """Name up to two bodies that award what teaches the skills that were said now, each with its quote."""
    skills = [ConceptUri(str(f.value["skill"])) for f in _held(scene, Evidence.SAID) if isinstance(f.value, dict)]
    own = set(understood_together(scene.profile.language))
    found: dict[str, Citation] = {}
    for match in library.teaching(skills, Filters(), LOOKED_AT) if skills else ():
        record = match.micro_credential
        near = not own.isdisjoint(
            {record.language, *(tag for offer in record.opportunities for tag in offer.languages)}
        )
        stated = near and any(s.uri in skills and s.confidence >= SURE and not s.inferred for s in record.skills)
        quote = library.cite(record, "awarding_body") if stated else None
        if quote is not None:
            found.setdefault(record.awarding_body.name, quote)
    return list(found.items())[:MOST_BODIES]


def _evidence(held: Fact) -> str:
    return str(held.value.get("evidence", "")) if isinstance(held.value, dict) else ""


def _label(held: Fact) -> str:
    return str(held.value.get("label") or held.value.get("skill")) if isinstance(held.value, dict) else ""


def _names(labels: Sequence[str], language: str) -> str:
    return words.listed(language, first(labels, MOST))


def _text(scene: Scene, message: str, **values: object) -> TextBlock:
    return TextBlock(text=translate(scene.language, message, **values))
