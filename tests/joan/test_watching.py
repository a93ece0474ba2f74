import pytest

from roombot.joan.client import JoanClient
from roombot.joan.watching import known
from roombot.sandbox.scripted import Reply, ScriptedServer
from roombot.telemetry.deliveries import following


@pytest.mark.parametrize(
    ("endpoint", "name"),
    [
        ("events/", "events"),
        ("rooms/?page=2&said=private", "rooms"),
        ("rooms/42/", "rooms"),
        ("events/invite/INV-1/", "events/invite"),
        ("events/book/", "events/book"),
        ("somewhere/a/malicious/page/leads/", "other"),
        ("", "other"),
    ],
)
def test_endpoints_have_few_names(endpoint: str, name: str) -> None:
    assert known(endpoint) == name


async def test_joan_is_told_which_delivery_asks(
    client: JoanClient, scripted: ScriptedServer
) -> None:
    scripted.says("/api/v1.0/me/", Reply({}), Reply({}))
    with following("Ev0123"):
        await client.me()
    await client.me()
    asked = [seen.headers["x-request-id"] for seen in scripted.seen if "/me/" in seen.path]
    assert asked == ["Ev0123", "-"]
