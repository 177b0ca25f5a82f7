"""The simulation for owners completes under every server's rules."""

from datetime import UTC, datetime

import pytest

from accountabot.domain.identifiers import Member, MemberId, ServerId
from accountabot.domain.server.settings import SettingName
from accountabot.services.setup.simulation import MILESTONE_DAYS, SimulationScript, simulate


@pytest.mark.parametrize("freezes", ["0 0", "2 10", "7 2", "100 1"])
@pytest.mark.parametrize(
    "zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/Berlin", "Australia/Lord_Howe"]
)
@pytest.mark.parametrize(
    "now", [datetime(2026, 4, 5, 15, 30, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)]
)
def test_days_are_played_to_their_end(freezes: str, zone: str, now: datetime) -> None:
    rules = {SettingName.ZONE: zone, SettingName.WEEK_START: "6", SettingName.FREEZES: freezes}
    owner = Member(ServerId(7), MemberId(70))
    friend = MemberId(71)

    played = simulate(owner, friend, SimulationScript("Read", "Walk", "Tea", rules), now)

    milestone, completed = (news for news, _ in played.news)
    assert played.week.checked_in.milestone == milestone.milestone == MILESTONE_DAYS
    assert completed.is_completed
    assert len(played.missed.missed) == 1
    assert {member.id for member in played.crowd.members} == {owner.id, friend}
