"""`safe-to-ask evaluate`: what it measures, and what it says of a test set that it cannot use."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from conftest import COMMAND, ROOT

from bot.evaluation import BadTestSet, Outcome, _measure, as_table, evaluate
from bot.model import current_model

MEASURES = {
    "n",
    "top1",
    "top3",
    "macro_f1",
    "wrong_confident",
    "emergency_shown",
    "false_emergency",
    "offered_choices",
    "styles",
}
STYLE_MEASURES = {"n", "top1", "top3"}
TEST_SET = {
    "en": """
ask_police_report_home_office:
- {text: "will the police report me to the home office?", style: plain}
- {text: "wil polise tel home ofice abt me", style: typos}
emergency_danger:
- {text: "he is hitting me right now, help", style: plain}
""",
    "ur": """
ask_police_report_home_office:
- {text: "کیا پولیس میری رپورٹ ہوم آفس کو کر دے گی؟"}
no_such_intent:
- {text: "/emergency_danger", style: junk}
greet: []
""",
}


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([COMMAND, "evaluate", *arguments], cwd=ROOT, capture_output=True, text=True)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: Any) -> Path:
    written: Path = tmp_path_factory.mktemp("test_set")
    for language, content in TEST_SET.items():
        (written / f"{language}.yml").write_text(content, encoding="utf-8")
    return written


@pytest.fixture(scope="module")
def report(folder: Path) -> dict[str, Any]:
    evaluated = command(str(folder), "--json")
    assert evaluated.returncode == 0, evaluated.stderr
    return dict(json.loads(evaluated.stdout))


def test_the_report_has_exactly_the_documented_keys(report: dict[str, Any]) -> None:
    assert report.keys() == {"languages", "all"}
    assert report["languages"].keys() == {"en", "ur"}
    for measured in (report["all"], *report["languages"].values()):
        assert measured.keys() == MEASURES
        assert all(style.keys() == STYLE_MEASURES for style in measured["styles"].values())


def test_every_text_is_counted_once(report: dict[str, Any]) -> None:
    assert report["all"]["n"] == 5
    assert {tag: measured["n"] for tag, measured in report["languages"].items()} == {"en": 3, "ur": 2}
    styles = {style: measured["n"] for style, measured in report["all"]["styles"].items()}
    assert styles == {"plain": 3, "typos": 1, "junk": 1}


def test_shares_are_from_0_to_1_or_nothing(report: dict[str, Any]) -> None:
    for measured in (report["all"], *report["languages"].values()):
        shares = [value for key, value in measured.items() if key not in ("n", "styles")]
        assert all(share is None or 0 <= share <= 1 for share in shares)
    assert report["languages"]["ur"]["emergency_shown"] is None
    assert report["languages"]["en"]["emergency_shown"] == 1


def test_an_intent_that_is_not_known_counts_as_wrong(report: dict[str, Any]) -> None:
    assert report["all"]["styles"]["junk"]["top3"] == 0
    assert report["languages"]["ur"]["top1"] == 0.5


def outcome(intent: str, *ranking: str, answered: str | None = None, emergency: bool = False) -> Outcome:
    return Outcome("en", "plain", intent, list(ranking), answered, emergency)


def test_the_measures_count_what_they_say() -> None:
    measured = _measure(
        [
            outcome("greet", "greet", "thank", "deny", answered="greet"),
            outcome("greet", "thank", "greet", "deny", answered="thank"),
            outcome("greet", "thank", "deny", "affirm", "greet", answered=None, emergency=True),
            outcome("emergency_danger", "thank", "greet", "emergency_danger", answered=None, emergency=True),
            outcome("disclose_suicidal", "thank", "greet", "deny", answered="thank"),
        ]
    )
    assert measured["n"] == 5
    assert measured["top1"] == pytest.approx(1 / 5)
    assert measured["top3"] == pytest.approx(3 / 5)
    assert measured["wrong_confident"] == pytest.approx(2 / 5)
    assert measured["offered_choices"] == pytest.approx(2 / 5)
    assert measured["emergency_shown"] == pytest.approx(1 / 2)
    assert measured["false_emergency"] == pytest.approx(1 / 3)


def test_the_table_has_a_line_for_every_language_and_style(report: dict[str, Any]) -> None:
    head, *lines = as_table(report).splitlines()
    assert head.split() == ["n", *sorted(MEASURES - {"n", "styles"}, key=head.index)]
    names = [line.split()[0] for line in lines]
    assert names == ["en", "plain", "typos", "ur", "junk", "plain", "all", "junk", "plain", "typos"]


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"- a list\n", ["map intents"]),
        (b"", ["map intents"]),
        (b"greet: [unclosed\n", ["line"]),
        (b"greet: [{style: plain}]\n", ["greet / 1", "text"]),
        (b"greet: [{text: hello}, {text: 1}]\n", ["greet / 2", "text"]),
        (b"greet: [hello]\n", ["greet / 1", "text"]),
        (b"greet: hello\n", ["greet"]),
        (b"greet: 1\n", ["greet"]),
        (b"greet: [{text: caf\xe9}]\n", ["utf-8"]),
    ],
    ids=["list", "empty file", "yaml", "no text", "wrong text", "bare", "text", "number", "latin-1"],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, content: bytes, named: list[str]) -> None:
    (tmp_path / "en.yml").write_bytes(content)
    with pytest.raises(BadTestSet) as refused:
        evaluate(current_model(), tmp_path)
    assert all(words in str(refused.value) for words in [str(tmp_path), "en.yml", *named])


def test_a_folder_without_a_test_set_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadTestSet, match=r"there is no <language>\.yml"):
        evaluate(current_model(), tmp_path)


def test_the_command_names_a_folder_that_is_not_there(tmp_path: Path) -> None:
    refused = command(str(tmp_path / "nowhere"))
    assert refused.returncode == 1
    assert refused.stdout == ""
    assert str(tmp_path / "nowhere") in refused.stderr
    assert "Traceback" not in refused.stderr
