"""Let moderators block members from the bot, and unblock them."""

from discord import Member as DiscordMember
from discord import User
from discord.app_commands import Range, command

from accountabot.domain.identifiers import Member, MemberId
from accountabot.domain.refusals import Refusal
from accountabot.domain.user_text import NOTE_LIMIT
from accountabot.services.moderation import blocks, mass_hiding
from accountabot.ui import responses
from accountabot.ui.cards import Card, text
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.delivery.acknowledgements import update_message
from accountabot.ui.localization import say
from accountabot.ui.moderation.moderation_autocomplete import picked_member
from accountabot.ui.moderation.moderation_cards import blocked_card, ensure_opener
from accountabot.ui.responses import act


@command(name="member")
async def block(
    interaction: Interaction, member: User | DiscordMember, reason: Range[str, None, NOTE_LIMIT]
) -> None:
    """Block someone from this bot on this server, or unblock them

    Args:
        member: Who to block; if they are already blocked, you can unblock them
        reason: Why; they see it when they try to use the bot
    """
    _ensure_can_block(interaction, member)
    who = picked_member(interaction, member)
    blocked = await act(interaction, blocks.block, who, reason)
    if blocked.is_new:
        interaction.client.state.set_block(who, blocked.block)
        interaction.client.events.standings_stale()
    public = await responses.database(interaction).read(mass_hiding.count_public, who)
    await responses.show(interaction, blocked_card(blocked, who, interaction.user.id, public))


class Unblock(PersistentItem, template=template("moderate-unblock")):
    """The *Unblock* button; its detail is the member who opened the panel."""

    async def on_press(self, interaction: Interaction) -> None:
        """Unblock the member."""
        ensure_opener(interaction, self.detail)
        who = Member(self.server, MemberId(self.subject))
        was_blocked = await act(interaction, blocks.unblock, who)
        interaction.client.state.set_block(who, None)
        interaction.client.events.standings_stale()
        interaction.client.events.outbox_changed()
        said = say(
            "moderate-unblocked" if was_blocked else "moderate-unblocked-already",
            member=str(who.id),
        )
        await update_message(interaction, Card(text(said)))


def _ensure_can_block(interaction: Interaction, member: User | DiscordMember) -> None:
    """Raise Refusal if the member can't be blocked: oneself, a bot or a server manager."""
    if member.id == interaction.user.id:
        raise Refusal("block-own")
    if member.bot:
        raise Refusal("block-bot")
    if isinstance(member, DiscordMember) and member.guild_permissions.manage_guild:
        raise Refusal("block-manager", member=member.id)


async def setup(bot: Client) -> None:
    """Load the button and add the command to the existing `/moderate` group."""
    bot.add_dynamic_items(Unblock)
    bot.group_of("ContentModeration").add_command(block)
