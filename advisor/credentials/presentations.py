"""What may the web's address for wallets ask for?"""

import hashlib
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import datetime

from advisor.credentials.material import Expected
from advisor.credentials.taking import Shown, take_shown
from advisor.errors import ConversationNotFound, MessageConflict, PresentationRefused, RequestNotFound, RequestOver
from advisor.parts import Parts
from advisor.vocabulary.conversation import ConversationId, Reply
from advisor.vocabulary.credential import VALID, CheckReason, PresentationRequest

NAME = "wallet"
REFUSED: Mapping[CheckReason | None, str] = {
    CheckReason.OTHER_CHALLENGE: "The presentation answers another request: challenge and domain must be those of this one.",
    CheckReason.TAMPERED: "The signature of the presentation does not fit.",
    CheckReason.OTHER_KEY: "The presentation is signed by somebody else than the holder that it names.",
}


class Presentations:
    """Each request is answered once; what does not answer it changes nothing, so that a wallet may try again."""

    def __init__(self, parts: Parts, in_order: Callable[[ConversationId], AbstractContextManager[None]]) -> None:
        self._parts = parts
        self._in_order = in_order

    def find(self, identifier: str) -> PresentationRequest:
        """Raises RequestNotFound, also where the conversation is gone."""
        request = self._parts.store.request(identifier)
        if request is None:
            raise RequestNotFound("There is no such request.", "Ask for a new one in the conversation.")
        return request

    def open(self, identifier: str, now: datetime) -> PresentationRequest:
        """Give a request that can still be answered. Raises RequestNotFound, RequestOver."""
        request = self.find(identifier)
        if request.answered is not None or request.expires <= now:
            raise RequestOver(
                "This request was answered already." if request.answered else "The time of this request is over.",
                "Ask for a new one in the conversation.",
            )
        return request

    def present(self, identifier: str, data: bytes, domain: str, now: datetime) -> Reply:
        """Take what a wallet shows as a turn of the learner's conversation.

        Raises RequestNotFound, RequestOver, and PresentationRefused where it was not signed for this request.
        """
        request = self.open(identifier, now)
        looked = self._parts.certificates.look(data, now, Expected(request.challenge, domain))
        if looked.presented != VALID:
            reason = looked.presented.reason if looked.presented else None
            raise PresentationRefused(
                REFUSED.get(reason, "The presentation could not be checked."),
                "Ask this address for its request, and sign that with the holder's key.",
            )
        conversation = ConversationId(request.conversation)
        shown = Shown(conversation, NAME, hashlib.sha256(data).hexdigest(), f"shown:{identifier}", lambda: looked)
        with self._in_order(conversation):
            self.open(identifier, now)
            try:
                reply = take_shown(self._parts, shown, now)
            except (MessageConflict, ConversationNotFound) as error:
                raise RequestOver("This request was answered already.", "Ask for a new one.") from error
            self._parts.store.answer_request(identifier, now)
        return reply
