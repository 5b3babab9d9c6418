"""What does each method of the Bot API do with its parameters?"""

import time
from collections.abc import Callable
from typing import Any

from bots.telegram.simulator import rules
from bots.telegram.simulator.rules import Refused, as_json, bad
from bots.telegram.simulator.state import BOT_ID, NAME, State

Parameters = dict[str, Any]
ME = {
    "id": BOT_ID, "is_bot": True, "first_name": "Cairn", "username": NAME, "can_join_groups": True,
    "can_read_all_group_messages": False, "supports_inline_queries": False,
}  # fmt: skip


def get_me(_state: State, _given: Parameters) -> Any:
    return ME


def send_message(state: State, given: Parameters) -> Any:
    chat = _chat(state, given)
    text, content = _content(given)
    return _keep(state, chat, {"text": text, **content, **_answered(state, chat, given)})


def edit_message_text(state: State, given: Parameters) -> Any:
    chat = _chat(state, given)
    standing = state.messages.get((chat, _number(given, "message_id")))
    if standing is None:
        raise bad("message to edit not found")
    text, content = _content(given)
    if (text, content) == (standing["text"], {k: standing[k] for k in ("entities", "reply_markup") if k in standing}):
        raise bad(
            "message is not modified: specified new message content and reply markup are exactly the same"
            " as a current content and reply markup of the message"
        )
    for gone in ("entities", "reply_markup"):
        standing.pop(gone, None)
    standing.update(text=text, edit_date=1_790_000_001, **content)
    return standing


def edit_message_reply_markup(state: State, given: Parameters) -> Any:
    standing = state.messages.get((_chat(state, given), _number(given, "message_id")))
    if standing is None:
        raise bad("message to edit not found")
    markup = as_json(given.get("reply_markup"), {"inline_keyboard": []})
    rules.check_markup(markup)
    if markup == standing.get("reply_markup"):
        raise bad("message is not modified")
    standing["reply_markup"] = markup
    return standing


def send_document(state: State, given: Parameters) -> Any:
    chat = _chat(state, given)
    file = given.get("document")
    if not isinstance(file, dict) or not file["content"]:
        raise bad("file must be non-empty")
    if rules.units(given.get("caption", "")) > 1024:
        raise bad("message caption is too long")
    document = {
        "file_id": f"f{len(state.messages)}", "file_unique_id": f"u{len(state.messages)}",
        "file_name": file["name"], "file_size": len(file["content"]),
    }  # fmt: skip
    message = _keep(state, chat, {"document": document, "caption": given.get("caption", "")})
    state.files[chat, message["message_id"]] = (file["name"], file["content"])
    return message


def get_file(state: State, given: Parameters) -> Any:
    """Say where a file lies; Telegram gives bots none above 20 MB."""
    identifier = given.get("file_id", "")
    if identifier not in state.uploads:
        raise bad("invalid file_id")
    size = len(state.uploads[identifier])
    if size > rules.MOST_FILE_BYTES:
        raise bad("file is too big")
    return {
        "file_id": identifier, "file_unique_id": f"u{identifier}", "file_size": size,
        "file_path": f"documents/{identifier}",
    }  # fmt: skip


def _answered(state: State, chat: int, given: Parameters) -> dict[str, Any]:
    """Give the message that is answered, as Telegram shows it inside the answer."""
    asked = as_json(given.get("reply_parameters"), None)
    if asked is None:
        return {}
    found = state.said.get((chat, asked["message_id"])) or state.messages.get((chat, asked["message_id"]))
    if found is None and not asked.get("allow_sending_without_reply"):
        raise bad("message to be replied not found")
    inner = {key: value for key, value in (found or {}).items() if key != "reply_to_message"}
    return {"reply_to_message": inner} if found else {}


def answer_callback_query(state: State, given: Parameters) -> Any:
    chat = state.open_queries.get(given.get("callback_query_id", ""), 0)
    state.alerts[chat] = given.get("text", "")
    if state.open_queries.pop(given.get("callback_query_id", ""), None) is None:
        raise bad("query is too old and response timeout expired or query ID is invalid")
    if len(given.get("text", "")) > 200:
        raise bad("MESSAGE_TOO_LONG")
    return True


def send_chat_action(state: State, given: Parameters) -> Any:
    chat = _chat(state, given)
    if given.get("action") not in rules.ACTIONS:
        raise bad("wrong parameter action in request")
    state.typing[chat] = time.monotonic()
    return True


def send_message_draft(state: State, given: Parameters) -> Any:
    """Show a message that is being written; it is gone with the next one, or after half a minute."""
    chat = _chat(state, given)
    if chat < 0:
        raise bad("TEXTDRAFT_PEER_INVALID")
    if _number(given, "draft_id") == 0:
        raise bad("draft_id must be non-zero")
    text = given.get("text", "")
    if text:
        _content(given)
    state.drafts[chat] = text
    return True


def set_my_commands(state: State, given: Parameters) -> Any:
    commands = as_json(given.get("commands"), [])
    language = given.get("language_code", "")
    rules.check_commands(commands, language)
    state.commands[as_json(given.get("scope"), {"type": "default"})["type"], language] = commands
    return True


def set_webhook(state: State, given: Parameters) -> Any:
    rules.check_webhook(given.get("url", ""), given.get("secret_token", ""))
    state.webhook, state.webhook_secret = given.get("url", ""), given.get("secret_token", "")
    if given.get("drop_pending_updates") == "true":
        state.updates.clear()
    return True


def delete_webhook(state: State, given: Parameters) -> Any:
    state.webhook = ""
    if given.get("drop_pending_updates") == "true":
        state.updates.clear()
    return True


def get_webhook_info(state: State, _given: Parameters) -> Any:
    return {"url": state.webhook, "has_custom_certificate": False, "pending_update_count": len(state.updates)}


METHODS: dict[str, Callable[[State, Parameters], Any]] = {
    "getMe": get_me,
    "sendMessage": send_message,
    "sendMessageDraft": send_message_draft,
    "editMessageText": edit_message_text,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "sendDocument": send_document,
    "getFile": get_file,
    "answerCallbackQuery": answer_callback_query,
    "sendChatAction": send_chat_action,
    "setMyCommands": set_my_commands,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}


def confirmed(state: State, given: Parameters) -> list[dict[str, Any]]:
    """Drop what the offset confirms; give what is left, at most `limit`."""
    offset, limit = _number(given, "offset", 0), _number(given, "limit", 100)
    if state.webhook:
        raise Refused(409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook first")
    with state.lock:
        while state.updates and offset > 0 and state.updates[0].get("update_id", -1) < offset:
            state.updates.popleft()
        return list(state.updates)[: max(1, min(limit, 100))]


def _chat(state: State, given: Parameters) -> int:
    try:
        chat = int(given.get("chat_id", ""))
    except ValueError:
        raise bad("chat_id is empty" if not given.get("chat_id") else "chat not found") from None
    state.reachable(chat)
    return chat


def _number(given: Parameters, name: str, default: int | None = None) -> int:
    try:
        return int(given[name])
    except KeyError:
        if default is not None:
            return default
        raise bad(f"parameter {name} is required") from None
    except ValueError:
        raise bad(f"parameter {name} must be a number") from None


def _content(given: Parameters) -> tuple[str, dict[str, Any]]:
    text = given.get("text", "")
    rules.check_text(text)
    entities = as_json(given.get("entities"), [])
    rules.check_entities(text, entities)
    markup = as_json(given.get("reply_markup"), None)
    if markup is not None:
        rules.check_markup(markup)
    return text, {**({"entities": entities} if entities else {}), **({"reply_markup": markup} if markup else {})}


def _keep(state: State, chat: int, content: dict[str, Any]) -> dict[str, Any]:
    message = {**state.message_of(chat, **content), "from": ME}
    state.messages[chat, message["message_id"]] = message
    state.drafts.pop(chat, None)
    state.typing.pop(chat, None)
    return dict(message)
