"""The machine that the ssh orchestrator sends its containers to.

One asyncssh server on loopback that knows one key and runs each command with
bash, as OpenSSH would. It needs neither root nor an installed sshd.
"""

import asyncio
import os
from pathlib import Path

import asyncssh


class _OneKey(asyncssh.SSHServer):
    """Admits whoever holds the one client key, under any user name."""

    def __init__(self, key: asyncssh.SSHKey) -> None:
        self._public_data = key.public_data

    def begin_auth(self, username: str) -> bool:
        return True

    def public_key_auth_supported(self) -> bool:
        return True

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        return key.public_data == self._public_data


async def _run(process: asyncssh.SSHServerProcess[bytes]) -> None:
    """Runs one command to its end and hands back output and exit status."""
    child = await asyncio.create_subprocess_exec(
        "bash", "-c", process.command or "exit 0",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        env={"PATH": os.environ["PATH"], "HOME": os.environ["HOME"]},
    )
    await process.redirect(stdin=child.stdin, stdout=child.stdout, stderr=child.stderr)
    status = await child.wait()
    await process.stdout.drain()
    process.exit(status)


async def start(folder: Path) -> dict[str, str | int]:
    """Starts the server; returns what the orchestrator's configuration needs.

    Keys and the known_hosts file are written to the folder.
    """
    host_key = asyncssh.generate_private_key("ssh-ed25519")
    client_key = asyncssh.generate_private_key("ssh-ed25519")
    key_path, known_hosts = folder / "client_key", folder / "known_hosts"
    client_key.write_private_key(key_path)
    key_path.chmod(0o600)
    listener = await asyncssh.listen(
        "127.0.0.1", 0, server_host_keys=[host_key], server_factory=lambda: _OneKey(client_key),
        process_factory=_run, sftp_factory=True, encoding=None,
        password_auth=False, kbdint_auth=False,
    )
    port = listener.get_port()
    public = host_key.export_public_key().decode().strip()
    known_hosts.write_text(f"[127.0.0.1]:{port} {public}\n")
    return {"port": port, "keyPath": str(key_path), "knownHosts": str(known_hosts)}
