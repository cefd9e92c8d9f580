// Runs a script under Node 24, the runtime that action.yml names, whatever Node the machine has.
// Plain JavaScript, since the machine's own Node may be too old to run TypeScript.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'

const wanted = 24

/** Path of a Node 24 binary: this process's own, or the one from the `node-<platform>-<arch>` dev package. */
function node24() {
  if (Number(process.versions.node.split('.')[0]) === wanted) return process.execPath
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const name = `node-${platform}-${process.arch}`
  try {
    const folder = dirname(createRequire(import.meta.url).resolve(`${name}/package.json`))
    const binary = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    if (existsSync(binary)) return binary
  } catch {
    // not installed: the message below says what to do
  }
  console.error(
    `Node ${wanted} is needed (this is Node ${process.versions.node}, and the package ${name} is not installed). ` +
      `Run 'npm ci', or put Node ${wanted} first on PATH.`
  )
  process.exit(1)
}

const binary = node24()
const path = [dirname(binary), process.env.PATH].join(delimiter)
const child = spawn(binary, process.argv.slice(2), { stdio: 'inherit', env: { ...process.env, PATH: path } })
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
