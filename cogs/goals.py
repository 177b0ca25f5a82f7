"""Declare goals in public, list them and show them."""

import asyncio
from dataclasses import replace
from typing import Any

from discord import Interaction
from discord import Member as DiscordMember
from discord.app_commands import autocomplete, command
from discord.ext import commands

from accountabot.bot import Accountabot
from accountabot.domain import amounts
from accountabot.domain.goals import Promise, State
from accountabot.domain.identities import Member, MemberId, ServerId
from accountabot.domain.schedules import Once
from accountabot.phrases import schedules
from accountabot.services import goals
from accountabot.services.streaks import Line
from accountabot.ui import answers, pages, promises
from accountabot.ui.announcing import announce_goal
from accountabot.ui.answers import action, member
from accountabot.ui.cards import Card, goal_card, text
from accountabot.ui.controls import Lasting, number, template
from accountabot.ui.drafts import ask_deadline, ask_how_often
from accountabot.ui.options import own_goals
from accountabot.ui.quotes import quote
from accountabot.ui.texts import say


class Goals(commands.GroupCog, group_name="goal", group_description="Say what you mean to do, and see how it goes"):
    """The commands `/goal …`."""

    def __init__(self, bot: Accountabot) -> None:
        self.bot = bot

    @command()
    async def declare(
        self,
        interaction: Interaction[Any],
        goal: str,
        schedule: str | None = None,
        amount: str | None = None,
        unit: str | None = None,
    ) -> None:
        """Say in public what you mean to do

        Args:
            goal: In your own words: Walk ten minutes
            schedule: daily, weekly on tue,thu, 3 per week, monthly on 15, once …; until 2026-12-24; left out, I ask
            amount: How much each time: 20, or at most 2
            unit: Of what: pages
        """
        promised = amounts.promised(amount, unit)
        match schedules.split(schedule):
            case None:
                await ask_how_often(interaction, goal, schedule and schedule.strip(), promised)
            case schedules.Typed(schedule=Once(), start=None, until=None):
                await ask_deadline(interaction, goal, promised)
            case typed:
                promise = await self._read(interaction, goal, typed)
                promise = replace(promise, amount=promised)
                declared = await self.bot.database.write(goals.declare, action(interaction), promise)
                await announce_goal(interaction, declared)

    async def _read(self, interaction: Interaction[Any], goal: str, typed: schedules.Typed) -> Promise:
        """Read the dates of a promise where its owner lives, off the loop, for that may take a moment."""
        now = interaction.created_at
        if not (typed.start or typed.until):
            return Promise(goal, typed.schedule)
        calendar = await self.bot.database.read(goals.calendar, member(interaction), now)
        return await asyncio.to_thread(schedules.promise, goal, typed, calendar, now)

    @command(name="list")
    async def list_(self, interaction: Interaction[Any], member: DiscordMember | None = None) -> None:
        """See the goals of someone, or your own

        Args:
            member: Whose goals; left out, your own
        """
        await answers.show(interaction, await goal_list(self.bot, interaction, (member or interaction.user).id))

    @command()
    @autocomplete(goal=own_goals)
    async def show(self, interaction: Interaction[Any], goal: str) -> None:
        """Show one of your goals with its numbers

        Args:
            goal: Which of your goals
        """
        view = await self.bot.database.read(goals.show, member(interaction), goal, interaction.created_at)
        await answers.show(interaction, goal_card(view), public=True)


class ListPage(Lasting, template=template("goals")):
    """To another page of someone's goals."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Turn the page."""
        await pages.turn(
            interaction, await goal_list(interaction.client, interaction, self.subject, number(self.detail))
        )


async def goal_list(bot: Accountabot, interaction: Interaction[Any], owner: int, page: int = 0) -> Card:
    """Draw a page of someone's goals, what is due first."""
    who = Member(ServerId(interaction.guild_id or 0), MemberId(owner))
    lines = await bot.database.read(goals.of, who, interaction.created_at)
    is_own = owner == interaction.user.id
    if not lines:
        return Card(text(say("no-goals-yet") if is_own else say("list-none", member=str(owner))))
    shown, page, count = pages.cut(lines, page)
    title = say("list-own-title") if is_own else say("list-title", member=str(owner))
    listed = [_line(line) for line in shown]
    return Card(text(title), text(*listed), *pages.pager("goals", who.server, owner, page, count))


def _line(line: Line) -> str:
    goal = line.goal
    status = say("list-status", state=_state(line), streak=line.run.streak)
    mark = "✅" if goal.state is State.COMPLETED else "🎯"
    return say(
        "list-line", mark=mark, title=quote(goal.title), promise=promises.promise(goal, line.terms.days), status=status
    )


def _state(line: Line) -> str:
    if line.due.is_paused:
        return "paused"
    if not line.due.is_going:
        return "kept" if line.goal.state is State.COMPLETED else "over"
    return "due" if line.due.today else "going"


async def setup(bot: Accountabot) -> None:
    """Load the cog."""
    bot.add_dynamic_items(ListPage)
    await bot.add_cog(Goals(bot))
