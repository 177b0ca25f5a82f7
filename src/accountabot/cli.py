"""Parse the command line."""

from typing import Annotated

import typer

app = typer.Typer(
    help="accountabot helps a Discord community keep its word.",
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
)


def _print_version(is_wanted: bool) -> None:
    """Print the version and exit, if that was asked for."""
    if is_wanted:
        from importlib.metadata import version

        typer.echo(f"accountabot {version('accountabot')}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def default(
    context: typer.Context,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", help="Print the version.", callback=_print_version, is_eager=True
        ),
    ] = False,
) -> None:
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
    """Recompute every streak and score from the record, and print the differences."""
    from accountabot import rebuild_command

    rebuild_command.run()


@app.command()
def health() -> None:
    """Exit with 0 if the running bot is connected and its database answers, otherwise with 1."""
    from accountabot import health_command

    if wrong := health_command.run():
        typer.echo(wrong, err=True)
        raise typer.Exit(1)


@app.command()
def privacy_policy(
    contact: Annotated[
        str | None, typer.Option(help="Who runs the bot, and how members can reach them.")
    ] = None,
) -> None:
    """Print a privacy policy to publish, in Markdown; it says what /privacy says."""
    from importlib.metadata import version

    from accountabot.ui.privacy_document import privacy_document

    typer.echo(privacy_document(contact, version("accountabot")))


@app.command()
def doctor(
    is_json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    is_strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 also if there are only warnings.")
    ] = False,
    servers: Annotated[
        int, typer.Option(min=0, help="On how many servers channels and roles are checked.")
    ] = 20,
) -> None:
    """Check everything that can go wrong, and say how to fix it; the bot may run meanwhile."""
    from accountabot.doctor import command

    command.run(command.Options(is_json=is_json, is_strict=is_strict, servers=servers))


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
    """Print as JSON how a goal's sentence is understood."""
    from accountabot import parse_command

    raise typer.Exit(parse_command.run(parse_command.ParseRequest(text, now, zone, locale)))


def _how_to_install(extra: str) -> str:
    """Return the command that installs what an extra needs, however this was installed."""
    import shlex
    import sys
    from importlib.metadata import requires

    needed = [line.split(";") for line in requires("accountabot") or () if ";" in line]
    parts = [part.strip() for part, of in needed if of.split("==")[-1].strip(" '\"") == extra]
    return shlex.join([sys.executable, "-m", "pip", "install", *parts])


def main() -> None:
    """Run the command line; a bug ends it without printing what members wrote."""
    try:
        app(prog_name="accountabot")
    except Exception as error:  # noqa: BLE001 - it ends the program, and is printed
        from accountabot.logs import tracebacks
        from accountabot.runner import fail

        fail(tracebacks.full(error))
