"""How are the three rooms put together? The only file that names all three rooms' engines."""

import secrets
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from advisor.adviser import Advisor
from advisor.assembly import open_advisor
from advisor.settings import AdvisorSettings
from bots.accounts.users import Role, Users
from bots.database import check_answers, open_engine
from bots.errors import BotError
from bots.provider_calls import address_of
from bots.settings import Settings, named_secrets
from knowledge.assembly import open_library
from knowledge.library import Library
from knowledge.settings import LibrarySettings

if TYPE_CHECKING:
    from sqlalchemy import Engine


@dataclass(frozen=True)
class House:
    """The three rooms, open."""

    settings: Settings
    engine: "Engine"
    library: Library
    advisor: Advisor
    users: Users


def now() -> datetime:
    """Ask the clock: the one place where the rooms' `now` comes from."""
    return datetime.now(UTC)


def new_id() -> str:
    """Make an identifier that cannot be guessed (128 bits)."""
    return uuid.UUID(bytes=secrets.token_bytes(16), version=4).hex


def _prepare_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise BotError(
            f"The data folder {folder} cannot be made: {error.strerror}.",
            hint="Set CAIRN_DATA to a folder that you may write.",
        ) from error


@contextmanager
def open_house(settings: Settings, *, owner: bool = False) -> Iterator[House]:
    """Open all rooms and close them in order; `owner` takes the index of this data folder for itself (serve, reindex)."""
    _prepare_folder(settings.data)
    engine = open_engine(settings.database_url)
    check_answers(engine)
    library = open_library(
        LibrarySettings(
            data=settings.data,
            index=settings.index,
            index_check_minutes=settings.index_check_minutes,
            embedding=settings.embedding,
            seed=settings.seed,
            feeds=settings.feeds,
            feeds_allow=settings.feeds_allow,
        ),
        engine,
        owner=owner,
    )
    advice = AdvisorSettings(
        data=settings.data,
        public_url=settings.public_url,
        issuers=settings.issuers,
        issuer_secrets=named_secrets() if settings.issuers else {},
        credentials_fetch=settings.credentials_fetch,
        credentials_allow=settings.credentials_allow,
        keep_days=settings.retention_days,
        language_model=settings.language_model,
        language_model_base_url=settings.language_model_base_url,
        language_model_key=settings.language_model_key.get_secret_value() if settings.language_model_key else "",
        language_model_for=settings.language_model_for,
        language_model_seconds=settings.language_model_seconds,
        language_model_calls_per_day=settings.language_model_calls_per_day,
    )
    users = Users(engine)
    advisor = open_advisor(
        library, engine, advice, new_id, lambda: users.any_of(Role.COUNSELLOR), library.demand.note,
        lambda provider, reference: address_of(settings, provider, reference),
    )  # fmt: skip
    try:
        yield House(settings, engine, library, advisor, users)
    finally:
        library.close()
        engine.dispose()
