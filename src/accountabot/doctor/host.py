"""Check the machine: versions and fonts."""

import platform
import sqlite3
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from accountabot.config import Settings
from accountabot.doctor.findings import Finding, broken, ok, warning
from accountabot.pictures.fonts.fallback_fonts import fallback_fonts
from accountabot.pictures.measuring import lato_files

_FONTS = "fonts"
_SCRIPTS = {
    "Cyrillic": "Ж",
    "Greek": "Ω",
    "Arabic": "ب",
    "Hebrew": "א",
    "Devanagari": "अ",
    "Thai": "ก",
    "Chinese": "中",
    "Japanese": "あ",
    "Korean": "한",
    "emoji": "🎉",
}
"""A character of each script that members often use."""
_REGULAR = 400


def check_version() -> Finding:
    """Return the installed versions."""
    parts = (
        f"accountabot {version('accountabot')}",
        f"Python {platform.python_version()}",
        f"discord.py {version('discord.py')}",
        f"SQLite {sqlite3.sqlite_version}",
    )
    return ok("version", ", ".join(parts))


def check_fonts(settings: Settings) -> Iterator[Finding]:
    """Check that pictures can be rendered, and which scripts have a font."""
    if not settings.pictures:
        yield ok(_FONTS, "Pictures are off.")
        return
    if find_spec("resvg_py") is None or not all(each.exists() for each in lato_files() or [Path()]):
        fix = "Run pip install --force-reinstall resvg-py font-lato, or set PICTURES=no."
        yield broken(_FONTS, "The libraries that render pictures are not installed.", fix)
        return
    missing = [name for name, one in _SCRIPTS.items() if not fallback_fonts().find(one, _REGULAR)]
    if missing:
        text = f"There is no font for {', '.join(missing)}: pictures show ◊ instead."
        fix = (
            "Run apt-get install fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji, "
            "or pip install manimgx-fonts manimgx-fonts-cjk, and restart the bot."
        )
        yield warning(_FONTS, text, fix)
    else:
        yield ok(_FONTS, f"Pictures can show Latin, {', '.join(_SCRIPTS)}.")
