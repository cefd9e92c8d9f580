"""Stands in for a container's own file system, as far as ZenML looks at it.

ZenML's entry points create `/app`, change to it and unpack the pipeline's code
there. Without containers all of them would share the machine's one `/app`, and
an ordinary user may not even create it. So `/app` means a folder of the
container's own. Python imports this file by itself in any process that a step
starts, since PYTHONPATH points here.
"""

import os

_container = os.environ.get("TESTBED_CONTAINER")

if _container:
    _app = os.path.join(_container, "app")
    _makedirs, _chdir = os.makedirs, os.chdir

    def makedirs(name, mode=0o777, exist_ok=False):  # type: ignore[no-untyped-def]
        """os.makedirs, with /app meaning the container's own folder."""
        _makedirs(_app if name == "/app" else name, mode, exist_ok)

    def chdir(path):  # type: ignore[no-untyped-def]
        """os.chdir, with /app meaning the container's own folder."""
        _chdir(_app if path == "/app" else path)

    os.makedirs, os.chdir = makedirs, chdir
