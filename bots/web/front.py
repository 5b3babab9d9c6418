"""What does every address of the web have at hand?"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import perf_counter
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, Request

from advisor.vocabulary.conversation import IncomingMessage, Reply
from bots.web.counters import Counters
from bots.web.limits import Limits, Rule, address_prefix
from bots.web.turn_desk import Report, TurnDesk

if TYPE_CHECKING:
    from bots.assembly import House

LOOK_UPS = 6
"""So many look-ups and plans per allowed message: they are cheaper and keep nothing."""


@dataclass
class Front:
    house: "House"
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    desk: TurnDesk
    limits: Limits = field(default_factory=Limits)
    counters: Counters = field(default_factory=Counters)
    closing: asyncio.Event = field(default_factory=asyncio.Event)
    """Set when the server stops, so that open streams end by themselves."""

    def limit_message(self, conversation: str, client_message_id: str) -> None:
        settings = self.house.settings
        for name, most, within in (
            ("messages a minute", settings.limit_messages_per_minute, timedelta(minutes=1)),
            ("messages a day", settings.limit_messages_per_day, timedelta(days=1)),
        ):
            self.limit(Rule(name, most, within), conversation, client_message_id)

    def limit_new_conversation(self, request: Request) -> None:
        most = self.house.settings.limit_conversations_per_hour
        self.limit(Rule("new conversations an hour", most, timedelta(hours=1)), _prefix(request))

    def limit_look_up(self, request: Request) -> None:
        most = self.house.settings.limit_messages_per_minute * LOOK_UPS
        self.limit(Rule("look-ups a minute", most, timedelta(minutes=1)), _prefix(request))

    def limit(self, rule: Rule, key: str, same: str = "") -> None:
        try:
            self.limits.count(rule, key, self.now(), same)
        except Exception:
            self.counters.add("cairn_limited_total", rule=rule.name.replace(" ", "_"))
            raise


def _prefix(request: Request) -> str:
    return address_prefix(request.client.host if request.client else None)


def open_front(house: Any, now: Callable[[], datetime], new_id: Callable[[], str]) -> Front:
    """Put the desk in front of the adviser."""
    counters = Counters()

    def take(message: IncomingMessage, report: Report) -> Reply:
        report("reading")
        began = perf_counter()  # not `now`, which a corrected clock may set back
        try:
            reply: Reply = house.advisor.take_turn(message, now(), report)
        except Exception:
            counters.add("cairn_turn_failures_total")
            raise
        counters.add("cairn_turns_total")
        counters.add("cairn_turn_seconds_total", perf_counter() - began)
        return reply

    return Front(house, now, new_id, TurnDesk(take), counters=counters)


def _front(request: Request) -> Front:
    front: Front = request.app.state.front
    return front


At = Annotated[Front, Depends(_front)]
