import type { Match } from './gate/decide.ts'
import type { Environment } from './gate/environment.ts'
import { idleInputs } from './inputs/idle-inputs.ts'
import { readInvocation } from './inputs/invocation.ts'
import { readInput } from './inputs/names.ts'
import { readInputs } from './inputs/read-inputs.ts'
import { exportCredentials } from './job/client-access.ts'
import { runInWorker } from './job/command.ts'
import { prepareCommand } from './job/command-preparation.ts'
import { followGivenRun } from './job/given-run.ts'
import { hideCredentials } from './job/hide-credentials.ts'
import type { ConnectedJob, ContactedJob, Ending, Job } from './job/job.ts'
import { withNotices } from './job/notices.ts'
import { requireAccount } from './job/own-account.ts'
import { runPipeline } from './job/pipeline.ts'
import { publishReports } from './job/reports.ts'
import { publishGraphs } from './job/run-graph.ts'
import { chooseRoute, openRoute } from './job/server-route.ts'
import { runSource } from './job/source.ts'
import { prepareSource } from './job/source-preparation.ts'
import { SavedState } from './job/state.ts'
import { withinTimeout } from './job/timeout.ts'
import type { Report } from './report/report.ts'
import { summaryOf } from './report/summary.ts'
import { formatDuration } from './world/clock.ts'
import type { World } from './world/world.ts'
import { proxyTo } from './zenml/address.ts'
import { connect } from './zenml/connect.ts'
import { contact, oldestSnapshotVersion, requireVersion } from './zenml/first-contact.ts'
import { shortPatience } from './zenml/question.ts'

/** Everything behind the gate, for the environment that it has chosen among all: connection, start, follow. Throws what fails the step. */
export async function runBehindGate(
  world: World,
  report: Report,
  match: Match,
  environments: readonly Environment[]
): Promise<Ending> {
  report.summarizeBy(summaryOf)
  hideCredentials(world)
  const job = readJob(world, report, match, environments)

  return withinTimeout(job, async timeUp => {
    const contacted = await reach(job)
    const perform = await prepare(contacted, timeUp)
    const connected = await logIn(contacted)
    if (job.environment.requires === undefined) await exportCredentials(connected)
    const ending = await withNotices(connected, () => perform(connected))
    await Promise.all([publishGraphs(connected), publishReports(connected)])

    // Whether code may reach an environment that requires another one is only known by then.
    if (job.environment.requires !== undefined && ending.error === undefined) await exportCredentials(connected)
    return ending
  })
}

function readJob(
  world: World,
  report: Report,
  { environment, isFork, pullRequest }: Match,
  environments: readonly Environment[]
): Job {
  const { clock, env, log } = world
  const inputs = readInputs(env, environment, isFork, environments)
  for (const sentence of idleInputs(inputs)) log.warning(sentence)

  const invocation = readInvocation(env, {
    jobInstance: readInput(env, 'job-instance'),
    jobIndex: readInput(env, 'job-index'),
    jobMatrix: readInput(env, 'job-matrix'),
    pullRequest
  })
  report.publish({ commit: invocation.commit })
  return { world, report, environment, inputs, invocation, until: clock.elapsed() + inputs.timeoutMs }
}

/** Asks the server who it is; nothing secret is sent. */
async function reach(job: Job): Promise<ContactedJob> {
  const { inputs, report, world } = job
  const { cancel, clock, env, log, random } = world
  const route = await chooseRoute(world, inputs)
  const proxy = proxyTo(env, route.base)
  if (proxy !== undefined) log.info(`The server is reached through the proxy of ${proxy.from}, ${proxy.url.host}.`)

  const send = await openRoute(world, route)
  // A cancel and the timeout count from the first question on.
  const patience = { ...shortPatience, signal: cancel, until: job.until }
  const contacted = await contact({ base: route.base, send, clock, log, random, patience })
  log.info(`ZenML ${contacted.info.version} at ${route.base.origin}`)
  report.publish({ serverVersion: contacted.info.version })
  if (job.environment.requires !== undefined) {
    // Older servers don't say from which snapshot a run is, and so not which steps it has to have (measured on 0.84.3).
    const remedy = `Upgrade the server to ${oldestSnapshotVersion}, or remove requires.`
    requireVersion(contacted.info, oldestSnapshotVersion, route.base, remedy)
  }
  return { ...job, contacted, route }
}

/** What is left to be done once the job is logged in. */
type Perform = (job: ConnectedJob) => Promise<Ending>

/** Checks and installs what the work needs, before and without any credential. */
async function prepare(job: ContactedJob, timeUp: () => AbortSignal): Promise<Perform> {
  const { work } = job.inputs
  switch (work.kind) {
    case 'pipeline': {
      const remedy = `Upgrade the server to ${oldestSnapshotVersion}, or use command to run the pipeline in this job.`
      requireVersion(job.contacted.info, oldestSnapshotVersion, job.route.base, remedy)
      return connected => runPipeline(connected, work)
    }

    case 'command': {
      const prepared = await prepareCommand(job, work.command, timeUp())
      return connected => runInWorker(connected, prepared, timeUp())
    }

    case 'source': {
      const prepared = await prepareSource(job, work.source, timeUp())
      return connected => runSource(connected, prepared, timeUp())
    }

    case 'run':
      return connected => followGivenRun(connected, work.runId)

    case 'nothing':
      return runNothing
  }
}

/** Logs in and finds project and stack; what post needs is known from here on. */
async function logIn(job: ContactedJob): Promise<ConnectedJob> {
  const { contacted, environment, inputs, report, route, world } = job
  const wanted = {
    project: inputs.project,
    stack: environment.stack,
    stackFrom: inputs.places.stack,
    snapshot: inputs.work.kind === 'pipeline' ? inputs.work : undefined
  }
  const connection = await connect(contacted, inputs.server.apiKey, wanted)
  requireAccount({ connection, environment })
  const { account, project, stack } = connection
  report.publish({ stack, project: project.name, account: account.name, dashboard: connection.projectUrl })
  world.log.info(
    `Account ${account.name}, project ${project.name}, stack ${stack.name} (${stack.id}), timeout ${formatDuration(inputs.timeoutMs)}`
  )

  const state = new SavedState(world.runner, {
    // With leave-running nothing is ever left to be stopped.
    settled: inputs.leaveRunning,
    environment: environment.name,
    server: route.base.href,
    route: route.digest,
    projectId: project.id,
    accountId: account.id,
    runIds: []
  })
  return { ...job, connection, state }
}

async function runNothing({
  inputs,
  report,
  world
}: Pick<ConnectedJob, 'inputs' | 'report' | 'world'>): Promise<Ending> {
  if (inputs.dryRun) report.publish({ dryRun: true })
  world.log.info('Neither source, pipeline nor command is set, so nothing is run.')
  return { conclusion: 'skipped' }
}
