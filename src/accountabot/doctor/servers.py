"""Check the bot's permissions on its servers, as `/setup check` does on one."""

import asyncio
import re
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import Any

import discord
from discord import Guild, Permissions
from sqlalchemy import Connection

from accountabot.doctor.discord_login import printable
from accountabot.doctor.findings import Finding, ok, warning
from accountabot.domain.identifiers import ServerId
from accountabot.invite import PERMISSIONS, TO_GIVE_ROLES, invite_link
from accountabot.logs.descriptions import error_text
from accountabot.services.setup import diagnostics
from accountabot.services.setup.diagnostics import Diagnostics
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS
from accountabot.ui.leaderboards.live_board_list import live_board_problems
from accountabot.ui.localization import say
from accountabot.ui.server.role_cards import role_problems
from accountabot.ui.setup.diagnostics_card import problems

AT_ONCE = 4
"""Servers that are asked about at the same time."""
PATIENCE = 600.0
"""Seconds for all servers."""
PAGE = 200
"""Servers that Discord lists at once."""
_CHECK = "servers"
_CHANNEL = re.compile(r"<#(\d+)>")
_ROLE = re.compile(r"<@&(\d+)>")
_MARKUP = re.compile(r"\*\*|`|^[^\w#@]+")


async def list_servers(client: discord.Client) -> list[dict[str, Any]]:
    """Return every server, with the bot's permissions there by its roles."""
    found: list[dict[str, Any]] = []
    after: int | None = None
    while True:
        page: list[Any] = await client.http.get_guilds(PAGE, after=after, with_counts=False)
        found += page
        if len(page) < PAGE:
            return found
        after = int(page[-1]["id"])


def check_roles(servers: list[dict[str, Any]]) -> Iterator[Finding]:
    """Check which permissions the bot's roles give it; channels can allow and deny others."""
    for server in servers:
        given = Permissions(int(server["permissions"]))
        missing = PERMISSIONS & ~given
        if missing.value and not given.administrator:
            names = ", ".join(
                say(f"permission-{name.replace('_', '-')}") for name, is_in in missing if is_in
            )
            fix = "Allow this for the bot's role there, or use the invite link again."
            yield warning(
                _CHECK, f"{_named(server)}: the bot's roles don't allow it to {names}.", fix
            )


async def check_channels(
    client: discord.Client, servers: list[dict[str, Any]], tx: Connection
) -> AsyncIterator[Finding]:
    """Check the channels and roles that owners chose, a few servers at the same time."""
    now = datetime.now(UTC)
    at_once = asyncio.Semaphore(AT_ONCE)

    async def check(server: dict[str, Any]) -> list[Finding]:
        async with at_once:
            return await _check_server(client, server, tx, now)

    for each in asyncio.as_completed([check(server) for server in servers]):
        for finding in await each:
            yield finding


async def _check_server(
    client: discord.Client, server: dict[str, Any], tx: Connection, now: datetime
) -> list[Finding]:
    found = diagnostics.diagnose(tx, ServerId(int(server["id"])), now)
    try:
        guild = await _fetch(client, int(server["id"]))
    except REQUEST_ERRORS as error:
        text = f"{_named(server)} can't be checked ({error_text(error)})."
        return [warning(_CHECK, text, "Try again later.")]
    invite = invite_link(client.application_id, TO_GIVE_ROLES)
    return [_finding(said, server, guild) for said in _said(found, guild, invite)]


def _said(found: Diagnostics, guild: Guild, invite: str) -> Iterator[str]:
    """Yield the problems that `/setup check` reports, except those of all servers."""
    yield from problems(found, guild, hears_members=True)
    yield from live_board_problems(guild, found.live_boards, found.ended_boards)
    yield from role_problems(guild, found.roles, invite, is_used=found.uses_roles)


async def _fetch(client: discord.Client, key: int) -> Guild:
    """Return a server with its channels, its roles and the bot."""
    assert client.user
    guild = await client.fetch_guild(key, with_counts=False)
    for channel in await guild.fetch_channels():
        guild._add_channel(channel)  # noqa: SLF001 - only a connection to the gateway fills it
    guild._add_member(await guild.fetch_member(client.user.id))  # noqa: SLF001 - as above
    return guild


def _finding(said: str, server: dict[str, Any], guild: Guild) -> Finding:
    text, _, fix = said.partition("\n-# ")
    return warning(
        _CHECK,
        f"{_named(server)}: {_plain(text, guild)}",
        _plain(fix, guild) or "Run /setup check there.",
    )


def _plain(text: str, guild: Guild) -> str:
    """Return a sentence for Discord as it reads in a terminal."""

    def channel(found: re.Match[str]) -> str:
        there = guild.get_channel(int(found[1]))
        return f"#{there.name if there else found[1]}"

    def role(found: re.Match[str]) -> str:
        there = guild.get_role(int(found[1]))
        return f"@{there.name if there else found[1]}"

    named = _ROLE.sub(role, _CHANNEL.sub(channel, text))
    return printable(_MARKUP.sub("", " ".join(named.split())))


def _named(server: dict[str, Any]) -> str:
    return f"{printable(server['name'])} ({server['id']})"


def summary(count: int, checked: int, found: list[Finding]) -> Iterator[Finding]:
    """Say how many servers were checked, if that is not all of them or nothing is wrong."""
    if checked < count:
        text = f"The channels of {checked} of {_servers(count)} were checked."
        yield ok(_CHECK, f"{text} Use --servers {count} to check all.")
    elif not found:
        good = f"No problems found on {_servers(count)}."
        yield ok(_CHECK, good if count else "The bot is on no server yet.")


def _servers(count: int) -> str:
    return "1 server" if count == 1 else f"{count} servers"
