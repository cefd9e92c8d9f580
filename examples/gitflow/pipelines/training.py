"""How many minutes a delivery takes, by its distance: a straight line, without anything to install."""

from random import Random
from statistics import linear_regression, mean
from typing import Annotated

from zenml import ArtifactConfig, log_metadata, pipeline, step
from zenml.enums import ArtifactType

Rows = list[list[float]]


@step
def load(deliveries: int) -> Annotated[Rows, "deliveries"]:
    """Kilometres and minutes of past deliveries, here made up."""
    random = Random(7)
    distances = [random.uniform(1, 30) for _ in range(deliveries)]
    return [[km, 4 + 2.5 * km + random.gauss(0, 3)] for km in distances]


@step
def train(rows: Rows) -> Annotated[dict[str, float], ArtifactConfig(name="line", artifact_type=ArtifactType.MODEL)]:
    """Fits minutes per kilometre, and the minutes that each delivery takes anyway."""
    line = linear_regression([km for km, _ in rows], [minutes for _, minutes in rows])
    return {"per_kilometre": line.slope, "each": line.intercept}


@step
def evaluate(line: dict[str, float], rows: Rows) -> None:
    """Notes on the model version how far off its answers are."""
    errors = [abs(line["each"] + line["per_kilometre"] * km - minutes) for km, minutes in rows]
    log_metadata({"deliveries": len(rows), "mean_error_minutes": mean(errors)}, infer_model=True)


@pipeline
def delivery_training(deliveries: int = 50) -> None:
    """Which data, image, tags and model it has is up to the files in configs/."""
    rows = load(deliveries)
    evaluate(train(rows), rows)
