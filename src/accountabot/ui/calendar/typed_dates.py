"""Read the dates that members type into options and forms, and ask which day was meant."""

import asyncio
from collections.abc import Sequence
from datetime import datetime

from discord import ButtonStyle

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.user_text import TextField, clean_text
from accountabot.phrases.calendar import date_reader
from accountabot.phrases.calendar.date_reader import DateRole
from accountabot.services.goals.goal_views import MemberCalendar
from accountabot.ui import dates, retries
from accountabot.ui.cards import MOST_BUTTONS, Card, row, text
from accountabot.ui.client import Interaction
from accountabot.ui.components import button, custom_id
from accountabot.ui.escaping import escape
from accountabot.ui.localization import say


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


async def ask_which_day(interaction: Interaction, option: str, days: Sequence[LocalDay]) -> None:
    """Ask which day was meant by an option of the command, and keep the whole command."""
    typed = retries.typed_into(interaction)
    assert typed is not None
    server, source = typed.member.server, typed.source
    picks = [
        button(
            dates.full_date(day),
            custom_id("pick-day", server, source, f"{option}/{day.isoformat()}"),
            ButtonStyle.primary,
        )
        for day in days[:MOST_BUTTONS]
    ]
    question = say("day-unclear", read=escape(str(typed.values[option])))
    another = retries.retry_button(typed, "button-another-date", ButtonStyle.secondary)
    await retries.show(interaction, typed, Card(text(question), row(*picks), row(another)))


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
