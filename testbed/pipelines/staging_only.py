"""A pipeline that nobody has prepared for production. It has a model."""

from settings import DOCKER
from zenml import Model, pipeline, step


@step
def hello() -> str:
    """Greets."""
    print("hello from staging")
    return "hello"


@pipeline(name="staging-only", enable_cache=False, model=Model(name="greeting"), settings={"docker": DOCKER})
def staging_only() -> None:
    """Greets, and so makes a version of the model greeting."""
    hello()
