"""Which pages are there, and how does one of each kind of people get to see them with something on them?"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from tests.journeys.stage import BAD_ROW, COURSES, SENTENCE, Stage

PLAN = "section.pathway ol.steps > li"
WAIT = 60_000
Go = Callable[[Any, Stage], None]


@dataclass(frozen=True)
class Place:
    """A page as somebody sees it. `route` is the address as the application declares it."""

    name: str
    route: str
    who: str
    go: Go


def at(path: str) -> Go:
    """Open an address; what stands in braces is taken from the stage."""
    return lambda page, stage: page.goto(stage.address + path.format(stage=stage))


def say(words: str) -> Go:
    def said(page: Any, _: Stage) -> None:
        before = page.locator("article.turn .reply").count()
        page.fill("#box", words)
        page.click("#send")
        page.locator("article.turn:not(.pending) .reply").nth(before).wait_for(timeout=WAIT)
        page.locator("#send").wait_for(timeout=WAIT)

    return said


def press(selector: str) -> Go:
    def pressed(page: Any, _: Stage) -> None:
        with page.expect_navigation():
            page.locator(selector).last.click()

    return pressed


def one_after_another(*steps: Go) -> Go:
    def gone(page: Any, stage: Stage) -> None:
        for step in steps:
            step(page, stage)

    return gone


def with_everything_open(page: Any, _: Stage) -> None:
    page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")


def a_file(page: Any, _: Stage) -> None:
    page.set_input_files(
        "#file", {"name": "courses.csv", "mimeType": "text/csv", "buffer": (COURSES + BAD_ROW).encode()}
    )


CHAT = at("/")
PLANNED = one_after_another(CHAT, say(SENTENCE))
A_FILE = one_after_another(at("/provider/file"), a_file, press("form.write button"))


def a_draft(page: Any, _: Stage) -> None:
    page.fill("#f-title", "Inverters: choosing and connecting")
    page.fill("#f-description", "Chooses and connects inverters of small solar plants")


A_DRAFT = one_after_another(at("/provider/course"), a_draft, press("button[value=draft]"))
PLACES = (
    Place("chat", "/", "anybody", CHAT),
    Place("chat-plan", "/", "anybody", PLANNED),
    Place("chat-plan-open", "/", "anybody", one_after_another(PLANNED, with_everything_open)),
    Place("chat-comparison", "/", "anybody", one_after_another(PLANNED, say("compare the first two courses"))),
    Place("chat-rules", "/", "anybody", one_after_another(CHAT, say("Is a micro-credential recognised by universities?"))),
    Place("chat-crisis", "/", "anybody", one_after_another(CHAT, say("I don't want to live any more"))),
    Place("chat-nothing-fits", "/", "anybody", one_after_another(CHAT, say("I want to become a nurse aide in Newark, only evenings, at most 50 hours"))),
    Place("hand-in-a-file", "/chat/file", "anybody", one_after_another(PLANNED, at("/chat/file"))),
    Place("certificate-asked-for", "/", "anybody", one_after_another(PLANNED, say("I already have a certificate in my wallet"))),
    Place("certificate-request", "/x/{identifier}", "anybody", at("/x/{stage.asked_for}")),
    Place("plan-link", "", "anybody", one_after_another(PLANNED, press("form.share button"))),
    Place("plan-shared", "/s/{token}", "anybody", at("{stage.shared}")),
    Place("offer", "/i/{identifier}", "anybody", at("/i/{stage.offered}")),
    Place("not-found", "", "anybody", at("/nothing-here")),
    Place("invited", "/invited", "anybody", at("{stage.invitation}")),
    Place("sign-in", "/sign-in", "anybody", at("/sign-in")),
    Place("sign-in-button", "/sign-in", "anybody", at("/sign-in?token=from-a-mail")),
    Place("counsellor-cases", "/counsellor", "counsellor", at("/counsellor?which=all")),
    Place("counsellor-case", "/counsellor/cases/{identifier}", "counsellor", at("/counsellor/cases/{stage.case}")),
    Place("counsellor-case-open", "/counsellor/cases/{identifier}", "counsellor", one_after_another(at("/counsellor/cases/{stage.case}?draft=true"), with_everything_open)),
    Place("counsellor-brief", "/counsellor/cases/{identifier}/brief", "counsellor", at("/counsellor/cases/{stage.case}/brief")),
    Place("counsellor-what-if", "/counsellor/cases/{identifier}/what-if", "counsellor", at("/counsellor/cases/{stage.case}/what-if?hours=12&price=200")),
    Place("counsellor-compare", "/counsellor/cases/{identifier}/compare", "counsellor", at("/counsellor/cases/{stage.case}/compare")),
    Place("counsellor-referral", "/counsellor/cases/{identifier}/referral", "counsellor", at("/counsellor/cases/{stage.case}/referral")),
    Place("counsellor-answers", "/counsellor/answers", "counsellor", at("/counsellor/answers")),
    Place("counsellor-requests", "/counsellor/requests", "counsellor", at("/counsellor/requests")),
    Place("counsellor-report", "/counsellor/report", "counsellor", at("/counsellor/report")),
    Place("counsellor-invitations", "/counsellor/invitations", "counsellor", one_after_another(at("/counsellor/invitations"), press("form[action='/counsellor/invitations'] button"))),
    Place("provider-sign-in", "/provider", "anybody", at("/provider")),
    Place("provider-courses", "/provider", "provider", at("/provider")),
    Place("provider-course", "/provider/course", "provider", at("/provider/course")),
    Place("provider-file", "/provider/file", "provider", at("/provider/file")),
    Place("provider-file-checked", "/provider/file/checked", "provider", A_FILE),
    Place("provider-file-handed-in", "/provider/submissions/{identifier}", "provider", one_after_another(A_FILE, press("text=Hand in what has no error"))),
    Place("provider-demand", "/provider/demand", "provider", at("/provider/demand")),
    Place("provider-who-finds-it", "/provider/found/{identifier:path}", "provider", at("/provider/found/{stage.course}")),
    Place("provider-link-and-code", "/provider/share/{identifier:path}", "provider", at("/provider/share/{stage.course}")),
    Place("provider-draft-found", "/provider/found-draft/{draft}", "provider", one_after_another(A_DRAFT, press("a[href^='/provider/found-draft/']"))),
    Place("provider-take-out", "/provider/take-out/{identifier:path}", "provider", at("/provider/take-out/{stage.course}")),
    Place("provider-again", "/provider/again/{identifier:path}", "provider", at("/provider/again/{stage.taken_out}")),
    Place("provider-addresses", "/provider/addresses", "provider", at("/provider/addresses")),
    Place("provider-keys", "/provider/keys", "provider", at("/provider/keys")),
    Place("moderator-queue", "/provider", "moderator", at("/provider")),
    Place("admin", "/admin", "administrator", at("/admin")),
)  # fmt: skip
NO_PAGES = {
    "/chat/export", "/chat/turns", "/counsellor/cases/{identifier}/events", "/counsellor/cases/{identifier}/turns",
    "/counsellor/report.csv",    "/embed.js", "/i/{identifier}/qr.svg", "/livez", "/metrics", "/openapi.json", "/provider/file/annotated.{kind}",
    "/readyz", "/s/{token}.ctdl.json", "/s/{token}.ics", "/s/{token}.json", "/s/{token}.pdf", "/sign-in/back",
    "/sign-in/leave", "/sign-in/with", "/static/{name}", "/x/{identifier}/qr.svg",
}  # fmt: skip
"""Addresses that answer a browser's GET with something else than a page: files, streams, redirects, figures."""


@contextmanager
def looking(
    chromium: Any, stage: Stage, place: Place, heard: Callable[[str], object] = str, **kind: Any
) -> Iterator[Any]:
    """Open a place as whoever it is for, in a browser of its own; `heard` is told every address that is asked."""
    context = chromium.new_context(**{"viewport": {"width": 1280, "height": 900}, "locale": "en-GB", **kind})
    try:
        if place.who in {"counsellor", "administrator", "moderator"}:
            session = getattr(stage, place.who)
            context.add_cookies([{"name": "cairn-session", "value": session, "url": stage.address}])
        page = context.new_page()
        page.on("request", lambda request: heard(request.url))
        if place.who == "provider":
            page.goto(f"{stage.address}/provider")
            page.fill("#key", stage.key)
            page.keyboard.press("Enter")
            page.locator(".tabs").wait_for(timeout=WAIT)
        place.go(page, stage)
        page.wait_for_load_state("load")
        yield page
    finally:
        context.close()
