import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { systemClock } from '../../src/node/clock.ts'
import { disk } from '../../src/node/disk.ts'
import { run } from '../../src/run.ts'
import { Cancelled } from '../../src/world/cancelled.ts'
import { type RunScript, ScriptedRun } from '../stand-in/run-script.ts'
import { type Instead, MemoryJob } from './memory-job.ts'

/** The run that a command says it started; the stand-in has it from the first question about it on. */
export const runId = 'c3fb9bdd-646d-4c83-adb2-efab06e6e2d3'
/** A line of Python that says so. */
export const sayRun = `print('Dashboard URL for Pipeline Run: https://zenml.test/runs/${runId}', flush=True)`
/** Python that leaves what is noted of a request to start that run, and of its answer, and says so. */
export const startRun = `import json, os
with open(os.environ['ZENML_GATED_TRIGGER_NOTES'], 'a') as notes:
    notes.write('\\n'.join(map(json.dumps, [{'client': 1}, {'start': '1-1', 'kind': 'run', 'name': 'train-1'}, {'start': '1-1', 'id': '${runId}'}])) + '\\n')
${sayRun}`

/** Lines of a shell that leave the same, for a command without a Python. */
export const startRunInShell = `for note in '{"python": 1}' '{"client": 1}' '{"start": "1-1", "kind": "run", "name": "train-1"}' '{"start": "1-1", "id": "${runId}"}'
do printf '%s\\n' "$note" >>"$ZENML_GATED_TRIGGER_NOTES"; done`

export interface CommandJobOptions {
  /** Python that the command runs; without it the command is a shell, and so is what answers as the Python of the machine. */
  readonly python?: string
  readonly shell?: string
  readonly script: RunScript
  /** The stack that the run is on; the environment's is staging. */
  readonly stack?: string
  readonly inputs?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  readonly instead?: Instead
  /** The job is cancelled this time after the command has said something, ms. */
  readonly cancelAfterMs?: number
}

/** A job whose command is a real process in real time, on the stand-in: what came of it, and how long it took from its cancel on. */
export async function commandJob(options: CommandJobOptions) {
  const { inputs = {}, python, script, shell, stack = 'staging' } = options
  const folder = mkdtempSync(join(tmpdir(), 'command-job-'))
  if (python !== undefined) writeFileSync(join(folder, 'command.py'), python)
  if (shell !== undefined) {
    writeFileSync(join(folder, 'command.sh'), `${shell}\n`)
    writeFileSync(join(folder, 'python3'), "#!/bin/sh\necho 'zenml -'\necho 'installed {}'\n", { mode: 0o755 })
  }
  const instead: Instead = (sent, pass) => {
    if (sent.path.includes(runId) && job.standIn.runs.length === 0) addRun()
    return options.instead?.(sent, pass)
  }
  const job = new MemoryJob({ script, instead })
  // The stand-in goes by real time here.
  Object.defineProperty(job.time, 'now', { get: () => Date.now() })
  const addRun = () => {
    const { account, snapshots } = job.standIn.furniture
    const facts = { id: runId, name: 'train-1', tags: [], accountId: account.id, snapshotId: runId }
    const sourceSnapshotId = snapshots[stack] ?? ''
    job.standIn.runs.push(new ScriptedRun({ ...facts, sourceSnapshotId, createdMs: Date.now() }, script))
  }
  const command = {
    pipeline: '',
    command: shell === undefined ? 'python3 command.py' : 'sh command.sh',
    'zenml-version': 'none',
    ...inputs
  }
  const path = process.env['PATH'] ?? ''
  const env = {
    PATH: shell === undefined ? path : `${folder}:${path}`,
    RUNNER_TEMP: folder,
    GITHUB_WORKSPACE: folder,
    ...options.env
  }
  const world = job.world(command, env)
  let cancelledMs = Number.NaN
  const cancel = () => {
    cancelledMs = performance.now()
    job.cancel.abort(new Cancelled('SIGINT'))
  }
  const info = (line: string) => {
    world.log.info(line)
    if (options.cancelAfterMs !== undefined && line.includes('│')) setTimeout(cancel, options.cancelAfterMs)
  }
  const files = { ...world.files, realPath: disk.realPath, kind: disk.kind }
  try {
    await run({ ...world, clock: systemClock, files, log: { ...world.log, info } })
  } finally {
    job.time.stop()
    rmSync(folder, { recursive: true, force: true })
  }
  const { outputs, summary } = job.runner
  return {
    job,
    outputs,
    summary,
    sinceCancelMs: performance.now() - cancelledMs,
    error: job.runner.text('error'),
    info: job.runner.text('info')
  }
}
