"""Plain messages in the channel that a server has named for check-ins."""

import sqlite3
from functools import partial
from typing import Any

import pytest
from discord import Message, PermissionOverwrite
from simcord import ChannelHandle, InteractionResult, MemberActor, SetupError
from simcord.backend import serializers

from accountabot.bot import PERMISSIONS, Accountabot, create_bot
from accountabot.config import Settings
from accountabot.store.session import NotSaved, Session
from tests.stories.goals.test_edits import change
from tests.stories.test_hostile_text import HOSTILE
from tests.stories.test_trouble import read_only
from tests.world import DAY, HOUR, World, said, shown


@pytest.fixture
async def channel(world: World, owner: MemberActor) -> ChannelHandle:
    """A channel in which plain messages count."""
    channel = world.guild.create_text_channel("check-ins")
    await owner.slash(world.general, "setup checkin-channel", channel=channel)
    return channel


async def overheard(bot: Accountabot) -> list[str]:
    """Return a list that will name all that the database is asked."""
    asked: list[str] = []
    for session in (bot.database._reader, bot.database._writer):
        await session._thread.run(partial(_overhear, session, asked))
    return asked


def _overhear(session: Session, asked: list[str]) -> None:
    session._thread.raw.set_trace_callback(asked.append)


async def hear(world: World, channel: ChannelHandle, who: MemberActor, **changed: object) -> None:
    """Let the bot hear of a message in a way in which nobody sends one."""
    sent = await who.send(world.general, "done")
    backend = world.env.backend
    payload = dict(
        serializers.message_payload(backend, backend.messages[world.general.id][sent.id])
    )
    where = {"channel_id": str(channel.id), "guild_id": str(world.guild.id), "content": ""}
    backend.emit("MESSAGE_CREATE", payload | where | changed)
    await world.env.settle()


def answers(world: World, channel: ChannelHandle) -> list[Message]:
    """Return what the bot posted in a channel."""
    return [
        m
        for m in channel.history()
        if m.author.id == world.env.bot.user.id and not m.flags.ephemeral
    ]


def marks(channel: ChannelHandle) -> list[list[str]]:
    """Return the reactions to each message of a channel."""
    return [
        [str(reaction.emoji) for reaction in message.reactions] for message in channel.history()
    ]


def option(question: Message, label: str) -> str:
    """Return the value of a menu's option."""
    return next(each["value"] for each in _menu(question) if each["label"] == label)


def options(question: Message) -> list[str]:
    """Return what a menu offers."""
    return [each["label"] for each in _menu(question)]


def _menu(question: Message) -> list[dict[str, str]]:
    card: Any = question.components[0].to_dict()
    found: list[dict[str, str]] = card["components"][1]["components"][0]["options"]
    return found


async def streak_of(world: World, who: MemberActor) -> str:
    return await world.ask(who, "streak")


async def count_pages(world: World, who: MemberActor, **options_: str) -> InteractionResult:
    """Let someone read."""
    return await who.slash(
        world.general, "goal declare", goal="Read", schedule="daily", amount="20 pages", **options_
    )


async def test_a_plain_message_counts_and_a_reaction_answers(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice)

    await world.alice.send(channel, "done!")

    assert marks(channel) == [["✅"]]
    assert len(channel.history()) == 1
    assert "**Current streak** 1" in await streak_of(world, world.alice)


async def test_what_was_counted_is_shown_on_the_goals_card(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice)
    await world.alice.send(channel, "done!")

    await world.env.advance_time(70)

    assert "**Current streak** 1" in shown(world.general)[-1]


async def test_the_message_is_its_proof_and_what_it_says_is_not_known(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice)
    message = await world.alice.send(channel, "a secret")

    history = await world.alice.slash(world.general, "goal history", goal="Run")
    record = said(await world.alice.click(history.response, label="The record"))

    assert f"[proof]({message.jump_url})" in record
    assert "secret" not in record


async def test_what_is_said_to_the_bot_itself_becomes_the_note(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice)
    await world.alice.send(channel, f"<@{world.env.bot.user.id}> ten minutes")

    history = await world.alice.slash(world.general, "goal history", goal="Run")
    record = said(await world.alice.click(history.response, label="The record"))

    assert "“\u2068ten minutes\u2069”" in record


async def test_a_message_elsewhere_counts_for_nothing_and_asks_the_database_nothing(
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
    assert marks(world.general)[-1] == []


async def test_nothing_counts_before_a_channel_is_named_nor_after_it_is_switched_off(
    world: World, owner: MemberActor
) -> None:
    await world.declare(world.alice)
    channel = world.guild.create_text_channel("check-ins")

    await world.alice.send(channel, "before")
    await owner.slash(world.general, "setup checkin-channel", channel=channel)
    off = said(await owner.slash(world.general, "setup checkin-channel"))
    await world.alice.send(channel, "after")

    assert marks(channel) == [[], []]
    assert "don’t count anywhere" in off


async def test_the_channel_is_known_after_a_restart(
    world: World, channel: ChannelHandle, settings: Settings
) -> None:
    await world.declare(world.alice)

    await world.env.restart_bot(create_bot(settings))
    await world.alice.send(channel, "done!")

    assert marks(channel) == [["✅"]]


@pytest.mark.usefixtures("channel")
async def test_each_server_has_its_own_channel(world: World) -> None:
    elsewhere = world.env.create_guild("Elsewhere")
    other = elsewhere.create_text_channel("check-ins")
    same_alice = elsewhere.add_member(world.users["alice"])
    await same_alice.slash(other, "goal declare", goal="Swim", schedule="daily")

    await same_alice.send(other, "done")

    assert marks(other)[-1] == []


async def test_a_message_counts_for_the_day_and_the_moment_of_its_own(
    world: World, channel: ChannelHandle
) -> None:
    await world.ask(world.alice, "timezone", zone="Pacific/Auckland")
    await world.declare(world.alice)
    await world.env.advance_time(3 * HOUR)

    await world.alice.send(channel, "past midnight, over there")

    assert "**Current streak** 1" in await streak_of(world, world.alice)
    assert "Jan 2" in said(await world.alice.slash(world.general, "goal history", goal="Run"))


async def test_what_nothing_is_due_for_is_met_with_silence(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice, "Swim", "weekly on tue")
    await world.declare(world.bob)
    await world.check_in(world.bob)

    await world.alice.send(channel, "hello")
    await world.bob.send(channel, "hello again")
    await world.carol.send(channel, "I have no goal")

    assert marks(channel) == [[], [], []]
    assert answers(world, channel) == []


async def test_a_paused_goal_is_not_resumed_by_talk(world: World, channel: ChannelHandle) -> None:
    await world.declare(world.alice)
    await world.alice.slash(world.general, "pause")

    await world.alice.send(channel, "having a rest")

    assert marks(channel) == [[]]


async def test_bots_webhooks_and_discord_itself_are_not_heard(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice)
    hook = world.guild.create_webhook(channel, name="feed")

    await hook.send("Alice ran")
    await hear(world, channel, world.alice, type=7)
    unheard = await streak_of(world, world.alice)
    await hear(world, channel, world.alice, type=0)

    assert "**Current streak** 0" in unheard
    assert "**Current streak** 1" in await streak_of(world, world.alice)
    assert answers(world, channel) == []


async def test_a_reply_counts_too(world: World, channel: ChannelHandle) -> None:
    await world.declare(world.alice)
    asked = await world.bob.send(channel, "did you?")

    await world.alice.send(channel, "I did", reply_to=asked)

    assert marks(channel) == [[], ["✅"]]


async def test_a_message_that_is_delivered_twice_is_done_once(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice, "Run", "3 per week")
    message = await world.alice.send(channel, "done")
    await world.alice.slash(world.general, "undo")

    await hear(world, channel, world.alice, id=str(message.id))

    assert "**0 of 3**" in await world.ask(world.alice, "goal show", goal="Run")


async def test_neither_an_edit_nor_a_deletion_changes_anything(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice)
    message = await world.alice.send(channel, "done")

    await world.alice.edit(message, "not done")
    await world.alice.delete(message)

    assert "**Current streak** 1" in await streak_of(world, world.alice)


async def test_what_is_taken_back_loses_its_reaction(world: World, channel: ChannelHandle) -> None:
    await world.declare(world.alice)
    await world.alice.send(channel, "done")

    await world.alice.slash(world.general, "undo")

    assert marks(channel) == [[]]
    assert "**Current streak** 0" in await streak_of(world, world.alice)


async def test_where_several_are_due_one_reply_asks_and_only_its_author_may_pick(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Read")
    await world.declare(world.bob, "Swim")
    message = await world.alice.send(channel, "done")

    (question,) = answers(world, channel)
    refused = await world.bob.select(question, [option(question, "Read")])
    picked = await world.alice.select(question, [option(question, "Read")])

    assert question.reference.message_id == message.id
    assert refused.ephemeral
    assert world.alice.mention in said(refused)
    assert picked.ephemeral
    assert "Read" in said(picked)
    assert marks(channel)[0] == ["✅"]


async def test_the_question_is_asked_once_a_day_and_not_for_every_message(
    world: World, channel: ChannelHandle, settings: Settings
) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Read")

    await world.alice.send(channel, "one")
    await world.alice.send(channel, "two")
    await world.env.restart_bot(create_bot(settings))
    await world.alice.send(channel, "three")
    today = len(answers(world, channel))
    await world.next_day()
    await world.alice.send(channel, "four")

    assert today == 1
    assert len(answers(world, channel)) == 2


async def test_the_question_goes_on_with_what_is_left_and_then_goes_away(
    world: World, channel: ChannelHandle, settings: Settings
) -> None:
    for goal in ("Run", "Read", "Walk"):
        await world.declare(world.alice, goal)
    await world.alice.send(channel, "done")
    (question,) = answers(world, channel)

    await world.alice.select(question, [option(question, "Read")])
    left = options(answers(world, channel)[0])
    await world.env.restart_bot(create_bot(settings))
    await world.alice.select(question, [option(answers(world, channel)[0], "Run")])
    await world.alice.select(question, [option(answers(world, channel)[0], "Walk")])

    assert left == ["Run", "Walk"]
    assert answers(world, channel) == []
    assert (await streak_of(world, world.alice)).count("**Current streak** 1") == 3


async def test_a_pick_can_be_taken_back_at_one_tap(world: World, channel: ChannelHandle) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Read")
    await world.alice.send(channel, "done")
    (question,) = answers(world, channel)
    picked = await world.alice.select(question, [option(question, "Read")])

    await world.alice.click(picked.response, label="Undo")

    assert marks(channel)[0] == []
    assert "**Current streak** 1" not in await streak_of(world, world.alice)


async def test_a_reaction_stays_while_one_of_two_picks_counts(
    world: World, channel: ChannelHandle
) -> None:
    for goal in ("Run", "Read", "Walk"):
        await world.declare(world.alice, goal)
    await world.alice.send(channel, "done")
    (question,) = answers(world, channel)
    await world.alice.select(question, [option(question, "Read")])
    await world.alice.select(question, [option(question, "Run")])

    await world.alice.slash(world.general, "undo")

    assert marks(channel)[0] == ["✅"]


async def test_an_answer_on_the_next_day_still_counts_for_the_day_of_the_message(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Read")
    await world.alice.send(channel, "done")
    (question,) = answers(world, channel)
    await world.next_day()

    picked = await world.alice.select(question, [option(question, "Read")])

    assert "⏰" in said(picked)


@pytest.mark.parametrize("days", [2, 9])
async def test_an_answer_that_comes_too_late_is_refused_with_a_way_on(
    world: World, channel: ChannelHandle, days: int
) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Read")
    await world.alice.send(channel, "done")
    (question,) = answers(world, channel)
    await world.next_day(days)

    picked = await world.alice.select(question, [option(question, "Read")])

    assert picked.ephemeral
    assert "it’s too late" in said(picked)


async def test_a_goal_that_counts_asks_how_much_it_was(
    world: World, channel: ChannelHandle
) -> None:
    await count_pages(world, world.alice)
    await world.alice.send(channel, "read")

    (question,) = answers(world, channel)
    refused = await world.bob.click(question, label="How much?")
    form = await world.alice.click(question, label="How much?")
    answer = await world.alice.submit_modal(form, {"text": "12"})

    assert refused.ephemeral
    assert world.alice.mention in said(refused)
    assert answer.ephemeral
    assert "**12 of " in said(answer)
    assert marks(channel)[0] == ["✅"]


async def test_more_of_it_can_be_said_until_it_is_enough(
    world: World, channel: ChannelHandle, settings: Settings
) -> None:
    await count_pages(world, world.alice)
    await world.alice.send(channel, "read")
    (question,) = answers(world, channel)
    form = await world.alice.click(question, label="How much?")
    await world.alice.submit_modal(form, {"text": "12"})
    await world.alice.send(channel, "read on")

    still = len(answers(world, channel))
    await world.env.restart_bot(create_bot(settings))
    form = await world.alice.click(question, label="How much?")
    answer = await world.alice.submit_modal(form, {"text": "9"})

    assert still == 1
    assert "**Current streak** 1" in said(answer)
    assert answers(world, channel) == []


@pytest.mark.parametrize("typed", ["-3", "  ", "many"])
async def test_an_amount_that_is_none_is_refused_and_can_be_said_again(
    world: World, channel: ChannelHandle, typed: str
) -> None:
    await count_pages(world, world.alice)
    await world.alice.send(channel, "read")
    (question,) = answers(world, channel)

    form = await world.alice.click(question, label="How much?")
    refused = await world.alice.submit_modal(form, {"text": typed})
    form = await world.alice.click(question, label="How much?")
    answer = await world.alice.submit_modal(form, {"text": "3"})

    assert "Try a number" in said(refused)
    assert "**3 of " in said(answer)


async def test_a_goal_that_counts_can_be_picked_among_several(
    world: World, channel: ChannelHandle
) -> None:
    await count_pages(world, world.alice)
    await world.declare(world.alice, "Run")
    await world.alice.send(channel, "read")
    (question,) = answers(world, channel)

    form = await world.alice.select(question, [option(question, "Read")])
    answer = await world.alice.submit_modal(form, {"text": "20"})

    assert "**Current streak** 1" in said(answer)
    assert options(answers(world, channel)[0]) == ["Run"]


async def test_a_goal_of_ones_own_eyes_is_counted_and_never_named(
    world: World, channel: ChannelHandle
) -> None:
    await world.alice.slash(
        world.general, "goal declare", goal="Whisper", schedule="daily", visibility="only me"
    )

    await world.alice.send(channel, "done")

    assert marks(channel) == [["✅"]]
    assert answers(world, channel) == []
    assert "**Current streak** 1" in await streak_of(world, world.alice)


async def test_goals_of_ones_own_eyes_are_never_offered_where_all_see_it(
    world: World, channel: ChannelHandle
) -> None:
    for goal in ("Run", "Read"):
        await world.declare(world.alice, goal)
    await world.alice.slash(
        world.general, "goal declare", goal="Whisper", schedule="daily", visibility="only me"
    )
    await world.alice.slash(
        world.general, "goal declare", goal="Murmur", schedule="daily", visibility="only me"
    )
    await count_pages(world, world.bob, visibility="only me")

    await world.alice.send(channel, "done")
    await world.bob.send(channel, "read")
    (question,) = answers(world, channel)
    for goal in ("Run", "Read"):
        await world.alice.select(question, [option(answers(world, channel)[0], goal)])
    await world.alice.send(channel, "and the rest")

    assert answers(world, channel) == []
    assert marks(channel) == [["✅"], [], []]


async def test_of_what_is_due_a_goal_that_all_see_comes_first(
    world: World, channel: ChannelHandle
) -> None:
    await world.alice.slash(
        world.general, "goal declare", goal="Whisper", schedule="daily", visibility="only me"
    )
    await world.declare(world.alice)

    await world.alice.send(channel, "done")
    streaks = await streak_of(world, world.bob)
    run = await world.ask(world.alice, "goal show", goal="Run")

    assert marks(channel) == [["✅"]]
    assert "Whisper" not in streaks
    assert "**Current streak** 1" in run


async def test_a_question_that_names_a_goal_comes_down_when_that_is_hidden(
    world: World, channel: ChannelHandle
) -> None:
    for goal in ("Run", "Whisper"):
        await world.declare(world.alice, goal)
    await count_pages(world, world.bob)
    await world.alice.send(channel, "done")
    await world.bob.send(channel, "read")

    await change(world, world.alice, "Whisper", visibility=["me"])
    await change(world, world.bob, "Read", visibility=["me"])

    assert not [text for text in shown(channel) if "Whisper" in text or "Read" in text]


async def test_a_question_that_could_not_be_posted_is_asked_at_the_next_message(
    world: World, channel: ChannelHandle
) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.alice, "Read")
    await count_pages(world, world.bob)
    world.env.inject_error("POST", f"/channels/{channel.id}/messages", status=403, times=2)
    await world.alice.send(channel, "one")
    await world.bob.send(channel, "one")
    before = answers(world, channel)

    await world.alice.send(channel, "two")
    await world.bob.send(channel, "two")

    assert before == []
    assert len(answers(world, channel)) == 2


@pytest.mark.parametrize(
    ("missing", "named"),
    [
        ("add_reactions", "add reactions"),
        ("send_messages", "send messages"),
        ("read_message_history", "read message history"),
    ],
)
async def test_what_the_bot_is_not_allowed_to_do_loses_no_check_in(
    world: World, owner: MemberActor, missing: str, named: str
) -> None:
    me = world.env.bot.get_guild(world.guild.id).me
    channel = world.guild.create_text_channel(
        "check-ins", overwrites={me: PermissionOverwrite(**{missing: False})}
    )
    told = said(await owner.slash(world.general, "setup checkin-channel", channel=channel))
    await world.declare(world.alice)
    await world.declare(world.bob, "Run")
    await world.declare(world.bob, "Read")

    await world.alice.send(channel, "done")
    await world.bob.send(channel, "done")

    assert "these permissions there yet" in told
    assert f"yet: {named}." in told
    assert "**Current streak** 1" in await streak_of(world, world.alice)


async def test_naming_the_channel_is_told_to_the_owner_alone_and_to_the_log(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    channel = world.guild.create_text_channel("check-ins")
    before = shown(world.general)

    first = await owner.slash(world.general, "setup checkin-channel", channel=channel)
    again = await owner.slash(world.general, "setup checkin-channel", channel=channel)
    await owner.slash(world.general, "setup checkin-channel")
    kept = await bot.database.read(
        lambda tx: tx.exec_driver_sql(
            "SELECT value, actor_id FROM settings WHERE name = 'check-in channel'"
        ).all()
    )

    assert first.ephemeral
    assert channel.mention in said(first)
    assert "don’t have these permissions" not in said(first)
    assert "nothing changed" in said(again)
    assert shown(world.general) == before
    assert [tuple(row) for row in kept] == [(str(channel.id), owner.id), ("", owner.id)]


async def test_a_member_may_not_name_the_channel(world: World) -> None:
    with pytest.raises(SetupError):
        await world.alice.slash(world.general, "setup checkin-channel", channel=world.general)


async def test_while_the_database_is_busy_a_message_waits_for_its_turn(
    world: World, channel: ChannelHandle, bot: Accountabot
) -> None:
    await world.declare(world.alice)
    await world.env.advance_time(HOUR)
    other = sqlite3.connect(bot.database.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")

    await world.alice.send(channel, "done")
    other.execute("ROLLBACK")
    other.close()
    await world.env.advance_time(60)

    assert marks(channel) == [["✅"]]


async def test_what_can_not_be_written_down_is_said_below_the_message(
    world: World, channel: ChannelHandle, bot: Accountabot, caplog: pytest.LogCaptureFixture
) -> None:
    await world.declare(world.alice)
    await world.env.advance_time(HOUR)

    async with read_only(bot):
        await world.alice.send(channel, "done")
        await world.env.advance_time(200)

    assert marks(channel)[0] == []
    assert "couldn’t save this check-in" in shown(channel)[-1]
    assert shown(channel)[-1].split("`")[-2] in caplog.text
    assert any(
        isinstance(record.exc_info[1], NotSaved) for record in caplog.records if record.exc_info
    )


@pytest.mark.parametrize("text", HOSTILE)
async def test_hostile_messages_break_nothing(
    world: World, channel: ChannelHandle, text: str
) -> None:
    await world.declare(world.alice)
    await world.declare(world.bob, text[:100])
    await world.declare(world.bob, "Run")

    await world.alice.send(channel, f"<@{world.env.bot.user.id}> {text[:1900]}")
    await world.bob.send(channel, text[:2000])

    assert marks(channel)[0] == ["✅"]
    assert all(not message.ping_user_ids for message in _by_the_bot(world, channel))


def _by_the_bot(world: World, channel: ChannelHandle) -> list[object]:
    stored = world.env.backend.messages[channel.id].values()
    return [message for message in stored if message.author_id == world.env.bot.user.id]


@pytest.mark.usefixtures("world")
def test_no_privileged_intent_is_asked_for_to_hear_messages(bot: Accountabot) -> None:
    assert bot.intents.guild_messages
    assert not bot.intents.message_content
    assert not bot.intents.dm_messages
    assert list(bot.cached_messages) == []


async def test_the_invite_asks_for_what_the_channel_needs_and_no_more(bot: Accountabot) -> None:
    needed = {
        "read_messages",
        "send_messages",
        "attach_files",
        "add_reactions",
        "read_message_history",
    }

    assert {name for name, is_asked in PERMISSIONS if is_asked} == needed
    assert f"permissions={PERMISSIONS.value}" in bot.invite


async def test_a_milestone_is_for_everyone_and_goes_with_its_check_in(
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

    assert "7 in a row" in reached
    assert not any("7 in a row" in text for text in shown(channel))


async def test_a_month_of_talk_keeps_a_streak(world: World, channel: ChannelHandle) -> None:
    await world.declare(world.alice)
    for _ in range(30):
        await world.alice.send(channel, "done")
        await world.alice.send(channel, "and a word more")
        await world.env.advance_time(DAY)

    assert "**Current streak** 30" in await streak_of(world, world.alice)
    assert marks(channel).count(["✅"]) == 30
