"""Does the nearest passage answer a question at all?"""

import numpy as np

from knowledge.answerability import HIGHEST, LOWEST, Asked, OffTopic, bar, off_topic, sureness, worded

NOWHERE = np.zeros(2, np.float32)
ROWS = np.array([[1.0, 0.0]], np.float32)


def off(*vectors):
    return OffTopic(np.array(vectors, np.float32), NOWHERE)


def asked(text, language, english=""):
    return Asked(NOWHERE, NOWHERE, text, language, english)


def test_the_bar_lies_above_what_off_topic_questions_reach_and_within_bounds():
    far, near = [0.0, 1.0], [0.3, 0.95]
    assert bar(ROWS, off(far)) == LOWEST
    assert bar(ROWS, off(near, [0.0, -1.0])) == HIGHEST
    assert bar(ROWS, OffTopic(np.empty((0, 2), np.float32), NOWHERE)) == LOWEST


def test_a_question_that_the_rules_are_near_to_is_not_off_topic_here():
    covered, idle = np.array([0.9, 0.1], np.float32), np.array([0.1, 0.9], np.float32)
    kept = off_topic(ROWS, [covered, idle])
    assert kept.vectors.tolist() == [idle.tolist()]


def test_what_is_nearer_to_everyday_questions_than_to_the_rules_is_less_sure():
    assert sureness(0.4, 0.3, 0.0) < LOWEST < sureness(0.4, 0.1, 0.0)


def test_a_passage_that_is_far_away_answers_nothing_however_alone_the_question_is():
    assert sureness(0.2, -0.5, 1.0) == 0.0


def test_a_name_that_stands_nowhere_pulls_the_coverage_down():
    wording = worded(("Training is paid by the office", "Leave is twenty days"), ("en", "en"))
    here = wording.coverage(asked("office leave", "en"), 0)
    elsewhere = wording.coverage(asked("office leave Atlantis", "en"), 0)
    assert 0 < elsewhere < here


def test_words_of_another_language_are_compared_by_what_they_mean_in_english():
    wording = worded(("Training is paid by the office",), ("en",))
    assert wording.coverage(asked("ured", "bs", "office"), 0) == 1.0
    assert wording.coverage(asked("ured", "bs"), 0) == 0.35
    assert wording.coverage(asked("Amt", "de"), 0) == 0.35
