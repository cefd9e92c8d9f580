import { constants, open } from 'node:fs/promises'
import * as core from '@actions/core'
import { decodeText } from '../text/encoding.ts'
import { Cancelled } from '../world/cancelled.ts'
import { type Log, type Place, safeLog } from '../world/log.ts'
import type { Files, World } from '../world/world.ts'
import { systemClock } from './clock.ts'
import { disk } from './disk.ts'
import { commandFiles } from './runner-files.ts'

const log: Log = {
  info: line => core.info(line),
  coloured: lines => core.info(lines.join('\n')),
  debug: line => core.debug(line),
  notice: line => core.notice(line),
  warning: line => core.warning(line),
  error: (text, place) => core.error(text, place === undefined ? {} : annotationOf(place)),
  startGroup: title => core.startGroup(title),
  endGroup: () => core.endGroup(),
  mask: secret => core.setSecret(secret)
}

function annotationOf({ file, line, title }: Place): core.AnnotationProperties {
  return { title, ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { startLine: line }) }
}

const files: Files = {
  ...disk,
  async readText(path, maxBytes) {
    // Without waiting, as a named pipe would make it wait for a writer; Windows has no such flag.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))

    try {
      const stat = await file.stat()
      if (!stat.isFile()) throw new Error('this is not a file')
      if (stat.size > maxBytes) throw new Error(`this is larger than ${maxBytes} bytes`)
      return decodeText(await file.readFile())
    } finally {
      await file.close()
    }
  }
}

/** The real world: this process, its runner and the network. SIGINT and SIGTERM abort `cancel`. */
export function openWorld(): World {
  const cancel = new AbortController()
  // A log that nobody reads any longer must not end this process in the middle of its work.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => cancel.abort(new Cancelled(signal)))

  return {
    env: process.env,
    clock: systemClock,
    log: safeLog(log),
    files,
    runner: commandFiles,
    random: Math.random,
    uuid: () => crypto.randomUUID(),
    // The largest part of what is loaded, for which a push that runs nothing has no use.
    network: async certificates => (await import('./network.ts')).openNetwork(certificates, process.env),
    cancel: cancel.signal
  }
}
