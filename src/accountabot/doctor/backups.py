"""Check the last backup and the last verification of a backup."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from accountabot.doctor.findings import Finding, broken, ok, warning
from accountabot.store.backups.history import BackupEvent, BackupStatus
from accountabot.store.backups.kept_copies import KeptCopy

_CHECK, _VERIFICATION, _COPIES = "backup", "backup verification", "kept copies"
_OLD = timedelta(days=2)
_UNVERIFIED = timedelta(days=8)
_LONG_KEPT = timedelta(days=7)
_TRY = "Run accountabot verify on a backup, and look for failures in the log."


def check_backup(status: BackupStatus, now: datetime) -> Iterator[Finding]:
    """Check that there is a recent backup, and that one was verified recently."""
    last, attempt = status.last, status.attempt
    if attempt and not attempt.is_good and (last is None or attempt.at > last.at):
        yield broken(_CHECK, f"The last backup failed: {attempt.sentence}", "Fix that first.")
    elif last is None:
        fix = "Make one with accountabot backup, and keep it on another disk. See also BACKUPS."
        yield warning(_CHECK, "There is no automatic backup.", fix)
        return
    elif now - last.at > _OLD:
        fix = "The bot makes one a day while it runs: check BACKUPS and the log."
        yield warning(_CHECK, f"The last backup is from {_utc(last.at)}.", fix)
    else:
        yield ok(_CHECK, f"The last backup is from {_utc(last.at)}.")
    yield _verified(status.verified, now)


def check_kept_copies(found: list[KeptCopy], now: datetime) -> Iterator[Finding]:
    """Warn about old copies beside the database, which can contain deleted data."""
    old = [each.path.name for each in found if now - each.at > _LONG_KEPT]
    if old:
        text = f"Older than a week, and may contain deleted data: {', '.join(old)}."
        yield warning(_COPIES, text, "Delete them if you no longer need them.")


def _verified(last: BackupEvent | None, now: datetime) -> Finding:
    if last is None:
        return warning(_VERIFICATION, "No backup has been verified yet.", _TRY)
    if not last.is_good:
        text = f"{last.backup} could not be restored on {_utc(last.at)}: {last.sentence}"
        return broken(_VERIFICATION, text, _TRY)
    if now - last.at > _UNVERIFIED:
        return warning(_VERIFICATION, f"No backup has been verified since {_utc(last.at)}.", _TRY)
    return ok(_VERIFICATION, f"{last.backup} could be restored on {_utc(last.at)}.")


def _utc(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
