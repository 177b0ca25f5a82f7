"""*My week*: what a member did, for their eyes only."""

from simcord import InteractionResult, MemberActor

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from tests.stories.digest.digests import MONDAY, digest_message, keep, title, turn_on
from tests.world import DAY, World, rendered, texts

HEAD = "### 🗓️ Your week, Mon, Dec 29 – Sun, Jan 4\n"


def card(answer: InteractionResult) -> str:
    """Return the text of an answer, without what the member is told after it."""
    assert answer.response
    return rendered(texts(answer.response.components))


async def press(world: World, who: MemberActor) -> InteractionResult:
    """Let a member press *My week* on the last digest."""
    return await who.click(digest_message(world), label="My week")


async def test_it_shows_what_a_member_kept_and_what_is_due_next(
    world: World, owner: MemberActor
) -> None:
    await turn_on(world, owner)
    await world.declare(world.alice, "Run")
    await world.alice.slash(
        world.general, "goal declare", goal="Secret", schedule="weekly on fri", visibility="only me"
    )
    await world.check_in(world.alice, goal="Run")
    await world.env.advance_time(DAY)
    await world.check_in(world.alice, goal="Secret")
    await world.env.advance_time(DAY)
    await world.check_in(world.alice, goal="Run", date="yesterday")
    await world.check_in(world.alice, goal="Run")
    await world.env.advance_time(2 * DAY)

    answer = await press(world, world.alice)

    assert answer.response.ephemeral
    assert card(answer) == (
        f"{HEAD}"
        f"**{title('Run')}**: kept twice · caught up once\n"
        "-# 🔥 3 in a row\n"
        "-# Next due: **Mon, Jan 5 · Tue, Jan 6**\n"
        f"🔒 **{title('Secret')}**: kept once\n"
        "-# Next due: **Fri, Jan 9 · Fri, Jan 16**\n"
        "You kept your word **4 times**. That’s yours to keep!\n"
        "-# Only you can see this."
    )


async def test_a_member_who_missed_everything_is_not_told_so(
    world: World, owner: MemberActor
) -> None:
    await turn_on(world, owner)
    await world.declare(world.alice, "Run")
    await world.env.advance_time(MONDAY)

    answer = await press(world, world.alice)

    assert card(answer) == (
        f"{HEAD}"
        f"**{title('Run')}**: 1 excused\n"
        "-# Next due: **Mon, Jan 5 · Tue, Jan 6**\n"
        "A new week is a fresh page. One check-in is a fine first line.\n"
        "-# Only you can see this."
    )


async def test_my_week_shows_a_day_covered_by_a_freeze(world: World, owner: MemberActor) -> None:
    await turn_on(world, owner, day=2)
    await world.declare(world.alice, "Run")
    await keep(world, world.alice, 2)
    await world.env.advance_time(4 * DAY)

    answer = card(await press(world, world.alice))

    assert f"**{title('Run')}**: kept twice · 1 covered by a freeze" in answer


async def test_a_member_without_goals_is_invited(world: World, owner: MemberActor) -> None:
    await turn_on(world, owner)
    await world.declare(world.alice, "Run")
    await world.env.advance_time(MONDAY)

    answer = await press(world, world.bob)

    assert card(answer) == (
        f"{HEAD}"
        "You have no goals running right now. One sentence is all it takes: /goal declare\n"
        "-# Only you can see this."
    )


async def test_the_button_works_after_a_restart_and_keeps_its_week(
    world: World, owner: MemberActor, bot: Accountabot, settings: Settings
) -> None:
    await turn_on(world, owner)
    await world.declare(world.alice, "Run")
    await keep(world, world.alice, 4)
    message = digest_message(world)
    await keep(world, world.alice, 3)
    await bot.close()
    await world.env.restart_bot(create_bot(settings))

    answer = card(await world.alice.click(message, label="My week"))

    assert answer.startswith(f"{HEAD}**{title('Run')}**: kept 4 times\n-# 🔥 7 in a row\n")
