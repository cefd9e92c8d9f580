"""A dynamic pipeline: its steps are only known while it runs."""

import time
from typing import Annotated

from settings import DOCKER
from zenml import pipeline, step


@step
def count(shards: int) -> Annotated[list[int], "shards"]:
    """Says how many shards there are."""
    print(f"{shards} shards")
    return list(range(shards))


@step
def process(shard: int, seconds: float) -> int:
    """Works on one shard."""
    print(f"processing shard {shard}")
    time.sleep(seconds)
    return shard


@pipeline(name="dynamic", dynamic=True, enable_cache=False, settings={"docker": DOCKER})
def dynamic(shards: int = 2, seconds: float = 0.0) -> None:
    """Starts one step for each shard."""
    for shard in count(shards=shards).load():
        process(shard=shard, seconds=seconds)
