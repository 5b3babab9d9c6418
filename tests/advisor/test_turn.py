"""What does a learner get in each kind of turn?"""

import logging

import pytest

from advisor.planning import plan
from advisor.settings import AdvisorSettings
from advisor.storage.memory import MemoryConversationStore
from advisor.vocabulary.conversation import IncomingMessage, Intent
from advisor.vocabulary.learner import Slot
from tests.builders import NOW, a_micro_credential
from tests.fakes.advice import Talk, an_advisor, blocks, notices
from tests.fakes.scripted_reader import ScriptedReader
from tests.fakes.talking_library import ELECTRICIAN, INSTALLER, PANELS, TalkingLibrary

SOLAR = "I was an electrician and want to work with solar panels, free, six hours a week"
SCRIPT = {
    SOLAR: {
        Slot.BACKGROUND: (ELECTRICIAN,),
        Slot.GOAL_OCCUPATION: INSTALLER,
        Slot.MAX_PRICE: {"amount": 0.0, "currency": None},
        Slot.HOURS_PER_WEEK: 6.0,
    },
    "solar, please": {Slot.GOAL_OCCUPATION: INSTALLER},
    "I want to learn": {Slot.HOURS_PER_WEEK: 4.0},
    "hello": Intent.GREETING,
    "thanks": Intent.THANKS,
    "what will the weather be?": Intent.OFF_TOPIC,
    "is it recognised by universities?": Intent.POLICY,
    "who pays for it?": Intent.POLICY,
    "I want to apply": Intent.APPLY,
}


def talk(**given):
    return Talk(an_advisor(SCRIPT, **given))


def test_the_first_sentence_that_says_enough_gives_a_pathway_at_once():
    reply = talk().say(SOLAR)

    (pathway,) = blocks(reply, "pathway")
    assert [step.title for step in pathway.steps] == ["Mounting solar panels"]
    assert (reply.progress.known, reply.progress.of) == (3, 5)
    assert len(blocks(reply, "question")) == 1
    assert [item.label for item in blocks(reply, "understood")[0].items] == [
        "goal: solar installer",
        "worked as: electrician",
        "6 hours a week",
        "free of charge",
    ]
    texts = [block.text for block in blocks(reply, "text")]
    assert texts[0] == "You bring something along that counts here: install wiring."
    assert texts[1] == "Here is 1 step towards solar installer: 20 hours, about 4 weeks at your pace, free of charge."
    assert texts[2] == "These steps do not cover yet: work at height."


def test_who_speaks_and_what_is_kept_is_said_once():
    conversation = talk(settings=AdvisorSettings(keep_days=30))

    first, second = conversation.say("hello"), conversation.say("thanks")

    assert notices(first) == ["ai", "privacy"]
    assert "30 days" in blocks(first, "notice")[1].text
    assert notices(second) == []


def test_every_statement_about_a_course_names_its_source():
    reply = talk().say(SOLAR)

    summary = blocks(reply, "text")[1]
    quotes = {citation.n: (citation.locator, citation.quote) for citation in reply.citations}
    assert [quotes[n] for n in summary.citations] == [("price", "0"), ("hours", "20")]
    assert all(r.citation in quotes for r in blocks(reply, "pathway")[0].steps[0].reasons)


def test_a_greeting_is_one_sentence_and_three_ways_to_begin():
    reply = talk().say("hello")

    (question,) = blocks(reply, "question")
    assert [choice.label for choice in question.choices] == [
        "Green skills",
        "I lost my job",
        "Recognise what I can already",
    ]


def test_without_a_goal_the_goal_is_asked_for():
    reply = talk().say("I want to learn")

    assert blocks(reply, "question")[0].slot == "goal"
    assert blocks(reply, "pathway") == []


def test_no_question_is_asked_twice():
    conversation = talk()
    slots = [blocks(conversation.say("solar, please"), "question")[0].slot]

    while question := blocks(conversation.tap("Skip"), "question"):
        slots.append(question[0].slot)

    assert slots == ["money", "time", "language", "place"]
    assert blocks(conversation.replies[-1], "text")[0].text.startswith("Good, I leave that open.")


def test_a_question_about_a_known_thing_is_never_asked():
    conversation = talk()

    first = conversation.say(SOLAR)
    second = conversation.tap("English")

    assert blocks(first, "question")[0].slot == "language"
    assert blocks(second, "question")[0].slot == "place"
    assert second.progress.known == 4


def test_a_goal_that_was_not_understood_is_not_asked_for_again_in_the_same_words():
    conversation = talk()

    first, second = conversation.say("mumble"), conversation.say("mumble mumble")

    asked = [blocks(reply, "question")[0].text for reply in (first, second)]
    assert asked[0] == "What work would you like to do, or what would you like to learn?"
    assert asked[1].startswith("I did not understand that yet.")


def test_a_tapped_choice_becomes_a_confirmed_fact_of_its_turn():
    conversation = talk()
    conversation.say("solar, please")
    conversation.tap("Skip")

    reply = conversation.tap("8 hours a week")

    held = conversation.advisor.conversation(conversation.id)
    assert reply.profile.constraints.hours_per_week == 8.0
    assert [(f.slot, f.turn, f.by, f.confirmed) for f in held.facts][-1] == (Slot.HOURS_PER_WEEK, 3, "choice", True)


def test_cheaper_plans_again_under_the_new_limit():
    conversation = talk()
    dear = blocks(conversation.say("solar, please"), "pathway")[0]

    free = blocks(conversation.tap("Only free courses"), "pathway")[0]

    assert [step.micro_credential_id for step in dear.steps] == ["height-1", "pv-1"]
    assert [step.micro_credential_id for step in free.steps] == ["pv-1"]
    told = [block.text for block in blocks(conversation.replies[-1], "text")]
    assert (
        "Compared with the plan before: 10 hours less; 40 EUR less; it covers 33 % of what is missing instead of 67 %; "
        "no longer in it: “Working at height”."
    ) in told


def test_a_button_that_is_gone_says_so():
    conversation = talk()
    conversation.say("solar, please")

    reply = conversation._send(choice="t9c9")

    assert notices(reply) == ["error"]
    assert "Please choose again" in blocks(reply, "notice")[0].text


def test_a_question_about_rules_is_answered_by_a_quote():
    reply = talk().say("is it recognised by universities?")

    (citation,) = reply.citations
    assert citation.quote == "Universities decide themselves whether they recognise a micro-credential."
    assert blocks(reply, "text")[0].text == f"Note on recognition, “Who recognises it?”: “{citation.quote}”"
    assert blocks(reply, "text")[0].citations == (1,)


def test_a_difference_is_answered_from_two_documents():
    reply = Talk(an_advisor({"what is the difference?": Intent.POLICY})).say("what is the difference?")

    assert [citation.id for citation in reply.citations] == ["recognition", "council"]
    assert [block.citations for block in blocks(reply, "text")] == [(1,), (2,), (1, 2)]


def test_words_of_a_button_that_are_typed_count_as_a_tap():
    conversation = talk()
    conversation.say("solar, please")

    person, paced = conversation.say("talk to a  person"), conversation.replies[0]

    assert notices(person) == ["person"]
    assert blocks(paced, "question")[0].slot == "money"


def test_what_the_sources_do_not_say_is_said_so_with_whom_to_ask():
    reply = talk().say("who pays for it?")

    assert notices(reply)[-1] == "not_in_sources"
    assert blocks(reply, "notice")[-1].text == (
        "My sources do not say. You could ask the public employment service of your town."
    )


def test_off_topic_is_one_friendly_sentence():
    reply = talk().say("what will the weather be?")

    assert notices(reply) == ["ai", "privacy", "off_topic"]
    assert blocks(reply, "pathway") == []


def test_a_person_can_always_be_asked_for():
    reply = talk(settings=AdvisorSettings(contact="Amra, 035 000 000, weekdays 8-16")).say("/human")

    assert notices(reply)[-1] == "person"
    assert "Amra, 035 000 000" in blocks(reply, "notice")[-1].text


def test_nothing_fits_names_the_limit_and_the_smallest_change():
    script = {"solar": {Slot.GOAL_OCCUPATION: INSTALLER, Slot.MAX_HOURS: 5.0}}

    reply = Talk(an_advisor(script)).say("solar")

    notice = blocks(reply, "notice")[-1]
    assert notice.kind == "no_match"
    assert "What stands in the way: hours in all." in notice.text
    assert "The smallest change that helps: hours in all from 5 h to" in notice.text


def test_a_limit_that_is_in_the_way_can_be_dropped_by_a_tap():
    script = {"solar": {Slot.GOAL_OCCUPATION: INSTALLER, Slot.MAX_HOURS: 5.0}}
    conversation = Talk(an_advisor(script))
    conversation.say("solar")

    reply = conversation.tap("No limit: hours in all")

    assert reply.profile.constraints.max_hours is None
    assert len(blocks(reply, "pathway")) == 1


def test_a_goal_that_no_course_serves_leads_to_other_fields_and_to_no_further_question():
    reply = Talk(an_advisor({"juggling": {Slot.GOAL_TEXT: "juggling"}})).say("juggling")

    assert blocks(reply, "notice")[-1].text == "I know no course for juggling yet."
    assert [block.slot for block in blocks(reply, "question")] == ["other_goal"]


def test_a_plan_that_an_answer_does_not_change_is_said_to_stay():
    conversation = talk()
    conversation.say(SOLAR)

    reply = conversation.tap("English")

    assert blocks(reply, "text")[0].text == (
        "Your plan stays as it is: 20 hours, about 4 weeks at your pace, free of charge."
    )


def test_a_price_that_is_not_stated_is_said_so():
    unpriced = TalkingLibrary(records=[a_micro_credential(id="pv", skills=(PANELS,), price=None)])
    script = {"solar": {Slot.GOAL_OCCUPATION: INSTALLER}}

    reply = Talk(an_advisor(script, library=unpriced)).say("solar")

    summary = next(block for block in blocks(reply, "text") if "towards" in block.text)
    assert summary.text == "Here is 1 step towards solar installer: 20 hours, price not stated."


def test_an_application_starts_with_the_first_step():
    conversation = talk()
    conversation.say(SOLAR)

    reply = conversation.say("I want to apply")

    (handoff,) = blocks(reply, "handoff")
    assert handoff.micro_credential_id == "pv-1"
    assert conversation.advisor.store.handoff(handoff.handoff).status.value == handoff.status


def test_danger_stops_all_advice_in_this_turn_and_in_the_next():
    conversation = talk()
    conversation.say(SOLAR)

    crisis, after, later = conversation.say("I want to die"), conversation.say("solar, please"), None
    later = conversation.tap("Go on with my plan")

    assert notices(crisis) == ["crisis"]
    assert "116 123" in blocks(crisis, "notice")[0].text
    assert [block.type for block in after.blocks] == ["question"]
    assert blocks(crisis, "pathway") + blocks(after, "pathway") == []
    assert len(blocks(later, "pathway")) == 1


def test_danger_in_the_first_message_puts_help_before_everything():
    reply = talk().say("I want to kill myself")

    assert notices(reply) == ["crisis", "ai"]


def test_a_heavy_load_is_answered_with_care_and_then_with_advice():
    script = {"my mother died last week and I need work in solar": {Slot.GOAL_OCCUPATION: INSTALLER}}

    reply = Talk(an_advisor(script)).say("my mother died last week and I need work in solar")

    assert "person" in notices(reply)
    assert len(blocks(reply, "pathway")) == 1


def test_the_same_message_again_gives_the_same_reply():
    advisor = an_advisor(SCRIPT)
    conversation, _ = advisor.start_conversation("web", now=NOW)
    message = IncomingMessage(conversation=conversation, client_message_id="m-1", text=SOLAR)

    first, again = advisor.take_turn(message, NOW), advisor.take_turn(message, NOW)

    assert again == first
    assert len(advisor.conversation(conversation).turns) == 1


def test_a_turn_that_a_crash_left_open_is_answered_after_the_restart():
    store = MemoryConversationStore()
    before = an_advisor(SCRIPT, store=store)
    conversation, _ = before.start_conversation("telegram", "chat-7", now=NOW)
    store.open_turn(IncomingMessage(conversation=conversation, client_message_id="m-1", text=SOLAR), NOW)

    resumed = an_advisor(SCRIPT, store=store).resume_open_turns(NOW)

    (turn,) = store.conversation(conversation).turns
    assert resumed == 1
    assert len(blocks(turn.reply, "pathway")) == 1
    assert [row.reference for row in store.pending_outbox("deliver")] == [turn.reply.message]


def test_an_earlier_open_message_is_answered_before_the_new_one():
    store = MemoryConversationStore()
    advisor = an_advisor(SCRIPT, store=store)
    conversation, _ = advisor.start_conversation("web", now=NOW)
    store.open_turn(IncomingMessage(conversation=conversation, client_message_id="m-1", text=SOLAR), NOW)

    reply = advisor.take_turn(IncomingMessage(conversation=conversation, client_message_id="m-2", text="thanks"), NOW)

    turns = store.conversation(conversation).turns
    assert all(turn.reply is not None for turn in turns)
    assert notices(turns[0].reply) == ["ai", "privacy"]
    assert notices(reply) == []


def test_only_a_channel_with_an_address_gets_a_delivery():
    advisor = an_advisor(SCRIPT)

    Talk(advisor).say("hello")
    reached = Talk(advisor, address="chat-7")
    reply = reached.say("hello")

    (row,) = advisor.store.pending_outbox("deliver")
    assert (row.conversation, row.reference) == (reached.id, reply.message)


def test_a_failure_is_told_without_a_word_of_the_message_in_the_log(caplog):
    def broken(profile, library, today):
        raise ValueError(f"cannot plan {profile}")

    conversation = Talk(an_advisor(SCRIPT, planner=broken))
    with caplog.at_level(logging.DEBUG):
        reply = conversation.say(SOLAR)

    assert notices(reply)[-1] == "error"
    assert "turn_failed" in caplog.text
    assert "solar" not in caplog.text


def test_a_message_that_breaks_the_reader_does_not_block_the_conversation():
    class Breaking(ScriptedReader):
        def read(self, message, *rest):
            if message.text == "break":
                raise RuntimeError
            return super().read(message, *rest)

    conversation = Talk(an_advisor(reader=Breaking(SCRIPT)))

    broken, after = conversation.say("break"), conversation.say(SOLAR)

    assert blocks(broken, "question")[0].slot == "goal"
    assert len(blocks(after, "pathway")) == 1


def test_a_source_that_no_longer_says_it_takes_the_statement_with_it():
    emptied = [a_micro_credential(id=name, title="Other", hours=None, price=None) for name in ("pv-1", "height-1")]

    def planner(profile, library, today):
        return plan(profile, TalkingLibrary(), today)

    reply = Talk(an_advisor(SCRIPT, library=TalkingLibrary(emptied), planner=planner)).say(SOLAR)

    assert blocks(reply, "pathway") == []
    assert notices(reply)[-1] == "not_in_sources"


def test_every_stage_of_a_turn_can_be_read():
    reply = talk().say(SOLAR)

    assert [stage.stage for stage in reply.explain] == [
        "distress", "reading", "profile", "move", "question", "candidates", "gap", "planning",
        "wording", "grounding", "citations", "asked", "engines",
    ]  # fmt: skip


@pytest.mark.parametrize("said", ["", " ", "\x00", "🪨" * 2000, "/unknown", "{name} {0} %s", "\u202eabc"])
def test_a_strange_message_gets_an_answer(said):
    reply = talk().say(said)

    assert reply.blocks
