"""When, where, for how long and at what price does an instance of schema.org run?"""

from collections.abc import Sequence

from knowledge.formats.durations import hours_of, hours_text
from knowledge.formats.linked_data import Graph, Node, exact, joined, local_name, node_types
from knowledge.formats.rows import number_text
from knowledge.vocabulary.submission import Level

_ATTENDANCE = {
    "OnlineEventAttendanceMode": "online",
    "OfflineEventAttendanceMode": "onsite",
    "MixedEventAttendanceMode": "blended",
}
_WEEKEND = frozenset({"saturday", "sunday", "sa", "su"})
_EVENING, _MORNING = "17:00", "06:00"
_NO_ONE_PRICE = ("subscription", "partially free")


def attendance(graph: Graph, node: Node) -> str:
    """Give the mode: as it is said, else as the place says it."""
    said = [word for key in ("courseMode", "educationalProgramMode") for word in graph.literals(node, key)]
    attended = [_ATTENDANCE.get(local_name(word), "") for word in graph.literals(node, "eventAttendanceMode")]
    virtual = ["online" for one in graph.all(node, "location") if "VirtualLocation" in node_types(one)]
    return joined(local_name(word) if "://" in word else word for word in said) or joined(attended) or joined(virtual)


def place(graph: Graph, node: Node, language: str) -> str:
    """Name the first place that is not on the web."""
    for one in graph.all(node, "location"):
        if "VirtualLocation" in node_types(one):
            continue
        address = graph.one(one, "address")
        parts = [graph.text(one, "name", language), graph.text(one, "address", language)]
        parts += [graph.text(address, key, language) for key in ("streetAddress", "addressLocality", "addressRegion")]
        if found := ", ".join(dict.fromkeys(filter(None, parts))):
            return found
    return next((text for text in graph.texts(node, "location", language) if "://" not in text), "")


def start_dates(graph: Graph, node: Node) -> str:
    schedules = graph.all(node, "courseSchedule") or graph.all(node, "eventSchedule")
    days = graph.literals(node, "startDate") or [day for one in schedules for day in graph.literals(one, "startDate")]
    return joined(day[:10] if day[:4].isdigit() else day for day in days)


def times_of_day(graph: Graph, node: Node) -> str:
    """Tell evening, daytime and weekend from the hours and days of a schedule."""
    found: list[str] = []
    for one in graph.all(node, "courseSchedule"):
        days = {local_name(day).lower() for day in graph.literals(one, "byDay")}
        begins = graph.literal(one, "startTime").rsplit("T", 1)[-1][:5]
        if days and days <= _WEEKEND:
            found.append("weekend")
        elif begins:
            found.append("daytime" if _MORNING <= begins < _EVENING else "evening")
    return joined(found)


def workload(graph: Graph, course: Node, instances: Sequence[Node]) -> str:
    """Give the hours of the first instance that states them; that others state something else is noted."""
    stated = [text for one in instances if (text := _of_an_instance(graph, one))]
    stated = stated or [text for one in (course,) if (text := _of_an_instance(graph, one))]
    if len(set(stated)) > 1:
        graph.left.note(
            Level.WARNING,
            "several_workloads",
            f"The instances state different workloads ({', '.join(dict.fromkeys(stated))}); {stated[0]} is taken.",
            "Write courses of different length as courses of their own.",
            field="hours",
            column="courseWorkload",
            evidence=", ".join(stated)[:80],
        )
    return stated[0] if stated else ""


def _of_an_instance(graph: Graph, node: Node) -> str:
    for key in ("courseWorkload", "timeRequired"):
        if text := hours_text(graph.literal(node, key), graph.left, key):
            return text
    for schedule in graph.all(node, "courseSchedule"):
        if text := _repeated(graph, schedule):
            return text
    if text := hours_text(graph.literal(node, "timeToComplete"), graph.left, "timeToComplete"):
        return text
    return ""


def _repeated(graph: Graph, schedule: Node) -> str:
    """Multiply the length of one meeting by their number, where both are stated."""
    length, count = hours_of(graph.literal(schedule, "duration")), graph.literal(schedule, "repeatCount")
    often = graph.literal(schedule, "repeatFrequency") or "times"
    if length is None or not count.isdigit():
        return ""
    total = number_text(round(length * int(count), 2))
    graph.left.note(
        Level.INFO,
        "hours_from_schedule",
        f"The workload of {total} hours was worked out from the schedule: {number_text(length)} hours × {count} ({often}).",
        "Write courseWorkload where learners work outside the meetings, too.",
        field="hours",
        column="courseSchedule",
        evidence=f"{number_text(length)} × {count}",
    )
    return total


def price(graph: Graph, nodes: Sequence[Node]) -> dict[str, str]:
    """Give the price of the first node that offers something; a range or a subscription is no price of a course."""
    for node in nodes:
        offers = graph.all(node, "offers")
        if len(offers) > 1:
            graph.left.first_only(node, "offers")
        for offer in offers:
            if found := _of_an_offer(graph, offer):
                return found
    free = any(
        graph.literal(node, "isAccessibleForFree").lower() in {"true", "https://schema.org/true"} for node in nodes
    )
    return {"price": "0"} if free else {}


def _of_an_offer(graph: Graph, offer: Node) -> dict[str, str]:
    specification = graph.one(offer, "priceSpecification")
    amount = graph.literal(offer, "price") or graph.literal(specification, "price")
    currency = graph.literal(offer, "priceCurrency") or graph.literal(specification, "priceCurrency")
    category = graph.literal(offer, "category")
    low, high = graph.literal(offer, "lowPrice"), graph.literal(offer, "highPrice")
    if low and low == high:
        amount = amount or low
    elif low or high:
        _note_no_price(graph, f"a range from {low or '?'} to {high or '?'}", "lowPrice")
        return {}
    if category.lower() in _NO_ONE_PRICE and _is_positive(amount):
        _note_no_price(graph, f"{amount} {currency}, {category}", "category")
        return {}
    if not amount and category.lower() == "free":
        amount = "0"
    return {"price": exact(amount), "currency": currency} if amount else {}


def _is_positive(amount: str) -> bool:
    return any(digit in amount for digit in "123456789")


def _note_no_price(graph: Graph, what: str, column: str) -> None:
    graph.left.note(
        Level.WARNING,
        "no_one_price",
        f"The offer states {what.strip()}, which is no price of the course; the price counts as not stated.",
        "Write an offer with what a learner pays for this course.",
        field="price",
        column=column,
        evidence=what[:80],
    )
