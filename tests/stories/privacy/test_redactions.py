"""What the bot posted of someone who had their data deleted is emptied, and nothing brings it back."""

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
from accountabot.store.schema import MemberIdColumn, mentions, metadata, outbox
from tests.stories.delivery.test_outbox import unmarked
from tests.stories.people.test_witness_news import held, news
from tests.world import DAY, GREETINGS, HOUR, World, shown

EMPTY = "removed at the request"


async def erase(world: World, bot: Accountabot, who: MemberActor, *, is_told: bool = True) -> None:
    """Delete what is kept of someone, as they wish it."""
    member = Member(ServerId(world.guild.id), MemberId(who.id))
    bot.state.set_erased(member, utcnow())
    await bot.database.write(_erase, member, utcnow())
    bot.state.set_erased(member, utcnow())
    if is_told:
        bot.events.outbox_changed()
        await rest(world, bot)


async def rest(world: World, bot: Accountabot, rows: int = 0) -> None:
    """Let the messages be emptied, one after the other, until so many are left."""
    as_wished = 0
    for _ in range(600):
        await asyncio.sleep(0.01)  # in which the database's thread has its turn
        as_wished += await left(bot) == rows
        await world.env.settle()
        if as_wished == 3:  # the worker looks once more before it rests
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


async def left(bot: Accountabot) -> int:
    """Return how many messages are still to be redacted."""
    return await count(bot, select(outbox).where(outbox.c.topic == Topic.REDACTION))


async def count(bot: Accountabot, rows: Select[Any]) -> int:
    """Return how many rows there are."""
    counting = select(func.count()).select_from(rows.subquery())
    return await bot.database.read(lambda tx: tx.execute(counting).scalar_one())


def since_greetings(world: World) -> list[str]:
    return shown(world.general)[GREETINGS:]


async def test_all_that_was_posted_of_someone_is_emptied_and_nothing_of_others(
    world: World, bot: Accountabot
) -> None:
    card = (await world.declare(world.alice, "Zebra")).response
    held_by_bob = await world.bob.click(card, label="Hold me to it")
    await world.bob.click(held_by_bob.response, label="How’s it going?")
    await world.check_in(world.alice, note="at dawn", proof=("run.png", b"a picture"))
    await world.bob.slash(world.general, "cheer", member=world.alice)
    await world.carol.slash(world.general, "leaderboard")
    await world.declare(world.carol, "Yak")
    await world.env.advance_time(11)

    await erase(world, bot, world.alice)

    *emptied, carols = since_greetings(world)
    assert len(emptied) == 5
    assert all(EMPTY in text for text in emptied)
    assert "Yak" in carols
    assert not [m for m in world.general.history()[GREETINGS:] if m.attachments]
    assert await left(bot) == 0
    assert await count(bot, select(mentions)) == 2  # the greetings of bob and carol


async def test_anothers_card_loses_a_witness_and_stands(world: World, bot: Accountabot) -> None:
    card = (await world.declare(world.alice, "Zebra")).response
    for witness in (world.bob, world.carol):
        await witness.click(card, label="Hold me to it")
    await world.env.advance_time(61)
    before = since_greetings(world)[0]

    await erase(world, bot, world.bob)

    (after,) = since_greetings(world)
    assert world.bob.mention in before
    assert world.bob.mention not in after
    assert world.carol.mention in after
    assert "Zebra" in after
    assert await left(bot) == 0


@pytest.fixture
async def dora(world: World) -> MemberActor:
    """A newcomer to whom alice and bob said hello."""
    dora = world.join("dora")
    await world.env.settle()
    for giver in (world.alice, world.bob):
        await giver.click(world.general.history()[GREETINGS], label="Say hello")
    await world.env.advance_time(120)
    return dora


async def test_a_greeting_loses_the_hellos_of_others_and_then_itself(
    world: World, bot: Accountabot, dora: MemberActor
) -> None:
    texts = since_greetings(world)
    for who in (world.alice, world.bob, dora):
        await erase(world, bot, who)
        texts += since_greetings(world)

    both, bobs, nobodys, none = texts
    assert f"Hellos from {world.alice.mention} {world.bob.mention}" in both
    assert f"A hello from {world.bob.mention}" in bobs
    assert world.alice.mention not in bobs
    assert "hello:" not in nobodys
    assert dora.mention in nobodys
    assert EMPTY in none


@pytest.mark.parametrize("is_crowd", [False, True])
async def test_a_hello_on_its_way_does_not_bring_a_greeting_back(
    world: World, bot: Accountabot, *, is_crowd: bool
) -> None:
    await world.env.advance_time(120)
    newcomers = [world.join(f"n{number}") for number in range(8 if is_crowd else 1)]
    await world.env.advance_time(HOUR)
    where = len(shown(world.general)) - 1
    await world.alice.click(world.general.history()[where], label="Say hello")
    await world.bob.click(
        world.general.history()[where], label="Say hello"
    )  # which is shown in a minute

    await erase(world, bot, newcomers[-1])
    await world.env.advance_time(300)

    assert EMPTY in shown(world.general)[where]


async def test_a_card_that_rests_is_not_drawn_again(world: World, bot: Accountabot) -> None:
    await world.declare(world.alice, "Zebra")
    await world.check_in(world.alice)
    await world.bob.click(world.general.history()[GREETINGS], label="Cheer")

    await erase(world, bot, world.alice)
    await world.env.advance_time(300)

    assert len(since_greetings(world)) == 2
    assert all(EMPTY in text for text in since_greetings(world))


async def test_what_was_not_written_down_yet_is_emptied_too(world: World, bot: Accountabot) -> None:
    bot.sent_messages.collect_for = 10
    await world.declare(world.bob, "Yak")
    await world.env.advance_time(11)
    await world.declare(world.alice, "Zebra")
    await world.alice.slash(world.general, "cheer", member=world.bob, message="Bravo")
    await world.check_in(world.alice)

    await erase(world, bot, world.alice)
    await world.env.advance_time(11)
    await rest(world, bot)
    yak, *emptied = since_greetings(world)

    assert "Yak" in yak
    assert len(emptied) == 3
    assert all(EMPTY in text for text in emptied)
    assert await left(bot) == 0


async def test_what_is_done_afterwards_stands(world: World, bot: Accountabot) -> None:
    await world.declare(world.bob, "Yak")
    await erase(world, bot, world.alice)
    await world.env.advance_time(1)

    await world.declare(world.alice, "Zebra")
    await world.alice.slash(world.general, "cheer", member=world.bob, message="Bravo")
    await world.env.advance_time(61)

    assert not [text for text in since_greetings(world) if EMPTY in text]


async def test_news_that_were_posted_and_not_marked_are_emptied(
    world: World, bot: Accountabot
) -> None:
    await held(world)
    async with unmarked(bot):
        await world.env.advance_time(3 * DAY + 30)
        told = news(world)
        await erase(world, bot, world.bob)
        await world.env.advance_time(HOUR)
    await rest(world, bot)

    assert len(told) == 1
    assert not [text for text in since_greetings(world) if world.bob.mention in text]


async def test_it_goes_on_after_a_restart(
    world: World, bot: Accountabot, settings: Settings
) -> None:
    await world.declare(world.alice, "Zebra")
    await world.env.advance_time(11)
    await erase(world, bot, world.alice, is_told=False)
    await bot.close()

    await world.env.restart_bot(anew := create_bot(settings))
    await rest(world, anew)

    assert EMPTY in since_greetings(world)[0]


@pytest.mark.parametrize(
    ("status", "code", "kept_for"),
    [(503, 0, 61), (404, 10008, 0), (403, 50001, DAY + 1), (403, 50005, 0)],
)
async def test_what_cannot_be_emptied_now_is_tried_again_and_what_never_can_is_let_go(
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
    await rest(world, anew, rows=1 if kept_for else 0)
    at_first, kept = since_greetings(world), await left(anew)
    await world.env.advance_time(kept_for)
    await rest(world, anew)

    assert "Zebra" in at_first[0]
    assert EMPTY in at_first[1]
    assert kept == (1 if kept_for else 0)
    assert (EMPTY in since_greetings(world)[0]) is bool(kept_for)
    assert await left(anew) == 0


async def test_a_deed_that_was_deleted_before_its_message_was_known_is_emptied(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice, "Zebra")
    message = MessageRef(world.general.id, world.general.history()[-1].id)
    never = SentMessage(  # as if it had been, and was deleted
        server=ServerId(world.guild.id), post=message, entry=RecordId(10**6)
    )

    found = await bot.database.write(sent_messages.save, [never], {}, utcnow())
    bot.events.outbox_changed()
    await rest(world, bot)

    assert found
    assert EMPTY in since_greetings(world)[-1]
