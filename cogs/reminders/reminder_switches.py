"""Handle the buttons that switch reminders on and off."""

from accountabot.domain.identifiers import GoalId
from accountabot.domain.refusals import Refusal
from accountabot.domain.reminders.reminder_preferences import ReminderPlace
from accountabot.services.reminders import choices, reminder_preferences
from accountabot.services.reminders.outlook import Outlook
from accountabot.ui.cards import text
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.localization import say
from accountabot.ui.reminders import goal_panels, trial_messages
from accountabot.ui.reminders.outlook_cards import declined_items, outlook_items
from accountabot.ui.reminders.switch_buttons import parse_times
from accountabot.ui.responses import act


class Switch(PersistentItem, template=r"(?!)"):
    """A button that changes the reminders of one goal."""

    works_in_messages = True

    @property
    def goal(self) -> GoalId:
        """The goal."""
        return GoalId(self.subject)

    async def show(self, interaction: Interaction, found: Outlook) -> None:
        """Have reminders planned again, and say when the next one comes."""
        interaction.client.events.reminders_changed()
        interaction.client.events.outbox_changed()
        await goal_panels.show(interaction, self.goal, outlook_items(found))


class RemindMe(Switch, template=template("remind-me")):
    """The *Remind me here* and *By direct message* buttons; without a place, the chosen one."""

    async def on_press(self, interaction: Interaction) -> None:
        """Switch the goal's reminders on."""
        try:
            place = ReminderPlace(self.detail) if self.detail else None
        except ValueError:
            raise Refusal("control-unknown") from None
        if place is ReminderPlace.OFF:
            raise Refusal("control-unknown")
        await self.show(interaction, await act(interaction, choices.switch_on, self.goal, place))


class RemindAgain(Switch, template=template("remind-again")):
    """The *Remind me again* button; its detail has the times that the goal had."""

    async def on_press(self, interaction: Interaction) -> None:
        """Give the goal its times back."""
        times = parse_times(self.detail)
        found = await act(interaction, choices.switch_on_again, self.goal, times)
        await self.show(interaction, found)


class NoReminders(Switch, template=template("remind-no")):
    """The *No reminders* button."""

    async def on_press(self, interaction: Interaction) -> None:
        """Switch the goal's reminders off."""
        found, before = await act(interaction, choices.decline, self.goal)
        interaction.client.events.reminders_changed()
        interaction.client.events.outbox_changed()
        await goal_panels.show(interaction, self.goal, declined_items(found, before))


class TryMessagesAgain(Switch, template=template("remind-try")):
    """The *Try direct messages again* button of a private message."""

    async def on_press(self, interaction: Interaction) -> None:
        """Use direct messages again, beginning with a trial message."""
        await act(interaction, reminder_preferences.try_messages_again)
        arrived = await trial_messages.send(interaction)
        interaction.client.events.reminders_changed()
        said = say("remind-try-arrived" if arrived else "remind-try-failed")
        await goal_panels.show(interaction, self.goal, [text(said)])


async def setup(bot: Client) -> None:
    """Load the buttons."""
    bot.add_dynamic_items(RemindMe, RemindAgain, NoReminders, TryMessagesAgain)
