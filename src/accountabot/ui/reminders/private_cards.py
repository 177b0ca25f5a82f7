"""Build what only one member reads about their goals: direct messages and private answers."""

from collections.abc import Sequence
from typing import Any

from discord.ui import Button, Item

from accountabot.domain.goals.amounts import Amount
from accountabot.domain.goals.goal import GoalState
from accountabot.domain.reminders.reminder_lines import ReminderKind
from accountabot.services.checkins.checked_in import CheckedIn
from accountabot.services.reminders.contents import Contents, RemindedGoal
from accountabot.ui import dates
from accountabot.ui.cards import GOAL, Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.goals.goal_card import check_in_button
from accountabot.ui.goals.history_cards import period_text
from accountabot.ui.goals.promise_text import schedule_unit
from accountabot.ui.localization import say
from accountabot.ui.people.owner_buttons import pause_button
from accountabot.ui.reminders.reminder_buttons import (
    did_it_button,
    evening_button,
    go_on_button,
    let_go_button,
    my_goals_button,
    not_this_time_button,
    not_today_button,
    smaller_button,
    snooze_button,
    stop_button,
)

MOST = 5
"""Goals that one message describes with all their buttons; Discord allows 40 components."""


def direct_card(contents: Contents, server_name: str, detail: str = "") -> Card:
    """Build a direct message; it says what became of goals that need nothing now."""
    shown = [each for each in contents.goals if each.is_open or _is_worth_a_word(each)]
    footer = say("reminder-server", server=escape(server_name))
    if not shown:
        return Card(text(say("reminder-over"), footer), colour=None)
    server, key = contents.message.server, contents.message.key
    more = len(shown) - MOST
    mine = my_goals_button(server, key, detail)
    return Card(
        *goal_items(shown[:MOST]),
        text(say("reminder-more-goals", count=more) if more > 0 else None, footer),
        row(mine, settings_button(server)),
        colour=GOAL,
    )


def my_goals_card(goals: Sequence[RemindedGoal]) -> Card:
    """Build the private answer with a member's own goals in a message."""
    more = len(goals) - MOST
    rest = [text(say("reminder-more-goals", count=more))] if more > 0 else []
    return Card(*goal_items(goals[:MOST]), *rest, colour=GOAL)


def goal_items(goals: Sequence[RemindedGoal]) -> list[Item[Any]]:
    """Return a text and buttons for each goal."""
    items: list[Item[Any]] = []
    for each in goals:
        items.append(text(*goal_lines(each)))
        if each.is_open:
            items.append(row(*_buttons(each)))
        elif each.is_due:
            items.append(row(check_in_button(each.status.goal)))
    return items


def goal_lines(each: RemindedGoal) -> list[str]:
    """Say why a member hears of a goal, and repeat their plan word for word."""
    goal = each.status.goal
    title = escape(goal.title)
    if not each.is_open:
        return [say(_closing_key(each), title=title)]
    plan = [say("reminder-plan", plan=escape(goal.plan))] if goal.plan else []
    until = each.snoozed_until
    later = [say("reminder-snoozed", at=int(until.timestamp()))] if until else []
    return [_line(each, title), *plan, *later]


def _is_worth_a_word(each: RemindedGoal) -> bool:
    status = each.status
    return each.is_done or status.due.is_paused or status.goal.state is not GoalState.ACTIVE


def _closing_key(each: RemindedGoal) -> str:
    """Return the sentence on a goal of which its owner hears no more."""
    state = each.status.goal.state
    if each.is_done or state is GoalState.COMPLETED:
        return "reminder-done-line"
    if state is GoalState.DROPPED:
        return "reminder-let-go"
    if each.status.due.is_paused:
        return "reminder-paused"
    return "reminder-due-line" if each.is_due else "reminder-off-line"


def done_line(result: CheckedIn) -> str:
    """Say that a goal was just checked in, with its streak."""
    goal = result.status.goal
    streak = 0 if result.is_over or goal.is_once else result.status.tally.streak
    return say("reminder-checked-in", title=escape(goal.title), streak=streak)


def settings_button(server: int) -> Button[Any]:
    """Build the button that opens the settings for reminders."""
    return button(say("reminder-button-settings"), custom_id("reminder-settings", server))


def _line(each: RemindedGoal, title: str) -> str:
    status = each.status
    today = status.rules.days.day_of(status.now)
    match each.kind:
        case ReminderKind.MORNING_AFTER:
            unit = "once" if status.goal.is_once else schedule_unit(status.goal)
            day = period_text_of(each)
            return say(
                "reminder-morning-after", title=title, unit=unit, day=day, counted=_counted(each)
            )
        case ReminderKind.AT_RISK:
            until = int(status.rules.days.ends(today).timestamp())
            return say("reminder-at-risk", title=title, streak=status.tally.streak, until=until)
        case ReminderKind.GO_ON:
            return say("reminder-go-on", title=title)
    return _reminder(each, title)


def _counted(each: RemindedGoal) -> str:
    """Return what to count below a ceiling, "none" for other goals."""
    goal = each.status.goal
    return _unit(goal.amount) if goal.is_ceiling and goal.amount else "none"


def _unit(amount: Amount) -> str:
    """Return what to count, "number" if that was not said."""
    return escape(amount.unit) if amount.unit else "number"


def _reminder(each: RemindedGoal, title: str) -> str:
    """Word a reminder by what is due: a number, a deadline, the last day of a week, or today."""
    status = each.status
    today = status.rules.days.day_of(status.now)
    if status.goal.is_ceiling and status.goal.amount:
        return say("reminder-ceiling", title=title, unit=_unit(status.goal.amount))
    if status.deadline:
        return say("reminder-deadline", title=title, until=int(status.deadline.timestamp()))
    if each.day > today:
        return say("reminder-tomorrow", title=title, day=dates.date(each.day))
    last = status.due.open_until
    is_long = not status.goal.has_fixed_days and last is not None
    if is_long and last:
        return say("reminder-by", title=title, day=dates.date(last), is_last=int(last == today))
    return say("reminder-today", title=title, streak=status.tally.streak)


def period_text_of(each: RemindedGoal) -> str:
    """Return the dates of the period that can still be made up for."""
    status = each.status
    revision = status.revision_of(each.day)
    today = status.rules.days.day_of(status.now)
    found = (
        period
        for period in revision.periods(since=each.day)
        if period.last is None or period.last >= each.day
    )
    period = next(found, None)
    return period_text(period, today) if period else dates.date(each.day)


def _buttons(each: RemindedGoal) -> list[Button[Any]]:
    goal = each.status.goal
    day = each.day.isoformat()
    match each.kind:
        case ReminderKind.MORNING_AFTER | ReminderKind.AT_RISK:
            yesterday = each.status.rules.days.before(
                each.status.rules.days.day_of(each.status.now)
            ).isoformat()
            did_it = did_it_button(goal, "" if goal.is_once else yesterday)
            return [
                did_it,
                not_this_time_button(goal, day),
                smaller_button(goal),
                pause_button(goal),
                let_go_button(goal),
            ]
        case ReminderKind.GO_ON:
            return [
                go_on_button(goal),
                check_in_button(goal),
                stop_button(goal),
            ]
    return [
        check_in_button(goal),
        snooze_button(goal),
        evening_button(goal),
        not_today_button(goal, day),
        stop_button(goal),
    ]
