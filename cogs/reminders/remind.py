"""Let members choose when they are reminded of a goal, by command or in the cards it shows."""

import asyncio

from discord.app_commands import Choice, Range, autocomplete, command
from discord.ext import commands
from discord.ui import Modal

from accountabot.domain.identifiers import GoalId
from accountabot.domain.refusals import Refusal
from accountabot.domain.reminders.reminder_times import ReminderTimes
from accountabot.domain.user_text import TITLE_LIMIT
from accountabot.services.goals import goal_views
from accountabot.services.reminders import choices, outlook
from accountabot.services.reminders.choices import WhichGoals
from accountabot.ui import responses
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, parse_number, template
from accountabot.ui.delivery.acknowledgements import update_message
from accountabot.ui.goals.goal_autocomplete import own_active_goals
from accountabot.ui.localization import say
from accountabot.ui.modals import LABEL_LIMIT, Submission, open_modal, text_modal
from accountabot.ui.reminders.outlook_cards import (
    goal_card,
    overview_card,
    set_card,
    several_set_card,
    which_goals_card,
)
from accountabot.ui.reminders.switch_buttons import parse_times
from accountabot.ui.responses import act, database, member
from accountabot.ui.truncation import truncate

LIMIT = 60
"""The maximum number of characters of typed times."""
SUGGESTED = ("7am", "9pm", "30 min before", "auto", "off")


async def suggest_times(_: Interaction, typed: str) -> list[Choice[str]]:
    """Suggest times, by what is typed so far."""
    begun = typed.strip().casefold()
    return [
        Choice(name=say(f"remind-suggest-{each.replace(' ', '-')}"), value=each)
        for each in SUGGESTED
        if each.startswith(begun)
    ]


class Remind(commands.Cog):
    """The command `/remind`, and the form for times."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        bot.modals.register("remind-at", self.times_sent, _form)

    @command()
    @autocomplete(goal=own_active_goals, at=suggest_times)
    async def remind(
        self,
        interaction: Interaction,
        goal: Range[str, None, TITLE_LIMIT] | None = None,
        at: Range[str, None, LIMIT] | None = None,
    ) -> None:
        """See when I remind you of your goals, or change it; only you see this

        Args:
            goal: Which of your goals; if empty, I’ll ask
            at: When: 7am, 7am and 9pm, 30 min before, auto, off
        """
        if at is not None:
            await self._set(interaction, goal, at)
        elif goal:
            read = database(interaction).read
            now = interaction.created_at
            found = await read(choices.look_up, member(interaction), goal, now)
            await responses.show(interaction, goal_card(found))
        else:
            await _show_all(interaction)

    async def times_sent(self, interaction: Interaction, sent: Submission) -> None:
        """Set the submitted times."""
        times = await _read(interaction, sent.text)
        goal = GoalId(sent.subject)
        chosen = await act(interaction, choices.set_times_of, [goal], times)
        _wake(interaction)
        card = set_card(chosen.outlooks[0])
        if interaction.message and interaction.message.flags.ephemeral:
            await update_message(interaction, card)
        else:
            await responses.show(interaction, card)

    async def _set(self, interaction: Interaction, goal: str | None, at: str) -> None:
        times = await _read(interaction, at)
        found = await act(interaction, choices.set_times, goal, times)
        if isinstance(found, WhichGoals):
            responses.set_unrecorded(interaction)
            server = responses.server_id(interaction)
            await responses.show(interaction, which_goals_card(server, found))
            return
        _wake(interaction)
        await responses.show(interaction, set_card(found))


class GoalsToRemindOf(PersistentItem, template=template("remind-pick")):
    """The menu of the goals for which times were typed."""

    async def on_press(self, interaction: Interaction) -> None:
        """Set the times of the picked goals."""
        goals = [GoalId(parse_number(value)) for value in self.chosen]
        times = parse_times(self.detail)
        chosen = await act(interaction, choices.set_times_of, goals, times)
        _wake(interaction)
        is_one = len(chosen.outlooks) == 1 and not chosen.refused
        card = set_card(chosen.outlooks[0]) if is_one else several_set_card(chosen)
        await update_message(interaction, card)


class GoalToRemindOf(PersistentItem, template=template("remind-open")):
    """The menu of the overview, which opens one goal."""

    async def on_press(self, interaction: Interaction) -> None:
        """Show when the member is reminded of the goal."""
        goal = GoalId(parse_number(self.chosen[0]))
        read = database(interaction).read
        found = await read(choices.look_at, member(interaction), goal, interaction.created_at)
        await update_message(interaction, goal_card(found))


class ChangeTimes(PersistentItem, template=template("remind-times")):
    """The *Pick a time* button of one goal."""

    works_in_messages = True

    async def on_press(self, interaction: Interaction) -> None:
        """Ask for the times."""
        await open_modal(interaction, await _form(interaction, Submission(self.subject)))


async def _show_all(interaction: Interaction) -> None:
    read = database(interaction).read
    who = member(interaction)
    found = await read(outlook.outlooks, who, interaction.created_at)
    if not found:
        raise Refusal("no-goals-yet")
    await responses.show(interaction, overview_card(who.server, found))


async def _read(interaction: Interaction, text: str) -> ReminderTimes:
    """Read the typed times in the member's calendar, in a thread because it can be slow."""
    now = interaction.created_at
    here = await database(interaction).read(goal_views.member_calendar, member(interaction), now)
    from accountabot.phrases.reminders import reminder_reader  # noqa: PLC0415 - not needed before someone types times

    return await asyncio.to_thread(
        reminder_reader.read_reminder_times,
        text,
        here.calendar,
        now,
        locale=str(interaction.locale),
    )


async def _form(interaction: Interaction, sent: Submission) -> Modal:
    read = database(interaction).read
    goal = GoalId(sent.subject)
    found = await read(choices.look_at, member(interaction), goal, interaction.created_at)
    times = found.times
    typed = "" if times is None or times.is_auto or times.is_off else _as_typed(times)
    return text_modal(
        "remind-at",
        sent.subject,
        say("remind-form"),
        truncate(found.goal.title, LABEL_LIMIT),
        limit=LIMIT,
        value=sent.text or typed,
        hint=say("remind-form-hint"),
        about=say("remind-form-about"),
    )


def _as_typed(times: ReminderTimes) -> str:
    """Return times as a member would type them."""
    if times.before:
        return f"{int(times.before.total_seconds()) // 60} min before"
    return ", ".join(each.isoformat("minutes") for each in times.at)


def _wake(interaction: Interaction) -> None:
    interaction.client.events.reminders_changed()
    interaction.client.events.outbox_changed()


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(GoalsToRemindOf, GoalToRemindOf, ChangeTimes)
    await bot.add_cog(Remind(bot))
