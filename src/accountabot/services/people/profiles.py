"""Save introductions and disclosures, and load public profiles."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.checkins.checkin_calendar import CheckInCalendar
from accountabot.domain.identifiers import Action, GoalId, Member, ServerId
from accountabot.domain.people.profiles import (
    CHANGES_A_DAY,
    Disclosure,
    Introduction,
    parse_disclosure,
    parse_introduction,
)
from accountabot.domain.people.support import CheerCounts
from accountabot.domain.refusals import Refusal
from accountabot.domain.streaks import kept_ratio
from accountabot.domain.streaks.kept_ratio import KeptRatio
from accountabot.services.checkins import checkin_years
from accountabot.services.goals import goal_views
from accountabot.services.goals.goal_views import GoalView
from accountabot.services.leaderboards import recounts
from accountabot.services.streaks import goal_status
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store import blocks, settings
from accountabot.store.people import cheers, profiles

_DAY = timedelta(days=1)


class IntroduceResult(NamedTuple):
    """The changes to an introduction, and whether it is the first one."""

    changes: Introduction
    is_first: bool
    disclosure: Disclosure | None


class DiscloseResult(NamedTuple):
    """A member's current disclosure, if any, and whether it changed."""

    disclosure: Disclosure | None
    is_new: bool


class Profile(NamedTuple):
    """A member's public profile."""

    member: Member
    introduction: Introduction | None
    disclosures: list[Disclosure]
    """All of their disclosures, newest first."""
    active: list[GoalStatus]
    """Their active public goals, longest streak first."""
    has_goals: bool
    kept_ratio: KeptRatio
    cheers: CheerCounts
    year: CheckInCalendar | None
    """Their check-ins of the last year, if one of their goals has begun."""

    @property
    def is_blank(self) -> bool:
        """Return whether there is nothing to show."""
        introduced = self.introduction or self.disclosures or self.has_goals
        return not introduced and self.cheers == CheerCounts()


def introduction_of(tx: Connection, member: Member) -> Introduction | None:
    """Return a member's introduction, unless they are blocked."""
    return None if blocks.current_block(tx, member) else profiles.introduction_of(tx, member)


def introduce(tx: Connection, action: Action, typed: Introduction) -> IntroduceResult:
    """Save a member's introduction; raise Refusal if it is empty or too long."""
    new = parse_introduction(typed)
    before = profiles.introduction_of(tx, action.member)
    if new != before:
        profiles.set_introduction(tx, action, new)
    return IntroduceResult(
        new.since(before or Introduction()), before is None, disclosure_of(tx, action.member)
    )


def disclose(tx: Connection, action: Action, typed: str | None) -> DiscloseResult:
    """Record or withdraw a member's disclosure.

    Raises Refusal if it is too long, has no visible text, or changed too often in the last day.
    """
    text = parse_disclosure(typed)
    earlier = profiles.disclosures_of(tx, action.member)
    is_new = text != (earlier[0].text if earlier else "")
    if is_new:
        if len([each for each in earlier if each.at > action.at - _DAY]) >= CHANGES_A_DAY:
            raise Refusal("disclosure-too-often", limit=CHANGES_A_DAY)
        profiles.add_disclosure(tx, action, text)
    return DiscloseResult(disclosure_of(tx, action.member), is_new)


def disclosure_of(tx: Connection, member: Member) -> Disclosure | None:
    """Return a member's current disclosure, or None."""
    known = disclosures_of(tx, member)
    return known[0] if known and known[0].text else None


def disclosures_of(tx: Connection, member: Member) -> list[Disclosure]:
    """Return a member's disclosures, newest first, each with its local day.

    Returns none if the member is blocked.
    """
    known = [] if blocks.current_block(tx, member) else profiles.disclosures_of(tx, member)
    days = settings.judging_rules(tx, member).days if known else None
    return [Disclosure(each.text, days.day_of(each.at)) for each in known] if days else []


def load_profile(tx: Connection, member: Member, now: datetime) -> Profile:
    """Return a member's profile, without anything private."""
    statuses = [
        status for status in goal_status.statuses_of(tx, member, now) if not status.goal.is_private
    ]
    active = sorted(
        (status for status in statuses if status.due.is_ongoing),
        key=lambda status: -status.tally.streak,
    )
    rules = settings.judging_rules(tx, member)
    return Profile(
        member=member,
        introduction=introduction_of(tx, member),
        disclosures=disclosures_of(tx, member),
        active=active,
        has_goals=bool(statuses),
        kept_ratio=_kept_ratio(tx, statuses, now),
        cheers=cheers.count_cheers(tx, member),
        year=checkin_years.last_year(tx, member, [each.goal for each in statuses], rules, now),
    )


class GoalProfile(NamedTuple):
    """A public goal on its owner's profile."""

    view: GoalView
    year: CheckInCalendar | None
    """Its check-ins of the last year, if it has begun."""


def load_goal_profile(tx: Connection, server: ServerId, goal: GoalId, now: datetime) -> GoalProfile:
    """Return a goal as everyone sees it; raise Refusal if it is private, hidden or gone."""
    view = goal_views.find_view(tx, server, goal, now)
    if view is None or view.goal.is_private:
        raise Refusal("goal-gone")
    status = view.status
    ratio = recounts.kept_ratio_of(tx, view.goal, status.saved, now)
    return GoalProfile(
        view._replace(kept_ratio=ratio),
        checkin_years.last_year(tx, view.goal, [view.goal], status.rules, now),
    )


def _kept_ratio(tx: Connection, statuses: list[GoalStatus], now: datetime) -> KeptRatio:
    """Add up the kept ratios of goals with recently closed periods."""
    ratios = [
        recounts.kept_ratio_of(tx, status.goal, status.saved, now)
        for status in statuses
        if not _is_long_over(status, now)
    ]
    return KeptRatio(sum(each.kept for each in ratios), sum(each.of for each in ratios))


def _is_long_over(status: GoalStatus, now: datetime) -> bool:
    """Return whether a goal and its grace period ended before the ratio's window."""
    ended_at = status.goal.ended_at or status.standing.over_at
    return ended_at is not None and ended_at < now - kept_ratio.WINDOW - timedelta(days=4)
