"""What does each button on the page of a case do, and where does one go on?"""

from collections.abc import Callable, Mapping
from datetime import datetime

from advisor.counselling import Counselling
from advisor.vocabulary.counselling import Counsellor
from bots.web.counsellor_limits import given_in

Form = Mapping[str, str]
Act = Callable[[Counselling, str, Counsellor, Form, datetime], object]


def _write(desk: Counselling, case: str, who: Counsellor, form: Form, now: datetime) -> object:
    return desk.say(case, who, form.get("text", ""), now, form.get("key", ""), form.get("drafted", ""))


def _revise(desk: Counselling, case: str, who: Counsellor, form: Form, now: datetime) -> object:
    verb, _, course = form.get("edit", "").partition(":")
    return desk.plans.revise(case, who, verb, course, now, form.get("instead", "") if verb == "swap" else "")


ACTS: Mapping[str, Act] = {
    "take": lambda desk, case, who, _, now: desk.take(case, who, now),
    "hand_back": lambda desk, case, who, _, now: desk.hand_back(case, who, now),
    "close": lambda desk, case, who, _, now: desk.close(case, who, now),
    "messages": _write,
    "notes": lambda desk, case, who, form, now: desk.note(case, who, form.get("text", ""), now, form.get("key", "")),
    "plan": _revise,
    "propose": lambda desk, case, who, form, now: desk.plans.propose(case, who, given_in(form), now),
    "label": lambda desk, case, who, form, _: desk.lists.add_label(case, who, form.get("label", "")),
    "unlabel": lambda desk, case, who, form, _: desk.lists.drop_label(case, who, form.get("label", "")),
    "next": lambda desk, case, who, form, _: desk.lists.set_next_date(case, who, form.get("next", "")),
    "approve": lambda desk, case, who, form, now: desk.plans.approve(case, who, form.get("version", ""), now),
}
PLACES: Mapping[str, str] = {
    "messages": "#latest",
    "take": "#message",
    "notes": "#notes",
    "plan": "#plan",
    "propose": "#plan",
    "approve": "#plan",
    "label": "#labels",
    "unlabel": "#labels",
    "next": "#labels",
}
"""Where on the page one goes on."""
