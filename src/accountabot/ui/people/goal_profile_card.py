"""Build the part of a profile that shows one goal."""

from typing import Any

from discord.ui import ActionRow, Button

from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import Member
from accountabot.services.people.profiles import GoalProfile
from accountabot.ui.cards import INFO, PEOPLE, Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.goals import promise_text
from accountabot.ui.goals.goal_card import goal_buttons, numbers, why_button
from accountabot.ui.goals.goal_picker import open_goals
from accountabot.ui.localization import say
from accountabot.ui.people.profile_pictures import year_text

GOAL, MORE, BACK = "profile-goal", "profile-more", "profile"
"""The verbs of the button and the menu that show a goal, and of the way back."""


def goal_profile_card(shown: GoalProfile, asker: Member) -> Card:
    """Build a goal on its owner's profile, with what the asker can do for it."""
    view, goal = shown.view, shown.view.goal
    status = view.status
    is_going = status.due.is_ongoing
    cheers = view.support.cheers
    promise = promise_text.promise_text(goal, status.rules.days)
    return Card(
        text(
            say("profile-goal-title", title=escape(goal.title)),
            say("goal-promise", owner=str(goal.owner.id), promise=promise),
            numbers(view, with_zeros=False),
            say("goal-without-freeze", streak=status.tally.streak)
            if status.tally.is_without_freeze
            else None,
            year_text(shown.year) if shown.year and shown.year.total else None,
            say("goal-cheers", count=cheers) if cheers else None,
        ),
        goal_buttons(goal, asker) if is_going else row(why_button(goal)),
        _ways(goal),
        colour=PEOPLE if is_going else INFO,
    )


def _ways(goal: Goal) -> ActionRow[Any]:
    """Build the buttons to the goal's card and back to the profile."""
    (card,) = open_goals([goal])
    back: Button[Any] = button(
        say("button-profile-back"), custom_id(BACK, goal.owner.server, goal.owner.id), emoji="👤"
    )
    return row(*card.children, back)
