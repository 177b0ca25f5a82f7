"""Parse the command line."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="accountabot helps a Discord community keep its word.",
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def default(context: typer.Context) -> None:
    """Run the bot if no command is given."""
    if context.invoked_subcommand is None:
        run()


@app.command()
def run() -> None:
    """Connect to Discord and serve; needs DISCORD_TOKEN."""
    from accountabot import runner

    runner.run()


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="The local port of the page; 0 takes a free one.")] = 0,
    browser: Annotated[
        bool, typer.Option("--browser/--no-browser", help="Open the page in a browser.")
    ] = True,
) -> None:
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
def backup(
    file: Annotated[
        Path | None,
        typer.Argument(help="A new file. Left out, one in the folder of the automatic backups."),
    ] = None,
) -> None:
    """Back up the database. The bot may run meanwhile."""
    from accountabot.commands import backup

    backup.back_up(file)


@app.command()
def restore(file: Annotated[Path, typer.Argument(help="The backup.")]) -> None:
    """Check a backup and put it in the place of the database, which is kept beside it.

    Stop the bot first. Deletions that members made since the backup are repeated.
    """
    from accountabot.commands import backup

    backup.restore(file)


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(help="The backup.")],
    low_priority: Annotated[
        bool, typer.Option("--low-priority", help="Leave the processor and disk to others.")
    ] = False,
) -> None:
    """Try out whether a backup can be restored. The bot may run meanwhile.

    It is restored into a scratch copy beside it, in which everything is rebuilt.
    """
    from accountabot.commands import verify

    verify.run(file, is_quiet=low_priority)


@app.command()
def export(file: Annotated[Path, typer.Argument(help="A new file.")]) -> None:
    """Export everything as JSON Lines. The bot may run meanwhile."""
    from accountabot.commands import transfer

    transfer.export_to(file)


@app.command("import")
def import_(file: Annotated[Path, typer.Argument(help="A file that export wrote.")]) -> None:
    """Import everything from such a file into an empty database. Stop the bot first."""
    from accountabot.commands import transfer

    transfer.import_from(file)


@app.command(context_settings={"ignore_unknown_options": True})
def parse(
    text: Annotated[
        str,
        typer.Argument(help="The sentence; - reads one JSON object a line from standard input."),
    ],
    now: Annotated[
        str | None, typer.Option(help="When it is said: local, ISO 8601. Left out, at present.")
    ] = None,
    zone: Annotated[str, typer.Option(help="Where: the IANA name of a time zone.")] = "UTC",
    locale: Annotated[
        str, typer.Option(help="In which language, and in which order dates are written.")
    ] = "en-US",
) -> None:
    """Print as JSON how a goal's sentence is understood. It needs no database."""
    from accountabot.commands import parse

    raise typer.Exit(parse.run(parse.ParseRequest(text, now, zone, locale)))


def _how_to_install(extra: str) -> str:
    """Return the command that installs what an extra needs, however this was installed."""
    import shlex
    import sys
    from importlib.metadata import requires

    needed = [line.split(";") for line in requires("accountabot") or () if ";" in line]
    parts = [part.strip() for part, of in needed if of.split("==")[-1].strip(" '\"") == extra]
    return shlex.join([sys.executable, "-m", "pip", "install", *parts])


def main() -> None:
    """Run the command line."""
    app(prog_name="accountabot")
