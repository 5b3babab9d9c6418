"""What do the doors get from the front of the room?"""

from datetime import timedelta

import pytest

from advisor.errors import ConversationNotFound
from advisor.settings import AdvisorSettings
from advisor.storage.memory_cases import MemoryCaseStore
from advisor.vocabulary.conversation import IncomingMessage
from advisor.vocabulary.learner import Goal, LearnerProfile
from tests.builders import NOW, TODAY
from tests.fakes.advice import Talk, an_advisor
from tests.fakes.talking_library import INSTALLER

WANTED = LearnerProfile(goal=Goal(occupation=INSTALLER))


def test_only_the_token_opens_a_conversation_and_only_its_hash_is_kept():
    advisor = an_advisor()
    conversation, token = advisor.start_conversation("web", now=NOW)

    advisor.authorise(conversation, token)

    with pytest.raises(ConversationNotFound):
        advisor.authorise(conversation, token + "x")
    with pytest.raises(ConversationNotFound):
        advisor.authorise("nowhere", token)
    assert token not in str(advisor.export(conversation))
    assert advisor.store.token_hash(conversation) != token


def test_a_foreign_conversation_looks_like_a_missing_one():
    advisor = an_advisor()
    conversation, _ = advisor.start_conversation("web", now=NOW)

    errors = []
    for name in (conversation, "nowhere"):
        with pytest.raises(ConversationNotFound) as caught:
            advisor.authorise(name, "wrong")
        errors.append((str(caught.value), caught.value.hint))

    assert errors[0] == errors[1]


def test_a_channel_that_names_its_conversation_finds_it_again():
    advisor = an_advisor()

    first, _ = advisor.start_conversation("telegram", "7", now=NOW, identifier="tg-7", token="k")
    again, _ = advisor.start_conversation("telegram", "7", now=NOW, identifier="tg-7", token="k")

    assert first == again == "tg-7"
    advisor.authorise("tg-7", "k")


def test_a_pathway_is_found_again_by_its_receipt():
    advisor = an_advisor()

    planned = advisor.plan(WANTED, TODAY)

    assert advisor.pathway(planned.receipt) == planned
    assert advisor.pathway("unknown") is None


def test_the_moment_of_a_day_gives_the_pathway_of_the_day():
    advisor = an_advisor()

    assert advisor.plan(WANTED, NOW) == advisor.plan(WANTED, TODAY)


class StoreWithAnotherProcess(MemoryCaseStore):
    """Another process opens a turn of the same conversation between our first two steps."""

    meanwhile: IncomingMessage | None = None

    def open_turn(self, message, now):
        waiting, self.meanwhile = self.meanwhile, None  # a step is whole: nothing comes in between
        opened = super().open_turn(message, now)
        self.meanwhile = waiting
        self._another_process()
        return opened

    def conversation(self, identifier):
        found = super().conversation(identifier)
        self._another_process()
        return found

    def _another_process(self):
        message, self.meanwhile = self.meanwhile, None
        if message is not None:
            super().open_turn(message, NOW)


def test_no_message_is_answered_before_one_that_another_process_took_in_earlier():
    store = StoreWithAnotherProcess()
    advisor = an_advisor(store=store)
    here, _ = advisor.start_conversation("web", now=NOW)
    store.meanwhile = IncomingMessage(conversation=here, client_message_id="theirs", text="I live in Tuzla")

    advisor.take_turn(IncomingMessage(conversation=here, client_message_id="ours", text="hello"), NOW)

    turns = advisor.conversation(here).turns
    ours = next(turn.number for turn in turns if turn.client_message_id == "ours")
    assert len(turns) == 2
    assert [turn.number for turn in turns if turn.number < ours and turn.reply is None] == []


def test_erasing_leaves_nothing_to_find():
    advisor = an_advisor()
    talk = Talk(advisor)
    talk.say("something private")

    advisor.erase(talk.id, NOW)

    with pytest.raises(ConversationNotFound):
        advisor.conversation(talk.id)


def test_a_conversation_is_forgotten_when_its_days_are_over():
    advisor = an_advisor(settings=AdvisorSettings(keep_days=30))
    talk = Talk(advisor)
    talk.say("hello")

    early = advisor.forget_idle(NOW + timedelta(days=29))
    late = advisor.forget_idle(NOW + timedelta(days=31))

    assert (early, late) == (0, 1)
    with pytest.raises(ConversationNotFound):
        advisor.conversation(talk.id)


def test_a_plan_from_a_written_profile_leaves_a_row_in_the_audit_without_a_word_of_the_profile():
    advisor = an_advisor()
    wanted = WANTED.model_copy(update={"goal": Goal(text="private words", occupation=INSTALLER)})

    made = advisor.plan(wanted, NOW)
    advisor.plan(wanted, NOW)

    first, again = advisor.audited()
    assert (first.event, first.at, first.body["receipts"]) == ("pathway", NOW, [made.receipt])
    assert first.body["shown"] == [step.micro_credential_id for step in made.steps]
    assert first.body["shown"]
    assert "private" not in first.text
    assert again.body == first.body
    assert advisor.audit_standing() == (2, None)
