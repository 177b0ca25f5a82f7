"""Declare a goal from what was typed, and ask only for what that does not say."""

import asyncio
from dataclasses import replace
from datetime import datetime
from typing import Any

from discord import Interaction

from accountabot.domain.calendar.days import Calendar, LocalDay
from accountabot.domain.goals.goal import Promise
from accountabot.domain.goals.goal_input import GoalInput
from accountabot.domain.goals.schedules import Once, Schedule
from accountabot.domain.identifiers import DraftId
from accountabot.domain.refusals import Refusal
from accountabot.phrases.goals import deadlines
from accountabot.phrases.goals.parsed_goal import ParsedGoal
from accountabot.services.goals import declaration, drafts, goal_views
from accountabot.services.goals.goal_views import MemberCalendar
from accountabot.ui.delivery.announcements import announce_goal
from accountabot.ui.escaping import escape
from accountabot.ui.goals.goal_prompts import (
    ask_how_often,
    ask_until_when,
    ask_which,
    keep,
    open_deadline_form,
)
from accountabot.ui.localization import say
from accountabot.ui.responses import action, database, member


async def declare(interaction: Interaction[Any], words: GoalInput) -> None:
    """Declare what was typed, or keep it and ask how often, which date, or by when."""
    here, understood = await understand(interaction, words, interaction.created_at)
    if is_clear(understood) and not _lacks_deadline(words, understood):
        declared = await database(interaction).write(
            declaration.declare, action(interaction), promise(words, understood)
        )
        await announce_goal(interaction, declared)
        return
    draft = await keep(interaction, words, understood.title)
    if _lacks_deadline(words, understood):
        await open_deadline_form(interaction, draft)
    else:
        await ask(interaction, draft, understood, here)


async def ask(
    interaction: Interaction[Any],
    draft: DraftId,
    understood: ParsedGoal,
    here: MemberCalendar,
    decided: str = "",
) -> None:
    """Ask how often, until when, or which of two dates."""
    if understood.schedule is None:
        unread = " · ".join(understood.unread_frequency)[:100]
        problem = say("choose-unreadable", read=escape(unread)) if unread else None
        await ask_how_often(interaction, draft, understood.title, problem)
    elif understood.unread_end:
        await ask_until_when(interaction, draft, understood)
    else:
        await ask_which(interaction, draft, understood, here.calendar, decided)


async def declare_kept(
    interaction: Interaction[Any],
    draft: DraftId,
    schedule: Schedule | None = None,
    decided: str = "",
    end: LocalDay | None = None,
    *,
    is_endless: bool = False,
) -> None:
    """Declare what was kept, that often, until then, or with the dates that were picked one after the other."""
    found = await database(interaction).read(drafts.load_draft, member(interaction), draft)
    here, understood = await understand(interaction, found.words, found.at)
    for pick, choice in zip(decided, understood.choices, strict=False):
        understood = understood.resolve(choice, choice.options[int(pick)])
    if schedule:
        understood = replace(understood, schedule=schedule)
    if end or is_endless:
        understood = replace(understood, through=end, unread_end="")
    if not is_clear(understood):
        await ask(interaction, draft, understood, here, decided)
        return
    wanted = promise(found.words, understood)
    await announce_goal(
        interaction,
        await database(interaction).write(drafts.declare, action(interaction), draft, wanted),
    )


async def understand(
    interaction: Interaction[Any], words: GoalInput, at: datetime
) -> tuple[MemberCalendar, ParsedGoal]:
    """Read what was typed then, where its owner lives, off the loop, for a date in words may take a moment.

    The schedule that was given beside the sentence wins over it.
    """
    here = await database(interaction).read(goal_views.member_calendar, member(interaction), at)
    locale = str(interaction.locale)

    def read() -> ParsedGoal:
        from accountabot.phrases.goals import goal_parser  # noqa: PLC0415 - not needed before someone declares a goal

        said = goal_parser.parse_goal(
            words.sentence, here.calendar, at, locale=locale, week_start=here.week_start
        )
        if not words.schedule:
            return said
        try:
            beside = goal_parser.parse_schedule(
                words.schedule, here.calendar, at, locale=locale, week_start=here.week_start
            )
        except Refusal:
            return ParsedGoal(said.title, amount=said.amount, unread=(words.schedule,))
        return _beside(said, beside, here.calendar)

    return here, await asyncio.to_thread(read)


def _beside(said: ParsedGoal, beside: ParsedGoal, calendar: Calendar) -> ParsedGoal:
    """Return a sentence with the schedule that was given beside it, which wins where both name a start or an end."""
    told = {choice.field for choice in beside.choices}
    chosen = [choice for choice in said.choices if choice.field not in told]
    found = replace(beside, title=said.title, amount=said.amount)
    if not beside.start and "start" not in told:
        found = replace(found, start=said.start)
    if beside.until or beside.through or told & {"until", "through"}:
        return replace(found, choices=(*(c for c in chosen if c.field == "start"), *beside.choices))
    if isinstance(beside.schedule, Once):
        until = deadlines.end_of_day(said.through, calendar) if said.through else said.until
        return replace(found, until=until, choices=(*chosen, *beside.choices))
    through = calendar.day_of(said.until) if said.until else said.through
    return replace(found, through=through, choices=(*chosen, *beside.choices))


def is_clear(understood: ParsedGoal) -> bool:
    """Tell whether nothing has to be asked."""
    return understood.schedule is not None and not understood.choices and not understood.unread_end


def _lacks_deadline(words: GoalInput, understood: ParsedGoal) -> bool:
    """Tell whether `once` was picked, which is asked for its deadline, instead of said."""
    return (
        bool(words.schedule)
        and is_clear(understood)
        and isinstance(understood.schedule, Once)
        and not understood.until
    )


def promise(words: GoalInput, understood: ParsedGoal) -> Promise:
    """Return what is promised; an amount that was given beside the sentence wins over it."""
    return Promise(
        understood.title,
        understood.schedule or Once(),
        understood.start,
        understood.until,
        understood.through,
        words.amount or understood.amount,
        words.plan,
        words.is_private,
    )
