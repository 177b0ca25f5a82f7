"""Build the cards for excused dates."""

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.identifiers import Member
from accountabot.services.server.excused_dates import ExcuseResult
from accountabot.ui import dates
from accountabot.ui.cards import Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say


def excused_card(opener: Member, excused: ExcuseResult) -> Card:
    """Build the card for an excused date, with a button to withdraw it if possible."""
    said = text(
        say("setup-excuse", day=dates.full_date(excused.day)),
        say("excuse-reason", reason=escape(excused.reason)) if excused.reason else None,
        None if excused.is_new else say("setup-already"),
        say("excuse-stays") if excused.is_final else None,
    )
    if excused.is_final:
        return Card(said)
    back = custom_id("unexcuse", opener.server, opener.id, excused.day.isoformat())
    return Card(said, row(button(say("button-excuse-back"), back)))


def unexcused_card(day: LocalDay, *, was_excused: bool) -> Card:
    """Build the card for a date that is no longer excused."""
    already = None if was_excused else say("setup-already")
    return Card(text(say("excuse-back", day=dates.full_date(day)), already))
