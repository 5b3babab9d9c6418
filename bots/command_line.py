"""What does the command `cairn` offer? Commands are loaded when called, so that `--help` answers at once."""

import sys
from importlib import import_module
from typing import Any

import click

COMMANDS: dict[str, tuple[str, str]] = {
    "serve": ("bots.commands.serve:serve", "Web chat, HTTP API, and Telegram when a token is set."),
    "telegram": ("bots.commands.serve:telegram", "The Telegram channel alone, by long polling."),
    "chat": ("bots.commands.talk:chat", "A conversation in the terminal."),
    "ask": ("bots.commands.talk:ask", "One turn, or several turns of one conversation."),
    "plan": ("bots.commands.talk:plan", "A pathway from a written profile, no conversation."),
    "search": ("bots.commands.look_up:search", "Ranked micro-credentials with citations."),
    "courses": ("bots.commands.courses:courses", "Check, import, look up, withdraw and export micro-credentials."),
    "providers": (
        "bots.commands.providers:providers",
        "Let providers hand in courses, and moderators review them, by key.",
    ),
    "feeds": ("bots.commands.feeds:feeds", "Fetch providers' courses from their addresses, on a schedule."),
    "credentials": ("bots.commands.credentials:credentials", "Check certificates that learners show."),
    "issuers": (
        "bots.commands.issuers:issuers",
        "Which providers are connected, and would a hand-off reach them today.",
    ),
    "handoffs": ("bots.commands.handoffs:handoffs", "Requests to providers: list them, try again what needs a person."),
    "policies": ("bots.commands.policies:policies", "Import, list and remove policy documents."),
    "skills": ("bots.commands.skills:skills", "Import, list and show skills and occupations."),
    "reindex": ("bots.commands.upkeep:reindex", "Rebuild the index from the catalogue, or check it."),
    "evaluate": ("bots.commands.upkeep:evaluate", "Run an evaluation pack and print its figures."),
    "audit": ("bots.commands.audit:audit", "Whether the record of what was advised is whole, and what stands in it."),
    "people": ("bots.commands.people:people", "Give out, or erase, everything that is held on a learner."),
    "users": ("bots.commands.users:users", "Let counsellors and others who work here sign in."),
    "backup": ("bots.commands.backing_up:backup", "Copy everything that cannot be made again, while Cairn serves."),
    "restore": ("bots.commands.backing_up:restore", "Put a backup into an empty data folder."),
    "doctor": ("bots.commands.upkeep:doctor", "What is used and why, what is missing and how to get it."),
    "config": ("bots.commands.upkeep:config", "Show and check the settings, secrets hidden."),
}


class LazyGroup(click.Group):
    """Lists commands from the table above and imports one only when it is called."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name][0].split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 120})
@click.version_option(package_name="cairn-adviser", prog_name="cairn")
def cairn() -> None:
    """Cairn turns a working person's own words into an affordable pathway of micro-credentials."""
    from bots.settings import prepare_process

    prepare_process()


def main(arguments: list[str] | None = None) -> None:
    """Run the command; every expected error becomes one sentence and a hint, never a traceback."""
    try:
        status = cairn.main(args=arguments, prog_name="cairn", standalone_mode=False)
        sys.exit(status if isinstance(status, int) else 0)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except click.Abort:
        sys.exit(130)
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except BrokenPipeError:
        sys.exit(0)
    except Exception as error:
        if not hasattr(error, "hint"):
            raise
        _say(error)
        sys.exit(2 if type(error).__name__ in USAGE_ERRORS else 1)


USAGE_ERRORS = frozenset(
    {"AddressRefused", "UnknownSetting", "UnreadableInput", "WrongAddress", "MalformedDraft", "InvalidProfile"}
)
"""Wrong usage or unreadable input: exit code 2; everything else that went wrong is 1."""


def _say(error: Any) -> None:
    click.echo(f"cairn: {error}", err=True)
    if error.hint:
        click.echo(f"  → {error.hint}", err=True)


if __name__ == "__main__":
    main()
