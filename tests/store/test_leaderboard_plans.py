"""No statement of the leaderboards reads a whole table, or sorts the rows of a whole server."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import CompoundSelect, Connection, Delete, Select, Update

from accountabot.store import leaderboards
from accountabot.store.leaderboards import ranks
from accountabot.store.prepared import Prepared

Statement = Select[Any] | CompoundSelect[Any] | Update | Delete
SORTS = {
    "closed_periods._WEEKS": "the weeks of one member",
    "member_scores._SERVERS": "the servers of one member",
    "live_boards._ALL": "at most five",
}
OF_A_SERVER = {
    "score_counts._BOARDS": "for the command `rebuild`",
    "live_boards._ALL": "at most five",
    "live_boards._LIVE_NAMING": "at most five",
    "board_status._READ": "the first members of an index who left",
}


def statements() -> Iterator[tuple[str, Statement]]:
    """Yield every statement about leaderboards, with its name."""
    for found in pkgutil.iter_modules(leaderboards.__path__):
        module = importlib.import_module(f"{leaderboards.__name__}.{found.name}")
        for name, value in vars(module).items():
            for label, each in named(name, value):
                one = each.statement if isinstance(each, Prepared) else each
                if isinstance(one, Select | CompoundSelect | Update | Delete):
                    yield f"{found.name}.{label}", one


def named(name: str, value: object) -> Iterator[tuple[str, object]]:
    """Yield what a module's constant contains, with a name for each."""
    if isinstance(value, tuple):
        yield from ((f"{name}{number}", each) for number, each in enumerate(value))
    elif isinstance(value, ranks._Statements):
        yield from ((f"{name}.{key}", each) for key, each in vars(value).items())
    else:
        yield name, value


@pytest.mark.parametrize(
    ("name", "statement"), [*statements()], ids=[name for name, _ in statements()]
)
def test_a_statement_uses_an_index(schema: Connection, name: str, statement: Statement) -> None:
    compiled = statement.compile(schema)
    values = (1,) * len(compiled.positiontup or ())
    text = f"EXPLAIN QUERY PLAN {compiled}"

    plan = schema.exec_driver_sql(text, values).scalars("detail").all()

    whole = (step for step in plan if step.startswith("SCAN"))
    reads = [step for step in whole if not re.match("SCAN (CONSTANT ROW|anon_)", step)]
    whole_server = [step for step in plan if step.endswith("(server_id=?)")]
    sorts = [step for step in plan if "TEMP B-TREE" in step]
    assert reads == [], plan
    assert bool(whole_server) == (name in OF_A_SERVER), plan
    assert bool(sorts) == (name in SORTS), plan
