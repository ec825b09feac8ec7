"""Start, memory and speed of a turn, beside the same model run in Rasa's stock way: `python benchmarks/turns.py`.

Stock: `rasa run` with the REST channel and the in-memory tracker store, and `rasa run actions` as a second process.
Both without TensorFlow, so the ratios show only how the assistant is run. One client, 200 turns after 20 to warm up.
"""

from __future__ import annotations

import json
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
QUESTIONS = (
    "Will the police report me to the Home Office?",
    "کیا پولیس ہوم آفس کو بتائے گی؟",
    "czy policja sprawdzi mój status",
    "هل الشرطة رح تخبر الهوم اوفيس عني",
    "mera shohar kehta hai visa cancel karwa dega",
    "Northamptonshire",
)
WARM_UP, TURNS = 20, 200
STOCK = "import sys; from bot.runtime import prepare; prepare(False); from rasa.__main__ import main; main()"


def main() -> None:
    """Measure both and print a table."""
    ours, stock = measure_ours(), measure_stock()
    print(f"{'':26}{'Safe to Ask':>14}{'stock Rasa':>14}{'ratio':>8}")
    for name in ours:
        print(f"{name:26}{ours[name]:14.1f}{stock[name]:14.1f}{stock[name] / ours[name]:8.1f}")


def measure_ours() -> dict[str, float]:
    port = free_port()
    server = [str(Path(sys.executable).with_name("safe-to-ask")), "serve", "--port", str(port)]
    state: dict[str, Any] = {}

    def ask(question: str) -> None:
        body = {"message": question, "language": "en", "state": state}
        reply = post(f"http://127.0.0.1:{port}/chat/message", body)
        assert "error" not in reply

    return measure([server], f"http://127.0.0.1:{port}/chat/health", ask)


def measure_stock() -> dict[str, float]:
    from bot.model import current_model

    port, actions_port = free_port(), free_port()
    with tempfile.TemporaryDirectory() as folder:
        endpoints, credentials = Path(folder, "endpoints.yml"), Path(folder, "credentials.yml")
        endpoints.write_text(f'action_endpoint:\n  url: "http://127.0.0.1:{actions_port}/webhook"\n')
        credentials.write_text("rest:\n")
        stock = [sys.executable, "-W", "ignore", "-c", STOCK, "run"]
        files = ["--model", current_model(), "--endpoints", endpoints, "--credentials", credentials]
        commands = [
            [*stock, "actions", "--actions", "actions", "--port", str(actions_port)],
            [*stock, *map(str, files), "--port", str(port), "--interface", "127.0.0.1"],
        ]

        def ask(question: str) -> None:
            sender = str(time.monotonic_ns())
            assert post(f"http://127.0.0.1:{port}/webhooks/rest/webhook", {"sender": sender, "message": question})

        return measure(commands, f"http://127.0.0.1:{port}/webhooks/rest/", ask)


def measure(commands: list[list[str]], ready: str, ask: Callable[[str], None]) -> dict[str, float]:
    """Start the commands, wait, ask; seconds, megabytes and milliseconds by name."""
    begun = time.monotonic()
    quiet = subprocess.DEVNULL
    processes = [subprocess.Popen(command, cwd=ROOT, stdout=quiet, stderr=quiet) for command in commands]
    try:
        wait(ready, lambda: ask(QUESTIONS[0]))
        started = time.monotonic() - begun
        idle = sum(resident(process.pid) for process in processes)
        times = sorted([timed(ask, QUESTIONS[turn % len(QUESTIONS)]) for turn in range(WARM_UP + TURNS)][WARM_UP:])
        return {
            "start to first answer, s": started,
            "memory after it, MB": idle,
            "turn, median, ms": statistics.median(times),
            "turn, 95th percentile, ms": times[int(len(times) * 0.95)],
            "memory after all, MB": sum(resident(process.pid) for process in processes),
        }
    finally:
        for process in processes:
            process.terminate()
            process.wait()


def wait(ready: str, ask: Callable[[], None]) -> None:
    for _ in range(1200):
        try:
            with urllib.request.urlopen(ready):
                return ask()
        except (OSError, AssertionError):
            time.sleep(0.1)
    raise TimeoutError(ready)


def timed(ask: Callable[[str], None], question: str) -> float:
    begun = time.perf_counter()
    ask(question)
    return (time.perf_counter() - begun) * 1000


def post(url: str, body: Any) -> Any:
    request = urllib.request.Request(url, json.dumps(body).encode(), {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as response:
        return json.load(response)


def resident(pid: int) -> float:
    """Resident memory of a process in megabytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
