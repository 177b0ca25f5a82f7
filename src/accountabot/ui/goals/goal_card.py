"""Build a goal's card and its buttons."""

from datetime import timedelta
from typing import Any

from discord import ButtonStyle
from discord.ui import ActionRow, Button, Item

from accountabot.domain.goals.goal import Goal, GoalState
from accountabot.domain.identifiers import Member
from accountabot.services.goals.goal_views import GoalView
from accountabot.ui import dates, due_text, week_grid
from accountabot.ui.cards import GOAL, INFO, KEPT, Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.goals import promise_text
from accountabot.ui.localization import say

NEWS = timedelta(days=7)
"""How long a card mentions a used freeze."""
_NAMED = 5
"""Witnesses named on a card; the rest are counted."""


def goal_card(
    view: GoalView, asker: Member | None = None, *, is_copy: bool = False, is_first: bool = False
) -> Card:
    """Build a goal's card: title, promise and standing.

    If only an asker sees it, it has the buttons that they may use. The bot doesn't redraw a copy
    when the goal changes, so a copy has *Refresh*. A member's first goal is welcomed, until its
    card is redrawn.
    """
    goal = view.goal
    if goal.state is not GoalState.ACTIVE:
        return _ended(view)
    is_over = not view.status.due.is_ongoing
    can_still_be_done = not is_over or view.status.due.yesterday
    return Card(
        text(
            say("goal-over-title" if is_over else "goal-title", title=escape(goal.title)),
            say("goal-first") if is_first else None,
            say(
                "goal-promise",
                owner=str(goal.owner.id),
                promise=promise_text.promise_text(goal, view.status.rules.days),
            ),
            say("goal-plan", plan=escape(goal.plan)) if goal.plan else None,
            say("goal-over-since") if is_over else due_text.next_due_text(goal, view.status.due),
            due_text.grace_text(goal, view.status.due),
            _passed(view),
            say("goal-ceiling") if goal.is_ceiling and not is_over else None,
            _who_sees(view),
        ),
        *(
            [text(*said)]
            if (said := [*filter(None, (numbers(view), _freeze_note(view), *_backing(view)))])
            else []
        ),
        *_strip(view),
        *([] if is_over else [text(due_text.as_of_text(view.status))]),
        goal_buttons(goal, asker, is_copy=is_copy) if can_still_be_done else row(why_button(goal)),
        colour=INFO if is_over or view.passed else GOAL,
    )


def _strip(view: GoalView) -> list[Item[Any]]:
    return [text(week_grid.week_grid(view.day_marks, view.week_start))] if view.day_marks else []


def _passed(view: GoalView) -> str | None:
    """State that a ceiling is passed, unless the progress toward it says so already."""
    goal = view.goal
    if view.passed is None or (view.status.due.is_ongoing and not goal.counts_days):
        return None
    return due_text.passed_text(goal, view.passed)


def _ended(view: GoalView) -> Card:
    """Build the card of an ended goal, with only the *Why?* button."""
    goal = view.goal
    how = _ending(view)
    grace = due_text.grace_text(goal, view.status.due)
    return Card(
        text(
            say(f"ended-title-{how}", title=escape(goal.title)),
            say(f"ended-by-{how}", owner=str(goal.owner.id)),
            grace,
            _who_sees(view) if goal.is_hidden else None,
            _passed(view) if how == "over" else None,
            numbers(view),
            *_backing(view),
        ),
        *_strip(view),
        *([text(due_text.as_of_text(view.status))] if grace else []),
        row(why_button(goal)),
        colour=INFO if how in {"dropped", "over"} else KEPT,
    )


def _ending(view: GoalView) -> str:
    """Return the case of the sentence about a goal's end."""
    if view.goal.state is GoalState.DROPPED:
        return "dropped"
    if view.passed:
        return "over"
    return "completed" if view.goal.ended_at else "done"


def _who_sees(view: GoalView) -> str | None:
    """Mention that a goal is private, or why moderators hid it."""
    goal = view.goal
    days = view.status.rules.days
    if goal.hidden_at is None:
        return say("goal-private") if goal.is_private else None
    return say(
        "goal-hidden",
        day=dates.full_date(days.day_of(goal.hidden_at)),
        reason=escape(view.hidden_reason),
    )


def _freeze_note(view: GoalView) -> str | None:
    """Mention a freeze that recently saved the streak, or that a long one used none."""
    tally = view.status.tally
    if tally.is_without_freeze and not view.passed:
        return say("goal-without-freeze", streak=tally.streak)
    frozen = tally.frozen if tally.uses_freeze else None
    is_news = frozen is not None and view.status.now.date() - frozen <= NEWS
    if frozen is None or not is_news:
        return None
    unit = promise_text.schedule_unit(view.goal)
    return say("goal-frozen", unit=unit, day=dates.date(frozen))


def goal_buttons(
    goal: Goal, asker: Member | None = None, *, is_copy: bool = False
) -> ActionRow[Any]:
    """Return the buttons of a goal's card: of the public one, or of one that only an asker sees."""
    server = goal.owner.server
    can_check_in = asker is None or asker == goal.owner
    can_support = not goal.is_private and asker != goal.owner
    witness = button(say("button-witness"), custom_id("witness", server, goal.id), emoji="🤝")
    refresh = button(say("button-refresh"), custom_id("refresh", server, goal.id), emoji="🔄")
    return row(
        *([check_in_button(goal)] if can_check_in else []),
        *([witness, cheer_button(goal)] if can_support else []),
        why_button(goal),
        *([refresh] if is_copy else []),
    )


def check_in_button(goal: Goal) -> Button[Any]:
    """Build the *Check in* button."""
    id_ = custom_id("checkin", goal.owner.server, goal.id)
    return button(say("button-check-in"), id_, ButtonStyle.success, "✅")


def cheer_button(goal: Goal) -> Button[Any]:
    """Build the *Cheer* button."""
    return button(say("button-cheer"), custom_id("cheer", goal.owner.server, goal.id), emoji="👏")


def why_button(goal: Goal) -> Button[Any]:
    """Build the *Why?* button."""
    return button(say("button-why"), custom_id("why", goal.owner.server, goal.id))


def numbers(view: GoalView, *, with_zeros: bool = True) -> str | None:
    """Format all of a goal's numbers, or only its streak for a short card."""
    tally = view.status.tally
    ratio = view.kept_ratio
    if ratio is None:
        is_left_out = view.goal.is_once or view.passed or not tally.streak
        return None if is_left_out else say("goal-streak", streak=tally.streak)
    longest = max(tally.longest, tally.streak)
    lines = (
        (tally.streak, say("goal-current", streak=tally.streak)),
        (longest, say("goal-longest", longest=longest)),
        (ratio.of, say("goal-kept", kept=ratio.kept, of=ratio.of)),
        (tally.freezes, say("goal-freezes", freezes=tally.freezes)),
    )
    return "\n".join(line for number, line in lines if number or with_zeros)


def _backing(view: GoalView) -> tuple[str | None, str | None]:
    seen = view.support.witnesses
    cheers = view.support.cheers
    names = " ".join(f"<@{member}>" for member in seen[:_NAMED])
    if len(seen) > _NAMED:
        names += f" +{len(seen) - _NAMED}"
    return (
        say("goal-witnesses", count=len(seen), witnesses=names) if seen else None,
        say("goal-cheers", count=cheers) if cheers else None,
    )
