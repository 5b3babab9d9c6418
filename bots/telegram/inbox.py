"""What came in and is not finished yet? Kept in SQL before Telegram may forget it (promises R2)."""

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, delete, func, insert, select, update

from bots.telegram.migrate import migrate
from bots.telegram.tables import inbox, people, position, sent

FORGETFUL_AFTER = timedelta(days=6)
"""After a week without updates Telegram numbers them anew, perhaps lower: an old offset would throw those away."""
KEEP_DONE = timedelta(days=2)
"""Telegram offers an update for 24 hours: a number older than that cannot come again."""
KEEP_DEAD = timedelta(days=14)
LONGEST_LETTER = 2000
"""Bytes that are kept of what is no update: enough to see what it was."""


@dataclass(frozen=True)
class Waiting:
    """One update to be worked on."""

    update_id: int
    chat: int
    body: str
    claims: int
    """How often it was begun before: one that takes the process down with it must not do so for ever."""
    failures: int


class Inbox:
    """The inbox of one bot. Each method is one transaction, on the disk before it returns."""

    def __init__(self, engine: Engine, bot: int) -> None:
        self._engine = engine
        self._bot = bot
        self._mine: ColumnElement[bool] = inbox.c.bot == bot
        with engine.begin() as connection:
            migrate(connection)

    def offset(self, now: datetime) -> int | None:
        """Say from which update on to ask; None = from the oldest that Telegram still has."""
        with self._read() as connection:
            row = connection.execute(select(position).where(position.c.bot == self._bot)).first()
        if row is None or now - datetime.fromisoformat(row.at) > FORGETFUL_AFTER:
            return None
        return int(row.next_offset)

    def keep(self, updates: Sequence[Any], now: datetime) -> int:
        """Insert a batch and move the offset behind it, in one transaction; what is there already stays as it is."""
        numbered = {update["update_id"]: update for update in updates if update_number(update) is not None}
        if not numbered:
            return 0
        with self._engine.begin() as connection:
            known = set(
                connection.execute(
                    select(inbox.c.update_id).where(self._mine, inbox.c.update_id.in_(numbered))
                ).scalars()
            )
            fresh = [self._row(number, numbered[number], now) for number in sorted(numbered) if number not in known]
            if fresh:
                connection.execute(insert(inbox), fresh)
            connection.execute(delete(position).where(position.c.bot == self._bot))
            connection.execute(insert(position).values(bot=self._bot, next_offset=max(numbered) + 1, at=stamp(now)))
        return len(fresh)

    def keep_brought(self, brought: Any, now: datetime) -> bool:
        """Insert an update that a webhook brought; False where it is there already.

        The offset stays: an earlier update may still be on its way, and polling must not confirm that one.
        """
        number = brought["update_id"]
        here = select(inbox.c.update_id).where(self._mine, inbox.c.update_id == number)
        with self._engine.begin() as connection:
            if connection.execute(here).first() is not None:
                return False
            connection.execute(insert(inbox), [self._row(number, brought, now)])
        return True

    def keep_dead(self, body: bytes, reason: str, now: datetime) -> None:
        """Set aside what was brought and is no update, once; its number is made of its bytes, below those of Telegram."""
        number = -1 - (int.from_bytes(hashlib.sha256(body).digest()[:7]))
        letter = json.dumps(body[:LONGEST_LETTER].decode(errors="replace"))
        row = {"body": letter, "chat": 0, "state": "dead", "reason": reason}
        with self._engine.begin() as connection:
            connection.execute(delete(inbox).where(self._mine, inbox.c.update_id == number))
            connection.execute(insert(inbox), [{**self._row(number, {}, now), **row}])

    def ready(self, now: datetime, busy: Collection[int] = (), limit: int = 20) -> list[Waiting]:
        """List the lowest unfinished update of each chat that nobody works on and whose time has come (R4)."""
        lowest = (
            select(func.min(inbox.c.update_id)).where(self._mine, inbox.c.state == "waiting").group_by(inbox.c.chat)
        )
        due = inbox.c.retry_at.is_(None) | (inbox.c.retry_at <= stamp(now))
        wanted = select(inbox).where(self._mine, inbox.c.update_id.in_(lowest), due, inbox.c.chat.not_in(list(busy)))
        with self._read() as connection:
            found = connection.execute(wanted.order_by(inbox.c.update_id).limit(limit)).all()
        return [Waiting(row.update_id, row.chat, row.body, row.claims, row.failures) for row in found]

    def claim(self, update_id: int) -> None:
        self._change(update_id, claims=inbox.c.claims + 1)

    def done(self, update_id: int) -> None:
        """Finish; the words and the chat are forgotten, the number stays against duplicates."""
        self._change(update_id, state="done", body="", chat=0, retry_at=None)

    def later(self, update_id: int, retry_at: datetime, reason: str, *, failed: bool = True) -> None:
        self._change(update_id, failures=inbox.c.failures + int(failed), retry_at=stamp(retry_at), reason=reason)

    def dead(self, update_id: int, reason: str) -> None:
        """Set aside what cannot be worked on, for a person to look at."""
        self._change(update_id, state="dead", reason=reason, retry_at=None)

    def forget(self, chat: int) -> None:
        """Forget the words of a chat whose person asked for it; numbers stay against duplicates."""
        with self._engine.begin() as connection:
            connection.execute(
                update(inbox)
                .where(self._mine, inbox.c.chat == chat, inbox.c.state != "waiting")
                .values(body="", chat=0)
            )

    def count(self, state: str = "waiting") -> int:
        with self._read() as connection:
            counted = select(func.count()).select_from(inbox).where(self._mine, inbox.c.state == state)
            return int(connection.execute(counted).scalar_one())

    def prune(self, now: datetime) -> None:
        """Delete what is finished and so old that it cannot come again."""
        with self._engine.begin() as connection:
            for state, age in (("done", KEEP_DONE), ("dead", KEEP_DEAD)):
                old = inbox.c.at < stamp(now - age)
                connection.execute(delete(inbox).where(self._mine, inbox.c.state == state, old))

    # bubbles of replies under way
    def bubbles_sent(self, key: str) -> int:
        with self._read() as connection:
            counted = select(func.count()).select_from(sent).where(sent.c.key == key)
            return int(connection.execute(counted).scalar_one())

    def bubble_sent(self, key: str, number: int, message_id: int) -> None:
        with self._engine.begin() as connection:
            connection.execute(insert(sent).values(key=key, position=number, message_id=message_id))

    def all_sent(self, key: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(sent).where(sent.c.key == key))

    # people
    def unreachable(self, conversation: str) -> bool:
        return self._person(conversation).get("unreachable") is not None

    def mark_unreachable(self, conversation: str, now: datetime | None) -> None:
        """Remember that the person cannot be written to; None = can again."""
        self._save_person(conversation, unreachable=stamp(now) if now else None)

    def language(self, conversation: str) -> str | None:
        """Give the language that the person picked; None = the one that they write in."""
        return self._person(conversation).get("language")

    def pick_language(self, conversation: str, language: str | None) -> None:
        self._save_person(conversation, language=language)

    def continued(self, home: str) -> str | None:
        """Give the web conversation that a chat goes on with; None = its own."""
        return self._person(home).get("continues")

    def continue_with(self, home: str, conversation: str | None) -> None:
        self._save_person(home, continues=conversation)

    def forget_person(self, conversation: str) -> None:
        with self._engine.begin() as connection:
            connection.execute(delete(people).where(people.c.conversation == conversation))

    def _person(self, conversation: str) -> dict[str, Any]:
        with self._read() as connection:
            row = connection.execute(select(people).where(people.c.conversation == conversation)).mappings().first()
        return dict(row) if row else {}

    def _save_person(self, conversation: str, **values: Any) -> None:
        with self._engine.begin() as connection:
            here = people.c.conversation == conversation
            if connection.execute(update(people).where(here).values(**values)).rowcount == 0:
                connection.execute(insert(people).values(conversation=conversation, **values))

    def _row(self, number: int, raw: Any, now: datetime) -> dict[str, Any]:
        return {
            "bot": self._bot,
            "update_id": number,
            "chat": chat_of(raw),
            "body": json.dumps(raw),  # ASCII: half a surrogate pair must not stop the batch
            "state": "waiting",
            "claims": 0,
            "failures": 0,
            "reason": "",
            "at": stamp(now),
        }

    def _change(self, update_id: int, **values: Any) -> None:
        with self._engine.begin() as connection:
            connection.execute(update(inbox).where(self._mine, inbox.c.update_id == update_id).values(**values))

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with self._engine.execution_options(reads_only=True).connect() as connection:
            yield connection


def stamp(moment: datetime) -> str:
    """Write a time as sortable text in UTC."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def update_number(raw: Any) -> int | None:
    """Give the update's number; None where there is none that SQL could keep."""
    number = raw.get("update_id") if isinstance(raw, dict) else None
    return number if type(number) is int and 0 <= number < 2**62 else None


def chat_of(raw: Any) -> int:
    """Find the chat in whose order an update stands; 0 where it has none."""
    for kind in raw.values():
        if isinstance(kind, dict):
            inner = kind.get("message")
            chat = (inner if isinstance(inner, dict) else kind).get("chat")
            number = chat.get("id") if isinstance(chat, dict) else None
            if type(number) is int and abs(number) < 2**62:
                return number
    return 0
