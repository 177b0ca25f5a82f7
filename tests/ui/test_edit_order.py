"""Edits of old messages in a channel: which comes next, which is replaced, how long each waits."""

import asyncio
from collections.abc import Callable, Coroutine
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from discord import Forbidden, HTTPException
from discord.utils import time_snowflake, utcnow

from accountabot.clock import ClockCheck
from accountabot.domain.delivery.edits import EditPriority
from accountabot.domain.identifiers import MessageRef
from accountabot.events import Events
from accountabot.ui.delivery.archived_threads import ArchivedThreads
from accountabot.ui.delivery.edit_queue import MOST_TRIES, MOST_WAITING, PAUSE, EditQueue, Postponed
from tests.virtual_time import run

NOW = utcnow()
OLD = time_snowflake(NOW - timedelta(hours=2))
YOUNG = time_snowflake(NOW - timedelta(minutes=30))
REMOVAL, UNDO, CARD, REMINDER, BOARD = EditPriority
HERE, THERE = 1, 2


class Channel:
    """A channel in which every edit takes a second, and just enough of a bot for it."""

    def __init__(self) -> None:
        self.edited: list[tuple[str, float]] = []
        self.refusals: list[HTTPException] = []
        self.announced: list[str] = []
        self.archived_threads = ArchivedThreads(self)
        self.clock = ClockCheck(lambda: None)
        self.events = Events(self.announced.append)
        self.edits = EditQueue(self)

    def edit(
        self, name: str, message: int, priority: EditPriority = CARD, channel: int = HERE
    ) -> asyncio.Task[str]:
        async def work() -> str:
            if self.refusals:
                raise self.refusals.pop(0)
            await asyncio.sleep(1)
            self.edited.append((name, asyncio.get_running_loop().time()))
            return name

        post = MessageRef(channel, message)
        return asyncio.create_task(self.edits.change(post, work, priority))

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.edited]


def refusal(status: int = 429, **headers: str) -> HTTPException:
    response = SimpleNamespace(status=status, reason="", headers=headers)
    kind = Forbidden if status == 403 else HTTPException
    return kind(response, {"code": 30046, "message": "Maximum number of edits"})


def virtual(work: Callable[[Channel], Coroutine[Any, Any, None]]) -> Channel:
    channel = Channel()
    run(lambda: work(channel))
    return channel


def test_the_most_urgent_goes_first_and_among_equals_the_first() -> None:
    async def work(here: Channel) -> None:
        tasks = [here.edit("first", OLD)]
        await asyncio.sleep(0.5)
        for nth, priority in enumerate((BOARD, REMINDER, CARD, UNDO, REMOVAL, CARD, REMOVAL), 1):
            tasks.append(here.edit(f"{priority.name} {nth}", OLD + nth, priority))
        await asyncio.gather(*tasks)

    here = virtual(work)

    assert here.edited == [
        ("first", 1.0),
        ("REMOVAL 5", 2.0),
        ("REMOVAL 7", 3.0),
        ("UNDO 4", 4.0),
        ("CARD 3", 5.0),
        ("CARD 6", 6.0),
        ("REMINDER 2", 7.0),
        ("BOARD 1", 8.0),
    ]


def test_channels_do_not_wait_for_each_other_and_young_messages_for_nobody() -> None:
    async def work(here: Channel) -> None:
        await asyncio.gather(
            here.edit("a", OLD),
            here.edit("b", OLD + 1),
            here.edit("elsewhere", OLD, channel=THERE),
            here.edit("young", YOUNG),
            here.edit("young too", YOUNG),
        )

    here = virtual(work)

    assert {*here.edited} == {
        ("a", 1.0),
        ("b", 2.0),
        ("elsewhere", 1.0),
        ("young", 1.0),
        ("young too", 1.0),
    }
    assert here.announced == ["edit_waits"] * 3


@pytest.mark.parametrize(
    ("older", "newer", "made"),
    [
        (CARD, CARD, "newer"),
        (CARD, REMOVAL, "newer"),
        (REMOVAL, CARD, "older"),
        (REMINDER, BOARD, "older"),
        (REMOVAL, REMOVAL, "newer"),
    ],
)
def test_one_edit_of_a_message_waits_and_the_other_caller_learns_that_theirs_was_not_made(
    older: EditPriority, newer: EditPriority, made: str
) -> None:
    outcomes: list[str | BaseException] = []

    async def work(here: Channel) -> None:
        busy = here.edit("busy", OLD)
        await asyncio.sleep(0.5)
        pair = [here.edit("older", OLD + 1, older)]
        await asyncio.sleep(0.1)
        another = here.edit("another", OLD + 2, min(older, newer))
        await asyncio.sleep(0.1)
        pair.append(here.edit("newer", OLD + 1, newer))
        outcomes.extend(await asyncio.gather(*pair, return_exceptions=True))
        await asyncio.gather(busy, another)

    here = virtual(work)

    by_name = dict(zip(("older", "newer"), outcomes, strict=True))
    assert here.names.count("older") + here.names.count("newer") == 1
    assert by_name.pop(made) == made
    assert isinstance(by_name.popitem()[1], Postponed)
    assert here.names[1] == made  # it has the place of the older one, before "another"


def test_an_edit_that_is_requested_while_the_message_is_edited_is_made_as_well() -> None:
    async def work(here: Channel) -> None:
        first = here.edit("first", OLD)
        await asyncio.sleep(0.5)
        await asyncio.gather(first, here.edit("second", OLD))

    assert virtual(work).names == ["first", "second"]


@pytest.mark.parametrize(
    ("headers", "pause"),
    [
        ({"Retry-After": "3", "X-RateLimit-Reset-After": "9"}, 3.0),
        ({"X-RateLimit-Reset-After": "2.5"}, 2.5),
        ({"Retry-After": "soon"}, PAUSE),
        ({}, PAUSE),
    ],
)
def test_a_channel_pauses_as_long_as_discord_says_and_others_may_overtake(
    headers: dict[str, str], pause: float
) -> None:
    async def work(here: Channel) -> None:
        here.refusals.append(refusal(**headers))
        card = here.edit("card", OLD)
        await asyncio.sleep(0.5)
        await asyncio.gather(
            card, here.edit("removal", OLD + 1, REMOVAL), here.edit("elsewhere", OLD, CARD, THERE)
        )

    here = virtual(work)

    assert here.edited == [
        ("elsewhere", 1.5),
        ("removal", pause + 1),
        ("card", pause + 2),
    ]


def test_a_newer_edit_takes_the_place_of_one_that_was_refused() -> None:
    outcomes: list[str | BaseException] = []

    async def work(here: Channel) -> None:
        here.refusals.append(refusal())
        older = here.edit("older", OLD)
        await asyncio.sleep(0.5)
        newer = here.edit("newer", OLD)
        outcomes.extend(await asyncio.gather(older, newer, return_exceptions=True))

    here = virtual(work)

    assert here.names == ["newer"]
    assert isinstance(outcomes[0], Postponed)


def test_a_caller_hears_of_a_refusal_that_lasts_and_of_any_other_at_once() -> None:
    outcomes: list[str | BaseException] = []
    ended: list[float] = []

    async def work(here: Channel) -> None:
        here.refusals += [refusal() for _ in range(MOST_TRIES)] + [refusal(403)]
        refused = await asyncio.gather(here.edit("refused", OLD), return_exceptions=True)
        ended.append(asyncio.get_running_loop().time())
        forbidden = here.edit("forbidden", OLD)
        next_one = here.edit("next", OLD + 1)
        outcomes.extend(refused)
        outcomes.extend(await asyncio.gather(forbidden, next_one, return_exceptions=True))

    virtual(work)

    assert ended == [PAUSE * (MOST_TRIES - 1)]
    assert [getattr(outcome, "status", outcome) for outcome in outcomes] == [429, 403, "next"]


def test_a_caller_who_gives_up_leaves_the_line() -> None:
    async def work(here: Channel) -> None:
        busy = here.edit("busy", OLD)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        gone = here.edit("gone", OLD + 1, REMOVAL)
        last = here.edit("last", OLD + 2)
        await asyncio.sleep(0.5)
        assert here.edits.is_waiting(gone)
        gone.cancel()
        await asyncio.gather(busy, last)
        assert not here.edits.is_waiting(gone)

    assert virtual(work).edited == [("busy", 1.0), ("last", 2.0)]


def test_no_edit_is_made_for_a_caller_who_gives_up_during_a_pause() -> None:
    async def work(here: Channel) -> None:
        here.refusals.append(refusal())
        gone = here.edit("gone", OLD)
        last = here.edit("last", OLD + 1)
        await asyncio.sleep(1)
        gone.cancel()
        await last

    assert virtual(work).names == ["last"]


def test_a_stop_postpones_what_waits_and_lets_the_edit_that_is_made_end() -> None:
    outcomes: list[str | BaseException] = []

    async def work(here: Channel) -> None:
        made = here.edit("made", OLD)
        await asyncio.sleep(0.1)
        here.refusals.append(refusal(**{"Retry-After": "60"}))
        others = [here.edit("paused", OLD, channel=THERE), here.edit("waits", OLD + 1)]
        await asyncio.sleep(0.5)
        here.edits.stop()
        others.append(here.edit("late", OLD + 5))
        outcomes.extend(await asyncio.gather(made, *others, return_exceptions=True))
        assert asyncio.get_running_loop().time() < 2

    here = virtual(work)

    assert here.names == outcomes[:1] == ["made"]
    assert [type(outcome) for outcome in outcomes[1:]] == [Postponed] * 3


def test_a_channel_is_full_if_enough_equally_urgent_edits_wait() -> None:
    async def work(here: Channel) -> None:
        tasks = [here.edit("busy", OLD)]
        await asyncio.sleep(0.5)
        tasks += [here.edit(f"card {nth}", OLD + nth) for nth in range(1, MOST_WAITING + 1)]
        await asyncio.sleep(0)
        assert here.edits.is_full(HERE, CARD)
        assert here.edits.is_full(HERE, BOARD)
        assert not here.edits.is_full(HERE, REMOVAL)
        assert not here.edits.is_full(THERE, CARD)
        await asyncio.gather(*tasks)
        assert not here.edits.is_full(HERE, CARD)

    assert len(virtual(work).edited) == MOST_WAITING + 1
