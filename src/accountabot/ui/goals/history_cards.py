"""Build the cards for a goal's explained periods and its public record."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from discord.ui import ActionRow

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import Goal
from accountabot.domain.goals.periods import Period
from accountabot.domain.identifiers import Member
from accountabot.domain.streaks.explanations import ExplainedRun
from accountabot.services.goals.history import (
    GoalExplanation,
    GoalHistory,
    HistoryEntry,
    HistoryPage,
)
from accountabot.ui import amounts, dates, pagination
from accountabot.ui.cards import Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.delivery.sharing import share_button
from accountabot.ui.escaping import escape
from accountabot.ui.goals import edit_diff
from accountabot.ui.localization import say
from accountabot.ui.members.member_names import mention
from accountabot.ui.week_grid import SYMBOLS

DAYS, RECORD = "history-days", "history-record"
"""The verbs of the buttons to a page of each view."""
NOTE_SHOWN = 100
"""Characters of a note. If most need escaping, half of them, so that ten notes fit in a message."""


def days_card(explained: GoalExplanation, asker: Member | None = None) -> Card:
    """Build the page of periods that explains a goal's numbers; for everyone without an asker."""
    goal = explained.goal
    page = explained.periods
    title = say("days-title", title=escape(goal.title), owner=str(goal.owner.id))
    numbers = None if goal.is_once else _numbers(explained)
    lines = [_run(run, explained.today) for run in page.items] or [say("why-nothing-yet")]
    footer = [*_footer(page), *([] if goal.is_once else [say("why-rules")])]
    return Card(
        text(title, _headline(explained), numbers),
        text(*lines),
        *([text(*footer)] if footer else []),
        *_buttons(explained, asker, DAYS, other=(RECORD, "button-record")),
    )


def record_card(recorded: GoalHistory, asker: Member | None = None) -> Card:
    """Build a page of a goal's public record; for everyone without an asker."""
    goal = recorded.goal
    page = recorded.entries
    title = say("record-title", title=escape(goal.title), owner=str(goal.owner.id))
    return Card(
        text(title, say("record-about")),
        text(*(_entry_line(entry, recorded.today) for entry in page.items)),
        *([text(*footer)] if (footer := _footer(page)) else []),
        *_buttons(recorded, asker, RECORD, other=(DAYS, "button-days")),
    )


def _buttons(
    shown: GoalExplanation | GoalHistory, asker: Member | None, verb: str, other: tuple[str, str]
) -> list[ActionRow[Any]]:
    """Build the page buttons, the one to the other view, and *Show everyone* for the owner."""
    goal = shown.goal
    server = goal.owner.server
    page: HistoryPage[Any] = shown.periods if isinstance(shown, GoalExplanation) else shown.entries
    to, label = other
    buttons = [button(say(label), custom_id(to, server, goal.id, "0"))]
    if asker == goal.owner and not goal.is_private:
        buttons.append(share_button(f"share-{verb}", server, goal.id, f"{page.page}"))
    return [
        *pagination.page_buttons(
            verb=verb, server=server, subject=goal.id, page=page.page, pages=page.pages
        ),
        row(*buttons),
    ]


def _footer(page: HistoryPage[ExplainedRun] | HistoryPage[HistoryEntry]) -> list[str]:
    return [say("board-page", page=page.page + 1, pages=page.pages)] if page.pages > 1 else []


def _headline(explained: GoalExplanation) -> str:
    tally = explained.tally
    today = explained.today
    broken = explained.last_missed
    began = explained.streak_since
    if explained.goal.is_once:
        return say("why-once" if explained.goal.start.until else "why-once-open")
    if tally.streak and began:
        first = period_text(began.verdict.period, today)
        return say("why-streak", streak=tally.streak, first=first)
    when = period_text(broken.verdict.period, today) if broken else ""
    return say("why-broken", when=when) if broken else say("why-none")


def _numbers(explained: GoalExplanation) -> str | None:
    """Format the other numbers, without those that are still zero."""
    tally = explained.tally
    ratio = explained.kept_ratio
    longest = max(tally.longest, tally.streak)
    numbers = (
        say("streak-longest", longest=longest) if longest else None,
        say("why-ratio", kept=ratio.kept, of=ratio.of) if ratio.of else None,
        say("streak-freezes", freezes=tally.freezes) if tally.freezes else None,
    )
    said = " · ".join(number for number in numbers if number)
    return f"-# {said}" if said else None


def _run(run: ExplainedRun, today: LocalDay) -> str:
    """Format a period, or periods in a row with the same explanation."""
    last = run.last
    verdict = last.verdict
    goal = last.goal
    grace = _day(last.grace, today) if last.grace else ""
    said = (
        say(
            "why-period",
            symbol=SYMBOLS[verdict.outcome],
            when=_range_text(run.first.verdict.period, verdict.period, today),
            count=run.count,
            rule=say(f"why-{last.rule}", left=last.tally.freezes, grace=grace),
        ),
        None if last.done is None else _done(goal, last.done),
        say("why-so-far", streak=last.tally.streak)
        if verdict.closed_at and last.tally.streak and not goal.is_once
        else None,
        say("why-earned") if last.has_earned else None,
    )
    return " · ".join(part for part in said if part)


def _range_text(first: Period, last: Period, today: LocalDay) -> str:
    return period_text(replace(first, last=last.last), today)


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
