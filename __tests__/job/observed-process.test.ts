import { describe, expect, test } from '@jest/globals'
import { type CommandJobOptions, commandJob, runId, startRunInShell } from '../pieces/command-job.ts'
import type { RunScript } from '../stand-in/run-script.ts'

const ended = (status: string): RunScript => ({ statuses: [{ atMs: 0, status }], stop: 'graceful', stopTakesMs: 0 })
const forever = ended('running')

/** A job whose command is a shell: what it does, and what is left for post. */
async function shellJob(shell: string, script: RunScript, more: Partial<CommandJobOptions> = {}) {
  const job = await commandJob({ shell, script, ...more })
  return { ...job, state: JSON.parse(job.job.runner.states['trigger'] ?? '') as Readonly<Record<string, unknown>> }
}

const isStopped = ({ job }: Awaited<ReturnType<typeof shellJob>>) => job.standIn.runs[0]?.stopAskedMs !== undefined

describe('a command that ends by itself', () => {
  test('is green with its run, leaves nothing to post, and its output stands in the log', async () => {
    const job = await shellJob(`echo training; ${startRunInShell}`, ended('completed'))
    expect(job.error).toBe('')
    expect(job.outputs).toMatchObject({
      conclusion: 'success',
      triggered: 'true',
      'run-id': runId,
      status: 'completed'
    })
    expect(job.info).toContain('training')
    expect(job.state).toMatchObject({ settled: true, runIds: [runId] })
  })

  test('is red with a run that failed', async () => {
    const job = await shellJob(startRunInShell, ended('failed'))
    expect(job.outputs).toMatchObject({ conclusion: 'failure', status: 'failed' })
    expect(job.error).toContain('The run on stack staging ended as failed')
  })

  test('is red by its exit code, with its last words, which may say what it lacked', async () => {
    const say = `${startRunInShell}; echo "KeyError: 'MY_TOKEN'"; exit 3`
    const job = await shellJob(say, ended('completed'), { env: { MY_TOKEN: 'x' } })
    expect(job.outputs).toMatchObject({ conclusion: 'failure', status: 'completed' })
    expect(job.error).toMatch(
      /^The command ended with exit code 3\. MY_TOKEN is set in this job, .* set pass-env: MY_TOKEN\. Its last lines: KeyError: 'MY_TOKEN'/
    )
    expect(job.state).toMatchObject({ settled: true })
  })

  test('is red if it started nothing', async () => {
    const job = await shellJob(':', ended('completed'))
    expect(job.error).toContain('The command started no pipeline run.')
  })
})

test('the token of a command lives a quarter of an hour longer than the step may take', async () => {
  const { job } = await shellJob(startRunInShell, ended('completed'), { inputs: { timeout: '2h' } })
  const asked = job.sent.flatMap(({ path }) => /api_token\?.*expires_in=(\d+)/.exec(path)?.[1] ?? [])
  expect(asked).toEqual([String(7_200 + 900)])
})

describe('a command that goes on', () => {
  const goesOn = `${startRunInShell}; echo started; sleep 60`

  test('is ended with its run by a cancel', async () => {
    const job = await shellJob(goesOn, forever, { cancelAfterMs: 300 })
    expect(job.outputs).toMatchObject({ conclusion: 'cancelled', status: 'stopped' })
    expect(job.error).toMatch(/^The job was cancelled\. The run train-1 .*has ended \(stopped\)\. http/)
    expect(job.state).toMatchObject({ settled: true, runIds: [runId] })
  }, 20_000)

  test('is ended as soon as a run of its is seen on another stack', async () => {
    const job = await shellJob(goesOn, forever, { stack: 'production' })
    expect(job.outputs).toMatchObject({ conclusion: 'failure', status: 'stopped' })
    expect(job.error).toMatch(/^command: The run train-1 is on stack production, not on staging\./)
    expect([isStopped(job), job.state['settled']]).toEqual([true, true])
  }, 20_000)
})
