import { describe, expect, test } from '@jest/globals'
import { Questions, questionWords } from '../../src/follow/questions.ts'
import { FakeServer, ids, page, type Reply, refused } from '../pieces/fake-server.ts'

const open = (id: string, words: string | null = `Release ${id}?`, schema: object = { type: 'boolean' }) => ({
  id,
  name: `approve-${id}`,
  body: { status: 'pending' },
  metadata: { question: words, data_schema: schema }
})

/** The questions of a run, as the server has them at each look. */
async function looksAt(...replies: readonly Reply[]) {
  const server = new FakeServer((_, nth) => replies[nth] ?? page([]))
  const questions = new Questions(server.connection(), ids.run)
  const news: boolean[] = []
  for (const _ of replies) news.push(await questions.look({ attempts: 1 }, async () => true))
  return { news, notices: server.runner.text('notice').split('\n').filter(Boolean), questions, server }
}

describe('a question to a person', () => {
  test('is annotated once, and is news once', async () => {
    const { news, notices, questions } = await looksAt(page([open('a')]), page([open('a')]))
    expect(news).toEqual([true, false])
    expect(notices).toEqual([
      expect.stringMatching(
        /^The run waits for a person to answer 'approve-a': Release a\? Answer: {"type":"boolean"} \(https:.*\/runs\/.*\)$/
      )
    ])
    expect(questions.open?.id).toBe('a')
  })

  test('is open until it has been answered, the last one of several', async () => {
    const several = await looksAt(page([open('a')]), page([open('a'), open('b')]))
    expect([several.news, several.notices.length, several.questions.open?.id]).toEqual([[true, true], 2, 'b'])
    const answered = await looksAt(page([open('a')]), page([]))
    expect([answered.news, answered.questions.open]).toEqual([[true, false], undefined])
  })

  test('that cannot be asked for is no news, and stays as it was known', async () => {
    const { news, questions, server } = await looksAt(page([open('a')]), refused(500, 'E', 'm'))
    expect([news, questions.open?.id, server.runner.text('warning', 'error')]).toEqual([[true, false], 'a', ''])
    const signal = AbortSignal.abort(new Error('cancelled'))
    await expect(questions.look({ attempts: 1, signal }, async () => true)).rejects.toThrow('cancelled')
  })
})

test.each([
  [open('a'), `'approve-a': Release a? Answer: {"type":"boolean"}`],
  [open('a', null), `'approve-a' Answer: {"type":"boolean"}`],
  [open('a', 'Go on?', {}), `'approve-a': Go on?`],
  [open('a', 'Go\n::add-path::/evil ##[x]', {}), `'approve-a': Go ::add-path::/evil ## [x]`]
])('a question is read as its name, its words and what an answer has to be: %#', async (json, words) => {
  const { questions } = await looksAt(page([json]))
  if (questions.open === undefined) throw new Error('no question is open')
  expect(questionWords(questions.open)).toBe(words)
})

test('a long schema is cut', async () => {
  const { questions } = await looksAt(page([open('a', 'b', { description: 'x'.repeat(600) })]))
  if (questions.open === undefined) throw new Error('no question is open')
  expect(questionWords(questions.open)).toHaveLength(`'approve-a': b Answer: `.length + 500)
})
