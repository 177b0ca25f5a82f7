"""Let owners choose when and where the weekly digest is posted, or turn it off."""

from discord import Guild, TextChannel
from discord.app_commands import Choice, Range, choices, command

from accountabot.domain.identifiers import ServerId
from accountabot.services.digest import digest_settings
from accountabot.ui.checkins.checkin_channel import ensure_channel_exists
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.delivery import panels
from accountabot.ui.digest.digest_setting_card import PICK, TURN_OFF, digest_setting_card
from accountabot.ui.goals import promise_text
from accountabot.ui.responses import act, database


@command(name="digest")
@choices(day=[Choice(name=promise_text.weekday_name(number), value=number) for number in range(7)])
async def choose_digest(
    interaction: Interaction,
    channel: TextChannel | None = None,
    day: int | None = None,
    hour: Range[int, 0, 23] | None = None,
) -> None:
    """See, choose or turn off the weekly digest

    Args:
        channel: Where to post it; leave empty for no change
        day: Which day of the week; leave empty for no change
        hour: Which hour, 0 to 23, in this server's time zone; leave empty for no change
    """
    await _choose(interaction, channel.id if channel else None, day, hour)


class DigestChannel(PersistentItem, template=template(PICK)):
    """The channel menu that turns the digest on."""

    async def on_press(self, interaction: Interaction) -> None:
        """Post the digest in the picked channel."""
        ensure_channel_exists(interaction.guild, self.chosen_channel)
        await _choose(interaction, self.chosen_channel)


class TurnDigestOff(PersistentItem, template=template(TURN_OFF)):
    """The *Turn off* button."""

    async def on_press(self, interaction: Interaction) -> None:
        """Turn the digest off."""
        is_new = await act(interaction, digest_settings.turn_off)
        await _show(interaction, is_known=not is_new)


async def _choose(
    interaction: Interaction, channel: int | None, day: int | None = None, hour: int | None = None
) -> None:
    """Save the owner's choices, if any, and show the setting."""
    is_known = False
    if any(chosen is not None for chosen in (channel, day, hour)):
        is_known = not await act(interaction, digest_settings.choose, channel, day, hour)
        interaction.client.events.outbox_changed()
    await _show(interaction, is_known=is_known)


async def _show(interaction: Interaction, *, is_known: bool) -> None:
    guild = interaction.guild
    assert isinstance(guild, Guild)
    server, now = ServerId(guild.id), interaction.created_at
    setting = await database(interaction).read(digest_settings.load_setting, server, now)
    count = database(interaction).read_in_background
    numbers = await count(digest_settings.count_for_owners, server, now)
    await panels.show(interaction, digest_setting_card(guild, setting, numbers, is_known=is_known))


async def setup(bot: Client) -> None:
    """Load the items and add the command to the existing `/setup` group."""
    bot.add_dynamic_items(DigestChannel, TurnDigestOff)
    bot.group_of("Setup").add_command(choose_digest)
