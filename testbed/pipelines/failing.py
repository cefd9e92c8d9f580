"""The pipeline whose second step raises an exception."""

from typing import Annotated

from settings import DOCKER
from zenml import pipeline, step


@step
def prepare() -> Annotated[int, "rows"]:
    """Goes well."""
    print("prepared")
    return 1


@step
def check(rows: int, message: str) -> int:
    """Raises a ValueError with the given message."""
    print(f"checking {rows} row")
    raise ValueError(message)


@step
def publish(rows: int) -> None:
    """Is never reached."""
    print(f"published {rows} rows")


@pipeline(name="failing", enable_cache=False, settings={"docker": DOCKER})
def failing(message: str = "the data has drifted") -> None:
    """Prepares, fails, never publishes."""
    publish(check(prepare(), message=message))
