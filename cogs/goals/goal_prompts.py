"""Complete a goal's draft with a picked schedule, weekdays, date or end."""

import asyncio
from dataclasses import replace
from datetime import datetime

from discord.ext import commands
from discord.ui import Modal

from accountabot.domain.calendar.days import Calendar
from accountabot.domain.goals.goal_input import GoalInput
from accountabot.domain.goals.schedules import DAILY, WORKDAYS, Once, Per, Schedule, parse_schedule
from accountabot.domain.identifiers import PendingId
from accountabot.domain.refusals import Refusal
from accountabot.phrases.calendar import deadlines
from accountabot.services.goals import drafts, goal_views
from accountabot.ui import due_text
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.delivery.announcements import announce_goal
from accountabot.ui.goals import declaration
from accountabot.ui.goals.goal_prompts import (
    ask_for_schedule,
    deadline_modal,
    end_modal,
    first_goal_modal,
)
from accountabot.ui.localization import say
from accountabot.ui.modals import Submission, open_modal
from accountabot.ui.responses import act, member
from accountabot.ui.retries import typed_into

_AT_ONE_TAP: dict[str, Schedule] = {
    "daily": DAILY,
    "workdays": WORKDAYS,
    "thrice": Per(3, "week"),
    "weekly": Per(1, "week"),
    "once": Once(),
}


class HowOften(PersistentItem, template=template("schedule")):
    """The buttons for common schedules, and for the end of a given schedule."""

    async def on_press(self, interaction: Interaction) -> None:
        """Declare the goal with this schedule, or ask for its end."""
        if self.detail == "deadline":
            await open_modal(interaction, deadline_modal(self.subject))
        elif self.detail == "named":
            await open_modal(interaction, end_modal(self.subject))
        elif self.detail == "none":
            await declaration.declare_pending(interaction, PendingId(self.subject), is_endless=True)
        elif schedule := _AT_ONE_TAP.get(self.detail):
            await declaration.declare_pending(interaction, PendingId(self.subject), schedule)
        else:
            raise Refusal("control-unknown")


class OnWeekdays(PersistentItem, template=template("weekdays")):
    """The menu of weekdays on which the goal is due."""

    async def on_press(self, interaction: Interaction) -> None:
        """Declare the goal with these weekdays."""
        schedule = parse_schedule("weekly on " + ",".join(self.chosen))
        await declaration.declare_pending(interaction, PendingId(self.subject), schedule)


class WhichDate(PersistentItem, template=template("pick-date")):
    """The buttons for the possible dates of an ambiguous sentence."""

    async def on_press(self, interaction: Interaction) -> None:
        """Declare the goal with this date."""
        await declaration.declare_pending(interaction, PendingId(self.subject), decided=self.detail)


class Drafts(commands.Cog):
    """Handle the modals that complete a draft."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        bot.modals.register("deadline", self.deadline_given, _deadline_again)
        bot.modals.register("end", self.end_given, _end_again)
        bot.modals.register("first-goal", self.first_goal_said, _first_goal_again)

    async def deadline_given(self, interaction: Interaction, sent: Submission) -> None:
        """Declare the goal with the submitted deadline."""
        draft = PendingId(sent.subject)
        found = await self.bot.database.read(drafts.load_draft, member(interaction), draft)
        here, understood = await declaration.parse(interaction, found.typed, found.at)
        try:
            until = await asyncio.to_thread(_read, interaction, sent.text, here.calendar)
            wanted = replace(
                declaration.build_promise(found.typed, understood),
                schedule=Once(),
                until=until,
                through=None,
            )
            declared = await act(interaction, drafts.declare, draft, wanted)
        except Refusal as refusal:
            problem = due_text.refusal_text(refusal)
            await ask_for_schedule(
                interaction, draft, understood.title, problem, typed_into(interaction)
            )
        else:
            await announce_goal(interaction, declared)

    async def end_given(self, interaction: Interaction, sent: Submission) -> None:
        """Declare the goal with the submitted last day."""
        here = await self.bot.database.read(
            goal_views.member_calendar, member(interaction), interaction.created_at
        )
        end = await asyncio.to_thread(_read, interaction, sent.text, here.calendar)
        day = here.calendar.day_of(end) if end else None
        await declaration.declare_pending(
            interaction, PendingId(sent.subject), end=day, is_endless=day is None
        )

    async def first_goal_said(self, interaction: Interaction, sent: Submission) -> None:
        """Declare a newcomer's first goal."""
        await declaration.declare(interaction, GoalInput(sent.text))


async def _deadline_again(_: Interaction, sent: Submission) -> Modal:
    return deadline_modal(sent.subject, sent.text)


async def _end_again(_: Interaction, sent: Submission) -> Modal:
    return end_modal(sent.subject, sent.text)


async def _first_goal_again(_: Interaction, sent: Submission) -> Modal:
    return first_goal_modal(say("first-goal-form"), sent.text)


def _read(interaction: Interaction, typed: str, calendar: Calendar) -> datetime | None:
    return deadlines.parse_deadline(
        typed, calendar, interaction.created_at, locale=str(interaction.locale)
    )


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(HowOften, OnWeekdays, WhichDate)
    await bot.add_cog(Drafts(bot))
