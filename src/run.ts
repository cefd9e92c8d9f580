import type { Decision, Match } from './gate/decide.ts'
import { readCertificates } from './inputs/certificates.ts'
import { maskClientCertificate } from './inputs/client-certificate.ts'
import {
  type GateInputs,
  idleInputs,
  inputNames,
  readGateInputs,
  readInput,
  readInputs,
  refuseUnknownInputs
} from './inputs/inputs.ts'
import { exportCredentials } from './job/client-access.ts'
import { runInWorker } from './job/command.ts'
import { prepareCommand } from './job/command-preparation.ts'
import { type ConnectedJob, type ContactedJob, type Ending, type Job, TimeUp } from './job/job.ts'
import { runPipeline } from './job/pipeline.ts'
import { routeDigest, SavedState, saveNothingToDo } from './job/state.ts'
import { openGate } from './open-gate.ts'
import { Report } from './report/report.ts'
import { explain, InputError } from './text/errors.ts'
import { readInvocation } from './trigger/invocation.ts'
import { Cancelled } from './world/cancelled.ts'
import { formatDuration } from './world/clock.ts'
import { hideProxyPasswords } from './world/proxies.ts'
import { lenientFiles } from './world/runner-files.ts'
import { maskSecret } from './world/secrets.ts'
import type { World } from './world/world.ts'
import { parseServerUrl, proxyTo } from './zenml/address.ts'
import { connect, contact, oldestSnapshotVersion, requireVersion } from './zenml/connect.ts'
import { sender } from './zenml/http.ts'
import { shortPatience } from './zenml/session.ts'

/** The whole action: gate, connection, trigger, follow, report. Returns whether the step is green; never throws. */
export async function run(machine: World): Promise<boolean> {
  const world = { ...machine, runner: lenientFiles(machine.runner, machine.log) }
  const report = new Report(world)
  report.tell({ triggered: false })
  const ending = await begin(machine, world, report).catch((error: unknown): Ending => {
    const cancelled = error instanceof Cancelled || world.cancel.aborted
    return { conclusion: cancelled ? 'cancelled' : 'failure', error: explain(cancelled ? world.cancel.reason : error) }
  })
  report.tell(ending)
  if (ending.error !== undefined) world.log.error(ending.error)
  await report.finish()
  return ending.error === undefined
}

/** Starts nothing where post could not hear of it: only the first word for it has to come through. */
async function begin(machine: World, world: World, report: Report): Promise<Ending> {
  saveNothingToDo(machine.runner)
  return tellStory(world, report)
}

async function tellStory(world: World, report: Report): Promise<Ending> {
  const { env, log } = world
  refuseUnknownInputs(env, inputNames)
  const gateInputs = readGateInputs(env)
  const decision = await openGate(world, gateInputs)
  report.tell({ reason: decision.reason.text })
  if (decision.kind !== 'match') return stayShut(world, decision, gateInputs)
  log.info(decision.reason.text)
  report.tell({ environment: decision.environment.name, stack: { name: decision.environment.stack } })
  return inTime(prepare(world, report, decision))
}

function stayShut(world: World, decision: Exclude<Decision, Match>, inputs: GateInputs): Ending {
  const { text } = decision.reason
  if (decision.kind === 'refuse') return { conclusion: 'failure', error: `Refused: ${text}` }
  if (inputs.onNoMatch === 'fail') return { conclusion: 'failure', error: `${text} (on-no-match is fail)` }
  world.log.notice(`Nothing to run: ${text}`)
  return { conclusion: 'skipped' }
}

function prepare(world: World, report: Report, { environment, pullRequest }: Match): Job {
  const { clock, env, log } = world
  // The first that is read of any credential.
  maskSecret(log, readInput(env, 'api-key'))
  maskSecret(log, env['ZENML_STORE_API_KEY'] ?? '')
  maskClientCertificate(log, readInput(env, 'client-certificate'))
  hideProxyPasswords(log, env)
  const inputs = readInputs(env, environment)
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
  const send = sender(base, world.network(certificates), clock, log.withoutCredentials)
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
