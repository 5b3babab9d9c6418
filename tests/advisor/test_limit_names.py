"""Are the values of limits worded as a learner would say them?"""

import pytest

from advisor.limit_names import change_text, check_text, limit_value
from advisor.vocabulary.pathway import ConstraintCheck, Relaxation


@pytest.mark.parametrize(
    ("language", "name", "value", "worded"),
    [
        ("de", "schedules", "evening", "abends"),
        ("ms", "schedules", "weekend, evening", "hujung minggu, waktu malam"),
        ("de", "modes", "onsite, blended", "vor Ort, teilweise online"),
        ("en", "needs", "childcare, online", "with childcare, online"),
        ("en", "languages", "bs, en", "bosanski, English"),
        ("en", "max_price", "0 EUR", "free of charge"),
        ("en", "max_price", "50 EUR", "50 EUR"),
        ("en", "near", "Tuzla, online", "Tuzla, online"),
        ("en", "max_hours", "16 h", "16 h"),
    ],
)
def test_a_value_is_said_in_the_learners_words(language, name, value, worded):
    assert limit_value(language, name, value) == worded


def test_a_check_and_a_change_hold_no_raw_value():
    check = ConstraintCheck(name="schedules", wanted="evening", got="evening, self_paced", met=True)
    change = Relaxation(
        constraint="modes", from_="online", to="online, blended", gains="10 % more", value=["online", "blended"]
    )
    lifted = Relaxation(constraint="schedules", from_="evening", to="not stated", gains="10 % more")

    assert check_text("en", check) == "time of day: in the evening → in the evening, at your own pace"
    assert change_text("en", change) == "online or on site: online → online, partly online: 10 % more"
    assert change_text("en", lifted) == "No limit: time of day: 10 % more"
