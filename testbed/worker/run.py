"""Runs a pipeline on the active stack, in this very process."""

import argparse
import time

from zenml import pipeline, step


@step(enable_cache=False)
def train(seconds: float) -> float:
    """Stands for a training."""
    print("training")
    time.sleep(seconds)
    return 0.91


@step(enable_cache=False)
def check(accuracy: float, fail: bool) -> None:
    """Raises an exception if it is told to."""
    if fail:
        raise ValueError("the data has drifted")
    print(f"accuracy {accuracy}")


@pipeline(name="worker-training")
def training(seconds: float, fail: bool) -> None:
    """Trains and checks."""
    check(train(seconds=seconds), fail=fail)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fail", action="store_true", help="let the second step fail")
    parser.add_argument("--seconds", type=float, default=0.0, help="how long the first step lasts")
    arguments = parser.parse_args()
    training(seconds=arguments.seconds, fail=arguments.fail)
