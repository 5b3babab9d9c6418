"""Which hand-offs to providers are under way, and which need a person?"""

from typing import Any

import click

from advisor.vocabulary.handoff import HandOff, HandOffId, HandOffStatus
from bots.commands.output import as_json, console, print_json, table

UNDER_WAY = tuple(
    status
    for status in HandOffStatus
    if status not in {HandOffStatus.DRAFT, HandOffStatus.COMPLETED, HandOffStatus.CLAIMED}
)


@click.group()
def handoffs() -> None:
    """Look after the requests that learners sent to providers."""


@handoffs.command("list")
@click.option("--needs-attention", is_flag=True, help="Only those that wait for a person.")
@as_json
def list_(needs_attention: bool, json_output: bool) -> None:
    """List hand-offs, the longest unchanged first; nothing of the learner is shown."""
    from bots.assembly import open_house
    from bots.settings import load_settings

    statuses = (HandOffStatus.NEEDS_ATTENTION,) if needs_attention else UNDER_WAY
    with open_house(load_settings()) as house:
        found = [each for status in statuses for each in house.advisor.store.handoffs_in(status)]
    shown = [_shown(each) for each in sorted(found, key=lambda each: each.changed)]
    if json_output:
        print_json(shown)
    elif not shown:
        console().print("Nothing needs a person." if needs_attention else "Nothing is under way.")
    else:
        table((tuple(each.values()) for each in shown), tuple(shown[0]))


@handoffs.command()
@click.argument("identifier")
@as_json
def resume(identifier: str, json_output: bool) -> None:
    """Try one once more that needs a person; a running `cairn serve` does it within a second.

    Where the provider may have acted already (`unknown`), ask it first: it would act twice.
    """
    from bots.assembly import now, open_house
    from bots.settings import load_settings

    with open_house(load_settings()) as house:
        handoff = house.advisor.handoffs.resume(HandOffId(identifier), now())
    if json_output:
        print_json(_shown(handoff))
    else:
        console().print(f"{handoff.title} with {handoff.provider} is tried again.", markup=False)


def _shown(handoff: HandOff) -> dict[str, Any]:
    return {
        "id": handoff.id,
        "status": handoff.status.value,
        "provider": handoff.provider,
        "title": handoff.title,
        "detail": handoff.detail,
        "changed": handoff.changed.isoformat(timespec="seconds"),
    }
