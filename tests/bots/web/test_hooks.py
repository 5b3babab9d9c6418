"""Is a provider's call taken once, believed only when it is the provider's, and never a way in for anybody else?"""

import json

import pytest

from advisor.handoff import HandOffs
from advisor.handoff_ports import Connection
from advisor.issuers import open_connection
from advisor.storage.memory import MemoryConversationStore
from advisor.vocabulary.conversation import ConversationId
from advisor.vocabulary.handoff import CredentialOffer, HandOffStatus, ProviderAnswer
from bots.installation import installation_secret
from bots.provider_calls import address_of, capability
from bots.settings import Settings
from tests.bots.web.house import a_web
from tests.builders import NOW, a_micro_credential
from tests.contracts.test_credential_issuer import SCHOOL, a_handoff, an_entry, by_network
from tests.fakes.fake_issuer import FakeIssuer, FakeSchool
from tests.fakes.one_course_library import OneCourseLibrary
from tests.fakes.outspoken_advisor import OutspokenAdvisor
from tests.issuers.learncard_network import LearnCardNetwork

HERE = ConversationId("c-1")
OFFER = CredentialOffer(uri="openid-credential-offer://x", tx_code="4711", external_id="o-1")
EVENTS = {"values": {"issued": "claimed", "gone": "expired", "in": "enrolled"}}


class Issuers:
    """One provider that may call, and one that may not."""

    names = (SCHOOL, "Silent School")

    def __init__(self, connection):
        self._connection = connection

    def __call__(self, provider):
        return self._connection if provider == SCHOOL else Connection("link")


class Cannot(FakeIssuer):
    """An issuer that cannot be asked how far a claim is: what it tells is all there is."""

    def status(self, handoff):
        return None


def with_events(fake, **events):
    described = open_connection(an_entry(events={**EVENTS, **events}), lambda _: "").events
    return Connection("oid4vci", offers=fake.connection.offers, enrolment=fake.connection.enrolment, events=described)


class Called(OutspokenAdvisor):
    """The scripted adviser with one hand-off that a provider may tell of."""

    def __init__(self, connection, **handoff):
        super().__init__()
        self.kept = MemoryConversationStore()
        self.kept.open_conversation(HERE, "hash", "web", "", "en", NOW)
        self.kept.save_handoff(a_handoff(**{"status": HandOffStatus.OFFERED, "offer": OFFER, **handoff}), None)
        library = OneCourseLibrary(a_micro_credential())
        self.handoffs = HandOffs(self.kept, library, Issuers(connection), lambda: "m-1", "https://c.example")

    def now_is(self):
        return self.kept.handoff("h-1")

    def told(self):
        return [turn.reply.blocks[0].status for turn in self.kept.conversation(HERE).turns]


@pytest.fixture
def open_web(tmp_path):
    opened = []

    def make(connection, **handoff):
        web = a_web(tmp_path / "web", Called(connection, **handoff), public_url="https://cairn.example")
        opened.append(web)
        return next(web)

    yield make
    for each in opened:
        each.close()


def secret_of(web, provider=SCHOOL):
    return capability(installation_secret(web.app.state.front.house.settings), provider)


def call(web, document, *, where="", headers=None, raw=None):
    body = json.dumps(document).encode() if raw is None else raw
    return web.client.post(f"/hooks/{where or secret_of(web)}", content=body, headers=headers or {})


ISSUED = {"id": "e-1", "reference": "h-1", "status": "issued"}


def test_news_are_taken_told_and_what_opened_the_offer_is_forgotten(open_web):
    web = open_web(with_events(Cannot()))

    answer = call(web, ISSUED)

    assert (answer.status_code, answer.json()) == (200, {"taken": True})
    assert web.advisor.now_is().status == HandOffStatus.CLAIMED
    assert (web.advisor.now_is().offer.uri, web.advisor.now_is().offer.tx_code) == ("", None)
    assert web.advisor.told() == ["claimed"]


def test_the_same_news_again_change_nothing(open_web):
    web = open_web(with_events(Cannot()))

    answers = [call(web, ISSUED).status_code for _ in range(3)]

    assert answers == [200, 200, 200]
    assert web.advisor.told() == ["claimed"]


def test_where_the_issuer_can_be_asked_only_its_own_answer_counts(open_web):
    web = open_web(with_events(FakeIssuer()))  # it says: nobody fetched it

    answer = call(web, ISSUED)

    assert answer.status_code == 200
    assert web.advisor.now_is().status == HandOffStatus.OFFERED
    assert "claimed" not in web.advisor.told()


def test_a_place_is_told_of(open_web):
    school = FakeSchool(state=HandOffStatus.ENROLLED)
    school.places.add("h-1")
    web = open_web(
        with_events(school),
        status="accepted_by_provider",
        offer=None,
        enrolment=ProviderAnswer(status="accepted_by_provider"),
    )

    call(web, {"id": "e-1", "reference": "h-1", "status": "in"})

    assert web.advisor.now_is().status == HandOffStatus.ENROLLED
    assert web.advisor.told() == ["enrolled"]


@pytest.mark.parametrize("status", ["cancelled", "rejected", "claimed", "draft", "needs_attention"])
def test_news_that_lead_nowhere_from_here_change_nothing(open_web, status):
    web = open_web(with_events(Cannot()), status=status)

    call(web, ISSUED)

    assert web.advisor.now_is().status == HandOffStatus(status)


# who may call
@pytest.mark.parametrize("where", ["x", "0" * 64, "%00", "../v1"])
def test_a_guess_finds_nothing(open_web, where):
    web = open_web(with_events(Cannot()))

    answer = web.client.post(f"/hooks/{where}", content=json.dumps(ISSUED))

    assert answer.status_code == 404
    assert web.advisor.now_is().status == HandOffStatus.OFFERED


def test_a_provider_that_has_nothing_to_tell_has_no_address(open_web):
    web = open_web(with_events(Cannot()))

    silent, guess = call(web, ISSUED, where=secret_of(web, "Silent School")), call(web, ISSUED, where="x")

    assert (silent.status_code, silent.json()) == (404, guess.json())


def test_one_provider_tells_nothing_of_anothers_learners(open_web):
    web = open_web(with_events(Cannot()), provider="Somebody else")

    answer = call(web, ISSUED)

    assert answer.status_code == 200
    assert web.advisor.now_is().status == HandOffStatus.OFFERED
    assert [letter.reason for letter in web.app.state.provider_calls.dead()] == ["about no hand-off of this provider"]


def test_without_the_signature_that_the_file_asks_for_nothing_is_believed(open_web):
    web = open_web(with_events(Cannot(), proof="hmac", secret="0123456789abcdef"))

    unsigned = call(web, ISSUED)
    forged = call(web, ISSUED, headers={"X-Signature-256": "sha256=" + "0" * 64})

    assert (unsigned.status_code, forged.status_code) == (401, 401)
    assert web.advisor.now_is().status == HandOffStatus.OFFERED


@pytest.mark.parametrize("raw", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 5000, b'{"status": "issued"}'])
def test_what_cannot_be_read_is_kept_and_acknowledged(open_web, raw):
    web = open_web(with_events(Cannot()))

    answers = [call(web, None, raw=raw).status_code for _ in range(2)]

    assert answers == [200, 200]
    assert [letter.reason for letter in web.app.state.provider_calls.dead()] == ["malformed"]


def test_more_than_a_megabyte_is_not_read(open_web):
    web = open_web(with_events(Cannot()))

    large = call(web, None, raw=b" " * (2**20 + 1))
    fits = call(web, None, raw=json.dumps(ISSUED).encode() + b" " * 2**19)

    assert (large.status_code, fits.status_code) == (413, 200)


def test_the_address_is_long_the_same_after_a_restart_and_each_providers_own(tmp_path):
    settings = Settings(data=tmp_path, public_url="https://cairn.example/")

    first, again, other = (
        address_of(settings, SCHOOL),
        address_of(settings, SCHOOL, "h-1"),
        address_of(settings, "Other"),
    )

    assert first.startswith("https://cairn.example/hooks/")
    assert len(first.rpartition("/")[2]) == 64
    assert again == f"{first}?reference=h-1"
    assert other != first
    assert address_of(Settings(data=tmp_path), SCHOOL) == ""


def test_learncards_own_call_is_taken(open_web):
    network = LearnCardNetwork()
    connection = by_network(network)
    web = open_web(connection, offer=connection.offers.offer(a_handoff(), "h-1"))
    body, headers = network.claim("issuance-1")

    signed = web.client.post(f"/hooks/{secret_of(web)}?reference=h-1", content=body, headers=headers)
    unsigned = web.client.post(f"/hooks/{secret_of(web)}?reference=h-1", content=body)
    network.close()

    assert (signed.status_code, unsigned.status_code) == (200, 401)
    assert web.advisor.now_is().status == HandOffStatus.CLAIMED


def test_a_genuine_token_with_a_lie_beside_it_is_not_believed(open_web):
    network = LearnCardNetwork()
    connection = by_network(network)
    web = open_web(connection, offer=connection.offers.offer(a_handoff(), "h-1"))
    body, headers = network.claim("issuance-1")
    network.inboxes["issuance-1"]["status"] = "PENDING"  # the token is somebody's copy; nobody claimed anything

    web.client.post(f"/hooks/{secret_of(web)}?reference=h-1", content=body, headers=headers)
    network.close()

    assert web.advisor.now_is().status == HandOffStatus.OFFERED
