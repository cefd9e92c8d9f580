import { expect, test } from '@jest/globals'
import { stageCommand, versionsWords } from '../../src/job/promotion-words.ts'
import { aModelVersion } from '../pieces/entities.ts'

test('a version is known by its name, and by its number too if that is another', () => {
  expect(versionsWords([aModelVersion(3)])).toBe('version 3')
  expect(versionsWords([aModelVersion(3), aModelVersion(4, undefined, { name: 'spring' })])).toBe(
    'versions 3 and spring (number 4)'
  )
})

test.each([
  ['plain names', 'churn', '7', 'zenml model version update churn 7 --stage production --force'],
  ['a name that a shell reads', '$(x)', 'a b', 'zenml model version update m-id v-id --stage production --force'],
  [
    'a name that looks like an option',
    '--help',
    '-1',
    'zenml model version update m-id v-id --stage production --force'
  ],
  ...['none', 'staging', 'production', 'archived', 'latest'].map(
    stage =>
      [
        `a name that means a stage, ${stage}`,
        'churn',
        stage,
        'zenml model version update churn v-id --stage production --force'
      ] as const
  ),
  [
    'a name of 120 characters',
    'm'.repeat(120),
    '7',
    `zenml model version update ${'m'.repeat(120)} 7 --stage production --force`
  ],
  ['a longer name', 'm'.repeat(121), '7', 'zenml model version update m-id 7 --stage production --force']
])('the command for %s', (_, model, version, command) => {
  expect(stageCommand({ id: 'm-id', name: model }, { id: 'v-id', name: version }, 'production')).toBe(command)
})
