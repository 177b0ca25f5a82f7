"""The record as members download it, as the oracle reads it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from tests import oracle
from tests.oracle.model import Absence, Change, CheckIn, Excuse, Life, Pause, Skip

Row = dict[str, Any]
Tables = dict[str, list[Row]]


def moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def at(row: Row, key: str = "at") -> datetime:
    return datetime.fromisoformat(row[key])


class Record:
    """Everything that members can download, joined."""

    def __init__(self, exports: Iterable[Tables]) -> None:
        self.tables: dict[str, list[Row]] = defaultdict(list)
        for export in exports:
            for name, rows in export.items():
                self.tables[name] += [row for row in rows if row not in self.tables[name]]

    def entries(self, source: int) -> list[Row]:
        """Return what an interaction recorded."""
        return [each for each in self.tables["record"] if each["source"] == str(source)]

    def goal(self, title: str) -> Row | None:
        found = [each for each in self.tables["goals"] if each["title"] == title]
        assert len(found) <= 1, f"{title} was declared {len(found)} times"
        return found[0] if found else None

    def life(
        self, goal: Row, *, absences: tuple[Absence, ...] = (), excuses: tuple[Excuse, ...] = ()
    ) -> Life:
        """Return the life of a goal, without what the server has set."""
        return Life(
            goal["schedule"],
            at(goal, "declared_at"),
            amount=None if goal["amount"] is None else float(goal["amount"]),
            at_most=bool(goal["at_most"]),
            zones=self._own(goal, "zone", str),
            day_starts=self._own(goal, "day start", int),
            hard_mode=self._own(goal, "hard mode", lambda value: value == "on"),
            check_ins=tuple(self._check_ins(goal)),
            pauses=tuple(self._pauses(goal)),
            skips=tuple(self._skips(goal)),
            ended_at=moment(goal["ended_at"]),
            absences=absences,
            excuses=excuses,
        )

    def _of(self, goal: Row, table: str) -> Iterator[Row]:
        return (each for each in self.tables[table] if each["goal_id"] == goal["id"])

    def _own(self, goal: Row, name: str, read: Any) -> tuple[Change, ...]:
        return tuple(
            Change(at(each), read(each["value"]))
            for each in self.tables["settings"]
            if each["name"] == name
            and each["member_id"] == goal["member_id"]
            and each["server_id"] in {"0", goal["server_id"]}
        )

    def _check_ins(self, goal: Row) -> Iterator[CheckIn]:
        for each in self._of(goal, "check_ins"):
            amount = None if each["amount"] is None else float(each["amount"])
            yield CheckIn(at(each), bool(each["is_yesterday"]), amount, moment(each["undone_at"]))

    def _pauses(self, goal: Row) -> Iterator[Pause]:
        for each in self._of(goal, "pauses"):
            until = date.fromisoformat(each["until"]) if each["until"] else None
            yield Pause(at(each), until, moment(each["ended_at"]), moment(each["undone_at"]))
        for each in self.tables["departures"]:
            if each["server_id"] == goal["server_id"] and each["member_id"] == goal["member_id"]:
                yield Pause(at(each, "left_at"), None, moment(each["back_at"]))

    def _skips(self, goal: Row) -> Iterator[Skip]:
        undone = {each["undoes"]: at(each) for each in self._of(goal, "record") if each["undoes"]}
        for each in self._of(goal, "record"):
            if each["kind"] == "skipped":
                yield Skip(at(each), undone.get(each["id"]))


read = oracle.read
