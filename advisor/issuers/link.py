"""How does a learner reach a provider that has no programming interface? By its own page; nothing is sent."""

from advisor.handoff_ports import Connection
from advisor.issuers.calling import Answered, BackOffice
from advisor.issuers.issuers_file import ProviderEntry
from advisor.issuers.protocols import Around
from knowledge.vocabulary.value import Value


class Tables(Value):
    """None of its own: `page` is every provider's."""


def connect(entry: ProviderEntry, around: Around) -> Connection:
    return Connection("link", entry.limits, page=around.page)


def probe(_entry: ProviderEntry, _office: BackOffice) -> Answered | None:
    """There is nobody to ask."""
    return None
