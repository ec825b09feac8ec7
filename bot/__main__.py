"""The `safe-to-ask` command."""

from __future__ import annotations

import subprocess
import sys
from enum import Enum
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated

import typer

from bot import runtime
from bot.content_command import content
from bot.outcome import report as report_problems
from bot.outcome import stop

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__)
app.add_typer(content)
HERE_ONLY = "The server must listen on this machine only (a loopback address) when the no-logging mode is off."


class LocalesAction(str, Enum):
    check = "check"
    update = "update"
    draft = "draft"


@app.command()
def serve(
    host: Annotated[str, typer.Option(envvar="HOST", help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="PORT", help="Port to listen on.")] = 8080,
    workers: Annotated[int, typer.Option(envvar="WORKERS", min=1, help="Processes; they share nothing.")] = 1,
    silent: Annotated[bool, typer.Option(help="No-logging mode. Off is for invented messages only.")] = True,
) -> None:
    """Serve the assistant and its widget, training first when there is no model of the current data."""
    if not silent and not _is_loopback(host):
        raise typer.BadParameter(HERE_ONLY)
    model = _current_model()
    from bot import server, silence

    if not silent:
        silence.switch_off()
    try:
        application = server.create_app(server.load_agent(model))
    except (server.NoModel, silence.NotSilent) as error:
        stop(f"The server does not start: {error}.")
    typer.echo(f"Ready: http://{host}:{port}/chat/")
    sys.stdout.flush()
    server.serve(application, host, port, workers)


@app.command()
def train() -> None:
    """Train a model of the current data, even when there is one."""
    _prepare()
    typer.echo(f"Trained: {_train().name}")


@app.command()
def chat(language: Annotated[str, typer.Option(help="Tag of the language, such as ur.")] = "en") -> None:
    """Talk to the assistant in the terminal, without a server."""
    model = _current_model()
    from bot.terminal import talk

    talk(model, language)


@app.command()
def evaluate(
    folder: Annotated[Path, typer.Argument(help="Folder of <language>.yml files: intent: [{text, style}].")],
    json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Measure how well test texts are understood, exactly as the channel would read them."""
    model = _current_model()
    from bot import evaluation
    from bot.server import NoModel

    try:
        report = evaluation.evaluate(model, folder)
    except (evaluation.BadTestSet, NoModel) as error:
        stop(str(error))
    typer.echo(evaluation.as_json(report) if json else evaluation.as_table(report))


@app.command()
def locales(
    action: Annotated[LocalesAction, typer.Argument()] = LocalesAction.check,
    language: Annotated[str, typer.Argument(help="The language whose fuzzy entries are drafts.")] = "",
) -> None:
    """Check the translations, update the catalogs after a change of the English, or mark new drafts."""
    from locales import LANGUAGES, catalogs

    if action is LocalesAction.update:
        catalogs.update()
    if action is LocalesAction.draft:
        if language not in LANGUAGES or language == "en":
            raise typer.BadParameter("name a language that has a catalog")
        typer.echo(f"{language}: {catalogs.mark_drafts(language)} drafts")
    report_problems("locales", list(catalogs.problems()))


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True, "help_option_names": []})
def rasa(context: typer.Context) -> None:
    """Run any Rasa command through our runtime: safe-to-ask rasa data validate."""
    _prepare()
    from rasa.__main__ import main

    sys.argv = ["rasa", *context.args]
    main()


def _prepare() -> None:
    try:
        runtime.prepare()
    except ImportError as error:
        stop(f"A package is missing ({error.name}): run `make install`.")


def _current_model() -> Path:
    _prepare()
    from bot.model import current_model

    if not current_model().is_file():
        # In a process of its own: what training takes in memory would otherwise stay for as long as the server runs.
        trained = subprocess.run([sys.executable, "-m", "bot", "train"], cwd=runtime.ROOT, stdout=sys.stderr)
        if trained.returncode:
            raise typer.Exit(trained.returncode)
    return current_model()


def _train() -> Path:
    from bot.encoder.encoder import EncoderMissing
    from bot.model import TrainingFailed
    from bot.model import train as train_model

    typer.echo("Training a model of the current data. This takes one to two minutes.", err=True)
    try:
        return train_model()
    except (TrainingFailed, EncoderMissing) as error:
        stop(str(error))


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


if __name__ == "__main__":
    app()
