"""What does a door see of an adviser that always says the same, in every kind of block?"""

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from advisor.errors import ConversationNotFound, HandOffNotFound
from advisor.handing_in import HandedIn, check_handed_in
from advisor.hearing import CV
from advisor.storage.memory import MemoryConversationStore
from advisor.vocabulary.blocks import (
    Choice,
    ComparedCourse,
    ComparedFact,
    ComparisonBlock,
    HandOffBlock,
    NoticeBlock,
    OccupationItem,
    OccupationsBlock,
    PathwayBlock,
    QuestionBlock,
    SkillItem,
    SkillsBlock,
    TextBlock,
    UnderstoodBlock,
    UnderstoodItem,
)
from advisor.vocabulary.conversation import (
    Conversation,
    ConversationId,
    IncomingMessage,
    NumberedCitation,
    Progress,
    Reply,
)
from advisor.vocabulary.handoff import HandOff
from advisor.vocabulary.learner import Goal, LearnerProfile
from advisor.vocabulary.pathway import (
    Amount,
    Closes,
    ConstraintCheck,
    Coverage,
    Pathway,
    PathwayStep,
    Proof,
    Reason,
    Relaxation,
    SkillGap,
    SkillNeed,
    Totals,
)
from knowledge.vocabulary.search import SourceKind

INSTALL = SkillNeed(skill="cairn:install-pv", label="mount solar panels", weight=1.0)
CURRENT = SkillNeed(skill="cairn:electric-current", label="work safely with electric current", weight=1.0)
SALES = SkillNeed(skill="cairn:advise", label="advise customers", weight=0.3, essential=False)


def a_step(order: int = 1, **given: Any) -> PathwayStep:
    valid: dict[str, Any] = {
        "order": order,
        "micro_credential_id": f"pv-{order}",
        "opportunity_id": f"pv-{order}-1",
        "title": "Solar panels: mounting and safety",
        "awarding_body": "Chamber of Crafts Tuzla (demo)",
        "provider": "Solar School (demo)",
        "hours": 24.0,
        "ects": None,
        "price": Amount(amount=0, currency="EUR"),
        "language": "bs",
        "mode": "online",
        "eqf_level": 3,
        "starts": "continuous",
        "url": "https://solar-school.example/pv-1",
        "demonstration": True,
        "closes": (Closes(skill=INSTALL.skill, label=INSTALL.label, weight=1.0),),
        "reasons": (Reason(text="Teaches to mount solar panels, which the work asks for.", citation=1),),
        "quality": {"assessment": "Practical test on a model roof", "quality_assurance": "ISO 21001"},
        "stacks_into": ("Renewable energy technician",),
        "week_from": 1,
        "week_to": 4,
    }
    return PathwayStep(**{**valid, **given})


def a_pathway(**given: Any) -> Pathway:
    second = a_step(
        2,
        title="Grid connection for small plants",
        provider="Technical College Zenica (demo)",
        hours=None,
        price=None,
        starts=None,
        mode="blended",
        week_from=5,
        week_to=8,
        reasons=(Reason(text="Builds on the first step.", citation=2),),
        quality={},
    )
    valid: dict[str, Any] = {
        "id": "way-1",
        "receipt": "ab" * 32,
        "catalogue_version": 1,
        "goal": Goal(text="solar panels"),
        "goal_label": "solar installer",
        "gap": SkillGap(required=(INSTALL, CURRENT, SALES), held=(CURRENT,), missing=(INSTALL, SALES)),
        "steps": (a_step(), second),
        "totals": Totals(hours=None, price=None, weeks=8, ects=None),
        "coverage": Coverage(essential=1.0, optional=0.0),
        "uncovered": (SALES,),
        "constraints": (
            ConstraintCheck(name="hours_per_week", wanted="6", got="6", met=True),
            ConstraintCheck(name="max_price", wanted="0", got="not stated", met=False),
        ),
        "relaxations": (
            Relaxation(constraint="languages", from_="bs", to="bs, en", gains="3 more courses", value=["bs", "en"]),
        ),
        "proof": Proof(optimal=True, gap=0.0),
    }
    return Pathway(**{**valid, **given})


CITATIONS = (
    NumberedCitation(
        n=1,
        source=SourceKind.CATALOGUE,
        id="pv-1",
        title="Solar panels: mounting and safety",
        locator="learning outcomes",
        quote="Mounts panels on a pitched roof and secures the place of work.",
        url="https://solar-school.example/pv-1",
        seen=date(2026, 11, 1),
    ),
    NumberedCitation(
        n=2,
        source=SourceKind.POLICY,
        id="rec",
        title="Council Recommendation on micro-credentials",
        locator="Annex I",
        quote="A micro-credential is the record of the learning outcomes.",
        url="javascript:alert(1)",
        seen=date(2026, 11, 1),
    ),
)

EVERY_BLOCK = (
    NoticeBlock(kind="ai", text="I am a computer program, not a person."),
    UnderstoodBlock(
        items=(
            UnderstoodItem(slot="hours_per_week", label="6 hours a week", words="six hours a week", turn=1),
            UnderstoodItem(slot="max_price", label="free of charge", words="no money", turn=1),
        )
    ),
    TextBlock(text="Two short courses lead to solar work. The first one can begin today.", citations=(1,)),
    PathwayBlock(
        **a_pathway().model_dump(),
        choices=(
            Choice(id="c-apply", label="Apply for step 1", action="apply:pv-1"),
            Choice(id="c-short", label="Shorter", action="say:shorter"),
        ),
    ),
    SkillsBlock(
        items=(
            SkillItem(uri="cairn:x", label="read plans", confidence=0.8, evidence="in the mine", confirmed=False),
            SkillItem(uri="cairn:y", label="first aid", confidence=1, evidence="first aid", confirmed=True),
        )
    ),
    ComparisonBlock(
        items=(
            ComparedCourse(micro_credential_id="a", title="A", facts=(ComparedFact(name="price", value="0 EUR"),)),
            ComparedCourse(micro_credential_id="b", title="B", facts=(ComparedFact(name="price", value=None),)),
        )
    ),
    OccupationsBlock(
        items=(
            OccupationItem(
                uri="cairn:o", label="solar installer", held=1, required=4, green_share=0.5, missing=("mount panels",)
            ),
        ),
        choices=(Choice(id="c-job", label="Solar installer", action='fact:goal_occupation="cairn:o"'),),
    ),
    HandOffBlock(
        handoff="h-1",
        status="draft",
        micro_credential_id="pv-1",
        title="Apply for Solar panels",
        provider="Solar School (demo)",
        text="I would send the course, your language and a random reference.",
        url="https://solar-school.example/apply",
        choices=(Choice(id="c-yes", label="Yes, send it", action="consent:h-1"),),
    ),
    QuestionBlock(
        slot="language",
        text="In which language would you like to learn?",
        choices=(Choice(id="c-bs", label="bosanski", action='fact:languages=["bs"]'),),
    ),
)


@dataclass
class OutspokenAdvisor:
    """Keeps conversations as the real one does; only what it says is fixed, or given by `blocks`."""

    blocks: tuple[Any, ...] = EVERY_BLOCK
    citations: tuple[NumberedCitation, ...] = CITATIONS
    seconds: float = 0.0
    """How long a turn takes."""
    failure: Exception | None = None
    store: MemoryConversationStore = field(default_factory=MemoryConversationStore)
    handoffs: Any = field(default_factory=lambda: SimpleNamespace(pauses={}))
    """None are under way, and no provider is left alone."""
    taken: list[str] = field(default_factory=list)
    """Texts in the order in which they were answered."""
    files: list[HandedIn] = field(default_factory=list)

    def start_conversation(
        self, channel: str, address: str = "", language: str | None = None, *, now: datetime
    ) -> tuple[ConversationId, str]:
        identifier, token = ConversationId(secrets.token_hex(16)), secrets.token_urlsafe(32)
        digest = hashlib.sha256(token.encode()).hexdigest()
        self.store.open_conversation(identifier, digest, channel, address, language, now)
        return identifier, token

    def authorise(self, conversation: ConversationId, token: str) -> None:
        if self.store.token_hash(conversation) != hashlib.sha256(token.encode()).hexdigest():
            raise ConversationNotFound("There is no such conversation.", "Start a new one.")

    def take_turn(
        self, message: IncomingMessage, now: datetime, report: Callable[[str], None] = lambda _stage: None
    ) -> Reply:
        turn = self.store.open_turn(message, now)
        if turn.reply is not None:
            return turn.reply
        time.sleep(self.seconds)
        if self.failure is not None:
            raise self.failure
        for stage in ("searching", "planning", "writing"):
            report(stage)
        self.taken.append(message.text or message.choice or "")
        reply = self.reply(message.conversation, f"r-{turn.number}")
        self.store.close_turn(message.conversation, turn.number, reply, (), (), "en", (), (), now)
        return reply

    def take_file(self, given: HandedIn, now: datetime) -> Reply:
        """Look at nothing; what holds for every file holds here too."""
        check_handed_in(given)
        self.files.append(given)
        said = IncomingMessage(conversation=given.conversation, client_message_id=given.client_message_id, text=CV)
        return self.take_turn(said, now)

    def reply(self, conversation: ConversationId, identifier: str) -> Reply:
        return Reply(
            conversation=conversation,
            message=identifier,
            language="en",
            progress=Progress(known=3, of=5),
            blocks=self.blocks,
            citations=self.citations,
            profile=LearnerProfile(),
        )

    def plan(self, profile: LearnerProfile, now: datetime) -> Pathway:
        made = a_pathway(goal=profile.goal)
        self.store.save_pathway(made, profile.model_dump_json(), now)
        return made

    def pathway(self, receipt: str) -> Pathway | None:
        found = self.store.pathway(receipt)
        return found[0] if found else None

    def language_of_pathway(self, receipt: str) -> str:
        return "en" if self.store.pathway(receipt) else ""

    def conversation(self, identifier: ConversationId) -> Conversation:
        return self.store.conversation(identifier)

    def export(self, identifier: ConversationId) -> dict[str, object]:
        return self.store.export(identifier)

    def erase(self, identifier: ConversationId, now: datetime | None = None) -> None:
        self.store.erase(identifier, now)

    def resume_open_turns(self, now: datetime) -> int:
        for _, message in self.store.open_turns():
            self.take_turn(message, now)
        return 0

    def handoff(self, identifier: str) -> HandOff:
        raise HandOffNotFound(f"There is no hand-off {identifier}.")
