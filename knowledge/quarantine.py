"""How is a file from outside read where a burst, a loop or a crash harms nothing (promises R8)?"""

import json
import os
import selectors
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Any

from knowledge.errors import MalformedDraft, RefusedRequest

READERS: dict[str, str] = {
    # What a file is to be read as → the pure function: reader(content, **options) → JSON or a value
    "courses": "knowledge.formats:read",
    "cells": "knowledge.formats.annotating:cells_of",
    "document": "knowledge.documents:as_plain",
    "lines": "knowledge.documents.lines:as_lines",
}
_MB = 1_000_000
_PIECE = 1 << 16
_LARGE = 16 * _MB


@dataclass(frozen=True)
class Budget:
    """What the child process may use up."""

    memory_mb: int = 512
    cpu_seconds: int = 20
    wall_seconds: float = 30
    answer_mb: int = 64


FOR_PROVIDERS = Budget()
FOR_THE_OPERATOR = Budget(memory_mb=2_048, cpu_seconds=300, wall_seconds=600, answer_mb=512)
"""Nobody waits for the operator's own machine; a large file of courses may take its time."""

ENDINGS: dict[str, tuple[str, str]] = {
    "memory": ("The file needs more memory than a file may use.", "Split it, or save it in a simpler format such as CSV."),
    "time": ("The file takes longer to read than a file may take.", "Split it, or save it in a simpler format such as CSV."),
    "answer": ("The file holds more than is taken in at once.", "Split it into several files."),
    "crash": ("The file made its reader fail, so that nothing of it was taken in.", "Save it again in the program that made it, or as CSV."),
}  # fmt: skip
"""How reading may end without an answer: a sentence and what to do now."""


def read_in_quarantine(
    kind: str, content: bytes, options: Mapping[str, Any] | None = None, budget: Budget = FOR_PROVIDERS
) -> Any:
    """Read a file as `kind` (see READERS) in a limited child process; give what the reader gave, as JSON.

    Raises MalformedDraft where the file cannot be read, however that showed, and RefusedRequest where the reader found
    fault with the options.
    """
    return run_in_quarantine(READERS[kind], content, options, budget)


def run_in_quarantine(
    reader: str, content: bytes, options: Mapping[str, Any] | None = None, budget: Budget = FOR_PROVIDERS
) -> Any:
    """Run `module:function` on the bytes in a limited child process; the content reaches no other one."""
    head = json.dumps({"reader": reader, "options": dict(options or {}), "budget": asdict(budget)})
    with _as_file(head.encode() + b"\n" + content) as handed_in:
        answer, status = _answer(handed_in, budget)
    return _result(answer, status)


@contextmanager
def _as_file(content: bytes) -> Iterator[IO[bytes]]:
    """Hand the content over as an open file without a name: a pipe would block where nobody reads it."""
    with _in_memory() if len(content) < _LARGE and hasattr(os, "memfd_create") else tempfile.TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        yield file


def _in_memory() -> IO[bytes]:
    """Open a file that touches no disk: what people hand in on themselves must leave nothing there (R13)."""
    return os.fdopen(os.memfd_create("handed-in"), "w+b")


def _answer(handed_in: IO[bytes], budget: Budget) -> tuple[bytes, int | str]:
    """Give what the child wrote and how it ended: its exit code, or the name of an ending."""
    with (
        tempfile.TemporaryDirectory(prefix="cairn-quarantine-") as empty,
        subprocess.Popen(
            [sys.executable, "-P", "-s", "-m", "knowledge.quarantine_child"],
            stdin=handed_in,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=empty,
            env=_environment(),
            start_new_session=True,
        ) as child,
    ):
        assert child.stdout is not None
        try:
            answer, ending = _until_end(child.stdout, budget)
            left = 1.0 if ending is None else 0.0
            return answer, ending or child.wait(timeout=left)
        except subprocess.TimeoutExpired:
            return b"", "time"
        finally:
            child.kill()


def _environment() -> dict[str, str]:
    """Give the child nothing of ours but where the packages are: no settings, no secrets, no home."""
    packages = dict.fromkeys([str(Path(__file__).parents[1]), *filter(os.path.isabs, sys.path)])
    return {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "PYTHONPATH": os.pathsep.join(packages),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def _until_end(pipe: IO[bytes], budget: Budget) -> tuple[bytes, str | None]:
    """Read until the child closes its end, the time is over or the answer grows too large."""
    until = time.monotonic() + budget.wall_seconds
    pieces: list[bytes] = []
    size = 0
    with selectors.DefaultSelector() as waiting:
        waiting.register(pipe, selectors.EVENT_READ)
        while True:
            if not waiting.select(max(0.0, until - time.monotonic())):
                return b"", "time"
            piece = os.read(pipe.fileno(), _PIECE)
            if not piece:
                return b"".join(pieces), None
            pieces.append(piece)
            size += len(piece)
            if size > budget.answer_mb * _MB:
                return b"", "answer"


def _result(answer: bytes, status: int | str) -> Any:
    said = _said(answer) if status == 0 else {"ending": status if isinstance(status, str) else _ending(status)}
    if "result" in said:
        return said["result"]
    if "message" in said:
        kind = MalformedDraft if said.get("kind") == MalformedDraft.__name__ else RefusedRequest
        raise kind(str(said["message"]), hint=str(said.get("hint", "")))
    message, hint = ENDINGS[said["ending"] if said.get("ending") in ENDINGS else "crash"]
    raise MalformedDraft(message, hint=hint)


def _said(answer: bytes) -> dict[str, Any]:
    try:
        said = json.loads(answer)
    except (ValueError, RecursionError):
        return {"ending": "crash"}
    return said if isinstance(said, dict) else {"ending": "crash"}


def _ending(status: int) -> str:
    """Name the end of a child by its exit code; a negative one is the signal that killed it."""
    import signal

    ran_out = {-getattr(signal, name, 0) for name in ("SIGXCPU", "SIGALRM")}
    return "time" if status in ran_out else "crash"
