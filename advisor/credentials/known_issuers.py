"""Which issuers are trusted: those that the operator names, and those whose courses are published here?"""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from advisor.errors import InvalidIssuersFile
from knowledge.library import Library

KEY = "known"
"""Of the issuers file: `known = ["did:web:school.example", "did:key:z6Mk…"]`."""
WEB = "did:web:"


def known_issuers(path: Path | None, library: Library) -> frozenset[str]:
    """Put both together. Raises InvalidIssuersFile."""
    return frozenset({*named_in(path), *_of_the_catalogue(library)})


def named_in(path: Path | None) -> tuple[str, ...]:
    """Read the operator's list. Raises InvalidIssuersFile."""
    if path is None:
        return ()
    try:
        stated = tomllib.loads(path.read_text(encoding="utf-8")).get(KEY, [])
    except (OSError, ValueError) as error:
        raise InvalidIssuersFile(
            f"The issuers file {path} cannot be read.", "Set CAIRN_ISSUERS to a TOML file that is there."
        ) from error
    if not isinstance(stated, list) or not all(isinstance(one, str) and one for one in stated):
        raise InvalidIssuersFile(f"{path}, key {KEY}: it must be a list of DIDs.", 'Write known = ["did:web:…"].')
    return tuple(stated)


def _of_the_catalogue(library: Library) -> Iterator[str]:
    """Whoever answers for the page that our catalogue states is who our catalogue means; nothing is taken from the name."""
    for record in library.micro_credentials():
        for organisation in (record.awarding_body, *(offer.provider for offer in record.opportunities)):
            host = (urlsplit(organisation.url).hostname or "") if organisation.url.startswith("https://") else ""
            if host:
                yield WEB + host
                yield WEB + host.removeprefix("www.")
