"""Where does a text begin to speak of another thing?"""

import pytest

from knowledge.clauses import clauses_of


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("I cooked and cleaned, then drove a van.", ["I cooked", "cleaned", "then drove a van"]),
        ("kuhala sam i čistila", ["kuhala sam", "čistila"]),
        ("one thing only", []),
        ("a, b, c", []),
    ],
)
def test_a_text_is_split_where_another_thing_begins(text: str, clauses: list[str]) -> None:
    assert [text[start:end] for start, end in clauses_of(text)] == clauses
