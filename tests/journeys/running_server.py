"""How does a test run the real server as a process of its own, and kill it?"""

import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import httpx

from bots.settings import named_secrets

START_SECONDS = 90
READY = re.compile(r"Cairn is ready:\s+(http://\S+)")


class RunningServer:
    """`cairn serve` on a free port; `settings` are CAIRN_… variables without the prefix, `secrets` are taken as they are."""

    def __init__(self, folder: Path, settings: dict[str, str], secrets: dict[str, str] | None = None, port: int = 0):
        self.folder, self._port = folder, port
        self._environment = {
            **{name: value for name, value in named_secrets().items() if not name.startswith("CAIRN_")},
            "OMP_NUM_THREADS": "1",
            "CAIRN_DATA": str(folder / "data"),
            "CAIRN_LIMIT_MESSAGES_PER_MINUTE": "0",
            "CAIRN_LIMIT_CONVERSATIONS_PER_HOUR": "0",
            **{f"CAIRN_{name}": value for name, value in settings.items()},
            **(secrets or {}),
        }
        self._process = None
        self.address = ""

    def start(self):
        log = self.folder / "server.log"
        with log.open("ab") as output:
            seen = log.stat().st_size
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bots.command_line", "serve", "--port", str(self._port)],
                stdout=output,
                stderr=output,
                cwd=self.folder,
                env={**self._environment, "PYTHONPATH": str(Path(__file__).parents[2])},
            )
        until = time.monotonic() + START_SECONDS
        while not (ready := READY.search(self.log(seen))):
            assert self._process.poll() is None, f"the server ended: {self.log()}"
            assert time.monotonic() < until, f"the server is not ready: {self.log()}"
            time.sleep(0.05)
        self.address = ready[1]
        return self

    def log(self, start=0):
        return (self.folder / "server.log").read_bytes()[start:].decode(errors="replace")

    @property
    def process_id(self):
        return self._process.pid

    def kill(self):
        """End it as a power cut would."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def stop(self):
        if self._process and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self.kill()


@contextmanager
def a_running_server(folder: Path, settings: dict[str, str], secrets: dict[str, str] | None = None, port: int = 0):
    folder.mkdir(parents=True, exist_ok=True)
    server = RunningServer(folder, settings, secrets, port)
    try:
        yield server.start()
    finally:
        server.stop()


class Visitor:
    """A person with a conversation of their own, through the HTTP API."""

    def __init__(self, address: str, language: str = "en"):
        self._http = httpx.Client(base_url=address, timeout=60)
        made = self._http.post("/v1/conversations", json={"language": language}).raise_for_status().json()
        self.conversation = made["id"]
        self._http.headers["Authorization"] = f"Bearer {made['token']}"
        self._said = 0

    @classmethod
    def joining(cls, other: "Visitor", address: str):
        """Open the same conversation in another window, perhaps on another server."""
        made = cls.__new__(cls)
        made.conversation, made._said = other.conversation, other._said
        made._http = httpx.Client(base_url=address, timeout=60, headers=other._http.headers)
        return made

    def moved_to(self, address: str):
        self._http.base_url = address

    def say(self, **message):
        self._said += 1
        return self.post(
            f"/v1/conversations/{self.conversation}/messages",
            {**message, "client_message_id": f"message-{self._said:04}"},
        )

    def post(self, path, body=None):
        return self._http.post(path, json=body).raise_for_status().json()

    def get(self, path, **headers):
        return self._http.get(path, headers=headers)

    def news(self):
        """List what the adviser said unasked."""
        turns = self.get(f"/v1/conversations/{self.conversation}").raise_for_status().json()["turns"]
        return [turn["reply"]["blocks"][0] for turn in turns if not turn["message"]]

    def wait_for_news(self, status, seconds=60):
        until = time.monotonic() + seconds
        while not (told := [block for block in self.news() if block["status"] == status]):
            assert time.monotonic() < until, f"no news of {status}: {self.news()}"
            time.sleep(0.1)
        return told[0]


def choice_that(reply, verb):
    """Find the first button of a reply that does this."""
    offered = (choice for block in reply["blocks"] for choice in block.get("choices", ()))
    return next(choice for choice in offered if choice["action"].startswith(f"{verb}:"))
