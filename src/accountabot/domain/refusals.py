"""Define the refusal of a request, with the key of the message that explains it."""

from datetime import date, datetime
from enum import Enum

Detail = str | int | date | datetime | tuple[str, ...] | Enum
"""A value in the message: text, a number, a date, an instant (UTC), several texts, or a case."""


class Count(int):
    """A number that is shown with separators: 1,203."""


class Refusal(Exception):  # noqa: N818 - it is the bot's answer, not its error
    """A request that can't be carried out, with the message to show."""

    def __init__(self, key: str, /, **details: Detail) -> None:
        super().__init__(key)
        self.key = key
        self.details = details


class DuplicateInteraction(Exception):  # noqa: N818 - nothing is wrong
    """An interaction that was delivered twice; the first delivery was already answered."""
