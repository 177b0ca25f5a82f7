"""Store witnesses' questions and the owners' answers, one per goal and local day."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from accountabot.domain.calendar.days import LocalDay
from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import Action, GoalId, MemberId, QuestionId, ServerId
from accountabot.domain.people.questions import Answer, Question
from accountabot.store.parameters import goal_params
from accountabot.store.schema import questions

_ADD = insert(questions).returning(questions.c.id)
_COLUMNS = (
    *(questions.c.id, questions.c.goal_id, questions.c.member_id, questions.c.at),
    *(questions.c.answer, questions.c.answered_at),
)
_THIS = (questions.c.id == bindparam("question"), questions.c.server_id == bindparam("server"))
_GET = select(*_COLUMNS).where(*_THIS)
_ON = select(*_COLUMNS).where(
    questions.c.server_id == bindparam("server"),
    questions.c.goal_id == bindparam("goal"),
    questions.c.day == bindparam("on"),
)
_ANSWER = (
    update(questions)
    .where(*_THIS)
    .values(answer=bindparam("said"), answered_at=bindparam("said_at"))
)
_FORGET = delete(questions).where(*_THIS, questions.c.answered_at.is_(None))


def add(tx: Connection, goal: Goal, action: Action, day: LocalDay) -> Question:
    """Store a question about a goal for the owner's local day."""
    author = {"server_id": goal.owner.server, "member_id": action.member.id, "at": action.at}
    key = tx.execute(_ADD, author | {"goal_id": goal.id, "day": day}).scalar_one()
    return Question(QuestionId(key), goal.id, action.member.id, action.at)


def get(tx: Connection, server: ServerId, question: QuestionId) -> Question | None:
    """Return a question on this server, or None."""
    row = tx.execute(_GET, {"server": server, "question": question}).first()
    return _question(*row) if row else None


def get_on_day(tx: Connection, goal: Goal, day: LocalDay) -> Question | None:
    """Return the question about a goal on the owner's local day, or None."""
    row = tx.execute(_ON, goal_params(goal) | {"on": day}).first()
    return _question(*row) if row else None


def answer(
    tx: Connection, server: ServerId, question: QuestionId, reply: Answer, at: datetime
) -> None:
    """Store an answer."""
    tx.execute(_ANSWER, {"server": server, "question": question, "said": reply, "said_at": at})


def delete_unanswered(tx: Connection, server: ServerId, question: QuestionId) -> None:
    """Delete a question if it is unanswered."""
    tx.execute(_FORGET, {"server": server, "question": question})


def _question(
    key: int, goal: int, asker: int, at: datetime, reply: str | None, answered_at: datetime | None
) -> Question:
    parsed = Answer(reply) if reply else None
    return Question(
        id=QuestionId(key),
        goal=GoalId(goal),
        asker=MemberId(asker),
        at=at,
        answer=parsed,
        answered_at=answered_at,
    )
