"""Remove tokens from texts for the log."""

import re

HIDDEN = "[token]"
_BOT_TOKEN = re.compile(r"[\w-]{23,30}\.[\w-]{5,8}\.[\w-]{27,}")
_IN_ADDRESS = re.compile(r"(/(?:webhooks|interactions)/\d+)/(?!callback\b)[^\s/?\"']+")
"""Whoever has the token of an interaction can answer it for 15 minutes."""


class Secrets:
    """The bot's token, in every form in which it could be logged."""

    def __init__(self, token: str = "") -> None:
        self._token = token

    def hide(self, text: str) -> str:
        """Return a text without tokens."""
        if self._token:
            text = text.replace(self._token, HIDDEN)
        return _IN_ADDRESS.sub(rf"\1/{HIDDEN}", _BOT_TOKEN.sub(HIDDEN, text))
