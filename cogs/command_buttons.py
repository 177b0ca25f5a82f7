"""Use a command with one tap on a button."""

from accountabot.domain import choices
from accountabot.domain.identifiers import GoalId
from accountabot.domain.refusals import Refusal
from accountabot.ui import responses
from accountabot.ui.client import Client, Interaction
from accountabot.ui.components import PersistentItem, template
from accountabot.ui.delivery.acknowledgements import send_modal
from accountabot.ui.help.command_buttons import LABELS
from accountabot.ui.localization import say
from accountabot.ui.modals import Submission
from accountabot.ui.moderation import block_check
from accountabot.ui.retries import retries
from accountabot.ui.retries.command_retries import command_form, find_command, run_command


class UseCommand(PersistentItem, template=template("use")):
    """The button of a command; the detail is its name, the subject one of the member's goals."""

    works_in_messages = True
    is_for_blocked = True
    """Blocked members can use the same commands with the button as without."""

    async def on_press(self, interaction: Interaction) -> None:
        """Use the command, or open its form if it needs something typed."""
        if self.detail not in LABELS:
            raise Refusal("control-unknown")
        if self.detail not in block_check.OPEN:
            block_check.ensure_not_blocked(interaction)
        command = find_command(interaction.client, self.detail)
        who = responses.member(interaction)
        goal = choices.choice_of(who.id, GoalId(self.subject))
        values = {"goal": goal} if self.subject else {}
        typed = retries.command_input(interaction, self.detail, values)
        assert typed
        if not any(option.required for option in command.parameters):
            await run_command(interaction, command, typed)
            return
        retries.keep(interaction, typed)
        form = command_form(command, Submission(typed.source), has_file=False)
        form.title = say(LABELS[self.detail])
        await send_modal(interaction, form)


async def setup(bot: Client) -> None:
    """Load the button."""
    bot.add_dynamic_items(UseCommand)
