"""Which other ways are there: cheaper, shorter, closer, in my language, or with other courses?"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from advisor.dialogue import Question, Scene, known
from advisor.parts import Parts
from advisor.planning import alternatives
from advisor.shown import last_pathway
from advisor.translations import translate
from advisor.vocabulary.blocks import Block, PathwayBlock, QuestionBlock, TextBlock
from advisor.vocabulary.learner import LearnerProfile
from advisor.vocabulary.pathway import Pathway
from advisor.vocabulary.planned import PlannedPathway
from advisor.writing import words
from advisor.writing.citing import Sources
from advisor.writing.differences import difference, share
from advisor.writing.draft import Draft, choice
from advisor.writing.pathways import no_match, pathway, with_sums
from advisor.writing.questions import question
from advisor.writing.taking import stay, take
from advisor.writing.templates import begin, talk_to_a_person
from knowledge.vocabulary.language import understood_together

MOST = 3
NO_PLAN = "There is no plan yet that I could change."
NONE_STANDS = "At the moment no plan stands, because nothing fits all that you told me."
WAYS: Mapping[str, str] = {
    "cheapest": "A cheaper way: {totals}.",
    "fastest": "A shorter way: {totals}.",
    "closest": "A nearer way: {totals}.",
    "own_language": "A way in your language: {totals}.",
    "most_complete": "A way that covers more: {totals}.",
    "other_courses": "A way with other courses: {totals}.",
    "more_languages": "A way that is partly in English: {totals}.",
}
NONE: Mapping[str, str] = {
    "cheapest": "I know nothing cheaper within what you told me. Your plan costs: {price}.",
    "fastest": "I know nothing shorter within what you told me. Your plan takes: {hours}.",
    "closest": "I know nothing nearer within what you told me.",
    "own_language": "I know no way there in your language.",
    "most_complete": "I know nothing that covers more within what you told me.",
    "other_courses": "I know no other courses that lead there within what you told me.",
}
ENOUGH = 0.5
"""Share of what the plan covers that another way has to cover to be shown unasked."""
NO_OTHER = "I know no other way that fits all you told me."
FREE = "Your plan costs nothing: every step is free of charge."
ONLINE = "All steps of your plan are online: there is nothing to travel to."
OWN = "All steps of your plan are taught in your language already."
AGAINST = "Compared with your plan: {changes}."
SOMETHING_ELSE = "Would you like to look at something else?"
SAME_FIGURES = "It takes as long and costs as much as your plan."


def no_plan(scene: Scene, parts: Parts) -> Draft:
    """Say that there is nothing to change yet, and ask for the goal; who has named it sees the plan, or what is in its way."""
    language = scene.language
    if Question.GOAL in known(scene.profile):
        best = parts.plan(scene.profile, parts.library, scene.today)
        if best.pathway.steps:
            return pathway(with_sums(best, parts.library), language).before(_text(scene, NO_PLAN))
        return _empty(best.pathway, scene)
    if Question.GOAL in scene.conversation.asked:
        return begin(language).before(_text(scene, NO_PLAN))
    return Draft(blocks=(_text(scene, NO_PLAN), question(Question.GOAL, language))).asking(Question.GOAL.value)


def _empty(found: Pathway, scene: Scene) -> Draft:
    """Say that no plan stands, what is in its way, and which change brings one back."""
    return no_match(found, scene.language).before(_text(scene, NONE_STANDS))


def _text(scene: Scene, message: str) -> TextBlock:
    return TextBlock(text=translate(scene.language, message))


def other_ways(scene: Scene, parts: Parts, now: datetime) -> Draft:
    """Show up to three other ways, each with what differs from the plan; or say that there are none."""
    if last_pathway(scene) is None and Question.GOAL not in known(scene.profile):
        return no_plan(scene, parts)
    kind = scene.heard.about
    best = parts.plan(scene.profile, parts.library, scene.today)
    if not best.pathway.steps:
        return _empty(best.pathway, scene)
    sources = Sources(parts.library)
    plan = sources.add(best)
    already = ALREADY.get(kind)
    if already is not None and already[0](plan, scene.profile):
        return _told(scene, already[1], sources, plan)
    found = _ways(scene, parts, kind, plan)
    for each in found:
        parts.store.save_pathway(each.pathway, scene.profile.model_dump_json(), now)
    if not found:
        return _told(scene, NONE.get(kind, NO_OTHER), sources, plan)
    blocks = [block for each in found for block in _shown(scene, each, plan, sources)]
    return Draft(blocks=tuple(blocks), citations=sources.all())


def _ways(scene: Scene, parts: Parts, kind: str, plan: Pathway) -> tuple[PlannedPathway, ...]:
    profile = scene.profile
    if kind == "own_language":
        return _in_own_language(scene, parts, plan)
    found = alternatives(profile, parts.library, scene.today, len(WAYS))
    wanted = [each for each in found if each.kind == kind and BETTER[kind](plan, each.pathway)]
    if not kind:
        wanted = [each for each in found if share(each.pathway) >= ENOUGH * share(plan)]
    return tuple(wanted[:MOST]) or _in_more_languages(scene, parts, kind, plan)


def _in_more_languages(scene: Scene, parts: Parts, kind: str, plan: Pathway) -> tuple[PlannedPathway, ...]:
    """Look in English too where nobody said in which language; it is told, and taken only by a tap."""
    if scene.profile.constraints.languages or kind not in {"", "cheapest", "fastest"}:
        return ()
    wider = (*understood_together(scene.profile.language), "en")
    limits = scene.profile.constraints.model_copy(update={"languages": wider})
    found = parts.plan(scene.profile.model_copy(update={"constraints": limits}), parts.library, scene.today)
    better = BETTER.get(kind, _differs)(plan, found.pathway)
    return (found.model_copy(update={"kind": "more_languages"}),) if found.pathway.steps and better else ()


def _differs(plan: Pathway, way: Pathway) -> bool:
    return _courses(plan) != _courses(way)


def _in_own_language(scene: Scene, parts: Parts, plan: Pathway) -> tuple[PlannedPathway, ...]:
    """Plan with the learner's own language as the language of teaching."""
    own = understood_together(scene.profile.language)
    limits = scene.profile.constraints.model_copy(update={"languages": own})
    found = parts.plan(scene.profile.model_copy(update={"constraints": limits}), parts.library, scene.today)
    new = found.pathway.steps and _courses(found.pathway) != _courses(plan)
    return (found.model_copy(update={"kind": "own_language"}),) if new else ()


def _courses(found: Pathway) -> list[str]:
    return [step.micro_credential_id for step in found.steps]


def _shown(scene: Scene, found: PlannedPathway, plan: Pathway, sources: Sources) -> tuple[Block, ...]:
    language, way = scene.language, sources.add(found)
    pace = any(step.week_to is not None for step in way.steps)
    said = translate(language, WAYS[found.kind], totals=words.totals(language, way.totals, pace_known=pace))
    changes = difference(language, plan, way)
    against = translate(language, AGAINST, changes="; ".join(changes)) if changes else translate(language, SAME_FIGURES)
    choices = (take(found.kind, way, scene.profile, language), stay(language), talk_to_a_person(language))
    return (
        TextBlock(text=f"{said} {against}", citations=sources.sums(plan, way)),
        PathwayBlock(**{**dict(way), "kind": found.kind, "choices": choices}),
    )


def _told(scene: Scene, message: str, sources: Sources, plan: Pathway) -> Draft:
    language = scene.language
    figures = {"price": words.price(language, plan.totals.price), "hours": words.hours(language, plan.totals.hours)}
    text = TextBlock(text=translate(language, message, **figures), citations=sources.sums(plan))
    offered = (choice(translate(language, "Other ways"), "alternatives:"),) if scene.heard.about else ()
    on = QuestionBlock(
        slot="ways",
        text=translate(language, SOMETHING_ELSE),
        choices=(*offered, stay(language), talk_to_a_person(language)),
    )
    return Draft(blocks=(text, on), citations=sources.all())


def _is_free(plan: Pathway, _: LearnerProfile) -> bool:
    return plan.totals.price is not None and all(not each.amount for each in plan.totals.price)


def _is_online(plan: Pathway, _: LearnerProfile) -> bool:
    return all(step.mode == "online" for step in plan.steps)


def _is_own(plan: Pathway, profile: LearnerProfile) -> bool:
    return all(step.language in understood_together(profile.language) for step in plan.steps)


ALREADY: Mapping[str, tuple[Callable[[Pathway, LearnerProfile], bool], str]] = {
    "cheapest": (_is_free, FREE),
    "closest": (_is_online, ONLINE),
    "own_language": (_is_own, OWN),
}


def _cheaper(plan: Pathway, way: Pathway) -> bool:
    return _sum(way) is not None and (_sum(plan) is None or _sum(way) != _sum(plan))


def _sum(found: Pathway) -> Sequence[tuple[float, str]] | None:
    prices = found.totals.price
    return None if prices is None else [(float(each.amount), each.currency) for each in prices if each.amount]


def _shorter(plan: Pathway, way: Pathway) -> bool:
    return way.totals.hours is not None and (plan.totals.hours is None or way.totals.hours < plan.totals.hours)


BETTER: Mapping[str, Callable[[Pathway, Pathway], bool]] = {
    "cheapest": _cheaper,
    "fastest": _shorter,
    "closest": lambda *_: True,
    "most_complete": lambda *_: True,
    "other_courses": lambda *_: True,
}
"""Whether a pathway of a kind is really what was asked for."""
