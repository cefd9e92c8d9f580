import { expect, test } from '@jest/globals'
import { hidePassedSecrets } from '../../src/command/pass-env.ts'
import type { Environ } from '../../src/text/environ.ts'
import { CapturedRunner } from '../stand-in/captured-runner.ts'

/** What is shown of a text, and what is read of it, after the secrets among the passed variables are hidden. */
function after(text: string, passEnv: readonly string[], env: Environ) {
  const { log } = new CapturedRunner().connect(() => true)
  hidePassedSecrets(passEnv, env, 'linux', log)
  return { shown: log.redact(text), read: log.withoutCredentials(text) }
}

test('a passed variable whose name says that it is a secret is not shown, in any form', () => {
  const env = { WANDB_API_KEY: 'wandb-0123', DB_PASSWORD: 'hunter-two', MODE: 'training' }
  const base64 = Buffer.from('wandb-0123').toString('base64')
  expect(after(`wandb-0123 ${base64} hunter-two training`, Object.keys(env), env).shown).toBe('*** *** *** training')
})

test('a password in a passed address is not shown', () => {
  const env = { DB_URL: 'postgres://me:pa%40ssword@db.test/x' }
  expect(after('pa%40ssword pa@ssword db.test', ['DB_URL'], env).shown).toBe('*** *** db.test')
})

test('what is hidden so stays readable to the action, since a command may print it as any word', () => {
  expect(after('completed', ['MY_TOKEN'], { MY_TOKEN: 'completed' })).toEqual({ shown: '***', read: 'completed' })
})

test.each([
  ['false', 'a false b'],
  [' true ', 'a  true  b'],
  ['secret', 'a *** b']
])('a value is hidden from six characters on: %j', (value, shown) => {
  expect(after(`a ${value} b`, ['MY_TOKEN'], { MY_TOKEN: value }).shown).toBe(shown)
})

test('a variable that is not passed is not hidden: the command cannot print it', () => {
  expect(after('other-secret', ['MY_TOKEN'], { OTHER_TOKEN: 'other-secret' }).shown).toBe('other-secret')
})
