"""Parse the form for editing a goal; unchanged fields keep their values."""

from dataclasses import dataclass, replace
from datetime import datetime, time

from accountabot.domain.calendar.days import Calendar
from accountabot.domain.goals.amounts import Amount
from accountabot.domain.goals.edits import EditInput
from accountabot.domain.goals.goal import Goal, Promise
from accountabot.domain.goals.schedules import DAILY, Once
from accountabot.domain.refusals import Refusal
from accountabot.domain.user_text import TextField, clean_text
from accountabot.phrases.amounts import typed_amounts
from accountabot.phrases.calendar import date_reader
from accountabot.phrases.calendar.date_reader import DateRole
from accountabot.phrases.goals import goal_parser
from accountabot.phrases.goals.fitting_ends import choose_end
from accountabot.phrases.goals.parsed_goal import DateChoice, Dates, ParsedGoal


@dataclass(frozen=True, slots=True)
class EditContext:
    """The member's calendar and locale, the current time, and the schedule shown in the form."""

    calendar: Calendar
    week_start: int
    now: datetime
    locale: str
    how_often: str


def parse_edit(
    goal: Goal, typed: EditInput, context: EditContext, picks: Dates
) -> Promise | DateChoice:
    """Return the edited promise, or the next ambiguous date for the member to resolve.

    `picks` has the dates that the member has already resolved.

    Raises Refusal with the unparsed words if a field is invalid.
    """
    parsed = ParsedGoal("")
    if typed.sentence is not None:
        parsed = _parse_sentence(goal, typed.sentence, context)
    is_once = isinstance(parsed.schedule or goal.schedule, Once)
    if typed.until is not None:
        end = _parse_end(typed.until, context, is_once=is_once)
        starts = tuple(choice for choice in parsed.choices if choice.field == "start")
        parsed = replace(parsed, until=end.until, through=end.through, choices=starts + end.choices)
    elif not _names_end(parsed):
        parsed = _with_same_end(parsed, goal, context.calendar, is_once=is_once)
    parsed = parsed.with_dates(picks)
    return parsed.choices[0] if parsed.choices else _promise(goal, typed, parsed, context.locale)


def _names_end(parsed: ParsedGoal) -> bool:
    is_ambiguous = any(choice.field != "start" for choice in parsed.choices)
    return bool(parsed.until or parsed.through or is_ambiguous)


def _promise(goal: Goal, typed: EditInput, parsed: ParsedGoal, locale: str) -> Promise:
    return Promise(
        title=parsed.title or goal.title,
        schedule=parsed.schedule or goal.schedule,
        start=None if parsed.start == goal.start.day else parsed.start,
        until=parsed.until,
        through=parsed.through,
        amount=_amount(goal, typed, parsed, locale),
        plan=goal.plan if typed.plan is None else typed.plan,
        is_private=goal.is_private if typed.is_private is None else typed.is_private,
        usual_time=goal.usual_time if typed.sentence is None else parsed.usual_time,
    )


def _amount(goal: Goal, typed: EditInput, parsed: ParsedGoal, locale: str) -> Amount | None:
    if typed.amount is not None:
        return typed_amounts.parse_promised(typed.amount, None, locale=locale)
    return parsed.amount or goal.amount


def _parse_sentence(goal: Goal, sentence: str, context: EditContext) -> ParsedGoal:
    """Parse the edited sentence, except for an unchanged title or schedule."""
    parsed = _parse_goal(sentence, context)
    if parsed.schedule in {None, Once()} and not goal.is_once:
        recurring = _parse_goal(f"{sentence}, {goal.schedule}", context)
        if recurring.schedule == goal.schedule and _has_only_time(recurring):
            return recurring  # "yoga at 6pm", which is a deadline only if the goal is one-time
    if sentence.startswith(f"{goal.title} "):
        rest = _parse_schedule(sentence.removeprefix(goal.title), context)
        if rest:
            return replace(rest, title=goal.title, usual_time=_kept_time(goal, sentence, context))
    if sentence.endswith(f" {context.how_often}"):
        front = sentence.removesuffix(f" {context.how_often}")
        unchanged = _parse_goal(f"{front}, {goal.schedule}", context)
        if unchanged.schedule == goal.schedule:
            return unchanged
    if parsed.unread_frequency:
        raise Refusal("edit-unreadable", read=" · ".join(parsed.unread_frequency))
    if parsed.unread:
        raise Refusal("edit-unclear", read=parsed.unread)
    if parsed.unread_end:
        raise Refusal("deadline-unreadable", read=parsed.unread_end)
    return parsed


def _has_only_time(parsed: ParsedGoal) -> bool:
    has_date = bool(parsed.start or parsed.through or parsed.choices)
    return parsed.usual_time is not None and not has_date


def _kept_time(goal: Goal, sentence: str, context: EditContext) -> time | None:
    """Return the usual time in an unchanged title; a one-time goal doesn't have it stored."""
    return _parse_goal(sentence, context).usual_time if goal.is_once else goal.usual_time


def _parse_goal(text: str, context: EditContext) -> ParsedGoal:
    return goal_parser.parse_goal(
        text,
        context.calendar,
        context.now,
        locale=context.locale,
        week_start=context.week_start,
        is_one_goal=True,
    )


def _parse_schedule(text: str, context: EditContext) -> ParsedGoal | None:
    try:
        return goal_parser.parse_schedule(
            text,
            context.calendar,
            context.now,
            locale=context.locale,
            week_start=context.week_start,
        )
    except Refusal:
        return None


def _parse_end(text: str, context: EditContext, *, is_once: bool) -> ParsedGoal:
    """Parse an end: a date, or a length of time such as "for 30 days"."""
    if not text:
        return ParsedGoal("")
    typed = clean_text(text, date_reader.LIMIT, TextField.DATE)
    try:
        found = date_reader.read_date(
            typed,
            context.calendar,
            context.now,
            role=DateRole.END,
            locale=context.locale,
            week_start=context.week_start,
        )
    except Refusal:
        if length := _parse_length(typed, context, is_once=is_once):
            return length
        raise
    return choose_end(found, context.calendar, is_once=is_once)


def _parse_length(text: str, context: EditContext, *, is_once: bool) -> ParsedGoal | None:
    parsed = _parse_schedule(f"{'once' if is_once else 'daily'} {text}", context)
    if parsed and parsed.schedule == (Once() if is_once else DAILY) and not parsed.start:
        return parsed if parsed.until or parsed.through or parsed.choices else None
    return None


def _with_same_end(
    parsed: ParsedGoal, goal: Goal, calendar: Calendar, *, is_once: bool
) -> ParsedGoal:
    """Keep the goal's current end, converted if the goal becomes one-time or recurring."""
    until = goal.start.until
    through = goal.start.through
    if is_once == goal.is_once:
        return replace(parsed, until=until, through=through)
    end = choose_end(filter(None, [until or through]), calendar, is_once=is_once)
    return replace(parsed, until=end.until, through=end.through)
