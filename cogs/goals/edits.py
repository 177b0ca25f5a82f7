"""Edit a goal in a modal, with a preview and an *Undo* button."""

import asyncio

from discord.app_commands import Range, autocomplete, command
from discord.ext import commands
from discord.ui import Modal

from accountabot.domain.goals.goal import Promise
from accountabot.domain.identifiers import GoalId, PendingId
from accountabot.domain.refusals import Refusal
from accountabot.domain.user_text import TITLE_LIMIT
from accountabot.phrases.goals.parsed_goal import DateChoice, Dates
from accountabot.services.goals import edits, goal_views
from accountabot.services.goals.edits import Edited, EditPreview, PendingEdit
from accountabot.ui import due_text, responses
from accountabot.ui.cards import Card, text
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.delivery import panels
from accountabot.ui.delivery.acknowledgements import send_modal, update_message
from accountabot.ui.goals import promise_text
from accountabot.ui.goals.edit_cards import (
    changed_input,
    edit_modal,
    edited_card,
    fingerprint_of,
    invalid_edit_card,
    preview_card,
    which_date_card,
)
from accountabot.ui.goals.goal_autocomplete import own_active_goals
from accountabot.ui.goals.picked_dates import parse_dates
from accountabot.ui.localization import say
from accountabot.ui.modals import Submission, open_modal
from accountabot.ui.responses import act_on_messages, database, member, prepare

PREVIEW = ("edit-apply", "edit-again", "edit-day")
"""The verbs of the items that go on with an edit."""


@command()
@autocomplete(goal=own_active_goals)
async def edit(interaction: Interaction, goal: Range[str, None, TITLE_LIMIT]) -> None:
    """Change one of your goals: its wording, schedule, amount, end, plan, or who can see it

    Args:
        goal: Which of your goals
    """
    line = await database(interaction).read(
        edits.editable_goal, member(interaction), goal, interaction.created_at
    )
    await open_modal(interaction, edit_modal(line))


class Edits(commands.Cog):
    """Handle the submitted edit form."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        bot.modals.register("edit", self.form_sent, self.build_form)

    async def form_sent(self, interaction: Interaction, sent: Submission) -> None:
        """Save the input, and preview the edit or explain why it can't be applied."""
        goal = GoalId(sent.subject)
        now = interaction.created_at
        line = await self.bot.database.read(edits.own_editable_goal, member(interaction), goal, now)
        kept = PendingEdit(line, changed_input(sent.detail, sent.fields), now)
        draft = await prepare(interaction, edits.save_pending, goal, kept.typed)
        try:
            await panels.show(interaction, await _card(interaction, kept, draft, {}), *PREVIEW)
        except Refusal as refusal:
            await _show_refusal(interaction, refusal, kept, draft)

    async def build_form(self, interaction: Interaction, sent: Submission) -> Modal:
        """Build the edit form with what was submitted."""
        read = self.bot.database.read
        now = interaction.created_at
        line = await read(edits.own_editable_goal, member(interaction), GoalId(sent.subject), now)
        return edit_modal(line, changed_input(sent.detail, sent.fields))


class EditButton(PersistentItem, template=template("edit")):
    """The *Edit* button beside a declaration's *Undo*."""

    works_in_messages = True

    async def on_press(self, interaction: Interaction) -> None:
        """Open the edit form."""
        read = database(interaction).read
        now = interaction.created_at
        line = await read(edits.own_editable_goal, member(interaction), GoalId(self.subject), now)
        await open_modal(interaction, edit_modal(line))


class DayPicked(PersistentItem, template=template("edit-day")):
    """A button with a possible date; its detail has all picks so far."""

    works_in_messages = True

    async def on_press(self, interaction: Interaction) -> None:
        """Preview the edit with the picked date."""
        draft = PendingId(self.subject)
        picks = parse_dates(self.detail)
        kept = await _kept(interaction, draft)
        try:
            await update_message(interaction, await _card(interaction, kept, draft, picks))
        except Refusal as refusal:
            await _show_refusal(interaction, refusal, kept, draft)


class ApplyEdit(PersistentItem, template=template("edit-apply")):
    """The *Change it* button; its detail has the picks and a checksum of the preview."""

    works_in_messages = True

    async def on_press(self, interaction: Interaction) -> None:
        """Apply the edit, or show a new preview if the goal has changed."""
        draft, (picks, _, shown) = PendingId(self.subject), self.detail.partition("/")
        kept = await _kept(interaction, draft)
        try:
            card = await _changed(interaction, kept, draft, parse_dates(picks), shown)
            await update_message(interaction, card)
        except Refusal as refusal:
            await _show_refusal(interaction, refusal, kept, draft)


class EditAgain(PersistentItem, template=template("edit-again")):
    """The *Change what I typed* button."""

    works_in_messages = True

    async def on_press(self, interaction: Interaction) -> None:
        """Reopen the form with the member's input."""
        kept = await _kept(interaction, PendingId(self.subject))
        await send_modal(interaction, edit_modal(kept.status, kept.typed))


class KeepAsIs(PersistentItem, template=template("edit-cancel")):
    """The *Leave as is* button."""

    works_in_messages = True

    async def on_press(self, interaction: Interaction) -> None:
        """Close the preview."""
        await update_message(interaction, Card(text(say("edit-left"))))


async def _kept(interaction: Interaction, draft: PendingId) -> PendingEdit:
    return await database(interaction).read(
        edits.load_pending, member(interaction), draft, interaction.created_at
    )


async def _read(interaction: Interaction, kept: PendingEdit, picks: Dates) -> Promise | DateChoice:
    """Parse the input relative to the time it was entered, in the owner's zone, in a thread."""
    goal = kept.status.goal_as_due
    at = kept.at
    calendar, week_start = await database(interaction).read(
        goal_views.member_calendar, member(interaction), at
    )
    from accountabot.phrases.goals import edit_form  # noqa: PLC0415 - not needed before someone edits a goal

    here = edit_form.EditContext(
        calendar=calendar,
        week_start=week_start,
        now=at,
        locale=str(interaction.locale),
        how_often=promise_text.schedule_text(goal.schedule),
    )
    return await asyncio.to_thread(edit_form.parse_edit, goal, kept.typed, here, picks)


async def _card(
    interaction: Interaction, kept: PendingEdit, draft: PendingId, picks: Dates
) -> Card:
    """Build the preview of an edit, or ask for an ambiguous date first."""
    wanted = await _read(interaction, kept, picks)
    if isinstance(wanted, DateChoice):
        return which_date_card(wanted, kept.status, draft, picks)
    return preview_card(await _propose(interaction, kept, wanted), draft, picks)


async def _show_refusal(
    interaction: Interaction, refusal: Refusal, kept: PendingEdit, draft: PendingId
) -> None:
    """Explain why the edit can't be applied, and offer the form again with the same input."""
    card = invalid_edit_card(due_text.refusal_text(refusal), kept.status, draft)
    await panels.show(interaction, card, *PREVIEW)


async def _changed(
    interaction: Interaction, kept: PendingEdit, draft: PendingId, picks: Dates, shown: str
) -> Card:
    """Apply the edit if it matches the preview, or build a new preview."""
    wanted = await _read(interaction, kept, picks)
    if isinstance(wanted, DateChoice):
        raise Refusal("control-unknown")
    proposed = await _propose(interaction, kept, wanted)
    if fingerprint_of(proposed) != shown:
        return preview_card(proposed, draft, picks, is_anew=True)
    done = await act_on_messages(interaction, edits.confirm, draft, proposed, wanted)
    if isinstance(done, EditPreview):
        responses.set_unrecorded(interaction)
        return preview_card(done, draft, picks, is_anew=True)
    _tell(interaction, done)
    return edited_card(done)


async def _propose(interaction: Interaction, kept: PendingEdit, wanted: Promise) -> EditPreview:
    read = database(interaction).read
    now = interaction.created_at
    return await read(edits.preview, member(interaction), kept.status.goal.id, wanted, now)


def _tell(interaction: Interaction, edited: Edited) -> None:
    goal = edited.view.goal
    interaction.client.events.outbox_changed()
    interaction.client.events.goal_changed(goal.owner.server, goal.id)


async def setup(bot: Client) -> None:
    """Load the items and add the command to the existing `/goal` group."""
    bot.add_dynamic_items(EditButton, EditAgain, DayPicked, ApplyEdit, KeepAsIs)
    await bot.add_cog(Edits(bot))
    bot.group_of("Goals").add_command(edit)
