"""Files come in three steps, and then stand in messages and blocks."""

from pathlib import Path

import pytest

from roombot.sandbox.slack.trial import Start, Trial
from roombot.sandbox.slack.wire import Json

PICTURE = b"\x89PNG\r\n"


async def _upload(world: Trial, content: bytes = PICTURE) -> str:
    promised = await world.api(
        "files.getUploadURLExternal", filename="day.png", length=len(content), alt_txt="The day"
    )
    async with world.http.post(promised["upload_url"], data=content) as response:
        assert response.status == 200
    return str(promised["file_id"])


def _image(file_id: str) -> Json:
    return {"type": "image", "slack_file": {"id": file_id}, "alt_text": "The day"}


async def test_a_file_is_uploaded_and_shared(world: Trial) -> None:
    await world.api("conversations.open", users="U0ADA")
    file_id = await _upload(world)
    answer = await world.api(
        "files.completeUploadExternal",
        files=[{"id": file_id, "title": "Today"}],
        channel_id="D0ADA",
        initial_comment="Here it is",
    )
    [file] = answer["files"]
    assert (file["title"], file["mimetype"], file["alt_txt"]) == ("Today", "image/png", "The day")
    [message] = world.slack.messages("D0ADA")
    assert (message["text"], message["files"]) == ("Here it is", [file])
    async with world.http.get(file["url_private"]) as response:
        assert (await response.read(), response.content_type) == (PICTURE, "image/png")


async def test_a_block_shows_an_uploaded_file(world: Trial) -> None:
    file_id = await _upload(world)
    early = await world.api("chat.postMessage", channel="U0ADA", blocks=[_image(file_id)])
    await world.api("files.completeUploadExternal", files=[{"id": file_id}])
    posted = await world.api("chat.postMessage", channel="U0ADA", blocks=[_image(file_id)])
    assert early["error"] == "invalid_blocks"
    assert posted["ok"]
    assert len(world.slack.messages("D0ADA")) == 1


async def test_files_outlive_a_restart(start: Start, tmp_path: Path) -> None:
    world = await start(database=tmp_path / "slack.db")
    file_id = await _upload(world)
    await world.api("files.completeUploadExternal", files=[{"id": file_id}])
    again = await start(database=tmp_path / "slack.db")
    assert (await again.api("chat.postMessage", channel="U0ADA", blocks=[_image(file_id)]))["ok"]


async def test_what_was_not_promised_is_not_taken(world: Trial) -> None:
    promised = await world.api("files.getUploadURLExternal", filename="day.png", length=3)
    for url in (promised["upload_url"], f"{world.slack.url}/upload/v1/F0"):
        async with world.http.post(url, data=b"longer") as response:
            assert response.status == 400
    async with world.http.get(f"{world.slack.url}/files/F0/day.png") as response:
        assert response.status == 404


@pytest.mark.parametrize(("length", "error"), [(0, "missing_argument"), (3, None)])
async def test_an_empty_file_is_none(world: Trial, length: int, error: str | None) -> None:
    answer = await world.api("files.getUploadURLExternal", filename="day.png", length=length)
    assert answer.get("error") == error
    unknown = await world.api("files.completeUploadExternal", files=[{"id": "F0"}])
    assert unknown["error"] == "file_not_found"
