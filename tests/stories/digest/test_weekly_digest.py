"""What the weekly digest shows."""

import pytest
from simcord import MemberActor

from tests.stories.digest.digests import (
    FIRST,
    HEAD,
    MONDAY,
    WEEK,
    digests,
    keep,
    mention,
    title,
    turn_on,
)
from tests.world import DAY, World


async def test_the_digest_shows_who_kept_their_word_and_which_goals_started(
    world: World, owner: MemberActor
) -> None:
    await turn_on(world, owner)
    await world.declare(world.alice, "Run")
    await world.declare(world.bob, "Read")
    await keep(world, world.alice, 4)

    assert digests(world) == [
        (
            f"{FIRST}\n"
            f"🤝 **Kept their word, every time:** {mention(world.alice)}\n"
            "🎯 **New goals**\n"
            f"- **{title('Run')}** · {mention(world.alice)}\n"
            f"- **{title('Read')}** · {mention(world.bob)}\n"
            "✅ **One** of us checked in **4** times.\n"
            "My week"
        )
    ]


async def test_an_empty_week_posts_nothing_and_the_next_one_does(
    world: World, owner: MemberActor
) -> None:
    await turn_on(world, owner)
    await world.env.advance_time(MONDAY + DAY)
    empty = digests(world)
    await world.declare(world.alice, "Run")
    await world.env.advance_time(WEEK)

    assert empty == []
    assert digests(world) == [
        (
            f"{HEAD}, Mon, Jan 5 – Sun, Jan 11\n"
            "🎯 **New goals**\n"
            f"- **{title('Run')}** · {mention(world.alice)}\n"
            "My week"
        )
    ]


async def test_reached_goals_and_those_who_cheered_most_are_celebrated(
    world: World, owner: MemberActor
) -> None:
    await turn_on(world, owner)
    goal = "Paint the door by Jan 9"
    done = await world.alice.slash(world.general, "goal declare", goal=goal)
    await world.cheer(world.bob, done.response)
    await world.cheer(world.carol, done.response)
    card = await world.check_in(world.alice)
    await world.cheer(world.bob, card.response)
    await world.env.advance_time(MONDAY)

    (digest,) = digests(world)

    assert (
        f"🎉 **Goals reached**\n- **{title('Paint the door')}** · {mention(world.alice)}" in digest
    )
    assert f"👏 **Cheered most:** {mention(world.bob)} (2), {mention(world.carol)} (1)" in digest
    assert "✅ **One** of us checked in once." in digest


async def test_a_goal_that_gets_to_its_last_day_counts_as_reached(
    world: World, owner: MemberActor
) -> None:
    await turn_on(world, owner)
    for who, goal in ((world.alice, "Run"), (world.bob, "Read")):
        await who.slash(world.general, "goal declare", goal=f"{goal} every day until Jan 2")
    await keep(world, world.alice, 1)
    await world.env.advance_time(MONDAY)

    (digest,) = digests(world)

    assert digest.partition("🎉")[2].partition("✅")[0] == (
        f" **Goals reached**\n- **{title('Run')}** · {mention(world.alice)}\n"
    )


async def test_a_comeback_is_celebrated_as_a_new_streak_and_never_explained(
    world: World, owner: MemberActor
) -> None:
    await turn_on(world, owner)
    await world.declare(world.alice, "Run")
    await keep(world, world.alice, 2)
    await world.env.advance_time(8 * DAY)  # a freeze covers one day, and the others are missed
    await keep(world, world.alice, 1)
    await world.env.advance_time(2 * DAY)

    first, second = digests(world)

    assert "🌱" not in first
    assert second == (
        f"{HEAD}, Mon, Jan 5 – Sun, Jan 11\n"
        f"🌱 **New streaks**\n- **{title('Run')}** · {mention(world.alice)}\n"
        "✅ **One** of us checked in once.\n"
        "My week"
    )


async def test_a_first_streak_is_not_a_comeback(world: World, owner: MemberActor) -> None:
    await turn_on(world, owner)
    await world.declare(world.alice, "Run")
    await keep(world, world.alice, 4)

    assert "🌱" not in digests(world)[0]


async def test_a_dropped_goal_is_not_listed_as_started(world: World, owner: MemberActor) -> None:
    await turn_on(world, owner)
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Swim")
    await world.ask(world.alice, "goal drop", goal="Run", reason="my knee")
    await world.env.advance_time(MONDAY)

    (digest,) = digests(world)

    assert title("Swim") in digest
    assert "Run" not in digest


async def test_the_week_before_is_mentioned_only_if_it_was_less(
    world: World, owner: MemberActor
) -> None:
    await turn_on(world, owner)
    for who in (world.alice, world.bob):
        await world.declare(who, "Run")
    await keep(world, world.alice, 4)
    for _ in range(7):
        await world.check_in(world.bob)
        await keep(world, world.alice)
    await keep(world, world.alice, 7)

    one, two, three = (text.partition("✅ ")[2].splitlines()[0] for text in digests(world))

    assert one == "**One** of us checked in **4** times."
    assert two == (
        "**2** of us checked in **14** times. "
        "That’s 1 more of us and 10 more check-ins than the week before."
    )
    assert three == "**One** of us checked in **7** times."


async def test_a_member_who_used_a_freeze_is_not_said_to_have_kept_everything(
    world: World, owner: MemberActor
) -> None:
    await turn_on(world, owner, day=3)
    await world.declare(world.alice, "Run")
    await keep(world, world.alice, 3)
    await world.env.advance_time(DAY)
    await keep(world, world.alice, 3)

    (digest,) = digests(world)

    assert "Kept their word" not in digest
    assert "**6** times" in digest


async def test_long_lists_end_with_a_count(world: World, owner: MemberActor) -> None:
    await turn_on(world, owner)
    for number in range(23):
        who = world.join(f"m{number}")
        await world.declare(who, f"Goal {number}", schedule="weekly on thu")
        await world.check_in(who)
    await world.env.advance_time(MONDAY)

    (digest,) = digests(world)

    kept = digest.partition("every time:** ")[2].splitlines()[0]
    assert kept.count("<@") == 20
    assert kept.endswith(" and 3 more")
    assert digest.count("- **") == 5
    assert "- and 18 more" in digest


@pytest.mark.parametrize("text", ["@everyone **run** <@1>", "[run](https://example.com)"])
async def test_a_title_pings_nobody_and_is_not_formatted(
    world: World, owner: MemberActor, text: str
) -> None:
    await turn_on(world, owner)
    await world.alice.slash(world.general, "goal declare", goal=text, schedule="daily")
    await world.env.advance_time(MONDAY)

    assert len(digests(world)) == 1
    assert world.pings()[-1] == []
    assert "](https://" not in digests(world)[0]
