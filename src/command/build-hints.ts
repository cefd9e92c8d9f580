/** What ZenML's client and Docker say when an image can't be built, and what to do about it. */
const table: readonly (readonly [said: RegExp, hint: string])[] = [
  [
    // zenml/utils/pipeline_docker_image_builder.py, 0.84.3 to 0.98.0
    /Unable to build Docker images without an image builder/,
    'The stack needs an image builder: register one and add it to the stack.'
  ],
  [
    // zenml/container_engines/docker_engine.py (0.98.0), docker-py and the docker program
    /Unable to connect to the Docker daemon|Cannot connect to the Docker daemon|Error while fetching server API version|`?docker`? is required to run the local image builder/i,
    'The image is built in this job, where no Docker answers: run the job where there is one, as on ubuntu-latest, or give the stack an image builder that builds elsewhere.'
  ],
  [
    // Registries' words, as docker-py and the docker program pass them on
    /no basic auth credentials|push access denied|pull access denied|denied: requested access|denied: permission|unauthorized: |authentication required|403 Forbidden.*\/v2\/|401 Unauthorized.*\/v2\//i,
    'The container registry wants a login: log the job in to it in a step before this one (docker/login-action), or give the registry a service connector; if DOCKER_CONFIG names where logins are kept, set pass-env: DOCKER_CONFIG.'
  ]
]

/** Notes what an output says of images that could not be built. */
export class BuildHints {
  readonly #found = new Set<string>()
  #previous = ''

  /** Reads a line of the output. */
  hear(line: string): void {
    // A console may break a sentence between two lines.
    const both = `${this.#previous.trimEnd()} ${line.trim()}`
    for (const [said, hint] of table) if (said.test(both)) this.#found.add(hint)
    this.#previous = line.slice(-500)
  }

  /** What to do, in sentences. */
  get found(): readonly string[] {
    return [...this.#found]
  }
}
