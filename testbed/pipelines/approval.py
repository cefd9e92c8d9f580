"""A dynamic pipeline that asks a person before it goes on."""

from typing import Annotated

import zenml
from settings import DOCKER
from zenml import pipeline, step


@step
def build() -> Annotated[str, "model"]:
    """Makes what is to be approved."""
    print("built model-1")
    return "model-1"


@step
def release(model: str) -> None:
    """Runs only after the answer yes."""
    print(f"released {model}")


@pipeline(name="approval", dynamic=True, enable_cache=False, settings={"docker": DOCKER})
def approval(question: str = "Release model-1?", timeout: int = 3) -> None:
    """Builds, asks, and releases if the answer is true.

    The process polls for an answer for `timeout` seconds. Then it ends, the run
    is paused, and an answer makes the server resume it.
    """
    model = build()
    if zenml.wait(schema=bool, question=question, timeout=timeout, poll_interval=1, name="approve"):
        release(model)
