"""How does one look things up in the knowledge base from the command line?"""

from decimal import Decimal

import click

from bots.commands.output import as_json, console, plain, print_json

MODES = click.Choice(["online", "onsite", "blended", "workplace"])


@click.command()
@click.argument("text")
@click.option("-k", "limit", default=10, show_default=True, type=click.IntRange(1, 100), help="How many.")
@click.option(
    "--language", "languages", multiple=True, help="Language of teaching (ISO 639-1); may be given several times."
)
@click.option("--max-hours", type=click.FloatRange(min=0), help="At most this many hours in all.")
@click.option("--max-price", type=click.FloatRange(min=0), help="At most this price; 0 = free only.")
@click.option("--currency", help="Currency of --max-price (ISO 4217).")
@click.option("--mode", type=MODES, help="Form of participation.")
@as_json
def search(
    text: str,
    limit: int,
    languages: tuple[str, ...],
    max_hours: float | None,
    max_price: float | None,
    currency: str | None,
    mode: str | None,
    json_output: bool,
) -> None:
    """Find micro-credentials; limits are hard, and what is not stated never passes one."""
    from bots.assembly import open_house
    from bots.settings import load_settings
    from knowledge.vocabulary.opportunity import DeliveryMode
    from knowledge.vocabulary.search import Filters, Question

    filters = Filters(
        max_hours=max_hours,
        max_price=None if max_price is None else Decimal(str(max_price)),
        currency=currency.upper() if currency else None,
        languages=languages,
        modes=(DeliveryMode(mode),) if mode else (),
    )
    with open_house(load_settings()) as house:
        matches = house.library.search(Question(text=text, filters=filters, limit=limit))
    if json_output:
        print_json({"query": text, "matches": plain(list(matches))})
        return
    if not matches:
        console().print("Nothing fits within these limits.")
    for place, match in enumerate(matches, 1):
        record, offer = match.micro_credential, match.opportunity
        hours = f"{record.workload.hours:g} h" if record.workload.hours is not None else "hours not stated"
        price = (
            "price not stated"
            if offer.price is None
            else "free"
            if offer.price.amount == 0
            else f"{offer.price.amount:g} {offer.price.currency}"
        )
        console().print(f"{place:2}. {record.title}", style="bold")
        console().print(f"    {offer.provider.name} · {hours} · {price} · {', '.join(offer.languages)}")
        for citation in match.citations[:1]:
            console().print(f"    “{citation.quote}”", style="dim")
        console().print(f"    {record.id}", style="dim", soft_wrap=True)
