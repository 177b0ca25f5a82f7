"""What members hear agrees with a second, independent reading of the rules (0024)."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import assume, given, settings

from accountabot.store.in_memory import in_memory_database
from tests.domain.reminder_lives import reminder_lives
from tests.oracle import Change, CheckIn, Pause, reminder_model
from tests.oracle.reminder_builders import june, owner, promise, snoozing, when
from tests.oracle.reminder_model import Snooze
from tests.oracle.reminders import hear
from tests.services.reminder_life_events import CHECK_IN, PAUSE, RESUME, SKIP, LifeEvents
from tests.services.reminder_replay import Replay, Told, quarter_from

LIMIT = promise(
    "once", amount=Decimal(2), at_most=True, until=when("06-02 20:00"), times="before 90"
)
LIVES = {
    "a limit, put off until after its deadline": snoozing(LIMIT, "06-02 19:37"),
    "from a chosen time to an automatic one": replace(
        promise("daily", usual="23:50"),
        times=(Change(when("06-01 10:00"), "00:00"), Change(when("06-03 22:15"), "auto")),
    ),
    "an old reminder, put off on a day that was declined": replace(
        promise("daily", times="12:00"),
        not_today=(when("06-02 08:00"),),
        snoozes=(Snooze(when("06-02 18:00")),),
    ),
    "a refused check-in while paused": promise(
        "daily",
        check_ins=(CheckIn(when("06-01 12:00")), CheckIn(when("06-02 12:00"), yesterday=True)),
        pauses=(Pause(when("06-01 22:00"), june(5)),),
    ),
}
Refused = set[tuple[int, datetime, str]]


@pytest.mark.parametrize("goal", LIVES.values(), ids=LIVES)
def test_what_once_differed_agrees(goal: reminder_model.Goal) -> None:
    life = owner(goal, until="06-09 00:00")
    heard, refused = replayed(life)

    assert heard == expected(without(life, refused))


# Each life takes 0.4 seconds. The usual profile tries the same lives each time.
@settings(max_examples=3 * settings().max_examples // 5, derandomize=settings().max_examples < 1000)
@given(reminder_lives())
def test_members_get_what_the_rules_say_when_and_where_they_say_it(
    owner: reminder_model.Owner,
) -> None:
    owner = distinct(owner)
    heard, refused = replayed(owner)
    assume(all((n, each.life.declared, "") not in refused for n, each in enumerate(owner.goals)))

    assert heard == expected(without(owner, refused))


def distinct(owner: reminder_model.Owner) -> reminder_model.Owner:
    """Leave out check-ins at the same instant as another one: which was undone is not told."""
    goals = [
        replace(
            goal,
            life=replace(
                goal.life,
                check_ins=tuple({c.at: c for c in goal.life.check_ins[::-1]}.values())[::-1],
            ),
        )
        for goal in owner.goals
    ]
    return replace(owner, goals=tuple(goals))


def replayed(owner: reminder_model.Owner) -> tuple[list[Told], Refused]:
    """Return what an owner hears from the services, and what these refused to do."""
    with in_memory_database() as tx:
        replay = Replay(tx, owner.bot_off)
        events = LifeEvents(replay, owner)
        replay.run(events.all(), owner.ends)
    return sorted(replay.told), replay.refused - events.done.keys()


def expected(owner: reminder_model.Owner) -> list[Told]:
    """Return what an owner hears by the oracle."""
    return sorted(
        Told(
            quarter_from(one.at),
            date.min if one.channel == reminder_model.NEXT_INTERACTION else one.day,
            one.goal,
            one.kind,
            one.channel,
        )
        for one in hear(owner)
    )


def without(owner: reminder_model.Owner, refused: Refused) -> reminder_model.Owner:
    """Leave out what the bot refused to do: no record has it. (The bot declares every goal.)"""
    goals = [
        replace(
            goal,
            life=replace(
                goal.life,
                check_ins=tuple(
                    c for c in goal.life.check_ins if (n, c.at, CHECK_IN) not in refused
                ),
                skips=tuple(s for s in goal.life.skips if (n, s.at, SKIP) not in refused),
                pauses=tuple(
                    replace(p, resumed_at=None) if (n, p.resumed_at, RESUME) in refused else p
                    for p in goal.life.pauses
                    if (n, p.at, PAUSE) not in refused
                ),
            ),
        )
        for n, goal in enumerate(owner.goals)
    ]
    return replace(owner, goals=tuple(goals))
