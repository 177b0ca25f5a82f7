"""Build the cards of completed and dropped goals."""

from accountabot.services.goals.endings import Ended
from accountabot.ui import due_text
from accountabot.ui.cards import INFO, KEPT, Card, row, text
from accountabot.ui.escaping import escape
from accountabot.ui.goals.goal_card import cheer_button, numbers, why_button
from accountabot.ui.localization import say


def completed_card(ended: Ended) -> Card:
    """Build the public card of a completed goal; being above a ceiling is stated, not praised."""
    goal = ended.view.goal
    passed = ended.view.passed
    cheer = [] if goal.is_private or passed else [cheer_button(goal)]
    said = say(
        "completed-over" if passed else "completed",
        member=str(goal.owner.id),
        title=escape(goal.title),
    )
    return Card(
        text(said, due_text.passed_text(goal, passed) if passed else None, _note(ended)),
        *(
            [text(numbers(ended.view, with_zeros=False))]
            if ended.view.kept_ratio and ended.view.kept_ratio.of
            else []
        ),
        row(*cheer, why_button(goal)),
        colour=INFO if passed else KEPT,
    )


def dropped_card(ended: Ended) -> Card:
    """Build the public card of a dropped goal."""
    goal = ended.view.goal
    said = say("dropped", member=str(goal.owner.id), title=escape(goal.title))
    return Card(
        text(said, _note(ended)), text(say("dropped-hint")), row(why_button(goal)), colour=INFO
    )


def _note(ended: Ended) -> str | None:
    return say("ended-note", note=escape(ended.note)) if ended.note else None
