"""Complete a goal's draft with the answers to the questions about its sentence."""

from dataclasses import replace

from discord.ext import commands
from discord.ui import Modal

from accountabot.domain.goals.goal_input import GoalInput
from accountabot.domain.goals.schedules import DAILY, WORKDAYS, Once, Per, Schedule, parse_schedule
from accountabot.domain.identifiers import PendingId
from accountabot.domain.refusals import Refusal
from accountabot.domain.typed_input import TypedInput
from accountabot.phrases.calendar.date_reader import DateRole
from accountabot.services.goals import drafts, goal_offers, goal_views
from accountabot.services.goals.goal_views import MemberCalendar
from accountabot.ui import due_text
from accountabot.ui.calendar.typed_dates import read_days, read_deadlines
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, parse_number, template
from accountabot.ui.goals import declaration
from accountabot.ui.goals.draft_answers import DraftAnswers
from accountabot.ui.goals.goal_prompts import (
    ask_for_schedule,
    deadline_modal,
    end_modal,
    first_goal_modal,
)
from accountabot.ui.localization import say
from accountabot.ui.modals import Submission, open_modal
from accountabot.ui.responses import action, database, member
from accountabot.ui.retries.retries import answer_error, command_input, typed_into, typed_text

_AT_ONE_TAP: dict[str, Schedule] = {
    "daily": DAILY,
    "workdays": WORKDAYS,
    "thrice": Per(3, "week"),
    "weekly": Per(1, "week"),
    "once": Once(),
}


class HowOften(PersistentItem, template=template("schedule")):
    """The buttons for common schedules, and for the end of a given schedule."""

    async def on_press(self, interaction: Interaction) -> None:
        """Declare the goal with this schedule, or ask for its end."""
        how, _, answered = self.detail.partition("/")
        draft = PendingId(self.subject)
        answers = DraftAnswers.from_detail(answered)
        if how == "deadline":
            await open_modal(interaction, deadline_modal(draft))
        elif how == "named":
            await open_modal(interaction, end_modal(draft, answers.to_detail()))
        elif how == "none":
            await declaration.declare_pending(interaction, draft, answers.with_end([]))
        elif schedule := _AT_ONE_TAP.get(how):
            answers = replace(answers, schedule=schedule)
            await declaration.declare_pending(interaction, draft, answers)
        else:
            raise Refusal("control-unknown")


class OnWeekdays(PersistentItem, template=template("weekdays")):
    """The menu of weekdays on which the goal is due."""

    async def on_press(self, interaction: Interaction) -> None:
        """Declare the goal with these weekdays."""
        answers = DraftAnswers(schedule=parse_schedule("weekly on " + ",".join(self.chosen)))
        await declaration.declare_pending(interaction, PendingId(self.subject), answers)


class WhichDate(PersistentItem, template=template("pick-date")):
    """The buttons for the possible dates of an ambiguous sentence or form."""

    async def on_press(self, interaction: Interaction) -> None:
        """Declare the goal with this date."""
        answers = DraftAnswers.from_detail(self.detail)
        await declaration.declare_pending(interaction, PendingId(self.subject), answers)


class OfferButton(PersistentItem, template=template("offer")):
    """The buttons for the goals in one sentence; the detail is the draft of one of them."""

    async def on_press(self, interaction: Interaction) -> None:
        """Declare this goal, or update the question if that is no longer possible."""
        wanted = parse_number(self.detail)
        read = database(interaction).read
        offer = await read(goal_offers.load_offer, member(interaction), PendingId(self.subject))
        goal = next((each for each in offer.goals if each.draft == wanted), None)
        if goal is None:
            raise Refusal("control-unknown")
        if goal not in offer.open_goals:
            await declaration.show_offer(interaction, offer)
            return
        await read(drafts.ensure_room, action(interaction))
        try:
            await declaration.declare_pending(interaction, goal.draft, DraftAnswers())
        except Refusal as refusal:
            await answer_error(interaction, refusal, _as_command(interaction, goal.typed))


class Drafts(commands.Cog):
    """Handle the modals that complete a draft."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot
        bot.modals.register("deadline", self.deadline_given, _deadline_again)
        bot.modals.register("end", self.end_given, _end_again)
        bot.modals.register("first-goal", self.first_goal_said, _first_goal_again)

    async def deadline_given(self, interaction: Interaction, sent: Submission) -> None:
        """Declare the goal with the submitted deadline."""
        draft = PendingId(sent.subject)
        found = await self.bot.database.read(drafts.load_draft, member(interaction), draft)
        here = await self._here(interaction)
        answers = DraftAnswers(schedule=Once())
        try:
            ends = await read_deadlines(interaction, sent.text, here)
            await declaration.declare_until(interaction, draft, answers, ends, here.calendar)
        except Refusal as refusal:
            _, understood = await declaration.parse_draft(interaction, found)
            typed = typed_into(interaction)
            told = typed_text(typed) if typed else ""
            problem = f"{due_text.refusal_text(refusal)}\n{told}"
            await ask_for_schedule(interaction, draft, understood.title, problem, typed)

    async def end_given(self, interaction: Interaction, sent: Submission) -> None:
        """Declare the goal with the submitted last day."""
        draft = PendingId(sent.subject)
        here = await self._here(interaction)
        answers = DraftAnswers.from_detail(sent.detail)
        days = await read_days(interaction, sent.text, DateRole.END, here)
        await declaration.declare_until(interaction, draft, answers, days, here.calendar)

    async def first_goal_said(self, interaction: Interaction, sent: Submission) -> None:
        """Declare a newcomer's first goal."""
        await declaration.declare(interaction, GoalInput(sent.text))

    async def _here(self, interaction: Interaction) -> MemberCalendar:
        return await self.bot.database.read(
            goal_views.member_calendar, member(interaction), interaction.created_at
        )


async def _deadline_again(_: Interaction, sent: Submission) -> Modal:
    return deadline_modal(sent.subject, sent.text)


async def _end_again(_: Interaction, sent: Submission) -> Modal:
    return end_modal(sent.subject, sent.detail, sent.text)


async def _first_goal_again(_: Interaction, sent: Submission) -> Modal:
    return first_goal_modal(say("first-goal-form"), sent.text)


def _as_command(interaction: Interaction, typed: GoalInput) -> TypedInput | None:
    """Return a refused goal as a command, to be corrected and tried again."""
    values = {"goal": typed.sentence, "plan": typed.plan}
    if typed.is_private:
        values["visibility"] = "only me"
    return command_input(interaction, "goal declare", values)


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(HowOften, OnWeekdays, WhichDate, OfferButton)
    await bot.add_cog(Drafts(bot))
