"""Run the bot: python -m accountabot."""

from accountabot.cli import main

main()
