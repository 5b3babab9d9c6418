"""What is at hand for checking certificates here: definitions, trusted issuers, and what may be fetched?"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from advisor.credentials.examined import Looked
from advisor.credentials.limits import MOST_BYTES
from advisor.credentials.material import Expected, Material
from knowledge.errors import KnowledgeError
from knowledge.quarantine import Budget, run_in_quarantine

ROUNDS = 3
"""A list of withdrawn certificates may name a key that has to be fetched too."""
MOST_ADDRESSES = 6
FOR_ONE_FILE = Budget(memory_mb=768, cpu_seconds=5, wall_seconds=20, answer_mb=1)
Fetch = Callable[[str], bytes]
"""Gives the content of a public address, through the guard. Raises KnowledgeError."""
Look = Callable[[bytes, Material], Looked]


def in_quarantine(data: bytes, material: Material, budget: Budget = FOR_ONE_FILE) -> Looked:
    """Look in a limited child process; what takes too long or makes its reader fail is nothing that can be read."""
    expected = material.expected
    options = {
        "now": material.now.isoformat(),
        "contexts": str(material.contexts.absolute()) if material.contexts else "",
        "known": sorted(material.known),
        "fetched": dict(material.fetched),
        "expected": [expected.challenge, expected.domain] if expected else None,
    }
    try:
        found = run_in_quarantine("advisor.credentials.looking:look_in_child", data, options, budget)
    except KnowledgeError:
        return Looked()
    return Looked.model_validate_json(json.dumps(found))


@dataclass(frozen=True)
class CertificateDesk:
    """Looks at certificates. A file, however hostile, gives a value."""

    contexts: Path | None = None
    known: Callable[[], frozenset[str]] = frozenset
    """Issuers that are trusted."""
    fetch: Fetch | None = None
    """None: nothing is fetched, and what that would have told is unknown."""
    look_at: Look = in_quarantine
    most_bytes: int = MOST_BYTES

    def look(self, data: bytes, now: datetime, expected: Expected | None = None) -> Looked:
        """Check a file or a presentation; fetch what is wanted, where that is allowed, and look again."""
        known = self.known()
        fetched: Mapping[str, str | None] = {}
        for _ in range(ROUNDS):
            looked = self.look_at(data, Material(now, self.contexts, known, fetched, expected))
            new = [address for address in looked.wanted if address not in fetched][: MOST_ADDRESSES - len(fetched)]
            if self.fetch is None or not new:
                return looked
            fetched = {**fetched, **{address: self._text_at(address) for address in new}}
        return self.look_at(data, Material(now, self.contexts, known, fetched, expected))

    def _text_at(self, address: str) -> str | None:
        assert self.fetch is not None
        try:
            content = self.fetch(address)
        except KnowledgeError:
            return None
        return content.decode("utf-8", "replace") if len(content) <= self.most_bytes else None
