"""Accounts: hashes only, sessions by token, clear refusals."""

import pytest
from sqlalchemy import select, text

from catalogue import users
from catalogue.errors import ConfigError
from catalogue.tables import sessions
from catalogue.tables import users as table

GOOD = "correct horse battery"


def test_the_right_password_opens_and_a_wrong_one_or_an_unknown_name_does_not(store):
    with store.write() as connection:
        users.add(connection, "ana", GOOD)
        assert users.check(connection, "ana", GOOD) is True
        assert users.check(connection, "ana", "wrong password") is False
        assert users.check(connection, "nobody", GOOD) is False


def test_only_a_hash_is_kept(store):
    with store.write() as connection:
        users.add(connection, "ana", GOOD)
        token = users.open_session(connection, "ana", 1)
        assert connection.execute(select(table.c.hash)).scalar().startswith("$argon2id$")
        assert connection.execute(select(sessions.c.token_hash)).scalar() != token


def test_a_session_knows_its_user_until_it_is_closed_or_over(store):
    with store.write() as connection:
        users.add(connection, "ana", GOOD)
        token = users.open_session(connection, "ana", 1)
        assert users.session(connection, token).user == "ana"
        assert users.session(connection, "guess") is None
        connection.execute(text("UPDATE sessions SET expires_at = '2020'"))
        assert users.session(connection, token) is None
        users.close_session(connection, users.open_session(connection, "ana", 1))


def test_a_new_password_ends_old_sessions(store):
    with store.write() as connection:
        users.add(connection, "ana", GOOD)
        token = users.open_session(connection, "ana", 1)
        users.add(connection, "ana", GOOD + "!", replace=True)
        assert users.session(connection, token) is None


@pytest.mark.parametrize(
    "name, password, found",
    [
        ("a b", GOOD, "not a user name"),
        ("ana", "short", "5 characters"),
        ("ana", "x" * 2000, "2000 characters"),
    ],
)
def test_refusals(store, name, password, found):
    with store.write() as connection, pytest.raises(ConfigError, match=found):
        users.add(connection, name, password)


def test_a_taken_name_is_refused(store):
    with store.write() as connection:
        users.add(connection, "ana", GOOD)
        with pytest.raises(ConfigError, match="there is a user 'ana'"):
            users.add(connection, "ana", GOOD)
