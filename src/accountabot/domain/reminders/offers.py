"""Define how a server offers reminders to its members."""

from enum import StrEnum


class Offered(StrEnum):
    """How a server offers reminders; the values are stored, and an empty one is the default."""

    WITH_ONE_TAP = ""
    """Whoever declares a goal can switch them on with one tap."""
    BY_DEFAULT = "by default"
    """Goals declared from then on have them, unless the member declines."""
    OFF = "off"
    """Nobody is reminded on this server."""

    @property
    def words(self) -> str:
        """What owners choose and write into a settings file: "with one tap"."""
        return self.name.lower().replace("_", " ")

    @property
    def key(self) -> str:
        """The name with hyphens, as used in message keys."""
        return self.words.replace(" ", "-")
