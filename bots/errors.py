"""What can go wrong at the doors, in a sentence and a hint?"""


class BotError(Exception):
    """An error that a person can act on: `str(error)` says what is wrong, `hint` what to do now."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


class UnknownSetting(BotError):
    """A setting that does not exist, or a value that does not fit."""


class UnreadableInput(BotError):
    """A file that is not there or cannot be read as what it should be."""


class UnknownUser(BotError):
    """No such account, or not with this role."""


class SignInNeeded(BotError):
    """Nobody is signed in, or the session is over."""


class WrongAddress(BotError):
    """Not an e-mail address."""


class SignInRefused(BotError):
    """The organisation's own sign-in sent somebody whom we do not let in; `reason` is a key of bots/web/own_sign_in.py."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(detail or reason)
        self.reason = reason


class SignInUnreachable(SignInRefused):
    """The organisation's own sign-in does not answer, or says what it must not."""

    def __init__(self, detail: str) -> None:
        super().__init__("down", detail)
