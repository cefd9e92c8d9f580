import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { observe, openStore, type Store } from './observed-command.ts'

const snapshot = '0b4a1e3c-9d0f-4c43-8a34-3f1f0e4d6a01'
const uuid = expect.stringMatching(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
const key = expect.stringMatching(/^\d+-[0-9a-f]{16}$/)

let store: Store
beforeAll(async () => {
  store = await openStore({
    '/api/v1/runs?taken': { status: 409, body: '{"detail": ["EntityExistsError", "SECRET-BODY"]}' },
    '/api/v1/runs?page': { body: '<html>dashboard</html>' },
    '/api/v1/runs?hostile': { body: '[{"id": {"__proto__": 1}}, true]' },
    '/api/v1/runs?moved': { status: 307, body: '', location: '/api/v1/runs' },
    '/other': { status: 307, body: '', location: '/elsewhere' }
  })
})
afterAll(() => store.close())

test('the client sends POST /runs twice for one run, and both are noted with name and id', async () => {
  const id = 'C3FB9BDD-646D-4C83-ADB2-EFAB06E6E2D3'
  const own = await openStore({ '/api/v1/runs': { body: JSON.stringify([{ id, name: 'r1' }, true]) } })
  const seen = await observe(
    own,
    "from helpers import *\nfor _ in range(2): post('/api/v1/runs', {'name': 'r1', 'x': 'SECRET-BODY'})"
  )
  await own.close()

  expect(seen).toMatchObject({ code: 0, lines: [], python: true, client: true, isCut: false })
  const start = { key, kind: 'run', name: 'r1', runId: id.toLowerCase() }
  expect(seen.starts).toEqual([start, start])
  expect(seen.starts[0]?.key).not.toBe(seen.starts[1]?.key)
  expect(seen.notes).not.toMatch(/SECRET|Bearer|127\.0\.0\.1/)
})

test.each([
  [
    'a snapshot',
    `/pipeline_snapshots/${snapshot}/runs`,
    { run_configuration: { run_name: 'n' } },
    { kind: 'snapshot', name: 'n', sourceId: snapshot }
  ],
  [
    'a snapshot, unnamed',
    `/pipeline_snapshots/${snapshot}/runs`,
    { run_configuration: null },
    { kind: 'snapshot', sourceId: snapshot }
  ],
  [
    'a snapshot, with a name that the server makes up',
    `/pipeline_snapshots/${snapshot}/runs`,
    { run_configuration: { run_name: 'n-{date}' } },
    { kind: 'snapshot', sourceId: snapshot }
  ],
  [
    'a snapshot, with no body',
    `/pipeline_snapshots/${snapshot}/runs`,
    undefined,
    { kind: 'snapshot', sourceId: snapshot }
  ],
  [
    'a run template',
    `/run_templates/${snapshot}/runs`,
    { run_name: 'n' },
    { kind: 'template', name: 'n', sourceId: snapshot }
  ],
  ['an earlier run', `/runs/${snapshot}/replay`, { run_name: 'n' }, { kind: 'replay', name: 'n', sourceId: snapshot }],
  ['a query', '/runs?hydrate=true', { name: 'n' }, { kind: 'run', name: 'n' }],
  ['a client of 0.75', `/workspaces/${snapshot}/runs/get-or-create`, { name: 'n' }, { kind: 'run', name: 'n' }],
  ['something that is not a UUID', '/pipeline_snapshots/SECRET-ID/runs', {}, { kind: 'snapshot' }],
  ['a name that is too long', '/runs', { name: 'n'.repeat(256) }, { kind: 'run' }],
  ['a name that is not a text', '/runs', { name: ['SECRET'] }, { kind: 'run' }],
  ['a body that is a list', '/runs', [{ name: 'SECRET' }], { kind: 'run' }]
])('a start from %s is noted', async (_, path, body, expected) => {
  const json = body === undefined ? 'None' : `json.loads(${JSON.stringify(JSON.stringify(body))})`
  const seen = await observe(store, `from helpers import *\npost(${JSON.stringify(`/api/v1${path}`)}, ${json})`)
  expect(seen.lines).toEqual([])
  expect(seen.starts).toEqual([{ key, runId: uuid, ...expected }])
  expect(seen.notes).not.toContain('SECRET')
})

test('an answer without a run is noted by its status alone, an exception not at all', async () => {
  const source = `
from helpers import *
import requests
for query in ("taken", "page", "hostile"): post("/api/v1/runs?" + query, {"name": query})
class Broken(requests.adapters.HTTPAdapter):
    def send(self, *args, **kwargs): raise ConnectionResetError("mine")
session = requests.Session()
session.mount(STORE, Broken())
try: session.post(STORE + "/api/v1/runs", json={"name": "broken"})
except ConnectionResetError as error: print("raised", error)
with requests.Session().post(STORE + "/api/v1/runs", json={"name": "streamed"}, stream=True) as streamed:
    print(streamed.raw.isclosed(), len(streamed.raw.read()) > 10)
`
  const seen = await observe(store, source)
  expect(seen.lines).toEqual(['stdout raised mine', 'stdout False True'])
  expect(seen.starts).toEqual([
    { key, kind: 'run', name: 'taken', status: 409 },
    { key, kind: 'run', name: 'page', status: 200 },
    { key, kind: 'run', name: 'hostile', status: 200 },
    { key, kind: 'run', name: 'broken' },
    { key, kind: 'run', name: 'streamed', status: 200 }
  ])
  expect(seen.notes).not.toContain('SECRET')
})

test('a redirected start is noted with the run that it ends at', async () => {
  const seen = await observe(
    store,
    "from helpers import *\nprint(post('/api/v1/runs?moved', {'name': 'm'}).json()[0]['id'])"
  )
  expect(new Set(seen.starts.map(start => `stdout ${start.runId}`))).toEqual(new Set(seen.lines))
  expect(seen.starts.map(start => start.name)).toEqual(['m', 'm'])
})

test.each([
  [
    'another host',
    'import requests\nfrom helpers import *\nrequests.post(STORE.replace("127.0.0.1", "localhost") + "/api/v1/runs", json={"name": "n"})',
    false
  ],
  ['a path outside the API', 'post("/runs", {"name": "n"})', false],
  ['a longer prefix', 'post("/api/v11/runs", {"name": "n"})', false],
  ['a list of runs', 'import requests\nrequests.get(STORE + "/api/v1/runs")', true],
  ['a stop of a run', 'post("/api/v1/runs/x/stop")', true],
  ["a step's start", 'post("/api/v1/steps", {"name": "n"})', true],
  ['a deeper path', 'post("/api/v1/pipelines/x/y/runs", {"name": "n"})', true],
  ['a name with a line break at its end', 'post("/api/v1/runs%0A", {"name": "n"})', true]
])('%s is not a start', async (_, source, client) => {
  const seen = await observe(store, `from helpers import *\n${source}`)
  expect(seen).toMatchObject({ code: 0, lines: [], python: true, client, starts: [] })
})

describe("the store's address", () => {
  test.each([
    ['a slash at its end', (url: string) => `${url}/`, ''],
    ['upper case', (url: string) => url.replace('http', 'HTTP'), ''],
    ['a path', (url: string) => `${url}/zenml`, '/zenml'],
    ['a path with a blank', (url: string) => `${url}/a%20b/`, '/a b']
  ])('may have %s', async (_, change, prefix) => {
    const source = `from helpers import *\npost("${prefix}/api/v1/runs", {"name": "n"})`
    const seen = await observe(store, source, { storeUrl: change(store.url) })
    expect(seen.starts).toMatchObject([{ name: 'n', runId: uuid }])
  })

  test('with another path is another store', async () => {
    const source = 'from helpers import *\npost("/api/v1/runs", {"name": "n"})'
    const seen = await observe(store, source, { storeUrl: `${store.url}/zenml` })
    expect(seen).toMatchObject({ python: true, client: false, starts: [] })
  })

  test('may leave out the port, and credentials in it are not noted', async () => {
    const source = `
import requests
class Adapter(requests.adapters.BaseAdapter):
    def send(self, request, **kwargs):
        answer = requests.Response()
        answer.status_code, answer._content, answer.url, answer.request = 200, b'{}', request.url, request
        return answer
    def close(self): pass
session = requests.Session()
for scheme in ("http://", "https://"): session.mount(scheme, Adapter())
session.post("https://user:SECRET@zenml.example.com:443/api/v1/runs", json={"name": "n"})
session.post("http://zenml.example.com/api/v1/runs", json={"name": "other origin"})
`
    const seen = await observe(store, source, { storeUrl: 'https://ZenML.example.com' })
    expect(seen.lines).toEqual([])
    expect(seen.starts).toEqual([{ key, kind: 'run', name: 'n', status: 200 }])
    expect(seen.notes).not.toContain('SECRET')
  })
})

describe('the program may be', () => {
  const start = (name: string) => `from helpers import *\npost("/api/v1/runs", {"name": "${name}"})\n`
  const files = { 'child.py': start('child'), 'job.py': start('module') }

  test.each([
    [
      'a captured subprocess',
      'import subprocess, sys\nsubprocess.run([sys.executable, "child.py", sys.argv[-1]], capture_output=True, check=True)',
      {},
      ['child']
    ],
    ['a module', '', { args: ['-m', 'job'] }, ['module']],
    ['given in its arguments', '', { args: ['-c', start('inline')] }, ['inline']],
    [
      'a multiprocessing child, spawned or forked',
      'import multiprocessing\nfrom helpers import *\ndef work(name): post("/api/v1/runs", {"name": name})\nif __name__ == "__main__":\n  for method in ("spawn", "fork"):\n    child = multiprocessing.get_context(method).Process(target=work, args=(method,))\n    child.start(); child.join()',
      {},
      ['spawn', 'fork']
    ],
    [
      'several threads',
      'import threading\nfrom helpers import *\nthreads = [threading.Thread(target=post, args=("/api/v1/runs", {"name": "t%d" % i})) for i in range(8)]\nfor t in threads: t.start()\nfor t in threads: t.join()',
      {},
      [0, 1, 2, 3, 4, 5, 6, 7].map(number => `t${number}`)
    ],
    [
      'asynchronous',
      'import asyncio\nfrom helpers import *\nasync def main(): await asyncio.gather(*[asyncio.get_running_loop().run_in_executor(None, post, "/api/v1/runs", {"name": n}) for n in "ab"])\nasyncio.run(main())',
      {},
      ['a', 'b']
    ],
    [
      'a fork of one that has asked before',
      'import os\nfrom helpers import *\npost("/api/v1/runs", {"name": "parent"})\nif os.fork() == 0:\n  post("/api/v1/runs", {"name": "forked"})\n  os._exit(0)\nos.wait()',
      {},
      ['parent', 'forked']
    ]
  ])('%s', async (_, source, program, names) => {
    const seen = await observe(store, source, { files, ...program })
    expect(seen).toMatchObject({ code: 0, lines: [], python: true, client: true })
    expect(seen.starts.map(({ name }) => name).sort()).toEqual([...names].sort())
    expect(seen.starts.every(({ runId }) => runId !== undefined)).toBe(true)
    expect(new Set(seen.starts.map(each => each.key)).size).toBe(names.length)
  })
})

test.each(['-I', '-E', '-S'])('python %s is not observed, and runs as before', async flag => {
  const source = 'import sys\nprint("observer" in str(sys.meta_path) or "_Finder" in str(sys.meta_path))'
  const seen = await observe(store, source, { args: [flag, 'main.py'] })
  expect(seen).toMatchObject({ code: 0, lines: ['stdout False'], python: false, client: false, notes: '' })
})

test.each([
  ['no body', 'data=None'],
  ['bytes that are not JSON', 'data=b"\\xff\\x00"'],
  ['a text', 'data="{not json"'],
  ['deep nesting', 'data="[" * 200000'],
  ['a number that no program reads', 'data="9" * 10000'],
  ['a form', 'data={"name": "n"}'],
  ['a generator', 'data=(part for part in (b"a", b"b"))'],
  ['a file', 'data=open(__file__, "rb")'],
  ['33 MiB', 'data=b\'{"name": "n", "x": "\' + b"x" * (33 << 20) + b\'"}\'']
])('a start whose body is %s is sent as it is, and noted without a name', async (_, body) => {
  const source = `
from helpers import *
import requests
answer = requests.post(STORE + "/api/v1/runs", ${body})
print(answer.status_code, type(answer).__name__)
`
  const seen = await observe(store, source)
  expect(seen).toMatchObject({ code: 0, lines: ['stdout 200 Response'] })
  expect(seen.starts).toEqual([{ key, kind: 'run', runId: uuid }])
})

test('send looks, returns and raises as it does without the hook', async () => {
  const source = `
import importlib, inspect, pickle, sys
import requests, requests.sessions as sessions
from requests import Session
send = sessions.Session.send
print(send.__name__, send.__qualname__, send.__module__, send.__doc__, inspect.signature(send), inspect.getsource(send))
print(pickle.loads(pickle.dumps(send)) is send, vars(pickle.loads(pickle.dumps(Session()))).keys())
print(type(sessions.__loader__).__name__, sessions.__spec__.origin, sessions.__loader__ is sessions.__spec__.loader)
for arguments in ((), (5,), (None,)):
    try: Session().send(*arguments)
    except Exception as error: print(type(error).__name__, error)
importlib.reload(sessions)
print(sessions.Session.send is not send)
class Mine(sessions.Session):
    def send(self, request, **kwargs): return super().send(request, **kwargs)
print(Mine().post(sys.argv[-1] + "/api/v1/runs", json={"name": "mine"}).status_code)
`
  const without = await observe(store, source, { args: ['-E', 'main.py'] })
  const seen = await observe(store, source)
  expect(seen.lines).toEqual(without.lines)
  expect(seen.lines.at(-1)).toBe('stdout 200')
  expect(without.starts).toEqual([])
  // Once, though the module was executed twice.
  expect(seen.starts).toMatchObject([{ name: 'mine' }])
})

describe('the notes file may', () => {
  const change = (what: string) => `
from helpers import *
notes = os.environ["ZENML_GATED_TRIGGER_NOTES"]
post("/api/v1/runs", {"name": "before"})
os.unlink(notes)
${what}
print(post("/api/v1/runs", {"name": "after"}).status_code)
`
  test.each([
    ['be removed, and is not made again', '', 'print(os.path.exists(notes))', 'stdout False'],
    ['become a pipe that nobody reads', 'os.mkfifo(notes)', '', undefined],
    [
      'become a full pipe',
      'os.mkfifo(notes)\nr = os.open(notes, os.O_RDWR | os.O_NONBLOCK)\ntry:\n  while True: os.write(r, b"x" * 4096)\nexcept BlockingIOError: pass',
      '',
      undefined
    ],
    [
      'become a pipe that somebody reads, who gets nothing',
      'os.mkfifo(notes)\nr = os.open(notes, os.O_RDWR | os.O_NONBLOCK)',
      'try: print(os.read(r, 100))\nexcept BlockingIOError: print("empty")',
      'stdout empty'
    ],
    ['become a folder', 'os.mkdir(notes)', '', undefined],
    [
      'become a link, which is not followed',
      'open("target", "w").close()\nos.symlink(os.path.abspath("target"), notes)',
      'print(os.path.getsize("target"))',
      'stdout 0'
    ],
    ['become a full device', 'os.symlink("/dev/full", notes)', '', undefined]
  ])('%s', async (_, what, after, line) => {
    const seen = await observe(store, `${change(what)}${after}`)
    expect(seen).toMatchObject({ code: 0, starts: [], isCut: false })
    expect(seen.lines).toEqual(['stdout 200', ...(line === undefined ? [] : [line])])
  })

  test('not grow without end: after 2,500 starts a process says that there were more', async () => {
    const source = `
import requests, sys
class Adapter(requests.adapters.BaseAdapter):
    def send(self, request, **kwargs):
        answer = requests.Response()
        answer.status_code, answer._content, answer.url, answer.request = 409, b'', request.url, request
        return answer
    def close(self): pass
session = requests.Session()
session.mount("http://", Adapter())
for number in range(2600): session.post(sys.argv[-1] + "/api/v1/runs", json={"name": "r%d" % number})
`
    const seen = await observe(store, source)
    expect(seen).toMatchObject({ code: 0, lines: [], isCut: true })
    expect(seen.starts.length).toBe(2500)
    expect(seen.notes.split('\n').filter(line => line !== '').length).toBe(5003)
  })
})

test('however many interpreters start, one line says that there was one', async () => {
  const source = 'import subprocess, sys\nfor _ in range(3): subprocess.run([sys.executable, "-c", ""], check=True)'
  expect((await observe(store, source)).notes).toMatch(/^\n\{"python": \d+\}\n$/)
})

test('both files can be parsed by Python 3.8', async () => {
  const files = ['sitecustomize.py', 'observer.py'].map(name => `src/command/observer/${name}`)
  const source = `
import ast, json
for text in json.loads(${JSON.stringify(JSON.stringify(files.map(file => readFileSync(file, 'utf8'))))}):
    ast.parse(text, feature_version=(3, 8))
    print(len(text) > 1000)
`
  expect((await observe(store, source)).lines).toEqual(['stdout True', 'stdout True'])
})
