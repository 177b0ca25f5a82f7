"""What happens to messages if a goal is made private, or public again."""

from functools import partial

import pytest
from discord.utils import utcnow

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.identifiers import GoalId, Member, MemberId, ServerId
from accountabot.domain.refusals import Refusal
from accountabot.services.goals import history
from accountabot.services.people import cheers
from tests.stories.checkins.test_attachments import (
    PICTURE,
    files,
    last_private_answer,
    slow_download,
)
from tests.stories.goals.edits import change, propose
from tests.stories.goals.pauses import action
from tests.stories.goals.private_goals import declare, in_public
from tests.world import GREETINGS, HOUR, World, said, shown


async def test_a_card_that_could_not_be_deleted_treats_the_goal_as_gone(
    world: World,
) -> None:
    card = (await world.declare(world.alice, "Zebra")).response
    witness = (await world.bob.click(card, label="Hold me to it")).response
    await world.env.advance_time(HOUR)
    world.env.inject_error("PATCH", "/channels/*/messages/*", status=403, times=None)
    await change(world, world.alice, "Zebra", visibility=["me"])

    answers = [
        await world.bob.click(card, label=label)
        for label in ("Check in", "Hold me to it", "Cheer", "Why?")
    ]
    answers += [
        await world.bob.click(witness, label=label) for label in ("How’s it going?", "Step back")
    ]
    own = await world.alice.click(card, label="Why?")

    for answer in answers:
        assert answer.ephemeral
        assert "is gone" in said(answer)
        assert "Zebra" not in said(answer)
    assert "Zebra" in said(own)


async def test_open_explanations_of_a_hidden_goal_have_no_more_pages(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice, "Zebra")
    why = await world.bob.click(world.general.history()[GREETINGS], label="Why?")
    await change(world, world.alice, "Zebra", visibility=["me"])

    answer = await world.bob.click(why.response, label="The record")

    assert "is gone" in said(answer)
    bob = Member(ServerId(world.guild.id), MemberId(world.bob.id))
    for service in (history.explain, history.load_history):
        with pytest.raises(Refusal, match="goal-gone"):
            await bot.database.read(service, bob, GoalId(1), 0, utcnow())
    with pytest.raises(Refusal, match="goal-gone"):
        await bot.database.write(cheers.cheer_goal, action(world, world.bob), GoalId(1))


async def test_public_messages_are_deleted_if_a_goal_becomes_private(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Zebra")
    await world.check_in(world.alice, goal="Zebra", note="stripes")
    await world.alice.slash(world.general, "pause")
    await world.env.advance_time(HOUR)

    answer = await change(world, world.alice, "Zebra", visibility=["me"])

    assert "Only you can see it now" in said(answer)
    assert "Zebra" not in in_public(world)
    assert "stripes" not in in_public(world)
    assert in_public(world).count("The owner has made this private") == 3
    assert "Run" in in_public(world)


async def test_a_card_that_was_just_updated_is_deleted_at_once(
    world: World,
) -> None:
    await world.declare(world.alice, "Zebra")
    await world.bob.click(world.general.history()[GREETINGS], label="Cheer")

    await change(world, world.alice, "Zebra", visibility=["me"])

    assert "Zebra" not in in_public(world)
    await world.next_day(2)
    assert "Zebra" not in in_public(world)


async def test_making_a_goal_public_again_posts_nothing(world: World) -> None:
    await world.declare(world.alice, "Zebra")
    await world.check_in(world.alice, goal="Zebra", note="stripes")
    await change(world, world.alice, "Zebra", visibility=["me"])
    await world.env.advance_time(HOUR)
    count = len(shown(world.general))

    answer = await change(world, world.alice, "Zebra", visibility=["server"])

    assert "Everyone here can see it" in said(answer)
    assert len(shown(world.general)) == count
    assert "### 🎯 \u2068Zebra\u2069" in in_public(world)
    assert "stripes" not in in_public(world)
    assert "Zebra" in await world.ask(world.bob, "goal list", member=world.alice)


async def test_a_goal_that_was_never_public_is_posted_by_goal_show(world: World) -> None:
    await declare(world)
    await change(world, world.alice, "Zebra", visibility=["server"])
    before = in_public(world)

    await world.alice.slash(world.general, "goal show", goal="Zebra")

    assert before == ""
    assert "Zebra" in in_public(world)


async def test_making_a_goal_private_or_public_can_be_undone(world: World) -> None:
    await world.declare(world.alice, "Zebra")
    hidden = await change(world, world.alice, "Zebra", visibility=["me"])
    await world.alice.click(hidden.response, label="Undo")
    await world.env.advance_time(120)
    back = in_public(world)
    await change(world, world.alice, "Zebra", visibility=["me"])
    shown_again = await change(world, world.alice, "Zebra", visibility=["server"])
    await world.check_in(world.alice, goal="Zebra", note="stripes")
    await world.alice.click(shown_again.response, label="Undo")

    assert "Zebra" in back
    assert "Zebra" not in in_public(world)
    assert "stripes" not in in_public(world)


async def test_the_preview_explains_the_effects_of_a_visibility_change(world: World) -> None:
    await world.declare(world.alice, "Zebra")

    answer = await propose(world, world.alice, "Zebra", visibility=["me"])

    assert "**Who can see it** everyone here → only the owner" in said(answer)
    assert "I’ll remove what I’ve posted" in said(answer)


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("goal show", {"goal": "Zebra"}),
        ("goal history", {"goal": "Zebra"}),
        ("streak", {}),
        ("leaderboard", {}),
    ],
)
async def test_every_message_that_shows_a_goal_is_deleted_if_it_becomes_private(
    world: World, command: str, options: dict[str, str]
) -> None:
    await world.declare(world.alice, "Zebra")
    await world.check_in(world.alice)
    answer = await world.alice.slash(world.general, command, **options)
    if answer.ephemeral:
        await world.alice.click(answer.response, label="Show everyone")

    await change(world, world.alice, "Zebra", visibility=["me"])

    removed = 2 if command == "leaderboard" else 3  # a board stays, even without anyone on it
    assert "Zebra" not in in_public(world)
    assert in_public(world).count("The owner has made this private") == removed


async def test_answers_to_others_about_it_are_deleted_too(world: World) -> None:
    await world.declare(world.alice, "Zebra")
    await world.share(world.bob, "streak", member=world.alice)

    await change(world, world.alice, "Zebra", visibility=["me"])

    assert "Zebra" not in in_public(world)


async def test_a_failed_deletion_is_retried(world: World) -> None:
    await world.declare(world.alice, "Zebra")
    await world.check_in(world.alice, note="stripes")
    world.env.inject_error("PATCH", "/channels/*/messages/*", status=500, times=12)
    await change(world, world.alice, "Zebra", visibility=["me"])

    await world.env.advance_time(HOUR)

    assert "Zebra" not in in_public(world)
    assert "stripes" not in in_public(world)


async def test_a_failed_deletion_is_retried_after_a_restart(
    world: World, settings: Settings
) -> None:
    await world.declare(world.alice, "Zebra")
    await world.alice.slash(world.general, "goal show", goal="Zebra")
    await world.env.advance_time(HOUR)
    world.env.inject_error("PATCH", "/channels/*/messages/*", status=403, times=2)
    await change(world, world.alice, "Zebra", visibility=["me"])
    before = in_public(world)

    await world.env.restart_bot(create_bot(settings))
    await world.env.settle()

    assert "Zebra" in before
    assert "Zebra" not in in_public(world)


async def test_a_goal_that_is_public_again_before_the_deletion_keeps_its_message(
    world: World,
) -> None:
    await world.declare(world.alice, "Zebra")
    world.env.inject_error("PATCH", "/channels/*/messages/*", status=500, times=5)
    hidden = await change(world, world.alice, "Zebra", visibility=["me"])
    await world.alice.click(hidden.response, label="Undo")

    await world.env.advance_time(HOUR)

    assert "### 🎯 \u2068Zebra\u2069" in in_public(world)


async def test_undoing_a_visibility_change_restores_the_card(world: World) -> None:
    await world.declare(world.alice, "Zebra")
    await world.env.advance_time(HOUR)
    await world.check_in(world.alice, note="stripes")
    hidden = await change(world, world.alice, "Zebra", visibility=["me"])

    await world.alice.click(hidden.response, label="Undo")
    await world.env.advance_time(120)

    assert "### 🎯 \u2068Zebra\u2069" in in_public(world)
    assert in_public(world).count("The owner has made this private") == 1


async def test_a_file_that_arrives_after_hiding_is_not_posted(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.declare(world.alice, "Zebra")
    monkeypatch.setattr(world.env.bot.http, "get_from_cdn", partial(slow_download, 30))
    await world.check_in(world.alice, note="stripes", proof=PICTURE)
    await change(world, world.alice, "Zebra", visibility=["me"])

    await world.env.advance_time(60)

    assert files(world) == []
    assert "stripes" not in in_public(world)
    assert "didn’t keep this one" in last_private_answer(world)
