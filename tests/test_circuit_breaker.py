"""What Discord keeps refusing is not sent: it bans a bot after 10,000 refusals in ten minutes."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from itertools import pairwise
from typing import Any

import pytest

from accountabot.requests.circuit_breaker import CircuitBreaker
from accountabot.requests.pacing import in_background
from accountabot.requests.refusal_limits import WINDOW, RefusedAnswer, TooManyRefusals
from accountabot.requests.refused_places import MOST, MOST_IN_BACKGROUND, MOST_OF_A_KIND
from accountabot.requests.request_targets import DIRECT_MESSAGES, Target, target_of
from tests.virtual_time import run

FORBIDDEN = RefusedAnswer(403, 50013)
BLOCKED = RefusedAnswer(403, 90001)
TOO_MANY = RefusedAnswer(429)
SERVER = "/guilds/1"


class Discord:
    """Refuses what is closed, after a tenth of a second, and keeps the times of its refusals."""

    def __init__(self) -> None:
        self.breaker = CircuitBreaker()
        self.closed: set[str] = set()
        self.busy = False
        """Whether it answers everything with a rate limit."""
        self.refused: list[float] = []
        self.made: list[str] = []

    async def ask(self, kind: str, place: str = SERVER) -> None:
        attempt = await self.breaker.enter(Target(place, kind))
        await asyncio.sleep(0.1)
        if kind in self.closed or self.busy:
            self.refused.append(asyncio.get_running_loop().time())
            self.breaker.leave(attempt, TOO_MANY if self.busy else FORBIDDEN)
        else:
            self.made.append(kind)
            self.breaker.succeed(attempt)

    async def ask_all(self, kinds: list[str]) -> int:
        """Ask for all at once; return how many were not sent."""
        tasks = [asyncio.create_task(self.ask(kind)) for kind in kinds]
        results = await asyncio.gather(*tasks, return_exceptions=True)
        assert all(isinstance(each, TooManyRefusals | None) for each in results)
        return sum(each is not None for each in results)


def most_in_window(times: list[float]) -> int:
    """Return the maximum number of these times in any ten minutes."""
    return max(sum(start <= at < start + WINDOW for at in times) for start in times)


def simulate(work: Callable[[Discord], Coroutine[Any, Any, None]]) -> Discord:
    """Run work on a loop whose clock jumps; return what Discord saw."""
    discord: list[Discord] = []

    async def begin() -> None:
        discord.append(Discord())
        await work(discord[0])

    run(begin)
    return discord[0]


def test_three_hundred_requests_that_are_forbidden_are_refused_twice() -> None:
    async def work(discord: Discord) -> None:
        await discord.ask_all(["edit"] * 20)
        discord.closed = {"edit"}
        unsent = await discord.ask_all(["edit"] * 300)
        assert unsent == 300 - len(discord.refused)

    assert len(simulate(work).refused) <= MOST_OF_A_KIND + 1


def test_at_most_ten_are_refused_in_ten_minutes_whatever_is_tried() -> None:
    async def work(discord: Discord) -> None:
        channels = [f"edit {nth}" for nth in range(40)]
        await discord.ask_all(channels)
        discord.closed = {*channels}
        for _ in range(600):
            await discord.ask_all(channels)
            await asyncio.sleep(3)

    refused = simulate(work).refused
    assert len(refused) >= 2 * MOST
    assert most_in_window(refused) == MOST


def test_what_works_in_a_place_goes_on_beside_what_is_forbidden() -> None:
    async def work(discord: Discord) -> None:
        discord.closed = {"edit"}
        await discord.ask_all(["edit", "send"] * 100)

    assert simulate(work).made == ["send"] * 100


def test_members_may_try_what_the_background_may_not_try_any_more() -> None:
    async def work(discord: Discord) -> None:
        kinds = [f"edit {nth}" for nth in range(20)]
        discord.closed = {*kinds}
        with in_background():
            await discord.ask_all(kinds)
        assert len(discord.refused) == MOST_IN_BACKGROUND
        await discord.ask("send")

    assert simulate(work).made == ["send"]


def test_other_places_do_not_wait() -> None:
    async def work(discord: Discord) -> None:
        discord.closed = {f"edit {nth}" for nth in range(20)}
        await discord.ask_all(sorted(discord.closed))
        await discord.ask("send", "/guilds/2")

    assert simulate(work).made == ["send"]


def test_if_permissions_change_it_is_tried_at_once_but_still_ten_times_at_most() -> None:
    async def work(discord: Discord) -> None:
        discord.closed = {"edit"}
        await discord.ask_all(["edit"] * 5)
        discord.closed.clear()
        discord.breaker.forgive(SERVER)
        await discord.ask("edit")
        discord.closed = {"edit"}
        for _ in range(20):
            discord.breaker.forgive(SERVER)
            await discord.ask_all(["edit"] * 5)

    discord = simulate(work)
    assert discord.made == ["edit"]
    assert len(discord.refused) == MOST


def test_the_error_says_how_long_to_wait_and_what_discord_said() -> None:
    async def work(discord: Discord) -> None:
        discord.closed = {"edit"}
        for _ in range(MOST_OF_A_KIND):
            await discord.ask("edit")
            await asyncio.sleep(10)
        with pytest.raises(TooManyRefusals) as caught:
            await discord.ask("edit")
        assert caught.value.same == FORBIDDEN
        assert caught.value.wait == pytest.approx(WINDOW - 20 - 0.1)
        await asyncio.sleep(caught.value.wait)
        await discord.ask("edit")

    assert len(simulate(work).refused) == MOST_OF_A_KIND + 1


def test_a_channel_that_is_always_busy_is_asked_less_and_less() -> None:
    async def work(discord: Discord) -> None:
        discord.busy = True
        for _ in range(600):
            await discord.ask_all(["send"] * 20)
            await asyncio.sleep(1)

    refused = simulate(work).refused
    pauses = [later - at for at, later in pairwise(refused)]
    assert all(low <= pause < low + 2 for low, pause in zip((2, 8, 32, 128), pauses, strict=False))
    assert most_in_window(refused) <= 7


def test_what_waits_for_a_busy_channel_is_sent_once_it_is_not_busy_any_more() -> None:
    async def work(discord: Discord) -> None:
        discord.busy = True
        sending = asyncio.create_task(discord.ask_all(["send"] * 20))
        await asyncio.sleep(8)
        discord.busy = False
        assert await sending == 0
        await discord.ask_all(["send"] * 20)

    discord = simulate(work)
    assert len(discord.made) == 40 - len(discord.refused)
    assert len(discord.refused) == 2


def test_if_the_token_is_refused_nothing_is_sent_anywhere() -> None:
    async def work(discord: Discord) -> None:
        for nth in range(MOST):
            attempt = await discord.breaker.enter(Target(f"/guilds/{nth}", "edit"))
            discord.breaker.leave(attempt, RefusedAnswer(401, is_general=True))
        with pytest.raises(TooManyRefusals):
            await discord.ask("send", "/guilds/99")
        await asyncio.sleep(WINDOW)
        await discord.ask("send", "/guilds/99")

    assert simulate(work).made == ["send"]


def test_members_who_can_not_be_written_to_keep_nobody_else_from_messages() -> None:
    async def work(discord: Discord) -> None:
        for _ in range(5 * MOST):
            attempt = await discord.breaker.enter(Target(DIRECT_MESSAGES, ""))
            discord.breaker.leave(attempt, FORBIDDEN)
        with in_background():
            await discord.ask("", DIRECT_MESSAGES)

    assert simulate(work).made == [""]


async def be_blocked(discord: Discord, subject: int, kind: str = "react") -> None:
    """Ask to react to a message by a member who blocked the bot."""
    attempt = await discord.breaker.enter(Target(SERVER, kind, f"/messages/{subject}"))
    discord.breaker.leave(attempt, BLOCKED)


def test_a_member_who_blocked_the_bot_closes_nothing_for_others() -> None:
    async def work(discord: Discord) -> None:
        for nth in range(MOST - 1):
            await be_blocked(discord, nth)
        await discord.ask_all(["react"] * 20)
        discord.closed = {f"edit {nth}" for nth in range(MOST)}
        await discord.ask_all(sorted(discord.closed))

    discord = simulate(work)
    assert discord.made == ["react"] * 20
    assert len(discord.refused) == MOST


def test_one_message_is_tried_twice_and_ten_of_one_kind_are_enough() -> None:
    async def work(discord: Discord) -> None:
        for _ in range(MOST_OF_A_KIND):
            await be_blocked(discord, 1)
        with pytest.raises(TooManyRefusals) as caught:
            await be_blocked(discord, 1)
        assert caught.value.same == BLOCKED
        for nth in range(MOST - MOST_OF_A_KIND):
            await be_blocked(discord, 2 + nth)
        with pytest.raises(TooManyRefusals):
            await be_blocked(discord, 99)
        await discord.ask("send")
        await asyncio.sleep(WINDOW)
        await discord.ask("react")

    assert simulate(work).made == ["send", "react"]


def test_a_sound_channel_does_not_wait_because_others_used_up_the_background() -> None:
    async def work(discord: Discord) -> None:
        with in_background():
            for nth in range(MOST_IN_BACKGROUND):
                broken = Target(SERVER, f"edit {nth}", channel=f"/channels/{nth}")
                discord.breaker.leave(await discord.breaker.enter(broken), FORBIDDEN)
            with pytest.raises(TooManyRefusals):
                await discord.breaker.enter(broken)
            for _ in range(300):
                sound = Target(SERVER, "edit", channel="/channels/99")
                discord.breaker.succeed(await discord.breaker.enter(sound))

    simulate(work)


def test_one_channel_is_forgiven_alone_and_once_in_ten_minutes() -> None:
    async def work(discord: Discord) -> None:
        targets = [Target(SERVER, f"edit {nth}", channel=f"/channels/{nth}") for nth in (1, 2)]
        for target in targets * MOST_OF_A_KIND:
            discord.breaker.leave(await discord.breaker.enter(target), FORBIDDEN)
        discord.breaker.forgive(SERVER, "/channels/1")
        for _ in range(MOST_OF_A_KIND):
            discord.breaker.leave(await discord.breaker.enter(targets[0]), FORBIDDEN)
        discord.breaker.forgive(SERVER, "/channels/1")
        for target in targets:
            with pytest.raises(TooManyRefusals):
                await discord.breaker.enter(target)

    simulate(work)


def test_a_request_that_never_ends_is_forgotten_after_ten_minutes() -> None:
    async def work(discord: Discord) -> None:
        for _ in range(MOST):
            await discord.breaker.enter(Target(SERVER, "edit"))
        with suppress(TooManyRefusals):
            await discord.ask("send")

    assert simulate(work).made == ["send"]


@pytest.mark.parametrize(
    ("method", "path", "place", "kind", "subject"),
    [
        ("PATCH", "/channels/5/messages/7", SERVER, "PATCH /channels/5/messages/*", "/messages/7"),
        ("PATCH", "/channels/5", SERVER, "PATCH /channels/5", ""),
        ("POST", "/channels/6/messages", "/channels/6", "POST /channels/6/messages", ""),
        (
            "PUT",
            "/channels/5/messages/7/reactions/%E2%9C%85/@me",
            SERVER,
            "PUT /channels/5/messages/*/reactions",
            "/messages/7",
        ),
        ("GET", "/guilds/1/members/8", SERVER, "GET /guilds/1/members/*", "/members/8"),
        (
            "PUT",
            "/guilds/1/members/8/roles/9",
            SERVER,
            "PUT /guilds/1/members/*/roles/9",
            "/members/8",
        ),
        ("POST", "/users/@me/channels", DIRECT_MESSAGES, "", ""),
    ],
)
def test_requests_of_one_kind_are_allowed_or_forbidden_together(
    method: str, path: str, place: str, kind: str, subject: str
) -> None:
    found = target_of(method, f"/api/v10{path}", {5: 1}.get)

    assert found[:3] == (place, kind, subject)
