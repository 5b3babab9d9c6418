"""Is a question for a person, a sum, a deadline or a telephone number declined where the text states none?"""

import pytest

from knowledge.asked_kind import holds_what_is_asked

RULE = "Training may be paid by the public employment service, the employer or a public fund."


@pytest.mark.parametrize(
    "question",
    [
        "Which minister signed it?",
        "koji ministar je to potpisao?",
        "Кој министер го потпиша?",
        "cili ministër e nënshkroi?",
        "menteri siapa yang tanda tangan?",
        "รัฐมนตรีคนไหนลงนาม",
        "How much does the city pay?",
        "koliko plaća općina?",
        "колку плаќа општината?",
        "sa para jep bashkia?",
        "Wie viel zahlt die Stadt Halle?",
        "pemkot makassar bayar berapa",
        "berapa yuran di Kuantan?",
        "เทศบาลจ่ายกี่บาท",
        "what will the city pay us for it",
        "What is the deadline?",
        "do kada je rok za prijavu?",
        "bis wann muss ich den Antrag stellen?",
        "sampai kapan pendaftaran?",
        "หมดเขตวันไหน",
        "What is the phone number of the office?",
        "koji je broj telefona zavoda?",
    ],
)
def test_what_the_text_does_not_state_is_not_answered(question):
    assert not holds_what_is_asked(question, RULE)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How much does the fund pay?", "The fund pays up to 500 euros a person."),
        ("Up to how many euros is it?", "It is described as up to six billion euros."),
        ("Which minister signed it?", "It was signed by the Minister of Labour."),
        ("What is the deadline?", "A decision is given within four months."),
        ("What is the phone number?", "Call +49 30 1815 1111 in the morning."),
        ("Who pays?", RULE),
        ("How many ECTS is one?", "Sixty credits stand for a year."),
        ("koliko ECTS daje jedan kurs?", "Sixty credits stand for a year."),
        ("How many hours is one credit?", "One credit stands for 25 to 30 hours."),
        ("Wie viel Prozent der Credits bekommt man?", "A ceiling of 30 percent of the credits."),
        ("What is a ministry?", "A body of the government."),
    ],
)
def test_what_the_text_states_and_other_questions_pass(question, text):
    assert holds_what_is_asked(question, text)
