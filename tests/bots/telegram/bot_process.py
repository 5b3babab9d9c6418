"""The channel in a process of its own, to be killed: `python -m tests.bots.telegram.bot_process FOLDER ADDRESS`."""

import sys
from pathlib import Path

from bots.database import open_engine
from bots.settings import Settings
from bots.telegram.channel import serve_until_signal
from bots.telegram.simulator.state import TOKEN
from tests.bots.telegram.conftest import StandIn
from tests.fakes.scripted_advisor import ScriptedAdvisor


def main() -> None:
    folder, address = Path(sys.argv[1]), sys.argv[2]
    settings = Settings(
        data=folder,
        telegram_token=TOKEN,
        telegram_base_url=address,
        limit_messages_per_minute=0,
        limit_messages_per_day=0,
    )
    engine = open_engine(f"sqlite:///{folder / 'cairn.db'}")
    serve_until_signal(StandIn(settings, engine, ScriptedAdvisor(engine, seconds=0.03)))


if __name__ == "__main__":
    main()
