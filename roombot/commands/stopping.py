"""How a command learns that it is to stop."""

import asyncio
import signal

SIGNALS = (signal.SIGTERM, signal.SIGINT)


def stop_signal() -> asyncio.Event:
    """Return what SIGTERM or SIGINT sets, once: a second one ends the process as it is."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def take() -> None:
        stop.set()
        for number in SIGNALS:
            loop.remove_signal_handler(number)

    for number in SIGNALS:
        loop.add_signal_handler(number, take)
    return stop
