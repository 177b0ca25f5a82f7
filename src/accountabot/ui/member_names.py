"""Mention members, including those who deleted their data."""

from accountabot.ui.localization import say


def mention(member: int) -> str:
    """Return a member's mention; ids below zero stand for members who deleted their data."""
    return f"<@{member}>" if member > 0 else say("nameless")
