"""What does a child process do with Chroma's files, so that a broken one ends the child and nobody else?

It reads one job (a JSON line) from stdin and writes progress and the result as JSON lines to stdout. When its parent
ends, stdin ends, and so does it.
"""

import json
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

NICENESS = 10
"""Questions come first."""


def build(job: dict[str, Any], watch: Callable[[int, int], None]) -> None:
    from knowledge.index.chroma import open_folder

    names, vectors = _read(job)
    index = open_folder(Path(job["folder"]))
    index.replace(job["model"], job["version"], names, vectors, anew=True, watch=watch)
    index.close()


def mend(job: dict[str, Any], _watch: Callable[[int, int], None]) -> None:
    from knowledge.index.chroma import open_folder

    names, vectors = _read(job)
    index = open_folder(Path(job["folder"]))
    index.mend(job["model"], job["version"], job["gone"], names, vectors, job["total"])
    index.close()


def check(job: dict[str, Any], _watch: Callable[[int, int], None]) -> list[tuple[str, str]]:
    from knowledge.index.chroma import open_folder

    names, vectors = _read(job)
    index = open_folder(Path(job["folder"]))
    held = index.version()
    if held != (job["model"], job["version"]):
        return [("other_version", f"The index holds version {held[1]} of model {held[0]!r}.")]
    found = [tuple(one) for one in index.check(names, vectors)]
    index.close()
    return [(str(code), str(message)) for code, message in found]


JOBS: dict[str, Callable[[dict[str, Any], Callable[[int, int], None]], Any]] = {
    "build": build,
    "mend": mend,
    "check": check,
}


def _read(job: dict[str, Any]) -> tuple[list[str], Any]:
    import numpy as np

    names: list[str] = json.loads(Path(job["names"]).read_text(encoding="utf-8"))
    return names, np.load(job["vectors"], allow_pickle=False)


def _end_with_the_parent() -> None:
    sys.stdin.read()
    os._exit(1)


def main() -> None:
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    job = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_the_parent, daemon=True).start()

    def say(line: dict[str, Any]) -> None:
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()

    result = JOBS[job["do"]](job, lambda done, total: say({"done": done, "of": total}))
    say({"result": result})
    sys.stdout.flush()
    # at once: an engine that hangs while it is taken down has done its work
    os._exit(0)


if __name__ == "__main__":
    main()
