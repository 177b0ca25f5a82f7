"""Simulate the weeks before the demo: a small club's goals and check-ins."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import NamedTuple

from simcord import Env, InteractionResult, MemberActor
from sqlalchemy import Connection

from accountabot.domain.checkins.checkin_day import DayChoice
from accountabot.domain.goals.schedules import WeeklyOn, parse_schedule
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.services.checkins import checkin_requests
from accountabot.services.checkins.recording import CheckInInput
from accountabot.ui.client import Client
from accountabot.ui.localization import say

OWNER = "Ada"
FOUNDED = 28
"""How many days ago everyone joined and declared a goal."""
IN_SIGHT = 2
"""Days before today whose check-ins are in the channel; older ones are only recorded."""
_DAY = timedelta(days=1)

Scene = tuple[datetime, Callable[[], Awaitable[object]]]
"""A moment, and what happens then."""


class Habit(NamedTuple):
    """A goal declared on the first day, with its hour, missed days, witnesses and cheers."""

    who: str
    goal: str
    schedule: str
    hour: int
    missed: tuple[int, ...] = ()
    notes: tuple[str, ...] = ("",)
    amount: str = ""
    done: tuple[str, ...] = ("",)
    witnesses: tuple[str, ...] = ()
    cheers: tuple[str, ...] = ()


class PastCheckIn(NamedTuple):
    """A check-in on a habit."""

    at: datetime
    who: str
    goal: str
    note: str
    amount: str


_EVERY_OTHER = tuple(range(1, FOUNDED, 2))
HABITS = (
    Habit(
        who="Ada",
        goal="Read",
        schedule="daily",
        hour=21,
        missed=(0,),
        notes=("", "", "The storm chapter."),
        amount="10 pages",
        done=("11", "10", "24"),
        cheers=("Emi",),
    ),
    Habit(
        who="Ben",
        goal="Run 5k",
        schedule="weekly on tue,thu,sat",
        hour=7,
        notes=("Into the wind.", "27:40"),
        cheers=("Ada", "Chloe"),
    ),
    Habit(
        who="Chloe",
        goal="Practise the cello",
        schedule="weekly on mon,tue,wed,thu,fri",
        hour=17,
        missed=(11,),
        witnesses=("Emi",),
    ),
    Habit(
        who="Dev",
        goal="Phone away by ten",
        schedule="daily",
        hour=22,
        missed=(0, 1, *range(8, 14)),
        witnesses=("Ada", "Ben"),
        cheers=("Emi",),
    ),
    Habit(
        who="Emi",
        goal="Swim before work",
        schedule="3 per week",
        hour=6,
        missed=_EVERY_OTHER,
        notes=("Twenty lengths.", ""),
        cheers=("Ben",),
    ),
    Habit(
        who="Emi",
        goal="Write to grandma",
        schedule="weekly on sun",
        hour=11,
        missed=(0,),
        notes=("Two pages and a drawing.",),
        witnesses=("Dev",),
    ),
)


class Club:
    """A simulated server with one channel, its members by name, and the bot."""

    def __init__(self, env: Env, bot: Client) -> None:
        self.env, self.bot = env, bot
        owner = env.create_user(OWNER.casefold(), global_name=OWNER)
        self.guild = env.create_guild("The Kept Word", owner=owner)
        self.channel = self.guild.create_text_channel("promises", topic="Say it, do it, tell us.")
        env.backend.edit_guild(self.guild.id, {"system_channel_id": self.channel.id})
        self.members = {OWNER: MemberActor(env, self.guild, owner)}

    async def join(self, name: str) -> MemberActor:
        """Have someone join, and have the bot greet them."""
        self.members[name] = self.guild.add_member(
            self.env.create_user(name.casefold(), global_name=name)
        )
        await self.env.settle()
        return self.members[name]

    async def declare(
        self, who: str, goal: str, schedule: str, amount: str = ""
    ) -> InteractionResult:
        """Declare a goal."""
        options = {"goal": goal, "schedule": schedule, "amount": amount}
        return await self.members[who].slash(self.channel, "goal declare", **_said(options))

    async def check_in(self, who: str, goal: str, note: str, amount: str = "") -> None:
        """Check in."""
        await self.members[who].slash(
            self.channel, "checkin", **_said({"goal": goal, "note": note, "amount": amount})
        )

    async def pause(self, who: str, goal: str, until: date, reason: str) -> None:
        """Pause a goal."""
        options = {"goal": goal, "until": until.isoformat(), "reason": reason}
        await self.members[who].slash(self.channel, "pause", **options)

    async def chat(self, who: str, words: str) -> None:
        """Post a plain message."""
        await self.members[who].send(self.channel, words)

    async def press(self, who: str, card: InteractionResult, button: str) -> InteractionResult:
        """Press a button on a card."""
        assert card.response
        return await self.members[who].click(card.response, label=say(button))

    async def introduce(self, who: str, words: dict[str, str]) -> None:
        """Submit someone's introduction."""
        form = await self.members[who].slash(self.channel, "introduce")
        await self.members[who].submit_modal(form, words)

    def forget_asides(self) -> None:
        """Drop ephemeral messages, as Discord does after a reload."""
        for message in [*self.env.backend.messages[self.channel.id].values()]:
            if message.is_ephemeral:
                self.env.backend.delete_message(self.channel.id, message.id)


def _said(options: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in options.items() if text}


def moment(now: datetime, days_ago: int, hour: float) -> datetime:
    """Return the instant at an hour of a day; today is scaled to end now."""
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    lasts = _DAY if days_ago else now - midnight
    return midnight - days_ago * _DAY + lasts * (hour / 24)


async def tell(club: Club, now: datetime) -> None:
    """Simulate the club from its first day, at which the clock is set, until `now`."""
    cards = await _found(club)
    await _live_out_of_sight(club, now)
    scenes = [*_check_ins(club, now), *_scenes(club, now, cards)]
    for at, scene in sorted(scenes, key=lambda scene: scene[0]):
        await club.env.advance_time((at - club.env.now()).total_seconds())
        await scene()
    club.forget_asides()


async def _found(club: Club) -> dict[str, InteractionResult]:
    """Have everyone join and declare a goal; return the cards by goal."""
    for name in dict.fromkeys(habit.who for habit in HABITS):
        if name != OWNER:
            await club.join(name)
    return {
        habit.goal: await club.declare(habit.who, habit.goal, habit.schedule, habit.amount)
        for habit in HABITS
    }


async def _live_out_of_sight(club: Club, now: datetime) -> None:
    """Record weeks of check-ins in one transaction, since commands would be too slow."""
    past = [
        (_action(club, each), each)
        for each in _past_check_ins(now, range(FOUNDED - 1, IN_SIGHT, -1))
    ]
    await club.bot.database.write(_check_in_all, past)


def _check_in_all(tx: Connection, past: list[tuple[Action, PastCheckIn]]) -> None:
    for action, each in past:
        checkin_requests.check_in(
            tx, action, each.goal, DayChoice.TODAY, CheckInInput(each.note, each.amount or None)
        )


def _action(club: Club, each: PastCheckIn) -> Action:
    member = Member(ServerId(club.guild.id), MemberId(club.members[each.who].id))
    return Action(member, each.at, InteractionId(club.env.backend.snowflake()))


def _past_check_ins(now: datetime, days: range) -> Iterator[PastCheckIn]:
    """Yield who kept their habit on each of some days, counted back from today."""
    for day in days:
        for habit in HABITS:
            at = moment(now, day, habit.hour)
            schedule = parse_schedule(habit.schedule)
            is_due = not isinstance(schedule, WeeklyOn) or schedule.due_on(at.date(), at.date())
            if is_due and day not in habit.missed:
                note = habit.notes[day % len(habit.notes)]
                amount = habit.done[day % len(habit.done)]
                yield PastCheckIn(at=at, who=habit.who, goal=habit.goal, note=note, amount=amount)


def _check_ins(club: Club, now: datetime) -> Iterator[Scene]:
    for each in _past_check_ins(now, range(IN_SIGHT, -1, -1)):
        yield each.at, partial(club.check_in, each.who, each.goal, each.note, each.amount)


def _scenes(club: Club, now: datetime, cards: dict[str, InteractionResult]) -> Iterator[Scene]:
    """Yield the visible events besides check-ins."""
    at = partial(moment, now)
    bulbs = "Plant the tulip bulbs"
    scales = "Play all twelve scales"
    yield at(2, 6), partial(_stand_together, club, cards)
    yield at(2, 18), partial(_promise_by_a_date, club, "Emi", bulbs, now + 3 * _DAY)
    baker = {"who": "A baker who is up anyway", "does": "Bread", "learns": "Running hills"}
    yield at(1, 9), partial(club.introduce, "Ben", baker)
    yield at(1, 19), partial(_begin_something, club, "Chloe", scales)
    yield at(0, 10), partial(club.check_in, "Emi", bulbs, "Forty of them. See you in April!")
    yield (
        at(0, 12),
        partial(club.chat, "Ben", "Forty! Dev, your turn: yesterday still counts until midnight."),
    )
    yield at(0, 14), partial(club.check_in, "Chloe", scales, "F sharp and I are not friends yet.")
    yield at(0, 15), partial(_ask, club, "Ada", "Dev", cards["Phone away by ten"])
    back = (now + 4 * _DAY).date()
    yield (
        at(0, 16),
        partial(club.pause, "Chloe", "Practise the cello", back, "The cello is at the luthier’s."),
    )
    yield now, partial(club.join, "Finn")


async def _stand_together(club: Club, cards: dict[str, InteractionResult]) -> None:
    for habit in HABITS:
        for button, friends in (
            ("button-witness", habit.witnesses),
            ("button-cheer", habit.cheers),
        ):
            for friend in friends:
                await club.press(friend, cards[habit.goal], button)


async def _ask(club: Club, witness: str, owner: str, card: InteractionResult) -> None:
    held = await club.press(witness, card, "button-witness")
    await club.press(owner, await club.press(witness, held, "button-ask"), "button-answer-slowly")


async def _promise_by_a_date(club: Club, who: str, goal: str, until: datetime) -> None:
    form = await club.declare(who, goal, "once")
    await club.members[who].submit_modal(form, {"text": until.date().isoformat()})


async def _begin_something(club: Club, who: str, goal: str) -> None:
    await club.chat(who, "All right, out loud, before I change my mind:")
    card = await club.declare(who, goal, "daily")
    await club.press("Ben", card, "button-witness")
    await club.press("Ada", card, "button-cheer")
