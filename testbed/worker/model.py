"""Runs a pipeline that makes a version of a model on the active stack."""

import argparse
import time

from zenml import Model, pipeline, step


@step(enable_cache=False)
def train(seconds: float) -> float:
    """Stands for a training."""
    print("training")
    time.sleep(seconds)
    return 0.91


@pipeline(name="worker-model")
def training(seconds: float) -> None:
    """Trains."""
    train(seconds=seconds)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", nargs="+", default=["churn"], help="the models, one for each run")
    parser.add_argument("--seconds", type=float, default=0.0, help="how long the step lasts")
    arguments = parser.parse_args()
    for name in arguments.model:
        training.with_options(model=Model(name=name))(seconds=arguments.seconds)
