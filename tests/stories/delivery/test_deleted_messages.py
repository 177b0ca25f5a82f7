"""A message that someone deleted stays deleted: the bot neither posts it again nor edits it on."""

import pytest
from simcord import MemberActor
from sqlalchemy import select

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.delivery.outbox import EDITS
from accountabot.store.schema import outbox, posts
from tests.stories.goals.edits import change
from tests.stories.privacy.test_redactions import count_rows, erase, messages_since_greetings
from tests.world import GREETINGS, HOUR, World

WAITING = select(outbox).where(outbox.c.topic.in_(sorted(EDITS)))


@pytest.fixture
def owner(world: World) -> MemberActor:
    return MemberActor(world.env, world.guild, world.guild.owner)


async def test_a_deleted_card_is_not_posted_again_whatever_happens_to_its_goal(
    world: World, owner: MemberActor, settings: Settings
) -> None:
    card = (await world.declare(world.alice)).response
    await world.bob.click(card, label="Hold me to it")
    await world.env.advance_time(HOUR)
    await owner.delete(world.general.history()[GREETINGS])

    await change(world, world.alice, sentence="Run 5k every Monday")
    await world.alice.slash(world.general, "pause", until="2026-01-05")
    await world.env.advance_time(HOUR)
    await world.alice.slash(world.general, "resume")
    await world.env.restart_bot(create_bot(settings))
    await world.next_day(6)

    assert not [text for text in messages_since_greetings(world) if "### 🎯" in text]
    assert not world.env.errors


async def test_a_deleted_card_is_tried_once_and_then_known_to_be_gone(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    card = (await world.declare(world.alice)).response
    await world.env.advance_time(HOUR)
    await owner.delete(world.general.history()[GREETINGS])
    before = await count_rows(bot, select(posts))

    await world.alice.slash(world.general, "pause")
    await world.env.advance_time(HOUR)

    assert before == 1
    assert await count_rows(bot, select(posts).where(posts.c.message_id == card.id)) == 0
    assert await count_rows(bot, WAITING) == 0


@pytest.mark.parametrize("command", ["undo", "goal drop", "private", "moderate", "erase"])
async def test_a_deleted_check_in_is_not_posted_again(
    world: World, owner: MemberActor, bot: Accountabot, command: str
) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice)
    await owner.delete(world.general.history()[-1])
    await world.alice.slash(world.general, "goal show", goal="Run")
    await owner.delete(world.general.history()[-1])
    count = len(messages_since_greetings(world))

    match command:
        case "undo":
            await world.alice.slash(world.general, "undo")
        case "goal drop":
            await world.alice.slash(world.general, "goal drop", goal="Run")
            count += 1
        case "private":
            await change(world, world.alice, visibility=["me"])
        case "moderate":
            options = {"member": world.alice, "goal": "Run", "reason": "ads"}
            await owner.slash(world.general, "moderate goal", **options)
        case "erase":
            await erase(world, bot, world.alice)
    await world.next_day(2)

    assert len(messages_since_greetings(world)) == count
    assert await count_rows(bot, WAITING) == 0


async def test_a_deleted_leaderboard_is_not_posted_again(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice)
    await world.share(world.bob, "leaderboard")
    await owner.delete(world.general.history()[-1])

    await change(world, world.alice, visibility=["me"])
    await world.env.advance_time(HOUR)

    assert not [text for text in messages_since_greetings(world) if "Current streaks" in text]
    assert await count_rows(bot, WAITING) == 0
