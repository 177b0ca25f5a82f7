"""Run the doctor from the command line."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from typing import NamedTuple

import click
from sqlalchemy.exc import DBAPIError

from accountabot.config import Settings
from accountabot.doctor import backups, database, discord_login, host, report, servers, zones
from accountabot.doctor.discord_login import DiscordLogin
from accountabot.doctor.findings import CheckState, Finding, broken, warning, worst
from accountabot.doctor.settings import check_file, read_settings
from accountabot.logs.descriptions import error_text
from accountabot.store import dialect
from accountabot.store.backups import history
from accountabot.store.backups.kept_copies import kept_copies_of
from accountabot.store.files.inspection import inspect_revision, open_to_read
from accountabot.store.schema import REVISION
from accountabot.ui.delivery.request_errors import REQUEST_ERRORS


class Options(NamedTuple):
    """The options of the command."""

    is_json: bool
    is_strict: bool
    servers: int


def run(options: Options) -> None:
    """Print the report, and exit with its code."""
    logging.getLogger().addHandler(logging.NullHandler())  # the report says it all
    settings = read_settings()
    if isinstance(settings, Finding):
        found = [host.check_version(), settings]
    else:
        found = asyncio.run(examine(settings, options))
    if options.is_json:
        click.echo(report.as_json(found))
    else:
        for line in report.as_text(found):
            click.echo(line)
    raise SystemExit(exit_code(found, is_strict=options.is_strict))


def exit_code(found: list[Finding], *, is_strict: bool) -> int:
    """Return 1 if something is broken or, in strict mode, if there are warnings; otherwise 0."""
    best = CheckState.OK if is_strict else CheckState.WARNING
    return int(worst(found) not in {CheckState.OK, best})


async def examine(settings: Settings, options: Options) -> list[Finding]:
    """Run every check."""
    try:
        path = database.database_path(settings)
    except ValueError as error:
        wrong = broken("database", str(error), "Correct DATABASE_URL.")
        return [
            *_host(settings),
            wrong,
            *[each async for each in _discord(settings, None, options)],
        ]
    about_file = await asyncio.to_thread(_file, path)
    return [
        *_host(settings),
        *about_file,
        *[each async for each in _discord(settings, path, options)],
    ]


def _host(settings: Settings) -> Iterator[Finding]:
    yield host.check_version()
    yield zones.check_zones(datetime.now(UTC))
    yield from host.check_fonts(settings)
    yield from check_file()


def _file(path: str) -> list[Finding]:
    now = datetime.now(UTC)
    try:
        return [
            *database.check_database(path),
            *backups.check_backup(history.status_of(path), now),
            *backups.check_kept_copies(kept_copies_of(path), now),
        ]
    except OSError as error:
        text = f"{dialect.shown(path)} can't be accessed ({error.strerror})."
        return [broken("database", text, database.AS_THE_BOT)]


async def _discord(
    settings: Settings, path: str | None, options: Options
) -> AsyncIterator[Finding]:
    async with discord_login.discord_login() as login:
        token = await login.log_in(settings)
        yield token
        if token.state is not CheckState.OK:
            return
        for each in login.check_application():
            yield each
        yield login.check_clock()
        for each in await _about_servers(login, path, options):
            yield each


async def _about_servers(login: DiscordLogin, path: str | None, options: Options) -> list[Finding]:
    """Check all servers; if that takes too long or fails, return the findings so far."""
    found: list[Finding] = []
    try:
        async with asyncio.timeout(servers.PATIENCE):
            listed = await servers.list_servers(login.client)
            found += servers.check_roles(listed)
            chosen = listed[: options.servers] if path and _is_readable(path) else []
            if path and chosen:
                with open_to_read(path) as tx:
                    async for each in servers.check_channels(login.client, chosen, tx):
                        found.append(each)
    except (*REQUEST_ERRORS, TimeoutError, DBAPIError, dialect.DriverError) as error:
        text = f"Not everything could be checked ({error_text(error)})."
        return [*found, warning("servers", text, "Try again later.")]
    return [*servers.summary(len(listed), len(chosen), found), *found]


def _is_readable(path: str) -> bool:
    """Return whether servers' settings can be read from a file."""
    try:
        return inspect_revision(path) == REVISION
    except dialect.DriverError:
        return False
