"""How a command of ours ends: its problems or its reason on the error output, a line each, and exit code 1."""

from __future__ import annotations

from typing import NoReturn

import typer


def report(name: str, problems: list[str]) -> None:
    """Say what was found; the command ends here when that was something."""
    for problem in problems:
        typer.echo(problem, err=True)
    if problems:
        raise typer.Exit(1)
    typer.echo(f"{name}: no problem found")


def stop(reason: str) -> NoReturn:
    """End the command for one reason."""
    typer.echo(reason, err=True)
    raise typer.Exit(1)
