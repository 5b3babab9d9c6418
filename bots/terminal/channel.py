"""How is a conversation held in the terminal?"""

import sys

import click

from advisor.errors import AdvisorError
from advisor.vocabulary.conversation import ConversationId, IncomingMessage, Reply
from bots.assembly import House, new_id, now, open_house
from bots.commands.output import plain, print_json
from bots.errors import BotError
from bots.settings import load_settings
from bots.terminal import files
from bots.terminal.incoming import chosen
from bots.terminal.outgoing import print_reply


def run(language: str | None = None, json_output: bool = False) -> None:
    """Read lines until an empty one or the end of the input; a number picks a choice, `/file PATH` hands in a file."""
    with open_house(load_settings()) as house:
        conversation, _token = house.advisor.start_conversation("terminal", language=language, now=now())
        reply: Reply | None = None
        while line := _read_line():
            path = files.path_in(line)
            if path is None:
                reply = _answer(house, conversation, line, reply, language)
                _show(reply, json_output)
            elif handed := _file(house, conversation, path, language or (reply.language if reply else "en")):
                reply = handed
                _show(reply, json_output)


def _show(reply: Reply, json_output: bool) -> None:
    if json_output:
        print_json({key: value for key, value in plain(reply).items() if key != "explain"})
    else:
        print_reply(reply)


def _file(house: House, conversation: ConversationId, path: str, language: str) -> Reply | None:
    """Ask for a yes, then hand the file in; None where there is no reply, and why was said."""
    click.echo(files.question(language), err=True)
    agreed = files.is_yes(_read_line(), language)
    try:
        return files.hand_in(house, conversation, path, language, consent=agreed)
    except (AdvisorError, BotError) as error:
        click.echo(files.complaint(language, error), err=True)
        return None


def _read_line() -> str:
    try:
        return input("› " if sys.stdin.isatty() else "").strip()
    except EOFError:
        return ""


def _answer(house: House, conversation: ConversationId, line: str, last: Reply | None, language: str | None) -> Reply:
    choice = chosen(line, last)
    message = IncomingMessage(
        conversation=conversation,
        client_message_id=new_id(),
        text="" if choice else line,
        choice=choice.id if choice else None,
        language=language,
    )
    return house.advisor.take_turn(message, now())
