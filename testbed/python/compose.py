"""What `docker compose up -d` does with the services of one run.

A service starts when all that it depends on have ended well. If one of those
fails, it never starts, and neither does whatever comes after it. Unlike the
real tool, `up` does not block until the last service has started: the server
would count the run as "being started" almost until its end.
"""

import os
from pathlib import Path
from typing import Any

from container_process import Task
from lifeline import die_with_parent


def supervise(services: list[dict[str, Any]], folder: Path) -> Task:
    """Starts the services in order. Returns only in a service's own process."""
    waiting = {service["name"]: service for service in services}
    running: dict[int, str] = {}
    succeeded: set[str] = set()
    while True:
        for name, service in list(waiting.items()):
            if set(service["after"]) <= succeeded:
                del waiting[name]
                pid = os.fork()
                if pid == 0:
                    die_with_parent()
                    return Task.parse(service, folder)
                running[pid] = name
        if not running:
            os._exit(1 if waiting else 0)
        pid, status = os.wait()
        name = running.pop(pid, "")
        if name and os.waitstatus_to_exitcode(status) == 0:
            succeeded.add(name)
