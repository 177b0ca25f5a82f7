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
from tests.stories.checkins.test_attachments import PICTURE, files, last_told, slowly
from tests.stories.goals.edits import change, propose
from tests.stories.goals.pauses import action
from tests.stories.goals.private_goals import declare, in_public
from tests.world import GREETINGS, HOUR, World, said, shown


async def test_a_card_that_could_not_be_taken_down_answers_others_as_if_the_goal_were_gone(
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


async def test_explanations_that_are_open_are_not_turned_any_further(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice, "Zebra")
    why = await world.bob.click(world.general.history()[GREETINGS], label="Why?")
    await change(world, world.alice, "Zebra", visibility=["me"])

    answer = await world.bob.click(why.response, label="The record")

    assert "is gone" in said(answer)
    bob = Member(ServerId(world.guild.id), MemberId(world.bob.id))
    for service in (history.explain, history.recorded):
        with pytest.raises(Refusal, match="goal-gone"):
            await bot.database.read(service, bob, GoalId(1), 0, utcnow())
    with pytest.raises(Refusal, match="goal-gone"):
        await bot.database.write(cheers.cheer_goal, action(world, world.bob), GoalId(1))


async def test_what_was_posted_comes_down_when_a_goal_becomes_ones_own(world: World) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Zebra")
    await world.check_in(world.alice, goal="Zebra", note="stripes")
    await world.alice.slash(world.general, "pause")
    await world.env.advance_time(HOUR)

    answer = await change(world, world.alice, "Zebra", visibility=["me"])

    assert "Only you can see it now" in said(answer)
    assert "Zebra" not in in_public(world)
    assert "stripes" not in in_public(world)
    assert in_public(world).count("The owner now keeps this private") == 3
    assert "Run" in in_public(world)


async def test_it_comes_down_at_once_even_where_its_card_was_drawn_a_moment_ago(
    world: World,
) -> None:
    await world.declare(world.alice, "Zebra")
    await world.bob.click(world.general.history()[GREETINGS], label="Cheer")

    await change(world, world.alice, "Zebra", visibility=["me"])

    assert "Zebra" not in in_public(world)
    await world.next_day(2)
    assert "Zebra" not in in_public(world)


async def test_making_it_public_again_posts_nothing_and_its_card_is_true(world: World) -> None:
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


async def test_one_that_was_never_public_is_shown_when_its_owner_shows_it(world: World) -> None:
    await declare(world)
    await change(world, world.alice, "Zebra", visibility=["server"])
    before = in_public(world)

    await world.alice.slash(world.general, "goal show", goal="Zebra")

    assert before == ""
    assert "Zebra" in in_public(world)


async def test_hiding_it_can_be_taken_back_and_so_can_showing_it(world: World) -> None:
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


async def test_the_change_is_shown_to_its_owner_with_what_comes_of_it(world: World) -> None:
    await world.declare(world.alice, "Zebra")

    answer = await propose(world, world.alice, "Zebra", visibility=["me"])

    assert "**Who can see it** everyone here → only the owner" in said(answer)
    assert "I remove what I’ve posted" in said(answer)


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("goal show", {"goal": "Zebra"}),
        ("goal history", {"goal": "Zebra"}),
        ("streak", {}),
        ("leaderboard", {}),
    ],
)
async def test_what_showed_it_comes_down_when_it_becomes_ones_own(
    world: World, command: str, options: dict[str, str]
) -> None:
    await world.declare(world.alice, "Zebra")
    await world.check_in(world.alice)
    await world.alice.slash(world.general, command, **options)

    await change(world, world.alice, "Zebra", visibility=["me"])

    assert "Zebra" not in in_public(world)
    assert in_public(world).count("The owner now keeps this private") == 3


async def test_what_others_asked_of_it_comes_down_too(world: World) -> None:
    await world.declare(world.alice, "Zebra")
    await world.bob.slash(world.general, "streak", member=world.alice)

    await change(world, world.alice, "Zebra", visibility=["me"])

    assert "Zebra" not in in_public(world)


async def test_what_could_not_be_taken_down_is_tried_again(world: World) -> None:
    await world.declare(world.alice, "Zebra")
    await world.check_in(world.alice, note="stripes")
    world.env.inject_error("PATCH", "/channels/*/messages/*", status=500, times=12)
    await change(world, world.alice, "Zebra", visibility=["me"])

    await world.env.advance_time(HOUR)

    assert "Zebra" not in in_public(world)
    assert "stripes" not in in_public(world)


async def test_what_could_not_be_taken_down_is_tried_again_after_a_restart(
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


async def test_what_is_shown_again_before_it_could_be_taken_down_stays(world: World) -> None:
    await world.declare(world.alice, "Zebra")
    world.env.inject_error("PATCH", "/channels/*/messages/*", status=500, times=5)
    hidden = await change(world, world.alice, "Zebra", visibility=["me"])
    await world.alice.click(hidden.response, label="Undo")

    await world.env.advance_time(HOUR)

    assert "### 🎯 \u2068Zebra\u2069" in in_public(world)


async def test_its_card_comes_back_when_hiding_it_is_taken_back(world: World) -> None:
    await world.declare(world.alice, "Zebra")
    await world.env.advance_time(HOUR)
    await world.check_in(world.alice, note="stripes")
    hidden = await change(world, world.alice, "Zebra", visibility=["me"])

    await world.alice.click(hidden.response, label="Undo")
    await world.env.advance_time(120)

    assert "### 🎯 \u2068Zebra\u2069" in in_public(world)
    assert in_public(world).count("The owner now keeps this private") == 1


async def test_a_file_that_comes_after_it_was_hidden_is_not_posted(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.declare(world.alice, "Zebra")
    monkeypatch.setattr(world.env.bot.http, "get_from_cdn", partial(slowly, 30))
    await world.check_in(world.alice, note="stripes", proof=PICTURE)
    await change(world, world.alice, "Zebra", visibility=["me"])

    await world.env.advance_time(60)

    assert files(world) == []
    assert "stripes" not in in_public(world)
    assert "didn’t keep this one" in last_told(world)
