"""Read the dates that members type into options and forms, and ask which day was meant."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from discord import ButtonStyle

from accountabot.domain.calendar.day_runs import runs_of
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.refusals import Refusal
from accountabot.domain.user_text import TextField, clean_text
from accountabot.phrases.calendar import date_reader
from accountabot.phrases.calendar.date_ranges import DateRangeReader
from accountabot.phrases.calendar.date_reader import DateRole
from accountabot.phrases.calendar.date_spans import SpanReader
from accountabot.services.goals.goal_views import MemberCalendar
from accountabot.services.server import excused_dates
from accountabot.ui import dates
from accountabot.ui.cards import MOST_BUTTONS, Card, row, text
from accountabot.ui.client import Interaction
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say
from accountabot.ui.retries import retries

LABEL_LIMIT = 80
"""Characters of a button's label."""
PICKED_LIMIT = 42
"""Characters of the days on such a button; its custom_id has room for no more."""


async def read_days(
    interaction: Interaction, typed: str, role: DateRole, here: MemberCalendar
) -> tuple[LocalDay, ...]:
    """Return the days that a typed date can mean; none for words such as "never".

    A time of day means the local day that contains it.
    """
    found = await _read(interaction, typed, role, here)
    days = (here.calendar.day_of(each) if isinstance(each, datetime) else each for each in found)
    return tuple(dict.fromkeys(days))


async def read_deadlines(
    interaction: Interaction, typed: str, here: MemberCalendar
) -> tuple[datetime, ...]:
    """Return the instants (UTC) that a typed deadline can mean; none for "never" or an empty text.

    A day means its end.
    """
    if not typed.strip():
        return ()
    found = await _read(interaction, typed, DateRole.END, here)
    ends = (
        each if isinstance(each, datetime) else here.calendar.last_second(each) for each in found
    )
    return tuple(dict.fromkeys(ends))


async def read_ranges(
    interaction: Interaction, typed: str, here: MemberCalendar
) -> tuple[tuple[LocalDay, ...], ...]:
    """Return the sets of days to excuse that a typed date, range or list can mean.

    Raises Refusal if it means none.
    """
    reader = SpanReader(
        here.calendar,
        interaction.created_at,
        lookback=excused_dates.LOOKBACK,
        locale=str(interaction.locale),
        week_start=here.week_start,
    )
    text = clean_text(typed, date_reader.LIMIT, TextField.DATE)
    found = await asyncio.to_thread(DateRangeReader(reader).read, text)
    if len(found) > 1 and any(len(picked_text(days)) > PICKED_LIMIT for days in found):
        raise Refusal("dates-unreadable", read=text)
    return found


async def ask_which_day(interaction: Interaction, option: str, days: Sequence[LocalDay]) -> None:
    """Ask which day was meant by an option of the command, and keep the whole command."""
    await ask_which_days(interaction, option, [(day,) for day in days])


async def ask_which_days(
    interaction: Interaction, option: str, readings: Sequence[Sequence[LocalDay]]
) -> None:
    """Ask which days were meant by an option of the command, and keep the whole command."""
    typed = retries.typed_into(interaction)
    assert typed is not None
    server, source = typed.member.server, typed.source
    picks = [
        button(
            dates.full_dates(days)[:LABEL_LIMIT],
            custom_id("pick-day", server, source, f"{option}/{picked_text(days)}"),
            ButtonStyle.primary,
        )
        for days in readings[:MOST_BUTTONS]
    ]
    question = say("day-unclear", read=escape(str(typed.values[option])))
    another = retries.retry_button(typed, "button-another-date", ButtonStyle.secondary)
    await retries.show(interaction, typed, Card(text(question), row(*picks), row(another)))


def picked_text(days: Sequence[LocalDay]) -> str:
    """Return days as an option takes them."""
    return ",".join(
        first.isoformat() if first == last else f"{first} to {last}"
        for first, last in runs_of(days)
    )


async def _read(
    interaction: Interaction, typed: str, role: DateRole, here: MemberCalendar
) -> tuple[LocalDay | datetime, ...]:
    """Read a date in a worker thread, because parsing can be slow."""
    return await asyncio.to_thread(
        date_reader.read_date,
        clean_text(typed, date_reader.LIMIT, TextField.DATE),
        here.calendar,
        interaction.created_at,
        role=role,
        locale=str(interaction.locale),
        week_start=here.week_start,
    )
