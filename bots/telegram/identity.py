"""Which conversation belongs to a chat? A keyed hash: the chat's number itself is kept only as the address."""

import hashlib
import hmac


def conversation_of(secret: bytes, chat: int) -> str:
    return hmac.new(secret, f"telegram:{chat}".encode(), hashlib.sha256).hexdigest()
