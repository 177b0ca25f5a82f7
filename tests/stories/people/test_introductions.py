"""/introduce: how members introduce themselves."""

import pytest

from accountabot.bot import create_bot
from accountabot.config import Settings
from tests.stories.people.profiles import TOLD, disclose, fields, in_public, introduce, profile
from tests.stories.test_hostile_text import HOSTILE
from tests.world import GREETINGS, World, markdown, said, shown


async def test_an_introduction_is_posted_and_appears_on_the_profile(world: World) -> None:
    answer = await introduce(world, world.alice, **TOLD)

    assert not answer.ephemeral
    assert world.alice.mention in said(answer)
    for text in TOLD.values():
        assert text in in_public(world)
        assert text in await profile(world, world.bob, world.alice)
    assert not any(world.pings()[GREETINGS:])


@pytest.mark.parametrize("name", TOLD)
async def test_one_of_the_three_fields_is_enough(world: World, name: str) -> None:
    answer = await introduce(world, world.alice, **{name: TOLD[name]})

    assert not answer.ephemeral
    assert [text for text in TOLD.values() if text in said(answer)] == [TOLD[name]]


@pytest.mark.parametrize("text", ["", "   "])
async def test_an_empty_introduction_is_refused_with_a_suggestion(world: World, text: str) -> None:
    answer = await introduce(world, world.alice, who=text)

    assert answer.ephemeral
    assert "One of the three is enough" in said(answer)
    assert in_public(world) == ""


async def test_invisible_text_is_refused_and_the_other_fields_are_kept(
    world: World,
) -> None:
    answer = await introduce(world, world.alice, who="A night owl", does="\u200b")

    assert answer.ephemeral
    assert "visible characters" in said(answer)
    assert "A night owl" in said(answer)


async def test_the_form_contains_the_earlier_introduction(world: World) -> None:
    await introduce(world, world.alice, **TOLD)

    form = await world.alice.slash(world.general, "introduce")

    assert {name: field.get("value") for name, field in fields(form)} == TOLD


async def test_a_changed_introduction_posts_only_the_new_parts(world: World) -> None:
    await introduce(world, world.alice, **TOLD)

    answer = await introduce(world, world.alice, learns="Going to bed")

    assert "Going to bed" in said(answer)
    assert "A night owl" not in said(answer)
    known = await profile(world, world.bob, world.alice)
    assert "A night owl" in known
    assert "Going to bed" in known
    assert "Getting up" not in known


async def test_the_same_introduction_again_posts_nothing(world: World) -> None:
    await introduce(world, world.alice, **TOLD)
    before = in_public(world)

    answer = await introduce(world, world.alice)

    assert answer.ephemeral
    assert "didn’t post anything" in said(answer)
    assert in_public(world) == before


async def test_an_emptied_field_leaves_the_profile_quietly(world: World) -> None:
    await introduce(world, world.alice, **TOLD)

    answer = await introduce(world, world.alice, does="")

    assert answer.ephemeral
    assert "Teach physics" not in await profile(world, world.bob, world.alice)


async def test_a_form_that_is_sent_after_a_restart_is_accepted(
    world: World, settings: Settings
) -> None:
    form = await world.alice.slash(world.general, "introduce")
    await world.env.restart_bot(create_bot(settings))

    answer = await world.alice.submit_modal(form, TOLD)

    assert "A night owl" in said(answer)


async def test_a_form_that_is_delivered_twice_is_posted_once(world: World) -> None:
    await introduce(world, world.alice, **TOLD)
    before = in_public(world)

    await world.deliver_again()

    assert in_public(world) == before


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_text_pings_nobody_and_breaks_nothing(world: World, text: str) -> None:
    await introduce(world, world.alice, **dict.fromkeys(TOLD, text[:250]))
    await disclose(world, world.alice, text[:200])
    await world.declare(world.alice, text[:100])
    answers = [await profile(world, who, world.alice) for who in (world.alice, world.bob)]

    assert all(answers)
    assert not any(world.pings()[GREETINGS:])
    assert all(
        "\n# Heading" not in written
        for message in world.general.history()
        for written in markdown(message)
    )


async def test_the_longest_introduction_fits_into_one_message(world: World) -> None:
    await introduce(world, world.alice, **dict.fromkeys(TOLD, "*" * 249 + "x"))
    for nth in range(7):
        await disclose(world, world.alice, "*" * 198 + f"x{nth}")
        await world.declare(world.alice, "*" * 98 + f"x{nth}")

    answer = await world.bob.slash(world.general, "profile", member=world.alice)
    earlier = await world.bob.click(answer.response, label="Earlier")

    assert "2 more goals" in said(answer)
    assert "x6" in said(earlier)


async def test_a_member_who_can_not_write_here_gets_a_private_introduction(world: World) -> None:
    quiet = world.guild.create_text_channel(
        "quiet", overwrites={world.guild.default_role: world.read_only}
    )
    form = await world.alice.slash(quiet, "introduce")

    answer = await world.alice.submit_modal(form, TOLD)

    assert answer.ephemeral
    assert "It’s on your profile" in said(answer)
    assert shown(quiet) == []


async def test_others_introduce_themselves_with_one_tap(world: World) -> None:
    card = (await introduce(world, world.alice, **TOLD)).response

    form = await world.bob.click(card, label="Introduce myself")
    answer = await world.bob.submit_modal(form, {"who": "A lark"})

    assert {name: field.get("value") for name, field in fields(form)} == dict.fromkeys(TOLD)
    assert world.bob.mention in said(answer)
    assert "A lark" in said(answer)
