"""Compare the import time of `accountabot run` with that of discord.py's commands alone."""

import subprocess
import sys
from statistics import median

ROUNDS = 9
RARE = (
    "alembic",
    "dateparser",
    "prometheus_client",
    "regex",
    "resvg_py",
    "sqlalchemy.dialects.postgresql",
)
"""Imported only when needed: for an old schema, a date in words, metrics, a long text, a picture,
another database."""

ALONE = "import discord.ext.commands"
ALL = """
import importlib
from accountabot import collector
collector.begin()
import accountabot.runner, accountabot.store.database
from accountabot.extensions import EXTENSIONS
for extension in EXTENSIONS:
    importlib.import_module(extension)
"""
PROBE = """
import sys, time
start = time.process_time()
{imports}
print(time.process_time() - start, *({rare} & sys.modules.keys()))
"""


def main() -> None:
    """Print the medians, their ratio, and which rare parts were imported all the same."""
    rounds = [(probe(ALONE), probe(ALL)) for _ in range(ROUNDS)]
    alone, whole = (
        median(float(answer[0]) for answer in answers) for answers in zip(*rounds, strict=True)
    )
    print(f"discord.ext.commands  {alone * 1000:6.0f} ms  1.00")
    print(f"accountabot           {whole * 1000:6.0f} ms  {whole / alone:.2f}")
    print("imported early:", ", ".join(sorted(rounds[0][1][1:])) or "nothing")


def probe(imports: str) -> list[str]:
    """Return the import time in a fresh interpreter, and the rare modules that were imported."""
    code = PROBE.format(imports=imports, rare=set(RARE))
    return subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    ).stdout.split()


if __name__ == "__main__":
    main()
