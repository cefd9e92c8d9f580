import { describe, expect, test } from '@jest/globals'
import { formatDecimal } from '../../src/results/decimal.ts'
import { readChecks } from '../../src/results/read-checks.ts'
import { explain } from '../../src/text/errors.ts'
import { failure } from '../pieces/thrown.ts'

const read = (text: string) => readChecks(text, 'checks')

test('each metric has its limits, with the digits that were written', () => {
  const { checks } = read('accuracy: {min: 0.80, max-drop: 1%}\nmodel.nested.f1:\n  max: 1e-3\n  max-rise: "12.5 %"')
  expect(
    checks.map(({ limits, metric }) => [
      metric,
      limits.map(({ isPercent, name, text, value }) => [name, formatDecimal(value), isPercent, text])
    ])
  ).toEqual([
    [
      'accuracy',
      [
        ['min', '0.8', false, '0.80'],
        ['max-drop', '1', true, '1%']
      ]
    ],
    [
      'model.nested.f1',
      [
        ['max', '0.001', false, '1e-3'],
        ['max-rise', '12.5', true, '12.5 %']
      ]
    ]
  ])
})

describe('the reserved key baseline', () => {
  test.each([
    ['a: {min: 1}', undefined, false],
    ['a: {min: 1}\nbaseline: {environment: production}', 'production', false],
    ['baseline: {required: true}', undefined, true],
    ['{m: {min: 1}, baseline: {environment: production, required: false}}', 'production', false]
  ])('%s', (text, baselineFrom, needsBaseline) => {
    expect(read(text)).toMatchObject({ baselineFrom, needsBaseline })
  })
})

describe('what can only be a mistake is refused before anything is started', () => {
  test.each([
    ['accuracy: {mn: 0.8}', "checks.accuracy: Unknown key 'mn'. Did you mean 'min' or 'max'?"],
    ['accuracy: {max_drop: 1}', "checks.accuracy: Unknown key 'max_drop'. Did you mean 'max-drop'?"],
    ['accuracy: {least: 1}', "checks.accuracy: Unknown key 'least'. The keys are min, max, max-drop, max-rise."],
    ['accuracy: {}', 'checks.accuracy: The metric has no limits. Write at least one of min, max, max-drop, max-rise.'],
    ['accuracy: 0.8', "checks.accuracy: Expected a mapping, but found '0.8'."],
    ['accuracy:', 'checks.accuracy: Expected a mapping, but found nothing.'],
    ['- accuracy', 'checks: Expected a mapping, but found a list.'],
    ['{}', 'checks: There are no checks.'],
    ['accuracy: {min: high}', "checks.accuracy.min: 'high' is not a number. Write it as in 0.8."],
    ['accuracy: {max-drop: little}', "checks.accuracy.max-drop: 'little' is not a number. Write it as in 0.8 or 1%."],
    ['accuracy: {min: .nan}', "checks.accuracy.min: '.nan' is not a number."],
    ['accuracy: {min: "%"}', "checks.accuracy.min: '%' is not a number."],
    ['accuracy: {min: [1]}', 'checks.accuracy.min: Expected one value, but found a list.'],
    ['accuracy: {min: }', 'checks.accuracy.min: Expected one value, but found nothing.'],
    ['accuracy: {min: 80%}', "checks.accuracy.min: '80%' is a percentage, and min is a limit of the metric itself."],
    ['accuracy: {max-drop: -0.1}', "checks.accuracy.max-drop: '-0.1' is below zero."],
    ['accuracy: {min: 2, max: 1}', 'checks.accuracy: The min of 2 is above the max of 1.'],
    ['accuracy: {min: 1}\naccuracy: {min: 2}', 'checks: Not valid YAML in line 2: Map keys must be unique.'],
    ['accuracy: {min: 1', 'checks: Not valid YAML in line 1'],
    ['a: &x {min: 1}', 'checks: In line 1 there is a YAML anchor (&x).'],
    ['"acc\u200buracy": {min: 1}', "checks: The metric's name 'accuracy' has the invisible character U+200B."],
    ['" a": {min: 1}', "checks: The metric's name 'a' is empty, or has a space around it."],
    ['"": {min: 1}', "checks: The metric's name '' is empty"],
    ['baseline: {min: 1}', "checks.baseline: Unknown key 'min'. The keys are environment, required."],
    ['baseline: {require: true}', "checks.baseline: Unknown key 'require'. Did you mean 'required'?"],
    ['baseline: production', "checks.baseline: Expected a mapping, but found 'production'."],
    ['baseline: {required: yes}', "checks.baseline.required: 'yes' is neither true nor false."],
    [
      Array.from({ length: 201 }, (_, index) => `m${index}: {min: 1}`).join('\n'),
      'checks: There are more than 200 checks.'
    ]
  ])('%s', async (text, message) => {
    expect(explain(await failure(() => read(text)))).toContain(message)
  })
})
