"""/timezone: where members live, and the days that follow from it."""

import pytest
from simcord import InteractionResult, MemberActor

from tests.stories.goals.edits import change
from tests.stories.people.preferences import keep, streak_of, wait_until
from tests.stories.test_hostile_text import HOSTILE
from tests.world import World, said, shown, streak_in


async def set_zone(world: World, who: MemberActor, zone: str) -> InteractionResult:
    """Set a member's time zone."""
    return await who.slash(world.general, "timezone", zone=zone)


async def test_a_city_is_offered_while_typing_and_the_choice_is_set(world: World) -> None:
    offered = await world.alice.autocomplete(world.general, "timezone", "zone", "lisb")

    answer = await set_zone(world, world.alice, offered[0]["value"])

    assert offered[0]["name"].startswith("Lisbon, Portugal")
    assert answer.ephemeral
    assert "It’s 09:00 there now (**Europe/Lisbon**)" in said(answer)
    assert "and so do your past check-ins" in said(answer)


async def test_zones_are_offered_by_their_current_time_and_before_typing(
    world: World,
) -> None:
    by_time = await world.alice.autocomplete(world.general, "timezone", "zone", "18:00")
    at_first = await world.alice.autocomplete(world.general, "timezone", "zone", "")

    assert "Asia/Tokyo" in [choice["value"] for choice in by_time]
    assert 20 <= len(at_first) <= 25


async def test_a_second_zone_applies_from_now_on_and_the_same_one_changes_nothing(
    world: World,
) -> None:
    await set_zone(world, world.alice, "Tokyo")

    moved = await set_zone(world, world.alice, "los angeles")
    again = await set_zone(world, world.alice, "America/Los_Angeles")

    assert "It’s 01:00 there now" in said(moved)
    assert "Past days don’t change" in said(moved)
    assert "already your time zone" in said(again)


@pytest.mark.parametrize(
    ("typed", "answered"),
    [
        ("Gondolin", "don’t know a place called **\u2068Gondolin\u2069**"),
        ("Europe/Atlantis", "don’t know a place"),
        ("@everyone", "don’t know a place"),
        ("EST", "could be several places"),
        ("lisb", "could be several places"),
        ("25:00", "don’t know a place"),
        ("   ", "can’t see any text"),
        ("\u200b\u200b", "can’t see any text"),
    ],
)
async def test_an_unknown_place_is_refused_kindly(world: World, typed: str, answered: str) -> None:
    answer = await set_zone(world, world.alice, typed)

    assert answer.ephemeral
    assert answered in said(answer)
    assert "not set" in await world.ask(world.alice, "settings")


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_for_a_place_breaks_nothing(world: World, text: str) -> None:
    text = text[:100]  # Discord takes no more
    await world.alice.autocomplete(world.general, "timezone", "zone", text)

    answer = await set_zone(world, world.alice, text)

    assert answer.ephemeral
    assert "went wrong" not in said(answer)
    assert "@everyone" not in said(answer)


async def test_the_first_zone_applies_from_the_beginning(world: World) -> None:
    """Example 16 of domain.md: New York, from Monday the 5th on."""
    await wait_until(world, 5, "15:00")
    await world.declare(world.alice)
    await wait_until(world, 6, "01:30")  # Monday, 20:30
    await world.check_in(world.alice)
    await wait_until(world, 7, "02:00")  # Tuesday, 21:00

    await set_zone(world, world.alice, "New York")

    assert "**Current streak** 1" in await streak_of(world, world.alice)
    assert streak_in(said(await world.check_in(world.alice))) == 2
    assert "already checked in" in said(await world.check_in(world.alice))


async def test_two_check_ins_count_once_if_a_zone_puts_them_on_one_day(world: World) -> None:
    await wait_until(world, 5, "15:00")
    await world.declare(world.alice)
    await world.check_in(world.alice)
    await wait_until(world, 6, "01:30")
    assert streak_in(said(await world.check_in(world.alice))) == 2

    answer = await set_zone(world, world.alice, "New York")

    assert "and so do your past check-ins" in said(answer)
    assert "**Current streak** 1" in await streak_of(world, world.alice)


async def test_a_goal_begins_on_its_owners_local_day(world: World) -> None:
    await wait_until(world, 6, "01:00")  # Monday, 20:00, in New York
    await world.declare(world.alice)
    await world.check_in(world.alice)

    await set_zone(world, world.alice, "New York")
    await wait_until(world, 6, "15:00")

    assert streak_in(said(await world.check_in(world.alice))) == 2


async def test_the_first_zone_takes_no_check_in_out_of_a_start_that_an_edit_named(
    world: World,
) -> None:
    await world.declare(world.alice)
    await world.env.advance_time(3600)
    await change(world, world.alice, "Run", sentence="Run daily from 2026-01-03")
    await wait_until(world, 3, "01:00")  # the evening of the 2nd in New York
    await world.check_in(world.alice)

    await set_zone(world, world.alice, "New York")
    await wait_until(world, 3, "12:00")

    assert "**Current streak** 1" in await streak_of(world, world.alice)


async def test_a_zone_that_shifts_every_day_keeps_their_number(world: World) -> None:
    await wait_until(world, 1, "20:00")  # the 2nd, in Tokyo
    await world.declare(world.alice)
    await keep(world, world.alice, 3)

    await set_zone(world, world.alice, "Tokyo")

    assert "**Current streak** 3" in await streak_of(world, world.alice)
    assert streak_in(said(await world.check_in(world.alice))) == 4


async def test_the_first_zone_updates_the_cards_that_it_affects(world: World) -> None:
    await wait_until(world, 5, "15:00")
    await world.declare(world.alice)
    await world.check_in(world.alice)
    await wait_until(world, 6, "01:30")
    await world.check_in(world.alice)
    await world.env.advance_time(61)

    await set_zone(world, world.alice, "New York")
    await world.env.advance_time(61)

    card = next(text for text in shown(world.general) if "’s promise" in text)
    assert "**Current streak** 1" in card


async def test_a_trip_from_tokyo_to_los_angeles_and_back_keeps_the_streak(
    world: World,
) -> None:
    await set_zone(world, world.alice, "Tokyo")
    await world.declare(world.alice)
    await keep(world, world.alice, 2)
    await world.check_in(world.alice)  # the 3rd, 18:00
    await set_zone(world, world.alice, "Los Angeles")
    assert "already checked in" in said(
        await world.check_in(world.alice)
    )  # 01:00, and still the 3rd, once
    await world.next_day()
    await keep(world, world.alice, 2)  # the 4th and the 5th
    await wait_until(world, 6, "20:00")  # the 6th, noon; nothing done yet
    await set_zone(world, world.alice, "Tokyo")  # the 7th, 05:00

    there = said(await world.check_in(world.alice))
    await world.next_day(1)
    home = said(await world.check_in(world.alice))

    assert streak_in(there) == 6
    assert streak_in(home) == 7
    await wait_until(world, 8, "21:00")
    assert "**Current streak** 7 · **Longest streak** 7" in await streak_of(world, world.alice)


async def test_a_later_zone_does_not_change_past_days(world: World) -> None:
    await set_zone(world, world.alice, "London")
    await world.declare(world.alice)
    await keep(world, world.alice, 1)
    await world.next_day(2)
    await keep(world, world.alice, 2)
    before = await streak_of(world, world.alice)

    for zone in ("Tokyo", "Honolulu", "Auckland", "London"):
        await set_zone(world, world.alice, zone)

    assert "**Current streak** 2" in before
    assert await streak_of(world, world.alice) == before


async def test_a_zone_applies_on_every_server(world: World) -> None:
    other = world.env.create_guild("Another club")
    channel = other.create_text_channel("general")
    alice = other.add_member(world.users["alice"])
    await set_zone(world, world.alice, "Lisbon")

    answer = await alice.slash(channel, "settings")

    assert "Europe/Lisbon" in said(answer)


async def test_nobody_else_ever_sees_a_zone(world: World) -> None:
    answers = [await set_zone(world, world.alice, zone) for zone in ("Lisbon", "Tokyo")]
    declared = await world.declare(world.alice)
    await world.check_in(world.alice, note="done")
    await world.next_day()
    for command in ("goal show", "goal history"):
        if command in world.alice.available_commands(world.general):
            await world.alice.slash(world.general, command, goal="Run")
    await world.bob.click(declared.response, label="Cheer")
    seen = [await world.ask(world.bob, command) for command in ("leaderboard", "help")]
    seen += [
        await world.ask(world.bob, command, member=world.alice)
        for command in ("streak", "goal list")
    ]
    panel = await world.alice.slash(world.general, "settings")

    everything = "\n".join([*shown(world.general), *seen])
    assert all(answer.ephemeral for answer in (*answers, panel))
    assert "Run" in everything
    assert not [word for word in ("Lisbon", "Tokyo", "Europe", "Asia", "<t:") if word in everything]


@pytest.mark.parametrize(
    ("zone", "clock"),
    [("UTC", "midnight UTC"), ("Tokyo", "midnight by this server’s clock (Asia/Tokyo)")],
)
async def test_whoever_is_asked_for_a_city_is_told_when_days_end_until_then(
    world: World, owner: MemberActor, zone: str, clock: str
) -> None:
    await world.ask(owner, "setup timezone", zone=zone)

    declared = said(await world.declare(world.alice, "Run"))

    assert f"Your days end at {clock} until you set your city" in declared
