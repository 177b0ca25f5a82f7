"""Look up localized messages in locales/, with random wordings (Fluent)."""

import random
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files

from accountabot.ui.fluent_messages import Messages

LANGUAGE = "en"


def say(key: str, /, **args: str | int) -> str:
    """Return a localized message; if it has several wordings, pick one at random.

    Numbers follow the plural rules of the language and are never grouped. Commands are mentions,
    which Discord renders only in the text of messages: not in labels, placeholders, options and
    titles. Raises KeyError if there is no such message.
    """
    is_often_said = not any(isinstance(value, str) for value in args.values())
    return (_known if is_often_said else _worded)(
        key, random.randrange(len(_messages(LANGUAGE).wordings(key))), **args
    )


class _Commands:
    """The commands that messages can mention."""

    mentions: Mapping[str, str] = {}


def use_mentions(mentions: Mapping[str, str]) -> None:
    """Mention commands like this from now on, by their qualified names: one tap starts them.

    All others are plain text. A client calls this once it knows its commands.
    """
    _Commands.mentions = mentions
    _known.cache_clear()


def drop_mentions(mentions: Mapping[str, str]) -> None:
    """Write commands as plain text again, unless another client's mentions are in use by now."""
    if _Commands.mentions is mentions:
        use_mentions({})


def _command(name: str, options: str = "") -> str:
    """Name a command, with the options to type; this is the function `COMMAND` in messages."""
    mention = _Commands.mentions.get(name)
    if mention is None:
        return f"`/{name} {options}`" if options else f"`/{name}`"
    return f"{mention} `{options}`" if options else mention


def _worded(key: str, wording: int, /, **args: str | int) -> str:
    messages = _messages(LANGUAGE)
    return messages.format(messages.wordings(key)[wording], args)


_known = lru_cache(maxsize=1024)(_worded)
"""Messages with only numeric variables are cached; members' text never is."""


@cache
def _messages(language: str) -> Messages:
    """Load a language's messages; escaping.py isolates members' text instead of Fluent."""
    found = files("accountabot.locales").joinpath(language).iterdir()
    sources = [file for file in found if file.name.endswith(".ftl")]
    return Messages((file.read_text(encoding="utf-8") for file in sources), {"COMMAND": _command})
