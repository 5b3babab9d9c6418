"""How does one talk to the adviser from a terminal?"""

import json
import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import click

from bots.commands.output import as_json, plain, print_json, read_file


def _incoming(house: Any, conversation: str, text: str, language: str | None) -> Any:
    from advisor.vocabulary.conversation import ConversationId, IncomingMessage
    from bots.assembly import new_id, now

    message = IncomingMessage(
        conversation=ConversationId(conversation), client_message_id=new_id(), text=text, language=language
    )
    return house.advisor.take_turn(message, now())


@click.command()
@click.argument("texts", nargs=-1, metavar="[TEXT…]")
@click.option(
    "--file",
    "path",
    metavar="PATH",
    help="Hand in a CV or a digital certificate first; giving it is your yes to having it read. It is kept nowhere.",
)
@click.option("--conversation", "identifier", help="Go on in this conversation.")
@click.option("--language", help="Language of the answer (ISO 639-1); default: the language of the text.")
@click.option("--explain", is_flag=True, help="Print every stage of the turn.")
@as_json
def ask(
    texts: tuple[str, ...],
    path: str | None,
    identifier: str | None,
    language: str | None,
    explain: bool,
    json_output: bool,
) -> None:
    """Take one turn; several TEXTs are turns of one conversation."""
    from bots.assembly import now, open_house
    from bots.settings import load_settings
    from bots.terminal.files import hand_in
    from bots.terminal.outgoing import print_reply

    if not texts and path is None:
        raise click.UsageError("Missing argument 'TEXT…' or option '--file'.")
    asked: list[Callable[[Any, str], Any]] = [partial(_incoming, text=text, language=language) for text in texts]
    with open_house(load_settings()) as house:
        if identifier is None:
            identifier, _token = house.advisor.start_conversation("terminal", language=language, now=now())
        if path is not None:
            asked.insert(0, partial(hand_in, path=path, language=language, consent=True))
        for ask_for in asked:
            reply = ask_for(house, identifier)
            if json_output:
                shown = plain(reply)
                if not explain:
                    shown.pop("explain", None)
                print_json(shown)
            else:
                print_reply(reply, explain=explain)


@click.command()
@click.option("--language", help="Language of the conversation (ISO 639-1).")
@as_json
def chat(language: str | None, json_output: bool) -> None:
    """Hold a conversation in the terminal; `/file PATH` hands in a CV, an empty line or Ctrl-D ends it."""
    from bots.terminal.channel import run

    run(language, json_output)


@click.command()
@click.argument("profile", metavar="PROFILE.json")
@click.option(
    "--alternatives",
    default=0,
    show_default=True,
    type=click.IntRange(0, 5),
    help="Also print this many different pathways.",
)
@as_json
def plan(profile: str, alternatives: int, json_output: bool) -> None:
    """Make a pathway from a written profile, without a conversation."""
    from bots.assembly import now, open_house
    from bots.settings import load_settings
    from bots.terminal.outgoing import print_pathway

    wanted = read_profile(profile)
    with open_house(load_settings()) as house:
        pathway = house.advisor.plan(wanted, now())
        others = house.advisor.alternatives(wanted, now(), alternatives) if alternatives else ()
        if json_output:
            shown = plain(pathway)
            if alternatives:
                shown["alternatives"] = plain(list(others))
            print_json(shown)
        else:
            for one in (pathway, *others):
                print_pathway(one, wanted.language)
        sys.exit(0 if pathway.steps else 1)


def read_profile(path: str) -> Any:
    """Read a profile file. Raises InvalidProfile that names the field."""
    from advisor.profiling import parse_profile
    from bots.errors import UnreadableInput

    try:
        given = json.loads(sys.stdin.read() if path == "-" else read_file(path))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise UnreadableInput(
            f"{path} is not JSON: {error}.",
            hint='A profile looks like {"goal": {"text": "solar panels"}, "constraints": {"hours_per_week": 6}}.',
        ) from error
    return parse_profile(given)
