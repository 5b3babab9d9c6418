"""What does a counsellor open in the browser? All of it works without JavaScript, too."""

from fastapi import APIRouter

from bots.web import counsellor_case, counsellor_list, counsellor_live, counsellor_plan

router = APIRouter()
for part in (counsellor_list, counsellor_live, counsellor_plan, counsellor_case):
    router.include_router(part.router)
