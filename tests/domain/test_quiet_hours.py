"""When members are notified: by day."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from accountabot.domain.calendar.quiet_hours import next_daytime, next_morning

ZONES = st.sampled_from(
    ["UTC", "America/New_York", "Asia/Tokyo", "Pacific/Kiritimati", "Europe/Lisbon"]
).map(ZoneInfo)
MOMENTS = st.datetimes(datetime(2024, 1, 1), datetime(2027, 1, 1)).map(
    lambda naive: naive.replace(tzinfo=UTC)
)


@given(MOMENTS, ZONES)
def test_the_next_morning_is_nine_on_the_clock_within_a_day_or_so(
    at: datetime, zone: ZoneInfo
) -> None:
    morning = next_morning(at, zone)

    assert timedelta() <= morning - at <= timedelta(hours=25)
    assert (morning.astimezone(zone).hour, morning.astimezone(zone).minute) == (9, 0)


@given(MOMENTS, ZONES)
def test_what_is_told_by_day_is_told_between_nine_and_nine(at: datetime, zone: ZoneInfo) -> None:
    load = next_daytime(at, zone)

    assert 9 <= load.astimezone(zone).hour < 21
    assert load == (at if 9 <= at.astimezone(zone).hour < 21 else next_morning(at, zone))
