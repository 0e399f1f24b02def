"""`make fuzz`: requests made up from the description of the API, as everybody.

Prints what was sent and what failed, by principal; ends with an error if anything did.
FUZZ_EXAMPLES is how many a phase tries of each operation, FUZZ_PRINCIPALS who asks,
FUZZ_PHASES which phases, FUZZ_AT_ONCE how many ask at the same time.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path

from tests.api_fuzz.server import Server, running_server
from tests.rig import ROOT

PRINCIPALS = (
    "anonymous",
    "reporter",
    "reviewer",
    "second",
    "editor",
    "admin",
    "outsider",
    "expired",
)
# With what a request may be refused that also breaks the description: which of two
# faults is told is ours to choose.
REFUSALS = [str(code) for code in (400, 401, 403, 404, 405, 406, 409, 410, 412)]
REFUSALS += ["413", "415", "422", "428"]


@dataclass
class Told:
    """What one run sent and found."""

    principal: str
    statuses: Counter[int] = field(default_factory=Counter)
    failures: list[str] = field(default_factory=list)
    phases: Counter[str] = field(default_factory=Counter)
    links_followed: int = 0

    @property
    def sent(self) -> int:
        return self.statuses.total()


# How many scenarios for each example of an operation, and how long each.
SCENARIOS, STEPS = 10, 12
ALL_PHASES = "examples,coverage,fuzzing,stateful"


def ask(
    server: Server,
    principal: str,
    *,
    examples: int,
    seed: int,
    phases: str = ALL_PHASES,
) -> Told:
    """Run schemathesis as one principal, all phases unless said."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "events.ndjson"
        config = Path(folder) / "schemathesis.toml"
        description = Path(folder) / "openapi.yaml"
        description.write_bytes(server.description())
        config.write_text(settings_for(server, principal, examples), encoding="utf-8")
        command = [
            str(Path(sys.executable).parent / "st"),
            *("--config-file", str(config), "run", str(description)),
            *("--seed", str(seed), "--phases", phases, "--workers", "4"),
            *("--report", "ndjson", "--report-ndjson-path", str(report)),
            *("--no-shrink", "--suppress-health-check", "all", "--continue-on-failure"),
            *("--warnings", "off", "--request-timeout", "60"),
        ]
        variables = {
            "SCHEMATHESIS_HOOKS": "tests.api_fuzz.hooks",
            "FUZZ_ROWS": json.dumps(server.rows),
            "PYTHONPATH": str(ROOT),
            "NO_COLOR": "1",
        }
        done = subprocess.run(
            command,
            env=os.environ | variables,
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        return read(report, done, principal)


def settings_for(server: Server, principal: str, examples: int) -> str:
    """Scenarios are of the whole API, the rest is of each operation: more of them."""
    lines = [f'base-url = "{server.address}"']
    lines += ["[generation]", f"max-examples = {examples}"]
    lines += ["[phases.stateful]", f"max-steps = {STEPS}"]
    lines += ["[phases.stateful.generation]"]
    lines += [f"max-examples = {examples * SCENARIOS}"]
    lines += ["[checks.positive_data_acceptance]"]
    lines += ['expected-statuses = ["2xx", "304", "401", "403", "404", "5xx"]']
    lines += ["[checks.missing_required_header]"]
    lines += ['expected-statuses = ["400", "401", "403", "404", "422", "428"]']
    lines += ["[checks.negative_data_rejection]"]
    lines += [f"expected-statuses = {json.dumps(REFUSALS)}"]
    if principal != "anonymous":
        lines += ["[headers]", f'Authorization = "Bearer {server.keys[principal]}"']
    return "\n".join(lines) + "\n"


def read(report: Path, done: subprocess.CompletedProcess, principal: str) -> Told:
    """Count what was sent from the events; keep what the run says of failures."""
    told = Told(principal)
    if not report.exists():
        told.failures.append(done.stdout[-3000:] + done.stderr[-3000:])
        return told
    for line in report.read_text(encoding="utf-8").splitlines():
        event = json.loads(line).get("ScenarioFinished")
        if event is None:
            continue
        for one in event["recorder"].get("interactions", {}).values():
            response = one.get("response")
            told.statuses[response["status_code"] if response else 0] += 1
            told.phases[event["phase"]] += 1
    if links := re.search(r"API Links:\s+(\d+) covered", done.stdout):
        told.links_followed = int(links[1])
    if done.returncode:
        told.failures.append(done.stdout)
    return told


def main() -> int:
    examples = int(os.environ.get("FUZZ_EXAMPLES", "25"))
    seed = int(os.environ.get("FUZZ_SEED", "1"))
    chosen = os.environ.get("FUZZ_PRINCIPALS", ",".join(PRINCIPALS)).split(",")
    phases = os.environ.get("FUZZ_PHASES", ALL_PHASES)
    at_once = int(os.environ.get("FUZZ_AT_ONCE", "1"))
    sent, failed = 0, 0
    with running_server() as server, ThreadPoolExecutor(at_once) as pool:

        def run(principal: str) -> Told:
            return ask(server, principal, examples=examples, seed=seed, phases=phases)

        for future in as_completed([pool.submit(run, one) for one in chosen]):
            told = future.result()
            print(
                f"{told.principal}: {told.sent} requests, {dict(told.statuses)}",
                flush=True,
            )
            print(
                f"  by phase: {dict(told.phases)}; {told.links_followed} links followed"
            )
            print(f"  failed: {len(told.failures)}", flush=True)
            for words in told.failures:
                print(words)
            sent, failed = sent + told.sent, failed + len(told.failures)
        broken = server.failures()
    print(f"{sent} requests, {failed} runs with failures, {len(broken)} errors logged")
    print("\n".join(broken[:20]))
    return 1 if failed or broken else 0


if __name__ == "__main__":
    sys.exit(main())
