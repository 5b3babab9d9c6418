"""What do the rules say on this, and is it an answer at all?"""

import numpy as np

from knowledge.passages import HIGHEST, LOWEST, find, lay_out, nothing, passage_text
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
    return find(laid_out or rules(), EMBEDDER.embed_query(text), limit, EMBEDDER.embed_documents)


def test_the_passage_that_answers_comes_first_with_its_sentence_and_place():
    best = ask("diploma from abroad recognised").matches[0]
    assert best.passage.id == "funding#2"
    assert best.quote == "A diploma from abroad is recognised by the ministry."
    assert (best.citation.locator, best.citation.id, best.citation.url) == ("Part 2", "funding", "https://x.example/")


def test_every_quote_stands_in_its_passage():
    for question in ("fee", "register course", "level", "mark"):
        assert all(match.quote in match.passage.text for match in ask(question, limit=5).matches)


def test_a_question_far_from_every_passage_is_not_answered():
    assert ask("the employment service may pay the fee").answerable
    assert not find(rules(), NOTHING_IN_COMMON, 3, EMBEDDER.embed_documents).answerable


def test_the_bar_is_set_by_what_idle_sentences_reach_within_bounds():
    assert rules(idle=()).answerable_from == LOWEST
    assert rules(idle=[EMBEDDER.embed_query("The employment service may pay the fee")] * 5).answerable_from == HIGHEST
    assert rules(idle=[NOTHING_IN_COMMON] * 5).answerable_from == LOWEST


def test_without_documents_nothing_is_answered():
    result = ask("who pays", laid_out=nothing())
    assert (result.answerable, result.matches) == (False, ())
