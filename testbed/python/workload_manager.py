"""ZenML's in-memory workload manager, mended in two places.

The original gives its subprocess an environment without PATH and HOME, and it
keeps no logs, so that "runner logs" stay empty. This one asks the fork server
for the process and appends everything to one file per workload.
"""

import json
import os
import socket
import subprocess
from datetime import datetime, timezone
from pathlib import Path
from typing import Dict, List, Optional
from uuid import UUID

from zenml.zen_server.pipeline_execution.in_memory_workload_manager import (
    InMemoryWorkloadManager,
)


class LoopbackWorkloadManager(InMemoryWorkloadManager):
    """Runs workloads as processes of the testbed's fork server."""

    def __init__(self) -> None:
        self._socket = os.environ["TESTBED_FORK_SOCKET"]
        self._logs = Path(os.environ["TESTBED_RUNNER_LOGS"])
        self._logs.mkdir(parents=True, exist_ok=True)

    def _log_file(self, workload_id: UUID) -> Path:
        return self._logs / f"{workload_id}.log"

    def run(
        self,
        workload_id: UUID,
        image: str,
        command: List[str],
        arguments: List[str],
        environment: Optional[Dict[str, str]] = None,
        sync: bool = True,
        timeout_in_seconds: int = 0,
    ) -> None:
        """Runs a workload; like the original, waits for its end if sync.

        Raises:
            RuntimeError: If the workload ends with a non-zero exit code.
            subprocess.TimeoutExpired: If it takes too long.
        """
        argv = [*command, *arguments]
        request = {"op": "run", "name": f"runner-{workload_id}", "argv": argv, "wait": sync,
                   "env": environment or {}, "log": str(self._log_file(workload_id))}
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(self._socket)
            connection.sendall(json.dumps(request).encode() + b"\n")
            with connection.makefile("rb") as answers:
                pid = json.loads(answers.readline())["pid"]
                if not sync:
                    return
                connection.settimeout(timeout_in_seconds or None)
                try:
                    code = json.loads(answers.readline())["code"]
                except TimeoutError:
                    self._kill(pid)
                    raise subprocess.TimeoutExpired(argv[:3], timeout_in_seconds) from None
        if code != 0:
            raise RuntimeError(f"Workload {workload_id} failed with exit code {code}.")

    def _kill(self, pid: int) -> None:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(self._socket)
            connection.sendall(json.dumps({"op": "kill", "pid": pid}).encode() + b"\n")
            connection.recv(16)

    def get_logs(self, workload_id: UUID) -> str:
        """Returns everything that the workload has printed so far."""
        path = self._log_file(workload_id)
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""

    def log(self, workload_id: UUID, message: str) -> None:
        """Appends the server's own words to the workload's log."""
        stamp = datetime.now(timezone.utc).strftime("%Y-%m-%d %H:%M:%S")
        with self._log_file(workload_id).open("a", encoding="utf-8") as log:
            log.write(f"[{stamp} UTC] {message}\n")

    def delete_workload(self, workload_id: UUID) -> None:
        """Removes the workload's log."""
        self._log_file(workload_id).unlink(missing_ok=True)
