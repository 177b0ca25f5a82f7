"""Build the form, preview and result of an edit."""

import hashlib
from collections.abc import Mapping

from discord import ButtonStyle
from discord.ui import Modal

from accountabot.domain.calendar.days import Calendar
from accountabot.domain.goals.amounts import TEXT_LIMIT
from accountabot.domain.goals.edits import TERMS, EditInput, GoalField, is_silent_edit
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import PendingId
from accountabot.domain.user_text import TITLE_LIMIT
from accountabot.phrases.calendar import date_reader
from accountabot.phrases.goals.parsed_goal import SENTENCE_LIMIT, DateChoice, Dates
from accountabot.services.goals.edits import Edited, EditPreview
from accountabot.services.streaks.goal_status import GoalStatus
from accountabot.ui import amounts, due_text
from accountabot.ui.cards import GOAL, Card, row, text
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.goals import edit_diff, promise_text
from accountabot.ui.goals.date_choices import date_buttons, has_times
from accountabot.ui.goals.picked_dates import format_dates
from accountabot.ui.localization import say
from accountabot.ui.modals import modal_of, select_field, text_field

EVERYONE, ONLY_ME = "server", "me"
_FIELDS = ("sentence", "amount", "until", "plan", "visibility")
_MARK = 8
"""Length of a field's checksum."""


def edit_modal(line: GoalStatus, typed: EditInput | None = None) -> Modal:
    """Build the edit form with the goal's current values, or with the member's earlier input.

    Its custom_id carries checksums of the current values.
    """
    held = _shown(line)
    shown = held | _as_typed(typed or EditInput())
    who = {EVERYONE: say("edit-everyone"), ONLY_ME: say("edit-only-me")}
    form = modal_of(
        "edit",
        line.goal.id,
        say("edit-form"),
        text_field(
            "sentence", say("edit-sentence"), shown["sentence"], SENTENCE_LIMIT, required=True
        ),
        text_field(
            "amount",
            say("edit-amount"),
            shown["amount"],
            TEXT_LIMIT,
            hint=say("edit-amount-hint"),
        ),
        text_field(
            "until",
            say("edit-until"),
            shown["until"],
            date_reader.LIMIT,
            hint=say("edit-until-hint"),
        ),
        text_field(
            "plan", say("edit-plan"), shown["plan"], TITLE_LIMIT, hint=say("edit-plan-hint")
        ),
        select_field("visibility", say("edit-visibility"), who, shown["visibility"]),
    )
    form.custom_id += "-".join(map(_mark, held.values()))
    return form


def changed_input(marks: str, fields: Mapping[str, str]) -> EditInput:
    """Return the fields that the member changed in the form."""
    held = dict(zip(_FIELDS, marks.split("-"), strict=False))
    said = {name: " ".join(value.split()) for name, value in fields.items() if name in _FIELDS}
    new = {name: value for name, value in said.items() if _mark(value) != held.get(name)}
    is_private = new["visibility"] == ONLY_ME if "visibility" in new else None
    return EditInput(
        sentence=new.get("sentence"),
        amount=new.get("amount"),
        until=new.get("until"),
        plan=new.get("plan"),
        is_private=is_private,
    )


def _as_typed(typed: EditInput) -> dict[str, str]:
    who = None if typed.is_private is None else ONLY_ME if typed.is_private else EVERYONE
    said = (typed.sentence, typed.amount, typed.until, typed.plan, who)
    return {name: value for name, value in zip(_FIELDS, said, strict=True) if value is not None}


def _mark(text: str) -> str:
    """Return a short checksum of a text."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:_MARK]


def _shown(line: GoalStatus) -> dict[str, str]:
    """Return the current values as shown in the form."""
    goal = line.goal
    return {
        "sentence": goal.title
        if goal.is_once
        else f"{goal.title} {promise_text.schedule_text(goal.schedule)}",
        "amount": amounts.editable_amount(goal.amount) if goal.amount else "",
        "until": _until(line.goal_as_due, line.rules.days.calendar(line.now)),
        "plan": goal.plan,
        "visibility": ONLY_ME if goal.is_private else EVERYONE,
    }


def _until(goal: Goal, calendar: Calendar) -> str:
    """Format a goal's end as a date, with the time if it has one."""
    until = goal.start.until
    through = goal.start.through
    if not until:
        return through.isoformat() if through else ""
    if promise_text.is_end_of_day(until, calendar):
        return calendar.day_of(until).isoformat()
    return f"{until.astimezone(calendar.zone):%Y-%m-%d %H:%M}"


def preview_card(
    proposed: EditPreview, draft: PendingId, picks: Dates, *, is_anew: bool = False
) -> Card:
    """Build the preview of an edit for the goal's owner."""
    line, after, _ = proposed
    server = line.goal.owner.server
    detail = f"{format_dates(picks)}/{fingerprint_of(proposed)}"
    return Card(
        text(
            say("edit-title", title=escape(line.goal.title)),
            say("edit-anew") if is_anew else None,
            *_changes(proposed),
        ),
        text(due_text.next_due_text(after.goal, after.due), _effect(proposed)),
        row(
            button(
                say("button-change"),
                custom_id("edit-apply", server, draft, detail),
                ButtonStyle.success,
            ),
            button(say("button-leave"), custom_id("edit-cancel", server, draft)),
        ),
        colour=GOAL,
    )


def fingerprint_of(proposed: EditPreview) -> str:
    """Return a checksum of a preview, so that only the shown edit can be applied."""
    return _mark("\n".join([*proposed.fields, *_changes(proposed), _effect(proposed)]))


def invalid_edit_card(problem: str, line: GoalStatus, draft: PendingId) -> Card:
    """Explain why an edit is invalid, and offer the form again with the same input."""
    again = button(say("button-edit-again"), custom_id("edit-again", line.goal.owner.server, draft))
    return Card(text(problem), row(again))


def _changes(proposed: EditPreview) -> list[str]:
    line, after, fields = proposed
    before = line.goal_as_due
    calendar = line.rules.days.calendar(line.now)
    pairs = (
        (name, *(edit_diff.field_value(name, goal, calendar) for goal in (before, after.goal)))
        for name in fields
    )
    return [
        say("edit-line", what=say(f"changed-{name}"), before=was, after=later)
        for name, was, later in pairs
        if was != later
    ]


def _effect(proposed: EditPreview) -> str:
    """Describe how an edit affects the record and the current day."""
    line, after, fields = proposed
    if line.goal.is_private != after.goal.is_private:
        return say("edit-hides" if after.goal.is_private else "edit-shows")
    if is_silent_edit(line.goal, line.now):
        return say("edit-silent")
    return say("edit-terms") if not TERMS.isdisjoint(fields) else say("edit-recorded")


def which_date_card(choice: DateChoice, line: GoalStatus, draft: PendingId, picks: Dates) -> Card:
    """Ask which of several dates the member meant."""
    goal = line.goal
    calendar = line.rules.days.calendar(line.now)
    server = goal.owner.server
    question = "edit-which-time" if has_times(choice.options, calendar) else "edit-which"
    ids = [
        custom_id("edit-day", server, draft, format_dates({**picks, **dates}))
        for dates in choice.picks
    ]
    return Card(
        text(say("edit-title", title=escape(goal.title)), say(question, zone=str(calendar.zone))),
        *date_buttons(choice.options, calendar, ids, choice.places),
        colour=GOAL,
    )


def edited_card(edited: Edited) -> Card:
    """Build the result of an edit for the goal's owner, with an *Undo* button."""
    view = edited.view
    goal = view.goal
    undo = button(say("button-undo"), custom_id("undo", goal.owner.server, edited.entry))
    promise = say("edited-promise", promise=promise_text.promise_text(goal, view.status.rules.days))
    return Card(
        text(
            say("edited", title=escape(goal.title)),
            promise,
            due_text.next_due_text(goal, view.status.due),
        ),
        text(_consequence(edited)),
        row(undo),
        colour=GOAL,
    )


def _consequence(edited: Edited) -> str:
    """Describe who can see the edit, and how to undo it."""
    if GoalField.VISIBILITY in edited.fields:
        return say("edited-hidden" if edited.view.goal.is_private else "edited-shown")
    if edited.view.goal.is_private:
        return say("only-you")
    return say("edited-silently" if edited.is_silent else "edited-undo")
