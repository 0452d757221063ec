"""Local accounts of curators: argon2 hashes, sessions by a random token of which only a hash is kept."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, delete, insert, select, update

from catalogue.errors import ConfigError
from catalogue.store import now
from catalogue.tables import sessions, users

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._@-]{1,59}")
MIN_PASSWORD, MAX_PASSWORD = 10, 1024
# Checked for an unknown name too, so that the time of an answer does not tell which names exist.
NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$MIIRqgvgQbgj220jfp0MPA$YfwJSVjtjSU0zzV/P3S9nnQ/USre2wvJMjfCIjrTQbg"


@dataclass(frozen=True, slots=True)
class Session:
    """Who is logged in, and the token every form must carry."""

    user: str
    csrf: str


def add(connection: Connection, name: str, password: str, *, replace: bool = False) -> None:
    """Make an account, or set a new password when ``replace``; old sessions end.

    Raises:
        ConfigError: The name is not one, is taken, or the password is too short or too long.
    """
    from argon2 import PasswordHasher

    if not NAME.fullmatch(name):
        raise ConfigError(
            f"'{name[:80]}' is not a user name",
            hint="Use 2 to 60 letters, digits, '.', '_', '@' or '-', starting with a letter or digit.",
        )
    if not MIN_PASSWORD <= len(password) <= MAX_PASSWORD:
        raise ConfigError(
            f"the password has {len(password)} characters",
            hint=f"Use {MIN_PASSWORD} to {MAX_PASSWORD} characters; a sentence is fine.",
        )
    digest = PasswordHasher().hash(password)
    taken = connection.execute(select(users.c.name).where(users.c.name == name)).first()
    if taken and not replace:
        raise ConfigError(f"there is a user '{name}' already", hint="Choose another name, or --replace.")
    if taken:
        connection.execute(update(users).where(users.c.name == name).values(hash=digest))
        connection.execute(delete(sessions).where(sessions.c.user == name))
    else:
        connection.execute(insert(users).values(name=name, hash=digest, created_at=now()))


def check(connection: Connection, name: str, password: str) -> bool:
    """Tell whether name and password belong together; takes as long for an unknown name."""
    from argon2 import PasswordHasher
    from argon2.exceptions import Argon2Error, InvalidHashError

    row = connection.execute(
        select(users.c.hash).where(users.c.name == name, users.c.disabled.is_(False))
    ).first()
    try:
        PasswordHasher().verify(row.hash if row else NOBODY, password[:MAX_PASSWORD])
    except (Argon2Error, InvalidHashError):
        return False
    return row is not None


def names(connection: Connection) -> list[str]:
    """List the accounts by name."""
    return list(connection.execute(select(users.c.name).order_by(users.c.name)).scalars())


def open_session(connection: Connection, user: str, hours: int) -> str:
    """Begin a session; the token goes into the reader's cookie and nowhere else."""
    token, csrf = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
    until = (datetime.now(UTC) + timedelta(hours=hours)).isoformat(timespec="microseconds")
    connection.execute(delete(sessions).where(sessions.c.expires_at < now()))
    connection.execute(
        insert(sessions).values(
            token_hash=_hash(token), user=user, csrf=csrf, created_at=now(), expires_at=until
        )
    )
    return token


def session(connection: Connection, token: str) -> Session | None:
    """Give the session of a cookie, None when it is over or never was."""
    row = connection.execute(
        select(sessions).where(sessions.c.token_hash == _hash(token), sessions.c.expires_at > now())
    ).first()
    return Session(row.user, row.csrf) if row else None


def close_session(connection: Connection, token: str) -> None:
    """End a session."""
    connection.execute(delete(sessions).where(sessions.c.token_hash == _hash(token)))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
