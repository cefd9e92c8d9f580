import { describe, expect, test } from '@jest/globals'
import { gateInputNames, inputNames } from '../../src/inputs/names.ts'
import { checkUnknownInputs } from '../../src/inputs/unknown-inputs.ts'
import { failure } from '../pieces/thrown.ts'

/** The warnings about variables that are set, where those are the inputs that are declared. */
function warnings(variables: readonly string[], declared: readonly string[] = inputNames): readonly string[] {
  const lines: string[] = []
  const env = Object.fromEntries(variables.map(name => [name, 'x']))
  checkUnknownInputs(env, declared, { warning: line => lines.push(line) })
  return lines
}

const refusal = (variable: string, declared?: readonly string[]) => failure(() => warnings([variable], declared))

describe('a name near an input is refused, since it would silently mean the default', () => {
  test.each([
    ['ENVIRONMNETS', 'environments'],
    ['ENVIRONMENTS-FILE', 'environments'],
    ['DRY_RUN', 'dry-run'],
    ['DRYRUN', 'dry-run'],
    ['DRY', 'dry-run'],
    ['TIMEOUT-MINUTES', 'timeout'],
    ['WAIT-FOR-COMPLETION', 'wait'],
    ['SERVER', 'server-url'],
    ['API_KEY', 'api-key'],
    ['TAG', 'tags'],
    ['ENV', 'environment']
  ])('INPUT_%s', async (name, meant) => {
    const error = await refusal(`INPUT_${name}`)
    expect(error).toMatchObject({ where: 'with', message: `There is no input '${name.toLowerCase()}'` })
    expect(error.remedy).toContain(`'${meant}'`)
    expect(error.remedy).toContain(`If INPUT_${name} is set under env: for scripts of the job, rename it`)
  })

  test('and never taken for one that only the action sets', async () => {
    const [warning] = warnings(['INPUT_JOB-INDE'])
    expect(warning).toContain("'job-inde' under with: is not an input")
    expect(warning).not.toMatch(/job-(?:index|instance|matrix)/)
  })

  test('even if another variable stands before it', async () => {
    const error = await failure(() => warnings(['INPUT_PATH', 'INPUT_TAG']))
    expect(error.message).toBe("There is no input 'tag'")
  })
})

describe('any other name may be a variable of the job, so that it is a warning', () => {
  test.each(['PATH', 'FILE', 'DATA', 'DIR', 'NAME', 'MODEL', 'BUCKET', 'PROJECT_DIR', 'CONFIG_PATH', 'PYTHON_VERSION'])(
    'INPUT_%s',
    name => {
      const [warning, ...more] = warnings([`INPUT_${name}`])
      expect(more).toEqual([])
      expect(warning).toContain(`INPUT_${name} has no effect here: '${name.toLowerCase()}' under with: is not an input`)
      expect(warning).toContain('a variable of that name under env:, for scripts of the job, may stay')
      expect(warning).toContain('The inputs are server-url, ')
      expect(warning).not.toContain('job-index')
    }
  )

  test('which says where a key of an environment belongs', () => {
    expect(warnings(['INPUT_STACK'])[0]).toContain("it belongs in an environment of 'environments'")
  })

  test('without control characters', () => {
    expect(warnings(['INPUT_A\n::ADD-MASK::B']).join()).not.toMatch(/\n/)
  })

  test('and a variable of another name is nothing at all', () => {
    expect(warnings(['INPUTS', 'MY_INPUT_A', 'PATH', 'INPUT', 'input_path'])).toEqual([])
  })

  test('the gate has inputs of its own', async () => {
    expect(warnings(['INPUT_PIPELINE'], gateInputNames)[0]).toContain(
      'The inputs are environments, environment, on-no-match.'
    )
    expect((await refusal('INPUT_ON_NO_MATCH', gateInputNames)).remedy).toContain("'on-no-match'")
  })
})
