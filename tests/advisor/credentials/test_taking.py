"""Does a certificate become skills with their evidence, only after a yes, once, and without being kept?"""

import hashlib
import json

import pytest

from advisor.credentials.examined import Achievement, Alignment
from advisor.credentials.proposing import spoken_for
from advisor.errors import ConversationNotFound, MessageConflict
from advisor.reading.rules import RulesReader
from advisor.vocabulary.conversation import ConversationState
from advisor.vocabulary.learner import Evidence, Goal, HeldSkill, LearnerProfile
from knowledge.vocabulary.organisation import Organisation
from tests.advisor.credentials.making import (
    ANA,
    BOB,
    a_badge,
    a_desk,
    a_presentation,
    an_achievement,
    as_jwt,
    in_bytes,
    signed,
)
from tests.builders import NOW, a_micro_credential, an_opportunity
from tests.fakes.advice import Talk, an_advisor, blocks, notices
from tests.fakes.talking_library import INSTALLER, PANELS, TalkingLibrary

PANEL_SKILL = [{"type": ["Alignment"], "targetName": "mount solar panels", "targetUrl": PANELS}]
DOCUMENT, RIGHT = "Yes, count it as a document", "Yes, that is right"


def a_certificate(**changes):
    badge = a_badge(**changes)
    badge["credentialSubject"]["achievement"] = an_achievement(alignment=PANEL_SKILL)
    return badge


def take(talk, data, key="f-1", name="badge.json"):
    talk.replies.append(talk.advisor.take_credential(talk.id, name, data, key, NOW))
    return talk.replies[-1]


def present(talk, badge, **wallet):
    talk.say("/certificate")
    request = talk.advisor.presentations.open(blocks(talk.replies[-1], "handoff")[0].handoff, NOW)
    data = in_bytes(a_presentation(badge, challenge=request.challenge, domain="https://cairn.example", **wallet))
    talk.replies.append(talk.advisor.presentations.present(request.id, data, "https://cairn.example", NOW))
    return talk.replies[-1]


class CourseLibrary(TalkingLibrary):
    """The talking library with one more course."""

    def __init__(self, course):
        super().__init__()
        self._records[course.id] = course


@pytest.fixture
def talk():
    return Talk(an_advisor(certificates=a_desk()))


def words(reply):
    return "\n".join(block.text for block in blocks(reply, "text"))


def test_a_file_is_checked_aloud_and_counts_as_a_document_after_the_yes(talk):
    shown = take(talk, in_bytes(signed(a_certificate())))
    before = shown.profile.held
    after = talk.tap(DOCUMENT).profile.held

    assert "I looked at this certificate: “Solar installer”, from Green School." in words(shown)
    assert "A file alone does not show that it was issued to you" in words(shown)
    assert [item.uri for item in blocks(shown, "skills")[0].items] == [PANELS]
    assert before == ()
    assert [(held.skill, held.evidence, held.words) for held in after] == [
        (PANELS, Evidence.DOCUMENT, "“Solar installer”, Green School")
    ]


def test_what_a_wallet_shows_with_all_six_right_counts_as_verified(talk):
    shown = present(talk, signed(a_certificate()))
    held = talk.tap(RIGHT).profile.held

    assert "It was issued to you: your wallet has shown that." in words(shown)
    assert [(each.skill, each.evidence) for each in held] == [(PANELS, Evidence.VERIFIED)]


@pytest.mark.parametrize(
    ("badge", "said"),
    [
        (signed(a_certificate(validUntil="2026-02-01T00:00:00Z")), "It expired on 2026-02-01."),
        ({**signed(a_certificate()), "name": "Brain surgery"}, "The signature is wrong"),
        (signed(a_certificate(), BOB), "It is signed by somebody else than the issuer that it names."),
    ],
    ids=["expired", "tampered", "other key"],
)
def test_what_is_wrong_is_said_plainly_and_counts_for_nothing(talk, badge, said):
    shown = take(talk, in_bytes(badge))

    assert said in words(shown)
    assert blocks(shown, "skills") == []
    assert "So I count nothing from it." in blocks(shown, "question")[0].text


def test_a_certificate_of_somebody_else_counts_for_nothing(talk):
    shown = present(talk, signed(a_certificate()), holder=BOB)

    assert words(shown).endswith("It was issued to somebody else than the one who showed it.")
    assert blocks(shown, "skills") == []


def test_a_skill_that_is_denied_is_not_held(talk):
    take(talk, in_bytes(signed(a_certificate())))

    profile = talk.tap("Not true: mount solar panels").profile

    assert (profile.held, profile.not_held) == ((), (PANELS,))


def test_a_skill_from_a_certificate_leaves_the_gap_with_its_evidence():
    advisor = an_advisor(certificates=a_desk())
    talk = Talk(advisor)
    take(talk, in_bytes(signed(a_certificate())))
    talk.tap(DOCUMENT)

    pathway = advisor.plan(talk.replies[-1].profile.model_copy(update={"goal": Goal(occupation=INSTALLER)}), NOW)

    assert [(need.skill, need.source) for need in pathway.gap.held] == [(PANELS, "document")]


def test_the_same_file_again_gives_the_same_reply_and_another_one_is_refused(talk):
    data = in_bytes(signed(a_certificate()))

    first, again = take(talk, data), take(talk, data)

    assert first == again
    with pytest.raises(MessageConflict):
        take(talk, in_bytes(signed(a_certificate(name="Other"))))
    assert len(talk.advisor.conversation(talk.id).turns) == 1


def test_result_title_and_fingerprint_are_kept_and_the_certificate_is_not(talk):
    data = in_bytes(signed(a_certificate()))
    take(talk, data, name="C:\\Users\\ana\\my badge\n.json")

    held = talk.advisor.export(talk.id)

    (turn,) = held["turns"]
    (check,) = turn["reply"]["explain"][0]["value"]
    assert turn["text"] == "/certificate my badge.json"
    assert (check["title"], check["sha256"]) == ("Solar installer", hashlib.sha256(data).hexdigest())
    assert check["signature"] == {"standing": "valid", "reason": None, "detail": ""}
    everything = json.dumps(held)
    assert "proofValue" not in everything
    assert "Mounts and connects" not in everything
    assert ANA.did not in everything


def test_an_erased_conversation_leaves_nothing_of_it(talk):
    take(talk, in_bytes(signed(a_certificate())))

    talk.advisor.erase(talk.id, NOW)

    with pytest.raises(ConversationNotFound):
        talk.advisor.export(talk.id)


def test_a_file_that_is_no_certificate_is_answered_in_one_sentence(talk):
    shown = take(talk, b"%PDF-1.7")

    assert "error" in notices(shown)
    assert "I cannot read this file as a digital certificate." in shown.blocks[-1].text


def test_a_certificate_without_a_known_skill_asks_for_the_learners_own_words(talk):
    badge = a_badge()
    badge["credentialSubject"]["achievement"] = an_achievement(
        name="Juggling", description="", criteria={}, alignment=[]
    )

    shown = take(talk, as_jwt({**badge, "iss": badge["issuer"]["id"]}).encode())

    assert "Tell me in your own words what you learnt there." in words(shown)


def test_a_crash_before_the_answer_asks_for_the_file_again(talk):
    from advisor.credentials import taking

    def crash():
        raise KeyboardInterrupt

    shown = taking.Shown(talk.id, "badge.json", "0" * 64, "f-9", crash)
    with pytest.raises(KeyboardInterrupt):
        taking.take_shown(talk.advisor._parts, shown, NOW)

    assert talk.advisor.resume_open_turns(NOW) == 1
    reply = talk.advisor.conversation(talk.id).turns[-1].reply
    assert words(reply) == "Your file did not reach me whole. Please send it again."


def test_while_a_person_is_there_they_ask_and_the_machine_only_says_what_it_checked(talk):
    talk.say("hello")
    taken_over = talk.advisor._parts.store.conversation(talk.id).model_copy(
        update={"state": ConversationState.WITH_COUNSELLOR}
    )
    talk.advisor._parts.store._conversations[talk.id] = taken_over

    shown = take(talk, in_bytes(signed(a_certificate())))

    assert "I looked at this certificate" in words(shown)
    assert blocks(shown, "skills") == []
    assert shown.state is ConversationState.WITH_COUNSELLOR


def test_words_alone_speak_for_a_skill_less_surely_than_its_name():
    named = Achievement(title="Anything", alignments=(Alignment(address=PANELS),))
    worded = Achievement(title="I can handle solar panels")

    assert list(spoken_for(named, TalkingLibrary())) == [(PANELS, 1.0)]
    assert list(spoken_for(worded, TalkingLibrary())) == [(PANELS, 0.7)]


@pytest.mark.parametrize(
    "changes",
    [{"name": "panels  A1", "id": "urn:x:1"}, {"id": "https://school.example/panels"}],
    ids=["title and issuer", "address"],
)
def test_the_certificate_of_a_course_in_the_catalogue_waives_that_course(changes):
    course = a_micro_credential(
        id="panels",
        title="Panels A1",
        awarding_body=Organisation(name="Green School"),
        opportunities=(an_opportunity(url="https://school.example/panels"),),
    )
    talk = Talk(an_advisor(certificates=a_desk(), library=CourseLibrary(course)))
    badge = a_badge()
    badge["credentialSubject"]["achievement"] = an_achievement(**changes)

    shown = take(talk, in_bytes(signed(badge)))
    profile = talk.tap(DOCUMENT).profile

    assert "It is the certificate of “Panels A1”" in words(shown)
    assert profile.completed == ("panels",)


@pytest.mark.parametrize(
    ("held", "evidence"),
    [((), "said"), ((HeldSkill(skill=PANELS, evidence=Evidence.VERIFIED),), "verified")],
    ids=["told", "shown"],
)
def test_a_waived_course_says_whether_a_certificate_shows_it(held, evidence):
    course = a_micro_credential(id="panels", title="Panels A1", skills=[PANELS])
    advisor = an_advisor(library=CourseLibrary(course))
    profile = LearnerProfile(goal=Goal(occupation=INSTALLER), completed=("panels",), held=held)

    pathway = advisor.plan(profile, NOW)

    assert [(one.micro_credential_id, one.evidence) for one in pathway.waived] == [("panels", evidence)]


def test_a_yes_in_words_counts_like_the_button_and_can_be_taken_back():
    talk = Talk(an_advisor(certificates=a_desk(), reader=RulesReader(TalkingLibrary())))
    take(talk, in_bytes(signed(a_certificate())))

    held = talk.say("yes, that is right").profile.held
    after = talk.say("/forget_cv").profile.held

    assert [(each.skill, each.evidence) for each in held] == [(PANELS, Evidence.DOCUMENT)]
    assert after == ()
