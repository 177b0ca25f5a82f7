"""Greet whoever tries the greetings, and them alone, where newcomers are greeted."""

from typing import Any

from discord import AllowedMentions, HTTPException, Interaction
from discord import Member as DiscordMember

from accountabot.domain.refusals import Refusal
from accountabot.services.channels import Place
from accountabot.services.welcomes import Proposal
from accountabot.ui import answers
from accountabot.ui.cards import Card
from accountabot.ui.greetings import place
from accountabot.ui.naming import tell_sent
from accountabot.ui.texts import say
from accountabot.ui.welcomes import trial


async def greet_on_trial(interaction: Interaction[Any], proposal: Proposal) -> None:
    """Greet the owner, and them alone, where newcomers are greeted."""
    owner = interaction.user
    if not isinstance(owner, DiscordMember):
        raise Refusal("greetings-nowhere")
    send = _try_message if proposal.place.by_message else _try_channel
    await answers.tell(
        interaction,
        await send(interaction, owner, trial(owner, proposal, interaction.id), proposal.place),
    )


async def _try_message(
    interaction: Interaction[Any], owner: DiscordMember, card: Card, __: Place
) -> str:
    """Send a greeting to whoever tries it; return what to tell them."""
    try:
        sent = await owner.send(view=card)
    except HTTPException:
        raise Refusal("greetings-untested-message") from None
    tell_sent(
        interaction.client, sent, interaction.created_at, server=owner.guild.id, also=[owner.id]
    )
    return say("greetings-tested-message")


async def _try_channel(
    interaction: Interaction[Any], owner: DiscordMember, card: Card, chosen: Place
) -> str:
    """Post a greeting that pings whoever tries it, and them alone; return what to tell them."""
    channel = place(owner.guild, chosen.channel)
    if channel is None:
        raise Refusal("greetings-nowhere")
    try:
        sent = await channel.send(view=card, allowed_mentions=AllowedMentions(users=[owner]))
    except HTTPException:
        raise Refusal("greetings-untested", channel=channel.id) from None
    tell_sent(
        interaction.client, sent, interaction.created_at, server=owner.guild.id, also=[owner.id]
    )
    return say("greetings-tested", channel=str(channel.id))
