"""Simulate the weeks before the demo: a small club's goals and check-ins."""

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from operator import attrgetter

from simcord import InteractionResult
from sqlalchemy import Connection

from accountabot.demo.club import DAY, NEWCOMER, OWNER, Club, Scene, moment
from accountabot.demo.habits import BACK, FOUNDED, HABITS, SCALES, Done, done_on
from accountabot.domain.checkins.checkin_day import DayChoice
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.services.checkins import checkin_requests
from accountabot.services.checkins.checked_in import CheckInInput
from accountabot.ui.localization import say

IN_SIGHT = 2
"""Days before today whose check-ins are in the channel; older ones are only recorded."""


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
        for days_ago in range(FOUNDED - 1, IN_SIGHT, -1)
        for each in done_on(HABITS, now, -days_ago)
    ]
    await club.bot.database.write(_check_in_all, past)


def _check_in_all(tx: Connection, past: list[tuple[Action, Done]]) -> None:
    for action, each in past:
        checkin_requests.check_in(
            tx, action, each.goal, DayChoice.TODAY, CheckInInput(each.note, each.amount or None)
        )


def _action(club: Club, each: Done) -> Action:
    member = Member(ServerId(club.guild.id), MemberId(club.members[each.who].id))
    return Action(member, each.at, InteractionId(club.env.backend.snowflake()))


def _check_ins(club: Club, now: datetime) -> Iterator[Scene]:
    for days_ago in range(IN_SIGHT, -1, -1):
        for each in done_on(HABITS, now, -days_ago):
            yield each.at, partial(club.check_in, *each[1:])


def _scenes(club: Club, now: datetime, cards: dict[str, InteractionResult]) -> Iterator[Scene]:
    """Yield the visible events besides check-ins."""
    at = partial(moment, now)
    bulbs = "Plant the tulip bulbs"
    yield at(2, 6), partial(_stand_together, club, cards)
    yield at(2, 7), partial(_set_up, club)
    for habit in filter(attrgetter("remind"), HABITS):
        yield at(2, 8), partial(club.remind, habit.who, habit.goal, habit.remind)
    yield at(2, 18), partial(_promise_by_a_date, club, "Emi", bulbs, now + 3 * DAY)
    baker = {"who": "A baker who is up anyway", "does": "Bread", "learns": "Running hills"}
    yield at(1, 9), partial(club.introduce, "Ben", baker)
    yield at(1, 19), partial(_begin_something, club, "Chloe", SCALES)
    yield at(0, 10), partial(club.check_in, "Emi", bulbs, "Forty of them. See you in April!")
    yield (
        at(0, 12),
        partial(club.chat, "Ben", "Forty! Dev, your turn: yesterday still counts until midnight."),
    )
    yield at(0, 14), partial(club.check_in, "Chloe", SCALES, "F sharp and I are not friends yet.")
    yield at(0, 15), partial(_ask, club, "Ada", "Dev", cards["Phone away by ten"])
    back = (now + BACK * DAY).date()
    yield (
        at(0, 16),
        partial(club.pause, "Chloe", "Practise the cello", back, "The cello is at the luthier’s."),
    )
    yield now, partial(club.join, NEWCOMER)


async def _set_up(club: Club) -> None:
    """Have the owner switch on what comes by itself."""
    owner = club.members[OWNER]
    await owner.slash(club.channel, "setup timezone", zone="UTC")
    await owner.slash(club.channel, "setup digest", channel=club.channel)


async def _stand_together(club: Club, cards: dict[str, InteractionResult]) -> None:
    for habit in HABITS:
        for button, friends in (
            ("witness", habit.witnesses),
            ("cheer", habit.cheers),
        ):
            for friend in friends:
                await club.press(friend, cards[habit.goal], button)


async def _ask(club: Club, witness: str, owner: str, card: InteractionResult) -> None:
    question = await club.ask(witness, card)
    assert question
    assert question.response
    await club.members[owner].click(question.response, label=say("button-answer-slowly"))


async def _promise_by_a_date(club: Club, who: str, goal: str, until: datetime) -> None:
    form = await club.declare(who, goal, "once")
    await club.members[who].submit_modal(form, {"text": until.date().isoformat()})


async def _begin_something(club: Club, who: str, goal: str) -> None:
    await club.chat(who, "All right, out loud, before I change my mind:")
    card = await club.declare(who, goal, "daily")
    await club.press("Ben", card, "witness")
    await club.press("Ada", card, "cheer")
