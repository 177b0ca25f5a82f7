"""Pictures of profiles, of the goals on them, and of reviews."""

from accountabot.bot import Accountabot
from tests.stories.goals.edits import change
from tests.world import World, ids, said

NUMBERS = "2 check-ins in a year, 2 days in a row"
YEAR = "Checked in on 2 days in the last year."


async def run_and_read_in_secret(world: World) -> None:
    """Let Alice check in on a public goal twice, and on a private one."""
    await world.declare(world.alice, "Run *5k*")
    await world.alice.slash(
        world.general, "goal declare", goal="Zebra", schedule="daily", visibility="only me"
    )
    for goal in ("Run *5k*", "Zebra"):
        await world.check_in(world.alice, goal=goal)
    await world.next_day()
    await world.check_in(world.alice, goal="Run *5k*")


async def test_a_profile_shows_a_year_of_public_check_ins_overall_and_by_goal(
    world: World,
) -> None:
    await run_and_read_in_secret(world)

    answer = await world.bob.slash(world.general, "profile", member=world.alice)
    whole = answer.response.attachments
    await world.bob.click(
        answer.response, custom_id=next(ids(answer.response.components, "profile-goal"))
    )
    goal = answer.response.attachments
    await world.bob.click(answer.response, label="Whole profile")
    back = answer.response.attachments

    assert (
        [one.description for one in whole]
        == [one.description for one in back]
        == [f"alice: Member of The Club. 2 of 2 promises kept, {NUMBERS}. {YEAR}"]
    )
    assert [one.description for one in goal] == [
        f"alice: Run *5k*. {NUMBERS}, 2 of 2 promises kept. {YEAR}"
    ]


async def test_a_profile_without_check_ins_has_no_picture(world: World) -> None:
    await world.declare(world.alice)

    answer = await world.bob.slash(world.general, "profile", member=world.alice)

    assert not answer.response.attachments


async def test_a_shared_review_and_its_picture_lose_a_goal_that_became_private(
    world: World,
) -> None:
    await run_and_read_in_secret(world)
    await world.declare(world.alice, "Read")
    await world.check_in(world.alice, goal="Read")
    await world.share(world.alice, "review")
    (before,) = world.general.history()[-1].attachments

    await change(world, world.alice, "Run *5k*", visibility=["me"])
    await world.env.settle()

    (after,) = world.general.history()[-1].attachments
    assert "“Run *5k*” twice" in (before.description or "")
    assert after.description == (
        "alice, January 2026, so far · The Club. Showed up for “Read” once. Took on something "
        "new: “Read”. 1 check-in, 1 promise kept. Checked in once on one day."
    )


async def test_without_a_renderer_the_text_says_it_all(world: World, bot: Accountabot) -> None:
    bot.renderer = None
    await run_and_read_in_secret(world)

    answers = [await world.alice.slash(world.general, name) for name in ("profile", "review")]

    assert "**Checked in** on 2 days in the last year" in said(answers[0])
    assert "**2** check-ins · **2** promises kept" in said(answers[1])
    assert not any(answer.response.attachments for answer in answers)
