"""Check in, in public: by command, by a card's button, for today or yesterday."""

from typing import Any, Literal

from discord import ButtonStyle, Interaction, SelectOption
from discord.app_commands import autocomplete, command
from discord.ext import commands
from discord.ui import Modal, Select

from accountabot.bot import Accountabot
from accountabot.domain.checkins import When
from accountabot.domain.goals import State
from accountabot.domain.identities import DraftId, GoalId, RecordId
from accountabot.domain.texts import NOTE_LIMIT
from accountabot.services import checkins
from accountabot.services.checkins import HowMuch, WhichDay, WhichGoal
from accountabot.services.recording import CheckedIn, Said
from accountabot.ui import amounts, answers, controls, dates, words
from accountabot.ui.announcing import announce
from accountabot.ui.answers import action
from accountabot.ui.cards import DONE, GOING, QUIET, Card, row, text
from accountabot.ui.controls import Lasting, button, custom_id, template
from accountabot.ui.forms import Sent, form
from accountabot.ui.options import own_active_goals
from accountabot.ui.quotes import quote
from accountabot.ui.texts import say


class CheckIns(commands.Cog):
    """The command `/checkin`, and the notes that are added afterwards."""

    def __init__(self, bot: Accountabot) -> None:
        self.bot = bot
        bot.forms.hear("note", self.note_added)
        bot.forms.hear("amount", self.amount_said)

    @command()
    @autocomplete(goal=own_active_goals)
    async def checkin(
        self,
        interaction: Interaction[Any],
        goal: str | None = None,
        note: str | None = None,
        amount: str | None = None,
        date: Literal["today", "yesterday"] = "today",
    ) -> None:
        """Say that you did it

        Args:
            goal: Which of your goals; left out, the one that is due
            note: How it went, in a few words
            amount: How much it was, where the goal counts that
            date: The day on which you did it
        """
        said = Said(note, amount)
        await answer(
            interaction, await self.bot.database.write(checkins.check_in, action(interaction), goal, When(date), said)
        )

    async def note_added(self, interaction: Interaction[Any], sent: Sent) -> None:
        """Add what was typed to the day that it is about."""
        await self._said(interaction, sent, Said(note=sent.text))

    async def amount_said(self, interaction: Interaction[Any], sent: Sent) -> None:
        """Check in with the amount that was typed, on the day that it is about."""
        await self._said(interaction, sent, Said(amount=sent.text))

    async def _said(self, interaction: Interaction[Any], sent: Sent, said: Said) -> None:
        goal, day = GoalId(sent.subject), controls.day(sent.detail)
        await answer(interaction, await self.bot.database.write(checkins.note, action(interaction), goal, day, said))


class CheckInButton(Lasting, template=template("checkin")):
    """The button *Check in* on a goal's card; with a day named, the answer to *For which day?*"""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Check in on this goal."""
        day = controls.day(self.detail) if self.detail else None
        write = answers.database(interaction).write
        await answer(interaction, await write(checkins.press, action(interaction), GoalId(self.subject), day))


class GoalPicked(Lasting, template=template("pick")):
    """The answer to *Which one did you do?*."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Check in on the goal that was picked."""
        goal, note = GoalId(controls.number(self.chosen[0])), DraftId(self.subject) if self.subject else None
        day, write = controls.day(self.detail), answers.database(interaction).write
        await answer(interaction, await write(checkins.pick, action(interaction), goal, day, note))


class AddNote(Lasting, template=template("note")):
    """The button *Add a note*, to a day that was checked in already."""

    async def pressed(self, interaction: Interaction[Any]) -> None:
        """Ask for the note."""
        await interaction.response.send_modal(
            form("note", self.subject, say("note-form"), say("note-label"), limit=NOTE_LIMIT, detail=self.detail)
        )


async def answer(interaction: Interaction[Any], result: CheckedIn | WhichGoal | WhichDay | HowMuch) -> None:
    """Answer with the public check-in, or with the question that is still open."""
    match result:
        case WhichGoal():
            await answers.show(interaction, _goal_choice(result))
        case WhichDay():
            await answers.show(interaction, _day_choice(result))
        case HowMuch():
            await interaction.response.send_modal(_amount_form(result))
        case CheckedIn(entry=None):
            await answers.show(interaction, _already(result))
        case CheckedIn(entry=int() as key):
            interaction.client.tell_changed(result.line.goal.owner.server, result.line.goal.id)
            await announce(interaction, check_in_card(result), RecordId(key), "checked-in")


def check_in_card(result: CheckedIn) -> Card:
    """Draw a check-in for everyone to see."""
    goal = result.line.goal
    note = say("checked-in-note", note=quote(result.said.note)) if result.said.note else None
    amount = (
        say("checked-in-amount", amount=amounts.done(result.said.amount, goal))
        if result.said.amount is not None
        else None
    )
    numbers = [line for line in (_standing(result), words.next_due(goal, result.line.due), *_news(result)) if line]
    return Card(
        text(say(_headline(result), member=str(goal.owner.id), title=quote(goal.title))),
        *([text(amount, note)] if amount or note else []),
        *([text(*numbers)] if numbers else []),
        colour=QUIET if result.is_bonus else GOING if result.is_short else DONE,
    )


def _standing(result: CheckedIn) -> str | None:
    if result.is_bonus:
        return say("checked-in-bonus-hint")
    return None if result.line.goal.is_once else say("checked-in-streak", streak=result.line.run.streak)


def _news(result: CheckedIn) -> tuple[str | None, str | None]:
    """Tell what its owner may not have noticed: that the goal goes on, and that a freeze was spent."""
    frozen = say("checked-in-frozen", day=dates.date(result.frozen)) if result.frozen else None
    return (say("checked-in-back") if result.is_back else None), frozen


def _headline(result: CheckedIn) -> str:
    if result.line.goal.state is State.COMPLETED:
        return "checked-in-completed-late" if result.is_late else "checked-in-completed"
    if result.is_bonus:
        return "checked-in-bonus"
    if result.is_short:
        return "checked-in-short"
    return "checked-in-late" if result.is_late else "checked-in"


def _already(result: CheckedIn) -> Card:
    goal = result.line.goal
    said = say(f"already-{result.when}", title=quote(goal.title), streak=result.line.run.streak)
    add = button(say("button-add-note"), custom_id("note", goal.owner.server, goal.id, result.said.day.isoformat()))
    return Card(text(said, say("checked-in-back") if result.is_back else None), row(add))


def _amount_form(question: HowMuch) -> Modal:
    goal = question.line.goal
    about = say("amount-about", title=goal.title[:60])
    return form(
        "amount",
        goal.id,
        say("amount-form"),
        say("amount-label"),
        limit=20,
        detail=question.day.isoformat(),
        about=about,
    )


def _goal_choice(question: WhichGoal) -> Card:
    options = [
        SelectOption(
            label=line.goal.title,
            value=str(line.goal.id),
            description=say("which-goal-due") if line.due.today else say("which-goal-streak", streak=line.run.streak),
        )
        for line in question.lines
    ]
    server = question.lines[0].goal.owner.server
    id_ = custom_id("pick", server, question.words or 0, question.day.isoformat())
    return Card(
        text(say("which-goal")), row(Select(custom_id=id_, placeholder=say("which-goal-placeholder"), options=options))
    )


def _day_choice(question: WhichDay) -> Card:
    goal, (yesterday, today) = question.goal, question.days
    labels = ((yesterday, say("which-day-yesterday")), (today, say("which-day-today")))
    return Card(
        text(say("which-day")),
        row(
            *(
                button(label, custom_id("checkin", goal.owner.server, goal.id, day.isoformat()), ButtonStyle.primary)
                for day, label in labels
            )
        ),
    )


async def setup(bot: Accountabot) -> None:
    """Load the cog."""
    bot.add_dynamic_items(CheckInButton, GoalPicked, AddNote)
    await bot.add_cog(CheckIns(bot))
