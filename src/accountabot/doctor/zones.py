"""Check that time zones are known, and that the system's time zone data is correct.

Systems often have slightly older data than the bot. That matters only if a zone has another time.
"""

import zoneinfo
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

import tzdata

from accountabot.doctor.findings import Finding, broken, ok, warning

FEWEST_ZONES = 400
AHEAD, STEP = timedelta(days=366), timedelta(days=5)
"""How far ahead the times of a zone are compared, and in which steps."""
MOST_NAMES = 5
_CHECK = "time zones"


def check_zones(now: datetime) -> Finding:
    """Check that time zones are known and agree with the bot's own data."""
    count = len(zoneinfo.available_timezones())
    if count < FEWEST_ZONES:
        fix = "Run pip install --force-reinstall tzdata in the bot's environment."
        return broken(_CHECK, f"Only {count} time zones are known.", fix)
    system = _system_version()
    if system and system < tzdata.IANA_VERSION and (wrong := [*_different(now)]):
        more = f" and {len(wrong) - MOST_NAMES} others" if len(wrong) > MOST_NAMES else ""
        names = f"{', '.join(wrong[:MOST_NAMES])}{more}"
        text = f"The system's zone data {system} is older than {tzdata.IANA_VERSION}"
        fix = (
            "Update the system's package tzdata, or start the bot with an empty environment "
            "variable PYTHONTZPATH: then it uses its own data."
        )
        return warning(_CHECK, f"{text}, and has wrong times for {names}.", fix)
    return ok(_CHECK, f"{count} time zones, version {system or tzdata.IANA_VERSION}.")


def _different(now: datetime) -> Iterator[str]:
    """Yield the zones to which the system and the bot's own data give different times soon."""
    moments = [now.astimezone(UTC) + STEP * each for each in range(AHEAD // STEP)]
    for name in sorted(zoneinfo.available_timezones()):
        try:
            theirs, ours = ZoneInfo(name), _own(name)
        except (OSError, ValueError, zoneinfo.ZoneInfoNotFoundError):  # only one of them has it
            continue
        if any(_offset(each, theirs) != _offset(each, ours) for each in moments):
            yield name


def _own(name: str) -> ZoneInfo:
    with files("tzdata.zoneinfo").joinpath(*name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, name)


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta | None:
    return moment.astimezone(zone).utcoffset()


def _system_version() -> str:
    """Return the version of the zone data that Python prefers, if the system has any."""
    for folder in map(Path, zoneinfo.TZPATH):
        for name, words in (("tzdata.zi", 3), ("+VERSION", 1)):
            try:
                with (folder / name).open(encoding="utf-8") as file:
                    return file.readline().split()[words - 1]
            except (OSError, IndexError, UnicodeDecodeError):
                continue
    return ""
