import { describe, expect, test } from '@jest/globals'
import { formsOf } from '../stand-in/leak.ts'
import { stageKey } from '../stand-in/stage.ts'
import { faulty, open, scripted } from './acting.ts'

describe('credentials', () => {
  test('tokens that become worthless in mid-run are replaced by logging in once more', async () => {
    const stage = open({ scriptOf: scripted('completed') })
    stage.time.at(20_000, () => stage.standIn.credentials.invalidateTokens())
    expect((await stage.main()).green).toBe(true)
    expect(stage.exchanged.filter(({ question }) => question === 'login')).toHaveLength(2)
  })

  test('a key rotated with retention in mid-run serves to the end', async () => {
    const stage = open({ scriptOf: scripted('completed') })
    stage.time.at(20_000, () => stage.standIn.credentials.rotate('ZENKEY_new', stage.time.now, 3_600_000))
    expect((await stage.main()).green).toBe(true)
  })

  test.each([
    ['rotated without retention', /rotated or was never valid/],
    ['deactivated', /deactivated/]
  ])(
    'a key %s in mid-run fails the step after two logins and leaves the run to a warning with its link',
    async (how, said) => {
      const stage = open({ scriptOf: scripted('completed') })
      const { credentials } = stage.standIn
      stage.time.at(20_000, () =>
        how === 'deactivated' ? credentials.setActive(false) : credentials.rotate('ZENKEY_new', stage.time.now, 0)
      )
      const main = await stage.main()
      expect([main.green, stage.runner.outputs['conclusion']]).toEqual([false, 'failure'])
      expect(main.untilMs).toBeLessThan(45_000)
      expect(stage.runner.text('error')).toMatch(said)
      await stage.post()
      expect(stage.runner.text('warning')).toContain(stage.runner.outputs['run-url'])
    }
  )

  test.each([4, 5, 7])('a limit of 5 logins a minute that others have used up (%d) is waited for', async others => {
    const stage = open({ scriptOf: scripted('completed'), loginLimit: true })
    for (let count = 0; count < others; count++) stage.standIn.credentials.hit(stage.time.now)
    expect((await stage.main()).green).toBe(true)
    expect(stage.exchanged.filter(({ question }) => question === 'login').length).toBeLessThanOrEqual(2)
  })

  test('a key with characters that every encoding changes stands nowhere', async () => {
    const apiKey = 'ZENKEY_"quoted"\\back/slash+plus=é&<tag>~~~~?x'
    const stage = open({
      apiKey,
      scriptOf: scripted('failed'),
      faultFor: faulty('login', { kind: 'page', status: 403, processed: false })
    })
    await stage.main()
    const masks = stage.runner.masks.map(({ secret }) => secret)
    const hidden = formsOf(apiKey)
    expect(hidden.filter(form => !masks.includes(form))).toEqual([])
  })

  test('the key is masked before anything else is done with it', async () => {
    const stage = open({ scriptOf: scripted('completed') })
    await stage.main()
    const masked = stage.runner.masks.find(({ secret }) => secret === stageKey)?.order ?? Number.NaN
    expect(masked).toBeLessThan(stage.exchanged[0]?.order ?? 0)
  })
})

describe('clocks', () => {
  const hour = 3_600_000
  test.each([
    ['forward', 3 * hour],
    ['back', -3 * hour]
  ])('a runner’s clock that jumps %s at any question changes nothing', async (_, ms) => {
    for (const question of [
      'login',
      'account',
      'snapshots',
      'snapshot',
      'start',
      'status',
      'steps',
      'details'
    ] as const) {
      const lost = { kind: 'reset', when: 'after' } as const
      const stage = open({
        scriptOf: scripted('completed'),
        faultFor: passed => {
          if (passed.question === question && passed.nth === 0) stage.clock.jump(ms)
          return passed.question === 'start' && passed.nth === 0 ? lost : undefined
        }
      })
      // Shorter than the jump, so that a deadline by the wall clock would come at once, or hours late.
      const main = await stage.main({ timeout: '2m', config: 'enable_cache: false' })
      expect([question, main.green, stage.standIn.runs.length]).toEqual([question, true, 1])
      expect(main.untilMs).toBeLessThan(60_000)
    }
  })

  test('a Retry-After date is read by the server’s clock, not by the runner’s', async () => {
    const busy = { kind: 'status', status: 503, processed: false, retryAfter: { form: 'date', ms: 5_000 } } as const
    const stage = open({ scriptOf: scripted('completed'), faultFor: faulty('login', busy) })
    stage.time.at(1, () => stage.clock.jump(-hour))
    const main = await stage.main()
    expect([main.green, main.untilMs < 65_000]).toEqual([true, true])
  })
})

describe('the deadline', () => {
  test.each([
    ['a run that goes on', scripted(undefined), ''],
    ['a run whose orchestrator is dead', scripted(undefined, { stop: 'stuck' }), 'has not ended yet'],
    ['a stop that the orchestrator does not support', scripted(undefined, { stop: 'unsupported' }), '']
  ])('%s is told to stop and seen to its end within half a minute, and the step ends', async (_, scriptOf, warning) => {
    const stage = open({ scriptOf })
    const main = await stage.main({ timeout: '2m', config: 'enable_cache: false' })
    expect(stage.runner.outputs['conclusion']).toBe('timed-out')
    expect(main.green).toBe(false)
    expect(main.untilMs).toBeGreaterThanOrEqual(120_000)
    expect(main.untilMs).toBeLessThan(151_000)
    const stopAskedMs = (stage.standIn.runs[0]?.stopAskedMs ?? Number.NaN) - stage.time.epoch
    expect(Math.round(stopAskedMs / 1000)).toBe(120)
    await stage.post()
    if (warning === '') expect(stage.runner.text('warning')).toBe('')
    else expect(stage.runner.text('warning')).toContain(warning)
  })

  test('a pause names its question, and does not hold the step', async () => {
    const statuses = [
      { atMs: 0, status: 'running' },
      { atMs: 10_000, status: 'paused' }
    ]
    const stage = open({ scriptOf: () => ({ statuses, stop: 'graceful', stopTakesMs: 0 }) })
    const main = await stage.main({ timeout: '5m' })
    expect(main.untilMs).toBeLessThan(302_000)
    expect(stage.runner.text('info')).toContain("answer 'approve': Release model-1?")
  })

  test('a run that ends unseen before the deadline is still reported truly', async () => {
    const stage = open({
      scriptOf: scripted('completed'),
      faultFor: (passed, ms) =>
        passed.question === 'status' && ms > 10_000 && ms < 125_000
          ? { kind: 'status', status: 503, processed: false, retryAfter: { form: 'seconds', ms: 240_000 } }
          : undefined
    })
    const main = await stage.main({ timeout: '2m', config: 'enable_cache: false' })
    expect([main.green, stage.runner.outputs['conclusion']]).toEqual([true, 'success'])
    expect(main.untilMs).toBeGreaterThanOrEqual(120_000)
  })

  test('a Retry-After beyond the deadline does not bring the deadline forward', async () => {
    const busy = {
      kind: 'status',
      status: 429,
      processed: false,
      retryAfter: { form: 'seconds', ms: 300_000 }
    } as const
    const stage = open({ scriptOf: scripted(undefined), faultFor: faulty('status', busy, 3) })
    const main = await stage.main({ timeout: '2m', config: 'enable_cache: false' })
    expect(stage.runner.outputs['conclusion']).toBe('timed-out')
    expect(main.untilMs).toBeGreaterThanOrEqual(120_000)
  })

  test.each(['info', 'login', 'start', 'find', 'status', 'steps', 'questions', 'stop'] as const)(
    'a %s that never answers holds the step a minute longer at most',
    async question => {
      const stall = { kind: 'stall', part: 'headers', processed: true } as const
      const statuses = [
        { atMs: 0, status: 'initializing' },
        { atMs: 3_000, status: 'paused' }
      ]
      const stage = open({
        scriptOf: () => ({ statuses, stop: 'graceful', stopTakesMs: 0 }),
        faultFor: passed => (passed.question === question ? stall : undefined)
      })
      const main = await stage.main({ timeout: '90s' })
      expect([main.green, main.untilMs <= 150_000]).toEqual([false, true])
    }
  )
})
