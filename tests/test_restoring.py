# ruff: noqa: ASYNC240 - the files are small
"""A restored backup is whole, and lacks what members have deleted since."""

import os
import resource
import shutil
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path
from subprocess import CompletedProcess, run

import pytest

from accountabot.domain.identifiers import Member, ServerId
from accountabot.operations import backups, restoring, verification
from accountabot.store.backups.checks import UnusableBackup
from accountabot.store.backups.in_use import DatabaseInUse, sole_use
from accountabot.store.database import Database
from accountabot.store.privacy.ownership import EVERYWHERE
from tests.restoring import (
    ALICE,
    BOB,
    HERE,
    NOW,
    THERE,
    alice_and_bob,
    declare,
    delete,
    make,
    owners,
    restored,
)


@pytest.fixture
async def database(migrated: Path, tmp_path: Path) -> AsyncIterator[Database]:
    async with alice_and_bob(migrated, tmp_path) as database:
        yield database


async def test_the_database_before_a_restore_is_kept_beside_it(database: Database) -> None:
    backup = make(database)
    await declare(database, Member(THERE, BOB), 9)

    done = await restored(database, backup)

    assert owners(database.path) == {(1, 10), (2, 10), (1, 20)}
    assert owners(str(done.kept)) == {(1, 10), (2, 10), (1, 20), (2, 20)}
    assert done.kept.name.startswith("bot.db-before-restore-2")


@pytest.mark.parametrize(("where", "left"), [(HERE, {(2, 10), (1, 20)}), (EVERYWHERE, {(1, 20)})])
async def test_a_restore_repeats_what_was_deleted_since_the_backup(
    database: Database, where: ServerId, left: set[tuple[int, int]]
) -> None:
    backup = make(database)
    await delete(database, Member(where, ALICE))

    done = await restored(database, backup)

    assert owners(database.path) == left
    assert done.deletions == (1, 0)


async def test_what_was_declared_again_after_a_deletion_stays(database: Database) -> None:
    await delete(database, Member(HERE, ALICE))
    await declare(database, Member(HERE, ALICE), 9)
    backup = make(database)

    done = await restored(database, backup)

    assert (1, 10) in owners(database.path)
    assert done.deletions.repeated == 0


async def test_a_second_restore_of_an_older_backup_repeats_the_deletion_again(
    database: Database,
) -> None:
    first, second = make(database), make(database, days=1)
    await delete(database, Member(HERE, BOB))
    await restored(database, second)

    done = await restored(database, first)

    assert (1, 20) not in owners(database.path)
    assert done.deletions.repeated == 1


async def test_a_backup_that_is_older_than_the_list_says_how_many_deletions_are_missing(
    database: Database, tmp_path: Path
) -> None:
    old = shutil.copy(make(database), tmp_path / "kept elsewhere.db")
    await delete(database, Member(HERE, BOB))
    make(database, days=7)
    await delete(database, Member(THERE, ALICE))

    done = await restored(database, str(old))

    assert done.deletions == (1, 1)
    assert owners(database.path) == {(1, 10), (1, 20)}


async def test_an_import_repeats_what_was_deleted_since_the_export(
    database: Database, tmp_path: Path
) -> None:
    accountabot(database.path, "export", "all.jsonl")
    await delete(database, Member(EVERYWHERE, ALICE))
    await database.close()
    Path(database.path).rename(tmp_path / "old.db")

    done = accountabot(database.path, "import", "all.jsonl")

    assert owners(database.path) == {(1, 20)}
    assert done.stdout.splitlines()[-1] == (
        "Repeated 1 deletion that members made since the export."
    )


async def test_nothing_is_restored_while_a_bot_uses_the_database(database: Database) -> None:
    backup = make(database)

    with pytest.raises(DatabaseInUse):
        await restoring.restore(backup, database.path, NOW)
    await database.close()
    with sole_use(database.path), pytest.raises(DatabaseInUse):
        await restoring.restore(backup, database.path, NOW)


async def test_a_restore_says_that_a_program_other_than_a_bot_has_the_file_open(
    database: Database,
) -> None:
    backup = make(database)
    await database.close()

    with closing(sqlite3.connect(database.path)) as other:
        other.execute("BEGIN")
        other.execute("SELECT * FROM goals").fetchall()
        with pytest.raises(DatabaseInUse, match=r"^Another program has .* open"):
            await restoring.restore(backup, database.path, NOW)

    await restored(database, backup)


async def test_a_backup_with_lost_references_is_damaged_for_verify_and_restore_too(
    database: Database,
) -> None:
    backup = make(database)
    await database.close()
    with closing(sqlite3.connect(backup)) as file, file:
        file.execute("DELETE FROM goals")

    with pytest.raises(
        UnusableBackup, match=r"damaged \(a row of .* refers to a missing row of goals\)"
    ):
        await restoring.restore(backup, database.path, NOW)
    verified = await verification.verify(backup, is_gentle=False)

    assert not verified.is_good
    assert "refers to a missing row" in verified.sentence


async def test_a_damaged_database_is_replaced_and_kept(database: Database) -> None:
    backup = make(database)
    await database.close()
    Path(database.path).write_bytes(b"no database " * 1000)

    done = await restored(database, backup)

    assert len(owners(database.path)) == 3
    assert done.kept.read_bytes().startswith(b"no database")


def accountabot(path: Path | str, *arguments: str, bytes_: int = -1) -> CompletedProcess[str]:
    """Run the command line program, which can't write files larger than `bytes_`."""
    return run(  # noqa: S603 - our own interpreter
        [sys.executable, "-m", "accountabot", *arguments],
        env={
            "DATABASE_URL": f"sqlite:///{path}",
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        },
        cwd=Path(path).parent,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_, bytes_)),
    )


async def test_the_commands_back_up_verify_and_restore_beside_a_running_bot(
    database: Database, tmp_path: Path
) -> None:
    backup = accountabot(database.path, "backup", "copy.db")
    verify = accountabot(database.path, "verify", "copy.db")
    refused = accountabot(database.path, "restore", "copy.db")
    await database.close()
    restore = accountabot(database.path, "restore", "copy.db")

    assert backup.stdout.startswith(f"Backed up {database.path} to copy.db ("), backup
    assert verify.returncode == 0, verify
    assert verify.stdout.splitlines()[-1] == "copy.db can be restored."
    assert refused.stderr == f"A running bot uses {database.path}: stop it first.\n"
    assert restore.stdout.startswith(f"Restored copy.db to {database.path}."), restore
    assert (tmp_path / "copy.db").stat().st_mode & 0o777 == 0o600


async def test_verifying_an_automatic_backup_is_noted(database: Database) -> None:
    backup = make(database)

    done = accountabot(database.path, "verify", backup)

    verified = backups.status_of(database.path).verified
    assert done.returncode == 0, done.stderr
    assert (verified.is_good, verified.backup) == (True, Path(backup).name)


async def test_a_full_disk_leaves_no_half_backup(database: Database, tmp_path: Path) -> None:
    done = accountabot(database.path, "backup", "copy.db", bytes_=100_000)

    assert done.returncode == 1
    assert done.stderr.startswith("No backup was made. ")
    assert len(done.stderr.splitlines()) == 1
    assert not [*tmp_path.glob("copy.db*")]


async def test_a_wrong_standing_in_a_backup_is_found_by_verifying_it(
    database: Database, tmp_path: Path
) -> None:
    shutil.copy(make(database), tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db")) as connection, connection:
        connection.execute("UPDATE standings SET streak = 77")

    done = accountabot(database.path, "verify", "copy.db")

    assert done.returncode == 1
    assert "streak 77, now 0" in done.stderr
    assert sorted(path.name for path in tmp_path.glob("copy.db*")) == ["copy.db"]


def test_rebuild_and_backup_refuse_a_missing_database(tmp_path: Path) -> None:
    for command in (("rebuild",), ("backup", "copy.db"), ("export", "copy.jsonl")):
        done = accountabot(tmp_path / "none.db", *command)

        assert done.returncode == 1
        assert "There is no database" in done.stderr
    assert not [*tmp_path.iterdir()]


async def test_rebuild_prints_the_path_and_the_number_of_goals(database: Database) -> None:
    await database.close()

    done = accountabot(database.path, "rebuild")

    assert done.stdout.startswith(f"Rebuilding {database.path}, with 3 goals.\n")


async def test_a_killed_backup_leaves_a_file_that_the_next_one_deletes(
    database: Database,
) -> None:
    """A process that is killed can't tidy up."""
    script = "import os, signal, sys; from accountabot.store.files import database_copies as d;"
    script += "d._Pacer.after_step = lambda *_: os.kill(os.getpid(), signal.SIGKILL);"
    script += "d.copy(*sys.argv[1:], is_gentle=True)"
    folder = Path(database.path).parent / "backups"
    folder.mkdir()
    partial = folder / "bot.db-20200101T000000Z.db.partial"
    run([sys.executable, "-c", script, database.path, str(partial)], check=False)  # noqa: S603, ASYNC221 - as above

    left = partial.exists()
    os.utime(partial, (0, 0))
    make(database)

    assert left
    assert not partial.exists()
