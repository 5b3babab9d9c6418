"""How does a test get the provider's pages on rooms of their own, and browsers that have typed a key?"""

import html
import re
from types import SimpleNamespace

from fastapi.testclient import TestClient

from bots.accounts.users import Users
from bots.database import open_engine
from bots.settings import Settings
from knowledge import open_library
from knowledge.settings import LibrarySettings
from knowledge.vocabulary.provider import AccountRole
from tests.bots.web.house import NO_LIMITS
from tests.builders import NOW
from tests.fakes.letter_embedder import LetterEmbedder
from tests.fakes.outspoken_advisor import OutspokenAdvisor

HEAD = "external_id,title,provider,hours,description,learning_outcomes,start_dates,url\n"
ROWS = (
    "pv,Solar panel mounting,Solar School,20,Panels on roofs,Mounts a panel,continuous,https://solar.example/pv\n"
    "tig,TIG welding,Solar School,30,Seams in steel,Welds a seam,continuous,https://solar.example/tig\n"
)


def open_house(folder, clock, fetcher=None):
    """Open rooms with a known provider, another one, and an office that reviews; the caller closes them."""
    engine = open_engine(f"sqlite:///{folder / 'cairn.db'}")
    settings = LibrarySettings(data=folder, index="memory:", seed=False)
    library = open_library(settings, engine, clock=clock, embedder=LetterEmbedder(), fetcher=fetcher)
    library.accounts.add("Solar School", "key-solar", NOW, known=True)
    library.accounts.add("Other School", "key-other", NOW, known=True)
    library.accounts.add("Office", "key-office", NOW, AccountRole.MODERATOR)
    return SimpleNamespace(
        settings=Settings(data=folder, **NO_LIMITS), engine=engine, library=library, advisor=OutspokenAdvisor(),
        users=Users(engine),
    )  # fmt: skip


def close(house):
    house.library.close()
    house.engine.dispose()


def publish(house, content=HEAD + ROWS, account="Solar School"):
    """Hand a file in as a provider that is known."""
    holder = house.library.accounts.find(account)
    return house.library.review.hand_in(holder, "courses.csv", content.encode())


class Browsers:
    """Browsers of their own; with a key one is signed in."""

    def __init__(self, app):
        self._app, self._opened = app, []

    def __call__(self, key=None, language="en"):
        client = TestClient(self._app, client=("127.0.0.1", 50000), raise_server_exceptions=False)
        client.headers["accept-language"] = language
        self._opened.append(client.__enter__())
        if key:
            assert client.post("/provider/sign-in", data={"key": key}).status_code == 200
        return client

    def close(self):
        for client in self._opened:
            client.__exit__(None, None, None)


def text_of(answer):
    """Give the words of a page."""
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.text).split()))
