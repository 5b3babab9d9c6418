"""What is said of a provider to which nothing must lead, not even a link?"""

from advisor.handoff_ports import Connection
from advisor.issuers.calling import Answered, BackOffice
from advisor.issuers.issuers_file import ProviderEntry
from advisor.issuers.protocols import Around
from knowledge.vocabulary.value import Value


class Tables(Value):
    """None of its own."""


def connect(entry: ProviderEntry, _: Around) -> Connection:
    return Connection("not_connected", entry.limits)


def probe(_entry: ProviderEntry, _office: BackOffice) -> Answered | None:
    """There is nobody to ask."""
    return None
