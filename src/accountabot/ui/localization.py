"""Look up localized messages in locales/, with random wordings (Fluent)."""

import random
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import FluentNone, FluentNumber, fluent_number

LANGUAGE = "en"


def say(key: str, /, **args: str | int) -> str:
    """Return a localized message; if it has several wordings, pick one at random.

    Numbers follow the plural rules of the language and are never grouped. Commands are mentions,
    which Discord renders only in the text of messages: not in labels, placeholders, options and
    titles. Raises KeyError if there is no such message.
    """
    is_often_said = not any(isinstance(value, str) for value in args.values())
    return (_known if is_often_said else _worded)(key, random.choice(_wordings(key)), **args)


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


@cache
def _wordings(key: str) -> tuple[str, ...]:
    """Return the attribute names of a message's wordings; "" stands for its value."""
    message = _bundle(LANGUAGE).get_message(key)
    return (*([""] if message.value else []), *message.attributes)


def _worded(key: str, wording: str, /, **args: str | int) -> str:
    bundle = _bundle(LANGUAGE)
    message = bundle.get_message(key)
    values = {
        name: _number(value) if isinstance(value, int) else value for name, value in args.items()
    }
    pattern = message.attributes[wording] if wording else message.value
    assert pattern is not None
    text, errors = bundle.format_pattern(pattern, values)
    if errors:
        raise errors[0]
    return str(text)


_known = lru_cache(maxsize=1024)(_worded)
"""Messages with only numeric variables are cached; members' text never is."""


def _number(value: int) -> FluentNumber | FluentNone:
    return fluent_number(value, useGrouping=False)


@cache
def _bundle(language: str) -> FluentBundle:
    """Load a language's messages; escaping.py isolates members' text instead of Fluent."""
    functions: dict[str, Any] = {"COMMAND": _command}
    bundle = FluentBundle([language], functions, use_isolating=False)
    for file in sorted(
        files("accountabot.locales").joinpath(language).iterdir(), key=lambda file: file.name
    ):
        if file.name.endswith(".ftl"):
            bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return bundle
