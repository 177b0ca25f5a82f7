"""Make goals of sentences that lacked a schedule: a tap, some weekdays or a deadline."""

import asyncio
from typing import Any

from discord import Interaction
from discord.ext import commands

from accountabot.bot import Accountabot
from accountabot.domain.identities import DraftId
from accountabot.domain.refusals import Refusal
from accountabot.domain.schedules import DAILY, WORKDAYS, Once, Per, Schedule, parse
from accountabot.phrases import deadlines
from accountabot.services import goals
from accountabot.ui.announcing import announce_goal
from accountabot.ui.answers import action, database, member
from accountabot.ui.controls import Lasting, template
from accountabot.ui.drafts import ask_again, ask_how_often, open_deadline_form
from accountabot.ui.forms import Sent

_AT_ONE_TAP: dict[str, Schedule] = {
    "daily": DAILY,
    "workdays": WORKDAYS,
    "thrice": Per(3, "week"),
    "weekly": Per(1, "week"),
    "once": Once(),
}


class HowOften(Lasting, template=template("how")):
    """One of the common schedules."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Declare what was said, that often."""
        draft = DraftId(self.subject)
        if self.detail == "deadline":
            await open_deadline_form(interaction, draft)
            return
        schedule = _AT_ONE_TAP[self.detail]
        declared = await database(interaction).write(goals.declare_draft, action(interaction), draft, schedule)
        await announce_goal(interaction, declared)


class OnWeekdays(Lasting, template=template("how-on")):
    """The weekdays on which it is due."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Declare what was said, on those days."""
        schedule = parse("weekly on " + ",".join(self.chosen))
        draft = DraftId(self.subject)
        declared = await database(interaction).write(goals.declare_draft, action(interaction), draft, schedule)
        await announce_goal(interaction, declared)


class Drafts(commands.Cog):
    """What the forms about a sentence lead to."""

    def __init__(self, bot: Accountabot) -> None:
        self.bot = bot
        bot.forms.hear("deadline", self.deadline_given)
        bot.forms.hear("first-goal", self.first_goal_said)

    async def deadline_given(self, interaction: Interaction[Any], sent: Sent) -> None:
        """Declare what was said, by the deadline that was typed."""
        write, words, now = self.bot.database.write, DraftId(sent.subject), interaction.created_at
        calendar = await self.bot.database.read(goals.calendar, member(interaction), now)
        try:
            until = await asyncio.to_thread(deadlines.read, sent.text, calendar, now)
            declared = await write(goals.declare_draft, action(interaction), words, Once(), until)
        except Refusal as refusal:
            await ask_again(interaction, words, refusal)
        else:
            await announce_goal(interaction, declared)

    async def first_goal_said(self, interaction: Interaction[Any], sent: Sent) -> None:
        """Ask how often, for a first goal."""
        await ask_how_often(interaction, sent.text)


async def setup(bot: Accountabot) -> None:
    """Load the cog."""
    bot.add_dynamic_items(HowOften, OnWeekdays)
    await bot.add_cog(Drafts(bot))
