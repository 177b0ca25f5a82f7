"""What owners set for everyone: the server's zone, the first day of the week, freezes, excused dates."""

from datetime import UTC, datetime

import pytest
from discord.utils import utcnow
from simcord import InteractionResult, MemberActor, SetupError

from tests.stories.test_hostile_text import HOSTILE
from tests.world import HOUR, World, said, shown


async def wait_until(world: World, day: int, clock: str = "09:00") -> None:
    """Let time pass until a clock reading, UTC, in January 2026."""
    hour, minute = map(int, clock.split(":"))
    await world.env.advance_time(
        (datetime(2026, 1, day, hour, minute, tzinfo=UTC) - utcnow()).total_seconds()
    )


async def set_up(
    world: World, owner: MemberActor, what: str, **options: object
) -> InteractionResult:
    """Set something for everyone."""
    return await owner.slash(world.general, f"setup {what}", **options)


async def keep(world: World, who: MemberActor, days: int) -> None:
    """Check in, once a day, for some days; then it is the next one."""
    for _ in range(days):
        await world.check_in(who)
        await world.next_day()


async def streak_of(world: World, who: MemberActor) -> str:
    return await world.ask(who, "streak")


async def test_members_are_not_offered_what_is_the_owners(world: World, owner: MemberActor) -> None:
    assert "setup freezes" in owner.available_commands(world.general)
    assert not [
        name for name in world.alice.available_commands(world.general) if name.startswith("setup")
    ]

    with pytest.raises(SetupError):
        await set_up(world, world.alice, "freezes", earned_every=2, at_most=1)


async def test_what_was_set_is_seen_by_nobody_else_and_said_to_be_so_when_it_was(
    world: World, owner: MemberActor
) -> None:
    before = shown(world.general)
    todo: dict[str, dict[str, object]] = {
        "timezone": {"zone": "Lisbon"},
        "week-start": {"day": 6},
        "freezes": {"earned_every": 5, "at_most": 3},
        "excuse": {"date": "2026-02-01"},
    }

    first = [await set_up(world, owner, what, **options) for what, options in todo.items()]
    second = [await set_up(world, owner, what, **options) for what, options in todo.items()]

    assert all(answer.ephemeral for answer in (*first, *second))
    assert not [answer for answer in first if "like that already" in said(answer)]
    assert all("like that already" in said(answer) for answer in second)
    assert shown(world.general) == before


async def test_what_holds_unless_it_was_set_is_so_already(world: World, owner: MemberActor) -> None:
    answers = [
        await set_up(world, owner, "timezone", zone="UTC"),
        await set_up(world, owner, "week-start", day=0),
        await set_up(world, owner, "freezes", earned_every=7, at_most=2),
    ]

    assert all("like that already" in said(answer) for answer in answers)


# The zone


async def test_a_servers_zone_holds_for_those_who_have_none(
    world: World, owner: MemberActor
) -> None:
    await world.alice.slash(world.general, "timezone", zone="London")
    for who in (world.alice, world.bob):
        await world.declare(who)
        await world.check_in(who)

    answer = said(await set_up(world, owner, "timezone", zone="Auckland"))
    await world.env.advance_time(3 * HOUR)  # noon, UTC; 01:00 on the 2nd in Auckland

    assert "**Pacific/Auckland** for everyone who hasn’t set their own" in answer
    assert "It’s 22:00 there now" in answer
    assert "already checked in" in said(await world.check_in(world.alice))
    assert "**Current streak** 2" in said(await world.check_in(world.bob))
    assert "I use Pacific/Auckland here" in await world.ask(world.bob, "settings")


async def test_a_servers_zone_is_offered_and_refused_like_ones_own(
    world: World, owner: MemberActor
) -> None:
    offered = await owner.autocomplete(world.general, "setup timezone", "zone", "lisb")

    answer = await set_up(world, owner, "timezone", zone="Gondolin")

    assert offered[0]["value"] == "Europe/Lisbon"
    assert "don’t know a place called" in said(answer)


# The week


async def test_a_new_first_day_of_the_week_holds_after_the_running_week(
    world: World, owner: MemberActor
) -> None:
    await world.declare(world.alice, "Swim", "1 per week")
    await world.check_in(world.alice)

    answer = said(await set_up(world, owner, "week-start", day=6))
    await wait_until(world, 5)
    shorter = await world.ask(world.alice, "goal show", goal="Swim")
    await wait_until(world, 13)  # nothing was done from the 5th to the 10th

    assert "Weeks here begin on **Sunday**, once the current week ends" in answer
    assert "Jan 10" in shorter
    assert "**Current streak** 2" in said(await world.check_in(world.alice))
    assert "Jan 24" in await world.ask(world.alice, "goal show", goal="Swim")


async def test_without_it_the_same_member_would_have_missed_a_week(world: World) -> None:
    await world.declare(world.alice, "Swim", "1 per week")
    await world.check_in(world.alice)

    await wait_until(world, 13)

    assert "**Current streak** 1" in said(await world.check_in(world.alice))


# Freezes


async def test_freezes_are_earned_as_the_server_says(world: World, owner: MemberActor) -> None:
    answer = said(await set_up(world, owner, "freezes", earned_every=2, at_most=1))
    await world.declare(world.alice)
    await keep(world, world.alice, 4)
    earned = await streak_of(world, world.alice)

    await world.next_day(2)

    assert "every **2** in a row earns a freeze here, with up to **1** in hand" in answer
    assert "**Current streak** 4 · **Longest streak** 4 · **Freezes** 1" in earned
    assert "**Current streak** 4 · **Longest streak** 4 · **Freezes** 0" in await streak_of(
        world, world.alice
    )


@pytest.mark.parametrize(("earned_every", "at_most"), [(7, 0), (0, 2), (0, 0)])
async def test_switched_off_freezes_are_neither_earned_nor_spent_and_wait(
    world: World, owner: MemberActor, earned_every: int, at_most: int
) -> None:
    await world.declare(world.alice)
    await keep(world, world.alice, 7)

    answer = said(await set_up(world, owner, "freezes", earned_every=earned_every, at_most=at_most))
    await keep(world, world.alice, 7)
    on = await streak_of(world, world.alice)
    await world.next_day(2)
    broken = await streak_of(world, world.alice)
    await set_up(world, owner, "freezes", earned_every=7, at_most=2)
    await world.check_in(world.alice, date="yesterday")
    await keep(world, world.alice, 1)
    await world.next_day(2)

    assert "freezes are off here" in answer
    assert "**Current streak** 14 · **Longest streak** 14 · **Freezes** 1" in on
    assert "**Current streak** 0 · **Longest streak** 14 · **Freezes** 1" in broken
    assert "**Current streak** 2 · **Longest streak** 14 · **Freezes** 0" in await streak_of(
        world, world.alice
    )


async def test_a_board_follows_freezes_that_were_switched_off(
    world: World, owner: MemberActor
) -> None:
    await world.declare(world.alice, "Run")
    await keep(world, world.alice, 7)
    await set_up(world, owner, "freezes", earned_every=0, at_most=0)

    await world.next_day(2)

    assert "Nobody" in await world.ask(world.bob, "leaderboard")


@pytest.mark.parametrize(
    ("earned_every", "at_most"),
    [(1, 2), (101, 2), (-7, 2), (7, -1), (7, 11), (0, 99), (2**53 - 1, 1)],
)
async def test_freezes_that_make_no_sense_are_refused_with_the_range(
    world: World, owner: MemberActor, earned_every: int, at_most: int
) -> None:
    answer = await set_up(world, owner, "freezes", earned_every=earned_every, at_most=at_most)

    assert answer.ephemeral
    assert "every 2 to 100 in a row, with 1 to 10 in hand" in said(answer)


# Excused dates


async def test_an_excused_date_can_not_be_missed(world: World, owner: MemberActor) -> None:
    await world.declare(world.alice)
    answer = said(await set_up(world, owner, "excuse", date="2026-01-02", reason="New year"))
    await keep(world, world.alice, 1)

    await world.next_day()  # nothing on the 2nd

    assert "**Fri, Jan 2, 2026** is excused for everyone here: nobody can miss it" in answer
    assert "**Current streak** 2" in said(await world.check_in(world.alice))
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


async def test_what_was_missed_stays_missed_when_its_date_is_excused_too_late(
    world: World, owner: MemberActor
) -> None:
    await world.declare(world.alice)
    await keep(world, world.alice, 1)
    await world.next_day(2)

    answer = said(await set_up(world, owner, "excuse", date="2026-01-02"))

    assert "is excused" in answer
    assert "**Current streak** 0" in await streak_of(world, world.alice)


async def test_a_board_shows_what_an_excused_date_saved(world: World, owner: MemberActor) -> None:
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
        ("1999-01-01", "Jan 1, 1999, and anything due then is settled"),
        ("2036-06-01", "more than ten years away"),
        ("8999-12-31", "more than ten years away"),
        ("9999-12-31", "couldn’t tell which day"),
        ("2026-02-30", "couldn’t tell which day"),
        ("Caturday", "couldn’t tell which day"),
        ("@everyone", "couldn’t tell which day"),
        ("  ", "nothing to read"),
        ("x" * 61, "That’s 61 characters"),
    ],
)
async def test_a_date_that_can_not_be_excused_is_refused(
    world: World, owner: MemberActor, date: str, answered: str
) -> None:
    answer = await set_up(world, owner, "excuse", date=date)

    assert answer.ephemeral
    assert answered in said(answer)


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_for_what_owners_set_breaks_nothing(
    world: World, owner: MemberActor, text: str
) -> None:
    answers = [
        await set_up(world, owner, "timezone", zone=text),
        await set_up(world, owner, "excuse", date=text),
        await set_up(world, owner, "excuse", date="2026-01-02", reason=text),
    ]

    assert all(answer.ephemeral for answer in answers)
    assert not [
        answer for answer in answers if "went wrong" in said(answer) or "@everyone" in said(answer)
    ]


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


async def test_a_reason_that_is_too_long_is_refused_and_nothing_is_excused(
    world: World, owner: MemberActor
) -> None:
    answer = said(await set_up(world, owner, "excuse", date="2026-01-02", reason="x" * 301))

    assert "That’s 301 characters" in answer
    assert "like that already" not in said(await set_up(world, owner, "excuse", date="2026-01-02"))


async def test_an_excuse_belongs_to_one_server(world: World, owner: MemberActor) -> None:
    other = world.env.create_guild("Another club")
    channel = other.create_text_channel("general")
    alice = other.add_member(world.users["alice"])
    await alice.slash(channel, "goal declare", goal="Read", schedule="daily")
    await alice.slash(channel, "checkin")
    await set_up(world, owner, "excuse", date="2026-01-02")

    await world.next_day(3)

    assert "**Current streak** 0" in said(await alice.slash(channel, "streak"))


async def test_a_streak_that_a_servers_zone_makes_is_on_the_board(
    world: World, owner: MemberActor
) -> None:
    await world.alice.slash(
        world.general, "goal declare", goal="Coffee", schedule="daily", amount="at most 2"
    )
    await world.check_in(world.alice, amount="1")
    await world.env.advance_time(7 * HOUR)
    await set_up(world, owner, "timezone", zone="Asia/Tokyo")

    assert "**Current streak** 1" in await world.ask(world.alice, "streak")
    assert "**1** 🔥" in await world.ask(world.bob, "leaderboard")


async def test_what_holds_is_shown_to_the_owner_alone_set_or_not(
    world: World, owner: MemberActor
) -> None:
    before = await set_up(world, owner, "show")
    lobby = world.guild.create_text_channel("lobby")
    for what, options in {
        "timezone": {"zone": "Lisbon"},
        "week-start": {"day": 6},
        "freezes": {"earned_every": 5, "at_most": 3},
        "excuse": {"date": "2026-01-05"},
        "channels": {"greetings": lobby, "checkins": lobby},
    }.items():
        await set_up(world, owner, what, **options)
    after = await set_up(world, owner, "show")

    assert before.response.ephemeral
    for said_before in (
        "UTC",
        "Monday",
        "every **7** in a row",
        "**2** in hand",
        "no upcoming dates",
        "don’t count as check-ins anywhere",
    ):
        assert said_before in said(before)
    for said_after in (
        "Europe/Lisbon",
        "Sunday",
        "every **5** in a row",
        "Mon, Jan 5, 2026",
        lobby.mention,
    ):
        assert said_after in said(after)


async def test_what_is_over_or_switched_off_is_shown_as_such(
    world: World, owner: MemberActor
) -> None:
    for day in range(2, 14):
        await set_up(world, owner, "excuse", date=f"2026-01-{day:02}")
    await set_up(world, owner, "freezes", earned_every=0, at_most=0)
    many = said(await set_up(world, owner, "show"))
    await world.next_day(20)
    none = said(await set_up(world, owner, "show"))

    assert "and 2 more" in many
    assert "**Freezes** are off" in many
    assert "no upcoming dates" in none
