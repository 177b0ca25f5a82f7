"""Build what a member is told privately at their next interaction."""

from collections.abc import Sequence
from typing import Any

from discord.ui import Button, Item, Section

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import Goal
from accountabot.domain.reminders.reminder_lines import ReminderKind
from accountabot.services.delivery.notices import News
from accountabot.services.people.misses import MissNews
from accountabot.services.reminders.contents import RemindedGoal
from accountabot.services.reminders.reminder_news import ClosedMessages
from accountabot.services.streaks.outages import OutageNews
from accountabot.ui.cards import (
    GOAL,
    MOST_COMPONENTS,
    Card,
    count_components,
    row,
    text,
    without_repeated_buttons,
)
from accountabot.ui.escaping import escape
from accountabot.ui.goals.goal_card import check_in_button, cheer_button, why_button
from accountabot.ui.goals.history_cards import period_text
from accountabot.ui.localization import say
from accountabot.ui.people.owner_buttons import edit_button, pause_button
from accountabot.ui.people.question_cards import ask_button
from accountabot.ui.reminders.private_cards import goal_items
from accountabot.ui.reminders.switch_buttons import here_instead_button, try_messages_button

MOST = 5
"""Goals of each kind that one message describes; the others are counted."""
_MORE_PRESSING = {
    ReminderKind.MORNING_AFTER: ReminderKind.AT_RISK,
    ReminderKind.REMINDER: ReminderKind.GO_ON,
}


def notice_card(news: Sequence[News]) -> Card:
    """Build one message with everything that a member is told."""
    misses = [each for each in news if isinstance(each, MissNews)]
    reminded = [each for each in news if isinstance(each, RemindedGoal)]
    closed = [each for each in news if isinstance(each, ClosedMessages)]
    quiet = [each for each in news if isinstance(each, Goal)]
    outages = [each for each in news if isinstance(each, OutageNews)]
    before = [*_closed_messages(closed), *_misses(misses), *_outages(outages)]
    after = _quiet_goals(quiet)
    room = MOST_COMPONENTS - 1 - count_components([*before, *after])
    items = [*before, *_reminders(reminded, room), *after]
    return Card(*without_repeated_buttons(items), colour=GOAL)


def quiet_card(goal: Goal, detail: str = "") -> Card:
    """Build the message that a goal has gone quiet, for the channel for witnesses."""
    ask = ask_button(goal.owner.server, goal.id, detail)
    return Card(
        text(f"{_quiet(goal)} {say('notice-quiet-help')}"),
        row(ask, cheer_button(goal)),
        colour=GOAL,
    )


def _closed_messages(news: Sequence[ClosedMessages]) -> list[Item[Any]]:
    """Say once that direct messages don't arrive, and offer two ways on."""
    if not news:
        return []
    goal = news[0].goal
    return [
        text(say("notice-messages-closed")),
        row(try_messages_button(goal), here_instead_button(goal)),
    ]


def _reminders(news: Sequence[RemindedGoal], room: int) -> list[Item[Any]]:
    """Describe the goals to be done or made up for, each for the most pressing reason.

    All have to fit into `room` components; the others are counted.
    """
    known = {(each.kind, each.status.goal.id) for each in news}
    shown = [
        each for each in news if (_MORE_PRESSING.get(each.kind), each.status.goal.id) not in known
    ]
    for most in range(min(MOST, len(shown)), -1, -1):
        more = len(shown) - most
        rest = [text(say("notice-more", count=more))] if more else []
        items = [*goal_items(shown[:most]), *rest]
        if count_components(items) <= room:
            break
    return items


def _misses(news: list[MissNews]) -> list[Item[Any]]:
    if len(news) == 1:
        (only,) = news
        return [text(_miss(only, going_on=_going_on(only))), row(*_ways_forward(only))]
    more = len(news) - MOST
    lines = [
        say("notice-more", count=more) if more > 0 else None,
        say("notice-several") if any(each.missed for each in news) else None,
    ]
    return [
        *(Section(text(_miss(each)), accessory=_ways_forward(each)[0]) for each in news[:MOST]),
        *([text(*lines)] if any(lines) else []),
    ]


def _outages(news: list[OutageNews]) -> list[Item[Any]]:
    """Tell an owner which of their goals an absence of the bot excused."""
    if not news:
        return []
    more = len(news) - MOST
    lines = [
        *(_outage(each, with_streak=len(news) == 1) for each in news[:MOST]),
        say("notice-more", count=more) if more > 0 else None,
        say("notice-outage-several") if len(news) > 1 else None,
    ]
    return [text(*lines)]


def _outage(news: OutageNews, *, with_streak: bool) -> str:
    status = news.status
    first = news.periods[0]
    said = say(
        "notice-outage",
        title=escape(status.goal.title),
        count=len(news.periods),
        when=period_text(first, status.rules.days.day_of(status.now)),
        is_day=int(first.first == first.last),
    )
    streak = status.tally.streak
    if not (with_streak and streak):
        return said
    return " ".join([said, say("notice-outage-streak", streak=streak)])


def _ways_forward(news: MissNews) -> list[Button[Any]]:
    """Return the buttons that help an owner on, the most helpful first."""
    status = news.status
    goal = status.goal
    check_in = [check_in_button(goal)] if status.due.today else []
    if not news.missed or not status.due.is_ongoing:
        return [*check_in, why_button(goal)]
    pause = [] if status.due.is_paused else [pause_button(goal)]
    return [*check_in, edit_button(goal), *pause, why_button(goal)]


def _miss(news: MissNews, going_on: str = "") -> str:
    """Say what happened to a goal, and that it can go on."""
    title = escape(news.status.goal.title)
    today = news.status.rules.days.day_of(news.status.now)
    lines = [
        say(
            "notice-frozen",
            title=title,
            day=period_text(period, today),
            streak=news.status.tally.streak,
        )
        for period in news.frozen[-1:]
    ]
    if news.missed and news.status.goal.is_once:
        lines = [say("notice-deadline", title=title)]
    elif news.missed:
        lines = [f"{_missed(news, title, today)} {going_on}".rstrip(), *lines]
    return "\n".join(lines)


def _missed(news: MissNews, title: str, today: LocalDay) -> str:
    if news.ended_streak:
        return say("notice-ended", title=title, streak=news.ended_streak)
    first = news.missed[0]
    return say(
        "notice-over" if len(news.over) == len(news.missed) else "notice-missed",
        title=title,
        count=len(news.missed),
        when=period_text(first, today),
        is_day=int(first.first == first.last),
    )


def _going_on(news: MissNews) -> str:
    """Say how it goes on after a miss."""
    status = news.status
    cases = {
        "paused": status.due.is_paused,
        "first": news.is_day_one,
        "going": status.tally.streak > 0,
        "due": status.due.today,
    }
    how = next((case for case, holds in cases.items() if holds), "later")
    kind = "notice-best-stays" if news.ended_streak else "notice-everyone"
    return " ".join([say(kind), say("notice-going-on", how=how, streak=status.tally.streak)])


def _quiet_goals(goals: list[Goal]) -> list[Item[Any]]:
    if not goals:
        return []
    if len(goals) == 1:
        (goal,) = goals
        said = f"{_quiet(goal)} {say('notice-quiet-help')}"
        ask = ask_button(goal.owner.server, goal.id)
        return [text(said, _whose(goal)), row(ask, cheer_button(goal))]
    more = len(goals) - MOST
    return [
        *(Section(text(_quiet(goal), _whose(goal)), accessory=_ask(goal)) for goal in goals[:MOST]),
        text(say("notice-more", count=more) if more > 0 else None, say("notice-quiet-help")),
    ]


def _ask(goal: Goal) -> Button[Any]:
    return ask_button(goal.owner.server, goal.id)


def _quiet(goal: Goal) -> str:
    return say("notice-quiet", title=escape(goal.title))


def _whose(goal: Goal) -> str:
    return say("notice-quiet-whose", owner=str(goal.owner.id))
