"""Answer the errors of commands, refuse blocked members, and sync commands if they changed."""

import hashlib
import json
import logging
from collections.abc import Sequence
from typing import Any

from discord import AppCommandType, InteractionType, app_commands
from discord.app_commands import AppCommand, AppCommandError, Command

from accountabot.domain.refusals import Refusal
from accountabot.store import bot_state
from accountabot.store.database import Database
from accountabot.ui import stopping
from accountabot.ui.client import Client, Interaction
from accountabot.ui.delivery import private_notices
from accountabot.ui.moderation import block_check
from accountabot.ui.retries import retries
from accountabot.ui.server.unseen_servers import ensure_seen

_SETUP = "setup"
"""The commands about a server's channels and roles."""

_log = logging.getLogger(__name__)


class CommandTree(app_commands.CommandTree[Client]):
    """Answer every command's errors in one place, and check for blocked members first."""

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Return whether a member may use a command; tell blocked members that they may not."""
        if self.client.state.is_redelivered(interaction.id):
            return False
        try:
            stopping.begin(interaction)
            is_allowed = await block_check.may_use_command(interaction)
            _ensure_seen_by_setup(interaction)
        except Refusal as refusal:
            if interaction.type is InteractionType.autocomplete:
                return False  # it can't be answered with a sentence
            await retries.answer_error(interaction, refusal)
            return False
        return is_allowed

    async def on_error(self, interaction: Interaction, error: AppCommandError, /) -> None:
        """Answer an error that a command raised."""
        await retries.answer_error(interaction, error)
        private_notices.announce_answered(interaction)

    async def sync_if_changed(self, database: Database) -> Sequence[AppCommand]:
        """Sync the commands unless Discord has them already: it limits how often one may.

        Returns the commands as Discord has them, with their ids.
        """
        wanted = [command.to_dict(self) for command in self.get_commands()]
        digest = hashlib.sha256(json.dumps(wanted, sort_keys=True).encode()).hexdigest()
        key = f"commands of {self.client.application_id}"
        if await database.read(bot_state.get, key) == digest:
            known = await self.fetch_commands()
            if len(known) == len(wanted):
                return known
        synced = await self.sync()
        await database.write(bot_state.set, key, digest)
        _log.info("Synced %d commands.", len(wanted))
        return synced

    def mentions(self, known: Sequence[AppCommand]) -> dict[str, str]:
        """Return the mention of each slash command, by its qualified name, for those with an id.

        A group can't be used, so it has no mention.
        """
        ids = {
            command.name: command.id
            for command in known
            if command.type is AppCommandType.chat_input
        }
        return {
            command.qualified_name: f"</{command.qualified_name}:{ids[root.name]}>"
            for command in self.walk_commands()
            if isinstance(command, Command) and (root := command.root_parent or command).name in ids
        }


def _ensure_seen_by_setup(interaction: Interaction) -> None:
    """Raise Refusal if an owner sets up a server that Discord isn't showing."""
    called: Any = interaction.data
    if called["name"] == _SETUP:
        ensure_seen(interaction.guild)
