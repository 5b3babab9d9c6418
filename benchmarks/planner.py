"""How long does a plan over a large catalogue take, is it proven, and does it keep every limit? `python -m benchmarks planner`"""

import json
import statistics
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.large_catalogue import MadeUpEmbedder
from benchmarks.made_up_catalogue import FIRST_DAY, courses, profiles
from benchmarks.obeying import broken
from knowledge import Library, open_library
from knowledge.settings import LibrarySettings

COURSES, PROFILES = 10_000, 1_000
LONGEST = 1.0
"""Seconds that a plan may take."""


@dataclass
class Tally:
    """What came of the plans."""

    seconds: list[float] = field(default_factory=list)
    """By the clock on the wall; while others work, `cpu` says more."""
    cpu: list[float] = field(default_factory=list)
    proven: int = 0
    with_steps: int = 0
    broken: Counter[str] = field(default_factory=Counter)
    worse_than_greedy: int = 0
    better_than_greedy: int = 0

    def figures(self) -> dict[str, object]:
        return {
            "figure": "plan for a made-up learner",
            "n": len(self.seconds),
            **_spread("ms", self.seconds),
            **_spread("cpu_ms", self.cpu),
            "proven": self.proven / len(self.seconds),
            "with_steps": self.with_steps / len(self.seconds),
            "limits_broken": dict(self.broken),
            "worse_than_greedy": self.worse_than_greedy,
            "better_than_greedy": self.better_than_greedy,
            "goal": "proven >= 0.99 within 1 s, none worse than greedy, no limit broken",
        }


def _spread(name: str, seconds: list[float]) -> dict[str, object]:
    times = sorted(seconds)
    return {
        f"{name}_median": round(1000 * statistics.median(times)),
        f"{name}_p95": round(1000 * times[int(0.95 * len(times)) - 1]),
        f"{name}_max": round(1000 * times[-1]),
        f"{name}_within_a_second": round(sum(t <= LONGEST for t in times) / len(times), 4),
    }


def made_up_library(count: int, folder: Path) -> Library:
    """Open a library that holds nothing but made-up courses; vectors cost nothing."""
    settings = LibrarySettings(data=folder, index="memory:", seed=False)
    library = open_library(settings, embedder=MadeUpEmbedder())
    library.submit("courses.json", courses(count, library.occupations(), library.skills()))
    return library


def measure(library: Library, count: int, seed: int = 1) -> Tally:
    """Plan for `count` learners one after the other, and look at each plan with other eyes."""
    from advisor.gaps import held_skills
    from advisor.greedy import greedy
    from advisor.ground import ground_of
    from advisor.planning import plan
    from advisor.problem import closed
    from advisor.profiling import parse_profile

    records = {str(record.id): record for record in library.micro_credentials()}
    tally = Tally()
    for given in profiles(count, library.occupations(), sorted(records), seed):
        profile = parse_profile(given, library)
        started, used = time.perf_counter(), time.process_time()
        pathway = plan(profile, library, FIRST_DAY).pathway
        tally.seconds.append(time.perf_counter() - started)
        tally.cpu.append(time.process_time() - used)
        tally.proven += pathway.proof.optimal
        tally.with_steps += bool(pathway.steps)
        held = frozenset(held_skills(profile, library))
        tally.broken.update(broken(pathway, profile, records, held, FIRST_DAY))
        ground = ground_of(profile, library, FIRST_DAY)
        start = greedy(ground.problem())
        chosen = {(step.micro_credential_id, step.opportunity_id) for step in pathway.steps}
        won = [
            closed(tuple(o for o in ground.offers if o.key in chosen), ground.weights),
            closed(start, ground.weights),
        ]
        tally.worse_than_greedy += won[0] < won[1] and won[1] >= ground.least
        tally.better_than_greedy += won[0] > won[1]
    return tally


def main(arguments: list[str]) -> None:
    """Take the number of courses and of learners, where given."""
    count = int(arguments[0]) if arguments else COURSES
    learners = int(arguments[1]) if len(arguments) > 1 else PROFILES
    with tempfile.TemporaryDirectory() as folder:
        library = made_up_library(count, Path(folder))
        print(json.dumps({"courses": count, **measure(library, learners).figures()}), flush=True)
        library.close()
