"""Has the same course the same identifier next time, and another course another?"""

import pytest

from knowledge.submissions.identifiers import host, id_from_title, id_from_url, micro_credential_id, slug


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Solar School (demo)", "solar-school-demo"),
        ("Škola Đurđevik", "skola-durdevik"),
        ("Занаетчиска комора", "zanaetciska-komora"),
        ("", ""),
    ],
)
def test_a_slug_is_plain_letters(name, expected):
    assert slug(name) == expected


def test_what_a_slug_would_lose_is_kept_in_a_hash():
    assert slug("โรงเรียน") != slug("วิทยาลัย")
    assert slug("โรงเรียน").isascii()
    assert len(slug("very long name " * 30)) <= 81


def test_ids_that_differ_only_in_signs_stay_different():
    assert micro_credential_id("A", "PV-1") == "a.pv-1"
    assert len({micro_credential_id("A", external_id) for external_id in ("PV-1", "PV 1", "PV/1", "PV.1")}) == 4


def test_a_course_address_gives_an_id_and_a_home_page_none():
    assert id_from_url("https://www.edx.org/learn/remote-work/") == "learn/remote-work"
    assert (id_from_url("https://www.edx.org/"), id_from_url("www.edx.org"), id_from_url("http://[")) == ("", "", "")
    assert (host("https://www.edx.org/learn"), host("http://[")) == ("edx.org", "")


def test_a_title_gives_the_same_id_in_any_spelling():
    assert id_from_title("Šumarstvo", "A") == id_from_title("sumarstvo", "a")
    assert id_from_title("Šumarstvo", "A") != id_from_title("Šumarstvo", "B")
