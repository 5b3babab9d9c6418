"""How does a page for counsellors let one in, and read what they send?"""

from fastapi import Request
from fastapi.responses import Response

from advisor.counselling import Counselling
from advisor.vocabulary.counselling import Counsellor
from bots.web.conversations import without_nul
from bots.web.errors import problem
from bots.web.front import Front
from bots.web.security import is_own_page
from bots.web.sessions import closed, counsellor, signed_in


async def reader(front: Front, request: Request) -> Counsellor | Response:
    """Let a counsellor in to look; whoever is not signed in is told how to get in. Raises CaseNotFound for all others."""
    if await signed_in(front, request) is None:
        return closed(front, request)
    return await counsellor(front, request)


async def writer(front: Front, request: Request) -> Counsellor | Response:
    """Let a counsellor in to change something, from a page of ours only."""
    if not is_own_page(request):
        return problem(403, "foreign-page", "This came from another page.", "Use the page of the case itself.")
    return await reader(front, request)


async def form_of(request: Request) -> dict[str, str]:
    """Read a form's fields as text, with line ends as they are written here."""
    sent = await request.form()
    return {name: without_nul(str(value)).replace("\r\n", "\n") for name, value in sent.items()}


def desk_of(front: Front) -> Counselling:
    desk: Counselling = front.house.advisor.counselling
    return desk
