"""Start processes that never outlive the launcher, and look at others."""

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).parent
BARE_PYTHON = (sys.executable, "-I", "-S")


@dataclass(frozen=True)
class Account:
    """Another account of this machine, to run as when started by root."""

    name: str
    uid: int
    gid: int


@dataclass(frozen=True)
class Spawn:
    """How to start a process: `death_signal` reaches it when the launcher dies."""

    command: Sequence[str | Path]
    log: Path
    death_signal: signal.Signals = signal.SIGTERM
    env: Mapping[str, str] | None = None
    cwd: Path | None = None
    namespace: bool = False
    account: Account | None = None


@dataclass
class Process:
    """A process of ours and, where the kernel needs help, its watchdog."""

    popen: "subprocess.Popen[bytes]"
    watchdog: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    @property
    def pid(self) -> int:
        return self.popen.pid

    def exit_code(self) -> int | None:
        """Return the exit code, negative for a signal; None while it runs."""
        code = self.popen.poll()
        if code is not None:
            self._dismiss_watchdog()
        return code

    def send(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.popen.send_signal(number)

    def wait(self, timeout_s: float) -> bool:
        """Wait for the end; False when it still runs after that time."""
        try:
            self.popen.wait(timeout_s)
        except subprocess.TimeoutExpired:
            return False
        self._dismiss_watchdog()
        return True

    def stop(self, steps: Sequence[tuple[signal.Signals, float]]) -> None:
        """Send each signal in turn and wait its seconds, until it ends; then kill."""
        for number, patience_s in steps:
            if self.exit_code() is not None:
                return
            self.send(number)
            if self.wait(patience_s):
                return
        self.send(signal.SIGKILL)
        self.wait(10)

    def _dismiss_watchdog(self) -> None:
        if self.watchdog is not None:
            self.watchdog.kill()
            self.watchdog.wait()
            if self.watchdog.stdin:
                self.watchdog.stdin.close()
            self.watchdog = None


def spawn(what: Spawn) -> Process:
    """Start a process in a session of its own, so Ctrl-C reaches only the launcher.

    To be called from the main thread: the kernel counts the launcher as dead when the
    thread that started the process ends.
    """
    way = "namespace" if what.namespace else "as-is"
    prefix = [*BARE_PYTHON, HERE / "in_child.py", what.death_signal.value]
    with what.log.open("ab") as log:
        popen = subprocess.Popen(
            [str(part) for part in (*prefix, os.getpid(), way, *what.command)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            env=what.env,
            cwd=what.cwd,
            start_new_session=True,
            umask=0o077,
            user=what.account.uid if what.account else None,
            group=what.account.gid if what.account else None,
            extra_groups=[] if what.account else None,
        )
    watched = sys.platform != "linux"
    return Process(popen, start_watchdog(popen.pid, what.death_signal, watched))


def start_watchdog(
    pid: int, number: signal.Signals, wanted: bool = True
) -> "subprocess.Popen[bytes] | None":
    """Start the process that signals `pid` once this one is gone, if wanted."""
    if not wanted:
        return None
    return subprocess.Popen(
        [*BARE_PYTHON, str(HERE / "watchdog.py"), str(pid), str(number.value)],
        stdin=subprocess.PIPE,
        start_new_session=True,
    )


def can_use_namespace() -> bool:
    """Tell whether root may start a program in a user namespace here.

    Containers with the usual seccomp profile and hardened kernels refuse it.
    """
    if sys.platform != "linux":
        return False
    probe = [*BARE_PYTHON, HERE / "in_child.py", 15, os.getpid(), "namespace"]
    command = [str(part) for part in (*probe, sys.executable, "-I", "-S", "-c", "")]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def state_of(pid: int) -> tuple[str, str]:
    """Return a process's state letter (Z is a zombie) and name; blanks when gone."""
    said = (
        subprocess.run(
            ["ps", "-o", "state=,comm=", "-p", str(pid)],
            capture_output=True,
            text=True,
            check=False,
        )
        if not Path("/proc/self/stat").exists()
        else None
    )
    if said is not None:
        state, _, name = said.stdout.strip().partition(" ")
        return state[:1], Path(name.strip()).name
    try:
        line = Path(f"/proc/{pid}/stat").read_text(errors="replace")
    except OSError:
        return "", ""
    # The name stands in brackets and may itself hold blanks and brackets.
    name = line[line.index("(") + 1 : line.rindex(")")]
    return line[line.rindex(")") + 2], name
