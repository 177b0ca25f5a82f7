"""Let members say who they are and what others should know of them, and show them as others see them."""

from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Connection

from accountabot.domain.identifiers import Action, Member
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
from accountabot.domain.streaks.standing import compute_verdicts
from accountabot.services.streaks import goal_status
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.store import blocks, settings
from accountabot.store.checkins import activity
from accountabot.store.people import cheers, profiles

_DAY = timedelta(days=1)


class Introduced(NamedTuple):
    """What a member tells that they did not tell before, and whether they told nothing before."""

    news: Introduction
    is_first: bool
    disclosure: Disclosure | None


class Disclosed(NamedTuple):
    """What a member discloses now, if anything, and whether that is new."""

    disclosure: Disclosure | None
    is_new: bool


class Profile(NamedTuple):
    """A member as everyone on the server may see them."""

    member: Member
    introduction: Introduction | None
    disclosures: list[Disclosure]
    """All that they ever disclosed, the newest first."""
    going: list[GoalStatus]
    """Their goals that are going, the longest streak first."""
    has_goals: bool
    kept_ratio: KeptRatio
    applause: CheerCounts

    @property
    def is_blank(self) -> bool:
        """Tell whether there is nothing to show."""
        told = self.introduction or self.disclosures or self.has_goals
        return not told and self.applause == CheerCounts()


def introduction_of(tx: Connection, member: Member) -> Introduction | None:
    """Return how a member introduced themselves on their server, unless moderators block them there."""
    return None if blocks.of(tx, member) else profiles.introduction_of(tx, member)


def introduce(tx: Connection, action: Action, typed: Introduction) -> Introduced:
    """Keep how a member introduces themselves; raise Refusal where they tell nothing, or too much."""
    told, before = parse_introduction(typed), profiles.introduction_of(tx, action.member)
    if told != before:
        profiles.set_introduction(tx, action, told)
    return Introduced(
        told.since(before or Introduction()), before is None, disclosure_of(tx, action.member)
    )


def disclose(tx: Connection, action: Action, typed: str | None) -> Disclosed:
    """Write down an interest that others should know of, or that there is none any more.

    Raises Refusal where it is too long, says nothing that can be seen, or was changed too often today.
    """
    told, known = parse_disclosure(typed), profiles.disclosures_of(tx, action.member)
    is_new = told != (known[0].text if known else "")
    if is_new:
        if len([each for each in known if each.at > action.at - _DAY]) >= CHANGES_A_DAY:
            raise Refusal("disclosure-too-often", limit=CHANGES_A_DAY)
        profiles.add_disclosure(tx, action, told)
    return Disclosed(disclosure_of(tx, action.member), is_new)


def disclosure_of(tx: Connection, member: Member) -> Disclosure | None:
    """Return what others should know of a member now, wherever they are shown; None where that is nothing."""
    known = disclosures_of(tx, member)
    return known[0] if known and known[0].text else None


def disclosures_of(tx: Connection, member: Member) -> list[Disclosure]:
    """Return all that a member ever disclosed, the newest first, each with their local day.

    While moderators block them it is nothing.
    """
    known = [] if blocks.of(tx, member) else profiles.disclosures_of(tx, member)
    days = settings.judging_rules(tx, member).days if known else None
    return [Disclosure(each.text, days.day_of(each.at)) for each in known] if days else []


def profile(tx: Connection, member: Member, now: datetime) -> Profile:
    """Return a member as everyone on their server may see them, with nothing that only they see."""
    lines = [line for line in goal_status.statuses_of(tx, member, now) if not line.goal.is_private]
    going = sorted(
        (line for line in lines if line.due.is_ongoing), key=lambda line: -line.tally.streak
    )
    return Profile(
        member,
        introduction_of(tx, member),
        disclosures_of(tx, member),
        going,
        bool(lines),
        _word(tx, member, lines, now),
        cheers.counted(tx, member),
    )


def _word(tx: Connection, member: Member, lines: list[GoalStatus], now: datetime) -> KeptRatio:
    """Count how much of a member's word was kept, over goals of which something may have closed of late."""
    rules = settings.judging_rules(tx, member)
    recent = [line.goal for line in lines if not _is_long_over(line, now)]
    verdicts = (
        v for goal in recent for v in compute_verdicts(goal, rules, activity.of(tx, goal), now)
    )
    return kept_ratio.compute_kept_ratio(verdicts, now)


def _is_long_over(line: GoalStatus, now: datetime) -> bool:
    """Tell whether a goal ended so long ago that nothing of it is counted any more, its last grace included."""
    ended = line.goal.ended_at or line.standing.over_at
    return ended is not None and ended < now - kept_ratio.WINDOW - timedelta(days=4)
