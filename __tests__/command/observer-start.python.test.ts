import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { observe, openStore, type Store } from './observed-command.ts'

const start = 'from helpers import *\npost("/api/v1/runs", {"name": "n"})\n'

let store: Store
let folder = ''
beforeAll(async () => {
  store = await openStore()
})
afterAll(() => store.close())
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'python-path-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Writes files into the folder that the job's PYTHONPATH names, and returns that variable. */
function pythonPath(files: Readonly<Record<string, string>>): { readonly PYTHONPATH: string } {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return { PYTHONPATH: folder }
}

describe("the job's own sitecustomize", () => {
  test('is executed as without the hook, and is what the program imports', async () => {
    const env = pythonPath({
      'sitecustomize.py':
        'import sys\nvalue = 42\nprint(__name__, sys.modules[__name__].value, sys.path.count(__file__.rsplit("/", 1)[0]))',
      'usercustomize.py': 'print("user")'
    })
    const source = 'import sitecustomize, sys\nprint(sitecustomize.value, sitecustomize.__spec__.origin, sys.path[0])\n'
    const seen = await observe(store, source + start, { env })
    expect(seen.lines.filter(line => line !== 'stdout user')).toEqual([
      'stdout sitecustomize 42 1',
      `stdout 42 ${join(folder, 'sitecustomize.py')} ${seen.folder}`
    ])
    expect(seen.starts).toMatchObject([{ name: 'n' }])
  })

  test.each([
    ['an exception', 'raise ValueError("mine")'],
    ['a missing module', 'import no_such_module'],
    ['an ImportError about itself, which Python keeps to itself', 'raise ImportError("mine", name="sitecustomize")'],
    ['a syntax error', 'def'],
    ['an exit', 'print("bye")\nraise SystemExit(3)']
  ])('may end in %s, of which Python says the same', async (_, text) => {
    const env = pythonPath({ 'sitecustomize.py': text })
    const source = `
import sys
print("sitecustomize" in sys.modules, [type(finder).__name__ for finder in sys.meta_path if type(finder).__name__ == "_Finder"])
${start}`
    const seen = await observe(store, source, { env })
    // The same without the action's variables, and without its folder.
    const plain = `import os, subprocess, sys
environment = dict(os.environ, PYTHONPATH=${JSON.stringify(folder)})
done = subprocess.run([sys.executable, "-c", 'import sys\\nprint("sitecustomize" in sys.modules, [])'], env=environment, capture_output=True, text=True)
print(done.returncode, json.dumps([done.stdout, done.stderr]))`
    const other = await observe(store, `import json\n${plain}`)
    const [code, output] = /^stdout (\d+) (.*)$/.exec(other.lines.at(-1) ?? '')?.slice(1) ?? []
    const [stdout = '', stderr = ''] = JSON.parse(output ?? '[]') as string[]

    expect(seen.code).toBe(Number(code))
    const both = [...prefixed('stdout', stdout), ...prefixed('stderr', stderr)].map(line =>
      line.replace('[]', "['_Finder']")
    )
    // The frames of a traceback, which an exit has, are the hook's as well.
    const told = (lines: readonly string[]) => lines.filter(line => !line.startsWith('stderr   ')).sort()
    expect(told(seen.lines)).toEqual(told(both))
    expect(seen.starts.length).toBe(seen.code === 0 ? 1 : 0)
  })

  test('may be a package, or an agent in front of the hook that imports requests and runs what is next', async () => {
    const env = pythonPath({ 'sitecustomize/__init__.py': 'print("package")' })
    expect((await observe(store, start, { env })).lines).toEqual(['stdout package'])

    // As New Relic's agent does: the next one on the path, whatever is in front of it.
    const chaining = `
import os, sys, requests
print("agent")
path = list(sys.path)
path.remove(os.path.dirname(__file__))
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
spec = PathFinder.find_spec("sitecustomize", path)
module = sys.modules["sitecustomize"] = module_from_spec(spec)
spec.loader.exec_module(module)
`
    const outer = `import os, subprocess, sys
os.makedirs("agent")
open("agent/sitecustomize.py", "w").write(${JSON.stringify(chaining)})
os.environ["PYTHONPATH"] = os.path.abspath("agent") + os.pathsep + os.environ["PYTHONPATH"]
subprocess.run([sys.executable, "child.py", sys.argv[-1]], check=True)
`
    const seen = await observe(store, outer, { env, files: { 'child.py': start } })
    expect(seen.lines).toEqual(['stdout package', 'stdout agent', 'stdout package'])
    expect(seen.starts).toMatchObject([{ name: 'n' }])
  })

  test('is executed if the variables of the action are gone, which notes nothing', async () => {
    const env = pythonPath({ 'sitecustomize.py': 'print("mine")' })
    const source = `
import os, subprocess, sys
for name in list(os.environ):
    if name.startswith("ZENML_GATED_TRIGGER_"): del os.environ[name]
subprocess.run([sys.executable, "child.py", sys.argv[-1]], check=True)
`
    const child = `import sys\nprint("requests.sessions" in sys.modules, "_Finder" in str(sys.meta_path))\n${start}`
    const seen = await observe(store, source, { env, files: { 'child.py': child } })
    expect(seen.lines).toEqual(['stdout mine', 'stdout mine', 'stdout False False'])
    expect(seen).toMatchObject({ python: true, client: false, starts: [] })
  })
})

describe('import hooks', () => {
  test.each([
    [
      'a look for the spec of requests.sessions',
      'import importlib.machinery, importlib.util\nfor _ in range(3): print(isinstance(importlib.util.find_spec("requests.sessions").loader, importlib.machinery.SourceFileLoader))',
      ['True', 'True', 'True']
    ],
    [
      "a hook as wrapt's, which asks all finders for the spec and wraps its loader",
      `
import importlib.util, sys
class Loader:
    def __init__(self, loader): self.loader = loader
    def create_module(self, spec): return self.loader.create_module(spec)
    def exec_module(self, module): self.loader.exec_module(module); print("hooked", module.__name__)
class Finder:
    busy = False
    def find_spec(self, name, path=None, target=None):
        if name != "requests.sessions" or self.busy: return None
        self.busy = True
        try: spec = importlib.util.find_spec(name)
        finally: self.busy = False
        spec.loader = Loader(spec.loader)
        return spec
sys.meta_path.insert(POSITION, Finder())`,
      ['hooked requests.sessions']
    ],
    [
      'a finder in front that loads everything by itself',
      `
import sys
from importlib.machinery import PathFinder
class Finder:
    def find_spec(self, name, path=None, target=None):
        return PathFinder.find_spec(name, path, target)
sys.meta_path.insert(0, Finder())
import requests
try: import one_that_it_does_not_find
except ImportError: pass`,
      []
    ],
    [
      'a finder of the old kind behind the hook',
      `
import sys
class Old:
    def find_module(self, name, path=None): return None
sys.meta_path.insert(1, Old())
import requests
try: import one_that_is_not_there
except ImportError: pass`,
      []
    ],
    [
      'lazy loading',
      `
import importlib.util, sys
import requests.models, requests
for name in [name for name in sys.modules if name.split(".")[0] == "requests"]: del sys.modules[name]
import urllib3, requests.structures
spec = importlib.util.find_spec("requests.sessions")
loader = importlib.util.LazyLoader(spec.loader)
spec.loader = loader
module = importlib.util.module_from_spec(spec)
sys.modules["requests.sessions"] = module
loader.exec_module(module)
import wave
print(object.__getattribute__(module, "__dict__").get("Session"))
requests.sessions = module
print(module.Session.__name__)`,
      ['None', 'Session']
    ]
  ])('%s changes nothing: each start is noted once', async (_, source, lines) => {
    for (const position of source.includes('POSITION') ? ['0', '1'] : ['']) {
      const seen = await observe(store, `${source.replace('POSITION', position)}\n${start}`)
      expect(seen.lines).toEqual(lines.map(line => `stdout ${line}`))
      expect(seen.starts).toMatchObject([{ name: 'n' }])
    }
  })
})

test('without the package requests nothing of the hook is loaded but its finder', async () => {
  const source = `
import sys
print([name for name in sys.modules if "observer" in name], type(sys.meta_path[0]).__name__)
import json, decimal
try: import requests
except ModuleNotFoundError as error: print(error)
try: import requests.sessions
except ModuleNotFoundError as error: print(error)
print(json.dumps([name for name in sys.modules if "observer" in name]))
`
  const seen = await observe(store, source, {
    python: 'python3',
    args: ['-s', 'main.py'],
    env: pythonPath({ 'requests.py': 'raise ModuleNotFoundError("none here")' })
  })
  expect(seen).toMatchObject({ code: 0, python: true, client: false, starts: [] })
  expect(seen.lines).toEqual(['stdout [] _Finder', 'stdout none here', 'stdout none here', 'stdout []'])
})

/** The lines of a stream as `observe` gives them. */
function prefixed(stream: string, text: string): string[] {
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => `${stream} ${line}`)
}
