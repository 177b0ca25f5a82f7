"""Build the privacy policy, and the texts for exporting and deleting data."""

from collections.abc import Mapping
from itertools import chain

from discord import ButtonStyle
from discord.ui import ActionRow, Separator

from accountabot.domain.identifiers import Member
from accountabot.services.privacy import personal_data
from accountabot.services.privacy.backup_days import BackupDays
from accountabot.services.privacy.personal_data import DataSummary
from accountabot.ui.cards import Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.localization import say

TOPICS: Mapping[str, tuple[str, ...]] = {
    "goals": (
        *("goals", "standings", "check_ins", "record", "pauses", "edits", "milestones"),
        *("closed_periods", "goal_weeks", "member_scores", "score_counts"),
    ),
    "people": (
        "witnesses",
        "questions",
        "cheers",
        "greets",
        "hellos",
        "introductions",
        "disclosures",
    ),
    "reminders": ("reminders", "reminder_messages", "reminder_lines", "unrequested_messages"),
    "settings": ("settings", "flags", "blocks", "granted_roles"),
    "comings": ("newcomers", "greetings", "departures"),
    "messages": (
        "posts",
        "goal_messages",
        "mentions",
        "notices",
        "outbox",
        "failures",
        "digests",
        "live_boards",
        "shared_boards",
    ),
    "waiting": ("pending_inputs",),
    "bot": ("bot_absences", "bot_state", "outage_excuses"),
}
"""The paragraph of the privacy text that covers each table."""
_MORE = ("unseen", "how-long", "who", "left")
_COUNTED = ("goals", "check_ins", "cheers")


def privacy_paragraphs(backups: BackupDays) -> list[str]:
    """Return what is stored, why, for how long, and who sees it, by topic."""
    topics = [say(f"privacy-{topic}") for topic in (*TOPICS, *_MORE)]
    return [*topics, about_backups(backups), say("privacy-ways")]


def about_backups(backups: BackupDays) -> str:
    """Say how long backups keep deleted data."""
    is_ending = backups.days and not backups.are_made
    return say("privacy-backups-ending" if is_ending else "privacy-backups", days=backups.days)


def privacy_card(who: Member, backups: BackupDays) -> Card:
    """Build the privacy policy: what is stored, why, for how long, and who sees it."""
    sections = [(Separator[Card](), text(each)) for each in privacy_paragraphs(backups)]
    return Card(
        text(say("privacy-title")),
        *chain.from_iterable(sections),
        row(
            button(say("data-button-export"), custom_id("data-export", who.server, who.id)),
            button(say("data-button-ask"), custom_id("data-ask", who.server, who.id)),
        ),
    )


def deletion_card(who: Member, held: DataSummary, backups: BackupDays) -> Card:
    """Build the confirmation for a deletion: what it removes and what stays."""
    if held.is_empty:
        return _nothing(who, held)
    stays = say("data-stays-settings", servers=held.elsewhere) if held.elsewhere else None
    return Card(
        text(say("data-asked", where=scope_of(who)), _counts(held)),
        text(say("data-emptied"), stays),
        text(say("privacy-left")),
        text(about_backups(backups)),
        text(say("data-final")),
        _choice(who),
    )


def deleted_card(who: Member, held: DataSummary) -> Card:
    """Build the result of a deletion."""
    if held.is_empty:
        return _nothing(who, held)
    return Card(
        text(
            say("data-deleted", where=scope_of(who)),
            say("data-stays-block") if held.blocks else None,
        )
    )


def _nothing(who: Member, held: DataSummary) -> Card:
    return Card(
        text(say("data-only-block" if held.blocks else "data-nothing", where=scope_of(who)))
    )


def scope_of(who: Member) -> str:
    """Return "server" or "everywhere", depending on whether a server is given."""
    return "server" if who.server else "everywhere"


def readme() -> dict[str, str]:
    """Describe an export and every table that can be in it."""
    return {"": say("data-about")} | {
        table: say(f"data-table-{table}") for table in personal_data.TABLES
    }


def file_name(part: int, parts: int) -> str:
    """Return the name of an export file; `part` counts from 1."""
    return "accountabot.zip" if parts == 1 else f"accountabot-{part}-of-{parts}.zip"


def file_caption(who: Member, part: int, parts: int) -> str:
    """Return the caption of an export file; `part` counts from 1."""
    said = [say("data-exported", where=scope_of(who))] if part == 1 else []
    return "\n".join(
        [*said, *([say("data-exported-part", part=part, parts=parts)] if parts > 1 else [])]
    )


def _counts(held: DataSummary) -> str:
    counted = {table: held.rows.get(table, 0) for table in _COUNTED}
    return say("data-counts", **counted, rest=sum(held.rows.values()) - sum(counted.values()))


def _choice(who: Member) -> ActionRow[Card]:
    return row(
        button(
            say("data-export-first"),
            custom_id("data-export", who.server, who.id),
            ButtonStyle.primary,
        ),
        button(
            say("data-delete"), custom_id("data-delete", who.server, who.id), ButtonStyle.danger
        ),
        button(say("data-keep"), custom_id("data-keep", who.server, who.id)),
    )
