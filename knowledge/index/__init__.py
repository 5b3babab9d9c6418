"""Which engine keeps the vectors?"""

from importlib import import_module
from pathlib import Path
from typing import cast

from knowledge.errors import KnowledgeError
from knowledge.ports import CredentialIndex

INDEXES = {
    "memory": "knowledge.index.memory:open_memory",
    "chroma": "knowledge.index.generations:open_embedded",
    "chroma+http": "knowledge.index.chroma:open_server",
    "chroma+https": "knowledge.index.chroma:open_server",
}
"""URL scheme → dotted path of a function (url, data folder) → index."""


def open_index(url: str, data: Path) -> CredentialIndex:
    """Open the index that a URL names. Raises KnowledgeError where the scheme is none of ours."""
    scheme = url.split(":", 1)[0]
    if scheme not in INDEXES:
        raise KnowledgeError(
            f"{url!r} names no index that Cairn knows.",
            hint="Set CAIRN_INDEX to `memory:`, `chroma:` or `chroma+http://host:port`.",
        )
    module, name = INDEXES[scheme].split(":")
    return cast("CredentialIndex", getattr(import_module(module), name)(url, data))
