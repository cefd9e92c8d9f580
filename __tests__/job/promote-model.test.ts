import { describe, expect, test } from '@jest/globals'
import type { Ending } from '../../src/job/job.ts'
import { commit, noteOf, type PromotionGiven, promotionStep, success, trained } from '../pieces/promotion-step.ts'

const notDone = 'No model version was promoted to production.'
const begin = (holders: string) => `Promoting version 5 (version-5) of model churn to production, which ${holders}.`
describe('a promotion', () => {
  test('of nothing that is wanted asks nothing and says nothing', async () => {
    const { end, info, promotion, server } = await promotionStep({ promote: undefined }).promote()
    expect({ asked: server.asked, end, info, promotion }).toEqual({
      asked: [],
      end: success,
      info: '',
      promotion: undefined
    })
  })

  test.each<[string, Ending]>([
    ['failed', { conclusion: 'failure', error: 'The run failed.' }],
    ['failed its checks', { conclusion: 'success', error: 'The results failed a check.' }],
    ['was cancelled', { conclusion: 'cancelled' }]
  ])('does not come after what %s, which is said', async (_, ending) => {
    const { end, info, promotion, server } = await promotionStep().promote(ending)
    expect({ asked: server.asked, end, info, promotion }).toEqual({
      asked: [],
      end: ending,
      info: notDone,
      promotion: { end: 'not promoted', note: notDone }
    })
  })

  test('takes a free stage, and going back means that no version has it', async () => {
    const { end, info, notes, promotion, stages } = await promotionStep({ stages: { 4: 'staging' } }).promote()
    const note = 'Version 5 of model churn has the stage production.'
    expect({ end, info, notes, promotion, stages }).toEqual({
      end: success,
      info: `${begin('no version has')}\n${note}`,
      notes: [noteOf('asked', []), noteOf('promoted', [])],
      promotion: {
        end: 'promoted',
        note,
        goBack: 'zenml model version update churn 5 --stage archived --force'
      },
      stages: { 4: 'staging', 5: 'production' }
    })
  })

  test('of a version that was in staging goes back to staging', async () => {
    const { promotion } = await promotionStep({ stages: { 5: 'staging' } }).promote()
    expect(promotion?.goBack).toBe('zenml model version update churn 5 --stage staging --force')
  })

  test.each<[string, Readonly<Record<number, string>>, string, string, string, readonly number[]]>([
    ['an older version', { 3: 'production' }, 'version 3 has', '; version 3 had it before, and is archived', '3', [3]],
    [
      'several older versions, of which the newest is the way back',
      { 2: 'production', 3: 'production' },
      'versions 2 and 3 have',
      '; versions 2 and 3 had it before, and are archived',
      '3',
      [2, 3]
    ]
  ])('replaces %s', async (_, before, holders, instead, back, replaced) => {
    const { end, info, notes, promotion, stages } = await promotionStep({ stages: before }).promote()
    const note = `Version 5 of model churn has the stage production${instead}.`
    const written = replaced.map(number => ({ id: `version-${number}`, name: String(number), number }))
    expect({ end, info, notes, promotion }).toEqual({
      end: success,
      info: `${begin(holders)}\n${note}`,
      notes: [noteOf('asked', written), noteOf('promoted', written)],
      promotion: {
        end: 'promoted',
        note,
        goBack: `zenml model version update churn ${back} --stage production --force`
      }
    })
    expect(stages).toEqual({ ...Object.fromEntries(replaced.map(each => [each, 'archived'])), 5: 'production' })
  })

  test('notes the commit that the run says its code is from', async () => {
    const extra = { repository: 'acme/models', environment: 'staging', codeCommit: commit, codeTree: undefined }
    const { notes } = await promotionStep().promote(success, [{ ...trained, extra }])
    expect(notes[1]).toEqual(noteOf('promoted', [], { code_commit: commit }))
  })

  test('that can’t be written down is done all the same, with a warning', async () => {
    const { end, stages, warnings } = await promotionStep({
      stages: { 5: 'production' },
      refuses: 'POST /api/v1/run-metadata'
    }).promote()
    expect({ end, stages }).toEqual({ end: success, stages: { 5: 'production' } })
    expect(warnings).toMatch(
      /^What became of the promotion could not be written to the model version: https:\/\/zenml\.test: Could not write the model version's metadata: .*not allowed/
    )
  })
})

describe('of a version that has the stage already', () => {
  const note = 'Version 5 of model churn already had the stage production'

  test('nothing but a note is written, and the way back is not known', async () => {
    const { info, notes, promotion, server } = await promotionStep({ stages: { 5: 'production' } }).promote()
    expect(server.asked.filter(each => each.startsWith('PUT'))).toEqual([])
    expect(notes).toEqual([noteOf('promoted', 'unknown')])
    expect(info).toBe(`${begin('version 5 has')}\n${note}.`)
    expect(promotion).toEqual({ end: 'promoted', note: `${note}.`, goBack: undefined })
  })

  const written = (progress: string) => ({
    gate_promotion_production: { progress, replaced: [{ id: 'version-3', name: '3', number: 3 }] }
  })

  test.each([
    ['promoted', 0],
    ['asked', 1]
  ])(
    'and whose note says %s, %d notes are written, and what it replaced is told from that',
    async (progress, count) => {
      const { notes, promotion } = await promotionStep({
        stages: { 5: 'production' },
        metadata: written(progress)
      }).promote()
      expect(notes.length).toBe(count)
      expect(promotion).toEqual({
        end: 'promoted',
        note: `${note}; version 3 had it before, and is archived.`,
        goBack: 'zenml model version update churn 3 --stage production --force'
      })
    }
  )
})

test.each<[string, PromotionGiven]>([
  ['got the stage at the same time', { isBeside: true }],
  ['took the stage right after the step had given it', {}]
])('an older version that %s gives way, and is archived', async (_, given) => {
  const { end, notes, stages } = await promotionStep({ stages: { 3: null }, meanwhile: 3, ...given }).promote()
  expect({ end, stages }).toEqual({ end: success, stages: { 3: 'archived', 5: 'production' } })
  expect(notes).toEqual([noteOf('asked', []), noteOf('promoted', [])])
})
