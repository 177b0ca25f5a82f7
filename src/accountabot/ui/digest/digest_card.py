"""Build the weekly digest."""

from collections.abc import Sequence
from typing import Any

from discord.ui import Item

from accountabot.domain.digest import Week
from accountabot.domain.identifiers import GoalId, MemberId, ServerId
from accountabot.services.digest.contents import Digest, DigestGoal
from accountabot.ui import dates
from accountabot.ui.cards import OVERVIEW, Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say
from accountabot.ui.truncation import truncate

MY_WEEK = "my-week"
"""The verb of the button below a digest; its subject is the first day of the week."""
MOST_NAMES, MOST_GOALS = 20, 5
_TITLE = 60
"""Characters of a goal's title."""


def digest_card(digest: Digest, server: ServerId, dedup_key: str = "") -> Card:
    """Build the digest of a week; lists are bounded, and what is empty is left out."""
    parts = [
        _kept(digest.kept),
        _goals("digest-started", digest.started),
        _goals("digest-reached", digest.reached),
        _goals("digest-comebacks", digest.comebacks),
        _cheered(digest),
        _numbers(digest),
        _own_record(digest),
    ]
    first, last = week_dates(digest.week)
    items: list[Item[Any]] = [text(part) for part in parts if part]
    press = button(
        say("button-my-week"),
        custom_id(MY_WEEK, server, digest.week.first.toordinal(), dedup_key),
    )
    return Card(
        text(say("digest-title", first=first, last=last)), *items, row(press), colour=OVERVIEW
    )


def goals_shown(digest: Digest) -> frozenset[GoalId]:
    """Return the goals whose titles the digest shows."""
    lists = (digest.started, digest.reached, digest.comebacks)
    return frozenset(each.goal for found in lists for each in found[:MOST_GOALS])


def members_shown(digest: Digest) -> frozenset[MemberId]:
    """Return the members whom the digest names."""
    lists = (digest.started, digest.reached, digest.comebacks)
    owners = {each.member for found in lists for each in found[:MOST_GOALS]}
    return frozenset({*digest.kept[:MOST_NAMES], *owners, *(c.member for c in digest.cheerers)})


def week_dates(week: Week) -> tuple[str, str]:
    """Format the first and last day of a week."""
    return dates.date(week.first), dates.date(week.last)


def _kept(members: Sequence[MemberId]) -> str | None:
    if not members:
        return None
    names = ", ".join(f"<@{member}>" for member in members[:MOST_NAMES])
    more = len(members) - MOST_NAMES
    return say(
        "digest-kept", names=say("digest-more", names=names, count=more) if more > 0 else names
    )


def _goals(heading: str, found: Sequence[DigestGoal]) -> str | None:
    if not found:
        return None
    lines = [
        say("digest-goal", title=escape(truncate(each.title, _TITLE)), member=str(each.member))
        for each in found[:MOST_GOALS]
    ]
    more = len(found) - MOST_GOALS
    rest = [say("digest-goals-more", count=more)] if more > 0 else []
    return "\n".join([say(heading), *lines, *rest])


def _cheered(digest: Digest) -> str | None:
    if not digest.cheerers:
        return None
    named = (
        say("digest-cheerer", member=str(each.member), count=each.cheers)
        for each in digest.cheerers
    )
    return say("digest-cheered", names=", ".join(named))


def _numbers(digest: Digest) -> str | None:
    """Say how much was done, and compare it with the week before only if it is more."""
    now, before = digest.numbers, digest.before
    if not now.check_ins:
        return None
    ups = {
        "members": 0 < before.members < now.members,
        "check-ins": 0 < before.check_ins < now.check_ins,
    }
    up = "both" if all(ups.values()) else next((name for name, is_up in ups.items() if is_up), "")
    return say(
        "digest-numbers",
        members=now.members,
        count=now.check_ins,
        up=up or "none",
        more=now.check_ins - before.check_ins,
        more_members=now.members - before.members,
    )


def _own_record(digest: Digest) -> str | None:
    offline, excused = digest.own_record
    if not (offline or excused):
        return None
    return say("digest-offline", time=dates.duration(offline), count=excused)
