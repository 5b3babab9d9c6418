"""Are a pack's figures those that one gets by hand?"""

import json
from pathlib import Path

import pytest

from knowledge.errors import KnowledgeError
from knowledge.evaluation import Asked, as_columns, evaluate, query_figures, rows_of
from knowledge.vocabulary.search import Filters, Question


def write(folder: Path, name: str, rows: list[dict]) -> None:
    (folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


@pytest.fixture
def pack(tmp_path):
    write(
        tmp_path,
        "catalogue.jsonl",
        [
            {
                "id": "pv",
                "title": "Solar panel mounting",
                "cost": 0,
                "currency": "EUR",
                "duration_hours": 20,
                "skills": [],
            },
            {"id": "weld", "title": "TIG welding ISO 9606", "cost": 300, "currency": "EUR", "level": "4", "x": 1},
        ],
    )
    write(
        tmp_path,
        "queries.jsonl",
        [
            {"qid": "1", "lang": "en", "text": "solar panels", "relevant": {"pv": 2}},
            {
                "qid": "2",
                "lang": "de",
                "text": "ISO 9606",
                "relevant": {"weld": 2},
                "constraints": {"free": True},
                "violates": {"weld": 2},
            },
        ],
    )
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "pay.md").write_text(
        "# Pay\n\n## Fees\n\nThe employment office pays the fee of an approved course.\n"
    )
    write(
        tmp_path,
        "policy_questions.jsonl",
        [
            {"qid": "a", "lang": "en", "question": "Does the employment office pay the course fee?", "answerable": True,
             "gold": [{"doc": "pay.md", "sentence": "The employment office pays the fee of an approved course."}]},
            {"qid": "b", "lang": "en", "question": "How tall is Mount Everest?", "answerable": False},
        ],
    )  # fmt: skip
    return tmp_path


def test_a_whole_pack_gives_its_figures_and_the_rankings(pack, tmp_path):
    figures = evaluate(pack, tmp_path / "run.jsonl")
    assert figures["queries"]["overall"]["n"] == 2
    assert figures["queries"]["overall"]["mrr@10"] == 1.0
    assert figures["queries"]["constrained"]["violations@5"] == 1.0
    assert set(figures["queries"]["per_language"]) == {"en", "de"}
    assert figures["questions"]["answered"] == 1.0
    assert figures["questions"]["gold_sentence_in_citation"] == 1.0
    assert figures["questions"]["quotes_verbatim"] == 1.0
    assert figures["questions"]["abstained_rightly"] == 1.0
    assert rows_of(tmp_path / "run.jsonl")[1] == {"qid": "2", "ranking": ["weld", "pv"]}


def test_whoever_understands_limits_keeps_them(pack):
    figures = evaluate(pack, None, lambda text: Question(text=text, filters=Filters(max_hours=30)))
    assert figures["queries"]["constrained"]["violations@5"] == 0.0


def test_only_what_was_judged_counts_where_a_query_says_what_was():
    query = {"lang": "en", "relevant": {"b": 2}, "judged": ["b", "c"]}
    figures = query_figures([Asked(query, ("a", "b", "c"), 1.0)])["overall"]
    assert figures["ndcg@10_judged"] == 1.0
    assert figures["ndcg@10"] < 1.0


def test_a_file_that_holds_the_path_of_another_stands_for_it(tmp_path):
    write(tmp_path, "real.jsonl", [{"id": "a"}])
    (tmp_path / "link.jsonl").write_text("real.jsonl\n")
    assert rows_of(tmp_path / "link.jsonl") == [{"id": "a"}]


def test_a_broken_line_and_a_missing_folder_are_said_in_a_sentence(tmp_path):
    (tmp_path / "queries.jsonl").write_text('{"qid"\n')
    with pytest.raises(KnowledgeError, match="no JSON object"):
        rows_of(tmp_path / "queries.jsonl")
    with pytest.raises(KnowledgeError, match="no folder"):
        evaluate(tmp_path / "nowhere")


def test_blank_fields_of_a_pack_are_not_stated():
    assert as_columns({"id": "x", "title": "T", "cost": None, "currency": "EUR", "skills": [], "level": "B2"}) == {
        "external_id": "x",
        "title": "T",
    }


@pytest.mark.shared
@pytest.mark.timeout(240)
def test_lay_questions_in_eleven_languages_reach_the_measured_quality(shared_data):
    overall = evaluate(shared_data / "eval" / "lay")["queries"]["overall"]
    assert overall["n"] == 199
    assert overall["recall@5"] >= 0.775
    assert overall["mrr@10"] >= 0.86
