"""Settings that all example pipelines share."""

from zenml.config import DockerSettings

# The server only runs snapshots that have a build. With skip_build, ZenML notes
# the image's name as the build and needs no Docker; nobody ever pulls the image.
DOCKER = DockerSettings(parent_image="registry.invalid/testbed:1", skip_build=True)
