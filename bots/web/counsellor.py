"""What does a counsellor open in the browser? All of it works without JavaScript, too."""

from fastapi import APIRouter

from bots.web import (
    counsellor_brief,
    counsellor_case,
    counsellor_list,
    counsellor_live,
    counsellor_plan,
    counsellor_referral,
)

router = APIRouter()
for part in (
    counsellor_list,
    counsellor_live,
    counsellor_plan,
    counsellor_brief,
    counsellor_referral,
    counsellor_case,  # last: its address of buttons takes any other word
):
    router.include_router(part.router)
