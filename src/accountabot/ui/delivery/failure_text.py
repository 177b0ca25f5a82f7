"""Describe recent failed deliveries."""

from accountabot.domain.delivery.delivery_failures import MOST, DeliveryFailure, PostKind
from accountabot.ui.localization import say


def line(failure: DeliveryFailure) -> str:
    """Describe a failure: its kind and channel, how often it happened and when last."""
    kind = say(f"failure-{failure.kind}")
    nowhere = "failure-nobody" if failure.kind is PostKind.ROLE else "failure-nowhere"
    place = say("failure-in", channel=str(failure.channel)) if failure.channel else say(nowhere)
    key = "failure-line-often" if failure.count >= MOST else "failure-line"
    return say(key, what=kind, place=place, count=failure.count, last=int(failure.last.timestamp()))
