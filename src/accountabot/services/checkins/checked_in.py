"""Define the input of a check-in, and its result."""

from decimal import Decimal
from typing import NamedTuple

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.checkins.activity import CheckIn
from accountabot.domain.checkins.attachments import ProofFile
from accountabot.domain.checkins.checkin_day import (
    DayChoice,
)
from accountabot.domain.goals.periods import Period
from accountabot.domain.identifiers import RecordId
from accountabot.services.streaks.goal_status import GoalStatus


class CheckInInput(NamedTuple):
    """A check-in as a member entered it: note and amount as typed, and its proof."""

    note: str | None = None
    amount: str | None = None
    proof: str | None = None
    """The link of a message."""
    file: ProofFile | None = None
    """A file to attach to the public message about the check-in."""
    locale: str = "en-US"
    """The member's locale, by which the amount is parsed."""


NOTHING = CheckInInput()
NOT_EARLY = 4
"""From the fourth check-in on, a member knows how to undo one."""


class CheckedIn(NamedTuple):
    """The result of a check-in; `entry` is None if it repeats an earlier one."""

    status: GoalStatus
    when: DayChoice
    check_in: CheckIn
    is_bonus: bool
    is_late: bool
    is_short: bool
    """Whether the amounts so far fall short of the goal."""
    is_resumed: bool
    """Whether the check-in ended a pause of the goal."""
    frozen: LocalDay | None
    """The day for which a freeze was used since the goal's last check-in."""
    entry: RecordId | None
    proof: str | None = None
    file: ProofFile | None = None
    was_away: bool = False
    """Whether the owner had been inactive for two weeks, and for longer than the goal asks for."""
    milestone: int | None = None
    """The number of periods kept in a row, if the goal reached it for the first time.

    None above a ceiling: that check-in is nothing to celebrate.
    """
    total: Decimal | None = None
    """The sum for the period, or for the day if the goal counts days; None without an amount."""
    days_met: int | None = None
    """The days that count toward the quota of a week or month; None without a quota."""
    days_open: int | None = None
    """The days, from today on, that can still count toward the quota; None without a quota."""
    is_over: bool = False
    """Whether the amounts so far are above the goal's ceiling."""
    is_extra: bool = False
    """Whether the quota of the week or month, or the day before an edit, was kept without it."""
    is_settled: bool = False
    """Whether the period was judged by earlier check-ins, so that this one has no effect."""
    is_again: bool = False
    """Whether a streak of one follows an earlier one."""
    period: Period | None = None
    """The period that contains the day, or the next one."""
    still_open: LocalDay | None = None
    """Yesterday, if it still needs a check-in and would be missed without one."""
    ordinal: int = NOT_EARLY
    """The number of check-ins of the owner on this server, this one included, up to NOT_EARLY."""

    @property
    def is_first(self) -> bool:
        """Return whether this is the owner's first check-in on the server, below any ceiling."""
        return self.entry is not None and self.ordinal == 1 and not self.is_over
