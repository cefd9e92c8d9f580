import { createHash } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { noteFigures } from '../figures.ts'
import { type BaseName, baseEvents } from './hostile/base-event.ts'
import { hostileEvents, judgeBase, judgeHostile, rulesFor, tallyHostileEvents } from './hostile/table.ts'

const environmentOf: Readonly<Record<BaseName, string>> = {
  'push to main': 'production',
  'push to develop': 'staging',
  'push of tag v1.2.3': 'production',
  'dispatch on main': 'production',
  'schedule on main': 'production',
  'pull request into main': 'production',
  'merged pull request into main': 'production',
  'release of v1.2.3': 'production'
}

describe('unchanged', () => {
  test.each(Object.keys(baseEvents) as BaseName[])('%s does start', name => {
    expect(judgeBase(name, 'usual')).toMatchObject({ kind: 'match', environment: { name: environmentOf[name] } })
    expect(judgeBase(name, 'open')).toMatchObject({ kind: 'match', environment: { name: 'everything' } })
  })
})

describe('hostile', () => {
  test.each(hostileEvents.map(each => [each.title, each] as const))('%s', (_, each) => {
    for (const rules of rulesFor(each)) {
      const decision = judgeHostile(each, rules)
      expect(`${decision.kind} ${decision.reason.code}`).toBe(each.expected)
      // One line, nothing invisible, and short enough for an annotation.
      expect(decision.reason.text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|##\[/u)
      expect(decision.reason.text).toMatch(/^[A-Z_a-z0-9].*[.?]$/)
      // The notice begins with 'Nothing to run: ', which the reason need not say again.
      if (decision.kind === 'skip')
        expect(decision.reason.text).not.toMatch(/nothing (?:to run|is started)|starts nothing/)
      expect(decision.reason.text.length).toBeLessThan(2000)
    }
  })
})

test('the table is large, and no event stands in it twice', () => {
  expect(hostileEvents.length).toBeGreaterThanOrEqual(150)
  expect(new Set(hostileEvents.map(({ title }) => title)).size).toBe(hostileEvents.length)
  const digests = hostileEvents.map(({ base, mutation, requested }) => {
    const input = structuredClone(baseEvents[base]())
    const before = JSON.stringify(input)
    mutation(input)
    const after = JSON.stringify(input)
    // With an environment asked for, the event itself may be harmless.
    if (requested === undefined) expect(after).not.toBe(before)
    return createHash('sha256').update(`${after}\n${requested}`).digest('hex')
  })
  expect(new Set(digests).size).toBe(hostileEvents.length)
})

test('the tally counts them all', () => {
  const { turnedAway, tried } = tallyHostileEvents()
  noteFigures({ 'hostile events tried': tried, 'hostile events turned away': turnedAway })
  expect({ turnedAway, tried }).toEqual({ turnedAway: hostileEvents.length, tried: hostileEvents.length })
})
