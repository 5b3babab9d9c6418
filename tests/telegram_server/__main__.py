"""How does a person try the bot without Telegram? `python -m tests.telegram_server --port 8081`, then POST /__say and /__press."""

import argparse
import contextlib
import threading

from tests.telegram_server.server import BotApi, serving
from tests.telegram_server.state import TOKEN


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=8081)
    port = parser.parse_args().port
    with serving(BotApi(), port) as address:
        print(f"Bot API server on {address}. Start the bot with:")
        print(f"  CAIRN_TELEGRAM_TOKEN={TOKEN} CAIRN_TELEGRAM_BASE_URL={address} cairn telegram")
        print(f"""Say something:  curl -s {address}/__say -d '{{"chat": 1, "text": "/start"}}'""")
        print(f"""Press a button: curl -s {address}/__press -d '{{"chat": 1, "data": "v1:t1c1"}}'""")
        print(f"See the answers: curl -s {address}/__sent", flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            threading.Event().wait()


if __name__ == "__main__":
    main()
