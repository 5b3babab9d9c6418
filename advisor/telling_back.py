"""What do I know about the learner, and what do the steps of the plan count towards?"""

from datetime import datetime

from advisor.answering import answer_in
from advisor.dialogue import Question, Scene, known
from advisor.limit_names import limit_name
from advisor.other_ways import SOMETHING_ELSE, no_plan
from advisor.parts import Parts
from advisor.shown import last_pathway
from advisor.translations import count, translate
from advisor.vocabulary.blocks import Block, QuestionBlock, TextBlock, UnderstoodBlock, UnderstoodItem
from advisor.vocabulary.pathway import PathwayStep
from advisor.writing import words
from advisor.writing.citing import Sources
from advisor.writing.draft import Draft, choice
from advisor.writing.templates import talk_to_a_person
from advisor.writing.understood import understood

KNOWN = "This is what I know about you, each with your own words."
NOTHING = "I know nothing about you yet: no goal, no limits, no skills."
MISSING = "You have not said anything about: {names}."
CORRECT = (
    "If something is wrong, say it in your own words, or say what I should forget. With /delete all of it is deleted."
)
ASKED_ABOUT = {
    Question.GOAL: "goal",
    Question.TIME: "hours_per_week",
    Question.MONEY: "max_price",
    Question.LANGUAGE: "languages",
    Question.PLACE: "near",
}
COUNTS = "{title} counts towards {credentials}, as its provider states."
PROGRESS = "Towards {credential}: {n} course of your plan, of {of} that count.|Towards {credential}: {n} courses of your plan, of {of} that count."
STATES_NONE = "The providers of your steps do not state that they count towards anything larger."
WHO = "I promise nothing here: whether it is counted is decided by {bodies}. Please ask before you begin."
RULE = "Can micro-credentials be combined into a larger credential?"


def summary(scene: Scene, parts: Parts, _: datetime) -> Draft:
    """Tell all that is known, each with the learner's words, what is missing, and how to correct or delete it."""
    language = scene.language
    facts = (*scene.conversation.facts, *scene.heard.facts)
    items = tuple(_with_words(item) for item in understood(facts, language, parts.library).items)
    missing = [limit_name(language, ASKED_ABOUT[each]) for each in Question if each not in known(scene.profile)]
    blocks: list[Block] = [TextBlock(text=translate(language, KNOWN if items else NOTHING))]
    blocks += [UnderstoodBlock(items=items)] if items else []
    if missing:
        blocks.append(TextBlock(text=translate(language, MISSING, names=words.listed(language, missing))))
    on = _go_on(scene)
    return Draft(blocks=(*blocks, on.model_copy(update={"slot": "correct", "text": translate(language, CORRECT)})))


def _go_on(scene: Scene) -> QuestionBlock:
    """Lead back to the plan, or to a person."""
    offered = [choice(translate(scene.language, "Go on with my plan"), "say:/plan")] if last_pathway(scene) else []
    return QuestionBlock(
        slot="ways",
        text=translate(scene.language, SOMETHING_ELSE),
        choices=(*offered, talk_to_a_person(scene.language)),
    )


def _with_words(item: UnderstoodItem) -> UnderstoodItem:
    if not item.words or item.words.casefold() in item.label.casefold():
        return item
    return item.model_copy(update={"label": f"{item.label} (“{item.words}”)"})


def stack(scene: Scene, parts: Parts, _: datetime) -> Draft:
    """Say which larger credentials the steps count towards, as stated, and who decides."""
    plan = last_pathway(scene)
    if plan is None:
        return no_plan(scene, parts)
    language, sources = scene.language, Sources(parts.library)
    steps = [s for s in plan.steps if s.micro_credential_id in scene.heard.targets] or list(plan.steps)
    stated = [(s, sources.cite(s.micro_credential_id, "stacks_into")) for s in steps if s.stacks_into]
    blocks: list[Block] = [TextBlock(text=_counts(step, language), citations=cited) for step, cited in stated if cited]
    for progress in plan.stacking if blocks else ():
        cited = tuple(n for i in progress.counts for n in sources.cite(i, "stacks_into"))
        text = count(language, PROGRESS, len(progress.counts), credential=progress.credential, of=progress.of)
        blocks += [TextBlock(text=text, citations=cited)] if cited else []
    if not blocks:
        blocks.append(TextBlock(text=translate(language, STATES_NONE)))
    bodies = words.listed(language, dict.fromkeys(s.awarding_body for s in steps))
    cited = tuple(n for s in steps for n in sources.cite(s.micro_credential_id, "awarding_body"))
    blocks.append(TextBlock(text=translate(language, WHO, bodies=bodies), citations=cited))
    told = answer_in(Draft(blocks=tuple(blocks), citations=sources.all()), RULE, language, parts.library)
    return told.after(_go_on(scene))


def _counts(step: PathwayStep, language: str) -> str:
    named = words.listed(language, [f"“{name}”" for name in step.stacks_into])
    return translate(language, COUNTS, title=f"“{step.title}”", credentials=named)
