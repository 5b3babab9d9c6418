"""How do the doors write a moment and a secret into a table, and reach tables that may not be there yet?"""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine


def stamp(moment: datetime) -> str:
    """Write a time as sortable text in UTC."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def sha(secret: str) -> str:
    """Write a secret so that nobody reads it back: 128 bits and more are not guessed."""
    return hashlib.sha256(secret.encode()).hexdigest()


class LateTables:
    """Brings its tables up when first asked: an application can be made before there is a database."""

    def __init__(self, engine: "Engine", migrate: "Callable[[Connection], None]") -> None:
        self._given = engine
        self._migrate = migrate

    @cached_property
    def _engine(self) -> "Engine":
        with self._given.begin() as connection:
            self._migrate(connection)
        return self._given
