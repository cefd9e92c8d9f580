import type { Variables } from '../process/variable-names.ts'
import type { Environ } from '../text/environ.ts'

/** What pip is set to for `pip install`, by the long names of its options without dashes (`index-url`); lists as pip splits them. */
export type PipSettings = Readonly<Record<string, string>>

/** Where pip looks for settings, the last of them first (pip's docs, Configuration: precedence). */
const sections = ['global', 'install', ':env:']

/** Settings that say where packages go and where pip itself runs, which an environment of its own has decided. */
const placing = ['config-file', 'prefix', 'python', 'require-virtualenv', 'root', 'target', 'user']

/**
 * What `pip config list` prints, a setting a line as `section.name='value'`, with the value as Python writes a string.
 * It has read variables and files, and merged the files.
 */
export function readConfigList(lines: readonly string[]): PipSettings {
  const found = lines.flatMap(line => {
    const [, section = '', name = '', value = ''] = /^(global|install|:env:)\.([^=\s]+)=(['"].*)$/.exec(line) ?? []
    return section === '' ? [] : [{ rank: sections.indexOf(section), name, value: pythonString(value) }]
  })
  return merge(found.sort((a, b) => a.rank - b.rank))
}

/** What pip's variables (`PIP_…`) alone say; for a Python without pip. */
export function settingsOfVariables(env: Environ): PipSettings {
  const found = Object.entries(env).flatMap(([name, value = '']) =>
    name.startsWith('PIP_') ? [{ name: name.slice(4).toLowerCase().replaceAll('_', '-'), value }] : []
  )
  return merge(found)
}

/** The variables by which pip itself is set so, whatever it would find in files. */
export function pipVariables(settings: PipSettings, platform: NodeJS.Platform): Variables {
  const named = Object.entries(settings).map(([name, value]) => [
    `PIP_${name.toUpperCase().replaceAll('-', '_')}`,
    value
  ])
  return { ...Object.fromEntries(named), PIP_CONFIG_FILE: platform === 'win32' ? 'nul' : '/dev/null' }
}

/** Whether the value of a switch means yes (pip's own words for it). */
export function isOn(value: string): boolean {
  return /^(?:y|yes|t|true|on|1)$/i.test(value.trim())
}

/** Whether the value of a switch means no. */
export function isOff(value: string): boolean {
  return /^(?:n|no|f|false|off|0)$/i.test(value.trim())
}

/** The entries of a setting that takes several. */
export function entriesOf(value: string): readonly string[] {
  return value.split(/\s+/).filter(entry => entry !== '')
}

/** The last one counts, lists too; pip ignores empty ones. */
function merge(found: readonly { readonly name: string; readonly value: string }[]): PipSettings {
  const named = found.filter(({ name, value }) => value.trim() !== '' && !placing.includes(name))
  return Object.fromEntries(named.map(({ name, value }) => [name, value]))
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

function pythonString(text: string): string {
  return text
    .slice(1, -1)
    .replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/gs, (_, x, u, long, one: string) => {
      const code: string | undefined = x ?? u ?? long
      return code === undefined ? (escapes[one] ?? one) : String.fromCodePoint(Number.parseInt(code, 16))
    })
}
