"""What must have happened so that every page has something to show? One server, and one of each kind of people."""

import json
import re
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx

from advisor.storage.sql_cases import SqlCaseStore
from advisor.vocabulary.handoff import CredentialOffer, HandOff, HandOffId, HandOffStatus
from bots.database import open_engine
from bots.settings import named_secrets
from tests.journeys.running_server import RunningServer, Visitor, a_running_server

SENTENCE = (
    "I was laid off from the coal mine, I'm an electrician and I want to work with solar panels. "
    "I have no money and six hours a week"
)
OFFER = "openid-credential-offer://?credential_offer_uri=https%3A%2F%2Fissuer.example%2Foffers%2F1"
NOW = datetime.now(UTC)
SETTINGS = {"INDEX": "memory:", "LIMIT_MESSAGES_PER_DAY": "0"}
COURSES = """external_id,title,description,awarding_body,provider,country,learning_outcomes,hours,price,currency,language,mode
heat-1,Heat pumps: sizing and installation,Sizes and installs heat pumps in small houses,Chamber of Trades,Green Trades School,BA,Sizes a heat pump|Installs one,40,120,EUR,en,online
heat-2,Heat pumps: care and repair,Keeps heat pumps running,Chamber of Trades,Green Trades School,BA,Finds faults,16,60,EUR,en,online
"""
BAD_ROW = "heat-3,,No title at all,Chamber of Trades,Green Trades School,BA,,8,0,EURO,en,online\n"


@dataclass
class Stage:
    """Who is there, and where what they did can be seen."""

    server: RunningServer
    counsellor: str
    """Session of a signed-in browser; as is each of the next two."""
    administrator: str
    moderator: str
    key: str
    """Of the provider."""
    course: str
    """Published by the provider."""
    case: str
    """Taken over by the counsellor."""
    shared: str
    """Path of the link to a plan."""
    offered: str
    """A hand-off whose offer waits for the learner's wallet."""
    asked_for: str
    """A request to the learner's wallet to show a certificate."""
    invitation: str
    """Path of a counsellor's invitation."""
    taken_out: str
    """A course that the provider took out."""

    @property
    def address(self) -> str:
        return self.server.address


@contextmanager
def a_stage(folder: Path):
    with a_running_server(folder, SETTINGS) as server:
        operator = Operator(server)
        counsellor = operator.session_of("amra@example.org", "counsellor", "Amra Hadžić")
        key = operator.key_of("Green Trades School")
        learner = Visitor(server.address)
        learner.say(text=SENTENCE)
        yield Stage(
            server=server,
            counsellor=counsellor,
            administrator=operator.session_of("ada@example.org", "administrator", "Ada"),
            moderator=operator.session_of("mo@example.org", "moderator", "Mo"),
            key=key,
            course=operator.published("green-trades-school.heat-1", folder),
            case=taken(server.address, counsellor, code_in(learner.say(text="/human"))),
            shared=shared(server.address),
            offered=offered(server),
            asked_for=asked_for(Visitor(server.address)),
            invitation=invitation(server.address, counsellor),
            taken_out=operator.withdrawn("green-trades-school.heat-2"),
        )


class Operator:
    """Does on the command line what an operator does beside the running server."""

    def __init__(self, server: RunningServer) -> None:
        self._server = server

    def told(self, *words: str) -> dict:
        environment = {**named_secrets(), "CAIRN_DATA": str(self._server.folder / "data"), "CAIRN_INDEX": "memory:"}
        command = [sys.executable, "-m", "bots.command_line", *words, "--json"]
        run = subprocess.run(
            command, capture_output=True, text=True, check=False, env=environment, cwd=Path(__file__).parents[2]
        )
        assert run.returncode == 0, run.stderr
        return json.loads(run.stdout)

    def session_of(self, email: str, role: str, name: str) -> str:
        """Add an account and trade its one-time link for a session, as a program does."""
        link = self.told("users", "add", email, "--role", role, "--name", name)["link"]
        token = link.partition("token=")[2]
        signed_in = httpx.post(f"{self._server.address}/sign-in", data={"token": token}).raise_for_status()
        return signed_in.json()["session"]

    def published(self, course: str, folder: Path) -> str:
        """Publish the provider's courses; give the id of one of them."""
        file = folder / "courses.csv"
        file.write_text(COURSES, encoding="utf-8")
        self.told("courses", "import", str(file), "--provider", "Green Trades School")
        return course

    def withdrawn(self, course: str) -> str:
        self.told("courses", "withdraw", course)
        return course

    def key_of(self, provider: str) -> str:
        return self.told("providers", "add", provider, "--known")["key"]


def code_in(reply: dict) -> str:
    texts = " ".join(block.get("text", "") for block in reply["blocks"])
    return re.search(r"\b(\w{4}-\w{4})\b", texts)[1]


def taken(address: str, session: str, code: str) -> str:
    """Let the counsellor take on and take over the case; give its id."""
    with httpx.Client(base_url=address, headers={"Authorization": f"Bearer {session}"}, timeout=60) as http:
        cases = http.get("/v1/cases", params={"which": "waiting"}).raise_for_status().json()
        case = next(each["id"] for each in cases["cases"] if each.get("code", code) == code)
        http.post(f"/v1/cases/{case}/take").raise_for_status()
    return case


def shared(address: str) -> str:
    """Plan in a browser without script and make a link to the plan; give its path."""
    with httpx.Client(base_url=address, timeout=60, follow_redirects=True, headers={"Origin": address}) as http:
        page = http.post("/chat", data={"text": SENTENCE, "client_message_id": "shared-0001"}).raise_for_status().text
        receipt = re.findall(r'name="receipt" value="(\w+)"', page)[0]
        made = http.post("/chat/share", data={"receipt": receipt}).raise_for_status().text
        return re.search(r"/s/[\w-]+", made)[0]


def offered(server: RunningServer) -> str:
    """Put in an offer, as an issuer that is connected gives it, for a learner of its own."""
    visitor = Visitor(server.address)
    engine = open_engine(f"sqlite:///{server.folder / 'data' / 'cairn.db'}")
    store = SqlCaseStore(engine)
    handoff = HandOff(
        id=HandOffId("0" * 31 + "1"),
        conversation=visitor.conversation,
        micro_credential_id="pv-1",
        title="Solar PV basics",
        provider="Green Trades School",
        protocol="oid4vci",
        status=HandOffStatus.OFFERED,
        offer=CredentialOffer(uri=OFFER, expires=NOW + timedelta(days=14)),
        created=NOW,
        changed=NOW,
    )
    store.save_handoff(handoff, None)
    engine.dispose()
    return handoff.id


def asked_for(visitor: Visitor) -> str:
    reply = visitor.say(text="I already have a certificate in my wallet")
    return next(block["handoff"] for block in reply["blocks"] if block["type"] == "handoff")


def invitation(address: str, session: str) -> str:
    """Let the counsellor make an invitation in the browser; give its path."""
    cookie = {"Cookie": f"cairn-session={session}", "Origin": address}
    made = httpx.post(f"{address}/counsellor/invitations", headers=cookie, timeout=60).raise_for_status().text
    return re.search(r"/\?i=[\w-]+", made)[0]
