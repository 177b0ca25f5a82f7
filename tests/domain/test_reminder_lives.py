"""Properties of what owners hear in random lives, according to the oracle."""

from collections import Counter
from datetime import datetime
from itertools import pairwise

from hypothesis import given

from tests.domain.oracle_cache import cache_local_days
from tests.domain.reminder_lives import reminder_lives
from tests.oracle import local_day, read
from tests.oracle.recorded import record_at
from tests.oracle.reminder_answers import entries
from tests.oracle.reminder_clock import rounded_clock
from tests.oracle.reminder_model import (
    HERE,
    MORNING_AFTER,
    NEXT_INTERACTION,
    REMINDER,
    SNOOZED,
    Heard,
    Owner,
    is_inside,
    life_with_settings,
)
from tests.oracle.reminders import hear

cache_local_days()


@given(reminder_lives())
def test_each_goal_reminds_once_for_each_day_and_time(owner: Owner) -> None:
    heard = hear(owner)

    unasked = [one for one in reminders(heard) if one.time != SNOOZED]
    pairs = Counter((one.goal, one.day, one.time) for one in unasked)
    automatic = Counter((one.goal, one.day) for one in unasked if one.is_auto)
    assert max((*pairs.values(), *automatic.values()), default=1) == 1
    assert (
        max(Counter((one.at, one.goal, one.kind) for one in reminders(heard)).values(), default=1)
        == 1
    )


@given(reminder_lives())
def test_a_channel_gets_only_reminders_and_none_of_private_goals(owner: Owner) -> None:
    for one in hear(owner):
        if one.channel == HERE:
            assert one.kind == REMINDER
            assert not owner.goals[one.goal].only_me


@given(reminder_lives())
def test_messages_come_in_order_on_quarter_hours_or_when_the_bot_returns(owner: Owner) -> None:
    heard = hear(owner)

    assert heard == sorted(heard, key=lambda one: one.at)
    returns = {ends for _, ends in owner.bot_off}
    for one in heard:
        assert not is_inside((*owner.bot_off, *owner.left, *owner.blocked), one.at)
        assert one.at in returns or is_quarter(one.at)
        assert one.due <= one.at


@given(reminder_lives())
def test_no_reminder_is_for_what_the_standing_shows_as_kept(owner: Owner) -> None:
    for one in reminders(hear(owner)):
        goal = owner.goals[one.goal]
        rows = read(life_with_settings(owner, goal, one.at), one.at).rows

        states = [row.state for row in rows if row.last and row.first <= one.day <= row.last]

        assert not {"kept", "late"} & set(states[-1:])


@given(reminder_lives())
def test_an_owner_gets_one_unrequested_message_a_day(owner: Owner) -> None:
    if owner.zones and owner.zones[0].at > owner.begins:
        return  # the days of the past change with a first zone
    life = life_with_settings(owner, owner.goals[0], owner.ends)
    calendar = record_at(life, owner.ends)

    messages = {
        rounded_clock(one.at)
        for one in hear(owner)
        if one.channel != NEXT_INTERACTION and (one.kind != REMINDER or one.is_quota)
    }

    days = Counter(local_day(calendar, at) for at in messages)
    assert max(days.values(), default=1) == 1


@given(reminder_lives())
def test_a_second_morning_after_needs_an_entry_since_the_first(
    owner: Owner,
) -> None:
    mornings = [one for one in hear(owner) if one.kind == MORNING_AFTER]

    for number, goal in enumerate(owner.goals):
        mine = [one for one in mornings if one.goal == number]
        for earlier, later in pairwise(mine):
            assert earlier.ended is not None
            assert any(earlier.ended <= at <= later.at for at in entries(goal))


@given(reminder_lives())
def test_no_reminder_is_for_a_day_that_is_over(owner: Owner) -> None:
    for one in reminders(hear(owner)):
        life = life_with_settings(owner, owner.goals[one.goal], one.at)
        assert local_day(record_at(life, one.at), one.at) <= one.day


@given(reminder_lives())
def test_a_date_is_excused_for_all_goals(owner: Owner) -> None:
    assert len({goal.life.excuses for goal in owner.goals}) == 1


def reminders(heard: list[Heard]) -> list[Heard]:
    return [one for one in heard if one.kind == REMINDER]


def is_quarter(instant: datetime) -> bool:
    return instant.minute % 15 == 0 and not instant.second
