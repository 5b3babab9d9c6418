"""Which pages of courses can still be opened? Asked only where the operator lets addresses be fetched."""

import json
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from knowledge.errors import FeedsAreOff, KnowledgeError
from knowledge.fetching import Fetched
from knowledge.ports import CatalogueStore
from knowledge.vocabulary.credential import MicroCredential
from knowledge.vocabulary.value import Value

LINKS = "links"
MOST_AT_ONCE = 50
"""Addresses that one look goes through: it must end, and be gentle to the provider's server."""
LOOK_AGAIN_AFTER = timedelta(days=1)


class Look(Value):
    """What came of opening an address once."""

    at: datetime
    good: bool
    why: str = ""


class Opens(Protocol):
    """Fetches an address where that is harmless."""

    def fetch(self, address: str, etag: str = "", last_modified: str = "") -> Fetched:
        """Raises AddressRefused or FetchFailed."""
        ...


class Links:
    """What is known of the addresses of a provider's courses."""

    def __init__(self, store: CatalogueStore, opens: Opens | None, clock: Callable[[], datetime]) -> None:
        self._store = store
        self._opens = opens
        self._clock = clock

    @property
    def allowed(self) -> bool:
        """Say whether the operator lets addresses be fetched at all."""
        return self._opens is not None

    def known(self, account: str) -> Mapping[str, Look]:
        """Give address → what came of it last, for a provider's courses."""
        kept: dict[str, object] = json.loads(self._store.kept(LINKS).get(account, "{}"))
        return {address: Look.model_validate(look) for address, look in kept.items()}

    def look(self, account: str, records: Iterable[MicroCredential]) -> Mapping[str, Look]:
        """Open each address that was not opened of late, and remember what came of it. Raises FeedsAreOff."""
        if self._opens is None:
            raise FeedsAreOff("Fetching from addresses is switched off.", hint="Set CAIRN_FEEDS=true to allow it.")
        wanted = {offer.url: None for record in records for offer in record.opportunities if offer.url}
        known = {address: look for address, look in self.known(account).items() if address in wanted}
        late = self._clock() - LOOK_AGAIN_AFTER
        due = [address for address in wanted if address not in known or known[address].at <= late]
        for address in due[:MOST_AT_ONCE]:
            known[address] = self._opened(self._opens, address)
            # one by one, so that whoever waits sees it go on
            document = {each: look.model_dump(mode="json") for each, look in known.items()}
            self._store.keep(LINKS, account, json.dumps(document, ensure_ascii=False))
        return known

    def _opened(self, opens: Opens, address: str) -> Look:
        try:
            opens.fetch(address)
        except KnowledgeError as error:
            return Look(at=self._clock(), good=False, why=str(error))
        return Look(at=self._clock(), good=True)
