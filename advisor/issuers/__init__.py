"""Who answers for a provider: which adapter speaks its protocol?"""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from advisor.issuers.issuers_file import IssuersFile, ProviderEntry, read_issuers_file
from advisor.ports import CredentialIssuer
from advisor.vocabulary.handoff import HandOff
from knowledge.errors import NotFound
from knowledge.library import Library
from knowledge.vocabulary.credential import MicroCredentialId

ISSUERS: Mapping[str, str] = {
    "link": "advisor.issuers.link:LinkIssuer",
    "oid4vci": "advisor.issuers.oid4vci:OpenId4VciIssuer",
    "not_connected": "advisor.issuers.not_connected:NotConnected",
}
"""Protocol → dotted path, loaded when asked."""

PageOf = Callable[[HandOff], str]
"""The provider's page for a course; empty where none is stated."""


def open_issuers(
    path: Path | None, library: Library, secrets: Mapping[str, str] | None = None
) -> Callable[[str], CredentialIssuer]:
    """Read the issuers file and give provider → issuer; a provider that is not in it gets `link`. Raises InvalidIssuersFile.

    `secrets` are the values that `bearer_from` may name, handed in by the doors.
    """
    file = read_issuers_file(path, secrets or {}) if path else IssuersFile()
    pages = page_of(library)
    return lambda provider: open_issuer(file.providers.get(provider, ProviderEntry()), pages)


def open_issuer(entry: ProviderEntry, pages: PageOf) -> CredentialIssuer:
    module, _, name = ISSUERS[entry.protocol].partition(":")
    issuer: CredentialIssuer = getattr(import_module(module), name)(entry, pages)
    return issuer


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
