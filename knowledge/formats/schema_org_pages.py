"""Which things of schema.org does a web page state: in its scripts (JSON-LD) and in its marked-up text (microdata)?"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from knowledge.errors import MalformedDraft
from knowledge.formats.linked_data import parse_json, short_tag
from knowledge.vocabulary.submission import Finding, Level

MOST_ELEMENTS = 300_000
_WRAPPING = ("<!--", "-->", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA[", "//]]>", "/*]]>*/", "]]>")
_ADDRESS_IN = {
    "a": "href",
    "area": "href",
    "link": "href",
    "img": "src",
    "source": "src",
    "iframe": "src",
    "object": "data",
}
_BLOCKS = frozenset({"p", "div", "br", "li", "ul", "ol", "h2", "h3", "h4", "h5", "tr", "td", "dd", "dt", "section"})
_VALUE_IN = {"meta": "content", "data": "value", "meter": "value", "time": "datetime"}


class Page(NamedTuple):
    things: list[Any]
    language: str
    """As the page says it; empty where it does not."""
    findings: list[Finding]


def things_on(page: str) -> Page:
    """List what the page states; a broken script is named and the others are read. Nothing is fetched."""
    root = root_of(page)
    seen, hidden = _microdata(root)
    found: list[Any] = []
    findings: list[Finding] = []
    for number, script in enumerate(_scripts(root), start=1):
        try:
            found.append(parse_json(_unwrapped(script), strict=False))
        except MalformedDraft as error:
            findings.append(_broken(number, str(error)))
    findings += [_hidden(hidden)] if hidden else []
    return Page([*found, *seen], short_tag(root.get("lang") or "").replace("und", ""), findings)


def root_of(page: str) -> Any:
    """Parse a page; nothing is fetched. Raises MalformedDraft."""
    from lxml import etree, html

    parser = html.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8", remove_comments=False)
    try:
        root = html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise MalformedDraft("The page cannot be read as HTML.", hint="Save the page again.") from error
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise MalformedDraft("The page holds too many elements.", hint="Hand in the courses as JSON-LD alone.")
    return root


def _scripts(root: Any) -> Iterator[str]:
    for script in root.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() == "application/ld+json":
            yield script.text or ""


def _unwrapped(script: str) -> str:
    text = script.strip()
    for sign in _WRAPPING:
        text = text.removeprefix(sign).removesuffix(sign).strip()
    return text.removesuffix(";")


def _microdata(root: Any) -> tuple[list[dict[str, Any]], int]:
    """List the items that stand by themselves, and count those that a reader does not see."""
    items = [
        element
        for element in root.iter()
        if isinstance(element.tag, str) and element.get("itemscope") is not None and element.get("itemprop") is None
    ]
    seen = [_item(element) for element in items if not is_hidden(element)]
    return seen, len(items) - len(seen)


def _item(element: Any) -> dict[str, Any]:
    """Turn an item into a node; hidden parts are what a reader does not see, so they say nothing."""
    node: dict[str, Any] = {"@type": (element.get("itemtype") or "Thing").split()}
    if element.get("itemid"):
        node["@id"] = element.get("itemid")
    for child in _properties(element):
        value = _item(child) if child.get("itemscope") is not None else _value(child)
        for name in child.get("itemprop").split() if value else ():
            node[name] = [*node.get(name, []), value]
    return node


def _properties(element: Any) -> Iterator[Any]:
    """Walk to the properties of this item, not into the items below it."""
    stack = list(reversed(element))
    while stack:
        child = stack.pop()
        if not isinstance(child.tag, str) or hides_itself(child):
            continue
        if child.get("itemprop"):
            yield child
        if child.get("itemscope") is None:
            stack.extend(reversed(child))


def _value(element: Any) -> str:
    tag = str(element.tag)
    stated = (
        element.get("content")
        or element.get(_VALUE_IN.get(tag, "content"))
        or element.get(_ADDRESS_IN.get(tag, "content"))
    )
    return str(stated) if stated else " ".join(_visible_text(element).split())


def _visible_text(element: Any) -> str:
    pieces = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag not in {"script", "style"} and not hides_itself(child):
            around = " " if child.tag in _BLOCKS else ""
            pieces.append(f"{around}{_visible_text(child)}{around}")
        pieces.append(child.tail or "")
    return "".join(pieces)


def is_hidden(element: Any) -> bool:
    """Say whether a reader of the page does not see an element."""
    return hides_itself(element) or any(hides_itself(one) for one in element.iterancestors())


def hides_itself(element: Any) -> bool:
    """Say so of an element without asking those around it."""
    style = (element.get("style") or "").replace(" ", "").lower()
    hidden = element.get("hidden") is not None or element.get("aria-hidden") == "true"
    return hidden or "display:none" in style or "visibility:hidden" in style


def _hidden(count: int) -> Finding:
    return Finding(
        level=Level.WARNING,
        code="hidden_items",
        message=f"{count} marked-up items of the page are hidden from its readers; they were left out.",
        mend="Show on the page what learners should read.",
    )


def _broken(number: int, why: str) -> Finding:
    return Finding(
        level=Level.WARNING,
        code="broken_script",
        column=f"script {number}",
        message=f"The {number}. JSON-LD script of the page cannot be read and was left out: {why}",
        mend="Mend the script; https://validator.schema.org shows where it is broken.",
    )
