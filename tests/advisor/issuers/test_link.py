"""Does a learner always reach a provider that has no programming interface?"""

import pytest

from advisor.issuers import open_connection, page_of
from knowledge.vocabulary.organisation import Organisation
from tests.builders import a_micro_credential, an_opportunity
from tests.contracts.test_credential_issuer import a_handoff, an_entry
from tests.fakes.one_course_library import OneCourseLibrary

SCHOOL = Organisation(name="Solar School (demo)", url="https://school.example")


def page_for(*opportunities, awarding_body=None, **entry):
    record = a_micro_credential().model_copy(
        update={
            "opportunities": opportunities,
            "awarding_body": awarding_body or Organisation(name="Chamber (demo)"),
        }
    )
    return open_connection(an_entry(**entry), page_of(OneCourseLibrary(record))).page(a_handoff())


def test_the_course_page_comes_first():
    assert page_for(an_opportunity(provider=SCHOOL, url="https://school.example/pv")) == "https://school.example/pv"


def test_then_the_providers_own_page():
    assert page_for(an_opportunity(provider=SCHOOL)) == "https://school.example"


def test_then_the_awarding_body():
    chamber = Organisation(name="Chamber (demo)", url="https://chamber.example")

    assert page_for(an_opportunity(), awarding_body=chamber) == "https://chamber.example"


def test_another_provider_of_the_same_course_is_not_taken_for_this_one():
    other = an_opportunity(provider=Organisation(name="Other"), url="https://other.example/pv")

    assert page_for(other, an_opportunity(provider=SCHOOL)) == "https://school.example"


def test_a_page_of_the_issuers_file_is_used_for_all_courses():
    opportunity = an_opportunity(provider=SCHOOL, url="https://school.example/pv")

    assert page_for(opportunity, page="https://school.example/apply") == "https://school.example/apply"


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "school.example/pv", "ftp://school.example"])
def test_what_is_no_web_address_is_no_link(url):
    assert page_for(an_opportunity(url=url)) == ""


def test_nothing_leaves_the_house_by_a_link():
    connection = open_connection(an_entry(), lambda _: "https://school.example")

    assert connection.sends is False


def test_a_provider_that_must_not_be_reached_has_no_page_either():
    connection = open_connection(an_entry(protocol="not_connected"), lambda _: "https://school.example")

    assert (connection.sends, connection.page(a_handoff())) == (False, "")
