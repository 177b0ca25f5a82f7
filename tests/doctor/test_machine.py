"""`accountabot doctor` checks the file, the machine and the backups, and changes nothing."""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from zoneinfo import ZoneInfo

import attrs
import pytest
from click.testing import CliRunner

from accountabot.cli import app
from accountabot.config import Settings
from accountabot.doctor import database, host
from accountabot.doctor.backups import check_backup, check_kept_copies
from accountabot.doctor.command import exit_code
from accountabot.doctor.findings import CheckState, Finding, broken, ok, warning, worst
from accountabot.doctor.report import as_text
from accountabot.doctor.settings import check_file
from accountabot.doctor.zones import check_zones
from accountabot.pictures.fonts.fallback_fonts import fallback_fonts
from accountabot.store.backups import kept_copies
from accountabot.store.backups.backup_folder import Backup
from accountabot.store.backups.history import BackupEvent, BackupStatus

NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)


@pytest.fixture
def path(settings: Settings) -> Path:
    return Path(database.database_path(settings))


def check(path: Path) -> dict[str, Finding]:
    return {each.check: each for each in database.check_database(str(path))}


def change(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


def test_a_whole_file_is_ok_and_stays_as_it_is(path: Path) -> None:
    before = path.read_bytes(), sorted(path.parent.iterdir())

    found = check(path)

    assert {name: each.state for name, each in found.items() if name != "disk"} == {
        "database": CheckState.OK,
        "integrity": CheckState.OK,
        "schema": CheckState.OK,
    }
    assert (path.read_bytes(), sorted(path.parent.iterdir())) == before


def test_a_file_that_a_bot_is_writing_is_read_as_committed(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as bot:
        bot.execute("PRAGMA journal_mode=WAL")
        bot.execute("UPDATE alembic_version SET version_num = '9999'")
        bot.execute("BEGIN IMMEDIATE")
        bot.execute("UPDATE alembic_version SET version_num = '0001'")

        found = check(path)["schema"]

    assert found.state is CheckState.BROKEN
    assert found.fix == "Update accountabot."


def test_an_older_schema_is_updated_by_the_next_start(path: Path) -> None:
    change(path, "UPDATE alembic_version SET version_num = '0001'")

    assert check(path)["schema"].state is CheckState.WARNING


def test_damaged_pages_are_found(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[8 * 4096 : 40 * 4096] = b"\xa5" * 32 * 4096
    path.write_bytes(content)

    found = check(path)

    assert any(each.state is CheckState.BROKEN for each in found.values())
    assert any("restore a backup" in each.fix.lower() for each in found.values())


def test_references_to_nothing_are_found(path: Path) -> None:
    change(path, "CREATE TABLE lost (goal_id INTEGER REFERENCES goals (id))")
    change(path, "INSERT INTO lost VALUES (7)")

    found = check(path)["integrity"]

    assert found.state is CheckState.BROKEN
    assert "a row of lost refers to a missing row of goals" in found.text


def test_a_row_with_a_damaged_text_is_found_and_not_quoted(path: Path) -> None:
    change(
        path, "INSERT INTO bot_state (key, value) VALUES ('odd', CAST(x'7a6562726180ff' AS TEXT))"
    )

    found = check(path)["integrity"]

    assert found.state is CheckState.BROKEN
    assert "of bot_state has a text that can't be read" in found.text
    assert "zebra" not in found.text
    assert "restore a backup" in found.fix


def test_a_row_of_a_goal_that_makes_no_sense_is_found(path: Path) -> None:
    change(
        path,
        "INSERT INTO goals"
        " (server_id, member_id, declared_at, start_day, title, schedule, state, is_private,"
        " unit, plan, at_most)"
        " VALUES (1, 2, 0, '2026-01-01', 'zebra', 'dbily', 'active', 0, '', '', 0)",
    )

    found = check(path)["integrity"]

    assert found.state is CheckState.BROKEN
    assert "a row of goal 1 can't be read" in found.text
    assert "skips goals" in found.fix
    assert "zebra" not in found.text


def test_a_check_that_takes_too_long_is_no_proof(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.01)
    change(path, "CREATE TABLE many (id INTEGER PRIMARY KEY, other UNIQUE)")
    change(
        path,
        "WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < 300000)"
        " INSERT INTO many SELECT n, n FROM s",
    )

    assert check(path)["integrity"].state is CheckState.WARNING


@pytest.mark.parametrize(
    ("content", "said"),
    [("CREATE TABLE notes (text)", "contains no data of accountabot"), (None, "can't be read")],
)
def test_a_file_that_is_not_the_bots_is_named(
    tmp_path: Path, content: str | None, said: str
) -> None:
    path = tmp_path / "other.db"
    if content:
        change(path, content)
    else:
        path.write_bytes(b"no database" * 99)

    found = check(path)["database"]

    assert found.state is CheckState.BROKEN
    assert said in found.text
    assert found.fix


def test_a_missing_file_is_not_created(tmp_path: Path) -> None:
    found = check(tmp_path / "typo" / "a.db")

    assert found["database"].state is CheckState.WARNING
    assert [*tmp_path.iterdir()] == []


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everything")
def test_a_read_only_file_is_broken(path: Path) -> None:
    path.chmod(0o444)

    assert check(path)["access"].state is CheckState.BROKEN


@pytest.mark.parametrize(
    ("free", "state"),
    [(10**7, CheckState.BROKEN), (5 * 10**8, CheckState.WARNING), (10**10, CheckState.OK)],
)
def test_the_free_space_is_judged(
    path: Path, monkeypatch: pytest.MonkeyPatch, free: int, state: CheckState
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=free))

    assert check(path)["disk"].state is state


MADE = Backup(Path("a.db"), NOW - timedelta(hours=5), 1)
PROVED = BackupEvent(NOW - timedelta(hours=4), is_good=True, sentence="")
FAILED = PROVED._replace(is_good=False, sentence="the disk is full")


@pytest.mark.parametrize(
    ("status", "states"),
    [
        (BackupStatus(None, None, None), "warning"),
        (BackupStatus(None, None, FAILED), "broken warning"),
        (BackupStatus(MADE, PROVED, PROVED), "ok ok"),
        (BackupStatus(MADE, FAILED, PROVED), "ok broken"),
        (BackupStatus(MADE, PROVED, FAILED), "broken ok"),
        (BackupStatus(MADE, None, None), "ok warning"),
        (BackupStatus(MADE._replace(at=NOW - timedelta(days=3)), PROVED, None), "warning ok"),
        (BackupStatus(MADE, PROVED._replace(at=NOW - timedelta(days=30)), None), "ok warning"),
    ],
)
def test_backups_have_to_be_recent_and_proven(status: BackupStatus, states: str) -> None:
    assert [str(each.state) for each in check_backup(status, NOW)] == states.split()


def test_copies_that_were_kept_longer_than_a_week_are_named(tmp_path: Path) -> None:
    bot = tmp_path / "bot.db"
    old, new = (
        kept_copies.path_before_restore(str(bot), NOW - timedelta(days=days)) for days in (8, 1)
    )
    rescued = tmp_path / "bot.db-rescued"
    for file in (bot, old, new, rescued, tmp_path / "bot.db-deletions"):
        file.touch()
    os.utime(rescued, (0, 0))

    (found,) = check_kept_copies(kept_copies.kept_copies_of(str(bot)), NOW)
    none = [*check_kept_copies(kept_copies.kept_copies_of(str(tmp_path / "other.db")), NOW)]

    assert found.state is CheckState.WARNING
    assert found.text.endswith(f": {old.name}, {rescued.name}.")
    assert none == []


@pytest.fixture
def zone_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of a system's zone data, of an old version."""
    (tmp_path / "tzdata.zi").write_text("# version 2019a\n")
    (tmp_path / "Europe").mkdir()
    ZoneInfo.clear_cache()
    monkeypatch.setattr("zoneinfo.TZPATH", (str(tmp_path),))
    monkeypatch.setattr("zoneinfo._tzpath.TZPATH", (str(tmp_path),))
    yield tmp_path
    ZoneInfo.clear_cache()


def copy_zone(source: str, target: Path) -> None:
    target.write_bytes(files("tzdata.zoneinfo").joinpath(*source.split("/")).read_bytes())


def test_old_zone_data_of_the_system_is_named_if_a_time_is_wrong(zone_data: Path) -> None:
    copy_zone("Asia/Tokyo", zone_data / "Europe" / "Paris")

    found = check_zones(NOW)

    assert found.state is CheckState.WARNING
    assert "2019a is older" in found.text
    assert "has wrong times for Europe/Paris" in found.text


def test_old_zone_data_with_the_same_times_is_ok(zone_data: Path) -> None:
    copy_zone("Europe/Paris", zone_data / "Europe" / "Paris")

    assert check_zones(NOW).state is CheckState.OK


@pytest.mark.parametrize("name", ["dev/null/a.db", "dev/null/nowhere/a.db"])
def test_a_folder_in_which_nothing_can_be_created_is_broken(name: str) -> None:
    path = Path("/") / name

    found = check(path)["database"]

    assert found.state is CheckState.BROKEN
    assert "can't create it" in found.text


def test_a_settings_file_that_others_can_read_is_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    file = Path(".env")
    file.write_text("DISCORD_TOKEN=a.b.c")
    states = []
    for mode in (0o600, 0o644):
        file.chmod(mode)
        states.append([each.state for each in check_file()])

    assert states == [[], [CheckState.WARNING]]


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("PICTURES", "maybe", "PICTURES is 'maybe', but it has to be yes or no"),
        ("BACKUPS", "many", "BACKUPS is 'many', but it has to be a whole number from 0 to 365"),
        ("LOG_LEVEL", "loud", "LOG_LEVEL is 'loud', but it has to be one of info, warning, error"),
    ],
)
def test_a_wrong_setting_is_a_finding(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)

    done = CliRunner().invoke(app, ["doctor", "--json"])

    assert done.exit_code == 1
    found = {each["check"]: each for each in json.loads(done.stdout)["checks"]}
    assert found["settings"]["state"] == "broken"
    assert said in found["settings"]["text"]


def test_fonts_are_not_checked_without_pictures(settings: Settings) -> None:
    (off,) = host.check_fonts(attrs.evolve(settings, pictures=False))
    on = [*host.check_fonts(attrs.evolve(settings, pictures=True))]

    assert off.state is CheckState.OK
    assert [each.check for each in on] == ["fonts"]
    assert on[0].state is not CheckState.BROKEN


def test_the_report_ends_with_what_is_to_be_done() -> None:
    found = [ok("a", "Fine."), warning("b", "Old.", "Update it.")]

    assert [*as_text(found)] == [
        "\x1b[32mok       \x1b[0ma: Fine.",
        "\x1b[33mwarning  \x1b[0mb: Old.",
        "         → Update it.",
        "0 broken, 1 warning.",
    ]
    assert worst(found) is CheckState.WARNING
    assert [exit_code(found, is_strict=strict) for strict in (False, True)] == [0, 1]
    assert exit_code([*found, broken("c", "Gone.", "")], is_strict=False) == 1
    assert exit_code(found[:1], is_strict=True) == 0
    assert [*as_text(found[:1])][-1] == "No problems found."


def test_a_user_without_a_home_directory_has_the_fonts_of_the_system(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_home(_: Path) -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "expanduser", no_home)
    fallback_fonts.cache_clear()

    assert [*host.check_fonts(attrs.evolve(settings, pictures=True))]
