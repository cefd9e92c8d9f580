"""The pipeline that logs known numbers about its run, a step, its model version and an artifact."""

from typing import Annotated

from settings import DOCKER
from zenml import Model, get_step_context, log_metadata, pipeline, step


@step(enable_cache=True)
def load() -> Annotated[int, "dataset"]:
    """Is taken from the cache by every run but the first, with what that one logged about its artifact."""
    log_metadata({"rows": 1000}, artifact_name="dataset", infer_artifact=True)
    return 1000


@step
def evaluate(rows: int, accuracy: float, latency: float) -> Annotated[float, "report"]:
    """Logs what it is given."""
    run = get_step_context().pipeline_run
    log_metadata({"accuracy": accuracy, "nested": {"f1": 0.8}, "kind": "forest"}, infer_model=True)
    log_metadata({"loss": 0.3, "seen": 2**53 + 1})
    log_metadata({"latency_ms": latency}, run_id_name_or_prefix=run.id)
    log_metadata({"size": 7}, artifact_name="report", infer_artifact=True)
    return accuracy


@pipeline(name="results", enable_cache=False, model=Model(name="scored"), settings={"docker": DOCKER})
def results(accuracy: float = 0.9, latency: float = 20.0) -> None:
    """Loads, evaluates."""
    evaluate(load(), accuracy=accuracy, latency=latency)
