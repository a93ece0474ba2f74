"""Files: promised an address, uploaded to it, then shared or used in blocks."""

import base64
import mimetypes
import secrets
from collections.abc import Callable, Iterator
from datetime import datetime

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from roombot.sandbox.slack.address import Address
from roombot.sandbox.slack.people import BOT_USER
from roombot.sandbox.slack.records import Records
from roombot.sandbox.slack.wire import Json, SlackError


class Files:
    """All files of the workspace, by id."""

    def __init__(self, records: Records, address: Address, now: Callable[[], datetime]) -> None:
        self._records = records
        self._address = address
        self._now = now
        self._files = records.all("file")

    def promise(self, name: str, length: int, alt_text: str) -> Json:
        """Return an id and the address that the file must be posted to."""
        file_id = f"F{secrets.token_hex(5).upper()}"
        self._files[file_id] = {"name": name, "length": length, "alt_txt": alt_text}
        return {"file_id": file_id, "upload_url": f"{self._address.url}/upload/v1/{file_id}"}

    async def receive(self, request: Request) -> Response:
        """Take the content of a promised file."""
        file = self._files.get(request.path_params["file_id"])
        content = await request.body()
        if file is None or len(content) != file["length"]:
            return PlainTextResponse("not what was promised", 400)
        file["content"] = base64.b64encode(content).decode()
        return PlainTextResponse(f"OK - {len(content)}")

    def complete(self, file_id: str, title: str) -> Json:
        """Make an uploaded file usable; return how Slack describes it."""
        file = self._files.get(file_id)
        if file is None or "content" not in file:
            raise SlackError("file_not_found")
        file["title"] = title or file["name"]
        file["created"] = int(self._now().timestamp())
        self._records.put("file", file_id, file)
        return self.described(file_id)

    def described(self, file_id: str) -> Json:
        """Return a file as messages carry it."""
        file = self._files[file_id]
        url = f"{self._address.url}/files/{file_id}/{file['name']}"
        kind = mimetypes.guess_type(file["name"])[0] or "application/octet-stream"
        return {
            "id": file_id,
            "created": file["created"],
            "name": file["name"],
            "title": file["title"],
            "mimetype": kind,
            "filetype": file["name"].rpartition(".")[2],
            "user": BOT_USER,
            "size": file["length"],
            "mode": "hosted",
            "is_external": False,
            "is_public": True,
            "alt_txt": file["alt_txt"],
            "url_private": url,
            "url_private_download": url,
            "permalink": url,
        }

    async def show(self, request: Request) -> Response:
        """Return a file's content."""
        file = self._files.get(request.path_params["file_id"], {})
        if "created" not in file:
            return PlainTextResponse("no such file", 404)
        kind = mimetypes.guess_type(file["name"])[0]
        return Response(base64.b64decode(file["content"]), media_type=kind)

    def check(self, blocks: object) -> None:
        """Refuse blocks that show files which are not there."""
        for named in _named(blocks):
            file_id = named.get("id") or str(named.get("url", "")).rpartition("/files/")[2][:11]
            if "created" not in self._files.get(file_id, {}):
                raise SlackError("invalid_blocks", ["[ERROR] invalid slack file"])


def _named(part: object) -> Iterator[Json]:
    if isinstance(part, list):
        for inner in part:
            yield from _named(inner)
    elif isinstance(part, dict):
        if isinstance(part.get("slack_file"), dict):
            yield part["slack_file"]
        for inner in part.values():
            yield from _named(inner)
