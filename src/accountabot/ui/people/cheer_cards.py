"""Build cheers, and the *Cheer* button of a check-in with the names of those who pressed it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from discord import Message
from discord.ui import Button, Container, Item, LayoutView, Section, TextDisplay

from accountabot.domain.identifiers import MemberId, RecordId, ServerId
from accountabot.services.people.cheers import Cheered
from accountabot.ui.cards import PEOPLE, Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.goals.goal_card import cheer_button
from accountabot.ui.localization import say
from accountabot.ui.pictures import card_pictures

CHEERS_LINE = 1000
"""The id of the line that names the first check-in's cheerers, among its message's components.

The lines of the others follow: no two components of a message may have the same id.
"""
_MOST_CHECK_INS = 40
"""More than fit in a message."""
_NAMED = 3
"""Cheerers named on a check-in; the rest are counted."""
_VERB = "cheer-checkin"


def check_in_cheer_button(server: ServerId, entry: RecordId) -> Button[Any]:
    """Build the *Cheer* button of a check-in, narrow enough to leave room for two lines."""
    return Button(emoji="👏", custom_id=custom_id(_VERB, server, entry))


def labelled_cheer_button(server: ServerId, entry: RecordId, mark: str = "") -> Button[Any]:
    """Build the *Cheer* button of a check-in for another message, which may bear a mark."""
    return button(say("button-cheer"), custom_id(_VERB, server, entry, mark), emoji="👏")


def cheers_line(givers: Sequence[MemberId], nth: int = 0) -> list[TextDisplay[Any]]:
    """Name those who cheered a message's nth check-in, in at most one line."""
    if not givers:
        return []
    names = " ".join(f"<@{giver}>" for giver in givers[:_NAMED])
    said = say("check-in-cheers", names=names, more=max(len(givers) - _NAMED, 0))
    return [TextDisplay(said, id=CHEERS_LINE + nth)]


def cheered_entries(shown: Message | LayoutView) -> list[RecordId]:
    """Return the check-ins that a message shows beside their *Cheer* buttons."""
    view = shown if isinstance(shown, LayoutView) else LayoutView.from_message(shown, timeout=None)
    entries = (_entry(section) for section in _check_ins(view))
    return [entry for entry in entries if entry is not None]


def with_cheers(
    message: Message, givers: Mapping[RecordId, Sequence[MemberId]]
) -> LayoutView | None:
    """Rebuild the message of one or more check-ins with the cheerers of each.

    Check-ins without an entry in `givers` are left out, and so is the picture, which may be about
    them. Returns None if no check-in is left.
    """
    view = LayoutView.from_message(message, timeout=None)
    view.stop()
    sections = list(_check_ins(view))
    undone = [section for section in sections if _entry(section) not in givers]
    for gone in undone:
        _remove(view, gone)
        sections.remove(gone)
    if undone:
        card_pictures.remove_picture(view)
    for nth, section in enumerate(sections):
        for line in [child for child in section.children if _is_cheers_line(child)]:
            section.remove_item(line)
        for line in cheers_line(givers[_entry(section) or RecordId(0)], nth):
            section.add_item(line)
    card_pictures.refer_by_name(view)
    return view if sections else None


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
        colour=PEOPLE,
    )


def _about(cheered: Cheered) -> str:
    return "cheers-check-in" if cheered.entry else "cheers-goal"


def _check_ins(view: LayoutView) -> Iterator[Section[Any]]:
    for item in view.walk_children():
        id_ = str(getattr(getattr(item, "accessory", None), "custom_id", ""))
        if isinstance(item, Section) and id_.startswith(f"{_VERB}:"):
            yield item


def _entry(section: Section[Any]) -> RecordId | None:
    parts = str(getattr(section.accessory, "custom_id", "")).split(":")
    return RecordId(int(parts[2])) if parts[2].isdecimal() else None


def _is_cheers_line(child: Item[Any]) -> bool:
    return child.id is not None and CHEERS_LINE <= child.id < CHEERS_LINE + _MOST_CHECK_INS


def _remove(view: LayoutView, section: Section[Any]) -> None:
    box = section.parent
    if isinstance(box, Container):
        box.remove_item(section)
    else:
        view.remove_item(section)
