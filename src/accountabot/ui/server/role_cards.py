"""Build the list of a server's streak roles, and describe what prevents them."""

from collections.abc import Iterator, Sequence
from typing import Any

from discord import Guild
from discord.ui import Item, Section

from accountabot.domain.identifiers import Member
from accountabot.domain.refusals import Refusal
from accountabot.domain.streaks.streak_roles import StreakRole
from accountabot.ui.cards import Card, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.due_text import refusal_text
from accountabot.ui.localization import say
from accountabot.ui.server.role_checks import channel_permissions, refusal_of

MOST_PROBLEMS = 3
"""The roles with a problem in the report; the list of roles has all of them."""


def roles_card(
    guild: Guild, opener: Member, rules: Sequence[StreakRole], invite: str, said: str | None = None
) -> Card:
    """Build the list of streak roles, with a *Remove* button each, for the owner who opened it."""
    in_channels = channel_permissions(guild)
    lines: list[Item[Any]] = [
        _rule(rule, opener, refusal_of(guild, rule.role, in_channels)) for rule in rules
    ]
    return Card(
        text(said, say("roles-title")),
        *(lines or [text(say("roles-none"))]),
        text(*_may_not(guild, invite), say("roles-notes" if rules else "roles-how")),
    )


def role_problems(
    guild: Guild, rules: Sequence[StreakRole], invite: str, *, is_used: bool
) -> Iterator[str]:
    """Describe what keeps the bot from giving streak roles; `invite` grants the permission.

    They are used as long as members have some, even if there are no `rules` any more.
    """
    if is_used:
        yield from _may_not(guild, invite)
    in_channels = channel_permissions(guild)
    found = [(rule, refusal_of(guild, rule.role, in_channels)) for rule in rules]
    broken = [(rule, refusal) for rule, refusal in found if refusal]
    for rule, refusal in broken[:MOST_PROBLEMS]:
        yield say("checkup-role", streak=rule.streak, problem=refusal_text(refusal))
    if more := max(0, len(broken) - MOST_PROBLEMS):
        yield say("checkup-roles-more", count=more)


def _rule(rule: StreakRole, opener: Member, refusal: Refusal | None) -> Section[Card]:
    problem = say("roles-problem", problem=refusal_text(refusal)) if refusal else None
    remove = button(
        say("button-role-remove"),
        custom_id("role-remove", opener.server, opener.id, f"{rule.role}"),
    )
    line = say("roles-line", streak=rule.streak, role=rule.role)
    return Section(text(line, problem), accessory=remove)


def _may_not(guild: Guild, invite: str) -> list[str]:
    if guild.me.guild_permissions.manage_roles:
        return []
    return [say("roles-may-not", invite=invite)]
