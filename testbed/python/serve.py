"""Runs ZenML's server, unmodified, in this process.

Usage: serve.py PORT, 0 for any free one. Prints one line of JSON with the port
before the server is ready. The socket is bound first, because the server wants
to know its own URL when its modules are imported.
"""

import os
import socket
import sys

import lifeline


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

    import uvicorn

    config = uvicorn.Config("zenml.zen_server.zen_server_api:app", log_level="info")
    uvicorn.Server(config).run(sockets=[listener])


if __name__ == "__main__":
    main()
