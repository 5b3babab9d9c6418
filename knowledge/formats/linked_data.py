"""Which nodes does a JSON-LD document hold, whichever way it is written?"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from knowledge.errors import MalformedDraft
from knowledge.formats.left_behind import LeftBehind

Node = Mapping[str, Any]
PREFERRED = "en"
DEEPEST = 100
MOST_NODES = 4_000_000
_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://\S+", re.IGNORECASE)
_THREE_DECIMALS = re.compile(r"-?\d+\.\d{3}")
_NAMES = {"@id": "id", "@type": "type"}
_WRAPPERS = ("@list", "@set")
_UNTAGGED = frozenset({"und", "@none", ""})
_TAG = re.compile(r"(?!url$|uri$|ref$|key$|src$|img$)[a-z]{2,3}")


def parse_json(text: str, *, strict: bool = True) -> Any:
    """Parse JSON, numbers as they are spelt; not `strict`, with line breaks in texts. Raises MalformedDraft naming line and column."""
    try:
        return json.loads(text.lstrip("\ufeff \t\r\n"), parse_float=str, parse_int=str, strict=strict)
    except json.JSONDecodeError as error:
        raise MalformedDraft(
            f"The JSON is broken in line {error.lineno}, column {error.colno}: {error.msg}.",
            hint="Check the commas, quotation marks and brackets there.",
        ) from error
    except (RecursionError, ValueError) as error:
        raise too_deep() from error


def too_deep() -> MalformedDraft:
    return MalformedDraft("The document is nested too deeply to be read.", hint="Export the document again.")


def as_list(value: Any) -> list[Any]:
    """Give one or many as many; JSON-LD writes a single value without brackets."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def local_name(name: str) -> str:
    """Take the name without its prefix: `ceterms:name` and `http://schema.org/name` are `name`."""
    return name.rstrip("/#").replace("#", "/").replace(":", "/").rsplit("/", 1)[-1]


def node_types(node: Node) -> list[str]:
    """List the classes of a node without their prefixes."""
    return [local_name(str(item)) for item in as_list(node.get("type"))]


def identifier(node: Node | None) -> str:
    """Give a node's own address; empty where it has none."""
    return str((node or {}).get("id") or "")


def code(node: Node | None) -> str:
    """Give the last part of a concept's address: `…/language/ENG` is ENG."""
    address = identifier(node)
    return address.rstrip("/").rsplit("/", 1)[-1] if "/" in address else ""


class Graph:
    """All nodes of a document by their id, so that a mere reference leads to the node; it notes what was looked at."""

    def __init__(self, document: Any, left: LeftBehind | None = None) -> None:
        self.left = left or LeftBehind()
        self._count = 0
        self.nodes = list(_walk(self._plain(document, 0)))
        self._by_id: dict[str, Node] = {}
        self._of_type: dict[tuple[str, ...], list[Node]] = {}
        self._pointing: dict[tuple[str, str], dict[int, list[Node]]] = {}
        for node in self.nodes:
            address = identifier(node)
            if address and len(node) > len(self._by_id.get(address, ())):
                self._by_id[address] = node

    def _plain(self, value: Any, depth: int) -> Any:
        """Take prefixes off the names and wrappers off the lists. Raises MalformedDraft beyond the limits."""
        if depth > DEEPEST:
            raise too_deep()
        if isinstance(value, list):
            return [self._plain(item, depth + 1) for item in value]
        if not isinstance(value, Mapping):
            return value
        self._count += 1
        if self._count > MOST_NODES:
            raise MalformedDraft("The document holds too many nodes.", hint="Split it into several files.")
        wrapped = next((value[key] for key in _WRAPPERS if key in value), None)
        if wrapped is not None:
            return [self._plain(item, depth + 1) for item in as_list(wrapped)]
        return {_plain_name(key): self._plain(item, depth + 1) for key, item in value.items() if key != "@context"}

    def of_type(self, *types: str) -> list[Node]:
        """List the nodes of these types, each id once, in the order of the document; mere references are none."""
        if types in self._of_type:
            return self._of_type[types]
        found: dict[object, Node] = {}
        for node in self.nodes:
            if set(types) & set(node_types(node)) and len(node) > 1 + bool(identifier(node)):
                whole = self._by_id.get(identifier(node), node)
                found.setdefault(identifier(node) or id(node), whole)
        self._of_type[types] = list(found.values())
        return self._of_type[types]

    def pointing(self, node: Node | None, kind: str, key: str) -> list[Node]:
        """Find the nodes of a type whose property leads to this one."""
        if node is None:
            return []
        if (kind, key) not in self._pointing:
            index: dict[int, list[Node]] = {}
            for source in self.of_type(kind):
                for target in self._followed(source, key):
                    index.setdefault(id(target), []).append(source)
            self._pointing[kind, key] = index
        sources = self._pointing[kind, key].get(id(node), [])
        for source in sources:
            self.left.read(source, key)
        return sources

    def all(self, node: Node | None, key: str) -> list[Node]:
        """Follow a property to its nodes, through references too."""
        if node is None or key not in node:
            return []
        self.left.read(node, key)
        return self._followed(node, key)

    def one(self, node: Node | None, *path: str) -> Node | None:
        """Follow a path of properties to the first node at its end; that there were others is noted."""
        for key in path:
            found = self.all(node, key)
            if node is not None and len(found) > 1:
                self.left.first_only(node, key)
            node = found[0] if found else None
        return node

    def literals(self, node: Node | None, key: str) -> list[str]:
        """Give the plain values of a property; of an object its value or address."""
        if node is None or key not in node:
            return []
        self.left.read(node, key)
        return [text for item in as_list(node[key]) if (text := _literal(item))]

    def literal(self, node: Node | None, key: str) -> str:
        """Give the first plain value of a property; that there were others is noted."""
        found = self.literals(node, key)
        if node is not None and len(found) > 1:
            self.left.first_only(node, key)
        return found[0] if found else ""

    def texts(self, node: Node | None, key: str, language: str) -> list[str]:
        """Give all texts of a property in one language: the wanted one, else English, else the first."""
        if node is None or key not in node:
            return []
        self.left.read(node, key)
        versions = _versions(node[key])
        chosen = next((tag for tag in (language, PREFERRED) if tag in versions), next(iter(versions), ""))
        self.left.languages.update(tag for tag in versions if tag not in {chosen, "und"})
        # Text without a tag stands beside every language
        extra = versions.get("und", []) if chosen != "und" else []
        return [*versions.get(chosen, []), *extra]

    def text(self, node: Node | None, key: str, language: str) -> str:
        """Give the first text of a property in one language."""
        return next(iter(self.texts(node, key, language)), "")

    def refers(self, text: str) -> bool:
        """Say whether a plain string is the address of something rather than words."""
        return text in self._by_id or _ADDRESS.fullmatch(text) is not None

    def peek(self, node: Node, key: str, language: str) -> str:
        """Look at a text without counting it as read."""
        versions = _versions(node.get(key))
        return next(iter(versions.get(language) or versions.get(PREFERRED) or next(iter(versions.values()), [])), "")

    def note_repeated(self, node: Node, texts: Mapping[str, str], language: str) -> None:
        """Count a property as read where it only repeats a text that was read elsewhere."""
        for key, text in texts.items():
            if key in node and self.peek(node, key, language) == text:
                self.left.read(node, key)

    def language(self, node: Node | None, key: str) -> str:
        """Name the language in which `text` gives a property when nobody asks for another; empty where it is untagged."""
        tags = [tag for tag in _versions((node or {}).get(key)) if tag != "und"]
        return PREFERRED if PREFERRED in tags else next(iter(tags), "")

    def _followed(self, node: Node, key: str) -> list[Node]:
        found = (self._resolved(value) for value in as_list(node.get(key)))
        return [value for value in found if value is not None]

    def _resolved(self, value: Any) -> Node | None:
        if isinstance(value, str):
            return self._by_id.get(value) or ({"id": value} if "://" in value else None)
        if not isinstance(value, Mapping):
            return None
        address = identifier(value)
        return self._by_id.get(address, value) if address and len(value) <= 2 else value


def joined(texts: Iterable[str]) -> str:
    """Write a list as our columns do, each item once."""
    return "|".join(dict.fromkeys(text.replace("|", "/") for text in texts if text))


def exact(text: str) -> str:
    """Write a number of a machine so that no reader takes its point for a thousands sign; other words pass as they are."""
    return f"{text}0" if _THREE_DECIMALS.fullmatch(text) else text


def _plain_name(name: str) -> str:
    return _NAMES.get(name) or (name if name.startswith("@") else local_name(name))


def _literal(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Mapping):
        return str(value.get("@value") or value.get("id") or "")
    return "" if value is None or isinstance(value, list) else str(value)


def _versions(value: Any) -> dict[str, list[str]]:
    """Sort texts by language: plain strings, language maps, tagged values, and lists of each."""
    found: dict[str, list[str]] = {}
    for item in as_list(value):
        for tag, text in _tagged(item):
            if text:
                found.setdefault(short_tag(tag), []).append(text)
    return found


def _tagged(item: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(item, Mapping):
        yield "und", _literal(item)
    elif "@value" in item:
        yield str(item.get("@language", "und")), _literal(item["@value"])
    elif "type" not in item:
        for tag, texts in item.items():
            if _TAG.fullmatch(short_tag(tag)):
                yield from ((tag, text) for one in as_list(texts) if not _is_address(tag, text := _literal(one)))


def _is_address(tag: str, text: str) -> bool:
    # `id` is the tag of Indonesian, too
    return tag == "id" and (text.startswith(("urn:", "_:", "#")) or "://" in text)


def short_tag(tag: str) -> str:
    """Write `en-US` as `en`; what names no language is `und`."""
    return "und" if tag in _UNTAGGED else tag.replace("_", "-").split("-")[0].lower()


def _walk(value: Any) -> Iterator[Node]:
    stack = [value]
    while stack:
        item = stack.pop()
        if isinstance(item, Mapping):
            yield item
            stack.extend(reversed(list(item.values())))
        elif isinstance(item, list):
            stack.extend(reversed(item))
