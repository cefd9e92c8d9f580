// Shows the whole action at work: the built files, run as GitHub's runner would run them, against a real ZenML server.
import { runCount, runOf } from '../testbed/admin.ts'
import { type ActionResult, type ActionUse, built, pushTo, runAction, shownLog } from '../testbed/runner.ts'
import { startTestbed, type Testbed } from '../testbed/testbed.ts'

const began = performance.now()
const say = (line = ''): void => console.log(line)
const progress = (line: string): void =>
  say(`[${((performance.now() - began) / 1000).toFixed(0).padStart(3)} s] ${line}`)

/** What one scene has to show; each claim is checked with the server itself, not with the action's own words. */
interface Scene {
  readonly title: string
  readonly branch: string
  readonly pipeline: string
  readonly claims: (result: ActionResult, testbed: Testbed) => Promise<readonly (readonly [string, boolean])[]>
}

function succeedsOn(stack: string): Scene['claims'] {
  return async (result, testbed) => {
    const run = await runOf(testbed.adminRequest, result.outputs['run-id'])
    return [
      ['the step is green', result.code === 0],
      ['the server says that the run is completed', run.body.status === 'completed'],
      [`the server says that it ran on the stack ${stack}`, run.resources.stack.name === stack],
      ['the outputs say the same', result.outputs['stack'] === stack && result.outputs['conclusion'] === 'success']
    ]
  }
}

let runsBefore = 0
const scenes: readonly Scene[] = [
  { title: 'A push to develop', branch: 'develop', pipeline: 'training', claims: succeedsOn('staging') },
  { title: 'A push to main', branch: 'main', pipeline: 'training', claims: succeedsOn('production') },
  {
    title: 'A push to a feature branch',
    branch: 'feature/new-model',
    pipeline: 'training',
    claims: async (result, testbed) => [
      ['the step is green', result.code === 0],
      [
        'it says that nothing was triggered',
        result.outputs['triggered'] === 'false' && result.outputs['conclusion'] === 'skipped'
      ],
      ['the server has no new run', (await runCount(testbed.adminRequest)) === runsBefore]
    ]
  },
  {
    title: 'A push to develop whose pipeline fails',
    branch: 'develop',
    pipeline: 'failing',
    claims: async (result, testbed) => [
      ['the step is red', result.code === 1],
      [
        'the server says that the run failed',
        (await runOf(testbed.adminRequest, result.outputs['run-id'])).body.status === 'failed'
      ],
      ["the log names the step's exception", result.log.includes('the data has drifted')],
      ['the summary names it too', result.summary.includes('the data has drifted')]
    ]
  }
]

/** The summary as GitHub shows it, but for its tables: entities as characters, links with their addresses. */
function readable(summary: string): string {
  return summary
    .replace(/<a href="([^"]*)">([^<]*)<\/a>/g, '$2 ($1)')
    .replace(/<\/?(?:code|pre|details|summary)>/g, '')
    .replaceAll('<br>', ', ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
}

async function play(scene: Scene, testbed: Testbed): Promise<readonly string[]> {
  say(`\n━━━ ${scene.title} ${'━'.repeat(Math.max(0, 96 - scene.title.length))}`)
  runsBefore = await runCount(testbed.adminRequest)
  const push = pushTo(scene.branch)
  const use: ActionUse = {
    file: built.main,
    event: push.event,
    env: push.env,
    inputs: { 'server-url': testbed.url, 'api-key': testbed.apiKey, pipeline: scene.pipeline }
  }
  const result = await runAction(use)
  const after = await runAction({ ...use, file: built.post, state: result.state })
  say(shownLog(`${result.log}\n${after.log}`).trim())
  say(`\n--- exit code ${result.code}; the job summary: ---\n${readable(result.summary).trim()}\n`)
  const claims = [
    ...(await scene.claims(result, testbed)),
    ['the post step is quiet and green', after.code === 0 && after.log.trim() === ''] as const
  ]
  for (const [claim, holds] of claims) say(`${holds ? '✔' : '✘'} ${claim}`)
  return claims.flatMap(([claim, holds]) => (holds ? [] : [`${scene.title}: ${claim}`]))
}

progress('Installing and starting a real ZenML server; the first time this takes a minute or two.')
const testbed = await startTestbed({ log: progress })
const broken: string[] = []
try {
  progress(`ZenML is ready at ${testbed.url}`)
  progress(
    'It has a service account with an API key, made as `zenml service-account create` does, for the action to use.'
  )
  progress(
    'Its stacks and snapshots are those of the tests; the demo uses the stacks staging and production, and three snapshots on them.'
  )
  for (const scene of scenes) broken.push(...(await play(scene, testbed)))
} finally {
  progress('Stopping everything that was started.')
  await testbed.stop()
}
say()
if (broken.length > 0) {
  say(`NOT proved:\n${broken.map(claim => `  ✘ ${claim}`).join('\n')}`)
  process.exitCode = 1
} else {
  say('Proved on a real ZenML server, with the built action:')
  say(
    '  a push to develop ran on staging, a push to main on production, a feature branch ran nothing, and a failed run failed the step.'
  )
}
