"""Time zones, as members search for them."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accountabot.phrases.timezones import Suggestion, find_zone, suggest

WINTER = datetime(2026, 1, 15, 15, 40, tzinfo=UTC)
SUMMER = datetime(2026, 7, 15, 15, 40, tzinfo=UTC)


def zones(typed: str, now: datetime = WINTER, limit: int = 25) -> list[str]:
    return [suggestion.zone for suggestion in suggest(typed, now, limit)]


def clock(zone: str, now: datetime) -> str:
    return f"{now.astimezone(ZoneInfo(zone)):%H:%M}"


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("lisb", "Lisbon, Portugal – 15:40 (Europe/Lisbon)"),
        ("new york", "New York City, United States – 10:40 (America/New_York)"),
        ("NYC", "New York City, United States – 10:40 (America/New_York)"),
        ("sao paulo", "São Paulo, Brazil – 12:40 (America/Sao_Paulo)"),
        ("köln", "Köln, Germany – 16:40 (Europe/Berlin)"),
        ("koln", "Köln, Germany – 16:40 (Europe/Berlin)"),
        ("Cologne", "Köln, Germany – 16:40 (Europe/Berlin)"),
        ("MUNICH", "Munich, Germany – 16:40 (Europe/Berlin)"),
        ("münchen", "Munich, Germany – 16:40 (Europe/Berlin)"),
        ("seattle", "Seattle, United States – 07:40 (America/Los_Angeles)"),
        ("mumbai", "Mumbai, India – 21:10 (Asia/Kolkata)"),
        ("st louis", "St. Louis, United States – 09:40 (America/Chicago)"),
        ("washington dc", "Washington, United States – 10:40 (America/New_York)"),
        ("xi'an", "Xi’an, China – 23:40 (Asia/Shanghai)"),
        ("Москва", "Moscow, Russia – 18:40 (Europe/Moscow)"),
        ("  porto  alegre ", "Porto Alegre, Brazil – 12:40 (America/Sao_Paulo)"),
        ("Munich, Germany", "Munich, Germany – 16:40 (Europe/Berlin)"),
    ],
)
def test_a_city_is_found_by_any_common_name(typed: str, label: str) -> None:
    assert suggest(typed, WINTER)[0].label == label


def test_the_label_shows_the_local_time() -> None:
    assert suggest("lisbon", SUMMER)[0] == Suggestion(
        "Europe/Lisbon", "Lisbon, Portugal – 16:40 (Europe/Lisbon)"
    )


def test_the_bigger_of_two_cities_with_the_same_name_comes_first() -> None:
    labels = [suggestion.label.partition(" –")[0] for suggestion in suggest("london", WINTER)]

    assert labels[:2] == ["London, United Kingdom", "London, Canada"]


def test_an_exact_name_comes_before_a_bigger_city_with_a_longer_name() -> None:
    assert zones("york")[0] == "Europe/London"


def test_a_main_name_comes_before_an_alias() -> None:
    assert zones("porto")[0] == "Europe/Lisbon"
    assert zones("mexico")[0] == "America/Mexico_City"


def test_a_city_is_found_by_a_word_of_its_name() -> None:
    assert "Rio de Janeiro, Brazil – 12:40 (America/Sao_Paulo)" in [
        found.label for found in suggest("janeiro", WINTER)
    ]


def test_a_country_offers_the_biggest_city_in_each_of_its_zones() -> None:
    found = zones("united states")

    assert found[:3] == ["America/New_York", "America/Los_Angeles", "America/Chicago"]
    assert "Pacific/Honolulu" in found


def test_a_suggestion_is_listed_once() -> None:
    found = suggest("paris", WINTER)

    assert len(set(found)) == len(found)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("europe/lis", "Europe/Lisbon"),
        ("Europe/Berlin", "Europe/Berlin"),
        ("america/new_york", "America/New_York"),
        ("america/new york", "America/New_York"),
        ("nome", "America/Nome"),
        ("us/east", "US/East-Indiana"),
        ("utc", "UTC"),
        ("GMT", "GMT"),
        ("Etc/GMT+5", "Etc/GMT+5"),
    ],
)
def test_a_zone_is_found_by_its_name_or_a_part_of_it(typed: str, zone: str) -> None:
    assert zone in zones(typed)


@pytest.mark.parametrize("typed", ["utc", "GMT", "Europe/Berlin"])
def test_a_zone_typed_in_full_comes_first(typed: str) -> None:
    assert zones(typed)[0].casefold() == typed.casefold()


def test_a_zone_without_a_city_is_labelled_with_its_own_name() -> None:
    assert suggest("America/Nome", WINTER) == [
        Suggestion("America/Nome", "Nome – 06:40 (America/Nome)")
    ]


@pytest.mark.parametrize(
    ("typed", "now", "some"),
    [
        ("EST", WINTER, {"America/New_York", "America/Toronto", "America/Jamaica"}),
        ("EDT", SUMMER, {"America/New_York", "America/Toronto"}),
        ("cet", WINTER, {"Europe/Berlin", "Europe/Paris", "Europe/Madrid"}),
        ("PST", WINTER, {"America/Los_Angeles", "America/Vancouver", "Asia/Manila"}),
        ("IST", WINTER, {"Asia/Kolkata", "Asia/Jerusalem"}),
        ("IST", SUMMER, {"Asia/Kolkata", "Europe/Dublin"}),
    ],
)
def test_an_abbreviation_offers_the_zones_that_use_it(
    typed: str, now: datetime, some: set[str]
) -> None:
    found = zones(typed, now)

    assert some <= set(found)
    assert all(now.astimezone(ZoneInfo(zone)).tzname() == typed.upper() for zone in some)


@pytest.mark.parametrize(
    ("typed", "now", "zone"),
    [
        ("EST", SUMMER, "America/New_York"),
        ("PST", SUMMER, "America/Los_Angeles"),
        ("EDT", WINTER, "America/New_York"),
        ("BST", WINTER, "Europe/London"),
    ],
)
def test_an_abbreviation_out_of_season_offers_the_zones_that_use_it_in_season(
    typed: str, now: datetime, zone: str
) -> None:
    assert zones(typed, now)[0] == zone


@pytest.mark.parametrize(
    "typed", ["16:40", "16.40", "16h40", "4:40 pm", "4:40pm", "4:40 P.M.", "16:42", "16:38"]
)
@pytest.mark.parametrize(("now", "zone"), [(WINTER, "Europe/Berlin"), (SUMMER, "Europe/London")])
def test_a_local_time_offers_the_zones_with_that_time(typed: str, now: datetime, zone: str) -> None:
    found = zones(typed, now)

    assert zone in found
    assert {clock(zone, now) for zone in found} == {"16:40"}
    assert len(set(found)) == len(found)


def test_a_local_time_offers_the_biggest_city_first() -> None:
    assert zones("10:40 am")[0] == "America/New_York"


def test_a_whole_hour_offers_the_zones_in_that_hour() -> None:
    found = zones("9pm")

    assert {clock(zone, WINTER) for zone in found} == {"21:10", "21:25", "21:40"}


def test_a_time_without_am_or_pm_may_be_either() -> None:
    assert {clock(zone, WINTER) for zone in zones("4:40", limit=100)} == {"04:40", "16:40"}


@pytest.mark.parametrize(
    ("typed", "hour"), [("12am", "00"), ("12pm", "12"), ("0:40", "00"), ("12:40 pm", "12")]
)
def test_noon_and_midnight_are_told_apart(typed: str, hour: str) -> None:
    assert {clock(zone, WINTER)[:2] for zone in zones(typed)} == {hour}


@pytest.mark.parametrize("typed", ["16:20", "25:40", "13pm", "16:99", "99", "0:40 pm"])
def test_a_time_of_no_zone_offers_nothing(typed: str) -> None:
    assert suggest(typed, WINTER) == []


@pytest.mark.parametrize("typed", ["+5:30", "UTC+5:30", "gmt +530"])
def test_an_offset_offers_the_zones_with_it(typed: str) -> None:
    assert zones(typed) == ["Asia/Kolkata", "Asia/Colombo"]


@pytest.mark.parametrize("now", [WINTER, SUMMER])
def test_a_negative_offset_is_not_a_positive_one(now: datetime) -> None:
    offsets = {now.astimezone(ZoneInfo(zone)).utcoffset() for zone in zones("GMT-5", now)}

    assert offsets == {timedelta(hours=-5)}


@pytest.mark.parametrize("now", [WINTER, SUMMER])
@pytest.mark.parametrize("typed", ["", "  ", "\n"])
def test_an_empty_search_offers_one_well_known_zone_for_each_offset(
    typed: str, now: datetime
) -> None:
    found = zones(typed, now)
    clocks = [f"{now.astimezone(ZoneInfo(zone)):%m-%d %H:%M}" for zone in found]

    assert len(found) == 25
    assert clocks == sorted(set(clocks))
    assert {"America/New_York", "Europe/London", "Europe/Berlin", "Asia/Shanghai"} <= set(found)


@pytest.mark.parametrize("limit", [0, 1, 7])
@pytest.mark.parametrize("typed", ["", "a", "san", "cet", "16:40", "america"])
def test_the_limit_is_respected(typed: str, limit: int) -> None:
    assert len(suggest(typed, WINTER, limit)) == limit


@pytest.mark.parametrize(
    "typed",
    [
        "qqqqqq",
        "...",
        "🎉",
        "\u202e",
        "\x00",
        "\ud800",
        "?" * 6000,
        "lisbon" * 1000,
        "../../etc/passwd",
        "Factory",
        "'",
    ],
)
def test_a_search_without_a_match_offers_nothing(typed: str) -> None:
    assert suggest(typed, WINTER) == []
    assert find_zone(typed, WINTER) is None


WORDS = st.sampled_from(
    [
        "lisbon",
        "new",
        "EST",
        "Europe/",
        "4:40",
        "pm",
        "+5",
        ",",
        " ",
        "\n",
        "\t",
        "\f",
        "\x00",
        "é",
        "²",
    ]
)


@settings(deadline=None)
@given(typed=st.text() | st.lists(WORDS).map("".join), now=st.sampled_from([WINTER, SUMMER]))
def test_any_search_offers_only_existing_zones(typed: str, now: datetime) -> None:
    found = suggest(typed, now)
    meant = find_zone(typed, now)

    assert len(found) <= 25
    assert all(len(label) <= 100 and ZoneInfo(zone).key == zone for zone, label in found)
    assert meant is None or meant in available_timezones()


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("AMERICA/NEW_YORK", "America/New_York"),
        ("utc", "UTC"),
        ("Asia/Calcutta", "Asia/Calcutta"),
        ("Lisbon", "Europe/Lisbon"),
        ("köln", "Europe/Berlin"),
        ("new york", "America/New_York"),
        ("London", "Europe/London"),
        ("bombay", "Asia/Kolkata"),
        ("JST", "Asia/Tokyo"),
    ],
)
def test_a_zone_or_city_typed_in_full_is_found(typed: str, zone: str) -> None:
    assert find_zone(typed, WINTER) == zone


@pytest.mark.parametrize(
    "typed",
    ["lisb", "europe/lis", "16:40", "localtime", "posixrules", "Factory", "/UTC", "a/../UTC"],
)
def test_a_partial_name_is_not_guessed(typed: str) -> None:
    assert find_zone(typed, WINTER) is None


@pytest.mark.parametrize("now", [WINTER, SUMMER])
@pytest.mark.parametrize("typed", ["EST", "MST", "PST", "IST"])
def test_an_ambiguous_abbreviation_is_not_guessed(typed: str, now: datetime) -> None:
    assert find_zone(typed, now) is None


def test_the_cities_are_loaded_with_the_first_search() -> None:
    program = "from accountabot.phrases import cities, timezones; import sys; sys.exit(cities._index.cache_info().currsize)"

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0  # noqa: S603 - a fixed program


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Halle", "Europe/Berlin"),
        ("London", "Europe/London"),
        ("Barcelona", "Europe/Madrid"),
        ("Mexico", "America/Mexico_City"),
        ("Porto", "Europe/Lisbon"),
        ("Puerto Rico", "America/Puerto_Rico"),
        ("UK", "Europe/London"),
        ("England", "Europe/London"),
        ("India", "Asia/Kolkata"),
        ("Germany", "Europe/Berlin"),
        ("Valencia, Spain", "Europe/Madrid"),
        ("Portland, USA", "America/Los_Angeles"),
        ("Richmond, Canada", "America/Vancouver"),
    ],
)
def test_a_clear_name_needs_no_question(typed: str, zone: str) -> None:
    assert find_zone(typed, WINTER) == zone


@pytest.mark.parametrize(
    ("typed", "some"),
    [
        ("Valencia", ["America/Caracas", "Europe/Madrid"]),
        ("Saint Louis", ["America/Chicago", "Africa/Dakar"]),
        ("Springfield", ["America/Chicago", "America/New_York"]),
        ("USA", ["America/New_York", "America/Los_Angeles"]),
        ("Brazil", ["America/Sao_Paulo", "America/Bahia"]),
        ("Georgia", ["Asia/Tbilisi"]),
    ],
)
def test_a_name_of_several_zones_is_asked_about(typed: str, some: list[str]) -> None:
    assert find_zone(typed, WINTER) is None
    assert zones(typed)[: len(some)] == some


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Pariss", "Europe/Paris"),
        ("New Dehli", "Asia/Kolkata"),
        ("Johanesbrg", "Africa/Johannesburg"),
        ("Barcelonaa", "Europe/Madrid"),
        ("newyork", "America/New_York"),
        ("losangeles", "America/Los_Angeles"),
    ],
)
def test_a_small_mistake_in_a_name_offers_the_city_but_does_not_choose_it(
    typed: str, zone: str
) -> None:
    assert find_zone(typed, WINTER) is None
    assert zones(typed)[0] == zone


@pytest.mark.parametrize("typed", ["Nowhereland", "asdfghjkl", "x" * 100, "🏔️ far away"])
def test_what_is_no_place_offers_nothing(typed: str) -> None:
    assert suggest(typed, WINTER) == []
