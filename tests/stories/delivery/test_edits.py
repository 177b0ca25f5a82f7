"""Edits are entries of the outbox: they outlive a restart, and none delays another."""

import asyncio
from datetime import UTC, datetime

import pytest
from discord.utils import utcnow

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.delivery.outbox import EDITS_APART, EDITS_AT_ONCE, OutboxEntry, Topic
from accountabot.domain.identifiers import (
    Action,
    InteractionId,
    Member,
    MemberId,
    MessageRef,
    ServerId,
)
from accountabot.services.delivery.outbox import claim
from accountabot.services.goals import endings, pauses
from accountabot.store.database import Database
from accountabot.store.delivery import outbox
from tests.stories.goals.edits import change
from tests.stories.privacy.test_redactions import (
    EMPTY,
    count_rows,
    erase,
    messages_since_greetings,
    run_redactions,
)
from tests.world import DAY, GREETINGS, HOUR, World, shown

SERVER = ServerId(1)
POST = MessageRef(2, 3)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
async def database(settings: Settings) -> Database:
    database = Database(settings.database_url)
    await database.open()
    return database


async def claimed(database: Database, now: datetime, *, edits: int = 10) -> list[OutboxEntry]:
    return (await database.write(claim, now, sends=10, edits=edits)).entries


async def test_an_edit_that_is_requested_while_it_is_made_is_made_once_more(
    database: Database,
) -> None:
    await database.write(outbox.add_edits, SERVER, Topic.REDACTION, [POST], NOW)
    (entry,) = await claimed(database, NOW)
    await database.write(outbox.add_edits, SERVER, Topic.REDACTION, [POST], NOW)
    await database.write(outbox.drop, entry)
    (again,) = await claimed(database, NOW)
    await database.write(outbox.drop, again)

    assert (again.id, again.post) == (entry.id, POST)
    assert await database.read(outbox.next_due) is None
    await database.close()


async def test_many_edits_leave_room_for_others(database: Database) -> None:
    posts = [MessageRef(2, message) for message in range(25)]
    await database.write(outbox.add_edits, SERVER, Topic.TAKE_DOWN, posts, NOW)
    await database.write(outbox.add, SERVER, Topic.ONBOARDING, subject=0, now=NOW, due=NOW)
    first = await claimed(database, NOW, edits=4)
    second = await claimed(database, NOW)
    third = await claimed(database, NOW + EDITS_APART)

    assert [entry.topic for entry in first] == [Topic.ONBOARDING, *[Topic.TAKE_DOWN] * 4]
    assert [entry.subject for entry in first[1:] + second] == [*range(EDITS_AT_ONCE)]
    assert [entry.subject for entry in third] == [*range(10, 20)]
    await database.close()


async def test_all_messages_of_someone_with_many_are_redacted(
    world: World, bot: Accountabot
) -> None:
    for number in range(12):
        await world.declare(world.alice, f"Habit {number}")
    await erase(world, bot, world.alice, is_told=False)
    bot.events.outbox_changed()
    await world.env.settle()
    at_first = await count_rows(bot)
    await world.env.advance_time(30)
    await run_redactions(world, bot)

    assert at_first > 0
    assert all(EMPTY in text for text in messages_since_greetings(world))
    assert len(messages_since_greetings(world)) == 12


async def test_the_message_of_an_undone_action_is_replaced_after_a_failure_and_a_restart(
    world: World, bot: Accountabot, settings: Settings
) -> None:
    await world.declare(world.alice, "Embarrassing")
    refuse(world, status=503)
    await world.alice.slash(world.general, "undo")
    before = messages_since_greetings(world)[0]
    await bot.close()
    await world.env.restart_bot(create_bot(settings))
    await world.env.advance_time(61)

    assert "Embarrassing" in before
    assert "Embarrassing" not in messages_since_greetings(world)[0]


async def test_a_goal_that_was_hidden_is_taken_down_after_a_failure_and_a_restart(
    world: World, bot: Accountabot, settings: Settings
) -> None:
    await world.declare(world.alice, "Zebra")
    refuse(world, status=500)
    await change(world, world.alice, "Zebra", visibility=["me"])
    before = messages_since_greetings(world)[0]
    await bot.close()
    await world.env.restart_bot(create_bot(settings))
    await world.env.advance_time(61)

    assert "Zebra" in before
    assert "Zebra" not in messages_since_greetings(world)[0]


async def test_a_goal_that_is_public_again_before_it_is_taken_down_stays(
    world: World,
) -> None:
    await world.declare(world.alice, "Zebra")
    refuse(world, status=503)
    await change(world, world.alice, "Zebra", visibility=["me"])
    await change(world, world.alice, "Zebra", visibility=["server"])
    await world.env.advance_time(HOUR)

    assert "Zebra" in messages_since_greetings(world)[0]


async def test_a_deleted_goal_that_could_not_be_taken_down_is_redacted(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice, "Zebra")
    refuse(world, status=400, code=50083)
    await change(world, world.alice, "Zebra", visibility=["me"])
    await world.env.advance_time(60)
    await erase(world, bot, world.alice)
    await world.env.advance_time(2 * DAY)

    assert EMPTY in messages_since_greetings(world)[0]


async def test_edits_that_fail_delay_no_greeting(world: World, bot: Accountabot) -> None:
    for number in range(12):
        await world.declare(world.alice, f"Habit {number}")
    world.env.inject_error("PATCH", "/channels/*/messages/*", status=503, times=None)
    await erase(world, bot, world.alice, is_told=False)
    bot.events.outbox_changed()
    newcomer = world.join("dora")
    for _ in range(20):
        await asyncio.sleep(0.01)  # for the database's thread
        await world.env.settle()
    await world.env.advance_time(1)

    assert any(newcomer.mention in text for text in shown(world.general)[GREETINGS:])
    assert await count_rows(bot) == 13


def refuse(world: World, status: int, code: int = 0) -> None:
    """Refuse one edit of the first message after the greetings."""
    message = world.general.history()[GREETINGS].id
    world.env.inject_error("PATCH", f"/channels/*/messages/{message}", status=status, code=code)


ON_THE_CARD = {
    "pause": (pauses.pause, "Zebra", None, None),
    "complete": (endings.complete, "Zebra", None),
    "drop": (endings.drop, "Zebra", None),
}


@pytest.mark.parametrize("service", ON_THE_CARD)
async def test_a_card_is_redrawn_after_a_restart_if_the_process_ended_before(
    world: World, bot: Accountabot, settings: Settings, service: str
) -> None:
    await world.declare(world.alice, "Zebra")
    before = messages_since_greetings(world)[0]
    member = Member(ServerId(world.guild.id), MemberId(world.alice.id))
    work, *typed = ON_THE_CARD[service]
    await bot.database.write(work, Action(member, utcnow(), InteractionId(1)), *typed)
    at_first = messages_since_greetings(world)[0]

    await bot.close()
    await world.env.restart_bot(restarted := create_bot(settings))
    await world.env.advance_time(61)

    assert at_first == before
    assert messages_since_greetings(world)[0] != before
    assert await restarted.database.read(outbox.find, member.server, Topic.GOAL_CARD, 1) is None


async def test_a_card_that_was_redrawn_at_once_is_not_redrawn_later(world: World) -> None:
    await world.declare(world.alice, "Zebra")
    await world.alice.slash(world.general, "pause", goal="Zebra")
    await world.env.settle()
    at_once = count_edits(world)
    await world.env.advance_time(3 * HOUR)

    assert at_once == 1
    assert count_edits(world) == at_once


def count_edits(world: World) -> int:
    """Return how many messages the bot edited."""
    return sum(request.method == "PATCH" for request in world.env.http_requests)
