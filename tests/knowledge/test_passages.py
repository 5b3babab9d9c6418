"""What do the rules say on this, and is it an answer at all?"""

import numpy as np

from knowledge.answerability import Asked
from knowledge.passages import find, lay_out, nothing, passage_text
from knowledge.vocabulary.policy import Passage, PolicyDocument
from tests.builders import TODAY
from tests.fakes.letter_embedder import LetterEmbedder

EMBEDDER = LetterEmbedder()
NOTHING_IN_COMMON = np.zeros(64, np.float32)
TYPICAL = EMBEDDER.embed_documents(["The and of a to in is you that it"])[0]
DOCUMENT = PolicyDocument(id="funding", title="Who pays?", seen=TODAY, content_sha="a" * 64, url="https://x.example/")
TEXTS = (
    "The employment service may pay the fee. Register before the course begins.",
    "A diploma from abroad is recognised by the ministry. It takes two months.",
    "Level four means broad knowledge of a field.",
    "The chamber awards the mark after an examination.",
    "Nobody may sell your data.",
)


def rules(texts=TEXTS, idle=()):
    passages = [
        Passage(id=f"funding#{n}", document="funding", locator=f"Part {n}", text=t) for n, t in enumerate(texts, 1)
    ]
    rows = EMBEDDER.embed_documents([passage_text(p, DOCUMENT) for p in passages])
    return lay_out({"funding": DOCUMENT}, passages, rows, list(idle), TYPICAL)


def ask(text, laid_out=None, limit=3):
    vector = EMBEDDER.embed_query(text)
    return find(laid_out or rules(), Asked(vector, vector, text, "en"), limit, EMBEDDER.embed_documents)


def test_the_passage_that_answers_comes_first_with_its_sentence_and_place():
    best = ask("diploma from abroad recognised").matches[0]
    assert best.passage.id == "funding#2"
    assert best.quote == "A diploma from abroad is recognised by the ministry."
    assert (best.citation.locator, best.citation.id, best.citation.url) == ("Part 2", "funding", "https://x.example/")


def test_a_passage_in_the_askers_language_is_found_by_the_question_as_it_was_asked():
    laid_out = rules((*TEXTS, "Troškove obuke snosi Zavod za zapošljavanje. Zahtjev se podnosi ranije."))
    own = EMBEDDER.embed_query("Ko snosi troškove obuke Zavod za zapošljavanje")
    english = EMBEDDER.embed_query("the employment service may pay the fee")

    found = find(laid_out, Asked(english, own, "Ko snosi troškove obuke?", "bs"), 2, EMBEDDER.embed_documents)

    assert {match.passage.id for match in found.matches} == {"funding#6", "funding#1"}
    (local,) = [match for match in found.matches if match.passage.id == "funding#6"]
    assert local.quote == "Troškove obuke snosi Zavod za zapošljavanje."


def test_every_quote_stands_in_its_passage():
    for question in ("fee", "register course", "level", "mark"):
        assert all(match.quote in match.passage.text for match in ask(question, limit=5).matches)


def test_a_question_far_from_every_passage_is_not_answered():
    assert ask("the employment service may pay the fee").answerable
    assert not find(rules(), Asked(NOTHING_IN_COMMON, NOTHING_IN_COMMON), 3, EMBEDDER.embed_documents).answerable


def test_an_off_topic_question_that_the_rules_do_answer_is_on_topic_here():
    covered = EMBEDDER.embed_query("a diploma from abroad is recognised by the ministry it takes two months")
    assert len(rules(idle=[covered, NOTHING_IN_COMMON]).idle.vectors) == 1


LIST = "You must bring:\n1. your identity card,\n2. a photo.\nThe office opens at eight."


def test_a_point_of_a_list_is_quoted_with_the_whole_list_and_what_leads_to_it():
    quote = ask("photo", laid_out=rules(texts=(LIST,))).matches[0].quote
    assert quote == "You must bring:\n1. your identity card,\n2. a photo."


def test_without_documents_nothing_is_answered():
    result = ask("who pays", laid_out=nothing())
    assert (result.answerable, result.matches) == (False, ())
