import type { Match } from './gate/decide.ts'
import { readCertificates } from './inputs/certificates.ts'
import { maskClientCertificate } from './inputs/client-certificate.ts'
import { idleInputs } from './inputs/idle-inputs.ts'
import { readInvocation } from './inputs/invocation.ts'
import { readInput } from './inputs/names.ts'
import { readInputs } from './inputs/read-inputs.ts'
import { exportCredentials } from './job/client-access.ts'
import { runInWorker } from './job/command.ts'
import { prepareCommand } from './job/command-preparation.ts'
import { type ConnectedJob, type ContactedJob, type Ending, type Job, TimeUp } from './job/job.ts'
import { runPipeline } from './job/pipeline.ts'
import { routeDigest } from './job/route.ts'
import { SavedState } from './job/state.ts'
import type { Report } from './report/report.ts'
import { explain, InputError } from './text/errors.ts'
import { formatDuration } from './world/clock.ts'
import { hideProxyPasswords } from './world/proxies.ts'
import { maskSecret } from './world/secrets.ts'
import type { World } from './world/world.ts'
import { parseServerUrl, proxyTo } from './zenml/address.ts'
import { connect, contact, oldestSnapshotVersion, requireVersion } from './zenml/connect.ts'
import { sender } from './zenml/http.ts'
import { shortPatience } from './zenml/session.ts'

/** Everything behind the gate, for the environment that it has chosen: connection, start, follow. Throws what fails the step. */
export function runBehindGate(world: World, report: Report, match: Match): Promise<Ending> {
  return inTime(prepare(world, report, match))
}

function prepare(world: World, report: Report, { environment, isFork, pullRequest }: Match): Job {
  const { clock, env, log } = world
  // The first that is read of any credential.
  maskSecret(log, readInput(env, 'api-key'))
  maskSecret(log, env['ZENML_STORE_API_KEY'] ?? '')
  maskClientCertificate(log, readInput(env, 'client-certificate'))
  hideProxyPasswords(log, env)
  const inputs = readInputs(env, environment, isFork)
  for (const name of idleInputs(inputs)) log.warning(`${name} has no effect without command.`)
  const hidden = {
    jobInstance: readInput(env, 'job-instance'),
    jobIndex: readInput(env, 'job-index'),
    jobMatrix: readInput(env, 'job-matrix')
  }
  const invocation = readInvocation(env, { ...hidden, pullRequest })
  return { world, report, environment, inputs, invocation, until: clock.elapsed() + inputs.timeoutMs }
}

/** Does the work; what fails at the step's timeout, before a run could be followed, is called a timeout. */
async function inTime(job: Job): Promise<Ending> {
  const { clock, cancel } = job.world
  try {
    return await work(job)
  } catch (error) {
    if (cancel.aborted || clock.elapsed() < job.until) throw error
    const waited = formatDuration(job.inputs.timeoutMs)
    return { conclusion: 'timed-out', error: `The timeout of ${waited} came. ${explain(error)}` }
  }
}

async function work(job: Job): Promise<Ending> {
  const contacted = await reach(job)
  const { inputs, world } = job
  switch (inputs.work.kind) {
    case 'pipeline': {
      const { access, info } = contacted.contacted
      const remedy = `Upgrade the server to ${oldestSnapshotVersion}, or use command to run the pipeline in this worker.`
      requireVersion(info, oldestSnapshotVersion, access.base, remedy)
      const connected = await logIn(contacted)
      await exportCredentials(connected)
      return runPipeline(connected, inputs.work)
    }
    case 'command': {
      const { command } = inputs.work
      return untilTimeUp(job, async timeUp => {
        const prepared = await prepareCommand(contacted, command, timeUp)
        const connected = await logIn(contacted)
        await exportCredentials(connected)
        return runInWorker(connected, prepared, timeUp)
      })
    }
    case 'nothing':
      await exportCredentials(await logIn(contacted))
      if (inputs.dryRun) job.report.tell({ dryRun: true })
      world.log.info('Neither pipeline nor command is set, so nothing is run.')
      return { conclusion: 'skipped' }
  }
}

/** Runs work whose processes are ended by a signal when the step's timeout comes. */
async function untilTimeUp(job: Job, body: (timeUp: AbortSignal) => Promise<Ending>): Promise<Ending> {
  const { clock } = job.world
  const timeUp = new AbortController()
  const done = new AbortController()
  const timer = clock.sleep(Math.max(0, job.until - clock.elapsed()), done.signal).then(
    () => timeUp.abort(new TimeUp(job.inputs.timeoutMs)),
    () => undefined
  )
  try {
    return await body(timeUp.signal)
  } catch (error) {
    if (!(error instanceof TimeUp)) throw error
    return { conclusion: 'timed-out', error: explain(error) }
  } finally {
    done.abort()
    await timer
  }
}

async function reach(job: Job): Promise<ContactedJob> {
  const { inputs, report, world } = job
  const { clock, env, log } = world
  if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
    throw new InputError('The check of certificates is switched off for every connection', {
      where: 'NODE_TLS_REJECT_UNAUTHORIZED',
      remedy: "Remove the variable, and give the certificate of the server's authority in ca-certificate."
    })
  }
  const base = parseServerUrl(inputs.server.url, inputs.server.from, inputs.allowHttp)
  const certificates = await readCertificates(inputs, world)
  const proxy = proxyTo(env, base)
  if (proxy !== undefined)
    log.info(`The way to the server leads through the proxy of ${proxy.from}, ${proxy.url.host}.`)
  const send = sender(base, await world.network(certificates), clock, log.withoutCredentials)
  // A cancel and the timeout count from the first question on.
  const patience = { ...shortPatience, signal: world.cancel, until: job.until }
  const contacted = await contact({ base, send, clock, log, random: world.random, patience })
  log.info(`ZenML ${contacted.info.version} at ${base.origin}`)
  report.tell({ serverVersion: contacted.info.version })
  return { ...job, contacted, certificates }
}

/** Logs in and finds project and stack; what post needs is known from here on. */
async function logIn(job: ContactedJob): Promise<ConnectedJob> {
  const { contacted, environment, inputs, report, world } = job
  const wanted = { project: inputs.project, stack: environment.stack, stackFrom: inputs.places.stack }
  const connection = await connect(contacted, inputs.server.apiKey, wanted)
  const { account, project, stack } = connection
  report.tell({ stack, project: project.name, account: account.name })
  world.log.info(
    `Account ${account.name}, project ${project.name}, stack ${stack.name} (${stack.id}), timeout ${formatDuration(inputs.timeoutMs)}`
  )
  const state = new SavedState(world.runner, {
    // With leave-running nothing is ever left to be stopped.
    settled: inputs.leaveRunning,
    environment: environment.name,
    server: contacted.access.base.href,
    route: routeDigest(world.env, job.certificates),
    projectId: project.id,
    accountId: account.id,
    runIds: []
  })
  return { ...job, connection, state }
}
