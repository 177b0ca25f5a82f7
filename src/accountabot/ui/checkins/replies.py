"""Respond to a check-in with its public card, or with a follow-up question."""

from accountabot.domain.goals.goal import GoalState
from accountabot.domain.identifiers import RecordId
from accountabot.services.checkins.checkin_requests import (
    CheckInResult,
    HowMuch,
    WhichDay,
    WhichGoal,
)
from accountabot.services.checkins.recording import CheckedIn
from accountabot.ui import responses
from accountabot.ui.checkins import attachments, checkin_prompts
from accountabot.ui.checkins.checkin_cards import check_in_card, existing_check_in_card
from accountabot.ui.client import Client, Interaction
from accountabot.ui.delivery.announcements import announce, why_alone
from accountabot.ui.modals import open_modal


async def answer(interaction: Interaction, result: CheckInResult | WhichDay) -> None:
    """Respond with the public check-in, or with a follow-up question."""
    if not isinstance(result, CheckedIn):
        responses.set_unrecorded(interaction)
    match result:
        case WhichGoal():
            await responses.show(interaction, checkin_prompts.goal_choice_card(result))
        case WhichDay():
            await responses.show(interaction, checkin_prompts.day_choice_card(result))
        case HowMuch():
            await _ask_how_much(interaction, result)
        case CheckedIn(entry=None):
            await responses.show(interaction, existing_check_in_card(result))
        case CheckedIn(entry=int() as key):
            send_events(interaction.client, result)
            await _announce(interaction, result, RecordId(key))


def send_events(client: Client, result: CheckedIn) -> None:
    """Send the events triggered by a check-in."""
    goal = result.status.goal
    client.events.goal_changed(goal.owner.server, goal.id)
    if result.milestone or goal.state is GoalState.COMPLETED:
        client.events.outbox_changed()


async def _ask_how_much(interaction: Interaction, question: HowMuch) -> None:
    """Ask for the amount, or whether the amount in the note is right."""
    amount = await checkin_prompts.amount_in_note(interaction, question.promised, question.note)
    if amount is None or question.pending is None:
        await open_modal(interaction, checkin_prompts.amount_modal(question))
    else:
        await responses.show(interaction, checkin_prompts.confirm_amount_card(question, amount))


async def _announce(interaction: Interaction, result: CheckedIn, entry: RecordId) -> None:
    """Post a check-in, offer to add the amount in its note, and attach its proof."""
    goal = result.status.goal
    said = result.check_in
    amount = None
    if said.amount is None:
        amount = await checkin_prompts.amount_in_note(
            interaction, result.status.revision_of(said.day).goal, said.note
        )
    offers = [] if amount is None else [checkin_prompts.count_button(result, amount)]
    post = await announce(
        interaction,
        check_in_card(result),
        entry,
        "checked-in",
        why_alone(goal),
        is_private=goal.is_private,
        before_undo=offers,
        has_file=result.file is not None,
    )
    if post and result.is_first:
        interaction.client.events.first_check_in(goal.owner.server, goal.id)
    if result.file:
        await attachments.add_file(interaction, result, result.file, post)
