"""Create the first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "bot_absences",
        sa.Column("ends", sa.BigInteger(), nullable=False),
        sa.Column("begins", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("ends", name="pk_bot_absences"),
    )
    op.create_table(
        "blocks",
        sa.Column("id", KEY, nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("is_blocked", sa.Boolean(), nullable=False),
        sa.Column("moderator_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_blocks"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_blocks_server_id_member_id", "blocks", ["server_id", "member_id"], unique=False
    )
    op.create_table(
        "flags",
        sa.Column("server_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("server_id", "member_id", "name", name="pk_flags"),
    )
    op.create_table(
        "departures",
        sa.Column("server_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("left_at", sa.BigInteger(), nullable=False),
        sa.Column("back_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("server_id", "member_id", "left_at", name="pk_departures"),
    )
    op.create_table(
        "disclosures",
        sa.Column("id", KEY, nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.String(length=200), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_disclosures"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_disclosures_server_id_member_id",
        "disclosures",
        ["server_id", "member_id"],
        unique=False,
    )
    op.create_table(
        "bot_state",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_bot_state"),
    )
    op.create_table(
        "failures",
        sa.Column("id", KEY, nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_failures"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_failures_server_id_at", "failures", ["server_id", "at"], unique=False)
    op.create_table(
        "goals",
        sa.Column("id", KEY, nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("schedule", sa.String(), nullable=False),
        sa.Column("declared_at", sa.BigInteger(), nullable=False),
        sa.Column("edited_at", sa.BigInteger(), nullable=True),
        sa.Column("start_day", sa.Date(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.Column("through", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("unit", sa.String(length=30), nullable=False),
        sa.Column("at_most", sa.Boolean(), nullable=False),
        sa.Column("plan", sa.String(length=100), nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.Column("hidden_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_goals"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_goals_member_id", "goals", ["member_id"], unique=False)
    op.create_index(
        "ix_goals_server_id_member_id", "goals", ["server_id", "member_id"], unique=False
    )
    op.create_table(
        "greetings",
        sa.Column("server_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=True),
        sa.Column("is_back", sa.Boolean(), nullable=False),
        sa.Column("leads", sa.Boolean(), nullable=False),
        sa.Column("crowd", sa.String(), nullable=True),
        sa.Column("is_first", sa.Boolean(), nullable=False),
        sa.Column("left_at", sa.BigInteger(), nullable=True),
        sa.Column("invited_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("server_id", "member_id", name="pk_greetings"),
    )
    op.create_index("ix_greetings_server_id_at", "greetings", ["server_id", "at"], unique=False)
    op.create_index(
        "ix_greetings_server_id_crowd", "greetings", ["server_id", "crowd"], unique=False
    )
    op.create_index(
        "ix_greetings_server_id_is_back_turn",
        "greetings",
        ["server_id", "is_back", "turn"],
        unique=False,
    )
    op.create_index(
        "ix_greetings_server_id_is_first",
        "greetings",
        ["server_id", "is_first"],
        unique=False,
        sqlite_where=sa.text("is_first = 1"),
        postgresql_where=sa.text("is_first"),
    )
    op.create_table(
        "greets",
        sa.Column("server_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("giver_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("server_id", "giver_id", "member_id", "day", name="pk_greets"),
    )
    op.create_index("ix_greets_server_id_turn", "greets", ["server_id", "turn"], unique=False)
    op.create_table(
        "hellos",
        sa.Column("server_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("newcomer_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("server_id", "newcomer_id", "member_id", name="pk_hellos"),
    )
    op.create_index(
        "ix_hellos_server_id_member_id", "hellos", ["server_id", "member_id"], unique=False
    )
    op.create_table(
        "introductions",
        sa.Column("server_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("who", sa.String(length=250), nullable=False),
        sa.Column("does", sa.String(length=250), nullable=False),
        sa.Column("learns", sa.String(length=250), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("server_id", "member_id", name="pk_introductions"),
    )
    op.create_table(
        "mentions",
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("message_id", "member_id", name="pk_mentions"),
    )
    op.create_index("ix_mentions_member_id", "mentions", ["member_id"], unique=False)
    op.create_index(
        "ix_mentions_server_id_member_id", "mentions", ["server_id", "member_id"], unique=False
    )
    op.create_table(
        "newcomers",
        sa.Column("server_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.Column("is_back", sa.Boolean(), nullable=False),
        sa.Column("held_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("server_id", "member_id", name="pk_newcomers"),
    )
    op.create_index(
        "ix_newcomers_server_id_held_at",
        "newcomers",
        ["server_id", "held_at"],
        unique=False,
        sqlite_where=sa.text("held_at IS NOT NULL"),
        postgresql_where=sa.text("held_at IS NOT NULL"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", KEY, nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("topic", sa.String(), nullable=False),
        sa.Column("subject", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=True),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("tried_at", sa.BigInteger(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_outbox_due_at", "outbox", ["due_at"], unique=False)
    op.create_index(
        "ix_outbox_server_id_topic_subject",
        "outbox",
        ["server_id", "topic", "subject"],
        unique=True,
    )
    op.create_table(
        "settings",
        sa.Column("id", KEY, nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("value", sa.String(length=2000), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_settings"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_settings_server_id_member_id", "settings", ["server_id", "member_id"], unique=False
    )
    op.create_table(
        "check_ins",
        sa.Column("id", KEY, nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("goal_id", KEY, nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("is_yesterday", sa.Boolean(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.BigInteger(), nullable=False),
        sa.Column("proof", sa.String(length=200), nullable=True),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name="fk_check_ins_goal_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_check_ins"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_check_ins_server_id_goal_id_day_note_source",
        "check_ins",
        ["server_id", "goal_id", "day", "note", "source"],
        unique=True,
        sqlite_where=sa.text("undone_at IS NULL"),
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    op.create_index(
        "ix_check_ins_server_id_proof",
        "check_ins",
        ["server_id", "proof"],
        unique=False,
        sqlite_where=sa.text("proof IS NOT NULL AND undone_at IS NULL"),
        postgresql_where=sa.text("proof IS NOT NULL AND undone_at IS NULL"),
    )
    op.create_table(
        "milestones",
        sa.Column("goal_id", KEY, autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name="fk_milestones_goal_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("goal_id", "number", name="pk_milestones"),
    )
    op.create_table(
        "pending_inputs",
        sa.Column("id", KEY, nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("goal_id", KEY, nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("payload", sa.String(length=600000), nullable=False),
        sa.Column("is_done", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name="fk_pending_inputs_goal_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_pending_inputs"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_pending_inputs_server_id_member_id",
        "pending_inputs",
        ["server_id", "member_id"],
        unique=False,
    )
    op.create_table(
        "questions",
        sa.Column("id", KEY, nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("goal_id", KEY, nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name="fk_questions_goal_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_questions"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_questions_server_id_goal_id_day",
        "questions",
        ["server_id", "goal_id", "day"],
        unique=True,
    )
    op.create_table(
        "goal_messages",
        sa.Column("goal_id", KEY, autoincrement=False, nullable=False),
        sa.Column("message_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name="fk_goal_messages_goal_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("goal_id", "message_id", name="pk_goal_messages"),
    )
    op.create_index(
        "ix_goal_messages_server_id_message_id",
        "goal_messages",
        ["server_id", "message_id"],
        unique=False,
    )
    op.create_index(
        "ix_goal_messages_server_id_goal_id",
        "goal_messages",
        ["server_id", "goal_id"],
        unique=False,
    )
    op.create_table(
        "standings",
        sa.Column("goal_id", KEY, autoincrement=False, nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("streak", sa.Integer(), nullable=False),
        sa.Column("longest", sa.Integer(), nullable=False),
        sa.Column("freezes", sa.Integer(), nullable=False),
        sa.Column("frozen", sa.Date(), nullable=True),
        sa.Column("changes_at", sa.BigInteger(), nullable=True),
        sa.Column("over_at", sa.BigInteger(), nullable=True),
        sa.Column("slipped_at", sa.BigInteger(), nullable=True),
        sa.Column("settled_through", sa.Date(), nullable=True),
        sa.Column("settled_streak", sa.Integer(), nullable=False),
        sa.Column("settled_longest", sa.Integer(), nullable=False),
        sa.Column("settled_freezes", sa.Integer(), nullable=False),
        sa.Column("settled_frozen", sa.Date(), nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("settled_slipped_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name="fk_standings_goal_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("goal_id", name="pk_standings"),
    )
    op.create_index(
        "ix_standings_server_id_changes_at", "standings", ["server_id", "changes_at"], unique=False
    )
    op.create_index(
        "ix_standings_server_id_streak", "standings", ["server_id", "streak"], unique=False
    )
    op.create_table(
        "witnesses",
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("goal_id", KEY, autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name="fk_witnesses_goal_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("goal_id", "member_id", name="pk_witnesses"),
    )
    op.create_index(
        "ix_witnesses_server_id_goal_id", "witnesses", ["server_id", "goal_id"], unique=False
    )
    op.create_index(
        "ix_witnesses_server_id_member_id", "witnesses", ["server_id", "member_id"], unique=False
    )
    op.create_table(
        "notices",
        sa.Column("goal_id", KEY, autoincrement=False, nullable=False),
        sa.Column("member_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("told_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name="fk_notices_goal_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("goal_id", "member_id", "kind", name="pk_notices"),
    )
    op.create_index(
        "ix_notices_server_id_member_id_due_at",
        "notices",
        ["server_id", "member_id", "due_at"],
        unique=False,
    )
    op.create_index(
        "ix_notices_server_id_goal_id",
        "notices",
        ["server_id", "goal_id"],
        unique=False,
        sqlite_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_table(
        "cheers",
        sa.Column("id", KEY, nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("goal_id", KEY, nullable=False),
        sa.Column("check_in_id", KEY, nullable=True),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_in_id"], ["check_ins.id"], name="fk_cheers_check_in_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name="fk_cheers_goal_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_cheers"),
    )
    op.create_index(
        "ix_cheers_server_id_goal_id_check_in_id",
        "cheers",
        ["server_id", "goal_id", "check_in_id"],
        unique=False,
    )
    op.create_index(
        "ix_cheers_server_id_goal_id_member_id",
        "cheers",
        ["server_id", "goal_id", "member_id"],
        unique=True,
        sqlite_where=sa.text("check_in_id IS NULL"),
        postgresql_where=sa.text("check_in_id IS NULL"),
    )
    op.create_index(
        "ix_cheers_server_id_member_id_goal_id_check_in_id",
        "cheers",
        ["server_id", "member_id", "goal_id", "check_in_id"],
        unique=True,
    )
    op.create_table(
        "record",
        sa.Column("id", KEY, nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("goal_id", KEY, nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("check_in_id", KEY, nullable=True),
        sa.Column("undoes", KEY, nullable=True),
        sa.ForeignKeyConstraint(
            ["check_in_id"], ["check_ins.id"], name="fk_record_check_in_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name="fk_record_goal_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["undoes"], ["record.id"], name="fk_record_undoes", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_record"),
        sa.UniqueConstraint(
            "server_id", "source", "goal_id", name="uq_record_server_id_source_goal_id"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_record_server_id_actor_id_at", "record", ["server_id", "actor_id", "at"], unique=False
    )
    op.create_index(
        "ix_record_server_id_goal_id_kind_at",
        "record",
        ["server_id", "goal_id", "kind", "at"],
        unique=False,
    )
    op.create_index(
        "ix_record_undoes",
        "record",
        ["undoes"],
        unique=True,
        sqlite_where=sa.text("undoes IS NOT NULL"),
        postgresql_where=sa.text("undoes IS NOT NULL"),
    )
    op.create_table(
        "edits",
        sa.Column("entry_id", KEY, autoincrement=False, nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("goal_id", KEY, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("is_silent", sa.Boolean(), nullable=False),
        sa.Column("ends_revision", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("schedule", sa.String(), nullable=False),
        sa.Column("edited_at", sa.BigInteger(), nullable=True),
        sa.Column("start_day", sa.Date(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=True),
        sa.Column("through", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("unit", sa.String(length=30), nullable=False),
        sa.Column("at_most", sa.Boolean(), nullable=False),
        sa.Column("plan", sa.String(length=100), nullable=False),
        sa.Column("is_private", sa.Boolean(), nullable=False),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["record.id"], name="fk_edits_entry_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name="fk_edits_goal_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", name="pk_edits"),
    )
    op.create_index("ix_edits_server_id_goal_id", "edits", ["server_id", "goal_id"], unique=False)
    op.create_table(
        "pauses",
        sa.Column("entry_id", KEY, autoincrement=False, nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("goal_id", KEY, nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("ended_at", sa.BigInteger(), nullable=True),
        sa.Column("undone_at", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["record.id"], name="fk_pauses_entry_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["goal_id"], ["goals.id"], name="fk_pauses_goal_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", name="pk_pauses"),
    )
    op.create_index("ix_pauses_server_id_goal_id", "pauses", ["server_id", "goal_id"], unique=False)
    op.create_table(
        "posts",
        sa.Column("entry_id", KEY, autoincrement=False, nullable=False),
        sa.Column("server_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["record.id"], name="fk_posts_entry_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", name="pk_posts"),
    )
