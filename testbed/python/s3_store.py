"""An S3-compatible object store, as much of it as s3fs and boto3 need here.

ZenML's server only runs snapshots whose artifact store is not local, and no
built-in artifact store is both non-local and serverless. Objects live in one
SQLite file, so that they outlive a restart. Signatures are not verified, only
the access key's id: the store listens on loopback and holds nothing of value.
"""

import hashlib
import sqlite3
from datetime import datetime, timezone
from email.utils import format_datetime
from xml.etree import ElementTree
from xml.sax.saxutils import escape

from aiohttp import web

NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/"
SCHEMA = """
CREATE TABLE IF NOT EXISTS objects (
  bucket TEXT, key TEXT, body BLOB, etag TEXT, modified TEXT, PRIMARY KEY (bucket, key));
CREATE TABLE IF NOT EXISTS parts (
  upload TEXT, number INTEGER, body BLOB, PRIMARY KEY (upload, number));
"""


def _etag(body: bytes) -> str:
    return f'"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"'


def _now() -> str:
    return datetime.now(timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _xml(root: str, content: str) -> web.Response:
    text = f'<?xml version="1.0"?><{root} xmlns="{NAMESPACE}">{content}</{root}>'
    return web.Response(text=text, content_type="application/xml")


def _error(status: int, code: str) -> web.Response:
    text = f"<Error><Code>{code}</Code><Message>{code}</Message></Error>"
    return web.Response(status=status, text=text, content_type="application/xml")


def _unchunk(body: bytes) -> bytes:
    """Undoes `aws-chunked`: lines of "size;signature", data, then trailers."""
    plain = bytearray()
    position = 0
    while True:
        end = body.index(b"\r\n", position)
        size = int(body[position:end].split(b";")[0], 16)
        if size == 0:
            return bytes(plain)
        plain += body[end + 2 : end + 2 + size]
        position = end + 2 + size + 2


class ObjectStore:
    """The HTTP handlers over one SQLite file."""

    def __init__(self, path: str, access_key: str) -> None:
        self._db = sqlite3.connect(path, isolation_level=None)
        self._db.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;" + SCHEMA)
        self._access_key = access_key

    def app(self) -> web.Application:
        """Builds the web application; 256 MiB is the largest accepted body."""
        app = web.Application(client_max_size=256 * 1024 * 1024)
        app.router.add_route("*", "/{bucket}", self._bucket)
        app.router.add_route("*", "/{bucket}/{key:.*}", self._handle)
        return app

    async def _handle(self, request: web.Request) -> web.Response:
        if f"Credential={self._access_key}/" not in request.headers.get("Authorization", ""):
            return _error(403, "InvalidAccessKeyId")
        bucket, key = request.match_info["bucket"], request.match_info.get("key", "")
        if not key:
            return await self._bucket(request)
        body = await request.read()
        if "aws-chunked" in request.headers.get("Content-Encoding", ""):
            body = _unchunk(body)
        if "uploads" in request.query or "uploadId" in request.query:
            return self._multipart(request, bucket, key, body)
        match request.method:
            case "PUT":
                return self._put(request, bucket, key, body)
            case "GET" | "HEAD":
                return self._get(request, bucket, key)
            case "DELETE":
                self._db.execute("DELETE FROM objects WHERE bucket=? AND key=?", (bucket, key))
                return web.Response(status=204)
        return _error(405, "MethodNotAllowed")

    async def _bucket(self, request: web.Request) -> web.Response:
        bucket = request.match_info["bucket"]
        if f"Credential={self._access_key}/" not in request.headers.get("Authorization", ""):
            return _error(403, "InvalidAccessKeyId")
        if request.method in ("PUT", "HEAD"):
            # A bucket exists as soon as somebody asks for it.
            return web.Response()
        if request.method == "POST" and "delete" in request.query:
            keys = [node.text for node in ElementTree.fromstring(await request.read()).iter()
                    if node.tag.endswith("Key")]
            self._db.executemany("DELETE FROM objects WHERE bucket=? AND key=?",
                                 [(bucket, key) for key in keys])
            return _xml("DeleteResult", "".join(
                f"<Deleted><Key>{escape(key or '')}</Key></Deleted>" for key in keys))
        if request.method != "GET":
            return _error(405, "MethodNotAllowed")
        if "versioning" in request.query:
            return _xml("VersioningConfiguration", "")
        if "location" in request.query:
            return _xml("LocationConstraint", "")
        return self._list(request, bucket)

    def _list(self, request: web.Request, bucket: str) -> web.Response:
        """ListObjects and ListObjectsV2, always in one page."""
        prefix, delimiter = request.query.get("prefix", ""), request.query.get("delimiter", "")
        rows = self._db.execute(
            "SELECT key, length(body), etag, modified FROM objects"
            " WHERE bucket=? AND substr(key, 1, ?)=? ORDER BY key",
            (bucket, len(prefix), prefix))
        files, folders = [], {}
        for key, size, etag, modified in rows:
            rest = key[len(prefix):]
            if delimiter and delimiter in rest:
                folders[prefix + rest.split(delimiter)[0] + delimiter] = True
            else:
                files.append(
                    f"<Contents><Key>{escape(key)}</Key><Size>{size}</Size><ETag>{escape(etag)}</ETag>"
                    f"<LastModified>{modified}</LastModified><StorageClass>STANDARD</StorageClass></Contents>")
        common = "".join(f"<CommonPrefixes><Prefix>{escape(folder)}</Prefix></CommonPrefixes>"
                         for folder in folders)
        return _xml("ListBucketResult",
                    f"<Name>{escape(bucket)}</Name><Prefix>{escape(prefix)}</Prefix>"
                    f"<KeyCount>{len(files) + len(folders)}</KeyCount><MaxKeys>1000000</MaxKeys>"
                    f"<IsTruncated>false</IsTruncated>{''.join(files)}{common}")

    def _put(self, request: web.Request, bucket: str, key: str, body: bytes) -> web.Response:
        source = request.headers.get("x-amz-copy-source")
        if source:
            copied = self._copied(source)
            if copied is None:
                return _error(404, "NoSuchKey")
            body = copied
        etag = self._store(bucket, key, body)
        if source:
            return _xml("CopyObjectResult", f"<ETag>{escape(etag)}</ETag><LastModified>{_now()}</LastModified>")
        return web.Response(headers={"ETag": etag})

    def _copied(self, source: str) -> bytes | None:
        """The body of the object that a header names, or None."""
        row = self._db.execute("SELECT body FROM objects WHERE bucket=? AND key=?",
                               tuple(source.lstrip("/").split("?")[0].split("/", 1))).fetchone()
        body: bytes | None = None if row is None else row[0]
        return body

    def _store(self, bucket: str, key: str, body: bytes) -> str:
        etag = _etag(body)
        self._db.execute("INSERT OR REPLACE INTO objects VALUES (?,?,?,?,?)",
                         (bucket, key, body, etag, _now()))
        return etag

    def _get(self, request: web.Request, bucket: str, key: str) -> web.Response:
        row = self._db.execute("SELECT body, etag, modified FROM objects WHERE bucket=? AND key=?",
                               (bucket, key)).fetchone()
        if row is None:
            return _error(404, "NoSuchKey")
        body, etag, modified = row
        when = datetime.strptime(modified, "%Y-%m-%dT%H:%M:%S.000Z").replace(tzinfo=timezone.utc)
        headers = {"ETag": etag, "Accept-Ranges": "bytes",
                   "Last-Modified": format_datetime(when, usegmt=True)}
        if request.method == "HEAD":
            return web.Response(headers={**headers, "Content-Length": str(len(body))})
        part = request.http_range
        if part.start is None and part.stop is None:
            return web.Response(body=body, headers=headers)
        first, last, _ = part.indices(len(body))
        if first >= len(body):
            return _error(416, "InvalidRange")
        headers["Content-Range"] = f"bytes {first}-{last - 1}/{len(body)}"
        return web.Response(status=206, body=body[first:last], headers=headers)

    def _multipart(self, request: web.Request, bucket: str, key: str, body: bytes) -> web.Response:
        upload = request.query.get("uploadId", "")
        if request.method == "POST" and "uploads" in request.query:
            upload = hashlib.sha256(f"{bucket}/{key}/{_now()}".encode()).hexdigest()
            return _xml("InitiateMultipartUploadResult", f"<Bucket>{escape(bucket)}</Bucket>"
                        f"<Key>{escape(key)}</Key><UploadId>{upload}</UploadId>")
        if request.method == "PUT":
            source = request.headers.get("x-amz-copy-source")
            if source:
                # How s3fs appends to a file of more than 5 MiB: its first part is a copy.
                copied = self._copied(source)
                if copied is None:
                    return _error(404, "NoSuchKey")
                wanted = request.headers.get("x-amz-copy-source-range", "")
                first, _, last = wanted.removeprefix("bytes=").partition("-")
                body = copied[int(first):int(last) + 1] if wanted else copied
            self._db.execute("INSERT OR REPLACE INTO parts VALUES (?,?,?)",
                             (upload, int(request.query["partNumber"]), body))
            if source:
                return _xml("CopyPartResult", f"<ETag>{escape(_etag(body))}</ETag><LastModified>{_now()}</LastModified>")
            return web.Response(headers={"ETag": _etag(body)})
        rows = self._db.execute("SELECT body FROM parts WHERE upload=? ORDER BY number", (upload,)).fetchall()
        self._db.execute("DELETE FROM parts WHERE upload=?", (upload,))
        if request.method == "DELETE":
            return web.Response(status=204)
        etag = self._store(bucket, key, b"".join(row[0] for row in rows))
        return _xml("CompleteMultipartUploadResult", f"<Key>{escape(key)}</Key><ETag>{escape(etag)}</ETag>")
