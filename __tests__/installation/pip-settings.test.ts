import { describe, expect, test } from '@jest/globals'
import { isOff, isOn, pipVariables, readConfigList, settingsOfVariables } from '../../src/installation/pip-settings.ts'
import { uvIndexNames, uvSettings } from '../../src/installation/uv-settings.ts'

describe('what pip config list prints', () => {
  test('lists, quotes and what Python escapes', () => {
    const lines = [
      "WARNING: something else='x'",
      "global.extra-index-url='\\nhttps://x.example/a\\nhttps://y.example/b'",
      `global.trusted-host="it's"`,
      "global.find-links='C:\\\\wheels\\t\\xe4\\u20ac\\U0001f680'",
      "global.cert='/ca=1.pem'"
    ]
    expect(readConfigList(lines)).toEqual({
      'extra-index-url': '\nhttps://x.example/a\nhttps://y.example/b',
      'trusted-host': "it's",
      'find-links': 'C:\\wheels\tä€🚀',
      cert: '/ca=1.pem'
    })
  })

  test('a variable before the section of install, and that before the common one, in whatever order they come', () => {
    const lines = [
      ":env:.index-url='e'",
      "install.index-url='i'",
      "install.pre='1'",
      "global.pre='0'",
      "global.index-url='g'"
    ]
    expect(readConfigList(lines)).toEqual({ 'index-url': 'e', pre: '1' })
  })

  test('other commands’ sections, empty values, and where packages would go don’t count', () => {
    const lines = [
      "download.index-url='d'",
      ":env:.index-url=''",
      "global.index-url='g'",
      "global.user='true'",
      "install.target='/x'"
    ]
    expect(readConfigList(lines)).toEqual({ 'index-url': 'g' })
  })
})

test.each(['config-file', 'prefix', 'python', 'require-virtualenv', 'root', 'target', 'user'])(
  '%s says where packages go or where pip runs, which is decided, and so does not count',
  name => {
    expect(readConfigList([`global.${name}='1'`, "global.pre='1'"])).toEqual({ pre: '1' })
  }
)

test('without a pip its variables count', () => {
  const env = {
    PIP_INDEX_URL: 'https://a',
    PIP_CONFIG_FILE: '/pip.conf',
    PIP_USER: '1',
    PIP_PRE: '',
    UV_INDEX: 'x',
    PIP_CERT: undefined
  }
  expect(settingsOfVariables(env)).toEqual({ 'index-url': 'https://a' })
})

test('a switch is on or off by pip’s own words alone, in any case and with blanks around them', () => {
  const words = { on: ['y', 'yes', 't', 'true', 'on', '1'], off: ['n', 'no', 'f', 'false', 'off', '0'] }
  for (const word of [...words.on, ...words.off].flatMap(each => [each, each.toUpperCase(), ` ${each} `])) {
    const isOnWord = words.on.includes(word.trim().toLowerCase())
    expect([word, isOn(word), isOff(word)]).toEqual([word, isOnWord, !isOnWord])
    for (const longer of [`x${word.trim()}`, `${word.trim()}x`, ''])
      expect([longer, isOn(longer), isOff(longer)]).toEqual([longer, false, false])
  }
})

test('settings as variables', () => {
  expect(pipVariables({ 'no-index': '1', cert: '/c' }, 'linux')).toEqual({
    PIP_NO_INDEX: '1',
    PIP_CERT: '/c',
    PIP_CONFIG_FILE: '/dev/null'
  })
})

describe('what uv is told of pip’s settings', () => {
  const told = (settings: Readonly<Record<string, string>>, env = {}) =>
    uvSettings(settings, env, path => path !== '/gone')

  test.each<[string, string, Readonly<Record<string, string>>, (readonly string[])?]>([
    ['index-url', 'https://u:p@a/simple', { UV_DEFAULT_INDEX: 'https://u:p@a/simple' }],
    ['pypi-url', 'https://a', { UV_DEFAULT_INDEX: 'https://a' }],
    [
      'extra-index-url',
      '\nhttps://a\n https://b',
      { UV_INDEX: 'https://a https://b', UV_INDEX_STRATEGY: 'unsafe-best-match' }
    ],
    ['find-links', '/wheels /gone https://a/links.html', { UV_FIND_LINKS: '/wheels,https://a/links.html' }],
    ['find-links', '/gone', {}],
    ['no-index', 'true', {}, ['--no-index']],
    ['no-index', 'no', {}],
    ['trusted-host', 'a\nb:8080', { UV_INSECURE_HOST: 'a b:8080' }],
    ['cert', '/ca.pem', { SSL_CERT_FILE: '/ca.pem' }],
    ['client-cert', '/me.pem', { SSL_CLIENT_CERT: '/me.pem' }],
    ['timeout', '15.5', { UV_HTTP_TIMEOUT: '16' }],
    ['default-timeout', '180', { UV_HTTP_TIMEOUT: '180' }],
    ['retries', '3', { UV_HTTP_RETRIES: '3' }],
    ['pre', '1', { UV_PRERELEASE: 'allow' }],
    ['constraint', 'a.txt b.txt', { UV_CONSTRAINT: 'a.txt b.txt' }],
    ['only-binary', 'numpy,scipy', {}, ['--only-binary', 'numpy', '--only-binary', 'scipy']],
    ['no-binary', ':all:', {}, ['--no-binary', ':all:']],
    ['no-deps', 'on', {}, ['--no-deps']],
    ['require-hashes', '1', {}, ['--require-hashes']],
    ['keyring-provider', 'subprocess', { UV_KEYRING_PROVIDER: 'subprocess' }],
    ['keyring-provider', 'auto', {}],
    ['use-feature', 'truststore', { UV_SYSTEM_CERTS: 'true' }],
    ['cache-dir', '/cache', {}],
    ['disable-pip-version-check', '1', {}]
  ])('%s = %j', (name, value, variables, args = []) => {
    expect(told({ [name]: value })).toEqual({ variables, args })
  })

  test('a ~ in a path is the home folder, as pip has it', () => {
    const home = { HOME: '/home/me' }
    expect(told({ 'find-links': '~/wheels', cert: '~/ca.pem' }, home)).toMatchObject({
      variables: { UV_FIND_LINKS: '/home/me/wheels', SSL_CERT_FILE: '/home/me/ca.pem' }
    })
    expect(told({ 'index-url': 'https://a/~me/simple' }, home)).toMatchObject({
      variables: { UV_DEFAULT_INDEX: 'https://a/~me/simple' }
    })
  })

  test('a proxy of pip’s is used for everything, whatever NO_PROXY says', () => {
    expect(told({ proxy: 'http://p:3128' })).toMatchObject({
      variables: { HTTPS_PROXY: 'http://p:3128', https_proxy: 'http://p:3128', NO_PROXY: '', no_proxy: '' }
    })
  })

  test.each([
    ['prefer-binary', '1'],
    ['uploaded-prior-to', '2026-01-01'],
    ['keyring-provider', 'import'],
    ['timeout', 'soon'],
    ['no-index', '2'],
    ['pre', 'maybe'],
    ['find-links', '/a,b'],
    ['a-setting-of-tomorrow', '1'],
    ['constructor', '1']
  ])('%s = %j is nothing that uv could take', (name, value) => {
    expect(told({ 'index-url': 'https://a', [name]: value })).toEqual({ unfit: name })
  })

  test('what the job sets for uv itself takes the place of the same setting of pip’s, and only of that', () => {
    const settings = { 'index-url': 'https://a', 'extra-index-url': 'https://b', 'find-links': '/wheels' }
    expect(told(settings, { UV_INDEX_URL: 'https://own' })).toMatchObject({
      variables: { UV_INDEX: 'https://b', UV_FIND_LINKS: '/wheels' }
    })
    // uv only adds these, so that pip's own stay.
    expect(told(settings, { UV_EXTRA_INDEX_URL: 'https://own', UV_INDEX: 'https://c' })).toMatchObject({
      variables: { UV_DEFAULT_INDEX: 'https://a', UV_FIND_LINKS: '/wheels', UV_INDEX: 'https://c https://b' }
    })
    expect(told(settings, { UV_INDEX_STRATEGY: 'first-index', UV_INDEX_URL: '' })).toMatchObject({
      variables: { UV_DEFAULT_INDEX: 'https://a', UV_INDEX_STRATEGY: 'first-index' }
    })
  })

  test.each([
    ['index-url', 'https://a', 'UV_DEFAULT_INDEX'],
    ['index-url', 'https://a', 'UV_INDEX_URL'],
    ['pypi-url', 'https://a', 'UV_DEFAULT_INDEX'],
    ['pypi-url', 'https://a', 'UV_INDEX_URL'],
    ['find-links', '/wheels', 'UV_FIND_LINKS'],
    ['trusted-host', 'a', 'UV_INSECURE_HOST'],
    ['timeout', '15', 'UV_HTTP_TIMEOUT'],
    ['default-timeout', '15', 'UV_HTTP_TIMEOUT'],
    ['retries', '3', 'UV_HTTP_RETRIES'],
    ['pre', '1', 'UV_PRERELEASE'],
    ['constraint', 'a.txt', 'UV_CONSTRAINT'],
    ['build-constraint', 'a.txt', 'UV_BUILD_CONSTRAINT'],
    ['keyring-provider', 'subprocess', 'UV_KEYRING_PROVIDER'],
    ['use-feature', 'truststore', 'UV_SYSTEM_CERTS'],
    ['use-feature', 'truststore', 'UV_NATIVE_TLS']
  ])('pip’s %s = %j does nothing if the job sets %s, unless that is empty', (name, value, own) => {
    expect(told({ [name]: value }, { [own]: 'own' })).toEqual({ variables: {}, args: [] })
    expect(told({ [name]: value }, { [own]: '' })).not.toEqual({ variables: {}, args: [] })
  })

  test('authorities that only pip would use are uv’s too, unless others are set', () => {
    const env = { REQUESTS_CA_BUNDLE: '/r.pem', CURL_CA_BUNDLE: '/c.pem' }
    expect(told({}, env)).toEqual({ variables: { SSL_CERT_FILE: '/r.pem' }, args: [] })
    expect(told({}, { ...env, SSL_CERT_FILE: '/s.pem' })).toEqual({ variables: {}, args: [] })
    expect(told({ cert: '/own.pem' }, env)).toEqual({ variables: { SSL_CERT_FILE: '/own.pem' }, args: [] })
  })
})

test('the indexes that are named to uv alone', () => {
  expect(uvIndexNames({ UV_INDEX: 'x', UV_DEFAULT_INDEX: '', UV_CACHE_DIR: '/c' })).toEqual(['UV_INDEX'])
})
