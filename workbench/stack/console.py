"""Short lines about what is happening, for the person who started it."""

import time

_begun = time.monotonic()


def say(text: str) -> None:
    """Print a line with the seconds since the start."""
    print(f"[{time.monotonic() - _begun:6.1f}s] {text}", flush=True)
