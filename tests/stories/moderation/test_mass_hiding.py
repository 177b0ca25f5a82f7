"""*Hide all of theirs*: moderators hide everything public of a member at once."""

from simcord import InteractionResult, MemberActor

from accountabot.bot import create_bot
from accountabot.config import Settings
from tests.stories.goals.edits import record
from tests.stories.moderation.content_moderation import ZEBRA, hide, in_public
from tests.world import HOUR, World, markdown, said


async def block(world: World, mod: MemberActor) -> InteractionResult:
    return await mod.slash(world.general, "moderate member", member=world.alice, reason="ads")


async def advertise(world: World) -> None:
    """Let Alice post advertisements, on a goal that is going and on one that is completed."""
    for title in ("Buy gold", "Buy silver"):
        await world.declare(world.alice, title)
        await world.check_in(world.alice, goal=title, note=f"{title} at my shop")
    await world.alice.slash(world.general, "goal complete", goal="Buy silver")
    await world.alice.slash(world.general, "goal show", goal="Buy gold")
    await world.alice.slash(
        world.general, "goal declare", goal="My own", schedule="daily", visibility="only me"
    )
    await world.declare(world.bob, "Run")
    await world.env.advance_time(HOUR)


async def test_all_goals_and_check_ins_of_a_blocked_member_are_taken_down(
    world: World, mod: MemberActor, settings: Settings
) -> None:
    await advertise(world)
    blocked = await block(world, mod)
    await world.env.restart_bot(create_bot(settings))

    hidden = await mod.click(blocked.response, label="Hide all of theirs")
    await world.env.advance_time(120)

    assert hidden.ephemeral
    assert f"Hidden: 2 goals of {world.alice.mention}" in said(hidden)
    assert "- \u2068Buy gold\u2069\n- \u2068Buy silver\u2069\n" in said(hidden)
    assert "My own" not in said(hidden)
    assert "“\u2068ads\u2069”" in said(hidden)
    assert "Buy" not in in_public(world)
    assert "shop" not in in_public(world)
    assert "Run" in in_public(world)
    assert "Buy" not in await world.ask(world.bob, "goal list", member=world.alice)


async def test_what_was_hidden_together_is_on_the_record_and_shown_again_together(
    world: World, mod: MemberActor
) -> None:
    await advertise(world)
    hidden = await mod.click((await block(world, mod)).response, label="Hide all of theirs")

    await mod.click(hidden.response, label="Show them again")
    await world.env.advance_time(120)

    assert f"2 goals of {world.alice.mention} are public again" in said(hidden)
    assert "### 🎯 \u2068Buy gold\u2069" in in_public(world)
    (card,) = (
        m for m in world.general.history() if "### 🎯 \u2068Buy gold" in "".join(markdown(m))
    )
    why = await world.bob.click(card, label="Why?")
    told = said(await world.bob.click(why.response, label="The record"))
    assert f"hidden by moderators · “\u2068ads\u2069” · by {mod.mention}" in told
    assert f"shown to everyone again · by {mod.mention}" in told


async def test_one_of_them_can_be_shown_again_alone(world: World, mod: MemberActor) -> None:
    await advertise(world)
    hidden = await mod.click((await block(world, mod)).response, label="Hide all of theirs")
    one = await hide(world, mod, goal="Buy gold")
    await mod.click(one.response, label="Show it again")

    await mod.click(hidden.response, label="Show them again")

    assert f"One goal of {world.alice.mention} is public again" in said(hidden)


async def test_a_goal_that_was_hidden_before_stays_hidden(world: World, mod: MemberActor) -> None:
    await world.declare(world.alice, ZEBRA)
    await advertise(world)
    first = await hide(world, mod)
    hidden = await mod.click(first.response, label="Hide all of theirs")

    await mod.click(hidden.response, label="Show them again")

    assert "no ads here" in await world.ask(world.alice, "goal show", goal="Zebra")
    listed = await world.ask(world.bob, "goal list", member=world.alice)
    assert "Buy gold" in listed
    assert ZEBRA not in listed


async def test_the_reason_of_the_one_goal_is_that_of_all(world: World, mod: MemberActor) -> None:
    await world.declare(world.alice, ZEBRA)
    await world.declare(world.alice, "Run")

    await mod.click((await hide(world, mod)).response, label="Hide all of theirs")

    assert f"hidden by moderators · “\u2068no ads here\u2069” · by {mod.mention}" in await record(
        world
    )


async def test_nothing_is_offered_if_nothing_else_is_public(world: World, mod: MemberActor) -> None:
    await world.declare(world.alice, ZEBRA)

    assert "Hide all" not in said(await hide(world, mod))
    assert "Hide all" not in said(await block(world, mod))


async def test_the_goals_of_an_unblocked_member_are_left_alone(
    world: World, mod: MemberActor
) -> None:
    await advertise(world)
    first, second = await block(world, mod), await block(world, mod)
    await mod.click(first.response, label="Unblock")

    refused = await mod.click(second.response, label="Hide all of theirs")

    assert "isn’t blocked any more" in said(refused)
    assert "Buy gold" in in_public(world)


async def test_a_second_press_finds_nothing_left(world: World, mod: MemberActor) -> None:
    await advertise(world)
    blocked = await block(world, mod)
    await mod.click(blocked.response, label="Hide all of theirs")

    again = await mod.click(blocked.response, label="Hide all of theirs")

    assert "nothing to moderate" in said(again)
