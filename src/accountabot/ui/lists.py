"""Write several things as one list."""

from collections.abc import Sequence

from accountabot.ui.localization import say


def listed(items: Sequence[str]) -> str:
    """Join items as a sentence does: "a", "a and b", "a, b, and c"."""
    *others, last = items
    if not others:
        return last
    rest = ", ".join(others)
    return say("list-two" if len(others) == 1 else "list-more", rest=rest, last=last)
