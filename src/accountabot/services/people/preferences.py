"""Change what goals are judged by, and have every streak follow."""

from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.calendar.personal_calendar import PersonalCalendar
from accountabot.domain.checkins.checkin_day import DayChoice, resolve_day
from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.schedules import Start
from accountabot.domain.identifiers import Action, Member, MemberId, ServerId
from accountabot.domain.refusals import Refusal
from accountabot.domain.server.settings import DAY_STARTS, SettingName
from accountabot.services.streaks import goal_status
from accountabot.store import settings
from accountabot.store.checkins import check_ins
from accountabot.store.goals import edits, goals
from accountabot.store.streaks import standings

EVERYWHERE = ServerId(0)
MOVES_A_DAY = 10
"""More than anybody travels; each move is kept for ever, and everything is judged by all of them."""
ALL = MemberId(0)


class MemberPreferences(NamedTuple):
    """What a member has set, and the zone that holds where they set none."""

    zone: str | None
    servers_zone: str
    day_start: int
    hard_mode: bool
    on_boards: bool


class TimezoneChange(NamedTuple):
    """What became of a new zone: whether it is one, whether it is their first, and the goals that now stand otherwise.

    Those are goals on all servers.
    """

    is_new: bool
    is_first: bool
    goals: list[Goal]


def preferences_of(tx: Connection, member: Member) -> MemberPreferences:
    """Return what a member has set."""
    known = settings.all_of(tx, member)
    set_ = {s.name: s.value for s in known if not s.is_servers}
    return MemberPreferences(
        set_.get(SettingName.ZONE),
        next(
            (s.value for s in reversed(known) if s.is_servers and s.name == SettingName.ZONE), "UTC"
        ),
        int(set_.get(SettingName.DAY_START, "0")),
        set_.get(SettingName.HARD_MODE) == "on",
        set_.get(SettingName.ON_BOARDS) != "off",
    )


def asks_zone(tx: Connection, action: Action) -> bool:
    """Tell whether a person is to be asked where they live: they never said, and were never asked."""
    person = Member(EVERYWHERE, action.member.id)
    is_known = any(
        s.name in {SettingName.ZONE, SettingName.ASKED_ZONE} for s in settings.all_of(tx, person)
    )
    if not is_known:
        _set(tx, action, SettingName.ASKED_ZONE, "yes")
    return not is_known


def set_zone(tx: Connection, action: Action, zone: str) -> TimezoneChange:
    """Let a person live in another zone; the first one that they ever set holds from their beginning."""
    person = Member(EVERYWHERE, action.member.id)
    before = preferences_of(tx, person).zone
    if before is None:
        return TimezoneChange(
            is_new=True, is_first=True, goals=_set_first_zone(tx, action, person, zone)
        )
    if before != zone:
        _refuse_often(tx, action, person)
        _set(tx, action, SettingName.ZONE, zone)
        goal_status.mark_stale(tx, goals.owned_everywhere(tx, person.id), action.at)
    _said_here(tx, action)
    return TimezoneChange(is_new=before != zone, is_first=False, goals=[])


def set_day_start(tx: Connection, action: Action, hour: int) -> None:
    """Let a person's day start at another hour, from tomorrow on; raise Refusal for one after six."""
    if hour not in DAY_STARTS:
        raise Refusal("day-start-range", latest=DAY_STARTS[-1])
    person = Member(EVERYWHERE, action.member.id)
    if preferences_of(tx, person).day_start == hour:
        _said_here(tx, action)
        return
    _set(tx, action, SettingName.DAY_START, str(hour))
    goal_status.mark_stale(tx, goals.owned_everywhere(tx, person.id), action.at)


def set_hard_mode(tx: Connection, action: Action, *, on: bool) -> None:
    """Let a member do without freezes, or with them again, from now on."""
    if preferences_of(tx, action.member).hard_mode != on:
        settings.add(tx, action, action.member, SettingName.HARD_MODE, "on" if on else "off")
        goal_status.mark_stale(tx, (goal for goal, _ in goals.all_of(tx, action.member)), action.at)


def set_on_boards(tx: Connection, action: Action, *, on: bool) -> None:
    """Let a member stand on boards, or not."""
    if preferences_of(tx, action.member).on_boards != on:
        settings.add(tx, action, action.member, SettingName.ON_BOARDS, "on" if on else "off")


def _set(tx: Connection, action: Action, name: SettingName, value: str) -> None:
    """Write down what holds for a person on all servers, and that they said such a thing on this one."""
    settings.add(tx, action, Member(EVERYWHERE, action.member.id), name, value)
    _said_here(tx, action)


def _said_here(tx: Connection, action: Action) -> None:
    """Write down, once, that a person said on this server what holds for them on all."""
    if not any(s.name == SettingName.SAID_HERE for s in settings.all_of(tx, action.member)):
        settings.add(tx, action, action.member, SettingName.SAID_HERE, "yes")


def _refuse_often(tx: Connection, action: Action, person: Member) -> None:
    recent = [
        s
        for s in settings.all_of(tx, person)
        if s.name == SettingName.ZONE and s.at > action.at - timedelta(days=1)
    ]
    if len(recent) >= MOVES_A_DAY:
        raise Refusal("zone-too-often", limit=MOVES_A_DAY)


def _set_first_zone(tx: Connection, action: Action, person: Member, zone: str) -> list[Goal]:
    """Set the zone that holds from a person's beginning; return the goals that stand otherwise by it."""
    owned = goals.owned_everywhere(tx, person.id)
    known = {goal.id: settings.judging_rules(tx, goal.owner).days for goal in owned}
    _set(tx, action, SettingName.ZONE, zone)
    changed = []
    for goal in owned:
        saved = standings.get(tx, goal)
        dated = _date_anew(tx, goal, known[goal.id])
        if goal_status.rebuild(tx, dated, action.at).tally != saved.tally:
            changed.append(dated)
    return changed


def _date_anew(tx: Connection, goal: Goal, known: PersonalCalendar) -> Goal:
    """Let a goal begin, and every check-in count, on the day on which it was said, now that it is known where.

    `known` are the days by which that was read before; where a later start was named, that stays.
    """
    days = settings.judging_rules(tx, goal.owner).days
    said = check_ins.list_moments(tx, goal)
    meant = {
        c.id: resolve_day(DayChoice.YESTERDAY if c.is_yesterday else DayChoice.TODAY, days, c.at)
        for c in said
    }
    if goal.began.day != known.day_of(
        goal.began.at
    ):  # a later start was named: what counted keeps counting
        meant = {key: max(day, goal.began.day) for key, day in meant.items()}
    check_ins.set_days(tx, goal, {c.id: meant[c.id] for c in said if meant[c.id] != c.day})
    for edit in edits.all_of(tx, goal):
        edits.set_start(tx, edit, _first_day(edit.before.start, goal, known, days))
    dated = replace(goal, start=replace(goal.start, day=_first_day(goal.start, goal, known, days)))
    goals.save_terms(tx, dated)
    return edits.with_past(tx, dated)


def _first_day(
    start: Start, goal: Goal, known: PersonalCalendar, days: PersonalCalendar
) -> LocalDay:
    """Return the day on which terms begin: that on which they were said, or the goal was, unless another was named."""
    said = next((at for at in (start.at, goal.began.at) if start.day == known.day_of(at)), None)
    return days.day_of(said) if said else start.day
