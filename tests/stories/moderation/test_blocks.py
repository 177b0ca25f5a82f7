"""/moderate member: blocking members from the bot."""

from pathlib import Path

import pytest
from discord import Permissions
from simcord import InteractionResult, MemberActor

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from tests.stories.goals.edits import form_fields
from tests.stories.goals.pauses import without_starting_freezes
from tests.stories.moderation.content_moderation import moderator
from tests.test_rebuild_command import rebuild
from tests.world import DAY, HOUR, World, said, shown


@pytest.fixture
async def mod(world: World) -> MemberActor:
    """Someone who may moderate members."""
    who = moderator(world, "mona")
    await world.env.settle()
    return who


async def block(world: World, mod: MemberActor, reason: str = "be kind first") -> InteractionResult:
    """Block Alice."""
    return await mod.slash(world.general, "moderate member", member=world.alice, reason=reason)


async def unblock(world: World, mod: MemberActor) -> str:
    """Unblock Alice."""
    panel = await mod.slash(
        world.general, "moderate member", member=world.users["alice"], reason="hm"
    )
    return said(await mod.click(panel.response, label="Unblock"))


async def keep(world: World, days: int) -> None:
    """Let Alice check in on consecutive days."""
    for _ in range(days):
        await world.check_in(world.alice)
        await world.next_day()


async def test_every_attempt_by_a_blocked_member_gets_one_kind_private_answer(
    world: World, mod: MemberActor
) -> None:
    declared = await world.declare(world.alice)
    edit = await world.alice.slash(world.general, "goal edit", goal="Run")
    hi = await world.bob.send(world.general, "hi")
    before = len(shown(world.general))

    panel = await block(world, mod)
    answers = [
        await world.check_in(world.alice),
        await world.alice.slash(world.general, "goal list"),
        await world.alice.click(declared.response, label="Check in"),
        await world.alice.click(declared.followups[0], label="Undo"),
        await world.alice.submit_modal(edit, form_fields(edit) | {"sentence": "Run every Monday"}),
        await world.alice.context_menu(world.general, "Count as check-in", hi),
        await world.alice.context_menu(world.general, "Profile", world.bob),
    ]
    offered = await world.alice.autocomplete(world.general, "goal show", "goal", "")
    helped = await world.alice.slash(world.general, "help")

    assert panel.ephemeral
    assert "is now blocked from using me here" in said(panel)
    for answer in answers:
        assert answer.ephemeral
        assert "The moderators of this server blocked you" in said(answer)
        assert "“\u2068be kind first\u2069”" in said(answer)
        assert "/data delete" in said(answer)
        assert mod.mention not in said(answer)
    assert "Run every Monday" in said(answers[4])
    assert offered == []
    assert "/data delete" in said(helped)
    assert "My first goal" not in said(helped)
    assert len(shown(world.general)) == before


async def test_the_messages_of_a_blocked_member_do_not_count_and_get_no_answer(
    world: World, mod: MemberActor
) -> None:
    channel = world.guild.create_text_channel("check-ins")
    role = world.guild.create_role("owner", permissions=Permissions(manage_guild=True))
    olga = world.guild.add_member(world.env.create_user("olga"), roles=[role])
    await olga.slash(world.general, "setup checkin-channel", channel=channel)
    await world.declare(world.alice)
    await block(world, mod)

    message = await world.alice.send(channel, "done")

    assert len(channel.history()) == 1
    assert not world.env.backend.messages[channel.id][message.id].reactions


async def test_a_blocked_member_misses_nothing_and_is_on_no_leaderboard(
    world: World, mod: MemberActor
) -> None:
    await world.declare(world.alice)
    await keep(world, 3)
    await world.env.advance_time(HOUR)
    await block(world, mod)
    await world.next_day(5)
    board = await world.ask(world.bob, "leaderboard")
    listed = await world.ask(world.bob, "goal list", member=world.alice)

    answer = await unblock(world, mod)
    again = await world.ask(world.bob, "leaderboard")
    streak = said(await world.check_in(world.alice))

    assert "Nobody" in board
    assert "paused" in listed
    assert "can use me again" in answer
    assert "**3** 🔥" in again
    assert "4" in streak
    await world.env.bot.close()
    done = rebuild(Path(world.env.bot.database.path))
    assert done.returncode == 0, done.stdout


async def test_the_record_names_the_block_without_its_reason(
    world: World, mod: MemberActor
) -> None:
    card = (await world.declare(world.alice)).response
    await block(world, mod)
    await world.env.advance_time(HOUR)
    await unblock(world, mod)

    days = await world.bob.click(card, label="Why?")
    told = said(await world.bob.click(days.response, label="The record"))

    assert "paused by moderators: its owner can’t take part for now" in told
    assert mod.mention not in told
    assert "its owner can take part again" in told
    assert "away from the server" not in told
    assert "kind" not in told


async def test_a_block_and_its_end_survive_a_restart(
    world: World, mod: MemberActor, settings: Settings
) -> None:
    await world.declare(world.alice)
    await block(world, mod)
    await world.env.restart_bot(create_bot(settings))
    blocked = await world.ask(world.alice, "goal list")
    await unblock(world, mod)
    at_once = await world.ask(world.alice, "goal list")
    await world.env.restart_bot(create_bot(settings))

    assert "The moderators" in blocked
    assert "Run" in at_once
    assert "Run" in await world.ask(world.alice, "goal list")


async def test_a_block_survives_data_deletion_without_its_reason(
    world: World, mod: MemberActor, settings: Settings
) -> None:
    await world.declare(world.alice, "Run")
    await block(world, mod, "be kind first")

    panel = await world.alice.slash(world.general, "data delete")
    deleted = said(await world.alice.click(panel.response, label="Delete everything"))
    at_once = await world.ask(world.alice, "goal list")
    await world.env.restart_bot(create_bot(settings))
    refused = await world.ask(world.alice, "goal list")
    again = await world.ask(world.alice, "data delete")
    told = said(await block(world, mod))

    assert "is gone" in deleted
    assert "The fact that moderators blocked you stays" in deleted
    assert at_once == refused
    assert "moderators of this server blocked you" in refused
    assert "“" not in refused
    assert "keep about you here is that moderators blocked you" in again
    assert "The reason is gone" in told
    assert "with your reason" not in told
    assert "no longer" not in await unblock(world, mod)
    assert "no goals here yet" in await world.ask(world.alice, "goal list")


async def test_a_blocked_member_who_returns_is_still_blocked_and_not_greeted(
    world: World, mod: MemberActor
) -> None:
    await world.declare(world.alice)
    await keep(world, 1)
    await block(world, mod)
    await world.env.advance_time(HOUR)
    world.guild.remove_member(world.alice)
    await world.env.advance_time(DAY)
    before = len(shown(world.general))
    world.alice = world.join("alice")
    await world.env.advance_time(HOUR)

    assert len(shown(world.general)) == before
    assert "The moderators" in await world.ask(world.alice, "goal list")
    assert "Nobody" in await world.ask(world.bob, "leaderboard")
    await unblock(world, mod)
    assert "1** 🔥" in await world.ask(world.bob, "leaderboard")


@pytest.mark.parametrize("left_first", [True, False])
async def test_unblocking_a_member_who_left_does_not_end_their_absence(
    world: World, mod: MemberActor, *, left_first: bool
) -> None:
    await world.declare(world.alice)
    await keep(world, 1)
    alice = world.users["alice"]
    if left_first:
        world.guild.remove_member(world.alice)
        await world.env.advance_time(HOUR)
    await mod.slash(world.general, "moderate member", member=alice, reason="hm")
    await world.env.advance_time(HOUR)
    if not left_first:
        world.guild.remove_member(world.alice)
        await world.env.advance_time(HOUR)

    await unblock(world, mod)
    await world.next_day(3)
    without = await world.ask(world.bob, "leaderboard")
    world.join("alice")
    await world.env.advance_time(HOUR)

    assert "Nobody" in without
    assert "1** 🔥" in await world.ask(world.bob, "leaderboard")


async def test_a_cheer_for_a_blocked_member_is_refused_kindly(
    world: World, mod: MemberActor
) -> None:
    declared = await world.declare(world.alice)
    done = await world.check_in(world.alice)
    witness = await world.bob.click(declared.response, label="Hold me to it")
    await block(world, mod)

    answers = [
        await world.bob.slash(world.general, "cheer", member=world.alice),
        await world.bob.slash(world.general, "greet", member=world.alice),
        await world.cheer(world.bob, declared.response),
        await world.cheer(world.bob, done.response),
        await world.bob.click(witness.response, label="How’s it going?"),
        await world.bob.click(world.general.history()[0], label="Say hello"),
    ]

    for answer in answers:
        assert answer.ephemeral
        assert f"{world.alice.mention} can’t use me here right now" in said(answer)


async def test_a_blocked_member_neither_causes_nor_gets_witness_news(
    world: World, mod: MemberActor, bot: Accountabot
) -> None:
    await without_starting_freezes(world, bot)
    alices = (await world.declare(world.alice)).response
    await world.bob.click(alices, label="Hold me to it")
    bobs = (await world.declare(world.bob, "Walk")).response
    for witness in (world.alice, world.carol):
        await witness.click(bobs, label="Hold me to it")
    for day in range(7):
        await world.check_in(world.alice)
        await world.check_in(world.bob)
        if day < 6:
            await world.next_day()
    await block(world, mod)
    await world.env.advance_time(HOUR)
    news = [text for text in shown(world.general) if "– you’re holding them to it" in text]

    await unblock(world, mod)
    await world.ask(world.alice, "goal complete", goal="Run")
    await world.env.advance_time(HOUR)

    assert len(news) == 1
    assert "Walk" in news[0]
    assert world.alice.mention not in news[0]
    assert any("Run" in text and "– you held them to it" in text for text in shown(world.general))


async def test_moderators_can_not_block_themselves_bots_or_managers(
    world: World, mod: MemberActor
) -> None:
    role = world.guild.create_role("owner", permissions=Permissions(manage_guild=True))
    olga = world.guild.add_member(world.env.create_user("olga"), roles=[role])
    robot = world.guild.add_member(world.env.create_user("robot", bot=True))

    answers = [
        await mod.slash(world.general, "moderate member", member=who, reason="hm")
        for who in (mod, robot, olga)
    ]

    said_ = [said(answer) for answer in answers]
    assert "can’t block yourself" in said_[0]
    assert "Bots don’t listen" in said_[1]
    assert "helps run this server" in said_[2]


async def test_two_moderators_block_once_and_the_second_sees_who_did(
    world: World, mod: MemberActor
) -> None:
    nora = moderator(world, "nora")
    first = await block(world, mod)
    second = await block(world, nora, "me too")
    told = said(second)

    answers = [
        said(await who.click(panel.response, label="Unblock"))
        for who, panel in ((nora, second), (mod, first))
    ]

    assert "is already blocked from using me here" in told
    assert f"by {mod.mention}: “\u2068be kind first\u2069”" in told
    assert "me too" not in told
    assert "Their goals pick up" in answers[0]
    assert "is already unblocked" in answers[1]
    assert "No goal" in (own := await world.ask(world.alice, "goal list")) or "no goals" in own


async def test_a_member_who_is_blocked_again_at_once_is_blocked(
    world: World, mod: MemberActor
) -> None:
    await world.declare(world.alice)
    for _ in range(2):
        await block(world, mod)
        await unblock(world, mod)
    await block(world, mod)

    assert "The moderators" in await world.ask(world.alice, "goal list")
    assert "paused" in await world.ask(world.bob, "goal list", member=world.alice)


async def test_a_block_does_not_affect_other_servers(world: World, mod: MemberActor) -> None:
    elsewhere = world.env.create_guild("Elsewhere")
    hall = elsewhere.create_text_channel("hall")
    there = elsewhere.add_member(world.users["alice"])
    await block(world, mod)

    answer = await there.slash(hall, "goal declare", goal="Run", schedule="daily")

    assert not answer.ephemeral
    assert "Run" in said(answer)


async def test_the_profile_of_a_blocked_member_is_hidden(world: World, mod: MemberActor) -> None:
    await world.alice.slash(world.general, "disclose", text="I sell pills")
    await world.alice.slash(world.general, "disclose", text="Buy them")
    form = await world.alice.slash(world.general, "introduce")
    await world.alice.submit_modal(form, {"who": "A pill seller", "does": "", "learns": ""})
    await world.declare(world.alice)
    before = await world.bob.slash(world.general, "profile", member=world.alice)
    await block(world, mod)

    meanwhile = await world.ask(world.bob, "profile", member=world.alice)
    earlier = said(await world.bob.click(before.response, label="Earlier"))
    await unblock(world, mod)

    assert "pill" not in meanwhile
    assert "pills" not in earlier
    assert "pill seller" in await world.ask(world.bob, "profile", member=world.alice)
