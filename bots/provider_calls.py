"""Where may a provider call us, and what of its calls is kept: which news were taken, and what nobody could read?"""

import hashlib
import hmac
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import Column, LargeBinary, MetaData, String, Table, delete, func, insert, select

from bots.installation import installation_secret
from bots.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy import Engine

FOLDER = "/hooks/"
MOST_BYTES = 2**20
KEPT = timedelta(days=30)
KEPT_BYTES = 8 * 1024
TAKEN, DEAD = "taken", "dead"

calls = Table(
    "provider_calls",
    MetaData(),
    Column("id", String(64), primary_key=True),
    Column("provider", String(256), nullable=False),
    Column("state", String(8), nullable=False),
    Column("reason", String(256), nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("at", String(32), nullable=False, index=True),
)
"""The body only of what could not be read, for a month, so that the operator can see what a provider sends."""


class DeadLetter(NamedTuple):
    provider: str
    reason: str
    at: str


def capability(secret: bytes, provider: str) -> str:
    """Give the last part of a provider's address: 256 bits that nobody guesses, the same after a restart."""
    return hmac.new(secret, f"provider-hook:{provider}".encode(), hashlib.sha256).hexdigest()


def address_of(settings: Settings, provider: str, reference: str = "") -> str:
    """Say where a provider may call us; empty where nobody outside reaches us."""
    if not settings.public_url:
        return ""
    where = f"{settings.public_url.rstrip('/')}{FOLDER}{capability(installation_secret(settings), provider)}"
    return f"{where}?reference={reference}" if reference else where


def whose(settings: Settings, given: str, providers: Iterable[str]) -> str:
    """Find the provider of an address; empty where it is nobody's. Takes as long for a near miss as for a wild guess."""
    secret, found = installation_secret(settings), ""
    for provider in providers:
        right = hmac.compare_digest(capability(secret, provider).encode(), given.encode(errors="replace"))
        found = provider if right else found
    return found


class ProviderCalls:
    """All methods may be called from several threads."""

    def __init__(self, engine: "Engine") -> None:
        self._given = engine

    @cached_property
    def _engine(self) -> "Engine":
        calls.metadata.create_all(self._given)
        return self._given

    def was_taken(self, provider: str, event: str) -> bool:
        with self._engine.connect() as connection:
            return (
                connection.execute(select(calls.c.id).where(calls.c.id == _name(provider, event))).first() is not None
            )

    def take(self, provider: str, event: str, now: datetime) -> None:
        """Note that these news were taken; twice is once."""
        self._keep(_name(provider, event), provider, TAKEN, "", b"", now)

    def keep_dead(self, provider: str, body: bytes, reason: str, now: datetime) -> None:
        """Keep what could not be read, so that nothing is lost without a trace; the same once."""
        self._keep(
            _name(provider, f"dead:{hashlib.sha256(body).hexdigest()}"), provider, DEAD, reason, body[:KEPT_BYTES], now
        )

    def dead(self, limit: int = 50) -> list[DeadLetter]:
        wanted = select(calls.c.provider, calls.c.reason, calls.c.at).where(calls.c.state == DEAD)
        with self._engine.connect() as connection:
            return [DeadLetter(*row) for row in connection.execute(wanted.order_by(calls.c.at.desc()).limit(limit))]

    def count(self) -> int:
        with self._engine.connect() as connection:
            return int(connection.execute(select(func.count()).select_from(calls)).scalar() or 0)

    def _keep(self, name: str, provider: str, state: str, reason: str, body: bytes, now: datetime) -> None:
        from sqlalchemy.exc import IntegrityError

        row = {"id": name, "provider": provider, "state": state, "reason": reason, "body": body, "at": _stamp(now)}
        try:
            with self._engine.begin() as connection:
                connection.execute(delete(calls).where(calls.c.at <= _stamp(now - KEPT)))
                connection.execute(insert(calls).values(**row))
        except IntegrityError:
            return  # another call with the same news was quicker


def _name(provider: str, event: str) -> str:
    return hashlib.sha256(f"{provider}\n{event}".encode()).hexdigest()


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
