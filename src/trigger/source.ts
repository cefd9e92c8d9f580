import { InputError } from '../text/errors.ts'
import { oneLine } from '../text/foreign.ts'

/** A dotted path of at least two Python identifiers. */
const dotted = /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)+$/u

/**
 * Checks that a source has the shape that `zenml pipeline run` takes, module and attribute; throws {@link InputError}
 * with what to write instead.
 */
export function requireSource(source: string, where: string): void {
  if (dotted.test(source) && !source.endsWith('.py')) return

  throw new InputError(`'${oneLine(source, 120)}' is not a module and a pipeline in it`, {
    where,
    remedy: `Write ${suggested(source)}, as 'zenml pipeline run' takes it.`
  })
}

/** The dotted form of what was written as a path, an entry point (`module:name`) or a module's name alone. */
function suggested(source: string): string {
  const [file = '', attribute] = source.replace(/^(?:\.?[\\/])+/, '').split(/::?/)
  const isFile = /\.py$/.test(file)
  const module = file.replace(/\.py$/, '').replaceAll(/[\\/]+/g, '.')
  const isModule = isFile || /[\\/]/.test(file)

  const whole = attribute === undefined ? `${module}.<pipeline>` : `${module}.${attribute}`
  if ((isModule || attribute !== undefined) && dotted.test(whole.replace('<pipeline>', 'p'))) return `'${whole}'`
  return dotted.test(`module.${source}`) ? `'<module>.${source}'` : "'<module>.<pipeline>'"
}
