"""Can a program that speaks the Model Context Protocol search, plan, compare, check and talk?"""

import asyncio

import pytest
from mcp import Client

from tests.journeys.running_server import Visitor, a_running_server

SENTENCE = "I was laid off from the coal mine, I'm an electrician and I want to work with solar panels. I have no money and six hours a week"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with a_running_server(tmp_path_factory.mktemp("server"), {"INDEX": "memory:"}) as running:
        yield running


def call(server, name, **arguments):
    async def called():
        async with Client(f"{server.address}/mcp") as client:
            return await client.call_tool(name, arguments)

    return asyncio.run(called())


def told(server, name, **arguments):
    result = call(server, name, **arguments)
    assert not result.is_error, result.content
    return result.structured_content


def test_the_tools_are_those_that_are_documented(server):
    async def listed():
        async with Client(f"{server.address}/mcp") as client:
            return [(tool.name, tool.description) for tool in (await client.list_tools()).tools]

    tools = dict(asyncio.run(listed()))

    assert set(tools) == {
        "search_credentials", "compare", "explain_source", "check_course", "recommend_pathway", "advise",
    }  # fmt: skip
    assert all(len(description) > 40 for description in tools.values())


def test_the_adviser_says_the_same_as_on_the_web(server):
    over_mcp = told(server, "advise", text=SENTENCE)
    on_the_web = Visitor(server.address, "en").say(text=SENTENCE)

    def way(reply):
        return next(block for block in reply["blocks"] if block["type"] == "pathway")

    assert way(over_mcp["reply"]) == way(on_the_web)
    assert over_mcp["reply"]["explain"] == []


def test_a_talk_goes_on_with_its_token_and_with_no_other(server):
    first = told(server, "advise", text=SENTENCE)

    again = told(
        server, "advise", text="I have ten hours a week", conversation=first["conversation"], token=first["token"]
    )
    foreign = call(server, "advise", text="what do you know of me?", conversation=first["conversation"], token="guess")

    assert again["reply"]["profile"]["constraints"]["hours_per_week"] == 10
    assert foreign.is_error
    assert "There is no such conversation." in foreign.content[0].text


def test_a_search_is_that_of_the_web(server):
    found = told(server, "search_credentials", query="welding", limit=3)
    web = Visitor(server.address, "en").get("/v1/search?q=welding&limit=3").json()

    assert [m["micro_credential"]["id"] for m in found["matches"]] == [
        m["micro_credential"]["id"] for m in web["matches"]
    ]
    assert found["matches"]


def test_a_plan_is_the_same_bytes_and_an_unknown_field_is_named(server):
    profile = {
        "goal": {"text": "solar"},
        "constraints": {"max_price": {"amount": 0, "currency": "EUR"}},
        "language": "en",
    }

    planned = told(server, "recommend_pathway", profile=profile)
    wrong = call(server, "recommend_pathway", profile={"goal": {"txt": "solar"}})

    assert planned["steps"]
    assert planned["receipt"] == told(server, "recommend_pathway", profile=profile)["receipt"]
    assert wrong.is_error
    assert "txt" in wrong.content[0].text


def test_courses_stand_side_by_side_and_what_is_not_stated_is_null(server):
    ids = [
        match["micro_credential"]["id"]
        for match in told(server, "search_credentials", query="solar", limit=2)["matches"]
    ]

    compared = told(server, "compare", micro_credential_ids=ids)

    assert [course["id"] for course in compared["courses"]] == ids
    assert {"price", "hours", "assessment"} <= set(compared["courses"][0]["facts"])
    assert call(server, "compare", micro_credential_ids=ids[:1]).is_error


def test_a_citation_leads_to_its_text(server):
    reply = told(server, "advise", text="Is a micro-credential recognised by universities?")["reply"]
    cited = next(c for c in reply["citations"] if c["source"] == "policy")

    where = {key: cited[key] for key in ("source", "id", "locator")}

    assert told(server, "explain_source", quote=cited["quote"], **where)["verbatim"] is True
    assert told(server, "explain_source", quote="Everything is recognised everywhere.", **where)["verbatim"] is False


def test_a_course_is_checked_and_nothing_is_kept(server):
    before = told(server, "search_credentials", query="beekeeping for the blind", limit=1)["catalogue_version"]

    checked = told(server, "check_course", content="external_id,title,hours\nx-1,,abc\n", format="csv")

    assert any(finding["field"] == "title" for finding in checked["findings"])
    assert told(server, "search_credentials", query="bees", limit=1)["catalogue_version"] == before
