import type { Variables } from '../process/variable-names.ts'
import { shownIndex } from './index-addresses.ts'
import { entriesOf, isOn, type PipSettings } from './pip-settings.ts'
import type { FileFacts } from './requirement-options.ts'

const publicIndex = 'https://pypi.org/simple'

/** Where uv takes packages from, as it may be shown: by its variables, options of requirements files, and `--no-index`. */
export function uvSources(env: Variables, { options }: FileFacts, noIndex: boolean): readonly string[] {
  const named = env['UV_DEFAULT_INDEX'] || env['UV_INDEX_URL'] || options['index-url']?.at(-1)
  const extra = [...entriesOf(env['UV_INDEX'] ?? ''), ...entriesOf(env['UV_EXTRA_INDEX_URL'] ?? '')]
  const indexes = [named ?? publicIndex, ...extra, ...(options['extra-index-url'] ?? [])]
  const links = [...(env['UV_FIND_LINKS'] ?? '').split(','), ...(options['find-links'] ?? [])]

  return shown(noIndex || 'no-index' in options ? [] : indexes, links)
}

/** Where pip takes packages from, as it may be shown: by its settings and options of requirements files. */
export function pipSources(settings: PipSettings, { options }: FileFacts): readonly string[] {
  const set = [
    settings['index-url'] ?? settings['pypi-url'] ?? publicIndex,
    ...entriesOf(settings['extra-index-url'] ?? '')
  ]
  const inFiles = options['index-url']?.at(-1)
  const indexes = [...(inFiles === undefined ? set : [inFiles]), ...(options['extra-index-url'] ?? [])]
  const links = [...entriesOf(settings['find-links'] ?? ''), ...(options['find-links'] ?? [])]

  return shown(isOn(settings['no-index'] ?? '') || 'no-index' in options ? [] : indexes, links)
}

function shown(indexes: readonly string[], links: readonly string[]): readonly string[] {
  return [...new Set([...indexes, ...links].filter(entry => entry !== '').map(shownIndex))]
}
