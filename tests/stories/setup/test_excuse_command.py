"""How owners excuse a date for everyone."""

import pytest
from simcord import MemberActor

from accountabot.bot import Accountabot
from tests.stories.goals.pauses import without_freezes
from tests.stories.setup.setup_commands import keep, set_up, streak_of, wait_until
from tests.world import HOUR, World, said, streak_in


async def test_an_excused_date_can_not_be_missed(world: World, owner: MemberActor) -> None:
    await world.declare(world.alice)
    answer = said(await set_up(world, owner, "excuse", date="2026-01-02", reason="New year"))
    await keep(world, world.alice, 1)

    await world.next_day()  # nothing on the 2nd

    assert "**Fri, Jan 2, 2026** is excused for everyone here" in answer
    assert "here: nothing due that day counts as missed" in answer
    assert streak_in(said(await world.check_in(world.alice))) == 2
    await world.env.advance_time(16 * HOUR)  # the grace of the 2nd is over
    assert "**Current streak** 2" in await streak_of(world, world.alice)


@pytest.mark.parametrize("date", ["yesterday", "2026-01-02", "Jan 2 2026", "<t:1767344400:d>"])
async def test_yesterday_can_be_excused_while_its_grace_lasts(
    world: World, owner: MemberActor, date: str
) -> None:
    await world.declare(world.alice)
    await keep(world, world.alice, 1)
    await world.next_day()

    answer = said(await set_up(world, owner, "excuse", date=date))
    await world.next_day()

    assert "Jan 2, 2026" in answer
    assert "**Current streak** 1" in await streak_of(world, world.alice)


async def test_a_date_that_is_excused_too_late_stays_missed(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    await without_freezes(world, bot)
    await world.declare(world.alice)
    await keep(world, world.alice, 1)
    await world.next_day(2)

    answer = said(await set_up(world, owner, "excuse", date="2026-01-02"))

    assert "is excused" in answer
    assert "**Current streak**" not in await streak_of(world, world.alice)


async def test_a_leaderboard_shows_a_streak_that_an_excused_date_saved(
    world: World, owner: MemberActor
) -> None:
    await world.declare(world.alice, "Alice runs")
    await keep(world, world.alice, 1)
    await set_up(world, owner, "excuse", date="2026-01-02")

    await world.next_day()
    await keep(world, world.alice, 1)

    assert f"🥇 **2** 🔥 {world.alice.mention}" in await world.ask(world.bob, "leaderboard")


@pytest.mark.parametrize(
    ("date", "answered"),
    [
        ("2025-12-29", "You can excuse days from Tue, Dec 30, 2025 on"),
        ("1999-01-01", "Jan 1, 1999, and that day is already settled"),
        ("2036-06-01", "more than ten years away"),
        ("8999-12-31", "more than ten years away"),
        ("9999-12-31", "couldn’t tell which day"),
        ("2026-02-30", "couldn’t tell which day"),
        ("Caturday", "couldn’t tell which day"),
        ("@everyone", "couldn’t tell which day"),
        ("  ", "can’t see any text"),
    ],
)
async def test_a_date_that_can_not_be_excused_is_refused(
    world: World, owner: MemberActor, date: str, answered: str
) -> None:
    answer = await set_up(world, owner, "excuse", date=date)

    assert answer.ephemeral
    assert answered in said(answer)


async def test_two_days_ago_can_be_excused_for_those_who_are_a_day_behind(
    world: World, owner: MemberActor
) -> None:
    await set_up(world, owner, "timezone", zone="Auckland")
    await world.alice.slash(world.general, "timezone", zone="Honolulu")
    await wait_until(world, 2, "20:00")  # the 2nd, 10:00, in Honolulu
    await world.declare(world.alice)
    await keep(world, world.alice, 1)
    await wait_until(world, 4, "12:00")  # the 4th, 02:00, in Honolulu; the 5th in Auckland

    await set_up(world, owner, "excuse", date="2026-01-03")
    await wait_until(world, 5, "20:00")

    assert "**Current streak** 1" in await streak_of(world, world.alice)


async def test_an_invisible_reason_is_refused_and_nothing_is_excused(
    world: World, owner: MemberActor
) -> None:
    answer = said(await set_up(world, owner, "excuse", date="2026-01-02", reason="\u200b"))

    assert "any text in your reason" in answer
    assert "like that already" not in said(await set_up(world, owner, "excuse", date="2026-01-02"))


async def test_an_excuse_belongs_to_one_server(world: World, owner: MemberActor) -> None:
    other = world.env.create_guild("Another club")
    channel = other.create_text_channel("general")
    alice = other.add_member(world.users["alice"])
    await alice.slash(channel, "goal declare", goal="Read", schedule="daily")
    await alice.slash(channel, "checkin")
    await set_up(world, owner, "excuse", date="2026-01-02")

    await world.next_day(3)

    assert "**Freezes**" not in said(await alice.slash(channel, "streak"))
