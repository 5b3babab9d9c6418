"""Do replaced and removed documents stay readable, with who and when?"""

import pytest

from knowledge.errors import NotFound
from knowledge.policy_shelf import PolicyShelf
from knowledge.storage.memory import MemoryCatalogueStore
from knowledge.vocabulary.policy import Passage, PolicyDocument
from tests.builders import NOW, TODAY


def a_document(sha="a", **given):
    return PolicyDocument(
        **{"id": "rules", "title": "Rules on funding courses", "seen": TODAY, "content_sha": sha, **given}
    )


def passages(text, document="rules"):
    return [Passage(id=f"{document}#1", document=document, locator="page 1", text=text)]


@pytest.fixture
def shelf():
    return PolicyShelf(MemoryCatalogueStore())


def test_a_newer_version_takes_the_place_and_the_earlier_stays_readable(shelf):
    shelf.keep(a_document("a"), passages("Old."), at=NOW, who="Ana")
    shelf.keep(a_document("b"), passages("New."), at=NOW, who="Ben", why="amended")
    kept = [(v.number, v.status, v.who, v.why, v.passages[0].text) for v in shelf.versions("rules")]
    assert kept == [(1, "replaced", "Ana", "", "Old."), (2, "current", "Ben", "amended", "New.")]


def test_the_same_document_again_changes_nothing(shelf):
    first, changed = shelf.keep(a_document(), passages("Old."), at=NOW, who="Ana")
    assert (changed, shelf.keep(a_document(), passages("Old."), at=NOW, who="Ana")) == (True, (first, False))


def test_another_file_with_the_same_title_is_a_version_of_the_same_document(shelf):
    shelf.keep(a_document("a"), passages("Old."), at=NOW, who="Ana")
    kept, _ = shelf.keep(a_document("b", id="rules-2027"), passages("New.", "rules-2027"), at=NOW, who="Ana")
    assert kept.id == "rules"
    assert [p.id for p in shelf.version("rules").passages] == ["rules#1"]


def test_another_document_in_a_file_of_the_same_name_is_no_version_of_it(shelf):
    shelf.keep(a_document("a"), passages("Old."), at=NOW, who="Ana")
    kept, _ = shelf.keep(a_document("b", title="Zakon o radu Federacije"), passages("New."), at=NOW, who="Ana")
    assert kept.id == "rules-zakon-o-radu-federacije"
    assert len(shelf.versions("rules")) == 1


def test_what_is_removed_stays_readable_until_it_is_erased(shelf):
    shelf.keep(a_document(), passages("Old."), at=NOW, who="Ana")
    shelf.remove("rules")
    assert shelf.version("rules").status == "removed"
    shelf.remove("rules", erase=True)
    with pytest.raises(NotFound):
        shelf.versions("rules")
