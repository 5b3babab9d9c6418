"""What is a learner told about a hand-off, in each of its stages?"""

from collections.abc import Mapping

from advisor.choice_ids import with_choice_ids
from advisor.handoff_states import AT_THE_PROVIDER, LINK, NOT_GIVEN_YET
from advisor.translations import translate
from advisor.vocabulary.blocks import Choice, HandOffBlock
from advisor.vocabulary.conversation import Conversation, Progress, Reply
from advisor.vocabulary.handoff import HandOff, HandOffStatus
from advisor.vocabulary.learner import LearnerProfile

CONSENT_VERSION = "1"

CONSENT = (
    "Shall I ask {provider} for “{title}” for you? I would send: the course, your language and a random "
    "reference. I do not send your name, your contact or anything that you wrote here. You can cancel at any time."
)
YES = "Yes, send it"
LINK_OFFERED = "You apply for “{title}” directly with {provider}, on the page that I link here. I have sent them nothing about you."
OFFERED = (
    "{provider} has prepared “{title}” for you. Open the page that I link here with your wallet. The wallet will ask "
    "for a code; yours is {code}. Keep it to yourself."
)
OFFERED_WITHOUT_CODE = "{provider} has prepared “{title}” for you. Open the page that I link here with your wallet."
GO_ON = "Go on with them on the page that I link here."
NOT_PASSED = "“{title}” with {provider} is over, and they did not say that you passed. Ask them what you can do now."
NEW_LINK = "Get a new link"
CANCEL_IT = "Cancel this request"
UNTIL = "The offer is valid until {time}."

MESSAGES: Mapping[HandOffStatus, str] = {
    HandOffStatus.DRAFT: CONSENT,
    HandOffStatus.CONSENTED: "I am asking {provider} for “{title}”. I will tell you here as soon as they answer.",
    HandOffStatus.PENDING: "I am asking {provider} for “{title}”. I will tell you here as soon as they answer.",
    HandOffStatus.SENDING: "I am asking {provider} for “{title}”. I will tell you here as soon as they answer.",
    HandOffStatus.OFFERED: OFFERED,
    HandOffStatus.ACCEPTED_BY_PROVIDER: "{provider} has received your application for “{title}”.",
    HandOffStatus.QUEUED: "You are on the waiting list of {provider} for “{title}”.",
    HandOffStatus.CLAIMED: "“{title}” from {provider} is in your wallet now. Congratulations!",
    HandOffStatus.ENROLLED: "You are enrolled in “{title}” with {provider}.",
    HandOffStatus.COMPLETED: "“{title}” with {provider} is completed. Congratulations!",
    HandOffStatus.REJECTED: (
        "{provider} did not accept the request for “{title}”. You can ask them directly, or I can look for another course."
    ),
    HandOffStatus.CANCELLED: "The request for “{title}” to {provider} is cancelled.",
    HandOffStatus.EXPIRED: "The offer of {provider} for “{title}” has expired. Apply once more and I will get a new link.",
    HandOffStatus.NEEDS_ATTENTION: (
        "{provider} cannot be reached properly right now. Your request for “{title}” is kept, and a person will look at it."
    ),
}


def consent_text(handoff: HandOff) -> str:
    return _say(handoff, CONSENT)


def block_of(handoff: HandOff, public_url: str) -> HandOffBlock:
    return HandOffBlock(
        handoff=handoff.id,
        status=handoff.status.value,
        micro_credential_id=handoff.micro_credential_id,
        title=handoff.title,
        provider=handoff.provider,
        text=status_text(handoff),
        url=link_of(handoff, public_url),
        choices=_choices(handoff),
    )


def status_text(handoff: HandOff) -> str:
    """Say how far it is. While offered it holds the code: for the conversation only, never for a page."""
    if handoff.status == HandOffStatus.OFFERED:
        return _offered_text(handoff)
    if handoff.status == HandOffStatus.COMPLETED and handoff.enrolment and not handoff.enrolment.passed:
        return _say(handoff, NOT_PASSED)
    words = _say(handoff, MESSAGES[handoff.status])
    return f"{words} {_say(handoff, GO_ON)}" if _page_of(handoff) else words


def link_of(handoff: HandOff, public_url: str) -> str | None:
    """Give our own page with the offer, or the provider's page where it is not connected or wants the learner to go on."""
    if handoff.status != HandOffStatus.OFFERED or handoff.offer is None:
        return _page_of(handoff) or None
    return handoff.offer.uri if handoff.protocol == LINK else f"{public_url.rstrip('/')}/i/{handoff.id}"


def news_of(handoff: HandOff, conversation: Conversation, block: HandOffBlock, message: str) -> Reply:
    """Make the message that the adviser sends unasked; what is known of the learner stays as the last reply had it."""
    last = next((turn.reply for turn in reversed(conversation.turns) if turn.reply is not None), None)
    return Reply(
        conversation=conversation.id,
        message=message,
        language=handoff.language,
        state=conversation.state,
        progress=last.progress if last else Progress(known=0, of=5),
        blocks=with_choice_ids((block,), len(conversation.turns) + 1),
        profile=last.profile if last else LearnerProfile(),
    )


def _offered_text(handoff: HandOff) -> str:
    offer = handoff.offer
    if handoff.protocol == LINK or offer is None:
        return _say(handoff, LINK_OFFERED)
    words = _say(handoff, OFFERED, code=offer.tx_code) if offer.tx_code else _say(handoff, OFFERED_WITHOUT_CODE)
    if offer.expires is None:
        return words
    until = translate(handoff.language, UNTIL, time=offer.expires.strftime("%Y-%m-%d %H:%M UTC"))
    return f"{words} {until}"


def _choices(handoff: HandOff) -> tuple[Choice, ...]:
    if handoff.status == HandOffStatus.DRAFT:
        return (_choice(handoff, YES, f"consent:{handoff.id}"),)
    if handoff.status == HandOffStatus.EXPIRED:
        return (_choice(handoff, NEW_LINK, f"apply:{handoff.micro_credential_id}"),)
    if handoff.protocol != LINK and handoff.status in NOT_GIVEN_YET:
        return (_choice(handoff, CANCEL_IT, f"withdraw:{handoff.id}"),)
    return ()


def _choice(handoff: HandOff, label: str, action: str) -> Choice:
    return Choice(id="", label=translate(handoff.language, label), action=action)


def _page_of(handoff: HandOff) -> str:
    """Give where the provider wants the learner to go on, while it has the request."""
    return handoff.enrolment.page if handoff.enrolment and handoff.status in AT_THE_PROVIDER else ""


def _say(handoff: HandOff, message: str, **values: object) -> str:
    return translate(handoff.language, message, provider=handoff.provider, title=handoff.title, **values)
