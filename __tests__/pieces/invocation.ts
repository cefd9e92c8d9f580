import type { Invocation } from '../../src/inputs/invocation.ts'

/** The first attempt of a step for a push to develop. */
export function anInvocation(change: Partial<Invocation> = {}): Invocation {
  return {
    repository: 'acme/models',
    ref: 'refs/heads/develop',
    event: 'push',
    sha: '6dcb09b5b57875f334f61aebed695e2e4193db5e',
    pullRequest: undefined,
    actor: 'octocat',
    workflowRunId: '7',
    attempt: '1',
    workflowRun: 'https://github.com/acme/models/actions/runs/7',
    commit: {
      sha: '6dcb09b5b57875f334f61aebed695e2e4193db5e',
      url: 'https://github.com/acme/models/commit/6dcb09b5b57875f334f61aebed695e2e4193db5e'
    },
    jobInstance: '',
    job: 'j',
    step: 's',
    stepFile: '',
    ...change
  }
}
