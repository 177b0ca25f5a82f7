"""*Show everyone*: what only one member saw, drawn anew and posted, a few times an hour."""

import pytest

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from tests.stories.goals.edits import change
from tests.stories.goals.private_goals import in_public
from tests.stories.privacy.test_redactions import EMPTY, erase
from tests.world import HOUR, World, said


@pytest.mark.parametrize(
    ("command", "options"),
    [("streak", {}), ("leaderboard", {}), ("goal history", {"goal": "Run"})],
)
async def test_an_answer_is_for_the_asker_alone_until_they_show_it(
    world: World, command: str, options: dict[str, str]
) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice)
    before = in_public(world)

    answer = await world.alice.slash(world.general, command, **options)
    between = in_public(world)
    shown = await world.alice.click(answer.response, label="Show everyone")

    assert answer.ephemeral
    assert between == before
    assert not shown.response.ephemeral
    assert f"-# Shown to everyone by {world.alice.mention}" in in_public(world)
    assert "Show everyone\n" not in in_public(world)
    assert world.pings()[-1] == []


async def test_what_is_shown_is_what_holds_at_the_press_even_after_a_restart(
    world: World, settings: Settings
) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice)
    answer = await world.bob.slash(world.general, "streak", member=world.alice)
    await world.next_day()
    await world.check_in(world.alice)
    await world.env.restart_bot(create_bot(settings))

    shown = await world.bob.click(answer.response, label="Show everyone")

    assert "-# **Current streak** 2 · **Longest streak** 2 · **Freezes** 1" in said(shown)


async def test_a_goal_that_became_private_is_not_shown(world: World) -> None:
    await world.declare(world.alice)
    streaks = await world.bob.slash(world.general, "streak", member=world.alice)
    history = await world.alice.slash(world.general, "goal history", goal="Run")
    await change(world, world.alice, visibility=["me"])

    answers = [
        await who.click(answer.response, label="Show everyone")
        for who, answer in ((world.bob, streaks), (world.alice, history))
    ]

    for answer in answers:
        assert answer.ephemeral
        assert "nothing here that you can show everyone" in said(answer)


async def test_the_days_of_another_member_are_theirs_to_show(world: World) -> None:
    card = await world.declare(world.alice)

    bobs = await world.bob.click(card.response, label="Why?")
    alices = await world.alice.click(card.response, label="Why?")

    assert "Show everyone" not in said(bobs)
    assert "Show everyone" in said(alices)


async def test_five_are_shown_in_an_hour_and_the_next_one_says_when(world: World) -> None:
    await world.declare(world.alice)
    for _ in range(5):
        await world.share(world.bob, "streak", member=world.alice)

    refused = await world.share(world.bob, "streak", member=world.alice)
    by_carol = await world.share(world.carol, "streak", member=world.alice)
    await world.env.advance_time(HOUR + 1)
    later = await world.share(world.bob, "streak", member=world.alice)

    assert refused.ephemeral
    assert "That’s 5 in an hour" in said(refused)
    assert "You can show everyone more from <t:1767261600:F>." in said(refused)
    assert not by_carol.response.ephemeral
    assert not later.response.ephemeral


async def test_a_double_tap_shows_it_once(world: World) -> None:
    await world.declare(world.alice)
    answer = await world.alice.slash(world.general, "streak")
    await world.alice.click(answer.response, label="Show everyone")

    again = await world.alice.click(answer.response, label="Show everyone")

    assert again.ephemeral
    assert "just shown that" in said(again)
    assert in_public(world).count("Shown to everyone") == 1


async def test_what_could_not_be_posted_does_not_count(world: World) -> None:
    await world.declare(world.alice)
    answer = await world.alice.slash(world.general, "streak")
    world.env.inject_error("POST", "/interactions/*/*/callback", status=403, times=1)
    await world.alice.click(answer.response, label="Show everyone")

    again = await world.alice.click(answer.response, label="Show everyone")

    assert not again.response.ephemeral


async def test_nothing_is_shown_where_the_member_can_not_write(world: World) -> None:
    quiet = world.guild.create_text_channel(
        "quiet", overwrites={world.guild.default_role: world.read_only}
    )
    await world.declare(world.alice)
    answer = await world.alice.slash(quiet, "streak")

    refused = await world.alice.click(answer.response, label="Show everyone")

    assert refused.ephemeral
    assert "You can’t post in this channel" in said(refused)


async def test_a_shown_message_disappears_with_the_data_of_who_showed_it(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice)
    await world.share(world.bob, "streak", member=world.alice)

    await erase(world, bot, world.bob)

    assert EMPTY in in_public(world)
    assert world.bob.mention not in in_public(world)
