"""How much of a certificate is read, so that a hostile one is only a value like any other?"""

import json
from typing import Any

MOST_BYTES = 512 * 1024
"""Of a certificate: a European Digital Credential carries its pictures and labels in many languages, 150 KB and more."""
MOST_FETCHED = 128 * 1024
"""Of what an address in a certificate gives."""
MOST_DEPTH = 40
MOST_PARTS = 10_000
MOST_CERTIFICATES = 5
"""So many are looked at where one file or presentation holds several."""


class Unreadable(Exception):
    """What is there is no JSON within the limits. An outcome, not an error: it never leaves this folder."""


def read_json(text: str | bytes) -> Any:
    """Read JSON with unique names, bounded in size, depth and number of parts. Raises Unreadable."""
    if len(text) > MOST_BYTES:
        raise Unreadable
    try:
        found = json.loads(text, object_pairs_hook=_unique, parse_constant=_refuse, parse_int=_number)
    except (ValueError, RecursionError) as error:
        raise Unreadable from error
    if not is_small(found):
        raise Unreadable
    return found


def is_small(value: Any) -> bool:
    """Say whether a value read from JSON is within the limits; looks at each part once, without recursion."""
    left, parts = [(value, 1)], 0
    while left:
        node, depth = left.pop()
        parts += 1
        if depth > MOST_DEPTH or parts > MOST_PARTS:
            return False
        inner = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
        left.extend((each, depth + 1) for each in inner)
    return True


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Two readers could take the same name for two different things."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _refuse(name: str) -> Any:
    raise ValueError(name)


def _number(digits: str) -> int:
    if len(digits) > 300:
        raise ValueError("a number without end")
    return int(digits)
