"""Whole months of simulated use."""

import pytest

from tests.world import DAY, HOUR, World


async def numbers(world: World, goal: str = "Run") -> dict[str, str]:
    """Return the numbers on a goal's card."""
    lines = (await world.ask(world.alice, "goal show", goal=goal)).splitlines()
    names = ("Current streak", "Longest streak", "Kept", "Freezes")
    return {
        name: line.rpartition("**")[2].split("🔥")[0].strip()
        for line in lines
        for name in names
        if f"**{name}**" in line
    }


async def test_a_month_without_a_miss(world: World) -> None:
    await world.declare(world.alice)
    for _ in range(35):
        await world.check_in(world.alice)
        await world.next_day()

    assert await numbers(world) == {
        "Current streak": "35",
        "Longest streak": "35",
        "Kept": "35 of 35",
        "Freezes": "2",
    }


async def test_a_month_with_some_misses(world: World) -> None:
    await world.declare(world.alice)
    for day in range(35):
        if day not in {3, 12, 13, 25}:
            await world.check_in(world.alice)
        if day == 26:  # yesterday still counts
            await world.check_in(world.alice, date="yesterday")
        await world.next_day()

    # The freeze from the start covers day 3. The streak reaches 7 on day 7: one freeze, for day 12; day 13 is missed.
    # From day 14 on all of them: 21 in a row, of which 7 and 14 earned a freeze each, and 21 a third that is lost.
    assert await numbers(world) == {
        "Current streak": "21",
        "Longest streak": "21",
        "Kept": "32 of 33",
        "Freezes": "2",
    }


async def test_a_month_of_travel_around_the_world(world: World) -> None:
    await world.ask(world.alice, "timezone", zone="Asia/Tokyo")
    await world.declare(world.alice)
    for zone in ("America/Los_Angeles", "Europe/Lisbon", "Pacific/Kiritimati", "Asia/Tokyo"):
        for _ in range(7):
            await world.check_in(world.alice)
            await world.next_day()
        await world.ask(world.alice, "timezone", zone=zone)
    await world.check_in(world.alice)

    found = await numbers(world)
    kept, of = map(int, found["Kept"].split(" of "))
    assert kept == of >= 28
    assert int(found["Current streak"]) == kept


async def test_a_month_with_a_pause_of_two_weeks(world: World) -> None:
    await world.declare(world.alice)
    for day in range(35):
        if day == 10:
            await world.ask(world.alice, "pause", goal="Run", until="2026-01-25")
        if day < 10 or day >= 24:
            await world.check_in(world.alice)
        await world.next_day()

    assert await numbers(world) == {
        "Current streak": "21",
        "Longest streak": "21",
        "Kept": "21 of 21",
        "Freezes": "2",
    }


@pytest.mark.parametrize(
    ("schedule", "every", "kept"),
    [
        ("3 per week", 2, 4),
        ("every 3 days", 3, 9),
        ("every 2 weeks on thu", 14, 2),
        ("4 per month", 7, 1),
        ("monthly on last", 1, 1),
    ],
)
async def test_every_schedule_can_be_kept(
    world: World, schedule: str, every: int, kept: int
) -> None:
    await world.declare(world.alice, schedule=schedule)
    for day in range(32):
        if day % every == 0:
            await world.check_in(world.alice)
        await world.env.advance_time(DAY - (HOUR if day == 31 else 0))

    found = await numbers(world)
    assert int(found["Current streak"]) >= kept
    assert found["Kept"].split(" of ")[0] == found["Kept"].split(" of ")[1]
