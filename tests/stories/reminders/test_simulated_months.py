"""Months of reminders in a channel: each that is due comes once, and no other.

What is expected comes from the independent reading of the rules (tests/oracle), which is told
exactly what the member did and when.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import NamedTuple

import pytest

from accountabot.bot import create_bot
from accountabot.config import Settings
from tests.oracle.model import Change, CheckIn, Life, Pause, Skip
from tests.oracle.reminder_model import HERE, REMINDER, Goal, Owner
from tests.oracle.reminders import hear
from tests.world import DAY, World, rendered, texts

STILL_ON = "⏰ **Still to do today**"
EXPIRED = "There was a reminder here"
QUARTER = 15
GOALS = {
    "Run": ("daily", "7am and 9pm", "07:00 21:00"),
    "Read": ("3 per week", "auto", "auto"),
    "Swim": ("weekly on tue,thu", "auto", "auto"),
    "Call home": ("every 3 days", "6:30pm", "18:30"),
}
"""The schedules, and the times as they are typed and as the oracle knows them."""


class Month(NamedTuple):
    """A time to live through: from when on, for how long, where, and what happens."""

    starts: date
    days: int
    zone: str
    moves_to: str | None = None
    is_off: bool = False
    """Whether the bot is off for two days in the middle."""


MONTHS = {
    "clocks go forward": Month(date(2026, 3, 23), 16, "Europe/Berlin"),
    "clocks go back": Month(date(2026, 10, 24), 16, "America/New_York"),
    "half an hour": Month(date(2026, 4, 1), 12, "Australia/Lord_Howe"),
    "year's end": Month(date(2026, 12, 24), 16, "America/Sao_Paulo", is_off=True),
    "leap day": Month(date(2028, 2, 24), 12, "Asia/Kathmandu"),
    "a move west": Month(date(2026, 6, 1), 14, "Asia/Tokyo", moves_to="America/Los_Angeles"),
    "a move east": Month(date(2026, 6, 1), 14, "America/Los_Angeles", moves_to="Asia/Tokyo"),
}


@dataclass
class Diary:
    """What Alice did, for the oracle."""

    goals: dict[str, Goal] = field(default_factory=dict)
    owner: Owner | None = None

    def add(self, title: str, **done: object) -> None:
        """Add what she did to a goal's life."""
        goal = self.goals[title]
        lists = {name: (*getattr(goal.life, name), each) for name, each in done.items()}
        self.goals[title] = replace(goal, life=replace(goal.life, **lists))


@pytest.mark.parametrize("name", MONTHS)
async def test_each_reminder_in_a_month_comes_once_and_only_when_it_is_due(
    world: World, settings: Settings, name: str
) -> None:
    month = MONTHS[name]
    world.env.backend.advance_clock((month.starts - date(2026, 1, 1)).days * DAY)
    diary = await declare_all(world, month.zone)

    for day in range(month.days):
        await live_through(world, diary, day)
        if month.moves_to and day == month.days // 2:
            await world.alice.slash(world.general, "timezone", zone=month.moves_to)
            assert diary.owner
            zones = (*diary.owner.zones, Change(world.env.now(), month.moves_to))
            diary.owner = replace(diary.owner, zones=zones)
        if month.is_off and day == month.days // 2:
            await be_off(world, settings, diary)

    expected = [*due(diary, world.env.now())]
    assert expected
    assert [*sent(world)] == expected


async def declare_all(world: World, zone: str) -> Diary:
    """Let Alice declare her goals, and choose when she is reminded of each."""
    general, diary = world.general, Diary()
    await world.env.advance_time(11 * 60)  # nothing happens on a quarter of an hour
    began = world.env.now()
    await world.alice.slash(general, "timezone", zone=zone)
    for title, (schedule, typed, times) in GOALS.items():
        await world.declare(world.alice, title, schedule)
        declared = world.env.now()
        await world.alice.slash(general, "remind", goal=title, at=typed)
        life = Life(schedule, declared)
        diary.goals[title] = Goal(life, times=(Change(world.env.now(), times),))
    zones = (Change(began, zone),)
    diary.owner = Owner(goals=(), begins=began, ends=began, zones=zones)
    return diary


async def live_through(world: World, diary: Diary, day: int) -> None:
    """Let a day pass, on which Alice does some of what she promised."""
    if day % 4 != 3:
        await check_in(world, diary, "Run")
    await world.env.advance_time(5 * 3600 + 7 * 60)
    if day % 3 == 0:
        await check_in(world, diary, "Read")
    if day == 5:
        until = world.env.now() + timedelta(days=3)
        await world.alice.slash(world.general, "pause", goal="Run", until=f"{until:%Y-%m-%d}")
        diary.add("Run", pauses=Pause(world.env.now(), until.date()))
    await world.env.advance_time(9 * 3600)
    if day == 9:
        await world.alice.slash(world.general, "skip", goal="Run")
        diary.add("Run", skips=Skip(world.env.now()))
    if day % 5 == 1:
        await check_in(world, diary, "Call home")
    await world.env.advance_time(DAY - 14 * 3600 - 7 * 60)


async def check_in(world: World, diary: Diary, title: str) -> None:
    await world.check_in(world.alice, goal=title)
    diary.add(title, check_ins=CheckIn(world.env.now()))


async def be_off(world: World, settings: Settings, diary: Diary) -> None:
    """Let the bot be off for two days."""
    begins = world.env.now()
    await world.env.bot.close()
    world.env.backend.advance_clock(2 * DAY)
    await world.env.restart_bot(create_bot(settings))
    assert diary.owner
    diary.owner = replace(diary.owner, bot_off=((begins, world.env.now()),))


def due(diary: Diary, until: datetime) -> Iterator[tuple[datetime, tuple[str, ...]]]:
    """Yield when which goals are to be reminded of, by the oracle."""
    assert diary.owner
    owner = replace(diary.owner, goals=tuple(diary.goals.values()), ends=until)
    titles = [*diary.goals]
    heard = [one for one in hear(owner) if one.kind == REMINDER and one.channel == HERE]
    for at in sorted({slot(one.at) for one in heard}):
        named = {titles[one.goal] for one in heard if slot(one.at) == at}
        yield at, tuple(sorted(named))


def sent(world: World) -> Iterator[tuple[datetime, tuple[str, ...]]]:
    """Yield when the bot reminded of which goals."""
    posts = [
        text
        for request in world.env.http_requests
        if request.method == "POST" and request.path == f"/channels/{world.general.id}/messages"
        for text in [rendered(texts((request.json or {}).get("components")))]
        if STILL_ON in text
    ]
    messages = [
        message
        for message in world.general.history()
        if any(
            words in rendered(texts([each.to_dict() for each in message.components]))
            for words in (STILL_ON, EXPIRED, "All done for today", "Nothing left to do here")
        )
    ]
    for message, text in zip(messages, posts, strict=True):
        named = (title for title in GOALS if f"\u2068{title}\u2069" in text)
        yield slot(message.created_at), tuple(sorted(named))


def slot(at: datetime) -> datetime:
    """Return the quarter of an hour that an instant is in."""
    return at.replace(minute=at.minute // QUARTER * QUARTER, second=0, microsecond=0)
