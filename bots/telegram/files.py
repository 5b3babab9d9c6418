"""What becomes of a file that somebody sends in Telegram? First a yes, then it is fetched, read and let go of."""

import asyncio
from typing import Protocol

from advisor import consents
from advisor.errors import AdvisorError, ConsentMissing, UnreadableFile
from advisor.handing_in import MOST_BYTES, TOO_LARGE, HandedIn
from advisor.translations import translate
from advisor.vocabulary.conversation import ConversationId
from bots.telegram.commands import CHAT_STAYS, sentence
from bots.telegram.delivery import MESSAGE
from bots.telegram.entities import italic
from bots.telegram.inbox import Waiting
from bots.telegram.incoming import SentFile, Tapped
from bots.telegram.outgoing import NOT_PRIVATE, Bubble, Button, own_button, said
from bots.telegram.scene import Scene, Surroundings
from bots.telegram.sending import Gone, Outcome

READ, UNREAD = "read", "unread"
"""What the two buttons beneath the question for a yes carry."""
LEAVE_IT = "No, do not read it"
LEFT = "I have not read your file, and I keep nothing of it."
SEND_AGAIN = "I can no longer reach your file. Please send it again."


class Speaking(Protocol):
    """What handing in needs of answering."""

    async def say(self, row: Waiting, scene: Scene, bubble: Bubble) -> None: ...

    def open_conversation(self, scene: Scene) -> None: ...

    def check(self, outcome: Outcome, scene: Scene) -> None: ...


class Files:
    def __init__(self, given: Surroundings, speaking: Speaking) -> None:
        self._given = given
        self._speaking = speaking

    async def offered(self, row: Waiting, file: SentFile, scene: Scene) -> None:
        """Ask for a yes in answer to the file: what is asked about stays in sight, and is found again by the tap."""
        if (file.size or 0) > MOST_BYTES:
            await self._speaking.say(row, scene, complaint(scene.language, UnreadableFile(*TOO_LARGE)))
            return
        await self._speaking.say(row, scene, question(scene.language, file.message))

    async def declined(self, row: Waiting, scene: Scene) -> None:
        await self._speaking.say(row, scene, sentence(scene.language, LEFT))

    async def agreed(self, row: Waiting, tap: Tapped, scene: Scene) -> None:
        """Fetch the file, have it read, and let the reply go out by the row that the turn wrote."""
        if tap.file is None:
            await self._speaking.say(row, scene, sentence(scene.language, SEND_AGAIN))
            return
        fetched = await self._given.sender.fetch(tap.file.id, MOST_BYTES)
        if isinstance(fetched, Gone):
            await self._speaking.say(row, scene, sentence(scene.language, SEND_AGAIN))
            return
        if not isinstance(fetched, bytes):
            self._speaking.check(fetched, scene)
            return
        given = HandedIn(
            ConversationId(scene.identifier), tap.file.name, fetched, f"{MESSAGE}{row.update_id}", True, scene.language
        )
        try:
            await asyncio.to_thread(self._take, given, scene)
        except (UnreadableFile, ConsentMissing) as error:
            await self._speaking.say(row, scene, complaint(scene.language, error))
            return
        await self._given.delivery.deliver(scene.identifier)
        if tap.message:
            answered = own_button(f"✓ {translate(scene.language, consents.YES)}", READ)
            await self._given.sender.leave_one_button(scene.person.chat, tap.message, answered)

    def _take(self, given: HandedIn, scene: Scene) -> None:
        self._speaking.open_conversation(scene)
        self._given.advisor.take_file(given, self._given.clock())


def question(language: str, message: int) -> Bubble:
    """Ask for a yes in answer to a message."""
    yes: Button = own_button(translate(language, consents.YES), READ)
    no: Button = own_button(translate(language, LEAVE_IT), UNREAD)
    notes = f"{translate(language, NOT_PRIVATE)} {translate(language, CHAT_STAYS)}"
    return said(consents.words(language), italic(notes), buttons=((yes,), (no,)), answers=message)


def complaint(language: str, error: AdvisorError) -> Bubble:
    """Say what is wrong with a file, and what to do."""
    return said(f"{translate(language, str(error))} {translate(language, error.hint)}")
