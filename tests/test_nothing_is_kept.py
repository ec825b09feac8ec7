"""The promise that nothing of a conversation is written or kept, whatever is sent and whatever fails."""

from __future__ import annotations

import json
import resource
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from canary.watch import CLIENT_ADDRESS, FAULTY, SENT_ADDRESS, UNSAFE, Watched, canary
from canary.ways import said, send, send_and_leave, send_everything
from conftest import COMMAND, Conversation, Server, of_type

from locales import LANGUAGES, translator

SILENT = ["as delivered", "turned up", "with faults", "with faults, turned up"]
FAULTS = ("action", "component", "placeholder")
REFUSALS = {
    "misspelt tracker store": "the tracker store is a InMemoryTrackerStore",
    "no lock store": "the lock store is a InMemoryLockStore",
    "event broker": "an event broker is set",
    "log handler": "a log handler is installed",
    "logging": "logging is on",
    "warnings": "warnings are shown",
    "structlog": "structlog writes",
}


@dataclass
class Run:
    """What a server left behind when everything had been sent to it."""

    watched: Watched
    leaks: dict[str, set[str]] = field(default_factory=dict)
    bytes_written: int = 0
    last_reply: dict[str, Any] = field(default_factory=dict)

    def note(self) -> None:
        self.leaks, self.bytes_written = self.watched.leaks(), self.watched.written_since_start()


def _hello(watched: Watched) -> dict[str, Any]:
    return dict(watched.server.post(b'{"message": "Hello", "language": "en"}')[1])


def _run(watched: Watched) -> Run:
    run = Run(watched)
    watched.wait_until_ready()
    send_everything(watched)
    run.last_reply = _hello(watched)
    watched.stop()
    run.note()
    return run


def _send_faults(watched: Watched) -> None:
    for fault in (*FAULTS, "noise"):
        send(watched, said(f"fault:{fault} {canary(fault)}"))
    send_and_leave(watched, said(f"fault:slow {canary('midreply')}"))
    send(watched, said("fault:slow until the one before is over"))


def _run_faulty(watched: Watched) -> Run:
    """Leaves the server running."""
    run = Run(watched)
    watched.wait_until_ready()
    send_everything(watched)
    _send_faults(watched)
    run.note()
    return run


def _run_faulty_to_the_end(watched: Watched) -> Run:
    run = _run_faulty(watched)
    send(watched, said("fault:logging"))
    run.last_reply = _hello(watched)
    watched.stop()
    run.leaks = watched.leaks()
    return run


def _run_leaky(watched: Watched) -> Run:
    run = Run(watched)
    watched.wait_until_ready()
    send(watched, said(f"fault:noise {canary('noise')}"))
    send(watched, said(f"fault:spill {canary('spill')} {SENT_ADDRESS} {CLIENT_ADDRESS}"))
    watched.stop()
    run.note()
    return run


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Run]]:
    """All servers, started and used side by side."""

    def folder() -> Path:
        return tmp_path_factory.mktemp("watched")

    plans = {
        "as delivered": (_run, Watched(folder())),
        "turned up": (_run, Watched(folder(), "--workers", "2", loud=True)),
        "with faults": (_run_faulty, Watched(folder(), command=FAULTY)),
        "with faults, turned up": (_run_faulty_to_the_end, Watched(folder(), command=FAULTY, loud=True)),
        "developers' mode": (_run_leaky, Watched(folder(), "--no-silent", command=FAULTY)),
    }
    try:
        with ThreadPoolExecutor(len(plans)) as pool:
            running = {name: pool.submit(run, watched) for name, (run, watched) in plans.items()}
        yield {name: run.result() for name, run in running.items()}
    finally:
        for _, watched in plans.values():
            watched.stop()


@pytest.fixture
def faulty(runs: dict[str, Run]) -> Watched:
    return runs["with faults"].watched


@pytest.mark.parametrize("run", SILENT)
def test_no_word_and_no_address_is_written_anywhere(runs: dict[str, Run], run: str) -> None:
    assert runs[run].leaks == {}


@pytest.mark.parametrize("run", SILENT)
def test_not_one_byte_is_written_once_the_server_is_ready(runs: dict[str, Run], run: str) -> None:
    assert runs[run].bytes_written == 0


@pytest.mark.parametrize("run", ["as delivered", "turned up"])
def test_the_server_still_answers_after_all_that_was_sent(runs: dict[str, Run], run: str) -> None:
    assert runs[run].last_reply["messages"]
    assert "error" not in runs[run].last_reply


def test_the_search_would_find_a_leak(runs: dict[str, Run]) -> None:
    spilt = {"spill", SENT_ADDRESS, CLIENT_ADDRESS}
    assert runs["developers' mode"].leaks == {
        "stdout": {"noise", *spilt},
        "stderr": {"noise", *spilt},
        "home/spilt": spilt,
        "tmp/spilt": spilt,
    }


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_ends_in_a_safe_reply_in_the_persons_language(faulty: Watched, fault: str, tag: str) -> None:
    body = {"message": f"fault:{fault}", "language": tag, "state": {"language": tag, "nation": "wales"}}
    status, reply = faulty.server.post(json.dumps(body).encode())
    assert (status, reply["error"], reply["language"]) == (200, True, tag)
    assert reply["state"] == body["state"]
    card, services = reply["messages"][0], of_type(reply, "services")
    assert card["title"] == translator(tag).text("We could not answer").text
    assert tag == "en" or card["title"] != "We could not answer"
    assert "999" in [call["phone"] for call in card["calls"]]
    assert services[0]["services"][0]["phone"]


def test_health_turns_red_when_a_turn_has_failed(faulty: Watched) -> None:
    status, report = faulty.server.get("/chat/health")
    assert (status, report["status"]) == (503, "failing")


def test_a_conversation_that_cannot_be_handed_back_is_not_kept_by_rasa_instead(faulty: Watched) -> None:
    send(faulty, said(f"fault:store {canary('store')}"))
    assert "store" not in faulty.leaks().get("stderr", set())


def test_the_server_answers_no_more_when_logging_is_turned_on_while_it_runs(runs: dict[str, Run]) -> None:
    assert runs["with faults, turned up"].last_reply["error"] is True


def test_a_crash_leaves_no_memory_dump(faulty: Watched) -> None:
    assert resource.prlimit(faulty.process.pid, resource.RLIMIT_CORE) == (0, 0)


def test_two_conversations_at_the_same_time_do_not_see_each_other(faulty: Watched) -> None:
    people = {
        "Glasgow": "scotland",
        "Leeds": "west_yorkshire",
        "Cardiff": "south_wales",
        "Manchester": "greater_manchester",
    }

    def say_where(place: str) -> dict[str, Any]:
        status, reply = faulty.server.post(json.dumps({"message": f"fault:slow {place}", "language": "en"}).encode())
        assert status == 200
        return dict(reply)

    alone = [say_where(place) for place in people]
    with ThreadPoolExecutor(len(people)) as pool:
        together = list(pool.map(say_where, people))
    assert [reply["state"]["police_force"] for reply in together] == list(people.values())
    assert together == alone


def test_the_server_has_forgotten_the_conversation_when_the_next_message_comes(server: Server) -> None:
    before = Conversation(server).tap("clarify")
    told = Conversation(server)
    told.say("I live in Glasgow")
    told.tap("ask_police_report_home_office")
    assert {"police_force", "topic"} <= told.state.keys()
    assert Conversation(server).tap("clarify") == before


@pytest.fixture(scope="module")
def attempts() -> dict[str, tuple[int, str]]:
    """How each attempt to start without a safeguard ended, and one with all of them: exit code and output."""
    done = subprocess.run([*UNSAFE, "nothing", *REFUSALS], stdout=subprocess.PIPE, timeout=300, check=True)
    return {what: (code, output) for what, code, output in json.loads(done.stdout)}


@pytest.mark.parametrize("what", REFUSALS)
def test_the_server_does_not_start_without_a_safeguard(attempts: dict[str, tuple[int, str]], what: str) -> None:
    code, output = attempts[what]
    assert code != 0
    assert REFUSALS[what] in output
    assert "Ready" not in output


def test_the_same_server_starts_with_all_safeguards(attempts: dict[str, tuple[int, str]]) -> None:
    code, output = attempts["nothing"]
    assert (code, "Ready" in output) == (0, True)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "::", "example.org"])
def test_the_developers_mode_is_for_this_machine_only(host: str) -> None:
    command = [COMMAND, "serve", "--no-silent", "--host", host, "--port", "0"]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert result.returncode not in (0, None)
    assert "this machine only" in " ".join(result.stderr.replace("│", " ").split())
