"""Parse the command line."""

from pathlib import Path

import click

from accountabot import stop_signals

FILE = click.Path(path_type=Path)


@click.group(invoke_without_command=True)
@click.version_option(package_name="accountabot", message="%(package)s %(version)s")
@click.pass_context
def app(context: click.Context) -> None:
    """Help a Discord community keep its word."""
    if context.invoked_subcommand is None:
        context.invoke(run)


@app.command()
def run() -> None:
    """Connect to Discord and serve; needs DISCORD_TOKEN."""
    from accountabot import collector

    collector.begin()
    from accountabot import runner

    runner.run()


@app.command()
@click.option("--port", default=0, help="The local port of the page; 0 picks a free one.")
@click.option("--browser/--no-browser", default=True, help="Open the page in a browser.")
def demo(*, port: int, browser: bool) -> None:
    """Try the whole bot in a browser, without a token."""
    from accountabot.runner import fail

    try:
        from accountabot.demo import server
    except ModuleNotFoundError as error:
        fail(f"The demo needs {error.name}: {_how_to_install('demo')}")
    server.run(port=port, browser=browser)


@app.command()
def rebuild() -> None:
    """Recompute every streak and score from the record, and print the differences.

    Stop the bot first.
    """
    from accountabot.commands import rebuild

    rebuild.run()


@app.command()
@click.argument("file", type=FILE, required=False)
def backup(file: Path | None) -> None:
    """Back up the database. The bot can keep running.

    FILE is a new file, by default in the folder of the automatic backups. The bot never deletes it.
    """
    from accountabot.commands import backup

    backup.back_up(file)


@app.command()
@click.argument("file", type=FILE)
def restore(file: Path) -> None:
    """Check a backup and replace the database with it. The former database is kept.

    Stop the bot first. Deletions that members made since the backup are repeated.
    """
    from accountabot.commands import backup

    backup.restore(file)


@app.command()
@click.argument("file", type=FILE)
@click.option("--low-priority", is_flag=True, help="Let other programs go first.")
def verify(file: Path, *, low_priority: bool) -> None:
    """Check that a backup can be restored. The bot can keep running.

    It is restored into a temporary copy beside it, and everything in the copy is rebuilt.
    """
    from accountabot.commands import verify

    verify.run(file, is_quiet=low_priority)


@app.command()
@click.argument("file", type=FILE)
def export(file: Path) -> None:
    """Export all data as JSON Lines to a new file. The bot can keep running."""
    from accountabot.commands import transfer

    transfer.export_to(file)


@app.command("import")
@click.argument("file", type=FILE)
def import_(file: Path) -> None:
    """Import a file from `export` into an empty database. Stop the bot first."""
    from accountabot.commands import transfer

    transfer.import_from(file)


@app.command()
@click.pass_context
def health(context: click.Context) -> None:
    """Exit with 0 if the running bot is connected and its database responds, otherwise with 1."""
    from accountabot.commands import health

    if wrong := health.run():
        click.echo(wrong, err=True)
        context.exit(1)


@app.command()
@click.option("--contact", help="Who runs the bot, and how members can reach them.")
def privacy_policy(contact: str | None) -> None:
    """Print a privacy policy in Markdown, to publish, with the content of /privacy."""
    from importlib.metadata import version

    from accountabot.commands.backup import days_of_backups
    from accountabot.ui.privacy_document import privacy_document

    click.echo(privacy_document(contact, version("accountabot"), days_of_backups()))


@app.command()
@click.option("--json", "is_json", is_flag=True, help="Print the report as JSON.")
@click.option(
    "--strict", "is_strict", is_flag=True, help="Exit with 1 even if there are only warnings."
)
@click.option(
    "--servers",
    type=click.IntRange(min=0),
    default=20,
    help="The number of servers whose channels and roles are checked.",
)
def doctor(*, is_json: bool, is_strict: bool, servers: int) -> None:
    """Find problems and say how to fix them. The bot can keep running."""
    from accountabot.doctor import command

    command.run(command.Options(is_json=is_json, is_strict=is_strict, servers=servers))


@app.command(context_settings={"ignore_unknown_options": True})
@click.argument("text")
@click.option("--now", help="The local time, in ISO 8601. Default: the present.")
@click.option("--zone", default="UTC", help="The IANA name of the time zone.")
@click.option(
    "--locale",
    default="en-US",
    help="The locale, which decides the language and the order of dates.",
)
@click.pass_context
def parse(context: click.Context, text: str, now: str | None, zone: str, locale: str) -> None:
    """Print as JSON how a goal's sentence is understood. It needs no database.

    TEXT is the sentence; - reads one JSON object per line from standard input.
    """
    from accountabot.commands import parse

    context.exit(parse.run(parse.ParseRequest(text, now, zone, locale)))


def _how_to_install(extra: str) -> str:
    """Return the command that installs the requirements of an extra."""
    import shlex
    import sys
    from importlib.metadata import requires

    needed = [line.split(";") for line in requires("accountabot") or () if ";" in line]
    parts = [part.strip() for part, of in needed if of.split("==")[-1].strip(" '\"") == extra]
    return shlex.join([sys.executable, "-m", "pip", "install", *parts])


def main() -> None:
    """Run the command line; if there is a bug, exit without printing members' words."""
    stop_signals.handle()
    try:
        app(prog_name="accountabot")
    except OSError as error:
        from accountabot.file_errors import reason_of
        from accountabot.runner import fail

        fail(f"The command failed: {reason_of(error)}.")
    except Exception as error:  # noqa: BLE001 - it ends the program, and is printed
        from accountabot.logs import tracebacks
        from accountabot.runner import fail

        fail(tracebacks.full(error))
    finally:
        stop_signals.ignore()
