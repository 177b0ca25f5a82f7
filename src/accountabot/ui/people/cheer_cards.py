"""Build cheers, and the *Cheer* button of a check-in with the names of those who pressed it."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from discord import MediaGalleryItem, Message
from discord.ui import Button, File, LayoutView, MediaGallery, Section, TextDisplay

from accountabot.domain.identifiers import MemberId, RecordId, ServerId
from accountabot.services.people.cheers import Cheered
from accountabot.ui.cards import GOING, Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.goals.goal_card import cheer_button
from accountabot.ui.localization import say

CHEERS_LINE = 1000
"""The id of the line that names a check-in's cheerers, among the components of its message."""
_NAMED = 3
"""Cheerers named on a check-in; the rest are counted."""
_VERB = "cheer-checkin"


def check_in_cheer_button(server: ServerId, entry: RecordId) -> Button[Any]:
    """Build the *Cheer* button of a check-in, narrow enough to leave room for two lines."""
    return Button(emoji="👏", custom_id=custom_id(_VERB, server, entry))


def labelled_cheer_button(server: ServerId, entry: RecordId, mark: str = "") -> Button[Any]:
    """Build the *Cheer* button of a check-in for another message, which may bear a mark."""
    return button(say("button-cheer"), custom_id(_VERB, server, entry, mark), emoji="👏")


def cheers_line(givers: Sequence[MemberId]) -> list[TextDisplay[Any]]:
    """Name those who cheered a check-in, in at most one line."""
    if not givers:
        return []
    names = " ".join(f"<@{giver}>" for giver in givers[:_NAMED])
    said = say("check-in-cheers", names=names, more=max(len(givers) - _NAMED, 0))
    return [TextDisplay(said, id=CHEERS_LINE)]


def cheered_entry(message: Message) -> RecordId | None:
    """Return the check-in that a message shows beside its *Cheer* button, None if it shows none."""
    section = next(_check_ins(LayoutView.from_message(message, timeout=None)), None)
    if section is None:
        return None
    parts = str(getattr(section.accessory, "custom_id", "")).split(":")
    return RecordId(int(parts[2])) if parts[2].isdecimal() else None


def with_cheers(message: Message, givers: Sequence[MemberId]) -> LayoutView | None:
    """Rebuild a check-in's message with its cheerers; return None if it shows no check-in."""
    view = LayoutView.from_message(message, timeout=None)
    view.stop()
    section = next(_check_ins(view), None)
    if section is None:
        return None
    for line in [child for child in section.children if child.id == CHEERS_LINE]:
        section.remove_item(line)
    for line in cheers_line(givers):
        section.add_item(line)
    _keep_files(view)
    return view


def cheer_card(cheered: Cheered, giver: MemberId) -> Card:
    """Build a cheer for others to join; it quotes nothing that can be undone or hidden."""
    goal = cheered.goal
    entry = cheered.entry
    return Card(
        text(
            say("cheers", giver=str(giver), member=str(goal.owner.id)),
            say("cheers-said", message=escape(cheered.note)) if cheered.note else None,
            say(_about(cheered), link=cheered.link) if cheered.link else None,
        ),
        row(labelled_cheer_button(goal.owner.server, entry) if entry else cheer_button(goal)),
        colour=GOING,
    )


def _about(cheered: Cheered) -> str:
    return "cheers-check-in" if cheered.entry else "cheers-goal"


def _check_ins(view: LayoutView) -> Iterator[Section[Any]]:
    for item in view.walk_children():
        id_ = str(getattr(getattr(item, "accessory", None), "custom_id", ""))
        if isinstance(item, Section) and id_.startswith(f"{_VERB}:"):
            yield item


def _keep_files(view: LayoutView) -> None:
    """Refer to a message's own files by name: their addresses expire after a day."""
    for item in view.walk_children():
        if isinstance(item, MediaGallery):
            item.items = [
                MediaGalleryItem(_by_name(each.media.url), spoiler=each.spoiler)
                for each in item.items
            ]
        elif isinstance(item, File):
            item.media = _by_name(item.media.url)


def _by_name(url: str) -> str:
    return f"attachment://{PurePosixPath(urlsplit(url).path).name}"
