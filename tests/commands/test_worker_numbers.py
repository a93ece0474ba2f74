"""The worker tells its health and its numbers where the setting says."""

import aiohttp

from tests.commands.process import Shell, free_port


async def test_a_worker_tells_how_much_there_is_to_do(shell: Shell) -> None:
    port = free_port()
    shell.settings["ROOMBOT_WORKER_PORT"] = str(port)
    running = await shell.start("worker")
    url = f"http://127.0.0.1:{port}"
    await running.ready(url)
    async with aiohttp.ClientSession() as session, session.get(f"{url}/metrics") as answer:
        shown = await answer.text()
        assert answer.status == 200
    assert 'roombot_jobs{state="waiting"} 0.0' in shown
    assert 'roombot_jobs{state="late"} 0.0' in shown
    assert 'roombot_jobs{state="abandoned"} 0.0' in shown
    assert (await running.stop()).status == 0


async def test_with_a_token_the_numbers_of_a_worker_need_it(shell: Shell) -> None:
    port = free_port()
    shell.settings |= {"ROOMBOT_WORKER_PORT": str(port), "ROOMBOT_METRICS_TOKEN": "the-token"}
    running = await shell.start("worker")
    url = f"http://127.0.0.1:{port}"
    await running.ready(url)
    headers = {"Authorization": "Bearer the-token"}
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{url}/metrics") as answer:
            assert answer.status == 401
        async with session.get(f"{url}/metrics", headers=headers) as answer:
            assert answer.status == 200
    assert (await running.stop()).status == 0
