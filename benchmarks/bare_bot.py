"""Serve as the baseline: one durable insert, then one answer, or two as after a check-in."""

import os
from typing import Any

import aiosqlite
from discord import Client, Intents, Interaction
from discord.app_commands import CommandTree
from discord.ui import ActionRow, Button, Container, Item, LayoutView, TextDisplay


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


class Card(LayoutView):
    """A message that nobody waits for."""

    def __init__(self, *items: Item[Any]) -> None:
        super().__init__(timeout=None)
        self.add_item(Container(*items, accent_colour=0x3BA55D))
        self.stop()


@bot.tree.command()
async def write_twice(interaction: Interaction[Any], text: str) -> None:
    """Keep a text, show it to everyone, and offer its author to take it back"""
    await bot.database.execute(
        "INSERT INTO notes (member, text) VALUES (?, ?)", (interaction.user.id, text)
    )
    await bot.database.commit()
    lines = TextDisplay[Any](
        f"<@{interaction.user.id}> did it: **Run 5k**\n> {text}\n**Current streak** 1"
    )
    await interaction.response.send_message(view=Card(lines))
    undo = Button[Any](label="Undo", custom_id="undo")
    offer = Card(TextDisplay("Slipped? You can take it back."), ActionRow(undo))
    await interaction.followup.send(view=offer, ephemeral=True)


if __name__ == "__main__":
    bot.run(os.environ["DISCORD_TOKEN"])
