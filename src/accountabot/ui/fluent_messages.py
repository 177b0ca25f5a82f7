"""Parse and format messages in the syntax of Fluent, each when it is first needed.

The parser is Mozilla's. Their runtime would parse every file at the start, which takes longer than
anything else there, and depends on the data of all languages in the world (decision 0036).
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache

from fluent.syntax import FluentParser, ast

from accountabot.ui import plurals

_ENTRY = re.compile(r"^(?=[a-zA-Z])", re.MULTILINE)
"""Where a message starts: everything else is indented, a comment or a closing brace."""

Arguments = Mapping[str, str | int]
Functions = Mapping[str, Callable[..., str]]


class Messages:
    """The messages of a language."""

    def __init__(self, sources: Iterable[str], functions: Functions) -> None:
        entries = (entry for source in sources for entry in _ENTRY.split(source)[1:])
        self._entries = {entry.partition("=")[0].rstrip(): entry for entry in entries}
        self._functions = functions

    @cache  # noqa: B019 - there is one object per language, and it lives as long as the program
    def wordings(self, key: str) -> tuple[ast.Pattern, ...]:
        """Return a message's value and attributes; raise KeyError if there is no such message."""
        message = FluentParser().parse_entry(self._entries[key])
        if not isinstance(message, ast.Message):
            raise ValueError(f"{key} is not a message")  # noqa: TRY004 - the file is wrong
        patterns = (message.value, *(attribute.value for attribute in message.attributes))
        return tuple(pattern for pattern in patterns if pattern)

    def format(self, pattern: ast.Pattern, given: Arguments) -> str:
        """Fill in a pattern; raise KeyError if a variable or a function is missing."""
        return "".join(
            part.value if isinstance(part, ast.TextElement) else str(self._value(part, given))
            for part in pattern.elements
        )

    def _value(self, part: ast.SyntaxNode, given: Arguments) -> str | int:
        match part:
            case ast.Placeable():
                return self._value(part.expression, given)
            case ast.VariableReference():
                return given[part.id.name]
            case ast.StringLiteral():
                return str(part.parse()["value"])
            case ast.NumberLiteral():
                return int(part.value)
            case ast.FunctionReference():
                return self._called(part, given)
            case ast.SelectExpression():
                selected = self._value(part.selector, given)
                return self.format(_variant(part.variants, selected).value, given)
        raise ValueError(f"{type(part).__name__} is not supported")

    def _called(self, part: ast.FunctionReference, given: Arguments) -> str:
        values = [self._value(each, given) for each in part.arguments.positional]
        named = {each.name.name: self._value(each.value, given) for each in part.arguments.named}
        return self._functions[part.id.name](*values, **named)


def _variant(variants: list[ast.Variant], selected: str | int) -> ast.Variant:
    """Return the first variant that matches, or the default."""
    return next(
        (variant for variant in variants if _matches(variant.key, selected)),
        next(variant for variant in variants if variant.default),
    )


def _matches(key: ast.Identifier | ast.NumberLiteral, selected: str | int) -> bool:
    """Return whether a variant is for a value: a number matches itself and its plural category."""
    if isinstance(key, ast.NumberLiteral):
        return selected == int(key.value)
    return key.name == (plurals.cardinal(selected) if isinstance(selected, int) else selected)
