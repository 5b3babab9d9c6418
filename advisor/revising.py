"""What becomes of a plan that a counsellor changes, and how is it shown once they approve it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from advisor.choice_ids import with_choice_ids
from advisor.errors import CaseConflict
from advisor.parts import Parts
from advisor.profiling import profile_of
from advisor.shown import plan_of
from advisor.tapping import facts_of
from advisor.vocabulary.blocks import Block, Choice, PathwayBlock
from advisor.vocabulary.conversation import Conversation, NumberedCitation
from advisor.vocabulary.counselling import PlanVersion
from advisor.vocabulary.learner import Fact, LearnerProfile
from advisor.vocabulary.pathway import Pathway
from advisor.writing.citing import Sources
from advisor.writing.pathways import choices

VERBS = ("keep", "swap", "reject", "release", "recompute")
"""`recompute` changes nothing but what the catalogue says now."""


@dataclass(frozen=True)
class Edit:
    """What a counsellor does to a step."""

    verb: str
    course: str
    instead: str = ""
    """Of `swap`: the course that is to come in its place; empty for whichever is best."""


def standing(conversation: Conversation, versions: Sequence[PlanVersion]) -> PlanVersion | PathwayBlock | None:
    """Give the plan that a counsellor works on: their last version, else the one that the learner was shown."""
    shown = plan_of(conversation)
    last = versions[-1] if versions else None
    if last is None or (last.approved and shown is not None and shown.approval != last.id):
        return shown
    return last


def open_edits(versions: Sequence[PlanVersion]) -> tuple[Fact, ...]:
    """Give the changes that the learner was not shown yet; approved ones stand in the conversation."""
    return versions[-1].edits if versions and not versions[-1].approved else ()


def revised(
    parts: Parts,
    conversation: Conversation,
    versions: Sequence[PlanVersion],
    edit: Edit,
    author: str,
    now: datetime,
) -> PlanVersion:
    """Plan anew with one more change. Raises CaseConflict where there is nothing to change."""
    _check(edit, conversation, versions)
    return replanned(parts, conversation, versions, _facts(edit), author, now)


def replanned(
    parts: Parts,
    conversation: Conversation,
    versions: Sequence[PlanVersion],
    facts: Sequence[Fact],
    author: str,
    now: datetime,
) -> PlanVersion:
    """Plan anew with what a counsellor adds to the learner's words, and keep the pathway under its receipt."""
    edits = (*open_edits(versions), *facts)
    profile = profile_with(parts, conversation, edits)
    planned = parts.plan(profile, parts.library, now.date())
    parts.store.save_pathway(planned.pathway, profile.model_dump_json(), now)
    sources = Sources(parts.library)
    found = sources.add(planned)
    made = _version(parts, versions, found, sources.all(), edits, author, now)
    return made.model_copy(update={"considered": planned.candidates, "not_stated": planned.not_stated})


def _check(edit: Edit, conversation: Conversation, versions: Sequence[PlanVersion]) -> None:
    """Raise CaseConflict unless there is a plan, and the step in it that the change names."""
    made = standing(conversation, versions)
    if edit.verb not in VERBS or made is None:
        raise CaseConflict("There is no plan yet that could be changed.", "Let the learner say what they aim at first.")
    steps = (made.pathway if isinstance(made, PlanVersion) else made).steps
    named = edit.verb in {"recompute", "release"} or any(step.micro_credential_id == edit.course for step in steps)
    if not named:
        raise CaseConflict("The plan has no such step any more.", "Load the case again.")


def as_drafted(parts: Parts, conversation: Conversation, versions: Sequence[PlanVersion], now: datetime) -> PlanVersion:
    """Make a version of the plan that the machine drafted, so that it can be approved. Raises CaseConflict."""
    for turn in reversed(conversation.turns):
        for block in turn.reply.blocks if turn.reply else ():
            if isinstance(block, PathwayBlock) and block == plan_of(conversation) and turn.reply:
                plain = Pathway(**{name: getattr(block, name) for name in Pathway.model_fields})
                return _version(parts, versions, plain, turn.reply.citations, (), "", now)
    raise CaseConflict("There is no plan yet that could be approved.", "Let the learner say what they aim at first.")


def approved_block(version: PlanVersion, name: str, language: str) -> PathwayBlock:
    way = dict(version.pathway)
    return PathwayBlock(**way, choices=choices(version.pathway, language), approved_by=name, approval=version.id)


def as_facts(version: PlanVersion) -> tuple[Fact, ...]:
    """Give what the learner's profile says from now on."""
    return version.edits


def with_ids(blocks: tuple[Block, ...], turn: int) -> tuple[Block, ...]:
    return with_choice_ids(blocks, turn)


def _facts(edit: Edit) -> tuple[Fact, ...]:
    """Say a change in the words of facts, as a button would; to plan anew needs none."""
    wanted = [f"{edit.verb}:{edit.course}", *([f"keep:{edit.instead}"] if edit.instead else [])]
    return tuple(
        fact.model_copy(update={"by": "counsellor"})
        for action in wanted
        for fact in facts_of(Choice(id="", label="", action=action), 0)
    )


def profile_with(parts: Parts, conversation: Conversation, edits: Sequence[Fact]) -> LearnerProfile:
    """Add the changes up; an occupation that was chosen with an open goal stays."""
    language = conversation.language or "en"
    profile = profile_of((*conversation.facts, *edits), parts.library, language)
    profile = profile.model_copy(update={"language": language})
    shown = plan_of(conversation)
    if shown is None or profile.goal.occupation or profile.goal.skills:
        return profile
    return profile.model_copy(update={"goal": shown.goal})


def _version(
    parts: Parts,
    versions: Sequence[PlanVersion],
    found: Pathway,
    citations: Sequence[NumberedCitation],
    edits: Sequence[Fact],
    author: str,
    now: datetime,
) -> PlanVersion:
    return PlanVersion(
        id=parts.new_id(),
        number=len(versions) + 1,
        receipt=found.receipt,
        pathway=found,
        citations=tuple(citations),
        edits=tuple(edits),
        author_name=author,
        at=now,
    )
