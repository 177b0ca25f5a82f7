"""What discord.py keeps of a server: what the bot reads, and nothing else."""

import discord
from discord import MemberCacheFlags

from accountabot.bot import create_bot
from accountabot.config import Settings
from tests.test_architecture import in_a_checkout


@in_a_checkout
async def test_a_server_is_kept_without_what_nobody_reads(settings: Settings) -> None:
    from benchmarks.footprint import fat

    bot = create_bot(settings)

    server = discord.Guild(data=fat(1), state=bot._connection)

    kept = (server.emojis, server.stickers, server.members)
    assert [*map(len, kept)] == [0, 0, 0]
    assert (len(server.roles), len(server.channels), len(server.threads)) == (41, 60, 10)
    assert len(server.channels[0].overwrites) == 3
    assert bot._connection.max_messages is None
    assert bot._connection.member_cache_flags == MemberCacheFlags.none()
