"""Are headings understood in many languages, with units, brackets and other words around them?"""

import pytest

from knowledge.formats.heading_meaning import belongs_elsewhere, meaning_of, per_week, unit_of


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Naziv tečaja", "title"),
        ("Назив на курс", "title"),
        ("Emri i kursit", "title"),
        ("Kursname", "title"),
        ("Nama kursus", "title"),
        ("ชื่อหลักสูตร", "title"),
        ("Title of the course", "title"),
        ("1. Naziv / Name", "title"),
        ("Course Title *", "title"),
        ("Trajanje (sati)", "hours"),
        ("Dauer (Std.)", "hours"),
        ("Cijena (KM)", "price"),
        ("Preis in Euro", "price"),
        ("PriceEUR", "price"),
        ("Opis tečaja", "description"),
        ("Descripton", "description"),
        ("provider.name", "provider"),
        ("institution.province", "location"),
        ("price.currency", "currency"),
        ("sessions.start", "start_dates"),
    ],
)
def test_a_heading_is_understood(heading, column):
    assert meaning_of(heading).column == column


@pytest.mark.parametrize(
    "heading",
    ["Category", "instructor.name", "image.url", "institution.grade", "Učitelj", "Status", "provider.id", "x"],
)
def test_a_heading_that_means_something_else_says_nothing(heading):
    assert meaning_of(heading) is None


@pytest.mark.parametrize(
    ("heading", "time", "currency"),
    [
        ("Trajanje (sati)", "hours", ""),
        ("weeks_to_complete", "weeks", ""),
        ("Dauer (Std.)", "hours", ""),
        ("Duration in minutes", "minutes", ""),
        ("Cijena (KM)", "", "BAM"),
        ("Harga (Rp)", "", "IDR"),
        ("Cijena u eurima", "", "EUR"),
        ("Title", "", ""),
    ],
)
def test_a_unit_in_the_heading_is_found(heading, time, currency):
    assert unit_of(heading) == (time, currency)


def test_hours_a_week_are_no_total():
    assert per_week("hours_per_week")
    assert per_week("Stunden pro Woche")
    assert not per_week("Total hours")


def test_what_is_told_of_a_school_is_not_told_of_the_course():
    assert belongs_elsewhere("institution.sectors")
    assert not belongs_elsewhere("programme.sectors")
