"""How does a learner's yes travel to the provider, and what may happen to it on the way?"""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID, uuid5

from advisor.errors import HandOffNotFound, HandOffRefused
from advisor.handoff_ports import Connection, Issuers
from advisor.handoff_states import LINK, NOT_GIVEN_YET, STARTED_ANEW, moved
from advisor.handoff_wording import CONSENT_VERSION, block_of, consent_text, news_of
from advisor.ports import ConversationStore, OutboxRow
from advisor.vocabulary.blocks import HandOffBlock
from advisor.vocabulary.conversation import ConversationId
from advisor.vocabulary.handoff import (
    Consent,
    CredentialOffer,
    HandOff,
    HandOffId,
    HandOffStatus,
)
from knowledge.library import Library
from knowledge.vocabulary.credential import MicroCredential, MicroCredentialId

LANE = "handoff"
CANCEL = ":cancel"
"""Ends the key of the row that takes a hand-off back."""
_NAMESPACE = UUID("6f0c3a52-9f57-5c0e-8d0f-3f8f4f0f7a11")


def identifier(kind: str, provider: str, learner: str, offering: str, attempt: int = 1) -> HandOffId:
    """Name a hand-off: a double click, or two channels at once, is the same one."""
    parts = (kind, provider, learner, offering, *(() if attempt == 1 else (str(attempt),)))
    return HandOffId(uuid5(_NAMESPACE, "|".join(parts)).hex)


def with_consent(handoff: HandOff, now: datetime) -> HandOff:
    """Record the yes to exactly the text that was shown. Raises HandOffRefused."""
    yes = Consent(text=consent_text(handoff), version=CONSENT_VERSION, language=handoff.language, at=now)
    return moved(handoff, HandOffStatus.CONSENTED, now).model_copy(update={"consent": yes})


def outbox_row(handoff: HandOff, ending: str = "") -> OutboxRow:
    """Say what starts the durable workflow; the key is also the workflow's id."""
    key = f"{handoff.id}{ending}"
    return OutboxRow(key=key, lane=LANE, conversation=ConversationId(handoff.conversation), reference=handoff.id)


def without_secrets(handoff: HandOff) -> HandOff:
    """Keep only the issuer's own number of an offer that is over."""
    if handoff.offer is None:
        return handoff
    return handoff.model_copy(update={"offer": handoff.offer.model_copy(update={"uri": "", "tx_code": None})})


class HandOffs:
    """What the front and the HTTP door call. `draft_for` and `consent_to` only read and give values for a turn's own
    transaction (`close_turn(handoffs=…, outbox=…)`); `apply`, `consent` and `cancel` write by themselves.
    """

    def __init__(
        self,
        store: ConversationStore,
        library: Library,
        issuers_of: Issuers,
        new_id: Callable[[], str],
        public_url: str = "",
    ) -> None:
        self.store = store
        self.issuers_of = issuers_of
        self._library = library
        self.pauses: dict[str, datetime] = {}
        """Provider → until when nobody calls it. Forgotten at a restart: that is when a new key is read."""
        self._new_id = new_id
        self._public_url = public_url

    def draft_for(
        self, conversation: ConversationId, micro_credential_id: str, language: str, now: datetime
    ) -> HandOff:
        """Give the hand-off that stands, or a new draft; `link` is offered at once, since nothing is sent. Raises NotFound."""
        record = self._library.find(MicroCredentialId(micro_credential_id))
        provider = provider_of(record)
        connection = self.issuers_of(provider)
        kind = "enrolment" if connection.enrolment else "offer"
        handoff = HandOff(
            id=self._free_identifier(kind, conversation, provider, micro_credential_id),
            conversation=conversation,
            micro_credential_id=micro_credential_id,
            title=record.title,
            provider=provider,
            protocol=connection.protocol if connection.sends else LINK,
            language=language,
            created=now,
            changed=now,
        )
        standing = self.store.handoff(handoff.id)
        if standing is not None or connection.sends:
            return standing or handoff
        page = CredentialOffer(uri=_page(connection, handoff))
        return handoff.model_copy(update={"status": HandOffStatus.OFFERED, "offer": page})

    def consent_to(self, identifier: HandOffId, now: datetime) -> tuple[HandOff, tuple[OutboxRow, ...]]:
        """Give the consented hand-off and the row that starts it; a second yes gives what stands, and no row. Raises
        HandOffNotFound, HandOffRefused (cancelled meanwhile).
        """
        standing = self.find(identifier)
        if standing.consent is not None or standing.protocol == LINK:
            return standing, ()
        yes = with_consent(standing, now)
        return yes, (outbox_row(yes),)

    def apply(self, conversation: ConversationId, micro_credential_id: str, language: str, now: datetime) -> HandOff:
        draft = self.draft_for(conversation, micro_credential_id, language, now)
        self.store.save_handoff(draft, None)
        return self.find(draft.id)

    def consent(self, identifier: HandOffId, now: datetime) -> HandOff:
        yes, rows = self.consent_to(identifier, now)
        if rows:
            self.store.save_handoff(yes, HandOffStatus.DRAFT, rows)
        return self.find(identifier)

    def cancel(self, identifier: HandOffId, now: datetime, *, erased: bool = False) -> HandOff:
        """Withdraw, at the provider too. Raises HandOffRefused where it is over already; cancelling twice is once.

        What remains to be done belongs to the conversation, unless that is `erased` in a moment.
        """
        standing = self.find(identifier)
        while standing.status != HandOffStatus.CANCELLED:
            gone = without_secrets(moved(standing, HandOffStatus.CANCELLED, now, "by the learner"))
            row = outbox_row(gone.model_copy(update={"conversation": ""}) if erased else gone, CANCEL)
            rows = (row,) if standing.consent else ()
            self.store.save_handoff(gone, standing.status, rows)
            standing = self.find(identifier)
        return standing

    def withdraw_all(self, conversation: ConversationId, now: datetime) -> None:
        """Take back what a learner who leaves was not given yet; who is enrolled stays enrolled."""
        for handoff in self.store.handoffs(conversation):
            if handoff.status in NOT_GIVEN_YET and handoff.consent:
                self.cancel(handoff.id, now, erased=True)

    def renewed(self, handoff: HandOff, now: datetime) -> HandOff:
        """Give a link that has ended anew, where the issuer makes links that end. Raises IssuerFailure."""
        offers = self.issuers_of(handoff.provider).offers
        ended = handoff.offer and handoff.offer.expires and handoff.offer.expires <= now
        if handoff.status != HandOffStatus.OFFERED or not ended or offers is None or not offers.renews:
            return handoff
        asking = handoff.model_copy(update={"changed": now})
        anew = asking.model_copy(update={"offer": offers.offer(asking, handoff.id)})
        self.store.save_handoff(anew, HandOffStatus.OFFERED)
        return self.find(handoff.id)

    def resume(self, identifier: HandOffId, now: datetime) -> HandOff:
        """Try once more what a person looked at. Raises HandOffRefused where nobody needs to look."""
        standing = self.find(identifier)
        again = moved(standing, HandOffStatus.PENDING, now)
        row = outbox_row(again, f":{int(now.timestamp())}")
        self.store.save_handoff(again, HandOffStatus.NEEDS_ATTENTION, (row,))
        return self.find(identifier)

    def find(self, identifier: HandOffId) -> HandOff:
        found = self.store.handoff(identifier)
        if found is None:
            raise HandOffNotFound("There is no such application.", "Look at the address again.")
        return found

    def block(self, handoff: HandOff) -> HandOffBlock:
        """Say in the learner's language how far it is, with the consent text while it is a draft."""
        return block_of(handoff, self._public_url)

    def tell(self, handoff: HandOff, now: datetime) -> bool:
        """Put the news into the conversation, once per status; False where it was told before."""
        conversation = self.store.conversation(ConversationId(handoff.conversation))
        reply = news_of(handoff, conversation, self.block(handoff), self._new_id())
        return self.store.append_news(conversation.id, reply, f"{handoff.id}:{handoff.status.value}", now)

    def _free_identifier(self, kind: str, conversation: ConversationId, provider: str, offering: str) -> HandOffId:
        learner = f"{conversation}:{self.store.token_hash(conversation)}"  # so that no one can compute a page's address
        attempt = 1
        while True:
            name = identifier(kind, provider, learner, offering, attempt)
            standing = self.store.handoff(name)
            if standing is None or standing.status not in STARTED_ANEW:
                return name
            attempt += 1


def _page(connection: Connection, handoff: HandOff) -> str:
    """Give the provider's page. Raises HandOffRefused where nothing leads to it."""
    if page := connection.page(handoff):
        return page
    raise HandOffRefused(
        f"{handoff.provider} is not connected, and its catalogue entry states no page.",
        f'Add a table [providers."{handoff.provider}"] to the issuers file, or a url to the course.',
    )


def provider_of(record: MicroCredential) -> str:
    """Name who teaches; who awards where no opportunity is stated."""
    return record.opportunities[0].provider.name if record.opportunities else record.awarding_body.name
