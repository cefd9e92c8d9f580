"""A pipeline that nobody has prepared for production."""

from settings import DOCKER
from zenml import pipeline, step


@step
def hello() -> str:
    """Greets."""
    print("hello from staging")
    return "hello"


@pipeline(name="staging-only", enable_cache=False, settings={"docker": DOCKER})
def staging_only() -> None:
    """Greets."""
    hello()
