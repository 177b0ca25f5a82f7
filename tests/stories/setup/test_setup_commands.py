"""The settings that owners make for everyone: time zone, first day of the week, and the overview."""

import pytest
from simcord import MemberActor, SetupError

from accountabot.bot import Accountabot
from tests.stories.goals.pauses import without_freezes
from tests.stories.setup.setup_commands import set_up, wait_until
from tests.stories.test_hostile_text import HOSTILE
from tests.world import HOUR, World, said, shown, streak_in


async def test_members_do_not_see_the_setup_commands(world: World, owner: MemberActor) -> None:
    assert "setup freezes" in owner.available_commands(world.general)
    assert not [
        name for name in world.alice.available_commands(world.general) if name.startswith("setup")
    ]

    with pytest.raises(SetupError):
        await set_up(world, world.alice, "freezes", to_start_with=1, earned_every=2, at_most=1)


async def test_a_setting_is_confirmed_in_private_and_again_if_it_is_unchanged(
    world: World, owner: MemberActor
) -> None:
    before = shown(world.general)
    todo: dict[str, dict[str, object]] = {
        "timezone": {"zone": "Lisbon"},
        "week-start": {"day": 6},
        "freezes": {"to_start_with": 0, "earned_every": 5, "at_most": 3},
        "excuse": {"date": "2026-02-01"},
    }

    first = [await set_up(world, owner, what, **options) for what, options in todo.items()]
    second = [await set_up(world, owner, what, **options) for what, options in todo.items()]

    assert all(answer.ephemeral for answer in (*first, *second))
    assert not [answer for answer in first if "like that already" in said(answer)]
    assert all("like that already" in said(answer) for answer in second)
    assert shown(world.general) == before


async def test_setting_a_default_reports_that_it_is_current(
    world: World, owner: MemberActor
) -> None:
    answers = [
        await set_up(world, owner, "timezone", zone="UTC"),
        await set_up(world, owner, "week-start", day=0),
        await set_up(world, owner, "freezes", to_start_with=1, earned_every=7, at_most=2),
    ]

    assert all("like that already" in said(answer) for answer in answers)


async def test_the_server_zone_applies_to_members_without_a_zone(
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
    assert streak_in(said(await world.check_in(world.bob))) == 2
    assert "I use Pacific/Auckland here" in await world.ask(world.bob, "settings")


async def test_the_server_zone_is_offered_and_refused_like_a_members_zone(
    world: World, owner: MemberActor
) -> None:
    offered = await owner.autocomplete(world.general, "setup timezone", "zone", "lisb")

    answer = await set_up(world, owner, "timezone", zone="Gondolin")

    assert offered[0]["value"] == "Europe/Lisbon"
    assert "don’t know a place called" in said(answer)


async def test_a_new_first_day_of_the_week_applies_after_the_current_week(
    world: World, owner: MemberActor
) -> None:
    await world.declare(world.alice, "Swim", "1 per week")
    await world.check_in(world.alice)

    answer = said(await set_up(world, owner, "week-start", day=6))
    await wait_until(world, 5)
    shorter = await world.ask(world.alice, "goal show", goal="Swim")
    await wait_until(world, 13)  # nothing was done from the 5th to the 10th

    assert "Weeks here will begin on **Sunday** once the current week ends" in answer
    assert "Jan 10" in shorter
    assert streak_in(said(await world.check_in(world.alice))) == 2
    assert "Jan 24" in await world.ask(world.alice, "goal show", goal="Swim")


async def test_the_same_member_misses_a_week_without_the_new_first_day(
    world: World, bot: Accountabot
) -> None:
    await without_freezes(world, bot)
    await world.declare(world.alice, "Swim", "1 per week")
    await world.check_in(world.alice)

    await wait_until(world, 13)

    assert streak_in(said(await world.check_in(world.alice))) == 1


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_in_the_setup_commands_breaks_nothing(
    world: World, owner: MemberActor, text: str
) -> None:
    answers = [
        await set_up(world, owner, "timezone", zone=text[:100]),
        await set_up(world, owner, "excuse", date=text[:60]),
        await set_up(world, owner, "excuse", date="2026-01-02", reason=text[:300]),
    ]

    assert all(answer.ephemeral for answer in answers)
    assert not [
        answer for answer in answers if "went wrong" in said(answer) or "@everyone" in said(answer)
    ]


async def test_a_streak_from_the_server_zone_is_on_the_leaderboard(
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


async def test_the_current_settings_are_shown_to_the_owner_alone(
    world: World, owner: MemberActor
) -> None:
    before = await set_up(world, owner, "show")
    lobby = world.guild.create_text_channel("lobby")
    for what, options in {
        "timezone": {"zone": "Lisbon"},
        "week-start": {"day": 6},
        "freezes": {"to_start_with": 0, "earned_every": 5, "at_most": 3},
        "excuse": {"date": "2026-01-05"},
        "channels": {"greetings": lobby, "checkins": lobby},
    }.items():
        await set_up(world, owner, what, **options)
    after = await set_up(world, owner, "show")

    assert before.response.ephemeral
    for said_before in (
        "UTC",
        "Monday",
        "**1** to start with",
        "every **7** in a row",
        "save up to **2**",
        "no upcoming dates",
        "don’t count as check-ins anywhere",
    ):
        assert said_before in said(before)
    for said_after in (
        "Europe/Lisbon",
        "Sunday",
        "**0** to start with",
        "every **5** in a row",
        "Mon, Jan 5, 2026",
        lobby.mention,
    ):
        assert said_after in said(after)


async def test_past_and_disabled_settings_are_marked(world: World, owner: MemberActor) -> None:
    for day in range(2, 14):
        await set_up(world, owner, "excuse", date=f"2026-01-{day:02}")
    await set_up(world, owner, "freezes", to_start_with=0, earned_every=0, at_most=0)
    many = said(await set_up(world, owner, "show"))
    await world.next_day(20)
    none = said(await set_up(world, owner, "show"))

    assert "plus 2 more" in many
    assert "**Freezes** are off" in many
    assert "no upcoming dates" in none
