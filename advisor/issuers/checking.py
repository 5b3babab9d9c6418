"""Would a hand-off reach a provider today? Asked without any effect there."""

from collections.abc import Collection

from advisor.errors import IssuerFailure
from advisor.issuers.calling import BackOffice
from advisor.issuers.issuers_file import ProviderEntry
from advisor.issuers.protocols import adapter
from advisor.vocabulary.handoff import FailureKind
from knowledge.vocabulary.value import Value

NEEDS_NAMES = frozenset({"oeapi", "learncard"})
"""Protocols in which a course has a name of the provider's own."""


class Checked(Value):
    """What was found of one provider; None: it cannot be known, or there is nobody to ask."""

    provider: str
    protocol: str
    reachable: bool | None = None
    token_accepted: bool | None = None
    missing: tuple[str, ...] = ()

    @property
    def fine(self) -> bool:
        return self.reachable is not False and self.token_accepted is not False and not self.missing


def check(provider: str, entry: ProviderEntry, courses: Collection[str], *, can_be_called: bool) -> Checked:
    """Look at one provider. `courses` are those of the catalogue; `can_be_called`: we have an address for call-backs."""
    reachable, accepted = _asked(entry)
    return Checked(
        provider=provider,
        protocol=" + ".join(entry.protocols),
        reachable=reachable,
        token_accepted=accepted,
        missing=tuple(_missing(entry, courses, can_be_called=can_be_called)),
    )


def _asked(entry: ProviderEntry) -> tuple[bool | None, bool | None]:
    """Say whether somebody answers, and whether they know us, for all of its protocols."""
    answers = [_asked_by(entry, protocol) for protocol in entry.protocols]
    return _all([reachable for reachable, _ in answers]), _all([accepted for _, accepted in answers])


def _asked_by(entry: ProviderEntry, protocol: str) -> tuple[bool | None, bool | None]:
    try:
        answer = adapter(protocol).probe(entry, BackOffice(entry))
    except IssuerFailure as failure:
        return (True, False) if failure.kind == FailureKind.REFUSED_US else (False, None)
    if answer is None:
        return None, None
    refused = answer.status in {401, 403}
    return True, False if refused else None if answer.status >= 500 else True


def _all(found: list[bool | None]) -> bool | None:
    known = [each for each in found if each is not None]
    return all(known) if known else None


def _missing(entry: ProviderEntry, courses: Collection[str], *, can_be_called: bool) -> list[str]:
    unnamed = [course for course in courses if course not in entry.achievements]
    calls = entry.of_protocol.get("oid4vci")
    said = {
        "no course of the catalogue names this provider": not courses,
        f"{len(unnamed)} of {len(courses)} courses have no name in `achievements`, so ours is sent": bool(
            unnamed and NEEDS_NAMES & set(entry.protocols)
        ),
        "no `status`: whether a wallet fetched it will not be known": calls is not None and calls.status is None,
        "no `look_up` and no key: after a lost answer a person has to decide": calls is not None
        and calls.look_up is None
        and calls.offer.idempotency == "none"
        and calls.offer.duplicate_effect == "visible",
        "no CAIRN_PUBLIC_URL: the provider cannot call us": entry.events is not None and not can_be_called,
    }
    return [sentence for sentence, is_so in said.items() if is_so]
