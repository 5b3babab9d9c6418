"""Is only trusted whom the operator names, or who answers for a page of our catalogue?"""

import pytest

from advisor.credentials.known_issuers import known_issuers, named_in
from advisor.errors import InvalidIssuersFile
from advisor.issuers.issuers_file import read_issuers_file
from knowledge.vocabulary.organisation import Organisation
from tests.builders import a_micro_credential
from tests.fakes.small_library import SmallLibrary


def a_library(**organisation):
    return SmallLibrary([a_micro_credential(awarding_body=Organisation(name="Green School", **organisation))])


def a_file(folder, text):
    path = folder / "issuers.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_host_of_a_providers_page_is_known_with_and_without_www():
    known = known_issuers(None, a_library(url="https://www.school.example/courses"))

    assert {"did:web:www.school.example", "did:web:school.example"} <= known
    assert "did:web:example" not in known


def test_nothing_is_known_by_its_name_alone_or_by_a_page_without_tls():
    assert not any("school" in name for name in known_issuers(None, a_library(url="http://school.example")))
    assert not any("Green" in name for name in known_issuers(None, a_library()))


def test_the_operators_list_stands_beside_the_providers(tmp_path):
    path = a_file(tmp_path, 'known = ["did:key:z6MkA"]\n[providers."Green School"]\nprotocol = "link"\n')

    assert "did:key:z6MkA" in known_issuers(path, a_library())
    assert list(read_issuers_file(path, {})) == ["Green School"]


@pytest.mark.parametrize("text", ['known = "did:key:z6MkA"', "known = [1]", 'known = [""]', "known = ["])
def test_a_list_that_is_none_is_said(tmp_path, text):
    with pytest.raises(InvalidIssuersFile):
        named_in(a_file(tmp_path, text))
