"""Keep servers and children running, and write down what runs."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from workbench.stack.attach import write_state
from workbench.stack.children import Child, Say, meaning
from workbench.stack.engines import Engines
from workbench.stack.errors import StackError
from workbench.stack.logs import rotate_all
from workbench.stack.plan import Plan

PAUSE_S = 0.2
ROTATE_EVERY_S = 600.0


@dataclass
class Supervisor:
    """All that runs. Not threaded: servers are tied to the thread that starts them."""

    plan: Plan
    engines: Engines
    variables: Mapping[str, str]
    say: Say
    children: list[Child] = field(default_factory=list)
    rotated_at: float = field(default_factory=time.monotonic)

    def start(self, children: list[Child]) -> None:
        self.children = children
        for child in reversed(children):
            child.start()
        self.write_state()

    def tick(self) -> None:
        """Look at everything once; start again what has ended."""
        changed = [self._watch_engines()]
        changed += [child.watch(self.say) for child in self.children]
        if any(changed):
            self.write_state()
        if time.monotonic() - self.rotated_at > ROTATE_EVERY_S:
            rotate_all(self.plan.layout.logs)
            self.rotated_at = time.monotonic()

    def pause(self) -> None:
        """Let a moment pass, looking after everything."""
        self.tick()
        time.sleep(PAUSE_S)

    def stop(self) -> None:
        """Stop workers, then web, then servers."""
        for child in self.children:
            child.stop()
        self.plan.layout.state.unlink(missing_ok=True)
        self.engines.stop()

    def write_state(self) -> None:
        servers = {"postgres": self.engines.postgres, "valkey": self.engines.valkey}
        running = {
            name: server.process.pid
            for name, server in servers.items()
            if server is not None and server.process is not None
        }
        running |= {
            child.name: child.process.pid
            for child in self.children
            if child.process is not None
        }
        write_state(
            self.plan.layout,
            {
                "mode": self.plan.mode,
                "address": self.plan.address,
                "pids": running,
                "environment": dict(self.variables),
            },
        )

    def _watch_engines(self) -> bool:
        changed = False
        for name, server in (
            ("PostgreSQL", self.engines.postgres),
            ("Valkey", self.engines.valkey),
        ):
            if server is None:
                continue
            code = server.process.exit_code() if server.process else 0
            if code is None:
                continue
            self.say(f"{name}: ended ({meaning(code)}), starting it again")
            try:
                server.start()
            except StackError as error:
                self.say(f"{name}: {error}")
            changed = True
        return changed
