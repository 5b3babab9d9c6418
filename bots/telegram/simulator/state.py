"""What does the Bot API server know: updates not yet confirmed, chats, messages, calls, and what it is told to do wrong."""

import itertools
import threading
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from bots.telegram.simulator.rules import Refused

BOT_ID = 7_000_001
TOKEN = f"{BOT_ID}:AAExampleExampleExampleExampleExample1"
NAME = "cairn_test_bot"


@dataclass
class Call:
    """One call that the bot made, as it arrived."""

    method: str
    parameters: dict[str, Any]
    refused: str = ""
    """The description of the error, where it was refused."""


@dataclass
class Trouble:
    """What goes wrong with the next calls of a method."""

    method: str
    status: int
    times: int = 1
    retry_after: int | None = None
    chat: int | None = None
    after_effect: bool = False
    """Done, but the answer is lost: the connection is closed."""


@dataclass
class State:
    lock: threading.RLock = field(default_factory=threading.RLock)
    updates: deque[dict[str, Any]] = field(default_factory=deque)
    calls: list[Call] = field(default_factory=list)
    messages: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    said: dict[tuple[int, int], dict[str, Any]] = field(default_factory=dict)
    """What people wrote, by chat and message."""
    uploads: dict[str, bytes] = field(default_factory=dict)
    """Content of the documents that people sent, by file id."""
    files: dict[tuple[int, int], tuple[str, bytes]] = field(default_factory=dict)
    """Name and content of the documents that the bot sent."""
    drafts: dict[int, str] = field(default_factory=dict)
    typing: dict[int, float] = field(default_factory=dict)
    """When the bot last said that it is typing."""
    alerts: dict[int, str] = field(default_factory=dict)
    """What the last tap was answered with."""
    known_chats: set[int] = field(default_factory=set)
    blocked: set[int] = field(default_factory=set)
    troubles: list[Trouble] = field(default_factory=list)
    open_queries: dict[str, int] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[dict[str, Any]]] = field(default_factory=dict)
    webhook: str = ""
    webhook_secret: str = ""
    brought: list[int] = field(default_factory=list)
    """What the webhook answered to each update that was brought."""
    poller: int = 0
    """Number of the getUpdates call that may wait; an older one is told 409."""
    numbers: Any = field(default_factory=lambda: itertools.count(1000))
    message_numbers: Any = field(default_factory=lambda: itertools.count(1))
    pollers: Any = field(default_factory=lambda: itertools.count(1))
    languages: dict[int, str] = field(default_factory=dict)
    delay: float = 0.0
    """Seconds that every sendMessage takes."""

    # what a person does
    def say(self, chat: int, text: str, **extra: Any) -> int:
        """Put a message of a person in the queue; gives the update's number."""
        message = self.message_of(chat, text=text, **extra)
        if text.startswith("/"):
            command = {"type": "bot_command", "offset": 0, "length": len(text.split(maxsplit=1)[0])}
            message.setdefault("entities", [command])
        with self.lock:
            self.said[chat, message["message_id"]] = message
        return self.add("message", message)

    def send_file(self, chat: int, name: str, content: bytes, **extra: Any) -> int:
        """Put a message with a document of a person in the queue; gives the update's number."""
        with self.lock:
            identifier = f"BQAD{len(self.uploads):08}"
            self.uploads[identifier] = content
            document = {
                "file_id": identifier, "file_unique_id": f"u{identifier}", "file_name": name, "file_size": len(content),
            }  # fmt: skip
            message = self.message_of(chat, document=document, **extra)
            self.said[chat, message["message_id"]] = message
        return self.add("message", message)

    def press(self, chat: int, data: str, message_id: int | None = None) -> int:
        with self.lock:
            query = f"q{next(self.message_numbers)}"
            self.open_queries[query] = chat
            found = self.messages.get((chat, message_id or 0)) or self.last_with_button(chat, data)
            message = found or self.message_of(chat, text="…")
            return self.add(
                "callback_query",
                {"id": query, "from": self.person(chat), "chat_instance": "1", "data": data, "message": message},
            )

    def add(self, kind: str, body: Any) -> int:
        with self.lock:
            number: int = next(self.numbers)
            self.updates.append({"update_id": number, kind: body})
            return number

    def person(self, chat: int) -> dict[str, Any]:
        return {
            "id": abs(chat), "is_bot": False, "first_name": "Ana",
            **({"language_code": self.languages[chat]} if chat in self.languages else {}),
        }  # fmt: skip

    def message_of(self, chat: int, **content: Any) -> dict[str, Any]:
        with self.lock:
            self.known_chats.add(chat)
            kind = {"type": "private", "first_name": "Ana"} if chat > 0 else {"type": "group", "title": "Group"}
            return {
                "message_id": next(self.message_numbers), "date": 1_790_000_000, "chat": {"id": chat, **kind},
                "from": self.person(chat), **content,
            }  # fmt: skip

    def last_with_button(self, chat: int, data: str) -> dict[str, Any] | None:
        for (where, _), message in sorted(self.messages.items(), reverse=True):
            rows = message.get("reply_markup", {}).get("inline_keyboard", ())
            if where == chat and any(button.get("callback_data") == data for row in rows for button in row):
                return message
        return None

    # what the bot did
    def sent(self, chat: int | None = None) -> list[dict[str, Any]]:
        """List the messages that a chat shows from the bot, in order."""
        with self.lock:
            return [
                m for (where, _), m in sorted(self.messages.items(), key=lambda e: e[0][1]) if chat in {None, where}
            ]

    def refused(self) -> list[Call]:
        with self.lock:
            return [call for call in self.calls if call.refused]

    def trouble_with(self, method: str, chat: int | None) -> Trouble | None:
        with self.lock:
            for trouble in self.troubles:
                if trouble.method == method and trouble.chat in {None, chat} and trouble.times > 0:
                    trouble.times -= 1
                    return trouble
            return None

    def reachable(self, chat: int) -> None:
        if chat in self.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if chat not in self.known_chats:
            raise Refused(400, "Bad Request: chat not found")
