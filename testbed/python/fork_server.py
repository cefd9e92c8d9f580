"""Starts the containers' processes quickly: ZenML is imported once, then forked.

Usage: fork_server.py SOCKET FOLDER DATA_FOLDER. A client connects to the Unix socket, sends
one line of JSON and reads one or two back:

  {"op": "run", "argv": [...], "env": {...}, "name": "...", "log": "...", "wait": true}
      → {"pid": n}, then with "wait" {"code": n} at its end
  {"op": "compose", "services": [{"name", "argv", "env", "after": [names]}]} → {"pid": n}
  {"op": "kill", "pid": n} → {}

Importing ZenML takes some three seconds, and a run needs it once for itself and
once for each step. The forked child runs the same unmodified entry point that
`python -m` would run, in a folder, an environment and a log file of its own.
"""

import gc
import importlib
import json
import os
import selectors
import shutil
import signal
import socket
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import container_process
import lifeline
from compose import supervise

PRELOADED = (
    "zenml.entrypoints.step_entrypoint_configuration",
    "zenml.zen_server.pipeline_execution.runner_entrypoint_configuration",
    "zenml.pipelines.dynamic.entrypoint_configuration",
    "zenml.execution.pipeline.dynamic.runner",
    "zenml.orchestrators.step_launcher",
    "zenml.orchestrators.step_runner",
    "zenml.zen_stores.rest_zen_store",
    "zenml.integrations.ssh.orchestrators",
    "zenml.integrations.s3.artifact_stores",
    "zenml.integrations.kaniko.image_builders",
    "zenml.materializers",
    # What a step's process imports when it has started, as ZenML loads all flavors of components.
    "zenml.alerter",
    "zenml.annotators",
    "zenml.data_validators",
    "zenml.deployers",
    "zenml.execution.utils",
    "zenml.experiment_trackers",
    "zenml.feature_stores",
    "zenml.log_stores",
    "zenml.log_stores.artifact.artifact_log_exporter",
    "zenml.model_deployers",
    "zenml.model_registries",
    "zenml.sandboxes",
    "zenml.steps.decorated_step",
)


@dataclass
class Server:
    """What the loop keeps between events."""

    listener: socket.socket
    folder: Path
    waiting: dict[int, socket.socket]


def preload() -> None:
    """Imports what every container needs, and checks that a fork is safe."""
    gc.disable()
    for name in PRELOADED:
        importlib.import_module(name)
    from zenml.config.global_config import GlobalConfiguration
    from zenml.integrations.registry import integration_registry
    from zenml.steps.heartbeat import StepHeartbeatWorker

    # A step notices a stop only with its next heartbeat. One second instead of
    # fifteen makes a graceful stop quick; there is no setting for it.
    StepHeartbeatWorker.STEP_HEARTBEAT_INTERVAL_SECONDS = 1
    # Each step activates the integrations that are installed; this only imports their descriptions.
    _ = integration_registry.integrations
    if threading.active_count() != 1:
        raise RuntimeError(f"not safe to fork, threads: {threading.enumerate()}")
    if GlobalConfiguration.get_instance() is not None:
        raise RuntimeError("the configuration would be shared by all containers")
    # No child's collector looks at what was imported, nor copies its pages by that.
    gc.freeze()
    gc.enable()


def reap(server: Server) -> None:
    """Collects ended children and answers whoever waits for them."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        connection = server.waiting.pop(pid, None)
        if connection is not None:
            send(connection, {"code": os.waitstatus_to_exitcode(status)})
            connection.close()


def send(connection: socket.socket, message: dict[str, Any]) -> None:
    """Sends one line; a client that has gone away is not an error."""
    try:
        connection.sendall(json.dumps(message).encode() + b"\n")
    except OSError:
        pass


def receive(connection: socket.socket) -> dict[str, Any]:
    """Reads one line of JSON."""
    connection.settimeout(10)
    with connection.makefile("rb") as lines:
        message: dict[str, Any] = json.loads(lines.readline())
    connection.settimeout(None)
    return message


def accept(server: Server) -> container_process.Task | None:
    """Handles one request. Returns a task in the forked child, None in the parent."""
    connection, _ = server.listener.accept()
    request = receive(connection)
    if request["op"] == "kill":
        if request["pid"] in server.waiting:
            os.killpg(request["pid"], signal.SIGKILL)
        send(connection, {})
        connection.close()
        return None
    pid = os.fork()
    if pid == 0:
        for other in server.waiting.values():
            other.close()
        server.listener.close()
        connection.close()
        lifeline.die_with_parent()
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        if request["op"] == "compose":
            return supervise(request["services"], server.folder)
        return container_process.Task.parse(request, server.folder)
    send(connection, {"pid": pid})
    if request.get("wait"):
        server.waiting[pid] = connection
    else:
        connection.close()
    return None


def end(data_folder: Path, orderly: bool) -> None:
    """Ends all containers and, if nobody else will, removes the data.

    An orderly starter removes the data itself. One that was killed leaves logs
    with tokens in them. Its other processes end themselves at the same time as
    this one, hence the pause.
    """
    lifeline.end_descendants()
    if not orderly:
        time.sleep(0.5)
        shutil.rmtree(data_folder, ignore_errors=True)
    os._exit(0)


def serve(server: Server) -> container_process.Task:
    """Loops for ever in the parent; returns in a child, with what it should run."""
    wake_read, wake_write = os.pipe()
    os.set_blocking(wake_write, False)
    os.set_blocking(wake_read, False)
    signal.set_wakeup_fd(wake_write)
    signal.signal(signal.SIGCHLD, lambda *_: None)
    selector = selectors.DefaultSelector()
    for source in (0, wake_read, server.listener):
        selector.register(source, selectors.EVENT_READ)
    lifeline.announce({"ready": True})
    orderly = False
    while True:
        for key, _ in selector.select():
            if key.fileobj == 0:
                # A word before the end of the pipe says that it isn't an accident.
                words = os.read(0, 4096)
                if not words:
                    end(Path(sys.argv[3]), orderly)
                orderly = True
            elif key.fileobj == wake_read:
                os.read(wake_read, 4096)
                reap(server)
            elif key.fileobj is server.listener:
                try:
                    task = accept(server)
                except (OSError, ValueError, KeyError) as error:
                    print(f"bad request: {error!r}", file=sys.stderr, flush=True)
                    continue
                if task is not None:
                    return task


def main() -> None:
    """Preloads, listens, and in each child runs the child's command."""
    lifeline.adopt_orphans()
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(sys.argv[1])
    preload()
    listener.listen(64)
    folder = Path(sys.argv[2])
    folder.mkdir(exist_ok=True)
    container_process.run(serve(Server(listener, folder, {})))


if __name__ == "__main__":
    main()
