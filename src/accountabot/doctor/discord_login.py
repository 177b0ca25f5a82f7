"""Check the token and the application over HTTP, without connecting to the gateway.

Discord limits the number of connections to the gateway per day.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import timedelta

import discord
from discord import AppInfo, Intents

from accountabot.clock import TOLERATED, ClockCheck, spelt
from accountabot.config import Settings
from accountabot.doctor.findings import Finding, broken, ok, warning
from accountabot.invite import invite_link
from accountabot.logs.descriptions import error_text
from accountabot.requests.pacing import Pacer
from accountabot.requests.request_trace import request_trace
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS

REQUESTS_PER_SECOND = 10
"""Of the 50 that Discord allows for the whole bot, which may be running."""
PATIENCE = 20.0
"""Seconds for the login: discord.py repeats a request that fails because of Discord."""
_OTHER_ANSWERS = (LookupError, TypeError, ValueError)
"""Errors of discord.py if something other than Discord answers, such as a proxy."""
_INACCURATE = timedelta(seconds=10)
_TOKEN = "token"  # noqa: S105 - the name of the check
_WHERE = (
    "Put your bot's token into .env. If the bot runs under a service manager, run the doctor with "
    "the same settings: see docs/hosting."
)
_PORTAL = "https://discord.com/developers/applications"


class DiscordLogin:
    """A client that makes HTTP requests and never connects to the gateway."""

    def __init__(self) -> None:
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        self.clock = ClockCheck(lambda: None)
        pacer = Pacer(REQUESTS_PER_SECOND)
        self.client = discord.Client(
            intents=Intents.none(), http_trace=request_trace(pacer, self.clock)
        )

    async def log_in(self, settings: Settings) -> Finding:
        """Check the token; the client is logged in if this is ok."""
        token = (settings.discord_token or "").strip()
        if not token:
            return broken(_TOKEN, "DISCORD_TOKEN is not set.", _WHERE)
        wrong = broken(
            _TOKEN,
            "Discord does not accept DISCORD_TOKEN.",
            f"Copy it again from your application's page, under Bot: {_PORTAL}",
        )
        if not (token.isascii() and token.isprintable()):
            return wrong
        try:
            async with asyncio.timeout(PATIENCE):
                await self.client.login(token)
        except discord.LoginFailure:
            return wrong
        except (*REQUEST_ERRORS, *_OTHER_ANSWERS) as error:
            return _unreachable(error)
        return ok(_TOKEN, f"Discord accepts the token of {printable(str(self.client.user))}.")

    def check_clock(self) -> Finding:
        """Compare the machine's clock with Discord's."""
        difference = self.clock.difference
        text = f"The machine's clock is {spelt(difference)} Discord's."
        fix = "Set it, preferably by turning on automatic time (NTP)."
        if abs(difference) > TOLERATED:
            return broken("clock", text, fix)
        if abs(difference) > _INACCURATE:
            return warning("clock", text, fix)
        return ok("clock", "The machine's clock agrees with Discord's.")

    def check_application(self) -> Iterator[Finding]:
        """Check the application's settings in the developer portal."""
        found = self.client.application
        assert found
        yield _application(found)
        yield _intents(found)
        yield ok("invite link", invite_link(found.id))


@asynccontextmanager
async def discord_login() -> AsyncIterator[DiscordLogin]:
    """Yield a client, and close it afterwards."""
    login = DiscordLogin()
    async with login.client:
        yield login


def _unreachable(error: Exception) -> Finding:
    text = f"Discord can't be reached ({error_text(error)})."
    return broken(_TOKEN, text, "Check the network, and https://discordstatus.com, then try again.")


def _application(found: AppInfo) -> Finding:
    check = "application"
    page = f"{_PORTAL}/{found.id}"
    if found.interactions_endpoint_url:
        text = "The application has an interactions endpoint URL, so no command reaches the bot."
        return broken(check, text, f"Remove it under General Information: {page}/information")
    if found.bot_require_code_grant:
        text = (
            "The application requires an OAuth2 code grant, so nobody can add the bot to a server."
        )
        return broken(check, text, f"Turn that off under Bot: {page}/bot")
    who = "everybody" if found.bot_public else "only you"
    return ok(check, f"{printable(found.name)} ({found.id}); {who} can add it to a server.")


def _intents(found: AppInfo) -> Finding:
    check = "intents"
    if found.flags.gateway_guild_members or found.flags.gateway_guild_members_limited:
        return ok(check, "The Server Members Intent is on.")
    text = "The Server Members Intent is off: only newcomers with a join message are greeted."
    return warning(check, text, f"Turn it on under Bot: {_PORTAL}/{found.id}/bot")


def printable(text: str) -> str:
    """Return a name without characters that could control the terminal."""
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in text)
