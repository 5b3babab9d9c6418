"""How does a badge platform's own list of badges (Badgr, Canvas Credentials) say what Open Badges 2.0 says?"""

from typing import Any

_NAMES = {"entityType": "type", "openBadgeId": "id", "issuerOpenBadgeId": "issuer"}
_BOOKKEEPING = frozenset({"entityId", "createdAt", "createdBy", "issuer", "criteriaUrl", "criteriaNarrative"})


def as_badge_classes(parsed: Any) -> list[dict[str, Any]]:
    """List the badge classes under the names of the standard; `issuer` is the platform's own key there and names nobody."""
    items = parsed.get("result", [parsed]) if isinstance(parsed, dict) else parsed
    found = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return [_badge_class(item) for item in found]


def _badge_class(item: dict[str, Any]) -> dict[str, Any]:
    kept = {_NAMES.get(key, key): value for key, value in item.items() if key not in _BOOKKEEPING and value is not None}
    criteria = {"id": item.get("criteriaUrl"), "narrative": item.get("criteriaNarrative")}
    return {**kept, "criteria": {key: text for key, text in criteria.items() if text}}
