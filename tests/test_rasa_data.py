"""Rasa itself finds no fault in the training data, and every command of `safe-to-ask` exists."""

from __future__ import annotations

import subprocess

import pytest
from conftest import COMMAND, ROOT

COMMANDS = ("serve", "train", "chat", "evaluate", "content", "locales", "rasa")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([COMMAND, *arguments], cwd=ROOT, capture_output=True, text=True)


@pytest.fixture(scope="module")
def validation() -> subprocess.CompletedProcess[str]:
    return run("rasa", "data", "validate")


def test_rasa_finds_the_data_valid(validation: subprocess.CompletedProcess[str]) -> None:
    assert validation.returncode == 0, validation.stderr


def test_rasa_warns_of_nothing(validation: subprocess.CompletedProcess[str]) -> None:
    said = (validation.stdout + validation.stderr).splitlines()
    assert [line for line in said if "warn" in line.lower() or "error" in line.lower()] == []


def test_the_help_names_every_command() -> None:
    shown = run("--help").stdout
    assert all(f" {command} " in shown for command in COMMANDS)


@pytest.mark.parametrize("command", [command for command in COMMANDS if command != "rasa"])
def test_every_command_explains_itself(command: str) -> None:
    explained = run(command, "--help")
    assert (explained.returncode, explained.stderr) == (0, "")
    assert command in explained.stdout


def test_any_rasa_command_can_be_run() -> None:
    explained = run("rasa", "data", "--help")
    assert explained.returncode == 0
    assert "validate" in explained.stdout


@pytest.mark.parametrize("wrong", ["unknown", "--unknown"])
def test_an_unknown_command_is_refused(wrong: str) -> None:
    refused = run(wrong)
    assert refused.returncode == 2
    assert "Traceback" not in refused.stderr
