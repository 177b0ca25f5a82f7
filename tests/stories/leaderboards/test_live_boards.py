"""/setup board: a leaderboard that is posted once, and keeps itself up to date."""

from simcord import MemberActor

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.ui.leaderboards.live_board_list import STOP
from tests.stories.delivery.test_outbox import without_marking
from tests.stories.leaderboards.live_boards import (
    NOTE,
    boards_channel,
    check_in,
    live,
    post,
    rows,
)
from tests.world import DAY, HOUR, World, ids, said


async def test_a_live_board_is_posted_silently_and_edited_as_scores_change(
    world: World, owner: MemberActor
) -> None:
    answer = await post(world, owner, period="week")
    (empty,) = live(world)
    await world.env.advance_time(60)
    await check_in(world, world.alice)

    message = boards_channel(world).last_message
    assert f"Here it comes: **✅ Check-ins this week** in <#{boards_channel(world).id}>" in answer
    assert empty.startswith("### ✅ Check-ins this week\nNothing here yet – first place is up")
    assert live(world) == [
        f"### ✅ Check-ins this week\n🥇 **1** ✅ {world.alice.mention}\n{NOTE}\nMy place"
    ]
    assert message.flags.suppress_notifications
    assert world.env.backend.messages[boards_channel(world).id][message.id].ping_user_ids == []


def edits(world: World) -> int:
    """Return how often messages in #boards were edited."""
    path = f"/channels/{boards_channel(world).id}/messages/"
    return sum(call.method == "PATCH" and path in call.path for call in world.env.http_requests)


async def test_a_new_week_begins_on_the_board_without_anyone_acting(
    world: World, owner: MemberActor
) -> None:
    await post(world, owner, period="week")
    await world.env.advance_time(60)
    await check_in(world, world.alice)
    quiet = edits(world)
    await world.env.advance_time(3 * DAY + 14 * 3600 + 50 * 60)  # 23:51 on Sunday
    before = live(world)[0]
    await world.env.advance_time(10 * 60)

    assert edits(world) == quiet + 1
    assert rows(before) == [f"🥇 **1** ✅ {world.alice.mention}"]
    assert rows(live(world)[0]) == []


async def test_a_board_that_was_posted_but_never_marked_is_not_posted_again(
    world: World, owner: MemberActor, bot: Accountabot, settings: Settings
) -> None:
    async with without_marking(bot):
        await post(world, owner)
        posted = live(world)
    await bot.close()
    await world.env.restart_bot(create_bot(settings))
    await world.env.advance_time(120)
    await check_in(world, world.alice)
    await world.env.advance_time(60)

    assert len(posted) == 1
    assert [rows(text) for text in live(world)] == [[f"🥇 **1** ✅ {world.alice.mention}"]]


async def test_the_same_board_twice_is_told_with_a_link_and_posted_once(
    world: World, owner: MemberActor, other: MemberActor
) -> None:
    await post(world, owner, "streak", period="month")
    again = await post(world, other, "streak", period="week")
    message = boards_channel(world).last_message

    link = f"https://discord.com/channels/{world.guild.id}/{boards_channel(world).id}/{message.id}"
    assert f"**🔥 Current streaks** is in that channel already: {link}" in again
    assert "That board isn’t split into weeks or months." in again
    assert len(live(world)) == 1


async def test_a_sixth_board_is_refused_and_a_stopped_one_makes_room(
    world: World, owner: MemberActor
) -> None:
    for board in ("streak", "longest", "kept", "cheers", "regular"):
        await post(world, owner, board)
    refused = await post(world, owner)
    listed = await owner.slash(world.general, "setup board")
    stopped = await owner.click(
        listed.response, custom_id=next(ids(listed.response.components, STOP))
    )
    await world.env.advance_time(10)
    await post(world, owner)
    log = await world.ask(owner, "setup log")

    assert "That’s 5 leaderboards already" in refused
    assert "**🔥 Current streaks** is stopped, and I’m deleting its message." in said(stopped)
    assert [text.splitlines()[0] for text in live(world)] == [
        "### 🏔️ Longest streaks",
        "### 🤝 Promises kept in the last 90 days",
        "### 📣 Cheers given, all time",
        "### 📅 Weeks in a row",
        "### ✅ Check-ins, all time",
    ]
    channel = f"<#{boards_channel(world).id}>"
    assert f"**Leaderboard stopped** 🔥 Current streaks in {channel}" in log
    assert f"**Leaderboard posted** ✅ Check-ins, all time in {channel}" in log


async def test_a_deleted_message_ends_the_board_and_the_check_says_so_once(
    world: World, owner: MemberActor
) -> None:
    await post(world, owner)
    boards = boards_channel(world)
    world.env.backend.delete_message(boards.id, boards.last_message.id)
    await world.env.settle()
    await check_in(world, world.alice)
    await world.env.advance_time(DAY)

    check = await world.ask(owner, "setup check")
    again = await world.ask(owner, "setup check")

    assert live(world) == []
    assert (
        f"Someone deleted the leaderboard in <#{boards.id}> (✅ Check-ins, all time), "
        "so I’ve stopped updating it." in check
    )
    assert "Someone deleted" not in again


async def test_a_deleted_channel_ends_the_board_and_the_check_says_so_once(
    world: World, owner: MemberActor
) -> None:
    await post(world, owner)
    world.env.backend.delete_channel(boards_channel(world).id)
    await world.env.settle()
    await check_in(world, world.alice)

    check = await world.ask(owner, "setup check")
    again = await world.ask(owner, "setup check")

    assert "The channel with a leaderboard (✅ Check-ins, all time)" in check
    assert "stayed up to date" not in again


async def test_a_channel_in_which_the_bot_may_not_post_is_refused(
    world: World, owner: MemberActor
) -> None:
    me = world.env.bot.get_guild(world.guild.id).me
    quiet = world.guild.create_text_channel("quiet", overwrites={me: world.read_only})
    answer = await post(world, owner, channel=quiet)

    assert f"I can’t post in <#{quiet.id}> yet: I don’t have permission to send messages" in answer
    assert "There are none here yet." in await world.ask(owner, "setup board")


async def test_the_board_outlives_the_owner_who_posted_it(world: World, owner: MemberActor) -> None:
    await post(world, owner)
    await owner.slash(world.general, "data delete")
    world.guild.remove_member(owner)
    await world.env.advance_time(120)
    await check_in(world, world.alice)

    assert rows(live(world)[0]) == [f"🥇 **1** ✅ {world.alice.mention}"]


async def test_a_member_who_returns_is_on_the_board_again(world: World, owner: MemberActor) -> None:
    await check_in(world, world.alice)
    await post(world, owner, "streak")
    world.guild.remove_member(world.alice)
    await world.env.advance_time(HOUR)
    away = live(world)

    world.join("alice")
    await world.env.settle()
    await world.env.advance_time(90)

    assert rows(away[0]) == []
    assert [world.alice.mention in row for row in rows(live(world)[0])] == [True]


async def test_a_board_is_edited_at_most_once_a_minute(world: World, owner: MemberActor) -> None:
    await post(world, owner, "cheers")
    await check_in(world, world.alice)
    await world.env.advance_time(60)
    before = edits(world)
    await world.bob.slash(world.general, "cheer", member=world.alice)
    await world.env.advance_time(5)
    first = rows(live(world)[0])
    await world.carol.slash(world.general, "cheer", member=world.alice)
    await world.env.advance_time(50)
    soon = rows(live(world)[0])
    await world.env.advance_time(10)

    assert first == soon == [f"🥇 **1** 📣 {world.bob.mention}"]
    assert sorted(rows(live(world)[0])) == sorted(
        f"🥇 **1** 📣 {who.mention}" for who in (world.bob, world.carol)
    )
    assert edits(world) == before + 2


async def test_an_edit_that_was_made_but_never_saved_is_made_again(
    world: World, owner: MemberActor, bot: Accountabot, settings: Settings
) -> None:
    await post(world, owner)
    await world.env.advance_time(60)
    async with without_marking(bot):
        await check_in(world, world.alice)
        drawn = rows(live(world)[0])
    await world.ask(world.alice, "undo")
    await bot.close()
    await world.env.restart_bot(create_bot(settings))
    await world.env.advance_time(120)

    assert drawn == [f"🥇 **1** ✅ {world.alice.mention}"]
    assert rows(live(world)[0]) == []


async def test_a_lost_permission_is_named_and_the_board_continues_once_it_is_back(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    await post(world, owner)
    boards = boards_channel(world)
    me = bot.get_guild(world.guild.id).me
    await bot.get_channel(boards.id).set_permissions(me, view_channel=False)
    await world.env.settle()
    await check_in(world, world.alice)
    await world.env.advance_time(120)
    check = await world.ask(owner, "setup check")
    world.env.backend.delete_overwrite(boards.id, me.id)
    await check_in(world, world.bob)
    await world.env.advance_time(60)

    assert f"<#{boards.id}>: I don’t have permission to see the channel" in check
    assert "I can’t keep the leaderboard there (✅ Check-ins, all time) up to date." in check
    assert len(rows(live(world)[0])) == 2


async def test_a_board_that_discord_refused_is_reported_and_posted_if_asked_for_again(
    world: World, owner: MemberActor
) -> None:
    boards = boards_channel(world)
    world.env.inject_error("POST", f"/channels/{boards.id}/messages", status=403, code=50013)
    await post(world, owner)
    check = await world.ask(owner, "setup check")
    again = await post(world, owner)

    assert f"A leaderboard couldn’t be posted in <#{boards.id}>" in check
    assert f"**✅ Check-ins, all time** is on its way to <#{boards.id}> already." in again
    assert len(live(world)) == 1
