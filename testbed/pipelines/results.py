"""The pipeline that logs known numbers about its run, a step, its model version and an artifact, and makes reports."""

from typing import Annotated

from settings import DOCKER
from zenml import Model, get_step_context, log_metadata, pipeline, step
from zenml.types import CSVString, HTMLString, JSONString, MarkdownString


@step(enable_cache=True)
def load() -> tuple[Annotated[int, "dataset"], Annotated[CSVString, "sample"]]:
    """Is taken from the cache by every run but the first, with what that one logged about its artifact."""
    log_metadata({"rows": 1000}, artifact_name="dataset", infer_artifact=True)
    return 1000, CSVString("id,label\n1,churned\n")


@step
def evaluate(rows: int, accuracy: float, latency: float) -> tuple[
    Annotated[float, "report"],
    Annotated[MarkdownString, "card"],
    Annotated[CSVString, "errors_by_class"],
    Annotated[JSONString, "thresholds"],
    Annotated[HTMLString, "curve"],
]:
    """Logs what it is given, and reports on it."""
    run = get_step_context().pipeline_run
    log_metadata({"accuracy": accuracy, "nested": {"f1": 0.8}, "kind": "forest"}, infer_model=True)
    log_metadata({"loss": 0.3, "seen": 2**53 + 1})
    log_metadata({"latency_ms": latency}, run_id_name_or_prefix=run.id)
    log_metadata({"size": 7}, artifact_name="report", infer_artifact=True)
    return (
        accuracy,
        MarkdownString(f"# Model card\n\n![logo](https://tracker.invalid/x.png) Accuracy **{accuracy}**, ask @octocat"),
        CSVString('class,errors,note\r\nchurned,12,"late, or ""lost"""\r\nstayed,7,"two\r\nlines"\r\n'),
        JSONString('{"churn": 0.5, "seen": 9007199254740993}'),
        HTMLString("<script>alert(1)</script>"),
    )


@pipeline(name="results", enable_cache=False, model=Model(name="scored"), settings={"docker": DOCKER})
def results(accuracy: float = 0.9, latency: float = 20.0) -> None:
    """Loads, evaluates."""
    rows, _ = load()
    evaluate(rows, accuracy=accuracy, latency=latency)
