"""Who answers for a provider: what can be done there, and in which protocol?"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from advisor.handoff_ports import Connection, PageOf
from advisor.issuers.hooks import DescribedEvents
from advisor.issuers.issuers_file import ProviderEntry, read_issuers_file
from advisor.issuers.protocols import Around, adapter
from advisor.vocabulary.handoff import HandOff
from knowledge.errors import NotFound
from knowledge.library import Library
from knowledge.vocabulary.credential import MicroCredentialId

NOBODY = ProviderEntry(of_protocol={"link": None})
"""A provider that is not in the file."""

HookOf = Callable[[str, str], str]
"""A provider and a hand-off's reference → the address at which the provider may call us; empty where we have none."""


def open_issuers(
    path: Path | None,
    library: Library,
    secrets: Mapping[str, str] | None = None,
    hook_of: HookOf = lambda _provider, _reference: "",
) -> "ConnectedIssuers":
    """Read the issuers file and give provider → connection; one that is not in it gets `link`. Raises InvalidIssuersFile.

    `secrets` are the values that the file may name, handed in by the doors.
    """
    entries = read_issuers_file(path, secrets or {}) if path else {}
    pages = page_of(library)
    connected = {name: open_connection(entry, pages, _hook(hook_of, name)) for name, entry in entries.items()}
    return ConnectedIssuers(entries, connected, open_connection(NOBODY, pages))


class ConnectedIssuers:
    """Provider → connection, for those of the file and for all others."""

    def __init__(
        self, entries: Mapping[str, ProviderEntry], connected: Mapping[str, Connection], others: Connection
    ) -> None:
        self.entries = entries
        self.names = tuple(connected)
        self._connected = connected
        self._others = others

    def __call__(self, provider: str) -> Connection:
        return self._connected.get(provider, self._others)


def open_connection(entry: ProviderEntry, pages: PageOf, hook: Callable[[str], str] = lambda _: "") -> Connection:
    """Put together what a provider's protocols can do."""
    stated = entry.page
    around = Around((lambda _: stated) if stated else pages, hook)
    made = adapter(entry.protocol).connect(entry, around)
    if entry.credential:
        second = adapter(entry.credential).connect(entry, around)
        made = replace(made, offers=second.offers, events=made.events or second.events)
    return replace(made, events=DescribedEvents(entry.events)) if entry.events else made


def page_of(library: Library) -> PageOf:
    """Look the page up in the catalogue: the provider's own opportunity first, then the provider's, then the awarding body's."""

    def page(handoff: HandOff) -> str:
        try:
            record = library.find(MicroCredentialId(handoff.micro_credential_id))
        except NotFound:
            return ""
        theirs = [o for o in record.opportunities if o.provider.name == handoff.provider]
        stated = (*(o.url for o in theirs), *(o.provider.url for o in theirs), record.awarding_body.url)
        return next((url for url in stated if url.startswith(("https://", "http://"))), "")

    return page


def _hook(hook_of: HookOf, provider: str) -> Callable[[str], str]:
    return lambda reference: hook_of(provider, reference)
