"""Build check-in cards, for everyone or for the owner alone."""

from typing import Any

from discord import Colour
from discord.ui import Item, TextDisplay

from accountabot.domain.goals.goal import GoalState
from accountabot.domain.goals.schedules import DAILY, Per
from accountabot.services.checkins.recording import CheckedIn
from accountabot.ui import amounts, dates, due_text
from accountabot.ui.cards import DONE, GOING, QUIET, Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say
from accountabot.ui.people.cheer_cards import check_in_cheer_button


def check_in_card(result: CheckedIn, *proofs: Item[Any]) -> Card:
    """Build a check-in's public card, with its proof."""
    return Card(*_texts(result), *proofs, *_cheer(result), colour=_colour(result))


def _cheer(result: CheckedIn) -> list[Item[Any]]:
    """Return the Cheer button of a public check-in; above a ceiling, there is nothing to cheer."""
    if result.entry is None or result.status.goal.is_private or result.is_over:
        return []
    return [row(check_in_cheer_button(result.status.goal.owner.server, result.entry))]


def message_check_in_card(result: CheckedIn) -> Card:
    """Build the owner's card for a check-in by message, with an *Undo* button."""
    undo = button(
        say("button-undo"), custom_id("undo", result.status.goal.owner.server, result.entry or 0)
    )
    return Card(*_texts(result), text(say("checked-in-undo")), row(undo), colour=_colour(result))


def milestone_card(result: CheckedIn) -> Card:
    """Build the card for a milestone reached by a check-in message."""
    return Card(text(_headlined(result), _milestone(result)), *_cheer(result), colour=DONE)


def existing_check_in_card(result: CheckedIn) -> Card:
    """Build the card for an already recorded check-in, with an offer to add a note."""
    goal = result.status.goal
    said = say(
        f"already-{result.when}", title=escape(goal.title), streak=result.status.tally.streak
    )
    add = button(
        say("button-add-note"),
        custom_id("note", goal.owner.server, goal.id, result.check_in.day.isoformat()),
    )
    return Card(text(said, say("checked-in-back") if result.is_resumed else None), row(add))


def _texts(result: CheckedIn) -> list[TextDisplay[Any]]:
    due = None if result.is_over else _due(result)
    numbers = [over_text(result), _extra(result), _standing(result), due, *_news(result)]
    return [text(*lines) for lines in ([_headlined(result)], _said(result), numbers) if any(lines)]


def _due(result: CheckedIn) -> str | None:
    status = result.status
    return due_text.next_due_text(status.goal, status.due, with_progress=not result.is_extra)


def _said(result: CheckedIn) -> list[str | None]:
    amount = result.check_in.amount
    note = result.check_in.note
    return [
        None
        if amount is None
        else say("checked-in-amount", amount=amounts.done_text(amount, result.status.goal)),
        say("checked-in-note", note=escape(note)) if note else None,
        say("checked-in-proof", link=result.proof) if result.proof else None,
    ]


def _colour(result: CheckedIn) -> Colour:
    if result.is_bonus or result.is_over:
        return QUIET
    return GOING if result.is_short else DONE


def over_text(result: CheckedIn) -> str | None:
    """State how far the amounts are above a ceiling, and when it starts anew."""
    amount = result.status.revision_of(result.check_in.day).goal.amount
    if not result.is_over or amount is None or result.total is None:
        return None
    return say(
        "checked-in-over-by",
        done=amounts.number_text(result.total),
        of=amounts.number_text(amount.number),
        when=_when(result),
    )


def _when(result: CheckedIn) -> str:
    """Return the case of the sentence about a ceiling: the day, or the longer period."""
    goal = result.status.revision_of(result.check_in.day).goal
    period = result.period
    if goal.is_once:
        return "once"
    if goal.schedule == DAILY:
        return f"daily-{result.when}"
    is_day = goal.counts_days or (period is not None and period.first == period.last)
    return f"day-{result.when}" if is_day else "period"


def _extra(result: CheckedIn) -> str | None:
    """State that the quota of the week or month was kept already."""
    goal = result.status.revision_of(result.check_in.day).goal
    if not result.is_extra or not isinstance(goal.schedule, Per):
        return None
    today = result.status.rules.days.day_of(result.status.now)
    last = result.period.last if result.period else None
    return say(
        "checked-in-extra-of",
        number=goal.schedule.number,
        per=goal.schedule.unit,
        which="this" if last is None or last >= today else "that",
    )


def _standing(result: CheckedIn) -> str | None:
    if result.is_bonus:
        return say("checked-in-bonus-hint")
    if result.status.goal.is_once or result.is_over:
        return None
    tally = result.status.tally
    return say(
        "checked-in-streak", streak=tally.streak, without_freeze=int(tally.is_without_freeze)
    )


def _news(result: CheckedIn) -> tuple[str | None, ...]:
    """Mention a milestone, a return after an absence, a resumed goal or a used freeze."""
    away = (
        say("checked-in-away", member=str(result.status.goal.owner.id)) if result.was_away else None
    )
    saved = int(result.status.tally.uses_freeze)
    frozen = (
        say("checked-in-frozen", day=dates.date(result.frozen), saved=saved)
        if result.frozen
        else None
    )
    return _milestone(result), away, (say("checked-in-back") if result.is_resumed else None), frozen


def _milestone(result: CheckedIn) -> str | None:
    if not result.milestone:
        return None
    return say("checked-in-milestone", number=result.milestone)


def _headlined(result: CheckedIn) -> str:
    goal = result.status.goal
    return say(_headline(result), member=str(goal.owner.id), title=escape(goal.title))


def _headline(result: CheckedIn) -> str:
    if result.status.goal.state is GoalState.COMPLETED:
        return "checked-in-completed-late" if result.is_late else "checked-in-completed"
    cases = {
        "checked-in-bonus": result.is_bonus,
        "checked-in-over": result.is_over,
        "checked-in-short": result.is_short,
        "checked-in-late": result.is_late,
        "checked-in-extra": result.is_extra,
        "checked-in-within": result.status.goal.is_ceiling,
    }
    return next((key for key, holds in cases.items() if holds), "checked-in")
