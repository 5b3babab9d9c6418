"""What is told to Telegram before the first message: how it shall bring updates, and which commands there are."""

import asyncio
import logging
from contextlib import suppress
from itertools import product
from typing import TYPE_CHECKING, Any

from bots.errors import BotError
from bots.telegram.commands import COMMANDS, menu
from bots.telegram.groups import FOR_GROUPS
from bots.telegram.polling import WANTED
from bots.wording import LANGUAGES

if TYPE_CHECKING:
    from telegram import Bot

    from bots.telegram.webhook import Door

log = logging.getLogger("cairn.telegram")

BRINGS_AGAIN = 600.0
"""Seconds after which Telegram is asked whether it still brings updates to our door."""
AT_ONCE = 10
"""Connections that Telegram may hold to our door; it brings the updates of one chat in order."""


async def known(bot: "Bot", stopping: asyncio.Event, door: "Door | None" = None) -> bool:
    """Ask who we are, and register the door, until Telegram answers; False where we are to stop before. Raises BotError."""
    from telegram.error import BadRequest, InvalidToken, TelegramError

    pause = 1.0
    while not stopping.is_set():
        try:
            await bot.initialize()
            await _register(bot, door)
        except InvalidToken:
            raise BotError(
                "Telegram refuses the bot token.", hint="Set CAIRN_TELEGRAM_TOKEN to the one that @BotFather shows."
            ) from None
        except BadRequest:
            raise BotError(
                "Telegram refuses the address of the webhook.",
                hint="CAIRN_PUBLIC_URL must be an https address that the internet reaches, on port 443, 80, 88 or 8443; "
                "without CAIRN_TELEGRAM_WEBHOOK_SECRET Telegram is polled, and no public address is needed.",
            ) from None
        except TelegramError as error:
            log.warning("telegram.not_reached error=%s again_in=%.0fs", type(error).__name__, pause)
            with suppress(TimeoutError):
                await asyncio.wait_for(stopping.wait(), pause)
            pause = min(pause * 2, 60.0)
        else:
            return True
    return False


async def _register(bot: "Bot", door: "Door | None") -> None:
    """Never drop what waits (R2)."""
    if door is None:
        await bot.delete_webhook(drop_pending_updates=False)
        return
    await bot.set_webhook(
        door.address,
        secret_token=door.secret,
        allowed_updates=WANTED,
        max_connections=AT_ONCE,
        drop_pending_updates=False,
    )


async def stay_registered(bot: "Bot", door: "Door") -> None:
    """Register again where another program took the webhook off; tell where Telegram does not get through."""
    info = await bot.get_webhook_info()
    if info.url != door.address:
        log.warning("telegram.webhook_was_taken_off registering it again")
        await _register(bot, door)
    elif info.last_error_date is not None and info.pending_update_count:
        log.warning("telegram.webhook_not_reached waiting=%d", info.pending_update_count)


async def set_commands(bot: "Bot") -> None:
    """Tell Telegram the commands in each language, fewer of them for groups; that they are missing stops nobody."""
    from telegram import BotCommandScopeAllGroupChats
    from telegram.error import RetryAfter, TelegramError

    scopes = ((None, tuple(COMMANDS)), (BotCommandScopeAllGroupChats(), FOR_GROUPS))
    for (scope, names), language in product(scopes, (None, *LANGUAGES)):
        offered = [command for command in menu(language or "en") if command[0] in names]
        try:
            await bot.set_my_commands(offered, scope=scope, language_code=language)
        except RetryAfter as error:
            wait: Any = error.retry_after
            await asyncio.sleep(wait if isinstance(wait, int) else wait.total_seconds())
        except TelegramError as error:
            log.warning("telegram.commands_not_set error=%s", type(error).__name__)
            return
