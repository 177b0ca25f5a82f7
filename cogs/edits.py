"""Change what was promised: typed into a form, shown before it is done, taken back at one tap."""

import asyncio
from typing import Any

from discord import Interaction
from discord.app_commands import autocomplete, command
from discord.ext import commands

from accountabot.bot import Accountabot
from accountabot.domain.edits import Field
from accountabot.domain.goals import Promise
from accountabot.domain.identities import DraftId, GoalId
from accountabot.domain.refusals import Refusal
from accountabot.phrases.understood import Choice
from accountabot.services import edits, goals, proposals
from accountabot.services.edits import Edited, Kept, Proposed
from accountabot.ui import answers, promises, words
from accountabot.ui.answers import action, database, member
from accountabot.ui.cards import Card, text
from accountabot.ui.controls import Lasting, template
from accountabot.ui.edits import (
    edit_form,
    edited_card,
    mark_of,
    proposal_card,
    refused_card,
    typed,
    which_card,
)
from accountabot.ui.forms import Sent
from accountabot.ui.options import own_active_goals
from accountabot.ui.texts import say


@command()
@autocomplete(goal=own_active_goals)
async def edit(interaction: Interaction[Any], goal: str) -> None:
    """Change one of your goals: its words, how often, how much, until when, and who sees it

    Args:
        goal: Which of your goals
    """
    line = await database(interaction).read(
        edits.present, member(interaction), goal, interaction.created_at
    )
    await interaction.response.send_modal(edit_form(line))


class Edits(commands.Cog):
    """What the form about a goal leads to."""

    def __init__(self, bot: Accountabot) -> None:
        self.bot = bot
        bot.forms.hear("edit", self.form_sent)

    async def form_sent(self, interaction: Interaction[Any], sent: Sent) -> None:
        """Keep what was typed, and show what would change or why it can't."""
        goal, now = GoalId(sent.subject), interaction.created_at
        line = await self.bot.database.read(edits.own, member(interaction), goal, now)
        kept = Kept(line, typed(sent.detail, sent.fields), now)
        draft = await self.bot.database.write(edits.keep, action(interaction), goal, kept.typed)
        try:
            await answers.show(interaction, await _card(interaction, kept, draft))
        except Refusal as refusal:
            await _refuse(interaction, refusal, kept, draft)


class EditButton(Lasting, template=template("edit")):
    """The button *Edit*, beside a declaration's *Undo*."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Ask what is to be changed."""
        read, now = database(interaction).read, interaction.created_at
        line = await read(edits.own, member(interaction), GoalId(self.subject), now)
        await interaction.response.send_modal(edit_form(line))


class DayPicked(Lasting, template=template("edit-day")):
    """One of the days that were understood; the detail holds all picks so far."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Show what would change with it."""
        draft = DraftId(self.subject)
        kept = await _kept(interaction, draft)
        try:
            await interaction.response.edit_message(
                view=await _card(interaction, kept, draft, self.detail)
            )
        except Refusal as refusal:
            await _refuse(interaction, refusal, kept, draft)


class ChangeIt(Lasting, template=template("edit-do")):
    """The button *Change it*; the detail holds the picks, and what stands for all that was shown."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Change the goal as was shown; where it would be something else by now, show that instead."""
        draft, (picks, _, shown) = DraftId(self.subject), self.detail.partition("/")
        kept = await _kept(interaction, draft)
        try:
            card = await _changed(interaction, kept, draft, picks, shown)
            await interaction.response.edit_message(view=card)
        except Refusal as refusal:
            await _refuse(interaction, refusal, kept, draft)


class EditAgain(Lasting, template=template("edit-again")):
    """The button *Change what I typed*."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Open the form again with what was typed."""
        kept = await _kept(interaction, DraftId(self.subject))
        await interaction.response.send_modal(edit_form(kept.line, kept.typed))


class LeaveIt(Lasting, template=template("edit-leave")):
    """The button *Leave it*."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Put the question away."""
        await interaction.response.edit_message(view=Card(text(say("edit-left"))))


async def _kept(interaction: Interaction[Any], draft: DraftId) -> Kept:
    return await database(interaction).read(
        edits.kept, member(interaction), draft, interaction.created_at
    )


async def _read(interaction: Interaction[Any], kept: Kept, picks: str) -> Promise | Choice:
    """Read what was typed as of the moment it was, where its owner lived, off the loop."""
    goal, at = kept.line.goal, kept.at
    calendar, week_start = await database(interaction).read(goals.here, member(interaction), at)
    from accountabot.phrases import edits as phrases  # noqa: PLC0415 - not needed before someone edits a goal

    here = phrases.Here(
        calendar, week_start, at, str(interaction.locale), promises.how_often(goal.schedule)
    )
    return await asyncio.to_thread(phrases.read, goal, kept.typed, here, picks)


async def _card(interaction: Interaction[Any], kept: Kept, draft: DraftId, picks: str = "") -> Card:
    """Draw what an edit would change, or what has to be picked before."""
    wanted = await _read(interaction, kept, picks)
    if isinstance(wanted, Choice):
        return which_card(wanted, kept.line, draft, picks)
    return proposal_card(await _propose(interaction, kept, wanted), draft, picks)


async def _refuse(
    interaction: Interaction[Any], refusal: Refusal, kept: Kept, draft: DraftId
) -> None:
    """Say why something can't be; the form opens again with what was typed."""
    await answers.show(interaction, refused_card(words.refusal(refusal), kept.line, draft))


async def _changed(
    interaction: Interaction[Any], kept: Kept, draft: DraftId, picks: str, shown: str
) -> Card:
    """Change a goal where that does what was shown, and draw what became of it."""
    wanted = await _read(interaction, kept, picks)
    if isinstance(wanted, Choice):
        raise Refusal("control-unknown")
    proposed = await _propose(interaction, kept, wanted)
    if mark_of(proposed) != shown:
        return proposal_card(proposed, draft, picks, is_anew=True)
    done = await database(interaction).write(
        proposals.carry_out, action(interaction), draft, proposed, wanted
    )
    if isinstance(done, Proposed):
        return proposal_card(done, draft, picks, is_anew=True)
    _tell(interaction, done)
    return edited_card(done)


async def _propose(interaction: Interaction[Any], kept: Kept, wanted: Promise) -> Proposed:
    read, now = database(interaction).read, interaction.created_at
    return await read(edits.propose, member(interaction), kept.line.goal.id, wanted, now)


def _tell(interaction: Interaction[Any], edited: Edited) -> None:
    goal = edited.view.goal
    if Field.VISIBILITY in edited.fields and goal.is_private:
        interaction.client.tell_hidden(goal.owner.server, goal.id)
    interaction.client.tell_errand()
    interaction.client.tell_changed(goal.owner.server, goal.id)


async def setup(bot: Accountabot) -> None:
    """Load what answers, and add the command to those about goals, which are loaded before."""
    bot.add_dynamic_items(EditButton, EditAgain, DayPicked, ChangeIt, LeaveIt)
    await bot.add_cog(Edits(bot))
    bot.group_of("Goals").add_command(edit)
