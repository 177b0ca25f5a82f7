"""Pause and resume goals in public, and skip a day."""

import asyncio
from typing import ClassVar

from discord.app_commands import Range, autocomplete, command
from discord.ext import commands

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import RecordId
from accountabot.domain.refusals import Refusal
from accountabot.domain.user_text import NOTE_LIMIT, TITLE_LIMIT
from accountabot.phrases.calendar import deadlines
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
    other_goals_note,
    pause_card,
    resume_card,
    skip_announcement_card,
    skip_card,
)
from accountabot.ui.responses import act, member, prepare


class Pauses(commands.Cog):
    """The commands `/pause`, `/resume` and `/skip`."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot

    @command()
    @autocomplete(goal=unpaused_goals)
    async def pause(
        self,
        interaction: Interaction,
        goal: Range[str, None, TITLE_LIMIT] | None = None,
        until: Range[str, None, deadlines.LIMIT] | None = None,
        reason: Range[str, None, NOTE_LIMIT] | None = None,
    ) -> None:
        """Pause a goal, or all of them: nothing is due in the meantime

        Args:
            goal: Which of your goals; if empty, all of them
            until: The day you'll be back: Friday, or 2026-12-24; if empty, until you use /resume
            reason: Why, if you like; everyone can read it
        """
        day = await self._day(interaction, until) if until else None
        result = await act(interaction, pauses.pause, goal, day, reason)
        self._tell_changed(result.statuses)
        await self._announce(interaction, pause_card(result.in_public), result, "paused")

    @command()
    @autocomplete(goal=paused_goals)
    async def resume(
        self, interaction: Interaction, goal: Range[str, None, TITLE_LIMIT] | None = None
    ) -> None:
        """Resume a paused goal, or all of them

        Args:
            goal: Which of your goals; if empty, all that are paused
        """
        result = await act(interaction, pauses.resume, goal)
        self._tell_changed(result.statuses)
        await self._announce(interaction, resume_card(result.in_public), result, "resumed")

    @command()
    @autocomplete(goal=due_goals)
    async def skip(
        self,
        interaction: Interaction,
        goal: Range[str, None, TITLE_LIMIT] | None = None,
        reason: Range[str, None, NOTE_LIMIT] | None = None,
    ) -> None:
        """Skip today and be open about it

        Args:
            goal: Which of your goals; if empty, the one that is due
            reason: Why, if you like; it goes on the record
        """
        skipped = await act(interaction, pauses.skip, goal, reason)
        if skipped.entry:
            self._tell_changed([skipped.status])
        await responses.show(interaction, skip_card(skipped))

    async def _announce(
        self, interaction: Interaction, card: Card, result: PauseResult, kind: str
    ) -> None:
        entry = result.in_public.entries[-1]
        aside = other_goals_note(result)
        await announce(interaction, card, entry, kind, aside, is_private=result.is_private)

    async def _day(self, interaction: Interaction, until: str) -> LocalDay | None:
        """Parse a day in the member's zone, in a thread because it can be slow."""
        now = interaction.created_at
        calendar = await self.bot.database.read(goal_views.calendar, member(interaction), now)
        locale = str(interaction.locale)
        found = await asyncio.to_thread(
            deadlines.parse_deadline, until[: deadlines.LIMIT], calendar, now, locale=locale
        )
        return calendar.day_of(found) if found else None

    def _tell_changed(self, lines: list[GoalStatus]) -> None:
        for line in lines:
            self.bot.events.goal_changed(line.goal.owner.server, line.goal.id)


class TellButton(PersistentItem, template=template("announce-skip")):
    """The *Tell everyone* button for a skipped day; only its owner sees it."""

    under_way: ClassVar[set[RecordId]] = set()
    """Skips being announced, so that none is announced twice."""

    async def on_press(self, interaction: Interaction) -> None:
        """Announce the skip, once."""
        entry = RecordId(self.subject)
        if entry in self.under_way or any(
            entry == sent.entry for sent in interaction.client.sent_messages.pending
        ):
            raise Refusal("skip-told")
        self.under_way.add(entry)
        try:
            skip_ = await prepare(interaction, pauses.load_announcement, entry)
            await announce(interaction, skip_announcement_card(skip_), entry, "told")
        finally:
            self.under_way.discard(entry)


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(TellButton)
    await bot.add_cog(Pauses(bot))
