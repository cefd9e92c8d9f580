import { field, isObject, type JsonObject } from '../text/json.ts'
import { type EventReading, type EventSource, isCommitId, isNoCommit } from './event-source.ts'
import { tagRef } from './git-ref.ts'
import { type Refusal, type Skip, skip } from './outcome.ts'
import { readOwnRef, sameRef } from './own-ref.ts'
import { contradiction, malformed } from './payload.ts'
import { quoted } from './shown.ts'
import { variable } from './variable.ts'

/**
 * Reads a `release` event by its tag. Only people with write access can publish one
 * (https://docs.github.com/en/repositories/releasing-projects-on-github/managing-releases-in-a-repository). Its
 * `target_commitish` counts for nothing: GitHub ignores it if the tag exists already
 * (https://docs.github.com/en/rest/releases/releases#create-a-release), so GITHUB_SHA is the commit of the tag.
 */
export function readRelease(source: EventSource): EventReading {
  const { payload } = source
  const action = field(payload, 'action')
  if (typeof action !== 'string') return malformed('action', 'text')
  // One publication is reported as created, published and released; and whoever edits a release publishes nothing.
  if (action !== 'published') {
    return skip('release-not-published', `The release event says ${quoted(action)}; only 'published' counts.`)
  }

  const release = field(payload, 'release')
  if (!isObject(release)) return malformed('release', 'an object')
  const tag = field(release, 'tag_name')
  if (typeof tag !== 'string') return malformed('release.tag_name', 'text')

  const reading = otherRef(source, tag) ?? noCommit(source) ?? readOwnRef('release', source)
  return reading.kind === 'ref' ? (preliminary(release, tag) ?? reading) : reading
}

/** A skip for a pre-release, and a refusal for a draft, since GitHub ends the draft when it publishes it. */
function preliminary(release: JsonObject, tag: string): Skip | Refusal | undefined {
  const draft = field(release, 'draft')
  if (typeof draft !== 'boolean') return malformed('release.draft', 'true or false')
  if (draft) return contradiction("The event file's action", 'published', 'its release.draft', 'true')

  const prerelease = field(release, 'prerelease')
  if (typeof prerelease !== 'boolean') return malformed('release.prerelease', 'true or false')
  return prerelease
    ? skip('prerelease', `The release ${quoted(tag)} is a pre-release; only a full one counts.`)
    : undefined
}

/** A refusal unless GITHUB_REF is the release's tag (events-that-trigger-workflows, release). */
function otherRef(source: EventSource, tag: string): Refusal | undefined {
  const { fullRef, payload } = source
  if (tagRef(tag) !== fullRef) {
    return contradiction('GITHUB_REF', fullRef, "the event file's release.tag_name", tag)
  }
  return field(payload, 'ref') === undefined ? undefined : sameRef(source)
}

/** A refusal if GITHUB_SHA, if set, is not a commit, as of a tag that was deleted. */
function noCommit({ env, fullRef }: EventSource): Refusal | undefined {
  const sha = variable(env, 'GITHUB_SHA')
  if (sha === undefined || (isCommitId(sha) && !isNoCommit(sha))) return undefined
  return contradiction('GITHUB_SHA', sha, 'GITHUB_REF', fullRef)
}
