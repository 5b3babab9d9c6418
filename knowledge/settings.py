"""What can be set for the room of facts? bots/settings.py reads the environment and hands this in."""

from pathlib import Path

from knowledge.vocabulary.value import Value


class LibrarySettings(Value):
    data: Path
    """Folder for what this installation keeps: index, caches."""
    index: str = "chroma:"
    """`memory:`, `chroma:` (embedded, in `data`), or `chroma+http://host:port`."""
    index_check_minutes: float = 60
    """How often the owner looks at the index again."""
    embedding: str = "bundled"
    """`bundled`, or `provider:model` through LangChain."""
    seed: bool = True
    """Put the bundled sample catalogue and policies in when the catalogue is empty."""
    feeds: bool = False
    """Let courses be fetched from the addresses that were added as feeds."""
    feeds_allow: str = ""
    """Origins inside, or without TLS, that feeds may be fetched from all the same."""
