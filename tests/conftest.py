"""What does every test start from: an empty data folder, no settings of the machine, no network."""

import os
from pathlib import Path

import pytest

from tests.left_out import leave_out
from tests.postgresql import _migrated, each_engine, migrated_postgresql, postgresql, postgresql_server  # noqa: F401 - fixtures

# before anything loads numpy: threads that wait for each other cost more than they bring
os.environ.setdefault("OMP_NUM_THREADS", "1")
SHARED = Path(__file__).parents[2] / "shared"


@pytest.fixture(autouse=True)
def no_settings_of_the_machine(monkeypatch, tmp_path):
    for name in list(os.environ):
        if name.startswith("CAIRN_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("CAIRN_DATA", str(tmp_path / "data"))


@pytest.fixture
def shared_data() -> Path:
    """The measuring data beside the checkout; where CI runs it must be there."""
    if not SHARED.is_dir():
        leave_out("the measuring data is not beside this checkout", "put it at ../shared")
    return SHARED
