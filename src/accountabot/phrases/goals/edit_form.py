"""Read what a member typed into the form about a goal; what they left as it was stays."""

from dataclasses import dataclass, replace
from datetime import datetime

from accountabot.domain.calendar.days import Calendar, LocalDay
from accountabot.domain.goals import amounts
from accountabot.domain.goals.edits import EditInput
from accountabot.domain.goals.goal import Goal, Promise
from accountabot.domain.goals.schedules import Once
from accountabot.domain.refusals import Refusal
from accountabot.phrases.goals import deadlines, sentences
from accountabot.phrases.goals.understood import Choice, Understood


@dataclass(frozen=True, slots=True)
class EditContext:
    """Where and when something was typed, and how often the goal was said to be due in the form."""

    calendar: Calendar
    week_start: int
    now: datetime
    locale: str
    how_often: str


def read(goal: Goal, typed: EditInput, here: EditContext, picks: str = "") -> Promise | Choice:
    """Return what a goal is to be, or what is still to be picked; `picks` are the choices made so far, as digits.

    Raises Refusal for what can't be read, naming it.
    """
    said = _sentence(goal, typed.sentence, here) if typed.sentence is not None else Understood("")
    is_once = isinstance(said.schedule or goal.schedule, Once)
    if typed.until is not None:
        end = _until(typed.until, here, is_once=is_once)
        starts = tuple(choice for choice in said.choices if choice.field == "start")
        said = replace(said, until=end.until, through=end.through, choices=starts + end.choices)
    elif not any((said.until, said.through, *(choice.field != "start" for choice in said.choices))):
        said = _same_end(said, goal, here.calendar, is_once=is_once)
    for pick in picks:
        said = _decided(said, pick)
    return said.choices[0] if said.choices else _promise(goal, typed, said)


def _promise(goal: Goal, typed: EditInput, said: Understood) -> Promise:
    amount = (
        said.amount or goal.amount
        if typed.amount is None
        else amounts.parse_promised(typed.amount, None)
    )
    return Promise(
        said.title or goal.title,
        said.schedule or goal.schedule,
        None if said.start == goal.start.day else said.start,
        said.until,
        said.through,
        amount,
        goal.plan if typed.plan is None else typed.plan,
        goal.is_private if typed.is_private is None else typed.is_private,
    )


def _sentence(goal: Goal, sentence: str, here: EditContext) -> Understood:
    """Return what a sentence says; where only one half of it was changed, the other is not read anew."""
    if sentence.startswith(f"{goal.title} ") and (
        rest := _schedule(sentence.removeprefix(goal.title), here)
    ):
        return replace(rest, title=goal.title)
    if sentence.endswith(f" {here.how_often}"):
        front = _whole(sentence.removesuffix(here.how_often), here)
        if front.schedule is None and not front.unread:
            return front
    said = _whole(sentence, here)
    if said.unread:
        raise Refusal("edit-unreadable", read=" ".join(said.unread))
    if said.unread_end:
        raise Refusal("deadline-unreadable", read=said.unread_end)
    return said


def _whole(text: str, here: EditContext) -> Understood:
    return sentences.read(
        text, here.calendar, here.now, locale=here.locale, week_start=here.week_start
    )


def _schedule(text: str, here: EditContext) -> Understood | None:
    try:
        return sentences.read_schedule(
            text, here.calendar, here.now, locale=here.locale, week_start=here.week_start
        )
    except Refusal:
        return None


def _until(text: str, here: EditContext, *, is_once: bool) -> Understood:
    """Return the end that was typed alone: "Friday", "for 30 days", or a date as only dateparser knows it."""
    if not text:
        return Understood("")
    how = "once" if is_once else "daily"
    for said in (_schedule(f"{how} until {text}", here), _schedule(f"{how} {text}", here)):
        if (
            said
            and isinstance(said.schedule, Once) == is_once
            and (said.until or said.through or said.choices)
        ):
            return said
    instant = deadlines.read(text[: deadlines.LIMIT], here.calendar, here.now, locale=here.locale)
    return _ends(instant, here.calendar, is_once=is_once)


def _ends(instant: datetime | None, calendar: Calendar, *, is_once: bool) -> Understood:
    through = calendar.day_of(instant) if instant and not is_once else None
    return Understood("", until=instant if is_once else None, through=through)


def _same_end(said: Understood, goal: Goal, calendar: Calendar, *, is_once: bool) -> Understood:
    """Return it with the goal's own end, as a date for what recurs and as an instant for what is done once."""
    until, through = goal.start.until, goal.start.through
    if is_once == goal.is_once:
        return replace(said, until=until, through=through)
    end = _ends(
        until or (deadlines.end_of(through, calendar) if through else None),
        calendar,
        is_once=is_once,
    )
    return replace(said, until=end.until, through=end.through)


def _decided(said: Understood, pick: str) -> Understood:
    if not said.choices or not pick.isdecimal() or int(pick) >= len(said.choices[0].options):
        raise Refusal("control-unknown")
    option: LocalDay | datetime = said.choices[0].options[int(pick)]
    return said.decide(said.choices[0], option)
