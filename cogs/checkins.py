"""Check in, in public: by command, by a card's button, for today or yesterday."""

from typing import Any, Literal

from discord import Attachment, Interaction
from discord.app_commands import autocomplete, command
from discord.ext import commands

from accountabot.bot import Accountabot
from accountabot.domain.checkins import When
from accountabot.domain.identities import GoalId, RecordId, WaitingId
from accountabot.domain.proofs import File
from accountabot.domain.refusals import Refusal
from accountabot.domain.texts import NOTE_LIMIT
from accountabot.services import checkins, counting, messages
from accountabot.services.recording import Said
from accountabot.services.waiting import BLANK
from accountabot.ui import answers, asking, controls, words
from accountabot.ui.answers import action
from accountabot.ui.checking import answer
from accountabot.ui.controls import Lasting, template
from accountabot.ui.forms import Sent, form
from accountabot.ui.options import own_active_goals
from accountabot.ui.texts import say


class CheckIns(commands.Cog):
    """The command `/checkin`, and the notes that are added afterwards."""

    def __init__(self, bot: Accountabot) -> None:
        self.bot = bot
        bot.forms.hear("note", self.note_added)
        bot.forms.hear("amount", self.amount_said)
        bot.forms.hear("amount-for", self.amount_said_for_words)

    @command()
    @autocomplete(goal=own_active_goals)
    async def checkin(
        self,
        interaction: Interaction[Any],
        goal: str | None = None,
        note: str | None = None,
        amount: str | None = None,
        proof: Attachment | None = None,
        date: Literal["today", "yesterday"] = "today",
    ) -> None:
        """Say that you did it

        Args:
            goal: Which of your goals; left out, the one that is due
            note: How it went, in a few words
            amount: How much it was, where the goal counts that
            proof: A picture or a file; everyone here will see it
            date: The day on which you did it
        """
        said = Said(
            note, amount, file=File(proof.url, proof.filename, proof.size) if proof else None
        )
        await answer(
            interaction,
            await self.bot.database.write(
                checkins.check_in, action(interaction), goal, When(date), said
            ),
        )

    async def note_added(self, interaction: Interaction[Any], sent: Sent) -> None:
        """Add what was typed to the day that it is about."""
        await self._said(interaction, sent, Said(note=sent.text))

    async def amount_said(self, interaction: Interaction[Any], sent: Sent) -> None:
        """Check in with the amount that was typed, on the day that it is about."""
        await self._said(interaction, sent, Said(amount=sent.text.strip() or BLANK))

    async def amount_said_for_words(self, interaction: Interaction[Any], sent: Sent) -> None:
        """Check in with the amount that was typed and the words that waited for it; ask again where it is none."""
        goal, kept, write = (
            GoalId(controls.number(sent.detail)),
            WaitingId(sent.subject),
            self.bot.database.write,
        )
        try:
            result = await write(counting.say_amount, action(interaction), goal, kept, sent.text)
        except Refusal as refusal:
            question = await self.bot.database.read(
                messages.question, action(interaction), kept, goal
            )
            await answers.show(interaction, asking.how_much_again(question, words.refusal(refusal)))
        else:
            await answer(interaction, result)

    async def _said(self, interaction: Interaction[Any], sent: Sent, said: Said) -> None:
        goal, day = GoalId(sent.subject), controls.day(sent.detail)
        await answer(
            interaction,
            await self.bot.database.write(checkins.note, action(interaction), goal, day, said),
        )


class CheckInButton(Lasting, template=template("checkin")):
    """The button *Check in* on a goal's card; with a day named, the answer to *For which day?*"""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Check in on this goal."""
        day = controls.day(self.detail) if self.detail else None
        write = answers.database(interaction).write
        await answer(
            interaction, await write(checkins.press, action(interaction), GoalId(self.subject), day)
        )


class GoalPicked(Lasting, template=template("pick")):
    """The answer to *Which one did you do?*."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Check in on the goal that was picked."""
        goal, kept = (
            GoalId(controls.number(self.chosen[0])),
            WaitingId(self.subject) if self.subject else None,
        )
        day, write = controls.day(self.detail), answers.database(interaction).write
        await answer(interaction, await write(checkins.pick, action(interaction), goal, day, kept))


class AddNote(Lasting, template=template("note")):
    """The button *Add a note*, to a day that was checked in already."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Ask for the note."""
        await interaction.response.send_modal(
            form(
                "note",
                self.subject,
                say("note-form"),
                say("note-label"),
                limit=NOTE_LIMIT,
                detail=self.detail,
            )
        )


class CountNote(Lasting, template=template("count")):
    """The button *Count 12 of 20 pages*, under a check-in whose note tells that."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Add the amount to the day of the check-in."""
        entry, write = RecordId(self.subject), answers.database(interaction).write
        await answer(
            interaction, await write(counting.add_amount, action(interaction), entry, self.detail)
        )


class CountWords(Lasting, template=template("count-said")):
    """The button *Count 1 of at most 2 coffees*, for words that could not be counted without it."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Check in with the words and the amount."""
        goal, _, amount = self.detail.partition("/")
        kept, write = WaitingId(self.subject), answers.database(interaction).write
        about = GoalId(controls.number(goal))
        await answer(
            interaction, await write(counting.say_amount, action(interaction), about, kept, amount)
        )


class AskAmount(Lasting, template=template("ask-amount")):
    """The button *How much?*, for words that wait for an amount."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Ask how much it was."""
        goal, read = GoalId(controls.number(self.detail)), answers.database(interaction).read
        question = await read(messages.question, action(interaction), WaitingId(self.subject), goal)
        await interaction.response.send_modal(asking.amount_form(question))


async def setup(bot: Accountabot) -> None:
    """Load the cog."""
    bot.add_dynamic_items(CheckInButton, GoalPicked, AddNote, CountNote, CountWords, AskAmount)
    await bot.add_cog(CheckIns(bot))
