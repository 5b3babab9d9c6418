"""Do the examples of the how-to pages on the standards do what the pages say?"""

import re
from pathlib import Path

import pytest

from knowledge import formats
from knowledge.vocabulary.submission import Level

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"
PAGES = {
    "courses-in-elm.md": ("elm", {"title": "Solar basics", "hours": "20", "provider": "Solar School"}),
    "courses-in-ctdl.md": ("ctdl", {"title": "Solar basics", "hours": "20", "provider": "Solar School"}),
    "courses-in-schema-org.md": ("schema-org", {"title": "Solar basics", "hours": "20", "provider": "Solar School"}),
    "courses-in-open-badges.md": ("open-badges", {"title": "Solar basics", "awarding_body": "Solar School"}),
}


@pytest.mark.parametrize(("page", "expected"), PAGES.items())
def test_the_smallest_useful_file_of_a_page_is_read_without_a_warning(page, expected):
    example = re.search(r"```json\n(.*?)```", (HOW_TO / page).read_text(encoding="utf-8"), re.DOTALL)[1]

    reading = formats.read(example.encode())

    name, fields = expected
    assert reading.format == name
    assert fields.items() <= reading.drafts[0].fields.items()
    assert [found.code for found in reading.findings if found.level is not Level.INFO] == []
