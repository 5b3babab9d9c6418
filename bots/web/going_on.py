"""How does a conversation of the web page go on in Telegram: a link, and its QR code for the phone?"""

import asyncio
import io
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from bots.telegram.deep_links import Kind, address
from bots.telegram.tickets import Tickets
from bots.web.chat import held, page_language
from bots.web.errors import problem
from bots.web.front import At, Front
from bots.web.rendering import render
from bots.web.security import is_own_page

router = APIRouter(include_in_schema=False)


@dataclass
class Telegram:
    """The bot beside this server."""

    name: str = ""
    """Its user name; empty until Telegram has told us."""

    def is_called(self, name: str) -> None:
        self.name = name


@router.post("/chat/telegram")
async def go_on(front: At, request: Request) -> Response:
    """Show the link that takes this conversation along; it works once, for a quarter of an hour."""
    if not is_own_page(request):
        return problem(403, "foreign-page", "This came from another page.", "Use the button in the chat itself.")
    conversation = await held(front, request)
    bot: Telegram = request.app.state.telegram
    if conversation is None or not front.house.settings.telegram_token:
        return RedirectResponse("/", status_code=303)
    language = page_language(request, conversation)
    if not bot.name:
        return render("telegram.html", language, status=503, link="", qr="")
    front.limit_message(conversation.id, front.new_id())
    link = address(bot.name, Kind.WEB, await asyncio.to_thread(_ticket, front, conversation.id))
    return render("telegram.html", language, link=link, qr=await asyncio.to_thread(drawn, link))


def _ticket(front: Front, conversation: str) -> str:
    return Tickets(front.house.engine).make(conversation, front.now())


def drawn(link: str) -> str:
    """Draw a QR code to be put into the page itself: at an address of its own the ticket would stand in a log."""
    import segno

    drawing = io.BytesIO()
    segno.make(link, error="m", micro=False).save(
        drawing, kind="svg", border=4, omitsize=True, dark="#000", light="#fff", xmldecl=False, svgns=False, svgclass="qr", lineclass=None,
    )  # fmt: skip
    return drawing.getvalue().decode("ascii")
