"""Say what could not be posted of late."""

from accountabot.domain.delivery.delivery_failures import MOST, DeliveryFailure
from accountabot.ui.localization import say


def line(failure: DeliveryFailure) -> str:
    """Say what could not be posted, and where, how often and when last."""
    what = say(f"failure-{failure.what}")
    place = (
        say("failure-in", channel=str(failure.channel))
        if failure.channel
        else say("failure-nowhere")
    )
    key = "failure-line-often" if failure.count >= MOST else "failure-line"
    return say(key, what=what, place=place, count=failure.count, last=int(failure.last.timestamp()))
