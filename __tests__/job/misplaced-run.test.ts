import { expect, test } from '@jest/globals'
import { misplacement } from '../../src/job/misplaced-run.ts'
import type { Run } from '../../src/zenml/entities.ts'
import { aRun } from '../pieces/entities.ts'
import { ids } from '../pieces/fake-server.ts'

const here = { project: { id: ids.project, name: 'default' }, stack: { id: ids.stack, name: 'staging' } }

test('a run of the project on the stack is where it should be, whatever its stack is called', () => {
  expect(misplacement(aRun(), here)).toBeUndefined()
  expect(misplacement(aRun({ stack: { id: ids.stack, name: 'renamed' } }), here)).toBeUndefined()
})

test.each<[string, Partial<Run>, string, RegExp]>([
  ['another project', { projectId: ids.run }, 'in another project, not in default', /active project/],
  [
    'another stack',
    { stack: { id: ids.run, name: 'staging-2' } },
    'on stack staging-2, not on staging',
    /active stack/
  ],
  ['no stack', { stack: undefined }, 'on stack unknown, not on staging', /active stack/]
])('a run of %s is not, and the error says where it is and what to do', (_, run, words, remedy) => {
  expect(misplacement(aRun(run), here)).toMatchObject({
    message: `The run training-1 is ${words}`,
    where: 'command',
    remedy: expect.stringMatching(remedy)
  })
})
