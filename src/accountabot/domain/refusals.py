"""Say no to a member: what they asked for can't be, and the sentence that tells them why."""

from datetime import date, datetime

Detail = str | int | date | datetime | tuple[str, ...]
"""What a sentence may name: a member's words, a number, a date, an instant (UTC), or several members' words."""


class Refusal(Exception):  # noqa: N818 - it is the bot's answer, not its error
    """A member's request that can't be done, with the key of the sentence they are told and its details."""

    def __init__(self, key: str, /, **details: Detail) -> None:
        super().__init__(key)
        self.key = key
        self.details = details


class DuplicateInteraction(Exception):  # noqa: N818 - nothing is wrong
    """The same interaction was delivered twice; the first delivery was carried out and answered."""
