"""Name the choices of a command's option."""

from enum import StrEnum

from discord.app_commands import Choice


def choices_of(kind: type[StrEnum]) -> list[Choice[str]]:
    """Return the values of an enumeration as choices; discord.py would show their constants."""
    return [Choice(name=each.value, value=each.value) for each in kind]
