"""Handle the buttons of messages that remind members."""

from accountabot.domain.identifiers import GoalId
from accountabot.services.reminders import answers, choices, pressed_messages
from accountabot.ui import components, responses
from accountabot.ui.cards import row, text
from accountabot.ui.checkins import replies
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.escaping import escape
from accountabot.ui.goals.ending_cards import dropped_card
from accountabot.ui.goals.endings import announce_ended
from accountabot.ui.localization import say
from accountabot.ui.reminders import goal_panels
from accountabot.ui.reminders.outlook_cards import declined_items
from accountabot.ui.reminders.outlook_text import outlook_line
from accountabot.ui.reminders.private_cards import my_goals_card
from accountabot.ui.reminders.reminder_buttons import stop_button
from accountabot.ui.responses import act


class CheckInAny(PersistentItem, template=template("reminder-checkin")):
    """The *Check in* button of a message for several members."""

    async def on_press(self, interaction: Interaction) -> None:
        """Check the member in on their own goals in the message."""
        result = await act(interaction, pressed_messages.check_in, self.subject)
        await replies.answer(interaction, result)


class MyGoals(PersistentItem, template=template("reminder-mine")):
    """The *My goals* button of a message."""

    works_in_messages = True

    async def on_press(self, interaction: Interaction) -> None:
        """Show the member their own goals in the message."""
        read = responses.database(interaction).read
        own = await read(
            pressed_messages.own_goals,
            responses.member(interaction),
            self.subject,
            interaction.created_at,
        )
        await responses.show(interaction, my_goals_card(own))


class ReminderAnswer(PersistentItem, template=r"(?!)"):
    """A button with which an owner answers a reminder of one goal."""

    works_in_messages = True

    @property
    def goal(self) -> GoalId:
        """The goal."""
        return GoalId(self.subject)

    def wake(self, interaction: Interaction) -> None:
        """Have the next reminders planned again, and messages edited."""
        interaction.client.events.reminders_changed()
        interaction.client.events.outbox_changed()


class Snooze(ReminderAnswer, template=template("reminder-snooze")):
    """The *In 1 hour* and *This evening* buttons."""

    async def on_press(self, interaction: Interaction) -> None:
        """Remind once more."""
        is_evening = self.detail == "evening"
        done = await act(interaction, answers.snooze, self.goal, evening=is_evening)
        self.wake(interaction)
        said = say(
            "reminder-snoozed-over" if done.is_evening_over else "reminder-snoozed-until",
            title=escape(done.goal.title),
            at=int(done.until.timestamp()),
        )
        buttons = row(stop_button(done.goal))
        await goal_panels.show(interaction, self.goal, [text(said), buttons])


class NotToday(ReminderAnswer, template=template("reminder-not-today")):
    """The *Not today* button."""

    async def on_press(self, interaction: Interaction) -> None:
        """End the reminders for the day."""
        day = components.parse_day(self.detail)
        found = await act(interaction, answers.not_today, self.goal, day)
        self.wake(interaction)
        said = say("reminder-not-today", title=escape(found.goal.title))
        await goal_panels.show(interaction, self.goal, [text(said, outlook_line(found))])


class Stop(ReminderAnswer, template=template("reminder-stop")):
    """The *Stop these* button."""

    async def on_press(self, interaction: Interaction) -> None:
        """End the goal's reminders."""
        found, before = await act(interaction, choices.decline, self.goal)
        self.wake(interaction)
        await goal_panels.show(interaction, self.goal, declined_items(found, before))


class GoOn(ReminderAnswer, template=template("reminder-go-on")):
    """The *Keep reminding me* button."""

    async def on_press(self, interaction: Interaction) -> None:
        """Keep the goal's reminders."""
        found = await act(interaction, answers.go_on, self.goal)
        self.wake(interaction)
        said = say("reminder-goes-on", title=escape(found.goal.title)) if found.is_on else None
        await goal_panels.show(interaction, self.goal, [text(said, outlook_line(found))])


class NotThisTime(ReminderAnswer, template=template("reminder-not-this-time")):
    """The *Not this time* button."""

    async def on_press(self, interaction: Interaction) -> None:
        """Leave the period as it is."""
        day = components.parse_day(self.detail)
        goal = await act(interaction, answers.not_this_time, self.goal, day)
        self.wake(interaction)
        said = say("reminder-not-this-time", title=escape(goal.title))
        await goal_panels.show(interaction, self.goal, [text(said)])


class LetGo(ReminderAnswer, template=template("reminder-let-go")):
    """The *Let it go* button."""

    async def on_press(self, interaction: Interaction) -> None:
        """Drop the goal, in public."""
        ended = await act(interaction, answers.let_go, self.goal)
        self.wake(interaction)
        said = say("reminder-let-go", title=escape(ended.view.goal.title))
        await goal_panels.mark(interaction, self.goal, [text(said)])
        await announce_ended(interaction, ended, dropped_card(ended), "dropped")


async def setup(bot: Client) -> None:
    """Load the buttons."""
    bot.add_dynamic_items(CheckInAny, MyGoals, Snooze, NotToday, Stop, GoOn, NotThisTime, LetGo)
