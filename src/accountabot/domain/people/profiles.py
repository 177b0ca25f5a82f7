"""Define members' introductions and disclosures."""

from dataclasses import dataclass, fields

from accountabot.domain import user_text
from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.refusals import Refusal

INTRODUCTION_LIMIT = 250
"""The maximum length of each part of an introduction, in characters."""
DISCLOSURE_LIMIT = 200
CHANGES_A_DAY = 10
"""The maximum number of changes of a disclosure per day; every version is stored."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """A member's introduction; each part is optional."""

    who: str = ""
    does: str = ""
    learns: str = ""

    def parts(self) -> dict[str, str]:
        """Return the parts that are filled in, by field name, in order."""
        return {each.name: text for each in fields(self) if (text := getattr(self, each.name))}

    def since(self, before: "Introduction") -> "Introduction":
        """Return the parts that changed since an earlier introduction."""
        known = before.parts()
        return Introduction(
            **{name: text for name, text in self.parts().items() if known.get(name) != text}
        )


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A disclosed interest and the local day of the disclosure; empty text withdraws it."""

    text: str
    day: LocalDay


def parse_introduction(typed: Introduction) -> Introduction:
    """Clean a typed introduction; raise Refusal if it is empty or a part is too long."""
    kept = {
        name: user_text.clean_text(text, INTRODUCTION_LIMIT, user_text.TextField.INTRODUCTION)
        for name, text in typed.parts().items()
        if text.strip()
    }
    if not kept:
        raise Refusal("introduction-empty")
    return Introduction(**kept)


def parse_disclosure(typed: str | None) -> str:
    """Clean a typed disclosure, which may be empty; raise Refusal if it is too long."""
    return (
        user_text.clean_text(typed, DISCLOSURE_LIMIT, user_text.TextField.DISCLOSURE)
        if typed and typed.strip()
        else ""
    )
