"""How well are an evaluation pack's questions answered, by what a person would get?"""

import json
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from knowledge.assembly import open_library
from knowledge.errors import KnowledgeError
from knowledge.library import Library
from knowledge.ranking_figures import mean, ndcg, recall, reciprocal_rank, spread
from knowledge.settings import LibrarySettings
from knowledge.vocabulary.search import Question

DEEP = 20
Row = dict[str, Any]
Understand = Callable[[str], Question]
"""A person's words → the question that the product asks for them."""


@dataclass(frozen=True)
class Asked:
    """One query with what came back."""

    query: Row
    ranking: tuple[str, ...]
    milliseconds: float


def words_alone(text: str) -> Question:
    """Ask with the words as they are and nothing else known."""
    return Question(text=text)


def evaluate(pack: Path, run_file: Path | None = None, understand: Understand = words_alone) -> dict[str, Any]:
    """Load a pack into a store of its own, ask everything in it, give its figures; `run_file` gets the rankings."""
    if not pack.is_dir():
        raise KnowledgeError(f"{pack} is no folder.", hint="Name the folder of an evaluation pack.")
    with TemporaryDirectory(prefix="cairn-evaluate-") as folder:
        library = open_library(LibrarySettings(data=Path(folder), index="memory:", seed=False))
        try:
            figures = _evaluated(library, pack, run_file, understand)
        finally:
            library.close()
    return {"pack": pack.name, **figures}


def _evaluated(library: Library, pack: Path, run_file: Path | None, understand: Understand) -> dict[str, Any]:
    names = load_catalogue(library, pack)
    documents = load_policies(library, pack)
    figures: dict[str, Any] = {"catalogue": len(names), "policies": len(documents)}
    queries = rows_of(pack / "queries.jsonl")
    if queries:
        library.search(Question(text="warm up"))
        asked = [_ask(library, query, names, understand) for query in queries]
        figures["queries"] = query_figures(asked)
        if run_file is not None:
            run_file.write_text("".join(_run_line(one) for one in asked), encoding="utf-8")
    questions = rows_of(pack / "policy_questions.jsonl")
    if questions:
        figures["questions"] = question_figures(library, questions, documents)
    return figures


def load_pack(pack: Path, library: Library) -> None:
    """Hand in everything that a pack holds."""
    load_catalogue(library, pack)
    load_policies(library, pack)


def load_catalogue(library: Library, pack: Path) -> dict[str, str]:
    """Hand in the pack's courses as a provider would; give our identifier → the pack's."""
    rows = rows_of(pack / "catalogue.jsonl")
    if not rows:
        return {}
    handed_in = json.dumps([as_columns(row) for row in rows], ensure_ascii=False).encode()
    library.submit("catalogue.json", handed_in, format="json", who="evaluation")
    return {record.id: record.external_id for record in library.micro_credentials()}


def as_columns(row: Row) -> Row:
    """Name a pack's fields as our columns; what is blank is not stated."""
    named = {
        "external_id": row.get("id"),
        "title": row.get("title"),
        "description": row.get("description"),
        "provider": row.get("provider"),
        "skills": row.get("skills"),
        "eqf_level": row.get("level") if str(row.get("level") or "").isdigit() else None,
        "language": row.get("language"),
        "hours": row.get("duration_hours"),
        "price": row.get("cost"),
        "currency": row.get("currency") if row.get("cost") is not None else None,
        "schedule": row.get("schedule"),
        "support": row.get("support"),
        "location": row.get("location"),
        "url": row.get("url"),
    }
    return {column: value for column, value in named.items() if value not in (None, "", [])}


def load_policies(library: Library, pack: Path) -> dict[str, str]:
    """Hand in the pack's documents; give our identifier → the file's name without its ending."""
    folder = pack / "policies"
    files = sorted(f for f in folder.iterdir() if f.is_file()) if folder.is_dir() else []
    return {library.import_document(file.name, file.read_bytes())[0].id: file.stem for file in files}


def rows_of(file: Path) -> list[Row]:
    """Read a file of one object a line; a file that holds only the path of another stands for that one."""
    if not file.is_file():
        return []
    text = file.read_text(encoding="utf-8").strip()
    if text and "\n" not in text and not text.startswith("{") and (file.parent / text).is_file():
        text = (file.parent / text).read_text(encoding="utf-8")
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except ValueError as error:
        raise KnowledgeError(
            f"{file} holds a line that is no JSON object: {error}.", hint="One object a line."
        ) from error


def query_figures(asked: Sequence[Asked]) -> dict[str, Any]:
    """Average over all queries, each language, and those with constraints."""
    languages = sorted({str(one.query.get("lang", "und")) for one in asked})
    return {
        "overall": _figures(asked),
        "per_language": {
            language: _figures([one for one in asked if one.query.get("lang", "und") == language])
            for language in languages
        },
        "constrained": _figures([one for one in asked if any((one.query.get("constraints") or {}).values())]),
    }


def _figures(asked: Sequence[Asked]) -> dict[str, Any]:
    graded = [(one, one.query["relevant"]) for one in asked if one.query.get("relevant")]
    return {
        "n": len(asked),
        "recall@5": mean([recall(one.ranking, relevant, 5) for one, relevant in graded]),
        "recall@20": mean([recall(one.ranking, relevant, 20) for one, relevant in graded]),
        "mrr@10": mean([reciprocal_rank(one.ranking, relevant) for one, relevant in graded]),
        "ndcg@10": mean([ndcg(one.ranking, relevant) for one, relevant in graded]),
        "ndcg@10_judged": mean([ndcg(_judged(one), relevant) for one, relevant in graded]),
        "violations@5": mean(
            [float(len(set(one.ranking[:5]) & set(one.query.get("violates") or ()))) for one in asked]
        ),
        "ms": spread([one.milliseconds for one in asked]),
    }


def _judged(asked: Asked) -> list[str]:
    """Leave out of a ranking what nobody judged; without a list of what was judged, all counts as judged."""
    judged = asked.query.get("judged")
    if not judged:
        return list(asked.ranking)
    known = {*judged, *asked.query["relevant"], *(asked.query.get("violates") or ())}
    return [one for one in asked.ranking if one in known]


def _ask(library: Library, query: Row, names: dict[str, str], understand: Understand) -> Asked:
    start = time.perf_counter()
    question = understand(str(query["text"])).model_copy(update={"limit": DEEP})
    found = library.search(question)
    spent = (time.perf_counter() - start) * 1_000
    return Asked(query, tuple(names[match.micro_credential.id] for match in found), spent)


def _run_line(asked: Asked) -> str:
    return json.dumps({"qid": asked.query.get("qid"), "ranking": asked.ranking}, ensure_ascii=False) + "\n"


def question_figures(library: Library, questions: Iterable[Row], documents: dict[str, str]) -> dict[str, Any]:
    """Say how often an answer was given, withheld rightly, in the right place, and in the source's own words."""
    answered: list[float] = []
    abstained: list[float] = []
    inside: list[float] = []
    verbatim: list[float] = []
    spent: list[float] = []
    library.passages("warm up")
    for row in questions:
        start = time.perf_counter()
        result = library.passages(str(row["question"]))
        spent.append((time.perf_counter() - start) * 1_000)
        if not row.get("answerable", True):
            abstained.append(float(not result.answerable))
            continue
        answered.append(float(result.answerable))
        quotes = [(documents.get(m.document.id, m.document.id), m) for m in result.matches] if result.answerable else []
        gold = row.get("gold") or []
        inside.append(float(any(_holds(g, place, m.quote) for g in gold for place, m in quotes)))
        verbatim.extend(float(m.quote in m.passage.text) for _, m in quotes)
    return {
        "n": len(spent),
        "answered": mean(answered),
        "abstained_rightly": mean(abstained),
        "gold_sentence_in_citation": mean(inside),
        "quotes_verbatim": mean(verbatim),
        "ms": spread(spent),
    }


def _holds(gold: Row, place: str, quote: str) -> bool:
    """Say whether a quote from the right document contains the gold sentence (spaces aside)."""
    document = Path(str(gold.get("doc", ""))).stem
    sentence = " ".join(str(gold.get("sentence", "")).split())
    return document in {"", place} and bool(sentence) and sentence in " ".join(quote.split())
