"""Sees to it that the requests of this process which start a pipeline run are noted, for the action that runs the command.

Python imports this by itself at its start, since PYTHONPATH leads here. It may not raise into the program, print, or
change what the program sees. What is needed only together with requests is in a file of its own: where Python may not
keep bytecode, it compiles what it imports at every start.
"""
import os
import sys

_NOTES = os.environ.get("ZENML_GATED_TRIGGER_NOTES")
_STORE = os.environ.get("ZENML_GATED_TRIGGER_STORE_URL")
_HERE = os.path.dirname(os.path.abspath(__file__))
_WATCHED = "requests.sessions"

# Without O_CREAT: a file that has gone stays away.
_FLAGS = os.O_WRONLY | os.O_APPEND
for _flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
    _FLAGS |= getattr(os, _flag, 0)


def _append(line, most=1 << 20):
    """Appends a line in one write, so that processes don't mix theirs, to a file of at most `most` bytes (the action reads 1 MiB)."""
    try:
        descriptor = os.open(_NOTES, _FLAGS)
    except OSError:
        return
    try:
        found = os.fstat(descriptor)
        if found.st_mode & 0o170000 == 0o100000 and found.st_size <= most:
            # The line break in front ends a line that a full disk has cut.
            os.write(descriptor, ("\n" + line + "\n").encode("ascii"))
    except OSError:
        pass
    finally:
        os.close(descriptor)


def _load_observer():
    name = "_zenml_gated_trigger_observer"
    if name not in sys.modules:
        from _frozen_importlib import _load
        from _frozen_importlib_external import spec_from_file_location

        _load(spec_from_file_location(name, os.path.join(_HERE, "observer.py"))).configure(_STORE, _append)
    return sys.modules[name]


class _Finder(object):
    """Finds nothing by itself: where the finders behind it find `requests.sessions`, that module is observed."""

    def find_spec(self, name, path=None, target=None):
        try:
            if name == _WATCHED:
                return _load_observer().find(sys.meta_path[sys.meta_path.index(self) + 1 :], name, path, target)
            if _WATCHED in sys.modules:
                # Another import hook, or a .pth file, has come first.
                _load_observer().observe(sys.modules[_WATCHED])
        except Exception:
            pass
        return None


def _run_next():
    """Executes the sitecustomize that Python would have found without this one, in its place; its errors are Python's to tell."""
    path = list(sys.path)
    behind = [os.path.abspath(entry) for entry in path]
    start = behind.index(_HERE) + 1 if _HERE in behind else len(path)

    sys.path[:] = [entry for entry in path[start:] if os.path.abspath(entry) != _HERE]
    try:
        found = (finder.find_spec(__name__, None) for finder in sys.meta_path if hasattr(finder, "find_spec"))
        spec = next((spec for spec in found if spec is not None), None)
    finally:
        sys.path[:] = path

    if spec is not None:
        from _frozen_importlib import _load

        sys.modules.pop(__name__, None)
        _load(spec)


# A Python 2 that the command starts gets here too.
if __name__ == "sitecustomize" and sys.version_info >= (3, 8):
    if _NOTES and _STORE:
        # Once is enough: a build that starts thousands of interpreters would fill the file.
        _append('{"python": %d}' % os.getpid(), 0)
        sys.meta_path.insert(0, _Finder())
    _run_next()
