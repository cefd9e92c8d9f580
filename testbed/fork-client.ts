import { createConnection } from 'node:net'

/**
 * Runs a command in a container of the fork server and waits for its end.
 *
 * @returns its exit code.
 * @throws Error if the fork server goes away before.
 */
export function runInContainer(
  socketPath: string,
  command: { readonly name: string; readonly argv: readonly string[]; readonly env: Readonly<Record<string, string>> }
): Promise<number> {
  return new Promise((resolve, reject) => {
    const connection = createConnection(socketPath)
    let text = ''
    connection.setEncoding('utf8')
    connection.on('error', reject)
    connection.on('data', (chunk: string) => {
      text += chunk
    })
    connection.on('close', () => {
      const last = text.trim().split('\n').at(-1) ?? ''
      const { code } = (last === '' ? {} : JSON.parse(last)) as { code?: number }
      if (code === undefined) reject(new Error('the fork server has gone away'))
      else resolve(code)
    })
    connection.write(`${JSON.stringify({ op: 'run', wait: true, ...command })}\n`)
  })
}
