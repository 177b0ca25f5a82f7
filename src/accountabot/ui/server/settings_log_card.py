"""Build the log of a server's settings."""

from collections.abc import Sequence

from accountabot.domain.blocks import BlockChange
from accountabot.domain.identifiers import Member
from accountabot.domain.server.settings import SettingName
from accountabot.services.server.settings_changes import SettingsLogEntry
from accountabot.ui import dates
from accountabot.ui.cards import Card, text
from accountabot.ui.localization import say
from accountabot.ui.members import member_names
from accountabot.ui.pagination import page_buttons, slice_page
from accountabot.ui.server.setting_text import describe_change, excerpt

MOST = 3_800
"""Characters on a page; Discord allows 4,000 in a message."""
ROOMS = (300, 120, 60, 30, 15)
"""Characters of each added or removed greeting; the first size that fits is used."""


def log_card(opener: Member, entries: Sequence[SettingsLogEntry], page: int = 0) -> Card:
    """Build a page of the log for the owner who opened it."""
    shown, page, pages = slice_page(entries, page)
    said = _lines(shown) or [say("log-empty")]
    return Card(
        text(say("log-title")),
        text(*said),
        *page_buttons(
            verb="setup-log", server=opener.server, subject=opener.id, page=page, pages=pages
        ),
    )


def _lines(entries: Sequence[SettingsLogEntry]) -> list[str]:
    """Return one line per change, with greetings as long as fits in the message."""
    drawn = ([f"- {_line(entry, room)}" for entry in entries] for room in ROOMS)
    return next(
        (lines for lines in drawn if sum(map(len, lines)) <= MOST),
        [f"- {_line(e, ROOMS[-1])}" for e in entries],
    )


def _line(entry: SettingsLogEntry, room: int) -> str:
    change = entry.change
    note = entry.change.note
    said = (
        dates.moment(change.at),
        member_names.mention(change.actor),
        _what(entry, room),
        excerpt(note) if note else None,
    )
    return " · ".join(part for part in said if part)


def _what(entry: SettingsLogEntry, room: int) -> str:
    change = entry.change
    if isinstance(change, BlockChange):
        return say(
            "log-blocked" if change.is_blocked else "log-unblocked",
            member=member_names.mention(change.member),
        )
    return describe_change(SettingName(change.name), entry.before, change.value, room)
