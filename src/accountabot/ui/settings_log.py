"""Draw who changed what on a server."""

from collections.abc import Sequence

from accountabot.domain.identities import Member, MemberId
from accountabot.domain.settings import Name
from accountabot.services.changes import Entry
from accountabot.ui import dates
from accountabot.ui.cards import Card, text
from accountabot.ui.pages import cut, pager
from accountabot.ui.settings_words import changed, excerpt
from accountabot.ui.texts import say


def log_card(opener: Member, entries: Sequence[Entry], page: int = 0) -> Card:
    """Draw a page of the log, for whoever opened it."""
    lines, page, pages = cut(entries, page)
    said = [f"- {_line(entry)}" for entry in lines] or [say("log-empty")]
    return Card(text(say("log-title")), text(*said), *pager("setup-log", opener.server, opener.id, page, pages))


def _line(entry: Entry) -> str:
    change = entry.change
    said = (dates.moment(change.at), _named(change.actor), _what(entry), excerpt(change.note) if change.note else None)
    return " · ".join(part for part in said if part)


def _what(entry: Entry) -> str:
    change = entry.change
    if change.name == Name.BLOCKED:
        return say("log-blocked" if change.value else "log-unblocked", member=_named(change.member))
    return changed(Name(change.name), entry.before, change.value)


def _named(member: MemberId) -> str:
    """Name a member; zero and below stands someone who had their data deleted."""
    return f"<@{member}>" if member > 0 else say("log-nobody")
