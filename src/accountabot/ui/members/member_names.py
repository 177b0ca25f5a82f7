"""Mention members, including those who deleted their data."""

from accountabot.ui.localization import say


def mention(member: int) -> str:
    """Return a member's mention; negative ids are members who deleted their data."""
    return f"<@{member}>" if member > 0 else say("nameless")
