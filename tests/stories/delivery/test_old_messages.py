"""Edits of messages older than an hour: Discord takes three per channel in twenty seconds."""

from collections import deque
from typing import Any

import pytest
from discord.utils import snowflake_time, utcnow
from simcord import MemberActor
from simcord.backend.errors import BackendError
from simcord.http import router

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.domain.delivery.edits import EditPriority
from accountabot.domain.delivery.outbox import Topic
from accountabot.domain.identifiers import (
    Action,
    GoalId,
    InteractionId,
    Member,
    MemberId,
    MessageRef,
    RecordId,
    ServerId,
)
from accountabot.services.delivery import posts
from accountabot.services.goals import endings
from accountabot.store.delivery import outbox
from accountabot.ui.delivery.edit_queue import Postponed
from tests.stories.goals.edits import change
from tests.stories.moderation.content_moderation import ask_removal, hide, moderator
from tests.world import GREETINGS, HOUR, World, shown

LIMIT, SPAN = 3, 20.0


class OldEdits:
    """Discord's limit for edits of old messages, and every message that was edited.

    The refusal says 30046, but not for how long: the simulated Discord has no headers.
    """

    def __init__(self) -> None:
        self.made: list[int] = []
        """The messages that were edited, in order."""
        self.refused = 0
        self.is_closed = False
        """Whether every edit of an old message is refused for now."""
        self._dispatch = router.dispatch
        self._recent: dict[str, deque[float]] = {}

    def __call__(self, backend: Any, method: str, path: str, **request: Any) -> Any:
        _, _, channel, *rest = path.split("/")
        if method == "PATCH" and rest[:1] == ["messages"]:
            self._count(channel, int(rest[1]))
        return self._dispatch(backend, method, path, **request)

    def _count(self, channel: str, message: int) -> None:
        now = utcnow().timestamp()
        recent = self._recent.setdefault(channel, deque(maxlen=LIMIT))
        if now - snowflake_time(message).timestamp() > HOUR:
            if self.is_closed or (len(recent) == LIMIT and now - recent[0] < SPAN):
                self.refused += 1
                raise BackendError(
                    429, 30046, "Maximum number of edits to messages older than 1 hour"
                )
            recent.append(now)
        self.made.append(message)


@pytest.fixture
async def mod(world: World) -> MemberActor:
    """Someone who may moderate members."""
    who = moderator(world, "mona")
    await world.env.settle()
    return who


@pytest.fixture
def old(monkeypatch: pytest.MonkeyPatch) -> OldEdits:
    limited = OldEdits()
    monkeypatch.setattr(router, "dispatch", limited)
    return limited


async def _nothing() -> None:
    """Make no edit."""


async def block_and_hide_all(world: World, mod: MemberActor) -> None:
    blocked = await mod.slash(world.general, "moderate member", member=world.alice, reason="ads")
    await mod.click(blocked.response, label="Hide all of theirs")


async def declare_and_complete(world: World, bot: Accountabot, goals: int) -> set[int]:
    """Let Alice declare goals and complete each of them; return the messages with their cards."""
    alice = Member(ServerId(world.guild.id), MemberId(world.alice.id))
    cards = set()
    for nth in range(goals):
        declared = await world.declare(world.alice, f"Buy {nth}")
        cards.add(declared.response.id)
        action = Action(alice, utcnow(), InteractionId(nth + 1))
        await bot.database.write(endings.complete, action, f"Buy {nth}", None)
    return cards


async def test_sixty_goals_are_taken_down_before_any_card_is_redrawn(
    world: World, bot: Accountabot, mod: MemberActor, old: OldEdits
) -> None:
    runs = [(await world.declare(world.bob, f"Run {nth}")).response.id for nth in range(20)]
    ads = await declare_and_complete(world, bot, 60)
    await world.env.advance_time(2 * HOUR)
    old.made.clear()

    await block_and_hide_all(world, mod)
    for nth in range(20):
        await world.check_in(world.bob, goal=f"Run {nth}")
    for _ in range(12):
        await world.env.advance_time(60)

    edited = [each for each in old.made if each in {*ads, *runs}]
    assert {*edited[:-20]} == ads
    assert {*edited[-20:]} == {*runs}
    assert old.refused > 0
    assert "Buy" not in "\n".join(shown(world.general))


async def test_a_card_that_waited_shows_the_current_state_in_one_edit(
    world: World, old: OldEdits
) -> None:
    card = (await world.declare(world.alice, "Zebra")).response.id
    await world.env.advance_time(2 * HOUR)
    old.is_closed = True
    await world.alice.slash(world.general, "pause", goal="Zebra")
    old.made.clear()
    old.is_closed = False
    await change(world, world.alice, "Zebra", sentence="Giraffe every day")
    await world.env.advance_time(30)

    assert old.refused == 1
    assert old.made == [card]
    assert "Giraffe" in shown(world.general)[GREETINGS]
    assert "Paused" in shown(world.general)[GREETINGS]


async def test_a_goal_that_is_hidden_while_its_card_waits_is_taken_down_at_once(
    world: World, bot: Accountabot, mod: MemberActor, old: OldEdits
) -> None:
    card = (await world.declare(world.alice, "Zebra")).response.id
    await world.env.advance_time(2 * HOUR)
    old.is_closed = True
    await world.alice.slash(world.general, "pause", goal="Zebra")
    old.is_closed = False
    await hide(world, mod)
    waiting = await bot.database.read(outbox.find, ServerId(world.guild.id), Topic.GOAL_CARD, 1)
    await world.env.advance_time(HOUR)

    assert waiting  # the edit that replaced it may fail
    assert old.made.count(card) == 1
    assert "Zebra" not in "\n".join(shown(world.general))


async def test_waiting_edits_delay_no_greeting_and_no_edit_in_another_channel(
    world: World, mod: MemberActor, old: OldEdits
) -> None:
    other = world.guild.create_text_channel("other")
    await world.carol.slash(other, "goal declare", goal="Zebra", schedule="daily")
    for nth in range(30):
        await world.declare(world.alice, f"Buy {nth}")
    await world.env.advance_time(2 * HOUR)
    old.is_closed = True
    await block_and_hide_all(world, mod)
    await world.env.advance_time(30)
    newcomer = world.join("dora")
    await world.env.advance_time(10)

    assert any(newcomer.mention in text for text in shown(world.general)[GREETINGS:])
    old.is_closed = False
    await change(world, world.carol, "Zebra", visibility=["me"])
    await world.env.advance_time(1)
    assert "Zebra" not in shown(other)[0]


async def test_edits_that_wait_when_the_bot_stops_are_made_after_the_next_start(
    world: World, bot: Accountabot, mod: MemberActor, old: OldEdits, settings: Settings
) -> None:
    for nth in range(3):
        await world.declare(world.alice, f"Buy {nth}")
    await world.env.advance_time(2 * HOUR)
    old.is_closed = True
    await block_and_hide_all(world, mod)
    await bot.close()
    with pytest.raises(Postponed):
        await bot.edits.change(MessageRef(world.general.id, 1), _nothing, EditPriority.CARD)
    old.is_closed = False
    before = "\n".join(shown(world.general))
    restarted = create_bot(settings)
    await world.env.restart_bot(restarted)
    await world.env.advance_time(30)

    assert before.count("Buy") > 0
    assert "Buy" not in "\n".join(shown(world.general))
    server = ServerId(world.guild.id)
    for key in range(1, 4):
        assert not await restarted.database.read(outbox.find, server, Topic.GOAL_CARD, GoalId(key))
    assert await restarted.database.read(outbox.next_due) is None


async def test_a_check_in_that_a_moderator_removes_is_edited_before_the_cards(
    world: World, bot: Accountabot, mod: MemberActor, old: OldEdits
) -> None:
    await world.declare(world.alice, "Zebra")
    removed = (await world.check_in(world.alice, note="Buy gold")).response.id
    card = (await world.declare(world.bob, "Run")).response.id
    await world.env.advance_time(2 * HOUR)
    old.is_closed = True
    await world.bob.slash(world.general, "pause", goal="Run")
    proposal = await ask_removal(world, mod)
    await mod.click(proposal.response, label="Undo it")
    old.made.clear()
    old.is_closed = False
    await world.env.advance_time(30)

    assert old.made.index(removed) < old.made.index(card)
    server = ServerId(world.guild.id)
    assert (await bot.database.read(posts.of_undone, server, RecordId(2))).is_moderated
    assert "Buy gold" not in "\n".join(shown(world.general))


async def test_an_undo_by_the_member_does_not_count_as_a_removal(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice, "Zebra")
    await world.check_in(world.alice)
    await world.alice.slash(world.general, "undo")

    undone = await bot.database.read(posts.of_undone, ServerId(world.guild.id), RecordId(2))
    assert not undone.is_moderated
