"""What is at hand while a certificate is looked at, and what was found wanting?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from advisor.credentials.limits import Unreadable, read_json


@dataclass(frozen=True)
class Expected:
    """What a presentation must answer to be for us and for now."""

    challenge: str
    domain: str


class NotHere(Exception):
    """The content of an address is not at hand. An outcome: it never leaves this folder."""

    def __init__(self, address: str, *, asked: bool) -> None:
        super().__init__(address)
        self.address = address
        self.asked = asked
        """It was fetched, and gave nothing that can be used."""


@dataclass
class Material:
    """Nothing is fetched while a certificate is looked at: what would have to be is listed, fetched by the desk through
    the guard, and handed in the next time.
    """

    now: datetime
    contexts: Path | None = None
    """Folder of the definitions that the operator added."""
    known: frozenset[str] = frozenset()
    """Issuers that are trusted: DIDs, or the origins of their pages."""
    fetched: Mapping[str, str | None] = field(default_factory=dict)
    """Address → content; None where it gave none."""
    expected: Expected | None = None
    wanted: list[str] = field(default_factory=list)

    def text_at(self, address: str) -> str:
        """Give the content of an address. Raises NotHere."""
        if address in self.fetched:
            content = self.fetched[address]
            if content is None:
                raise NotHere(address, asked=True)
            return content
        if address not in self.wanted:
            self.wanted.append(address)
        raise NotHere(address, asked=False)

    def json_at(self, address: str) -> dict[str, Any]:
        """Give the JSON object at an address. Raises NotHere."""
        try:
            found = read_json(self.text_at(address))
        except Unreadable:
            raise NotHere(address, asked=True) from None
        if not isinstance(found, dict):
            raise NotHere(address, asked=True)
        return found
