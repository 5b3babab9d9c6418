"""What does a turn see of a library with a few courses and one page of rules?"""

from datetime import date
from decimal import Decimal

from knowledge.vocabulary.credential import LearningOutcome
from knowledge.vocabulary.opportunity import Price
from knowledge.vocabulary.policy import Passage, PassageId, PolicyDocument, PolicyDocumentId
from knowledge.vocabulary.search import Citation, PassageMatch, PassageResult, SourceKind
from knowledge.vocabulary.skill import ConceptMatch, Occupation, Relation, Skill, SkillRequirement
from tests.builders import a_micro_credential
from tests.fakes.small_library import SmallLibrary

PANELS, WIRING, HEIGHT = "urn:s:mount-panels", "urn:s:wiring", "urn:s:height"
INSTALLER, ELECTRICIAN = "urn:o:solar-installer", "urn:o:electrician"
SEEN = date(2026, 11, 22)

SKILLS = (
    Skill(concept_uri=PANELS, green=True, preferred={"en": "mount solar panels", "bs": "montirati solarne panele", "de": "Solarmodule montieren", "id": "memasang panel surya", "sr": "монтирање соларних панела", "hr": "montirati solarne panele", "sq": "montimi i paneleve diellore", "mk": "монтирање соларни панели", "ms": "memasang panel solar", "th": "ติดตั้งแผงโซลาร์เซลล์"}, alternatives={"en": ("solar panels",), "bs": ("solarnim panelima",), "de": ("Solarmodulen",), "id": ("panel surya",)}),
    Skill(concept_uri=WIRING, preferred={"en": "install wiring", "bs": "postavljati instalacije", "de": "Leitungen verlegen", "id": "memasang kabel", "sr": "постављање инсталација", "hr": "postavljati instalacije", "sq": "shtrimi i instalimeve", "mk": "поставување инсталации", "ms": "memasang pendawaian", "th": "เดินสายไฟ"}),
    Skill(concept_uri=HEIGHT, preferred={"en": "work at height", "bs": "raditi na visini", "de": "in der Höhe arbeiten", "id": "bekerja di ketinggian", "sr": "рад на висини", "hr": "raditi na visini", "sq": "puna në lartësi", "mk": "работа на височина", "ms": "bekerja di tempat tinggi", "th": "ทำงานบนที่สูง"}),
)  # fmt: skip
OCCUPATIONS = (
    Occupation(
        concept_uri=INSTALLER,
        isco="7411",
        green=True,
        preferred={
            "en": "solar installer",
            "bs": "solarni monter",
            "de": "Solarmonteurin",
            "id": "pemasang panel surya",
            "sr": "соларни монтер",
            "hr": "solarni monter",
            "sq": "instalues diellor",
            "mk": "соларен монтер",
            "ms": "pemasang solar",
            "th": "ช่างโซลาร์เซลล์",
        },
        requirements=tuple(SkillRequirement(skill=s, relation=Relation.ESSENTIAL) for s in (PANELS, WIRING, HEIGHT)),
    ),
    Occupation(
        concept_uri=ELECTRICIAN,
        isco="7411",
        preferred={
            "en": "electrician",
            "bs": "električar",
            "de": "Elektrikerin",
            "id": "tukang listrik",
            "sr": "електричар",
            "hr": "električar",
            "sq": "elektricist",
            "mk": "електричар",
            "ms": "juruelektrik",
            "th": "ช่างไฟฟ้า",
        },
        requirements=(SkillRequirement(skill=WIRING, relation=Relation.ESSENTIAL),),
    ),
)
COURSES = (
    a_micro_credential(
        id="pv-1",
        title="Mounting solar panels",
        skills=(PANELS,),
        outcomes=(LearningOutcome(text="You mount panels on a pitched roof."),),
        languages=("en", "bs", "de", "id"),
    ),
    a_micro_credential(
        id="height-1",
        title="Working at height",
        skills=(HEIGHT,),
        hours=10.0,
        price=Price(amount=Decimal(40), currency="EUR"),
        languages=("en", "bs", "de", "id"),
    ),
)
RULE = (
    "Universities decide themselves whether they recognise a micro-credential. "
    "They compare its learning outcomes with their own programme."
)
MEANING = "The Council calls a micro-credential the record of what a learner has learnt in a small volume of learning."


def _with_page(record):
    offers = tuple(
        o.model_copy(update={"url": f"https://solar-school.example/{record.id}"}) for o in record.opportunities
    )
    return record.model_copy(update={"opportunities": offers})


class TalkingLibrary(SmallLibrary):
    """Answers questions that have one of a document's key words."""

    def __init__(self, records=COURSES, version=1):
        super().__init__([_with_page(record) for record in records], OCCUPATIONS, SKILLS, version)

    def occupations(self):
        return tuple(self._occupations.values())

    def skills(self):
        return tuple(self._skills.values())

    def occupations_in(self, text, language=None, limit=5):
        return _named(self._occupations.values(), text, language or "en")[:limit]

    def nearest_occupations(self, text, language=None, limit=10):
        return self.occupations_in(text, language, limit)

    def skills_in(self, text, language=None, limit=20):
        return _named(self._skills.values(), text, language or "en")[:limit]

    def nearest_skills(self, text, language=None, limit=10):
        return self.skills_in(text, language, limit)

    def passages(self, text, language=None, limit=3):
        asked = text.casefold()
        found = [_match(*rule) for words, *rule in RULES if any(word in asked for word in words)]
        return PassageResult(answerable=bool(found), matches=tuple(found[:limit]))


RULES = (
    (("universit", "priznaje", "hochschule", "diakui", "diiktiraf", "универзитет", "มหาวิทยาลัย", "difference"), "recognition", "Who recognises it?", RULE, "Universities decide themselves whether they recognise a micro-credential."),
    (("definition", "difference"), "council", "What is it?", MEANING, MEANING),
)  # fmt: skip


def _named(concepts, text, language):
    """Find the concepts whose label stands in the text."""
    said, found = text.casefold(), []
    for concept in concepts:
        for label in (concept.preferred.get(language), *concept.alternatives.get(language, ())):
            if label and (place := said.find(label.casefold())) >= 0:
                words = text[place : place + len(label)]
                found.append(
                    ConceptMatch(
                        uri=concept.concept_uri,
                        label=concept.preferred[language],
                        confidence=1.0,
                        evidence=words,
                        start=place,
                        end=place + len(label),
                    )
                )
                break
    return tuple(found)


def _match(name: str, locator: str, text: str, quote: str) -> PassageMatch:
    document = PolicyDocument(
        id=PolicyDocumentId(name), title=f"Note on {name}", language="en", seen=SEEN, content_sha="0"
    )
    citation = Citation(
        source=SourceKind.POLICY, id=name, title=document.title, locator=locator, quote=quote, seen=SEEN
    )
    passage = Passage(id=PassageId(f"{name}-1"), document=document.id, locator=locator, text=text)
    return PassageMatch(passage=passage, document=document, score=0.6, quote=quote, citation=citation)
