"""What may a call to a provider say, and where in the answer does something stand?"""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from advisor.issuers.failures import AmbiguousFailure
from advisor.vocabulary.handoff import HandOff

PLACEHOLDER = re.compile(r"\{(\w+)\}")
PLACEHOLDERS = frozenset(
    {"reference", "achievement", "micro_credential", "title", "language", "key", "external_id", "now"}
)
"""What a call may say. There is no name, address or word of a person among them, so none can be sent."""

Pointer = Annotated[str, Field(pattern="^(/.*)?$")]
"""JSON pointer (RFC 6901) into the provider's answer."""


def _known(template: Any) -> Any:
    for text in texts_in(template):
        for name in PLACEHOLDER.findall(text):
            if name not in PLACEHOLDERS:
                raise ValueError(f"there is no {{{name}}}; use one of {', '.join(sorted(PLACEHOLDERS))}")
    return template


Template = Annotated[dict[str, Any], AfterValidator(_known)]
Text = Annotated[str, AfterValidator(_known)]


def texts_in(value: Any) -> Iterator[str]:
    """List every string inside a JSON-like value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from texts_in(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from texts_in(part)


def values_for(handoff: HandOff, key: str, achievements: Mapping[str, str]) -> dict[str, str]:
    """Give every placeholder its value: nothing of the person but a random reference and the language."""
    known = handoff.offer or handoff.enrolment
    return {
        "reference": handoff.id,
        "key": key,
        "achievement": achievements.get(handoff.micro_credential_id, handoff.micro_credential_id),
        "micro_credential": handoff.micro_credential_id,
        "title": handoff.title,
        "language": handoff.language,
        "external_id": known.external_id if known else "",
        "now": handoff.changed.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }


def filled(template: Any, values: Mapping[str, str]) -> Any:
    """Put values into every string of a JSON-like template."""
    if isinstance(template, str):
        return PLACEHOLDER.sub(lambda match: values[match[1]], template)
    if isinstance(template, Mapping):
        return {name: filled(part, values) for name, part in template.items()}
    if isinstance(template, (list, tuple)):
        return [filled(part, values) for part in template]
    return template


def parsed(body: bytes) -> Any:
    """Read JSON. Raises AmbiguousFailure: the provider acted, and we cannot tell what it made."""
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise AmbiguousFailure("The provider's answer is not JSON.") from None


def at(document: Any, pointer: str) -> Any:
    """Follow a JSON pointer; None where it leads nowhere."""
    for part in pointer.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        if isinstance(document, list) and name.isdecimal() and int(name) < len(document):
            document = document[int(name)]
        elif isinstance(document, dict):
            document = document.get(name)
        else:
            return None
    return document


def text_at(document: Any, pointer: str) -> str:
    """Follow a JSON pointer to a short text or number; empty where there is neither."""
    found = at(document, pointer)
    return str(found) if isinstance(found, (str, int)) and not isinstance(found, bool) else ""


def moment(stated: Any) -> datetime | None:
    """Read ISO 8601 or seconds since 1970; None where it is neither: an unreadable end is no reason to lose an offer."""
    try:
        if isinstance(stated, (int, float)):
            return datetime.fromtimestamp(stated, UTC)
        found = datetime.fromisoformat(str(stated))
    except (ValueError, OverflowError, OSError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
