"""Build the form, preview and test of a server's greeting templates."""

from typing import Any

from discord import ButtonStyle
from discord import Member as DiscordMember
from discord.ui import Modal, TextDisplay

from accountabot.domain.greeting_templates import LIMIT, MOST
from accountabot.services.greetings.greeting_templates import TemplatesPreview
from accountabot.services.greetings.newcomers import PlannedGreeting
from accountabot.ui.cards import PEOPLE, Card, row, text
from accountabot.ui.client import Interaction
from accountabot.ui.components import button, custom_id
from accountabot.ui.greetings.greeting_cards import WORDINGS, greeting_text, link_back
from accountabot.ui.localization import say
from accountabot.ui.modals import modal_of, text_field
from accountabot.ui.server.channel_overview import greeting_place_line
from accountabot.ui.server.setting_text import distinct_excerpt
from accountabot.ui.truncation import truncate

HINT_LIMIT = 100
"""Characters that Discord shows in an empty field."""
_ISOLATES = dict.fromkeys(map(ord, "\u2068\u2069"))
_ROOM = 20
"""Characters of each current greeting; the new ones get most of the room."""


def templates_modal(
    verb: str, server: int, words: tuple[str, ...], known: str, *, is_back: bool
) -> Modal:
    """Build the form for the server's greetings, with one field each.

    `known` is the fingerprint of the greetings that are saved.
    """
    filled = [*words, *[""] * MOST][:MOST]
    abouts = {1: say("templates-about"), MOST: say("templates-about-more")}
    fields = [
        text_field(
            str(number),
            say("templates-label", number=number),
            value,
            LIMIT,
            hint=_built_in(number, is_back=is_back),
            about=abouts.get(number, ""),
        )
        for number, value in enumerate(filled, 1)
    ]
    title = say("templates-form-back") if is_back else say("templates-form")
    return modal_of(verb, server, title, *fields, detail=known)


def _built_in(number: int, *, is_back: bool) -> str:
    """Return a built-in greeting as it would be written here, cut to fit into an empty field."""
    if number > WORDINGS:
        return ""
    key = f"greeting-back-{number - 1}" if is_back else f"greeting-own-{number - 1}"
    said = say(key, member="", server="{server}").translate(_ISOLATES).replace("<@>", "{user}")
    return truncate(" ".join(said.split()), HINT_LIMIT)


def preview_templates(interaction: Interaction, proposal: TemplatesPreview) -> Card:
    """Preview the greetings, with the owner as the newcomer."""
    assert interaction.guild is not None
    server = interaction.guild.id
    count = len(proposal.templates) or WORDINGS
    pending_id = proposal.pending or 0
    turns = [
        PlannedGreeting(
            channel=None,
            template=(proposal.templates or (None,) * count)[n],
            turn=n,
            is_back=proposal.is_back,
            is_first=False,
        )
        for n in range(count)
    ]
    lines = [
        text(f"{turn.turn + 1}. {greeting_text(interaction.user, turn, interaction.guild)}")
        for turn in turns
    ]
    head = say("templates-preview") if proposal.templates else say("templates-preview-own")
    notice = [text(_others(proposal))] if proposal.is_outdated else []
    where_to: TextDisplay[Any] = text(greeting_place_line(interaction.guild, proposal.destination))
    save = button(
        say("button-templates-save"),
        custom_id("templates-save", server, pending_id),
        ButtonStyle.success,
    )
    test = button(say("button-templates-test"), custom_id("templates-test", server, pending_id))
    leave = button(say("button-templates-leave"), custom_id("templates-cancel", server, pending_id))
    return Card(*notice, text(head), *lines, where_to, row(save, test, leave), colour=PEOPLE)


def _others(proposal: TemplatesPreview) -> str:
    """Warn that the current greetings changed in the meantime, and list them."""
    held = ", ".join(
        distinct_excerpt(each, (*proposal.current, *proposal.templates), _ROOM)
        for each in proposal.current
    )
    return say("templates-anew", held=held) if held else say("templates-anew-own")


def test_greeting_card(owner: DiscordMember, proposal: TemplatesPreview, number: int) -> Card:
    """Build a test greeting, marked as a test."""
    own = proposal.templates[number % len(proposal.templates)] if proposal.templates else None
    said: TextDisplay[Any] = text(
        greeting_text(
            owner,
            PlannedGreeting(
                channel=None, template=own, turn=number, is_back=proposal.is_back, is_first=False
            ),
        )
    )
    way = (
        link_back(owner.guild, proposal.destination.channel)
        if proposal.destination.by_message
        else []
    )
    remove = custom_id("greeting-untest", owner.guild.id, owner.id)
    is_public = not proposal.destination.by_message
    buttons = [row(button(say("button-greeting-untest"), remove, emoji="🗑️"))] if is_public else []
    return Card(said, *way, text(say("greeting-test")), *buttons, colour=PEOPLE)
