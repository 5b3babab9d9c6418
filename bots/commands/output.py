"""How does a command speak: people's text on a terminal, one JSON document a line for machines?"""

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bots.errors import UnreadableInput

if TYPE_CHECKING:
    from rich.console import Console

WIDTH_OF_A_FILE = 110
"""Columns where no terminal says how wide it is."""

as_json = click.option("--json", "json_output", is_flag=True, help="Print machine text (JSON) on stdout.")


def print_json(value: Any) -> None:
    """Print one JSON document on one line."""
    click.echo(json.dumps(plain(value), ensure_ascii=False, default=str))


def say_done(document: Any, sentence: str, json_output: bool) -> None:
    """Tell what was done: machines the document, people the sentence."""
    if json_output:
        print_json(document)
    else:
        console().print(sentence)


def plain(value: Any) -> Any:
    """Turn values of the rooms into what JSON knows."""
    if hasattr(value, "model_dump"):
        return value.model_dump(mode="json", by_alias=True)
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [plain(part) for part in value]
    return value


def console() -> "Console":
    """Open the terminal for people's text; colours only where NO_COLOR is not set and a terminal is there."""
    from rich.console import Console

    # no markup: a course may be called "[Live] Welding", and that is no style; did:key:… is no picture of a key
    return Console(highlight=False, markup=False, emoji=False, width=None if sys.stdout.isatty() else WIDTH_OF_A_FILE)


def read_file(path: str) -> bytes:
    """Read a file given by name. Raises UnreadableInput."""
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise UnreadableInput(
            f"{path} cannot be read: {error.strerror}.", hint="Check the name and your rights on the file."
        ) from error


@contextmanager
def progress(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show progress on stderr while it is a terminal; otherwise stay silent."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.markup import escape
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(escape(label), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def table(rows: Iterable[Iterable[object]], headings: Iterable[str]) -> None:
    """Print rows as a table for people."""
    from rich.table import Table

    shown = Table(*headings, box=None, pad_edge=False, header_style="bold")
    for row in rows:
        shown.add_row(*(str(cell) for cell in row))
    console().print(shown)
