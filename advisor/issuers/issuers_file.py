"""How does the operator describe each provider's back office?"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, field_validator

from advisor.errors import InvalidIssuersFile
from advisor.handoff_ports import CallLimits
from advisor.issuers.addresses import Address
from advisor.issuers.hooks import EventsTable
from advisor.issuers.protocols import ISSUERS, adapter
from advisor.issuers.templates import Template, Text
from advisor.issuers.tokens import Authentication
from knowledge.vocabulary.value import Value

MEND = "Mend that key; docs/reference/issuers.md has each."
SECRETS = (
    ("auth", "bearer_from", "bearer"),
    ("auth", "client_secret_from", "client_secret"),
    ("events", "secret_from", "secret"),
)
"""Table, the key that names an environment variable, and the key that takes its value."""


class Call(Value):
    """One call of a back office, with {placeholders} in the address and the body."""

    method: Literal["GET", "POST", "PUT", "PATCH", "DELETE"] = "GET"
    url: Address
    headers: dict[str, Text] = {}
    body: Template | None = None


class ProviderEntry(Value):
    """What all protocols share of a provider's table; the default is a provider that is not in the file."""

    protocol: str = "link"
    credential: str = ""
    """For a protocol that enrols: the one that hands the credential over once the course is passed."""
    page: str = ""
    """The provider's page for all courses, instead of each course's own."""
    auth: Authentication = Authentication()
    ca: Path | None = None
    """Certificate authority of the provider, where it is not a public one; relative to this file."""
    allow_loopback: bool = False
    achievements: dict[str, str] = {}
    """Our micro-credential id → the provider's name for it ({achievement}); our id where it is not here."""
    limits: CallLimits = CallLimits()
    events: EventsTable | None = None
    """How the provider may call us."""
    of_protocol: Mapping[str, Any] = Field({}, exclude=True)
    """Protocol → its own tables, checked; no key of the file."""

    @field_validator("protocol", "credential")
    @classmethod
    def _is_there(cls, protocol: str) -> str:
        if protocol and protocol not in ISSUERS:
            raise ValueError(f"it must be one of {', '.join(ISSUERS)}")
        return protocol

    @property
    def protocols(self) -> tuple[str, ...]:
        return (self.protocol, self.credential) if self.credential else (self.protocol,)


SHARED = frozenset(ProviderEntry.model_fields) - {"of_protocol"}


def read_issuers_file(path: Path, secrets: Mapping[str, str]) -> dict[str, ProviderEntry]:
    """Give the entries by the provider's name. Raises InvalidIssuersFile that names the table and the key."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise InvalidIssuersFile(
            f"The issuers file {path} cannot be read: {error.strerror}.", "Set CAIRN_ISSUERS to a file that is there."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidIssuersFile(f"The issuers file {path} is not TOML: {error}.", "Mend that line.") from error
    document.pop("known", None)  # whose certificates are trusted: advisor/credentials/known_issuers.py reads that
    providers = document.pop("providers", {})
    wrong = next(iter(document), "") or ("providers" if not isinstance(providers, dict) else "")
    if wrong:
        raise InvalidIssuersFile(
            f"{path}, key {wrong}: the file holds tables [providers.…] and the list `known` only.", MEND
        )
    return {name: read_entry(name, table, secrets, path) for name, table in providers.items()}


def read_entry(name: str, table: Any, secrets: Mapping[str, str], path: Path) -> ProviderEntry:
    """Check one provider's table, with what its protocols need. Raises InvalidIssuersFile."""
    if not isinstance(table, dict):
        raise InvalidIssuersFile(f'{path}, table [providers."{name}"]: it must be a table.', MEND)
    whole = _with_secrets(name, table, secrets, path)
    theirs = {key: value for key, value in whole.items() if key not in SHARED}
    context = {"allow_loopback": whole.get("allow_loopback") is True, "folder": path.parent}
    try:
        entry = ProviderEntry.model_validate({k: v for k, v in whole.items() if k in SHARED}, context=context)
        checked = _of_protocols(entry.protocols, theirs, context)
    except ValidationError as error:
        raise InvalidIssuersFile(sentence_of(path, error, ("providers", name)), MEND) from None
    if theirs:
        raise InvalidIssuersFile(
            f'{path}, table [providers."{name}"], key {next(iter(theirs))}: {entry.protocol} has no such key.', MEND
        )
    ca = path.parent / entry.ca if entry.ca else None
    return entry.model_copy(update={"of_protocol": checked, "ca": ca})


def _of_protocols(protocols: tuple[str, ...], theirs: dict[str, Any], context: Mapping[str, Any]) -> dict[str, Value]:
    """Check the tables that are a protocol's own, and take them away from `theirs`."""
    checked = {}
    for protocol in protocols:
        tables = adapter(protocol).Tables
        mine = {key: theirs.pop(key) for key in tables.model_fields if key in theirs}
        checked[protocol] = tables.model_validate(mine, context=dict(context))
    return checked


def sentence_of(path: Path, error: ValidationError, above: tuple[str, ...]) -> str:
    """Name table and key of the first problem, and never a value: it may be a token."""
    first = error.errors(include_input=False, include_url=False)[0]
    place = [*above, *(str(part) for part in first["loc"])]
    table = ".".join(f'"{part}"' if " " in part or "." in part else part for part in place[:-1])
    message = first["msg"].removeprefix("Value error, ")
    if len(place) <= 2:
        return f"{path}, table [{'.'.join(place)}]: {message}."
    return f"{path}, table [{table}], key {place[-1]}: {message}."


def _with_secrets(name: str, table: Mapping[str, Any], secrets: Mapping[str, str], path: Path) -> dict[str, Any]:
    """Put the values of secrets that are only named in their places."""
    whole = dict(table)
    for part, naming, key in SECRETS:
        given = whole.get(part)
        wanted = given.get(naming) if isinstance(given, dict) else None
        if not isinstance(given, dict) or not isinstance(wanted, str) or not wanted:
            continue
        if wanted not in secrets:
            raise InvalidIssuersFile(
                f'{path}, table [providers."{name}".{part}], key {naming}: {wanted} is not set.',
                f"Set the environment variable {wanted} to the provider's secret.",
            )
        whole[part] = {**given, key: secrets[wanted]}
    return whole
