"""How long a pasted text takes to its first candidate on the triage page.

A workbench of its own is started as a person would (`manage.py up`), in a temporary
folder; a text of two pages is pasted over HTTP, and the page is asked until it shows a
candidate.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[2]
MANAGE = [sys.executable, str(ROOT / "manage.py")]
ADMIN = ("bench@localhost.example", "a-password-for-one-minute")
# What names another installation must not reach the one measured here.
OTHERS = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL")
UUID_IN = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
FILLER = "Residents followed the news on the radio and helped each other as they could."
PATIENCE_S = 120.0
PAUSE_S = 0.02


def paste_to_candidate(times: int = 5) -> list[float]:
    """Return the seconds of each paste; the first finds the worker cold or warming.

    Raises:
        TimeoutError: the workbench did not start, or no candidate came.
    """
    with (
        tempfile.TemporaryDirectory(prefix="corroborate-paste-") as folder,
        own_workbench(Path(folder)) as address,
        signed_in(address) as desk,
    ):
        return [one_paste(desk, number) for number in range(times)]


@contextlib.contextmanager
def own_workbench(folder: Path) -> Iterator[str]:
    port = free_port()
    environment = {k: v for k, v in os.environ.items() if k not in OTHERS} | {
        "DATA_DIR": str(folder / "data"),
        "PORT": str(port),
        "CORROBORATE_ADMIN_EMAIL": ADMIN[0],
        "CORROBORATE_ADMIN_PASSWORD": ADMIN[1],
    }
    launcher = subprocess.Popen(
        [*MANAGE, "up"],
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(lambda: is_ready(address))
        yield address
    finally:
        launcher.send_signal(signal.SIGTERM)
        launcher.wait(60)


@contextlib.contextmanager
def signed_in(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, follow_redirects=True, timeout=30) as desk:
        login = {"login": ADMIN[0], "password": ADMIN[1]}
        post_form(desk, "/accounts/login/", login)
        yield desk


def one_paste(desk: httpx.Client, number: int) -> float:
    mark = f"Ostrow{number}"
    team = first_option(desk.get("/stories/new/").text)
    made = post_form(desk, "/stories/new/", {"title": mark, "team": team})
    story = UUID_IN.search(str(made.url))[0]
    fields = {"story": story, "title": mark, "text": two_pages(mark)}
    begun = time.perf_counter()
    post_form(desk, "/sources/add/", fields)
    wait_for(lambda: "21 people were hurt" in desk.get(f"/triage/?story={story}").text)
    return time.perf_counter() - begun


def first_option(page: str) -> str:
    found = re.search(rf'<option value="({UUID_IN.pattern})"', page)
    return found[1] if found else ""


SENTENCES = (
    "The Water Ministry said on Monday that 21 people were hurt when a gate failed.",
    "“We closed the road at once,” said Mira Lenz, a spokeswoman for the operator.",
    "The district office puts the cost of repairs at 3.4 million crowns.",
    "The weir was built in 1962 and last inspected in the autumn of 2021.",
    "Engineers had warned of cracks in the eastern pier, according to an audit report.",
    "Two schools in the valley will stay closed until Thursday, the mayor said.",
    "Prosecutor Jan Holub opened an inquiry into the maintenance contract.",
    "The river rose by 40 centimetres within an hour, gauges in the town show.",
    "“Nobody called us,” said Petra Vale, who runs a campsite below the weir.",
    "The operator denies that its staff ignored an alarm shortly after midnight.",
    "A rescue team from the neighbouring region arrived at 6 a.m. GMT on Tuesday.",
    "Insurers expect about 1,200 claims, the trade body said in a statement.",
    "The government will pay for temporary homes for at least 90 families.",
    "Parliament rejected a bill on dam safety by 61 votes to 58 last year.",
    "Fishermen say that the flood destroyed most of the hatchery at Brenn.",
    "The railway line was reopened on Wednesday after a test with an empty train.",
)


def two_pages(mark: str) -> str:
    """About 4,000 characters of news; ``mark`` makes it unlike every other paste."""
    told = [f"{mark} weir, 4 May 2024 - {SENTENCES[0]}"]
    told += [f"{one} {FILLER}" for one in SENTENCES[1:]]
    return f"{mark} weir fails\n\n" + "\n\n".join(told)


def post_form(desk: httpx.Client, path: str, fields: dict[str, str]) -> httpx.Response:
    token = TOKEN.search(desk.get(path).text)
    values = {"csrfmiddlewaretoken": token[1] if token else "", **fields}
    answer = desk.post(path, data=values, headers={"Referer": str(desk.base_url)})
    return answer.raise_for_status()


def is_ready(address: str) -> bool:
    with contextlib.suppress(httpx.HTTPError):
        return httpx.get(f"{address}/readyz", timeout=2).status_code == 200
    return False


def wait_for(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError("the workbench did not answer in time")
        time.sleep(PAUSE_S)


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]
