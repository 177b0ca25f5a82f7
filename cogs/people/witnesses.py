"""Let members witness and cheer each other's goals, and record departures."""

from discord import Member as DiscordMember
from discord import RawMemberRemoveEvent, User
from discord.app_commands import Range, command
from discord.ext import commands

from accountabot.domain.delivery.delivery_failures import PostKind
from accountabot.domain.identifiers import GoalId, Member, MemberId, ServerId
from accountabot.domain.refusals import Refusal
from accountabot.domain.user_text import NOTE_LIMIT
from accountabot.services.people import cheers, departures, witnesses
from accountabot.services.people.cheers import Cheered
from accountabot.services.people.witnesses import NewWitness
from accountabot.ui import responses
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.delivery.announcements import share
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say
from accountabot.ui.people.cheer_cards import cheer_card
from accountabot.ui.people.cooldown import ensure_no_recent_deletion
from accountabot.ui.people.question_cards import witness_card
from accountabot.ui.responses import act, action, member


class Witnesses(commands.Cog):
    """The `/cheer` command, and the listener for members who leave."""

    def __init__(self, bot: Client) -> None:
        self.bot = bot

    @commands.Cog.listener()
    async def on_raw_member_remove(self, event: RawMemberRemoveEvent) -> None:
        """Record that a member left."""
        left = Member(ServerId(event.guild_id), MemberId(event.user.id))
        await self.bot.database.write_in_background(
            departures.record_departures, [left], self.bot.clock.now()
        )
        self.bot.events.standings_stale()

    @command()
    async def cheer(
        self,
        interaction: Interaction,
        member: User | DiscordMember,
        message: Range[str, None, NOTE_LIMIT] | None = None,
    ) -> None:
        """Cheer someone for the last thing they did, or for what they plan to do

        Args:
            member: Who to cheer
            message: A word from you, if you like; everyone can read it
        """
        ensure_no_recent_deletion(interaction)
        whom = _to_cheer(interaction, member)
        cheered = await act(interaction, cheers.cheer_member, whom, message)
        if not cheered.is_new:
            await responses.show_privately(interaction, _already(cheered))
            return
        self.bot.events.goal_changed(whom.server, cheered.goal.id)
        if cheered.entry:
            self.bot.events.check_in_cheered(whom.server, cheered.entry)
        card = cheer_card(cheered, action(interaction).member.id)
        await share(
            interaction,
            card,
            PostKind.CHEER,
            pinged=whom.id,
            privately="cheers-privately",
            unposted="not-posted",
        )


class WitnessButton(PersistentItem, template=template("witness")):
    """The *Hold me to it* button."""

    async def on_press(self, interaction: Interaction) -> None:
        """Witness the goal."""
        result = await act(interaction, witnesses.witness, GoalId(self.subject))
        _tell_changed(interaction, result)
        interaction.client.events.outbox_changed()
        await responses.show(interaction, witness_card(result))


class StepBackButton(PersistentItem, template=template("step-back")):
    """The *Step back* button for witnesses."""

    async def on_press(self, interaction: Interaction) -> None:
        """Stop witnessing the goal."""
        result = await act(interaction, witnesses.step_back, GoalId(self.subject))
        await _answer(interaction, "stepped-back", result)


class CheerButton(PersistentItem, template=template("cheer")):
    """The *Cheer* button of a goal."""

    async def on_press(self, interaction: Interaction) -> None:
        """Cheer the goal."""
        ensure_no_recent_deletion(interaction)
        cheered = await act(interaction, cheers.cheer_goal, GoalId(self.subject))
        await _answer(interaction, "cheered", NewWitness(cheered.goal, cheered.is_new))


def _to_cheer(interaction: Interaction, user: User | DiscordMember) -> Member:
    """Return the member to cheer; raise Refusal for a bot or someone who left."""
    if user.bot:
        raise Refusal("cheer-bot")
    if not isinstance(user, DiscordMember):
        raise Refusal("cheer-left", member=user.id)
    return Member(member(interaction).server, MemberId(user.id))


def _already(cheered: Cheered) -> str:
    """Explain that the member has already cheered this, and return their message."""
    said = say("cheers-already", owner=str(cheered.goal.owner.id))
    return f"{said}\n{say('retry-typed', text=escape(cheered.note))}" if cheered.note else said


async def _answer(interaction: Interaction, key: str, result: NewWitness) -> None:
    goal = result.goal
    _tell_changed(interaction, result)
    key = key if result.is_new else f"{key}-already"
    await responses.show_privately(
        interaction, say(key, owner=str(goal.owner.id), title=escape(goal.title))
    )


def _tell_changed(interaction: Interaction, result: NewWitness) -> None:
    if result.is_new:
        interaction.client.events.goal_changed(result.goal.owner.server, result.goal.id)


async def setup(bot: Client) -> None:
    """Load the cog."""
    bot.add_dynamic_items(WitnessButton, StepBackButton, CheerButton)
    await bot.add_cog(Witnesses(bot))
