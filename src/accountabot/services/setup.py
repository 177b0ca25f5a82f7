"""Change what all goals of a server are judged by, and have every streak follow."""

from datetime import timedelta

from sqlalchemy import Connection

from accountabot.domain import texts
from accountabot.domain.days import LocalDay
from accountabot.domain.goals import FAR_OFF
from accountabot.domain.identities import Action, Member, MemberId, ServerId
from accountabot.domain.refusals import Refusal
from accountabot.domain.settings import Name
from accountabot.domain.terms import Freezing
from accountabot.store import settings, standings

ALL = MemberId(0)
EARNED_EVERY = range(2, 101)
AT_MOST = range(11)
STILL_OPEN = timedelta(days=2)
"""How far back, seen from the server's zone, a day may still be in its grace for someone."""


def servers(tx: Connection, server: ServerId) -> dict[str, str]:
    """Return what a server has set, by name."""
    return {s.name: s.value for s in settings.all_of(tx, Member(server, ALL))}


def set_server_zone(tx: Connection, action: Action, zone: str) -> bool:
    """Let everyone on a server who has set no zone live in another, from now on; return whether that was new."""
    return _set(tx, action, Name.ZONE, zone, "UTC")


def set_week_start(tx: Connection, action: Action, weekday: int) -> bool:
    """Let weeks begin on another day (0 is Monday), after the running one; return whether that was new."""
    return _set(tx, action, Name.WEEK_START, str(weekday), "0")


def set_freezes(tx: Connection, action: Action, rule: Freezing) -> bool:
    """Let freezes be earned otherwise from now on, a zero switches them off; return whether that was new.

    Raises Refusal beyond what anyone could want.
    """
    if rule.earned_every not in {0, *EARNED_EVERY} or rule.at_most not in AT_MOST:
        raise Refusal("freezes-range", most=AT_MOST[-1], least=EARNED_EVERY[0], longest=EARNED_EVERY[-1])
    if not rule.earned_every or not rule.at_most:
        rule = Freezing(0, 0)
    usual = Freezing()
    return _set(
        tx, action, Name.FREEZES, f"{rule.earned_every} {rule.at_most}", f"{usual.earned_every} {usual.at_most}"
    )


def excuse(tx: Connection, action: Action, day: LocalDay, reason: str | None) -> bool:
    """Excuse a date for everyone on a server; return whether that was new.

    Raises Refusal for one that is over for everybody, or out of sight.
    """
    said = texts.note(reason) or ""
    _refuse_date(tx, action, day)
    known = {s.value for s in settings.all_of(tx, _server(action)) if s.name == Name.EXCUSE}
    if day.isoformat() in known:
        return False
    settings.add(tx, action, _server(action), Name.EXCUSE, day.isoformat(), said)
    standings.set_stale(tx, action.member.server, action.at)
    return True


def set_checkin_channel(tx: Connection, action: Action, channel: int | None) -> bool:
    """Let plain messages in a channel count, or in none; return whether that was new."""
    value = str(channel or "")
    is_new = servers(tx, action.member.server).get(Name.CHECKIN_CHANNEL, "") != value
    if is_new:
        settings.add(tx, action, _server(action), Name.CHECKIN_CHANNEL, value)
    return is_new


def _refuse_date(tx: Connection, action: Action, day: LocalDay) -> None:
    today = settings.terms(tx, _server(action), action.at).days.day_of(action.at)
    if day < today - STILL_OPEN:
        raise Refusal("excuse-past", understood=day, earliest=today - STILL_OPEN)
    if day > today + FAR_OFF:
        raise Refusal("deadline-far", understood=day)


def _set(tx: Connection, action: Action, name: Name, value: str, usual: str) -> bool:
    is_new = servers(tx, action.member.server).get(name, usual) != value
    if is_new:
        settings.add(tx, action, _server(action), name, value)
        standings.set_stale(tx, action.member.server, action.at)
    return is_new


def _server(action: Action) -> Member:
    return Member(action.member.server, ALL)
