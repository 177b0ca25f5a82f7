"""Excuse a date for everyone on a server, and take that back as long as the date has begun for nobody."""

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain import user_text
from accountabot.domain.calendar.days import LocalDay, may_have_begun
from accountabot.domain.goals.goal import DATE_HORIZON
from accountabot.domain.identifiers import Action
from accountabot.domain.refusals import Refusal
from accountabot.services.server import judging_rules, settings_changes

STILL_OPEN = timedelta(days=2)
"""How far back, seen from the server's zone, a day may still be in its grace for someone."""


class ExcuseResult(NamedTuple):
    """A date that is excused, and why; whether that is new, and whether it stays so, for it may have begun."""

    day: LocalDay
    reason: str
    is_new: bool
    stays: bool


def excuse(tx: Connection, action: Action, day: LocalDay, reason: str | None) -> ExcuseResult:
    """Excuse a date for everyone on a server; where it is already, its reason stays.

    Raises Refusal for one that is over for everybody, or out of sight, and for one too many.
    """
    said = user_text.clean_note(reason) or ""
    if day < (earliest := first_excusable_date(tx, action)):
        raise Refusal("excuse-past", understood=day, earliest=earliest)
    ensure_near(day, action.at)
    known = settings_changes.current_settings(tx, action.member.server).excused
    settings_changes.excuse(tx, action, {day: said})
    return ExcuseResult(day, known.get(day, said), day not in known, may_have_begun(day, action.at))


def take_back(tx: Connection, action: Action, day: LocalDay) -> bool:
    """Excuse a date no more; return whether it was excused.

    Raises Refusal for one that may have begun for someone, wherever they live: until then nothing was judged by it, and
    nobody has let a day pass that they were promised not to miss.
    """
    if may_have_begun(day, action.at):
        raise Refusal("excuse-begun", understood=day)
    return settings_changes.unexcuse(tx, action, day)


def first_excusable_date(tx: Connection, action: Action) -> LocalDay:
    """Return the first date that may still matter to someone."""
    return judging_rules.today(tx, action) - STILL_OPEN


def ensure_near(day: LocalDay, now: datetime) -> None:
    """Raise Refusal for a date that is out of sight, by UTC: what one server may excuse, another one may as well."""
    if day > now.astimezone(UTC).date() + DATE_HORIZON:
        raise Refusal("deadline-far", understood=day)
