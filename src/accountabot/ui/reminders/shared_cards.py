"""Build the message that reminds several members in a channel."""

from collections.abc import Sequence
from itertools import groupby

from accountabot.domain.identifiers import MemberId
from accountabot.services.reminders.contents import Contents, RemindedGoal
from accountabot.ui.cards import Card, row, text
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say
from accountabot.ui.reminders.reminder_buttons import check_in_any_button, my_goals_button
from accountabot.ui.truncation import truncate

ROOM = 3500
"""Characters for all lines; Discord allows 4,000 in a message."""
_SIZES = ((100, 5), (60, 4), (40, 3), (30, 2), (24, 1))
"""The lengths of titles and the number of goals per member, from roomy to tight."""


def shared_card(contents: Contents, detail: str = "") -> Card:
    """Build the message with what is still to be done, and what was done already.

    `detail` ends the custom_ids. When nothing is left to do, one line remains. Members
    whose day is over are left out, whatever they did, so that nobody sees who did not.
    """
    shown = [each for each in contents.goals if each.is_open or (each.is_done and not each.is_over)]
    if not contents.open:
        are_done = (each.is_done and not each.is_over for each in contents.goals)
        is_done = bool(contents.goals) and all(are_done)
        return Card(
            text(say("reminder-all-done" if is_done else "reminder-none-left")), colour=None
        )
    message = contents.message
    buttons = row(
        check_in_any_button(message.server, message.key),
        my_goals_button(message.server, message.key, detail),
    )
    return Card(text(say("reminder-shared"), *_lines(shown)), buttons, colour=None)


def expired_card() -> Card:
    """Build what becomes of the message when its day is over, whatever was done."""
    return Card(text(say("reminder-expired")), colour=None)


def pinged(contents: Contents) -> list[MemberId]:
    """Return the members who still have something to do."""
    return sorted({each.status.goal.owner.id for each in contents.open})


def _lines(shown: Sequence[RemindedGoal]) -> list[str]:
    """Return a line for each member, as short as it has to be."""
    by_member = [
        (owner, [*theirs])
        for owner, theirs in groupby(shown, key=lambda each: each.status.goal.owner.id)
    ]
    for length, most in _SIZES:
        lines = [_line(owner, theirs, length, most) for owner, theirs in by_member]
        if sum(map(len, lines)) + len(lines) <= ROOM:
            return lines
    return lines


def _line(owner: MemberId, theirs: Sequence[RemindedGoal], length: int, most: int) -> str:
    in_order = sorted(theirs, key=lambda each: each.is_done)
    titles = [_title(each, length) for each in in_order[:most]]
    if more := len(theirs) - most:
        titles.extend([say("reminder-more", count=more)] if more > 0 else [])
    return f"<@{owner}> {' · '.join(titles)}"


def _title(each: RemindedGoal, length: int) -> str:
    title = escape(truncate(each.status.goal.title, length))
    return say("reminder-done", title=title) if each.is_done else title
