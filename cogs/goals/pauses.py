"""Rest from goals: pause and resume them in public, and say honestly that nothing will come of today."""

import asyncio
from typing import ClassVar

from discord.app_commands import autocomplete, command
from discord.ext import commands

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import RecordId
from accountabot.domain.refusals import Refusal
from accountabot.phrases.goals import deadlines
from accountabot.services.goals import goal_views, pauses
from accountabot.services.goals.pauses import PauseResult
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.ui import responses
from accountabot.ui.cards import Card
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.delivery.announcements import announce
from accountabot.ui.goals.goal_autocomplete import due_goals, paused_goals, unpaused_goals
from accountabot.ui.goals.pause_cards import (
    also_resting,
    pause_card,
    resume_card,
    skip_card,
    told_card,
)
from accountabot.ui.responses import action, member


class Pauses(commands.Cog):
    """The commands `/pause`, `/resume` and `/skip`."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot

    @command()
    @autocomplete(goal=unpaused_goals)
    async def pause(
        self,
        interaction: Interaction,
        goal: str | None = None,
        until: str | None = None,
        reason: str | None = None,
    ) -> None:
        """Let a goal rest, or all of them: nothing is due meanwhile

        Args:
            goal: Which of your goals; left out, all of them
            until: The day you are back: Friday, or 2026-12-24; left out, until you say /resume
            reason: Why, if you like; everyone may read it
        """
        day = await self._day(interaction, until) if until else None
        rested = await self.bot.database.write(pauses.pause, action(interaction), goal, day, reason)
        self._tell_changed(rested.lines)
        await self._announce(interaction, pause_card(rested.in_public), rested, "paused")

    @command()
    @autocomplete(goal=paused_goals)
    async def resume(self, interaction: Interaction, goal: str | None = None) -> None:
        """Go on with a goal that is paused, or with all of them

        Args:
            goal: Which of your goals; left out, all that are paused
        """
        rested = await self.bot.database.write(pauses.resume, action(interaction), goal)
        self._tell_changed(rested.lines)
        await self._announce(interaction, resume_card(rested.in_public), rested, "resumed")

    @command()
    @autocomplete(goal=due_goals)
    async def skip(
        self, interaction: Interaction, goal: str | None = None, reason: str | None = None
    ) -> None:
        """Say honestly: not today

        Args:
            goal: Which of your goals; left out, the one that is due
            reason: Why, if you like; it stands on the record
        """
        skipped = await self.bot.database.write(pauses.skip, action(interaction), goal, reason)
        if skipped.entry:
            self._tell_changed([skipped.line])
        await responses.show(interaction, skip_card(skipped))

    async def _announce(
        self, interaction: Interaction, card: Card, rested: PauseResult, deed: str
    ) -> None:
        entry, aside = rested.in_public.entries[-1], also_resting(rested)
        await announce(interaction, card, entry, deed, aside, is_private=rested.is_private)

    async def _day(self, interaction: Interaction, until: str) -> LocalDay | None:
        """Read a day where the member lives, off the loop, for that may take a moment."""
        now = interaction.created_at
        calendar = await self.bot.database.read(goal_views.calendar, member(interaction), now)
        locale = str(interaction.locale)
        found = await asyncio.to_thread(
            deadlines.read, until[: deadlines.LIMIT], calendar, now, locale=locale
        )
        return calendar.day_of(found) if found else None

    def _tell_changed(self, lines: list[GoalStatus]) -> None:
        for line in lines:
            self.bot.events.goal_changed(line.goal.owner.server, line.goal.id)


class TellButton(PersistentItem, template=template("tell")):
    """The button *Tell everyone*, for a day that was skipped; only its owner sees it."""

    under_way: ClassVar[set[RecordId]] = set()
    """What is being told at this moment, and is not to be told twice."""

    async def on_press(self, interaction: Interaction) -> None:
        """Tell everyone, once."""
        entry = RecordId(self.subject)
        if entry in self.under_way or any(
            entry == sent.entry for sent in interaction.client.sent_messages.pending
        ):
            raise Refusal("skip-told")
        self.under_way.add(entry)
        try:
            told = await responses.database(interaction).write(
                pauses.load_announcement, action(interaction), entry
            )
            await announce(interaction, told_card(told), entry, "told")
        finally:
            self.under_way.discard(entry)


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(TellButton)
    await bot.add_cog(Pauses(bot))
