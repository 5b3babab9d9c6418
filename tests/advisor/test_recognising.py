"""Is what work speaks for shown with its evidence, to be confirmed or denied, and is a learner's word counted as one?"""

from advisor.vocabulary.conversation import Intent, Understanding
from advisor.vocabulary.learner import Fact, Slot
from tests.fakes.advice import Talk, an_advisor, blocks
from tests.fakes.talking_library import ELECTRICIAN, HEIGHT, INSTALLER, WIRING

STORY = "I was an electrician"
SKILLS = Understanding(intent=Intent.SKILLS, language="en")


def held(skill, label, evidence="said"):
    return Fact(
        slot=Slot.HELD_SKILL, value={"skill": skill, "evidence": evidence, "label": label, "words": label}, turn=1
    )


def talk(**more):
    script = {
        STORY: {Slot.BACKGROUND: (ELECTRICIAN,)},
        "solar": {Slot.GOAL_OCCUPATION: INSTALLER},
        "what can I do?": SKILLS,
        **more,
    }
    return Talk(an_advisor(script))


def skills_of(reply):
    return [(item.label, item.evidence, item.confirmed) for block in blocks(reply, "skills") for item in block.items]


def texts(reply):
    return [block.text for block in blocks(reply, "text")]


def test_a_life_story_shows_what_the_work_speaks_for_with_its_evidence():
    reply = talk().say(STORY)

    assert skills_of(reply) == [("install wiring", "electrician: “I was an electrician”", False)]
    assert (
        "From your work as electrician I take it that you can also do the following. Say what of it is not true."
        in texts(reply)
    )


def test_the_same_work_told_again_shows_nothing_again():
    conversation = talk()
    conversation.say(STORY)

    assert skills_of(conversation.say(STORY)) == []


def test_the_question_that_is_asked_stays_the_last_block():
    reply = talk().say(STORY)

    assert reply.blocks[-1].type == "question"


def test_a_yes_confirms_what_was_inferred():
    conversation = talk()
    conversation.say(STORY)

    reply = conversation.tap("Yes, that is right")

    assert [(skill.skill, skill.evidence.value) for skill in reply.profile.held] == [(WIRING, "confirmed")]
    assert "Good, I count on this: install wiring." in texts(reply)


def test_a_denied_skill_is_missing_whatever_the_work_speaks_for():
    conversation = talk()
    conversation.say(STORY)

    reply = conversation.tap("Not true: install wiring")
    plan = blocks(conversation.say("solar"), "pathway")[0]

    assert reply.profile.not_held == (WIRING,)
    assert "I do not count this: install wiring." in texts(reply)
    assert WIRING in {need.skill for need in plan.gap.missing}


def test_what_was_said_stands_before_what_is_inferred():
    conversation = talk(height=Understanding(intent=Intent.ADVICE, language="en", facts=(held(HEIGHT, "work at height"),)))  # fmt: skip
    conversation.say(STORY)
    conversation.say("height")

    reply = conversation.say("what can I do?")

    assert skills_of(reply) == [
        ("work at height", "work at height", True),
        ("install wiring", "electrician: “I was an electrician”", False),
    ]


def test_a_denied_skill_is_shown_no_more():
    conversation = talk()
    conversation.say(STORY)
    conversation.tap("Not true: install wiring")

    reply = conversation.say("what can I do?")

    assert skills_of(reply) == []
    assert [block.slot for block in blocks(reply, "question")] == ["background"]


def test_without_a_story_one_is_asked_for_and_nothing_is_guessed():
    reply = talk().say("what can I do?")

    (question,) = blocks(reply, "question")
    assert question.text.startswith("You have not told me yet what you have done so far.")
    assert skills_of(reply) == []


def test_a_certificate_is_counted_on_the_learners_word_and_whom_to_ask_is_said():
    said = Understanding(intent=Intent.ADVICE, language="en", facts=(held(HEIGHT, "work at height"),))
    conversation = talk(**{"I have a certificate for heights": said})
    conversation.say("solar")

    reply = conversation.say("I have a certificate for heights")

    counted = texts(reply)[0]
    assert counted.startswith("I count this on your word: work at height. You can show the certificate later")
    assert [step.micro_credential_id for step in blocks(reply, "pathway")[0].steps] == ["pv-1"]


def test_who_awards_what_teaches_the_skill_is_named_with_its_quote():
    said = Understanding(intent=Intent.ADVICE, language="en", facts=(held(HEIGHT, "work at height"),))

    reply = talk(heights=said).say("heights")

    block = blocks(reply, "text")[0]
    (cited,) = [citation for citation in reply.citations if citation.n in block.citations]
    assert block.text.endswith("is decided by those who award it, for example Chamber (demo).")
    assert (cited.locator, cited.quote) == ("awarding_body", "Chamber (demo)")


def test_where_nobody_here_awards_it_the_recognition_office_is_named():
    said = Understanding(intent=Intent.ADVICE, language="en", facts=(held("urn:s:sing", "sing"),))

    reply = talk(**{"I sing": said}).say("I sing")

    assert "the recognition office (ENIC-NARIC) of your country" in texts(reply)[0]
