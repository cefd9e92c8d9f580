"""Runs the SSH host and the object store, and says where they listen.

Usage: host.py DATA_FOLDER. The access key's id comes in TESTBED_S3_ACCESS_KEY.
Prints one line of JSON when both are ready.
"""

import asyncio
import os
import sys
from pathlib import Path

from aiohttp import web

import lifeline
import ssh_host
from s3_store import ObjectStore


async def main(folder: Path) -> None:
    """Starts both servers and stays until stdin closes."""
    ssh_folder = folder / "ssh"
    ssh_folder.mkdir(mode=0o700, exist_ok=True)
    ssh = await ssh_host.start(ssh_folder)
    store = ObjectStore(str(folder / "objects.db"), os.environ["TESTBED_S3_ACCESS_KEY"])
    runner = web.AppRunner(store.app(), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    lifeline.announce({"ssh": ssh, "s3Port": runner.addresses[0][1]})
    await asyncio.Event().wait()


if __name__ == "__main__":
    lifeline.end_with_stdin()
    asyncio.run(main(Path(sys.argv[1])))
