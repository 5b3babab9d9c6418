"""What can be set for the room of facts? bots/settings.py reads the environment and hands this in."""

from pathlib import Path

from knowledge.vocabulary.value import Value


class LibrarySettings(Value):
    data: Path
    """Folder for what this installation keeps: index, caches."""
    index: str = "chroma:"
    """`memory:`, `chroma:` (embedded, in `data`), or `chroma+http://host:port`."""
    embedding: str = "bundled"
    """`bundled`, or `provider:model` through LangChain."""
    seed: bool = True
    """Put the bundled sample catalogue and policies in when the catalogue is empty."""
