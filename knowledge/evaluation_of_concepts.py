"""How well are people's words, job titles and sentences matched to occupations and skills?"""

import csv
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from knowledge.assembly import open_library
from knowledge.concepts import Concepts
from knowledge.errors import KnowledgeError
from knowledge.language_detection import detect
from knowledge.library import Library
from knowledge.meanings import ConceptMeanings
from knowledge.ranking_figures import mean, recall, reciprocal_rank, spread
from knowledge.settings import LibrarySettings
from knowledge.vocabulary.credential import ConceptUri
from knowledge.vocabulary.skill import Occupation

DEEP = 100
MELO = ("queries.tsv", "corpus_elements.tsv", "annotations.tsv")
NOT_A_LABEL = frozenset({"UNDERSPECIFIED", "LABEL NOT PRESENT", ""})
LANGUAGES = re.compile(r"_q_([a-z]{2})_c_([a-z]{2})$")
Rank = Callable[[str], Sequence[str]]
Watch = Callable[[int, int], None]


def is_such_a_pack(pack: Path) -> bool:
    """Say whether a folder asks for occupations or skills."""
    return bool(_statements(pack) or _annotations(pack) or _has_titles(pack))


def evaluate_concepts(pack: Path, library: Library, watch: Watch = lambda _done, _total: None) -> dict[str, Any]:
    """Give the figures of each part; statements and sentences are asked of the library's own skills base."""
    figures: dict[str, Any] = {}
    asked = [(file, _occupation_figures) for file in _statements(pack)]
    asked += [(file, _skill_figures) for file in _annotations(pack)]
    if asked:
        # what an import left to embed is embedded now: without it only spelling would be measured
        library.prepare_concepts(watch)
        figures["skills_base"] = library.skills_base().name
    for file, figures_of in asked:
        figures[file.stem] = figures_of(library, _rows(file))
    if _has_titles(pack):
        figures["titles"] = _titles(pack, watch)
    return figures


def _statements(pack: Path) -> list[Path]:
    return [f for f in sorted(pack.glob("*.csv")) if {"statement", "esco_code"} <= set(_heading(f))]


def _annotations(pack: Path) -> list[Path]:
    return [f for f in sorted(pack.glob("*.csv")) if {"sentence", "label"} <= set(_heading(f))]


def _has_titles(pack: Path) -> bool:
    return all((pack / name).is_file() for name in MELO)


def _occupation_figures(library: Library, rows: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    code_of = {str(o.concept_uri): o.code for o in library.occupations() if o.code}
    if not code_of:
        raise KnowledgeError(
            "Occupations of this pack are named by ESCO's numbers, and ESCO is not imported.",
            hint="Run `cairn skills import esco DIR` first.",
        )

    def rank(text: str) -> list[str]:
        return [code_of[m.uri] for m in library.nearest_occupations(text, limit=DEEP) if m.uri in code_of]

    known = [row for row in rows if row["esco_code"] in set(code_of.values())]
    return {
        "statement": _figures([(row["statement"], {row["esco_code"]}) for row in known if row["statement"]], rank),
        "title": _figures([(row["title"], {row["esco_code"]}) for row in known if row.get("title")], rank),
    }


def _skill_figures(library: Library, rows: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """Rank the skills that have an address in ESCO, as the annotations know no other."""
    of_esco = {str(s.concept_uri) for s in library.skills() if s.esco or "/esco/" in str(s.concept_uri)}
    gold: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        skill = library.skill(row["label"]) if row["label"] not in NOT_A_LABEL else None
        if skill:
            gold[row["sentence"]].add(str(skill.concept_uri))

    def rank(text: str) -> list[str]:
        return [m.uri for m in library.nearest_skills(text, limit=DEEP) if m.uri in of_esco]

    return _figures(list(gold.items()), rank)


def _titles(pack: Path, watch: Watch) -> dict[str, Any]:
    """Rank the names of a taxonomy that the pack brings itself for the job titles of another."""
    tongues = LANGUAGES.search(pack.resolve().name)
    asked_in, named_in = tongues.groups() if tongues else ("", "und")
    elements = list(_table(pack / "corpus_elements.tsv"))
    gold: dict[str, set[str]] = defaultdict(set)
    for query, _, element, grade in _table(pack / "annotations.tsv"):
        if int(grade) > 0:
            gold[query].add(element)
    named = [Occupation(concept_uri=ConceptUri(i), preferred={named_in: name}) for i, name in elements]
    with TemporaryDirectory(prefix="cairn-evaluate-") as folder:
        library = open_library(LibrarySettings(data=Path(folder), index="memory:", seed=False))
        try:
            library.vectors.watch = watch
            meanings = ConceptMeanings(Concepts([], named), library.vectors)
            meanings.prepare()

            def rank(text: str) -> list[str]:
                near = meanings.occupations(text, asked_in or detect(text), library.centred, DEEP)
                return [one.uri for one in near]

            return _figures([(text, gold[q]) for q, text in _table(pack / "queries.tsv") if gold[q]], rank)
        finally:
            library.close()


def _figures(asked: Sequence[tuple[str, set[str]]], rank: Rank) -> dict[str, Any]:
    if asked:
        rank(asked[0][0])
    answers: list[tuple[Sequence[str], dict[str, int], float]] = []
    for text, relevant in asked:
        start = time.perf_counter()
        ranking = list(dict.fromkeys(rank(text)))
        answers.append((ranking, dict.fromkeys(relevant, 1), (time.perf_counter() - start) * 1_000))
    return {
        "n": len(answers),
        "recall@1": mean([recall(ranking, relevant, 1) for ranking, relevant, _ in answers]),
        "rp@5": mean([recall(ranking, relevant, 5) for ranking, relevant, _ in answers]),
        "recall@10": mean([recall(ranking, relevant, 10) for ranking, relevant, _ in answers]),
        "mrr": mean([reciprocal_rank(ranking, relevant, DEEP) for ranking, relevant, _ in answers]),
        "ms": spread([spent for _, _, spent in answers]),
    }


def _heading(file: Path) -> Sequence[str]:
    with file.open(encoding="utf-8", newline="") as opened:
        return next(csv.reader(opened), [])


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return [{key: value or "" for key, value in row.items() if key} for row in csv.DictReader(opened)]


def _table(file: Path) -> Iterable[list[str]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield line.split("\t")
