"""Ties a process to whoever started it.

A test run can be killed at any moment, and then nobody is left to clean up. So
every process of the testbed holds the reading end of a pipe as its stdin and
never expects data there: end-of-file means that the starter is gone.
"""

import ctypes
import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36


def _prctl(option: int, value: int) -> None:
    """Calls prctl(2); elsewhere than on Linux there is none, and no harm done."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)


def adopt_orphans() -> None:
    """Makes this process the parent of every orphan among its descendants.

    A step may start a process in a session of its own (ZenML does so for the
    isolated steps of a dynamic pipeline). Such a process leaves our process
    group, but as an adopted child it can still be found and ended.
    """
    _prctl(PR_SET_CHILD_SUBREAPER, 1)


def die_with_parent() -> None:
    """Asks the kernel to end this process when its parent ends."""
    _prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


def end_with_stdin() -> None:
    """Ends this process and its group as soon as stdin is closed."""

    def watch() -> None:
        while os.read(0, 4096):
            pass
        os.killpg(0, signal.SIGKILL)

    threading.Thread(target=watch, name="lifeline", daemon=True).start()


def announce(facts: dict[str, object]) -> None:
    """Tells the starter, in one line on stdout, that this process is ready.

    From then on stdout is the log, as stderr has been from the beginning.
    """
    os.write(1, json.dumps(facts).encode() + b"\n")
    os.dup2(2, 1)


def _parents() -> dict[int, int]:
    """Maps each process of this machine to its parent."""
    if Path("/proc/self/stat").exists():
        parents = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                # The command's name, in parentheses, may contain anything.
                parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
            except OSError:
                pass
        return parents
    table = subprocess.run(["ps", "-A", "-o", "pid=,ppid="], capture_output=True, text=True, check=True)
    return {int(pid): int(parent) for pid, parent in map(str.split, table.stdout.splitlines())}


def _descendants(root: int) -> set[int]:
    """Finds all processes below root."""
    parents = _parents()
    found = {root}
    while True:
        more = {pid for pid, parent in parents.items() if parent in found} - found
        if not more:
            return found - {root}
        found |= more


def end_descendants() -> None:
    """Kills every descendant and returns when the last one has been reaped."""
    while True:
        for pid in _descendants(os.getpid()):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                pass
        try:
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass
        except ChildProcessError:
            return
        # One of them may have forked between the look at the table and the signal.
        time.sleep(0.01)
