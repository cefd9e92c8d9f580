"""Turns a freshly forked process into what a container's process would be."""

import os
import re
import runpy
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
CONTAINER_SITE = HERE / "container_site"


@dataclass(frozen=True)
class Task:
    """A command with everything that a container would give it."""

    argv: list[str]
    env: dict[str, str]
    folder: Path
    log: Path

    @staticmethod
    def parse(request: dict[str, Any], folder: Path) -> "Task":
        """Reads a task from a request; its folder is named after it."""
        name = re.sub(r"[^A-Za-z0-9_.-]", "-", str(request["name"]))[:200]
        log = request.get("log") or folder / name / "log.txt"
        return Task(list(request["argv"]), dict(request["env"]), folder / name, Path(log))


def environment(task: Task) -> dict[str, str]:
    """The image's own variables, then those that the caller asked for."""
    return {
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/local/bin", "/usr/bin", "/bin"]),
        "HOME": str(task.folder),
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(CONTAINER_SITE),
        "PYTHONUNBUFFERED": "1",
        "TESTBED_CONTAINER": str(task.folder),
        "ZENML_CONFIG_PATH": str(task.folder / "config"),
        "ZENML_ANALYTICS_OPT_IN": "false",
        "ZENML_LOGS_OTEL_SCHEDULE_DELAY_MILLIS": "500",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_DEFAULT_REGION": "us-east-1",
        **task.env,
    }


def run(task: Task) -> None:
    """Runs the command in this process; returns or raises SystemExit at its end.

    Python modules and scripts use what has been imported already; any other
    command replaces this process.
    """
    os.setsid()
    task.folder.mkdir(parents=True, exist_ok=True)
    task.log.parent.mkdir(parents=True, exist_ok=True)
    nothing = os.open(os.devnull, os.O_RDONLY)
    log = os.open(task.log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    sys.stdout.flush()
    sys.stderr.flush()
    for source, target in ((nothing, 0), (log, 1), (log, 2)):
        os.dup2(source, target)
    os.environ.clear()
    os.environ.update(environment(task))
    os.chdir(task.folder)
    program, *arguments = task.argv
    if Path(program).name not in ("python", "python3", Path(sys.executable).name):
        os.execvpe(program, task.argv, dict(os.environ))
    sys.path[:] = [entry for entry in sys.path if entry != str(HERE)]
    sys.path.insert(0, str(CONTAINER_SITE))
    runpy.run_path(str(CONTAINER_SITE / "sitecustomize.py"))
    if arguments[0] == "-m":
        sys.path.insert(0, str(task.folder))
        sys.argv = arguments[1:]
        runpy.run_module(arguments[1], run_name="__main__", alter_sys=True)
    else:
        sys.path.insert(0, str(Path(arguments[0]).parent))
        sys.argv = arguments
        runpy.run_path(arguments[0], run_name="__main__")
