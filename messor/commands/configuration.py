"""``messor config show``, ``messor users``: what an operator sets up."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from messor.options import Config, Home, Json, settings_of

config_app = typer.Typer(help="Settings: what is in force and where it comes from.", no_args_is_help=True)
users_app = typer.Typer(help="Accounts of curators.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Add these commands to the command line."""
    app.add_typer(config_app, name="config")
    app.add_typer(users_app, name="users")


@config_app.command("show")
def show(home: Home = None, config: Config = None, as_json: Json = False) -> None:
    """Print every setting: its value, unit, origin and meaning. Secrets are masked."""
    from catalogue.settings import rows

    listed = rows(settings_of(home=home, config=config))
    if as_json:
        keys = ("name", "value", "unit", "origin", "help")
        print(json.dumps([dict(zip(keys, row, strict=True)) for row in listed], indent=2))
        return
    if sys.stdout.isatty():
        for name, value, unit, origin, meaning in listed:
            print(f"{name} = {value}  ({origin})\n    {meaning} [{unit}]")
        return
    from messor.tables import show_table

    show_table(("setting", "value", "unit", "from", "meaning"), listed)


@users_app.command("add")
def add(
    name: Annotated[str, typer.Argument(help="Name of the account.")],
    password_stdin: Annotated[
        bool, typer.Option("--password-stdin", help="Read the password from standard input.")
    ] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Set a new password.")] = False,
    home: Home = None,
    config: Config = None,
) -> None:
    """Make an account that may review and decide."""
    from catalogue.store import open_store
    from catalogue.users import add as add_user

    settings = settings_of(home=home, config=config)
    if password_stdin or not sys.stdin.isatty():
        password = sys.stdin.readline().rstrip("\n")
    else:
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    store = open_store(settings.database)
    with store.write() as connection:
        add_user(connection, name, password, replace=replace)
    print(f"{name} may log in at {settings.text('public_url')}/login")


@users_app.command("list")
def list_users(home: Home = None, config: Config = None, as_json: Json = False) -> None:
    """List the accounts that may review and decide."""
    from catalogue.store import open_store
    from catalogue.users import names

    store = open_store(settings_of(home=home, config=config).database, create=False)
    with store.read() as connection:
        listed = names(connection)
    print(json.dumps(listed) if as_json else "\n".join(listed) or "no accounts yet: messor users add NAME")
