import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inRunnerTemp, makePrivateFolder } from '../process/private-folder.ts'
import { ActionError } from '../text/errors.ts'
import { at, isObject, type JsonObject, optionalString } from '../text/json.ts'

/** The Python that works with a source. The build puts the same folder beside the bundle, where this module is then. */
const source = join(import.meta.dirname, 'driver', 'driver.py')

/** What the driver does: name the pipeline, make a named snapshot of it, or run it here. */
export type DriverMode = 'describe' | 'snapshot' | 'run'

/** One use of the driver. */
export interface DriverUse {
  /** Program and arguments. */
  readonly words: readonly string[]
  /** The file that {@link readDriverAnswer} reads. */
  readonly answerFile: string
}

/** What the driver is asked; the configuration is a run configuration as ZenML's client takes it. */
export interface DriverRequest {
  readonly source: string
  /** Absolute path of the checkout, in which the source has to be. */
  readonly checkout: string
  readonly config: JsonObject
  /** Name of the snapshot to make. */
  readonly snapshot?: string
}

/**
 * Puts the driver and its request into a folder of the step's own (absolute), which is made if need be, for a Python
 * interpreter (absolute). The request goes through a file, since every user of a machine may read the arguments of a process.
 * Throws {@link ActionError} if they can't be written.
 */
export async function placeDriver(
  folder: string,
  python: string,
  mode: DriverMode,
  request: DriverRequest
): Promise<DriverUse> {
  const file = join(folder, 'driver.py')
  const requestFile = join(folder, 'request.json')
  const answerFile = join(folder, 'answer.json')
  const text = JSON.stringify({ ...request, config_file: join(folder, 'run.yaml') })

  await makePrivateFolder(folder)
  await inRunnerTemp(file, async () => writeFile(file, await readFile(source), { mode: 0o600 }))
  await inRunnerTemp(requestFile, () => writeFile(requestFile, text, { mode: 0o600 }))
  // No bytecode: the checkout has to be as clean afterwards, for the next step of this job.
  return { words: [python, '-B', file, mode, requestFile, answerFile], answerFile }
}

/** Longest answer that is read, characters: the schemas of the client's models take some 100 KiB. */
const maxAnswer = 4 << 20

/** What the driver found out; throws {@link ActionError} if it has left no answer that can be read. */
export async function readDriverAnswer(path: string): Promise<JsonObject> {
  try {
    const text = await readFile(path, 'utf8')
    const answer: unknown = text.length > maxAnswer ? undefined : JSON.parse(text)
    if (isObject(answer)) return answer
  } catch (cause) {
    throw new ActionError('What the driver found out cannot be read', { where: 'source', cause })
  }
  throw new ActionError('What the driver found out cannot be read', { where: 'source' })
}

/** A component on which the server can't run. */
export interface UnfitComponent {
  /** As in `artifact_store`. */
  readonly type: string
  readonly flavor: string
  readonly kind: 'local' | 'custom'
}

/** What the driver says of a source; all of it is foreign text. */
export interface Description {
  readonly pipeline: string
  /** Component types of the stack. */
  readonly types: readonly string[]
  readonly unfit: readonly UnfitComponent[]
  readonly configSchema: JsonObject
  readonly dockerSchema: JsonObject
  /** The steps that a configuration can name; undefined if the pipeline could not be prepared. */
  readonly stepNames: readonly string[] | undefined
  /** ZenML's own digest of the stack's components; undefined if the client has none. */
  readonly stackChecksum: string | undefined
  /** Why it could not be prepared, as the client says it. */
  readonly problem: string | undefined
}

/** Reads a description; throws {@link ActionError} for anything else, as only an altered driver writes it. */
export function readDescription(answer: JsonObject): Description {
  const pipeline = optionalString(answer, 'pipeline')
  const { schema, docker_schema: dockerSchema, steps, types, unfit } = answer
  if (pipeline === undefined || pipeline === '' || !isObject(schema) || !isObject(dockerSchema))
    throw new ActionError('What the driver found out is not a description', { where: 'source' })

  return {
    pipeline,
    types: texts(types) ?? [],
    unfit: (Array.isArray(unfit) ? unfit : []).map((one: unknown) => ({
      type: optionalString(one, 'type') ?? 'component',
      flavor: optionalString(one, 'flavor') ?? 'unknown',
      kind: at(one, 'kind') === 'local' ? 'local' : 'custom'
    })),
    configSchema: schema,
    dockerSchema,
    stepNames: texts(steps),
    stackChecksum: optionalString(answer, 'stack_checksum'),
    problem: optionalString(answer, 'problem')
  }
}

function texts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter(item => typeof item === 'string') : undefined
}
