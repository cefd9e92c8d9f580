import type { Answered, Asked } from '../__tests__/stand-in/stand-in.ts'
import { isObject } from '../src/text/json.ts'

/** Bytes of one entity: as it stands in a list, and with its details. */
interface Size {
  readonly plain: number
  readonly detailed: number
}

/**
 * Bytes of entities as a real server 0.98.0 answers them: the testbed's own, a pipeline of four steps. The steps are
 * those of a pipeline with some more settings.
 */
const sizes: Readonly<Record<string, Size>> = {
  info: { plain: 523, detailed: 523 },
  login: { plain: 530, detailed: 530 },
  'current-user': { plain: 468, detailed: 468 },
  projects: { plain: 269, detailed: 269 },
  stacks: { plain: 630, detailed: 2_483 },
  pipeline_snapshots: { plain: 1_842, detailed: 18_432 },
  runs: { plain: 4_165, detailed: 5_680 },
  steps: { plain: 5_200, detailed: 7_900 }
}
/** A snapshot with the schema of its run configuration, bytes. */
const snapshotWithSchema = 56_502

/** An answer as large as a real server's: the stand-in has only what the action reads, and this adds what it doesn't. */
export function fullSize({ method, path }: Pick<Asked, 'method' | 'path'>, answered: Answered): Answered {
  const url = new URL(path, 'http://server')
  const [kind = '', id] = url.pathname.replace('/api/v1/', '').split('/')
  const isJson = answered.headers['content-type'] === 'application/json'
  const json: unknown = isJson ? JSON.parse(answered.body) : undefined
  if (answered.status !== 200 || !isObject(json)) return answered

  const { searchParams } = url
  // A single entity comes with its details unless that is declined, those of a list only if they are asked for.
  const isDetailed = id === undefined ? searchParams.get('hydrate') === 'true' : searchParams.get('hydrate') !== 'false'
  const size = sizes[method === 'POST' && id !== undefined ? 'runs' : kind]
  if (size === undefined) return answered
  const withSchema = searchParams.get('include_config_schema') === 'true'
  const wanted = withSchema ? snapshotWithSchema : isDetailed ? size.detailed : size.plain

  const { items, ...page } = json
  if (!Array.isArray(items)) return { ...answered, body: padded(json, wanted) }
  const list = items.map(item => padded(item, wanted)).join(',')
  return { ...answered, body: `${JSON.stringify(page).slice(0, -1)},"items":[${list}]}` }
}

const paddings = new Map<number, string>()

/** The JSON of an entity with a field that makes it `bytes` long, of many small values as a real one has them. */
function padded(entity: unknown, bytes: number): string {
  const json = JSON.stringify(entity)
  const missing = bytes - json.length - ',"padding":'.length
  if (!isObject(entity) || missing < 2) return json
  const padding = paddings.get(missing) ?? paddingOf(missing)
  paddings.set(missing, padding)
  return `${json.slice(0, -1)},"padding":${padding}}`
}

/** A JSON array of a length in bytes. */
function paddingOf(bytes: number): string {
  const small = '{"name":"setting","value":"of a step","version":1,"type":null}'
  const count = Math.floor((bytes - 2) / (small.length + 1))
  const array = `[${Array(count).fill(small).join(',')}]`
  return array.padEnd(bytes)
}
