"""Declare goals in public, list them and show them."""

from collections.abc import Iterator
from typing import Literal

from discord import Member as DiscordMember
from discord.app_commands import Range, autocomplete, command
from discord.ext import commands

from accountabot.domain.delivery.sent_messages import SentMessage
from accountabot.domain.goals.amounts import TEXT_LIMIT, UNIT_LIMIT
from accountabot.domain.goals.goal import Goal, GoalState
from accountabot.domain.goals.goal_input import GoalInput
from accountabot.domain.identifiers import GoalId, Member, MemberId, MessageRef
from accountabot.domain.refusals import Refusal
from accountabot.domain.user_text import TITLE_LIMIT
from accountabot.phrases.goals.parsed_goal import SENTENCE_LIMIT
from accountabot.services.goals import goal_views
from accountabot.services.goals.goal_views import GoalView
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.ui import dates, mention_tracking, pagination, responses
from accountabot.ui.cards import Card, text
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, parse_number, template
from accountabot.ui.delivery.acknowledgements import update_message
from accountabot.ui.delivery.announcements import show_goals
from accountabot.ui.escaping import escape
from accountabot.ui.goals import declaration, promise_text
from accountabot.ui.goals.goal_autocomplete import visible_goals
from accountabot.ui.goals.goal_card import goal_card
from accountabot.ui.goals.goal_picker import OPEN, open_goals
from accountabot.ui.localization import say
from accountabot.ui.responses import member

_MARKS = {GoalState.ACTIVE: "🎯", GoalState.COMPLETED: "✅", GoalState.DROPPED: "🍂"}


class Goals(
    commands.GroupCog,
    group_name="goal",
    group_description="Say what you mean to do, and see how it goes",
):
    """The `/goal …` commands."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot

    @command()
    async def declare(
        self,
        interaction: Interaction,
        goal: Range[str, None, SENTENCE_LIMIT],
        schedule: Range[str, None, SENTENCE_LIMIT] | None = None,
        amount: Range[str, None, TEXT_LIMIT] | None = None,
        unit: Range[str, None, UNIT_LIMIT] | None = None,
        plan: Range[str, None, TITLE_LIMIT] | None = None,
        visibility: Literal["server", "only me"] = "server",
    ) -> None:
        """Declare a goal: say in public what you will do

        Args:
            goal: In your own words: Run 5k every Tue and Thu until March 1
            schedule: If the sentence doesn't say: every day, 3x a week, by Friday 17:00, once
            amount: How much each time: 20, or at most 2
            unit: The unit: pages
            plan: When and where: after breakfast, on the balcony
            visibility: Who can see it: everyone on this server, or only you
        """
        typed = GoalInput(
            sentence=goal,
            schedule=(schedule or "").strip(),
            amount=await declaration.parse_amount(interaction, amount, unit),
            plan=plan or "",
            is_private=visibility == "only me",
        )
        await declaration.declare(interaction, typed)

    @command(name="list")
    async def list_(self, interaction: Interaction, member: DiscordMember | None = None) -> None:
        """List your goals, or someone else's

        Args:
            member: Whose goals; if empty, your own
        """
        await responses.show(
            interaction, await goal_list(self.bot, interaction, (member or interaction.user).id)
        )

    @command()
    @autocomplete(goal=visible_goals)
    async def show(self, interaction: Interaction, goal: Range[str, None, TITLE_LIMIT]) -> None:
        """Show a goal with its numbers, yours or anyone's

        Args:
            goal: Which goal: yours are listed first, then everyone's that match what you type
        """
        asker = member(interaction)
        view = await self.bot.database.read(
            goal_views.find_full_view, asker, goal, interaction.created_at
        )
        if view.goal.owner == asker:
            await show_goals(interaction, goal_card(view, is_copy=True), [view.goal])
        else:
            await responses.show(interaction, goal_card(view, asker))


class ListPage(PersistentItem, template=template("goals")):
    """A button to another page of a member's goals."""

    async def on_press(self, interaction: Interaction) -> None:
        """Turn the page."""
        await pagination.turn_page(
            interaction,
            await goal_list(
                interaction.client, interaction, self.subject, parse_number(self.detail)
            ),
        )


class OpenGoal(PersistentItem, template=template(OPEN)):
    """The button or menu that opens the card of a goal."""

    async def on_press(self, interaction: Interaction) -> None:
        """Show the goal's card to the member alone."""
        goal = self.subject or parse_number(self.chosen[0])
        view = await _view(interaction, goal)
        await responses.show(interaction, goal_card(view, member(interaction)))


class Refresh(PersistentItem, template=template("refresh")):
    """The *Refresh* button of a copy of a goal's card."""

    async def on_press(self, interaction: Interaction) -> None:
        """Draw the card anew, as it is now."""
        view = await _view(interaction, self.subject)
        is_public = interaction.message is not None and not interaction.message.flags.ephemeral
        if is_public and view.goal.is_private:
            raise Refusal("goal-gone")
        card = goal_card(view, is_copy=True)
        await update_message(interaction, card)
        if is_public:
            _record_copy(interaction, view.goal, card)


def _record_copy(interaction: Interaction, goal: Goal, card: Card) -> None:
    """Record whom and what a redrawn card shows; if that is outdated by now, it is edited again."""
    if interaction.message:
        sent = SentMessage(
            server=goal.owner.server,
            post=MessageRef(interaction.message.channel.id, interaction.message.id),
            goals=frozenset({goal.id}),
            members=mention_tracking.named(card) - {goal.owner.id},
            since=interaction.created_at,
        )
        interaction.client.sent_messages.add(sent)


async def _view(interaction: Interaction, goal: int) -> GoalView:
    return await responses.database(interaction).read(
        goal_views.load_full_view, member(interaction), GoalId(goal), interaction.created_at
    )


async def goal_list(bot: Client, interaction: Interaction, owner: int, page: int = 0) -> Card:
    """Build a page of a member's goals, due ones first."""
    who = Member(responses.server_id(interaction), MemberId(owner))
    known = await bot.database.read(goal_views.statuses_due_first, who, interaction.created_at)
    asker = member(interaction)
    lines = [line for line in known if line.goal.is_visible_to(asker)]
    is_own = owner == interaction.user.id
    if not lines:
        return Card(text(say("no-goals-yet") if is_own else say("list-none", member=str(owner))))
    shown, page, count = pagination.slice_page(lines, page)
    title = say("list-own-title") if is_own else say("list-title", member=str(owner))
    listed = [_line(line) for line in shown]
    return Card(
        text(title),
        text(*listed),
        *pagination.page_buttons(
            verb="goals", server=who.server, subject=owner, page=page, pages=count
        ),
        *open_goals([line.goal for line in shown]),
    )


def _line(line: GoalStatus) -> str:
    said = (
        promise_text.promise_text(line.goal, line.rules.days),
        *_status(line),
        say("list-streak", streak=line.tally.streak)
        if line.due.is_ongoing and line.tally.streak and not line.goal.is_once
        else None,
    )
    return say(
        "list-line",
        mark=_mark(line.goal),
        title=escape(line.goal.title),
        about=" · ".join(part for part in said if part),
    )


def _status(line: GoalStatus) -> Iterator[str]:
    """Say what is due today, what is still open from before, or how the goal ended."""
    if state := _state(line):
        yield say("list-status", state=state)
    if line.due.back_on:
        yield say("list-paused-until", day=dates.date(line.due.back_on))
    if line.due.grace:
        yield say("list-grace", day=dates.date(line.due.grace.day))


def _mark(goal: Goal) -> str:
    if goal.is_hidden:
        return "🙈"
    return "🔒" if goal.is_private and goal.state is GoalState.ACTIVE else _MARKS[goal.state]


def _state(line: GoalStatus) -> str | None:
    if line.due.is_paused:
        return None if line.due.back_on else "paused"
    if line.goal.state is GoalState.COMPLETED:
        return "completed" if line.goal.ended_at else "kept"
    if line.goal.state is GoalState.DROPPED:
        return "dropped"
    if not line.due.is_ongoing:
        return "over"
    if line.due.today:
        return "late" if line.due.is_late else "due"
    return "open" if line.goal.is_once else None


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(ListPage, OpenGoal, Refresh)
    await bot.add_cog(Goals(bot))
