import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { leaksIn } from '../stand-in/leak.ts'
import { push, shared } from './shared-testbed.ts'
import { environments, run } from './worker-checkout.ts'

describe('what the command gets', () => {
  test('an allow-listed environment with a short-lived token, and never the key', async () => {
    const env = {
      SECRET_OF_THE_JOB: 'do-not-leak',
      WANTED: 'yes',
      ACTIONS_RUNTIME_TOKEN: 'runtime',
      GITHUB_TOKEN: 'ghs_x'
    }
    const result = await run('develop', 'python show_environment.py', { 'pass-env': 'WANTED' }, { env })
    expect(result.code).toBe(0)
    const line = result.log.split('\n').find(each => each.includes('ENV {')) ?? ''
    const got = JSON.parse(line.slice(line.indexOf('{'))) as Record<string, string>
    expect(got).toMatchObject({
      WANTED: 'yes',
      ZENML_STORE_URL: shared.url,
      ZENML_ACTIVE_STACK_ID: shared.stacks['worker-staging'],
      ZENML_ACTIVE_PROJECT_ID: expect.stringMatching(/^[0-9a-f-]{36}$/),
      DISABLE_CREDENTIALS_DISK_CACHING: 'true',
      ZENML_CONFIG_PATH: expect.stringContaining('zenml-gated-trigger')
    })
    const forbidden = Object.keys(got).filter(name =>
      /^(?:INPUT_|ACTIONS_|STATE_)|^GITHUB_(?:TOKEN|ENV|PATH|OUTPUT|STATE|STEP_SUMMARY)$|API_KEY|SECRET_OF/.test(name)
    )
    expect(forbidden).toEqual([])
    expect(line).not.toContain(shared.apiKey)
    // The action takes the token out of what the command prints, and has told the runner to hide it.
    expect(got['ZENML_STORE_API_TOKEN']).toBe('***')
    const tokens = [...result.log.matchAll(/^::add-mask::(eyJ[^.\s]+\.[^.\s]+\.[^.\s]+)$/gm)]
    const claims = tokens.map(([, token = '']) =>
      JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    )
    const [short] = claims.filter((claim: { exp?: number }) => claim.exp !== undefined) as { exp: number }[]
    const life = (short?.exp ?? 0) - Date.now() / 1000
    // 5h30m and a margin of 15 minutes.
    expect(life).toBeGreaterThan(5.5 * 3600)
    expect(life).toBeLessThan(6 * 3600)
  })

  test('export-credentials connects later steps', async () => {
    const result = await push('develop', { environments, 'export-credentials': 'token' })
    expect([result.code, result.outputs['conclusion']]).toEqual([0, 'skipped'])
    expect(result.summary).toContain('connected, with a short-lived token')
    expect(Object.keys(result.exported).sort()).toEqual([
      'DISABLE_CREDENTIALS_DISK_CACHING',
      'ZENML_ACTIVE_PROJECT_ID',
      'ZENML_ACTIVE_STACK_ID',
      'ZENML_CONFIG_PATH',
      'ZENML_STORE_API_TOKEN',
      'ZENML_STORE_URL'
    ])
    const config = mkdtempSync(join(tmpdir(), 'later-step-'))
    const code =
      'from zenml.client import Client; c = Client(); print("STACK", c.active_stack_model.name, c.active_user.name)'
    const env = { PATH: process.env['PATH'], HOME: config, ...result.exported, ZENML_CONFIG_PATH: config }
    const said = execFileSync(shared.python, ['-c', code], { env, encoding: 'utf8' })
    rmSync(config, { recursive: true, force: true })
    expect(said).toContain(`STACK worker-staging ${shared.accountName}`)
    const withKey = await push('develop', { environments, 'export-credentials': 'api-key' })
    expect(withKey.exported['ZENML_STORE_API_KEY']).toBe(shared.apiKey)
    expect(withKey.exported['ZENML_STORE_API_TOKEN']).toBeUndefined()
  })

  test('its ZenML is the server’s version, freshly installed', async () => {
    const result = await run('develop', 'python run.py', {
      python: '',
      'zenml-version': 'server',
      requirements: 'six==1.16.0'
    })
    expect(result.log).toMatch(/zenml==0\.98\.0|zenml-0\.98\.0/)
    expect([result.code, result.outputs['conclusion']]).toEqual([0, 'success'])
  })
})

test('no secret stands in the arguments of a process', async () => {
  const seen = new Set<string>()
  const look = (): void => {
    for (const pid of readdirSync('/proc')) {
      if (!/^\d+$/.test(pid)) continue
      try {
        seen.add(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
      } catch {
        // It has ended meanwhile.
      }
    }
  }
  const looking = setInterval(look, 40)
  const result = await run('develop', 'python run.py', { 'export-credentials': 'api-key' })
  clearInterval(looking)
  expect(result.code).toBe(0)
  const all = [...seen].join('\n')
  expect(all).toContain('run.py')
  const tokens = [...result.log.matchAll(/^::add-mask::(eyJ.+\..+\..+)$/gm)].map(match => match[1] ?? '')
  expect(tokens).not.toEqual([])
  expect(leaksIn(all, [shared.apiKey, ...tokens])).toEqual([])
})
