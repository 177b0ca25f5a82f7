"""Keep a member's answers about a draft in the custom_ids of the questions that follow."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Self

from accountabot.domain.calendar.days import Calendar, LocalDay
from accountabot.domain.goals.schedules import Once, Schedule, find_schedule
from accountabot.domain.refusals import Refusal
from accountabot.phrases.goals.fitting_ends import with_fitting_ends
from accountabot.phrases.goals.parsed_goal import ENDS, Dates, ParsedGoal
from accountabot.ui.goals.picked_dates import format_date, format_dates, parse_date, parse_dates

_ENDLESS = "endless"


@dataclass(frozen=True, slots=True)
class DraftAnswers:
    """What a member answered about a draft so far; it overrides the sentence."""

    picks: Dates = field(default_factory=dict)
    """The ambiguous dates of the sentence that are resolved."""
    schedule: Schedule | None = None
    end: LocalDay | datetime | None = None
    """The last day of a recurring goal, or the deadline (UTC) of a one-time goal."""
    is_endless: bool = False

    @classmethod
    def from_detail(cls, detail: str) -> Self:
        """Parse the detail of a custom_id; raise Refusal if it is forged."""
        picks, schedule, end = f"{detail}//".split("/")[:3]
        found = find_schedule(schedule)
        if schedule and found is None:
            raise Refusal("control-unknown")
        if end in {"", _ENDLESS}:
            return cls(parse_dates(picks), found, is_endless=bool(end))
        return cls(parse_dates(picks), found, parse_date(end))

    def to_detail(self) -> str:
        """Format the answers as the detail of a custom_id."""
        end = _ENDLESS if self.is_endless else format_date(self.end) if self.end else ""
        return f"{format_dates(self.picks)}/{self.schedule or ''}/{end}"

    def with_picks(self, picks: Dates) -> Self:
        """Return the answers with more resolved dates, such as the `start`."""
        return replace(self, picks={**self.picks, **picks})

    def with_end(self, ends: Sequence[LocalDay | datetime]) -> Self:
        """Return the answers with the first of these ends, or with none if there is none."""
        picks = {name: picked for name, picked in self.picks.items() if name not in ENDS}
        return replace(self, picks=picks, end=ends[0] if ends else None, is_endless=not ends)

    def apply(self, understood: ParsedGoal, calendar: Calendar) -> ParsedGoal:
        """Return the goal with all answers."""
        understood = understood.with_dates(self.picks)
        if self.schedule:
            understood = with_fitting_ends(replace(understood, schedule=self.schedule), calendar)
        if isinstance(understood.schedule, Once):
            understood = replace(understood, unread_end="")
        return self._with_own_end(understood) if self.end or self.is_endless else understood

    def _with_own_end(self, understood: ParsedGoal) -> ParsedGoal:
        until, through = (self.end, None) if isinstance(self.end, datetime) else (None, self.end)
        return replace(
            understood,
            until=until,
            through=through,
            choices=tuple(choice for choice in understood.choices if choice.field not in ENDS),
            unread_end="",
        )
