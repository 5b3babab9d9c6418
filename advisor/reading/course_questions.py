"""What is asked about a course that was shown: its price, its start, who awards it, is it recognised?"""

from collections.abc import Sequence

from advisor.reading.pointing import Pointed, ordinals_in, pointed_at
from advisor.reading.words import Read, Said, found, says
from advisor.shown import plan_of
from advisor.vocabulary.conversation import Conversation, Intent, Understanding
from advisor.vocabulary.learner import Slot
from knowledge.library import Library

FIELDS: dict[str, tuple[str, ...]] = {
    "price": ("price",), "hours": ("hours",), "start": ("start_dates",), "place": ("location", "country", "mode"),
    "mode": ("mode", "location"), "language": ("language",), "level": ("eqf_level",), "ects": ("ects",),
    "assessment": ("assessment", "supervision"), "quality": ("quality_assurance",), "awarding": ("awarding_body",),
    "provider": ("provider",), "before": ("prerequisites",), "support": ("support",),
    "content": ("learning_outcomes",), "schedule": ("schedule", "start_dates"), "page": ("url",),
    "certificate": ("awarding_body", "assessment", "stacks_into"), "hard": ("eqf_level", "prerequisites"),
    "device": ("mode", "support"), "instalments": ("price",), "job": ("stacks_into", "support"),
}  # fmt: skip
"""What is asked for → the fields of the record that answer it."""
RECOGNISED = ("awarding_body", "quality_assurance", "ects", "eqf_level", "stacks_into")
"""Fields that say what recognition may rest on."""
SUMMED = frozenset({"price", "hours"})
"""Fields that are added up where the question points at no single step."""
TOTAL = "totals"
"""What a question is about that asks for the plan as a whole: how long in all, when am I done, how many hours a week."""
UNSTATED = "ask_there"
"""What a question is about that no record states in full: the provider is named beside the answer."""
BEYOND_THE_RECORD = ("device", "instalments", "job")
GOAL = frozenset({Slot.GOAL_TEXT, Slot.GOAL_OCCUPATION, Slot.GOAL_SKILL})
RULES = "recognised"
"""What a question is about that the rules answer beside the record."""
WISHES = frozenset(Slot) - {Slot.SPEAKS, Slot.LANGUAGES, Slot.MODES, Slot.SCHEDULES, Slot.NEED, Slot.COUNTRY, Slot.NEAR}
"""What is wished for or told beside a question is no question on a course; "is it in English?" is."""
ASKING = ("ask.question", "intent.question", "ask.apply", "ask.total", "ask.certificate", "ask.device", "ask.hard")
"""Words of which one makes a question, with or without its mark."""
LONGEST = 14
"""Words of a question that points at no course."""


def read_course_question(
    text: Said, conversation: Conversation, reads: Sequence[Read], library: Library
) -> Understanding | None:
    """Read "how much is step 2?", "when does it start?", "how do I join the first?"; None where no plan stands or something else is meant."""
    plan = plan_of(conversation)
    if not _asks(text) or says("ask.no_course", text):
        return None
    if plan is None:
        about = _fields(text) if ordinals_in(text) or _of_the_plan(text, conversation, reads) else ()
        return Understanding(intent=Intent.COURSE, about=",".join(about), language=text.language) if about else None
    pointed = pointed_at(text, conversation, library)
    if says("ask.apply", text) and pointed.spans:
        return Understanding(intent=Intent.APPLY, targets=pointed.ids[:1], language=text.language)
    told = [r for r in reads if r.slot in WISHES and not _within(r, pointed) and (_states(r) or _beside(r, text))]
    fields = _fields(text)
    if told or not (fields or says("ask.recognised", text)):
        return None
    steps = tuple(step.micro_credential_id for step in plan.steps)
    if says("ask.recognised", text):
        return _recognition(text, pointed)
    if not pointed.ids and (len(text.plain.split()) > LONGEST or any(_beside(read, text) for read in reads)):
        return None
    ids = pointed.ids or steps
    return Understanding(
        intent=Intent.COURSE, about=",".join(_about(fields, ids, steps)), targets=ids, language=text.language
    )


def _states(read: Read) -> bool:
    """Say whether it sets a limit; a goal, or a limit that is lifted, may be words of the question itself."""
    return read.slot not in GOAL and read.value is not None


def _of_the_plan(text: Said, conversation: Conversation, reads: Sequence[Read]) -> bool:
    """Say whether it asks about a plan while none stands: it is said so, instead of taking the words for a wish."""
    wished = any(f.slot in GOAL and f.value for f in conversation.facts)
    return wished and len(text.plain.split()) <= LONGEST and not any(_beside(read, text) for read in reads)


def _beside(read: Read, text: Said) -> bool:
    """Say whether something is told beside the question; what lies in its words is asked for: "is it in English?"."""
    asked = (m.span() for name in (*FIELDS, "total") for m in found(f"ask.{name}", text))
    wished = read.slot is Slot.GOAL_TEXT  # words that no cue marks may take in what stands before the question
    within = ((start <= read.start or wished) and read.start < end and read.end <= end for start, end in asked)
    return read.slot is not None and not any(within)


def _asks(text: Said) -> bool:
    return "?" in text.text or any(says(key, text) for key in ASKING)


def _about(fields: Sequence[str], ids: Sequence[str], steps: Sequence[str]) -> tuple[str, ...]:
    """Add what is asked of the plan as a whole; asked for that alone, the single steps are not told."""
    if tuple(ids) != tuple(steps):
        return tuple(field for field in fields if field != TOTAL)
    if TOTAL in fields:
        return (TOTAL, *(field for field in fields if field not in {TOTAL, *SUMMED}))
    return (TOTAL, *fields) if len(steps) > 1 and SUMMED & {*fields} else tuple(fields)


def _fields(text: Said) -> tuple[str, ...]:
    total = (TOTAL,) if says("ask.total", text) else ()
    beyond = (UNSTATED,) if any(says(f"ask.{name}", text) for name in BEYOND_THE_RECORD) else ()
    return (*total, *_of_the_record(text), *beyond)


def _of_the_record(text: Said) -> tuple[str, ...]:
    asked = sorted(
        (min(m.start() for m in marks), name) for name in FIELDS if (marks := list(found(f"ask.{name}", text)))
    )
    return tuple(dict.fromkeys(field for _, name in asked for field in FIELDS[name]))


def _within(read: Read, pointed: Pointed) -> bool:
    return any(start < read.end and read.start < end for start, end in pointed.spans)


def _recognition(text: Said, pointed: Pointed) -> Understanding | None:
    """Read whether a certain course is recognised; without one it is a question about the rules alone."""
    if not pointed.ids or pointed.vaguely:
        return None
    return Understanding(
        intent=Intent.COURSE, about=f"{RULES},{','.join(RECOGNISED)}", targets=pointed.ids, language=text.language
    )
