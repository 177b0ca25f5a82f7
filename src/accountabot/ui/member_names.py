"""Name people, those as well whose names are not kept any more."""

from accountabot.ui.localization import say


def name(member: int) -> str:
    """Return the mention of a member; below zero stands someone who had their data deleted."""
    return f"<@{member}>" if member > 0 else say("nameless")
