"""Define what a member typed into a command or a form that could not be carried out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from accountabot.domain.identifiers import InteractionId, Member

OptionValue = str | int | float
"""A typed text, a number, or the id of a picked user."""


@dataclass(frozen=True, slots=True)
class TypedInput:
    """A member's input that could not be carried out, and when (UTC)."""

    member: Member
    source: InteractionId
    """The interaction that failed, by which the input is found."""
    at: datetime
    target: str
    """The name of a command after a slash, such as "/goal drop", or the custom_id of a form."""
    values: Mapping[str, OptionValue]
    """The value of each option or field."""
    origin: InteractionId
    """The first attempt, whose id is the idempotency key of all others."""
    has_file: bool = False
    """Whether a file was attached, which can't be kept."""

    @property
    def command(self) -> str | None:
        """The qualified name of the command, or None if the input is a form's."""
        return self.target.removeprefix("/") if self.target.startswith("/") else None
