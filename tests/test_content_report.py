"""The content report tells an editor everything on one page, is written at once, and fails in one line."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from test_content import Change, appended, replaced, review_long_ago, topic
from typer.testing import CliRunner

from actions import check, compose, content, report, situation
from actions.content import FOLDER, Content, load_content
from actions.readability import as_read, grade, grades, without_isolates
from actions.situation import Situation
from bot.__main__ import app
from locales.fields import PartialDate

CONTENT = load_content()
NATIONS = {None: "No nation known", **{id: nation.name for id, nation in CONTENT.nations.items()}}
EMPTY = {"meta", "br"}
Changed = Callable[..., Content]


class Page(HTMLParser):
    """The elements of a page, each a tag and its attributes, and the closing tags that stand where they should not."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.complaints: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.complaints.append(f"</{tag}> in line {self.getpos()[0]}")


@pytest.fixture(scope="module")
def page() -> str:
    return report.render(CONTENT)


@pytest.fixture
def changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Changed:
    """Gives the content after some changes of a copy; the assistant answers from it too."""

    def load(*changes: Change) -> Content:
        folder = Path(shutil.copytree(FOLDER, tmp_path / "content"))
        for change in changes:
            change(folder)
        for module in (situation, check, content):
            monkeypatch.setattr(module, "load_content", lambda *_: load_content(folder))
        return load_content(folder)

    return load


def words(markup: str) -> str:
    """What is read, in one line."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", markup)).split())


def row(page: str, id: str) -> str:
    """A table's row by its id, as it is read."""
    return words(page.split(f'id="{id}"', 1)[1].split("</tr>", 1)[0].partition(">")[2])


def section(page: str, id: str) -> str:
    return page.split(f'<section id="{id}"', 1)[1].split("</section>", 1)[0]


def coverage_of(page: str, intent: str) -> list[str]:
    line = section(page, "coverage").split(f'<a href="#answer-{intent}">', 1)[1].split("</tr>", 1)[0]
    return [words(cell) for cell in re.findall(r"<td>(.*?)</td>", line, re.DOTALL)]


def read_in(page: str, intent: str, place: str) -> str:
    """What the report says is read there as the answer to an intent."""
    own = page.split(f'<details id="answer-{intent}">', 1)[1].split("</details>", 1)[0]
    blocks = own.split("<h3>Answer</h3>", 1)[1].split("<h3>", 1)[0].split("<h4>")[1:]
    (found,) = [block for block in blocks if place in block.split("</h4>", 1)[0].split(", ")]
    return words(found)


def test_the_page_is_well_formed(page: str) -> None:
    read = Page(page)
    assert (read.complaints, read.open) == ([], [])


def test_the_page_loads_nothing(page: str) -> None:
    tags = {tag for tag, _ in Page(page).elements}
    assert tags.isdisjoint({"script", "link", "img", "iframe", "object", "base", "form"})
    assert not any("src" in attributes or "style" in attributes for _, attributes in Page(page).elements)
    assert not re.search(r"url\(|@import|@font-face", page.split("</style>", 1)[0])


def test_the_page_is_dark_and_light_and_made_for_a_phone_and_paper(page: str) -> None:
    for needed in ("prefers-color-scheme: dark", "@media print", 'name="viewport"', 'lang="en-GB"'):
        assert needed in page


def test_every_table_has_a_caption_and_every_heading_cell_a_scope(page: str) -> None:
    tables = re.findall(r"<table>\s*<(\w+)", page)
    assert len(tables) == 6
    assert set(tables) == {"caption"}
    assert {attributes.get("scope") for tag, attributes in Page(page).elements if tag == "th"} == {"col", "row"}


def test_every_link_inside_the_page_leads_somewhere(page: str) -> None:
    ids = [attributes["id"] for _, attributes in Page(page).elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    targets = {str(a["href"])[1:] for tag, a in Page(page).elements if tag == "a" and str(a["href"]).startswith("#")}
    assert targets <= set(ids)
    assert {f"answer-{intent}" for intent in CONTENT.entries} <= targets


@pytest.mark.parametrize(("nation", "place"), NATIONS.items(), ids=NATIONS.values())
def test_every_answer_stands_there_as_a_person_in_a_nation_reads_it(page: str, nation: str | None, place: str) -> None:
    for intent in CONTENT.entries:
        there = read_in(page, intent, place)
        (said,) = [one for one in compose.answer(Situation("en", nation=nation), intent) if "intent" in one]
        for paragraph in said["paragraphs"]:
            assert words(html.escape(without_isolates(paragraph["text"]))) in there


def test_a_person_in_scotland_does_not_read_what_is_only_for_england(changed: Changed) -> None:
    sourced = {"sources": ["ein_2023"], "when": "nation"}
    only = [
        {"text": "Only in England.", "nations": ["england"], **sourced},
        {"text": "Only in Scotland.", "nations": ["scotland"], **sourced},
    ]
    page = report.render(changed(topic(answer=[{"text": "All over."}, *only])))
    assert "Only in Scotland." in read_in(page, "ask_new", "Scotland")
    assert "Only in England." not in read_in(page, "ask_new", "Scotland")
    assert coverage_of(page, "ask_new")[:5] == ["note only", "1", "note only", "1", "note only"]


def test_the_coverage_says_where_no_fact_is_needed(changed: Changed) -> None:
    page = report.render(changed(topic()))
    assert coverage_of(page, "ask_new")[:5] == ["no fact needed"] * 5


def test_the_coverage_counts_paragraphs_with_sources_and_names_the_grades(page: str) -> None:
    entry = CONTENT.entries["ask_data_sharing_figures"]
    sourced = [paragraph for paragraph in entry.answer if paragraph.sources and "england" in paragraph.nations]
    graded = grades(CONTENT)["ask_data_sharing_figures"]
    cells = coverage_of(page, "ask_data_sharing_figures")
    assert cells[1] == str(len(sourced))
    assert cells[5:7] == [str(graded.answer), str(graded.plainer)]


def test_a_paragraph_stands_with_its_words_grade_facts_and_sources(page: str) -> None:
    paragraph = next(p for p in CONTENT.entries["ask_data_sharing_figures"].answer if p.fields)
    text = as_read(CONTENT, paragraph)
    there = read_in(page, "ask_data_sharing_figures", "England")
    assert f"{len(text.split())} words, grade {grade(text)}" in there
    source = CONTENT.sources[paragraph.sources[0]]
    assert f"{source.title} ({source.publisher};" in there
    assert f"checked {source.checked}" in there
    assert all(fact in there for fact in paragraph.facts)


def test_every_source_fact_service_and_force_has_its_row(page: str) -> None:
    for id, source in CONTENT.sources.items():
        assert source.title in html.unescape(row(page, f"source-{id}"))
    for id, fact in CONTENT.facts.items():
        assert " ".join(fact.claim.split()) in row(page, f"fact-{id}")
    for id, service in CONTENT.services.items():
        assert row(page, f"service-{id}").startswith(f"{service.name} {id}")
    forces = words(section(page, "forces"))
    assert all(force.name in forces for force in CONTENT.forces.values())


def test_a_fact_is_listed_with_the_places_where_it_is_said_or_why_it_is_not(page: str) -> None:
    said = [(place, fact) for place, paragraph in CONTENT.paragraphs() for fact in paragraph.facts]
    assert said
    for place, fact in said:
        assert place in row(page, f"fact-{fact}")
    left_out = {id: fact.left_out for id, fact in CONTENT.facts.items() if fact.left_out}
    assert left_out
    for id, reason in left_out.items():
        assert f"Left out: {' '.join(reason.split())}" in row(page, f"fact-{id}")


def test_a_fact_that_nobody_says_is_marked_and_is_a_problem_of_the_summary(changed: Changed) -> None:
    fact = b"\nZ1:\n  claim: Z.\n  sources: [ein_2023]\n  nations: [england]\n"
    page = report.render(changed(appended("facts.yml", fact)))
    assert "neither said nor left out" in row(page, "fact-Z1")
    assert "facts.yml / Z1: is neither said nor left out" in words(section(page, "summary"))


def test_what_is_past_its_review_date_stands_first_and_is_marked(changed: Changed) -> None:
    old = changed(review_long_ago("sources.yml", "police_101"), review_long_ago("services.yml", "samaritans"))
    page = report.render(old)
    assert re.findall(r'<tr id="source-(\w+)"', page)[0] == "police_101"
    assert re.findall(r'<tr id="service-(\w+)"', page)[0] == "samaritans"
    assert "past its review date" in row(page, "source-police_101")
    assert "past its review date" in row(page, "service-samaritans")
    assert "sources.yml / police_101: was to be reviewed by 2020-01-02" in words(section(page, "summary"))
    assert "This was last checked on" in read_in(page, "ask_how_to_report", "England")


@pytest.mark.parametrize(("days", "mark"), [(30, "due within 30 days"), (-1, "past its review date"), (31, None)])
def test_the_mark_of_a_source_follows_the_day(days: int, mark: str | None) -> None:
    review_by = CONTENT.sources["police_101"].review_by
    there = row(report.render(CONTENT, review_by - timedelta(days=days)), "source-police_101")
    assert [known for known in ("due within 30 days", "past its review date") if known in there] == (
        [mark] if mark else []
    )


def test_a_source_tells_its_age_and_how_much_rests_on_it(page: str) -> None:
    source = CONTENT.sources["police_101"]
    resting = sum("police_101" in paragraph.sources for _, paragraph in CONTENT.paragraphs())
    dates = f"{source.checked} {(date.today() - source.checked).days} {source.review_by}"
    assert row(page, "source-police_101").endswith(f"{dates} {source.read} {resting}")


def test_a_source_that_nothing_uses_is_listed(changed: Changed) -> None:
    more = b"\nunused_2020:\n  title: T\n  publisher: P\n  url: https://p.org\n"
    more += b"  checked: 2026-11-22\n  review_by: 2099-01-01\n  read: part\n"
    page = report.render(changed(appended("sources.yml", more)))
    assert "unused_2020" in section(page, "sources").split("<table>", 1)[0]
    assert "police_101" not in section(page, "sources").split("<table>", 1)[0]
    assert row(page, "source-unused_2020").endswith("nothing uses it")


def test_a_service_tells_whether_its_phone_is_missing_and_who_names_it(page: str) -> None:
    for id, service in CONTENT.services.items():
        there = row(page, f"service-{id}")
        assert ("phone missing" in there) is (service.phone is None)
        assert all(intent in there for intent, entry in CONTENT.entries.items() if id in entry.services)


def test_a_force_tells_whether_its_position_is_known(page: str) -> None:
    rows = section(page, "forces").split("</tr>")
    for id, force in CONTENT.forces.items():
        (line,) = [words(row) for row in rows if f">{html.escape(force.name)}</th>" in row]
        position = "known" if id in CONTENT.positions else "not known"
        assert re.search(rf"(website|not known) (advice page|not known) {position}$", line)


def test_titles_and_claims_are_text_and_never_markup() -> None:
    evil = "<script>alert(1)</script>"
    sources = {id: source.copy(update={"title": evil}) for id, source in CONTENT.sources.items()}
    facts = {id: fact.copy(update={"claim": evil, "trap": evil}) for id, fact in CONTENT.facts.items()}
    services = {id: service.copy(update={"name": evil}) for id, service in CONTENT.services.items()}
    page = report.render(replace(CONTENT, sources=sources, facts=facts, services=services))
    assert "<script" not in page
    assert page.count("&lt;script&gt;") >= len(sources) + 2 * len(facts) + len(services)


def test_dates_stand_as_far_as_they_are_known(page: str) -> None:
    known = {id: source for id, source in CONTENT.sources.items() if isinstance(source.published, PartialDate)}
    assert known
    for id, source in known.items():
        month = f"-{source.published.month:02}" if source.published.month else ""
        assert f" {source.published.year}{month} {source.checked} " in row(page, f"source-{id}")


def run(*arguments: str) -> tuple[int, list[str]]:
    done = CliRunner().invoke(app, ["content", *arguments])
    assert "Traceback" not in done.output
    return done.exit_code, done.output.splitlines()


def test_the_command_writes_the_page_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    goal = tmp_path / "page.html"
    assert run("report", "--output", str(goal)) == (0, [f"Written: {goal}"])
    assert goal.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert list(tmp_path.iterdir()) == [goal]


@pytest.mark.parametrize(
    ("place", "reason"),
    [("missing/page.html", "No such file"), ("file/page.html", "Not a directory"), ("folder", "Is a directory")],
)
def test_a_place_that_cannot_be_written_is_named_in_one_line(tmp_path: Path, place: str, reason: str) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    code, (line,) = run("report", "--output", str(tmp_path / place))
    assert code == 1
    assert line.startswith(f"{tmp_path / place}: cannot be written: {reason}")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder in which not even root may write")
def test_a_folder_without_the_right_to_write_is_named_in_one_line() -> None:
    code, (line,) = run("report", "--output", "/proc/page.html")
    assert code == 1
    assert line.startswith("/proc/page.html: cannot be written: ")


def test_the_old_page_stays_whole_when_the_new_one_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goal = tmp_path / "page.html"
    goal.write_text("old", encoding="utf-8")

    def full(path: Path, text: str, encoding: str) -> None:
        path.write_bytes(text[:3].encode(encoding))
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    assert run("report", "--output", str(goal)) == (1, [f"{goal}: cannot be written: No space left on device"])
    assert goal.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [goal]


def test_broken_content_gives_the_lines_of_the_check(changed: Changed, tmp_path: Path) -> None:
    with pytest.raises(content.BadContent):
        changed(
            replaced("police_process.yml", "sources: [police_101]", "sources: [police_1010]"),
            topic(services=["nobody"], next=["nowhere", "ask_human"]),
        )
    code, lines = run("report", "--output", str(tmp_path / "page.html"))
    assert (code, lines) == run("check")
    assert code == 1
    assert len(lines) >= 3
    assert not (tmp_path / "page.html").exists()
