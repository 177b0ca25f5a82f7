# ruff: noqa: ASYNC240 - the files are small
"""A restored backup is whole, and lacks what members have deleted since."""

import json
import os
import resource
import shutil
import sqlite3
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import CompletedProcess, run

import pytest

from accountabot.domain.goals.goal import Promise
from accountabot.domain.goals.schedules import DAILY
from accountabot.domain.identifiers import Action, InteractionId, Member, MemberId, ServerId
from accountabot.operations import backups, restoring
from accountabot.operations.backups import BackupPlan
from accountabot.services.goals import declaration
from accountabot.services.privacy import personal_data
from accountabot.store.backups import deletion_list
from accountabot.store.backups.in_use import DatabaseInUse, sole_use
from accountabot.store.database import Database
from accountabot.store.errors import NotSaved
from accountabot.store.privacy.ownership import EVERYWHERE

NOW = datetime.now(UTC)
HERE, THERE = ServerId(1), ServerId(2)
ALICE, BOB = MemberId(10), MemberId(20)


@pytest.fixture
async def database(migrated: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """An open database in which Alice has a goal on two servers, and Bob on one."""
    database = Database(f"sqlite:///{shutil.copy(migrated, tmp_path / 'bot.db')}")
    await database.open()
    for number, who in enumerate((Member(HERE, ALICE), Member(THERE, ALICE), Member(HERE, BOB))):
        await declare(database, who, number + 1)
    yield database
    await database.close()


async def declare(database: Database, who: Member, source: int) -> None:
    act = Action(who, NOW, InteractionId(source))
    await database.write(declaration.declare, act, Promise("Read", DAILY))


def make(database: Database, days: int = 0, keep: int = 7) -> str:
    plan = BackupPlan(database.path, keep, NOW + timedelta(days=days))
    made = backups.make_now(plan, is_gentle=False)
    assert made
    return str(made)


async def delete(database: Database, who: Member) -> None:
    await database.erase(personal_data.delete, who, NOW)


def owners(path: str) -> set[tuple[int, int]]:
    with closing(sqlite3.connect(path)) as connection:
        return {*connection.execute("SELECT server_id, member_id FROM goals")}


async def restored(database: Database, backup: str) -> restoring.Restored:
    await database.close()
    return await restoring.restore(backup, database.path, NOW)


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
    assert (done.repeated, done.forgotten) == (1, 0)


async def test_what_was_declared_again_after_a_deletion_stays(database: Database) -> None:
    await delete(database, Member(HERE, ALICE))
    await declare(database, Member(HERE, ALICE), 9)
    backup = make(database)

    done = await restored(database, backup)

    assert (1, 10) in owners(database.path)
    assert done.repeated == 0


async def test_a_second_restore_of_an_older_backup_repeats_the_deletion_again(
    database: Database,
) -> None:
    first, second = make(database), make(database, days=1)
    await delete(database, Member(HERE, BOB))
    await restored(database, second)

    done = await restored(database, first)

    assert (1, 20) not in owners(database.path)
    assert done.repeated == 1


async def test_the_list_of_deletions_names_nobody_and_is_for_its_owner_alone(
    database: Database,
) -> None:
    carol = MemberId(123456789012345678)
    await declare(database, Member(HERE, carol), 9)

    await delete(database, Member(EVERYWHERE, carol))

    path = Path(database.path + deletion_list.SUFFIX)
    line = json.loads(path.read_text().splitlines()[1])
    assert line.keys() == {"number", "at", "server", "salt", "member"}
    assert str(carol) not in path.read_text()
    assert path.stat().st_mode & 0o777 == 0o600


async def test_a_deletion_is_listed_until_the_last_backup_from_before_it_is_gone(
    database: Database,
) -> None:
    make(database, keep=2)
    await delete(database, Member(HERE, BOB))
    make(database, days=1, keep=2)
    before = deletion_list.read(database.path)

    make(database, days=2, keep=2)

    assert [each.number for each in before.deletions] == [1]
    assert deletion_list.read(database.path) == (1, [])


async def test_without_backups_no_deletion_is_listed_for_long(database: Database) -> None:
    await delete(database, Member(HERE, BOB))

    await backups.forget_deletions(database.path)

    assert deletion_list.read(database.path) == (1, [])


async def test_a_backup_that_is_older_than_the_list_says_how_many_deletions_are_missing(
    database: Database, tmp_path: Path
) -> None:
    old = shutil.copy(make(database), tmp_path / "kept elsewhere.db")
    await delete(database, Member(HERE, BOB))
    make(database, days=7)
    await delete(database, Member(THERE, ALICE))

    done = await restored(database, str(old))

    assert (done.repeated, done.forgotten) == (1, 1)
    assert owners(database.path) == {(1, 10), (1, 20)}


async def test_a_deletion_that_was_not_saved_is_replaced_by_the_next(database: Database) -> None:
    with pytest.raises(ZeroDivisionError):
        await database.erase(lambda tx: (personal_data.delete(tx, Member(HERE, BOB), NOW), 1 / 0))
    backup = make(database)
    await delete(database, Member(HERE, ALICE))

    done = await restored(database, backup)

    assert owners(database.path) == {(2, 10), (1, 20)}
    assert done.repeated == 1


async def test_nothing_is_deleted_if_that_cannot_be_listed(database: Database) -> None:
    Path(f"{database.path}{deletion_list.SUFFIX}.partial").mkdir()

    with pytest.raises(NotSaved, match="the list of deletions can't be written"):
        await database.write(personal_data.delete, Member(HERE, BOB), NOW)

    assert (1, 20) in owners(database.path)


async def test_nothing_is_restored_while_a_bot_uses_the_database(database: Database) -> None:
    backup = make(database)

    with pytest.raises(DatabaseInUse):
        await restoring.restore(backup, database.path, NOW)
    await database.close()
    with sole_use(database.path), pytest.raises(DatabaseInUse):
        await restoring.restore(backup, database.path, NOW)


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


async def test_verifying_an_automatic_backup_is_its_proof(database: Database) -> None:
    backup = make(database)

    done = accountabot(database.path, "verify", backup)

    proof = backups.status_of(database.path).proof
    assert done.returncode == 0, done.stderr
    assert (proof.is_good, proof.backup) == (True, Path(backup).name)


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
    assert "streak 77 is 0" in done.stderr
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
    script = "import os, signal, sys; from accountabot.store import database_copies as d;"
    script += "d._Pacer.after_step = lambda *_: os.kill(os.getpid(), signal.SIGKILL);"
    script += "d.copy(*sys.argv[1:], is_gentle=True)"
    folder = Path(database.path).parent / "backups"
    folder.mkdir()
    partial = folder / "bot-20200101T000000Z.db.partial"
    run([sys.executable, "-c", script, database.path, str(partial)], check=False)  # noqa: S603, ASYNC221 - as above

    left = partial.exists()
    os.utime(partial, (0, 0))
    make(database)

    assert left
    assert not partial.exists()
