"""When a delivery that failed is attempted again."""

from datetime import UTC, datetime, timedelta

import pytest

from accountabot.domain.delivery.outbox import Topic, retry_at

NOW = datetime(2026, 1, 1, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("topic", "minutes"),
    [
        (Topic.WITNESS_NEWS, [1, 5, 30, 120, 720, 720]),
        (Topic.REDACTION, [1, 5, 5, 5, 5, 5]),
        (Topic.TAKE_DOWN, [1, 5, 5, 5, 5, 5]),
        (Topic.UNDONE_ACTION, [1, 5, 5, 5, 5, 5]),
    ],
)
def test_a_message_to_send_waits_longer_each_time_and_an_edit_five_minutes_at_most(
    topic: Topic, minutes: list[int]
) -> None:
    pauses = [retry_at(NOW, tries, topic) - NOW for tries in range(1, 7)]

    assert pauses == [timedelta(minutes=each) for each in minutes]
