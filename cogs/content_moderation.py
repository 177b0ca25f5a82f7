"""Let moderators hide goals and undo check-ins; Discord's command permissions apply."""

from discord import Member as DiscordMember
from discord import User
from discord.app_commands import Range, autocomplete, command, default_permissions
from discord.ext import commands

from accountabot.domain.identifiers import GoalId, InteractionId, Member, MemberId, PendingId
from accountabot.domain.user_text import NOTE_LIMIT, TITLE_LIMIT
from accountabot.services.moderation import content_moderation, mass_hiding
from accountabot.services.moderation.mass_hiding import HiddenGoals
from accountabot.ui import responses
from accountabot.ui.cards import Card, text
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, parse_number, template
from accountabot.ui.delivery.acknowledgements import update_message
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say
from accountabot.ui.moderation import moderation_autocomplete
from accountabot.ui.moderation.moderation_autocomplete import picked_member
from accountabot.ui.moderation.moderation_cards import (
    ensure_opener,
    hidden_card,
    hidden_goals_card,
    undo_preview_card,
    undone_card,
)
from accountabot.ui.responses import act, act_on_messages, prepare


@default_permissions(moderate_members=True)
class ContentModeration(
    commands.GroupCog,
    group_name="moderate",
    group_description="Hide a goal, undo a check-in, block a member",
):
    """The `/moderate …` commands."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot

    @command()
    @autocomplete(goal=moderation_autocomplete.goals)
    async def goal(
        self,
        interaction: Interaction,
        member: User | DiscordMember,
        goal: Range[str, None, TITLE_LIMIT],
        reason: Range[str, None, NOTE_LIMIT],
    ) -> None:
        """Hide a goal so that only its owner can see it, or show it again

        Args:
            member: Whose goal
            goal: Which goal; hidden ones are listed too
            reason: Why; it goes on the goal's record, and its owner can read it
        """
        owner = picked_member(interaction, member)
        hidden = await act_on_messages(interaction, content_moderation.hide, owner, goal, reason)
        if hidden.is_new:
            self.bot.events.outbox_changed()
        others = await self.bot.database.read(mass_hiding.count_public, owner)
        await responses.show(interaction, hidden_card(hidden, interaction.user.id, others))

    @command()
    @autocomplete(
        goal=moderation_autocomplete.public_goals, checkin=moderation_autocomplete.check_ins
    )
    async def checkin(
        self,
        interaction: Interaction,
        member: User | DiscordMember,
        goal: Range[str, None, TITLE_LIMIT],
        checkin: Range[str, None, TITLE_LIMIT],
        reason: Range[str, None, NOTE_LIMIT],
    ) -> None:
        """Undo someone's check-in, however old it is

        Args:
            member: Whose check-in
            goal: On which goal
            checkin: Which check-in: its day, or a word from its note
            reason: Why; it goes on the goal's public record
        """
        owner = picked_member(interaction, member)
        asked = await prepare(
            interaction, content_moderation.propose_undo, owner, goal, checkin, reason
        )
        await responses.show(interaction, undo_preview_card(asked, interaction.user.id))


class ShowAgain(PersistentItem, template=template("moderate-show")):
    """The *Show it again* button; its detail is the member who opened the panel."""

    async def on_press(self, interaction: Interaction) -> None:
        """Show the goal to everyone again."""
        ensure_opener(interaction, self.detail)
        goal, was_hidden = await act(interaction, content_moderation.unhide, GoalId(self.subject))
        if was_hidden:
            interaction.client.events.goal_changed(self.server, goal.id)
            interaction.client.events.outbox_changed()
        said = say(
            "moderate-shown" if was_hidden else "moderate-shown-already", title=escape(goal.title)
        )
        await update_message(interaction, Card(text(said)))


class HideAllOfBlocked(PersistentItem, template=template("moderate-hide-all")):
    """The *Hide all of theirs* button of a blocked member's panel."""

    async def on_press(self, interaction: Interaction) -> None:
        """Hide all public goals of the member."""
        ensure_opener(interaction, self.detail)
        who = Member(self.server, MemberId(self.subject))
        await _show_hidden(
            interaction, await act_on_messages(interaction, mass_hiding.hide_all_of_blocked, who)
        )


class HideAllLike(PersistentItem, template=template("moderate-hide-like")):
    """The *Hide all of theirs* button of a hidden goal's panel."""

    async def on_press(self, interaction: Interaction) -> None:
        """Hide all other public goals of its owner."""
        ensure_opener(interaction, self.detail)
        goal = GoalId(self.subject)
        await _show_hidden(
            interaction, await act_on_messages(interaction, mass_hiding.hide_all_like, goal)
        )


async def _show_hidden(interaction: Interaction, hidden: HiddenGoals) -> None:
    interaction.client.events.outbox_changed()
    await responses.show(interaction, hidden_goals_card(hidden, interaction.user.id))


class ShowAllAgain(PersistentItem, template=template("moderate-show-all")):
    """The *Show them again* button; its detail is the opener and the action that hid the goals."""

    async def on_press(self, interaction: Interaction) -> None:
        """Show the goals to everyone again."""
        opener, _, source = self.detail.partition(":")
        ensure_opener(interaction, opener)
        who = Member(self.server, MemberId(self.subject))
        hid = InteractionId(parse_number(source))
        shown = await act(interaction, mass_hiding.show_all, who, hid)
        for goal in shown:
            interaction.client.events.goal_changed(self.server, goal.id)
        interaction.client.events.outbox_changed()
        said = say("moderate-shown-all", count=len(shown), owner=str(who.id))
        await update_message(interaction, Card(text(said)))


class UndoCheckIn(PersistentItem, template=template("moderate-undo")):
    """The *Undo it* button; its detail is the member who opened the panel."""

    async def on_press(self, interaction: Interaction) -> None:
        """Undo the check-in for good."""
        ensure_opener(interaction, self.detail)
        undone = await act_on_messages(
            interaction, content_moderation.confirm_undo, PendingId(self.subject)
        )
        interaction.client.events.action_undone(self.server, undone.entry)
        interaction.client.events.outbox_changed()
        await update_message(interaction, undone_card(undone))


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(ShowAgain, HideAllOfBlocked, HideAllLike, ShowAllAgain, UndoCheckIn)
    await bot.add_cog(ContentModeration(bot))
