"""How long do the parts of an answer take? `make bench` prints one JSON line each; read ratios within one run.

`python -m benchmarks planner [COURSES] [LEARNERS]` measures plans alone.
"""

import json
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bots.settings import Settings, prepare_process

SENTENCE = "I'm an electrician and want to work with solar panels, free, {n} hours a week"
TURNS = 40


def measured(name: str, work: Callable[[int], object], n: int = TURNS) -> None:
    work(0)
    wall, cpu = [], []
    for turn in range(1, n + 1):
        started, used = time.perf_counter(), time.process_time()
        work(turn)
        wall.append((time.perf_counter() - started) * 1000)
        cpu.append((time.process_time() - used) * 1000)
    print(
        json.dumps(
            {
                "figure": name,
                "n": n,
                "ms_median": round(statistics.median(wall), 2),
                "ms_p95": round(sorted(wall)[int(0.95 * n) - 1], 2),
                "cpu_ms_median": round(statistics.median(cpu), 2),
                "python": platform.python_version(),
            }
        ),
        flush=True,
    )


def main() -> None:
    prepare_process()
    from advisor.profiling import parse_profile
    from advisor.vocabulary.conversation import IncomingMessage
    from bots.assembly import new_id, now, open_house
    from knowledge.vocabulary.search import Filters, Question

    with tempfile.TemporaryDirectory() as folder, open_house(Settings(data=Path(folder), index="memory:")) as house:
        library, advisor = house.library, house.advisor
        profile = parse_profile(
            {
                "goal": {"occupation": "urn:cairn:occupation:solar-energy-technician"},
                "constraints": {"max_price": {"amount": 0}},
            }
        )

        def turn(number: int) -> object:
            conversation, _ = advisor.start_conversation("benchmark", now=now())
            text = SENTENCE.format(n=number % 20 + 1)
            return advisor.take_turn(
                IncomingMessage(conversation=conversation, client_message_id=new_id(), text=text), now()
            )

        measured("embed one question", lambda n: library.vectors.embedder.embed_query(SENTENCE.format(n=n)))
        measured("search, words new each time", lambda n: library.search(Question(text=SENTENCE.format(n=n), limit=10)))
        measured(
            "search, three limits, words known",
            lambda _: library.search(
                Question(text="solar", filters=Filters(max_hours=60, max_price=0, languages=("en",)))
            ),
        )
        measured("plan from a written profile", lambda _: advisor.plan(profile, now()))
        measured("one whole chat turn, saved", turn)
    from benchmarks import planner
    from benchmarks.large_catalogue import measure_all

    measure_all(measured)
    planner.main([str(planner.COURSES), "200"])


if __name__ == "__main__":
    if sys.argv[1:2] == ["planner"]:
        from benchmarks import planner

        prepare_process()
        planner.main(sys.argv[2:])
    else:
        main()
