import { describe, expect, test } from '@jest/globals'
import { plannedPromotion, promotionPlan } from '../../src/job/promote-model.ts'
import type { Run } from '../../src/zenml/entities.ts'
import { aRun } from '../pieces/entities.ts'
import { ids } from '../pieces/fake-server.ts'
import { noteOf, type PromotionGiven, promotionStep, success, trained, versionOf } from '../pieces/promotion-step.ts'

const notDone = 'No model version was promoted to production.'

describe('nothing is promoted', () => {
  const notPromoted = { end: 'not promoted', note: notDone }

  test.each<[string, readonly Run[], string]>([
    [
      'without a model version',
      [aRun()],
      "promote: No run has a model version, so there is nothing to promote to production. Give the pipeline a model: `@pipeline(model=Model(name='…'))`."
    ],
    [
      'of several model versions',
      [trained, aRun(), aRun({ modelVersion: versionOf(6) })],
      "promote: The runs have several model versions, and only one can be promoted to production: churn 5, churn 6. Start each pipeline in a step of its own, with the same `@pipeline(model=Model(name='…'))` in what belongs together."
    ]
  ])('%s, and nothing is asked', async (_, runs, error) => {
    const { end, promotion, server } = await promotionStep().promote(success, runs)
    expect({ asked: server.asked, end, promotion }).toEqual({
      asked: [],
      end: { conclusion: 'failure', error },
      promotion: notPromoted
    })
  })

  test('unless several runs have the same model version', async () => {
    const { end, notes } = await promotionStep().promote(success, [
      trained,
      { ...trained, id: ids.pipeline, name: 'training-2' }
    ])
    expect([end, notes[0]]).toEqual([success, noteOf('asked', [])])
  })

  test('from production to a lower stage', async () => {
    const { end, promotion, stages } = await promotionStep({
      promote: 'staging',
      stages: { 5: 'production' }
    }).promote()
    expect({ end, promotion, stages }).toEqual({
      end: {
        conclusion: 'failure',
        error:
          'promote: Version 5 of model churn has the stage production, which it would lose for staging: nothing was changed. To take it out of production on purpose: `zenml model version update churn 5 --stage staging --force`.'
      },
      promotion: { end: 'not promoted', note: 'No model version was promoted to staging.' },
      stages: { 5: 'production' }
    })
  })

  const onPurpose = 'To use the older one on purpose: `zenml model version update churn 5 --stage production --force`.'
  test('where a newer version has the stage', async () => {
    const { end, notes, promotion, stages } = await promotionStep({ stages: { 7: 'production' } }).promote()
    expect({ end, notes, promotion, stages }).toEqual({
      end: {
        conclusion: 'failure',
        error: `promote: Version 7 of model churn has the stage production, and is newer than version 5: nothing was changed. ${onPurpose}`
      },
      notes: [],
      promotion: notPromoted,
      stages: { 5: null, 7: 'production' }
    })
  })

  test.each<[string, PromotionGiven]>([
    ['right after this step', { meanwhile: 7 }],
    ['beside this one', { meanwhile: 7, isBeside: true }],
    ['right before this step, which gives it back', { justBefore: 7 }]
  ])('where a newer version gets the stage %s, and the note says so', async (_, given) => {
    const { end, notes, promotion, stages } = await promotionStep({ stages: { 7: null }, ...given }).promote()
    expect({ end, notes, promotion }).toEqual({
      end: {
        conclusion: 'failure',
        error: `promote: Version 7 of model churn, which is newer than version 5, got the stage production at the same time, and keeps it. ${onPurpose}`
      },
      notes: [noteOf('asked', []), noteOf('withdrawn', [])],
      promotion: notPromoted
    })
    expect(stages).toEqual({ 5: 'archived', 7: 'production' })
  })

  test('where the account may not change it, and nothing is in doubt', async () => {
    const { end, promotion } = await promotionStep({ refuses: 'PUT' }).promote()
    expect(end).toEqual({
      conclusion: 'failure',
      error: expect.stringMatching(/^https:\/\/zenml\.test: Could not give the model version the stage production: /)
    })
    expect(promotion).toEqual(notPromoted)
  })
})

test('a change whose answer was not heard is looked for, and not sent again', async () => {
  const { end, server, stages } = await promotionStep({ isUnheard: true }).promote()
  expect({ end, stages }).toEqual({ end: success, stages: { 5: 'production' } })
  expect(server.asked.filter(each => each.startsWith('PUT'))).toHaveLength(1)
})

test('a cancel behind the change leaves it in doubt, and says how to go on', async () => {
  const { end, promotion } = await promotionStep({ isCancelled: true }).promote()
  const what =
    'Version 5 of model churn was to get the stage production, and it is not known whether it has it alone: the job was cancelled.'
  const remedy =
    "Follow the run again with run-id (or re-run with on-rerun: 'attach'), which looks, and finishes what is left."
  expect(end).toEqual({ conclusion: 'cancelled', error: `The job was cancelled. promote: ${what} ${remedy}` })
  expect(promotion).toEqual({ end: 'unknown', note: what })
})

describe('a dry run says of a promotion', () => {
  test('nothing where none is wanted, and otherwise the stage', () => {
    expect(promotionPlan({ promote: undefined })).toBe('')
    expect(promotionPlan({ promote: 'production' })).toBe(', and then give its model version the stage production')
  })

  const planned = (given: PromotionGiven, run: Run = trained) => plannedPromotion(promotionStep(given).job, run)
  test.each<[string, PromotionGiven, string]>([
    ['that nobody has the stage', {}, 'which no version has'],
    ['who would be replaced', { stages: { 3: 'production' } }, 'which version 3 has'],
    ['that it has the stage already', { stages: { 5: 'production' } }, 'which version 5 has'],
    [
      'who would keep the stage',
      { stages: { 3: 'production', 7: 'production' } },
      'which versions 3 and 7 have and would keep'
    ]
  ])('of a run that is there %s', async (_, given, words) => {
    expect(await planned(given)).toBe(`, and then give version 5 of model churn the stage production, ${words}`)
  })

  test('of a run without a model version, or with no stage wanted, the same as of one to come', async () => {
    expect(await planned({}, aRun())).toBe(', and then give its model version the stage production')
    expect(await planned({ promote: undefined })).toBe('')
  })
})
