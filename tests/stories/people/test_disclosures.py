"""/disclose: what members disclose about their circumstances."""

import pytest

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.services.people import profiles
from tests.stories.people.profiles import TOLD, disclose, in_public, introduce, profile
from tests.world import DAY, World, said


async def test_a_disclosure_appears_with_its_date_on_profile_and_introduction(world: World) -> None:
    told = await disclose(world, world.alice, "I sell a course on this")

    introduced = await introduce(world, world.alice, **TOLD)

    assert "Thank you" in told
    for text in (said(introduced), await profile(world, world.bob, world.alice)):
        assert "I sell a course on this" in text
        assert "Thu, Jan 1, 2026" in text


async def test_a_disclosure_is_confirmed_in_private(world: World) -> None:
    answer = await world.alice.slash(world.general, "disclose", text="I sell a course")

    assert answer.ephemeral
    assert in_public(world) == ""


async def test_every_version_of_a_disclosure_stays_visible_with_its_date(world: World) -> None:
    await disclose(world, world.alice, "I sell a course")
    await world.next_day()
    await disclose(world, world.alice, "I sell two courses")
    await world.next_day()
    await disclose(world, world.alice)
    answer = await world.bob.slash(world.general, "profile", member=world.alice)

    earlier = await world.bob.click(answer.response, label="Earlier")

    lines = said(earlier).splitlines()
    assert "Good to know" not in said(answer)
    assert "disclosure cleared" in said(answer)
    assert [line[:11] for line in lines[1:4]] == ["Sat, Jan 3,", "Fri, Jan 2,", "Thu, Jan 1,"]
    assert "two courses" in lines[2]
    assert "I sell a course" in lines[3]


async def test_the_first_disclosure_has_no_history(world: World) -> None:
    await disclose(world, world.alice, "I sell a course")

    assert "Earlier" not in await profile(world, world.bob, world.alice)


async def test_a_long_history_has_pages_that_work_after_a_restart(
    world: World, settings: Settings
) -> None:
    for nth in range(7):
        await disclose(world, world.alice, f"Course {nth}")
    answer = await world.bob.slash(world.general, "profile", member=world.alice)
    earlier = await world.bob.click(answer.response, label="Earlier")
    first = said(earlier)
    await world.env.restart_bot(create_bot(settings))

    turned = await world.bob.click(earlier.response, label="More")

    assert "Course 2" in first
    assert "Course 1" in said(turned)
    assert "Course 2" not in said(turned)


async def test_the_same_disclosure_again_changes_nothing(world: World) -> None:
    await disclose(world, world.alice, "I sell a course")

    again = await disclose(world, world.alice, " I sell a  course ")

    assert "already" in again
    assert "Earlier" not in await profile(world, world.bob, world.alice)


async def test_clearing_a_missing_disclosure_explains_how_to_add_one(world: World) -> None:
    assert "/disclose `text: I sell a course on this`" in await disclose(world, world.alice)


@pytest.mark.parametrize("text", ["\u200b", "***"])
async def test_an_invalid_disclosure_is_refused_with_the_limit(world: World, text: str) -> None:
    answer = await disclose(world, world.alice, text)

    assert "200" in answer
    assert "hasn’t shared anything" in await profile(world, world.bob, world.alice)


async def test_the_number_of_disclosure_changes_is_limited(world: World) -> None:
    for nth in range(10):
        await disclose(world, world.alice, f"Course {nth}")

    refused = await disclose(world, world.alice, "Course 10")
    await world.env.advance_time(DAY + 1)
    later = await disclose(world, world.alice, "Course 11")

    assert "Try again tomorrow" in refused
    assert "Thank you" in later


async def test_members_can_look_up_the_disclosures_of_others(
    world: World, bot: Accountabot
) -> None:
    alice = Member(ServerId(world.guild.id), MemberId(world.alice.id))
    before = await bot.database.read(profiles.disclosure_of, alice)
    await disclose(world, world.alice, "I sell a course")
    now = await bot.database.read(profiles.disclosure_of, alice)
    await disclose(world, world.alice)

    after = await bot.database.read(profiles.disclosure_of, alice)

    assert (before, after) == (None, None)
    assert now.text == "I sell a course"
