"""Draw the cards that more than one cog shows."""

from datetime import timedelta
from typing import Any

from discord import ButtonStyle, Colour
from discord.ui import ActionRow, Button, Container, Item, LayoutView, TextDisplay

from accountabot.domain.goals import State
from accountabot.domain.identities import ServerId
from accountabot.domain.trust import Word
from accountabot.services.goals import View
from accountabot.ui import dates, promises, strips, words
from accountabot.ui.controls import button, custom_id
from accountabot.ui.quotes import quote
from accountabot.ui.texts import say

GOING, DONE, QUIET = Colour(0xF2A33A), Colour(0x3BA55D), Colour(0x7A8291)
"""Amber for what is going on, green for what was kept, grey for what only informs."""


NEWS = timedelta(days=7)
"""How long a card tells of a freeze that was spent."""


class Card(LayoutView):
    """A message of components; discord.py need not remember it, its controls last (controls.py)."""

    def __init__(self, *items: Item[Any], colour: Colour = QUIET) -> None:
        super().__init__(timeout=None)
        self.add_item(Container(*items, accent_colour=colour))
        self.stop()


def text(*lines: str | None) -> TextDisplay[Any]:
    """Return lines of text, those that are None left out."""
    return TextDisplay("\n".join(line for line in lines if line))


def row(*buttons: Item[Any]) -> ActionRow[Any]:
    """Return controls side by side."""
    return ActionRow(*buttons)


def goal_card(view: View) -> Card:
    """Draw a goal for everyone to see: what was promised, how it was understood, and how it stands."""
    goal = view.goal
    owner, title = str(goal.owner.id), quote(goal.title)
    if goal.state is State.COMPLETED:
        numbers = _numbers(view, view.word) if view.word else None
        done = text(say("goal-done-title", title=title), say("goal-kept", owner=owner), numbers, *_backing(view))
        return Card(done, row(_why(goal.owner.server, goal.id)), colour=DONE)
    is_over = not view.line.due.is_going
    can_still_be_done = not is_over or view.line.due.yesterday
    promise = say("goal-promise", owner=owner, promise=promises.promise(goal, view.line.terms.days))
    numbers = _numbers(view, view.word) if view.word else _streak(view)
    return Card(
        text(
            say("goal-over-title" if is_over else "goal-title", title=title),
            promise,
            say("goal-over-since") if is_over else words.next_due(goal, view.line.due),
        ),
        *([text(numbers, _frozen(view), *_backing(view))] if numbers or any(_backing(view)) else []),
        *([text(strips.strip(view.strip))] if view.strip else []),
        goal_buttons(goal.owner.server, goal.id) if can_still_be_done else row(_why(goal.owner.server, goal.id)),
        colour=QUIET if is_over else GOING,
    )


def _frozen(view: View) -> str | None:
    """Tell kindly of a freeze that was spent not long ago."""
    frozen, now = view.line.run.frozen, view.line.now
    is_news = frozen is not None and now.date() - frozen <= NEWS and view.line.run.streak > 0
    return say("goal-frozen", day=dates.date(frozen)) if frozen and is_news else None


def goal_buttons(server: ServerId, goal: int) -> ActionRow[Any]:
    """Return what anyone may do with a goal at one tap."""
    return row(
        button(say("button-check-in"), custom_id("checkin", server, goal), ButtonStyle.success, "✅"),
        button(say("button-witness"), custom_id("witness", server, goal), emoji="🤝"),
        button(say("button-cheer"), custom_id("cheer", server, goal), emoji="👏"),
        _why(server, goal),
    )


def _why(server: ServerId, goal: int) -> Button[Any]:
    return button(say("button-why"), custom_id("why", server, goal))


def _streak(view: View) -> str | None:
    return None if view.goal.is_once else say("goal-streak", streak=view.line.run.streak)


def _numbers(view: View, word: Word) -> str:
    run = view.line.run
    longest = max(run.longest, run.streak)
    return say("goal-lines", streak=run.streak, longest=longest, kept=word.kept, of=word.of, freezes=run.freezes)


def _backing(view: View) -> tuple[str | None, str | None]:
    seen, cheers = view.backing.witnesses, view.backing.cheers
    names = " ".join(f"<@{member}>" for member in seen[:5]) + (f" +{len(seen) - 5}" if len(seen) > 5 else "")  # noqa: PLR2004
    return (
        say("goal-witnesses", count=len(seen), witnesses=names) if seen else None,
        say("goal-cheers", count=cheers) if cheers else None,
    )
