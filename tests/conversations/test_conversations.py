"""Do the golden dialogues still go as they were reviewed?"""

import pytest

from tests.conversations.replay import dialogues, replayed


@pytest.mark.parametrize("dialogue", dialogues(), ids=lambda path: path.stem)
def test_a_dialogue_goes_as_it_was_reviewed(dialogue):
    written = dialogue.read_text("utf-8")

    assert replayed(written) == written
