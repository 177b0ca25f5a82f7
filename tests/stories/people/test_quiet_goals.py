"""Witnesses are told in private that a goal has gone quiet, a day after the grace."""

import pytest
from discord import PermissionOverwrite
from simcord import ChannelHandle, MemberActor

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from tests.stories.goals.edits import change, without_freezes
from tests.stories.moderation.content_moderation import moderator
from tests.stories.people.notices import RUN, told
from tests.world import DAY, GREETINGS, HOUR, World, said, shown

QUIET = f"It has been quiet around {RUN}. A word from you might help."
MINUTE = 60


@pytest.fixture
async def mod(world: World) -> MemberActor:
    """Someone who may moderate members."""
    who = moderator(world, "mona")
    await world.env.settle()
    return who


@pytest.fixture(autouse=True)
async def _without_freezes(world: World, bot: Accountabot) -> None:
    await without_freezes(world, bot)


async def held(world: World, goal: str = "Run", schedule: str = "daily") -> None:
    """Let Alice declare a goal to which Bob holds her; Jan 2 is its first day to be missed."""
    card = (await world.declare(world.alice, goal, schedule)).response
    await world.bob.click(card, label="Hold me to it")


async def quiet_day(world: World) -> None:
    """Let time pass until a day and an hour after Jan 2 was missed, at the end of Jan 3."""
    await world.env.advance_time(3 * DAY + 16 * HOUR)


def in_channel(channel: ChannelHandle) -> list[str]:
    """Return what was said in a channel about quiet goals."""
    return [text for text in shown(channel) if "quiet around" in text]


async def test_a_witness_is_told_a_day_after_the_grace_and_not_before(world: World) -> None:
    await held(world)
    await world.env.advance_time(3 * DAY + 14 * HOUR)

    before = await told(world, world.bob)
    await world.env.advance_time(2 * HOUR)

    assert before == []
    assert await told(world, world.bob) == [
        f"{QUIET}\n-# A promise by {world.alice.mention}\nHow’s it going?\nCheer"
    ]
    assert await told(world, world.bob) == []
    assert in_channel(world.general) == []
    assert not any(world.pings()[GREETINGS:])


async def test_a_witness_is_told_whether_or_not_the_owner_has_read_theirs(world: World) -> None:
    await held(world, "Run")
    await held(world, "Swim")
    await world.env.advance_time(3 * DAY)
    await told(world, world.alice)
    await world.env.advance_time(16 * HOUR)

    (text,) = await told(world, world.bob)

    assert text.splitlines()[0] == f"It has been quiet around {RUN}."
    assert "It has been quiet around **\u2068Swim\u2069**." in text
    assert text.count("A word from you might help.") == 1
    assert text.count("How’s it going?") == 2


async def test_a_quiet_spell_is_told_once(world: World) -> None:
    await held(world)
    await quiet_day(world)
    first = await told(world, world.bob)
    for _ in range(20):
        await world.next_day()
        assert await told(world, world.bob) == []

    assert len(first) == 1


async def test_the_next_spell_is_told_a_week_after_the_last_at_the_earliest(world: World) -> None:
    await held(world)
    await quiet_day(world)
    first = await told(world, world.bob)
    await world.check_in(world.alice)  # on the fifth, an hour past midnight
    await world.next_day(5)
    soon = await told(world, world.bob)
    await world.next_day(2)

    assert len(first) == 1
    assert soon == []
    assert len(await told(world, world.bob)) == 1


async def test_a_check_in_meanwhile_ends_the_quiet(world: World) -> None:
    await held(world)
    await world.env.advance_time(3 * DAY + 14 * HOUR)
    await world.check_in(world.alice)
    await world.env.advance_time(3 * HOUR)

    assert await told(world, world.bob) == []


async def test_progress_that_fell_short_is_not_quiet(world: World) -> None:
    await held(world, "Read 10 pages a day")
    await world.next_day()
    for _ in range(4):
        await world.check_in(world.alice, amount="5")
        await world.next_day()

    assert await told(world, world.bob) == []


@pytest.mark.parametrize(
    ("sentence", "amount"),
    [("Gym 3 times a week", {}), ("Bike 100 km a week", {"amount": "95 km"})],
)
async def test_a_week_that_fell_short_is_not_quiet(
    world: World, sentence: str, amount: dict[str, str]
) -> None:
    await held(world, sentence, "")
    await world.next_day(5)
    await world.check_in(world.alice, **amount)  # on Tuesday, of the week to Jan 11
    await world.next_day(9)

    short = await told(world, world.bob)
    await world.next_day(7)

    assert short == []
    assert len(await told(world, world.bob)) == 1


async def test_a_skipped_day_waits_as_long_as_a_missed_one(world: World) -> None:
    await held(world)
    await world.next_day()
    await world.ask(world.alice, "skip", goal="Run")
    await world.env.advance_time(2 * DAY + 14 * HOUR)
    before = await told(world, world.bob)
    await world.env.advance_time(2 * HOUR)

    assert before == []
    assert len(await told(world, world.bob)) == 1


@pytest.mark.parametrize("label", ["How’s it going?", "Cheer"])
async def test_a_witness_can_say_a_word_by_a_tap(world: World, label: str) -> None:
    await held(world)
    await quiet_day(world)
    line = (await world.bob.slash(world.general, "help")).followups[0]

    answer = await world.bob.click(line, label=label)

    assert "Run" in said(answer)


async def test_an_only_me_goal_is_never_told_of(world: World) -> None:
    await held(world)
    await world.env.advance_time(3 * DAY)
    await change(world, world.alice, visibility=["me"])
    await world.env.advance_time(16 * HOUR)

    assert await told(world, world.bob) == []


async def test_a_goal_that_moderators_hid_is_never_told_of(world: World, mod: MemberActor) -> None:
    await held(world)
    await quiet_day(world)
    done = await mod.slash(
        world.general, "moderate goal", member=world.alice, goal="Run", reason="Not here"
    )

    assert "Not here" in said(done)
    assert await told(world, world.bob) == []


async def test_nothing_is_told_about_a_blocked_member(world: World, mod: MemberActor) -> None:
    await held(world)
    await quiet_day(world)
    done = await mod.slash(world.general, "moderate member", member=world.alice, reason="Not here")

    assert "Not here" in said(done)
    assert await told(world, world.bob) == []


async def test_a_blocked_witness_is_told_nothing(world: World, mod: MemberActor) -> None:
    await held(world)
    await quiet_day(world)
    done = await mod.slash(world.general, "moderate member", member=world.bob, reason="Not here")

    assert "Not here" in said(done)
    assert await told(world, world.bob) == []


async def test_nothing_is_told_about_a_member_who_left(world: World) -> None:
    await held(world)
    await quiet_day(world)
    world.guild.remove_member(world.users["alice"])
    await world.env.settle()

    assert await told(world, world.bob) == []


async def test_nothing_is_told_about_a_paused_goal(world: World) -> None:
    await held(world)
    await quiet_day(world)
    await world.ask(world.alice, "pause", goal="Run")
    paused = await told(world, world.bob)
    await world.next_day(2)
    await world.ask(world.alice, "resume", goal="Run")
    await world.next_day()
    resumed = await told(world, world.bob)
    await world.next_day(3)

    assert paused == resumed == []
    assert len(await told(world, world.bob)) == 1


async def test_a_witness_who_stepped_back_is_told_nothing(world: World) -> None:
    card = (await world.declare(world.alice)).response
    panel = (await world.bob.click(card, label="Hold me to it")).response
    await quiet_day(world)

    await world.bob.click(panel, label="Step back")

    assert await told(world, world.bob) == []


@pytest.mark.parametrize("title", ["@everyone", "<@1> **bold**", "# Heading"])
async def test_a_hostile_title_formats_nothing(world: World, title: str) -> None:
    await held(world, title)
    await quiet_day(world)

    (text,) = await told(world, world.bob)

    assert text.startswith("It has been quiet around **\u2068")
    assert "**bold**" not in text


async def test_a_notice_for_a_witness_survives_a_restart(world: World, settings: Settings) -> None:
    await held(world)
    await quiet_day(world)
    await world.env.restart_bot(create_bot(settings))
    await world.env.settle()

    assert len(await told(world, world.bob)) == 1
    assert await told(world, world.bob) == []


@pytest.fixture
async def porch(world: World, owner: MemberActor) -> ChannelHandle:
    """The channel that the owner chose for witnesses."""
    channel = world.guild.create_text_channel("porch")
    await owner.slash(world.general, "setup channels", witnesses=channel)
    return channel


async def test_a_chosen_channel_hears_it_instead_by_day_silently_and_without_pings(
    world: World, porch: ChannelHandle
) -> None:
    await held(world)
    await quiet_day(world)
    at_night = in_channel(porch)
    await world.env.advance_time(8 * HOUR)

    assert at_night == []
    assert in_channel(porch) == [f"{QUIET}\nHow’s it going?\nCheer"]
    (message,) = world.env.backend.messages[porch.id].values()
    assert message.ping_user_ids == []
    assert message.flags & 1 << 12  # suppressed notifications
    assert await told(world, world.bob) == []


async def test_a_chosen_channel_hears_of_a_spell_once(world: World, porch: ChannelHandle) -> None:
    await held(world)
    await world.next_day(20)

    assert len(in_channel(porch)) == 1


async def test_a_message_in_the_channel_goes_when_the_goal_becomes_private(
    world: World, porch: ChannelHandle
) -> None:
    await held(world)
    await world.next_day(5)
    await change(world, world.alice, visibility=["me"])
    await world.env.advance_time(2 * MINUTE)

    assert in_channel(porch) == []


async def test_witnesses_are_told_privately_if_the_channel_is_closed(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    guild = bot.get_guild(world.guild.id)
    assert guild is not None
    closed = world.guild.create_text_channel(
        "closed", overwrites={guild.me: PermissionOverwrite(send_messages=False)}
    )
    chosen = await owner.slash(world.general, "setup channels", witnesses=closed)
    await held(world)
    await world.next_day(5)

    assert "I don’t have these permissions there yet: send messages" in said(chosen)
    assert len(await told(world, world.bob)) == 1
    checked = await world.ask(owner, "setup check")
    assert "Without it, witnesses are told privately" in checked
    assert "An update for a goal’s witnesses couldn’t be posted" in checked


async def test_the_channel_is_listed_and_can_be_taken_back(
    world: World, owner: MemberActor, porch: ChannelHandle
) -> None:
    panel = await owner.slash(world.general, "setup channels")
    listed = said(panel)
    overview = await world.ask(owner, "setup show")
    off = await owner.click(panel.response, label="Tell witnesses privately")
    log = await world.ask(owner, "setup log")
    await held(world)
    await world.next_day(5)

    hears = (
        f"🤝 When a goal goes quiet, I tell its witnesses in <#{porch.id}>, without pinging anyone."
    )
    assert hears in listed
    assert hears in overview
    assert "Witnesses are told privately when a goal goes quiet." in said(off)
    assert f"**Channel for witnesses** <#{porch.id}> → none (told privately)" in log
    assert in_channel(porch) == []
    assert len(await told(world, world.bob)) == 1


async def test_deleted_data_leaves_no_notice(world: World, bot: Accountabot) -> None:
    await held(world)
    await quiet_day(world)
    count = "SELECT count(*) FROM notices"
    before = await bot.database.read(lambda tx: tx.exec_driver_sql(count).scalar())
    asked = await world.alice.slash(world.general, "data delete")
    await world.alice.click(asked.response, label="Delete everything")

    after = await bot.database.read(lambda tx: tx.exec_driver_sql(count).scalar())

    assert (before, after) == (3, 0)  # the morning after, the miss, and that it has gone quiet
    assert await told(world, world.bob) == []
