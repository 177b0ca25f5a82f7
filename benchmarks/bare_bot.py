"""Serve as the baseline: one durable insert, then one answer."""

import os
from typing import Any

import aiosqlite
from discord import Client, Intents, Interaction
from discord.app_commands import CommandTree


class BareBot(Client):
    """A client with one table, written with nothing but discord.py and aiosqlite."""

    def __init__(self) -> None:
        super().__init__(intents=Intents(guilds=True))
        self.tree = CommandTree(self)

    async def setup_hook(self) -> None:
        """Open the database, as durable as the bot's own, and tell Discord the command."""
        self.database = await aiosqlite.connect(os.environ.get("DATABASE_PATH", "bare.db"))
        for pragma in ("journal_mode=WAL", "synchronous=FULL"):
            await self.database.execute(f"PRAGMA {pragma}")
        await self.database.execute(
            "CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY, member INTEGER, text TEXT)"
        )
        await self.tree.sync()

    async def close(self) -> None:
        """Disconnect, then close the database."""
        await super().close()
        await self.database.close()


bot = BareBot()


@bot.tree.command()
async def write(interaction: Interaction[Any], text: str) -> None:
    """Keep a text, then say so"""
    await bot.database.execute(
        "INSERT INTO notes (member, text) VALUES (?, ?)", (interaction.user.id, text)
    )
    await bot.database.commit()
    await interaction.response.send_message("Written.")


if __name__ == "__main__":
    bot.run(os.environ["DISCORD_TOKEN"])
