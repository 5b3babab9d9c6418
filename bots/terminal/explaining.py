"""How is the way of a turn told in a terminal?"""

from rich.console import Console
from rich.table import Table
from rich.text import Text

from advisor.vocabulary.conversation import Stage
from bots.stages_told import lines_of, title_of


def print_stages(out: Console, stages: tuple[Stage, ...]) -> None:
    """Print every stage of a turn: its name, then what it gave."""
    shown = Table.grid(padding=(0, 2))
    shown.add_column(no_wrap=True, style="bold")
    shown.add_column(overflow="fold", style="dim")
    for stage in stages:
        for number, line in enumerate(lines_of(stage)):
            shown.add_row(Text(title_of(stage) if number == 0 else ""), Text(line))
    out.print(shown)
