"""What does a message say, read by rules alone?"""

from collections.abc import Sequence
from datetime import datetime

from advisor.profiling import ADDING
from advisor.reading import intents
from advisor.reading.acts import applied_for, read_act
from advisor.reading.amounts import read_amounts, unclear_limits
from advisor.reading.answers import ASKED_GOAL, asked_slot, read_answer, skipped
from advisor.reading.boundaries import around_of, boundary, heeded, kept_out, obeyed, special_kinds
from advisor.reading.choices import chosen, fact_of, words_of
from advisor.reading.clauses import Clause, Kind, clauses
from advisor.reading.confirming import read_confirmed, with_more
from advisor.reading.corrections import read_corrections, read_other_work
from advisor.reading.course_questions import read_course_question
from advisor.reading.dates import read_dates
from advisor.reading.dropping import read_dropped
from advisor.reading.education import read_education
from advisor.reading.goals import goal_facts, wishes
from advisor.reading.history import read_history
from advisor.reading.interests import as_open, with_interests
from advisor.reading.languages import language_of, read_languages
from advisor.reading.levels import read_levels
from advisor.reading.modes import read_modes
from advisor.reading.names import without_names
from advisor.reading.needs import read_needs
from advisor.reading.negation import languages_around
from advisor.reading.other_town import with_the_other_town
from advisor.reading.places import read_places
from advisor.reading.rule_questions import asks_for_rules, follows_a_rule, has_a_question_word
from advisor.reading.schedules import read_schedules
from advisor.reading.standing import as_it_stands
from advisor.reading.time_budget import read_time_budget
from advisor.reading.uncued import (
    adds,
    ends_as_a_question,
    has_a_goal,
    last_resort,
    may_be_a_goal,
    tells,
    was_shown_some,
)
from advisor.reading.words import Read, Said, phrases, said, says
from advisor.vocabulary.blocks import Choice
from advisor.vocabulary.conversation import Conversation, IncomingMessage, Intent, Understanding
from advisor.vocabulary.learner import Fact, Slot
from knowledge.library import Library

LIMITS = (
    read_amounts,
    read_time_budget,
    read_languages,
    read_modes,
    read_schedules,
    read_places,
    read_needs,
    read_levels,
    read_education,
)
GOAL_SLOTS = (Slot.GOAL_OCCUPATION, Slot.GOAL_SKILL)
WISHES_ADVICE = ("cue.job_lost", "cue.adjust")
ASKED_KIND = {Slot.BACKGROUND.value: Kind.BACKGROUND, Slot.HELD_SKILL.value: Kind.CAN}


class RulesReader:
    """Read without a language model: the same words always give the same facts."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def read(self, message: IncomingMessage, conversation: Conversation, turn: int, now: datetime) -> Understanding:
        choice = chosen(message, conversation)
        if choice is not None and words_of(choice) is None:
            return _tapped(choice, conversation, message, turn)
        words = words_of(choice) if choice else message.text
        language = language_of(words or "", message.language, conversation.language)
        text = said(words or "", language)
        understanding = self._understood(text, conversation, turn, now)
        stale = (message.choice,) if message.choice is not None and choice is None else ()
        special = special_kinds(around_of(text, conversation), clauses(text, []))
        return understanding.model_copy(
            update={
                "choice": choice or understanding.choice,
                "unread": (*understanding.unread, *stale),
                "special": tuple(dict.fromkeys(kind for kind, _ in special)),
            }
        )

    def _understood(self, text: Said, conversation: Conversation, turn: int, now: datetime) -> Understanding:
        polite = intents.courtesy(text)
        if polite:
            return Understanding(intent=polite, language=text.language)
        skip = skipped(text, conversation)
        if skip:
            return Understanding(intent=Intent.ADVICE, language=text.language, choice=skip)
        around = around_of(text, conversation)
        reads = obeyed(around, with_interests(text, self._reads(heeded(around), conversation, now)))
        touched = boundary(around, reads, clauses(text, reads), conversation)
        if touched is not None:
            return Understanding(intent=touched, language=text.language)
        limited = any(r.slot in intents.LIMITS for r in reads)
        confirmed = read_confirmed(text, conversation, turn, self._library, limited=limited)
        if confirmed is not None:
            return with_more(confirmed, _told(text, [r for r in reads if r.slot], conversation, turn))
        act = read_act(text, conversation, reads, turn, self._library)
        if act is not None:
            return act.understanding(text, lambda kept: _told(text, kept, conversation, turn))
        if intents.is_small_talk(text):
            return Understanding(intent=Intent.THANKS, about=intents.SMALL, language=text.language)
        asked = read_course_question(text, conversation, reads, self._library)
        if asked is not None:
            return asked
        intent = _intent(text, clauses(text, reads), reads)
        rules = _asks_for_rules(text, reads) and intent is not Intent.PERSON
        if rules or (_says_nothing_else(intent, reads) and follows_a_rule(text, conversation)):
            intent = Intent.POLICY
        heard = Understanding(
            intent=intent,
            facts=_told(text, _fitting(intent, reads), conversation, turn),
            language=text.language,
            unread=_unread(text, reads),
            targets=applied_for(text, conversation, self._library) if intent is Intent.APPLY else (),
        )
        return as_open(text, heard)

    def _reads(self, text: Said, conversation: Conversation, now: datetime) -> list[Read]:
        limits = [read for reader in LIMITS for read in reader(text)]
        limits += read_dates(text, now.date())
        dropped = read_dropped(text)
        limits = as_it_stands(text, _without_shadows([*_but(limits, dropped), *dropped]), conversation.facts)
        limits += read_corrections(text, conversation.facts, limits, now.date(), asked_slot(conversation))
        limits = with_the_other_town(text, limits, conversation.facts)
        limits += read_answer(text, conversation, limits)
        if not any(r.slot for r in limits):
            limits += unclear_limits(text)
        parts = _with_kind(clauses(text, limits), conversation)
        around = around_of(text, conversation)
        special = [read for _, read in special_kinds(around, parts)]
        history = read_history(text, parts, self._library)
        history += read_other_work(text, conversation.facts, history)
        goal = self._goal(text, parts, [*limits, *special], history, conversation)
        return without_names(kept_out(_without_shadows([*limits, *history, *goal]), special, around), text)

    def _goal(
        self, text: Said, parts: Sequence[Clause], limits: Sequence[Read], history: Sequence[Read], before: Conversation
    ) -> list[Read]:
        wished = wishes(text, parts, limits)
        if wished:
            reads, certain = goal_facts(text, wished, self._library)
            return goal_facts(text, wished, self._library)[0]
        told = [p for p in parts if not any(h.slot and p.start <= h.start < p.end for h in history)]
        if (has_a_goal(before) or was_shown_some(before)) and asked_slot(before) not in ASKED_GOAL:
            asks_or_tells = ends_as_a_question(text) or (bool(parts) and tells(text, parts[0]))
            told = [] if asks_or_tells else [p for p in told if not tells(text, p)]
        bare = wishes(text, told, limits, Kind.NONE)
        if bare and _asks_or_confirms(text) and asked_slot(before) not in ASKED_GOAL:
            return []
        if bare:
            reads, certain = goal_facts(text, bare, self._library)
            return reads if certain or may_be_a_goal(text, bare, limits, history, before) else []
        return last_resort(text, parts, limits, history, before)


def _asks_for_rules(text: Said, reads: Sequence[Read]) -> bool:
    """Say whether rules are asked for; what sets or lifts a limit and is no question tells something."""
    question = "?" in text.text or _asks_or_confirms(text) or has_a_question_word(text)
    return asks_for_rules(text) and (question or not any(r.slot in intents.LIMITS for r in reads))


def _asks_or_confirms(text: Said) -> bool:
    """Say whether it begins as a question or with a yes: words without a cue then name no wish."""
    start = next((i for i, c in enumerate(text.plain) if c.isalnum()), 0)
    own = languages_around(text)
    asks = phrases("intent.question", own).match(text.plain, start) is not None
    yes = phrases("answer.yes", own).match(text.plain, start)
    return asks or (yes is not None and bool(text.plain[yes.end() :].strip(" .,!")))


def _but(limits: Sequence[Read], dropped: Sequence[Read]) -> list[Read]:
    """Keep what is not given up by the same words: "it need not be online" names no wish to come online."""
    return [r for r in limits if not any(d.slot is r.slot and d.start < r.end and r.start < d.end for d in dropped)]


def _tapped(choice: Choice, conversation: Conversation, message: IncomingMessage, turn: int) -> Understanding:
    fact = fact_of(choice, turn)
    intent = Intent.APPLY if choice.action.startswith(("apply:", "consent:")) else Intent.ADVICE
    language = message.language or conversation.language or "en"
    return Understanding(intent=intent, facts=(fact,) if fact else (), language=language, choice=choice)


def _with_kind(parts: Sequence[Clause], conversation: Conversation) -> list[Clause]:
    """Take what has no cue for the answer to the last question."""
    kind = ASKED_KIND.get(asked_slot(conversation) or "")
    return [Clause(kind, p.start, p.body, p.end) if kind and p.kind is Kind.NONE else p for p in parts]


def _without_shadows(reads: Sequence[Read]) -> list[Read]:
    """Drop wishes that we could not read where another reader could read the same words."""
    known = [r for r in reads if r.slot]
    return [r for r in reads if r.slot or not any(k.start < r.end and r.start < k.end for k in known)]


def _intent(text: Said, parts: Sequence[Clause], reads: Sequence[Read]) -> Intent:
    if intents.wants_a_person(text):
        return Intent.PERSON
    if intents.is_off_topic(text, reads):
        return Intent.OFF_TOPIC
    if intents.asks_for_a_rule(text, parts, reads):
        return Intent.POLICY
    if intents.wants_to_apply(text):
        return Intent.APPLY
    return Intent.ADVICE if any(r.slot for r in reads) or any(says(k, text) for k in WISHES_ADVICE) else Intent.UNCLEAR


def _says_nothing_else(intent: Intent, reads: Sequence[Read]) -> bool:
    """Say whether nothing was understood, or no more than a wish in words that name nothing."""
    return intent is Intent.UNCLEAR or (
        intent is Intent.ADVICE and all(read.slot is Slot.GOAL_TEXT for read in reads if read.slot)
    )


def _fitting(intent: Intent, reads: Sequence[Read]) -> list[Read]:
    """Keep what such a message may state: a question about rules states no goal and no limit."""
    if intent in {Intent.OFF_TOPIC, Intent.PERSON}:
        return []
    if intent is Intent.POLICY:
        return [r for r in reads if r.slot in {Slot.BACKGROUND, Slot.SPEAKS, Slot.HELD_SKILL}]
    if intent is Intent.APPLY:
        return [r for r in reads if r.slot not in {Slot.GOAL_TEXT, *GOAL_SLOTS}]
    return [r for r in reads if r.slot]


def _told(text: Said, kept: Sequence[Read], conversation: Conversation, turn: int) -> tuple[Fact, ...]:
    """Make facts of what is kept, with what they take back of earlier ones."""
    facts = [*_withdrawals(text, kept, conversation, turn), *_facts(text, kept, turn)]
    return tuple(_extended(text, fact, conversation) for fact in facts)


def _facts(text: Said, reads: Sequence[Read], turn: int) -> list[Fact]:
    """Make facts, the last word winning where a slot takes one value."""
    chosen_reads: dict[object, Read] = {}
    for read in reads:
        key = (read.slot, str(read.value)) if read.slot in ADDING else read.slot
        chosen_reads.setdefault(key, read) if read.slot in {Slot.MODES, Slot.SCHEDULES} else chosen_reads.update(
            {key: read}
        )
    return [_fact(text, read, turn) for read in chosen_reads.values() if read.slot]


def _fact(text: Said, read: Read, turn: int) -> Fact:
    slot = read.slot or Slot.GOAL_TEXT
    words = text.words(read.start, read.end).strip(" ,.;:!?")
    return Fact(slot=slot, value=read.value, withdrawn=read.withdrawn, words=words, turn=turn, confirmed=read.sure)


def _withdrawals(text: Said, reads: Sequence[Read], conversation: Conversation, turn: int) -> list[Fact]:
    """Give up what belonged to the goal before when another goal is named."""
    goal = next((r for r in reads if r.slot is Slot.GOAL_TEXT), None)
    if goal is None or adds(text):
        return []
    held = {f.slot for f in conversation.facts}
    words = text.words(goal.start, goal.end)
    return [Fact(slot=slot, value=None, words=words, turn=turn) for slot in GOAL_SLOTS if slot in held]


def _extended(text: Said, fact: Fact, conversation: Conversation) -> Fact:
    """Put a further wish beside the goal: "also batteries"."""
    earlier = [str(f.value) for f in conversation.facts if f.slot is Slot.GOAL_TEXT and f.value]
    if fact.slot is Slot.GOAL_TEXT and earlier and adds(text):
        return fact.model_copy(update={"value": f"{earlier[-1]}, {fact.value}"})
    return fact


def _unread(text: Said, reads: Sequence[Read]) -> tuple[str, ...]:
    words = (text.words(r.start, r.end).strip(" ,.;:!?") for r in reads if r.slot is None)
    return tuple(dict.fromkeys(w for w in words if w))
