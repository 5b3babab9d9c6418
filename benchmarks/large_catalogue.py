"""How do importing, opening, searching and indexing do with 10,000 courses and made-up vectors?"""

import json
import random
import tempfile
import time
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from bots.database import open_engine
from knowledge import Library, open_library
from knowledge.ports import Vectors
from knowledge.settings import LibrarySettings
from knowledge.vocabulary.search import Filters, Question

COURSES = 10_000
LIMITS = Filters(max_hours=60, max_price=0, languages=("en",))
WORDS = [
    "solar",
    "welding",
    "care",
    "data",
    "network",
    "pump",
    "roof",
    "market",
    "farm",
    "wood",
    "metal",
    "school",
    "office",
    "health",
    "tourism",
    "law",
]


class MadeUpEmbedder:
    """Vectors from a hash of the text: what is measured is everything but the model."""

    model = "made-up-1"
    dimensions = 384
    batch = 512

    def embed_documents(self, texts: Sequence[str]) -> Vectors:
        seeds = [zlib.crc32(text.encode()) for text in texts]
        rows = np.stack([np.random.default_rng(s).standard_normal(self.dimensions, np.float32) for s in seeds])
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)

    def embed_query(self, text: str) -> Vectors:
        row: Vectors = self.embed_documents([text])[0]
        return row


def once(name: str, work: Callable[[], object], count: int, goal: str = "") -> None:
    started, used = time.perf_counter(), time.process_time()
    work()
    seconds = time.perf_counter() - started
    figures = {
        "figure": name,
        "n": count,
        "seconds": round(seconds, 2),
        "cpu_seconds": round(time.process_time() - used, 2),
        "per_second": round(count / seconds),
        "goal": goal,
    }
    print(json.dumps(figures), flush=True)


def courses(count: int) -> bytes:
    chance = random.Random(1)
    listed = [
        {
            "external_id": f"c{n}",
            "title": f"{' '.join(chance.sample(WORDS, 3))} {n}".capitalize(),
            "description": f"You learn {' and '.join(chance.sample(WORDS, 4))} in practice.",
            "provider": f"School {n % 50}",
            "hours": chance.choice([10, 40, 120]),
            "price": chance.choice([0, 100, 500]),
            "currency": "EUR",
            "language": chance.choice(["en", "de", "bs"]),
        }
        for n in range(count)
    ]
    return json.dumps(listed).encode()


def measure_all(measured: Callable[[str, Callable[[int], object]], None]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/cairn.db")
        settings = LibrarySettings(data=Path(folder), index="chroma:", seed=False)
        library = open_library(settings, engine, embedder=MadeUpEmbedder())
        library.skills_in("warm up", limit=1)
        content = courses(COURSES)
        once("import of courses, vectors at no cost", lambda: library.submit("c.json", content), COURSES, ">= 2000/s")
        library.close()
        again = open_library(settings, engine, embedder=MadeUpEmbedder())
        once("open a catalogue", again.micro_credentials, COURSES)
        measure_searches(again, measured)
        once("rebuild the index, verified and swapped", again.reindex, COURSES, "<= 120 s")
        once("check the index in a child process", again.verify_index, COURSES)
        one = json.dumps([{"title": "One more", "provider": "School 1", "external_id": "more"}]).encode()
        once("publish one more course", lambda: again.submit("one.json", one), 1)
        again.close()
        engine.dispose()


def measure_searches(library: Library, measured: Callable[[str, Callable[[int], object]], None]) -> None:
    def asked(number: int) -> str:
        return f"{WORDS[number % len(WORDS)]} {WORDS[-number % len(WORDS)]}"

    measured(
        "10,000 courses: search, no limits", lambda n: library.search(Question(text=asked(n), language="en", limit=10))
    )
    measured(
        "10,000 courses: search, three limits",
        lambda n: library.search(Question(text=asked(n), language="en", filters=LIMITS, limit=10)),
    )
