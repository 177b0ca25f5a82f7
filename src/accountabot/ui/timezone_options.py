"""Offer time zones while someone types, and find the one that was meant."""

import asyncio
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from discord import Interaction
from discord.app_commands import Choice

from accountabot.domain import user_text
from accountabot.domain.refusals import Refusal
from accountabot.phrases import timezones
from accountabot.phrases.timezones import Suggestion
from accountabot.ui.goals.goal_autocomplete import MOST

_NEAR = 5
"""Zones that are named when none was meant for sure."""


async def offered(interaction: Interaction[Any], typed: str) -> list[Choice[str]]:
    """Offer zones by city, by name, by abbreviation or by the time that it is there, off the loop."""
    found = await asyncio.to_thread(timezones.suggest, typed, interaction.created_at, MOST)
    return [Choice(name=label, value=zone) for zone, label in found]


async def sought(interaction: Interaction[Any], typed: str, limit: int) -> str | list[Suggestion]:
    """Return the zone that was typed for sure, or else those that it may mean, each once, so many at most."""
    return await asyncio.to_thread(
        _sought, user_text.clean_text(typed, timezones.LIMIT), interaction.created_at, limit
    )


async def meant(interaction: Interaction[Any], typed: str) -> str:
    """Return the zone that was picked or typed; raise Refusal where it could be none or several."""
    return await asyncio.to_thread(
        _meant, user_text.clean_text(typed, timezones.LIMIT), interaction.created_at
    )


def clock(zone: str, now: datetime) -> str:
    """Say what time it is in a zone."""
    return f"{now.astimezone(ZoneInfo(zone)):%H:%M}"


def _sought(typed: str, now: datetime, limit: int) -> str | list[Suggestion]:
    if zone := timezones.resolve(typed, now):
        return zone
    likely: dict[str, Suggestion] = {}
    for each in timezones.suggest(typed, now, 2 * limit):  # which names a zone once for each city
        likely.setdefault(each.zone, each)
    return [*likely.values()][:limit]


def _meant(typed: str, now: datetime) -> str:
    if zone := timezones.resolve(typed, now):
        return zone
    if near := timezones.suggest(typed, now, _NEAR):
        raise Refusal("zone-which", read=typed, zones=tuple(label for _, label in near))
    raise Refusal("zone-unknown", read=typed)
