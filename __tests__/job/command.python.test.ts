import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from '@jest/globals'
import { type CommandJobOptions, commandJob, sayRun, startRun } from '../pieces/command-job.ts'
import { answer, type Instead } from '../pieces/memory-job.ts'
import { running } from '../process/sample-process.ts'
import type { RunScript } from '../stand-in/run-script.ts'

const forever: RunScript = { statuses: [{ atMs: 0, status: 'running' }], stop: 'graceful', stopTakesMs: 500 }
const initializing: RunScript = { ...forever, statuses: [{ atMs: 0, status: 'initializing' }] }

/** Deaf to what asks it to end, with a daemon in a session of its own that holds its output. */
const deaf = `
import os, signal, time
for name in (signal.SIGINT, signal.SIGTERM): signal.signal(name, signal.SIG_IGN)
if os.fork() == 0:
    os.setsid()
    os.execvp('sh', ['sh', '-c', 'sleep 30; : daemon'])
${sayRun}
time.sleep(60)
`
const tooEarly = answer(403, { detail: ['IllegalOperationError', 'Cannot stop a pipeline run yet.'] })

/** What the server does with the n-th stop, and with every other question about the run from the first stop on. */
function onceStopped(stop: (nth: number) => ReturnType<Instead>, other?: 'never'): Instead {
  let stops = 0
  return ({ path }) => {
    if (path.includes('/stop')) return stop(stops++)
    return stops > 0 && path.includes('/runs/') ? other : undefined
  }
}

describe('a cancel ends the step in time although the command is deaf and a daemon holds its output', () => {
  test.each<[string, string, Instead]>([
    ['answers', 'was told to stop and has ended (stopped)', () => undefined],
    ['answers no stop', 'could not be stopped yet and is running', onceStopped(() => 'never')],
    ['no longer answers', 'could not be stopped yet and is running', onceStopped(() => 'never', 'never')],
    ['refuses the stop as too early', 'could not be stopped yet and is running', onceStopped(() => tooEarly)],
    [
      'refuses the second stop, and is silent else',
      'could not be stopped yet and is running',
      onceStopped(nth => (nth === 1 ? tooEarly : 'never'), 'never')
    ]
  ])('if the server %s', async (_, words, instead) => {
    const mark = randomUUID()
    const inputs = { command: `python3 command.py ${mark}` }
    const ended = await commandJob({ python: deaf, script: forever, inputs, instead, cancelAfterMs: 700 })
    // GitHub kills the step 10 s after the signal.
    expect(ended.sinceCancelMs).toBeLessThan(9_500)
    expect(ended.outputs['conclusion']).toBe('cancelled')
    expect(ended.error).toContain(`The job was cancelled. The run train-1 ${words}`)
    expect(running(mark)).toEqual([])
  })
})

type EndedJob = Awaited<ReturnType<typeof commandJob>>

/** Runs jobs that mostly wait, all at once, before the first test; returns what gives a test its own. */
function sideBySide<Name extends string>(jobs: Readonly<Record<Name, CommandJobOptions>>): (name: Name) => EndedJob {
  const ended = new Map<string, EndedJob>()
  beforeAll(async () => {
    const all = Object.entries<CommandJobOptions>(jobs)
    await Promise.all(all.map(async ([name, options]) => ended.set(name, await commandJob(options))))
  })
  return name => {
    const job = ended.get(name)
    if (job === undefined) throw new Error(`the job ${name} did not run`)
    return job
  }
}

describe('what became of the run is reported as the server has it at the end', () => {
  // Also a busy machine has started Python by then.
  const timeout = '25s'
  const patient = `import time\n${sayRun}\ntime.sleep(60)`
  const left = { timeout, 'leave-running': 'true' }
  const endingAs = (before: string, after: string) => [
    { atMs: 0, status: before },
    { atMs: 1_500, status: after }
  ]

  const asking = { ...forever, asks: { fromMs: 0, untilMs: Number.POSITIVE_INFINITY } }

  const job = sideBySide({
    timeout: { python: patient, script: forever, inputs: { timeout } },
    misplaced: {
      // Too early for a stop until the client says that it failed.
      python: `import time\n${startRun}\ntime.sleep(60)`,
      script: { ...forever, statuses: endingAs('initializing', 'failed') },
      stack: 'production'
    },
    unstoppable: { python: patient, script: initializing, inputs: { timeout } },
    left: { python: patient, script: { ...forever, statuses: endingAs('running', 'completed') }, inputs: left },
    waiting: { python: `import time\n${startRun}\ntime.sleep(60)`, script: asking, inputs: left },
    'waiting to be stopped': { python: sayRun, script: asking, inputs: { timeout } },
    outlasting: { python: sayRun, script: { ...forever, stopTakesMs: 0 }, inputs: { timeout } },
    'left outlasting': { python: sayRun, script: forever, inputs: left }
  })

  test('a timeout', () => {
    const ended = job('timeout')
    expect(ended.outputs).toMatchObject({ conclusion: 'timed-out', status: 'stopped' })
    expect(ended.summary).toContain('<code>train-1</code> (<code>stopped</code>)')
    expect(ended.error).toMatch(
      /did not end within 25 s\. The run train-1 was told to stop and has ended \(stopped\)\. http/
    )
  })

  test('a run on the wrong stack that fails when its client is ended', () => {
    const ended = job('misplaced')
    expect(ended.outputs).toMatchObject({ conclusion: 'failure', status: 'failed' })
    expect(ended.error).toMatch(
      /is on stack production, not on staging\. .*The run train-1 has ended \(failed\)\. http/
    )
  })

  test('a run that nobody can stop yet', () => {
    const ended = job('unstoppable')
    expect(ended.error).toContain('could not be stopped yet and is initializing; the post step tries again.')
    expect(JSON.parse(ended.job.runner.states['trigger'] ?? '')).toMatchObject({ settled: false })
  })

  test('a run that goes on, as leave-running says', () => {
    const ended = job('left')
    expect(ended.error).toMatch(
      /No run is stopped, since leave-running is true\. The run train-1 has ended \(completed\)\. http/
    )
    expect(ended.outputs).toMatchObject({ conclusion: 'timed-out', status: 'completed' })
    expect(ended.job.asked('stop')).toEqual([])
  })

  const question =
    'The run train-1 waits for a person to answer \'approve\': Release model-1? Answer: {"type":"boolean"}.'

  test('a run that waits for a person while its command goes on', () => {
    const ended = job('waiting')
    expect(ended.job.runner.text('notice')).toMatch(/^The run waits for a person to answer 'approve': .*c3fb9bdd/)
    expect(ended.error).toContain(`did not end within 25 s. ${question} No run is stopped`)
    expect(ended.summary).toMatch(/❓ \*\*A person has to answer\*\* .*approve.*: Release model-1\?/)
  })

  test('a run that waits for a person when its command has ended, and ends with its question', () => {
    const ended = job('waiting to be stopped')
    expect(ended.error).toContain(`did not end within 25 s. ${question} The run train-1 was told to stop and has ended`)
    expect(ended.summary).not.toContain('❓')
  })

  test('a run that outlasts its command gets its last look at the deadline before it is stopped', () => {
    const ended = job('outlasting')
    expect(ended.outputs['conclusion']).toBe('timed-out')
    expect(ended.error.match(/did not end within 25 s/g)).toHaveLength(1)
    const asked = ended.job.sent.map(({ question }) => question)
    expect(asked.slice(0, asked.indexOf('stop')).at(-1)).toMatch(/^(?:status|steps)$/)
    expect(ended.info).not.toContain('Run: stopp')
  })

  test('a run that outlasts its command goes on with leave-running', () => {
    const ended = job('left outlasting')
    expect(ended.error).toMatch(/since leave-running is true\. The run train-1 goes on\. http/)
  })
})

describe('how a command ends by itself', () => {
  const brief = `${sayRun}`
  const endingAs = (status: string): RunScript => ({
    ...forever,
    statuses: [
      { atMs: 0, status: 'running' },
      { atMs: 500, status }
    ]
  })

  test('a failed run is reported with its stack, its cause and its address', async () => {
    const ended = await commandJob({ python: `${brief}\nraise SystemExit(1)`, script: endingAs('failed') })
    expect(ended.error).toMatch(
      /^The command ended with exit code 1\. The run on stack staging ended as failed: step train failed: .*drifted\. http\S+ Its last lines: Dashboard URL for Pipeline Run: http\S+$/m
    )
  })

  test('a run that succeeded has a line of its own', async () => {
    const ended = await commandJob({ python: brief, script: endingAs('completed') })
    expect(ended.error).toBe('')
    expect(ended.info).toMatch(/^The run succeeded on stack staging: http\S+$/m)
  })

  test('a command without a run is an error that says what to do', async () => {
    const ended = await commandJob({ python: 'pass', script: forever })
    expect(ended.error).toMatch(
      /The command started no pipeline run\. Let it start one; .* let it print the run's id\./
    )
  })

  test('a group of the installation is in the log only if something is installed', async () => {
    const none = await commandJob({ python: 'pass', script: forever })
    expect(none.job.runner.text('group')).toBe('')
    const inputs = { 'zenml-version': '0.98.0', python: './missing' }
    const some = await commandJob({ python: 'pass', script: forever, inputs })
    expect(some.job.runner.text('group')).toBe("Installing the command's requirements")
    expect(some.error).toContain('missing')
  })

  test('a secret that the command asks the runner to hide is hidden', async () => {
    const ended = await commandJob({ python: "print('::add-mask::s3cret')", script: forever })
    expect(ended.job.runner.masks.map(({ secret }) => secret)).toContain('s3cret')
    expect(ended.job.runner.text()).not.toContain('s3cret')
  })
})

describe('what a command asks to hide', () => {
  const sayAndHide = (word: string) => `print('::add-mask::${word}', flush=True)\n${sayRun}`
  const ending = (status: string): RunScript => ({
    ...forever,
    statuses: [
      { atMs: 0, status: 'running' },
      { atMs: 700, status }
    ]
  })

  test.each([
    ['completed', 'completed', 'success'],
    ['success', 'completed', 'success'],
    ['123456', 'completed', 'success'],
    ['failed', 'failed', 'failure']
  ])('%s is hidden, and the run that ends as %s is reported anyway', async (word, status, conclusion) => {
    const withNumber: Instead = ({ path }, pass) => {
      if (!path.includes('/runs/')) return undefined
      const passed = pass()
      const json = JSON.parse(passed.body) as { metadata?: object }
      json.metadata = { ...json.metadata, run_metadata: { aws_account: 123456, said: `it is ${word}` } }
      return { ...passed, body: JSON.stringify(json) }
    }
    const ended = await commandJob({
      python: sayAndHide(word),
      script: ending(status),
      instead: withNumber,
      inputs: { timeout: '20s' }
    })
    expect([ended.outputs['conclusion'], ended.outputs['status']]).toEqual([conclusion, status])
    expect(ended.info).not.toContain(word)
    expect(ended.summary).toContain('it is &#42;&#42;&#42;')
    expect(ended.outputs['metadata']).toBe('{"aws_account":123456,"said":"it is ***"}')
  })
})
