"""Recognize countries by what people call them."""

_ALSO = {
    "the netherlands": ("holland", "netherlands"),
    "united arab emirates": ("uae", "emirates"),
    "united kingdom": (
        *("uk", "great britain", "britain"),
        *("england", "scotland", "wales", "northern ireland"),
    ),
    "united states": ("us", "usa", "united states of america", "the us", "the usa", "america"),
    "czechia": ("czech republic",),
    "south korea": ("korea",),
}
_BY_NAME = {name: country for country, names in _ALSO.items() for name in names}


def country_name(name: str) -> str:
    """Return the normalized name of a country as the table of cities has it, for a typed one."""
    return _BY_NAME.get(name, name)
