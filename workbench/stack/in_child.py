"""Become another program, after the steps that only the new process can do itself.

Run as a script, by path, with `-I -S` (about 15 ms): it imports nothing of ours. A
`preexec_fn` would do the same, but may deadlock when the parent has threads.

    in_child.py SIGNAL PARENT as-is|namespace PROGRAM [ARGUMENT ...]

SIGNAL (a number) reaches the program when the launcher dies, however it dies; PARENT
is the launcher's pid. `namespace` gives up root: the program sees itself as an
ordinary user while its files stay root's, so neither an account nor a chmod is
needed. PostgreSQL refuses to run as root.
"""

import ctypes
import os
import sys

CLONE_NEWUSER = 0x10000000
PR_SET_PDEATHSIG = 1
INNER_ID = 1000


def enter_namespace(libc: ctypes.CDLL) -> None:
    if libc.unshare(CLONE_NEWUSER):
        raise OSError(ctypes.get_errno(), "unshare(CLONE_NEWUSER)")
    for name, text in (
        ("setgroups", "deny"),
        ("uid_map", f"{INNER_ID} 0 1"),
        ("gid_map", f"{INNER_ID} 0 1"),
    ):
        with open(f"/proc/self/{name}", "w") as file:
            file.write(text)


def main(death_signal: str, parent: str, way: str, *command: str) -> None:
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if way == "namespace":
            enter_namespace(libc)
        # After the namespace: a change of credentials clears the death signal.
        libc.prctl(PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0)
        if os.getppid() != int(parent):
            sys.exit("the launcher is gone")
    os.execv(command[0], command)


if __name__ == "__main__":
    main(*sys.argv[1:])
