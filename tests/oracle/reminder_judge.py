"""Decide whether a goal reminds at this very moment, and where."""

from datetime import date, datetime, timedelta

from tests.oracle.model import ALWAYS, Change
from tests.oracle.reminder_answers import (
    had_unrequested,
    is_declined,
    is_held_back,
    is_ignored,
    is_silent,
    last_snooze,
    snoozed,
)
from tests.oracle.reminder_clock import is_quiet, on_clock
from tests.oracle.reminder_days import is_prevented, is_quota, reminds_on
from tests.oracle.reminder_model import (
    DIRECT_MESSAGE,
    GO_ON,
    HERE,
    NEXT_INTERACTION,
    REMINDER,
    SNOOZED,
    Heard,
    Moment,
    Scene,
    is_inside,
)
from tests.oracle.reminder_times import order, times_setting
from tests.oracle.settings import value_at

STALE = timedelta(minutes=30)
NEXT_IS_NEAR = timedelta(hours=1)


def place_of(scene: Scene) -> str:
    return str(value_at(scene.owner.places, scene.now, "here"))


def has_reminders(scene: Scene) -> bool:
    """Tell whether the goal has reminders at all."""
    return (
        scene.zone is not None
        and times_setting(scene) not in {None, "off"}
        and place_of(scene) != "off"
        and value_at(scene.owner.server, scene.now, "on") == "on"
    )


def switched_on_at(scene: Scene) -> datetime:
    """Find when the goal's times, the place, the server's offer or the zone last changed."""

    def last(changes: tuple[Change, ...]) -> datetime:
        return max((one.at for one in changes if one.at <= scene.now), default=ALWAYS)

    owner = scene.owner
    return max(map(last, (scene.goal.times, owner.places, owner.server, owner.zones)))


def takes_direct_messages(scene: Scene) -> bool:
    return not value_at(scene.owner.closed, scene.now, default=False)


def private_channel(scene: Scene) -> str:
    """Find where a private message about the goal goes."""
    if has_reminders(scene) and place_of(scene) == "direct messages":
        return DIRECT_MESSAGE if takes_direct_messages(scene) else NEXT_INTERACTION
    return NEXT_INTERACTION


def channel_of(scene: Scene) -> str:
    """Find where a reminder goes."""
    if place_of(scene) == "here":
        return NEXT_INTERACTION if scene.goal.only_me else HERE
    return private_channel(scene)


def is_quiet_now(scene: Scene) -> bool:
    return is_quiet(scene.owner.quiet, on_clock(scene.clock_zone, scene.now))


def is_dropped_as_late(scene: Scene, moment: Moment, others: list[Moment]) -> bool:
    """Tell whether the bot comes back too late for the moment."""
    if scene.now - moment.due <= STALE:
        return False
    return is_quiet_now(scene) or any(
        other.day == moment.day and scene.now < other.due <= scene.now + NEXT_IS_NEAR
        for other in others
    )


def has_reminded(scene: Scene, moment: Moment, heard: list[Heard]) -> bool:
    """Tell whether the goal has already reminded of this day at this time of day.

    `auto` reminds only of days of which nothing has reminded, and a snooze once after its last
    press.
    """
    mine = [one for one in heard if one.goal == scene.number and one.kind == REMINDER]
    if moment.time == SNOOZED:
        snooze = last_snooze(scene)
        return any(one.time == SNOOZED and snooze and one.at > snooze.at for one in mine)
    is_auto = times_setting(scene) == "auto" and scene.known[-1].life.schedule != "once"
    return any(one.day == moment.day and (one.time == moment.time or is_auto) for one in mine)


def judge_reminder(
    scene: Scene, planned: list[Moment], before: datetime, heard: list[Heard]
) -> Heard | None:
    """Decide what the goal says now, of the moments that came after the last look at it."""
    if not has_reminders(scene) or not scene.known or is_silent(scene, heard):
        return None
    again = snoozed(scene, heard)
    held = [one for one in planned if not is_held_back(scene, one.due, heard)]
    everything = [*held, *([again] if again else [])]
    changed = switched_on_at(scene)
    open_moments = sorted((one for one in everything if one.due > changed), key=order)
    passed = [
        one
        for one in open_moments
        if before < one.due <= scene.now and not is_inside(scene.known[-1].paused, one.due)
    ]
    last = [one for one in passed if one.due == passed[-1].due]
    for moment in sorted(last, key=lambda one: (one.time != SNOOZED, order(one))):
        if (
            not is_prevented(scene, moment.day)
            and not is_declined(scene, moment.day, heard)
            and (moment.time != SNOOZED or may_remind_on(scene, moment.day))
            and not has_reminded(scene, moment, heard)
            and not is_dropped_as_late(scene, moment, open_moments)
        ):
            return said(scene, moment, heard)
    return None


def may_remind_on(scene: Scene, day: date) -> bool:
    """Tell whether the day is still one on which the goal reminds."""
    known = scene.known[-1]
    return known.life.schedule == "once" or reminds_on(known, day)


def said(scene: Scene, moment: Moment, heard: list[Heard]) -> Heard | None:
    """Remind, or ask whether to go on, or drop a quota after another unrequested message."""
    if is_ignored(scene, heard):
        channel = NEXT_INTERACTION if had_unrequested(scene, heard) else private_channel(scene)
        return Heard(scene.now, moment.due, moment.day, scene.number, GO_ON, channel)
    channel = channel_of(scene)
    is_auto = times_setting(scene) == "auto" and moment.time != SNOOZED
    quota = is_auto and is_quota(scene.known[-1])
    if quota and had_unrequested(scene, heard):
        return None
    return Heard(
        at=scene.now,
        due=moment.due,
        day=moment.day,
        goal=scene.number,
        kind=REMINDER,
        channel=channel,
        is_quota=quota,
        time=moment.time,
        is_auto=is_auto,
    )
