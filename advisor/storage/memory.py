"""What should a store of conversations do, in the plainest way? The reference for the SQL one; forgets when it ends."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from advisor.auditing import NOBODY, audit_body, chain, pseudonym
from advisor.errors import ConversationNotFound, MessageConflict
from advisor.ports import OutboxRow
from advisor.storage import rows
from advisor.storage.memory_requests import MemoryRequests
from advisor.vocabulary.audit import AuditRow
from advisor.vocabulary.conversation import Conversation, ConversationId, IncomingMessage, Reply, Turn
from advisor.vocabulary.handoff import HandOff
from advisor.vocabulary.learner import Fact
from advisor.vocabulary.pathway import Pathway


class MemoryConversationStore(MemoryRequests):
    def __init__(self) -> None:
        super().__init__()
        self._conversations: dict[ConversationId, Conversation] = {}
        self._tokens: dict[ConversationId, str] = {}
        self._messages: dict[tuple[ConversationId, int], IncomingMessage] = {}
        self._pathways: dict[str, tuple[Pathway, str]] = {}
        self._uses: set[tuple[ConversationId, str]] = set()
        self._audit: list[AuditRow] = []
        self._budgets: dict[tuple[str, date], int] = {}

    def open_conversation(
        self,
        identifier: ConversationId,
        token_hash: str,
        channel: str,
        address: str,
        language: str | None,
        now: datetime,
    ) -> Conversation:
        with self._lock:
            if identifier not in self._conversations:
                self._tokens[identifier] = token_hash
                self._conversations[identifier] = Conversation(
                    id=identifier, channel=channel, address=address, language=language, created=now
                )
            return self._conversations[identifier]

    def conversation(self, identifier: ConversationId) -> Conversation:
        with self._lock:
            if identifier not in self._conversations:
                raise ConversationNotFound("There is no such conversation.", "Start a new one.")
            return self._conversations[identifier]

    def token_hash(self, identifier: ConversationId) -> str:
        self.conversation(identifier)
        return self._tokens[identifier]

    def move_conversation(self, identifier: ConversationId, channel: str, address: str) -> None:
        with self._lock:
            moved = self.conversation(identifier).model_copy(update={"channel": channel, "address": address})
            self._conversations[identifier] = moved

    def open_turn(self, message: IncomingMessage, now: datetime) -> Turn:
        with self._lock:
            standing = self.conversation(message.conversation)
            for turn in standing.turns:
                if turn.client_message_id == message.client_message_id:
                    if rows.is_other_message(turn.text, turn.choice, message):
                        raise MessageConflict(
                            "This message id was used before with another text.", "Give every message an id of its own."
                        )
                    return turn
            number = len(standing.turns) + 1
            turn = Turn(
                number=number,
                message=f"{message.conversation}:{number}",
                client_message_id=message.client_message_id,
                text=message.text,
                choice=message.choice,
                at=now,
                reply=None,
            )
            self._messages[message.conversation, number] = message
            self._change(standing, turns=(*standing.turns, turn))
            return turn

    def close_turn(
        self,
        conversation: ConversationId,
        number: int,
        reply: Reply,
        facts: Sequence[Fact],
        asked: Sequence[str],
        language: str,
        handoffs: Sequence[HandOff],
        outbox: Sequence[OutboxRow],
        now: datetime,
    ) -> Turn:
        with self._lock:
            standing = self.conversation(conversation)
            turn = standing.turns[number - 1]
            if turn.reply is not None:
                return turn
            closed = turn.model_copy(update={"reply": reply, "facts": tuple(facts)})
            self._change(
                standing,
                turns=(*standing.turns[: number - 1], closed, *standing.turns[number:]),
                facts=tuple(
                    f for t in (*standing.turns[: number - 1], closed, *standing.turns[number:]) for f in t.facts
                ),
                asked=rows.with_asked(standing.asked, asked),
                language=language,
                state=rows.state_after(standing.state, reply.state),
            )
            for handoff in handoffs:
                self.save_handoff(handoff, rows.expected_before(handoff))
            for row in outbox:
                self._put(row)
            self._uses.update((conversation, receipt) for receipt in rows.receipts(reply))
            self._record(now, conversation, "turn", audit_body(reply, standing.channel, facts, handoffs))
            return closed

    def forget_words(self, conversation: ConversationId) -> None:
        with self._lock:
            standing = self.conversation(conversation)
            for turn in standing.turns:
                if (conversation, turn.number) in self._messages:
                    blank = {"text": "", "choice": None}
                    self._messages[conversation, turn.number] = self._messages[conversation, turn.number].model_copy(
                        update=blank
                    )
            self._change(standing, turns=tuple(rows.without_words(turn) for turn in standing.turns), facts=(), asked=())
            self._forget_pathways(conversation)

    def forget_proposals(self, conversation: ConversationId, before: int) -> None:
        with self._lock:
            standing = self.conversation(conversation)
            tapped = {turn.choice for turn in standing.turns if turn.choice}
            turns = (
                turn.model_copy(update={"reply": rows.without_proposals(turn.reply, tapped)})
                if turn.reply and turn.number < before
                else turn
                for turn in standing.turns
            )
            self._change(standing, turns=tuple(turns))

    def open_turns(self) -> Sequence[tuple[ConversationId, IncomingMessage]]:
        with self._lock:
            waiting = [
                (turn.at, standing.id, turn.number)
                for standing in self._conversations.values()
                for turn in standing.turns
                if turn.reply is None
            ]
            return [(identifier, self._messages[identifier, number]) for _, identifier, number in sorted(waiting)]

    def append_news(self, conversation: ConversationId, reply: Reply, key: str, now: datetime) -> bool:
        with self._lock:
            standing = self.conversation(conversation)
            news = f"news:{key}"
            if any(turn.client_message_id == news for turn in standing.turns):
                return False
            turn = Turn(
                number=len(standing.turns) + 1,
                message="",
                client_message_id=news,
                text="",
                choice=None,
                at=now,
                reply=reply,
            )
            self._change(standing, turns=(*standing.turns, turn))
            if standing.address:
                self._put(
                    OutboxRow(key=f"deliver:{key}", lane="deliver", conversation=conversation, reference=reply.message)
                )
            return True

    def save_pathway(self, pathway: Pathway, profile_json: str, now: datetime) -> None:  # noqa: ARG002
        with self._lock:
            self._pathways.setdefault(pathway.receipt, (pathway, profile_json))

    def pathway(self, receipt: str) -> tuple[Pathway, str] | None:
        return self._pathways.get(receipt)

    def audit_pathway(self, body: dict[str, Any], now: datetime) -> None:
        with self._lock:
            self._record(now, NOBODY, "pathway", body)

    def export(self, conversation: ConversationId) -> dict[str, object]:
        with self._lock:
            due = [
                {**row.model_dump(), "state": self._states[row.key], "changed": None}
                for row in self._outbox.values()
                if row.conversation == conversation
            ]
            held_on = rows.export_of(self.conversation(conversation), self.handoffs(conversation), due)
            return {**held_on, "wallet_requests": self._requests_of(conversation)}

    def erase(self, conversation: ConversationId, now: datetime | None = None) -> None:
        with self._lock:
            self.conversation(conversation)
            self._record(now or datetime.fromtimestamp(0, UTC), conversation, "erased", {})
            for handoff in self.handoffs(conversation):
                self._handoffs[handoff.id] = rows.without_person(handoff)
            self._forget_pathways(conversation)
            self._forget_requests(conversation)
            self._outbox = {key: row for key, row in self._outbox.items() if row.conversation != conversation}
            self._messages = {key: message for key, message in self._messages.items() if key[0] != conversation}
            del self._conversations[conversation], self._tokens[conversation]

    def _forget_pathways(self, conversation: ConversationId) -> None:
        used = {receipt for owner, receipt in self._uses if owner == conversation}
        self._uses = {(owner, receipt) for owner, receipt in self._uses if owner != conversation}
        for receipt in used - {receipt for _, receipt in self._uses}:
            self._pathways.pop(receipt, None)

    def idle_since(self, moment: datetime) -> Sequence[ConversationId]:
        with self._lock:
            return sorted(
                identifier
                for identifier, standing in self._conversations.items()
                if max([standing.created, *(turn.at for turn in standing.turns)]) <= moment
            )

    def spend(self, what: str, day: date, most: int) -> bool:
        with self._lock:
            used = self._budgets.get((what, day), 0)
            if used >= most:
                return False
            self._budgets = {**{key: n for key, n in self._budgets.items() if key[1] == day}, (what, day): used + 1}
            return True

    def audit(self, after: int = 0, limit: int = 1000) -> Sequence[AuditRow]:
        return self._audit[after : after + limit]

    def close(self) -> None:
        """Nothing is kept open."""

    def _change(self, standing: Conversation, **changed: object) -> None:
        self._conversations[standing.id] = standing.model_copy(update=changed)

    def _record(self, now: datetime, conversation: ConversationId, event: str, body: dict[str, Any]) -> None:
        at, who, text = rows.stamp(now), pseudonym(conversation), json.dumps(body, sort_keys=True)
        before = self._audit[-1].chain if self._audit else ""
        self._audit.append(
            rows.audit_row(
                {
                    "seq": len(self._audit) + 1,
                    "at": at,
                    "pseudonym": who,
                    "event": event,
                    "body": text,
                    "chain": chain(before, at, who, event, text),
                }
            )
        )
