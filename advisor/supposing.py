"""What if: which pathway would it be, and what would differ?"""

from collections.abc import Sequence
from datetime import datetime

from advisor.dialogue import Question, Scene, known
from advisor.exploring import settled
from advisor.limit_names import limit_name
from advisor.other_ways import AGAINST, no_plan
from advisor.parts import Parts
from advisor.profiling import profile_of
from advisor.shown import last_pathway
from advisor.translations import translate
from advisor.vocabulary.blocks import Block, NoticeBlock, PathwayBlock, QuestionBlock, TextBlock
from advisor.vocabulary.learner import Fact, LearnerProfile, Slot
from advisor.vocabulary.pathway import Pathway
from advisor.writing import words
from advisor.writing.citing import Sources
from advisor.writing.differences import difference
from advisor.writing.draft import Draft
from advisor.writing.pathways import SLOTS, no_match
from advisor.writing.taking import stay, take_supposed
from advisor.writing.templates import talk_to_a_person
from advisor.writing.understood import understood

SUPPOSED = "Supposed: {facts}."
THEN = "Then it would be: {totals}."
NO_CHANGE = "That would change nothing: your plan stays as it is, {totals}."
NOTHING = "With that nothing would fit. Your plan stays as it is."
WITHOUT = "Without that limit ({limit}) it would be: {totals}."
KEPT_NOWHERE = "I keep none of this unless you take it."
WHAT = "What should I suppose? Say it with the hours a week, the price, the place, the language or another goal."
OF_STEPS = {"reject": Slot.NOT_WANTED, "keep": Slot.LOCKED, "done": Slot.COMPLETED}


def what_if(scene: Scene, parts: Parts, now: datetime) -> Draft:
    """Plan with what is supposed, say what would differ, and keep none of it."""
    supposed = _supposed(scene)
    if last_pathway(scene) is None and Question.GOAL not in known(_profile(scene, parts, supposed)):
        return no_plan(scene, parts)
    if not supposed:
        choices = (stay(scene.language), talk_to_a_person(scene.language))
        return Draft(blocks=(QuestionBlock(slot="what_if", text=translate(scene.language, WHAT), choices=choices),))
    profile = _profile(scene, parts, supposed)
    stands = parts.plan(scene.profile, parts.library, scene.today)
    found = parts.plan(profile, parts.library, scene.today)
    if not found.pathway.steps:
        return _nothing(found.pathway, supposed, scene, parts)
    parts.store.save_pathway(found.pathway, profile.model_dump_json(), now)
    sources = Sources(parts.library)
    return _told(scene, supposed, sources.add(stands), sources.add(found), sources, parts)


def nearest(found: Pathway, scene: Scene, parts: Parts, now: datetime) -> Draft | None:
    """Show what it would be without the limit that is in the way, to somebody who wants to see something anyway."""
    slots = [SLOTS.get(each.constraint, each.constraint) for each in found.relaxations]
    dropped = next((Slot(slot) for slot in slots if slot in frozenset(Slot)), None)
    if dropped is None:
        return None
    supposed = (Fact(slot=dropped, value=None, words=scene.text, turn=scene.turn),)
    profile = _profile(scene, parts, supposed)
    way = parts.plan(profile, parts.library, scene.today)
    if not way.pathway.steps:
        return None
    parts.store.save_pathway(way.pathway, profile.model_dump_json(), now)
    language, sources = scene.language, Sources(parts.library)
    shown = sources.add(way)
    pace = any(step.week_to is not None for step in shown.steps)
    text = translate(
        language,
        WITHOUT,
        limit=limit_name(language, dropped),
        totals=words.totals(language, shown.totals, pace_known=pace),
    )
    notices = tuple(b for b in no_match(found, language).blocks if isinstance(b, NoticeBlock))
    block = PathwayBlock(**{**dict(shown), "kind": "what_if", "choices": _choices(supposed, language)})
    return Draft(blocks=(*notices, TextBlock(text=text, citations=sources.sums(shown)), block), citations=sources.all())


def _supposed(scene: Scene) -> tuple[Fact, ...]:
    """Give the facts supposed, and what is supposed of the steps that were pointed at."""
    slot = OF_STEPS.get(scene.heard.about)
    steps = tuple(
        Fact(slot=slot, value=each, words=scene.text, turn=scene.turn) for each in scene.heard.targets if slot
    )
    return (*scene.heard.supposed, *steps)


def _profile(scene: Scene, parts: Parts, supposed: Sequence[Fact]) -> LearnerProfile:
    facts = (*scene.conversation.facts, *scene.heard.facts, *supposed)
    profile = profile_of(facts, parts.library, scene.heard.language)
    # an open goal goes on with the occupation of the plan that stands
    profile = settled(profile, scene.conversation, scene.heard)
    return profile.model_copy(update={"language": scene.heard.language})


def _told(
    scene: Scene, supposed: Sequence[Fact], plan: Pathway, found: Pathway, sources: Sources, parts: Parts
) -> Draft:
    language = scene.language
    pace = any(step.week_to is not None for step in found.steps)
    totals = words.totals(language, found.totals, pace_known=pace)
    said = translate(language, SUPPOSED, facts=_named(supposed, language, parts))
    compared = last_pathway(scene) is not None and bool(plan.steps)
    changes = difference(language, plan, found) if compared else []
    cited = sources.sums(plan, found)
    if compared and not changes and plan.totals.weeks == found.totals.weeks:
        same = TextBlock(text=f"{said} {translate(language, NO_CHANGE, totals=totals)}", citations=cited)
        ways = (PathwayBlock(**{**dict(found), "kind": "what_if", "choices": _choices(supposed, language)}),)
        return Draft(blocks=(same, *ways), citations=sources.all())
    against = [translate(language, AGAINST, changes="; ".join(changes))] if changes else []
    text = " ".join((said, translate(language, THEN, totals=totals), *against))
    blocks: tuple[Block, ...] = (
        TextBlock(text=text, citations=cited),
        PathwayBlock(**{**dict(found), "kind": "what_if", "choices": _choices(supposed, language)}),
        TextBlock(text=translate(language, KEPT_NOWHERE)),
    )
    return Draft(blocks=blocks, citations=sources.all())


def _choices(supposed: Sequence[Fact], language: str) -> tuple[object, ...]:
    return take_supposed(supposed, language), stay(language), talk_to_a_person(language)


def _named(supposed: Sequence[Fact], language: str, parts: Parts) -> str:
    """Name what is supposed as the chips do; in the learner's words where no chip shows it."""
    items = understood(supposed, language, parts.library).items
    return words.listed(language, [item.label for item in items] or [fact.words for fact in supposed])


def _nothing(found: Pathway, supposed: Sequence[Fact], scene: Scene, parts: Parts) -> Draft:
    """Say which limit would stand in the way; the plan stays."""
    language = scene.language
    said = translate(language, SUPPOSED, facts=_named(supposed, language, parts))
    why = next((b.text for b in no_match(found, language).blocks if isinstance(b, NoticeBlock)), "")
    text = " ".join((said, translate(language, NOTHING), why))
    way_out = QuestionBlock(
        slot="what_if", text=translate(language, KEPT_NOWHERE), choices=(stay(language), talk_to_a_person(language))
    )
    return Draft(blocks=(NoticeBlock(kind="no_match", text=text), way_out))
