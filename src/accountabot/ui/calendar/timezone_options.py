"""Suggest time zones during autocomplete, and resolve the member's input."""

import asyncio
from datetime import datetime
from zoneinfo import ZoneInfo

from discord.app_commands import Choice

from accountabot.domain import user_text
from accountabot.domain.refusals import Refusal
from accountabot.phrases import timezones
from accountabot.phrases.timezones import Suggestion
from accountabot.ui.client import Interaction
from accountabot.ui.goals.goal_autocomplete import MOST

_NEAR = 5
"""Zones suggested in a refusal if the input is ambiguous."""


async def suggest_zones(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Suggest zones by city, name, abbreviation or local time, in a thread."""
    found = await asyncio.to_thread(timezones.suggest, typed, interaction.created_at, MOST)
    return [Choice(name=label, value=zone) for zone, label in found]


async def find_zones(interaction: Interaction, typed: str, limit: int) -> str | list[Suggestion]:
    """Return the zone if the input is unambiguous, or else up to `limit` candidates."""
    return await asyncio.to_thread(
        _sought,
        user_text.clean_text(typed, timezones.LIMIT, user_text.TextField.PLACE),
        interaction.created_at,
        limit,
    )


async def resolve_zone(interaction: Interaction, typed: str) -> str:
    """Return the picked or typed zone; raise Refusal if none or several match."""
    return await asyncio.to_thread(
        _meant,
        user_text.clean_text(typed, timezones.LIMIT, user_text.TextField.PLACE),
        interaction.created_at,
    )


def clock_text(zone: str, now: datetime) -> str:
    """Format the current time in a zone."""
    return f"{now.astimezone(ZoneInfo(zone)):%H:%M}"


def _sought(typed: str, now: datetime, limit: int) -> str | list[Suggestion]:
    if zone := timezones.find_zone(typed, now):
        return zone
    likely: dict[str, Suggestion] = {}
    for each in timezones.suggest(typed, now, 2 * limit):  # a zone appears once per city
        likely.setdefault(each.zone, each)
    return [*likely.values()][:limit]


def _meant(typed: str, now: datetime) -> str:
    if zone := timezones.find_zone(typed, now):
        return zone
    if near := timezones.suggest(typed, now, _NEAR):
        raise Refusal("zone-which", read=typed, zones=tuple(label for _, label in near))
    raise Refusal("zone-unknown", read=typed)
