"""How do several related lists of a JSON file become courses?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from knowledge.formats.heading_meaning import meaning_of
from knowledge.formats.headings import fold_heading
from knowledge.submissions.rules import finding
from knowledge.vocabulary.submission import Finding

Cells = dict[str, str]
MOST_JOINS = 3
"""How many steps are followed from a course: session → course → institution → place."""
_KEYS = frozenset(
    {"id", "uuid", "guid", "code", "key", "slug", "name", "title", "identifier", "naziv", "ref", "sifra", "kod", "kode"}
)
_ENDINGS = ("id", "ids", "code", "key", "ref", "uuid", "slug", "name", "title", "s")
_ENOUGH = 0.5
_SURELY = 0.9
_MOST_ITEMS = 25


class Join(NamedTuple):
    """Each item of `child` names an item of `parent`."""

    child: str
    column: str
    parent: str
    key: str


@dataclass
class Joined:
    """The rows that came out, and what is to be said of it."""

    rows: list[Cells]
    findings: list[Finding] = field(default_factory=list)


def join(tables: Mapping[str, Sequence[Cells]]) -> Joined:
    """Make one row per course (or per offer of it) out of lists that name each other's items."""
    joins = list(_joins(tables))
    root = _root(tables, joins)
    rows = [dict(row) for row in tables[root]]
    findings: list[Finding] = []
    reached = {root}
    _follow(tables, joins, root, rows, reached, findings)
    _gather(tables, joins, root, rows, reached, findings)
    for name, items in tables.items():
        if name not in reached and items:
            findings.append(finding("list_not_joined", column=name, value=name, rows=len(items)))
    return Joined([_without_ids(row) for row in rows], findings)


def _joins(tables: Mapping[str, Sequence[Cells]]) -> Iterator[Join]:
    """Find columns whose values are mostly keys of another list, and whose name says so."""
    keys = {name: _key_columns(items) for name, items in tables.items()}
    for child, items in tables.items():
        columns = {column: values for column in _columns(items) if (values := _values(items, column))}
        for parent, known in keys.items():
            if parent == child:
                continue
            found = [
                (sum(value in ids for value in values) / len(values), column, key)
                for column, values in columns.items()
                if _names(column, parent)
                for key, ids in known.items()
                if any(value in ids for value in values)
            ]
            if found and max(found)[0] >= _ENOUGH:
                _, column, key = max(found)
                yield Join(child, column, parent, key)


def _key_columns(items: Sequence[Cells]) -> dict[str, set[str]]:
    return {
        column: set(_values(items, column))
        for column in _columns(items)
        if fold_heading(column.rpartition(".")[2]) in _KEYS or fold_heading(column).endswith("id")
    }


def _columns(items: Sequence[Cells]) -> list[str]:
    return list(dict.fromkeys(column for item in items for column in item))


def _values(items: Iterable[Cells], column: str) -> set[str]:
    return {value for item in items for value in _pieces(item.get(column, ""))}


def _pieces(cell: str) -> list[str]:
    """Give the keys that a cell names; what stands in brackets behind a name explains it."""
    return [piece.partition(" [")[0].strip() for piece in cell.split("|") if piece.strip()]


def _stem(name: str) -> str:
    """Write a name so that 'institution_id', 'institutions' and 'Institution' are one."""
    fold = fold_heading(name)
    for ending in _ENDINGS:
        if len(fold) > len(ending) + 2 and fold.endswith(ending):
            fold = fold[: -len(ending)]
    return fold.removesuffix("ie").removesuffix("e").removesuffix("y")


def _names(column: str, parent: str) -> bool:
    """Say whether a column's name speaks of the other list: `institution_id` of `institutions`, `matched_programmes` of `programmes`."""
    inner, outer = _stem(column), _stem(parent.rpartition(".")[2])
    same = meaning_of(column), meaning_of(parent.rpartition(".")[2])
    if (
        same[0]
        and same[1]
        and same[0].column == same[1].column
        and same[0].column in {"provider", "title", "awarding_body", "location"}
    ):
        return True
    return len(outer) > 2 and (inner == outer or inner.endswith(outer) or inner.startswith(outer))


def _root(tables: Mapping[str, Sequence[Cells]], joins: Sequence[Join]) -> str:
    """Choose the list whose items are courses: they say a title of their own, or name a course and who offers it."""
    return max(tables, key=lambda name: (*_worth(name, tables, joins), len(tables[name])))


def _worth(name: str, tables: Mapping[str, Sequence[Cells]], joins: Sequence[Join]) -> tuple[int, int]:
    own = {meaning.column for column in _columns(tables[name]) if (meaning := meaning_of(column))}
    ahead = [join.parent for join in joins if join.child == name and not _is_list(tables[name], join.column)]
    course = _speaks_of_courses(name)
    reached = {
        meaning.column
        for parent in ahead
        for column in _columns(tables[parent])
        if (meaning := meaning_of(f"{parent.rpartition('.')[2]}.{column}"))
    }
    titled = "title" in own and (course or not _speaks_of_others(name))
    complete = (titled or any(_speaks_of_courses(parent) for parent in ahead)) and bool({"provider"} & (own | reached))
    named_by_all = sum(1 for join in joins if join.parent == name)
    return (2 * complete + titled, len(own | reached) + 3 * course - (0 if course else named_by_all))


def _speaks_of_courses(name: str) -> bool:
    meaning = meaning_of(name.rpartition(".")[2].rstrip("s")) or meaning_of(name.rpartition(".")[2])
    return meaning is not None and meaning.column == "title"


def _speaks_of_others(name: str) -> bool:
    meaning = meaning_of(name.rpartition(".")[2].rstrip("s")) or meaning_of(name.rpartition(".")[2])
    return meaning is not None and meaning.column != "title"


def _is_list(items: Sequence[Cells], column: str) -> bool:
    return any("|" in item.get(column, "") for item in items)


def _follow(
    tables: Mapping[str, Sequence[Cells]],
    joins: Sequence[Join],
    child: str,
    rows: list[Cells],
    reached: set[str],
    findings: list[Finding],
    prefix: str = "",
    steps: int = 0,
) -> None:
    """Add to each row the item that it names, under the name of that list."""
    for step in joins:
        if step.child != child or step.parent in reached or steps >= MOST_JOINS:
            continue
        reached.add(step.parent)
        column = f"{prefix}{step.column}"
        name = f"{_single(step.parent)}."
        used = _add(rows, column, tables[step.parent], step.key, name)
        findings.append(finding("lists_joined", column=step.column, value=child, other=step.parent, by=step.column))
        left = len(tables[step.parent]) - len(used)
        if left:
            findings.append(finding("items_without_course", column=step.parent, value=step.parent, rows=left))
        _follow(tables, joins, step.parent, rows, reached, findings, name, steps + 1)


def _add(rows: list[Cells], column: str, items: Sequence[Cells], key: str, name: str) -> set[int]:
    """Put the named item beside each row; of several with one key the one that agrees most with the row."""
    by_key: dict[str, list[int]] = {}
    for place, item in enumerate(items):
        by_key.setdefault(item.get(key, ""), []).append(place)
    shared = _more_of_the_key(rows, column, items, by_key)
    used: set[int] = set()
    for row in rows:
        named = [
            place
            for piece in _pieces(row.get(column, ""))
            for place in [
                place
                for place in by_key.get(piece, [])
                if all(items[place].get(c, "") == row.get(c, "") for c in shared)
            ][:1]
        ]
        used.update(named)
        for inner in dict.fromkeys(inner for place in named for inner in items[place]):
            texts = dict.fromkeys(items[place].get(inner, "") for place in named)
            text = "|".join(text for text in texts if text)
            # What the row says itself already is not said twice
            if text and row.get(inner) != text and not (inner == key and text == row.get(column)):
                row[f"{name}{inner}"] = text
        if named and key != column:
            row[column] = "" if fold_heading(key).endswith("id") else row.get(column, "")
    return used


def _more_of_the_key(
    rows: Sequence[Cells], column: str, items: Sequence[Cells], by_key: Mapping[str, Sequence[int]]
) -> list[str]:
    """Find columns that both lists have and that tell items of one name apart: 'Welding' as certificate and as diploma."""
    if len(by_key) == len(items):
        return []
    found = []
    for other in _columns(items):
        pairs = [
            (piece, row[other])
            for row in rows
            if other in row
            for piece in _pieces(row.get(column, ""))
            if piece in by_key
        ]
        agreeing = sum(any(items[place].get(other, "") == text for place in by_key[piece]) for piece, text in pairs)
        if pairs and agreeing >= _SURELY * len(pairs):
            found.append(other)
    return found


def _gather(
    tables: Mapping[str, Sequence[Cells]],
    joins: Sequence[Join],
    root: str,
    rows: list[Cells],
    reached: set[str],
    findings: list[Finding],
) -> None:
    """Add to each row what names it: the sessions of a course, the occupations that it leads to."""
    for step in joins:
        if step.child in reached or step.parent not in reached:
            continue
        reached.add(step.child)
        column = step.key if step.parent == root else f"{_single(step.parent)}.{step.key}"
        column = (
            column
            if any(column in row for row in rows)
            else next((j.column for j in joins if j.child == root and j.parent == step.parent), column)
        )
        children = [dict(item) for item in tables[step.child]]
        _follow(tables, joins, step.child, children, reached, findings)
        naming: dict[str, list[tuple[Cells, str]]] = {}
        for item in children:
            for name in item.get(step.column, "").split("|"):
                piece, _, aside = name.partition(" [")
                naming.setdefault(piece.strip(), []).append((item, aside))
        known = {row.get(column, "") for row in rows}
        for row in rows:
            items = [item for item, aside in naming.get(row.get(column, ""), []) if _is_meant(row, aside)]
            _put_together(row, items[:_MOST_ITEMS], _single(step.child), step.column)
        findings.append(
            finding("lists_joined", column=step.column, value=step.child, other=step.parent, by=step.column)
        )
        left = sum(
            1 for item in tables[step.child] if not any(piece in known for piece in _pieces(item.get(step.column, "")))
        )
        if left:
            findings.append(finding("items_without_course", column=step.child, value=step.child, rows=left))


def _is_meant(row: Cells, aside: str) -> bool:
    """Look at what stands behind a name in brackets: 'Welding [Diploma, level 6]' is not the certificate of that name."""
    return not aside or any(text in aside for text in row.values() if len(text) > 3)


def _put_together(row: Cells, items: Sequence[Cells], name: str, column: str) -> None:
    for inner in dict.fromkeys(inner for item in items for inner in item if inner != column and not _is_id(inner)):
        texts = dict.fromkeys(item.get(inner, "") for item in items)
        if text := "|".join(text for text in texts if text):
            row[f"{name}.{inner}"] = text


def _is_id(column: str) -> bool:
    return fold_heading(column.rpartition(".")[2]).endswith(("id", "uuid"))


def _single(name: str) -> str:
    """Write the name of a list as the name of one of its items."""
    last = name.rpartition(".")[2]
    if last.endswith("ies"):
        return last[:-3] + "y"
    return last[:-1] if last.endswith("s") and not last.endswith("ss") else last


def _without_ids(row: Cells) -> Cells:
    return {heading: text for heading, text in row.items() if text}
