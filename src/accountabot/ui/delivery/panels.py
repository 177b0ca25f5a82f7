"""Replace an ephemeral panel by what becomes of it, so that none keeps buttons that are spent."""

from discord.ui import LayoutView

from accountabot.ui import mention_tracking, responses
from accountabot.ui.client import Interaction
from accountabot.ui.delivery.acknowledgements import update_message
from accountabot.ui.delivery.first_responses import is_answered


def is_pressed(interaction: Interaction, *verbs: str) -> bool:
    """Return whether an item of an ephemeral panel was pressed, or its form submitted.

    With verbs, the panel must have an item with one of them.
    """
    panel = interaction.message
    if panel is None or not panel.flags.ephemeral or is_answered(interaction):
        return False
    found = {label.partition(":")[0] for label in mention_tracking.custom_ids(panel)}
    return not verbs or bool(found & {*verbs})


async def show(interaction: Interaction, view: LayoutView, *verbs: str) -> None:
    """Replace the panel that was pressed, or respond ephemerally if none was."""
    if is_pressed(interaction, *verbs):
        await update_message(interaction, view)
    else:
        await responses.show(interaction, view)
