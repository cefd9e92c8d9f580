"""Stands in for the docker command line that the ssh orchestrator calls.

Usage: container.py SOCKET --version | login … | run -d … | compose up -d.
"Running a container" means asking the fork server for a process; the image is
never looked at. (A file named docker.py would shadow the package of that name.)
"""

import json
import socket
import sys

VALUED = {"--name", "--network", "--env-file", "--entrypoint", "-v", "--gpus"}


def ask(path: str, request: dict[str, object]) -> dict[str, int]:
    """Sends one request to the fork server and returns its first answer."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(path)
        connection.sendall(json.dumps(request).encode() + b"\n")
        with connection.makefile("rb") as lines:
            answer: dict[str, int] = json.loads(lines.readline())
            return answer


def parse_run(arguments: list[str]) -> dict[str, object]:
    """Reads the arguments of `run -d`, of which ZenML uses a handful."""
    options: dict[str, str] = {}
    rest = list(arguments)
    while rest and rest[0].startswith("-"):
        option = rest.pop(0)
        if option in VALUED:
            options[option] = rest.pop(0)
        elif option != "-d":
            raise SystemExit(f"unknown flag: {option}")
    env: dict[str, str] = {}
    if "--env-file" in options:
        with open(options["--env-file"], encoding="utf-8") as lines:
            for line in lines.read().splitlines():
                key, _, value = line.partition("=")
                env[key] = value
    command = [options["--entrypoint"]] if "--entrypoint" in options else []
    return {"op": "run", "name": options.get("--name", "unnamed"), "env": env,
            "argv": [*command, *rest[1:]]}


def parse_compose() -> dict[str, object]:
    """Reads docker-compose.yml in the current folder."""
    import yaml

    with open("docker-compose.yml", encoding="utf-8") as text:
        # ZenML escapes every dollar sign, as Compose's own syntax demands.
        services = yaml.safe_load(text.read().replace("$$", "$"))["services"]
    return {"op": "compose", "name": "compose", "services": [
        {"name": name, "argv": [*service["entrypoint"], *service["command"]],
         "env": {key: str(value) for key, value in service["environment"].items()},
         "after": list(service.get("depends_on", {}))}
        for name, service in services.items()]}


def main() -> None:
    """Does what the command line says, or fails as the real tool would."""
    path, *arguments = sys.argv[1:]
    match arguments:
        case ["--version"]:
            print("container stand-in 1.0")
        case ["login", *_]:
            sys.stdin.read()
        case ["run", *options]:
            print(ask(path, parse_run(options))["pid"])
        case ["compose", "up", "-d"]:
            print(ask(path, parse_compose())["pid"])
        case _:
            raise SystemExit(f"unknown command: {arguments[:2]}")


if __name__ == "__main__":
    main()
