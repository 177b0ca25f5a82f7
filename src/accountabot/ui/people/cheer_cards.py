"""Build cheers, and the *Cheer* button of a check-in."""

from typing import Any

from discord.ui import Button

from accountabot.domain.identifiers import MemberId, RecordId, ServerId
from accountabot.services.people.cheers import Cheered
from accountabot.ui.cards import GOING, Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.goals.goal_card import cheer_button
from accountabot.ui.localization import say


def check_in_cheer_button(server: ServerId, entry: RecordId) -> Button[Any]:
    """Build the *Cheer* button of a check-in."""
    return button(say("button-cheer"), custom_id("cheer-checkin", server, entry), emoji="👏")


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
        row(check_in_cheer_button(goal.owner.server, entry) if entry else cheer_button(goal)),
        colour=GOING,
    )


def _about(cheered: Cheered) -> str:
    return "cheers-check-in" if cheered.entry else "cheers-goal"
