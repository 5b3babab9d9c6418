"""Does every catalogue store keep what it promises?"""

import numpy as np
import pytest
from sqlalchemy import create_engine

from bots.database import open_engine
from knowledge.storage.memory import MemoryCatalogueStore
from knowledge.storage.sql import SqlCatalogueStore
from knowledge.vocabulary.policy import Passage, PolicyDocument
from knowledge.vocabulary.submission import CourseChange, StatusChange, SubmissionReport, SubmissionStatus
from tests.builders import NOW, TODAY, a_micro_credential


def a_report(identifier="s-1", **given):
    valid = {"file": "courses.csv", "format": "csv", "status": SubmissionStatus.PUBLISHED, "rows": 1, "accepted": 1}
    return SubmissionReport(submission=identifier, **{**valid, **given})


def a_document(identifier="funding", sha="a" * 64):
    return PolicyDocument(id=identifier, title="Who pays?", seen=TODAY, content_sha=sha)


def a_passage(document, number, text="The office pays."):
    return Passage(id=f"{document}-{number}", document=document, locator="Who pays?", text=text)


@pytest.fixture(params=["memory", "sqlite", "sqlite as the program opens it", "postgresql"])
def store(request, tmp_path):
    if request.param == "memory":
        yield MemoryCatalogueStore()
        return
    if request.param == "postgresql":
        engine = open_engine(request.getfixturevalue("migrated_postgresql"))
    else:
        opens = create_engine if request.param == "sqlite" else open_engine
        engine = opens(f"sqlite:///{tmp_path / 'cairn.db'}")
    yield SqlCatalogueStore(engine)
    engine.dispose()


def test_a_new_store_is_empty_and_at_version_zero(store):
    assert store.version() == 0
    assert list(store.micro_credentials()) == []
    assert store.find("nobody") is None
    assert store.report("nothing") is None


def test_the_stamp_of_a_record_changes_with_its_text_and_goes_with_it(store):
    store.publish([a_micro_credential(id="a"), a_micro_credential(id="b")], a_report())
    before = store.stamps()
    store.publish([a_micro_credential(id="a", title="Another title")], a_report())
    after = store.stamps()
    assert set(before) == set(after) == {"a", "b"}
    assert (before["a"] == after["a"], before["b"] == after["b"]) == (False, True)
    store.withdraw("a")
    assert set(store.stamps()) == {"b"}


def test_what_is_published_is_found_and_listed_by_id(store):
    version = store.publish([a_micro_credential(id="b"), a_micro_credential(id="a")], a_report())
    assert version == 1
    assert [record.id for record in store.micro_credentials()] == ["a", "b"]
    assert store.find("a") == a_micro_credential(id="a")
    assert store.report("s-1") == a_report()


def test_a_record_comes_back_as_it_went_in(store):
    record = a_micro_credential(id="x", title="Održavanje čelika 🛠 <b> 'or 1=1'", hours=None, price=None)
    store.publish([record], a_report())
    assert store.find("x") == record


def test_publishing_nothing_keeps_the_version_and_the_report(store):
    store.publish([a_micro_credential()], a_report())
    version = store.publish([], a_report("s-2", unchanged=1))
    assert version == 1
    assert store.report("s-2").unchanged == 1


def test_the_same_id_replaces_and_the_earlier_text_is_kept(store):
    store.publish([a_micro_credential(id="a", title="Old")], a_report())
    version = store.publish([a_micro_credential(id="a", title="New")], a_report("s-2"))
    assert version == 2
    assert store.find("a").title == "New"
    assert [(number, record.title) for number, record in store.earlier("a")] == [(1, "Old")]


def test_of_the_same_id_twice_in_one_call_the_later_one_stays(store):
    store.publish([a_micro_credential(id="a", title="One"), a_micro_credential(id="a", title="Two")], a_report())
    assert [record.title for record in store.micro_credentials()] == ["Two"]


def test_a_withdrawn_record_is_read_but_not_listed(store):
    store.publish([a_micro_credential(id="a"), a_micro_credential(id="b")], a_report())
    assert store.withdraw("a") is True
    assert store.withdraw("a") is False
    assert store.withdraw("unknown") is False
    assert store.version() == 2
    assert [record.id for record in store.micro_credentials()] == ["b"]
    assert store.find("a") is not None
    assert (store.is_withdrawn("a"), store.is_withdrawn("b")) == (True, False)


def test_a_withdrawn_record_comes_back_when_it_is_published_again(store):
    store.publish([a_micro_credential(id="a")], a_report())
    store.withdraw("a")
    store.publish([a_micro_credential(id="a")], a_report())
    assert store.is_withdrawn("a") is False
    assert [record.id for record in store.micro_credentials()] == ["a"]


def test_a_report_is_replaced_by_the_one_with_its_identifier(store):
    store.save_report(a_report(rows=1))
    store.save_report(a_report(rows=7))
    assert store.report("s-1").rows == 7
    assert store.version() == 0


def test_a_document_is_kept_with_its_passages_in_their_order(store):
    store.save_document(a_document("b"), [a_passage("b", n) for n in range(12)])
    version = store.save_document(a_document("a"), [a_passage("a", 0)])
    assert version == 2
    assert [document.id for document in store.documents()] == ["a", "b"]
    assert [passage.id for passage in store.passages()] == ["a-0", *(f"b-{n}" for n in range(12))]


def test_a_document_handed_in_again_replaces_all_its_passages(store):
    store.save_document(a_document(), [a_passage("funding", 0), a_passage("funding", 1)])
    store.save_document(a_document(sha="b" * 64), [a_passage("funding", 0, "Nobody pays.")])
    assert [passage.text for passage in store.passages()] == ["Nobody pays."]
    assert store.documents()[0].content_sha == "b" * 64


def test_a_removed_document_is_gone_with_its_passages(store):
    store.save_document(a_document(), [a_passage("funding", 0)])
    assert store.remove_document("funding") is True
    assert store.remove_document("funding") is False
    assert (list(store.documents()), list(store.passages()), store.version()) == ([], [], 2)


def test_vectors_are_kept_per_model_and_key(store):
    vector = np.array([0.6, 0.8], dtype=np.float32)
    store.save_vectors("m-1", {"k": vector})
    store.save_vectors("m-1", {"k": vector})
    store.save_vectors("m-1", {})
    assert {key: list(v) for key, v in store.vectors("m-1", ["k", "other"]).items()} == {"k": list(vector)}
    assert store.vectors("m-2", ["k"]) == {}


def test_many_keys_and_records_go_through_one_call(store):
    many = [f"k{n:04d}" for n in range(1_203)]
    store.save_vectors("m", dict.fromkeys(many, np.zeros(2, dtype=np.float32)))
    store.publish([a_micro_credential(id=key) for key in many], a_report())
    store.publish([a_micro_credential(id=key, title="New") for key in many], a_report())
    assert len(store.vectors("m", many)) == 1_203
    assert {record.title for record in store.micro_credentials()} == {"New"}
    assert len(store.micro_credentials()) == 1_203


def taken_out(course="a", status=SubmissionStatus.STALE, **given):
    return CourseChange(course=course, status=status, who="amra", at=NOW, **given)


def handed_in(identifier, minute=0, **given):
    step = StatusChange(status=SubmissionStatus.RECEIVED, who="boro", at=NOW.replace(minute=minute), why="new term")
    return a_report(identifier, history=(step,), **given)


def test_publishing_writes_down_for_each_course_who_when_and_why(store):
    store.publish([a_micro_credential(id="a")], handed_in("s-1"))
    store.publish([a_micro_credential(id="a", title="New")], handed_in("s-2", minute=5))
    assert [(c.version, c.status, c.who, c.why, c.submission, c.at.minute) for c in store.changes("a")] == [
        (1, "published", "boro", "new term", "s-1", 0),
        (2, "published", "boro", "new term", "s-2", 5),
    ]
    assert list(store.changes("unknown")) == []


def test_a_course_that_is_taken_out_stays_readable_and_says_why(store):
    store.publish([a_micro_credential(id="a"), a_micro_credential(id="b")], handed_in("s-1"))
    assert store.take_out(taken_out(why="Not in the feed since May.")) is True
    assert [record.id for record in store.micro_credentials()] == ["b"]
    assert store.find("a") is not None
    assert store.version() == 2
    assert [(c.version, c.status, c.why) for c in store.changes("a")][1:] == [
        (2, "stale", "Not in the feed since May.")
    ]


def test_taking_out_twice_is_taking_out_once(store):
    store.publish([a_micro_credential(id="a")], handed_in("s-1"))
    assert store.take_out(taken_out()) is True
    assert store.take_out(taken_out()) is False
    assert store.take_out(taken_out("unknown")) is False
    assert (store.version(), len(store.changes("a"))) == (2, 2)


def test_a_stale_course_may_be_replaced_and_a_replacement_named(store):
    store.publish([a_micro_credential(id="a"), a_micro_credential(id="b")], handed_in("s-1"))
    store.take_out(taken_out())
    assert store.take_out(taken_out(status=SubmissionStatus.DEPRECATED, replaced_by="b")) is True
    assert store.changes("a")[-1].replaced_by == "b"


def test_a_course_that_was_withdrawn_without_a_word_is_not_withdrawn_again(store):
    store.publish([a_micro_credential(id="a")], a_report())
    store.withdraw("a")
    assert store.take_out(taken_out(status=SubmissionStatus.WITHDRAWN)) is False


def test_a_course_that_comes_back_can_be_taken_out_again(store):
    store.publish([a_micro_credential(id="a")], handed_in("s-1"))
    store.take_out(taken_out())
    store.publish([a_micro_credential(id="a")], handed_in("s-2"))
    assert [record.id for record in store.micro_credentials()] == ["a"]
    assert store.take_out(taken_out()) is True


def test_what_waits_for_review_is_held_and_not_published(store):
    waiting = [a_micro_credential(id="b"), a_micro_credential(id="a")]
    store.hold(handed_in("s-1", status=SubmissionStatus.CHECKED), waiting)
    store.hold(handed_in("s-1", status=SubmissionStatus.CHECKED), waiting[:1])
    assert list(store.held("s-1")) == waiting[:1]
    assert list(store.held("unknown")) == []
    assert store.report("s-1").status == "checked"
    assert (list(store.micro_credentials()), store.version()) == ([], 0)


def test_submissions_are_listed_newest_first_by_partition_and_status(store):
    store.save_report(handed_in("s-1", minute=1, provider="school", status=SubmissionStatus.CHECKED))
    store.save_report(handed_in("s-2", minute=2, provider="school"))
    store.save_report(handed_in("s-3", minute=3, provider="other", status=SubmissionStatus.CHECKED))
    assert [r.submission for r in store.submissions()] == ["s-3", "s-2", "s-1"]
    assert [r.submission for r in store.submissions(provider="school")] == ["s-2", "s-1"]
    assert [r.submission for r in store.submissions(status=SubmissionStatus.CHECKED)] == ["s-3", "s-1"]
    assert [r.submission for r in store.submissions(limit=1, skip=1)] == ["s-2"]


def test_a_report_that_moves_on_is_listed_under_its_new_status(store):
    store.hold(handed_in("s-1", status=SubmissionStatus.CHECKED), [])
    store.publish([], handed_in("s-1", status=SubmissionStatus.PUBLISHED))
    assert list(store.submissions(status=SubmissionStatus.CHECKED)) == []


def test_small_documents_are_kept_by_kind_and_key(store):
    store.keep("feed", "a", "{}")
    store.keep("feed", "a", '{"n": 1}')
    store.keep("account", "a", "[]")
    assert dict(store.kept("feed")) == {"a": '{"n": 1}'}
    assert store.forget("feed", "a") is True
    assert store.forget("feed", "a") is False
    assert (dict(store.kept("feed")), dict(store.kept("account"))) == ({}, {"a": "[]"})


def test_a_partition_holds_what_a_provider_ever_published_and_nothing_of_a_longer_name(store):
    names = ("solar.b", "solar.a", "solar-school.a", "solarx.a")
    store.publish([a_micro_credential(id=name) for name in names], a_report())
    store.withdraw("solar.a")
    assert [(record.id, out) for record, out in store.partition("solar")] == [("solar.a", True), ("solar.b", False)]
    assert list(store.partition("s%")) == []
