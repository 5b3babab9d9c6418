"""How does a value become a row, and a row a value?"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from advisor.vocabulary.audit import AuditRow
from advisor.vocabulary.blocks import Block, PathwayBlock, SkillsBlock
from advisor.vocabulary.conversation import (
    Conversation,
    ConversationId,
    ConversationState,
    IncomingMessage,
    Reply,
    Turn,
)
from advisor.vocabulary.handoff import CredentialOffer, HandOff, HandOffStatus
from advisor.vocabulary.learner import Fact, LearnerProfile

Row = Mapping[Any, Any]


def stamp(moment: datetime) -> str:
    """Write a time as sortable text in UTC."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def turn_of(row: Row, facts: Iterable[Fact] = ()) -> Turn:
    return Turn(
        number=row["number"],
        message=row["message"],
        client_message_id=row["client_message_id"],
        text=row["text"],
        choice=row["choice"],
        at=moment(row["at"]),
        reply=None if row["open"] else Reply.model_validate_json(row["reply"]),
        facts=tuple(facts),
    )


def message_of(row: Row) -> IncomingMessage:
    return IncomingMessage(
        conversation=ConversationId(row["conversation"]),
        client_message_id=row["client_message_id"],
        text=row["text"],
        choice=row["choice"],
        language=row["language"],
    )


def conversation_of(row: Row, turns: Sequence[Row], facts: Sequence[Row]) -> Conversation:
    said: dict[int, list[Fact]] = {}
    for fact in facts:
        said.setdefault(fact["turn"], []).append(Fact.model_validate_json(fact["fact"]))
    return Conversation(
        id=ConversationId(row["id"]),
        channel=row["channel"],
        address=row["address"],
        language=row["language"],
        state=ConversationState(row["state"]),
        created=moment(row["created"]),
        facts=tuple(fact for turn in sorted(said) for fact in said[turn]),
        asked=tuple(json.loads(row["asked"])),
        turns=tuple(turn_of(turn, said.get(turn["number"], ())) for turn in turns),
    )


def with_asked(before: Sequence[str], now: Sequence[str]) -> tuple[str, ...]:
    """Add the slots asked in a turn, each once, in the order asked."""
    return tuple(dict.fromkeys((*before, *now)))


BESIDE = frozenset({ConversationState.WAITING, ConversationState.WITH_COUNSELLOR})
"""States that a turn of the machine leaves as they are: a person ends them."""


def state_after(standing: str, replied: ConversationState) -> ConversationState:
    """Say who speaks after a turn: a person who took over meanwhile stays, whatever the turn began with."""
    before = ConversationState(standing)
    return before if before in BESIDE else replied


def receipts(reply: Reply) -> tuple[str, ...]:
    return tuple(dict.fromkeys(b.receipt for b in reply.blocks if isinstance(b, PathwayBlock)))


def audit_row(row: Row) -> AuditRow:
    return AuditRow(
        number=row["seq"],
        at=moment(row["at"]),
        pseudonym=row["pseudonym"],
        event=row["event"],
        body=json.loads(row["body"]),
        text=row["body"],
        stamp=row["at"],
        chain=row["chain"],
    )


def expected_before(handoff: HandOff) -> HandOffStatus | None:
    """Say over which status a turn writes a hand-off: a yes over its draft, anything else where nothing stands."""
    return HandOffStatus.DRAFT if handoff.status == HandOffStatus.CONSENTED else None


def may_replace(handoff: HandOff) -> HandOffStatus | None:
    """Say over which status a turn writes a hand-off: a yes over its draft, anything else only where none stands."""
    return HandOffStatus.DRAFT if handoff.status == HandOffStatus.CONSENTED else None


def is_other_message(text: str, choice: str | None, message: IncomingMessage) -> bool:
    """Say whether a message id came with other words than before; words that were forgotten are like any."""
    return bool(text or choice) and (text, choice) != (message.text, message.choice)


def without_proposals(reply: Reply, tapped: Collection[str]) -> Reply:
    """Take out what a document said, but for the words of the buttons that were tapped: they are the learner's answer."""
    return reply.model_copy(update={"blocks": tuple(_without_proposals(block, tapped) for block in reply.blocks)})


def _without_proposals(block: Block, tapped: Collection[str]) -> Block:
    if not (isinstance(block, SkillsBlock) and block.source == "document"):
        return block
    answers = tuple(each.model_copy(update={"action": ""}) for each in block.choices if each.id in tapped)
    return block.model_copy(update={"items": (), "choices": answers})


def without_words(turn: Turn) -> Turn:
    """Blank what was said in a turn and answered to it."""
    reply = turn.reply and turn.reply.model_copy(
        update={"blocks": (), "citations": (), "explain": (), "profile": LearnerProfile()}
    )
    return turn.model_copy(update={"text": "", "choice": None, "facts": (), "reply": reply})


def without_person(handoff: HandOff) -> HandOff:
    """Keep ids and times only (R13); the issuer's own number too, so that the withdrawal can still reach it."""
    number = handoff.offer.external_id if handoff.offer else ""
    offer = CredentialOffer(uri="", external_id=number) if number else None
    return handoff.model_copy(update={"conversation": "", "consent": None, "offer": offer, "detail": "erased"})


def export_of(held: Conversation, handoffs: Sequence[HandOff], due: Sequence[Row]) -> dict[str, object]:
    """Give a person everything that is held, as plain JSON values."""
    return {
        "conversation": held.model_dump(mode="json", exclude={"turns", "facts"}),
        "turns": [turn.model_dump(mode="json") for turn in held.turns],
        "facts": [fact.model_dump(mode="json") for fact in held.facts],
        "handoffs": [handoff.model_dump(mode="json") for handoff in handoffs],
        "outbox": [{key: row[key] for key in ("key", "lane", "reference", "state", "changed")} for row in due],
    }
