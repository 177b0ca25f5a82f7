"""Backups: what members are told about them, and what the bot does by itself every day."""

import asyncio
import shutil
from pathlib import Path

import attrs
import pytest

from accountabot.bot import Accountabot, create_bot
from accountabot.config import Settings
from accountabot.operations import backups, restoring
from accountabot.store.database import Database
from tests.conftest import copy_settings
from tests.stories.privacy.personal_data import delete_data, traces_of
from tests.world import World, said


@pytest.fixture
def settings(migrated: Path, tmp_path: Path) -> Settings:
    """Settings with backups."""
    return attrs.evolve(copy_settings(migrated, tmp_path), backups=7)


async def first_backup(world: World, bot: Accountabot) -> Path:
    """Wait until the bot has made its first backup and verified it.

    Another process verifies it, which takes several seconds on a busy machine.
    """
    world.env.settle_timeout = 60.0
    await world.env.advance_time(180)
    async with asyncio.timeout(30):
        while not (status := backups.status_of(bot.database.path)).verified:  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.05)
    assert status.last
    return status.last.path


async def test_members_read_how_long_backups_hold_what_they_delete(world: World) -> None:
    await world.declare(world.alice)

    told = said(await world.alice.slash(world.general, "privacy"))
    asked = said(await world.alice.slash(world.general, "data delete"))

    for each in (told, asked):
        assert (
            "I copy my database every day and keep each copy for 7 days, "
            "so what you delete is in those for up to 7 days longer." in each
        )


async def test_after_backups_are_turned_off_members_read_how_long_the_last_ones_stay(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice)
    await first_backup(world, bot)
    bot.settings = attrs.evolve(bot.settings, backups=0)

    told = said(await world.alice.slash(world.general, "privacy"))
    asked = said(await world.alice.slash(world.general, "data delete"))

    for each in (told, asked):
        assert (
            "I no longer copy my database. My last copies will be gone within 7 days. "
            "Until then, they hold what you’ve deleted since" in each
        )


async def test_the_bot_backs_itself_up_verifies_it_and_a_restore_repeats_a_later_deletion(
    world: World, bot: Accountabot
) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.bob, "Read")
    await world.check_in(world.bob)
    made = await first_backup(world, bot)
    verified = backups.status_of(bot.database.path).verified
    await delete_data(world.alice, world)
    await bot.close()

    done = await restoring.restore(str(made), bot.database.path, bot.clock.now())

    restored = Database(f"sqlite:///{bot.database.path}")
    await restored.open()
    alice = await restored.read(traces_of, world.alice.id)
    bob = await restored.read(traces_of, world.bob.id)
    await restored.close()
    assert (verified.is_good, verified.backup) == (True, made.name), verified
    assert done.deletions.repeated == 1
    assert alice == set()
    assert "goals.member_id" in bob


async def test_the_bot_deletes_again_what_an_older_database_in_its_place_still_has(
    world: World, bot: Accountabot, settings: Settings
) -> None:
    await world.declare(world.alice, "Run")
    await world.declare(world.bob, "Read")
    made = await first_backup(world, bot)
    await delete_data(world.alice, world)
    await bot.close()
    shutil.copy(made, bot.database.path)

    again = create_bot(settings)
    await world.env.restart_bot(again)

    assert await again.database.read(traces_of, world.alice.id) == set()
    assert "goals.member_id" in await again.database.read(traces_of, world.bob.id)
