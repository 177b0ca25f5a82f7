"""Keep dates that a member picked in a custom_id, by their values and not by their positions.

A position would mean another date if the sentence is read in another language or time zone later.
"""

import re
from datetime import UTC, datetime

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.refusals import Refusal
from accountabot.phrases.goals.parsed_goal import Dates
from accountabot.ui.components import parse_day

_FIELDS = {"s": "start", "t": "through", "u": "until"}
_DATES = re.compile(r"([stu])([\d-]+)", re.ASCII)
_TIMESTAMP = re.compile(r"\d{1,11}|-\d{1,10}", re.ASCII)
"""Seconds since 1970, of any year that a datetime can have."""


def parse_dates(text: str) -> Dates:
    """Parse picked dates; raise Refusal if they are forged."""
    dates = {_FIELDS[letter]: parse_date(value) for letter, value in _DATES.findall(text)}
    is_typed_well = all((field == "until") == _is_instant(date) for field, date in dates.items())
    if not is_typed_well or format_dates(dates) != text:
        raise Refusal("control-unknown")
    return dates


def format_dates(dates: Dates) -> str:
    """Format picked dates, such as "s2026-12-04u1767654000"."""
    letters = {field: letter for letter, field in _FIELDS.items()}
    return "".join(f"{letters[field]}{format_date(date)}" for field, date in dates.items())


def parse_date(text: str) -> LocalDay | datetime:
    """Parse a day or an instant; raise Refusal if it is forged."""
    if _TIMESTAMP.fullmatch(text):
        return datetime.fromtimestamp(int(text), UTC)
    return parse_day(text)


def format_date(date: LocalDay | datetime) -> str:
    """Format a day as in ISO 8601, and an instant as seconds since 1970."""
    return str(int(date.timestamp())) if isinstance(date, datetime) else date.isoformat()


def _is_instant(date: LocalDay | datetime) -> bool:
    return isinstance(date, datetime)
