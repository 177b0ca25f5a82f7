"""Plain messages that count as check-ins."""

from functools import partial

import pytest
from simcord import ChannelHandle, MemberActor
from simcord.backend import serializers

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.store.connections.session import Session
from tests.stories.checkins.checkin_channel import answers, reactions, streak_of
from tests.stories.test_hostile_text import HOSTILE
from tests.world import DAY, HOUR, World, said, shown


async def overheard(bot: Accountabot) -> list[str]:
    """Return a list that collects every later database query."""
    asked: list[str] = []
    for session in (bot.database._reader, bot.database._writer):
        await session._thread.run(partial(_overhear, session, asked))
    return asked


def _overhear(session: Session, asked: list[str]) -> None:
    session._thread.raw.set_trace_callback(asked.append)


async def receive(
    world: World, channel: ChannelHandle, who: MemberActor, **changed: object
) -> None:
    """Deliver a message event that no member can send."""
    sent = await who.send(world.general, "done")
    backend = world.env.backend
    payload = dict(
        serializers.message_payload(backend, backend.messages[world.general.id][sent.id])
    )
    where = {"channel_id": str(channel.id), "guild_id": str(world.guild.id), "content": ""}
    backend.emit("MESSAGE_CREATE", payload | where | changed)
    await world.env.settle()


async def test_a_plain_message_counts_and_a_reaction_answers(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice)

    await world.alice.send(channel, "done!")

    assert reactions(channel) == [["✅"]]
    assert len(channel.history()) == 1
    assert "**Current streak** 1" in await streak_of(world, world.alice)


async def test_a_counted_message_appears_on_the_goal_card(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice)
    await world.alice.send(channel, "done!")

    await world.env.advance_time(70)

    assert "**Current streak** 1" in shown(world.general)[-1]


async def test_the_message_is_the_proof_and_its_text_stays_unread(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice)
    message = await world.alice.send(channel, "a secret")

    history = await world.alice.slash(world.general, "goal history", goal="Run")
    record = said(await world.alice.click(history.response, label="The record"))

    assert f"[proof]({message.jump_url})" in record
    assert "secret" not in record


async def test_a_message_that_mentions_the_bot_becomes_the_note(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice)
    await world.alice.send(channel, f"<@{world.env.bot.user.id}> ten minutes")

    history = await world.alice.slash(world.general, "goal history", goal="Run")
    record = said(await world.alice.click(history.response, label="The record"))

    assert "“\u2068ten minutes\u2069”" in record


async def test_a_message_elsewhere_does_not_count_and_runs_no_query(
    world: World, channel: ChannelHandle, bot: Accountabot
) -> None:
    await world.declare(world.alice)
    await world.env.advance_time(HOUR)
    asked = await overheard(bot)

    await world.alice.send(world.general, "done!")
    elsewhere = list(asked)
    await world.alice.send(channel, "done!")

    assert elsewhere == []
    assert asked
    assert reactions(world.general)[-1] == []


async def test_messages_count_only_while_a_channel_is_chosen(
    world: World, owner: MemberActor
) -> None:
    await world.declare(world.alice)
    channel = world.guild.create_text_channel("check-ins")

    await world.alice.send(channel, "before")
    await owner.slash(world.general, "setup checkin-channel", channel=channel)
    off = said(await owner.slash(world.general, "setup checkin-channel"))
    await world.alice.send(channel, "after")

    assert reactions(channel) == [[], []]
    assert "don’t count as check-ins in any channel" in off


async def test_the_channel_is_known_after_a_restart(
    world: World, channel: ChannelHandle, settings: Settings
) -> None:
    await world.declare(world.alice)

    await world.env.restart_bot(create_bot(settings))
    await world.alice.send(channel, "done!")

    assert reactions(channel) == [["✅"]]


@pytest.mark.usefixtures("channel")
async def test_each_server_has_its_own_channel(world: World) -> None:
    elsewhere = world.env.create_guild("Elsewhere")
    other = elsewhere.create_text_channel("check-ins")
    same_alice = elsewhere.add_member(world.users["alice"])
    await same_alice.slash(other, "goal declare", goal="Swim", schedule="daily")

    await same_alice.send(other, "done")

    assert reactions(other)[-1] == []


async def test_a_message_counts_for_the_moment_at_which_it_was_sent(
    world: World, channel: ChannelHandle
) -> None:
    await world.ask(world.alice, "timezone", zone="Pacific/Auckland")
    await world.declare(world.alice)
    await world.env.advance_time(3 * HOUR)

    await world.alice.send(channel, "past midnight, over there")

    assert "**Current streak** 1" in await streak_of(world, world.alice)
    assert "Jan 2" in said(await world.alice.slash(world.general, "goal history", goal="Run"))


async def test_a_message_gets_no_answer_if_nothing_is_due(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice, "Swim", "weekly on tue")
    await world.declare(world.bob)
    await world.check_in(world.bob)

    await world.alice.send(channel, "hello")
    await world.bob.send(channel, "hello again")
    await world.carol.send(channel, "I have no goal")

    assert reactions(channel) == [[], [], []]
    assert answers(world, channel) == []


async def test_a_plain_message_does_not_resume_a_paused_goal(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice)
    await world.alice.slash(world.general, "pause")

    await world.alice.send(channel, "having a rest")

    assert reactions(channel) == [[]]


async def test_messages_by_bots_webhooks_and_discord_do_not_count(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice)
    hook = world.guild.create_webhook(channel, name="feed")

    await hook.send("Alice ran")
    await receive(world, channel, world.alice, type=7)
    unheard = await streak_of(world, world.alice)
    await receive(world, channel, world.alice, type=0)

    assert "**Current streak**" not in unheard
    assert "**Current streak** 1" in await streak_of(world, world.alice)
    assert answers(world, channel) == []


async def test_a_reply_counts_too(world: World, channel: ChannelHandle) -> None:
    await world.declare(world.alice)
    asked = await world.bob.send(channel, "did you?")

    await world.alice.send(channel, "I did", reply_to=asked)

    assert reactions(channel) == [[], ["✅"]]


async def test_a_message_that_is_delivered_twice_counts_once(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice, "Run", "3 per week")
    message = await world.alice.send(channel, "done")
    await world.alice.slash(world.general, "undo")

    await receive(world, channel, world.alice, id=str(message.id))

    assert "**0 of 3**" in await world.ask(world.alice, "goal show", goal="Run")


async def test_neither_an_edit_nor_a_deletion_changes_anything(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice)
    message = await world.alice.send(channel, "done")

    await world.alice.edit(message, "not done")
    await world.alice.delete(message)

    assert "**Current streak** 1" in await streak_of(world, world.alice)


async def test_a_check_in_that_is_undone_loses_its_reaction(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice)
    await world.alice.send(channel, "done")

    await world.alice.slash(world.general, "undo")

    assert reactions(channel) == [[]]
    assert "**Current streak**" not in await streak_of(world, world.alice)


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_messages_break_nothing(
    world: World, channel: ChannelHandle, text: str
) -> None:
    await world.declare(world.alice)
    await world.declare(world.bob, text[:100])
    await world.declare(world.bob, "Run")

    await world.alice.send(channel, f"<@{world.env.bot.user.id}> {text[:1900]}")
    await world.bob.send(channel, text[:2000])

    assert reactions(channel)[0] == ["✅"]
    assert all(not message.ping_user_ids for message in _by_the_bot(world, channel))


def _by_the_bot(world: World, channel: ChannelHandle) -> list[object]:
    stored = world.env.backend.messages[channel.id].values()
    return [message for message in stored if message.author_id == world.env.bot.user.id]


async def test_a_milestone_is_public_and_disappears_with_its_check_in(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice)
    for _ in range(6):
        await world.alice.send(channel, "done")
        await world.next_day()
    await world.alice.send(channel, "done")
    reached = shown(channel)[-1]
    await world.alice.slash(channel, "undo")
    await world.env.advance_time(61)

    assert "7 days in a row" in reached
    assert not any("7 days in a row" in text for text in shown(channel))


async def test_a_month_of_plain_messages_keeps_a_streak(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice)
    for _ in range(30):
        await world.alice.send(channel, "done")
        await world.alice.send(channel, "and a word more")
        await world.env.advance_time(DAY)

    assert "**Current streak** 30" in await streak_of(world, world.alice)
    assert reactions(channel).count(["✅"]) == 30
