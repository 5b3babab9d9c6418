"""Is every rule that a submission meets written down, and can each be mended?"""

from pathlib import Path

import pytest

from knowledge.submissions.rules import RULES

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "checks.md"


@pytest.mark.parametrize("code", RULES)
def test_every_rule_stands_in_the_reference(code):
    assert f"| `{code}` | {RULES[code].level.value} |" in PAGE.read_text(encoding="utf-8"), (
        "run .venv/bin/python docs/build_reference.py"
    )


@pytest.mark.parametrize("code", RULES)
def test_every_rule_says_something_and_how_to_mend_it(code):
    rule = RULES[code]
    assert rule.message.endswith((".", "{why}.", "{why}"))
    assert rule.mend.endswith((".", "…", "`", "“{value}”"))


def test_the_page_says_which_two_elements_belong_to_the_award_and_why():
    text = PAGE.read_text(encoding="utf-8")
    assert "| 1 | Identification of the learner | the award |" in text
    assert "| 5 | Date of issuing | the award |" in text
