"""Announcement channels for goals and check-ins."""

import asyncio
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import pytest
from discord import PermissionOverwrite
from discord.utils import utcnow
from simcord import ChannelHandle, MemberActor

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.delivery.delivery_failures import DeliveryFailure, PostKind
from accountabot.domain.identifiers import ServerId
from accountabot.services.delivery import failures
from tests.stories.goals.several_goals import PIANO, ask
from tests.world import GREETINGS, World, markdown, said, shown, streak_in

PICTURE = ("run.png", b"a picture")
FILE = "accountabot-settings.json"
NEWCOMERS = GREETINGS + 1
"""Greetings in #general; the owner is greeted too."""


def shown_to(world: World, who: MemberActor) -> str:
    """Return the last message that a member sees in #general."""
    message = world.general.history(viewer=who)[-1]
    return "\n".join(filter(None, [message.content, *markdown(message)]))


async def failed(world: World, bot: Accountabot) -> list[DeliveryFailure]:
    """Return the recent delivery failures."""
    return await bot.database.read(failures.recent, ServerId(world.guild.id), utcnow())


def denied(who: Any, **permissions: bool) -> dict[Any, PermissionOverwrite]:
    """Return the permissions that a channel denies a member."""
    return {who: PermissionOverwrite(**permissions)}


async def test_a_goal_is_announced_in_its_channel_wherever_it_is_declared(
    world: World, goals: ChannelHandle
) -> None:
    public = shown(world.general)

    answer = await world.declare(world.alice, "Run @everyone")

    (card,) = shown(goals)
    (message,) = goals.history()
    assert "Run" in card
    assert "Check in" in card
    assert shown(world.general) == public
    assert answer.response.ephemeral
    assert message.jump_url in said(answer)
    assert "Edit" in said(answer)
    stored = [*world.env.backend.messages[goals.id].values()]
    assert not any(m.ping_user_ids or m.mention_everyone for m in stored)


async def test_later_news_about_a_goal_is_announced_there_too(
    world: World, goals: ChannelHandle
) -> None:
    await world.declare(world.alice)
    for command, options in (("pause", {}), ("resume", {}), ("goal drop", {"goal": "Run"})):
        await world.alice.slash(world.general, command, **options)

    assert ["Run" in text for text in shown(goals)] == [True] * 4
    assert "letting go" in shown(goals)[-1] or "is dropping" in shown(goals)[-1]


async def test_a_check_in_by_button_is_announced_in_the_check_in_channel(
    world: World, goals: ChannelHandle, checkins: ChannelHandle
) -> None:
    await world.declare(world.alice)

    answer = await world.alice.click(goals.history()[0], label="Check in")

    (message,) = checkins.history()
    assert streak_in(shown(checkins)[0]) == 1
    assert message.jump_url in said(answer)
    assert answer.response.ephemeral
    assert len(shown(goals)) == 1


async def test_a_check_in_is_posted_where_it_was_entered_if_no_channel_is_chosen(
    world: World, goals: ChannelHandle
) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice)

    assert streak_in(shown(world.general)[-1]) == 1
    assert len(shown(goals)) == 1


async def test_a_command_in_the_chosen_channel_is_answered_there(
    world: World, checkins: ChannelHandle
) -> None:
    await world.declare(world.alice)

    answer = await world.alice.slash(checkins, "checkin")

    assert not answer.response.ephemeral
    assert len(shown(checkins)) == 1


async def test_a_shared_skip_is_posted_with_the_check_ins(
    world: World, checkins: ChannelHandle
) -> None:
    await world.declare(world.alice)
    skipped = await world.alice.slash(world.general, "skip")

    await world.alice.click(skipped.response, label="Tell everyone")

    assert len(shown(checkins)) == 1


async def test_a_proof_is_added_to_the_announcement_and_the_record_links_it(
    world: World, checkins: ChannelHandle
) -> None:
    await world.declare(world.alice)
    await world.check_in(world.alice, proof=PICTURE)
    (message,) = checkins.history()

    days = await world.alice.slash(world.general, "goal history", goal="Run")
    record = said(await world.alice.click(days.response, label="The record"))

    assert [file.filename for file in message.attachments] == ["run.png"]
    assert f"[proof]({message.jump_url})" in record


async def test_a_check_in_with_a_file_is_posted_where_it_was_entered_if_the_channel_takes_no_files(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    me = world.env.bot.get_guild(world.guild.id).me
    bare = world.guild.create_text_channel("bare", overwrites=denied(me, attach_files=False))
    panel = said(await owner.slash(world.general, "setup channels", checkins=bare))
    await world.declare(world.alice)
    await world.check_in(world.alice, proof=PICTURE)

    assert "don’t have these permissions there yet: attach files" in panel
    assert shown(bare) == []
    assert [a.filename for m in world.general.history() for a in m.attachments] == ["run.png"]
    assert [(f.kind, f.channel) for f in await failed(world, bot)] == [(PostKind.CHECK_IN, bare.id)]


async def test_undo_deletes_the_announcement(
    world: World, goals: ChannelHandle, checkins: ChannelHandle
) -> None:
    answer = await world.declare(world.alice)
    await world.check_in(world.alice)
    await world.alice.slash(world.general, "undo")
    await world.env.settle()
    await world.alice.click(answer.response, label="Undo")
    await world.env.settle()

    assert "Undone" in shown(checkins)[0]
    assert "Undone" in shown(goals)[0]


async def test_a_check_in_is_posted_where_it_was_entered_if_the_channel_is_gone_and_owners_are_notified(
    world: World, owner: MemberActor, goals: ChannelHandle, bot: Accountabot
) -> None:
    world.env.backend.delete_channel(goals.id)
    await world.env.settle()

    await world.declare(world.alice)

    panel = said(await owner.slash(world.general, "setup channels"))
    overview = said(await owner.slash(world.general, "setup show"))
    assert "Run" in shown(world.general)[-1]
    assert "channel for goals is gone" in panel
    assert "channel for goals is gone" in overview
    assert [(f.kind, f.channel) for f in await failed(world, bot)] == [(PostKind.GOAL, goals.id)]


async def test_a_check_in_is_posted_where_it_was_entered_if_the_bot_lacks_permission(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    me = world.env.bot.get_guild(world.guild.id).me
    closed = world.guild.create_text_channel("closed", overwrites=denied(me, send_messages=False))
    panel = said(await owner.slash(world.general, "setup channels", goals=closed))

    await world.declare(world.alice)

    assert "don’t have these permissions there yet: send messages" in panel
    assert "Run" in shown(world.general)[-1]
    assert [(f.kind, f.channel) for f in await failed(world, bot)] == [(PostKind.GOAL, closed.id)]


async def test_a_check_in_is_posted_where_it_was_entered_if_discord_refuses_it(
    world: World, goals: ChannelHandle, bot: Accountabot
) -> None:
    world.env.inject_error("POST", f"/channels/{goals.id}/messages", status=403, code=50013)

    answer = await world.declare(world.alice)

    assert not answer.response.ephemeral
    assert "Run" in shown(world.general)[-1]
    assert [(f.kind, f.channel) for f in await failed(world, bot)] == [(PostKind.GOAL, goals.id)]


async def test_one_of_several_goals_is_announced_in_the_channel(
    world: World, goals: ChannelHandle
) -> None:
    public = shown(world.general)
    question = await ask(world, world.alice)

    answer = await world.alice.click(question.response, label=PIANO)

    (message,) = goals.history()
    assert "piano" in shown(goals)[-1]
    assert message.jump_url in said(answer)
    assert shown(world.general) == public


async def test_one_of_several_goals_is_posted_where_it_was_entered_if_discord_refuses_it(
    world: World, goals: ChannelHandle, bot: Accountabot
) -> None:
    question = await ask(world, world.alice)
    world.env.inject_error("POST", f"/channels/{goals.id}/messages", status=403, code=50013)

    await world.alice.click(question.response, label=PIANO)

    assert "piano" in shown(world.general)[-1]
    assert [(f.kind, f.channel) for f in await failed(world, bot)] == [(PostKind.GOAL, goals.id)]


async def held_up(send: Callable[..., Awaitable[Any]], *args: Any, **options: Any) -> Any:
    """Make a send slow."""
    await asyncio.sleep(20)
    return await send(*args, **options)


async def test_a_slow_channel_delays_the_answer(
    world: World, goals: ChannelHandle, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        world.env.bot.http, "send_message", partial(held_up, world.env.bot.http.send_message)
    )

    answer = await world.declare(world.alice)
    await world.env.advance_time(30)

    (message,) = goals.history()
    assert answer.response.ephemeral
    assert message.jump_url in shown_to(world, world.alice)
    assert len(shown(world.general)) == NEWCOMERS


async def test_a_failure_after_a_long_wait_is_recorded_and_reported_to_the_member(
    world: World, goals: ChannelHandle, bot: Accountabot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        world.env.bot.http, "send_message", partial(held_up, world.env.bot.http.send_message)
    )
    world.env.inject_error("POST", f"/channels/{goals.id}/messages", status=403, code=50013)

    await world.declare(world.alice)
    await world.env.advance_time(30)

    assert "couldn’t post it in" in shown_to(world, world.alice)
    assert "Run" in await world.ask(world.alice, "goal list")
    assert [(f.kind, f.channel) for f in await failed(world, bot)] == [(PostKind.GOAL, goals.id)]


async def test_a_member_who_can_not_see_the_channel_is_answered_in_place(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    hidden = world.guild.create_text_channel(
        "hidden", overwrites=denied(world.alice, view_channel=False)
    )
    await owner.slash(world.general, "setup channels", goals=hidden)

    await world.declare(world.alice)

    assert shown(hidden) == []
    assert "Run" in shown(world.general)[-1]
    assert await failed(world, bot) == []


async def test_a_member_who_can_write_in_neither_channel_is_posted_in_neither(
    world: World, owner: MemberActor
) -> None:
    me = world.env.bot.get_guild(world.guild.id).me
    rules = denied(world.guild.default_role, send_messages=False) | {
        me: PermissionOverwrite(send_messages=True)
    }
    quiet, goals = (
        world.guild.create_text_channel(name, overwrites=rules) for name in ("quiet", "goals")
    )
    await owner.slash(world.general, "setup channels", goals=goals)

    silent = await world.alice.slash(quiet, "goal declare", goal="Run", schedule="daily")
    await world.declare(world.bob, "Read")

    assert silent.response.ephemeral
    assert "can’t post in this channel" in said(silent)
    assert len(shown(goals)) == 1
    assert "Read" in shown(goals)[0]


async def test_a_private_goal_is_announced_in_no_channel(
    world: World, goals: ChannelHandle, checkins: ChannelHandle
) -> None:
    public = shown(world.general)
    await world.alice.slash(
        world.general, "goal declare", goal="Run", schedule="daily", visibility="only me"
    )
    await world.check_in(world.alice)

    assert shown(goals) == shown(checkins) == []
    assert shown(world.general) == public


@pytest.mark.usefixtures("goals")
async def test_another_server_has_channels_of_its_own(world: World) -> None:
    other = world.env.create_guild("Other")
    lobby = other.create_text_channel("lobby")
    alice = other.add_member(world.users["alice"])
    await world.env.settle()

    await alice.slash(lobby, "goal declare", goal="Swim", schedule="daily")

    assert "Swim" in shown(lobby)[-1]


async def test_the_channels_are_known_after_a_restart(
    world: World, goals: ChannelHandle, checkins: ChannelHandle, settings: Settings
) -> None:
    await world.env.bot.close()
    await world.env.restart_bot(create_bot(settings))

    await world.declare(world.alice)
    await world.check_in(world.alice)

    assert (len(shown(goals)), len(shown(checkins))) == (1, 1)


async def test_one_press_stops_announcing_goals_and_check_ins_in_channels(
    world: World, owner: MemberActor, goals: ChannelHandle, checkins: ChannelHandle
) -> None:
    panel = await owner.slash(world.general, "setup channels")
    before = said(panel)
    await owner.click(panel.response, label="Post goals where they’re declared")
    after = said(panel)
    await owner.click(panel.response, label="Post check-ins where they’re made")
    await world.declare(world.alice)
    await world.check_in(world.alice)

    assert goals.mention in before
    assert goals.mention not in after
    assert "Post goals where they’re declared" not in after
    assert shown(goals) == shown(checkins) == []


async def test_settings_from_a_file_choose_the_channels_too(
    world: World, owner: MemberActor, goals: ChannelHandle
) -> None:
    exported = await owner.slash(world.general, "setup export")
    (file,) = exported.response.attachments
    data = await file.read()
    panel = await owner.slash(world.general, "setup channels")
    await owner.click(panel.response, label="Post goals where they’re declared")

    preview = await owner.slash(world.general, "setup import", file=(FILE, data))
    await owner.click(preview.response, label="Use these settings")
    await world.declare(world.alice)

    assert len(shown(goals)) == 1
