"""A step is kept, swapped, turned down, let go, or done already, or words are taken back: what becomes of the plan?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from advisor import limit_names
from advisor.dialogue import Question, Scene, known
from advisor.other_ways import no_plan
from advisor.parts import Parts
from advisor.shown import last_pathway
from advisor.translations import translate
from advisor.vocabulary.blocks import Block, Choice, PathwayBlock, QuestionBlock, TextBlock
from advisor.vocabulary.learner import Slot
from advisor.vocabulary.pathway import Pathway, PathwayStep
from advisor.vocabulary.planned import PlannedPathway
from advisor.writing import words
from advisor.writing.citing import Sources
from advisor.writing.differences import figures
from advisor.writing.draft import Draft, choice
from advisor.writing.pathways import choices, no_match
from advisor.writing.questions import fact, free, goals
from advisor.writing.templates import first, talk_to_a_person
from knowledge.errors import NotFound
from knowledge.vocabulary.credential import MicroCredential, MicroCredentialId
from knowledge.vocabulary.language import understood_together

DONE: Mapping[str, str] = {
    "keep": "{titles} stays in your plan.",
    "swap": "{titles} is out of your plan.",
    "reject": "{titles} is out of your plan; I will not suggest it again.",
    "release": "{titles} may change again.",
    "done": "You have taken {titles} already: it counts on your word, and you need not take it again.",
}
INSTEAD = "Instead comes: {names}."
NOTHING_INSTEAD = "I know nothing that could take its place; open stays: {names}."
NEW_TOO = "New in the plan: {names}."
OTHERS_TOO = "No longer in the plan: {names}."
CHANGES = "What that changes: {changes}."
SAME = "Nothing else changes."
UNKEPT = "{titles} does not fit into the plan any more with the limits that you set: {limits}."
WHO_DECIDES = "Whether it is recognised is decided by {body}."
WHICH = "Which step do you mean?"
KEEP_TO = "Shall I keep to that for the whole plan?"
ONLY_THIS = "No, only this course"
FORGOTTEN = "I have forgotten that: {names}."
NOTHING_NOTED = "I have noted nothing of that kind, so there is nothing to forget."
RESTARTED = (
    "I have forgotten everything that you told me. What you wrote can be deleted for good with /delete. "
    "What work would you like to do, or what would you like to learn?"
)


def adjust(scene: Scene, parts: Parts, now: datetime) -> Draft:
    """Lead what was asked of a step, or of one's own words, to the plan that comes of it."""
    about = scene.heard.about
    if about == "restart":
        return restarted(scene.language)
    if about == "forget":
        return _forgotten(scene, parts, now)
    before = last_pathway(scene)
    if before is None:
        return no_plan(scene, parts)
    if not scene.heard.targets:
        return which(before, about, scene.language)
    return _replanned(scene, parts, now, before)


def which(plan: Pathway, about: str, language: str) -> Draft:
    """Ask which step is meant; each is a button."""
    verb = about if about in DONE else "reject"
    offered = tuple(choice(f"{s.order}. {s.title}", f"{verb}:{s.micro_credential_id}") for s in plan.steps)
    return Draft(blocks=(QuestionBlock(slot="step", text=translate(language, WHICH), choices=offered),))


def restarted(language: str) -> Draft:
    asked = QuestionBlock(slot=Question.GOAL.value, text=translate(language, RESTARTED), choices=goals(language))
    return Draft(blocks=(asked,)).asking(Question.GOAL.value)


def _replanned(scene: Scene, parts: Parts, now: datetime, before: Pathway) -> Draft:
    language, about = scene.language, scene.heard.about
    planned = _planned(scene, parts, now)
    sources = Sources(parts.library)
    cited = tuple(n for each in scene.heard.targets for n in sources.cite(each, "title"))
    if not planned.pathway.steps:
        told = TextBlock(text=_done(scene, parts), citations=cited)
        return replace(no_match(planned.pathway, language).before(told), citations=sources.all())
    found = sources.add(planned)
    said = [_done(scene, parts), *TOLD.get(about, _only_figures)(before, found, scene)]
    told = TextBlock(text=" ".join(said), citations=(*cited, *sources.sums(found)))
    way = PathwayBlock(**dict(found), choices=choices(found, language))
    return Draft(blocks=(told, way, *_limit(scene, found)), citations=sources.all())


def _planned(scene: Scene, parts: Parts, now: datetime) -> PlannedPathway:
    planned = parts.plan(scene.profile, parts.library, scene.today)
    parts.store.save_pathway(planned.pathway, scene.profile.model_dump_json(), now)
    return planned


def _done(scene: Scene, parts: Parts) -> str:
    records = [record for record in (_record(each, parts) for each in scene.heard.targets) if record]
    titles = words.listed(scene.language, [f"“{record.title}”" for record in records])
    said = translate(scene.language, DONE[scene.heard.about], titles=titles)
    if scene.heard.about != "done":
        return said
    bodies = words.listed(scene.language, first((record.awarding_body.name for record in records), 3))
    return f"{said} {translate(scene.language, WHO_DECIDES, body=bodies)}"


def _record(identifier: str, parts: Parts) -> MicroCredential | None:
    try:
        return parts.library.find(MicroCredentialId(identifier))
    except NotFound:
        return None


def _in_place(before: Pathway, found: Pathway, scene: Scene) -> list[str]:
    """Say what came instead of what was taken out, and what else moved."""
    language, out = scene.language, set(scene.heard.targets)
    left = {c.skill for step in before.steps if step.micro_credential_id in out for c in step.closes}
    came = _without(found.steps, before.steps)
    instead = [step for step in came if left & {c.skill for c in step.closes}]
    also_left = [step for step in _without(before.steps, found.steps) if step.micro_credential_id not in out]
    opened = [n.label for n in found.uncovered if n.skill in left - {u.skill for u in before.uncovered}]
    told = {
        INSTEAD: _titles(instead, language),
        NOTHING_INSTEAD: words.listed(language, first(opened, 4)) if not instead else "",
        NEW_TOO: _titles([step for step in came if step not in instead], language),
        OTHERS_TOO: _titles(also_left, language),
    }
    said = [translate(language, message, names=names) for message, names in told.items() if names]
    return [*said, *_only_figures(before, found, scene)]


def _without(some: Sequence[PathwayStep], others: Sequence[PathwayStep]) -> list[PathwayStep]:
    known_ids = {step.micro_credential_id for step in others}
    return [step for step in some if step.micro_credential_id not in known_ids]


def _titles(steps: Sequence[PathwayStep], language: str) -> str:
    return words.listed(language, [f"“{step.title}”" for step in steps])


def _only_figures(before: Pathway, found: Pathway, scene: Scene) -> list[str]:
    changes = figures(scene.language, before, found)
    if changes:
        return [translate(scene.language, CHANGES, changes="; ".join(changes))]
    same = {s.opportunity_id for s in before.steps} == {s.opportunity_id for s in found.steps}
    return [translate(scene.language, SAME)] if same else []


def _kept(before: Pathway, found: Pathway, scene: Scene) -> list[str]:
    """Say so where a limit keeps a step out that was to stay."""
    language, has = scene.language, {step.micro_credential_id for step in found.steps}
    missing = [each for each in scene.heard.targets if each not in has]
    if not missing:
        return _in_place(before, found, scene)
    had = {step.micro_credential_id: step.title for step in before.steps}
    limits = [limit_names.limit_name(language, c.name) for c in found.constraints if c.name != "locked"]
    titles = words.listed(language, [f"“{had.get(each, each)}”" for each in missing])
    return [translate(language, UNKEPT, titles=titles, limits=words.listed(language, limits))]


TOLD: Mapping[str, Callable[[Pathway, Pathway, Scene], list[str]]] = {
    "keep": _kept,
    "swap": _in_place,
    "reject": _in_place,
    "done": _in_place,
}


def _limit(scene: Scene, found: Pathway) -> tuple[Block, ...]:
    """Offer the limit that the reason speaks of; it is set only by a tap."""
    offers = LIMITS[scene.heard.reason](scene, found) if scene.heard.reason in LIMITS else ()
    if not offers or any(f.slot == scene.heard.reason for f in scene.heard.facts):
        return ()
    only = choice(translate(scene.language, ONLY_THIS), "skip:limit")
    return (QuestionBlock(slot="limit", text=translate(scene.language, KEEP_TO), choices=(*offers, only)),)


def _price(scene: Scene, found: Pathway) -> Sequence[Choice]:
    paid = [each for each in found.totals.price or () if each.amount]
    at_most = [
        fact(
            translate(scene.language, "at most {name}", name=words.amount(scene.language, each)),
            Slot.MAX_PRICE,
            {"amount": float(each.amount), "currency": each.currency},
        )
        for each in paid[:1]
        if len(paid) == 1
    ]
    return (free(scene.language), *at_most)


def _place(scene: Scene, _: Pathway) -> Sequence[Choice]:
    return (fact(translate(scene.language, "Online"), Slot.MODES, ["online"]),)


def _site(scene: Scene, _: Pathway) -> Sequence[Choice]:
    return (fact(translate(scene.language, "On site"), Slot.MODES, ["onsite", "blended", "workplace"]),)


def _own_language(scene: Scene, _: Pathway) -> Sequence[Choice]:
    own = list(understood_together(scene.profile.language))
    return (fact(words.language_names(own[:1]), Slot.LANGUAGES, own),)


def _own_pace(scene: Scene, _: Pathway) -> Sequence[Choice]:
    return tuple(
        fact(translate(scene.language, words.TIMES[time]), Slot.SCHEDULES, [time])
        for time in ("evening", "weekend", "self_paced")
    )


LIMITS: Mapping[str, Callable[[Scene, Pathway], Sequence[Choice]]] = {
    Slot.MAX_PRICE: _price,
    Slot.NEAR: _place,
    Slot.MODES: _site,
    Slot.LANGUAGES: _own_language,
    Slot.SCHEDULES: _own_pace,
}
"""Limit that a reason speaks of → the buttons that set it."""


def _forgotten(scene: Scene, parts: Parts, now: datetime) -> Draft:
    """Say what is forgotten, and what the plan becomes."""
    language = scene.language
    dropped = [f.slot for f in scene.heard.facts if f.value is None]
    names = [limit_names.limit_name(language, slot) for slot in dict.fromkeys(dropped)]
    said = translate(language, FORGOTTEN, names=words.listed(language, names)) if names else ""
    if not scene.heard.facts:
        said = translate(language, NOTHING_NOTED)
    before = last_pathway(scene)
    if Question.GOAL not in known(scene.profile):
        asked = QuestionBlock(
            slot=Question.GOAL.value, text=said, choices=(*goals(language), talk_to_a_person(language))
        )
        return Draft(blocks=(asked,))
    planned = _planned(scene, parts, now)
    told = TextBlock(text=said)
    if not planned.pathway.steps:
        return no_match(planned.pathway, language).before(told)
    sources = Sources(parts.library)
    found = sources.add(planned)
    change = " ".join(_in_place(before, found, scene)) if before else ""
    changed = (TextBlock(text=change, citations=sources.sums(found)),) if change else ()
    way = PathwayBlock(**dict(found), choices=choices(found, language))
    return Draft(blocks=(*((told,) if said else ()), *changed, way), citations=sources.all())
