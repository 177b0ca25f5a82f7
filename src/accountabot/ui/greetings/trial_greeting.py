"""Post a test greeting that pings only the owner who asked for it."""

from discord import AllowedMentions
from discord import Member as DiscordMember

from accountabot.domain.refusals import Refusal
from accountabot.services.greetings.greeting_templates import TemplatesPreview
from accountabot.services.server.channels import GreetingChannel
from accountabot.ui import responses
from accountabot.ui.cards import Card
from accountabot.ui.client import Interaction
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS
from accountabot.ui.delivery.sending import send_once
from accountabot.ui.greetings.template_cards import test_greeting_card
from accountabot.ui.localization import say
from accountabot.ui.mention_tracking import track_sent
from accountabot.ui.server.greeting_channel import greeting_channel_of


async def post_test_greeting(interaction: Interaction, proposal: TemplatesPreview) -> None:
    """Post a test greeting in the channel used for newcomers."""
    owner = interaction.user
    if not isinstance(owner, DiscordMember):
        raise Refusal("greetings-nowhere")
    send = _try_message if proposal.destination.by_message else _try_channel
    await responses.show_privately(
        interaction,
        await send(
            interaction,
            owner,
            test_greeting_card(owner, proposal, interaction.id),
            proposal.destination,
        ),
    )


async def _try_message(
    interaction: Interaction, owner: DiscordMember, card: Card, __: GreetingChannel
) -> str:
    """Send the test greeting as a direct message; return the reply to the owner."""
    try:
        sent = await send_once(owner, str(interaction.id), view=card)
    except REQUEST_ERRORS:
        raise Refusal("greetings-untested-message") from None
    track_sent(
        interaction.client, sent, interaction.created_at, server=owner.guild.id, also=[owner.id]
    )
    return say("greetings-tested-message")


async def _try_channel(
    interaction: Interaction, owner: DiscordMember, card: Card, chosen: GreetingChannel
) -> str:
    """Post the test greeting in the channel; return the reply to the owner."""
    channel = greeting_channel_of(owner.guild, chosen.channel)
    if channel is None:
        raise Refusal("greetings-nowhere")
    try:
        mentions = AllowedMentions(users=[owner])
        nonce = str(interaction.id)
        sent = await send_once(channel, nonce, view=card, allowed_mentions=mentions)
    except REQUEST_ERRORS:
        raise Refusal("greetings-untested", channel=channel.id) from None
    track_sent(
        interaction.client, sent, interaction.created_at, server=owner.guild.id, also=[owner.id]
    )
    return say("greetings-tested", channel=str(channel.id))
