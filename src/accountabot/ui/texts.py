"""Say every sentence that a person reads, in one of its wordings, from locales/."""

import random
from functools import cache
from importlib.resources import files

from fluent.runtime import FluentBundle, FluentResource
from fluent.runtime.types import FluentNone, FluentNumber, fluent_number

LANGUAGE = "en"


def say(key: str, /, **args: str | int) -> str:
    """Return the sentence that `key` stands for; where it has several wordings, one of them.

    Numbers are pluralised as the language does and never grouped; KeyError tells of a sentence that does not exist.
    """
    bundle = _bundle(LANGUAGE)
    message = bundle.get_message(key)
    wordings = [wording for wording in (message.value, *message.attributes.values()) if wording]
    values = {name: _number(value) if isinstance(value, int) else value for name, value in args.items()}
    text, errors = bundle.format_pattern(random.choice(wordings), values)
    if errors:
        raise errors[0]
    return str(text)


def _number(value: int) -> FluentNumber | FluentNone:
    return fluent_number(value, useGrouping=False)


@cache
def _bundle(language: str) -> FluentBundle:
    """Read a language's sentences; what members wrote isolates itself (quotes.py), so nothing else has to."""
    bundle = FluentBundle([language], use_isolating=False)
    for file in sorted(files("accountabot.locales").joinpath(language).iterdir(), key=lambda file: file.name):
        if file.name.endswith(".ftl"):
            bundle.add_resource(FluentResource(file.read_text(encoding="utf-8")))
    return bundle
