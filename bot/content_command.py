"""The `safe-to-ask content` commands."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from bot.outcome import report as report_problems
from bot.outcome import stop

content = typer.Typer(name="content", help="Check the answers, sources and services, and report on them.")


@content.callback(invoke_without_command=True)
def default(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        check()


@content.command()
def check(
    strict: Annotated[bool, typer.Option("--strict", help="Count what is past its review date as a problem.")] = False,
) -> None:
    """Name every mistake by its place."""
    from actions.check import problems

    report_problems("content", list(problems(strict=strict)))


@content.command()
def report(
    output: Annotated[Path, typer.Option(help="The HTML page to write.")] = Path("content-report.html"),
) -> None:
    """Write one HTML page of what is said where, on which sources, and what must be read again."""
    from actions.content import load_content
    from actions.content_file import BadContent
    from actions.report import render, write

    try:
        page = render(load_content())
    except BadContent as error:
        stop(str(error))
    try:
        write(page, output)
    except OSError as error:
        stop(f"{output}: cannot be written: {error.strerror}")
    typer.echo(f"Written: {output}")


@content.command()
def schema(
    folder: Annotated[Path | None, typer.Option(help="Where to write; actions/content/schemas when left out.")] = None,
) -> None:
    """Write the JSON Schemas by which an editor completes and checks the content files."""
    from actions.schema import SCHEMAS, write_schemas

    try:
        written = write_schemas(folder or SCHEMAS)
    except OSError as error:
        stop(f"{folder or SCHEMAS}: cannot be written: {error.strerror}")
    typer.echo(f"Written: {len(written)} schemas in {folder or SCHEMAS}")
