import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { installTools } from '../../testbed/tools.ts'
import { root } from '../docs/markdown.ts'

/** A workflow as `act` runs it on this machine, by default after a push. */
export interface ActUse {
  readonly workflow: string
  /** The branch that is pushed; the repository is made for it. */
  readonly branch: string
  /** What happens after that push, in its place. */
  readonly event?: (repository: ActRepository) => ActEvent
  readonly secrets: Readonly<Record<string, string>>
  readonly vars: Readonly<Record<string, string>>
  /** The action's name in the workflow, as in `owner/name@v1`; this repository's built action takes its place. */
  readonly action: string
  /** Further files of the pushed repository, by their paths. */
  readonly files?: Readonly<Record<string, string>>
  /** Further variables of the workflow run. */
  readonly env?: Readonly<Record<string, string>>
  /** Actions of others, as in `owner/name@v1`, that do nothing here, since nothing is downloaded. */
  readonly idleActions?: readonly string[]
}

/** The repository of a workflow, with one commit. */
export interface ActRepository {
  readonly branch: string
  /** Runs git there; gives what it printed. */
  readonly git: (...args: string[]) => string
  /** Writes a file of the checkout. */
  readonly write: (path: string, text: string) => void
  /** The repository as GitHub describes it. */
  readonly described: Readonly<Record<string, unknown>>
}

/** An event as GitHub hands it to a workflow. */
export interface ActEvent {
  readonly name: string
  readonly payload: Readonly<Record<string, unknown>>
}

/** What came of it. */
export interface ActResult {
  readonly code: number | null
  readonly log: string
  /** The commit that GITHUB_SHA is: the pushed one, or what the event has checked out. */
  readonly sha: string
  readonly event: ActEvent
  /** What the workflow's steps wrote into the folder that $WITNESS names, by file name, as parsed JSON. */
  readonly witnessed: Readonly<Record<string, unknown>>
}

/** The script that writes a variable of its step, which is JSON, into the folder of witnesses. */
export const witness = (variable: string): string => `printf '%s' "$${variable}" > "$WITNESS/${variable}"`

/** A later step that writes down the outputs of the step `pipeline`. */
export const outputsWitness = {
  if: 'always()',
  env: { outputs: `\${{ toJSON(steps.pipeline.outputs) }}` },
  run: witness('outputs')
}

const LIMIT_MS = 200_000
/** All commits are of this time, so that the same history, made again, has the same commits. */
const date = '2026-01-05T12:00:00Z'
/** Act itself checks out what was pushed, but of another ref it asks GitHub. */
const checkout = 'actions/checkout@v7'

/** Runs a workflow file with `act`, the jobs as processes of this machine. */
export async function runWithAct(use: ActUse): Promise<ActResult> {
  const { act } = await installTools()
  const folder = await mkdtemp(join(tmpdir(), 'gated-trigger-act-'))
  try {
    const { event, sha } = await makeFolders(use, folder)
    const args = [
      ...[event.name, '--platform', 'ubuntu-latest=-self-hosted', '--no-cache-server', '--eventpath', '../event.json'],
      ...['--secret-file', '../secrets', '--var-file', '../vars', '--env', `WITNESS=${join(folder, 'witness')}`],
      // Act's own are of the git remote, which is not there, and 1 for every run.
      ...['--env', 'GITHUB_REPOSITORY=acme/models', '--env', `GITHUB_RUN_ID=${Math.floor(Math.random() * 1e12)}`],
      ...Object.entries(use.env ?? {}).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
      ...['--local-repository', `${use.action}=${join(folder, 'action')}`],
      ...['--local-repository', `${checkout}=${join(folder, 'checkout')}`],
      ...(use.idleActions ?? []).flatMap(name => ['--local-repository', `${name}=${join(folder, 'idle')}`])
    ]
    // The runner brings its own Node; here it is this process's.
    const path = [dirname(process.execPath), process.env['PATH']].join(delimiter)
    const child = spawn(act, args, {
      cwd: join(folder, 'repository'),
      env: { HOME: join(folder, 'home'), PATH: path },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true
    })
    const limit = setTimeout(() => process.kill(-(child.pid ?? 0), 'SIGKILL'), LIMIT_MS)
    let log = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => {
        log += text
      })
    const [code] = (await once(child, 'close')) as [number | null]
    clearTimeout(limit)
    return { code, log, sha, event, witnessed: await readWitness(join(folder, 'witness')) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Makes the pushed repository, the built action, and the files that act reads. */
async function makeFolders(
  { workflow, branch, secrets, vars, files = {}, event: happens = pushOf }: ActUse,
  folder: string
): Promise<{ readonly event: ActEvent; readonly sha: string }> {
  const repository = join(folder, 'repository')
  for (const name of ['home', 'witness', 'repository/.github/workflows', 'action/gate', 'idle', 'checkout'])
    await mkdir(join(folder, name), { recursive: true })
  for (const name of ['action.yml', 'gate/action.yml', 'dist'])
    await cp(join(root, name), join(folder, 'action', name), { recursive: true })
  await writeFile(
    join(folder, 'idle/action.yml'),
    "name: Idle\nruns: {using: composite, steps: [{run: ':', shell: bash}]}\n"
  )
  await writeFile(join(folder, 'checkout/action.yml'), checkoutOf(repository))
  await writeFile(join(repository, '.github/workflows/workflow.yml'), workflow)
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(repository, path)), { recursive: true })
    writeFileSync(join(repository, path), text)
  }
  for (const [path, text] of Object.entries(files)) write(path, text)
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=octocat', '-c', 'user.email=octocat@example.com', ...args], {
      cwd: repository,
      env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
      encoding: 'utf8'
    }).trim()
  git('init', '--quiet', '--initial-branch', branch)
  git('add', '.')
  git('commit', '--quiet', '--message', 'Train on the new data')
  const described = { id: 186853002, name: 'models', full_name: 'acme/models', fork: false, default_branch: 'main' }
  const event = happens({ branch, git, write, described })
  const sha = git('rev-parse', 'HEAD')
  await writeFile(join(folder, 'event.json'), JSON.stringify(event.payload))
  const lines = (values: Readonly<Record<string, string>>): string =>
    Object.entries(values)
      .map(([name, value]) => `${name}=${value}\n`)
      .join('')
  await writeFile(join(folder, 'secrets'), lines(secrets), { mode: 0o600 })
  await writeFile(join(folder, 'vars'), lines(vars))
  return { event, sha }
}

/** The push of the branch as it is now. */
export function pushOf({ branch, git, described }: Pick<ActRepository, 'branch' | 'git' | 'described'>): ActEvent {
  const payload = {
    ref: `refs/heads/${branch}`,
    before: '0d1a26e67d8f5eaf1f6ba5c57fc3c7d91ac0fd1c',
    after: git('rev-parse', 'HEAD'),
    created: false,
    deleted: false,
    forced: false,
    repository: described
  }
  return { name: 'push', payload }
}

/** An action in place of `actions/checkout`, for a ref other than what was pushed. */
function checkoutOf(repository: string): string {
  return `name: Checkout
inputs: {ref: {required: true}, persist-credentials: {}}
runs:
  using: composite
  steps:
    - run: git clone --quiet --no-checkout "$REPOSITORY" . && git checkout --quiet "$REF"
      shell: bash
      env: {REPOSITORY: ${JSON.stringify(repository)}, REF: '\${{ inputs.ref }}'}
`
}

async function readWitness(folder: string): Promise<Record<string, unknown>> {
  const names = await readdir(folder)
  const read = async (name: string) =>
    [name, JSON.parse(await readFile(join(folder, name), 'utf8')) as unknown] as const
  return Object.fromEntries(await Promise.all(names.map(read)))
}
