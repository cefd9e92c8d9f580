import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'
import { isObject } from '../text/json.ts'
import { didYouMean } from '../text/suggest.ts'

const mark = 'zenml-integrations '

/**
 * Python that prints what `zenml integration requirements` goes by (zenml/cli/integration.py): the names of all integrations,
 * and the requirements of those that its arguments name, for this platform.
 */
export const integrationsQuestion = `
import json, sys
try:
    from zenml.integrations.registry import integration_registry as registry
except ModuleNotFoundError as error:
    if error.name != 'zenml':
        raise
    print('${mark}null')
else:
    names = list(registry.integrations)
    asked = [name for name in sys.argv[1:] if name in names]
    needed = {name: registry.select_integration_requirements(name) for name in asked}
    print('${mark}' + json.dumps({'names': names, 'needed': needed}))
`

/**
 * The requirements of the integrations that were asked for, from what {@link integrationsQuestion} printed; undefined if it
 * printed no answer. Throws {@link InputError} for names that this ZenML doesn't have, and if there is no ZenML.
 */
export function readIntegrations(asked: readonly string[], lines: readonly string[]): readonly string[] | undefined {
  const where = 'integrations'
  const answer = lines.findLast(line => line.startsWith(mark))
  if (answer === undefined) return undefined

  const value: unknown = JSON.parse(answer.slice(mark.length))
  if (value === null) {
    throw new InputError('Without zenml their requirements are unknown', {
      where,
      remedy:
        'Leave zenml-version at `server`, name zenml in the requirements, or set `python` to an interpreter that has it.'
    })
  }
  if (!isObject(value) || !isObject(value['needed']) || !Array.isArray(value['names'])) return undefined

  const { needed } = value
  const names = value['names'].map(String).sort()
  for (const name of asked) {
    if (Object.hasOwn(needed, name)) continue
    throw new InputError(`This ZenML has no integration '${oneLine(name, 60)}'`, {
      where,
      remedy: didYouMean(name, names) || `It has ${oneLine(names.join(', '), 1500)}.`
    })
  }
  return [...new Set(asked.flatMap(name => (Array.isArray(needed[name]) ? needed[name].map(String) : [])))]
}
