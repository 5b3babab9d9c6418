"""How is a learner asked to show a certificate?"""

from collections.abc import Callable
from datetime import datetime, timedelta

from advisor.dialogue import Scene
from advisor.parts import Parts
from advisor.translations import translate
from advisor.vocabulary.blocks import Choice, HandOffBlock, TextBlock
from advisor.vocabulary.conversation import ConversationId
from advisor.vocabulary.credential import PresentationRequest
from advisor.writing.draft import Draft, choice
from advisor.writing.templates import talk_to_a_person

LIFE = timedelta(minutes=30)
"""Long enough to install a wallet, short enough that a link which is found later opens nothing."""
PAGE = "/x/"
STATUS = "open"
TITLE = "Show a certificate"
HOW = (
    "Open this page and show me a certificate from your wallet, or send me the file here. I check it, and keep what came "
    "of that, its title and its fingerprint, not the certificate itself. Without any papers, tell me in your own words "
    "what you can do: that counts too."
)
AGAIN = "Your file did not reach me whole. Please send it again."


def request_presentation(scene: Scene, parts: Parts, now: datetime) -> Draft:
    """Give a page with a request for the learner's wallet, and say what else counts."""
    request = new_request(scene.conversation.id, scene.language, parts.new_id, now)
    parts.store.save_request(request)
    block = HandOffBlock(
        handoff=request.id,
        status=STATUS,
        micro_credential_id="",
        title=translate(scene.language, TITLE),
        provider="",
        text=translate(scene.language, HOW),
        url=f"{parts.settings.public_url.rstrip('/')}{PAGE}{request.id}",
        choices=(talk_to_a_person(scene.language),),
    )
    lost = scene.heard.choice is not None and scene.heard.choice.label == ""
    draft = Draft(blocks=(block,))
    return draft.before(TextBlock(text=translate(scene.language, AGAIN))) if lost else draft


def new_request(
    conversation: ConversationId, language: str, new_id: Callable[[], str], now: datetime
) -> PresentationRequest:
    """Ask anew; the address and the challenge are two secrets, so that knowing one does not give the other."""
    return PresentationRequest(
        id=new_id(), conversation=conversation, challenge=new_id(), language=language, created=now, expires=now + LIFE
    )


def offer_to_show(language: str) -> Choice:
    """Make the button that asks for this."""
    return choice(translate(language, TITLE), "present:certificate")
