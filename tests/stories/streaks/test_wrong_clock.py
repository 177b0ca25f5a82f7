"""A host whose clock is wrong closes no period; what members do counts for the right day."""

from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from discord.utils import utcnow
from simcord import MemberActor
from simcord.http import router

from accountabot.bot import Accountabot
from tests.stories.delivery.test_outbox import complete_with_witnesses
from tests.stories.goals.edits import change
from tests.stories.reminders.reminders import reminders_in
from tests.stories.reminders.reminding import MINUTE, live_in, remind
from tests.stories.streaks.test_heartbeat import known_absences, without_freezes
from tests.stories.streaks.test_outages import boss, declare_and_lose_the_evening, watched
from tests.world import DAY, HOUR, World, shown

__all__ = ["boss", "watched"]

TOO_FAR = [121, -121]
CLOSE = [120, -120, 0]


class Host:
    """The machine of the bot, whose clock may be ahead of Discord's."""

    def __init__(self) -> None:
        self.ahead = timedelta()
        self.asked = 0
        """How often Discord was asked for the time."""
        self.answers = True
        """Whether Discord answers that question."""
        self._dispatch = router.dispatch
        self._bot: Accountabot | None = None

    def now(self) -> datetime:
        return utcnow() + self.ahead

    def set_clock(self, world: World, ahead: float, *, seen: bool = True) -> None:
        """Set the clock; unless that is seen, Discord has not answered anything since."""
        self.ahead = timedelta(seconds=ahead)
        assert isinstance(world.env.bot, Accountabot)
        self._bot = world.env.bot
        if seen:
            with world.env._bot_scope():
                self._compare()

    def _compare(self) -> None:
        assert self._bot
        now = utcnow().replace(microsecond=0)
        self._bot.clock.note(format_datetime(now, usegmt=True), now + self.ahead)

    def __call__(self, backend: Any, method: str, path: str, **request: Any) -> Any:
        if path == "/gateway":
            self.asked += 1
            if not self.answers:
                raise TimeoutError
            self._compare()
            return {"url": "wss://gateway.discord.gg"}
        return self._dispatch(backend, method, path, **request)


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch) -> Host:
    host = Host()
    monkeypatch.setattr("accountabot.clock.utcnow", host.now)
    monkeypatch.setattr(router, "dispatch", host)
    return host


def wake_outages(world: World) -> None:
    """Let the loop that settles what outages excused run before anything else asks Discord."""
    outages: Any = world.env.bot.get_cog("Outages")
    with world.env._bot_scope():
        outages._loop.wake()


def card(world: World) -> str:
    return next(text for text in shown(world.general) if "🎯" in text)


async def keep_one_day(world: World) -> None:
    """Let Alice keep a streak of one day, and the card show it."""
    await without_freezes(world, world.env.bot)
    await world.declare(world.alice)
    await world.check_in(world.alice)
    await world.env.advance_time(120)
    assert "**Current streak** 1" in card(world)


@pytest.mark.parametrize("ahead", TOO_FAR)
async def test_no_period_is_closed_until_the_clock_is_right_and_then_all_are(
    world: World, host: Host, ahead: int
) -> None:
    await keep_one_day(world)
    host.set_clock(world, ahead)
    await world.next_day(3)
    meanwhile = card(world)
    host.set_clock(world, 0)
    await world.env.advance_time(61)

    assert "**Current streak** 1" in meanwhile
    assert "**Current streak**" not in card(world)


@pytest.mark.parametrize("ahead", CLOSE)
async def test_two_minutes_are_tolerated(world: World, host: Host, ahead: int) -> None:
    await keep_one_day(world)
    host.set_clock(world, ahead)
    await world.next_day(3)

    assert "**Current streak**" not in card(world)


@pytest.mark.parametrize("ahead", [*TOO_FAR, 3 * HOUR, -3 * HOUR])
async def test_check_ins_and_undo_work_as_usual(world: World, host: Host, ahead: int) -> None:
    await world.declare(world.alice)
    host.set_clock(world, ahead)
    await world.check_in(world.alice)
    await world.next_day()
    host.set_clock(world, ahead)
    await world.check_in(world.alice, note="at dawn")
    streak = await world.ask(world.alice, "streak")
    await world.alice.slash(world.general, "undo")
    await world.env.advance_time(61)

    assert "**Current streak** 2" in streak
    assert "at dawn" not in "\n".join(shown(world.general))


@pytest.mark.parametrize("ahead", [3 * HOUR, -3 * HOUR])
async def test_a_newcomer_is_greeted_as_usual(world: World, host: Host, ahead: int) -> None:
    host.set_clock(world, ahead)
    newcomer = world.join("dora")
    await world.env.advance_time(30)

    assert any(newcomer.mention in text for text in shown(world.general))


@pytest.mark.parametrize("ahead", TOO_FAR)
async def test_news_for_witnesses_waits_until_the_clock_is_right(
    world: World, host: Host, ahead: int
) -> None:
    host.set_clock(world, ahead)
    before = len(shown(world.general))
    await complete_with_witnesses(world)
    await world.env.advance_time(HOUR)
    meanwhile = [text for text in shown(world.general)[before:] if world.bob.mention in text]
    host.set_clock(world, 0)
    await world.env.advance_time(10)
    now = [text for text in shown(world.general)[before:] if world.bob.mention in text]

    assert len(now) == len(meanwhile) + 1


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (121, "about 2 minutes ahead of Discord’s"),
        (-121, "about 2 minutes behind Discord’s"),
        (3 * HOUR, "about 3 hours ahead of Discord’s"),
        (-3 * DAY, "about 3 days behind Discord’s"),
    ],
)
async def test_setup_check_reports_a_wrong_clock_with_the_difference_and_what_to_do(
    world: World, host: Host, owner: MemberActor, ahead: int, said: str
) -> None:
    host.set_clock(world, ahead)
    wrong = await world.ask(owner, "setup check")
    host.set_clock(world, 0)
    right = await world.ask(owner, "setup check")

    assert "One thing needs fixing" in wrong
    assert f"⚠️ The clock of the computer I run on is {said}." in wrong
    assert "turn on automatic time" in wrong
    assert "I have everything I need" in right


async def test_setting_the_clock_ahead_does_not_count_as_an_absence(
    watched: World, host: Host
) -> None:
    await watched.declare(watched.alice)
    host.set_clock(watched, 0)
    before = await known_absences(watched)
    host.set_clock(watched, 3 * HOUR, seen=False)
    await watched.check_in(watched.alice)
    await watched.env.advance_time(HOUR)
    host.set_clock(watched, 0, seen=False)
    await watched.check_in(watched.alice)
    await watched.env.advance_time(HOUR)

    assert host.asked >= 1
    assert await known_absences(watched) == before


async def test_after_the_clock_is_set_nothing_is_closed_until_discord_has_been_asked(
    world: World, host: Host
) -> None:
    await keep_one_day(world)
    host.set_clock(world, 0)
    host.set_clock(world, 3 * DAY, seen=False)
    world.env.bot.dispatch("standings_stale")
    await world.env.advance_time(60)

    assert host.asked == 1
    assert "**Current streak** 1" in card(world)


@pytest.mark.parametrize("is_answered", [True, False])
async def test_a_reminder_is_not_lost_if_discord_could_not_be_asked_for_a_moment(
    world: World, host: Host, is_answered: bool
) -> None:
    await live_in(world, world.alice)
    await remind(world, world.alice)
    host.set_clock(world, 0)
    await world.env.advance_time(9 * HOUR - 10 * MINUTE)
    host.set_clock(world, 5 * MINUTE, seen=False)  # the machine slept for a while
    host.answers = is_answered
    await world.env.advance_time(12 * MINUTE)
    host.answers = True
    host.set_clock(world, 0)
    await world.env.advance_time(10 * MINUTE)

    assert len(reminders_in(world)) == 1


async def test_what_an_outage_excused_waits_until_discord_has_been_asked(
    watched: World, host: Host, boss: MemberActor
) -> None:
    await declare_and_lose_the_evening(watched)
    await watched.env.advance_time(6 * HOUR)
    host.set_clock(watched, 0)
    host.set_clock(watched, 3 * DAY, seen=False)
    wake_outages(watched)
    await watched.env.advance_time(HOUR)
    host.set_clock(watched, 0)
    for who in (watched.alice, watched.bob):
        await watched.check_in(who, date="yesterday")
        await watched.check_in(who)
    await watched.env.advance_time(DAY)

    assert "excused" not in await watched.ask(boss, "setup check")


async def test_removals_happen_on_time_with_a_clock_that_is_behind(
    world: World, host: Host
) -> None:
    await world.declare(world.alice, "Zebra")
    host.set_clock(world, -3 * HOUR)
    await change(world, world.alice, "Zebra", visibility=["me"])
    await world.env.advance_time(10)

    assert "Zebra" not in "\n".join(shown(world.general))


async def test_a_clock_that_is_set_a_month_ahead_deletes_nothing(world: World, host: Host) -> None:
    await world.declare(world.alice, "Zebra")
    await world.remove_bot()
    host.set_clock(world, 0)
    host.set_clock(world, 40 * DAY, seen=False)
    await world.next_day(3)
    host.set_clock(world, 0)
    await world.invite_bot()

    assert "Zebra" in await world.ask(world.alice, "goal list")
