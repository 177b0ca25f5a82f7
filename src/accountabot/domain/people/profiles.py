"""Say who stands where, who stands behind whom, and what members tell of themselves."""

from dataclasses import dataclass, fields

from accountabot.domain import user_text
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.refusals import Refusal

INTRODUCTION_LIMIT = 250
"""Characters of each part of an introduction."""
DISCLOSURE_LIMIT = 200
CHANGES_A_DAY = 10
"""More disclosures than anybody has; each is kept for ever."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """Who a member is, what they do, and what they would like to get better at; each may be left empty."""

    who: str = ""
    does: str = ""
    learns: str = ""

    def parts(self) -> dict[str, str]:
        """Return what is told, by its name, in order."""
        return {each.name: said for each in fields(self) if (said := getattr(self, each.name))}

    def since(self, before: "Introduction") -> "Introduction":
        """Return what is told here and was not told before."""
        known = before.parts()
        return Introduction(
            **{name: said for name, said in self.parts().items() if known.get(name) != said}
        )


@dataclass(frozen=True, slots=True)
class Disclosure:
    """An interest that others should know of, and the local day since when; empty where it was withdrawn."""

    text: str
    day: LocalDay


def parse_introduction(typed: Introduction) -> Introduction:
    """Return an introduction as it is kept; raise Refusal where nothing is told, or a part is too long."""
    kept = {
        name: user_text.clean_text(said, INTRODUCTION_LIMIT)
        for name, said in typed.parts().items()
        if said.strip()
    }
    if not kept:
        raise Refusal("introduction-empty")
    return Introduction(**kept)


def parse_disclosure(typed: str | None) -> str:
    """Return a disclosure as it is kept, or nothing where it is withdrawn; raise Refusal where it is too long."""
    return user_text.clean_text(typed, DISCLOSURE_LIMIT) if typed and typed.strip() else ""
