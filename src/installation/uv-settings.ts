import type { Variables } from '../process/variable-names.ts'
import type { Environ } from '../text/environ.ts'
import { entriesOf, isOff, isOn, type PipSettings } from './pip-settings.ts'

/** What tells uv the same as pip's settings tell pip. */
export interface UvSettings {
  readonly variables: Variables
  /** Options of `uv pip install`; none of them ever holds an address. */
  readonly args: readonly string[]
}

/** How one of pip's settings is told to uv. */
interface Translation {
  /** uv's own variables for the same, which take its place where the job sets one of them. */
  readonly own?: readonly string[]
  /** Undefined where uv has nothing for that value. */
  tell(value: string, isThere: (path: string) => boolean, env: Environ): Partial<UvSettings> | undefined
}

const nothing: Translation = { tell: () => ({}) }
const variable = (name: string, ...older: readonly string[]): Translation => ({
  own: [name, ...older],
  tell: value => ({ variables: { [name]: value } })
})
const list = (name: string, ...older: readonly string[]): Translation => ({
  own: [name, ...older],
  tell: value => ({ variables: { [name]: entriesOf(value).join(' ') } })
})
const whole = (name: string): Translation => ({
  own: [name],
  tell: value => {
    const number = Math.ceil(Number(value))
    return Number.isSafeInteger(number) ? { variables: { [name]: String(number) } } : undefined
  }
})
const option = (name: string): Translation => ({ tell: value => switched(value, { args: [name] }) })
const options = (name: string): Translation => ({
  tell: value => ({ args: value.split(/[\s,]+/).flatMap(entry => (entry === '' ? [] : [name, entry])) })
})

/**
 * pip's settings (docs of pip 26, `pip install`) and what uv has for each (docs of uv 0.13, environment variables and
 * `uv pip install`). What isn't here is unknown to uv.
 */
const translations: Readonly<Record<string, Translation>> = {
  'index-url': variable('UV_DEFAULT_INDEX', 'UV_INDEX_URL'),
  'pypi-url': variable('UV_DEFAULT_INDEX', 'UV_INDEX_URL'),
  'extra-index-url': {
    // uv's own variables only add indexes as well. pip takes the best version of all, uv by itself that of the first index
    // that has the name.
    tell: (value, _, env) => ({
      variables: {
        UV_INDEX: [...entriesOf(env['UV_INDEX'] ?? ''), ...entriesOf(value)].join(' '),
        UV_INDEX_STRATEGY: 'unsafe-best-match'
      }
    })
  },
  'find-links': {
    own: ['UV_FIND_LINKS'],
    tell: (value, isThere) => {
      // pip warns of a folder that isn't there, and uv fails.
      const entries = entriesOf(value).filter(entry => /^[a-z][a-z0-9+.-]+:/i.test(entry) || isThere(entry))
      if (entries.some(entry => entry.includes(','))) return undefined
      return entries.length === 0 ? {} : { variables: { UV_FIND_LINKS: entries.join(',') } }
    }
  },
  'no-index': option('--no-index'),
  'trusted-host': list('UV_INSECURE_HOST'),
  cert: { tell: value => ({ variables: { SSL_CERT_FILE: value } }) },
  'client-cert': { tell: value => ({ variables: { SSL_CLIENT_CERT: value } }) },
  proxy: {
    tell: value => {
      const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY']
      const set = names.flatMap(name => [name, name.toLowerCase()]).map(name => [name, value])
      // pip goes to this proxy whatever NO_PROXY says.
      return { variables: { ...Object.fromEntries(set), NO_PROXY: '', no_proxy: '' } }
    }
  },
  timeout: whole('UV_HTTP_TIMEOUT'),
  'default-timeout': whole('UV_HTTP_TIMEOUT'),
  retries: whole('UV_HTTP_RETRIES'),
  pre: { own: ['UV_PRERELEASE'], tell: value => switched(value, { variables: { UV_PRERELEASE: 'allow' } }) },
  constraint: list('UV_CONSTRAINT'),
  'build-constraint': list('UV_BUILD_CONSTRAINT'),
  'no-binary': options('--no-binary'),
  'only-binary': options('--only-binary'),
  'no-deps': option('--no-deps'),
  'require-hashes': option('--require-hashes'),
  'keyring-provider': {
    own: ['UV_KEYRING_PROVIDER'],
    tell: value => {
      if (value === 'subprocess') return { variables: { UV_KEYRING_PROVIDER: value } }
      // Without questions (--no-input), auto means none to pip.
      return value === 'auto' || value === 'disabled' ? {} : undefined
    }
  },
  'use-feature': {
    own: ['UV_SYSTEM_CERTS', 'UV_NATIVE_TLS'],
    tell: value => (entriesOf(value).includes('truststore') ? { variables: { UV_SYSTEM_CERTS: 'true' } } : {})
  }
}

/** Settings that hold paths, in which pip reads a `~` as the home folder (pip's `normalize_path` and `expanduser`). */
const paths: readonly string[] = ['find-links', 'cert', 'client-cert', 'constraint', 'build-constraint']

function withHome(value: string, env: Environ): string {
  const home = env['HOME'] || env['USERPROFILE'] || '~'
  return value.replace(/(^|\s)~(?=[\\/]|\s|$)/g, (_, before: string) => `${before}${home}`)
}

/** What a switch says; undefined for a word that pip refuses, so that it can. */
function switched(value: string, on: Partial<UvSettings>): Partial<UvSettings> | undefined {
  if (isOn(value)) return on
  return isOff(value) ? {} : undefined
}

/** How pip talks, where it keeps things, and what a fresh environment has no need of. */
const irrelevant: readonly string[] = [
  ...['break-system-packages', 'cache-dir', 'compile', 'debug', 'disable-pip-version-check', 'exists-action', 'log'],
  ...[
    'no-cache-dir',
    'no-clean',
    'no-color',
    'no-compile',
    'no-input',
    'no-python-version-warning',
    'no-warn-conflicts'
  ],
  ...['no-warn-script-location', 'progress-bar', 'quiet', 'resume-retries', 'root-user-action', 'src', 'upgrade'],
  ...['upgrade-strategy', 'use-pep517', 'verbose']
]

/**
 * What uv has to be told to ask what pip would ask, or the first setting for which it has nothing. What the job sets for
 * uv itself takes the place of the same setting of pip's.
 */
export function uvSettings(
  settings: PipSettings,
  env: Environ,
  isThere: (path: string) => boolean
): UvSettings | { readonly unfit: string } {
  const variables: Record<string, string> = {}
  const args: string[] = []
  for (const [name, value] of Object.entries(settings)) {
    const known = Object.hasOwn(translations, name) ? translations[name] : undefined
    const translation = known ?? (irrelevant.includes(name) ? nothing : undefined)
    const told = translation?.tell(paths.includes(name) ? withHome(value, env) : value, isThere, env)
    if (told === undefined) return { unfit: name }
    if (translation?.own?.some(own => (env[own] ?? '') !== '')) continue

    Object.assign(variables, told.variables)
    args.push(...(told.args ?? []))
  }
  const strategy = env['UV_INDEX_STRATEGY'] ?? ''
  if (strategy !== '' && 'UV_INDEX_STRATEGY' in variables) variables['UV_INDEX_STRATEGY'] = strategy
  return { variables: { ...authorities(variables, env), ...variables }, args }
}

/** pip also takes its certificate authorities from these (requests, Session.merge_environment_settings), uv does not. */
function authorities(variables: Variables, env: Environ): Variables {
  const file = env['REQUESTS_CA_BUNDLE'] || env['CURL_CA_BUNDLE'] || ''
  return file === '' || 'SSL_CERT_FILE' in variables || (env['SSL_CERT_FILE'] ?? '') !== ''
    ? {}
    : { SSL_CERT_FILE: file }
}

/** Variables of the job that name indexes to uv, and that pip knows nothing of. */
export function uvIndexNames(env: Environ): readonly string[] {
  const names = [
    'UV_DEFAULT_INDEX',
    'UV_INDEX_URL',
    'UV_INDEX',
    'UV_EXTRA_INDEX_URL',
    'UV_FIND_LINKS',
    'UV_CONFIG_FILE'
  ]
  return names.filter(name => (env[name] ?? '') !== '')
}
