"""What happens to a test whose browser, wallet, model or data this machine lacks?"""

from typing import NoReturn

import pytest

from bots.settings import named_secrets


def leave_out(missing: str, remedy: str) -> NoReturn:
    """Fail where CI runs, since it leaves nothing out; skip with a sentence on the machine of a person."""
    if named_secrets().get("CI") == "true":
        pytest.fail(f"{missing}, and CI leaves nothing out ({remedy})")
    # reason: a person without Debian's Chromium, Node or the measuring data still runs all the other tests
    pytest.skip(f"left out: {missing} ({remedy})")
