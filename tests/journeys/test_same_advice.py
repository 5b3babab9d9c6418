"""Does a person get the same advice from the command line and over HTTP?"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journeys.running_server import Visitor, a_running_server

SENTENCES = {
    "en": "I was laid off from the coal mine, I'm an electrician and I want to work with solar panels. I have no money and six hours a week",
    "bs": "Dobio sam otkaz u rudniku, električar sam i želim raditi sa solarnim panelima. Nemam novca i imam šest sati sedmično",
}


def ask(folder: Path, text: str) -> dict:
    command = [sys.executable, "-m", "bots.command_line", "ask", text, "--json"]
    settings = {**os.environ, "CAIRN_DATA": str(folder), "CAIRN_INDEX": "memory:"}
    run = subprocess.run(
        command, capture_output=True, text=True, check=True, env=settings, cwd=Path(__file__).parents[2]
    )
    return json.loads(run.stdout)


def pathway_of(reply: dict) -> dict:
    return next(block for block in reply["blocks"] if block["type"] == "pathway")


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with a_running_server(tmp_path_factory.mktemp("server"), {"INDEX": "memory:"}) as running:
        yield running


@pytest.mark.parametrize("language", SENTENCES)
def test_the_command_line_and_http_give_the_same_pathway(language, server, tmp_path):
    asked = ask(tmp_path, SENTENCES[language])

    visitor = Visitor(server.address, language)
    told = visitor.say(text=SENTENCES[language])

    assert told["language"] == asked["language"] == language
    assert pathway_of(told) == pathway_of(asked)
    assert pathway_of(told)["totals"]["price"][0]["amount"] == 0.0
    assert pathway_of(told)["coverage"]["essential"] == 1.0


@pytest.mark.parametrize("language", SENTENCES)
def test_every_quote_of_the_advice_stands_in_the_record(language, server):
    visitor = Visitor(server.address, language)

    told = visitor.say(text=SENTENCES[language])

    assert told["citations"]
    for citation in told["citations"]:
        record = visitor.get(f"/v1/micro-credentials/{citation['id']}").raise_for_status().text
        text = json.dumps(json.loads(record), ensure_ascii=False).replace(".0", "")
        assert json.dumps(citation["quote"], ensure_ascii=False)[1:-1] in text
