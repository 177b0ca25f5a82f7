"""Let owners pause a goal or skip its day with one tap."""

from accountabot.domain.identifiers import GoalId
from accountabot.services.people import rests
from accountabot.ui import responses
from accountabot.ui.cards import text
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.delivery.announcements import announce
from accountabot.ui.escaping import escape
from accountabot.ui.goals.pause_cards import other_goals_note, pause_card, skip_card
from accountabot.ui.localization import say
from accountabot.ui.reminders import goal_panels
from accountabot.ui.responses import act


class PauseButton(PersistentItem, template=template("pause-goal")):
    """The *Pause* button of a private message."""

    works_in_messages = True

    async def on_press(self, interaction: Interaction) -> None:
        """Pause the goal until it is resumed."""
        result = await act(interaction, rests.pause_goal, GoalId(self.subject))
        interaction.client.events.goal_changed(self.server, GoalId(self.subject))
        title = escape(result.statuses[0].goal.title)
        paused = [text(say("reminder-paused", title=title))]
        await goal_panels.mark(interaction, GoalId(self.subject), paused)
        await announce(
            interaction,
            pause_card(result.in_public),
            result.in_public.entries[-1],
            "paused",
            other_goals_note(result),
            is_private=result.is_private,
        )


class SkipButton(PersistentItem, template=template("skip-goal")):
    """The *Skip today* button of a private message."""

    works_in_messages = True

    async def on_press(self, interaction: Interaction) -> None:
        """Skip today."""
        skipped = await act(interaction, rests.skip_goal, GoalId(self.subject))
        if skipped.entry:
            interaction.client.events.goal_changed(self.server, GoalId(self.subject))
        await responses.show(interaction, skip_card(skipped))


async def setup(bot: Client) -> None:
    """Load the buttons."""
    bot.add_dynamic_items(PauseButton, SkipButton)
