import { join } from 'node:path'
import { findProgram } from '../process/find-program.ts'
import { oneLine } from '../text/foreign.ts'
import { bringUv, type Installer, pipInstaller, uvInstaller } from './installers.ts'
import type { InstallationJob } from './preparation.ts'
import { runShown } from './programs.ts'
import { uvIndexNames } from './uv-settings.ts'

/** What installs the packages. */
export interface Choice {
  readonly installer: Installer
  /** Path of uv; undefined if pip installs. */
  readonly uv: string | undefined
  /** Whether pip brought that uv, since the job has none. */
  readonly isBrought: boolean
}

/** Chooses uv if it can be set up as pip is, and lets pip bring it if the job has none; otherwise pip, and says why. */
export async function chooseInstaller(job: InstallationJob): Promise<Choice> {
  const { circumstances, isReadable, request } = job
  if (!isReadable) return byPip(job, "pip's own configuration can't be read")

  const own = findProgram('uv', request.env, process.platform)
  const isBrought = own === undefined
  const planned = uvInstaller({ file: own ?? 'uv', isBrought }, circumstances)
  if ('unfit' in planned) return byPip(job, `uv has nothing for pip's setting ${oneLine(planned.unfit, 60)}`)
  if (own !== undefined) return { installer: planned, uv: own, isBrought }

  const brought = await bring(job)
  if ('failure' in brought) return byPip(job, `pip could not install it (${brought.failure})`)
  const installer = uvInstaller({ file: brought.uv, isBrought }, circumstances)
  return 'unfit' in installer ? byPip(job, installer.unfit) : { installer, uv: brought.uv, isBrought }
}

function byPip({ circumstances, request }: InstallationJob, why: string): Choice {
  const unheard = uvIndexNames(circumstances.env)
  if (unheard.length === 0) request.log.info(`pip is used instead of uv: ${why}.`)
  else request.log.warning(`pip is used instead of uv, so ${unheard.join(', ')} has no effect: ${why}.`)
  return { installer: pipInstaller(circumstances), uv: undefined, isBrought: false }
}

async function bring({
  circumstances,
  python,
  request
}: InstallationJob): Promise<{ uv: string } | { failure: string }> {
  const folder = join(request.folder, 'uv')
  const { code, lines } = await runShown(request, bringUv(python, folder, circumstances))
  // pip has the programs of a folder of its own below `bin` (Windows: `bin` or `Scripts`, by its version).
  const found = ['bin', 'Scripts'].map(name => findProgram('uv', { PATH: join(folder, name) }, process.platform))
  const uv = found.find(path => path !== undefined)
  if (code === 0 && uv !== undefined) return { uv }
  return { failure: oneLine(lines.findLast(line => line.trim() !== '') ?? 'it said nothing', 200) }
}
