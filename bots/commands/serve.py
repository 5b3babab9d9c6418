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
@click.option(
    "--simulate", is_flag=True, help="Without a token: try the bot in the browser, on a stand-in for Telegram."
)
@click.option(
    "--port",
    default=8081,
    show_default=True,
    type=click.IntRange(0, 65535),
    help="Port of the stand-in; 0 takes a free one.",
)
def telegram(simulate: bool, port: int) -> None:
    """Serve the Telegram channel alone, by long polling; CAIRN_TELEGRAM_TOKEN must be set, or --simulate given."""
    from bots.settings import load_settings

    if simulate:
        from bots.telegram.channel import simulate as try_out

        try_out(load_settings(), port)
        return
    from bots.channels import channel

    channel("telegram")(load_settings())
