"""How is the server started?"""

import click


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    default=8080,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port to listen on; 0 takes a free one.",
)
def serve(host: str, port: int) -> None:
    """Serve the web chat and the HTTP API, and Telegram when CAIRN_TELEGRAM_TOKEN is set."""
    from bots.channels import channel
    from bots.settings import load_settings

    channel("web")(load_settings(), host, port)


@click.command()
def telegram() -> None:
    """Serve the Telegram channel alone, by long polling; CAIRN_TELEGRAM_TOKEN must be set."""
    from bots.channels import channel
    from bots.settings import load_settings

    channel("telegram")(load_settings())
