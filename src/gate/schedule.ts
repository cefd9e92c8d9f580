import { field, isObject } from '../text/json.ts'
import type { EventReading, EventSource } from './event-source.ts'
import { branchRef } from './git-ref.ts'
import { type Refusal, refuse } from './outcome.ts'
import { readOwnRef, sameRef } from './own-ref.ts'
import { contradiction, malformed } from './payload.ts'
import { defaultBranch } from './repository.ts'
import { quoted } from './shown.ts'

/** Reads a `schedule` event, which runs on the default branch (events-that-trigger-workflows, schedule). */
export function readSchedule(source: EventSource): EventReading {
  const { payload } = source
  const schedule = field(payload, 'schedule')
  if (typeof schedule !== 'string' || schedule.trim() === '') return malformed('schedule', 'a cron expression')

  const hasRef = field(payload, 'ref') !== undefined
  const other = (hasRef ? sameRef(source) : undefined) ?? otherThanDefault(source)
  if (other !== undefined) return other

  const reading = readOwnRef('schedule', source)
  if (reading.kind !== 'ref' || reading.ref.type === 'branch') return reading
  const text = `A schedule runs on the default branch, but GITHUB_REF is the tag ${quoted(reading.ref.name)}.`
  return refuse('contradiction', text)
}

/** A refusal if the payload names a default branch and GITHUB_REF is another. */
function otherThanDefault({ payload, fullRef }: EventSource): Refusal | undefined {
  const repository = field(payload, 'repository')
  const branch = isObject(repository) ? defaultBranch(repository) : undefined
  if (typeof branch === 'object') return branch
  if (branch === undefined || branchRef(branch) === fullRef) return undefined
  return contradiction('GITHUB_REF', fullRef, "the event file's repository.default_branch", branch)
}
