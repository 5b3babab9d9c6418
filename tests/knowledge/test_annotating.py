"""Does a provider get the same rows back, with what was found beside each, and is that column left out next time?"""

import pytest

from knowledge.formats import read
from knowledge.formats.annotating import annotated, as_csv, as_xlsx, cells_of
from knowledge.submissions.rules import finding

TABLE = b"Name;Code;Hours\nSolar mounting;pv;20\n=1+1;x;many\n"
SAID = "[warning] Hours: “many” cannot be read as hours; it counts as not stated. → Write a number such as 40; days and weeks are not hours."


def a_finding(row):
    return finding("unreadable_hours", row=row, field="hours", column="Hours", value="many")


def test_the_same_rows_come_back_with_a_column_of_findings():
    made = annotated(cells_of(TABLE), [a_finding(3)], first=1)
    assert made == [
        ["Name", "Code", "Hours", "Cairn: findings"],
        ["Solar mounting", "pv", "20", ""],
        ["=1+1", "x", "many", SAID],
    ]


@pytest.mark.parametrize("write", [as_csv, as_xlsx])
def test_a_file_that_comes_back_is_read_as_it_was_before(write):
    before = read(TABLE, "auto", {"title": "Name"})
    again = read(write(annotated(cells_of(TABLE), [a_finding(3)], first=1)), "auto", {"title": "Name"})
    assert [draft.fields["title"] for draft in before.drafts] == ["Solar mounting", "=1+1"]
    assert [draft.fields for draft in again.drafts] == [draft.fields for draft in before.drafts]
    assert "Cairn: findings" not in again.unmapped


def test_no_cell_runs_as_a_formula():
    assert b"\r\n'=1+1,x" in as_csv(annotated(cells_of(TABLE), (), first=1))


def test_what_is_no_table_comes_back_under_our_columns():
    made = annotated(cells_of(b'[{"title": "A"}, {"title": "B", "hours": "many"}]'), [a_finding(2)], first=0)
    assert (made[0][1], made[1][1], made[2][1]) == ("title", "A", "B")
    assert (made[0][-1], made[1][-1], made[2][-1]) == ("Cairn: findings", "", SAID)


def test_lines_above_the_headings_stay_where_they_are():
    made = annotated(cells_of(b"Our courses,,\nTitle,Code,Hours\nA,1,many\n"), [a_finding(3)], first=1)
    assert [row[-1] for row in made] == ["", "Cairn: findings", SAID]
