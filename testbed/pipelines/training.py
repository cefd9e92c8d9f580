"""The pipeline that goes well: load, two trainings side by side, evaluate."""

import time
from typing import Annotated

from settings import DOCKER
from zenml import get_step_context, log_metadata, pipeline, step


@step
def load(rows: int, seconds: float) -> Annotated[list[float], "rows"]:
    """Makes up some rows of data."""
    print(f"loading {rows} rows")
    time.sleep(seconds)
    print("loaded")
    return [index / max(rows, 1) for index in range(rows)]


@step
def train_a(rows: list[float], seconds: float) -> Annotated[float, "score"]:
    """Stands for a slow training."""
    print(f"training a on {len(rows)} rows")
    time.sleep(seconds)
    print("a is trained")
    return 0.91


@step
def train_b(rows: list[float], seconds: float) -> Annotated[float, "score"]:
    """Stands for another training that needs nothing of the first."""
    print(f"training b on {len(rows)} rows")
    time.sleep(seconds)
    print("b is trained")
    return 0.87


@step
def evaluate(a: float, b: float, seconds: float) -> Annotated[str, "winner"]:
    """Chooses the better model and notes its accuracy on the run."""
    time.sleep(seconds)
    winner = "a" if a >= b else "b"
    print(f"a: {a}, b: {b}, the winner is {winner}")
    run = get_step_context().pipeline_run
    log_metadata({"accuracy": max(a, b), "winner": winner}, run_id_name_or_prefix=run.id)
    return winner


@pipeline(name="training", enable_cache=False, settings={"docker": DOCKER})
def training(rows: int = 100, seconds: float = 0.0) -> None:
    """Loads, trains twice, evaluates."""
    data = load(rows=rows, seconds=seconds)
    evaluate(train_a(data, seconds=seconds), train_b(data, seconds=seconds), seconds=seconds)
