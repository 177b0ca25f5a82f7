"""Change a member's preferences, and recompute the streaks that depend on them."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.calendar.personal_calendar import PersonalCalendar
from accountabot.domain.checkins.checkin_day import DayChoice, resolve_day
from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.schedules import Start
from accountabot.domain.identifiers import Action, Member, MemberId, ServerId
from accountabot.domain.refusals import Refusal
from accountabot.domain.reminders.offers import Offered
from accountabot.domain.reminders.reminder_preferences import ReminderPreferences, preferences_from
from accountabot.domain.server.settings import DAY_STARTS, SettingName
from accountabot.services.delivery import posts
from accountabot.services.digest import redraws
from accountabot.services.leaderboards import scores
from accountabot.services.streaks import goal_status, streak_roles
from accountabot.store import flags, settings
from accountabot.store.checkins import check_ins
from accountabot.store.flags import Flag
from accountabot.store.goals import edits, goals
from accountabot.store.leaderboards import member_scores
from accountabot.store.reminders import reminders
from accountabot.store.streaks import standings

EVERYWHERE = ServerId(0)
MOVES_A_DAY = 10
"""More than anyone travels. Every move is kept, and each goal is judged by all of them."""
ALL = MemberId(0)


class MemberPreferences(NamedTuple):
    """A member's preferences, and what their server decides about them."""

    zone: str | None
    servers_zone: str
    day_start: int
    hard_mode: bool
    on_leaderboards: bool
    reminders: ReminderPreferences
    server_reminds: bool
    """Whether the server has not switched reminders off."""


class TimezoneChange(NamedTuple):
    """Whether a time zone is new or the member's first, and the goals it changed everywhere."""

    is_new: bool
    is_first: bool
    goals: list[Goal]


def preferences_of(tx: Connection, member: Member) -> MemberPreferences:
    """Return a member's preferences."""
    changes = settings.all_of(tx, member)
    own = {change.name: change.value for change in changes if not change.is_servers}
    servers = {change.name: change.value for change in changes if change.is_servers}
    return MemberPreferences(
        zone=own.get(SettingName.ZONE),
        servers_zone=servers.get(SettingName.ZONE, "UTC"),
        day_start=int(own.get(SettingName.DAY_START, "0")),
        hard_mode=own.get(SettingName.HARD_MODE) == "on",
        on_leaderboards=own.get(SettingName.ON_LEADERBOARDS) != "off",
        reminders=preferences_from(changes),
        server_reminds=servers.get(SettingName.REMINDERS) != Offered.OFF,
    )


def asks_zone(tx: Connection, action: Action) -> bool:
    """Return whether to ask a member for their time zone, at most once."""
    person = Member(EVERYWHERE, action.member.id)
    is_known = any(change.name == SettingName.ZONE for change in settings.all_of(tx, person))
    if is_known or flags.is_set(tx, person, Flag.ASKED_TIME_ZONE):
        return False
    flags.set(tx, person, Flag.ASKED_TIME_ZONE, action.at)
    _mark_preferences_here(tx, action)
    return True


def set_zone(tx: Connection, action: Action, zone: str) -> TimezoneChange:
    """Set a member's time zone; the first one also applies retroactively."""
    person = Member(EVERYWHERE, action.member.id)
    before = preferences_of(tx, person).zone
    if before is None:
        return TimezoneChange(
            is_new=True, is_first=True, goals=_set_first_zone(tx, action, person, zone)
        )
    if before != zone:
        _ensure_not_too_often(tx, action, person)
        _set_everywhere(tx, action, SettingName.ZONE, zone)
        owned = goals.owned_everywhere(tx, person.id)
        goal_status.mark_stale(tx, owned, action.at)
        for goal in owned:
            reminders.start_again(tx, goal, action.at)
    _mark_preferences_here(tx, action)
    return TimezoneChange(is_new=before != zone, is_first=False, goals=[])


def set_day_start(tx: Connection, action: Action, hour: int) -> None:
    """Set when a member's day starts, from tomorrow; raise Refusal if the hour is too late."""
    if hour not in DAY_STARTS:
        raise Refusal("day-start-range", latest=DAY_STARTS[-1])
    person = Member(EVERYWHERE, action.member.id)
    if preferences_of(tx, person).day_start == hour:
        _mark_preferences_here(tx, action)
        return
    _set_everywhere(tx, action, SettingName.DAY_START, str(hour))
    goal_status.mark_stale(tx, goals.owned_everywhere(tx, person.id), action.at)


def set_hard_mode(tx: Connection, action: Action, *, on: bool) -> None:
    """Turn hard mode (no freezes) on or off, from now on."""
    if preferences_of(tx, action.member).hard_mode != on:
        settings.add(tx, action, action.member, SettingName.HARD_MODE, "on" if on else "off")
        goal_status.mark_stale(tx, (goal for goal, _ in goals.all_of(tx, action.member)), action.at)


def set_on_leaderboards(tx: Connection, action: Action, *, on: bool) -> None:
    """Show a member on leaderboards and in digests, or hide them."""
    if preferences_of(tx, action.member).on_leaderboards != on:
        settings.add(tx, action, action.member, SettingName.ON_LEADERBOARDS, "on" if on else "off")
        streak_roles.request(tx, action.member, action.at)
        if on:
            scores.refresh(tx, action.member, action.at)
        else:
            scores.withdraw(tx, action.member, action.at)
            redraws.redraw_without(tx, action.member, action.at)


def _set_everywhere(tx: Connection, action: Action, name: SettingName, value: str) -> None:
    settings.add(tx, action, Member(EVERYWHERE, action.member.id), name, value)
    _mark_preferences_here(tx, action)


def _mark_preferences_here(tx: Connection, action: Action) -> None:
    # Preferences for all servers are deleted with the last server that has data about the member.
    # This makes the server one of these, even if the member did nothing else on it.
    flags.set(tx, action.member, Flag.HAS_PREFERENCES, action.at)


def _ensure_not_too_often(tx: Connection, action: Action, person: Member) -> None:
    since = action.at - timedelta(days=1)
    changes = settings.all_of(tx, person)
    recent = [change for change in changes if change.name == SettingName.ZONE and change.at > since]
    if len(recent) >= MOVES_A_DAY:
        raise Refusal("zone-too-often", limit=MOVES_A_DAY)


def _set_first_zone(tx: Connection, action: Action, person: Member, zone: str) -> list[Goal]:
    """Set a member's first time zone; return the goals with a changed streak."""
    owned = goals.owned_everywhere(tx, person.id)
    known = {goal.id: settings.judging_rules(tx, goal.owner).days for goal in owned}
    _set_everywhere(tx, action, SettingName.ZONE, zone)
    changed = []
    for goal in owned:
        saved = standings.get(tx, goal)
        dated = _redate(tx, goal, known[goal.id])
        reminders.start_again(tx, dated, action.at)
        if goal_status.rebuild(tx, dated, action.at).tally != saved.tally:
            changed.append(dated)
            posts.redraw(tx, dated, action.at)
    for server in member_scores.servers_of(tx, person.id):
        scores.refresh(tx, Member(server, person.id), action.at)
    return changed


def _redate(tx: Connection, goal: Goal, old_days: PersonalCalendar) -> Goal:
    """Move a goal's start and check-ins to the local days of the member's new time zone.

    `old_days` is the calendar used so far. A later start chosen by the member stays.
    """
    days = settings.judging_rules(tx, goal.owner).days
    moments = check_ins.list_moments(tx, goal)
    new_days = {
        c.id: resolve_day(DayChoice.YESTERDAY if c.is_yesterday else DayChoice.TODAY, days, c.at)
        for c in moments
    }
    for c in moments:
        # If the member chose a later start, a check-in that counted must not move to before it.
        starts = _chosen_starts(goal, c.day, old_days)
        new_days[c.id] = max([new_days[c.id], *starts])
    changed = {c.id: new_days[c.id] for c in moments if new_days[c.id] != c.day}
    check_ins.set_days(tx, goal, changed)
    for edit in edits.all_of(tx, goal):
        edits.set_start(tx, edit, _first_day(edit.before.start, goal, old_days, days))
    first_day = _first_day(goal.start, goal, old_days, days)
    dated = replace(goal, start=replace(goal.start, day=first_day))
    goals.save_terms(tx, dated)
    return edits.with_past(tx, dated)


def _chosen_starts(goal: Goal, day: LocalDay, old_days: PersonalCalendar) -> list[LocalDay]:
    """Return the later starts chosen by the member, of the goal and its revisions, up to a day."""
    return [
        start.day
        for start in (revision.start for revision in goal.revisions())
        if start.day <= day and _entered_at(start, goal, old_days) is None
    ]


def _entered_at(start: Start, goal: Goal, old_days: PersonalCalendar) -> datetime | None:
    """Return when the member entered a start on that day; None if they chose a later day."""
    instants = (start.at, goal.began.at)
    return next((at for at in instants if start.day == old_days.day_of(at)), None)


def _first_day(
    start: Start, goal: Goal, old_days: PersonalCalendar, days: PersonalCalendar
) -> LocalDay:
    """Return the local day of the revision's start, unless the member chose a later day."""
    entered = _entered_at(start, goal, old_days)
    return days.day_of(entered) if entered else start.day
