"""Let members go on with what failed or was ambiguous, with everything they had typed."""

from dataclasses import replace

from discord.ext import commands
from discord.ui import Modal

from accountabot.domain.calendar.day_runs import days_in
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import InteractionId
from accountabot.domain.refusals import Refusal
from accountabot.domain.typed_input import TypedInput
from accountabot.services import typed_inputs
from accountabot.ui import dates, responses
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, parse_day, template
from accountabot.ui.delivery.acknowledgements import send_modal
from accountabot.ui.localization import say
from accountabot.ui.modals import Submission
from accountabot.ui.responses import database
from accountabot.ui.retries.command_retries import (
    command_form,
    find_command,
    is_guarded,
    merged,
    run_command,
)
from accountabot.ui.retries.retries import AnyCommand, answer_error
from accountabot.ui.retries.retry_cards import RetryCards
from accountabot.write_behind import WriteBehind


class Retries(commands.Cog):
    """The buffer of failed inputs, and the form that repeats a command."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        bot.typed_inputs = WriteBehind(self._save)
        bot.retry_cards = RetryCards()
        bot.modals.register("retry", self.command_sent, self.build_form)

    async def cog_unload(self) -> None:
        """Save the rest before the bot stops, if the database is free."""
        await self.bot.typed_inputs.close()

    async def command_sent(self, interaction: Interaction, sent: Submission) -> None:
        """Run the command again with what the form says."""
        typed = await _find(interaction, sent.subject)
        command = _command_of(self.bot, typed, sent)
        shown = await _with_titles(interaction, typed, command)
        again = replace(
            typed,
            source=InteractionId(interaction.id),
            values=merged(command, typed, shown, sent),
        )
        try:
            await run_command(interaction, command, again)
        except Exception as error:  # noqa: BLE001 - all of the command's input is given back
            await answer_error(interaction, error, again)

    async def build_form(self, interaction: Interaction, sent: Submission) -> Modal:
        """Build the form of a command once more."""
        typed = await _find(interaction, sent.subject)
        return command_form(_command_of(self.bot, typed, sent), sent, has_file=typed.has_file)

    async def _save(self, typed: list[TypedInput]) -> None:
        # The buffer retries by itself, so this fails fast instead of retrying for minutes.
        await self.bot.database.write(typed_inputs.save, typed, self.bot.state.erased)


class TryAgain(PersistentItem, template=template("retry")):
    """The *Try again* button, which opens a form with what was typed."""

    works_in_messages = True

    async def on_press(self, interaction: Interaction) -> None:
        """Open the form of the command, or the same form again."""
        typed = await _find(interaction, self.subject)
        if typed.command is None:
            modal = await interaction.client.modals.build_again(interaction, typed)
        else:
            command = find_command(interaction.client, typed.command)
            shown = await _with_titles(interaction, typed, command)
            fields = {name: str(value) for name, value in shown.values.items()}
            sent = Submission(self.subject, fields=fields)
            modal = command_form(command, sent, has_file=typed.has_file)
        await send_modal(interaction, modal)


class PickDay(PersistentItem, template=template("pick-day")):
    """A day that a typed date can mean; the detail has the name of the option and the day."""

    works_in_messages = True

    async def on_press(self, interaction: Interaction) -> None:
        """Run the command with this day."""
        option, _, detail = self.detail.partition("/")
        days = _days_in(detail)
        asked = await _find(interaction, self.subject)
        if asked.command is None or option not in asked.values:
            raise Refusal("control-unknown")
        command = find_command(interaction.client, asked.command)
        typed = replace(asked, source=InteractionId(interaction.id))
        picked = replace(typed, values={**typed.values, option: detail})
        try:
            await run_command(interaction, command, picked)
        except Exception as error:  # noqa: BLE001 - all of the command's input is given back
            await answer_error(interaction, error, typed)
        else:
            outcome = say("day-picked", day=dates.full_dates(days))
            await interaction.client.retry_cards.replace(interaction, outcome)


def _days_in(detail: str) -> tuple[LocalDay, ...]:
    """Parse the days on a button; raise Refusal if they are forged."""
    runs = (part.partition(" to ") for part in detail.split(","))
    return days_in((parse_day(first), parse_day(last or first)) for first, _, last in runs)


def _command_of(bot: Client, typed: TypedInput, sent: Submission) -> AnyCommand:
    """Return the command that an input belongs to; raise Refusal if a form names another one.

    Discord decides who may use a command, but not who may send a form.
    """
    if typed.command is None or typed.command != sent.detail:
        raise Refusal("control-unknown")
    return find_command(bot, typed.command)


async def _with_titles(
    interaction: Interaction, typed: TypedInput, command: AnyCommand
) -> TypedInput:
    """Return the input as its form shows it."""
    return await database(interaction).read(
        typed_inputs.with_titles, typed, is_guarded=is_guarded(command)
    )


async def _find(interaction: Interaction, source: int) -> TypedInput:
    """Return the member's own input, saved or not yet; raise Refusal if it is gone."""
    who = responses.member(interaction)
    key = InteractionId(source)
    bot = interaction.client
    unsaved = (
        typed
        for typed in bot.typed_inputs.pending
        if (typed.source, typed.member) == (key, who)
        and not typed_inputs.is_erased(typed, bot.state.erased)
    )
    typed = next(unsaved, None) or await bot.database.read(typed_inputs.load, who, key)
    guarded = bool(typed and typed.command and is_guarded(find_command(bot, typed.command)))
    return typed_inputs.ensure_current(typed, interaction.created_at, is_guarded=guarded)


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(TryAgain, PickDay)
    await bot.add_cog(Retries(bot))
