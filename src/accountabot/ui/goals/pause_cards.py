"""Build the cards for pauses, resumes and skips."""

from typing import Any

from discord.ui import ActionRow

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.pause_effects import PauseEffect
from accountabot.domain.identifiers import RecordId
from accountabot.services.goals.pauses import PauseResult, SkipAnnouncement, SkipResult
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.ui import dates, due_text
from accountabot.ui.cards import GOAL, Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.goals import promise_text
from accountabot.ui.localization import say

NAMED = 10
"""Goals named on one card."""
NAMED_PER_EFFECT = 3
"""Goals named for each effect of a pause."""


def pause_card(result: PauseResult) -> Card:
    """Build the card for a pause, with its end."""
    day = _day(result.until, result.statuses[0]) if result.until else None
    until = say("paused-until-day", day=day) if day else say("paused-for-now")
    back = say("paused-back", day=day) if day else None
    return Card(
        text(*_which("paused", result, until), _reason(result.reason)),
        text(*_effects(result), back),
    )


def resume_card(result: PauseResult) -> Card:
    """Build the card for resumed goals, with the next requirement if there is only one."""
    first, *others = result.statuses
    next_due = None if others else due_text.next_due_text(first.goal, first.due)
    return Card(text(*_which("resumed", result), next_due), colour=GOAL)


def skip_card(skipped: SkipResult) -> Card:
    """Build the owner's card for a skip and its cost, or for a period that needs no skip."""
    if not skipped.entry:
        return _left(skipped.status)
    title = escape(skipped.status.goal.title)
    cost = say(
        f"skipped-{skipped.outcome}",
        streak=skipped.streak_before,
        freezes=skipped.status.tally.freezes,
    )
    hint = None if skipped.status.goal.is_private else say("skipped-hint")
    return Card(
        text(say("skipped", title=title), cost, hint), _buttons(skipped.status.goal, skipped.entry)
    )


def skip_announcement_card(skip: SkipAnnouncement) -> Card:
    """Build the public card for a skip."""
    owner = str(skip.goal.owner.id)
    title = escape(skip.goal.title)
    return Card(
        text(say("told", member=owner, title=title, day=dates.date(skip.day)), _reason(skip.reason))
    )


def told_card(skip: SkipAnnouncement, entry: RecordId) -> Card:
    """Build what the owner's card becomes when they tell everyone."""
    undo = button(say("button-undo"), custom_id("undo", skip.goal.owner.server, entry))
    return Card(text(say("skipped", title=escape(skip.goal.title))), row(undo))


def _which(kind: str, result: PauseResult, until: str = "") -> list[str]:
    """List the paused or resumed goals, truncating a long list."""
    owner = str(result.statuses[0].goal.owner.id)
    titles = [escape(line.goal.title) for line in result.statuses]
    if len(titles) == 1:
        return [say(f"rest-one-{kind}", member=owner, title=titles[0], until=until)]
    named = [say("paused-goal", title=title) for title in titles[:NAMED]]
    more = [say("paused-more", count=len(titles) - NAMED)] if len(titles) > NAMED else []
    return [
        say(f"rest-several-{kind}", member=owner, count=len(titles), until=until),
        *named,
        *more,
    ]


def _effects(result: PauseResult) -> list[str]:
    """Describe what a pause changes, and for which goals if it isn't the same for all."""
    titles: dict[PauseEffect, list[str]] = {}
    for line in result.statuses:
        titles.setdefault(result.effects[line.goal.id], []).append(escape(line.goal.title))
    if len(titles) == 1:
        return [say("paused-effect", effect=say(f"paused-{effect}")) for effect in titles]
    return [
        say(
            "paused-effect-of",
            goals=", ".join(named[:NAMED_PER_EFFECT]),
            more=max(0, len(named) - NAMED_PER_EFFECT),
            effect=say(f"paused-{effect}"),
        )
        for effect, named in titles.items()
    ]


def _day(day: LocalDay, line: GoalStatus) -> str:
    """Format a future date, without the current year."""
    return (
        dates.date(day)
        if day.year == line.rules.days.day_of(line.now).year
        else dates.full_date(day)
    )


def _reason(reason: str) -> str | None:
    return say("rest-reason", reason=escape(reason)) if reason else None


def other_goals_note(result: PauseResult) -> str | None:
    """Tell the owner how many private goals were paused or resumed as well."""
    count = len(result.statuses) - len(result.in_public.statuses)
    return say("rest-also-private", count=count) if count else None


def _buttons(goal: Goal, entry: RecordId) -> ActionRow[Any]:
    server = goal.owner.server
    tell = (
        []
        if goal.is_private
        else [button(say("button-tell"), custom_id("announce-skip", server, entry), emoji="📣")]
    )
    return row(*tell, button(say("button-undo"), custom_id("undo", server, entry)))


def _left(line: GoalStatus) -> Card:
    """Build the card for the rest of a longer period, which has no single day to skip."""
    goal = line.goal
    due = line.due
    deadline = None
    if goal.is_once:
        deadline = (
            say(
                "skip-left-once",
                deadline=promise_text.deadline_text(
                    due.deadline, line.rules.days.calendar(line.now)
                ),
            )
            if due.deadline
            else say("skip-left-open")
        )
    return Card(
        text(
            say("skip-left", title=escape(goal.title)), deadline, due_text.next_due_text(goal, due)
        )
    )
