"""What does every test of the web start from?"""

from collections.abc import Callable, Iterator

import pytest

from tests.bots.web.house import Web, a_web


@pytest.fixture
def web(tmp_path) -> Iterator[Web]:
    yield from a_web(tmp_path / "web")


@pytest.fixture
def web_with(tmp_path) -> Iterator[Callable[..., Web]]:
    """Make a web with an adviser or settings of its own."""
    open_ones = []

    def make(**given) -> Web:
        made = a_web(tmp_path / f"web{len(open_ones)}", **given)
        open_ones.append(made)
        return next(made)

    yield make
    for made in open_ones:
        next(made, None)
