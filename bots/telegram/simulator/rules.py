"""What does Telegram refuse? Each rule raises the sentence that the Bot API answers; where Telegram mends silently, we refuse."""

import json
import re
from typing import Any
from urllib.parse import urlsplit

MOST_UNITS = 4096
MOST_FILE_BYTES = 20 * 1024 * 1024
ENTITY_TYPES = frozenset(
    [
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "blockquote",
        "expandable_blockquote",
        "code",
        "pre",
        "text_link",
    ]
)
QUOTES = frozenset({"blockquote", "expandable_blockquote"})
ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
    ]
)


class Refused(Exception):
    """The Bot API's answer to a call that it does not do."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad(description: str) -> Refused:
    return Refused(400, f"Bad Request: {description}")


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def check_text(text: str) -> None:
    if not text.strip():
        raise bad("message text is empty")
    try:
        size = units(text)
    except UnicodeEncodeError:
        raise bad("strings must be encoded in UTF-8") from None
    if size > MOST_UNITS:
        raise bad("message is too long")


def check_entities(text: str, entities: list[dict[str, Any]]) -> None:
    if len(entities) > 100:
        raise bad("too many entities")
    for entity in entities:
        _check_entity(text, entity)
    _check_nesting(entities)


def _check_entity(text: str, entity: dict[str, Any]) -> None:
    offset, length = entity.get("offset"), entity.get("length")
    if entity.get("type") not in ENTITY_TYPES:
        raise bad(f"unsupported entity type {entity.get('type')!r}")
    if type(offset) is not int or type(length) is not int or offset < 0 or length <= 0:
        raise bad("entity offset or length is wrong")
    if offset + length > units(text):
        raise bad("entity ends beyond the text")
    raw = text.encode("utf-16-le")
    try:
        inside = raw[offset * 2 : (offset + length) * 2].decode("utf-16-le")
    except UnicodeDecodeError:
        raise bad("entity begins or ends in the middle of a symbol") from None
    if inside != inside.strip():
        raise bad("entity begins or ends with white space")
    if entity["type"] == "text_link":
        check_url(entity.get("url", ""))


def _check_nesting(entities: list[dict[str, Any]]) -> None:
    spans = [(e["offset"], e["offset"] + e["length"], e["type"]) for e in entities]
    for index, (start, end, kind) in enumerate(spans):
        for other_start, other_end, other in spans[index + 1 :]:
            if start < other_start < end < other_end or other_start < start < other_end < end:
                raise bad("entities overlap")
            if kind in QUOTES and other in QUOTES and start < other_end and other_start < end:
                raise bad("a quotation inside a quotation")


def check_url(url: str) -> None:
    parts = urlsplit(url)
    if parts.scheme == "tg":
        return
    if parts.scheme not in {"http", "https"} or "." not in (parts.hostname or "") or re.search(r"\s", url):
        raise bad(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")


def check_webhook(url: str, secret: str) -> None:
    """As a Bot API server of one's own: http too, on this machine."""
    parts = urlsplit(url)
    if parts.scheme != "https" and parts.hostname != "127.0.0.1":
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise bad("secret token contains unallowed characters")


def check_markup(markup: dict[str, Any]) -> None:
    if not isinstance(markup, dict) or "inline_keyboard" not in markup:
        raise bad("object expected as reply markup")
    rows = markup["inline_keyboard"]
    if sum(map(len, rows)) > 100 or any(not 1 <= len(row) <= 8 for row in rows):
        raise bad("reply markup has too many buttons or an empty row")
    for row in rows:
        for button in row:
            _check_button(button)


def _check_button(button: dict[str, Any]) -> None:
    if not button.get("text", "").strip():
        raise bad("text buttons are unallowed in the inline keyboard")
    kinds = set(button) - {"text"}
    if kinds == {"callback_data"}:
        if not 1 <= len(button["callback_data"].encode()) <= 64:
            raise bad("BUTTON_DATA_INVALID")
    elif kinds == {"url"}:
        check_url(button["url"])
    else:
        raise bad("a button has exactly one thing to do")


def check_commands(commands: list[dict[str, Any]], language: str) -> None:
    if len(commands) > 100:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad("invalid language code specified")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command.get("command", "")):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(command.get("description", "")) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")


def as_json(value: str | None, default: Any) -> Any:
    """Parse a parameter that is JSON in a form."""
    if value is None or value == "":
        return default
    try:
        return json.loads(value)
    except ValueError:
        raise bad("can't parse entities or reply markup: not JSON") from None
