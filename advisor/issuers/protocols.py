"""Which protocols are there? A new one is a module with `Tables`, `connect` and `probe`, and a line here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from advisor.handoff_ports import Connection, PageOf
from knowledge.vocabulary.value import Value

if TYPE_CHECKING:
    from advisor.issuers.calling import Answered, BackOffice
    from advisor.issuers.issuers_file import ProviderEntry

ISSUERS: Mapping[str, str] = {
    "link": "advisor.issuers.link",
    "oid4vci": "advisor.issuers.oid4vci",
    "vcapi": "advisor.issuers.vcapi",
    "oeapi": "advisor.issuers.oeapi",
    "learncard": "advisor.issuers.learncard",
    "not_connected": "advisor.issuers.not_connected",
}
"""Protocol → module, loaded when asked."""


@dataclass(frozen=True)
class Around:
    """What an adapter may need of the house."""

    page: PageOf
    hook: Callable[[str], str] = lambda _: ""
    """A hand-off's reference → the address at which the provider may call us; empty where we have none."""


class Adapter(Protocol):
    """What a protocol's module holds."""

    Tables: type[Value]
    """The tables of the issuers file that are its own."""

    def connect(self, entry: "ProviderEntry", around: Around) -> Connection: ...

    def probe(self, entry: "ProviderEntry", office: "BackOffice") -> "Answered | None":
        """Ask for something that has no effect and needs the token; None where there is nobody to ask."""
        ...


def adapter(protocol: str) -> Adapter:
    found: Adapter = import_module(ISSUERS[protocol])
    return found
