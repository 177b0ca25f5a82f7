"""Find a member's own goals in a shared reminder when they press one of its buttons."""

from datetime import datetime

from sqlalchemy import Connection

from accountabot.domain.identifiers import Action, Member
from accountabot.domain.refusals import Refusal
from accountabot.services.checkins import checkin_requests
from accountabot.services.checkins.checkin_requests import CheckInResult, WhichDay, WhichGoal
from accountabot.services.reminders import contents
from accountabot.services.reminders.contents import RemindedGoal
from accountabot.store.reminders import reminder_messages


def own_goals(tx: Connection, member: Member, key: int, now: datetime) -> list[RemindedGoal]:
    """Return a member's own goals in a message; raise Refusal if there are none."""
    found = contents.load(tx, member.server, key, now)
    if found is None:
        raise Refusal("reminder-gone")
    own = [each for each in found.goals if each.status.goal.owner == member]
    if not own:
        is_in_it = reminder_messages.has_member(tx, member, key)  # with a goal that is private now
        raise Refusal("reminder-none-open" if is_in_it else "reminder-not-for-you")
    return own


def check_in(tx: Connection, action: Action, key: int) -> CheckInResult | WhichDay:
    """Check in for today on a member's only due goal in a message, or ask which one.

    Raises Refusal if none is due, and as `checkin_requests.press` does.
    """
    own = own_goals(tx, action.member, key, action.at)
    due = [each for each in own if each.is_due]
    if not due:
        is_over = all(each.until <= action.at for each in own)
        is_done = all(each.is_done for each in own)
        raise Refusal(
            "reminder-day-over"
            if is_over
            else ("reminder-all-yours-done" if is_done else "reminder-none-open")
        )
    statuses = [each.status for each in due]
    today = statuses[0].rules.days.day_of(action.at)
    if len(due) > 1:
        return WhichGoal(statuses, today, None)
    return checkin_requests.press(tx, action, statuses[0].goal.id, today)
