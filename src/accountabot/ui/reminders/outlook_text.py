"""Say when and where a member is reminded of a goal next."""

from accountabot.domain.reminders.reminder_times import ReminderTimes
from accountabot.services.reminders.destinations import Way
from accountabot.services.reminders.outlook import Outlook, WhyNone
from accountabot.ui.lists import listed
from accountabot.ui.localization import say


def outlook_line(found: Outlook) -> str:
    """Say when and where the next reminder comes, or why none does."""
    if found.at is None:
        return say("remind-none", why=(found.why_none or WhyNone.NOTHING_LEFT).value)
    return say(
        "remind-next",
        at=int(found.at.timestamp()),
        way=_way(found),
        channel=str(found.where.channel),
    )


def notes(found: Outlook) -> list[str]:
    """Return what else a member has to know: who sees it, quiet hours, the clock."""
    is_on = found.is_on
    lines = [
        say("remind-in-public") if is_on and found.at and found.where.way is Way.CHANNEL else None,
        say("remind-in-quiet-hours") if found.in_quiet_hours else None,
        say("remind-zone", zone=found.zone)
        if is_on and found.at and found.zone and not found.has_own_zone
        else None,
    ]
    return [each for each in lines if each]


def times_text(times: ReminderTimes | None) -> str:
    """Name the chosen times."""
    if times is None or times.is_off:
        return say("remind-times-off")
    if times.before:
        minutes = int(times.before.total_seconds()) // 60
        hours, rest = divmod(minutes, 60)
        return say("remind-times-before", hours=hours, minutes=rest)
    if times.is_auto:
        return say("remind-times-auto")
    clock = [each.isoformat("minutes") for each in times.at]
    return say("remind-times-at", times=listed(clock))


def brief_outlook(found: Outlook) -> str:
    """Say the same in a few words."""
    if found.at is None:
        return say("remind-none-brief", why=(found.why_none or WhyNone.NOTHING_LEFT).value)
    return say(
        "remind-next-brief",
        at=int(found.at.timestamp()),
        way=_way(found),
        channel=str(found.where.channel),
    )


def _way(found: Outlook) -> str:
    if found.where.way is Way.NEXT_INTERACTION and found.own.are_messages_closed:
        return "closed"
    return found.where.way.replace(" ", "-")
