"""Pause and resume goals in public, and skip a day."""

from typing import ClassVar

from discord.app_commands import Range, autocomplete, command
from discord.ext import commands

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import RecordId
from accountabot.domain.refusals import Refusal
from accountabot.domain.user_text import NOTE_LIMIT, TITLE_LIMIT
from accountabot.phrases.calendar import date_reader
from accountabot.phrases.calendar.date_reader import DateRole
from accountabot.services.goals import goal_views, pauses
from accountabot.services.goals.pauses import PauseResult
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.ui import responses
from accountabot.ui.calendar.typed_dates import ask_which_day, read_days
from accountabot.ui.cards import Card
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.delivery import panels
from accountabot.ui.delivery.acknowledgements import update_message
from accountabot.ui.delivery.announcements import announce
from accountabot.ui.goals.goal_autocomplete import due_goals, paused_goals, unpaused_goals
from accountabot.ui.goals.pause_cards import (
    other_goals_note,
    pause_card,
    resume_card,
    skip_announcement_card,
    skip_card,
    told_card,
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
        until: Range[str, None, date_reader.LIMIT] | None = None,
        reason: Range[str, None, NOTE_LIMIT] | None = None,
    ) -> None:
        """Pause a goal, or all of them: nothing is due in the meantime

        Args:
            goal: Which of your goals; if empty, all of them
            until: The day you're back: tomorrow, next week, Dec 24; if empty, until you use /resume
            reason: Why, if you like; everyone can read it
        """
        days = await self._days(interaction, until) if until else ()
        if len(days) > 1:
            await ask_which_day(interaction, "until", days)
            return
        day = days[0] if days else None
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
        else:
            responses.set_unrecorded(interaction)
        await responses.show(interaction, skip_card(skipped))

    async def _announce(
        self, interaction: Interaction, card: Card, result: PauseResult, kind: str
    ) -> None:
        entry = result.in_public.entries[-1]
        aside = other_goals_note(result)
        await announce(interaction, card, entry, kind, aside, is_private=result.is_private)

    async def _days(self, interaction: Interaction, until: str) -> tuple[LocalDay, ...]:
        """Return the days on which the member may be back; none for "never"."""
        here = await self.bot.database.read(
            goal_views.member_calendar, member(interaction), interaction.created_at
        )
        return await read_days(interaction, until, DateRole.START, here)

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
            if panels.is_pressed(interaction):
                await update_message(interaction, told_card(skip_, entry))
            await announce(interaction, skip_announcement_card(skip_), entry, "told")
        finally:
            self.under_way.discard(entry)


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(TellButton)
    await bot.add_cog(Pauses(bot))
