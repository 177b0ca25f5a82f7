"""Build the greetings for newcomers and groups."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from discord import ButtonStyle, Guild, Message, User
from discord import Member as DiscordMember
from discord.components import ActionRow as ShownRow
from discord.components import Container as ShownContainer
from discord.components import TextDisplay as ShownText
from discord.ui import ActionRow, Button, Item, TextDisplay

from accountabot.domain.greeting_templates import PLACEHOLDERS, fill_template
from accountabot.domain.identifiers import MemberId
from accountabot.domain.people.profiles import Disclosure
from accountabot.services.greetings.hellos import CheerInvitation
from accountabot.services.greetings.newcomers import Crowd, PlannedGreeting
from accountabot.ui import mention_tracking, plurals
from accountabot.ui.cards import KEPT, PEOPLE, Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say
from accountabot.ui.people.cheer_cards import labelled_cheer_button
from accountabot.ui.server.greeting_channel import greeting_channel_of

WORDINGS = 3
"""Built-in greetings for newcomers, and as many for returning members."""
MOST_NAMES = 40
"""Names in a group greeting."""
MOST_HELLOS = 10
ONE, ALL = "hello", "hello-all"
"""The verbs of *Say hello* below the greeting of one newcomer and of a crowd."""
BACK = "back"
"""The detail of the first button if the newcomer is a returning member."""


class GreetedMembers(NamedTuple):
    """The newcomer or group in a posted greeting, and all members it mentions."""

    newcomer: MemberId
    crowd: str
    members: frozenset[MemberId]


def greeting_card(newcomer: DiscordMember, turn: PlannedGreeting, mark: str) -> Card:
    """Build a newcomer's greeting; the server's first one has buttons for owners."""
    server = newcomer.guild.id
    hello = custom_id(ONE, newcomer.guild.id, newcomer.id, mark)
    owners = _for_owners(server) if turn.is_first else []
    return Card(
        text(greeting_text(newcomer, turn)),
        _row(server, hello, is_back=turn.is_back),
        *owners,
        colour=PEOPLE,
    )


def direct_greeting_card(newcomer: DiscordMember, turn: PlannedGreeting) -> Card:
    """Build a newcomer's greeting as a direct message with a link back to the server."""
    return Card(
        text(greeting_text(newcomer, turn)), *link_back(newcomer.guild, turn.channel), colour=PEOPLE
    )


def link_back(guild: Guild, chosen: int | None) -> list[Item[Any]]:
    """Name the server that a direct message comes from, and link to a channel there."""
    channel = greeting_channel_of(guild, chosen)
    said: TextDisplay[Any] = text(say("greeting-by-message", server=escape(guild.name)))
    return (
        [said, row(Button(label=say("button-way-back"), url=channel.jump_url))]
        if channel
        else [said]
    )


def greeting_text(
    newcomer: DiscordMember | User, turn: PlannedGreeting, guild: Guild | None = None
) -> str:
    """Fill in the greeting's template, or use a built-in wording."""
    home = newcomer.guild if isinstance(newcomer, DiscordMember) else guild
    assert home is not None
    if turn.template is None:
        return built_in_greeting(turn.turn % WORDINGS, home, newcomer.id, is_back=turn.is_back)
    return fill_template(turn.template, _values(newcomer, home))


def built_in_greeting(number: int, guild: Guild, member: int, *, is_back: bool) -> str:
    """Return a built-in greeting."""
    names = {"member": str(member), "server": escape(guild.name)}
    return (
        say(f"greeting-back-{number}", **names)
        if is_back
        else say(f"greeting-own-{number}", **names)
    )


def crowd_card(found: Crowd, guild: Guild, mark: str) -> Card:
    """Build one greeting for members who joined together."""
    named = " ".join(f"<@{member.id}>" for member in found.members[:MOST_NAMES])
    more = len(found.members) - MOST_NAMES
    names = say("greeting-crowd-more", names=named, more=more) if more > 0 else named
    said = say("greeting-crowd", server=escape(guild.name), names=names)
    return Card(text(said), _row(guild.id, custom_id(ALL, guild.id, 0, mark)), colour=PEOPLE)


def greeted_members(message: Message) -> GreetedMembers | None:
    """Return the members greeted by a message, or None for other messages."""
    labels = [label.split(":") for label in mention_tracking.custom_ids(message)]
    hello = next((parts for parts in labels if parts[0] in {ONE, ALL}), None)
    if hello is None:
        return None
    verb, _, subject, mark = hello
    newcomer = MemberId(int(subject))
    said = mention_tracking.named_in(mention_tracking.texts(message)[0])
    return (
        GreetedMembers(newcomer, "", said | {newcomer})
        if verb == ONE
        else GreetedMembers(newcomer, mark, said)
    )


def greeting_with_hellos(message: Message, server: int, givers: Sequence[MemberId]) -> Card | None:
    """Rebuild a posted greeting with the members who said hello."""
    container = next((c for c in message.components if isinstance(c, ShownContainer)), None)
    if container is None:
        return None
    said = next(c.content for c in container.children if isinstance(c, ShownText))
    labels = [
        b.custom_id for r in container.children if isinstance(r, ShownRow) for b in r.children
    ]
    hello = next(label for label in labels if label and label.startswith((f"{ONE}:", f"{ALL}:")))
    is_back = custom_id("first-goal", server, 0, BACK) in labels
    owners = _for_owners(server) if custom_id("greetings-off", server) in labels else []
    hellos = (
        [text(say("greeting-hellos", count=len(givers), names=_named(givers)))] if givers else []
    )
    return Card(text(said), *hellos, _row(server, hello, is_back=is_back), *owners, colour=PEOPLE)


def cheer_invitation_card(found: CheerInvitation, mark: str) -> Card:
    """Invite the members who said hello to cheer a newcomer's first check-in."""
    goal = found.goal
    givers = found.givers
    names = " ".join(f"<@{giver}>" for giver in givers)
    said = say(
        "greeting-invitation", names=names, member=str(goal.owner.id), title=escape(goal.title)
    )
    cheer = labelled_cheer_button(goal.owner.server, found.entry, mark)
    return Card(text(said), row(cheer), colour=KEPT)


def member_greeting_card(
    giver: int, member: int, wording: int, disclosure: Disclosure | None
) -> Card:
    """Build a member's greeting to another, with the greeter's disclosure."""
    said = say(f"greet-{wording}", giver=str(giver), member=str(member))
    aside = (
        say("greet-disclosure", giver=str(giver), text=escape(disclosure.text))
        if disclosure
        else None
    )
    return Card(text(said, aside), colour=PEOPLE)


def ordinal(count: int) -> str:
    """Format an ordinal: 1st, 2nd."""
    return say(f"ordinal-{plurals.ordinal(count)}", number=count)


def people_count(guild: Guild) -> int:
    """Return how many people are on a server, as far as Discord tells.

    Discord counts bots as members, and without a list of members the bot knows only those that were
    invited with permissions: each has a role of its own.
    """
    bots = {role.tags.bot_id for role in guild.roles if role.tags and role.tags.bot_id}
    return max(1, (guild.member_count or 1) - len(bots | {guild.me.id}))


def _row(server: int, hello: str, *, is_back: bool = False) -> ActionRow[Any]:
    label = say("button-returners-goal") if is_back else say("button-newcomers-goal")
    id_ = custom_id("first-goal", server, 0, BACK if is_back else "")
    first = button(label, id_, ButtonStyle.success, "🌱")
    return row(first, button(say("button-hello"), hello, emoji="👋"))


def _for_owners(server: int) -> list[Item[Any]]:
    elsewhere = button(say("button-greetings-move"), custom_id("greetings-move", server))
    off = button(say("button-greetings-off"), custom_id("greetings-off", server))
    return [text(say("greetings-for-owners")), row(elsewhere, off)]


def _named(givers: Sequence[MemberId]) -> str:
    names = " ".join(f"<@{giver}>" for giver in givers[:MOST_HELLOS])
    return names + (f" +{len(givers) - MOST_HELLOS}" if len(givers) > MOST_HELLOS else "")


def _values(newcomer: DiscordMember | User, guild: Guild) -> dict[str, str]:
    count = people_count(guild)
    kinds = {
        "mention": f"<@{newcomer.id}>",
        "name": escape(newcomer.display_name),
        "server": escape(guild.name),
    }
    numbers = {"member_count": str(count), "ordinal": ordinal(count)}
    return {name: numbers.get(name) or kinds[kind] for name, kind in PLACEHOLDERS.items()}
