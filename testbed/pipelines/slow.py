"""The pipeline that lasts until somebody stops it."""

import time

from settings import DOCKER
from zenml import pipeline, step


@step
def wait(seconds: float) -> None:
    """Waits in short naps, since a stop interrupts between two of them."""
    print(f"waiting {seconds} seconds")
    end = time.monotonic() + seconds
    count = 0
    while time.monotonic() < end:
        time.sleep(0.1)
        count += 1
        if count % 50 == 0:
            print(f"{end - time.monotonic():.0f} seconds left")
    print("waited")


@pipeline(name="slow", enable_cache=False, settings={"docker": DOCKER})
def slow(seconds: float = 120.0) -> None:
    """Waits."""
    wait(seconds=seconds)
