"""Is what a finding says said in the provider's language, with the names of the form's fields?"""

import polib
import pytest

from bots.web.provider import UNESCO, by_row, numbers_of
from bots.web.provider_words import IN_BROWSER, each_said, said, sentence
from bots.wording import LANGUAGES
from knowledge.formats import FORMATS
from knowledge.submissions.rules import RULES, finding
from knowledge.submissions.title_match import FIELDS
from knowledge.submissions.unesco import PARTS
from knowledge.vocabulary.submission import Finding, Level, SubmissionReport, SubmissionStatus
from tests.house_rules.test_languages import TRANSLATIONS


def msgids():
    return {entry.msgid for entry in polib.pofile(str(TRANSLATIONS / "en.po"))}


@pytest.mark.parametrize("code", RULES)
def test_every_rule_can_be_said_in_every_language(code):
    rule = RULES[code]
    shown = {rule.message, IN_BROWSER.get(code, rule.mend)}
    assert shown - msgids() == set()


def test_the_parts_of_the_definition_can_be_said_in_every_language():
    shown = {*UNESCO.values(), *(part.definition for part in PARTS.values())}
    assert shown - msgids() == set()
    assert list(UNESCO) == list(PARTS)


@pytest.mark.parametrize(
    ("language", "says", "mend"),
    [
        ("en", "Annex I, element 4: who awards the credential is not stated in any of the 24 rows.", "Fill the column Awarding body with the name of the body that answers for it; often it is the provider itself."),
        ("hr", "Prilog I, element 4: nije navedeno tko dodjeljuje kvalifikaciju ni u jednom od 24 redova.", "Popunite polje Tijelo koje dodjeljuje nazivom tijela koje za nju odgovara; često je to sam pružatelj."),
        ("de", "Anhang I, Element 4: Wer den Nachweis verleiht, ist nicht angegeben, und zwar in keiner der 24 Zeilen.", "Füllen Sie das Feld Verleihende Stelle mit dem Namen der Stelle, die dafür einsteht; oft ist es der Anbieter selbst."),
    ],
)  # fmt: skip
def test_a_field_is_called_as_in_the_form(language, says, mend):
    found = finding(
        "missing_awarding_body", field="awarding_body", number=4, everywhere=" in any of the 24 rows", rows=24
    )

    one = said(language, found)

    assert (one.says, one.mend, one.language) == (says, mend, language)


def test_what_the_provider_wrote_is_never_translated_nor_filled_in():
    one = said("bs", finding("unreadable_hours", field="hours", value="not {hours} stated"))
    assert one.says == "„not {hours} stated“ se ne može pročitati kao sati; vrijedi kao da nije navedeno."
    assert one.place == "Sati"


def test_a_difference_names_the_fields_and_keeps_the_words():
    told = "hours: “20” / “not stated”; title: “price: “x”” / “B”; and 2 more"
    one = said("de", finding("near_duplicate", field="title", other=3, told=told))
    assert one.says == (
        "Zeile 3 ist fast derselbe Kurs; Unterschied: Stunden: “20” / “nicht angegeben”; "
        "Titel: “price: “x”” / “B”; und 2 weitere. Nichts wurde zusammengelegt."
    )


def test_the_fields_of_two_texts_that_do_not_fit_are_named_in_the_language():
    about = "Law / Car repair"
    one = said("de", finding("title_against_description", field="title", value="Law", about=about))
    assert (
        one.says
        == "Der Titel „Law“ und die Beschreibung scheinen von Verschiedenem zu handeln (Recht / Autoreparatur)."
    )
    assert set(FIELDS) - msgids() == set()


def test_in_the_browser_nobody_is_told_to_type_an_option():
    spoken = [text for rule in RULES for text in (IN_BROWSER.get(rule, RULES[rule].mend),)]
    assert [text for text in spoken if "--" in text or "cairn " in text] == []


def test_what_no_rule_made_stays_in_english_and_says_so():
    found = Finding(level=Level.INFO, code="other_languages", message="Texts stand in further languages.", mend="-")
    assert (said("th", found).says, said("th", found).language) == ("Texts stand in further languages.", "en")


def test_what_to_do_about_several_of_a_kind_is_said_once():
    several = [finding("column_not_read", column=name, value=name) for name in ("zip", "county")]
    assert [bool(one.mend) for one in each_said("en", several)] == [False, True]


def test_a_cell_of_the_annotated_file_is_in_the_providers_language():
    cell = sentence("bs", finding("negative_price", field="price", column="Cijena", value="-5"))
    assert cell == "[greška] Cijena: Cijena -5 je manja od nule; red ostaje vani. → Upišite koliko polaznik plaća."


def a_report(*findings):
    return SubmissionReport(
        submission="s", file="f.csv", format=next(iter(FORMATS)), status=SubmissionStatus.CHECKED, rows=9, accepted=5,
        findings=findings,
    )  # fmt: skip


def test_the_same_finding_of_several_rows_stands_once():
    foreign = [finding("foreign_provider", row=row, value="Other", own="Ours") for row in (4, 7, 8, 9)]
    alone = finding("missing_title", row=7)
    whole = finding("no_provider")

    shown = by_row(a_report(*foreign, alone, whole))

    assert [(rows, [one.code for one in found]) for rows, found in shown] == [
        ((), ["no_provider"]),
        ((4, 7, 8, 9), ["foreign_provider"]),
        ((7,), ["missing_title"]),
    ]
    assert numbers_of((4, 7, 8, 9)) == "4, 7–9"


def test_where_there_is_too_much_rows_with_an_error_come_first():
    shown = by_row(a_report(finding("superlative", row=2, value="best"), finding("missing_title", row=9)), most=1)
    assert [rows for rows, _ in shown] == [(9,)]


def test_every_language_of_the_pages_says_a_finding_in_words_of_its_own():
    found = finding("missing_title", row=2, field="title")
    assert len({said(language, found).says for language in LANGUAGES}) == len(LANGUAGES) - 1  # bs and hr say the same
