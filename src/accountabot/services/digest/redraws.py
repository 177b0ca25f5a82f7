"""Redraw digests without a member who left the leaderboards, and lists without undone goals."""

from datetime import datetime

from sqlalchemy import Connection

from accountabot.domain.goals.goal import Goal
from accountabot.domain.identifiers import Member
from accountabot.services.privacy import redactions
from accountabot.store.delivery import mentions, posts
from accountabot.store.digest import digests


def redraw_without(tx: Connection, member: Member, now: datetime) -> None:
    """Queue the redraw of all digests that name a member."""
    redactions.queue(tx, member.server, digests.naming(tx, member), now)


def redraw_without_undone(tx: Connection, goal: Goal, now: datetime) -> None:
    """Queue the redraw of digests, reviews and leaderboards with a goal that was undone.

    They name its owner, other than the goal's own messages. What can't be redrawn is emptied.
    """
    server = goal.owner.server
    lists = [
        post
        for post in posts.showing(tx, server, goal.id)
        if goal.owner.id in mentions.of(tx, server, post.message)
    ]
    redactions.queue(tx, server, lists, now)
