"""How are values taken out of European Learning Model JSON-LD, whichever way they are written?"""

from collections.abc import Iterator, Mapping
from typing import Any

from knowledge.submissions.codes import COUNTRY_OF_ALPHA_3, LANGUAGE_OF_ALPHA_3

Node = Mapping[str, Any]
PREFERRED = "en"


def as_list(value: Any) -> list[Any]:
    """Give one or many as many; JSON-LD writes a single value without brackets."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


class Graph:
    """All nodes of a document by their id, so that a mere reference leads to the node."""

    def __init__(self, document: Any) -> None:
        self.nodes = list(_walk(document))
        self._by_id: dict[str, Node] = {}
        self._pointing: dict[tuple[str, str], dict[int, Node]] = {}
        for node in self.nodes:
            identifier = str(node.get("id") or node.get("@id") or "")
            if identifier and len(node) > len(self._by_id.get(identifier, ())):
                self._by_id[identifier] = node

    def of_type(self, *types: str) -> list[Node]:
        """List the nodes of these types, each id once, in the order of the document."""
        found: dict[object, Node] = {}
        for node in self.nodes:
            if set(types) & set(node_types(node)) and len(node) > 2:
                found.setdefault(node.get("id") or node.get("@id") or id(node), node)
        return list(found.values())

    def pointing_at(self, node: Node, kind: str, key: str) -> Node | None:
        """Find the first node of a type whose property leads to this one."""
        if (kind, key) not in self._pointing:
            pairs = [(id(target), source) for source in self.of_type(kind) for target in self.all(source, key)]
            self._pointing[kind, key] = dict(reversed(pairs))
        return self._pointing[kind, key].get(id(node))

    def all(self, node: Node | None, key: str) -> list[Node]:
        """Follow a property to its nodes, through references too."""
        followed = (self._resolved(value) for value in as_list((node or {}).get(key)))
        return [value for value in followed if value is not None]

    def one(self, node: Node | None, *path: str) -> Node | None:
        """Follow a path of properties to the first node at its end."""
        for key in path:
            node = next(iter(self.all(node, key)), None)
        return node

    def _resolved(self, value: Any) -> Node | None:
        if isinstance(value, str):
            return self._by_id.get(value)
        if not isinstance(value, Mapping):
            return None
        identifier = value.get("id") or value.get("@id")
        return self._by_id.get(str(identifier), value) if identifier and len(value) <= 2 else value


def _walk(value: Any) -> Iterator[Node]:
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, Mapping):
            yield item
            stack.extend(reversed(list(item.values())))
        elif isinstance(item, list):
            stack.extend(reversed(item))


def node_types(node: Node) -> list[str]:
    return [
        str(item).rsplit("/", 1)[-1].removeprefix("elm:") for item in as_list(node.get("type") or node.get("@type"))
    ]


def in_language(value: Any, language: str = PREFERRED) -> str:
    """Take the text in a language, else in English, else the first; a plain string is taken as it is."""
    if isinstance(value, Mapping):
        versions = (value.get("@value") and {str(value.get("@language", "und")): value["@value"]}) or value
        chosen = versions.get(language) or versions.get(PREFERRED) or next(iter(versions.values()), "")
        return in_language(chosen, language)
    if isinstance(value, list):
        tagged = next((v for v in value if isinstance(v, Mapping) and v.get("@language") == language), None)
        return in_language(tagged or next(iter(value), ""), language)
    return str(value) if value is not None else ""


def language_of(value: Any) -> str:
    """Name the language that `in_language` prefers for a text: English where there is one, else the first."""
    tags = [str(tag) for tag in value] if isinstance(value, Mapping) and "@value" not in value else []
    return PREFERRED if PREFERRED in tags else next(iter(tags), "")


def label(node: Node | None, language: str) -> str:
    """Give a concept's, organisation's or note's own words."""
    for key in ("legalName", "prefLabel", "title", "noteLiteral", "altLabel", "description"):
        if node and (text := in_language(node.get(key), language)):
            return text
    return ""


def code(node: Node | None) -> str:
    """Give the last part of a concept's address: `…/language/ENG` is ENG."""
    identifier = str((node or {}).get("id") or (node or {}).get("@id") or "")
    return identifier.rstrip("/").rsplit("/", 1)[-1] if "/" in identifier else ""


def country(graph: Graph, organisation: Node | None) -> str:
    """Give the two letters of an organisation's country."""
    concept = graph.one(organisation, "location", "address", "countryCode")
    return COUNTRY_OF_ALPHA_3.get(code(concept), "XK" if code(concept) in {"XKX", "1A0"} else "")


def language_code(node: Node | None) -> str:
    """Give the two letters of a language concept."""
    return LANGUAGE_OF_ALPHA_3.get(code(node).lower(), "")
