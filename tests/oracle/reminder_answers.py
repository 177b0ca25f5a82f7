"""Read how the owner answered earlier reminders: reactions, snoozes, and silence."""

from datetime import date, datetime, timedelta

from tests.oracle.local_days import begin_of, day_holding
from tests.oracle.model import ALWAYS, ONE_DAY
from tests.oracle.reminder_clock import (
    at_time,
    instant_of,
    is_same_quarter,
    minutes_of,
    on_clock,
    rounded_instant,
)
from tests.oracle.reminder_model import (
    GO_ON,
    MORNING_AFTER,
    NEXT_INTERACTION,
    REMINDER,
    SNOOZED,
    Goal,
    Heard,
    Moment,
    Scene,
    Snooze,
)

UNANSWERED = 3


def entries(goal: Goal) -> list[datetime]:
    """List the entries of the owner in the goal's record."""
    life = goal.life
    undoable = (*life.check_ins, *life.pauses, *life.skips, *life.edits)
    found = [
        *(one.at for one in undoable),
        *(one.undone_at for one in undoable),
        *(pause.resumed_at for pause in life.pauses),
        life.declared,
        life.ended_at,
    ]
    return [at for at in found if at is not None]


def reactions(goal: Goal) -> list[datetime]:
    """List the owner's entries, the presses on reminders, and the changes of the goal's times."""
    return [
        *entries(goal),
        *(snooze.at for snooze in goal.snoozes),
        *goal.not_today,
        *goal.presses,
        *(change.at for change in goal.times),
    ]


def since_reaction(scene: Scene, heard: list[Heard]) -> list[Heard]:
    """List the goal's messages since the last reaction; at the same instant, that came first."""
    last = max((at for at in reactions(scene.goal) if at <= scene.now), default=ALWAYS)
    return [one for one in heard if one.goal == scene.number and one.at >= last]


def is_silent(scene: Scene, heard: list[Heard]) -> bool:
    """Tell whether the bot has asked whether to go on, and got no reaction yet."""
    return any(one.kind == GO_ON for one in since_reaction(scene, heard))


def is_ignored(scene: Scene, heard: list[Heard]) -> bool:
    """Tell whether three reminders were sent without a reaction."""
    sent = [
        one
        for one in since_reaction(scene, heard)
        if one.kind == REMINDER and one.channel != NEXT_INTERACTION
    ]
    return len(sent) >= UNANSWERED


def last_snooze(scene: Scene) -> Snooze | None:
    """Find the last press of *Snooze*, which replaces earlier ones."""
    made = [snooze for snooze in scene.goal.snoozes if snooze.at <= scene.now]
    return max(made, key=lambda snooze: snooze.at, default=None)


def end_of_snooze(zone: str, snooze: Snooze) -> datetime:
    """Find when a snooze ends: at 20:00, or an hour later, rounded down."""
    an_hour_later = snooze.at + timedelta(hours=1)
    day = on_clock(zone, snooze.at).date()
    evening = instant_of(zone, at_time(day, minutes_of("20:00")))
    if snooze.until_evening and an_hour_later <= evening:
        return evening
    return rounded_instant(zone, an_hour_later)


def day_snoozed(scene: Scene, snooze: Snooze, heard: list[Heard]) -> date | None:
    """Find the day of the reminder that was snoozed, unless it was over."""
    days = [
        one.day
        for one in heard
        if one.goal == scene.number and one.kind == REMINDER and one.at < snooze.at
    ]
    if not days or begin_of(scene.known[-1], days[-1] + ONE_DAY) <= snooze.at:
        return None
    return days[-1]


def snoozed(scene: Scene, heard: list[Heard]) -> Moment | None:
    """Find the moment at which a snoozed reminder comes again, for the day of that reminder.

    Snoozing a reminder whose day is over does nothing.
    """
    snooze = last_snooze(scene)
    day = snooze and day_snoozed(scene, snooze, heard)
    if snooze is None or scene.zone is None or day is None:
        return None
    return Moment(end_of_snooze(scene.zone, snooze), day, SNOOZED)


def is_declined(scene: Scene, day: date, heard: list[Heard]) -> bool:
    """Tell whether the owner said *Not today* on the day, and has not snoozed it since."""
    known, goal = scene.known[-1], scene.goal
    presses = [at for at in goal.not_today if at <= scene.now and day_holding(known, at) == day]
    snoozes = [
        one for one in goal.snoozes if one.at <= scene.now and day_snoozed(scene, one, heard) == day
    ]
    return any(all(one.at < press for one in snoozes) for press in presses)


def is_held_back(scene: Scene, due: datetime, heard: list[Heard]) -> bool:
    """Tell whether a snooze holds back what is due then."""
    snooze = last_snooze(scene)
    moment = snoozed(scene, heard)
    return snooze is not None and moment is not None and snooze.at < due < moment.due


def is_unrequested(one: Heard) -> bool:
    return one.kind != REMINDER or one.is_quota


def had_unrequested(scene: Scene, heard: list[Heard]) -> bool:
    """Tell whether the owner got another unrequested message on this local day.

    Several in the same quarter of an hour are one message.
    """
    known = scene.known[-1]
    today = day_holding(known, scene.now)
    return any(
        is_unrequested(one)
        and one.channel != NEXT_INTERACTION
        and not is_same_quarter(one.at, scene.now)
        and day_holding(known, one.at) == today
        for one in heard
    )


def is_left_alone(scene: Scene, heard: list[Heard]) -> bool:
    """Tell whether the owner did nothing since the last period whose morning after they heard of.

    Only entries in the goal's record count.
    """
    told = [
        one.ended
        for one in heard
        if one.goal == scene.number and one.kind == MORNING_AFTER and one.ended is not None
    ]
    if not told:
        return False
    return not any(max(told) <= at <= scene.now for at in entries(scene.goal))
