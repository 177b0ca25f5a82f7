"""Respond to a check-in with its public card, or with a follow-up question."""

from collections.abc import Sequence

from accountabot.domain.goals.goal import GoalState
from accountabot.domain.identifiers import PendingId, RecordId
from accountabot.services.checkins import amendments, picks
from accountabot.services.checkins.checked_in import NOT_EARLY, CheckedIn
from accountabot.services.checkins.checkin_requests import (
    CheckInResult,
    HowMuch,
    WhichDay,
    WhichGoal,
)
from accountabot.services.checkins.picks import Picked
from accountabot.ui import responses
from accountabot.ui.cards import Card, text
from accountabot.ui.checkins import attachments, checkin_prompts, goal_choices
from accountabot.ui.checkins.check_in_pictures import add_check_in_picture
from accountabot.ui.checkins.checkin_cards import (
    check_in_card,
    existing_check_in_card,
    several_check_ins_cards,
)
from accountabot.ui.client import Client, Interaction
from accountabot.ui.delivery import panels
from accountabot.ui.delivery.acknowledgements import update_message
from accountabot.ui.delivery.announcements import announce, announce_all, why_alone
from accountabot.ui.localization import say
from accountabot.ui.modals import open_modal
from accountabot.ui.pictures.adding import time_left
from accountabot.ui.reminders import goal_panels
from accountabot.ui.reminders.private_cards import done_line


async def answer(
    interaction: Interaction, result: CheckInResult | WhichDay, pending: PendingId | None = None
) -> None:
    """Respond with the public check-in, or with a follow-up question.

    The check-in may have completed a `pending` one, which can still be for other goals.
    """
    if not isinstance(result, CheckedIn):
        responses.set_unrecorded(interaction)
    match result:
        case WhichGoal():
            await _ask(interaction, goal_choices.goal_choice_card(result))
        case WhichDay():
            await _ask(interaction, checkin_prompts.day_choice_card(result))
        case HowMuch():
            await _ask_how_much(interaction, result)
        case CheckedIn(entry=None):
            await _ask(interaction, existing_check_in_card(result))
        case CheckedIn(entry=int() as key):
            await show_check_in(interaction, result, RecordId(key), pending=pending)


async def show_check_in(
    interaction: Interaction,
    result: CheckedIn,
    entry: RecordId,
    outcome: Card | None = None,
    pending: PendingId | None = None,
) -> None:
    """Post a check-in; the private question that it answers, if any, is replaced by `outcome`."""
    send_events(interaction.client, result)
    _note_open(interaction, result)
    is_marked = await goal_panels.mark(
        interaction, result.status.goal.id, [text(done_line(result))]
    )
    if not is_marked and _has_question(interaction):
        await update_message(interaction, outcome or await _outcome(interaction, result, pending))
    await _announce(interaction, result, entry)


async def show_picked(interaction: Interaction, picked: Picked) -> None:
    """Post the check-ins on the picked goals, and go on asking about the others."""
    outcome = goal_choices.answered_card(picked.results, picked.remaining, picked.refused)
    recorded = [result for result in picked.results if result.entry]
    if len(recorded) == 1 and recorded[0].entry:
        await show_check_in(interaction, recorded[0], recorded[0].entry, outcome)
        return
    if not recorded:
        responses.set_unrecorded(interaction)
    await update_message(interaction, outcome)
    for result in recorded:
        send_events(interaction.client, result)
        _note_open(interaction, result)
    for is_private in (False, True):
        if any(result.status.goal.is_private is is_private for result in recorded):
            await _announce_several(interaction, recorded, is_private=is_private)


def _note_open(interaction: Interaction, result: CheckedIn) -> None:
    """Save what the card says about yesterday, so that it is not said again."""
    if result.still_open:
        responses.tell_open(interaction, result.status.goal.id)


def send_events(client: Client, result: CheckedIn) -> None:
    """Send the events triggered by a check-in."""
    goal = result.status.goal
    client.events.goal_changed(goal.owner.server, goal.id)
    if result.milestone or goal.state is GoalState.COMPLETED:
        client.events.outbox_changed()


async def _ask(interaction: Interaction, question: Card) -> None:
    """Ask privately, in place of the question that was answered, if any."""
    if _has_question(interaction):
        await update_message(interaction, question)
    else:
        await responses.show(interaction, question)


def _has_question(interaction: Interaction) -> bool:
    """Return whether the pressed button, or the form's button, belongs to a private question."""
    message = interaction.message
    return (
        message is not None
        and panels.is_pressed(interaction)
        and checkin_prompts.is_question(message)
    )


async def _outcome(interaction: Interaction, result: CheckedIn, pending: PendingId | None) -> Card:
    """Build what replaces a question; a choice keeps the goals that are still due."""
    if interaction.message is None or not checkin_prompts.is_choice(interaction.message):
        return goal_choices.answered_card([result])
    read = responses.database(interaction).read
    day = result.check_in.day
    remaining = await read(picks.still_due, responses.action(interaction), day, pending)
    return goal_choices.answered_card([result], remaining)


async def _ask_how_much(interaction: Interaction, question: HowMuch) -> None:
    """Ask for the amount, or whether the amount in the note is right.

    If the goal needs no amount and the note has none, the note alone is recorded.
    """
    amount = await checkin_prompts.amount_in_note(interaction, question.promised, question.note)
    if question.pending is None or (amount is None and not question.is_optional):
        await open_modal(interaction, checkin_prompts.amount_modal(question))
    elif amount is not None:
        await _ask(interaction, checkin_prompts.confirm_amount_card(question, amount))
    else:
        goal = question.status.goal.id
        await answer(
            interaction,
            await responses.act(interaction, amendments.enter_note, goal, question.pending),
            question.pending,
        )


async def _announce(interaction: Interaction, result: CheckedIn, entry: RecordId) -> None:
    """Post a check-in, and attach its proof."""
    goal = result.status.goal
    card = check_in_card(result)
    await add_check_in_picture(
        interaction.client, interaction.user, card, [result], patience=time_left(interaction)
    )
    post = await announce(
        interaction,
        card,
        entry,
        "checked-in",
        why_alone(goal),
        is_private=goal.is_private,
        has_file=result.file is not None,
        hint=_undo_hint(result.ordinal),
        is_brief=result.ordinal >= NOT_EARLY,
    )
    if post and result.is_first:
        interaction.client.events.first_check_in(goal.owner.server, goal.id)
    if result.file:
        await attachments.add_file(interaction, result, result.file, post)


async def _announce_several(
    interaction: Interaction, recorded: Sequence[CheckedIn], *, is_private: bool
) -> None:
    """Post the public check-ins of one action together, or show the private ones."""
    results = [result for result in recorded if result.status.goal.is_private is is_private]
    asides = [why_alone(result.status.goal) for result in results]
    cards = several_check_ins_cards(results)
    for card, entries in cards:
        shown = [result for result in results if result.entry in entries]
        await add_check_in_picture(
            interaction.client, interaction.user, card, shown, patience=time_left(interaction)
        )
    post = await announce_all(
        interaction,
        cards,
        "checked-in",
        next(filter(None, asides), None),
        is_private=is_private,
        hint=_undo_hint(max(result.ordinal for result in recorded)),
        is_brief=all(result.ordinal >= NOT_EARLY for result in recorded),
    )
    if post and any(result.is_first for result in recorded):
        goal = results[0].status.goal
        interaction.client.events.first_check_in(goal.owner.server, goal.id)


def _undo_hint(ordinal: int) -> str:
    """Explain how to undo check-ins, for the last time on the member's third."""
    return say("checked-in-undo-last" if ordinal >= NOT_EARLY - 1 else "checked-in-undo")
