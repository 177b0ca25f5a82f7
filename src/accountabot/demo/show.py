"""Run the demo: its clock, its days, and what the visitor presses on the page."""

import asyncio
import time
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import Any

from simcord import ChannelHandle, SetupError
from simcord.backend.errors import BackendError
from simcord.preview import Preview

from accountabot.demo.club import DAY, Club, moment
from accountabot.demo.days import Days
from accountabot.demo.page import turn_to
from accountabot.demo.story import tell

KEYS = "Keys: e next evening · n next morning · w a week later · j someone joins · q quit"
TICK = 5.0
"""Seconds between two updates of the simulated clock."""
MORNING = 8
"""The hour (UTC) at which a skipped-to day starts."""
EVENING = 18.25
"""The hour (UTC) to which an evening is skipped, just after its reminders."""
_JUMPS = {"n": 1, "w": 7}
_KEYS = {*_JUMPS, "e", "j"}
_PLAYS = {"run_command", "modal_submit"}


class Demo:
    """A simulated club, its page, and the offset of its clock."""

    def __init__(self, club: Club, page: Preview, keys: asyncio.Queue[str]) -> None:
        self.club, self.env, self.page, self.keys = club, club.env, page, keys
        self._turn = asyncio.Lock()
        self._act, page._action = page._action, self._act_in_turn  # type: ignore[method-assign]  # noqa: SLF001
        self._ahead = timedelta()
        self._drawn = 0
        self._is_moving = False
        self._seen = dict.fromkeys((channel.id for channel in club.channels), 0)
        self._newcomers = cycle(("Gia", "Hugo", "Iris", "Jon", "Kira", "Leo", "Mona", "Nils"))

    async def begin(self) -> None:
        """Simulate the club's past until now."""
        now = real_now()
        await tell(self.club, now)
        self._days = Days(self.club, now)
        await self.go_on()
        await self.draw()

    async def serve(self) -> None:
        """Advance the clock and handle keys until the demo ends."""
        closed = asyncio.ensure_future(self.page.wait_closed())
        closed.add_done_callback(lambda _: self.keys.put_nowait("q"))
        while (key := await self._next()) != "q":
            await self.go_on()
            if key in _JUMPS:
                await self.sleep(mornings=_JUMPS[key])
            elif key == "e":
                await self.skip_to(evening_after(self.env.now()))
                self.tell_date()
            elif key == "j":
                await self.let_someone_in()
            self._is_moving = not self.keys.empty()
            if len(self.env.backend.transcript) > self._drawn:
                await self.draw()

    async def go_on(self) -> None:
        """Advance the simulated clock to the current time, letting everyone live until then."""
        now = real_now() + self._ahead
        for at, happen in self._days.due(now):
            await self._advance(at)
            async with self._turn:
                with suppress(
                    BackendError, SetupError
                ):  # the visitor may have undone what it needs
                    await happen()
        await self._advance(now)

    async def sleep(self, mornings: int) -> None:
        """Skip ahead to the next morning, in steps."""
        for _ in range(mornings):
            await self.skip_to(moment(self.env.now(), -1, MORNING))
        self.tell_date()

    async def skip_to(self, until: datetime) -> None:
        """Skip ahead to a moment, letting everyone live until then."""
        self._ahead += until - self.env.now()
        await self.go_on()
        await self.draw()

    def tell_date(self) -> None:
        """Print the simulated date."""
        today = self.env.now()
        print(f"It is {today:%A}, {today.day} {today:%B %Y}.", flush=True)

    async def let_someone_in(self) -> None:
        """Add a new member for the user to act as."""
        name = next(self._newcomers)
        async with self._turn:
            await self.club.join(name)
        print(f"{name} has joined.", flush=True)

    async def draw(self) -> None:
        """Refresh the page; new viewers start at the latest message."""
        async with self._turn:
            self.page.viewers = tuple(self.club.viewers)
            await self.page.refresh()
            await self.page.show(self.page.channel.history(viewer=self.page.viewers[0])[-1])
            self._drawn = len(self.env.backend.transcript)

    async def _advance(self, until: datetime) -> None:
        passed = (until - self.env.now()).total_seconds()
        async with self._turn:
            with suppress(TimeoutError):  # the next update catches up
                await self.env.advance_time(max(0.0, passed))

    async def _next(self) -> str | None:
        """Wait for the next key; return None if the clock is due to advance first."""
        with suppress(TimeoutError):
            return await asyncio.wait_for(self.keys.get(), TICK)
        return None

    async def _act_in_turn(self, context_id: str | None, body: Mapping[str, Any]) -> dict[str, Any]:
        """Run a page action while the clock is not advancing, as SimCord requires."""
        if body.get("kind") == "demo":
            return await self._control(body)
        async with self._turn:
            for timer in self.env._work.callbacks:  # noqa: SLF001
                # SimCord would delay the answer until the timer fires; our clock fires it anyway.
                if timer.real_handle:
                    timer.real_handle.cancel()
            receipt = await self._act(context_id, body)
            self._drawn = len(self.env.backend.transcript)
            self._notice(context_id, str(body.get("kind")))
            return receipt

    def _notice(self, context_id: str | None, kind: str) -> None:
        tab = self.page._pages.get(context_id or "")  # noqa: SLF001
        if tab:
            self._days.visitors.notice(self.club.name_of(tab.viewer.id), plays=kind in _PLAYS)

    async def _control(self, body: Mapping[str, Any]) -> dict[str, Any]:
        """Do what was pressed on our bar, and tell what it shows."""
        if (key := body.get("key")) in _KEYS and not self._is_moving:
            self._is_moving = True
            self.keys.put_nowait(str(key))
        for channel in self.club.channels:
            if str(channel.id) == body.get("channel"):
                async with self._turn:
                    turn_to(self.page, channel)
        return {
            "now": f"{self.env.now():%a, %b} {self.env.now().day}, {self.env.now():%H:%M}",
            "moving": self._is_moving,
            "channels": [self._tab(channel) for channel in self.club.channels],
        }

    def _tab(self, channel: ChannelHandle) -> dict[str, Any]:
        newest = self.club.newest(channel)
        is_current = channel is self.page.channel
        if is_current:
            self._seen[channel.id] = newest
        return {
            "id": str(channel.id),
            "name": channel.name,
            "current": is_current,
            "news": newest > self._seen[channel.id],
        }


def evening_after(now: datetime) -> datetime:
    """Return the next moment at which the evening's reminders have just come."""
    today = moment(now + DAY, 1, EVENING)
    return today if now < today else today + DAY


def real_now() -> datetime:
    """Return the time outside the simulation."""
    return datetime.fromtimestamp(time.time(), UTC)
