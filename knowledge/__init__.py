"""The room of facts: what can be learnt, what work asks for, what the rules say. It knows no person.

Other rooms import `Library`, `open_library`, the vocabulary and the errors; adapters stay inside.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from knowledge.assembly import open_library
    from knowledge.library import Library

__all__ = ["Library", "open_library"]


def __getattr__(name: str) -> object:
    """Load the front when somebody comes in: `cairn --help` needs none of it."""
    from importlib import import_module

    places = {"Library": "knowledge.library", "open_library": "knowledge.assembly"}
    if name not in places:
        raise AttributeError(name)
    return getattr(import_module(places[name]), name)
