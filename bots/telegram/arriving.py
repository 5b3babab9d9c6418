"""What happens when a person comes by a link: to a course, with a goal, from the web page, by an invitation?"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import Protocol

from advisor import inviting
from advisor.errors import CaseConflict, ConversationNotFound
from advisor.translations import translate
from advisor.vocabulary.conversation import Conversation
from advisor.vocabulary.counselling import Counsellor
from bots.accounts.invitations import accepted, tidy
from bots.telegram.commands import sentence
from bots.telegram.deep_links import Kind, find_course, topic
from bots.telegram.delivery import CHANNEL
from bots.telegram.entities import Run, bold, is_linkable, italic, link, paragraph, quotation, write
from bots.telegram.inbox import Waiting
from bots.telegram.incoming import Tapped
from bots.telegram.outgoing import Bubble, own_button, render, said
from bots.telegram.scene import Scene, Surroundings, find_scene
from bots.telegram.sending import Outcome
from knowledge.vocabulary.credential import MicroCredential

STALE_LINK = (
    "This link was used already, or it is older than 15 minutes. "
    "Open the web page again and choose “Continue on Telegram”, or tell me here what you would like to do."
)
CONTINUED = "We go on here with our conversation from the web page. This is where we stand:"
INVITED, ALONE = "inv:", "alone"
"""What the two buttons of an invitation carry."""
AN_AI = "Cairn is an AI system that looks for courses with you."
UNKNOWN_INVITATION = (
    "I do not know this invitation. Please ask your counsellor for a new one, or tell me what you would like to do."
)
COURSE_GONE = (
    "I do not find this course in my catalogue. Tell me what you would like to learn, and I look for another one."
)
SHOWN = ("hours", "price", "ects", "mode", "language", "eqf_level", "schedule", "start_dates", "location")
UNSTATED: Mapping[str, str] = {"hours": "hours not stated", "price": "price not stated"}
LONGEST_DESCRIPTION = 600


class Speaking(Protocol):
    """What arriving needs of answering."""

    async def say(self, row: Waiting, scene: Scene, bubble: Bubble) -> None: ...

    async def put_instead(self, row: Waiting, tap: Tapped, bubble: Bubble, scene: Scene) -> None: ...

    async def turn(self, row: Waiting, scene: Scene, *, text: str, language: str | None = None) -> None: ...

    def check(self, outcome: Outcome, scene: Scene) -> None: ...


class Arriving:
    def __init__(self, given: Surroundings, speaking: Speaking) -> None:
        self._given = given
        self._speaking = speaking
        self._ways: Mapping[Kind, Callable[[Waiting, str, Scene], Awaitable[None]]] = {
            Kind.COURSE: self._course,
            Kind.GOAL: self._goal,
            Kind.WEB: self._from_the_web,
            Kind.INVITATION: self._invitation,
        }

    async def arrive(self, row: Waiting, link: tuple[Kind, str], scene: Scene) -> None:
        kind, value = link
        await self._ways[kind](row, value, scene)

    async def _course(self, row: Waiting, key: str, scene: Scene) -> None:
        """Show the course, then begin: the adviser says who it is and asks what the learner wants."""
        card = await asyncio.to_thread(self._card, key, scene.language)
        if card is None:
            await self._speaking.say(row, scene, sentence(scene.language, COURSE_GONE))
            return
        await self._say_all(row, [card], scene)
        await self._speaking.turn(row, scene, text="/start", language=scene.language)
        await asyncio.to_thread(self._given.inbox.all_sent, _key(row))

    async def _goal(self, row: Waiting, value: str, scene: Scene) -> None:
        await self._speaking.turn(row, scene, text=topic(value), language=scene.language)

    async def _from_the_web(self, row: Waiting, token: str, scene: Scene) -> None:
        there = await asyncio.to_thread(self._continued, token, scene)
        if there is None or there.conversation is None:
            await self._speaking.say(row, scene, sentence(scene.language, STALE_LINK))
            return
        await self._say_all(row, where_we_stand(there.language, there.conversation), there)
        await asyncio.to_thread(self._given.inbox.all_sent, _key(row))

    async def _invitation(self, row: Waiting, code: str, scene: Scene) -> None:
        """Say who invites and what they will see; the learner's yes is a tap."""
        who = await asyncio.to_thread(self._given.invitations.inviter, code, self._given.clock())
        asked = sentence(scene.language, UNKNOWN_INVITATION) if who is None else invitation(scene.language, who, code)
        await self._speaking.say(row, scene, asked)

    async def accept(self, row: Waiting, code: str, tap: Tapped, scene: Scene) -> None:
        """Make the learner the counsellor's who invited them; whoever is new here is told first who is speaking."""
        advisor, kept = self._given.advisor, self._given.invitations
        if scene.conversation is None:
            await self._speaking.turn(row, scene, text="/start", language=scene.language)
        try:
            who = await asyncio.to_thread(accepted, advisor, kept, code, scene.identifier, self._given.clock())
        except CaseConflict as error:
            await self._speaking.put_instead(row, tap, said(str(error)), scene)
            return
        answer = said(f"✓ {inviting.words(scene.language, who)}") if who else None
        bubble = answer or sentence(scene.language, UNKNOWN_INVITATION)
        await self._speaking.put_instead(row, tap, bubble, scene)
        await self._given.delivery.deliver(scene.identifier)

    def _card(self, key: str, language: str) -> Bubble | None:
        advisor = self._given.advisor
        course = find_course(advisor.library.micro_credentials(), key)
        if course is None:
            return None
        [(_, stated)] = advisor.compared([course.id], language)
        return course_card(language, course, stated)

    def _continued(self, token: str, scene: Scene) -> Scene | None:
        """Move the conversation here; None where the ticket is used or stale."""
        conversation = self._given.tickets.take(token, scene.home, self._given.clock())
        if conversation is None:
            return None
        try:
            self._given.advisor.move_conversation(conversation, CHANNEL, str(scene.person.chat))
        except ConversationNotFound:  # erased on the web page meanwhile
            return None
        self._given.inbox.continue_with(scene.home, conversation)
        return find_scene(self._given, scene.person)

    async def _say_all(self, row: Waiting, bubbles: list[Bubble], scene: Scene) -> None:
        """Say several, each kept as said before the next: what is interrupted goes on where it stopped."""
        inbox, key = self._given.inbox, _key(row)
        out = await asyncio.to_thread(inbox.bubbles_sent, key)
        for number, bubble in enumerate(bubbles[out:], out):
            keep = partial(inbox.bubble_sent, key, number)
            self._speaking.check(await self._given.sender.send(scene.person.chat, bubble, keep), scene)


def _key(row: Waiting) -> str:
    return f"start:{row.update_id}"


def invitation(language: str, who: Counsellor, code: str) -> Bubble:
    """Ask whether a counsellor may read along."""
    yes = own_button(translate(language, inviting.YES, name=who.name), INVITED + tidy(code))
    no = own_button(translate(language, inviting.NO), ALONE)
    return said(translate(language, AN_AI), inviting.words(language, who), buttons=((yes,), (no,)))


def where_we_stand(language: str, conversation: Conversation) -> list[Bubble]:
    """Say that we go on, and show the last answer again, with its buttons."""
    reply = next((turn.reply for turn in reversed(conversation.turns) if turn.reply), None)
    return [said(translate(language, CONTINUED)), *(render(reply) if reply else ())]


def course_card(language: str, course: MicroCredential, stated: Mapping[str, str | None]) -> Bubble:
    """Show what a course states, and its own words, in one bubble."""
    facts = (
        stated.get(field) or (translate(language, UNSTATED[field]) if field in UNSTATED else "") for field in SHOWN
    )
    url = next((offer.url for offer in course.opportunities if is_linkable(offer.url)), "")
    head: list[str | Run] = [
        bold(course.title),
        *((italic(f" ({translate(language, 'demonstration')})"),) if course.demonstration else ()),
        f"\n{course.awarding_body.name}\n{' · '.join(filter(None, facts))}",
        *(("\n", link(translate(language, "Page of the provider"), url)) if url else ()),
    ]
    own_words = course.description[:LONGEST_DESCRIPTION].strip()
    card = write([paragraph(*head), *([quotation(f"“{own_words}”")] if own_words else [])])[0]
    return Bubble(card.text, card.entities)
