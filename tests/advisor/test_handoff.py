"""Does a hand-off go only where it may, once, and never without a yes?"""

from datetime import timedelta

import pytest

from advisor.errors import HandOffNotFound, HandOffRefused
from advisor.handoff import LANE, HandOffs, identifier, with_consent
from advisor.handoff_ports import DuplicateEffect, Idempotency
from advisor.handoff_states import OWNERS, TRANSITIONS, Decision, Owner, after_failure, moved
from advisor.issuers import NOBODY, open_connection, page_of
from advisor.storage.memory import MemoryConversationStore
from advisor.vocabulary.conversation import ConversationId
from advisor.vocabulary.handoff import CredentialOffer, FailureKind, HandOffId, HandOffStatus
from knowledge.errors import NotFound
from tests.builders import NOW, a_micro_credential, an_opportunity
from tests.contracts.test_credential_issuer import a_handoff
from tests.fakes.fake_issuer import FakeIssuer
from tests.fakes.one_course_library import OneCourseLibrary

HERE = ConversationId("c-1")
LATER = NOW + timedelta(minutes=5)
_S = HandOffStatus


def hand_offs(issuer=None, record=None):
    """Open them on a store with one conversation; without an issuer the provider is not connected."""
    store = MemoryConversationStore()
    store.open_conversation(HERE, "hash", "web", "", "en", NOW)
    library = OneCourseLibrary(record or a_micro_credential())
    link = open_connection(NOBODY, page_of(library))
    return HandOffs(
        store, library, lambda _: issuer.connection if issuer else link, lambda: "m-1", "https://cairn.example/"
    )


def linked(**given):
    opportunity = an_opportunity(**{"url": "https://school.example/solar", **given})
    return a_micro_credential().model_copy(update={"opportunities": (opportunity,)})


# states
def test_every_status_has_its_ways_on_and_an_owner():
    assert set(TRANSITIONS) == set(HandOffStatus)
    assert set(OWNERS) == set(HandOffStatus)
    assert set().union(*TRANSITIONS.values()) <= set(HandOffStatus)


def test_what_is_over_belongs_to_nobody_and_leads_nowhere():
    over = {status for status, ways in TRANSITIONS.items() if not ways}

    assert over == {_S.COMPLETED, _S.REJECTED, _S.CANCELLED, _S.EXPIRED}
    assert {status for status, owner in OWNERS.items() if owner == Owner.NOBODY} == over


def test_every_status_can_be_reached_from_a_draft():
    reached, new = {_S.DRAFT}, {_S.DRAFT}
    while new:
        new = set().union(*(TRANSITIONS[status] for status in new)) - reached
        reached |= new

    assert reached == set(HandOffStatus)


def test_nothing_is_sent_without_a_yes():
    leads_to_sending = {status for status, ways in TRANSITIONS.items() if _S.PENDING in ways or _S.SENDING in ways}

    assert _S.DRAFT not in leads_to_sending
    assert TRANSITIONS[_S.DRAFT] == {_S.CONSENTED, _S.CANCELLED}


def test_a_step_that_is_not_there_is_refused():
    with pytest.raises(HandOffRefused, match=r"draft.*cannot become claimed"):
        moved(a_handoff(), _S.CLAIMED, NOW)


# identifiers
def test_the_same_four_things_are_the_same_hand_off():
    first = identifier("offer", "School", "learner", "pv-1")

    assert first == identifier("offer", "School", "learner", "pv-1")
    assert (
        len(
            {
                first,
                identifier("enrol", "School", "learner", "pv-1"),
                identifier("offer", "Other", "learner", "pv-1"),
                identifier("offer", "School", "someone", "pv-1"),
                identifier("offer", "School", "learner", "pv-2"),
                identifier("offer", "School", "learner", "pv-1", 2),
            }
        )
        == 6
    )


def test_an_identifier_says_nothing_of_the_learner():
    name = identifier("offer", "School", "c-1:hash", "pv-1")

    assert len(name) == 32
    assert "c-1" not in name


# failures
AMBIGUOUS_TABLE = [
    ("key", "none", "send_again"),
    ("key", "harmless", "send_again"),
    ("key", "visible", "send_again"),
    ("put", "none", "send_again"),
    ("put", "harmless", "send_again"),
    ("put", "visible", "send_again"),
    ("natural", "none", "send_again"),
    ("natural", "harmless", "send_again"),
    ("natural", "visible", "send_again"),
    ("none", "none", "send_again"),
    ("none", "harmless", "send_again"),
    ("none", "visible", "look_up"),
]


@pytest.mark.parametrize(("idempotency", "effect", "decision"), AMBIGUOUS_TABLE)
def test_after_an_ambiguous_end_only_what_nobody_could_notice_is_repeated(idempotency, effect, decision):
    decided = after_failure(Idempotency(idempotency), DuplicateEffect(effect), FailureKind.AMBIGUOUS)

    assert decided == Decision(decision)


@pytest.mark.parametrize(
    ("failure", "decision"), [("not_done", "send_again"), ("refused", "reject"), ("refused_us", "pause_provider")]
)
@pytest.mark.parametrize("idempotency", list(Idempotency))
@pytest.mark.parametrize("effect", list(DuplicateEffect))
def test_the_other_ends_are_the_same_for_every_issuer(failure, decision, idempotency, effect):
    assert after_failure(idempotency, effect, FailureKind(failure)) == Decision(decision)


# applying
def test_applying_makes_a_draft_that_asks():
    at = hand_offs(FakeIssuer())

    draft = at.apply(HERE, "pv-basics", "en", NOW)

    assert (draft.status, draft.consent, draft.offer) == (_S.DRAFT, None, None)
    assert (draft.title, draft.provider) == ("Solar basics", "Solar School (demo)")
    assert at.store.pending_outbox(LANE) == []


def test_applying_twice_is_one_hand_off():
    at = hand_offs(FakeIssuer())

    first = at.apply(HERE, "pv-basics", "en", NOW)
    second = at.apply(HERE, "pv-basics", "en", LATER)

    assert first == second
    assert len(at.store.handoffs(HERE)) == 1


def test_two_learners_have_two_hand_offs():
    at = hand_offs(FakeIssuer())
    at.store.open_conversation(ConversationId("c-2"), "other", "web", "", "en", NOW)

    first = at.apply(HERE, "pv-basics", "en", NOW)
    second = at.apply(ConversationId("c-2"), "pv-basics", "en", NOW)

    assert first.id != second.id


def test_a_course_that_is_not_there_cannot_be_applied_for():
    with pytest.raises(NotFound):
        hand_offs(FakeIssuer()).apply(HERE, "elsewhere", "en", NOW)


def test_what_was_cancelled_can_be_applied_for_anew():
    at = hand_offs(FakeIssuer())
    first = at.apply(HERE, "pv-basics", "en", NOW)
    at.cancel(first.id, NOW)

    second = at.apply(HERE, "pv-basics", "en", LATER)

    assert second.id != first.id
    assert second.status == _S.DRAFT


# the yes
def test_a_yes_is_kept_with_the_words_that_were_shown():
    at = hand_offs(FakeIssuer())
    draft = at.apply(HERE, "pv-basics", "en", NOW)

    agreed = at.consent(draft.id, LATER)

    assert agreed.status == _S.CONSENTED
    assert agreed.consent.text == at.block(draft).text
    assert (agreed.consent.language, agreed.consent.at, agreed.consent.version) == ("en", LATER, "1")
    assert [(row.key, row.reference) for row in at.store.pending_outbox(LANE)] == [(draft.id, draft.id)]


def test_a_second_yes_changes_nothing():
    at = hand_offs(FakeIssuer())
    draft = at.apply(HERE, "pv-basics", "en", NOW)
    at.consent(draft.id, NOW)

    again = at.consent(draft.id, LATER)

    assert again.consent.at == NOW
    assert len(at.store.pending_outbox(LANE)) == 1


def test_a_yes_within_a_turn_writes_nothing_by_itself():
    at = hand_offs(FakeIssuer())
    draft = at.apply(HERE, "pv-basics", "en", NOW)

    agreed, rows = at.consent_to(draft.id, NOW)

    assert (agreed.status, [row.key for row in rows]) == (_S.CONSENTED, [draft.id])
    assert at.find(draft.id).status == _S.DRAFT
    assert at.store.pending_outbox(LANE) == []


def test_a_yes_to_what_was_cancelled_is_refused():
    at = hand_offs(FakeIssuer())
    draft = at.apply(HERE, "pv-basics", "en", NOW)
    at.cancel(draft.id, NOW)

    with pytest.raises(HandOffRefused):
        at.consent(draft.id, LATER)


def test_a_yes_to_nothing_is_refused():
    with pytest.raises(HandOffNotFound):
        hand_offs(FakeIssuer()).consent(HandOffId("nowhere"), NOW)


# cancelling
def test_a_draft_that_is_cancelled_was_never_at_the_issuer():
    at = hand_offs(FakeIssuer())
    draft = at.apply(HERE, "pv-basics", "en", NOW)

    gone = at.cancel(draft.id, NOW)

    assert gone.status == _S.CANCELLED
    assert at.store.pending_outbox(LANE) == []


def test_a_withdrawn_yes_is_brought_to_the_issuer():
    at = hand_offs(FakeIssuer())
    draft = at.apply(HERE, "pv-basics", "en", NOW)
    at.consent(draft.id, NOW)

    at.cancel(draft.id, LATER)
    at.cancel(draft.id, LATER)

    assert [row.key for row in at.store.pending_outbox(LANE)] == [draft.id, f"{draft.id}:cancel"]


def test_what_is_in_the_wallet_cannot_be_cancelled():
    at = hand_offs(FakeIssuer())
    at.store.save_handoff(a_handoff(status=_S.CLAIMED), None)

    with pytest.raises(HandOffRefused):
        at.cancel(HandOffId("h-1"), NOW)


# link
def test_a_provider_that_is_not_connected_is_a_link_at_once_and_nothing_is_sent():
    at = hand_offs(record=linked())

    given = at.apply(HERE, "pv-basics", "en", NOW)

    assert (given.protocol, given.status, given.offer.uri) == ("link", _S.OFFERED, "https://school.example/solar")
    assert at.block(given).url == "https://school.example/solar"
    assert "sent them nothing" in at.block(given).text
    assert at.consent(given.id, NOW) == given
    assert at.store.pending_outbox(LANE) == []


def test_a_provider_without_a_page_says_how_it_can_be_connected():
    at = hand_offs(record=linked(url=""))

    with pytest.raises(HandOffRefused, match="is not connected") as refused:
        at.apply(HERE, "pv-basics", "en", NOW)

    assert '[providers."Solar School (demo)"]' in refused.value.hint


def test_consent_is_only_given_to_a_draft():
    with pytest.raises(HandOffRefused):
        with_consent(a_handoff(status=_S.EXPIRED), NOW)


# leaving, and links that end
def consented(at):
    return at.consent(at.apply(HERE, "pv-basics", "en", NOW).id, NOW)


def test_who_leaves_takes_back_what_was_not_given_yet_and_the_way_to_the_provider_stays():
    at = hand_offs(FakeIssuer())
    offer = CredentialOffer(uri="x", tx_code="4711", external_id="o-1")
    waiting = consented(at)
    at.store.save_handoff(waiting.model_copy(update={"status": _S.OFFERED, "offer": offer}), _S.CONSENTED)

    at.withdraw_all(HERE, LATER)
    at.store.erase(HERE, LATER)

    left = at.find(waiting.id)
    assert (left.status, left.conversation, left.consent) == (_S.CANCELLED, "", None)
    assert (left.offer.external_id, left.offer.uri, left.offer.tx_code) == ("o-1", "", None)
    assert [row.key for row in at.store.pending_outbox(LANE)] == [f"{waiting.id}:cancel"]


@pytest.mark.parametrize("status", [_S.ENROLLED, _S.CLAIMED, _S.COMPLETED])
def test_who_has_it_already_keeps_it(status):
    at = hand_offs(FakeIssuer())
    had = consented(at)
    at.store.save_handoff(had.model_copy(update={"status": status}), _S.CONSENTED)

    at.withdraw_all(HERE, LATER)

    assert at.find(had.id).status == status


def an_offered(issuer, expires):
    at = hand_offs(issuer)
    offer = CredentialOffer(uri="https://lcw.app/old", external_id="o-1", expires=expires)
    handoff = consented(at).model_copy(update={"status": _S.OFFERED, "offer": offer})
    at.store.save_handoff(handoff, _S.CONSENTED)
    return at, handoff


def test_a_link_that_ended_is_made_anew_where_the_issuer_makes_such_links():
    issuer = FakeIssuer()
    issuer.renews = True
    at, ended = an_offered(issuer, NOW)

    anew = at.renewed(ended, LATER)

    assert anew.offer.uri == "openid-credential-offer://?credential_offer=%7B1%7D"
    assert at.find(ended.id) == anew


@pytest.mark.parametrize(("renews", "expires"), [(False, NOW), (True, LATER + timedelta(days=1)), (True, None)])
def test_a_link_that_holds_or_cannot_be_renewed_stays_as_it_is(renews, expires):
    issuer = FakeIssuer()
    issuer.renews = renews
    at, standing = an_offered(issuer, expires)

    assert at.renewed(standing, LATER) == standing
    assert issuer.made == {}
