"""Serve an application inside the running loop, over real HTTP on loopback."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import uvicorn
from starlette.types import ASGIApp


class _QuietServer(uvicorn.Server):
    """A server that leaves the process's signals alone."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


@asynccontextmanager
async def serve(app: ASGIApp, host: str = "127.0.0.1", port: int = 0) -> AsyncIterator[str]:
    """Serve ``app`` while the context lasts; yield its base URL. Port 0 takes a free one."""
    listener = socket.create_server((host, port), backlog=512, reuse_port=False)
    config = uvicorn.Config(
        app,
        lifespan="on",
        http="httptools",
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=3,
    )
    server = _QuietServer(config)
    serving = asyncio.create_task(server.serve([listener]))
    try:
        while not server.started:
            if serving.done():
                await serving
                raise RuntimeError("the application did not start")
            await asyncio.sleep(0.005)
        yield f"http://{host}:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await serving
        listener.close()
