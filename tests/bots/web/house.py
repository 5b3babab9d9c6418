"""How does a test get a web application on rooms of its own?"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import Any

import uvicorn
from fastapi.testclient import TestClient

from bots.database import open_engine
from bots.settings import Settings
from bots.web.app import create_app
from bots.web.channel import address, listen
from knowledge.mirror import Standing, State
from tests.builders import a_micro_credential
from tests.fakes.outspoken_advisor import OutspokenAdvisor
from tests.fakes.small_library import SmallLibrary


@dataclass
class Clock:
    """Stands still until it is moved."""

    moment: datetime = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def move(self, **by: float) -> None:
        self.moment += timedelta(**by)


@dataclass
class Web:
    """An application on a scripted adviser, with a client that sits at 127.0.0.1."""

    client: TestClient
    advisor: OutspokenAdvisor
    clock: Clock
    app: Any

    def start(self) -> tuple[str, dict[str, str]]:
        """Start a conversation; give its id and the header that lets in."""
        made = self.client.post("/v1/conversations").json()
        return made["id"], {"Authorization": f"Bearer {made['token']}"}

    def say(self, text: str, where: tuple[str, dict[str, str]], **more: str) -> Any:
        identifier, headers = where
        return self.client.post(
            f"/v1/conversations/{identifier}/messages", json={"text": text, **more}, headers=headers
        )


class Shelf(SmallLibrary):
    """A small library with the few more things that a door asks for."""

    def documents(self):
        return ()

    standing = Standing(State.CURRENT)
    missing = 0

    def index_standing(self):
        return self.standing, self.missing


class NobodyElse:
    """No accounts but the administrator at the console."""

    def of_link(self, token, now):
        return None

    sign_in = of_link

    def holder(self, session, now):
        return None


NO_LIMITS = {"limit_messages_per_minute": 0, "limit_messages_per_day": 0, "limit_conversations_per_hour": 0}


def an_app(folder: Path, advisor: OutspokenAdvisor, clock: Any = None, **given: Any) -> Any:
    """Make the application on rooms of its own; settings may be given."""
    folder.mkdir(exist_ok=True)
    settings, numbers = Settings(data=folder, **{**NO_LIMITS, **given}), count(1)
    engine = open_engine(settings.database_url)
    house = SimpleNamespace(
        settings=settings, engine=engine, library=Shelf([a_micro_credential()]), advisor=advisor, users=NobodyElse()
    )
    return create_app(house, clock or Clock(), lambda: f"id{next(numbers)}")


def a_web(folder: Path, advisor: OutspokenAdvisor | None = None, **given: Any) -> Iterator[Web]:
    """Make one with a client; settings may be given."""
    scripted, clock = advisor or OutspokenAdvisor(), Clock()
    app = an_app(folder, scripted, clock, **given)
    engine = app.state.front.house.engine
    with TestClient(app, client=("127.0.0.1", 50000), raise_server_exceptions=False) as client:
        yield Web(client, scripted, clock, app)
    engine.dispose()


@contextmanager
def serving(app: Any) -> Iterator[str]:
    """Serve the application on a free port in a thread; give its address."""
    listening = listen("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
    worker = Thread(target=lambda: server.run(sockets=[listening]))
    worker.start()
    for _ in range(600):
        # a bound socket refuses until the server listens on it
        if server.started:
            break
        time.sleep(0.05)
    try:
        yield address(listening)
    finally:
        app.state.front.closing.set()
        server.should_exit = True
        worker.join()
