"""Check the settings, and who can read the file with the token."""

import os
from collections.abc import Iterator
from pathlib import Path

from accountabot import runner
from accountabot.config import Settings
from accountabot.doctor.findings import Finding, broken, warning

FILE = Path(".env")
_CHECK = "settings"
_OTHERS = 0o077


def read_settings() -> Settings | Finding:
    """Return the settings, or a finding if they are invalid."""
    try:
        return Settings.read(str(FILE))
    except runner.UNUSABLE_SETTINGS as error:
        fix = "Correct it in .env, or in the service manager's settings for the bot."
        return broken(_CHECK, runner.about_settings(error), fix)


def check_file() -> Iterator[Finding]:
    """Check that nobody else can read the file with the token."""
    if os.name == "posix" and FILE.is_file() and FILE.stat().st_mode & _OTHERS:
        text = f"Other users of this machine can read {FILE.absolute()}, which contains the token."
        yield warning(_CHECK, text, f"Run chmod 600 {FILE}")
