"""Are the parts of an ESCO skill known by either of its addresses, ours among them?"""

import pytest

from knowledge.concepts import Concepts
from knowledge.taxonomy.importing import import_esco
from knowledge.taxonomy.joined import JoinedConcepts
from knowledge.taxonomy.kept import FILE, open_kept
from knowledge.vocabulary.skill import Skill
from tests.knowledge.taxonomy.esco_release import METAL_GROUP, WELD, a_release

OUR_WELD = Skill(concept_uri="urn:weld", esco=WELD, preferred={"en": "weld metal"})
OUR_TIG = Skill(concept_uri="urn:tig", preferred={"en": "TIG welding of pipes"}, broader=(WELD,))


@pytest.fixture(scope="module")
def joined(tmp_path_factory):
    folder = tmp_path_factory.mktemp("esco")
    import_esco(a_release(folder / "csv"), folder)
    concepts = JoinedConcepts(Concepts([OUR_WELD, OUR_TIG], []), open_kept(folder / FILE))
    yield concepts
    concepts.close()


@pytest.mark.parametrize("address", ["urn:weld", WELD])
def test_ours_is_a_part_of_escos_skill_whichever_address_it_is_asked_by(joined, address):
    assert joined.narrower(address) == ("urn:tig",)


def test_a_group_of_skills_has_no_parts_and_neither_has_what_nothing_names(joined):
    assert joined.narrower(METAL_GROUP) == ()
    assert joined.narrower("urn:tig") == ()
