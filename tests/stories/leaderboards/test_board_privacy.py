"""Live leaderboards, and those shown to everyone, are redrawn at once if someone leaves them."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import pytest
from discord import Message, PartialMessage
from simcord import MemberActor
from simcord.http import router

from accountabot.bot import Accountabot
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.services.people import preferences
from tests.stories.delivery.test_old_messages import OldEdits
from tests.stories.goals.edits import change
from tests.stories.leaderboards.live_boards import NOTE, check_in, live, post, rows
from tests.stories.moderation.content_moderation import hide, moderator
from tests.stories.privacy.test_redactions import erase
from tests.world import HOUR, World, shown

AT_ONCE = 10
"""Seconds, much less than the minute between two ordinary redraws."""


async def leave_boards(world: World) -> None:
    panel = await world.alice.slash(world.general, "settings")
    await world.alice.click(panel.response, label="Leave the leaderboards")


async def block(world: World) -> None:
    mod = moderator(world, "mod")
    await mod.slash(world.general, "moderate member", member=world.alice, reason="ads")


async def leave(world: World) -> None:
    world.guild.remove_member(world.alice)
    await world.env.settle()


async def be_hidden(world: World) -> None:
    await hide(world, moderator(world, "mod"), goal="run")


async def make_private(world: World) -> None:
    await change(world, world.alice, "run", visibility=["me"])


async def delete_data(world: World) -> None:
    asked = await world.alice.slash(world.general, "data delete")
    await world.alice.click(asked.response, label="Delete everything")


@pytest.mark.parametrize(
    ("board", "happen"),
    [
        ("streak", leave_boards),
        ("check-ins", block),
        ("check-ins", leave),
        ("check-ins", be_hidden),
        ("streak", make_private),
        ("check-ins", delete_data),
    ],
)
async def test_whoever_has_to_disappear_does_so_at_once_from_live_and_shared_boards(
    world: World, owner: MemberActor, board: str, happen: Callable[[World], Awaitable[None]]
) -> None:
    await check_in(world, world.alice, world.bob)
    await world.env.advance_time(60)
    await post(world, owner, board)
    await world.share(world.carol, "leaderboard", board=board)
    before = live(world)[0], shown(world.general)[-1]
    await happen(world)
    await world.env.advance_time(AT_ONCE)

    for text in before:
        assert world.alice.mention in text
    shared = next(text for text in shown(world.general) if text.startswith(live(world)[0][:10]))
    for text in (live(world)[0], shared):
        assert [line for line in rows(text) if "Shown to everyone" not in line] == [
            line for line in rows(text) if world.bob.mention in line
        ]
        assert world.bob.mention in text
        assert world.alice.mention not in text


async def test_a_live_board_with_nobody_left_stays_and_says_so(
    world: World, owner: MemberActor, bot: Accountabot
) -> None:
    await check_in(world, world.alice)
    await post(world, owner)
    await erase(world, bot, world.alice)

    (text,) = live(world)
    assert rows(text) == []
    assert "Nothing here yet – first place is up for grabs!" in text
    assert NOTE in text


async def test_a_board_without_a_member_goes_before_cards_and_boards_that_wait_for_their_turn(
    world: World, owner: MemberActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = OldEdits()
    monkeypatch.setattr(router, "dispatch", old)
    cards = {(await world.declare(world.bob, f"Read {nth}")).response.id for nth in range(10)}
    await check_in(world, world.alice)
    await post(world, owner, channel=world.general)
    board = world.general.last_message.id
    await world.env.advance_time(2 * HOUR)
    old.is_closed = True
    for nth in range(10):
        await world.check_in(world.bob, goal=f"Read {nth}")
    await world.env.advance_time(5)
    old.made.clear()
    await leave_boards(world)
    await world.env.advance_time(5)
    old.is_closed = False
    await world.env.advance_time(30)

    edited = [each for each in old.made if each in {board, *cards}]
    assert edited[0] == board
    assert len(edited) < len(cards)


async def test_whoever_moves_onto_a_shared_board_and_leaves_while_it_is_drawn_is_not_on_it(
    world: World, bot: Accountabot, monkeypatch: pytest.MonkeyPatch
) -> None:
    runners = [world.join(f"runner {nth}") for nth in range(10)]
    await check_in(world, world.alice, *runners)
    await world.share(world.carol, "leaderboard")
    alice = Member(ServerId(world.guild.id), MemberId(world.alice.id))
    edit = PartialMessage.edit

    async def leave_first(message: PartialMessage, **new: Any) -> Message:
        monkeypatch.undo()
        leaving = Action(alice, world.env.now(), InteractionId(1))
        await bot.database.write(partial(preferences.set_on_leaderboards, on=False), leaving)
        return await edit(message, **new)

    monkeypatch.setattr(PartialMessage, "edit", leave_first)
    panel = await runners[0].slash(world.general, "settings")
    await runners[0].click(panel.response, label="Leave the leaderboards")
    await world.env.advance_time(AT_ONCE)

    (board,) = [text for text in shown(world.general) if text.startswith("### 🔥 Current streaks")]
    assert len(rows(board)) == len(runners) - 1
    assert world.alice.mention not in board
