import { expect, test } from '@jest/globals'
import { annotations } from '../rows/real-time.ts'
import { admin, push, shared } from './shared-testbed.ts'

test('a service account may ask how old its own key is, and one that was just made is not worth a notice', async () => {
  const result = await push('develop', { pipeline: 'training' })
  expect([result.code, annotations(result, 'notice')]).toEqual([0, []])
  expect(result.log).toMatch(/::debug::GET \/api\/v1\/service_accounts\/[\w-]{36}\/api_keys\/[\w-]{36}: 200 in/)
  expect(result.log).not.toContain('Could not find out the age of the API key')
})

test('the server says when a key was made, and when it was rotated', async () => {
  const account = (await admin('POST', '/api/v1/service_accounts', {
    name: `rotating-${Date.now()}`,
    active: true
  })) as {
    readonly id: string
  }
  const path = `/api/v1/service_accounts/${account.id}/api_keys`
  const { id } = (await admin('POST', path, { name: 'default' })) as { readonly id: string }
  const age = async () => {
    const key = (await admin('GET', `${path}/${id}?hydrate=true`)) as {
      readonly body: { readonly created: string }
      readonly metadata: { readonly last_rotated: string | null }
    }
    return [key.body.created, key.metadata.last_rotated] as const
  }

  const [made, before] = await age()
  expect([typeof made, before]).toEqual(['string', null])
  await admin('PUT', `${path}/${id}/rotate`, { retain_period_minutes: 60 })
  const [still, after] = await age()
  expect(still).toBe(made)
  expect(Date.parse(`${after}Z`)).toBeGreaterThan(Date.parse(`${made}Z`))
  expect(shared.account.keyId).not.toBe(id)
})
