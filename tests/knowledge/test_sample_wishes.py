"""Does a provider learn which wishes find a course, and why others do not?"""

from knowledge.sample_wishes import SampleWish, WishTrial, broken, sample_wishes
from knowledge.vocabulary.search import Filters
from tests.builders import a_micro_credential
from tests.fakes.small_library import SmallLibrary

LIMITED = Filters(max_hours=10, max_price=0, currency="EUR")


def test_the_bundled_wishes_are_ten_in_each_of_ten_languages():
    languages = [wish.language for wish in sample_wishes()]
    assert sorted(set(languages)) == ["bs", "de", "en", "hr", "id", "mk", "ms", "sq", "sr", "th"]
    assert {languages.count(one) for one in languages} == {10}
    assert len({(wish.language, wish.text) for wish in sample_wishes()}) == 100


def test_a_wish_names_the_rank_and_one_that_is_not_about_the_course_is_left_out():
    solar, care = a_micro_credential(id="a", title="Solar panels"), a_micro_credential(id="b", title="Elder care")
    wishes = [SampleWish(language="en", text="solar panels"), SampleWish(language="en", text="elder care")]
    trial = WishTrial(SmallLibrary([solar, care]), wishes)
    assert [(one.wish.text, one.rank, one.found, one.in_the_way) for one in trial.of(solar)] == [
        ("solar panels", 1, True, ())
    ]


def test_the_limit_that_keeps_a_course_out_is_named():
    solar = a_micro_credential(id="a", title="Solar panels", hours=20)
    trial = WishTrial(
        SmallLibrary([solar]), [SampleWish(language="en", text="solar panels", limits=Filters(max_hours=10))]
    )
    (told,) = trial.of(solar)
    assert (told.rank, told.without_limits, told.in_the_way, told.found) == (None, 1, ("max_hours",), False)


def test_what_is_not_stated_keeps_no_limit():
    assert broken(a_micro_credential(hours=None, price=None), LIMITED) == ("max_hours", "max_price")
    assert broken(a_micro_credential(hours=10), Filters(max_hours=10)) == ()


def test_the_wishes_are_asked_once_for_each_version_of_the_catalogue():
    asked = []

    class Counting(SmallLibrary):
        def search(self, question):
            asked.append(question.text)
            return super().search(question)

    course = a_micro_credential(id="a", title="Solar panels")
    trial = WishTrial(Counting([course]), [SampleWish(language="en", text="solar panels")])
    trial.of(course)
    trial.of(course)
    assert asked == ["solar panels"]
