"""What became of a message that we sent: there, later, never, or not known?"""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bots.telegram.outgoing import Bubble, Button

if TYPE_CHECKING:
    from telegram import Bot, InlineKeyboardMarkup

TYPING_AGAIN = 4.0
"""Seconds: Telegram shows "typing" for five."""
REFUSED_TOKEN = 60.0
BUSY_SERVER = 1.0


@dataclass(frozen=True)
class There:
    message_id: int


@dataclass(frozen=True)
class Later:
    """Not sent: try again."""

    reason: str
    seconds: float = BUSY_SERVER


@dataclass(frozen=True)
class Never:
    reason: str
    gone: bool = False
    """The person blocked the bot, or the chat is not there any more."""


@dataclass(frozen=True)
class Gone:
    """A file that Telegram does not give, or not any more."""


@dataclass(frozen=True)
class Unknown:
    """The answer was lost after the request was written: it may have arrived."""

    reason: str


Outcome = There | Later | Never | Unknown
Keep = Callable[[int], None]
"""Keeps, on the disk, that the message with this id is out."""


class _Work:
    """What is being done for a chat, as a draft with a number of its own."""

    def __init__(self, draft: int, words: Mapping[str, str]) -> None:
        self.draft = draft
        self.text = ""
        self.over = False
        self.news = asyncio.Event()
        self._words = words

    def reached(self, stage: str) -> None:
        self.text = self._words.get(stage, self.text)
        self.news.set()


class Sender:
    """Sends one message after the other, each kept as sent before the next one leaves.

    Telegram has no idempotency key: so a crash can double one bubble, and never more.
    """

    def __init__(self, bot: "Bot") -> None:
        self._bot = bot
        self._one_at_a_time = asyncio.Lock()
        self._drafts = True

    async def send(self, chat: int, bubble: Bubble, keep: Keep | None = None) -> Outcome:
        """Send, and keep that it is out; what Telegram refuses to style is sent as plain words."""
        async with self._one_at_a_time:
            outcome = await self._sent(chat, bubble)
            if isinstance(outcome, Never) and not outcome.gone and (bubble.entities or bubble.keyboard):
                outcome = await self._sent(chat, _plain(bubble))
            return await _kept(outcome, keep)

    async def edit(self, chat: int, message: int, bubble: Bubble) -> Outcome:
        """Put other words in a message; the same words again are fine."""
        from telegram import LinkPreviewOptions

        try:
            await self._bot.edit_message_text(
                bubble.text,
                chat_id=chat,
                message_id=message,
                entities=_entities(bubble),
                reply_markup=_keyboard(bubble.keyboard),
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        except Exception as error:  # noqa: BLE001 - every way to fail is an outcome
            return There(message) if "not modified" in str(error) else outcome_of(error)
        return There(message)

    async def leave_one_button(self, chat: int, message: int, button: Button) -> None:
        """Leave of a question's buttons the one that was chosen; that it stays as it was harms nobody."""
        with suppress(Exception):
            await self._bot.edit_message_reply_markup(chat, message, reply_markup=_keyboard(((button,),)))

    async def send_file(
        self, chat: int, name: str, content: bytes, keep: Keep | None = None, caption: str = ""
    ) -> Outcome:
        async with self._one_at_a_time:
            try:
                sent = await self._bot.send_document(chat, content, filename=name, caption=caption or None)
            except Exception as error:  # noqa: BLE001
                return outcome_of(error)
            return await _kept(There(sent.message_id), keep)

    async def fetch(self, file: str, most: int) -> "bytes | Gone | Outcome":
        """Get a file that somebody sent, into memory; one larger than `most` is not fetched whole."""
        from telegram.error import BadRequest

        try:
            found = await self._bot.get_file(file)
            if (found.file_size or 0) > most:
                return bytes(most + 1)
            return bytes(await found.download_as_bytearray())
        except BadRequest as error:
            return bytes(most + 1) if "too big" in str(error).lower() else Gone()
        except Exception as error:  # noqa: BLE001 - every way to fail is an outcome
            return outcome_of(error)

    async def answer(self, query: str, text: str = "") -> None:
        """End the spinning of a button; one that is too old for an answer needs none."""
        with suppress(Exception):
            await self._bot.answer_callback_query(query, text=text[:200] or None, show_alert=bool(text) or None)

    @asynccontextmanager
    async def at_work(self, chat: int, draft: int, words: Mapping[str, str]) -> AsyncIterator[Callable[[str], None]]:
        """Show that we are at work for as long as we are; gives what is to be told each stage, from any thread."""
        work, loop = _Work(draft, words), asyncio.get_running_loop()

        def report(stage: str) -> None:
            with suppress(RuntimeError):  # we are being stopped; the turn goes on
                loop.call_soon_threadsafe(work.reached, stage)

        task = asyncio.create_task(self._keep_showing(chat, work))
        try:
            yield report
        finally:
            work.over = True
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    async def _keep_showing(self, chat: int, work: "_Work") -> None:
        """Show the stage as a draft where Telegram takes one, else "typing"."""
        while not work.over:
            work.news.clear()
            if not (work.text and chat > 0 and await self._drafted(chat, work)):
                with suppress(Exception):
                    await self._bot.send_chat_action(chat, "typing")
            with suppress(TimeoutError):  # wait_for would lose a cancellation that comes together with news
                async with asyncio.timeout(TYPING_AGAIN):
                    await work.news.wait()

    async def _drafted(self, chat: int, work: "_Work") -> bool:
        from telegram.error import BadRequest, InvalidToken

        if not self._drafts:
            return False
        try:
            await self._bot.send_message_draft(chat, work.draft, work.text)
        except (BadRequest, InvalidToken):  # an older Bot API server, or a bot that may not
            self._drafts = False
            return False
        except Exception:  # noqa: BLE001 - too many, or no network: the next stage may be shown again
            return False
        return True

    async def _sent(self, chat: int, bubble: Bubble) -> Outcome:
        from telegram import LinkPreviewOptions, ReplyParameters

        answered = None if bubble.answers is None else ReplyParameters(bubble.answers, allow_sending_without_reply=True)
        try:
            message = await self._bot.send_message(
                chat,
                bubble.text,
                entities=_entities(bubble),
                reply_markup=_keyboard(bubble.keyboard),
                link_preview_options=LinkPreviewOptions(is_disabled=True),
                reply_parameters=answered,
            )
        except Exception as error:  # noqa: BLE001 - every way to fail is an outcome
            return outcome_of(error)
        return There(message.message_id)


async def _kept(outcome: Outcome, keep: Keep | None) -> Outcome:
    if keep is not None and isinstance(outcome, There):
        await asyncio.to_thread(keep, outcome.message_id)
    return outcome


def _plain(bubble: Bubble) -> Bubble:
    rows = tuple(row for row in bubble.keyboard if not any(button.url for button in row))
    return Bubble(bubble.text, (), rows, bubble.answers)


def outcome_of(error: Exception) -> Outcome:
    """Classify a failure (R5); never keeps the error's own text, which may hold an address or words of a person."""
    from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, NetworkError, RetryAfter

    name = type(error).__name__
    if isinstance(error, RetryAfter):
        wait = error.retry_after
        return Later(name, float(wait if isinstance(wait, int) else wait.total_seconds()))
    if isinstance(error, Forbidden | ChatMigrated):
        return Never(name, gone=True)
    if isinstance(error, BadRequest):
        return Never(name, gone="chat not found" in str(error).lower())
    if isinstance(error, InvalidToken):
        return Later(name, REFUSED_TOKEN)
    if isinstance(error, NetworkError):
        return _of_network(error)
    return Never(name)


def _of_network(error: Exception) -> Outcome:
    """Tell "never left" from "left, and no answer came"."""
    import httpx

    cause = error.__cause__
    if isinstance(cause, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout):
        return Later(type(cause).__name__)
    if isinstance(cause, httpx.HTTPError):
        return Unknown(type(cause).__name__)
    return Later("server")


def _entities(bubble: Bubble) -> list[Any] | None:
    from telegram import MessageEntity

    return [MessageEntity(e.type, e.offset, e.length, url=e.url) for e in bubble.entities] or None


def _keyboard(rows: Iterable[Iterable[Button]]) -> "InlineKeyboardMarkup | None":
    from telegram import InlineKeyboardButton, InlineKeyboardMarkup

    made = [
        [InlineKeyboardButton(b.label, url=b.url or None, callback_data=b.data or None) for b in row] for row in rows
    ]
    return InlineKeyboardMarkup(made) if made else None
