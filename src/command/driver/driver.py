"""Describes, snapshots or runs the pipeline that a source names, for the action that starts this.

    python driver.py describe|snapshot|run REQUEST ANSWER

Uses only what `zenml pipeline run` and its Python interface use, in clients from 0.84 on. What it finds out goes into
the file ANSWER as JSON; whatever else is printed is for people.
"""
import json
import os
import sys


class Refusal(Exception):
    """What a source names instead of a pipeline."""


def main(mode, request_file, answer_file):
    with open(request_file, encoding="utf-8") as file:
        request = json.load(file)
    try:
        answer = {"describe": describe, "snapshot": snapshot, "run": run}[mode](request)
    except Refusal as refusal:
        if mode == "run":
            raise
        answer = {"refusal": str(refusal)}
    # Whole or not at all: the action reads it after this process has ended, however that came about.
    with open(answer_file + ".part", "w", encoding="utf-8") as file:
        json.dump(answer, file)
    os.replace(answer_file + ".part", answer_file)


def describe(request):
    """Says what the pipeline is and what its configuration may hold, without changing anything on the server."""
    from zenml.client import Client
    from zenml.config import DockerSettings
    from zenml.config.pipeline_run_configuration import PipelineRunConfiguration

    pipeline = load(request)
    steps, problem = None, None
    try:
        with no_runs():
            prepared = configured(request, pipeline)
            prepared.prepare()
            steps = list(prepared.invocations)
    except Exception as error:
        # What is wrong with the configuration is said better by those who hold it against the schema.
        problem = "%s: %s" % (type(error).__name__, error)
        if error.__cause__ is not None:
            problem += " (%s)" % error.__cause__

    client = Client()
    return {
        "pipeline": pipeline.name,
        "steps": steps,
        "problem": problem,
        "types": [str(type_.value) for type_ in client.active_stack_model.components],
        "unfit": unfit_components(client),
        "stack_checksum": stack_checksum(client),
        "schema": PipelineRunConfiguration.model_json_schema(),
        "docker_schema": DockerSettings.model_json_schema(),
    }


def snapshot(request):
    """Makes a named snapshot, building what it needs; one of that name that is there already stays as it is."""
    from zenml.exceptions import EntityExistsError

    pipeline = configured(request, load(request))
    with no_runs():
        try:
            return {"snapshot": str(pipeline.create_snapshot(name=request["snapshot"]).id)}
        except EntityExistsError as error:
            print(error)
            return {"exists": True}


def run(request):
    configured(request, load(request))()
    return {}


def configured(request, pipeline):
    """The pipeline with the configuration, which ZenML reads from a file."""
    import yaml

    with open(request["config_file"], "w", encoding="utf-8") as file:
        yaml.safe_dump(request["config"], file)
    return pipeline.with_options(config_path=request["config_file"])


def load(request):
    from zenml.pipelines.pipeline_definition import Pipeline
    from zenml.utils import source_utils

    source, checkout = request["source"], request["checkout"]
    if not is_inside(source_root(), checkout):
        raise Refusal("The source root %s is not in the checkout %s" % (source_root(), checkout))

    with no_runs():
        try:
            pipeline = source_utils.load(source)
        except ModuleNotFoundError as error:
            if not (source + ".").startswith((error.name or " ") + "."):
                raise
            raise Refusal("There is no module '%s' in %s" % (error.name, source_root()))
        except AttributeError:
            module, _, name = source.rpartition(".")
            if module not in sys.modules or hasattr(sys.modules[module], name):
                raise
            raise Refusal("The module '%s' has no '%s'" % (module, name))
    # What is proven is the checkout's code, and not that of a package of the same name.
    file = getattr(sys.modules.get(source.rpartition(".")[0]), "__file__", None) or ""
    if not is_inside(file, checkout):
        raise Refusal("The module of '%s' is %s, which is not in the checkout %s" % (source, file or "no file", checkout))
    if not isinstance(pipeline, Pipeline):
        raise Refusal("'%s' is not a pipeline: it is of type %s" % (source, type(pipeline).__name__))
    return pipeline


def is_inside(path, folder):
    path, folder = (os.path.normcase(os.path.realpath(each)) for each in (path, folder))
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


def no_runs():
    """A context in which a pipeline that is called, as by a module while it is imported, does nothing."""
    try:
        from zenml.execution.pipeline.utils import prevent_pipeline_execution
    except ImportError:
        return no_runs_in_older_clients()
    return prevent_pipeline_execution()


def no_runs_in_older_clients():
    from contextlib import contextmanager, nullcontext

    from zenml import constants

    if not hasattr(constants, "SHOULD_PREVENT_PIPELINE_EXECUTION"):
        return nullcontext()

    @contextmanager
    def prevented():
        before = constants.SHOULD_PREVENT_PIPELINE_EXECUTION
        constants.SHOULD_PREVENT_PIPELINE_EXECUTION = True
        try:
            yield
        finally:
            constants.SHOULD_PREVENT_PIPELINE_EXECUTION = before

    return prevented()


def source_root():
    from zenml.utils import source_utils

    return source_utils.get_source_root()


def use_source_root():
    """As `zenml pipeline run` does: the folder of `zenml init`, or else the working directory."""
    from zenml.client import Client
    from zenml.utils import source_utils

    if Client.find_repository() is None:
        source_utils.set_custom_source_root(source_root=os.getcwd())
    # In place of this file's own folder, and as in the containers of steps.
    sys.path[0] = source_root()


def unfit_components(client):
    """The components of the stack on which the server can't run, by its own rule (`validate_stack_is_runnable_from_server`)."""
    from zenml.stack import Flavor

    found = []
    for components in client.active_stack_model.components.values():
        for part in components:
            flavor = client.get_flavor_by_name_and_type(name=part.flavor_name, component_type=part.type)
            is_custom = flavor.is_custom
            if is_custom or Flavor.from_model(flavor).config_class(**part.configuration).is_local:
                kind = "custom" if is_custom else "local"
                found.append({"type": str(part.type.value), "flavor": part.flavor_name, "kind": kind})
    return found


def stack_checksum(client):
    """By which the server refuses to run a snapshot after its stack was changed; None in clients that don't have it."""
    try:
        from zenml.pipelines.build_utils import compute_stack_checksum
    except ImportError:
        return None
    return compute_stack_checksum(stack=client.active_stack_model)


def import_client():
    """Imports ZenML's client, and keeps its bytecode: uv installs none, and to compile it takes as long as to import it.

    This process is started with -B, which leaves the checkout as it is; a client that isn't installed keeps none either.
    """
    from importlib.util import find_spec

    client = find_spec("zenml")
    parent = os.path.dirname(os.path.dirname(client.origin)) if client and client.origin else ""
    is_installed = os.path.basename(parent) in ("site-packages", "dist-packages")
    sys.dont_write_bytecode = not is_installed or bool(os.environ.get("PYTHONDONTWRITEBYTECODE"))
    try:
        import zenml.client
        import zenml.config.pipeline_run_configuration
        import zenml.pipelines.pipeline_definition
        import zenml.stack
    finally:
        sys.dont_write_bytecode = True


if __name__ == "__main__":
    import_client()
    use_source_root()
    main(*sys.argv[1:])
