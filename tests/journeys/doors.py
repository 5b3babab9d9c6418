"""How does a test hold the same conversation at each of Cairn's doors, and get the replies as they were given?"""

import asyncio
import json
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from mcp import Client

from bots.telegram.simulator.server import BotApi

ROOT = Path(__file__).parents[2]
TAP = "(the first button of the last question)"
"""Stands in a conversation for a tap; doors without buttons take the words on it."""
BOT_SECONDS = 30.0


def first_button(reply: dict[str, Any]) -> dict[str, Any]:
    """Give the first choice of the last question of a reply."""
    return [block for block in reply["blocks"] if block["type"] == "question"][-1]["choices"][0]


def over_http(address: str, lines: list[str]) -> list[dict[str, Any]]:
    with httpx.Client(base_url=address, timeout=60) as http:
        place = _start(http)
        return _by_turns(lines, lambda said: http.post(place, json=said).raise_for_status().json())


def by_stream(address: str, lines: list[str]) -> list[dict[str, Any]]:
    """Listen to the events that the page's script listens to."""
    with httpx.Client(base_url=address, timeout=60, headers={"Accept": "text/event-stream"}) as http:
        place = _start(http)

        def say(said):
            with http.stream("POST", place, json=said) as answer:
                text = "".join(answer.iter_text())
            [told] = re.findall(r"^event: reply\n(?:id: .*\n)?data: (.*)$", text, re.MULTILINE)
            return json.loads(told)

        return _by_turns(lines, say)


def on_the_page(address: str, lines: list[str]) -> tuple[list[dict[str, Any]], str]:
    """Send the page's forms, and give what its conversation holds, with the last page."""
    with httpx.Client(base_url=address, timeout=60, follow_redirects=True) as http:
        for line in lines:
            page = http.get("/").text
            button = re.search(r'class="question">.*?name="choice" value="([^"]+)"', page, re.DOTALL)
            http.post("/chat", data={"choice": button[1]} if line == TAP else {"text": line}).raise_for_status()
        held = http.get("/chat/export").json()
        return [turn["reply"] for turn in held["turns"]], http.get("/?whole=true").text


def over_mcp(address: str, lines: list[str]) -> list[dict[str, Any]]:
    """Talk with one session; a tool has no buttons, so their words are said."""

    async def talk():
        replies: list[dict[str, Any]] = []
        known: dict[str, str] = {}
        async with Client(f"{address}/mcp") as client:
            for line in lines:
                text = first_button(replies[-1])["label"] if line == TAP else line
                result = await client.call_tool("advise", {"text": text, **known})
                assert not result.is_error, result.content
                told = result.structured_content
                known = {name: told[name] for name in ("conversation", "token")}
                replies.append(told["reply"])
        return replies

    return asyncio.run(talk())


def in_the_terminal(environment: dict[str, str], lines: list[str]) -> list[dict[str, Any]]:
    """Type each line into `cairn chat` once the answer before it is there; a tap is the number of the choice."""
    chat = _cairn(environment, "chat", "--json")
    replies: list[dict[str, Any]] = []
    try:
        for line in lines:
            chat.stdin.write(f"{'1' if line == TAP else line}\n")
            chat.stdin.flush()
            replies.append(json.loads(chat.stdout.readline()))
    finally:
        chat.communicate("", timeout=30)
    return replies


def by_command(environment: dict[str, str], lines: list[str], label: str) -> list[dict[str, Any]]:
    """Give all lines to one `cairn ask`; a tap is the words on the button."""
    ask = _cairn(environment, "ask", *(label if line == TAP else line for line in lines), "--json")
    out, _ = ask.communicate("", timeout=120)
    assert ask.returncode == 0
    return [json.loads(line) for line in out.splitlines()]


@dataclass
class Telephone:
    """A person in Telegram: what the bot shows them, and what stands behind it."""

    api: BotApi
    chat: int
    shown: list[list[str]] = field(default_factory=list)
    """The bubbles of each answer."""

    def hold(self, lines: list[str]) -> list[dict[str, Any]]:
        for line in lines:
            before = len(self.api.state.sent(self.chat))
            if line == TAP:
                self.api.state.press(self.chat, self._first_button())
            else:
                self.api.state.say(self.chat, line)
            self.shown.append([message.get("text", "") for message in self._answer(before)])
        return self._held()

    def _first_button(self) -> str:
        markup = [m["reply_markup"] for m in self.api.state.sent(self.chat) if "reply_markup" in m][-1]
        return markup["inline_keyboard"][0][0]["callback_data"]

    def _answer(self, before: int) -> list[dict[str, Any]]:
        """Wait until the answer is there, and until no more of it comes."""
        until, size, since = time.monotonic() + BOT_SECONDS, before, time.monotonic()
        while time.monotonic() < until:
            sent = self.api.state.sent(self.chat)
            if len(sent) != size:
                size, since = len(sent), time.monotonic()
            if size > before and time.monotonic() - since > 0.25:
                return sent[before:]
            time.sleep(0.02)
        raise AssertionError(f"no answer; refused: {self.api.state.refused()}")

    def _held(self) -> list[dict[str, Any]]:
        """Ask the bot for everything that is held: the replies stand there whole."""
        before = len(self.api.state.sent(self.chat))
        self.api.state.say(self.chat, "/export")
        [message] = self._answer(before)
        _, content = self.api.state.files[self.chat, message["message_id"]]
        return [turn["reply"] for turn in json.loads(content)["turns"]]


def _start(http: httpx.Client) -> str:
    made = http.post("/v1/conversations").raise_for_status().json()
    http.headers["Authorization"] = f"Bearer {made['token']}"
    return f"/v1/conversations/{made['id']}/messages"


def _by_turns(lines: list[str], say: Any) -> list[dict[str, Any]]:
    replies: list[dict[str, Any]] = []
    for number, line in enumerate(lines):
        said = {"choice": first_button(replies[-1])["id"]} if line == TAP else {"text": line}
        replies.append(say({**said, "client_message_id": f"m-{number}"}))
    return replies


def _cairn(environment: dict[str, str], *arguments: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "bots.command_line", *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, encoding="utf-8", env=environment, cwd=ROOT)
