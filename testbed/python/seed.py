"""Fills a fresh server: stacks, and snapshots that the server can run.

Usage: seed.py SETTINGS RESULT, two JSON files. The server's URL and the admin's
name and password come in ZenML's own environment variables.
"""

import json
import sys
from pathlib import Path
from typing import Any

from zenml.client import Client
from zenml.enums import StackComponentType as Kind
from zenml.utils import source_utils

PIPELINES = Path(__file__).resolve().parent.parent / "pipelines"

# module and function, then the stacks that get a snapshot named pipeline-stack
SNAPSHOTS = (
    ("training", ("staging", "production")),
    ("failing", ("staging", "production")),
    ("slow", ("staging", "production")),
    ("staging_only", ("staging",)),
    ("dynamic", ("staging", "production")),
    ("approval", ("staging", "production")),
    ("results", ("staging", "production")),
)


def create_server_stack(client: Client, name: str, settings: dict[str, Any]) -> str:
    """Creates a stack of non-local components, which the server accepts to run on."""
    ssh = settings["ssh"]
    client.create_stack_component(name, "ssh", Kind.ORCHESTRATOR, {
        "hostname": "127.0.0.1", "port": ssh["port"], "username": "testbed",
        "ssh_key_path": ssh["keyPath"], "known_hosts_path": ssh["knownHosts"],
        "remote_workdir": settings["remoteFolder"], "docker_binary": settings["container"],
        "minimum_free_disk_gb": 0, "cleanup_old_files": False,
    })
    client.create_stack_component(name, "s3", Kind.ARTIFACT_STORE, {
        "path": f"s3://{name}", "authentication_secret": "object-store",
        "client_kwargs": {"endpoint_url": settings["s3"]["url"], "region_name": "us-east-1"},
    })
    return str(client.create_stack(name, {
        Kind.ORCHESTRATOR: name, Kind.ARTIFACT_STORE: name,
        Kind.CONTAINER_REGISTRY: "images", Kind.IMAGE_BUILDER: "images",
    }).id)


def create_worker_stack(client: Client, name: str) -> str:
    """Creates a stack for pipelines that run where they are started."""
    client.create_stack_component(name, "local", Kind.ORCHESTRATOR, {})
    client.create_stack_component(name, "local", Kind.ARTIFACT_STORE, {})
    return str(client.create_stack(name, {Kind.ORCHESTRATOR: name, Kind.ARTIFACT_STORE: name}).id)


def create_snapshots(client: Client) -> dict[str, str]:
    """Registers the example pipelines' snapshots on their stacks."""
    created: dict[str, str] = {}
    # The root of what ZenML uploads as the pipelines' code.
    source_utils.set_custom_source_root(str(PIPELINES))
    sys.path.insert(0, str(PIPELINES))
    # One stack after the other: a process writes to the S3 artifact store that it
    # loaded last, and refuses a path in another one.
    for stack in ("staging", "production"):
        client.activate_stack(stack)
        for module, stacks in SNAPSHOTS:
            if stack in stacks:
                pipeline = getattr(__import__(module), module)
                name = f"{pipeline.name}-{stack}"
                created[name] = str(pipeline.create_snapshot(name, replace=True).id)
    return created


def main() -> None:
    """Seeds and writes the ids."""
    settings = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    client = Client()
    client.create_secret("object-store", {
        "aws_access_key_id": settings["s3"]["accessKey"],
        "aws_secret_access_key": settings["s3"]["secretKey"]})
    # Both are never contacted: the ssh orchestrator just insists on having them.
    client.create_stack_component("images", "default", Kind.CONTAINER_REGISTRY, {"uri": "registry.invalid"})
    client.create_stack_component("images", "kaniko", Kind.IMAGE_BUILDER, {"kubernetes_context": "none"})
    stacks = {name: create_server_stack(client, name, settings) for name in ("staging", "production", "empty")}
    stacks |= {name: create_worker_stack(client, name) for name in ("worker-staging", "worker-production")}
    result = {"project": str(client.active_project.id), "stacks": stacks, "snapshots": create_snapshots(client)}
    Path(sys.argv[2]).write_text(json.dumps(result), encoding="utf-8")


if __name__ == "__main__":
    main()
