"""Build the cards for a goal's explained periods and its public record."""

from decimal import Decimal
from typing import Any

from discord.ui import TextDisplay

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.periods import Period
from accountabot.domain.streaks.explanations import ExplainedPeriod
from accountabot.services.goals.history import (
    GoalExplanation,
    GoalHistory,
    HistoryEntry,
    HistoryPage,
)
from accountabot.ui import amounts, dates, pagination
from accountabot.ui.cards import Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.goals import edit_diff
from accountabot.ui.localization import say
from accountabot.ui.member_names import mention
from accountabot.ui.week_grid import SYMBOLS

NOTE_SHOWN = 100
"""Characters of a note. If most need escaping, half of them, so that ten notes fit in a message."""


def days_card(explained: GoalExplanation) -> Card:
    """Build the page of periods that explains a goal's numbers."""
    goal = explained.goal
    page = explained.periods
    title = say("days-title", title=escape(goal.title), owner=str(goal.owner.id))
    numbers = None if goal.is_once else _numbers(explained)
    lines = [_period(step, explained.today) for step in page.items] or [say("why-nothing-yet")]
    return Card(
        text(title, _headline(explained), numbers),
        text(*lines),
        *_footer(page),
        *pagination.page_buttons(
            verb="history-days",
            server=goal.owner.server,
            subject=goal.id,
            page=page.page,
            pages=page.pages,
        ),
        row(
            button(
                say("button-record"), custom_id("history-record", goal.owner.server, goal.id, "0")
            )
        ),
    )


def record_card(recorded: GoalHistory) -> Card:
    """Build a page of a goal's public record."""
    goal = recorded.goal
    page = recorded.entries
    title = say("record-title", title=escape(goal.title), owner=str(goal.owner.id))
    return Card(
        text(title, say("record-about")),
        text(*(_entry_line(entry, recorded.today) for entry in page.items)),
        *_footer(page),
        *pagination.page_buttons(
            verb="history-record",
            server=goal.owner.server,
            subject=goal.id,
            page=page.page,
            pages=page.pages,
        ),
        row(button(say("button-days"), custom_id("history-days", goal.owner.server, goal.id, "0"))),
    )


def _footer(
    page: HistoryPage[ExplainedPeriod] | HistoryPage[HistoryEntry],
) -> list[TextDisplay[Any]]:
    return [text(say("board-page", page=page.page + 1, pages=page.pages))] if page.pages > 1 else []


def _headline(explained: GoalExplanation) -> str:
    tally = explained.tally
    broken = explained.last_missed
    if explained.goal.is_once:
        return say("why-once" if explained.goal.start.until else "why-once-open")
    if tally.streak:
        return say(
            "why-streak", streak=tally.streak, since="end" if explained.goal.ended_at else "today"
        )
    days = period_text(broken.verdict.period, explained.today) if broken else ""
    return say("why-broken", when=days) if broken else say("why-none")


def _numbers(explained: GoalExplanation) -> str:
    tally = explained.tally
    ratio = explained.kept_ratio
    longest = max(tally.longest, tally.streak)
    return say("why-numbers", longest=longest, freezes=tally.freezes, kept=ratio.kept, of=ratio.of)


def _period(step: ExplainedPeriod, today: LocalDay) -> str:
    verdict = step.verdict
    goal = step.goal
    rule = say(
        f"why-{step.rule}",
        left=step.tally.freezes,
        grace=_day(step.grace, today) if step.grace else "",
    )
    said = (
        say(
            "why-period",
            symbol=SYMBOLS[verdict.outcome],
            when=period_text(verdict.period, today),
            rule=rule,
        ),
        None if step.done is None else _done(goal, step.done),
        say("why-so-far", streak=step.tally.streak)
        if verdict.closed_at and not goal.is_once
        else None,
        say("why-earned") if step.has_earned else None,
    )
    return " · ".join(part for part in said if part)


def _done(goal: Goal, done: Decimal) -> str | None:
    """Format a period's progress towards its amount or number of days."""
    if goal.counts_days:
        return say("why-days-done", done=int(done), of=getattr(goal.schedule, "number", 0))
    if goal.amount is None:
        return None
    key = "why-done-at-most" if goal.is_ceiling else "why-done"
    return say(key, done=amounts.number_text(done), of=amounts.done_text(goal.amount.number, goal))


def _entry_line(entry: HistoryEntry, today: LocalDay) -> str:
    """Format one line of the record; an undone action is struck through."""
    said = (
        f"{_day(entry.day, today)} · {_event_text(entry, today)}",
        say("record-bonus") if entry.is_bonus else None,
        amounts.done_text(entry.amount, entry.revision)
        if entry.revision and entry.amount is not None
        else None,
        say("record-note", note=_note(entry.note)) if entry.note else None,
        say("record-proof", link=entry.proof) if entry.proof else None,
        say("record-by", name=mention(entry.actor)) if entry.actor else None,
    )
    line = " · ".join(part for part in said if part)
    return say("record-taken-back", line=line) if entry.is_undone else f"- {line}"


def _event_text(entry: HistoryEntry, today: LocalDay) -> str:
    """Name the action, the undo, or the changes of an edit."""
    about = _day(entry.subject_day, today) if entry.subject_day else ""
    if entry.undone_event:
        return say("record-undone", what=say(f"record-{entry.undone_event}", about=about))
    if entry.edit:
        return edit_diff.describe_edit(entry.edit, today)
    return say(f"record-{entry.event}", about=about)


def period_text(period: Period, today: LocalDay) -> str:
    """Format the local days of a period."""
    first = _day(period.first, today)
    if period.last is None:
        return say("why-since", first=first)
    return (
        first
        if period.last == period.first
        else say("why-span", first=first, last=_day(period.last, today))
    )


def _day(day: LocalDay, today: LocalDay) -> str:
    """Format a date, without the current year."""
    return dates.date(day) if day.year == today.year else dates.full_date(day)


def _note(note: str) -> str:
    """Escape a note, truncated to the available space."""
    room = NOTE_SHOWN if len(escape(note[:NOTE_SHOWN])) < NOTE_SHOWN * 5 // 4 else NOTE_SHOWN // 2
    return escape(note if len(note) <= room else f"{note[:room]}…")
