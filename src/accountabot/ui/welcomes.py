"""Show owners which channels they chose, and with which words newcomers are greeted, before those are used."""

from typing import Any

from discord import ButtonStyle, ChannelType, Guild, Interaction, TextChannel
from discord import Member as DiscordMember
from discord.ui import ActionRow, Button, ChannelSelect, Modal, TextDisplay

from accountabot.domain import greetings as rules
from accountabot.services.channels import Channels, Place
from accountabot.services.greetings import Turn
from accountabot.services.welcomes import Proposal, mark
from accountabot.ui import channels, homes
from accountabot.ui.cards import GOING, Card, row, text
from accountabot.ui.controls import button, custom_id
from accountabot.ui.forms import field, form_of
from accountabot.ui.greetings import WORDINGS, place, way_back, words
from accountabot.ui.settings_words import around
from accountabot.ui.texts import say

_ROOM = 20
"""Characters of each greeting that holds, where those that were typed have most of the room."""


def where(guild: Guild, chosen: Channels, *, is_known: bool = False) -> Card:
    """Draw what happens in which channel, and what keeps the bot from it."""
    already = say("setup-already") if is_known else None
    verbs = ("greetings-test", "greetings-elsewhere", "greetings-off")
    buttons = [_button(verb, guild) for verb in verbs]
    if chosen.greetings.is_off:
        buttons = [_button("greetings-on", guild, ButtonStyle.success)]
    home = homes.lines(guild, chosen.homes)
    return Card(
        text(*greeted(guild, chosen.greetings)),
        row(*buttons),
        text(*home, *counted(guild, chosen), already),
        *_leaving(guild, chosen),
    )


def elsewhere(server: int) -> Card:
    """Ask in which channel newcomers are to be greeted."""
    channels: ChannelSelect[Any] = ChannelSelect(
        custom_id=custom_id("greetings-in", server),
        channel_types=[ChannelType.text],
        placeholder=say("greetings-elsewhere-pick"),
    )
    return Card(text(say("greetings-elsewhere")), row(channels))


def words_form(verb: str, server: int, known: tuple[str, ...], *, is_back: bool) -> Modal:
    """Return the form with a server's own words, one field each."""
    filled = [*known, *[""] * rules.MOST][: rules.MOST]
    hint = say("templates-hint-back") if is_back else say("templates-hint")
    fields = [
        field(str(number), say("templates-label", number=number), value, rules.LIMIT, hint=hint if number == 1 else "")
        for number, value in enumerate(filled, 1)
    ]
    title = say("templates-form-back") if is_back else say("templates-form")
    return form_of(verb, server, title, *fields, detail=mark(known))


def preview(interaction: Interaction[Any], proposal: Proposal) -> Card:
    """Draw what would greet people, with the owner as the one who comes."""
    assert interaction.guild is not None
    server, count = interaction.guild.id, len(proposal.words) or WORDINGS
    turns = [Turn(None, (proposal.words or (None,) * count)[n], n, proposal.is_back, False) for n in range(count)]
    lines = [text(f"{turn.number + 1}. {words(interaction.user, turn, interaction.guild)}") for turn in turns]
    head = say("templates-preview") if proposal.words else say("templates-preview-own")
    anew = [text(_others(proposal))] if proposal.is_anew else []
    where_to: TextDisplay[Any] = text(placed(interaction.guild, proposal.place))
    save = button(say("button-templates-save"), custom_id("words-save", server, proposal.key), ButtonStyle.success)
    test = button(say("button-templates-test"), custom_id("words-test", server, proposal.key))
    leave = button(say("button-templates-leave"), custom_id("words-leave", server, proposal.key))
    return Card(*anew, text(head), *lines, where_to, row(save, test, leave), colour=GOING)


def _others(proposal: Proposal) -> str:
    """Say that others hold than those that the owner saw, and which."""
    held = ", ".join(around(each, (*proposal.held, *proposal.words), _ROOM) for each in proposal.held)
    return say("templates-anew", held=held) if held else say("templates-anew-own")


def trial(owner: DiscordMember, proposal: Proposal, number: int) -> Card:
    """Draw one of the greetings as newcomers would see it, and say that it is only tried."""
    own = proposal.words[number % len(proposal.words)] if proposal.words else None
    said: TextDisplay[Any] = text(words(owner, Turn(None, own, number, proposal.is_back, False)))
    way = way_back(owner.guild, proposal.place.channel) if proposal.place.by_message else []
    return Card(said, *way, text(say("greeting-test")), colour=GOING)


def greeted(guild: Guild, chosen: Place) -> list[str | None]:
    """Say where newcomers are greeted, and what keeps the bot from it."""
    said = placed(guild, chosen)
    if chosen.is_off:
        return [said]
    caution = say("greetings-by-message-caution") if chosen.by_message else None
    return [said, say("greetings-words"), caution, _trouble(guild, chosen)]


def counted(guild: Guild, chosen: Channels) -> list[str]:
    """Say where plain messages count, and what is missing there."""
    if chosen.counted is None:
        return [say("channels-counted-none")]
    channel = guild.get_channel(chosen.counted)
    if not isinstance(channel, TextChannel):
        return [say("channels-counted-gone")]
    return [say("channels-counted", channel=str(channel.id)), *channels.trouble(channel)]


def _leaving(guild: Guild, chosen: Channels) -> list[ActionRow[Any]]:
    """Return the buttons that make goals and check-ins public where they are said again, where they are not."""
    verbs = [f"homes-leave-{name}" for name, home in chosen.homes._asdict().items() if home]
    return [row(*(_button(verb, guild) for verb in verbs))] if verbs else []


def placed(guild: Guild, chosen: Place) -> str:
    """Say where newcomers are greeted."""
    if chosen.is_off:
        return say("greetings-off-by-message") if chosen.by_message else say("greetings-are-off")
    found = place(guild, chosen.channel)
    if chosen.by_message:
        return say("greetings-by-message", channel=str(found.id)) if found else say("greetings-by-message-only")
    return say("greetings-in", channel=str(found.id)) if found else say("greetings-nowhere")


def _trouble(guild: Guild, chosen: Place) -> str | None:
    asked = guild.get_channel(chosen.channel) if chosen.channel else None
    if chosen.channel and asked is None:
        return say("greetings-channel-gone")
    is_allowed = asked is None or asked == place(guild, chosen.channel)
    return None if is_allowed else say("greetings-channel-closed", channel=str(chosen.channel))


def _button(verb: str, guild: Guild, style: ButtonStyle = ButtonStyle.secondary) -> Button[Any]:
    return button(say(f"button-{verb}"), custom_id(verb, guild.id), style)
