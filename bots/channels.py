"""Which ways in are there? A channel is one line here and one module that offers `run`."""

from importlib import import_module
from typing import Any

CHANNELS = {
    "web": "bots.web.channel:run",
    "telegram": "bots.telegram.channel:run",
    "terminal": "bots.terminal.channel:run",
}


def channel(name: str) -> Any:
    """Load a channel's `run`."""
    module, attribute = CHANNELS[name].split(":")
    return getattr(import_module(module), attribute)
