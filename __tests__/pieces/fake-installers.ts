import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InstallationRequest } from '../../src/installation/preparation.ts'
import { systemClock } from '../../src/node/clock.ts'

/** What the programs do, each as lines of a shell; what isn't named ends well and says nothing. */
export interface Behaviour {
  /** `pip config list`. */
  readonly config?: string
  /** pip brings uv. */
  readonly bring?: string
  /** A virtual environment is made, by whatever. */
  readonly makeVenv?: string
  /** Packages are installed, by whatever. */
  readonly install?: string
  /** The ZenML that is there names what its integrations require. */
  readonly integrations?: string
  /** What every interpreter does before it answers what it has. */
  readonly greeting?: string
  /** Packages with versions that the machine's interpreter has; null if it doesn't answer as a Python. */
  readonly machine?: Readonly<Record<string, string>> | null
  /** The same of the virtual environment. */
  readonly venv?: Readonly<Record<string, string>>
}

/** Programs in the place of Python, pip and uv: they note how they are called, and install nothing. */
export class FakeInstallers {
  readonly top = realpathSync(mkdtempSync(join(tmpdir(), 'fake-installers-')))
  readonly said: string[] = []
  readonly warned: string[] = []
  readonly masked: string[] = []
  readonly cancel = new AbortController()
  readonly #calls = join(this.top, 'calls')
  readonly #script: string

  /** With these programs on PATH. */
  constructor(behaviour: Behaviour = {}, programs: readonly string[] = ['python3', 'uv']) {
    for (const folder of ['tools', 'work', 'any-venv/bin', 'any-uv/bin'])
      mkdirSync(join(this.top, folder), { recursive: true })
    this.#script = script(this.top, behaviour)
    for (const name of programs) this.add(`tools/${name}`)
    this.add('any-venv/bin/python')
    this.add('any-uv/bin/uv')
  }

  /** Puts a program into a folder that is there. */
  add(path: string, mode = 0o755): string {
    const whole = join(this.top, path)
    writeFileSync(whole, this.#script, { mode })
    return whole
  }

  /** Every call that changes something or runs what was installed, without the folder that all of it is in. */
  get calls(): readonly string[] {
    return existsSync(this.#calls) ? this.#lines(readFileSync(this.#calls, 'utf8')) : []
  }

  /** The whole environment of the last of these calls. */
  get environment(): Readonly<Record<string, string>> {
    const text = readFileSync(join(this.top, 'environment'), 'utf8')
    return Object.fromEntries(
      [...text.matchAll(/^export (\w+)=['"](.*)['"]$/gm)].map(([, name, value]) => [name, value])
    )
  }

  /** A file of the requirements in the working directory. */
  file(name: string, text: string): string {
    const path = join(this.top, 'work', name)
    writeFileSync(path, text)
    return path
  }

  /** Lines of a file of the step's own folder. */
  own(name: string): readonly string[] {
    return readFileSync(join(this.top, 'own', name), 'utf8')
      .trim()
      .split('\n')
  }

  /** An installation of ZenML alone, by the first interpreter on PATH. */
  request(more: Partial<InstallationRequest> = {}): InstallationRequest {
    return {
      zenmlVersion: '0.98.0',
      requirements: { files: [], projects: [], lines: [] },
      integrations: [],
      python: undefined,
      workingDirectory: join(this.top, 'work'),
      folder: join(this.top, 'own'),
      installEnv: [],
      onLine: () => undefined,
      log: {
        info: line => this.said.push(line),
        warning: line => this.warned.push(line),
        mask: secret => this.masked.push(secret),
        redact: text => text
      },
      signal: this.cancel.signal,
      clock: systemClock,
      ...more,
      env: { PATH: join(this.top, 'tools'), ...more.env }
    }
  }

  remove(): void {
    rmSync(this.top, { recursive: true, force: true })
  }

  #lines(text: string): readonly string[] {
    return text.replaceAll(`${this.top}/`, '').trim().split('\n')
  }
}

const venvOfToday = { pip: '26.0', setuptools: '80.0', six: '1.17.0', zenml: '0.98.0' }

/** One program for all names: what it is asked says which one is meant. */
function script(top: string, behaviour: Behaviour): string {
  const { bring = ':', config = ':', install = ':', integrations = ':', makeVenv = ':' } = behaviour
  const { greeting = ':', machine = { pip: '25.0' }, venv = venvOfToday } = behaviour
  return `#!/bin/sh
for last; do :; done
note() { printf '%s\\n' "$*" >>'${top}/calls'; export -p >'${top}/environment'; }
case "$*" in
*importlib.metadata*)
  ${greeting}
  case "$0" in
  */venv/*) ${installed(venv)} ;;
  *) ${machine === null ? 'echo what' : installed(machine)} ;;
  esac ;;
*integration_registry*) shift 2; note "$0 asks for $*"; ${integrations} ;;
*'-m pip config list') ${config} ;;
--version) echo 'uv 0.13.1 (abc 2026-01-01)' ;;
*'--target '*) note "$0 $*"; { ${bring}; } && /bin/cp -R '${top}/any-uv' '${top}/own/uv' ;;
*venv*/venv) note "$0 $*"; { ${makeVenv}; } && /bin/cp -R '${top}/any-venv' "$last" ;;
*) note "$0 $*"; ${install} ;;
esac
`
}

function installed(packages: Readonly<Record<string, string>>): string {
  return `echo 'zenml ${packages['zenml'] ?? '-'}'; echo 'installed ${JSON.stringify(packages)}'`
}
