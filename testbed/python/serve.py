"""Runs ZenML's server, unmodified, in this process.

Usage: serve.py PORT, 0 for any free one. Prints one line of JSON with the port
before the server is ready. The socket is bound first, because the server wants
to know its own URL when its modules are imported. With TESTBED_QUICK it saves
time in ways that no client can see.
"""

import gc
import os
import socket
import sys

import lifeline


def hurry() -> None:
    """Saves what a server that lives for minutes needs not: strong hashes, and a safe disk.

    A login costs three bcrypt hashes, a second of CPU time with the twelve rounds that are the
    default. What SQLite has written outlives the server's end anyway, if not the machine's.
    """
    from passlib.hash import bcrypt
    from sqlalchemy import Engine, event

    bcrypt.default_rounds = bcrypt.min_rounds
    # With a log of its own a reader and a writer don't wait for each other, and no file comes and goes with each write.
    pragmas = "PRAGMA synchronous=OFF; PRAGMA journal_mode=WAL"
    event.listen(Engine, "connect", lambda connection, _: connection.executescript(pragmas))
    # The imports make millions of objects that stay, and each collection looks at all of them.
    gc.set_threshold(50_000, 20, 100)


def main() -> None:
    """Binds the port, then hands the socket to uvicorn."""
    lifeline.end_with_stdin()
    # A server that a test has frozen with SIGSTOP does not notice the end of its stdin.
    lifeline.die_with_parent()
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind(("127.0.0.1", int(sys.argv[1])))
    port = listener.getsockname()[1]
    os.environ["ZENML_SERVER_SERVER_URL"] = f"http://127.0.0.1:{port}"
    lifeline.announce({"port": port})

    if os.environ.get("TESTBED_QUICK"):
        hurry()
    import uvicorn

    config = uvicorn.Config("zenml.zen_server.zen_server_api:app", log_level="info")
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
