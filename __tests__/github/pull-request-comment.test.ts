import { describe, expect, test } from '@jest/globals'
import { Github } from '../../src/github/client.ts'
import { type CommentWish, type Written, writeComment } from '../../src/github/pull-request-comment.ts'
import { patiently } from '../../src/github/retry.ts'
import { systemClock } from '../../src/node/clock.ts'
import { type GithubApi, githubBot, githubRepository, githubToken, withGithub } from '../pieces/github-api.ts'
import { failure } from '../pieces/thrown.ts'

const subject = 'a'.repeat(64)
const wish: CommentWish = {
  ...{ pullRequest: 7, subject, text: 'It succeeded.' },
  ...{ workflowRunId: 100, attempt: 1, job: 'job-a' }
}

const marker = (run: number, about = subject, attempt = 1, job = 'job-a'): string =>
  `<!-- zenml-gated-trigger ${about} run ${run} attempt ${attempt} job ${job} -->`

/** Writes a comment as a job does, with passing trouble bounded in time. */
function write(github: GithubApi, more: Partial<CommentWish> = {}, limitMs = 30_000): Promise<Written> {
  const access = { token: githubToken, apiUrl: github.url, repository: githubRepository, clock: systemClock }
  const log = { info: () => undefined }
  return patiently({ clock: systemClock, log, what: 'comment', limitMs, signal: undefined }, signal =>
    writeComment(new Github({ ...access, signal }), { ...wish, ...more })
  )
}

test('on GitHub Enterprise Server a comment is written too', () =>
  withGithub({}, async github => {
    const clock = systemClock
    const access = { token: githubToken, apiUrl: `${github.url}/api/v3`, repository: githubRepository, clock }
    const { signal } = new AbortController()
    expect(await writeComment(new Github({ ...access, signal }), wish)).toBe('created')
    expect(github.paths).toContain('/api/graphql')
  }))

const bodies = (github: GithubApi): readonly string[] => github.comments.map(({ body }) => body)

describe('a comment', () => {
  test('is created, with a first line that is not shown', () =>
    withGithub({}, async github => {
      expect(await write(github)).toBe('created')
      expect(bodies(github)).toEqual([`${marker(100)}\nIt succeeded.`])
    }))

  test('is updated in place, also behind 250 others', () =>
    withGithub({}, async github => {
      for (let index = 0; index < 250; index++) github.addComment(7, 5, `Comment ${index}`)
      const own = github.addComment(7, githubBot, `${marker(99)}\nIt failed.`)
      expect(await write(github)).toBe('updated')
      expect(own.body).toBe(`${marker(100)}\nIt succeeded.`)
      expect(github.comments).toHaveLength(251)
      // Three pages, and once more to see whether another job wrote at the same time.
      expect(github.count('GET')).toBe(6)
    }))

  test('of somebody else with the same first line is neither changed nor deleted', () =>
    withGithub({}, async github => {
      const forged = github.addComment(7, 5, `${marker(1)}\nIt succeeded, believe me.`)
      expect(await write(github)).toBe('created')
      expect(forged.body).toContain('believe me')
      expect(github.comments).toHaveLength(2)
    }))

  test.each([
    ['about something else', `${marker(99, 'b'.repeat(64))}\nIt failed.`],
    ['that quotes one', `> ${marker(99)}`],
    ['without a first line of ours', 'Hello']
  ])('of the same account %s stays', (_, body) =>
    withGithub({}, async github => {
      const other = github.addComment(7, githubBot, body)
      expect(await write(github)).toBe('created')
      expect(other.body).toBe(body)
    })
  )

  test('of a later workflow run stays', () =>
    withGithub({}, async github => {
      const own = github.addComment(7, githubBot, `${marker(101)}\nNewer.`)
      expect(await write(github)).toBe('left')
      expect(own.body).toContain('Newer.')
      expect(await write(github, { workflowRunId: 101 })).toBe('updated')
    }))

  test('that is deleted in between is made anew', () =>
    withGithub(
      {
        before: ({ name }, nth) => {
          if (name.startsWith('PATCH') && nth === 1) github?.removeComment(github.comments[0]?.id ?? 0)
        }
      },
      async api => {
        github = api
        api.addComment(7, githubBot, `${marker(99)}\nIt failed.`)
        expect(await write(api)).toBe('created')
        expect(bodies(api)).toEqual([`${marker(100)}\nIt succeeded.`])
      }
    ))

  test('that is deleted again and again is given up', () =>
    withGithub({ faultFor: ({ name }) => (name.startsWith('PATCH') ? { status: 404 } : undefined) }, async github => {
      github.addComment(7, githubBot, `${marker(99)}\nIt failed.`)
      expect((await failure(() => write(github))).message).toBe('The comment was deleted each time it was written')
      expect(github.count('PATCH')).toBe(3)
    }))
})

let github: GithubApi | undefined

describe('two jobs of one workflow run about the same', () => {
  const red = { job: 'job-r', text: 'It failed.' }
  const newRun = { workflowRunId: 101 }

  test('have a comment each, and each keeps its own when it is written again', () =>
    withGithub({}, async github => {
      expect([await write(github, red), await write(github), await write(github, red)]).toEqual([
        'created',
        'created',
        'updated'
      ])
      expect(bodies(github).map(body => body.split('\n')[1])).toEqual(['It failed.', 'It succeeded.'])
    }))

  test('each take one of the two comments in the next workflow run', () =>
    withGithub({}, async github => {
      for (const job of [red, {}]) await write(github, job)
      const [first] = github.comments
      expect(await write(github, { ...newRun, job: 'job-b' })).toBe('updated')
      expect(await write(github, { ...newRun, ...red, job: 'job-s' })).toBe('updated')
      expect(bodies(github)).toEqual([
        `${marker(101, subject, 1, 'job-b')}\nIt succeeded.`,
        `${marker(101, subject, 1, 'job-s')}\nIt failed.`
      ])
      expect(github.comments[0]).toBe(first)
    }))

  test('of which one alone is run again do not lose the comment of the other', () =>
    withGithub({}, async github => {
      for (const job of [red, {}]) await write(github, job)
      expect(await write(github, { attempt: 2, job: 'job-b' })).toBe('created')
      expect(bodies(github).join()).toContain('It failed.')
      // The next workflow run takes the place of one, and so on until each job has its own.
      for (const job of ['job-c', 'job-s', 'job-t']) await write(github, { ...newRun, job })
      expect(github.comments).toHaveLength(3)
    }))

  test('that write into the same earlier comment at once end with a comment each', () => {
    const looked = barrier(2)
    return withGithub(
      { before: ({ name }, nth) => (name.startsWith('GET') && nth <= 2 ? looked() : undefined) },
      async github => {
        github.addComment(7, githubBot, `${marker(99)}\nOld.`)
        await Promise.all([write(github, red), write(github)])
        expect(
          bodies(github)
            .map(body => body.split('\n')[1])
            .sort()
        ).toEqual(['It failed.', 'It succeeded.'])
      }
    )
  })
})

test('another attempt of the only job updates its comment', () =>
  withGithub({}, async github => {
    await write(github)
    expect(await write(github, { attempt: 2, job: 'job-b' })).toBe('updated')
    expect(github.comments).toHaveLength(1)
  }))

describe('two jobs at once', () => {
  test('that both find no comment leave one', () => {
    // Both have looked before either writes.
    const looked = barrier(2)
    return withGithub(
      { before: ({ name }, nth) => (name.startsWith('GET') && nth <= 2 ? looked() : undefined) },
      async github => {
        const written = await Promise.all([write(github), write(github, { workflowRunId: 101, text: 'Newer.' })])
        expect(github.count('POST')).toBe(2)
        expect(github.comments).toHaveLength(1)
        expect(written).toContain('created')
      }
    )
  })

  test('clean up what a third one left behind', () =>
    withGithub({}, async github => {
      for (const run of [97, 98, 99]) github.addComment(7, githubBot, `${marker(run)}\nIt failed.`)
      await Promise.all([write(github), write(github)])
      expect(bodies(github)).toEqual([`${marker(100)}\nIt succeeded.`])
    }))
})

/** What resolves for everybody as soon as so many wait for it. */
function barrier(count: number): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  let left = count
  return () => {
    left -= 1
    if (left === 0) resolve()
    return promise
  }
}

describe('trouble', () => {
  test.each([
    [502, 'GET'],
    [503, 'PATCH'],
    [500, 'viewer']
  ])('passes: %d for %s', (status, start) =>
    withGithub(
      { faultFor: ({ name }, nth) => (name.startsWith(start) && nth === 1 ? { status } : undefined) },
      async github => {
        github.addComment(7, githubBot, `${marker(99)}\nIt failed.`)
        expect(await write(github)).toBe('updated')
      }
    )
  )

  test.each([
    ['an answer that is lost', 'reset' as const],
    ['a gateway', { status: 502 }]
  ])('leaves one comment if the request that created it meets %s', (_, after) =>
    withGithub(
      { faultFor: ({ name }, nth) => (name.startsWith('POST') && nth === 1 ? { after } : undefined) },
      async github => {
        expect(await write(github)).toBe('updated')
        expect(bodies(github)).toEqual([`${marker(100)}\nIt succeeded.`])
      }
    )
  )

  test.each([403, 429])('of a secondary rate limit passes when its time is over: %d', status => {
    const limit = { status, headers: { 'retry-after': '1' }, message: 'You have exceeded a secondary rate limit.' }
    return withGithub(
      { faultFor: ({ name }, nth) => (name.startsWith('POST') && nth === 1 ? limit : undefined) },
      async github => {
        const before = performance.now()
        expect(await write(github)).toBe('created')
        expect(performance.now() - before).toBeGreaterThan(900)
      }
    )
  })

  test('of a rate limit that is longer than there is time is given up at once', () =>
    withGithub(
      {
        faultFor: ({ name }) =>
          name.startsWith('POST') ? { status: 429, headers: { 'retry-after': '60' } } : undefined
      },
      async github => {
        await expect(write(github)).rejects.toMatchObject({ status: 429 })
        expect(github.count('POST')).toBe(1)
      }
    ))

  test.each([401, 403, 404, 410, 422])('that does not pass is given up at once: %d', status =>
    withGithub({ faultFor: ({ name }) => (name.startsWith('POST') ? { status } : undefined) }, async github => {
      await expect(write(github)).rejects.toMatchObject({ status })
      expect(github.count('POST')).toBe(1)
      expect(github.comments).toEqual([])
    })
  )

  test('without an end is given up when time is over', () =>
    withGithub({ faultFor: ({ name }) => (name.startsWith('GET') ? 'silence' : undefined) }, async github => {
      await expect(write(github, {}, 300)).rejects.toThrow('nothing came back within 300 ms')
    }))
})
