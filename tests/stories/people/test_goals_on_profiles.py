"""Goals on a profile: one tap shows a goal, the next one cheers it or opens its card."""

from simcord import InteractionResult, MemberActor

from accountabot.bot import create_bot
from accountabot.config import Settings
from tests.stories.goals.edits import change
from tests.world import World, ids, said


async def profile_of_alice(world: World, who: MemberActor) -> InteractionResult:
    return await who.slash(world.general, "profile", member=world.alice)


async def open_goal(who: MemberActor, profile: InteractionResult) -> InteractionResult:
    """Press the button of the first goal on a profile."""
    return await who.click(
        profile.response, custom_id=next(ids(profile.response.components, "profile-goal"))
    )


async def test_a_goal_on_a_profile_is_cheered_held_and_opened(
    world: World, settings: Settings
) -> None:
    await world.declare(world.alice, "Run")
    await world.check_in(world.alice)
    await world.next_day()
    profile = await profile_of_alice(world, world.bob)
    await world.env.restart_bot(create_bot(settings))

    await open_goal(world.bob, profile)
    goal = said(profile)
    answers = [
        said(await world.bob.click(profile.response, label=label))
        for label in ("Cheer", "Hold me to it", "Open the card")
    ]
    await world.bob.click(profile.response, label="Whole profile")

    assert goal.splitlines() == [
        "### 🎯 \u2068Run\u2069",
        f"{world.alice.mention}’s promise: **every day**",
        "**Current streak** 1",
        "**Longest streak** 1",
        "**Kept** 1 of 1",
        "**Freezes** 1",
        "**Checked in** on one day in the last year",
        "Hold me to it",
        "Cheer",
        "Why?",
        "Open the card",
        "Whole profile",
    ]
    assert "Run" in answers[0]
    assert world.alice.mention in answers[1]
    assert "**Kept** 1 of 1" in answers[2].splitlines()
    assert said(profile).splitlines()[3:5] == [
        "**Checked in** on one day in the last year",
        "👏 **Cheers** 1 received",
    ]


async def test_many_goals_are_reached_by_a_menu(world: World) -> None:
    for number in range(1, 8):
        await world.declare(world.alice, f"Goal {number}")
    profile = await profile_of_alice(world, world.bob)
    menu = next(ids(profile.response.components, "profile-more"))

    await world.bob.select(profile.response, ["7"], custom_id=menu)

    assert said(profile).startswith("### 🎯 \u2068Goal 7\u2069")


async def test_a_goal_that_became_private_is_not_shown(world: World) -> None:
    await world.declare(world.alice, "Run")
    profile = await profile_of_alice(world, world.bob)
    own = await profile_of_alice(world, world.alice)
    await change(world, world.alice, visibility=["me"])

    for who, seen in ((world.bob, profile), (world.alice, own)):
        answer = said(await open_goal(who, seen))

        assert "is gone" in answer
        assert "every day" not in answer
