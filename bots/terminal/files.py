"""How is a CV or a certificate handed in from a terminal?"""

from pathlib import Path

from advisor import consents
from advisor.errors import AdvisorError
from advisor.handing_in import HandedIn
from advisor.translations import translate
from advisor.vocabulary.conversation import ConversationId, Reply
from bots.assembly import House, new_id, now
from bots.commands.output import read_file
from bots.errors import BotError

COMMAND = "/file"
LEAVE_IT = "No, do not read it"
"""The same words as in Telegram."""


def path_in(line: str) -> str | None:
    """Give the path behind `/file`; None where the line is something else."""
    command, _, path = line.partition(" ")
    return path.strip().strip("'\"") if command == COMMAND else None


def question(language: str) -> str:
    """Ask for a yes, numbered as the choices of a reply are."""
    yes, no = translate(language, consents.YES), translate(language, LEAVE_IT)
    return f"{consents.words(language)}\n  1. {yes}\n  2. {no}"


def is_yes(line: str, language: str) -> bool:
    return line.strip().casefold() in {"1", translate(language, consents.YES).casefold()}


def hand_in(
    house: House, conversation: str, path: str, language: str | None, *, consent: bool, key: str | None = None
) -> Reply:
    """Read the file at a path. Raises UnreadableInput, UnreadableFile, ConsentMissing."""
    content = read_file(str(Path(path).expanduser()))
    given = HandedIn(ConversationId(conversation), Path(path).name, content, key or new_id(), consent, language)
    return house.advisor.take_file(given, now())


def complaint(language: str, error: AdvisorError | BotError) -> str:
    """Say what is wrong with a file, and what to do."""
    return f"{translate(language, str(error))} {translate(language, error.hint)}"
