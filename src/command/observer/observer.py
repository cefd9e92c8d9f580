"""Notes the requests of this process that start a pipeline run.

ZenML's client sends every request by `requests.Session.send` (read in zenml 0.55.5 to 0.98.0). Nothing here may raise
into the program or change what it gets; of headers, bodies and answers, only a run's name and id are noted.
"""
import os

_MAX_STARTS = 2500  # of one process, two lines each
_MAX_JSON = 32 << 20  # characters of a body, bytes of an answer

_ID = "([^/]+)"
_STARTS = (
    # Clients before 0.80 name the workspace, and ask for `get-or-create`.
    ("run", "/(?:workspaces/[^/]+/)?runs(?:/get-or-create)?"),
    ("snapshot", "/pipeline_snapshots/" + _ID + "/runs"),
    ("template", "/run_templates/" + _ID + "/runs"),
    ("replay", "/runs/" + _ID + "/replay"),
)

_seen = {"pid": 0, "starts": 0}
_config = {}


def configure(store, append):
    """Takes the store's address, and what appends a line to the notes."""
    _config.update(store=store, append=append)


def _place(url):
    """Origin and path of an address, without what may be secret in it."""
    from urllib.parse import unquote, urlsplit

    parts = urlsplit(url)
    port = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    return (parts.scheme, parts.hostname, port), unquote(parts.path)


def _path_in_store(url):
    """The path behind the store's `/api/v1`; None for an address elsewhere."""
    origin, base = _place(_config["store"])
    other, path = _place(url)
    prefix = base.rstrip("/") + "/api/v1"
    return path[len(prefix) :] if other == origin and path.startswith(prefix + "/") else None


def _run_name(kind, body):
    """The name that a request gives its run; None where the server makes one."""
    import json

    if not isinstance(body, (bytes, str)) or len(body) > _MAX_JSON:
        return None
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(fields, dict):
        return None

    if kind == "run":
        name = fields.get("name")
    else:
        inner = fields.get("run_configuration")
        name = (inner if isinstance(inner, dict) else fields).get("run_name")
        # The server fills in `{date}` and `{time}`, so that this is not what the run will be called.
        if isinstance(name, str) and "{" in name:
            return None
    return name if isinstance(name, str) and 0 < len(name) <= 255 else None


def _is_uuid(text):
    import re

    return isinstance(text, str) and re.fullmatch("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text) is not None


def _before(args, kwargs):
    """Notes what is about to be sent; returns the key of a start, None for any other request."""
    try:
        request = args[1] if len(args) > 1 else kwargs.get("request")
        path = _path_in_store(request.url)
        if path is None:
            return None

        pid = os.getpid()
        if _seen["pid"] != pid:
            # A forked process has its parent's memory.
            _seen.update(pid=pid, starts=0)
            _config["append"]('{"client": %d}' % pid)
        return _note_start(path, request.body, pid) if request.method == "POST" else None
    except Exception:
        return None


def _note_start(path, body, pid):
    import json
    import re

    for kind, pattern in _STARTS:
        match = re.fullmatch(pattern, path)
        if match is not None:
            break
    else:
        return None

    _seen["starts"] += 1
    if _seen["starts"] > _MAX_STARTS:
        if _seen["starts"] == _MAX_STARTS + 1:
            _config["append"]('{"cut": %d}' % pid)
        return None

    record = {"start": "%d-%s" % (pid, os.urandom(8).hex()), "kind": kind}
    name = _run_name(kind, body)
    if name is not None:
        record["name"] = name
    if match.groups() and _is_uuid(match.group(1)):
        record["source"] = match.group(1)
    _config["append"](json.dumps(record))
    return record["start"]


def _after(start, response):
    """Notes how a start was answered."""
    try:
        import json

        status = response.status_code
        run = _run_id(response) if 200 <= status < 300 else None
        _config["append"](json.dumps({"start": start, "status": status} if run is None else {"start": start, "id": run}))
    except Exception:
        pass


def _run_id(response):
    """The id of the run in an answer; None where there is none, or the program wants to read the answer piece by piece."""
    import json

    # What has been read already, while `content` would read it.
    content = getattr(response, "_content", None)
    if not isinstance(content, bytes) or len(content) > _MAX_JSON:
        return None
    try:
        answer = json.loads(content)
    except (ValueError, RecursionError):
        return None

    # POST /runs answers with the run and whether it was made.
    run = answer[0] if isinstance(answer, list) and answer else answer
    found = run.get("id") if isinstance(run, dict) else None
    return found if _is_uuid(found) else None


def observe(module):
    """Puts the notes around `Session.send`, once, and where the module has come so far that there is one."""
    try:
        # Not by getattr, at which a lazily imported module would be executed.
        session = object.__getattribute__(module, "__dict__").get("Session")
        send = None if session is None else vars(session).get("send")
        if send is None or getattr(send, "_zenml_gated_trigger", False):
            return

        from functools import wraps

        @wraps(send)
        def observed(*args, **kwargs):
            start = _before(args, kwargs)
            response = send(*args, **kwargs)
            if start is not None:
                _after(start, response)
            return response

        observed._zenml_gated_trigger = True
        session.send = observed
    except Exception:
        pass


class _Loader(object):
    """Stands for a module's loader until the module is executed, and looks like it."""

    __slots__ = ("_loader",)

    def __init__(self, loader):
        self._loader = loader

    @property
    def __class__(self):
        return type(self._loader)

    def __getattr__(self, name):
        if name == "_loader":
            raise AttributeError(name)
        return getattr(self._loader, name)

    def exec_module(self, module):
        loader = self._loader
        if getattr(module, "__loader__", None) is self:
            module.__loader__ = loader
        spec = getattr(module, "__spec__", None)
        if getattr(spec, "loader", None) is self:
            spec.loader = loader

        loader.exec_module(module)
        observe(module)


def find(finders, name, path, target):
    """What the finders find, with a loader by which the module gets observed when it is executed; None leaves it to Python."""
    for finder in finders:
        spec = finder.find_spec(name, path, target)
        if spec is not None:
            if hasattr(spec.loader, "exec_module"):
                spec.loader = _Loader(spec.loader)
            return spec
    return None
