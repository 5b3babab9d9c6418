"""How is work on an index's files given to a child process, which may crash or hang without harm?"""

import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

from knowledge.errors import IndexMismatch, KnowledgeError
from knowledge.ports import Watch

MODULE = "knowledge.index.chroma_child"
ROOT = Path(__file__).parents[2]
"""Where the packages stand, in a checkout as in an installation."""


class ChildProcess:
    """One job at a time."""

    def __init__(self) -> None:
        self._running: subprocess.Popen[str] | None = None
        self._stopped = False

    def run(self, job: dict[str, Any], seconds: float, watch: Watch) -> Any:
        """Do a job; give its result. Raises IndexMismatch where the child crashed, failed or took too long."""
        if self._stopped:
            raise _closed()
        with subprocess.Popen(  # noqa: S603 - our own module by our own interpreter
            [sys.executable, "-m", MODULE],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        ) as process:
            self._running = process
            late = threading.Event()
            timer = threading.Timer(seconds, _end, (process, late))
            timer.start()
            try:
                lines = self._talk(process, job, watch)
            finally:
                timer.cancel()
                self._running = None
                process.kill()
        if "result" in lines:
            return lines["result"]
        if self._stopped:
            raise _closed()
        reason = f"took more than {seconds:.0f} s" if late.is_set() else f"ended with {_ending(process.returncode)}"
        raise IndexMismatch(
            f"The process that was to {job['do']} the index {reason}.",
            hint="Run `cairn reindex`; questions are answered.",
        )

    def stop(self) -> None:
        """End a running job and take no other; what it was building is thrown away."""
        self._stopped = True
        process = self._running
        if process is not None:
            process.kill()

    def _talk(self, process: "subprocess.Popen[str]", job: dict[str, Any], watch: Watch) -> dict[str, Any]:
        """Hand the job in and listen until the result, or the end."""
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            process.stdin.write(json.dumps(job) + "\n")
            process.stdin.flush()
        except BrokenPipeError:
            return {}
        for line in process.stdout:
            said = json.loads(line)
            if "result" in said:
                return dict(said)
            watch(said["done"], said["of"])
        return {}


def _closed() -> KnowledgeError:
    """Say that nothing is known of the index: an end that was asked for is no sign of damage."""
    return KnowledgeError("The index was closed while it was at work.", hint="It goes on at the next start.")


def _end(process: "subprocess.Popen[str]", late: threading.Event) -> None:
    late.set()
    process.kill()


def _ending(code: int) -> str:
    return f"signal {-code}" if code < 0 else f"code {code}"
