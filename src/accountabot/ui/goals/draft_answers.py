"""Keep a member's answers about a draft in the custom_ids of the questions that follow."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Self

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.schedules import Schedule, find_schedule
from accountabot.domain.refusals import Refusal
from accountabot.phrases.goals.parsed_goal import ParsedGoal
from accountabot.ui.components import parse_day

_ENDS = {"until", "through"}
_ENDLESS = "endless"
_TIMESTAMP = re.compile(r"\d{1,11}|-\d{1,10}", re.ASCII)
"""Seconds since 1970, of any year that a datetime can have."""


@dataclass(frozen=True, slots=True)
class DraftAnswers:
    """What a member answered about a draft so far; it overrides the sentence."""

    picks: str = ""
    """One digit for each ambiguous date of the sentence that is resolved."""
    schedule: Schedule | None = None
    end: LocalDay | datetime | None = None
    """The last day of a recurring goal, or the deadline (UTC) of a one-time goal."""
    is_endless: bool = False

    @classmethod
    def from_detail(cls, detail: str) -> Self:
        """Parse the detail of a custom_id; raise Refusal if it is forged."""
        picks, schedule, end = f"{detail}//".split("/")[:3]
        found = find_schedule(schedule)
        if (schedule and found is None) or (picks and not picks.isdecimal()):
            raise Refusal("control-unknown")
        if end in {"", _ENDLESS}:
            return cls(picks, found, is_endless=bool(end))
        return cls(picks, found, _parse_end(end))

    def to_detail(self) -> str:
        """Format the answers as the detail of a custom_id."""
        end = _ENDLESS if self.is_endless else _format_end(self.end)
        return f"{self.picks}/{self.schedule or ''}/{end}"

    def with_end(self, ends: Sequence[LocalDay | datetime]) -> Self:
        """Return the answers with the first of these ends, or with none if there is none."""
        return replace(self, end=ends[0] if ends else None, is_endless=not ends)

    def apply(self, understood: ParsedGoal) -> ParsedGoal:
        """Return the goal with all answers; raise Refusal if a pick is forged."""
        for pick, choice in zip(self.picks, understood.choices, strict=False):
            if int(pick) >= len(choice.options):
                raise Refusal("control-unknown")
            understood = understood.resolve(choice, choice.options[int(pick)])
        if self.schedule:
            understood = replace(understood, schedule=self.schedule)
        return self._with_own_end(understood) if self.end or self.is_endless else understood

    def _with_own_end(self, understood: ParsedGoal) -> ParsedGoal:
        until, through = (self.end, None) if isinstance(self.end, datetime) else (None, self.end)
        return replace(
            understood,
            until=until,
            through=through,
            choices=tuple(choice for choice in understood.choices if choice.field not in _ENDS),
            unread_end="",
        )


def _format_end(end: LocalDay | datetime | None) -> str:
    if isinstance(end, datetime):
        return str(int(end.timestamp()))
    return end.isoformat() if end else ""


def _parse_end(text: str) -> LocalDay | datetime:
    if _TIMESTAMP.fullmatch(text):
        return datetime.fromtimestamp(int(text), UTC)
    return parse_day(text)
