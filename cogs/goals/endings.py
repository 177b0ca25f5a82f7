"""Complete or drop a goal, in public."""

from discord.app_commands import Range, autocomplete, command

from accountabot.domain.identifiers import RecordId
from accountabot.domain.user_text import NOTE_LIMIT, TITLE_LIMIT
from accountabot.services.goals import endings
from accountabot.services.goals.endings import Ended
from accountabot.ui.checkins import replies
from accountabot.ui.checkins.check_in_pictures import add_check_in_picture
from accountabot.ui.checkins.checkin_cards import check_in_card
from accountabot.ui.client import Client, Interaction
from accountabot.ui.delivery.announcements import announce, why_alone
from accountabot.ui.goals.ending_cards import completed_card, dropped_card
from accountabot.ui.goals.endings import announce_ended
from accountabot.ui.goals.goal_autocomplete import own_active_goals
from accountabot.ui.goals.reached_picture import add_reached_picture
from accountabot.ui.pictures.adding import time_left
from accountabot.ui.responses import act


@command()
@autocomplete(goal=own_active_goals)
async def complete(
    interaction: Interaction,
    goal: Range[str, None, TITLE_LIMIT],
    note: Range[str, None, NOTE_LIMIT] | None = None,
) -> None:
    """Mark one of your goals as done for good

    Args:
        goal: Which of your goals
        note: How it went, in a few words
    """
    ended = await act(interaction, endings.complete, goal, note)
    if isinstance(ended, Ended):
        kind = "completed-over" if ended.view.passed else "completed"
        card = completed_card(ended)
        if not ended.view.passed:
            await add_reached_picture(interaction, card, ended.view)
        await announce_ended(interaction, ended, card, kind)
        return
    done = ended.status.goal
    replies.send_events(interaction.client, ended)
    entry = RecordId(ended.entry or 0)
    card = check_in_card(ended)
    await add_check_in_picture(
        interaction.client, interaction.user, card, [ended], patience=time_left(interaction)
    )
    await announce(
        interaction,
        card,
        entry,
        "checked-in",
        why_alone(done),
        is_private=done.is_private,
    )


@command()
@autocomplete(goal=own_active_goals)
async def drop(
    interaction: Interaction,
    goal: Range[str, None, TITLE_LIMIT],
    reason: Range[str, None, NOTE_LIMIT] | None = None,
) -> None:
    """Drop one of your goals; that doesn't count as a miss

    Args:
        goal: Which of your goals
        reason: Why, if you like; everyone can read it
    """
    ended = await act(interaction, endings.drop, goal, reason)
    await announce_ended(interaction, ended, dropped_card(ended), "dropped")


async def setup(bot: Client) -> None:
    """Add the commands to the existing `/goal` group."""
    bot.group_of("Goals").add_command(complete)
    bot.group_of("Goals").add_command(drop)
