"""Excuse dates for everyone on a server, or withdraw the excuse before they begin."""

from collections.abc import Mapping, Sequence
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
    """Excused dates, with the reason that they were excused for."""

    days: tuple[LocalDay, ...]
    reasons: Mapping[LocalDay, str]
    known: frozenset[LocalDay]
    """Those that were excused before."""
    begun: frozenset[LocalDay]
    """Those that may have begun somewhere, so that their excuse can't be withdrawn."""


class UnexcuseResult(NamedTuple):
    """Dates whose excuse was withdrawn, and those of them that had begun and stay excused."""

    days: tuple[LocalDay, ...]
    begun: tuple[LocalDay, ...]
    was_excused: bool


def excuse(
    tx: Connection, action: Action, days: Sequence[LocalDay], reason: str | None
) -> ExcuseResult:
    """Excuse dates for everyone on a server; an existing excuse keeps its reason.

    Raises Refusal if a date is over for everyone or too far away, or if there are too many.
    """
    note = user_text.clean_note(reason, user_text.TextField.REASON) or ""
    if days[0] < (earliest := first_excusable_date(tx, action)):
        raise Refusal("excuse-past", understood=days[0], earliest=earliest)
    ensure_near(days[-1], action.at)
    known = settings_changes.current_settings(tx, action.member.server).excused
    settings_changes.excuse_dates(tx, action, dict.fromkeys(days, note))
    return ExcuseResult(
        days=tuple(days),
        reasons={day: known.get(day, note) for day in days},
        known=frozenset(known).intersection(days),
        begun=frozenset(day for day in days if may_have_begun(day, action.at)),
    )


def unexcuse(tx: Connection, action: Action, days: Sequence[LocalDay]) -> UnexcuseResult:
    """Withdraw excused dates, except those that may have begun: members may rely on them.

    Raises Refusal if all of them may have begun in some time zone.
    """
    begun = tuple(day for day in days if may_have_begun(day, action.at))
    left = tuple(day for day in days if day not in begun)
    if not left:
        raise Refusal("excuse-begun", understood=days[-1])
    return UnexcuseResult(left, begun, settings_changes.unexcuse_dates(tx, action, left))


def first_excusable_date(tx: Connection, action: Action) -> LocalDay:
    """Return the earliest date that can still be excused."""
    return judging_rules.server_today(tx, action) - LOOKBACK


def ensure_near(day: LocalDay, now: datetime) -> None:
    """Raise Refusal if a date is too far away.

    The limit is in UTC, so that a settings file is valid on every server.
    """
    if day > now.astimezone(UTC).date() + DATE_HORIZON:
        raise Refusal("deadline-far", understood=day)
