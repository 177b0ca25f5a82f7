"""Excuse a date for everyone on a server, or withdraw that before the date begins."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import user_text
from accountabot.domain.calendar.days import LocalDay, may_have_begun
from accountabot.domain.goals.goal import DATE_HORIZON
from accountabot.domain.identifiers import Action
from accountabot.domain.refusals import Refusal
from accountabot.services.server import judging_rules, settings_changes

LOOKBACK = timedelta(days=2)
"""How long ago, in the server's zone, a date can be and still be in someone's grace period."""


class ExcuseResult(NamedTuple):
    """An excused date and its reason.

    `is_final` means that the date may have begun somewhere, so the excuse can't be withdrawn.
    """

    day: LocalDay
    reason: str
    is_new: bool
    is_final: bool


def excuse(tx: Connection, action: Action, day: LocalDay, reason: str | None) -> ExcuseResult:
    """Excuse a date for everyone on a server; an existing excuse keeps its reason.

    Raises Refusal if the date is over for everyone or too far away, or if there are too many.
    """
    note = user_text.clean_note(reason, user_text.TextField.REASON) or ""
    if day < (earliest := first_excusable_date(tx, action)):
        raise Refusal("excuse-past", understood=day, earliest=earliest)
    ensure_near(day, action.at)
    known = settings_changes.current_settings(tx, action.member.server).excused
    settings_changes.excuse_dates(tx, action, {day: note})
    return ExcuseResult(day, known.get(day, note), day not in known, may_have_begun(day, action.at))


def unexcuse(tx: Connection, action: Action, day: LocalDay) -> bool:
    """Withdraw an excused date; return whether it was excused.

    Raises Refusal if the date may have begun in any time zone, since members may rely on it.
    """
    if may_have_begun(day, action.at):
        raise Refusal("excuse-begun", understood=day)
    return settings_changes.unexcuse_date(tx, action, day)


def first_excusable_date(tx: Connection, action: Action) -> LocalDay:
    """Return the earliest date that can still be excused."""
    return judging_rules.server_today(tx, action) - LOOKBACK


def ensure_near(day: LocalDay, now: datetime) -> None:
    """Raise Refusal if a date is too far away.

    The limit is in UTC, so that a settings file is valid on every server.
    """
    if day > now.astimezone(UTC).date() + DATE_HORIZON:
        raise Refusal("deadline-far", understood=day)
