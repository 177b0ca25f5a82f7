"""Redactions: messages about a deleted member are emptied for good."""

import asyncio
from datetime import datetime
from typing import Any

import pytest
from discord.utils import utcnow
from simcord import MemberActor
from sqlalchemy import Connection, Select, delete, func, select

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.delivery.outbox import Topic
from accountabot.domain.delivery.sent_messages import SentMessage
from accountabot.domain.identifiers import Member, MemberId, MessageRef, RecordId, ServerId
from accountabot.services.delivery import sent_messages
from accountabot.services.privacy import redactions
from accountabot.store.column_types import MemberIdColumn
from accountabot.store.schema import mentions, metadata, outbox
from tests.stories.delivery.test_outbox import without_marking
from tests.stories.people.test_witness_news import declare_with_witnesses, keep, witness_news
from tests.world import DAY, GREETINGS, HOUR, World, shown

EMPTY = "removed at the request"

REDACTIONS = select(outbox).where(outbox.c.topic == Topic.REDACTION)


async def erase(world: World, bot: Accountabot, who: MemberActor, *, is_told: bool = True) -> None:
    """Delete a member's data, as /data delete does."""
    member = Member(ServerId(world.guild.id), MemberId(who.id))
    bot.state.set_erased(member, utcnow())
    await bot.database.write(_erase, member, utcnow())
    bot.state.set_erased(member, utcnow())
    if is_told:
        bot.events.outbox_changed()
        await run_redactions(world, bot)


async def run_redactions(world: World, bot: Accountabot, rows: int = 0) -> None:
    """Run redactions until a number of messages is left."""
    as_wished = 0
    for _ in range(600):
        await asyncio.sleep(0.01)  # lets the database thread run
        as_wished += await count_rows(bot) == rows
        await world.env.settle()
        if as_wished == 3:  # the worker checks once more before it sleeps
            return


def _erase(tx: Connection, member: Member, now: datetime) -> None:
    redactions.queue_all_of(tx, member, now)
    for table in reversed(metadata.sorted_tables):
        for column in (
            each
            for each in table.c
            if isinstance(each.type, MemberIdColumn) and each.name != "actor_id"
        ):
            tx.execute(delete(table).where(table.c.server_id == member.server, column == member.id))


async def count_rows(bot: Accountabot, rows: Select[Any] = REDACTIONS) -> int:
    """Return how many rows there are."""
    counting = select(func.count()).select_from(rows.subquery())
    return await bot.database.read(lambda tx: tx.execute(counting).scalar_one())


def messages_since_greetings(world: World) -> list[str]:
    return shown(world.general)[GREETINGS:]


async def test_every_message_about_the_member_is_redacted_and_no_other(
    world: World, bot: Accountabot
) -> None:
    card = (await world.declare(world.alice, "Zebra")).response
    held_by_bob = await world.bob.click(card, label="Hold me to it")
    await world.bob.click(held_by_bob.response, label="How’s it going?")
    await world.check_in(world.alice, note="at dawn", proof=("run.png", b"a picture"))
    await world.bob.slash(world.general, "cheer", member=world.alice)
    await world.share(world.carol, "leaderboard")
    await world.declare(world.carol, "Yak")
    await world.env.advance_time(11)

    await erase(world, bot, world.alice)

    *emptied, board, carols = messages_since_greetings(world)
    assert len(emptied) == 4
    assert all(EMPTY in text for text in emptied)
    assert "first place is up for grabs" in board
    assert f"Shown to everyone by {world.carol.mention}" in board
    assert "Yak" in carols
    assert not [m for m in world.general.history()[GREETINGS:] if m.attachments]
    assert await count_rows(bot) == 0
    assert (
        await count_rows(bot, select(mentions)) == 3
    )  # the greetings of bob and carol, and what she shared


async def test_the_card_of_another_member_loses_a_witness_and_stays(
    world: World, bot: Accountabot
) -> None:
    card = (await world.declare(world.alice, "Zebra")).response
    for witness in (world.bob, world.carol):
        await witness.click(card, label="Hold me to it")
    await world.env.advance_time(61)
    before = messages_since_greetings(world)[0]

    await erase(world, bot, world.bob)

    (after,) = messages_since_greetings(world)
    assert world.bob.mention in before
    assert world.bob.mention not in after
    assert world.carol.mention in after
    assert "Zebra" in after
    assert await count_rows(bot) == 0


@pytest.fixture
async def dora(world: World) -> MemberActor:
    """A newcomer to whom alice and bob said hello."""
    dora = world.join("dora")
    await world.env.settle()
    for giver in (world.alice, world.bob):
        await giver.click(world.general.history()[GREETINGS], label="Say hello")
    await world.env.advance_time(120)
    return dora


async def test_a_greeting_loses_the_hello_of_another_and_then_its_text(
    world: World, bot: Accountabot, dora: MemberActor
) -> None:
    texts = messages_since_greetings(world)
    for who in (world.alice, world.bob, dora):
        await erase(world, bot, who)
        texts += messages_since_greetings(world)

    both, bobs, nobodys, none = texts
    assert f"Hellos from {world.alice.mention} {world.bob.mention}" in both
    assert f"A hello from {world.bob.mention}" in bobs
    assert world.alice.mention not in bobs
    assert "hello:" not in nobodys
    assert dora.mention in nobodys
    assert EMPTY in none


@pytest.mark.parametrize("is_crowd", [False, True])
async def test_a_pending_hello_does_not_restore_a_greeting(
    world: World, bot: Accountabot, *, is_crowd: bool
) -> None:
    await world.env.advance_time(120)
    newcomers = [world.join(f"n{number}") for number in range(8 if is_crowd else 1)]
    await world.env.advance_time(HOUR)
    where = len(shown(world.general)) - 1
    await world.alice.click(world.general.history()[where], label="Say hello")
    await world.bob.click(
        world.general.history()[where], label="Say hello"
    )  # shown within a minute

    await erase(world, bot, newcomers[-1])
    await world.env.advance_time(300)

    assert EMPTY in shown(world.general)[where]


async def test_a_throttled_card_is_not_restored(world: World, bot: Accountabot) -> None:
    await world.declare(world.alice, "Zebra")
    await world.check_in(world.alice)
    await world.bob.click(world.general.history()[GREETINGS], label="Cheer")

    await erase(world, bot, world.alice)
    await world.env.advance_time(300)

    assert len(messages_since_greetings(world)) == 2
    assert all(EMPTY in text for text in messages_since_greetings(world))


async def test_a_message_that_was_not_stored_yet_is_redacted_too(
    world: World, bot: Accountabot
) -> None:
    bot.sent_messages.collect_for = 10
    await world.declare(world.bob, "Yak")
    await world.env.advance_time(11)
    await world.declare(world.alice, "Zebra")
    await world.alice.slash(world.general, "cheer", member=world.bob, message="Bravo")
    await world.check_in(world.alice)

    await erase(world, bot, world.alice)
    await world.env.advance_time(11)
    await run_redactions(world, bot)
    yak, *emptied = messages_since_greetings(world)

    assert "Yak" in yak
    assert len(emptied) == 3
    assert all(EMPTY in text for text in emptied)
    assert await count_rows(bot) == 0


async def test_actions_after_a_deletion_are_kept(world: World, bot: Accountabot) -> None:
    await world.declare(world.bob, "Yak")
    await erase(world, bot, world.alice)
    await world.env.advance_time(1)

    await world.declare(world.alice, "Zebra")
    await world.alice.slash(world.general, "cheer", member=world.bob, message="Bravo")
    await world.env.advance_time(61)

    assert not [text for text in messages_since_greetings(world) if EMPTY in text]


async def test_posted_but_unmarked_news_is_redacted(world: World, bot: Accountabot) -> None:
    await declare_with_witnesses(world)
    await keep(world, 6)
    await world.check_in(world.alice)
    async with without_marking(bot):
        await world.env.advance_time(HOUR)
        told = witness_news(world)
        await erase(world, bot, world.bob, is_told=False)
        bot.events.outbox_changed()
        await world.env.advance_time(HOUR)
    await run_redactions(world, bot)

    assert len(told) == 1
    assert not [text for text in messages_since_greetings(world) if world.bob.mention in text]


async def test_redactions_resume_after_a_restart(
    world: World, bot: Accountabot, settings: Settings
) -> None:
    await world.declare(world.alice, "Zebra")
    await world.env.advance_time(11)
    await erase(world, bot, world.alice, is_told=False)
    await bot.close()

    await world.env.restart_bot(anew := create_bot(settings))
    await run_redactions(world, anew)

    assert EMPTY in messages_since_greetings(world)[0]


@pytest.mark.parametrize(
    ("status", "code", "kept_for"),
    [(503, 0, 61), (404, 10008, 0), (403, 50001, DAY + 1), (403, 50005, 0)],
)
async def test_a_failed_redaction_is_retried_and_an_impossible_one_is_dropped(
    world: World, bot: Accountabot, settings: Settings, status: int, code: int, kept_for: float
) -> None:
    await world.declare(world.alice, "Zebra")
    await world.declare(world.alice, "Zebu")
    await world.env.advance_time(11)
    first = world.general.history()[GREETINGS].id
    world.env.inject_error("PATCH", f"/channels/*/messages/{first}", status=status, code=code)

    await erase(world, bot, world.alice, is_told=False)
    await bot.close()
    await world.env.restart_bot(anew := create_bot(settings))
    await world.env.advance_time(30)
    await run_redactions(world, anew, rows=1 if kept_for else 0)
    at_first, kept = messages_since_greetings(world), await count_rows(anew)
    await world.env.advance_time(kept_for)
    await run_redactions(world, anew)

    assert "Zebra" in at_first[0]
    assert EMPTY in at_first[1]
    assert kept == (1 if kept_for else 0)
    assert (EMPTY in messages_since_greetings(world)[0]) is bool(kept_for)
    assert await count_rows(anew) == 0


async def test_a_forbidden_redaction_is_retried_as_soon_as_permissions_change(
    world: World, bot: Accountabot, settings: Settings
) -> None:
    await world.declare(world.alice, "Zebra")
    await world.env.advance_time(11)
    first = world.general.history()[GREETINGS].id
    world.env.inject_error("PATCH", f"/channels/*/messages/{first}", status=403, code=50001)
    await erase(world, bot, world.alice, is_told=False)
    await bot.close()
    await world.env.restart_bot(anew := create_bot(settings))
    await world.env.advance_time(30)
    await run_redactions(world, anew, rows=1)

    everyone = world.guild.id
    world.env.backend.edit_role(world.guild.id, everyone, {"permissions": 2048})
    await run_redactions(world, anew)

    assert EMPTY in messages_since_greetings(world)[0]


async def test_an_action_that_was_deleted_before_its_message_was_stored_is_redacted(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice, "Zebra")
    message = MessageRef(world.general.id, world.general.history()[-1].id)
    never = SentMessage(  # as if it had been posted and deleted
        server=ServerId(world.guild.id), post=message, entry=RecordId(10**6)
    )

    found = await bot.database.write(sent_messages.save, [never], {}, utcnow())
    bot.events.outbox_changed()
    await run_redactions(world, bot)

    assert found
    assert EMPTY in messages_since_greetings(world)[-1]
