"""No statement of the leaderboards reads a whole table, or sorts the rows of a whole server."""

import importlib
import pkgutil
from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Delete, Select, Update

from accountabot.store import leaderboards
from accountabot.store.prepared import Prepared

SORTS = {
    "closed_periods._WEEKS": "the weeks of one member",
    "member_scores._SERVERS": "the servers of one member",
}
ALL_COUNTS = {"score_counts._BOARDS"}
"""Reads the counts of a server, for the command `rebuild`."""


def statements() -> Iterator[tuple[str, Select[tuple[object, ...]] | Update | Delete]]:
    """Yield every statement about leaderboards, with its name."""
    for found in pkgutil.iter_modules(leaderboards.__path__):
        module = importlib.import_module(f"{leaderboards.__name__}.{found.name}")
        for name, value in vars(module).items():
            for number, each in enumerate(value if isinstance(value, tuple) else (value,)):
                one = each.statement if isinstance(each, Prepared) else each
                if isinstance(one, Select | Update | Delete):
                    yield f"{found.name}.{name}{number or ''}", one


@pytest.mark.parametrize(
    ("name", "statement"), [*statements()], ids=[name for name, _ in statements()]
)
def test_a_statement_uses_an_index(
    schema: Connection, name: str, statement: Select[tuple[object, ...]] | Update | Delete
) -> None:
    compiled = statement.compile(schema)
    values = (1,) * len(compiled.positiontup or ())
    text = f"EXPLAIN QUERY PLAN {compiled}"

    plan = schema.exec_driver_sql(text, values).scalars("detail").all()

    reads = [step for step in plan if step.startswith("SCAN") and "CONSTANT ROW" not in step]
    whole_server = [step for step in plan if step.endswith("(server_id=?)")]
    sorts = [step for step in plan if "TEMP B-TREE" in step]
    assert reads == [], plan
    assert bool(whole_server) == (name in ALL_COUNTS), plan
    assert bool(sorts) == (name in SORTS), plan
