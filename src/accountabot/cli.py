"""Read the command line: what to run, and with which options."""

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
    """Run the bot, where no command is named."""
    if context.invoked_subcommand is None:
        run()


@app.command()
def run() -> None:
    """Connect to Discord and serve: needs DISCORD_TOKEN."""
    from accountabot import running

    running.run()


@app.command()
def demo(
    port: Annotated[int, typer.Option(help="The local port of the page; 0 takes a free one.")] = 0,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page in a browser.")] = True,
) -> None:
    """Try the whole bot in a browser, without a token."""
    from accountabot.running import fail

    try:
        from accountabot import demo as demonstration
    except ModuleNotFoundError as error:
        fail(f"The demo needs {error.name}: pip install -e '.[demo]'")
    demonstration.run(port=port, browser=browser)


@app.command()
def rebuild() -> None:
    """Recompute every streak from the record, and print what differed."""
    from accountabot import rebuilding

    rebuilding.run()


def main() -> None:
    """Carry out the command line."""
    app(prog_name="accountabot")
