"""Judge a period: what its check-ins, its grace and its circumstances make of it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from accountabot.domain.checkins import CheckIn
from accountabot.domain.schedules import Period


class Outcome(StrEnum):
    """Where a period stands; all but the first two are for ever."""

    OPEN = "open"
    PENDING = "pending"
    KEPT = "kept"
    LATE = "late"
    EXCUSED = "excused"
    FROZEN = "frozen"
    MISSED = "missed"

    @property
    def is_closed(self) -> bool:
        """Tell whether the period is over for good."""
        return self not in {Outcome.OPEN, Outcome.PENDING}

    @property
    def holds(self) -> bool:
        """Tell whether the promise was held, in time or in the grace."""
        return self in {Outcome.KEPT, Outcome.LATE}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A period, what became of it, and the instant (UTC) from which that was so."""

    period: Period
    outcome: Outcome
    closed_at: datetime | None


def judge(period: Period, check_ins: Collection[CheckIn], now: datetime) -> Verdict:
    """Judge one period by what was recorded until `now`; a miss may still be frozen."""
    if met := _met_at(period, check_ins, now):
        in_time = period.ends is None or met < period.ends
        return Verdict(period, Outcome.KEPT if in_time else Outcome.LATE, met)
    if period.ends is None or now < period.ends:
        return Verdict(period, Outcome.OPEN, None)
    if period.closes is None or now < period.closes:
        return Verdict(period, Outcome.PENDING, None)
    return Verdict(period, Outcome.EXCUSED if period.cut_short else Outcome.MISSED, period.closes)


def _met_at(period: Period, check_ins: Collection[CheckIn], now: datetime) -> datetime | None:
    """Return the first instant at which a check-in met the period before it closed."""
    heard = (c.at for c in check_ins if c.at <= now and _inside(c, period))
    return min((at for at in heard if period.closes is None or at < period.closes), default=None)


def _inside(check_in: CheckIn, period: Period) -> bool:
    return period.first <= check_in.day and (period.last is None or check_in.day <= period.last)
