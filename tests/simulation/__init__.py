"""Simulated days on two servers, in which one seed decides everything (simulation testing).

A chooser decides who acts and how, how much time passes, which requests and answers are lost, when
the database can't be written, and when the process dies and starts again (`run.py`). What happened
is written down from the outside: the interactions, the answers, and every request that Discord got
(`wire.py`). A checker reads only that, and at the end what members can ask for themselves
(`checks.py`, `records.py`). It knows nothing of the bot's code or tables.

`SEEDS=7 pytest tests/simulation` replays a seed, `SEEDS=1-500 DAYS=20` lives through many.
"""
