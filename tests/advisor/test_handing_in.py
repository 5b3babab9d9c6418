"""Is a file read only after a yes, shown to be confirmed, and kept nowhere?"""

import json
from dataclasses import replace

import pytest

from advisor.errors import ConsentMissing, MessageConflict, UnreadableFile
from advisor.handing_in import HandedIn, is_certificate
from advisor.reading.rules import RulesReader
from advisor.vocabulary.learner import Slot
from knowledge.errors import MalformedDraft
from tests.builders import NOW
from tests.fakes.advice import Talk, an_advisor, blocks
from tests.fakes.talking_library import ELECTRICIAN, HEIGHT, TalkingLibrary

LINES = ("Anna CANARY-NAME", "Experience", "2010 - 2020 electrician, CANARY-FIRM", "Skills", "work at height", "Languages", "English, German")  # fmt: skip


class Reader:
    """Reads any file as the same lines, or refuses it."""

    def __init__(self, lines=LINES, refuses=""):
        self.lines, self.refuses, self.seen = lines, refuses, 0

    def __call__(self, content, name):
        self.seen += 1
        if self.refuses:
            raise MalformedDraft(self.refuses, hint="a hint for providers")
        return self.lines


def a_talk(reader=None, **given):
    library = TalkingLibrary()
    advisor = an_advisor(library=library, reader=RulesReader(library))
    advisor._parts = replace(advisor._parts, read_lines=reader or Reader())
    return Talk(advisor, **given)


def hand_in(talk, **given):
    valid = {"name": "cv.txt", "content": b"a file", "client_message_id": "f-1", "consent": True, "language": "en"}
    reply = talk.advisor.take_file(HandedIn(talk.id, **{**valid, **given}), NOW)
    talk.replies.append(reply)
    return reply


def items(reply):
    return [(item.label, item.evidence, item.confirmed) for block in blocks(reply, "skills") for item in block.items]


def consents(talk):
    return [fact for fact in talk.advisor.conversation(talk.id).facts if fact.slot is Slot.CONSENT]


def test_what_a_document_says_is_shown_with_its_words_and_counts_for_nothing_yet():
    reply = hand_in(a_talk())

    assert items(reply) == [
        ("worked as: electrician", "line 3: “electrician”", False),
        ("work at height", "line 5: “work at height”", False),
        ("courses in: English, Deutsch", "line 7: “English, German”", False),
    ]
    assert reply.profile.held == ()
    assert reply.profile.background == ()
    assert reply.profile.constraints.languages == ()


def test_after_a_yes_it_counts_with_the_document_as_its_evidence():
    talk = a_talk()
    hand_in(talk)

    reply = talk.tap("Yes, that is right")

    [held] = reply.profile.held
    assert (held.skill, held.evidence.value, held.words) == (HEIGHT, "document", "work at height")
    assert reply.profile.background == (ELECTRICIAN,)
    assert reply.profile.constraints.languages == ("en", "de")


def test_a_typed_yes_is_a_yes():
    talk = a_talk()
    hand_in(talk)

    assert talk.say("Yes, that is right.").profile.background == (ELECTRICIAN,)


def test_what_is_denied_is_left_out_and_the_rest_is_asked_about_again():
    talk = a_talk()
    hand_in(talk)

    reply = talk.tap("Not true: work at height")

    assert [label for label, _, _ in items(reply)] == ["worked as: electrician", "courses in: English, Deutsch"]
    assert reply.profile.not_held == (HEIGHT,)
    assert talk.tap("Yes, that is right").profile.held == ()


def test_where_none_of_it_is_true_nothing_of_it_is_kept():
    talk = a_talk()
    hand_in(talk)

    reply = talk.tap("None of it is true")

    assert blocks(reply, "text")[0].text == "Nothing of your file counts, and I keep nothing of it."
    assert "electrician" not in json.dumps(talk.advisor.export(talk.id), default=str)


def test_once_answered_only_what_was_confirmed_stands_in_the_export():
    talk = a_talk()
    hand_in(talk)
    talk.tap("Not true: worked as: electrician")
    talk.tap("Yes, that is right")

    told = json.dumps(talk.advisor.export(talk.id), default=str)

    assert "work at height" in told
    assert "line 3" not in told
    assert "line 7" not in told


def test_what_names_nobodys_skill_is_kept_nowhere():
    talk = a_talk()
    hand_in(talk)

    assert "CANARY" not in json.dumps(talk.advisor.export(talk.id), default=str)


def test_the_yes_is_kept_with_its_version_language_and_time():
    talk = a_talk()
    hand_in(talk, language="bs")

    assert [fact.value for fact in consents(talk)] == [
        {"to": "files", "version": "2026-11-22", "language": "bs", "at": "2026-11-22T09:00:00+00:00"}
    ]


def test_a_yes_that_is_taken_back_takes_what_was_confirmed_with_it_and_leaves_what_was_said():
    talk = a_talk()
    talk.say("I want to work with solar panels. I worked as an electrician.")
    hand_in(talk)
    talk.tap("Yes, that is right")

    reply = talk.say("/forget_cv")

    assert consents(talk)[-1].value is None
    assert reply.profile.held == ()
    assert reply.profile.constraints.languages == ()
    assert reply.profile.goal.text


def test_without_a_yes_nothing_is_read():
    reader = Reader()
    talk = a_talk(reader)

    with pytest.raises(ConsentMissing):
        hand_in(talk, consent=False)

    assert reader.seen == 0
    assert talk.advisor.conversation(talk.id).turns == ()


def test_the_same_id_gives_the_same_reply_and_reads_once():
    reader = Reader()
    talk = a_talk(reader)

    first, second = hand_in(talk), hand_in(talk)

    assert first == second
    assert reader.seen == 1


def test_an_id_that_a_message_used_is_refused():
    talk = a_talk()
    talk.say("I am an electrician")

    with pytest.raises(MessageConflict):
        hand_in(talk, client_message_id="m-0")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("The PDF is protected by a password.", "The file is protected by a password."),
        ("The PDF holds only pictures of its 2 pages, no text: it was scanned.", "The file holds no text: it was probably scanned or photographed."),
        ("The file holds no text.", "The file holds no text: it was probably scanned or photographed."),
        ("A picture is not read; PDF is.", "A file of this kind cannot be read here."),
        ("The file is a ZIP archive, but no Word document (DOCX).", "A file of this kind cannot be read here."),
        ("The PDF has 4,000 pages; 200 are the most.", "The file holds more than can be read at once."),
        ("The file takes longer to read than a file may take.", "The file holds more than can be read at once."),
        ("The file made its reader fail, so that nothing of it was taken in.", "The file cannot be read: it is damaged, or not built as such files are."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_told_in_one_sentence_with_what_to_do(said, told):
    talk = a_talk(Reader(refuses=said))

    with pytest.raises(UnreadableFile, match=told.replace("(", "\\(")[:40]) as refused:
        hand_in(talk)

    assert str(refused.value) == told
    assert refused.value.hint.endswith(".")
    assert talk.advisor.conversation(talk.id).turns == ()


@pytest.mark.parametrize(("content", "told"), [(b"", "The file is empty."), (b" \n", "The file is empty."), (b"x" * 5_000_001, "The file is larger than 5 MB.")])  # fmt: skip
def test_an_empty_and_a_huge_file_are_not_opened(content, told):
    reader = Reader()

    with pytest.raises(UnreadableFile, match=told):
        hand_in(a_talk(reader), content=content)

    assert reader.seen == 0


def test_a_document_that_says_nothing_known_is_answered_with_a_question():
    reply = hand_in(a_talk(Reader(lines=("Dear Sir", "with kind regards"))))

    assert blocks(reply, "skills") == []
    assert "I found no work, skill, language or schooling in it that I know." in blocks(reply, "text")[0].text


def test_a_turn_that_a_crash_left_open_says_that_the_file_is_not_there():
    talk = a_talk()

    reply = talk.say("/cv")

    assert blocks(reply, "notice")[-1].text.startswith("I have no file of yours here.")


@pytest.mark.parametrize(
    ("content", "certificate"),
    [
        (b'{"type": ["VerifiableCredential"]}', True),
        (b' \n[{"a": 1}]', True),
        (b"\x89PNG\r\n\x1a\n", True),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", True),
        (b"<?xml version='1.0'?>\n<!-- badge -->\n<svg/>", True),
        (b"eyJhbGciOiJFZERTQSJ9.eyJ2YyI6e319fQ.c2lnbmF0dXJlLXRlc3Q", True),
        (b"%PDF-1.7", False),
        (b"Experience\n2010 cook", False),
        (b"PK\x03\x04", False),
    ],
)
def test_a_certificate_is_told_by_its_content(content, certificate):
    assert is_certificate(content) is certificate


def test_the_yes_to_a_certificate_is_kept_too_and_its_name_is_not():
    talk = a_talk()

    reply = hand_in(talk, name="anna-canary.json", content=b'{"no": "certificate"}', language="de")

    assert [fact.value["language"] for fact in consents(talk)] == ["de"]
    assert reply.language == "de"
    assert "anna-canary" not in json.dumps(talk.advisor.export(talk.id), default=str)
