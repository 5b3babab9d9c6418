"""What comes next: one question, or do we know enough?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from advisor.distress import Distress
from advisor.vocabulary.blocks import Choice
from advisor.vocabulary.conversation import Conversation, Intent, Progress, Understanding
from advisor.vocabulary.learner import LearnerProfile, Slot
from advisor.vocabulary.pathway import Pathway, PathwayStep
from knowledge.vocabulary.language import understood_together


class Question(StrEnum):
    """The five things that make advice better; of equal worth the first one is asked first."""

    GOAL = "goal"
    TIME = "time"
    MONEY = "money"
    LANGUAGE = "language"
    PLACE = "place"


LIMITS_OF: dict[Question, frozenset[str]] = {
    Question.GOAL: frozenset(),
    Question.TIME: frozenset({Slot.HOURS_PER_WEEK, Slot.MAX_HOURS}),
    Question.MONEY: frozenset({Slot.MAX_PRICE}),
    Question.LANGUAGE: frozenset({Slot.LANGUAGES}),
    Question.PLACE: frozenset({Slot.NEAR, Slot.COUNTRY, Slot.MODES}),
}
"""The limits that an answer to the question sets."""


CONCEPTS = frozenset({Slot.GOAL_OCCUPATION, Slot.GOAL_SKILL})


class Move(StrEnum):
    CRISIS = "crisis"
    LISTEN = "listen"
    STALE = "stale"
    APPLY = "apply"
    CONSENT = "consent"
    WITHDRAW = "withdraw"
    PERSON = "person"
    ALONE = "alone"
    GREET = "greet"
    THANKS = "thanks"
    POLICY = "policy"
    OFF_TOPIC = "off_topic"
    ADVISE = "advise"
    ASK = "ask"
    NOTED = "noted"
    WHY = "why"
    COMPARE = "compare"
    ALTERNATIVES = "alternatives"
    WHAT_IF = "what_if"
    ADJUST = "adjust"
    EXPLORE = "explore"
    SUMMARY = "summary"
    SKILLS = "skills"
    COURSE = "course"
    STACK = "stack"
    BEGIN = "begin"
    """Advice at once was asked for, and there is no goal yet."""
    BOUNDARY = "boundary"
    LOST = "lost"
    PRESENT = "present"
    DOCUMENT = "document"
    """What stands in a file that was handed in, and what is left of it."""


@dataclass(frozen=True)
class Scene:
    """All that the next step is decided from."""

    conversation: Conversation
    turn: int
    text: str
    heard: Understanding
    distress: Distress
    profile: LearnerProfile
    language: str
    """Language tag for writing; `sr-Latn` for Serbian in Latin letters."""
    today: date


SHOW = "show"
"""What a message is about that asks for advice at once."""
OPEN = "open"
"""What a message is about that leaves open which work it is to be."""
MOVES: dict[Intent, Move] = {
    Intent.CRISIS: Move.CRISIS,
    Intent.PERSON: Move.PERSON,
    Intent.ALONE: Move.ALONE,
    Intent.GREETING: Move.GREET,
    Intent.THANKS: Move.THANKS,
    Intent.POLICY: Move.POLICY,
    Intent.OFF_TOPIC: Move.OFF_TOPIC,
    Intent.APPLY: Move.APPLY,
    Intent.ALTERNATIVES: Move.ALTERNATIVES,
    Intent.WHAT_IF: Move.WHAT_IF,
    Intent.ADJUST: Move.ADJUST,
    Intent.SUMMARY: Move.SUMMARY,
    Intent.STACK: Move.STACK,
    Intent.WHY: Move.WHY,
    Intent.SKILLS: Move.SKILLS,
    Intent.COURSE: Move.COURSE,
    Intent.COMPARE: Move.COMPARE,
    Intent.ABUSE: Move.BOUNDARY,
    Intent.MANIPULATION: Move.BOUNDARY,
    Intent.LEGAL: Move.BOUNDARY,
    Intent.MEDICAL: Move.BOUNDARY,
    Intent.MINOR: Move.BOUNDARY,
    Intent.DOCUMENT: Move.DOCUMENT,
    Intent.PRESENT: Move.PRESENT,
}


def next_move(scene: Scene) -> Move:
    """Decide what the reply does. Safety first, then what was asked for, then advice or the one question that it needs."""
    if scene.distress in {Distress.CRISIS, Distress.THIRD_PERSON}:
        return Move.CRISIS
    if after_crisis(scene.conversation) and not scene.text.startswith("/"):
        return Move.LISTEN
    if scene.heard.choice is not None:
        return _chosen(scene, scene.heard.choice)
    if scene.heard.intent in MOVES:
        return MOVES[scene.heard.intent]
    if scene.heard.intent == Intent.UNCLEAR and not scene.heard.facts and Question.GOAL in known(scene.profile):
        return Move.LOST
    return advise_or_ask(scene)


def advise_or_ask(scene: Scene) -> Move:
    if is_open(scene):
        return Move.EXPLORE
    if Question.GOAL in known(scene.profile):
        return Move.ADVISE
    if wants_it_now(scene):
        return Move.BEGIN
    if Question.GOAL not in scene.conversation.asked:
        return Move.ASK
    told = bool(scene.heard.facts) and bool(scene.profile.background or scene.profile.held)
    return Move.EXPLORE if told else Move.LOST


def is_open(scene: Scene) -> bool:
    """Say whether it is left open which work it is to be, and enough is known to name some, or the learner says so."""
    goal, profile = scene.profile.goal, scene.profile
    if any(fact.slot in CONCEPTS and fact.value for fact in scene.heard.facts):
        return False
    if begins_open(scene.heard):
        return True
    if goal.occupation or goal.skills:
        return False
    nothing_named = not goal.text and (_skips_the_goal(scene) or wants_it_now(scene))
    return bool(goal.interests) or (nothing_named and bool(profile.background or profile.held))


def begins_open(heard: Understanding) -> bool:
    """Say whether a message says what work should be like, or that the learner does not know."""
    interests = (fact for fact in heard.facts if fact.slot is Slot.INTEREST and fact.value and not fact.withdrawn)
    return heard.about == OPEN or any(interests)


def _skips_the_goal(scene: Scene) -> bool:
    return scene.heard.choice is not None and scene.heard.choice.action == f"skip:{Question.GOAL}"


def wants_it_now(scene: Scene) -> bool:
    """Say whether advice was asked for without any more questions: "just show me"."""
    return scene.heard.about == SHOW


def next_question(scene: Scene, plan: Pathway | None = None) -> Question | None:
    """Give, of what is neither known nor was ever asked, the question whose answer would change the plan most."""
    done = known(scene.profile) | set(scene.conversation.asked)
    left = [question for question in Question if question not in done]
    return max(left, key=lambda question: _worth(question, plan, scene.profile.language), default=None)


WEEKS_MATTER = 0.4
"""Share of a plan that the answer to "how many hours a week" is worth: it moves no step, and says when one is done."""


def _worth(question: Question, plan: Pathway | None, language: str) -> float:
    """Give the share of the steps that a usual answer would throw out: nothing to pay, from home, in one's own language."""
    if question in {Question.GOAL, Question.TIME} or plan is None or not plan.steps:
        return {Question.GOAL: 1.0, Question.TIME: WEEKS_MATTER}.get(question, 0.0)
    own = understood_together(language)
    leaves: dict[Question, Callable[[PathwayStep], bool]] = {
        Question.MONEY: lambda step: step.price is None or step.price.amount > 0,
        Question.LANGUAGE: lambda step: step.language not in own,
        Question.PLACE: lambda step: step.mode != "online",
    }
    return sum(map(leaves[question], plan.steps)) / len(plan.steps)


def known(profile: LearnerProfile) -> frozenset[Question]:
    limits = profile.constraints
    answers = {
        Question.GOAL: profile.goal.text or profile.goal.occupation or profile.goal.skills or profile.goal.interests,
        Question.TIME: limits.hours_per_week or limits.max_hours or limits.schedules or limits.finish_by,
        Question.MONEY: limits.max_price,
        Question.LANGUAGE: limits.languages,
        Question.PLACE: limits.country or limits.near or limits.modes,
    }
    return frozenset(question for question, answer in answers.items() if answer)


def progress(profile: LearnerProfile) -> Progress:
    return Progress(known=len(known(profile)), of=len(Question))


def after_crisis(conversation: Conversation) -> bool:
    """Say whether the last reply was about a crisis: the turn after it holds no courses either (R12)."""
    replies = [turn.reply for turn in conversation.turns if turn.reply is not None and turn.message]
    return bool(replies) and any(b.type == "notice" and b.kind == "crisis" for b in replies[-1].blocks)


def find_choice(conversation: Conversation, identifier: str) -> Choice | None:
    """Find a choice again in the replies, the newest first."""
    offered = (choice for choice in _offered(conversation) if choice.id == identifier)
    return next(offered, None)


def _offered(conversation: Conversation) -> Iterator[Choice]:
    for turn in reversed(conversation.turns):
        for block in turn.reply.blocks if turn.reply else ():
            yield from getattr(block, "choices", ())


def _chosen(scene: Scene, choice: Choice) -> Move:
    verb = choice.action.partition(":")[0]
    direct = {"apply": Move.APPLY, "consent": Move.CONSENT, "withdraw": Move.WITHDRAW, "": Move.STALE}
    if verb == "skip" and _was_advised(scene.conversation):
        return Move.NOTED
    return direct.get(verb) or MOVES.get(scene.heard.intent) or advise_or_ask(scene)


def _was_advised(conversation: Conversation) -> bool:
    return any(
        block.type == "pathway" and bool(block.steps)
        for turn in conversation.turns
        if turn.reply
        for block in turn.reply.blocks
    )
