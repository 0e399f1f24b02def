"""Stop a process when the launcher is gone, where the kernel offers no such signal.

Run as a script with the launcher's end of a pipe as standard input:
`watchdog.py PID SIGNAL`. The pipe closes when the launcher ends, however it ends.
"""

import contextlib
import os
import sys


def main(pid: str, signal_number: str) -> None:
    sys.stdin.buffer.read()
    with contextlib.suppress(ProcessLookupError):
        os.kill(int(pid), int(signal_number))


if __name__ == "__main__":
    main(*sys.argv[1:])
