"""Check in by command or by a card's button, for today or yesterday."""

from collections.abc import Sequence
from typing import Literal

from discord import Attachment
from discord.app_commands import Range, autocomplete, command
from discord.ext import commands
from discord.ui import Modal

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.checkins.attachments import ProofFile
from accountabot.domain.checkins.checkin_day import DayChoice
from accountabot.domain.goals.amounts import TEXT_LIMIT
from accountabot.domain.identifiers import GoalId, PendingId
from accountabot.domain.refusals import Refusal
from accountabot.domain.user_text import NOTE_LIMIT, TITLE_LIMIT
from accountabot.services.checkins import amendments, channel_messages, checkin_requests, picks
from accountabot.services.checkins.checked_in import CheckInInput
from accountabot.services.checkins.pending_check_ins import BLANK
from accountabot.services.checkins.picks import Picked
from accountabot.ui import components, responses
from accountabot.ui.checkins import checkin_prompts
from accountabot.ui.checkins.amount_autocomplete import amount_left
from accountabot.ui.checkins.replies import answer, show_picked
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.goals.goal_autocomplete import own_active_goals
from accountabot.ui.localization import say
from accountabot.ui.modals import Submission, open_modal, text_modal
from accountabot.ui.responses import act, action
from accountabot.ui.retries.retries import answer_error, command_input


class CheckIns(commands.Cog):
    """The command `/checkin`, and the modals that follow it."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        bot.modals.register("note", self.note_added, _note_form)
        bot.modals.register("amount", self.amount_said, _amount_form)
        bot.modals.register("amount-pending", self.amount_said_for_words, _pending_amount_form)

    @command()
    @autocomplete(goal=own_active_goals, amount=amount_left)
    async def checkin(
        self,
        interaction: Interaction,
        goal: Range[str, None, TITLE_LIMIT] | None = None,
        note: Range[str, None, NOTE_LIMIT] | None = None,
        amount: Range[str, None, TEXT_LIMIT] | None = None,
        proof: Attachment | None = None,
        date: Literal["today", "yesterday"] = "today",
    ) -> None:
        """Check in: say that you did it

        Args:
            goal: Which of your goals; if empty, the one that is due
            note: How it went, in a few words
            amount: How much, if the goal tracks an amount: 20, 20 pages, 1h 15m
            proof: A picture or a file; everyone here will see it
            date: The day you did it
        """
        said = CheckInInput(
            note=note,
            amount=amount,
            file=ProofFile(proof.url, proof.filename, proof.size) if proof else None,
            locale=str(interaction.locale),
        )
        await answer(
            interaction,
            await act(interaction, checkin_requests.check_in, goal, DayChoice(date), said),
        )

    async def note_added(self, interaction: Interaction, sent: Submission) -> None:
        """Add the submitted note to its day."""
        await self._said(interaction, sent, CheckInInput(note=sent.text))

    async def amount_said(self, interaction: Interaction, sent: Submission) -> None:
        """Check in with the submitted amount."""
        amount = sent.text.strip() or BLANK
        said = CheckInInput(amount=amount, locale=str(interaction.locale))
        await self._said(interaction, sent, said)

    async def amount_said_for_words(self, interaction: Interaction, sent: Submission) -> None:
        """Check in with the submitted amount and the pending note."""
        goal = GoalId(components.parse_number(sent.detail))
        kept = PendingId(sent.subject)
        locale = str(interaction.locale)
        await answer(
            interaction,
            await act(interaction, amendments.enter_amount, goal, kept, sent.text, locale),
            kept,
        )

    async def _said(self, interaction: Interaction, sent: Submission, said: CheckInInput) -> None:
        goal = GoalId(sent.subject)
        day = components.parse_day(sent.detail)
        await answer(
            interaction,
            await act(interaction, checkin_requests.submit_form, goal, day, said),
        )


class CheckInButton(PersistentItem, template=template("checkin")):
    """The *Check in* button of a goal's card, or of a day in *For which day?*"""

    works_in_messages = True

    async def on_press(self, interaction: Interaction) -> None:
        """Check in on the goal."""
        day = components.parse_day(self.detail) if self.detail else None
        await answer(
            interaction,
            await act(interaction, checkin_requests.press, GoalId(self.subject), day),
        )


class GoalsPicked(PersistentItem, template=template("pick-goal")):
    """The menu *I did these…*, for one goal or several at once."""

    works_in_messages = True

    async def on_press(self, interaction: Interaction) -> None:
        """Check in on the picked goals."""
        goals = [GoalId(components.parse_number(value)) for value in self.chosen]
        kept = PendingId(self.subject) if self.subject else None
        await _pick(interaction, goals, components.parse_day(self.detail), kept)


class GoalPicked(PersistentItem, template=template("pick-one")):
    """The button of one goal below *Which one did you do?*"""

    works_in_messages = True

    async def on_press(self, interaction: Interaction) -> None:
        """Check in on the goal."""
        day, _, pending = self.detail.partition("/")
        kept = PendingId(components.parse_number(pending or "0"))
        await _pick(interaction, [GoalId(self.subject)], components.parse_day(day), kept or None)


class AddNote(PersistentItem, template=template("note")):
    """The *Add a note* button for a day that already has a check-in."""

    works_in_messages = True

    async def on_press(self, interaction: Interaction) -> None:
        """Ask for the note."""
        sent = Submission(self.subject, self.detail)
        await open_modal(interaction, await _note_form(interaction, sent))


class CountPendingNote(PersistentItem, template=template("count-pending")):
    """The *Count 1 of at most 2 coffees* button for a note that needs an amount."""

    works_in_messages = True

    async def on_press(self, interaction: Interaction) -> None:
        """Check in with the pending note and the amount."""
        goal, _, amount = (*self.detail.split("/", 2), "", "")[:3]
        kept = PendingId(self.subject)
        about = GoalId(components.parse_number(goal))
        await answer(
            interaction,
            await act(interaction, amendments.enter_amount, about, kept, amount),
            kept,
        )


class AskAmount(PersistentItem, template=template("ask-amount")):
    """The *How much?* button for a pending note."""

    works_in_messages = True

    async def on_press(self, interaction: Interaction) -> None:
        """Ask for the amount."""
        goal = GoalId(components.parse_number(self.detail))
        read = responses.database(interaction).read
        question = await read(
            channel_messages.how_much, action(interaction), PendingId(self.subject), goal
        )
        await open_modal(interaction, checkin_prompts.amount_modal(question))


class NoteOnly(PersistentItem, template=template("note-only")):
    """The *Just the note* button for a pending note that mentions an amount."""

    works_in_messages = True

    async def on_press(self, interaction: Interaction) -> None:
        """Check in with the pending note alone."""
        goal = GoalId(components.parse_number(self.detail))
        pending = PendingId(self.subject)
        noted = await act(interaction, amendments.enter_note, goal, pending)
        await answer(interaction, noted, pending)


async def _pick(
    interaction: Interaction, goals: Sequence[GoalId], day: LocalDay, kept: PendingId | None
) -> None:
    locale = str(interaction.locale)
    try:
        result = await act(interaction, picks.pick, goals, day, pending_id=kept, locale=locale)
    except Refusal as refusal:
        await _give_back(interaction, refusal, goals[0], kept)
        return
    if isinstance(result, Picked):
        await show_picked(interaction, result)
    else:
        await answer(interaction, result)


async def _give_back(
    interaction: Interaction, refusal: Refusal, goal: GoalId, kept: PendingId | None
) -> None:
    """Refuse a picked goal, and give the pending check-in back as the command it came from.

    One that was counted is not given back: nobody means to count it again.
    """
    if kept is None or refusal.key == "words-gone":
        raise refusal
    read = responses.database(interaction).read
    options = await read(checkin_requests.options_of, action(interaction), goal, kept)
    has_file = options.pop("proof", None) is not None
    typed = command_input(interaction, "checkin", options, has_file=has_file)
    await answer_error(interaction, refusal, typed)


async def _note_form(_: Interaction, sent: Submission) -> Modal:
    return text_modal(
        "note",
        sent.subject,
        say("note-form"),
        say("note-label"),
        limit=NOTE_LIMIT,
        detail=sent.detail,
        value=sent.text,
    )


async def _amount_form(interaction: Interaction, sent: Submission) -> Modal:
    read = responses.database(interaction).read
    day = components.parse_day(sent.detail)
    question = await read(checkin_requests.how_much, action(interaction), GoalId(sent.subject), day)
    return checkin_prompts.amount_modal(question, value=sent.text)


async def _pending_amount_form(interaction: Interaction, sent: Submission) -> Modal:
    read = responses.database(interaction).read
    goal = GoalId(components.parse_number(sent.detail))
    question = await read(
        channel_messages.how_much, action(interaction), PendingId(sent.subject), goal
    )
    return checkin_prompts.amount_modal(question, value=sent.text)


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(
        CheckInButton, GoalsPicked, GoalPicked, AddNote, CountPendingNote, NoteOnly, AskAmount
    )
    await bot.add_cog(CheckIns(bot))
