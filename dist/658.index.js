export const id = 658;
export const ids = [658];
export const modules = {

/***/ 8658:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runBehindGate: () => (/* binding */ runBehindGate)
});

// EXTERNAL MODULE: ./src/gate/requires.js
var gate_requires = __webpack_require__(3724);
// EXTERNAL MODULE: ./src/text/errors.js
var errors = __webpack_require__(9819);
;// CONCATENATED MODULE: ./src/inputs/idle-inputs.js


/** A sentence for each of the inputs that are set but have no effect here, and without which the step is as green as with them. */
function idleInputs(inputs) {
    const { comment, onRerun, tags, work } = inputs;
    const startsNothing = work.kind === 'nothing' || work.kind === 'run';
    return [
        ...idleInJob(inputs).map(name => `${name} has no effect without source or command.`),
        ...(startsNothing && tags.length > 0 ? ['tags has no effect if nothing is started.'] : []),
        ...((startsNothing || work.kind === 'command') && onRerun !== 'auto'
            ? ['on-rerun has no effect without source or pipeline.']
            : []),
        ...(work.kind === 'nothing' && comment ? ['comment has no effect if nothing is run.'] : [])
    ];
}
/** The inputs that are only for what runs in this job, if nothing does. */
function idleInJob(inputs) {
    if (inputs.work.kind === 'command' || inputs.work.kind === 'source')
        return [];
    const ofCommand = [
        ['requirements', inputs.requirements !== ''],
        ['integrations', inputs.integrations.length > 0],
        ['python', inputs.python !== undefined],
        ['install-env', inputs.installEnv.length > 0],
        ['pass-env', inputs.passEnv.length > 0]
    ];
    return ofCommand.filter(([, isSet]) => isSet).map(([name]) => name);
}
/** Refuses inputs that can't have the effect on this kind of work that they promise; throws {@link InputError}. */
function refuseIdleInputs(inputs, environment, required) {
    const { clientCertificate, exportCredentials, wait, work } = inputs;
    if (work.kind === 'nothing' && exportCredentials === 'none') {
        throw new errors/* InputError */.dz('Neither source, pipeline nor command is set, so there is nothing to do', {
            where: 'source',
            remedy: "Set source (this checkout's pipeline), pipeline (a snapshot on the server) or command (run in this job); leave all out only with export-credentials: 'token' or 'api-key'."
        });
    }
    if (work.kind !== 'pipeline' && work.kind !== 'source')
        refusePipelineInputs(inputs);
    if (clientCertificate !== undefined)
        refuseForZenmlClient(inputs);
    refuseUnproven(inputs, environment, required);
    refusePromotion(inputs);
    refuseChecks(inputs);
    if (!wait)
        refuseNoWait(work.kind);
}
/** What there is to be said of `wait: false` by the kind of work that it can't be for. */
const noWait = {
    command: "'false' has no meaning for a command, which runs in this job",
    run: "'false' has no meaning with run-id, which starts nothing"
};
function refuseNoWait(kind) {
    const message = noWait[kind];
    if (message !== undefined)
        throw new errors/* InputError */.dz(message, { where: 'wait', remedy: 'Remove it.' });
}
function refusePipelineInputs({ config, places, runName }) {
    const where = config !== undefined ? places.config : runName !== undefined ? 'run-name' : undefined;
    if (where === undefined)
        return;
    const remedy = 'Remove it, or set source or pipeline; a command takes its configuration itself.';
    throw new errors/* InputError */.dz('It only applies to a pipeline that the action itself starts', { where, remedy });
}
/** A command names and describes its runs itself, so that nothing that they say of their code counts; and so do later steps. */
function refuseUnproven({ exportCredentials, work }, { name, requires }, required) {
    if (requires === undefined)
        return;
    if (work.kind === 'command')
        throw (0,gate_requires/* unproven */.gm)(name, (0,gate_requires/* placeOf */.$t)(name));
    if (required?.kind === 'command')
        throw (0,gate_requires/* unproven */.gm)(requires.name, (0,gate_requires/* placeOf */.$t)(name));
    const connects = exportCredentials !== 'none' && work.kind === 'run';
    if (work.kind !== 'nothing' && !connects)
        return;
    throw new errors/* InputError */.dz('Later steps would be connected whatever was green before, since nothing is run here', {
        where: (0,gate_requires/* placeOf */.$t)(name),
        remedy: 'Set source (or pipeline), or remove requires.'
    });
}
function refusePromotion({ places, promote, wait, work }) {
    if (promote === undefined)
        return;
    const where = places.promote;
    if (work.kind === 'nothing') {
        throw new errors/* InputError */.dz('This step runs nothing, so it has no model version to promote', {
            where,
            remedy: 'Set source, pipeline, command or run-id, or remove promote.'
        });
    }
    if (wait)
        return;
    throw new errors/* InputError */.dz("Only a run that has succeeded is promoted, and with wait: 'false' nobody sees that", {
        where,
        remedy: 'Remove wait, or promote in a later job with run-id.'
    });
}
/** Results are there when a run has ended. */
function refuseChecks({ checks, places, wait, work }) {
    if (checks === undefined)
        return;
    const where = places.checks;
    if (work.kind === 'nothing') {
        throw new errors/* InputError */.dz('This step runs nothing, so it has no results to check', {
            where,
            remedy: 'Set source, pipeline, command or run-id, or remove checks.'
        });
    }
    if (wait)
        return;
    throw new errors/* InputError */.dz("A run's results are there when it has ended, and with wait: 'false' nobody sees them", {
        where,
        remedy: 'Remove wait, or check them in a later job with run-id.'
    });
}
/** ZenML's own client (`RestZenStoreConfiguration` of 0.98.0) can be given authorities, but not who it is. */
function refuseForZenmlClient({ exportCredentials, work }) {
    const where = 'client-certificate';
    if (work.kind === 'command' || work.kind === 'source') {
        const message = "ZenML's own client has no option for it, so what runs in this job could not reach the server";
        const remedy = 'Set pipeline, which the action itself starts, or let this runner reach the server without the certificate.';
        throw new errors/* InputError */.dz(message, { where, remedy });
    }
    if (exportCredentials !== 'none') {
        const message = "ZenML's own client has no option for it, so later steps could not reach the server";
        const remedy = "Set export-credentials to 'none', or let this runner reach the server without the certificate.";
        throw new errors/* InputError */.dz(message, { where, remedy });
    }
}

// EXTERNAL MODULE: ./src/text/digest.js
var digest = __webpack_require__(9596);
;// CONCATENATED MODULE: ./src/inputs/invocation.js


/**
 * Reads the invocation from the runner's default variables (docs.github.com, variables reference); throws
 * {@link InputError} if one is missing.
 */
function readInvocation(env, hints) {
    const need = (name) => {
        const value = env[name];
        if (value !== undefined && value !== '')
            return value;
        throw new errors/* InputError */.dz(`The runner did not set ${name}`, {
            where: name,
            remedy: 'The action only works as a step of a GitHub Actions workflow.'
        });
    };
    const repository = need('GITHUB_REPOSITORY');
    const workflowRunId = need('GITHUB_RUN_ID');
    const attempt = env['GITHUB_RUN_ATTEMPT'] || '1';
    const page = `${env['GITHUB_SERVER_URL'] || 'https://github.com'}/${repository}`;
    const sha = need('GITHUB_SHA');
    const about = hints.pullRequest?.head ?? sha;
    return {
        repository,
        ref: need('GITHUB_REF'),
        event: need('GITHUB_EVENT_NAME'),
        sha,
        pullRequest: hints.pullRequest,
        actor: env['GITHUB_ACTOR'] ?? '',
        workflowRunId,
        attempt,
        workflowRun: `${page}/actions/runs/${workflowRunId}/attempts/${attempt}`,
        commit: { sha: about, url: `${page}/commit/${about}` },
        jobInstance: hints.jobInstance,
        job: (0,digest/* digest */.b)([need('GITHUB_JOB'), hints.jobIndex, hints.jobMatrix]),
        step: need('GITHUB_ACTION'),
        stepFile: env['GITHUB_OUTPUT'] ?? ''
    };
}
/** The commits whose code an event is about: the pushed one, or a pull request's head and GitHub's merge of it. */
function commitsOf({ pullRequest, sha }) {
    return pullRequest === undefined ? [sha] : [pullRequest.head, sha];
}

// EXTERNAL MODULE: ./src/inputs/names.js
var names = __webpack_require__(8176);
// EXTERNAL MODULE: ./src/gate/baseline.js
var baseline = __webpack_require__(331);
// EXTERNAL MODULE: ./src/results/read-checks.js
var read_checks = __webpack_require__(3776);
// EXTERNAL MODULE: ./src/text/foreign.js
var foreign = __webpack_require__(2158);
;// CONCATENATED MODULE: ./src/inputs/places.js

/** The place of an environment, as in `environments: staging`. */
function placeOf({ name }) {
    return `environments: ${(0,foreign/* oneLine */.TN)(name, 80)}`;
}
/** The places of the values with which an environment runs. */
function placesOf(environment) {
    const { name, overrides, stack } = environment;
    const own = placeOf(environment);
    const place = (key) => overrides[key] === undefined ? key : `${own}.${key}`;
    return {
        pipeline: place('pipeline'),
        snapshot: place('snapshot'),
        command: place('command'),
        source: place('source'),
        config: place('config'),
        promote: place('promote'),
        checks: place('checks'),
        // By default it is the environment's name that is wrong.
        stack: stack === name ? own : `${own}.stack`
    };
}

// EXTERNAL MODULE: ./src/inputs/values.js
var values = __webpack_require__(1108);
;// CONCATENATED MODULE: ./src/inputs/work.js





/** Reads what to run for an environment; throws {@link InputError} if it could be several things. */
function readWork(env, environment) {
    const runId = (0,names/* readInput */.R5)(env, 'run-id');
    const choice = chosenFor(environment, {
        pipeline: (0,values/* readName */.MQ)(env, 'pipeline') || undefined,
        snapshot: (0,values/* readName */.MQ)(env, 'snapshot') || undefined,
        command: (0,names/* readInput */.R5)(env, 'command') || undefined,
        source: (0,values/* readName */.MQ)(env, 'source') || undefined
    });
    refuseSeveral(choice, runId, environment);
    const { command, pipeline, snapshot, source } = choice;
    if (runId !== '')
        return { kind: 'run', runId: readRunId(runId) };
    if (source !== undefined)
        return { kind: 'source', source };
    if (command !== undefined)
        return { kind: 'command', command };
    if (pipeline !== undefined || snapshot !== undefined)
        return { kind: 'pipeline', pipeline, snapshot };
    return { kind: 'nothing' };
}
/** The name or id of the pipeline that an environment runs; undefined if that is not known before it runs. */
function pipelineOf(env, environment) {
    const common = { pipeline: (0,values/* readName */.MQ)(env, 'pipeline') || undefined };
    return chosenFor(environment, { ...common, snapshot: undefined, command: undefined, source: undefined }).pipeline;
}
/** An environment that says how it runs replaces the common way; one that only narrows the snapshot keeps it. */
function chosenFor({ overrides }, common) {
    const { command, pipeline, snapshot, source } = overrides;
    if (command !== undefined || source !== undefined)
        return { command, pipeline, snapshot, source };
    if (pipeline === undefined && snapshot === undefined)
        return common;
    return { command, source, pipeline: pipeline ?? common.pipeline, snapshot: snapshot ?? common.snapshot };
}
function refuseSeveral({ command, pipeline, snapshot, source }, runId, environment) {
    const places = placesOf(environment);
    const ways = [
        ['run-id', 'run-id', runId !== ''],
        ['source', places.source, source !== undefined],
        ['command', places.command, command !== undefined],
        ['pipeline (or snapshot)', places.pipeline, pipeline !== undefined || snapshot !== undefined]
    ];
    const [first, second] = ways.filter(([, , isSet]) => isSet);
    if (first === undefined || second === undefined)
        return;
    throw new errors/* InputError */.dz(`${second[0]} is set as well, and only one of them can run`, {
        where: first[1],
        remedy: 'Keep source to run the code of this checkout, pipeline to start a snapshot, command to run a program in this job, or run-id to follow a run.'
    });
}
function readRunId(text) {
    if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(text))
        return text.toLowerCase();
    throw new errors/* InputError */.dz(`'${(0,foreign/* oneLine */.TN)(text, 80)}' is not the id of a run`, {
        where: 'run-id',
        remedy: 'Give the output run-id of the job that started it, as in needs.train.outputs.run-id.'
    });
}

;// CONCATENATED MODULE: ./src/inputs/checks.js






/** Reads the checks of an environment, or else the input; throws `InputError`. */
function readRunChecks(env, environment, environments) {
    const text = (0,names/* readInput */.R5)(env, 'checks');
    const checks = environment.overrides.checks ?? (text === '' ? undefined : (0,read_checks/* readChecks */.w)(text, 'checks'));
    if (checks === undefined)
        return undefined;
    if (checks.baselineFrom === undefined)
        return { ...checks, baseline: undefined };
    const where = `${placesOf(environment).checks}.baseline.environment`;
    const found = (0,baseline/* findBaselineEnvironment */.c)(environment, checks.baselineFrom, environments, where);
    const stage = found.overrides.promote ?? (0,values/* readStage */.NW)(env);
    return { ...checks, baseline: { stack: found.stack, stage, pipeline: pipelineOf(env, found) } };
}

// EXTERNAL MODULE: ./src/inputs/choice.js
var choice = __webpack_require__(5925);
;// CONCATENATED MODULE: ./src/inputs/server-inputs.js



const serviceAccountRemedy = 'Create a service account and its API key (`zenml service-account create <name>`), store the key as a secret, and pass it as api-key; a web login cannot work in CI. If there is a secret, the job lacks the `environment:` that holds it, or its name is misspelt.';
const bothRemedy = 'Set server-url, and api-key to the key of a service account (`zenml service-account create <name>`), or the variables ZENML_STORE_URL and ZENML_STORE_API_KEY. If server-url is set from vars, the job lacks the `environment:` that holds the variable, or its name is misspelt.';
/** GitHub hands secrets and variables on to no fork, nor are its environments copied (docs.github.com, fork a repository). */
const forkRemedy = "Forks get neither the secrets nor the variables of the original: switch the workflow off in the fork, keep its job to the original with `if: github.repository == '<owner>/<name>'`, or set up both here.";
/**
 * Reads address and API key from the inputs, or both from ZENML_STORE_URL and ZENML_STORE_API_KEY. They are never mixed:
 * a key from one place must not be sent to an address from another. Throws {@link InputError} if one is missing.
 */
function readServer(env, environment, isFork) {
    const override = environment.overrides.serverUrl;
    const given = { url: override ?? (0,names/* readInput */.R5)(env, 'server-url'), apiKey: (0,names/* readInput */.R5)(env, 'api-key') };
    const variables = { url: (env['ZENML_STORE_URL'] ?? '').trim(), apiKey: (env['ZENML_STORE_API_KEY'] ?? '').trim() };
    if (given.url === '' && given.apiKey === '')
        return fromVariables(variables, isFork);
    if (given.url === '') {
        throw lacking('api-key is set but server-url is not', 'server-url', isFork, {
            remedy: 'Set both as inputs, or both as ZENML_STORE_URL and ZENML_STORE_API_KEY; the two places are not mixed.'
        });
    }
    if (given.apiKey === '') {
        throw lacking('No API key is given', 'api-key', isFork, { notes: keyNotes(env, variables) });
    }
    return { ...given, from: override === undefined ? 'server-url' : `${placeOf(environment)}.server-url` };
}
function fromVariables(variables, isFork) {
    if (variables.url === '')
        throw lacking('No ZenML server is given', 'server-url', isFork, { remedy: bothRemedy });
    if (variables.apiKey === '')
        throw lacking('No API key is given', 'ZENML_STORE_API_KEY', isFork);
    return { ...variables, from: 'ZENML_STORE_URL' };
}
/** What may explain that the input `api-key` is empty, as sentences without their full stops. */
function keyNotes(env, variables) {
    const isBot = env['GITHUB_ACTOR'] === 'dependabot[bot]';
    return [
        ...(variables.apiKey === '' ? [] : ['ZENML_STORE_API_KEY is not used, since server-url is an input']),
        ...(isBot ? ['A run that Dependabot started gets no Actions secrets'] : [])
    ];
}
function lacking(what, where, isFork, { remedy = serviceAccountRemedy, notes = [] } = {}) {
    const sentences = [`${what}${isFork ? ', and this repository is a fork' : ''}`, ...notes];
    return new errors/* InputError */.dz(sentences.join('. '), { where, remedy: isFork ? forkRemedy : remedy });
}

;// CONCATENATED MODULE: ./src/inputs/read-inputs.js








/**
 * Reads everything else for an environment that the gate has chosen among `environments`; `isFork` says that the workflow
 * runs in a fork.
 * Throws {@link InputError}.
 */
function readInputs(env, environment, isFork = false, environments = [environment]) {
    const { overrides } = environment;
    const work = readWork(env, environment);
    const inputs = {
        server: readServer(env, environment, isFork),
        caCertificate: (0,names/* readInput */.R5)(env, 'ca-certificate') || undefined,
        clientCertificate: (0,names/* readInput */.R5)(env, 'client-certificate') || undefined,
        allowHttp: (0,values/* readFlag */.fG)(env, 'allow-http', false),
        project: overrides.project ?? ((0,values/* readName */.MQ)(env, 'project') || 'default'),
        work,
        requirements: (0,names/* readInput */.R5)(env, 'requirements'),
        integrations: (0,values/* readWords */.ux)(env, 'integrations', /[,\s]/),
        zenmlVersion: (0,names/* readInput */.R5)(env, 'zenml-version') || 'server',
        python: (0,names/* readInput */.R5)(env, 'python') || undefined,
        workingDirectory: (0,names/* readInput */.R5)(env, 'working-directory') || '.',
        installEnv: (0,values/* readWords */.ux)(env, 'install-env'),
        passEnv: (0,values/* readWords */.ux)(env, 'pass-env'),
        exportCredentials: (0,choice/* choice */.Y)(env, 'export-credentials', ['none', 'token', 'api-key']),
        config: overrides.config ?? ((0,names/* readInput */.R5)(env, 'config') || undefined),
        places: placesOf(environment),
        runName: (0,values/* readName */.MQ)(env, 'run-name') || undefined,
        tags: (0,values/* readTags */.g$)(env),
        wait: (0,values/* readFlag */.fG)(env, 'wait', true),
        logs: (0,choice/* choice */.Y)(env, 'logs', ['live', 'failed', 'none']),
        timeoutMs: (0,values/* readTimeout */.OW)(env),
        leaveRunning: (0,values/* readFlag */.fG)(env, 'leave-running', false),
        dryRun: (0,values/* readFlag */.fG)(env, 'dry-run', false),
        onRerun: (0,choice/* choice */.Y)(env, 'on-rerun', ['auto', 'attach', 'new']),
        promote: overrides.promote ?? (0,values/* readStage */.NW)(env),
        checks: readRunChecks(env, environment, environments),
        githubToken: (0,names/* readInput */.R5)(env, 'github-token') || undefined,
        comment: (0,values/* readFlag */.fG)(env, 'comment', false)
    };
    const { requires } = environment;
    refuseIdleInputs(inputs, environment, requires === undefined ? undefined : readWork(env, requires));
    return inputs;
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
// EXTERNAL MODULE: ./src/text/error-code.js
var error_code = __webpack_require__(1584);
// EXTERNAL MODULE: ./src/text/file-fault.js
var file_fault = __webpack_require__(6959);
;// CONCATENATED MODULE: ./src/process/private-folder.js




/** Makes a folder below RUNNER_TEMP that this user alone may read. Throws {@link ActionError} if it can't be made. */
async function makePrivateFolder(path) {
    await inRunnerTemp(path, () => (0,promises_.mkdir)(path, { recursive: true, mode: 0o700 }));
}
/** Does something that writes to a path below RUNNER_TEMP; throws {@link ActionError} that names both if it can't. */
async function inRunnerTemp(path, work) {
    try {
        return await work();
    }
    catch (cause) {
        throw new errors/* ActionError */.lZ(`${path} cannot be made: ${(0,file_fault/* fileFault */.b)((0,error_code/* errorCode */.C)(cause))}`, {
            where: 'RUNNER_TEMP',
            remedy: (0,file_fault/* fileRemedy */.r)(cause) ??
                'It has to be a folder that the user of this job may write to; look for what sets, removes or replaces it.',
            cause
        });
    }
}

;// CONCATENATED MODULE: ./src/command/client-folder.js







/**
 * A fresh name for a folder of this step's own below RUNNER_TEMP, absolute; two steps of a job never share it. Throws
 * {@link ActionError} if the variable names none.
 */
function clientFolder(env) {
    const where = 'RUNNER_TEMP';
    const temp = env[where] ?? '';
    if (temp === '')
        throw new errors/* ActionError */.lZ('The runner did not set RUNNER_TEMP', { where });
    if (!(0,external_node_path_.isAbsolute)(temp)) {
        const remedy = 'Look for what sets it; the runner itself sets an absolute path.';
        throw new errors/* ActionError */.lZ(`${(0,foreign/* oneLine */.TN)(temp, 200)} is not an absolute path`, { where, remedy });
    }
    return (0,external_node_path_.join)(temp, 'zenml-gated-trigger', (0,external_node_crypto_.randomUUID)());
}
/**
 * Makes the folder for the client's configuration, readable by this user alone, and returns its path. Throws
 * {@link ActionError} if RUNNER_TEMP doesn't let it be made.
 */
async function makeConfigFolder(folder) {
    const path = (0,external_node_path_.join)(folder, 'zenml-config');
    await makePrivateFolder(path);
    return path;
}
/**
 * Removes the files of a configuration folder in which clients before 0.75 keep the credential, since they don't know
 * DISABLE_CREDENTIALS_DISK_CACHING. If a command has left them so that they can't be removed, the runner empties
 * RUNNER_TEMP, and the token ends soon.
 */
async function removeCachedCredentials(configFolder) {
    for (const name of ['config.yaml', 'credentials.yaml'])
        await (0,promises_.rm)((0,external_node_path_.join)(configFolder, name), { force: true }).catch(() => undefined);
}
/**
 * Writes the PEM file for `ClientConnection.caFile`: the usual authorities and the given ones, since the client trusts that file
 * alone while the action trusts both. Returns its path; throws {@link ActionError} if RUNNER_TEMP doesn't let it be written.
 */
async function writeCaFile(folder, certificates) {
    const path = (0,external_node_path_.join)(folder, 'ca.pem');
    const trusted = [...(0,external_node_tls_.getCACertificates)('default'), certificates].map(pem => pem.trim());
    await makePrivateFolder(folder);
    await inRunnerTemp(path, () => (0,promises_.writeFile)(path, `${trusted.join('\n')}\n`));
    return path;
}

;// CONCATENATED MODULE: ./src/command/connection-variables.js
/**
 * The variables that connect a ZenML client (0.75 to 0.98, measured with 0.98.0) to the server, project and stack. They win over
 * a `.zen` folder in the checkout, and with them the client writes no credential to disk.
 */
function connectionVariables(connection) {
    const { caFile, configFolder, credential, projectId, serverUrl, stackId } = connection;
    return {
        ZENML_STORE_URL: serverUrl,
        ...credentialVariables(credential),
        // The client takes a path or the certificate itself; SSL_CERT_FILE alone has no effect on it.
        ...(caFile === undefined ? {} : { ZENML_STORE_VERIFY_SSL: caFile }),
        ZENML_ACTIVE_STACK_ID: stackId,
        ZENML_ACTIVE_PROJECT_ID: projectId,
        ZENML_CONFIG_PATH: configFolder,
        DISABLE_CREDENTIALS_DISK_CACHING: 'true'
    };
}
function credentialVariables(credential) {
    if (credential.kind === 'token')
        return { ZENML_STORE_API_TOKEN: credential.token };
    const { apiKey, proApiUrl } = credential;
    return {
        ZENML_STORE_API_KEY: apiKey,
        ...(proApiUrl === undefined ? {} : { ZENML_PRO_API_URL: proApiUrl })
    };
}

// EXTERNAL MODULE: ./src/world/secrets.js
var world_secrets = __webpack_require__(4158);
// EXTERNAL MODULE: ./src/text/json.js
var text_json = __webpack_require__(2686);
// EXTERNAL MODULE: ./src/world/clock.js
var world_clock = __webpack_require__(2089);
;// CONCATENATED MODULE: ./src/zenml/retry.js
/** Backoff of single requests: 0.5 s doubling to 30 s. */
const requestBackoff = { firstMs: 500, capMs: 30_000 };
/** The longest wait that a `Retry-After` of the server is obeyed for, ms. */
const maxRetryAfterMs = 5 * 60_000;
/**
 * Wait before attempt `attempt + 1` in ms, `attempt` counting from 1: exponential with full upper-half jitter
 * (`random` in [0, 1)), and never shorter than the server's `Retry-After`.
 */
function delayMs(attempt, random, retryAfterMs = 0, backoff = requestBackoff) {
    const ceiling = Math.min(backoff.capMs, backoff.firstMs * 2 ** Math.min(attempt - 1, 30));
    const jittered = ceiling / 2 + (ceiling / 2) * random;
    return Math.max(jittered, Math.min(retryAfterMs, maxRetryAfterMs));
}
/** A `Retry-After` header in ms from `now` (seconds or an HTTP date, RFC 9110 10.2.3); undefined if it is neither. */
function parseRetryAfter(header, now) {
    if (header === undefined)
        return undefined;
    if (/^\s*\d{1,9}\s*$/.test(header))
        return Number(header) * 1000;
    const date = Date.parse(header);
    return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
/** Statuses after which the same read may succeed: ZenML's own client retries them too, 500 aside. */
function isTransientStatus(status) {
    return [408, 425, 429, 500, 502, 503, 504].includes(status);
}
/**
 * Whether a status is a gateway's word that the server behind it isn't there: RFC 9110, 15.6, and Cloudflare's own
 * (developers.cloudflare.com, 5xx errors; 525 and 526 are about certificates, which don't pass).
 */
function isUnavailable(status) {
    return [502, 503, 504, 521, 522, 523, 524].includes(status);
}

;// CONCATENATED MODULE: ./src/zenml/server-error.js





/** The server refused, misbehaved or could not be reached; `status` is undefined if no answer came. */
class ServerError extends errors/* ActionError */.lZ {
    status;
    /** Name of ZenML's exception, e.g. `EntityExistsError`, where the answer carries one. */
    exception;
    /** Why no answer came, where none did. */
    fault;
    /** Whether the same question may do better later. */
    passing;
    constructor(message, details) {
        super(message, details);
        this.status = details.status;
        this.exception = details.exception;
        this.fault = details.fault;
        this.passing = details.passing ?? false;
    }
    /** The same error with another say on whether it passes, and words after its message. */
    as(passing, more = '') {
        const { cause, exception, fault, message, remedy, status, where } = this;
        return new ServerError(`${message}${more}`, {
            cause,
            exception,
            passing,
            ...(fault === undefined ? {} : { fault }),
            ...(remedy === undefined ? {} : { remedy }),
            ...(status === undefined ? {} : { status }),
            ...(where === undefined ? {} : { where })
        });
    }
}
/**
 * ZenML's own words in an error answer: `{"detail": ["Exception", "message"]}`, a plain string, or FastAPI's list of
 * validation errors; safe to print, at most 600 characters.
 */
function detailOf(answer) {
    const { json } = answer;
    // A faulty query is answered by the list alone.
    const detail = Array.isArray(json) ? json : (0,text_json.at)(json, 'detail');
    if (!Array.isArray(detail))
        return { exception: undefined, text: typeof detail === 'string' ? cut(detail) : '' };
    if (!detail.every(part => typeof part === 'string'))
        return { exception: undefined, text: cut(detail.map(validationError).join('; ')) };
    const [exception = '', ...rest] = detail;
    return rest.length === 0 ? { exception: undefined, text: cut(exception) } : { exception, text: cut(rest.join(' ')) };
}
function cut(text) {
    return (0,foreign/* oneLine */.TN)(text, 600);
}
/** One of FastAPI's, as `place: what is wrong`. */
function validationError(error) {
    const place = (0,text_json.at)(error, 'loc');
    const steps = Array.isArray(place) ? place.filter(step => typeof step === 'string' || typeof step === 'number') : [];
    return `${steps.join('.')}: ${(0,text_json/* optionalString */.sx)(error, 'msg') ?? ''}`;
}
/**
 * Whether JSON of this status can be ZenML's: its refusals are FastAPI's, an object with `detail`, or a list of
 * exception and message (observed on 0.98.0).
 */
function isOwnAnswer({ json, status }) {
    return status < 400 || Array.isArray(json) || (0,text_json.at)(json, 'detail') !== undefined;
}
/** ZenML's exception for what does not exist (observed on 0.98.0); a server without such a path names none. */
const gone = 'KeyError';
/** Whether a 404 is ZenML's word that the thing asked for does not exist, and not that of a server without such a path. */
function isGone(answer) {
    return answer.status === 404 && detailOf(answer).exception === gone;
}
/** Whether an error is ZenML's word that the thing asked for does not exist. */
function saysGone(error) {
    return error instanceof ServerError && error.exception === gone;
}
/** Turns an answer that is not a success into an error that says what was asked, what came, and what to do. */
function refusal(what, where, answer, remedy) {
    const { exception, text } = detailOf(answer);
    const id = answer.headers['x-request-id'];
    const said = text === '' ? '' : `: ${text}`;
    const trace = id === undefined ? '' : ` (request ${(0,foreign/* oneLine */.TN)(id, 64)})`;
    return new ServerError(`Could not ${what}: the server answered ${answer.status}${said}${trace}`, {
        where,
        status: answer.status,
        exception,
        passing: isTransientStatus(answer.status),
        ...(remedy === undefined ? generalRemedy(answer) : { remedy })
    });
}
/** The JSON of an answer with 200; throws the {@link refusal} that any other one is. */
function agreed(what, base, answer) {
    if (answer.status !== 200)
        throw refusal(what, base.origin, answer);
    return answer.json;
}
function generalRemedy(answer) {
    switch (answer.status) {
        case 401:
            return { remedy: 'Check that the API key is current and that its service account is active.' };
        case 402:
            return { remedy: "This needs a feature that the server's ZenML Pro plan does not include." };
        case 403:
            return { remedy: 'Give the service account a role that allows this.' };
        case 429:
            return { remedy: 'The server limits its requests; try again later or raise its limit.' };
        default:
            return answer.status >= 500 ? { remedy: "Look at the server's own log, then re-run the job." } : {};
    }
}
/** A refusal that did not pass within the time that it was given, `forMs`. */
function lasting(error, forMs) {
    return error.as(false, `, and nothing else for ${(0,world_clock/* formatDuration */.a3)(forMs)}`);
}
/** Word that a server isn't available, after it was waited for, `forMs`. */
function waitedFor(error, forMs) {
    return error.as(false, `, after ${(0,world_clock/* formatDuration */.a3)(forMs)} of waiting for it`);
}

;// CONCATENATED MODULE: ./src/zenml/short-token.js

/** How much longer than the step's own timeout a token lives, ms: the runs that a command started may outlive it. */
const tokenMarginMs = 15 * 60_000;
const what = 'get a short-lived token';
/**
 * A token of the account that lives for `lifeMs`, or as long as the server allows if that is shorter; masked.
 * Throws `ServerError` if the server gives none.
 */
async function shortToken(session, lifeMs) {
    const { base, log } = session.access;
    const wanted = Math.ceil(lifeMs / 1000);
    const answer = await askForToken(session, wanted);
    if (typeof answer === 'string')
        return answer;
    const allowed = allowedSeconds(answer);
    if (allowed === undefined || allowed >= wanted)
        throw refusal(what, base.origin, answer);
    log.info(`The token lives ${allowed} s, as long as the server allows.`);
    const second = await askForToken(session, allowed);
    if (typeof second !== 'string')
        throw refusal(what, base.origin, second);
    return second;
}
/** The token, or the refusal, whatever it is. */
function askForToken(session, lifeSeconds) {
    const path = `/api/v1/api_token?token_type=generic&expires_in=${lifeSeconds}`;
    const request = { method: 'GET', path, wantsSecret: true };
    const read = (answer) => answer.status === 200 ? session.readToken(answer.json) : answer;
    return session.put({ what, request, read }, session.patience);
}
/** How long a token may live by a refusal's words, s; undefined if they don't say. */
function allowedSeconds(refused) {
    // "The maximum expiration time for generic API tokens allowed by this server is 604800 seconds." (0.98.0)
    const most = refused.status === 400 ? Number(/(\d+)\s*seconds/.exec(detailOf(refused).text)?.[1]) : 0;
    return most > 0 ? most : undefined;
}

;// CONCATENATED MODULE: ./src/job/client-access.js





/** How the client of this job reaches the server, but for its credential. */
async function clientConnection({ connection, route }, temporary) {
    const { authorities } = route.certificates;
    return {
        serverUrl: (0,foreign/* withoutTrailingSlashes */.A$)(connection.session.access.base.href),
        stackId: connection.stack.id,
        projectId: connection.project.id,
        configFolder: await makeConfigFolder(temporary),
        caFile: authorities === undefined ? undefined : await writeCaFile(temporary, authorities)
    };
}
/** Hands the connection on to the later steps of the job, as `export-credentials` says. */
async function exportCredentials(job) {
    const { connection, inputs, report, world } = job;
    const mode = inputs.exportCredentials;
    if (mode === 'none')
        return;
    const stack = (0,foreign/* oneLine */.TN)(connection.stack.name, 80);
    if (inputs.dryRun)
        return world.log.info(`Dry run: would connect later steps of this job to stack ${stack}.`);
    const credential = await credentialFor(job, mode);
    const reach = await clientConnection(job, clientFolder(world.env));
    const variables = connectionVariables({ ...reach, credential });
    for (const [name, value] of Object.entries(variables))
        world.runner.exportVariable(name, value);
    report.publish({ exported: mode });
    world.log.info(`Later steps of this job are connected to stack ${stack} (${Object.keys(variables).join(', ')}).`);
}
async function credentialFor({ connection, inputs, world }, mode) {
    if (mode === 'token')
        return { kind: 'token', token: await shortToken(connection.session, inputs.timeoutMs + tokenMarginMs) };
    const { apiKey } = inputs.server;
    (0,world_secrets/* maskSecret */.$l)(world.log, apiKey);
    return { kind: 'api-key', apiKey, proApiUrl: proApiUrl(connection.info, apiKey) };
}
/** Pro's control plane if a client needs it; anybody's address beside a key would be one to send that key to. */
function proApiUrl({ isPro, proApiUrl: url }, apiKey) {
    const isNeeded = isPro && apiKey.startsWith('ZENPROKEY_');
    return isNeeded && url !== undefined && URL.canParse(url) && new URL(url).protocol === 'https:' ? url : undefined;
}

;// CONCATENATED MODULE: ./src/installation/zenml-version.js


/**
 * The input `zenml-version`: `server` is the version that the server reports, `none` is null, anything else a version itself.
 * Throws {@link InputError} for what is not a version (PEP 440), even if the server reports it.
 */
function readZenmlVersion(text, serverVersion) {
    if (text === 'none')
        return null;
    const version = text === 'server' || text === '' ? serverVersion : text;
    if (/^\d+(\.\d+)*([a-z0-9.+-]*)$/.test(version))
        return version;
    throw new errors/* InputError */.dz(`'${(0,foreign/* oneLine */.TN)(version, 60)}' is not a version`, {
        where: version === text ? 'zenml-version' : "the server's version",
        remedy: 'Set zenml-version to `server`, `none` or a version such as `0.98.0`.'
    });
}
/** Warns if the client, of a version or not there (null), is of another version than the server. */
function warnOfOtherVersion(log, installed, serverVersion) {
    if (installed === null || installed === serverVersion)
        return;
    log.warning(`The command's ZenML is ${(0,foreign/* oneLine */.TN)(installed, 40)}, the server's is ${(0,foreign/* oneLine */.TN)(serverVersion, 40)}; set zenml-version to 'server'.`);
}

;// CONCATENATED MODULE: ./src/process/allowed-variables.js
// What any program needs to run and to reach the network; none of them is a credential. LD_LIBRARY_PATH points the loader
// at the library of a Python from actions/setup-python. The runner ends what a job left running by RUNNER_TRACKING_ID.
const anywhere = words(`
  PATH HOME USER LOGNAME SHELL LANG LANGUAGE LC_* TZ TERM TMPDIR TEMP TMP
  XDG_CACHE_HOME XDG_CONFIG_DIRS XDG_CONFIG_HOME XDG_DATA_HOME XDG_RUNTIME_DIR
  HTTP_PROXY HTTPS_PROXY ALL_PROXY NO_PROXY http_proxy https_proxy all_proxy no_proxy
  SSL_CERT_FILE SSL_CERT_DIR REQUESTS_CA_BUNDLE CURL_CA_BUNDLE
  LD_LIBRARY_PATH RUNNER_TRACKING_ID
`);
/** Windows doesn't start most programs without these. */
const onWindows = words(`
  SystemRoot SystemDrive windir ComSpec PATHEXT OS NUMBER_OF_PROCESSORS PROCESSOR_ARCHITECTURE
  USERPROFILE USERNAME USERDOMAIN COMPUTERNAME HOMEDRIVE HOMEPATH APPDATA LOCALAPPDATA PUBLIC
  ProgramData ALLUSERSPROFILE ProgramFiles ProgramFiles(x86) ProgramW6432
  CommonProgramFiles CommonProgramFiles(x86) CommonProgramW6432
`);
/** Where packages come from; an index's own credentials are among them, since without those nothing could be installed from it. */
const indexNames = words(`
  PIP_INDEX_URL PIP_EXTRA_INDEX_URL PIP_NO_INDEX PIP_FIND_LINKS PIP_TRUSTED_HOST PIP_CONFIG_FILE
  PIP_CERT PIP_CLIENT_CERT PIP_PROXY PIP_TIMEOUT PIP_DEFAULT_TIMEOUT PIP_RETRIES PIP_CACHE_DIR PIP_NO_CACHE_DIR
  PIP_CONSTRAINT PIP_BUILD_CONSTRAINT PIP_PRE PIP_PREFER_BINARY PIP_ONLY_BINARY PIP_NO_BINARY PIP_NO_DEPS
  PIP_KEYRING_PROVIDER PIP_UPLOADED_PRIOR_TO PIP_PYPI_URL PIP_REQUIRE_HASHES PIP_USE_FEATURE
  NETRC SSL_CLIENT_CERT

  UV_INDEX UV_INDEX_* UV_DEFAULT_INDEX UV_EXTRA_INDEX_URL UV_NO_INDEX UV_FIND_LINKS UV_CONFIG_FILE UV_NO_CONFIG
  UV_KEYRING_PROVIDER UV_INSECURE_HOST UV_NATIVE_TLS UV_SYSTEM_CERTS UV_HTTP_TIMEOUT UV_HTTP_RETRIES UV_OFFLINE
  UV_CACHE_DIR UV_NO_CACHE UV_LINK_MODE UV_CONSTRAINT UV_BUILD_CONSTRAINT UV_OVERRIDE UV_EXCLUDE_NEWER UV_PRERELEASE
  UV_RESOLUTION UV_CONCURRENT_* UV_PYTHON_INSTALL_DIR UV_NO_SOURCES UV_REQUIRE_HASHES UV_TORCH_BACKEND
`);
/**
 * What the user's command may know of the job as well: plain facts, and where things are. PYTHONHOME isn't among them,
 * since it would lead a virtual environment's interpreter to another library. ZenML builds images through the Docker client on stacks that run in containers.
 */
const jobNames = words(`
  CI GITHUB_ACTIONS GITHUB_ACTION GITHUB_ACTION_REF GITHUB_ACTION_REPOSITORY GITHUB_ACTOR GITHUB_ACTOR_ID GITHUB_API_URL
  GITHUB_BASE_REF GITHUB_EVENT_NAME GITHUB_EVENT_PATH GITHUB_GRAPHQL_URL GITHUB_HEAD_REF GITHUB_JOB
  GITHUB_REF GITHUB_REF_NAME GITHUB_REF_PROTECTED GITHUB_REF_TYPE
  GITHUB_REPOSITORY GITHUB_REPOSITORY_ID GITHUB_REPOSITORY_OWNER GITHUB_REPOSITORY_OWNER_ID
  GITHUB_RETENTION_DAYS GITHUB_RUN_ATTEMPT GITHUB_RUN_ID GITHUB_RUN_NUMBER GITHUB_SERVER_URL GITHUB_SHA
  GITHUB_TRIGGERING_ACTOR GITHUB_WORKFLOW GITHUB_WORKFLOW_REF GITHUB_WORKFLOW_SHA GITHUB_WORKSPACE
  RUNNER_ARCH RUNNER_DEBUG RUNNER_ENVIRONMENT RUNNER_NAME RUNNER_OS RUNNER_TEMP RUNNER_TOOL_CACHE

  PYTHONPATH PYTHONHASHSEED PYTHONUTF8 PYTHONIOENCODING PYTHONDONTWRITEBYTECODE PYTHONPYCACHEPREFIX
  PYTHONWARNINGS PYTHONFAULTHANDLER PYTHONNOUSERSITE PYTHONSAFEPATH PYTHONOPTIMIZE
  pythonLocation Python_ROOT_DIR Python3_ROOT_DIR PKG_CONFIG_PATH VIRTUAL_ENV
  AWS_CA_BUNDLE GIT_SSL_CAINFO NODE_EXTRA_CA_CERTS

  DOCKER_HOST DOCKER_CONFIG DOCKER_CONTEXT DOCKER_BUILDKIT DOCKER_DEFAULT_PLATFORM DOCKER_TLS_VERIFY DOCKER_CERT_PATH
`);
/** What reaches no process of the user's, asked for or not: the runner's credentials and command files, and this action's inputs. */
const neverNames = words(`
  INPUT_* STATE_* ACTIONS_* ZENML_STORE_*
  GITHUB_TOKEN GITHUB_ENV GITHUB_PATH GITHUB_OUTPUT GITHUB_STATE GITHUB_STEP_SUMMARY
`);
/** What any program may know of the machine that it runs on. */
function machineNames(platform) {
    return platform === 'win32' ? [...anywhere, ...onWindows] : anywhere;
}
function words(text) {
    return text.trim().split(/\s+/);
}

;// CONCATENATED MODULE: ./src/process/variable-names.js
/** Whether the list has the name; Windows doesn't tell upper from lower case. */
function hasName(list, name, platform) {
    const fold = (text) => (platform === 'win32' ? text.toUpperCase() : text);
    return list.some(entry => entry.endsWith('*') ? fold(name).startsWith(fold(entry.slice(0, -1))) : fold(entry) === fold(name));
}
/** Those of the job's variables that the list has, spelt as the job spells them. */
function pick(env, list, platform) {
    const picked = {};
    for (const [name, value] of Object.entries(env)) {
        if (value !== undefined && hasName(list, name, platform))
            picked[name] = value;
    }
    return picked;
}
/** The value of a variable, whatever case Windows spells its name in; undefined if it isn't set. */
function readVariable(env, name, platform) {
    const key = Object.keys(env).find(candidate => hasName([name], candidate, platform));
    return key === undefined ? undefined : env[key];
}
/** Names of variables whose values are secrets, by all that a name can say. */
const namedSecret = /TOKEN|SECRET|PASS(?:WD|WORD|PHRASE)|CREDENTIAL|_KEY$/i;
/** The values of those variables on the list whose names say that they are secrets. */
function namedSecrets(env, list, platform) {
    return Object.entries(pick(env, list, platform)).flatMap(([name, value]) => (namedSecret.test(name) ? [value] : []));
}

;// CONCATENATED MODULE: ./src/process/missing-variables.js



/** Words with which a program says that it lacks a variable: Python, shells, and what reads settings for either. */
const missing_variables_lacking = /KeyError|environ\b|getenv|unbound variable|parameter (?:null or )?not set|environment variable|env var|not (?:been )?(?:set|found|defined|provided|configured)\b|\bunset\b|\bmissing\b|\brequired\b|\bundefined\b/i;
/** Notes which variables of a job, out of those that a process did not get, its output asks for. */
class AskedVariables {
    #names;
    #found = new Set();
    #previous = '';
    constructor(names) {
        this.#names = new Set(names);
    }
    /** Reads a line of the output. */
    hear(line) {
        if (this.#names.size === 0)
            return;
        const clean = (0,foreign/* withoutEscapes */.Lx)(line);
        // pydantic names a field in lower case, and says what is wrong with it in the next line.
        if (/^\s+Field required/.test(clean))
            this.#note(this.#previous.trim().toUpperCase());
        if (missing_variables_lacking.test(clean))
            for (const [word] of clean.matchAll(/[A-Za-z_]\w*/g))
                this.#note(word);
        this.#previous = clean;
    }
    get found() {
        return [...this.#found];
    }
    #note(name) {
        if (this.#names.has(name))
            this.#found.add(name);
    }
}
/** Names of a job's variables that a process was not given, whether it may have them or not. */
function withheldNames(env, given, platform) {
    const own = ['INPUT_*', 'STATE_*'];
    return Object.keys(pick(env, ['*'], platform)).filter(name => !hasName([...given, ...own], name, platform));
}
/** What to do about variables that were asked for and withheld, in sentences; empty if there are none. */
function withheldRemedy(names, { input, process }, platform) {
    const never = names.filter(name => hasName(neverNames, name, platform));
    const open = names.filter(name => !never.includes(name));
    const sentences = [];
    if (open.length > 0) {
        const [are, them] = open.length === 1 ? ['is', 'it'] : ['are', 'them'];
        const list = open.join(', ');
        sentences.push(`${list} ${are} set in this job, but ${process} doesn't get ${them}: set ${input}: ${list}.`);
    }
    if (never.length > 0) {
        const are = never.length === 1 ? 'is' : 'are';
        sentences.push(`${never.join(', ')} ${are} never passed on: set a variable of another name in \`env:\`, and name that in ${input}.`);
    }
    return sentences.join(' ');
}

// EXTERNAL MODULE: ./src/zenml/status.js
var zenml_status = __webpack_require__(6253);
;// CONCATENATED MODULE: ./src/report/conclusion.js

/** The conclusion of a run that has ended, by itself or stopped by somebody; only a successful run is a success. */
function conclude(status) {
    if ((0,zenml_status/* isSuccess */.oJ)(status))
        return 'success';
    return status === 'stopped' || status === 'cancelled' ? 'stopped' : 'failure';
}

;// CONCATENATED MODULE: ./src/job/timeout.js


/** The reason with which the step's timeout (ms) ends a command. */
class TimeUp extends errors/* ActionError */.lZ {
    constructor(timeoutMs) {
        super(`What runs in this job did not end within ${(0,world_clock/* formatDuration */.a3)(timeoutMs)}`, { where: 'timeout' });
    }
}
/**
 * Does the step's work, which may ask for a signal that ends its processes as soon as the step's timeout comes. What
 * fails at the timeout, before a run could be followed, is called a timeout; anything else is thrown.
 */
async function withinTimeout({ inputs, until, world }, work) {
    const { cancel, clock } = world;
    const over = new AbortController();
    const timer = once(() => signalAt(until, new TimeUp(inputs.timeoutMs), clock, over.signal));
    try {
        return await work(timer);
    }
    catch (error) {
        if (error instanceof TimeUp)
            return { conclusion: 'timed-out', error: (0,errors/* explain */.WE)(error) };
        if (cancel.aborted || clock.elapsed() < until)
            throw error;
        return { conclusion: 'timed-out', error: `Timed out after ${(0,world_clock/* formatDuration */.a3)(inputs.timeoutMs)}. ${(0,errors/* explain */.WE)(error)}` };
    }
    finally {
        over.abort();
    }
}
/** A signal that aborts with a reason at a moment of `clock.elapsed()`, ms, unless it is called off before. */
function signalAt(until, reason, clock, off) {
    const signal = new AbortController();
    clock.sleep(Math.max(0, until - clock.elapsed()), off).then(() => signal.abort(reason), () => undefined);
    return signal.signal;
}
function once(make) {
    let made;
    return () => {
        made ??= { value: make() };
        return made.value;
    };
}

;// CONCATENATED MODULE: ./src/job/command-ending.js




const commandWords = {
    ended: 'The command ended with',
    nothing: "The command started no pipeline run. Let it start one; if its requests can't be observed (python -I, another machine), let it print the run's id."
};
/** For the pipeline of a source, which ZenML's client runs here. */
const sourceWords = {
    ended: "ZenML's client ended with",
    nothing: "ZenML's client started no pipeline run, although it ended without an error. Its output says more."
};
/**
 * How a command that ended by itself concludes the step: by its own end, its runs' statuses and why those did not
 * succeed, and what else is wrong with them, in sentences; behind them what its output says of the reasons.
 */
function concludeCommand(end, statuses, failures, faults, reasons, { ended, nothing } = commandWords) {
    const all = [...failures, ...faults];
    if (end.code !== 0)
        all.unshift(`${ended} ${end.code === null ? `signal ${end.signal}` : `exit code ${end.code}`}.`);
    if (all.length === 0 && statuses.length === 0)
        all.push(nothing);
    if (all.length === 0)
        return { conclusion: 'success' };
    // Stopped by somebody, and nothing else is wrong.
    const ends = statuses.map(conclude);
    const isStopped = end.code === 0 &&
        faults.length === 0 &&
        ends.includes('stopped') &&
        ends.every(one => one === 'success' || one === 'stopped');
    if (isStopped)
        return { conclusion: 'stopped', error: all.join(' ') };
    return { conclusion: 'failure', error: [...all, ...reasonsOf(end.code === 0, reasons)].join(' ') };
}
/** What to do first, since an annotation may be cut; the last lines only of a command that failed itself. */
function reasonsOf(isFine, { last, asked, hints, integrations }) {
    const one = integrations.length === 1;
    return [
        integrations.length === 0
            ? ''
            : `ZenML's integration${one ? '' : 's'} ${integrations.join(', ')} ${one ? 'is' : 'are'} not, or not fully, installed: set integrations: ${integrations.join(' ')}.`,
        ...hints,
        withheldRemedy(asked, { input: 'pass-env', process: 'the command' }, process.platform),
        isFine || last.length === 0 ? '' : `Its last lines: ${last.join(' / ')}`
    ].filter(sentence => sentence !== '');
}
/** How a step ends whose command was cut off by `cause`, or failed by an `error` of its own; `left` says what became of its runs. */
function cutShort(cancel, error, cause, left) {
    if (cancel.aborted)
        return { conclusion: 'cancelled', error: `The job was cancelled. ${left}`.trim() };
    const isSame = error === cause || (error instanceof TimeUp && cause instanceof TimeUp);
    const said = [(0,errors/* explain */.WE)(cause), ...(isSame ? [] : [(0,errors/* explain */.WE)(error)]), left].join(' ').trim();
    return { conclusion: cause instanceof TimeUp ? 'timed-out' : 'failure', error: said };
}

;// CONCATENATED MODULE: ./src/zenml/question.js

/** Patience for a single question before the run exists: six attempts, about 20 s of waiting in all. */
const shortPatience = { attempts: 6 };
/** How long refusals pass where something had a good answer before: a control plane in trouble recovers in minutes, ms. */
const refusalsPassMs = 5 * 60_000;
/** ZenML's word that the thing asked for doesn't exist; a replica that lags no longer than that between can't be why. */
const goneForGood = { isSaidBy: isGone, confirmedAfterMs: 5_000 };

;// CONCATENATED MODULE: ./src/follow/aside.js
/** Time that one attempt gets whose answer is only shown: a server that is silent must not keep from seeing the run, ms. */
const shownAttemptMs = 5_000;
/** Patience with a question that can be done without. */
function asideOf({ attemptMs, signal, until }) {
    return {
        attempts: 2,
        ...(attemptMs === undefined ? {} : { attemptMs }),
        ...(signal === undefined ? {} : { signal }),
        ...(until === undefined ? {} : { until })
    };
}
/** Patience with a question whose answer is only shown, in a few attempts of a few seconds each. */
function shownOf(patience, attempts = 2) {
    return { ...asideOf(patience), attempts, attemptMs: shownAttemptMs };
}

;// CONCATENATED MODULE: ./src/follow/changes.js



/** The steps after a look that returned those in `changed`, and a line for each whose status is new. */
function mergeSteps(before, changed) {
    const steps = new Map(before);
    const changes = [];
    for (const step of changed) {
        if (steps.get(step.id)?.status !== step.status) {
            changes.push({ step, line: stepLine(step), failed: hasFailed(step) });
        }
        steps.set(step.id, step);
    }
    return { steps, changes };
}
/** Whether a step did not do what it was for; an attempt that was retried has not failed, since another one follows it. */
function hasFailed({ status }) {
    return (0,zenml_status/* isFinished */.$g)(status) && !(0,zenml_status/* isSuccess */.oJ)(status) && status !== 'retried';
}
/** The latest change time among steps, as the server wrote it; undefined if there is none. */
function lastUpdate(steps) {
    return [...steps.values()].reduce((latest, { updated }) => (updated !== undefined && (latest === undefined || updated > latest) ? updated : latest), undefined);
}
/** A line for the log if a run's status is new, or undefined. */
function runLine(before, run) {
    if (before === run.status)
        return undefined;
    const reason = run.statusReason === undefined ? '' : ` (${(0,foreign/* oneLine */.TN)(run.statusReason, 300)})`;
    const unknown = (0,zenml_status/* isKnown */.qE)(run.status) ? '' : ' \u2014 a status this action does not know; taken as still in progress';
    return `Run: ${(0,foreign/* oneLine */.TN)(run.status, 60)}${reason}${unknown}`;
}
function stepLine(step) {
    const took = (0,zenml_status/* isFinished */.$g)(step.status) && step.startMs !== undefined && step.endMs !== undefined
        ? ` in ${(0,world_clock/* formatDuration */.a3)(step.endMs - step.startMs)}`
        : '';
    return `Step ${(0,foreign/* oneLine */.TN)(step.name, 120)}: ${(0,foreign/* oneLine */.TN)(step.status, 60)}${took}`;
}

;// CONCATENATED MODULE: ./src/zenml/run-extra.js

/** Key of a run's `extra`, or of its metadata, under which this action writes where the run came from. */
const provenanceKey = 'gate';
/**
 * Reads what this action wrote into the `extra` of a run (with its details); undefined if there is nothing, or a copy of
 * what it wrote for another run, as ZenML hands it on with a snapshot.
 */
function readRunExtra(json) {
    const gate = (0,text_json.at)(json, 'metadata', 'config', 'extra', provenanceKey);
    if (gate === undefined || (0,text_json.at)(gate, 'run_name') !== (0,text_json.at)(json, 'name'))
        return undefined;
    // An environment may have this name.
    const known = (name) => {
        const value = (0,text_json/* optionalString */.sx)(gate, name);
        return value === 'unknown' ? undefined : value;
    };
    return {
        repository: (0,text_json/* optionalString */.sx)(gate, 'repository'),
        environment: (0,text_json/* optionalString */.sx)(gate, 'environment'),
        codeCommit: known('code_commit'),
        codeTree: known('code_tree')
    };
}
/** Key of a run's metadata under which this action writes what checks said of its results. */
const verdictsKey = 'gate_verdicts';
/**
 * Reads what checks said of a run's results. ZenML merges the mappings of a key, the newest value first (source of
 * 0.98.0), so that each environment has its own last word.
 */
function readVerdicts(noted) {
    if (!(0,text_json/* isObject */.Gv)(noted))
        return {};
    const known = Object.entries(noted).filter(([, said]) => said === 'passed' || said === 'failed');
    return Object.fromEntries(known);
}

;// CONCATENATED MODULE: ./src/zenml/schema.js


/**
 * An answer that can't be read as what was asked, or is about something else; says why, naming fields and names but no
 * other value. As the answer to a question it is passing trouble: a cache or a gateway has mixed something up.
 */
class SchemaError extends errors/* ActionError */.lZ {
    /** What the answer is or lacks, as `it \u2026` continues. */
    why;
    constructor(why) {
        super(`The server's answer ${why}`, hint);
        this.why = why;
    }
}
/** The string at a path; throws {@link SchemaError} if there isn't one. */
function stringAt(value, ...path) {
    const found = (0,text_json.at)(value, ...path);
    if (typeof found !== 'string')
        throw new SchemaError(`has no text at '${path.join('.')}'`);
    return found;
}
/** The boolean at a path, or undefined if it is missing, null or something else. */
function optionalBoolean(value, ...path) {
    const found = (0,text_json.at)(value, ...path);
    return typeof found === 'boolean' ? found : undefined;
}
/** The JSON object at a path, or an empty one. */
function objectAt(value, ...path) {
    const found = (0,text_json.at)(value, ...path);
    return (0,text_json/* isObject */.Gv)(found) ? found : {};
}
/** The JSON object at a path; throws {@link SchemaError} if there isn't one. */
function requiredObjectAt(value, ...path) {
    const found = (0,text_json.at)(value, ...path);
    if (!(0,text_json/* isObject */.Gv)(found))
        throw new SchemaError(`has no object at '${path.join('.')}'`);
    return found;
}
/** The items of one page of a list; throws {@link SchemaError} if it isn't a page. */
function itemsOf(page) {
    const items = (0,text_json.at)(page, 'items');
    if (!Array.isArray(items))
        throw new SchemaError("isn't a list: it has no 'items'");
    return items;
}
/** How many items a list has on all its pages together, as far as the page says so. */
function totalOf(page) {
    const total = (0,text_json.at)(page, 'total');
    return typeof total === 'number' && Number.isInteger(total) && total >= 0 ? total : undefined;
}
/** How many pages a list has, at least one. */
function pagesOf(page) {
    const total = (0,text_json.at)(page, 'total_pages');
    return typeof total === 'number' && Number.isInteger(total) && total > 0 ? total : 1;
}
/** Whether a text is a UUID, the form of every id of the server. */
function isUuid(text) {
    return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text);
}
/** A time of the server in ms since the epoch; ZenML writes UTC without saying so. Undefined if it is not a time. */
function serverTime(text) {
    if (text === undefined)
        return undefined;
    const ms = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
    return Number.isNaN(ms) ? undefined : ms;
}
const hint = { remedy: 'Is server-url a ZenML server of a supported version (0.84 or newer)?' };

;// CONCATENATED MODULE: ./src/zenml/entities.js




/** Longest name that ZenML stores (its columns hold 255 characters). */
const maxNameLength = 255;
/** Longest address of a dashboard that is taken, characters. */
const maxUrlLength = 2_000;
/** Reads `GET /info`; every supported version names itself and its kind of deployment (`ServerModel`, 0.84.3 to 0.98.0). */
function readServerInfo(json) {
    const version = (0,foreign/* oneLine */.TN)(stringAt(json, 'version'), 60);
    const isPro = stringAt(json, 'deployment_type') === 'cloud';
    const dashboard = (0,text_json/* optionalString */.sx)(json, isPro ? 'dashboard_url' : 'server_url');
    return {
        version,
        isPro,
        dashboardUrl: (0,foreign/* withoutTrailingSlashes */.A$)((dashboard ?? '').slice(0, maxUrlLength)),
        proApiUrl: (0,text_json/* optionalString */.sx)(json, 'pro_api_url')
    };
}
/** Reads `GET /current-user`; nothing but an account says whether it is a service account. */
function readAccount(json) {
    const isServiceAccount = optionalBoolean(json, 'body', 'is_service_account');
    if (isServiceAccount === undefined)
        throw new SchemaError("isn't an account: it has no 'body.is_service_account'");
    return { ...readNamed(json), isServiceAccount };
}
/**
 * Reads the id and name that every entity of the server has; an entity without a name gets an empty one. Ids become
 * parts of addresses and outputs, so that one with anything but letters, digits, `_` and `-` is none: throws
 * {@link SchemaError}.
 */
function readNamed(json) {
    const id = stringAt(json, 'id');
    if (!/^[\w-]{1,64}$/.test(id))
        throw new SchemaError("has no id at 'id'");
    // Longer than the server's column, or half a character: then it is not a name of ZenML's, and must not break anything here.
    return { id, name: ((0,text_json/* optionalString */.sx)(json, 'name') ?? '').slice(0, maxNameLength).toWellFormed() };
}
function optionalNamed(json) {
    return (0,text_json/* optionalString */.sx)(json, 'id') === undefined ? undefined : readNamed(json);
}
/** Reads a snapshot, from a list or by itself. */
function readSnapshot(json) {
    return {
        ...readNamed(json),
        projectId: (0,text_json/* optionalString */.sx)(json, 'body', 'project_id'),
        pipeline: readNamed((0,text_json.at)(json, 'resources', 'pipeline')),
        stack: optionalNamed((0,text_json.at)(json, 'resources', 'stack')),
        runnable: optionalBoolean(json, 'body', 'runnable') === true,
        createdMs: serverTime((0,text_json/* optionalString */.sx)(json, 'body', 'created')),
        author: (0,text_json/* optionalString */.sx)(json, 'resources', 'user', 'name'),
        accountId: (0,text_json/* optionalString */.sx)(json, 'resources', 'user', 'id') ?? (0,text_json/* optionalString */.sx)(json, 'body', 'user_id'),
        provenance: objectAt(json, 'metadata', 'pipeline_configuration', 'extra', provenanceKey),
        sourceId: (0,text_json/* optionalString */.sx)(json, 'metadata', 'source_snapshot_id'),
        codeCommit: (0,text_json/* optionalString */.sx)(json, 'resources', 'code_reference', 'body', 'commit')
    };
}
/** Reads what a snapshot (with its details) lets a run configuration hold. */
function readSnapshotShape(json) {
    const schema = objectAt(json, 'metadata', 'config_schema');
    return {
        stepNames: Object.keys(objectAt(json, 'metadata', 'step_configurations')),
        configSchema: Object.keys(schema).length === 0 ? undefined : schema
    };
}
/**
 * Reads the keys by which settings go of a stack's components (the stack with its details): type, type.flavor and
 * type:name. The server drops all others without a word (`zenml/utils/settings_utils.py`, and measured on 0.98.0).
 */
function readComponentKeys(json) {
    return Object.entries(objectAt(json, 'metadata', 'components')).flatMap(([type, components]) => {
        const all = Array.isArray(components) ? components : [];
        const own = all.flatMap(one => [
            `${type}.${(0,text_json/* optionalString */.sx)(one, 'body', 'flavor_name') ?? ''}`,
            `${type}:${(0,text_json/* optionalString */.sx)(one, 'name') ?? ''}`
        ]);
        return all.length === 0 ? [] : [type, ...own];
    });
}
/** Reads a run, from a list or by itself. */
function readRun(json) {
    const tags = (0,text_json.at)(json, 'resources', 'tags');
    const { [provenanceKey]: noted, [verdictsKey]: said, ...metadata } = objectAt(json, 'metadata', 'run_metadata');
    // Until 0.85.0 a run has these in its body (measured on 0.84.3, 0.85.0 and 0.90.0).
    const related = (name) => (0,text_json.at)(json, 'resources', name) ?? (0,text_json.at)(json, 'body', name);
    return {
        ...readNamed(json),
        status: (0,foreign/* oneLine */.TN)(stringAt(json, 'body', 'status'), 60),
        projectId: (0,text_json/* optionalString */.sx)(json, 'body', 'project_id'),
        isScheduled: related('schedule') != null,
        statusReason: (0,text_json/* optionalString */.sx)(json, 'body', 'status_reason'),
        accountId: (0,text_json/* optionalString */.sx)(related('user'), 'id') ?? (0,text_json/* optionalString */.sx)(json, 'body', 'user_id'),
        serviceAccount: optionalBoolean(related('user'), 'body', 'is_service_account')
            ? (0,text_json/* optionalString */.sx)(related('user'), 'name')
            : undefined,
        stack: optionalNamed(related('stack')),
        pipelineName: (0,text_json/* optionalString */.sx)(related('pipeline'), 'name'),
        snapshotId: (0,text_json/* optionalString */.sx)(json, 'resources', 'snapshot', 'id'),
        sourceSnapshotId: (0,text_json/* optionalString */.sx)(json, 'resources', 'source_snapshot', 'id'),
        originalRunId: (0,text_json/* optionalString */.sx)(json, 'resources', 'original_run', 'id'),
        parentRunId: (0,text_json/* optionalString */.sx)(json, 'resources', 'parent_run', 'id'),
        startedByStepId: (0,text_json/* optionalString */.sx)(json, 'metadata', 'trigger_info', 'step_run_id'),
        createdMs: serverTime((0,text_json/* optionalString */.sx)(json, 'body', 'created')),
        startMs: serverTime((0,text_json/* optionalString */.sx)(json, 'metadata', 'start_time')),
        endMs: serverTime((0,text_json/* optionalString */.sx)(json, 'metadata', 'end_time')),
        tags: Array.isArray(tags) ? tags.flatMap(tag => (0,text_json/* optionalString */.sx)(tag, 'name') ?? []) : [],
        extra: readRunExtra(json),
        provenance: readProvenance(json, noted),
        verdicts: readVerdicts(said),
        openQuestionId: (0,text_json/* optionalString */.sx)(json, 'resources', 'active_wait_condition', 'id'),
        isDynamic: optionalBoolean(json, 'resources', 'snapshot', 'body', 'is_dynamic') === true,
        failure: readStepFailure(json),
        modelVersion: readNamedModelVersion(related('model_version')),
        metadata
    };
}
/** Where a run says that it came from, in its configuration, or as `noted` in its metadata. */
function readProvenance(json, noted) {
    const written = (0,text_json.at)(json, 'metadata', 'config', 'extra', provenanceKey);
    // A copy, as ZenML hands it on with a snapshot, has the name of the run that it was written for.
    const own = [written, noted].find(each => each !== undefined && (0,text_json.at)(each, 'run_name') === (0,text_json.at)(json, 'name'));
    if (own === undefined)
        return undefined;
    const commit = (0,text_json/* optionalString */.sx)(own, 'code_commit');
    return { codeCommit: commit === 'unknown' ? undefined : commit, isFixed: own === written };
}
function readNamedModelVersion(json) {
    const version = optionalNamed(json);
    return version === undefined ? undefined : { ...version, modelName: (0,text_json/* optionalString */.sx)(json, 'body', 'model', 'name') };
}
/** Reads a model version, from a list or by itself; throws {@link SchemaError} if it has no number or no model. */
function readModelVersion(json) {
    const number = (0,text_json.at)(json, 'body', 'number');
    if (typeof number !== 'number')
        throw new SchemaError("isn't a model version: it has no 'body.number'");
    return {
        ...readNamed(json),
        model: readNamed((0,text_json.at)(json, 'body', 'model')),
        number,
        stage: (0,text_json/* optionalString */.sx)(json, 'body', 'stage'),
        projectId: (0,text_json/* optionalString */.sx)(json, 'body', 'project_id'),
        updatedMs: serverTime((0,text_json/* optionalString */.sx)(json, 'body', 'updated'))
    };
}
/** Reads a step of a run; a run itself looks like one, but doesn't say when it started. */
function readStep(json) {
    if (!Object.hasOwn(objectAt(json, 'body'), 'start_time'))
        throw new SchemaError("isn't a step: no 'body.start_time'");
    return {
        ...readNamed(json),
        status: (0,foreign/* oneLine */.TN)(stringAt(json, 'body', 'status'), 60),
        startMs: serverTime((0,text_json/* optionalString */.sx)(json, 'body', 'start_time')),
        endMs: serverTime((0,text_json/* optionalString */.sx)(json, 'body', 'end_time')),
        created: (0,text_json/* optionalString */.sx)(json, 'body', 'created'),
        updated: (0,text_json/* optionalString */.sx)(json, 'body', 'updated'),
        projectId: (0,text_json/* optionalString */.sx)(json, 'body', 'project_id'),
        runId: (0,text_json/* optionalString */.sx)(json, 'metadata', 'pipeline_run_id'),
        accountId: (0,text_json/* optionalString */.sx)(json, 'resources', 'user', 'id') ?? (0,text_json/* optionalString */.sx)(json, 'body', 'user_id')
    };
}
/** Reads why a step (with its details) failed; undefined if the server knows no exception. */
function readStepFailure(json) {
    const info = (0,text_json.at)(json, 'metadata', 'exception_info');
    const traceback = (0,text_json/* optionalString */.sx)(info, 'traceback');
    // An exception without words, and clients before 0.94.6, leave the message out.
    const message = (0,text_json/* optionalString */.sx)(info, 'message') || lastWords(traceback ?? '');
    return message === undefined ? undefined : { message, traceback };
}
/**
 * The last line of a traceback that says something: the exception, or the line of code if a client before 0.94.6 has
 * left the exception out (measured on 0.84.3 and 0.90.0). Python underlines the place in it with tildes and carets.
 */
function lastWords(traceback) {
    const lines = traceback.split('\n').map(line => line.trim());
    return lines.findLast(line => !/^(?:[~^ ]*|\[Previous line repeated .*\])$/.test(line));
}
/** Reads a question of a run to a person. */
function readWaitCondition(json) {
    return {
        ...readNamed(json),
        question: (0,text_json/* optionalString */.sx)(json, 'metadata', 'question'),
        schema: objectAt(json, 'metadata', 'data_schema'),
        status: (0,text_json/* optionalString */.sx)(json, 'body', 'status'),
        runId: (0,text_json/* optionalString */.sx)(json, 'resources', 'run', 'id')
    };
}

;// CONCATENATED MODULE: ./src/zenml/fit.js


/** Whether two texts are the same id; the server takes an id in capitals, and one without dashes, too. */
function isSameId(a, b) {
    return plain(a) === plain(b);
}
function plain(id) {
    return id.toLowerCase().replaceAll('-', '');
}
/** Whether something is what a name or an id asks for; databases of the server may ignore the case of names. */
function isAskedFor({ id, name }, nameOrId) {
    return isSameId(id, nameOrId) || isSameName(name, nameOrId);
}
function isSameName(a, b) {
    return a.toLowerCase() === b.toLowerCase();
}
/** The entity itself, if it has the id that was asked for; throws {@link SchemaError} if it is another one. */
function withId(entity, id) {
    return isSameId(entity.id, id) ? entity : refuse(entity, id);
}
/** The entity itself, if it has the name or the id that was asked for; throws {@link SchemaError} otherwise. */
function withNameOrId(entity, nameOrId) {
    return isAskedFor(entity, nameOrId) ? entity : refuse(entity, nameOrId);
}
/** The entity itself, if it has the name that was asked for, whatever its case; throws {@link SchemaError} otherwise. */
function withName(entity, name) {
    return isSameName(entity.name, name) ? entity : refuse(entity, name);
}
/** Throws {@link SchemaError} if an id is known and another than was asked for; `kind` names what it is the id of. */
function requireSame(kind, known, asked) {
    if (known !== undefined && !isSameId(known, asked))
        throw new SchemaError(`is about the ${kind} ${(0,foreign/* oneLine */.TN)(known, 80)}, not ${(0,foreign/* oneLine */.TN)(asked, 80)}`);
}
/** Throws {@link SchemaError} if a run or a model version isn't in the project that was asked for. */
function requireProject({ projectId }, project) {
    requireSame('project', projectId, project);
}
function refuse({ id, name }, asked) {
    throw new SchemaError(`is about ${(0,foreign/* oneLine */.TN)(name, 200)} (${id}), not ${(0,foreign/* oneLine */.TN)(asked, 200)}`);
}

;// CONCATENATED MODULE: ./src/zenml/requests.js



const pageSize = 100;
/** Pages of one list that are read at most, of {@link pageSize} items each. */
const maxPages = 20;
/** A path with a query. */
function withQuery(path, parameters) {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters))
        if (value !== undefined)
            search.append(name, value);
    return `${path}?${search.toString()}`;
}
/** What the JSON at a path is parsed to, or undefined if ZenML says that there is nothing; throws `ServerError`. */
function find(session, wanted, patience) {
    const { isAbsent = answer => isGone(answer) || answer.status === 422, parse, path, what } = wanted;
    const read = (answer) => isAbsent(answer) ? undefined : parse(agreed(what, session.access.base, answer));
    return session.put({ what, request: { method: 'GET', path }, read }, patience ?? session.patience);
}
/** The items of a list, page by page, the first {@link maxPages} pages at most; throws `ServerError`. */
async function list(session, wanted, patience) {
    const { parse, path, query, what } = wanted;
    const all = [];
    for (let page = 1;; page++) {
        const paged = withQuery(path, { ...query, page: String(page), size: String(pageSize) });
        const { items, pages } = await session.read(what, paged, json => readPage(json, page, parse), patience);
        all.push(...items);
        if (page >= pages || page >= maxPages)
            return all;
    }
}
/** Reads a page of a list; throws {@link SchemaError} if it is another page than was asked for. */
function readPage(json, page, parse) {
    const index = (0,text_json.at)(json, 'index');
    if (typeof index === 'number' && index !== page)
        throw new SchemaError(`is page ${index} of the list, not ${page}`);
    const items = itemsOf(json).map(parse);
    return { items, pages: pagesOf(json), total: totalOf(json) ?? items.length };
}
/** Changes something; throws `ServerError` unless the server agrees, with an answer in which `check` finds no fault. */
async function change(session, { check, ...wish }, patience) {
    await changeAndRead(session, { ...wish, read: json => check?.(json) }, patience ?? session.patience);
}
/** Changes something, and returns what `read`, which may throw {@link SchemaError}, makes of the answer; throws `ServerError`. */
function changeAndRead(session, { body, method, path, read, what }, patience) {
    const request = { method, path, headers: jsonHeaders, body: JSON.stringify(body) };
    const readAnswer = (answer) => read(agreed(what, session.access.base, answer));
    return session.put({ what, request, read: readAnswer }, patience);
}
/** Headers of a request with a body of JSON. */
const jsonHeaders = { 'content-type': 'application/json' };

;// CONCATENATED MODULE: ./src/zenml/wait-conditions.js




const conditionsPath = '/api/v1/run_wait_conditions';
/**
 * The questions of a run to a person that are open; an older server has none. An answer without any has 61 bytes (measured
 * on 0.98.0). Throws `ServerError`.
 */
async function openQuestions(session, project, runId, patience) {
    const path = withQuery(conditionsPath, { project, pipeline_run: runId, status: 'pending', hydrate: 'true' });
    const parseOne = (item) => {
        const condition = readWaitCondition(item);
        requireSame('run', condition.runId, runId);
        return condition;
    };
    const parse = (json) => itemsOf(json).map(parseOne);
    const found = await find(session, { what: 'read what the run waits for', path, parse, isAbsent: isMissingPath }, patience);
    return (found ?? []).filter(({ status }) => status === 'pending');
}
/**
 * Answers a question of a run to a person with `abort`, which ends the run as stopped, also one that is `stopping`
 * already and would stay so for good (measured on 0.98.0); returns the answer, whatever it is. Throws `ServerError` if
 * there is none.
 */
function abortQuestion(session, questionId, patience) {
    const path = `${conditionsPath}/${questionId}/resolve`;
    const request = { method: 'PUT', path, headers: jsonHeaders, body: JSON.stringify({ resolution: 'abort' }) };
    return session.ask("abort the run's question", request, patience);
}
/** Whether a server is too old for a path. */
function isMissingPath({ status }) {
    return status === 404 || status === 405;
}

;// CONCATENATED MODULE: ./src/follow/questions.js




/** Longest schema of an answer that is shown, characters. */
const maxSchemaLength = 500;
/** From when a question that was seen is not taken as open any longer, by the time since the last look that succeeded, ms. */
const claimedForMs = 60_000;
/** Knows which question of a run to a person is open, and annotates each once. */
class Questions {
    #connection;
    #runId;
    #asked = new Set();
    #open;
    /** When the questions were read last, as `clock.elapsed()`, ms. */
    #readMs = Number.NEGATIVE_INFINITY;
    constructor(connection, runId) {
        this.#connection = connection;
        this.#runId = runId;
    }
    get #access() {
        return this.#connection.session.access;
    }
    /** The question that is open, as far as is known. */
    get open() {
        return this.openAt(this.#access.clock.elapsed());
    }
    /** The question that was open at a moment of `clock.elapsed()`, ms, unless it was read too long before. */
    openAt(moment) {
        return moment - this.#readMs < claimedForMs ? this.#open : undefined;
    }
    /**
     * Asks which questions are open, and annotates those that are new if the run `goesOn`, by a look at it that comes
     * later: a question of a run that ended otherwise stays pending for good (measured on 0.98.0). Returns whether any was
     * annotated. Throws what aborts `patience.signal`.
     */
    async look(patience, goesOn) {
        const { project, session } = this.#connection;
        try {
            const open = await openQuestions(session, project.id, this.#runId, patience);
            this.#open = open.at(-1);
            this.#readMs = this.#access.clock.elapsed();
            const fresh = open.filter(({ id }) => !this.#asked.has(id));
            if (fresh.length === 0 || !(await goesOn()))
                return false;
            for (const question of fresh)
                this.#annotate(question);
            return true;
        }
        catch (error) {
            if (patience.signal?.aborted === true)
                throw error;
            this.#access.log.debug(`Cannot read what the run waits for: ${(0,errors/* explain */.WE)(error)}`);
            return false;
        }
    }
    #annotate(question) {
        this.#asked.add(question.id);
        const url = this.#connection.runUrl(this.#runId);
        this.#access.log.notice(`The run waits for a person to answer ${questionWords(question)} (${url})`);
    }
}
/**
 * Whether a run may ask a person by now: only one of a dynamic pipeline that has not ended can; one that pauses may be of
 * a server that doesn't say which pipelines are dynamic.
 */
function mayAsk({ isDynamic, status }) {
    return !(0,zenml_status/* isFinished */.$g)(status) && (isDynamic || status === 'paused');
}
/** A question by its name, with its words and what an answer has to be. */
function questionWords({ name, question, schema }) {
    const words = question === undefined ? '' : `: ${(0,foreign/* oneLine */.TN)(question, 500)}`;
    const answer = Object.keys(schema).length === 0 ? '' : ` Answer: ${(0,foreign/* oneLine */.TN)(JSON.stringify(schema), maxSchemaLength)}`;
    return `'${(0,foreign/* oneLine */.TN)(name, 120)}'${words}${answer}`;
}
/** The same as the end of a sentence, with its full stop or question mark. */
function endingInQuestion(question) {
    const words = (0,foreign/* oneLine */.TN)(questionWords(question), 1_200);
    return /[.?!]$/.test(words) ? words : `${words}.`;
}

;// CONCATENATED MODULE: ./src/zenml/login.js

/** The request for a token in exchange for an API key, form-encoded as ZenML's own client sends it. */
function loginRequest(apiKey) {
    const body = new URLSearchParams({ grant_type: 'zenml-api-key', password: apiKey }).toString();
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    return { method: 'POST', path: '/api/v1/login', headers, body, timeoutMs: 60_000, wantsSecret: true };
}
/** Whether a value can be a token: text that a header can carry (RFC 6750 2.1 has even fewer characters). */
function isToken(value) {
    return typeof value === 'string' && /^[!-~]+$/.test(value);
}
/** Time between two logins, ms: the server's limiter allows five a minute. */
const loginEveryMs = 15_000;
const rotateRemedy = 'An admin can rotate or create one: `zenml service-account api-key <account> rotate <key>`.';
/** ZenML's 401 bodies at login tell four cases apart (observed on 0.98.0): pattern, problem, remedy. */
const refusals = [
    [/decoding API key/i, 'the API key is malformed', 'Copy the whole key (it begins with ZENKEY_ or ZENPROKEY_).'],
    [
        /verify key value/i,
        'the API key was rotated or was never valid',
        `Put the current key into the secret. ${rotateRemedy}`
    ],
    [/not active/i, 'the API key or its service account is deactivated', 'Activate it again, or use another one.'],
    [/grant|password/i, 'the server does not accept API keys this way', 'Check that server-url is a ZenML server.']
];
/** What is known about a refusal by the server's own words, or undefined if they say nothing about the key. */
function knownRefusal(answer) {
    const { text } = detailOf(answer);
    return refusals.find(([pattern]) => pattern.test(text));
}
/** ZenML's word about the key itself: rotated, deactivated or malformed. */
const keyRefusal = {
    isSaidBy: answer => [401, 403].includes(answer.status) && knownRefusal(answer) !== undefined,
    confirmedAfterMs: loginEveryMs
};
/** How the place of an error begins that is about the key. */
const keyPlace = 'api-key at ';
/** Whether an error is the refusal of a login: whatever else is asked then will be refused too. */
function isLoginRefusal(error) {
    return error.where?.startsWith(keyPlace) === true;
}
/** The error for a login that was refused, with its remedy. */
function loginRefusal(base, answer) {
    const { exception, text } = detailOf(answer);
    const unknown = [null, 'the API key is not accepted', `Check the api-key input. ${rotateRemedy}`];
    const [, problem, remedy] = knownRefusal(answer) ?? unknown;
    return new ServerError(`Could not log in: ${problem} (the server says: ${text || answer.status})`, {
        where: `${keyPlace}${base.origin}`,
        status: answer.status,
        exception,
        remedy
    });
}

;// CONCATENATED MODULE: ./src/zenml/logged.js

/**
 * What was logged about a run, a model version or an artifact version, each with its details. The server always says it,
 * if only as `{}` (`fetch_metadata`, the same in 0.84.3 and 0.98.0): an answer without it would look as if nothing had
 * been logged. Throws {@link SchemaError}.
 */
function loggedIn(json) {
    return requiredObjectAt(json, 'metadata', 'run_metadata');
}

;// CONCATENATED MODULE: ./src/zenml/runs.js







const runsPath = '/api/v1/runs';
/** The run of an id; `details` reads its metadata too. Throws `ServerError`. */
function getRun(session, id, patience, details = false) {
    const path = `${runsPath}/${id}?hydrate=${details}`;
    return session.read('read the run', path, json => withId(readRun(json), id), patience);
}
/** The run of an id with its details, or undefined if the server knows none; throws `ServerError`. */
function findRun(session, id, patience) {
    const path = `${runsPath}/${id}?hydrate=true`;
    const parse = (json) => withId(readRun(json), id);
    return find(session, { what: 'read the run', path, parse, isAbsent: isGone }, patience);
}
/** What checks have said so far of the results of the run of an id; throws `ServerError`. */
async function verdictsOf(session, id, patience) {
    const read = (json) => withId(withDetails(json), id);
    const { verdicts } = await session.read('read the run', `${runsPath}/${id}?hydrate=true`, read, patience);
    return verdicts;
}
/**
 * Reads a run that has to come with its details; the server always says what was logged and how the run was configured
 * (`to_model`, the same in 0.84.3 and 0.98.0, where it was measured). Throws {@link SchemaError}.
 */
function withDetails(json) {
    loggedIn(json);
    requiredObjectAt(json, 'metadata', 'config');
    return readRun(json);
}
/**
 * The status of a run alone, 11 bytes instead of the run's 3,500 (measured on 0.98.0; the path exists since 0.84, source).
 * Nothing in it says which run it is about, so it is a hint: a reason to read the run itself, and never a fact.
 * Throws `ServerError`.
 */
function statusHint(session, runId, patience) {
    const read = (json) => {
        if (typeof json !== 'string')
            throw new SchemaError("isn't a status: it is not a text");
        return (0,foreign/* oneLine */.TN)(json, 60);
    };
    return session.read("read the run's status", `${runsPath}/${runId}/status`, read, patience);
}
/** The run of an exact name, which is unique in its project (given by its id), or undefined; throws `ServerError`. */
async function runNamed(session, project, name, patience) {
    const hold = (run) => withName(run, name);
    const runs = await listRuns(session, { project, name: `equals:${name}` }, hold, patience);
    return runs.find(run => run.name === name);
}
/** Runs of a project (given by its id) whose name has a part, newest first; throws `ServerError`. */
async function runsNamedLike(session, project, part) {
    // Databases may ignore the case of names, and read `_` as any character.
    const like = new RegExp(part.replace(/[.]/g, '\\.').replaceAll('_', '.'), 'i');
    const hold = ({ id, name }) => {
        if (!like.test(name))
            throw new SchemaError(`lists the run ${id}, whose name has not the part ${part}`);
    };
    const runs = await listRuns(session, { project, name: `contains:${part}` }, hold);
    return runs.filter(({ name }) => name.includes(part));
}
/**
 * Runs of a project (given by its id) that an account made since a time of the server (ms since the epoch), newest
 * first, with their details. Throws `ServerError`.
 */
function runsOfAccount(session, project, user, sinceMs, patience) {
    const query = { project, user, created: `gte:${filterTime(sinceMs)}`, hydrate: 'true' };
    return listRuns(session, query, run => requireSame('account', run.accountId, user), patience);
}
/** The newest runs that an account made in a project (given by its id), newest first, `most` at most; throws `ServerError`. */
function newestRunsOf(session, project, user, most) {
    const path = withQuery(runsPath, { project, user, sort_by: 'desc:created', size: String(most) });
    const parse = (item) => {
        const run = readRun(item);
        requireProject(run, project);
        requireSame('account', run.accountId, user);
        return run;
    };
    return session.read('find the newest runs', path, json => itemsOf(json).map(parse));
}
/** Runs of a project, newest first, each held against the question by `hold`, which throws {@link SchemaError}. */
function listRuns(session, query, hold, patience) {
    const parse = (json) => {
        const run = readRun(json);
        requireProject(run, query.project);
        hold(run);
        return run;
    };
    const sorted = { ...query, sort_by: 'desc:created' };
    return list(session, { what: 'find the run', path: runsPath, query: sorted, parse }, patience);
}
/**
 * A page of runs with their details, newest first. A run of another stack, pipeline or account, or one that is newer than
 * the run before it, shows that the answer is another question's: as a page without the newest run it would do harm, and
 * so would a run without its details, which says neither where it came from nor that it failed its checks.
 * Throws `ServerError`.
 */
function runsOn(session, asked, patience) {
    const { page, pipeline, project, size, stack, user } = asked;
    const filter = { project, stack, pipeline, user, sort_by: 'desc:created', hydrate: 'true' };
    const path = withQuery(runsPath, { ...filter, page: String(page), size: String(size) });
    const parse = (item) => {
        const run = withDetails(item);
        requireProject(run, project);
        requireAsked(run, asked);
        return run;
    };
    const read = (json) => {
        const runs = readPage(json, page, parse);
        requireNewestFirst(runs.items);
        return runs;
    };
    return session.read("find the required environment's runs", path, read, patience);
}
/** Throws {@link SchemaError} if a run is known to be none that was asked for; a person may have a service account's name. */
function requireAsked({ accountId, id, pipelineName, serviceAccount, stack }, asked) {
    requireSame('stack', stack?.id, asked.stack);
    if (asked.pipeline !== undefined && pipelineName !== undefined)
        withName({ id, name: pipelineName }, asked.pipeline);
    if (asked.user !== undefined && accountId !== undefined && serviceAccount !== undefined)
        withNameOrId({ id: accountId, name: serviceAccount }, asked.user);
}
function requireNewestFirst(runs) {
    const isSorted = runs.every(({ createdMs = 0 }, index) => createdMs <= (runs[index - 1]?.createdMs ?? Number.POSITIVE_INFINITY));
    if (!isSorted)
        throw new SchemaError('lists a newer run behind an older one');
}
/**
 * Asks the server to stop a run, leaving its current steps time to end; returns the answer, whatever it is. Throws
 * `ServerError` if there is none.
 */
function requestStop(session, id, patience) {
    const path = `${runsPath}/${id}/stop?graceful=true`;
    return session.ask('stop the run', { method: 'POST', path, timeoutMs: 20_000 }, patience);
}
/** Adds tags to a run; throws `ServerError`. */
function tagRun(session, id, tags) {
    return change(session, {
        what: 'tag the run',
        method: 'PUT',
        path: `${runsPath}/${id}`,
        body: { add_tags: tags },
        check: json => withId(readNamed(json), id)
    });
}
/** Writes one entry into the metadata of a run or a model version, beside its other entries; throws `ServerError`. */
function noteMetadata(session, project, { id, type }, key, value, patience) {
    const body = { project, resources: [{ id, type }], values: { [key]: value }, types: { [key]: 'dict' } };
    const what = type === 'pipeline_run' ? "write the run's metadata" : "write the model version's metadata";
    return change(session, { what, method: 'POST', path: '/api/v1/run-metadata', body }, patience);
}
/** Time in the form that the server's filters take: UTC, whole seconds. */
function filterTime(ms) {
    return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

;// CONCATENATED MODULE: ./src/follow/run-reader.js





/** A run may not be visible for a moment after it was started, ms. */
const graceMs = 30_000;
/** From when a hint no longer stands for the run itself, by the time since that was read, ms. */
const hintsHoldMs = 60_000;
/** Reads a run itself again and again, and knows it as it was seen last. */
class RunReader {
    #connection;
    #beganMs;
    #run;
    /** When the run itself was read last, and when it was seen last, as `clock.elapsed()`, ms. */
    #readMs;
    #seenMs;
    /** Whether the run was read with its details since it ended. */
    #isDetailed = false;
    constructor(connection, first) {
        this.#connection = connection;
        this.#run = first;
        this.#beganMs = this.#clock.elapsed();
        this.#seenMs = this.#beganMs;
    }
    get #clock() {
        return this.#connection.session.access.clock;
    }
    /** The run as last seen. */
    get run() {
        return this.#run;
    }
    /** Whether the run was seen to have ended. */
    get hasEnded() {
        return (0,zenml_status/* isFinished */.$g)(this.#run.status);
    }
    /** Whether the run itself was read at least once. */
    get wasRead() {
        return this.#readMs !== undefined;
    }
    /** How long it has been looked at, ms. */
    get ageMs() {
        return this.#clock.elapsed() - this.#beganMs;
    }
    /** How long ago the run was seen last, ms. */
    get unseenMs() {
        return this.#clock.elapsed() - this.#seenMs;
    }
    /** Reads the run itself; whether it is there. Throws `ServerError`. */
    async read(patience) {
        try {
            this.#take(await getRun(this.#connection.session, this.#run.id, patience));
            return true;
        }
        catch (error) {
            if (!(error instanceof ServerError && error.status === 404 && this.ageMs < graceMs))
                throw error;
            this.#connection.session.access.log.info('The run is not visible yet; waiting for it.');
            return false;
        }
    }
    /**
     * The run's status, or undefined if it could not be read. It decides nothing: an answer so small doesn't say which run
     * it is about, and a cache may have mixed it up with another one. If it is another than the run's own, or there is
     * trouble, the run itself is to be read, whose id is checked; if it is the same, nothing follows from it but that the
     * run was seen, and for a minute at most. Throws `ServerError` only if nothing can be read any longer.
     */
    async hint(patience) {
        const isHeld = this.#readMs !== undefined && this.#clock.elapsed() - this.#readMs < hintsHoldMs;
        if (!isHeld)
            return undefined;
        try {
            const status = await statusHint(this.#connection.session, this.#run.id, asideOf(patience));
            if (status === this.#run.status)
                this.#seenMs = this.#clock.elapsed();
            return status;
        }
        catch (error) {
            if (patience.signal?.aborted === true || !(error instanceof ServerError) || isLoginRefusal(error))
                throw error;
            return undefined;
        }
    }
    /**
     * Whether the run goes on by a look at it now, which changes nothing of what is known of it: whoever polls it sees its
     * end. Throws `ServerError`.
     */
    async goesOn(patience) {
        const hint = await this.hint(patience);
        const status = hint === this.#run.status ? hint : (await getRun(this.#connection.session, this.#run.id, patience)).status;
        return !this.hasEnded && !(0,zenml_status/* isFinished */.$g)(status);
    }
    /** Reads a run that is said to have ended, with its details if they can be had. Throws `ServerError`. */
    async readEnded(patience) {
        try {
            this.#take(await getRun(this.#connection.session, this.#run.id, asideOf(patience), true));
            this.#isDetailed = (0,zenml_status/* isFinished */.$g)(this.#run.status);
        }
        catch (error) {
            if (patience.signal?.aborted === true || !(error instanceof ServerError))
                throw error;
            // What is worth waiting for is how the run is, not its details.
            await this.read(patience);
        }
    }
    /** Reads the details of a finished run, unless they are known. Throws `ServerError`. */
    async readDetails(patience) {
        if (this.#isDetailed)
            return;
        const detailed = await getRun(this.#connection.session, this.#run.id, patience, true);
        // The status that was seen stands: what was logged stays true.
        this.#run = { ...detailed, status: this.#run.status };
    }
    #take(run) {
        this.#run = run;
        this.#readMs = this.#clock.elapsed();
        this.#seenMs = this.#readMs;
    }
}

;// CONCATENATED MODULE: ./src/zenml/steps.js





const stepsPath = '/api/v1/steps';
/**
 * A page of the steps of a run, those first that changed last. A step that changes while the pages are read moves to the
 * first one, and others move back by one place: they may be read twice, but none is passed over. Throws `ServerError`.
 */
function stepsPage(session, asked, patience) {
    const { page, project, runId, since, size } = asked;
    const path = withQuery(stepsPath, {
        project,
        pipeline_run_id: runId,
        updated: since === undefined ? undefined : `gte:${since.replace('T', ' ')}`,
        sort_by: 'desc:updated',
        page: String(page),
        size: String(size)
    });
    const parse = (item) => stepOf(item, project, runId);
    return session.read('read the steps', path, json => readPage(json, page, parse), patience);
}
/** All steps of a run, in a project (its id); throws `ServerError`. */
async function stepsOf(session, project, runId, patience) {
    const query = { project, pipeline_run_id: runId, sort_by: 'asc:created' };
    const parse = (item) => stepOf(item, project, runId);
    return list(session, { what: 'read the steps', path: stepsPath, query, parse }, patience);
}
/** The first 50 failed steps of a run, each with why it failed, and how many there are; throws `ServerError`. */
function failedSteps(session, project, runId, patience) {
    const status = 'failed';
    const filter = { project, pipeline_run_id: runId, status };
    const path = withQuery(stepsPath, { ...filter, sort_by: 'asc:created', hydrate: 'true', size: '50' });
    const read = (json) => {
        const all = itemsOf(json).map(item => ({ step: stepOf(item, project, runId), failure: readStepFailure(item) }));
        const items = all.filter(({ step }) => step.status === status);
        return { items, total: items.length < all.length ? items.length : (totalOf(json) ?? items.length) };
    };
    return session.read('read the failed steps', path, read, patience);
}
/** Why a step of a run failed, if the server knows an exception; throws `ServerError`. */
function stepFailure(session, runId, stepId, patience) {
    const read = (json) => {
        requireSame('run', withId(readStep(json), stepId).runId, runId);
        return readStepFailure(json);
    };
    return session.read('read why a step failed', `${stepsPath}/${stepId}?hydrate=true`, read, patience);
}
/** The id of the run that a step belongs to, or undefined if there is no such step; throws `ServerError`. */
function runOfStep(session, stepId, patience) {
    const path = `${stepsPath}/${stepId}?hydrate=true`;
    const parse = (json) => {
        withId(readNamed(json), stepId);
        return (0,text_json/* optionalString */.sx)(json, 'metadata', 'pipeline_run_id');
    };
    return find(session, { what: 'read the step', path, parse }, patience);
}
/** A step of a run; throws `SchemaError` if the answer says that it is another's. */
function stepOf(json, project, runId) {
    const step = readStep(json);
    requireSame('project', step.projectId, project);
    requireSame('run', step.runId, runId);
    return step;
}

;// CONCATENATED MODULE: ./src/follow/traceback.js
const frameLine = /^ {2}File "([^"]+)", line (\d{1,7})(?:, in .*)?$/;
/** The places in a traceback of Python, the one in which the exception was raised last. */
function framesOf(traceback) {
    const lines = traceback.split(/\r?\n/);
    return lines.flatMap((text, index) => {
        const [, path, line] = frameLine.exec(text) ?? [];
        if (path === undefined || line === undefined)
            return [];
        const next = /^ {4}(\S.*)$/.exec(lines[index + 1] ?? '')?.[1];
        return [{ path, line: Number(line), code: next?.trim() }];
    });
}
/** The type of an exception, without its modules; undefined if the traceback doesn't say it. */
function exceptionType(failure) {
    return qualifiedType(failure)?.replace(/^.*\./, '');
}
/** An exception as Python prints it, `ValueError: no data`: the server's message has no type, its traceback has. */
function exceptionWords(failure) {
    const type = qualifiedType(failure);
    return type === undefined ? failure.message : `${type}: ${failure.message}`;
}
function qualifiedType({ message, traceback = '' }) {
    const at = traceback.lastIndexOf(`: ${message}`);
    return at < 0 ? undefined : /(?:^|\n)([A-Za-z_][\w.]*)$/.exec(traceback.slice(Math.max(0, at - 200), at))?.[1];
}

;// CONCATENATED MODULE: ./src/follow/failure-annotation.js


/** Last lines of a traceback that its annotation has. */
const lastLines = 6;
/** Annotates why a step failed, on the line of the checkout where it did if that is known. */
function annotateFailure(log, step, failure, place) {
    const title = `${exceptionType(failure) ?? 'Failed'} in step ${(0,foreign/* oneLine */.TN)(step.name, 120)}`;
    const last = (failure.traceback ?? '').trimEnd().split('\n').slice(-lastLines);
    const words = (0,foreign/* oneLine */.TN)(exceptionWords(failure), 600);
    log.error([words, ...last].join('\n'), { title, ...place });
}

;// CONCATENATED MODULE: ./src/follow/failure-log.js




/** Steps whose failure is read and shown at most. */
const maxFailures = 10;
/** Of these, those that are annotated: GitHub shows ten errors of a step, and that of the step itself comes last. */
const maxAnnotations = 5;
/** Shows why steps of a run did not succeed, each once, and keeps that. */
class FailureLog {
    #session;
    #runId;
    #findPlace;
    #failures = [];
    #annotated = 0;
    constructor(session, runId, findPlace) {
        this.#session = session;
        this.#runId = runId;
        this.#findPlace = findPlace;
    }
    /** What has been shown, in that order. */
    get failures() {
        return this.#failures;
    }
    /** Whether a step's failure has not been shown, and may be: one that failed takes the place of one that was stopped. */
    lacks(step) {
        if (this.#failures.some(known => known.step.id === step.id))
            return false;
        const before = isFailed(step) ? this.#failures.filter(known => isFailed(known.step)) : this.#failures;
        return before.length < maxFailures;
    }
    /** Drops what is not of the run. */
    keepOnly(isOfRun) {
        this.#failures = this.#failures.filter(({ step }) => isOfRun(step));
    }
    /** Reads and shows why a step did not succeed; what can't be read may be asked for again. Throws what aborts `patience.signal`. */
    async read(step, patience) {
        if (!this.lacks(step))
            return;
        try {
            // The server knows an exception of failed steps alone.
            const failure = isFailed(step) ? await stepFailure(this.#session, this.#runId, step.id, patience) : undefined;
            await this.show(step, failure);
        }
        catch (error) {
            if (patience.signal?.aborted === true)
                throw error;
            this.#session.access.log.debug(`Cannot read why a step failed: ${(0,errors/* explain */.WE)(error)}`);
        }
    }
    /** Shows why a step did not succeed, as far as that is known. */
    async show(step, failure) {
        if (!this.lacks(step))
            return;
        this.#makeRoom();
        this.#failures = [...this.#failures, { step, failure }];
        if (failure === undefined)
            return;
        const { log } = this.#session.access;
        log.startGroup(`Why step ${(0,foreign/* oneLine */.TN)(step.name, 120)} failed: ${(0,foreign/* oneLine */.TN)(failure.message, 200)}`);
        for (const line of (0,foreign/* foreignLines */.Y0)(failure.traceback ?? failure.message))
            log.info(line);
        log.endGroup();
        if (++this.#annotated <= maxAnnotations)
            annotateFailure(log, step, failure, await this.#findPlace?.(failure));
    }
    #makeRoom() {
        if (this.#failures.length < maxFailures)
            return;
        const last = this.#failures.findLastIndex(known => !isFailed(known.step));
        this.#failures = this.#failures.toSpliced(last, 1);
    }
}
function isFailed({ status }) {
    return status === 'failed';
}

;// CONCATENATED MODULE: ./src/follow/step-reader.js



/** Steps of a first page, in which the few that change from look to look fit, and of each page if there are more. */
const [fewSteps, manySteps] = [20, 50];
/** Pages that are read in one go at most: 2,000 steps. */
const mostPages = 40;
/** From when a second of the server counts as over, by the time since one of its changes was seen, ms. */
const settledMs = 10_000;
/**
 * Reads the steps of a run, each only when it has changed. The server takes whole seconds as times of changes, so that
 * the second of the last change is asked for again until it is over; from then on nothing comes back until something
 * happens. That the steps are complete is checked by their number when the run has ended.
 */
class StepReader {
    #connection;
    #runId;
    #steps = new Map();
    /** How many steps the run has, as far as the server has said so. */
    #total = 0;
    /** The second of the server from which on changes are asked for. */
    #since;
    /** The second of the last change, and when it was seen first, as `clock.elapsed()`, ms. */
    #last;
    #isWhole = false;
    #isCut = false;
    constructor(connection, runId) {
        this.#connection = connection;
        this.#runId = runId;
    }
    /** The steps in the order of their creation. */
    get steps() {
        return byCreation([...this.#steps.values()]);
    }
    /** How many steps the run has. */
    get total() {
        return Math.max(this.#steps.size, this.#total);
    }
    /** Whether there may be steps that were not read, since there are too many. */
    get isCut() {
        return this.#isCut;
    }
    /** Whether the steps are all of the run's, as they are for good. */
    get isWhole() {
        return this.#isWhole;
    }
    /** Whether a step goes on. */
    get isAnyActive() {
        return [...this.#steps.values()].some(({ status }) => !(0,zenml_status/* isFinished */.$g)(status));
    }
    /** Whether a step is known; of those that are not all read, any may be. */
    has(id) {
        return this.#isCut || this.#steps.has(id);
    }
    /** Reads what has changed since the reading before; throws `ServerError`. */
    async readChanges(patience) {
        const { clock } = this.#connection.session.access;
        const startedMs = clock.elapsed();
        const reading = await this.#read(this.#since, patience);
        const changes = this.add(reading.items);
        this.#isCut ||= reading.isCut;
        if (this.#since === undefined)
            this.#total = reading.total;
        this.#settle(startedMs, clock.elapsed(), reading.isCut);
        return changes;
    }
    /** Reads what has changed last in a run that has ended, and how many steps it has; throws `ServerError`. */
    async readEnd(patience) {
        const reading = await this.#read(undefined, patience);
        const changes = this.add(reading.items);
        this.#take(reading);
        return changes;
    }
    /** Reads all steps anew, whatever was known; throws `ServerError`. */
    async readAll(patience) {
        const reading = await this.#read(undefined, patience, false);
        const changes = mergeSteps(this.#steps, byCreation(reading.items)).changes;
        this.#steps = new Map(reading.items.map(step => [step.id, step]));
        this.#take(reading);
        return changes;
    }
    /** Adds steps that were read elsewhere, as they are by now; returns what is new about them. */
    add(items) {
        const { changes, steps } = mergeSteps(this.#steps, byCreation(items));
        this.#steps = steps;
        return changes;
    }
    #take({ isCut, total }) {
        this.#total = total;
        this.#isCut = isCut;
        this.#isWhole = !isCut && this.#steps.size === total && !this.isAnyActive;
    }
    async #read(since, patience, stopsEarly = true) {
        const { project, session } = this.#connection;
        const found = new Map();
        const ask = async (page, size) => {
            const asked = { project: project.id, runId: this.#runId, since, page, size };
            const { items, pages, total } = await stepsPage(session, asked, patience);
            for (const step of items)
                found.set(step.id, step);
            const isRest = page >= pages || (stopsEarly && this.#isRest(items.at(-1), found, since, total));
            return { items: [...found.values()], total, isCut: !isRest };
        };
        let reading = await ask(1, fewSteps);
        for (let page = 1; reading.isCut && page <= mostPages; page++)
            reading = await ask(page, manySteps);
        return reading;
    }
    /** Whether all steps behind one in the list, where those that changed last come first, are known as they are. */
    #isRest(last, found, since, total) {
        if (last?.updated === undefined || this.#steps.get(last.id)?.updated !== last.updated)
            return false;
        // Those that were too many to be read are no reason to read them all again.
        if (this.#isCut)
            return true;
        const known = [...new Map([...this.#steps, ...found]).values()];
        return known.filter(({ updated = '' }) => since === undefined || updated >= since).length === total;
    }
    /** Goes on to the next second when the one of the last change is over by our own clock: the server's is not known. */
    #settle(startedMs, endedMs, isCut) {
        const second = lastUpdate(this.#steps)?.slice(0, 19);
        const next = second === undefined ? undefined : secondAfter(second);
        if (second === undefined || next === undefined)
            return;
        if (second !== this.#last?.second)
            this.#last = { second, seenMs: endedMs };
        const isOver = startedMs - this.#last.seenMs >= settledMs;
        this.#since = isOver || isCut ? next : second;
    }
}
function byCreation(steps) {
    const created = ({ created = '' }) => created;
    return steps.toSorted((a, b) => (created(a) < created(b) ? -1 : created(a) > created(b) ? 1 : 0));
}
/** The next second of the server; undefined if it isn't a time. */
function secondAfter(second) {
    const ms = Date.parse(`${second}Z`);
    return Number.isNaN(ms) ? undefined : new Date(ms + 1_000).toISOString().slice(0, 19);
}

;// CONCATENATED MODULE: ./src/follow/step-news.js








/** How long nothing is asked of a server that was silent, ms. */
const silentForMs = 30_000;
/**
 * Logs what is new about the steps of a run, and why some failed. Steps are worth showing but not worth failing for: the
 * run's status alone decides.
 */
class StepNews {
    #connection;
    #runId;
    #steps;
    #failures;
    #logLine;
    #hasTrouble = false;
    /** When the server was found to be silent about the steps, as `clock.elapsed()`, ms; undefined if it answers. */
    #silentMs;
    /** `logLine` logs a line that counts as news. */
    constructor(connection, runId, { findPlace, logLine }) {
        this.#connection = connection;
        this.#runId = runId;
        this.#steps = new StepReader(connection, runId);
        this.#failures = new FailureLog(connection.session, runId, findPlace);
        this.#logLine = logLine;
    }
    get #clock() {
        return this.#connection.session.access.clock;
    }
    get #log() {
        return this.#connection.session.access.log;
    }
    /** The steps that were read, in the order of their creation. */
    get steps() {
        return this.#steps.steps;
    }
    /** How many steps the server has of the run. */
    get total() {
        return this.#steps.total;
    }
    /** Whether a step goes on. */
    get isAnyActive() {
        return this.#steps.isAnyActive;
    }
    /** Whether the server can be expected to answer: of one that is silent about the steps, only the run is asked for a while. */
    get isWorthAsking() {
        return this.#silentMs === undefined || this.#clock.elapsed() - this.#silentMs >= silentForMs;
    }
    /** The steps that did not succeed, as far as that was shown. */
    get failures() {
        return this.#failures.failures;
    }
    /**
     * Which steps have changed, or none if that can't be read. Throws `ServerError` only if the server gives no token while
     * the run is still thought to be going on.
     */
    readChanges(patience, hasEnded) {
        return this.#attempt(this.#steps.readChanges(this.#shown(patience)), patience, hasEnded);
    }
    /** What has changed last of the steps of a run that is said to have ended, or nothing if that can't be read. */
    readEnd(patience) {
        return this.#attempt(this.#steps.readEnd(this.#shown(patience)), patience, true);
    }
    /** One attempt is enough where the server was silent. */
    #shown(patience) {
        return shownOf(patience, this.#silentMs === undefined ? 2 : 1);
    }
    async #attempt(reading, { signal }, hasEnded) {
        const beganMs = this.#clock.elapsed();
        try {
            const changes = await reading;
            this.#hasTrouble = false;
            this.#silentMs = undefined;
            return changes;
        }
        catch (error) {
            // Without a token nothing can be learnt of the run either, unless it is known to have ended.
            const isShutOut = error instanceof ServerError && isLoginRefusal(error) && !hasEnded;
            if (signal?.aborted === true || isShutOut)
                throw error;
            const nowMs = this.#clock.elapsed();
            this.#silentMs = nowMs - beganMs < shownAttemptMs ? undefined : nowMs;
            if (!this.#hasTrouble)
                this.#log.info(`Cannot read the steps at the moment: ${(0,errors/* explain */.WE)(error)}`);
            this.#hasTrouble = true;
            return [];
        }
    }
    /** Logs changes, with the reasons of steps that failed. */
    async show(changes, patience) {
        for (const { step, line, failed } of changes) {
            this.#logLine(line);
            if (failed)
                await this.#failures.read(step, shownOf(patience));
        }
    }
    /**
     * Reads the steps of a finished run until they are all known as they are for good, if need be all of them anew. Throws
     * `ServerError`.
     */
    async readAll(whole) {
        const steps = this.#steps;
        const patience = this.#silentMs === undefined ? whole : this.#shown(whole);
        const changes = [];
        if (!steps.isWhole)
            changes.push(...(await steps.readEnd(patience)));
        if (!(steps.isWhole || steps.isCut))
            changes.push(...(await steps.readAll(patience)));
        // What an answer about another run may have brought on the way is not this run's.
        this.#failures.keepOnly(({ id }) => steps.has(id));
        if (steps.isCut) {
            const { length } = steps.steps;
            this.#log.info(`The run has ${steps.total} steps; ${length} of them are listed, and those that failed.`);
        }
        for (const { step, failed } of changes)
            if (failed)
                await this.#failures.read(step, { ...patience, attempts: 2 });
    }
    /** Reads which steps of a finished run failed, if some may have unreported, or without the reason. Throws `ServerError`. */
    async readFailed({ status }, patience) {
        if (!this.#mayHaveFailed(status))
            return;
        const { project, session } = this.#connection;
        const { items, total } = await failedSteps(session, project.id, this.#runId, patience);
        for (const { line } of this.#steps.add(items.map(({ step }) => step)))
            this.#logLine(line);
        for (const { step, failure } of items)
            await this.#failures.show(step, failure);
        const shown = this.failures.length;
        if (total > shown)
            this.#log.info(`${total} steps failed; ${shown} of them are shown with their reasons.`);
    }
    #mayHaveFailed(status) {
        if ((0,zenml_status/* isSuccess */.oJ)(status))
            return false;
        const failed = this.steps.filter(step => step.status === 'failed');
        return this.#steps.isCut || failed.length === 0 || failed.some(step => this.#failures.lacks(step));
    }
}

;// CONCATENATED MODULE: ./src/follow/observation.js








/** Time for reading the details of a finished run, ms. */
const detailsMs = 20_000;
/** Looks at a run again and again, and logs what is new about it, its steps and its questions; decides nothing. */
class Observation {
    #connection;
    #reader;
    #steps;
    #questions;
    #over = new AbortController();
    /** The look at the questions that goes on. */
    #asking;
    #glances = 0;
    #shownStatus;
    #lastNewsMs;
    constructor(connection, first, { findPlace, questions } = {}) {
        this.#connection = connection;
        this.#reader = new RunReader(connection, first);
        this.#steps = new StepNews(connection, first.id, { findPlace, logLine: line => this.logLine(line) });
        this.#questions = questions ?? new Questions(connection, first.id);
        this.#lastNewsMs = this.#clock.elapsed();
    }
    get #clock() {
        return this.#connection.session.access.clock;
    }
    get #log() {
        return this.#connection.session.access.log;
    }
    get #run() {
        return this.#reader.run;
    }
    /** What is known so far. */
    get outcome() {
        // Of a run that can't be read any longer, what it waited for is said as of when it was seen.
        const seenMs = this.#clock.elapsed() - this.#reader.unseenMs;
        const question = this.hasEnded ? undefined : this.#questions.openAt(seenMs);
        return {
            run: this.#run,
            steps: this.#steps.steps,
            stepCount: this.#steps.total,
            failures: this.#steps.failures,
            ...(question === undefined ? {} : { question })
        };
    }
    /** Whether the run was seen to have ended. */
    get hasEnded() {
        return this.#reader.hasEnded;
    }
    /** How long it has been looked at, ms. */
    get ageMs() {
        return this.#reader.ageMs;
    }
    /** How long nothing new has been logged, ms. */
    get silentMs() {
        return this.#clock.elapsed() - this.#lastNewsMs;
    }
    /** How long ago the run was seen last, ms. */
    get unseenMs() {
        return this.#reader.unseenMs;
    }
    /** What is being waited for, for the log. */
    get waiting() {
        const open = this.#steps.steps.filter(({ status }) => !(0,zenml_status/* isFinished */.$g)(status)).map(({ name }) => (0,foreign/* oneLine */.TN)(name, 80));
        const steps = open.length === 0 ? '' : `; steps in progress: ${open.slice(0, 10).join(', ')}`;
        const question = this.#questions.open;
        const asks = question === undefined ? '' : `; a person has to answer ${questionWords(question)}`;
        return `Still waiting: the run is ${(0,foreign/* oneLine */.TN)(this.#run.status, 60)}${steps}${asks}`;
    }
    /** Looks at the run and its steps; throws `ServerError` if the run can't be read, and what aborts `patience.signal`. */
    async look(patience) {
        if (await this.#reader.read(patience))
            await this.#lookOn(patience);
    }
    /** Looks as {@link look} does, and waits for what the run asks a person too. */
    async lookOnceMore(patience) {
        await this.look(patience);
        if (this.hasEnded)
            return;
        await this.#asking;
        this.#ask(patience);
        await this.#asking;
        patience.signal?.throwIfAborted();
    }
    /** Ends what goes on beside the looks. */
    async stop() {
        this.#over.abort();
        await this.#asking;
    }
    /**
     * Asks a single question: whether a step has changed, or whether the run has, so that a tick costs one request in
     * which next to nothing comes back. A run ends with one of its steps, and a change of either leads to a look at the
     * other at once. While a step goes on they take turns; between steps, the end may come at any moment, and the run has
     * two of three. A run that may ask a person is asked for that beside it: nothing else changes when it begins to wait
     * (measured on 0.98.0). Throws as {@link look} does.
     */
    async glance(patience) {
        if (!this.#reader.wasRead)
            return this.look(patience);
        this.#ask(patience);
        await this.#lookAtHint(patience);
    }
    async #lookAtHint(patience) {
        const isStepsTurn = ++this.#glances % (this.#steps.isAnyActive ? 2 : 3) === 0;
        if (isStepsTurn && this.#steps.isWorthAsking && !(await this.#lookAtSteps(patience)))
            return;
        const before = this.#run.status;
        const hint = await this.#reader.hint(patience);
        if (hint === before)
            return;
        if (hint !== undefined && (0,zenml_status/* isFinished */.$g)(hint))
            return this.#lookAtEnd(patience);
        if (!(await this.#reader.read(patience)))
            return;
        if (this.#run.status !== before)
            await this.#lookOn(patience);
    }
    /** Logs a line that counts as news. */
    logLine(line) {
        this.#lastNewsMs = this.#clock.elapsed();
        this.#log.info(line);
    }
    /** Reads what is missing of a finished run, its details and its steps; what can't be read stays as it was. */
    async complete(signal) {
        const patience = { attempts: 3, until: this.#clock.elapsed() + detailsMs, signal };
        const read = [this.#reader.readDetails(patience), this.#steps.readAll(patience)];
        const failed = (await Promise.allSettled(read)).find(each => each.status === 'rejected');
        if (failed !== undefined)
            this.#log.info(`Cannot read the details of the finished run: ${(0,errors/* explain */.WE)(failed.reason)}`);
        try {
            await this.#steps.readFailed(this.#run, patience);
        }
        catch (error) {
            this.#log.info(`Cannot read which steps failed: ${(0,errors/* explain */.WE)(error)}`);
        }
        return this.outcome;
    }
    /** Looks at the steps, and logs what is new. */
    async #lookOn(patience) {
        await this.#lookAtSteps(patience);
        this.#logStatus();
        this.#ask(patience);
    }
    /** Looks at a run that is said to have ended: it, with its details, and its steps are read side by side. */
    async #lookAtEnd(patience) {
        const [changes] = await Promise.all([this.#steps.readEnd(patience), this.#reader.readEnded(patience)]);
        await this.#steps.show(changes, patience);
        this.#logStatus();
    }
    #logStatus() {
        const line = runLine(this.#shownStatus, this.#run);
        this.#shownStatus = this.#run.status;
        if (line !== undefined)
            this.logLine(line);
    }
    /** Looks at what has changed of the steps, and logs it; whether something has. */
    async #lookAtSteps(patience) {
        const changes = await this.#steps.readChanges(patience, this.hasEnded);
        await this.#steps.show(changes, patience);
        return changes.length > 0;
    }
    /** Begins to look at what the run asks a person, without waiting for it: no look at the run is held up by that. */
    #ask(patience) {
        if (this.#asking !== undefined || !mayAsk(this.#run))
            return;
        this.#asking = this.#lookAtQuestions(patience).finally(() => {
            this.#asking = undefined;
        });
    }
    async #lookAtQuestions({ signal, ...patience }) {
        const ends = signal === undefined ? this.#over.signal : AbortSignal.any([signal, this.#over.signal]);
        const shown = shownOf({ ...patience, signal: ends });
        try {
            const isNews = await this.#questions.look(shown, () => this.#reader.goesOn(shown));
            if (isNews)
                this.#lastNewsMs = this.#clock.elapsed();
        }
        catch (error) {
            if (!ends.aborted)
                throw error;
        }
    }
}

;// CONCATENATED MODULE: ./src/follow/log-pace.js
/** How many logs are read in any minute at most, while a run goes on. */
const mostAMinute = 12;
const minuteMs = 60_000;
/** Time between two readings of a log: at first, since entries come in bursts of five seconds, and at most, ms. */
const [firstIntervalMs, longestIntervalMs] = [6_000, 60_000];
/** Bytes of a log that are read in a second on average: a long one is read whole each time. */
const bytesASecond = 256 * 1024;
/** Counts requests, so that there are never more than 12 of them in a minute. */
class RequestBudget {
    #sentMs = [];
    /** Whether another request may be sent at a moment of `clock.elapsed()`, ms. */
    allows(nowMs) {
        this.#sentMs = this.#sentMs.filter(ms => nowMs - ms < minuteMs);
        return this.#sentMs.length < mostAMinute;
    }
    spend(nowMs) {
        this.#sentMs = [...this.#sentMs, nowMs];
    }
}
/** Time until a log is read again, ms: longer if nothing new came, or if it is large. */
function nextIntervalMs(beforeMs, reading) {
    const byNews = reading.isNew || beforeMs === undefined ? firstIntervalMs : beforeMs * 1.5;
    const bySize = (reading.bytes / bytesASecond) * 1_000;
    return Math.min(longestIntervalMs, Math.max(byNews, bySize));
}

;// CONCATENATED MODULE: ./src/zenml/step-logs.js



/** Entries of a log that a server gives at most, the oldest ones (`LOGS_MAX_ENTRIES_PER_REQUEST` of 0.98.0). */
const mostLogEntries = 50_000;
/** Largest log that is read, bytes: each entry has a message of up to 5 KiB (`DEFAULT_MESSAGE_SIZE` of 0.98.0). */
const maxLogBytes = 256 * 1024 * 1024;
/** Bound on the reading of a log, ms. */
const logTimeoutMs = 60_000;
/**
 * Reads the log of a step from its beginning, entry by entry: the server offers nothing else (measured on 0.98.0: no cursor,
 * the oldest entries first); returns its size, or undefined if there isn't one yet. Nothing in it says which step it is
 * about, so it may be shown, but must decide nothing. Throws `ServerError`.
 */
function readStepLog(session, stepId, take, patience) {
    const what = "read the step's log";
    const request = {
        method: 'GET',
        path: `/api/v1/steps/${stepId}/logs?source=step`,
        timeoutMs: logTimeoutMs,
        items: {
            maxBytes: maxLogBytes,
            onItem: (item, clean) => take(readEntry(item), clean)
        }
    };
    const read = (answer) => isGone(answer) ? undefined : sizeOf(allowed(what, session.access.base, answer));
    // That there isn't one yet is the usual answer, and not a last word that has to be confirmed.
    return session.put({ what, request, read, lastWord: { isSaidBy: () => false, confirmedAfterMs: 0 } }, patience);
}
/** The JSON of an answer with 200; throws the refusal that any other one is. */
function allowed(what, base, answer) {
    if (answer.status === 200)
        return answer.json;
    if (isOfLocalStore(answer))
        throw localStore(answer);
    const isOfRole = answer.status === 403;
    throw refusal(what, base.origin, answer, isOfRole ? undefined : "It is where the step ran; logs: 'none' asks for none.");
}
/**
 * Whether a refusal is about where the log is, and not about the account: "Files in a local artifact store cannot be
 * accessed from the server." (`BaseArtifactStore` of 0.84.3 to 0.98.0).
 */
function isOfLocalStore(answer) {
    return answer.status === 403 && /\blocal artifact store\b/i.test(detailOf(answer).text);
}
function localStore(answer) {
    return new ServerError('The server cannot read a local artifact store', {
        status: answer.status,
        exception: detailOf(answer).exception,
        remedy: "Use a stack with a remote one to see its logs here; logs: 'none' asks for none."
    });
}
function sizeOf(json) {
    const [items, bytes] = [(0,text_json.at)(json, 'items'), (0,text_json.at)(json, 'bytes')];
    if (typeof items !== 'number' || typeof bytes !== 'number')
        throw new SchemaError("isn't a list of log entries");
    return { items, bytes };
}
/** Reads an entry; one that is just a text, or has no message, counts as what can be read of it. */
function readEntry(json) {
    const [chunk, chunks] = [(0,text_json.at)(json, 'chunk_index'), (0,text_json.at)(json, 'total_chunks')];
    return {
        id: (0,text_json/* optionalString */.sx)(json, 'id') ?? '',
        message: (0,text_json/* optionalString */.sx)(json, 'message') ?? '',
        timestamp: (0,text_json/* optionalString */.sx)(json, 'timestamp'),
        chunk: typeof chunk === 'number' ? chunk : 0,
        chunks: typeof chunks === 'number' ? chunks : 1
    };
}

;// CONCATENATED MODULE: ./src/follow/shown-logs.js



/** Lines of logs that one job shows at most. */
const mostLines = 200_000;
/**
 * Lines that are written at once at most. All copies of them are in memory until then: of 500 they made Node's space for
 * young objects grow by 8 MiB.
 */
const linesOfWrite = 20;
/** Writes lines of steps' logs into the job's log, in groups, and what could not be read of them. */
class ShownLogs {
    #connection;
    #url;
    #mode;
    #lines = 0;
    #shownMs = Number.NEGATIVE_INFINITY;
    #hasSaidTrouble = false;
    constructor(connection, runId, mode) {
        this.#connection = connection;
        this.#url = connection.runUrl(runId);
        this.#mode = mode;
    }
    /** When a line was shown last, as `clock.elapsed()`, ms. */
    get shownMs() {
        return this.#shownMs;
    }
    get #access() {
        return this.#connection.session.access;
    }
    /** Shows new lines of a log, if logs are shown while they grow. */
    show(log, lines) {
        if (this.#mode === 'live')
            this.#print(log, lines);
    }
    /** Shows the last lines of a log that was read to its end, if only those are shown. */
    showEnd(log) {
        if (this.#mode === 'failed')
            this.#print(log, log.tail);
    }
    /** Says that the server has more of a log than it gives. */
    sayCut({ step }) {
        this.#access.log.info(`The server gives the first ${mostLogEntries} entries of a log: how that of step ${(0,foreign/* oneLine */.TN)(step.name, 120)} ends can't be read.`);
    }
    /** Says, once for all logs, that one can't be read. */
    sayTrouble({ step }, error) {
        if (!this.#hasSaidTrouble)
            this.#access.log.info(`Cannot read the log of step ${(0,foreign/* oneLine */.TN)(step.name, 120)}, nor perhaps others: ${(0,errors/* explain */.WE)(error)}`);
        this.#hasSaidTrouble = true;
    }
    /** Says that so many logs were not read to their ends. */
    sayUnread(count) {
        this.#access.log.info(`The ends of the logs of ${count} more steps are in the dashboard: ${this.#url}`);
    }
    /** Prints lines in one go, so that nothing else comes in between. */
    #print(from, lines) {
        const left = mostLines - this.#lines;
        if (lines.length === 0 || left <= 0)
            return;
        const { clock, log } = this.#access;
        this.#lines += lines.length;
        this.#shownMs = clock.elapsed();
        const part = this.#mode === 'failed' ? partOf(from, lines.length) : '';
        log.startGroup(`Log of step ${(0,foreign/* oneLine */.TN)(from.step.name, 120)}${part}`);
        for (let first = 0; first < Math.min(lines.length, left); first += linesOfWrite)
            log.coloured(lines.slice(first, Math.min(first + linesOfWrite, left)).map(line => `\u2502 ${line}`));
        log.endGroup();
        if (lines.length >= left)
            log.info(`More than ${mostLines} lines of logs are not shown here: ${this.#url}`);
    }
}
/** Which part of a log its last lines that were read are, so many of them, in words; empty if they are all of it. */
function partOf({ count, isWhole }, lines) {
    if (!isWhole)
        return `, the last ${lines} of ${count} lines that were read; how it ends is not known`;
    return count > lines ? `, its last ${lines} of ${count} lines` : '';
}

;// CONCATENATED MODULE: ./src/follow/number-set.js
/** Slots of a new set; a power of two. */
const firstSlots = 16;
/** A set of positive safe integers in a few bytes each, where a `Set` of tens of thousands would take megabytes. */
class NumberSet {
    /** Open addressing: each number stands in the first free slot from its own one on; 0 is a free slot. */
    #slots = new Float64Array(firstSlots);
    #size = 0;
    /** Adds a number; whether it is new. Throws `RangeError` for what is not a positive safe integer: it has no slot. */
    add(value) {
        if (!Number.isSafeInteger(value) || value <= 0)
            throw new RangeError(`${value} is not a positive safe integer`);
        const slot = this.#slotOf(value);
        if (this.#slots[slot] === value)
            return false;
        this.#slots[slot] = value;
        if (++this.#size * 2 > this.#slots.length)
            this.#grow();
        return true;
    }
    #slotOf(value) {
        const { length } = this.#slots;
        let slot = value % length;
        while (this.#slots[slot] !== 0 && this.#slots[slot] !== value)
            slot = (slot + 1) % length;
        return slot;
    }
    #grow() {
        const before = this.#slots;
        this.#slots = new Float64Array(before.length * 2);
        for (const value of before)
            if (value !== 0)
                this.#slots[this.#slotOf(value)] = value;
    }
}

;// CONCATENATED MODULE: ./src/follow/log-lines.js

/**
 * Finds out which entries of a log are new, as it is read from its beginning again and again. Entries go by their ids:
 * an artifact store that can't append merges its files when the step ends, so that for a moment entries stand there
 * twice, or in another order (`ArtifactLogExporter._merge` of 0.98.0). If the ids are made up at each reading, they go by
 * their place.
 */
class NewEntries {
    #known = new NumberSet();
    #first;
    #goesByPlace = false;
    /** Place of the next entry in this reading. */
    #place = 0;
    /** How many entries there were at most. */
    #count = 0;
    /** To be called before each reading. */
    begin() {
        this.#place = 0;
    }
    /** Whether an entry, the next one of this reading, was in no reading before. */
    has(entry) {
        if (this.#place === 0)
            this.#chooseWay(entry);
        const place = this.#place++;
        const isBeyond = place >= this.#count;
        this.#count = Math.max(this.#count, this.#place);
        const key = keyOf(entry);
        return this.#goesByPlace || Number.isNaN(key) ? isBeyond : this.#known.add(key);
    }
    #chooseWay(entry) {
        this.#first ??= entry;
        const { id, message, timestamp } = this.#first;
        const isSame = entry.message === message && entry.timestamp === timestamp;
        if (!Number.isNaN(keyOf(entry)) && (entry.id === id || !isSame))
            return;
        this.#goesByPlace = true;
        this.#known = new NumberSet();
    }
}
/** Pieces that a message has at most: more of them than a log of the largest size that is read could hold. */
const mostPieces = 2 ** 16;
/** An entry whose piece is one that a message can have; any other number says nothing, so that it is a whole message. */
function withSoundPiece(entry) {
    const { chunk, chunks } = entry;
    const isSound = [chunk, chunks].every(Number.isSafeInteger) && chunk >= 0 && chunk < chunks && chunks <= mostPieces;
    return isSound ? entry : { ...entry, chunk: 0, chunks: 1 };
}
/**
 * The last 48 bits of a UUID, which are random, moved by which piece it is, so that pieces differ, also in their
 * lowest bits; a positive safe integer, or NaN if the id isn't one.
 */
function keyOf({ chunk, id }) {
    const bits = /[0-9a-f]{12}$/i.test(id) ? Number.parseInt(id.slice(-12), 16) : Number.NaN;
    return ((bits + chunk * (2 ** 32 + 1)) % 2 ** 48) + 1;
}
/** Puts messages together that come in pieces, and gives them as lines. */
class MessageLines {
    #id;
    #pieces = [];
    /** The lines that are complete with an entry, in their order. */
    take({ chunk, chunks, id, message }, clean) {
        if (chunks <= 1 && this.#id === undefined)
            return linesOf(clean(message));
        const before = this.#id !== undefined && this.#id !== id ? this.rest(clean) : [];
        if (chunks <= 1)
            return [...before, ...linesOf(clean(message))];
        this.#id = id;
        this.#pieces.push(message);
        return chunk < chunks - 1 ? before : [...before, ...this.rest(clean)];
    }
    /** The lines of a message whose end has not come. */
    rest(clean) {
        if (this.#id === undefined)
            return [];
        // A secret may stand on both sides of a cut.
        const lines = linesOf(clean(this.#pieces.join('')));
        this.#id = undefined;
        this.#pieces = [];
        return lines;
    }
}
/** Lines as a terminal would show them in the end: what a carriage return has written over is not there any longer. */
function linesOf(message) {
    return message.split('\n').map(line => {
        // By hand, since a pattern for this takes half a minute for 100,000 returns.
        let end = line.length;
        while (line[end - 1] === '\r')
            end--;
        const shown = line.slice(0, end);
        return shown.slice(shown.lastIndexOf('\r') + 1);
    });
}

;// CONCATENATED MODULE: ./src/follow/step-log.js



/** Last lines of a log that are kept. */
const keptLines = 200;
/** Lines that are handed on together at most: what waits is in memory. */
const linesAtOnce = 500;
/** The last lines are written when a step's status says that it has ended already (`step_runner.py` of 0.98.0), ms. */
const settlingMs = 2_000;
/** The log of one step, as it is read again and again. */
class StepLog {
    step;
    /** When its step was first seen to have ended, as `clock.elapsed()`, ms: clocks of workers are not ours, nor the server's. */
    endSeenMs;
    #isDone = false;
    #isWhole = false;
    #new = new NewEntries();
    #lines = new MessageLines();
    /** Takes known secrets out of a text. */
    #clean = (text) => text;
    #tail = [];
    #count = 0;
    #readMs;
    #intervalMs;
    #hasEntries = false;
    constructor(step) {
        this.step = step;
    }
    /** Whether nothing more is to be had from it. */
    get isDone() {
        return this.#isDone;
    }
    /** Whether it is known how it ends. */
    get isWhole() {
        return this.#isWhole;
    }
    /** The last lines, 200 at most. */
    get tail() {
        return this.#tail.slice(-keptLines);
    }
    /** How many lines there were. */
    get count() {
        return this.#count;
    }
    get hasEntries() {
        return this.#hasEntries;
    }
    /** From when on it may be read again, as `clock.elapsed()`, ms. */
    get dueMs() {
        return (this.#readMs ?? Number.NEGATIVE_INFINITY) + (this.#intervalMs ?? 0);
    }
    /** Reads it, and hands on the lines that are new; whether the server has more than it gives. Throws `ServerError`. */
    async read(session, patience, show) {
        const before = this.#count;
        let waiting = [];
        const take = (given, clean) => {
            const entry = withSoundPiece(given);
            if (!this.#new.has(entry))
                return;
            this.#clean = clean;
            waiting.push(...this.#keep(this.#lines.take(entry, clean)));
            if (waiting.length < linesAtOnce)
                return;
            show(waiting);
            waiting = [];
        };
        this.#new.begin();
        this.#readMs = session.access.clock.elapsed();
        let size;
        try {
            size = await readStepLog(session, this.step.id, take, patience);
            this.#hasEntries ||= size !== undefined;
            return { isCut: size !== undefined && size.items >= mostLogEntries };
        }
        finally {
            show(waiting);
            const bytes = size?.bytes ?? 0;
            this.#intervalMs = nextIntervalMs(this.#intervalMs, { isNew: this.#count > before, bytes });
        }
    }
    /**
     * Ends the reading, and gives the lines that were not complete; what was known of tens of thousands of entries is
     * forgotten. `isWhole` says whether the last reading brought the end of the log.
     */
    end(isWhole) {
        const rest = this.#keep(this.#lines.rest(this.#clean));
        this.#isDone = true;
        this.#isWhole = isWhole;
        this.#new = new NewEntries();
        this.#tail = [...this.tail];
        return rest;
    }
    #keep(lines) {
        this.#count += lines.length;
        this.#tail.push(...lines);
        if (this.#tail.length > 2 * keptLines)
            this.#tail = this.#tail.slice(-keptLines);
        return lines;
    }
}

;// CONCATENATED MODULE: ./src/follow/step-logs.js






/** From when on a log that isn't there when a run has ended is asked for once more, ms. */
const lateMs = 1_000;
/** Logs that are read when a run has ended at most, and the time for that, ms. */
const [mostAtEnd, endMs] = [12, 20_000];
/** Lines of a failed step's log that are handed on. */
const tailLines = 50;
/** What follows the lines of a log whose end could not be read. */
const unknownEnd = '\u2026 How this log ends is not known.';
/** Reads the logs of a run's steps, has them shown, and never fails: nothing depends on them. */
class StepLogs {
    #connection;
    #mode;
    #shown;
    #logs = new Map();
    #budget = new RequestBudget();
    #outer;
    /** Ends the readings that go on. */
    #over = new AbortController();
    #reading;
    constructor(connection, runId, mode, signal) {
        this.#connection = connection;
        this.#mode = mode;
        this.#shown = new ShownLogs(connection, runId, mode);
        this.#outer = signal;
    }
    /** When a line was shown last, as `clock.elapsed()`, ms. */
    get shownMs() {
        return this.#shown.shownMs;
    }
    /** The ends of the logs of steps that failed. */
    get tails() {
        return [...this.#logs.values()]
            .filter(({ step, tail }) => step_logs_isFailed(step) && tail.length > 0)
            .map(({ isWhole, step, tail }) => {
            const lines = tail.slice(-tailLines);
            return { step: step.name, lines: isWhole ? lines : [...lines, unknownEnd] };
        });
    }
    get #signal() {
        return AbortSignal.any([this.#outer, this.#over.signal]);
    }
    get #access() {
        return this.#connection.session.access;
    }
    /** Starts to read a log whose turn has come, without waiting for it. */
    tick(steps) {
        this.#hear(steps);
        const nowMs = this.#access.clock.elapsed();
        if (this.#reading !== undefined || !this.#budget.allows(nowMs))
            return;
        const due = this.#wanted.filter(log => log.dueMs <= nowMs || this.#leftToSettleMs(log) <= 0);
        const [next] = due.toSorted(mostUrgent);
        if (next === undefined)
            return;
        this.#budget.spend(nowMs);
        this.#reading = this.#read(next).finally(() => {
            this.#reading = undefined;
        });
    }
    /** Reads the ends of the logs once the run has ended, of a dozen steps at most, those that failed first. */
    async finish(steps) {
        // A server that has fallen silent is not waited for.
        if (this.#reading !== undefined)
            await (0,world_clock/* atMost */.Tu)(this.#access.clock, settlingMs, this.#reading);
        this.#over.abort();
        await this.#reading;
        this.#over = new AbortController();
        this.#hear(steps);
        const logs = this.#wanted.toSorted(mostUrgent);
        const untilMs = this.#access.clock.elapsed() + endMs;
        try {
            const late = await this.#readSettled(logs.slice(0, mostAtEnd), untilMs);
            const waitMs = Math.max(0, ...late.map(log => this.#waitMs(log)));
            if (waitMs > 0)
                await this.#access.clock.sleep(waitMs, this.#signal);
            for (const log of late)
                if (this.#access.clock.elapsed() < untilMs)
                    await this.#read(log, untilMs, true);
        }
        catch (error) {
            if (!this.#outer.aborted)
                throw error;
        }
        // Whatever could not be read any longer: what there is of it is shown.
        for (const log of logs)
            this.#end(log, false);
        const { length } = logs.slice(mostAtEnd);
        if (length > 0)
            this.#shown.sayUnread(length);
    }
    /** Ends a reading that goes on. */
    async stop() {
        this.#over.abort();
        await this.#reading;
    }
    get #wanted() {
        return [...this.#logs.values()].filter(({ isDone }) => !isDone);
    }
    #hear(steps) {
        for (const step of steps.filter(each => this.#isWanted(each))) {
            const log = this.#logs.get(step.id) ?? new StepLog(step);
            this.#logs.set(step.id, log);
            log.step = step;
            if ((0,zenml_status/* isFinished */.$g)(step.status))
                log.endSeenMs ??= this.#access.clock.elapsed();
        }
    }
    /** The log of a cached step is that of another run. */
    #isWanted(step) {
        if (this.#mode === 'failed')
            return step_logs_isFailed(step);
        return !['cached', 'skipped', 'initializing', 'provisioning', 'queued'].includes(step.status);
    }
    /** Reads logs whose steps ended long enough ago, and those of which nothing is known; returns those to be read later. */
    async #readSettled(logs, untilMs) {
        const late = [];
        for (const log of logs) {
            if (this.#access.clock.elapsed() >= untilMs)
                break;
            if (this.#leftToSettleMs(log) <= 0 || !log.hasEntries)
                await this.#read(log, untilMs);
            if (!log.isDone)
                late.push(log);
        }
        return late;
    }
    /** Time until the log of a step that has ended is complete, ms; infinite while the step goes on. */
    #leftToSettleMs({ endSeenMs }) {
        if (endSeenMs === undefined)
            return Number.POSITIVE_INFINITY;
        return settlingMs - (this.#access.clock.elapsed() - endSeenMs);
    }
    /** Time until a log is read for the last time when the run has ended, ms. */
    #waitMs(log) {
        return log.hasEntries ? Math.min(settlingMs, this.#leftToSettleMs(log)) : lateMs;
    }
    /** Reads a log, and ends it if its step ended long enough ago, or if this is the last chance, `isLast`. */
    async #read(log, until, isLastChance = false) {
        const isSettled = this.#leftToSettleMs(log) <= 0;
        const signal = this.#signal;
        const patience = { attempts: 1, signal, ...(until === undefined ? {} : { until }) };
        try {
            const { isCut } = await log.read(this.#connection.session, patience, lines => this.#shown.show(log, lines));
            if (isCut)
                this.#shown.sayCut(log);
            // A log that isn't there when the run has ended may have been written late: it gets its last chance.
            const isOver = isSettled && (log.hasEntries || until === undefined);
            if (isCut || isOver || isLastChance)
                this.#end(log, !isCut && log.hasEntries && (0,zenml_status/* isFinished */.$g)(log.step.status));
        }
        catch (error) {
            if (signal.aborted)
                return;
            // What passes is asked for again, unless this was the last time.
            if (!isSettled && until === undefined && error instanceof ServerError && error.passing)
                return;
            this.#end(log, false);
            this.#shown.sayTrouble(log, error);
        }
    }
    #end(log, isWhole) {
        if (log.isDone)
            return;
        this.#shown.show(log, log.end(isWhole));
        this.#shown.showEnd(log);
    }
}
function step_logs_isFailed({ status }) {
    return status === 'failed';
}
/** Steps that failed come first, then those that have ended, then what has waited longest. */
function mostUrgent(a, b) {
    const rank = ({ step }) => (step_logs_isFailed(step) ? 0 : (0,zenml_status/* isFinished */.$g)(step.status) ? 1 : 2);
    return rank(a) - rank(b) || a.dueMs - b.dueMs;
}

;// CONCATENATED MODULE: ./src/follow/follow.js






/** How often the log says what it is waiting for when nothing changes, ms. */
const silenceMs = 60_000;
/** Time for the last look at the deadline, ms. */
const lastLookMs = 10_000;
/** Time between two questions in ms, by the age of the wait: quick at first, then sparing the server. */
function pollIntervalMs(ageMs) {
    if (ageMs < 10_000)
        return 500;
    if (ageMs < 120_000)
        return 1_000;
    return ageMs < 900_000 ? 2_500 : 5_000;
}
/**
 * Follows a run to its end by its status, logging every change of the run and of its steps. Returns at the deadline
 * (after one last look) and on cancel too; throws `ServerError` if the run is out of reach for good: ZenML says twice
 * that it is gone or that the key isn't good any longer, or there is nothing but refusals for {@link refusalsPassMs}.
 */
async function follow(connection, first, options) {
    const { logs: mode, signal } = options;
    const observation = new Observation(connection, first, options);
    const logs = mode === undefined ? undefined : new StepLogs(connection, first.id, mode, signal);
    let trouble;
    let otherwise = 'deadline';
    try {
        trouble = await watch(connection, { observation, logs }, options);
        if (observation.hasEnded) {
            const { steps } = await observation.complete(signal);
            await logs?.finish(steps);
        }
    }
    catch (error) {
        if (!signal.aborted)
            throw error;
        otherwise = 'cancelled';
    }
    finally {
        await Promise.all([logs?.stop(), observation.stop()]);
    }
    // A run that was seen to have ended has ended, whatever else could not be read of it.
    const end = observation.hasEnded ? 'finished' : otherwise;
    return { ...observation.outcome, end, tails: logs?.tails ?? [], ...(trouble === undefined ? {} : { trouble }) };
}
/** What there is to know of a run that has ended; `signal` cuts the reading short. */
function readOutcome(connection, run, signal) {
    return new Observation(connection, run).complete(signal);
}
/** Looks until the run has ended, or the deadline has come and one last look is done; returns what kept that from seeing it. */
async function watch(connection, { logs, observation }, { signal, until }) {
    const { clock, log } = connection.session.access;
    const left = () => until - clock.elapsed();
    const patience = { signal, until, attempts: Number.POSITIVE_INFINITY, refusalsPassForMs: refusalsPassMs };
    try {
        await observation.look(patience);
        while (!observation.hasEnded && left() > 0) {
            logs?.tick(observation.outcome.steps);
            if (Math.min(observation.silentMs, clock.elapsed() - (logs?.shownMs ?? Number.NEGATIVE_INFINITY)) >= silenceMs)
                observation.logLine(`${observation.waiting}. The timeout comes in ${(0,world_clock/* formatDuration */.a3)(left())}.`);
            await clock.sleep(Math.min(left(), pollIntervalMs(observation.ageMs)), signal);
            if (left() > 0)
                await observation.glance(patience);
        }
        if (observation.hasEnded)
            return undefined;
    }
    catch (error) {
        // Trouble that lasted to the deadline: the run gets its last look anyway.
        if (signal.aborted || !(error instanceof ServerError && error.passing))
            throw error;
    }
    try {
        await observation.lookOnceMore({ attempts: 2, until: clock.elapsed() + lastLookMs, signal });
        return undefined;
    }
    catch (error) {
        signal.throwIfAborted();
        log.info(`The last look at the deadline failed: ${(0,errors/* explain */.WE)(error)}`);
        return { unseenMs: observation.unseenMs, problem: (0,errors/* explain */.WE)(error) };
    }
}

;// CONCATENATED MODULE: ./src/installation/installation-environment.js


/**
 * The whole environment of the installation: what reaches the package index, what `install-env` names, and nothing else; no
 * credential of ZenML or GitHub.
 */
function installationEnvironment(env, platform, installEnv = []) {
    const picked = pick(env, [...machineNames(platform), ...indexNames, ...installEnv], platform);
    // A prefix in `install-env` may cover more than it may have.
    return Object.fromEntries(Object.entries(picked).filter(([name]) => !hasName(neverNames, name, platform)));
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./src/process/find-program.js



/**
 * The absolute path of the first program of that name on PATH, undefined if there isn't one. Relative entries of PATH are left
 * out: they would let the checkout choose the program.
 */
function findProgram(name, env, platform, isProgram = isExecutableFile) {
    const endings = platform === 'win32'
        ? (readVariable(env, 'PATHEXT', platform) ?? '.EXE').split(';').filter(ending => /^\.exe$/i.test(ending))
        : [''];
    for (const folder of (readVariable(env, 'PATH', platform) ?? '').split(external_node_path_.delimiter)) {
        if (!(0,external_node_path_.isAbsolute)(folder))
            continue;
        const found = endings.map(ending => (0,external_node_path_.join)(folder, `${name}${ending.toLowerCase()}`)).find(isProgram);
        if (found !== undefined)
            return found;
    }
    return undefined;
}
/** Whether a path leads to a file that this user may execute. */
function isExecutableFile(path) {
    try {
        (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.X_OK);
        return (0,external_node_fs_.statSync)(path).isFile();
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./src/process/output-lines.js
/** UTF-16 units after which a line without an end is handed on in pieces, so that a line of any length needs little memory. */
const longestLine = 64 * 1024;
/** Longest secret that is found if a line comes in pieces: that much of it is kept until more has come. */
const longestSecret = 8 * 1024;
/**
 * Cuts a stream of text into lines, ended by LF, CRLF or a bare CR (a progress bar's); `end` hands on what has no end
 * yet. `redact` takes secrets out of a line that is too long, before it is handed on in pieces: in two pieces a secret
 * would be found by nobody.
 */
class OutputLines {
    #take;
    #redact;
    #rest = '';
    /** The last chunk ended in CR, so an LF that follows doesn't end another line. */
    #afterReturn = false;
    constructor(take, redact) {
        this.#take = take;
        this.#redact = redact;
    }
    push(chunk) {
        if (chunk === '')
            return;
        const text = this.#afterReturn && chunk.startsWith('\n') ? chunk.slice(1) : chunk;
        this.#afterReturn = chunk.endsWith('\r');
        const lines = text.split(/\r\n|\n|\r/);
        const last = lines.pop() ?? '';
        for (const line of lines) {
            this.#add(line);
            this.#flush();
        }
        this.#add(last);
    }
    end() {
        if (this.#rest !== '')
            this.#flush();
    }
    #flush() {
        this.#cut(0);
        const line = this.#rest;
        this.#rest = '';
        this.#take(line);
    }
    #add(text) {
        this.#rest += text;
        this.#cut(longestSecret);
    }
    /** Hands on pieces until no more than a line and `kept` units are left. */
    #cut(kept) {
        if (this.#rest.length <= longestLine + kept)
            return;
        this.#rest = this.#redact(this.#rest);
        while (this.#rest.length > longestLine + kept) {
            // A character outside the basic plane takes two units, which stay together.
            const high = /[\ud800-\udbff]/.test(this.#rest[longestLine - 1] ?? '');
            const cut = high ? longestLine - 1 : longestLine;
            this.#take(this.#rest.slice(0, cut));
            this.#rest = this.#rest.slice(cut);
        }
    }
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
;// CONCATENATED MODULE: ./src/process/process-group.js




const pollMs = 25;
/** How long the kernel may take to clear away what was killed. */
const afterKillMs = 2000;
/** The group that a process started with `detached` leads; to be asked right after the start, while the leader is there. */
function groupOf(pid) {
    return { pid, startTicks: process.platform === 'linux' ? (readStat(pid)?.startTicks ?? null) : null };
}
/** Whether any process of the group still runs; one that has ended but that nobody has collected doesn't count. */
function isGroupAlive(group) {
    try {
        process.kill(-group.pid, 0);
    }
    catch (error) {
        // What may not be signalled (EPERM) is alive on Linux; macOS says so of processes that have ended.
        if ((0,error_code/* errorCode */.C)(error) !== 'EPERM' || process.platform !== 'linux')
            return false;
    }
    if (process.platform !== 'linux')
        return true;
    // In a container without an init process nobody collects orphans, and the signal still finds them.
    const all = processIds();
    return all === undefined || membersOf(group.pid, all).next().done !== true;
}
/**
 * Ends the group: SIGINT, on which Python and ZenML tidy up (a ZenML client takes 1 to 2 s); after two thirds of `graceMs`
 * SIGTERM, since shells make their background processes deaf to SIGINT; after `graceMs` SIGKILL. Returns whether all of it has
 * ended; on Windows it is killed at once.
 */
async function endGroup(group, graceMs, clock) {
    if (process.platform === 'win32')
        return await taskkill(group.pid);
    const stages = [
        { signal: 'SIGINT', waitMs: (graceMs * 2) / 3 },
        { signal: 'SIGTERM', waitMs: graceMs / 3 },
        { signal: 'SIGKILL', waitMs: afterKillMs }
    ];
    for (const { signal, waitMs } of stages) {
        try {
            process.kill(-group.pid, signal);
        }
        catch {
            // Nothing is left, or nothing that may be signalled; the question below shows which.
        }
        if (await waitForEnd(group, waitMs, clock))
            return true;
    }
    return false;
}
/** Waits until nothing of the group runs any longer, at most `limitMs`; returns whether that came about. */
async function waitForEnd(group, limitMs, clock) {
    const deadline = clock.elapsed() + limitMs;
    while (isGroupAlive(group)) {
        if (clock.elapsed() >= deadline)
            return false;
        await clock.sleep(Math.min(pollMs, limitMs));
    }
    return true;
}
/**
 * Ends a group that another process of the action started and left behind when it was killed itself, even if its leader has
 * ended by now; `trackingId` is the runner's mark of the job's processes. Only if the group provably is the same (Linux);
 * returns whether there was something to end.
 */
async function endAbandonedGroup(group, graceMs, clock, trackingId) {
    if (process.platform !== 'linux' || group.startTicks === null || !isGroupAlive(group))
        return false;
    const leader = readStat(group.pid);
    const isSame = leader === undefined ? isLeftOf(group.pid, group.startTicks, trackingId) : leader.startTicks === group.startTicks;
    if (!isSame)
        return false;
    await endGroup(group, graceMs, clock);
    return true;
}
/** Whether a group without its leader can only be what that leader left: the kernel gives no new process the id of a living group. */
function isLeftOf(pid, startTicks, trackingId) {
    const all = processIds();
    if (all === undefined)
        return false;
    return [...membersOf(pid, all)].every(member => member.startTicks >= startTicks &&
        (trackingId === undefined || environmentOf(member.pid).includes(`RUNNER_TRACKING_ID=${trackingId}`)));
}
/** Members of a group that run, one by one, since the first is often enough; one that has ended but wasn't collected doesn't count. */
function* membersOf(group, all) {
    for (const pid of all) {
        const stat = readStat(pid);
        if (stat !== undefined && stat.group === group && !/[ZX]/.test(stat.state))
            yield { ...stat, pid };
    }
}
/** Ids of all processes that /proc shows; undefined if it can't be read, as in a narrow sandbox. */
function processIds() {
    try {
        return (0,external_node_fs_.readdirSync)('/proc')
            .filter(entry => /^\d+$/.test(entry))
            .map(Number);
    }
    catch {
        return undefined;
    }
}
/** The variables with which a process was started, `NAME=value`; none if they may not be read. */
function environmentOf(pid) {
    try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    }
    catch {
        return [];
    }
}
/** proc(5): the fields after the name, which stands in parentheses and may contain any character itself. */
function readStat(pid) {
    try {
        const text = (0,external_node_fs_.readFileSync)(`/proc/${pid}/stat`, 'latin1');
        const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
        return { state: fields[0] ?? '', group: Number(fields[2]), startTicks: Number(fields[19]) };
    }
    catch {
        // It has ended between the listing and the reading.
        return undefined;
    }
}
function taskkill(pid) {
    const program = (0,external_node_path_.join)(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'taskkill.exe');
    return new Promise(resolve => {
        (0,external_node_child_process_.execFile)(program, ['/PID', String(pid), '/T', '/F'], { windowsHide: true }, error => resolve(error === null));
    });
}

;// CONCATENATED MODULE: ./src/process/start-process.js






/** Starts a program without a shell, as the leader of a process group and with no input. Throws {@link ActionError} if it can't. */
async function startProcess(request) {
    const { file, args, cwd, env } = request;
    try {
        const child = (0,external_node_child_process_.spawn)(file, args, {
            cwd,
            env,
            shell: false,
            detached: process.platform !== 'win32',
            windowsHide: true,
            stdio: ['ignore', 'pipe', 'pipe']
        });
        const exit = new Promise(resolve => child.once('exit', (code, signal) => resolve({ code, signal })));
        const close = new Promise(resolve => child.once('close', () => resolve()));
        await new Promise((resolve, reject) => {
            child.once('spawn', resolve);
            // Also for later ones, such as a failed kill, which nobody else listens to.
            child.on('error', reject);
        });
        if (child.pid === undefined)
            throw new Error('it has no process id');
        const release = () => {
            child.stdout.destroy();
            child.stderr.destroy();
            child.unref();
        };
        return { pid: child.pid, stdout: child.stdout, stderr: child.stderr, exit, close, release };
    }
    catch (error) {
        throw startError(request, error);
    }
}
function startError(request, cause) {
    const program = (0,foreign/* oneLine */.TN)(request.file, 200);
    const code = (0,error_code/* errorCode */.C)(cause);
    const details = { ...(request.where === undefined ? {} : { where: request.where }), cause };
    const fault = folderFault(request.cwd);
    if (fault !== undefined)
        return new errors/* ActionError */.lZ(`The folder ${request.cwd} to run '${program}' in cannot be used: ${fault}`, details);
    switch (code) {
        case 'ENOENT':
            return new errors/* ActionError */.lZ(`The program '${program}' was not found`, {
                ...details,
                remedy: 'Check its spelling; it has to be on PATH, installed by `requirements` or by a step before, or a path relative to working-directory; a script also needs the interpreter that its first line names.'
            });
        case 'EACCES':
            return new errors/* ActionError */.lZ(`The program '${program}' may not be executed`, {
                ...details,
                remedy: 'Make the file executable (`git update-index --chmod=+x`), or name its interpreter, for example `python run.py`.'
            });
        default:
            return new errors/* ActionError */.lZ(`The program '${program}' could not be started (${(0,foreign/* oneLine */.TN)(code, 40) || 'unknown reason'})`, details);
    }
}
/** Why nothing can be run in a folder; undefined if something can. */
function folderFault(path) {
    try {
        (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.X_OK);
        return (0,external_node_fs_.statSync)(path).isDirectory() ? undefined : 'it is not a folder';
    }
    catch (error) {
        return (0,file_fault/* fileFault */.b)((0,error_code/* errorCode */.C)(error));
    }
}

;// CONCATENATED MODULE: ./src/process/run-process.js






/** Room for a tidy end inside the 7.5 s that GitHub gives between SIGINT and SIGTERM. */
const defaultGraceMs = 3000;
/** How long what the command started may go on after the command itself has ended. */
const defaultLingerMs = 2000;
/** How long after an abort the output of what was ended is still read. */
const pipeMs = 300;
/**
 * Runs a program without a shell, in a process group of its own and with no input, to its end and that of all it started.
 * Throws {@link ActionError} if it can't be started or doesn't end even when killed, the signal's reason if it had aborted
 * before, and whatever a callback throws, once everything has been ended.
 */
async function runProcess(request) {
    const { clock, signal, graceMs = defaultGraceMs, lingerMs = defaultLingerMs } = request;
    signal.throwIfAborted();
    const child = await startProcess(request);
    const group = groupOf(child.pid);
    const failed = new AbortController();
    const finish = readOutput(child, request, failed);
    callback(failed, () => request.onStart?.(group));
    const stop = AbortSignal.any([signal, failed.signal]);
    await Promise.race([child.exit, aborted(stop)]);
    if (stop.aborted)
        await endGroup(group, graceMs, clock);
    const end = stop.aborted ? await (0,world_clock/* atMost */.Tu)(clock, lingerMs, child.exit) : await child.exit;
    if (end === undefined) {
        // Something that runs as another user (sudo) can't be killed from here, and must not hold the step either.
        child.release();
        throw new errors/* ActionError */.lZ(`The program '${(0,foreign/* oneLine */.TN)(request.file, 200)}' did not end when it was killed`, {
            where: request.where,
            remedy: 'Run the command as the same user as the runner, without sudo.'
        });
    }
    const isEmpty = process.platform === 'win32' || (await waitForEnd(group, lingerMs, clock));
    if (!isEmpty)
        await endGroup(group, lingerMs / 2, clock);
    // A process that left the group (a daemon) may hold the pipe for good, and after an abort time is short.
    await (0,world_clock/* atMost */.Tu)(clock, stop.aborted ? pipeMs : lingerMs, child.close);
    finish();
    failed.signal.throwIfAborted();
    return end;
}
/** Hands on the lines of both outputs; the returned function hands on what has no end yet and reads no further. */
function readOutput(child, request, failed) {
    const streams = [
        ['stdout', child.stdout],
        ['stderr', child.stderr]
    ];
    const ends = streams.map(([name, stream]) => read(stream, line => callback(failed, () => request.onLine(name, line)), request.redact));
    return () => {
        for (const end of ends)
            end();
    };
}
/** Calls back unless an earlier callback has thrown; what it throws ends the process. */
function callback(failed, call) {
    if (failed.signal.aborted)
        return;
    try {
        call();
    }
    catch (error) {
        failed.abort(error);
    }
}
function read(stream, take, redact = (text) => text) {
    const lines = new OutputLines(take, redact);
    stream.setEncoding('utf8');
    stream.on('data', (chunk) => {
        // A flood of short lines would otherwise be read in one go, and hold up what a cancel has to send.
        stream.pause();
        lines.push(chunk);
        setImmediate(() => stream.resume());
    });
    // The pipe of a killed process may end in an error; what came before it counts.
    stream.on('error', () => undefined);
    return () => {
        stream.destroy();
        lines.end();
    };
}
function aborted(signal) {
    if (signal.aborted)
        return Promise.resolve();
    return new Promise(resolve => signal.addEventListener('abort', () => resolve(), { once: true }));
}

;// CONCATENATED MODULE: ./src/command/checkout.js




/** Time for asking git: only a note and what is known of the code depend on it, ms. */
const limitMs = 20_000;
/** The checkout in a folder as it is; undefined if git knows none, or can't compare it with its commit. */
function readCheckout(folder, env, signal, clock) {
    return askGit(folder, env, signal, clock, async (git) => {
        const commit = await git('rev-parse', '--verify', 'HEAD');
        // Whatever a configuration of git hides.
        const changes = await git('status', '--porcelain', '--untracked-files=normal', '--ignore-submodules=none');
        const root = await git('rev-parse', '--show-toplevel');
        if (!isObjectId(commit) || changes === undefined || root === undefined || root === '')
            return undefined;
        return { commit, root, tree: await treeBy(git, commit), changes: changes.split('\n').filter(line => line !== '') };
    });
}
/** The checkout in a folder; undefined if git knows none, or if it differs from its commit. */
async function cleanCheckout(folder, env, signal, clock) {
    const state = await readCheckout(folder, env, signal, clock);
    if (state === undefined || state.changes.length > 0)
        return undefined;
    return { commit: state.commit, tree: state.tree };
}
/** The id of a commit's tree; undefined if the repository around a folder has no such commit. */
function treeOf(folder, commit, env, signal, clock) {
    return askGit(folder, env, signal, clock, git => treeBy(git, commit));
}
/** Files of a name that a checkout's commit has, by their paths from its top folder; none if git can't say. */
async function trackedFiles(root, name, env, signal, clock) {
    // Other names would be patterns.
    if (!/^[\w.-]+$/.test(name))
        return [];
    const listed = await askGit(root, env, signal, clock, git => git('-c', 'core.quotePath=false', 'ls-files', '--full-name', '--', `:(top,glob)**/${name}`));
    return (listed ?? '').split('\n').filter(file => file !== '');
}
async function treeBy(git, commit) {
    const tree = await git('rev-parse', '--verify', `${commit}^{tree}`);
    return isObjectId(tree) ? tree : undefined;
}
function isObjectId(text) {
    return text !== undefined && /^[0-9a-f]{40,64}$/.test(text);
}
/**
 * Asks git some questions. Short as they are, they go through the adapter: a checkout can make git start a filter, a monitor of
 * the file system or a fetch, and all of it has to end with the job.
 */
async function askGit(folder, env, signal, clock, question) {
    // Not by its name alone: with a relative entry in PATH that would be the checkout's own.
    const file = findProgram('git', env, process.platform);
    if (file === undefined)
        return undefined;
    const ask = async (limit, args) => {
        const lines = [];
        const onLine = (stream, line) => {
            if (stream === 'stdout')
                lines.push(line);
        };
        // A replacement would have a commit's id stand for other files than those that it names (git-replace).
        const given = { ...installationEnvironment(env, process.platform), GIT_NO_REPLACE_OBJECTS: '1' };
        const request = { file, args, cwd: folder, env: given, onLine, signal: limit, clock, graceMs: 500, lingerMs: 300 };
        const { code } = await runProcess(request);
        return code === 0 && !limit.aborted ? lines.join('\n').trim() : undefined;
    };
    try {
        return await (0,world_clock/* within */.ux)(clock, limitMs, signal, limit => question((...args) => ask(limit, args)));
    }
    catch (error) {
        signal.throwIfAborted();
        // Without an answer, or one in time, nothing is proven.
        if (error instanceof Error)
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/world/workspace-path.js




/** The folder of the checkout: the runner's GITHUB_WORKSPACE, else the current one. Throws {@link ActionError} if there is neither. */
function workspaceOf(env) {
    const named = env['GITHUB_WORKSPACE'] ?? '';
    if (named !== '')
        return named;
    try {
        return process.cwd();
    }
    catch (cause) {
        throw new errors/* ActionError */.lZ('The variable is not set, and the current folder is gone', {
            where: 'GITHUB_WORKSPACE',
            remedy: 'Make sure that no step removes the folder that this one runs in.',
            cause
        });
    }
}
/**
 * The real, absolute path of something inside the workspace, or undefined if nothing is there. Throws
 * {@link InputError} if the path leaves the workspace, by `..`, as an absolute path or through a link, or if it can't be
 * accessed.
 */
async function pathInside(path, workspace, lookup, where) {
    const refuse = (how) => new errors/* InputError */.dz(`'${path}' ${how} outside the workspace`, {
        where,
        remedy: 'Use a path inside the checked out repository.'
    });
    const follow = (target) => lookedAt(path, where, () => lookup.realPath(target));
    const full = (0,external_node_path_.resolve)(workspace.folder, path);
    const root = (await follow(workspace.root)) ?? workspace.root;
    const real = await follow(full);
    if (real === undefined) {
        // Said without looking any further: what exists outside is nobody's business here.
        if (!isInside(full, workspace.root) && !isInside(full, root))
            throw refuse('is');
        return undefined;
    }
    if (!isInside(real, root))
        throw refuse(isInside(full, workspace.root) ? 'is a link to something' : 'is');
    return real;
}
/**
 * The workspace with `working-directory` as the folder that relative paths and the command start from. Throws
 * {@link InputError} if it isn't a folder inside the workspace.
 */
async function openWorkspace(root, workingDirectory, lookup) {
    const where = 'working-directory';
    const path = workingDirectory === '' ? '.' : workingDirectory;
    const folder = await pathInside(path, { root, folder: root }, lookup, where);
    const kind = folder === undefined ? 'missing' : await kindOf(folder, path, where, lookup);
    if (folder === undefined || kind !== 'folder') {
        throw new errors/* InputError */.dz(`There is no folder '${path}' in the workspace ${root}`, {
            where,
            remedy: 'Check its spelling, and that a step before this one checked the repository out (actions/checkout).'
        });
    }
    const real = await lookedAt(path, where, () => lookup.realPath(root));
    return { root: real ?? root, folder };
}
/** What is at a real path that an input gave as `path`. Throws {@link InputError} if it can't be accessed. */
function kindOf(real, path, where, lookup) {
    return lookedAt(path, where, () => lookup.kind(real));
}
async function lookedAt(path, where, look) {
    try {
        return await look();
    }
    catch (cause) {
        throw new errors/* InputError */.dz(`'${path}' cannot be accessed: ${(0,file_fault/* fileFault */.b)((0,error_code/* errorCode */.C)(cause))}`, {
            where,
            remedy: 'Check that this user may read the folders on the way to it.',
            cause
        });
    }
}
function isInside(path, root) {
    const way = (0,external_node_path_.relative)(root, path);
    return way !== '..' && !way.startsWith(`..${external_node_path_.sep}`) && !(0,external_node_path_.isAbsolute)(way);
}

;// CONCATENATED MODULE: ./src/job/failure-place.js






/** Largest file in which a line is looked up, bytes. */
const maxFileBytes = 1024 * 1024;
/** Places of a traceback that are looked up at most, from the last one: an endless recursion has a thousand of them. */
const maxFrames = 20;
/**
 * Finds the line of the checkout where a step failed: only if its code is proven to be of the commit that is checked out,
 * and if the line there is the one that the traceback shows.
 */
function placeFinder(job) {
    return async ({ traceback }) => {
        const commit = job.report.facts.codeSha ?? '';
        if (commit === '' || traceback === undefined)
            return undefined;
        try {
            return await findPlace(job, commit, framesOf(traceback).filter(isOwn));
        }
        catch (error) {
            job.world.cancel.throwIfAborted();
            job.world.log.debug(`Cannot find the line where the step failed: ${(0,errors/* explain */.WE)(error)}`);
            return undefined;
        }
    };
}
/** Whether a place is not one of Python's or of a package that was installed. */
function isOwn({ path }) {
    return !/(?:^|[\\/])(?:site-packages|dist-packages|lib[\\/]python[\d.]+)[\\/]|^</.test(path);
}
async function findPlace({ inputs, world }, commit, frames) {
    const { cancel, clock, env, files } = world;
    const { folder } = await openWorkspace(workspaceOf(env), inputs.workingDirectory, files);
    const checkout = await readCheckout(folder, env, cancel, clock);
    if (checkout?.commit !== commit)
        return undefined;
    const listed = new Map();
    for (const frame of frames.slice(-maxFrames).toReversed()) {
        const name = external_node_path_.posix.basename(frame.path.replaceAll('\\', '/'));
        const tracked = listed.get(name) ?? (await trackedFiles(checkout.root, name, env, cancel, clock));
        listed.set(name, tracked);
        const file = fileOf(frame.path, tracked);
        if (file !== undefined && (await shows(world, external_node_path_.posix.join(checkout.root, file), frame)))
            return { file, line: frame.line };
    }
    return undefined;
}
/** Whether a file of the checkout (its absolute path) has the line that a traceback shows; without the line's text only the file itself will do. */
async function shows({ cancel, files, log }, path, { code, line, path: shown }) {
    if (code === undefined && external_node_path_.posix.normalize(shown) !== path)
        return false;
    try {
        const text = (await files.readText(path, maxFileBytes)).split('\n')[line - 1];
        return text !== undefined && (code === undefined || text.trim() === code);
    }
    catch (error) {
        cancel.throwIfAborted();
        log.debug(`Cannot read a file that a traceback names: ${(0,foreign/* oneLine */.TN)(String(error))}`);
        return false;
    }
}
/**
 * The file of a repository that a path in a container means: the one that has the most folders at its end in common with
 * it, of several the one that is all of that end; undefined if none has its name, or if it could be several.
 */
function fileOf(path, tracked) {
    const parts = partsOf(path);
    const all = tracked
        .map(file => ({ file, common: commonEnd(partsOf(file), parts) }))
        .filter(({ common }) => common > 0);
    const nearest = all.filter(({ common }) => all.every(other => other.common <= common));
    const whole = nearest.filter(({ common, file }) => common === partsOf(file).length);
    const [first, second] = nearest.length > 1 ? whole : nearest;
    return second === undefined ? first?.file : undefined;
}
function partsOf(path) {
    return path.split(/[\\/]/).filter(part => part !== '');
}
/** How many parts two paths have in common at their ends. */
function commonEnd(one, other) {
    let common = 0;
    while (common < one.length && common < other.length && one.at(-1 - common) === other.at(-1 - common))
        common++;
    return common;
}

;// CONCATENATED MODULE: ./src/job/follow-run.js



/** Follows a run to its end as the inputs say, with the logs of its steps; throws as {@link follow} does. */
function followRun(job, run) {
    return followWith(job, run, true);
}
/**
 * Follows a run of a process in this job, which has ended. What its steps printed stands in the output of that process
 * already, unless they ran elsewhere: if the server started the run from a snapshot, or if it still goes on. `questions`
 * knows what the run has asked a person by now.
 */
function followOwnRun(job, run, questions) {
    return followWith(job, run, run.sourceSnapshotId !== undefined || !(0,zenml_status/* isFinished */.$g)(run.status), questions);
}
function followWith(job, run, showsLogs, questions) {
    const { connection, inputs, until, world } = job;
    const logs = inputs.logs === 'none' || !showsLogs ? undefined : inputs.logs;
    return follow(connection, run, { signal: world.cancel, until, logs, findPlace: placeFinder(job), questions });
}

// EXTERNAL MODULE: ./src/report/facts.js
var facts = __webpack_require__(4116);
;// CONCATENATED MODULE: ./src/job/run-ending.js







/** Puts what is known of the only run into outputs and summary. */
function publishRun({ connection, report }, { failures, question, run, stepCount, steps, tails }) {
    report.publish({
        runs: [(0,facts/* runFacts */.pI)(run, connection)],
        steps,
        stepCount,
        failures,
        metadata: run.metadata,
        ...(tails === undefined ? {} : { tails }),
        // A run that has ended asks nobody any longer.
        questions: question === undefined || (0,zenml_status/* isFinished */.$g)(run.status) ? [] : [(0,facts/* questionFacts */._C)(question, connection.runUrl(run.id))]
    });
}
/** How a run was when the timeout (ms) came, as far as it could be known, in sentences. */
function lastSeen({ question, run, trouble }, timeoutMs) {
    const [status, waited] = [(0,foreign/* oneLine */.TN)(run.status, 60), (0,world_clock/* formatDuration */.a3)(timeoutMs)];
    const asked = question && endingInQuestion(question);
    if (trouble === undefined) {
        const asks = asked === undefined ? '' : ` It waits for a person to answer ${asked}`;
        return `The run is still ${status} after the timeout of ${waited}.${asks}`;
    }
    const ago = (0,world_clock/* formatDuration */.a3)(trouble.unseenMs);
    const asks = asked === undefined ? '' : ` It waited for a person to answer ${asked}`;
    return `Timed out after ${waited}; the run was last seen as ${status} ${ago} ago.${asks} Since then: ${trouble.problem}`;
}
/** How a run ended, and why if it did not succeed; a success is logged here. One of many is named. */
function runEnding({ connection, world }, outcome, isOneOfMany = false) {
    const { failures, run } = outcome;
    const conclusion = conclude(run.status);
    const stack = `${(0,foreign/* oneLine */.TN)(run.stack?.name ?? connection.stack.name, 80)}${isOneOfMany ? ` (${(0,foreign/* oneLine */.TN)(run.name, 200)})` : ''}`;
    const url = connection.runUrl(run.id);
    if (conclusion === 'success') {
        world.log.info(`The run succeeded on stack ${stack}: ${url}`);
        return { conclusion };
    }
    const cause = causeOf(run, failures);
    return { conclusion, error: `The run on stack ${stack} ended as ${(0,foreign/* oneLine */.TN)(run.status, 60)}${cause}. ${url}` };
}
/** Why a run did not succeed, as far as the server knows: a step's exception, the run's own, or its status reason. */
function causeOf(run, failures) {
    // Siblings of a step that failed are stopped, which may be seen before.
    const failed = failures.filter(({ step }) => step.status === 'failed');
    const first = failed.find(({ failure }) => failure !== undefined) ?? failed[0] ?? failures[0];
    if (first !== undefined) {
        const exception = first.failure === undefined ? '' : `: ${sentence(exceptionWords(first.failure))}`;
        return `: step ${(0,foreign/* oneLine */.TN)(first.step.name, 120)} ${(0,foreign/* oneLine */.TN)(first.step.status, 40)}${exception}`;
    }
    if (run.failure !== undefined)
        return `: ${sentence(exceptionWords(run.failure))}`;
    return run.statusReason === undefined ? '' : `: ${sentence(run.statusReason)}`;
}
/** Without the end that the sentence around it has. */
function sentence(text, limit = 300) {
    return (0,foreign/* oneLine */.TN)(text, limit).replace(/\.$/, '');
}

;// CONCATENATED MODULE: ./src/job/command-following.js



/** Follows every run of the command to its end; throws {@link TimeUp} at the deadline, and the reason of a cancel. */
async function followAll(job, { output, questions, runs }) {
    const { inputs, report, world } = job;
    const failures = [];
    for (const run of runs.own) {
        const followed = await followOwnRun(job, run, questions.handOver(run));
        runs.update(followed.run);
        report.publish({
            steps: [...(report.facts.steps ?? []), ...followed.steps],
            stepCount: (report.facts.stepCount ?? 0) + followed.stepCount,
            failures: [...(report.facts.failures ?? []), ...followed.failures],
            tails: [...(report.facts.tails ?? []), ...followed.tails]
        });
        hearFailures(output, followed, world.log.redact);
        world.cancel.throwIfAborted();
        if (followed.end === 'deadline')
            throw new TimeUp(inputs.timeoutMs);
        const { error } = runEnding(job, followed, runs.own.length > 1);
        if (error !== undefined)
            failures.push(error);
    }
    return { statuses: runs.own.map(({ status }) => status), failures };
}
/** What steps failed of may say what their command lacked. */
function hearFailures(output, { failures }, redact) {
    const said = failures.map(({ failure }) => redact(failure?.traceback ?? failure?.message ?? ''));
    for (const line of said.flatMap(text => text.split('\n')))
        output.hear(line, 'step');
}

// EXTERNAL MODULE: ./src/results/checks.js
var results_checks = __webpack_require__(8120);
// EXTERNAL MODULE: ./src/results/decimal.js
var decimal = __webpack_require__(7330);
;// CONCATENATED MODULE: ./src/results/find-metric.js
/** Finds metrics by their full names, however many there are. */
function lookUpIn({ gaps, metrics }) {
    const named = Map.groupBy(metrics, ({ name }) => name);
    return name => {
        const found = named.get(name) ?? [];
        const gap = gaps.find(({ of }) => name.startsWith(of));
        if (gap === undefined || found.length > 1)
            return only(found);
        // Of what was not read something may have the same name.
        return { kind: 'unknown', why: gap.why };
    };
}
/** The metric of a full name. */
function metricNamed(source, name) {
    return lookUpIn(source)(name);
}
/** The beginnings of full names, which say what a value was logged about. */
const fullName = /^(?:run|steps|model|artifacts)\./;
/**
 * The metric that a name stands for: a full name, or the end of one behind a point, if it is the end of only one. What
 * could not be read may hold another one, so that such an end is unknown then.
 */
function findMetric(source, name) {
    const exact = metricNamed(source, name);
    if (exact.kind !== 'none' || fullName.test(name))
        return exact;
    const found = source.metrics.filter(metric => metric.name.endsWith(`.${name}`));
    const [gap] = source.gaps;
    return gap === undefined || found.length > 1 ? only(found) : { kind: 'unknown', why: gap.why };
}
function only(found) {
    const [metric, ...others] = found;
    if (metric === undefined)
        return { kind: 'none' };
    return others.length === 0 ? { kind: 'metric', metric } : { kind: 'several', names: found.map(({ name }) => name) };
}

;// CONCATENATED MODULE: ./src/results/metrics.js

/** Beginning of the keys under which a promotion stands in a model version's metadata. */
const promotionNotePrefix = 'gate_promotion_';
/** What ZenML notes of each artifact by itself (0.98.0), which is not a result. */
const ofEachArtifact = new Set(['storage_size', 'string_representation']);
/** Levels of nesting that get a name of their own; what is deeper stays one value. */
const maxDepth = 10;
/** All that was logged about a run, nested values each under their path: `run.k`, `steps.<step>.k`, `model.k`, `artifacts.<name>.k`. */
function metricsOf({ artifacts, model, run, steps }) {
    return [
        ...flatten('run', run),
        ...flatten('model', without(model, key => key.startsWith(promotionNotePrefix))),
        ...Object.entries(steps).flatMap(([name, metadata]) => flatten(`steps.${name}`, metadata)),
        ...artifacts.flatMap(({ metadata, name }) => flatten(`artifacts.${name}`, without(metadata, key => ofEachArtifact.has(key))))
    ];
}
function without(metadata, isLeftOut) {
    return Object.fromEntries(Object.entries(metadata).filter(([key]) => !isLeftOut(key)));
}
function flatten(owner, values, depth = 0) {
    return Object.entries(values).flatMap(([key, value]) => {
        const name = `${owner}.${key}`;
        if ((0,text_json/* isObject */.Gv)(value) && Object.keys(value).length > 0 && depth < maxDepth)
            return flatten(name, value, depth + 1);
        return [{ name, value, isNested: depth > 0 }];
    });
}
/** The metrics by their names as one object, without those whose name stands for several values. */
function byName(metrics) {
    const groups = Map.groupBy(metrics, ({ name }) => name);
    return Object.fromEntries([...groups].flatMap(([name, [only, ...others]]) => (others.length > 0 ? [] : [[name, only?.value]])));
}

// EXTERNAL MODULE: ./src/text/exact-json.js
var exact_json = __webpack_require__(5196);
;// CONCATENATED MODULE: ./src/results/rows.js




/** Characters of a value that are shown at most. */
const maxValue = 500;
/** What there is to show of a run: what was checked first, and then in the order of the metrics. */
function rowsOf({ baseline, own }, { outcomes }) {
    const verdicts = Map.groupBy(outcomes, ({ metric }) => metric);
    const names = new Set(own.metrics.map(({ name }) => name));
    const missing = [...verdicts]
        .filter(([name]) => !names.has(name))
        .map(([name]) => ({ name, value: '', isPassed: false, isPlain: true }));
    const before = baseline.kind === 'found' ? lookUpIn(baseline) : undefined;
    const rows = own.metrics.map(metric => ({
        ...rowOf(metric, before?.(metric.name)),
        ...verdictOf(verdicts.get(metric.name))
    }));
    return [...missing, ...rows.filter(isChecked), ...rows.filter(row => !isChecked(row))];
}
function isChecked({ isPassed }) {
    return isPassed !== undefined;
}
function verdictOf(outcomes) {
    return outcomes === undefined ? {} : { isPassed: outcomes.every(({ faults }) => faults.length === 0) };
}
function rowOf({ isNested, name, value }, earlier) {
    const number = (0,decimal/* decimalOf */.Bc)(value);
    if (number === undefined)
        return { name, value: textOf(value), isPlain: false };
    const row = { name, value: (0,decimal/* formatDecimal */.zJ)(number), isPlain: !isNested };
    const before = earlier?.kind === 'metric' ? (0,decimal/* decimalOf */.Bc)(earlier.metric.value) : undefined;
    if (before === undefined)
        return row;
    const change = (0,decimal/* subtract */.Re)(number, before);
    const percent = (0,decimal/* isPositive */.ep)(before) ? ` (${(0,decimal/* formatPercent */.l9)(change, before)})` : '';
    return { ...row, before: (0,decimal/* formatDecimal */.zJ)(before), change: `${(0,decimal/* formatChange */.eD)(change)}${percent}` };
}
function textOf(value) {
    if (typeof value === 'string')
        return (0,foreign/* oneLine */.TN)(value, maxValue);
    try {
        return (0,foreign/* oneLine */.TN)((0,exact_json/* writeExactJson */.D)(value), maxValue);
    }
    catch {
        return '\u2026';
    }
}

// EXTERNAL MODULE: ./src/text/suggest.js
var suggest = __webpack_require__(6160);
;// CONCATENATED MODULE: ./src/results/judge.js





/** Holds a run's results against one check. What is missing, ambiguous or not a number never passes. */
function judgeCheck({ limits, metric: name }, own, baseline, needsBaseline) {
    const shown = (0,foreign/* oneLine */.TN)(name, 120);
    const outcome = { metric: name, isAbsent: false, notes: [] };
    const found = findMetric(own, name);
    switch (found.kind) {
        case 'none':
            return { ...outcome, isAbsent: true, faults: [`There is no metric '${shown}'. ${candidates(own, name)}`] };
        case 'unknown':
            return { ...outcome, faults: [`Could not look up the metric '${shown}': ${found.why}`] };
        case 'several':
            return { ...outcome, faults: [severalWords(shown, found.names)] };
        case 'metric':
    }
    const { metric } = found;
    const full = (0,foreign/* oneLine */.TN)(metric.name, 200);
    const value = (0,decimal/* decimalOf */.Bc)(metric.value);
    if (value === undefined)
        return { ...outcome, metric: metric.name, faults: [`${full} is ${valueWords(metric.value)}, not a number.`] };
    const measured = { name: metric.name, full, value };
    const judged = limits.map(limit => (0,results_checks/* isRelative */.n)(limit) ? judgeChange(limit, measured, baseline, needsBaseline) : judgeBound(limit, measured));
    return {
        metric: metric.name,
        isAbsent: false,
        faults: judged.flatMap(({ fault }) => fault ?? []),
        notes: judged.flatMap(({ note }) => note ?? [])
    };
}
function judgeBound({ name, text, value: bound }, { full, value }) {
    const order = (0,decimal/* compare */.UD)(value, bound);
    const shown = (0,decimal/* formatDecimal */.zJ)(value);
    if (name === 'min')
        return order >= 0 ? {} : { fault: `${full} is ${shown}, below its min of ${text}.` };
    return order <= 0 ? {} : { fault: `${full} is ${shown}, above its max of ${text}.` };
}
function judgeChange(limit, measured, baseline, needsBaseline) {
    const { full, value } = measured;
    if (baseline.kind === 'unreadable')
        return { fault: `${full} could not be checked against its ${limit.name}: ${baseline.why}` };
    if (baseline.kind === 'none')
        return withoutBaseline(limit, full, baseline.why, needsBaseline);
    const found = metricNamed(baseline, measured.name);
    if (found.kind === 'unknown')
        return { fault: `${full} could not be checked against its ${limit.name}: ${found.why}` };
    const before = found.kind === 'metric' ? (0,decimal/* decimalOf */.Bc)(found.metric.value) : undefined;
    if (before === undefined) {
        const what = found.kind === 'metric' ? valueWords(found.metric.value) : found.kind === 'none' ? 'nothing' : 'several';
        return withoutBaseline(limit, full, `${baseline.words} has ${what} under this name.`, needsBaseline);
    }
    const was = `the ${(0,decimal/* formatDecimal */.zJ)(before)} of ${baseline.words}`;
    const change = limit.name === 'max-drop' ? (0,decimal/* subtract */.Re)(before, value) : (0,decimal/* subtract */.Re)(value, before);
    // A change in the other direction, or none, breaks no limit, whatever that is a part of.
    if (!(0,decimal/* isPositive */.ep)(change))
        return {};
    if (limit.isPercent && !(0,decimal/* isPositive */.ep)(before)) {
        return {
            fault: `${full} has a ${limit.name} of ${limit.text}, but a percentage of ${was} means nothing, since that is not above zero: use an absolute limit.`
        };
    }
    const allowed = limit.isPercent ? (0,decimal/* percentOf */.pR)(limit.value, before) : limit.value;
    if ((0,decimal/* compare */.UD)(change, allowed) <= 0)
        return {};
    const direction = limit.name === 'max-drop' ? 'below' : 'above';
    return {
        fault: `${full} is ${(0,decimal/* formatDecimal */.zJ)(value)}, which is ${(0,decimal/* formatDecimal */.zJ)(change)} ${direction} ${was}, more than its ${limit.name} of ${limit.text}.`
    };
}
function withoutBaseline({ name }, full, why, isRequired) {
    return isRequired
        ? { fault: `${full} has no baseline, which is required for its ${name}: ${why}` }
        : { note: `${full} has no baseline, so its ${name} can't be checked yet: ${why}` };
}
function severalWords(name, names) {
    const different = [...new Set(names)];
    if (different.length === 1)
        return `${(0,foreign/* oneLine */.TN)(different[0] ?? '', 200)} was logged more than once, as different things.`;
    return `'${name}' could be ${listed(different)}: write the full name.`;
}
/** The metrics that a misspelt name may have meant, or some that there are. */
function candidates({ metrics }, name) {
    const numbers = [...new Set(metrics.filter(({ value }) => (0,decimal/* decimalOf */.Bc)(value) !== undefined).map(metric => metric.name))];
    const near = [...new Set([name, ...name.split('.').slice(-1)].flatMap(each => nearOf(each, numbers)))].slice(0, 3);
    if (near.length > 0)
        return `Did you mean ${near.map(each => (0,foreign/* oneLine */.TN)(each, 200)).join(' or ')}?`;
    return numbers.length === 0 ? 'The run logged no numbers at all.' : `The run logged ${listed(numbers)}.`;
}
/** Full names that are near to a name, by themselves or by their last part. */
function nearOf(name, names) {
    const ends = new Map(names.map(full => [full.slice(full.lastIndexOf('.') + 1), full]));
    return [...(0,suggest/* nearNames */.$l)(name, names), ...(0,suggest/* nearNames */.$l)(name, [...ends.keys()]).flatMap(end => ends.get(end) ?? [])];
}
function listed(names) {
    const shown = names.slice(0, 10).map(name => (0,foreign/* oneLine */.TN)(name, 200));
    const more = names.length > shown.length ? ` and ${names.length - shown.length} more` : '';
    return `${shown.join(', ')}${more}`;
}
function valueWords(value) {
    if (typeof value === 'string')
        return `the text '${(0,foreign/* oneLine */.TN)(value, 80)}'`;
    // ZenML's server writes NaN and the infinities inside of a value as null (measured on 0.98.0).
    if (value === null)
        return 'null, which also stands for NaN';
    if (Array.isArray(value))
        return 'a list';
    return typeof value === 'object' ? 'a mapping' : String(value);
}

;// CONCATENATED MODULE: ./src/results/verdict.js



/**
 * Holds runs against checks, in the order of the runs. Of several runs each has to pass the checks of what it has logged,
 * and each metric has to be there in at least one of them.
 */
function judgeRuns(checks, runs) {
    const all = runs.map(({ baseline, own }) => checks.checks.map(check => judgeCheck(check, own, baseline, checks.needsBaseline)));
    const isSomewhere = checks.checks.map((_, index) => all.some(outcomes => outcomes[index]?.isAbsent === false));
    return runs.map((run, runIndex) => {
        const outcomes = (all[runIndex] ?? []).filter(({ isAbsent }, index) => !isAbsent || isSomewhere[index] !== true);
        const faults = [...missingBaseline(checks, run.baseline), ...outcomes.flatMap(outcome => outcome.faults)];
        const prefix = runs.length > 1 ? `Run ${(0,foreign/* oneLine */.TN)(run.name, 120)}: ` : '';
        return {
            outcomes,
            faults: faults.map(fault => `${prefix}${fault}`),
            notes: outcomes.flatMap(({ notes }) => notes.map(note => `${prefix}${note}`))
        };
    });
}
/** A baseline that is required although no limit is one on a change: those say it themselves. */
function missingBaseline({ checks, needsBaseline }, baseline) {
    if (!needsBaseline || baseline.kind === 'found')
        return [];
    if (checks.some(({ limits }) => limits.some(results_checks/* isRelative */.n)))
        return [];
    return [`A baseline is required, but there is none: ${baseline.why}`];
}

;// CONCATENATED MODULE: ./src/zenml/catalogue.js








// What an account can see before anything runs. Paths and parameters here and in the other files of questions are as
// observed on 0.98.0 (`/openapi.json` of the server lists them); the filters by which lists are held against the question
// are known to every server that the action supports (sources of 0.84.3 and 0.90.0). Each answer is read together with
// what was asked: one about something else is passing trouble, and never a fact.
/**
 * Which server this is, as the first thing that is asked of it; needs no login. `wakesForMs` is how long it may be
 * unavailable, ms. Throws `ServerError`.
 */
function serverInfo(session, wakesForMs) {
    const what = 'read the server information';
    const request = { method: 'GET', path: '/api/v1/info' };
    const read = (answer) => readServerInfo(agreed(what, session.access.base, answer));
    return session.put({ what, request, read, firstContact: true, wakesForMs }, session.patience);
}
/** The account behind the API key; throws `ServerError`. */
function ownAccount(session, patience) {
    const read = (json) => {
        const account = readAccount(json);
        requireSame('account', account.id, session.accountId ?? account.id);
        return account;
    };
    return session.read("read the API key's account", '/api/v1/current-user', read, patience);
}
/** The project of a name or id, or undefined if there is none; throws `ServerError`. */
function findProject(session, nameOrId, patience) {
    const path = `/api/v1/projects/${encodeURIComponent(nameOrId)}`;
    const parse = (json) => withNameOrId(readNamed(json), nameOrId);
    return find(session, { what: 'find the project', path, parse }, patience);
}
/** Names of all projects that the account may see; throws `ServerError`. */
function projectNames(session) {
    return list(session, { what: 'list the projects', path: '/api/v1/projects', parse: nameOf });
}
/** The error for a stack that isn't there, with near names: `where` it was named, and a `hint` on what else to do. Throws `ServerError`. */
async function missingStack(session, name, where, hint) {
    const names = await stackNames(session);
    return new errors/* InputError */.dz(`There is no stack '${(0,foreign/* oneLine */.TN)(name, 80)}' on the server, or the account may not see it`, {
        where,
        remedy: `${(0,suggest/* suggest */.ZA)(name, names, 'stacks')} ${hint}`
    });
}
/** The stack of a name or id, or undefined; names match exactly. Throws `ServerError`. */
async function findStack(session, nameOrId, patience) {
    const what = 'find the stack';
    const path = '/api/v1/stacks';
    if (isUuid(nameOrId)) {
        const parse = (json) => withId(readNamed(json), nameOrId);
        const stack = await find(session, { what, path: `${path}/${nameOrId}`, parse }, patience);
        if (stack !== undefined)
            return stack;
    }
    // `equals:` keeps a name like `contains:prod` from being read as an operator of the server's filters.
    const query = { name: `equals:${nameOrId}` };
    const parse = (json) => withName(readNamed(json), nameOrId);
    const stacks = await list(session, { what, path, query, parse }, patience);
    return stacks.find(stack => stack.name === nameOrId);
}
/** Names of all stacks that the account may see; throws `ServerError`. */
function stackNames(session) {
    return list(session, { what: 'list the stacks', path: '/api/v1/stacks', parse: nameOf });
}
/** The keys by which settings go of a stack's components; none if the stack is gone. Throws `ServerError`. */
async function componentKeysOf(session, stackId) {
    const path = `/api/v1/stacks/${stackId}?hydrate=true`;
    const parse = (json) => {
        withId(readNamed(json), stackId);
        return readComponentKeys(json);
    };
    return (await find(session, { what: 'read the stack', path, parse })) ?? [];
}
/** Names of all pipelines of a project, given by its id; throws `ServerError`. */
function pipelineNames(session, project) {
    return list(session, { what: 'list the pipelines', path: '/api/v1/pipelines', query: { project }, parse: nameOf });
}
function nameOf(json) {
    return readNamed(json).name;
}

;// CONCATENATED MODULE: ./src/zenml/models.js





const versionsPath = '/api/v1/model_versions';
/** The model version of an id in a project (given by its id); throws `ServerError`. */
function getModelVersion(session, project, id, patience) {
    const read = (json) => {
        const detailed = readDetailed(json);
        requireProject(withId(detailed.version, id), project);
        return detailed;
    };
    return session.read('read the model version', `${versionsPath}/${id}?hydrate=true`, read, patience);
}
function readDetailed(json) {
    return { version: readModelVersion(json), metadata: loggedIn(json) };
}
/** The versions of a model that have a stage: mostly one, and several after two promotions at once. Throws `ServerError`. */
function holdersOf(session, { model, projectId }, stage, patience) {
    const query = { project: projectId, model: model.id, stage: `equals:${stage}` };
    const hold = (version) => requireStage(version, stage);
    return listVersions(session, query, hold, patience);
}
/** The same with their metadata, the newest first. Throws `ServerError`. */
async function detailedHoldersOf(session, { model, projectId }, stage, patience) {
    const query = { project: projectId, model: model.id, stage: `equals:${stage}`, hydrate: 'true' };
    const parse = (json) => {
        const detailed = readDetailed(json);
        requireSame('model', detailed.version.model.id, model.id);
        requireStage(detailed.version, stage);
        return detailed;
    };
    const holders = await list(session, { what: "list the model's versions", path: versionsPath, query, parse }, patience);
    return holders.toSorted((a, b) => b.version.number - a.version.number);
}
/** The archived versions of a model that are newer than one of its versions; throws `ServerError`. */
function archivedAbove(session, { model, number, projectId }, patience) {
    const query = { project: projectId, model: model.id, stage: 'equals:archived', number: `gt:${number}` };
    const hold = (version) => {
        requireStage(version, 'archived');
        if (version.number <= number)
            throw new SchemaError(`lists version ${version.number}, which is not above ${number}`);
    };
    return listVersions(session, query, hold, patience);
}
function listVersions(session, query, hold, patience) {
    const parse = (json) => {
        const version = readModelVersion(json);
        requireSame('model', version.model.id, query.model);
        hold(version);
        return version;
    };
    return list(session, { what: "list the model's versions", path: versionsPath, query, parse }, patience);
}
/**
 * Gives a model version a stage, and archives the version that has it. Without `force`, an occupied stage gives a 500;
 * with it one holder is archived, in the same transaction, even if there are several (source of 0.98.0, and measured). The
 * server can't be asked to do so only if the holder is still the same. Returns the version as it is then; throws
 * `ServerError`.
 */
async function setStage(session, id, stage, patience) {
    const what = stage === 'archived' ? 'archive the model version' : `give the model version the stage ${stage}`;
    const read = (json) => {
        const version = withId(readModelVersion(json), id);
        requireStage(version, stage);
        return version;
    };
    const wanted = { what, method: 'PUT', path: `${versionsPath}/${id}`, body: { stage, force: true }, read };
    return changeAndRead(session, wanted, patience);
}
function requireStage({ id, stage }, asked) {
    if (stage !== asked)
        throw new SchemaError(`says that the model version ${id} has not the stage ${asked}`);
}

;// CONCATENATED MODULE: ./src/zenml/visualizations.js



/** Largest answer with a visualization that is read, bytes. */
const maxBytes = 2 * 1024 * 1024;
/**
 * The files of values that steps return as they are: numbers, texts, lists, data classes, bytes. ZenML gives nearly every
 * one of them a visualization, which is the file itself (measured on 0.98.0; the materializers of 0.84.3 say the same).
 */
const plainValue = /(?:^|\/)data(?:_v\d+)?\.(?:json|txt)$/;
/** The visualizations of an artifact's version that somebody made to be looked at, and not those that are its plain value. */
function visualizationsOf(artifactVersion) {
    const all = (0,text_json.at)(artifactVersion, 'metadata', 'visualizations');
    if (!Array.isArray(all))
        return [];
    return all.flatMap((each, index) => {
        const type = (0,text_json/* optionalString */.sx)(each, 'body', 'type');
        const isValue = plainValue.test((0,text_json/* optionalString */.sx)(each, 'body', 'uri') ?? '');
        return type === undefined || isValue ? [] : [{ index, type }];
    });
}
/**
 * The text of a visualization of an artifact's version (its id), which isn't an image. Nothing in the answer says whose
 * it is, so that it is only for showing. Throws `ServerError`, also for one that is larger than 2 MiB.
 */
function readVisualization(session, artifactId, { index, type }, patience) {
    const what = 'read the report';
    const path = `/api/v1/artifact_versions/${artifactId}/visualize?index=${index}`;
    const read = (answer) => {
        if (answer.status !== 200)
            throw refusal(what, session.access.base.origin, answer, remedy);
        const { json } = answer;
        if (stringAt(json, 'type') !== type)
            throw new SchemaError('is a visualization of another type');
        return stringAt(json, 'value');
    };
    return session.put({ what, request: { method: 'GET', path, maxBytes }, read }, patience);
}
/** The server answers 403 for a local artifact store, and 501 for one that it can't open (measured on 0.98.0). */
const remedy = 'The server itself has to be able to read the artifact store.';

;// CONCATENATED MODULE: ./src/zenml/results.js








/** Between a step's name and a key, in the metadata of a run with that of its steps. */
const separator = '::';
/**
 * What was logged about a run and its steps, in one answer: with `include_full_metadata` the keys of a step stand as
 * `<step>::<key>` beside the run's own (`pipeline_run_schemas.py`, the same in 0.84.3 and 0.98.0, where it was measured).
 * The run has to have ended. Throws `ServerError`.
 */
function metadataOfRun(session, id, patience) {
    const path = `/api/v1/runs/${id}?hydrate=true&include_full_metadata=true`;
    const read = (json) => {
        loggedIn(json);
        const run = withId(readRun(json), id);
        // Of a replica that lags behind: what the run logged at its end would be missing.
        if (!(0,zenml_status/* isFinished */.$g)(run.status))
            throw new SchemaError(`says that the run is ${run.status}, which was seen to have ended`);
        return split(run.metadata);
    };
    return session.read("read the run's results", path, read, patience);
}
function split(metadata) {
    const entries = Object.entries(metadata);
    const stepOf = (key) => key.slice(0, Math.max(0, key.indexOf(separator)));
    const ofSteps = Map.groupBy(entries.filter(([key]) => stepOf(key) !== ''), ([key]) => stepOf(key));
    const own = ([key, value]) => [
        key.slice(key.indexOf(separator) + separator.length),
        value
    ];
    return {
        run: Object.fromEntries(entries.filter(([key]) => stepOf(key) === '')),
        steps: Object.fromEntries([...ofSteps].map(([step, each]) => [step, Object.fromEntries(each.map(own))]))
    };
}
/** Pages of artifacts that are read at most, and artifacts on each. */
const [results_maxPages, results_pageSize] = [3, 100];
/**
 * The artifacts that a run (in a project, by its id) has produced: not those of cached steps, which another run has
 * produced. The first 300 of the run are looked at. Throws `ServerError`.
 */
async function artifactsProducedBy(session, project, runId, patience) {
    const query = { project, pipeline_run: runId, hydrate: 'true', sort_by: 'asc:created', size: String(results_pageSize) };
    const parse = (json) => {
        const { id } = readNamed(json);
        requireSame('project', (0,text_json/* optionalString */.sx)(json, 'body', 'project_id'), project);
        // Null is said of what nobody produced.
        const { producer_pipeline_run_id: producer, producer_step_run_id: step } = requiredObjectAt(json, 'resources');
        if (producer === undefined)
            throw new SchemaError("has no 'resources.producer_pipeline_run_id'");
        if (typeof producer !== 'string' || !isSameId(producer, runId))
            return [];
        const name = stringAt(json, 'body', 'artifact', 'name');
        const stepId = typeof step === 'string' ? step : undefined;
        return [{ id, name, stepId, metadata: loggedIn(json), visualizations: visualizationsOf(json) }];
    };
    const artifacts = [];
    for (let page = 1;; page++) {
        const path = withQuery('/api/v1/artifact_versions', { ...query, page: String(page) });
        const read = (json) => readPage(json, page, parse);
        const { items, pages } = await session.read("read the run's artifacts", path, read, patience);
        artifacts.push(...items.flat());
        if (page >= pages || page >= results_maxPages)
            return { artifacts, isCut: page < pages };
    }
}
/** Pages of completed runs that are looked at for one baseline at most, and runs on each. */
const comparedPages = 10;
const comparedAtOnce = 20;
/** Completed runs that are looked at for one baseline at most. */
const maxCompared = comparedPages * comparedAtOnce;
/**
 * A page (from 1) of the completed runs of a pipeline on a stack (its id) that are older than another run, newest first.
 * Throws `ServerError`.
 */
async function completedBefore(session, { pipeline, project, stack }, { createdMs = session.serverNow() }, page, patience) {
    // The filter takes whole seconds.
    const until = new Date(createdMs + 1_000).toISOString().slice(0, 19).replace('T', ' ');
    const asked = { project, pipeline, stack, created: `lte:${until}` };
    const hold = (run) => requireSame('stack', run.stack?.id, stack);
    const { isLast, items } = await completedRuns(session, asked, { order: 'desc', page }, hold, patience);
    return { isLast, items: items.filter(run => createdOf(run) < createdMs) };
}
/**
 * The run that made a model version (its id): of the completed runs of a pipeline that worked on it the oldest that isn't
 * left out, or else just the oldest, as no answer says who made a version (source of 0.84.3 and 0.98.0). Undefined if
 * there is none; throws `ServerError`.
 */
async function completedWith(session, comparable, modelVersion, isLeftOut, patience) {
    const asked = { ...comparable, model_version_id: modelVersion };
    const hold = (run) => requireSame('model version', run.modelVersion?.id ?? '', modelVersion);
    let oldest;
    for (let page = 1; page <= comparedPages; page++) {
        const { isLast, items } = await completedRuns(session, asked, { order: 'asc', page }, hold, patience);
        const made = items.find(run => !isLeftOut(run));
        if (made !== undefined)
            return made;
        oldest ??= items[0];
        if (isLast)
            break;
    }
    return oldest;
}
/**
 * A page of the completed runs of a pipeline with their details; each is held against the question by `hold`, which
 * throws {@link SchemaError}. Without what was logged a run would not say that it failed its checks, and without the
 * total the first page would look like the last.
 */
function completedRuns(session, asked, { order, page }, hold, patience) {
    const { pipeline, project } = asked;
    const status = 'completed';
    const parse = (json) => {
        loggedIn(json);
        const run = readRun(json);
        requireProject(run, project);
        if (run.status !== status)
            throw new SchemaError(`lists the run ${run.id}, which is ${run.status}`);
        // A run as it is read has its pipeline's name only.
        if (run.pipelineName !== undefined && !isUuid(pipeline))
            withName({ id: run.id, name: run.pipelineName }, pipeline);
        hold(run);
        return run;
    };
    const read = (json) => {
        const { items } = readPage(json, page, parse);
        const total = totalOf(json);
        if (total === undefined)
            throw new SchemaError("has no number at 'total'");
        requireOrder(items, order);
        return { items, isLast: page * comparedAtOnce >= total };
    };
    const part = { sort_by: `${order}:created`, page: String(page), size: String(comparedAtOnce) };
    const path = withQuery('/api/v1/runs', { ...asked, ...part, status, hydrate: 'true' });
    return session.read('find what to compare with', path, read, patience);
}
function createdOf({ createdMs, id }) {
    if (createdMs === undefined)
        throw new SchemaError(`doesn't say when the run ${id} was created`);
    return createdMs;
}
/** Throws {@link SchemaError} if runs don't come in the order in which they were asked for. */
function requireOrder(runs, order) {
    const times = runs.map(createdOf);
    const sorted = times.toSorted((a, b) => (order === 'asc' ? a - b : b - a));
    if (times.some((ms, index) => ms !== sorted[index]))
        throw new SchemaError('lists the runs in another order');
}

;// CONCATENATED MODULE: ./src/job/promotion-words.js

/** A model version in words: its name, with its number if that is another. */
function versionWords({ name, number }) {
    const shown = (0,foreign/* oneLine */.TN)(name, 120);
    return shown === String(number) ? shown : `${shown} (number ${number})`;
}
/** Several model versions in words. */
function versionsWords(versions) {
    return `${versions.length === 1 ? 'version' : 'versions'} ${versions.map(versionWords).join(' and ')}`;
}
/** A model's name, safe to print. */
function modelWords({ model }) {
    return (0,foreign/* oneLine */.TN)(model.name, 120);
}
/**
 * The command of ZenML's client (0.98.0) that gives a model version a stage, whoever has it. It takes names and ids, so
 * that names which a shell or the client itself reads in another way are left out.
 */
function stageCommand(model, version, stage) {
    return `zenml model version update ${nameOrId(model)} ${nameOrId(version)} --stage ${stage} --force`;
}
/** What the client reads as the version that has a stage (`ModelStages` of 0.98.0). */
const stageWords = new Set(['none', 'staging', 'production', 'archived', 'latest']);
function nameOrId({ id, name }) {
    return /^\w[\w.-]{0,119}$/.test(name) && !stageWords.has(name) ? name : id;
}

;// CONCATENATED MODULE: ./src/job/read-results.js





/**
 * Reads what was logged about a run, its steps, its model version and its artifacts, all at once. What can't be read is a
 * gap, with the reason; throws the signal's reason alone. `known` is the run's model version if it has been read already.
 */
async function readResults({ project, session }, run, patience, known) {
    const { modelVersion } = run;
    const version = known ?? (modelVersion && getModelVersion(session, project.id, modelVersion.id, patience));
    const [ofRun, produced, model] = await Promise.all([
        attempt(metadataOfRun(session, run.id, patience)),
        attempt(artifactsProducedBy(session, project.id, run.id, patience)),
        attempt(Promise.resolve(version))
    ]);
    const artifacts = produced.value?.artifacts ?? [];
    return {
        artifacts,
        model: model.value,
        metrics: metricsOf({
            run: ofRun.value?.run ?? none,
            steps: ofRun.value?.steps ?? none,
            model: model.value?.metadata ?? none,
            artifacts
        }),
        gaps: [
            ...gapsOf(ofRun, 'run.', 'steps.'),
            ...gapsOf(model, 'model.'),
            ...gapsOf(produced, 'artifacts.'),
            ...(produced.value?.isCut === true ? [tooManyArtifacts] : [])
        ]
    };
}
const none = {};
const tooManyArtifacts = {
    of: 'artifacts.',
    why: 'The run has more artifacts than are read (300). What can be checked is what was logged about the rest.'
};
async function attempt(reading) {
    try {
        return { value: await reading };
    }
    catch (error) {
        if (!(error instanceof ServerError))
            throw error;
        return { why: (0,errors/* explain */.WE)(error) };
    }
}
function gapsOf({ why }, ...of) {
    return why === undefined ? [] : of.map(each => ({ of: each, why }));
}

;// CONCATENATED MODULE: ./src/job/baseline.js












/**
 * What a run is compared with: the model version that has the environment's stage, or else the newest successful run of
 * the environment's pipeline on its stack before this one. Throws the signal's reason alone.
 */
async function findBaseline(search, own) {
    try {
        return (await versionInStage(search, own.model)) ?? (await earlierRun(search));
    }
    catch (error) {
        if (!(error instanceof ServerError))
            throw error;
        return { kind: 'unreadable', why: (0,errors/* explain */.WE)(error) };
    }
}
async function versionInStage(search, own) {
    const { connection, patience, run, wish } = search;
    const { stage } = wish;
    if (stage === undefined || run.modelVersion === undefined)
        return undefined;
    if (own === undefined)
        return { kind: 'unreadable', why: "The run's model version could not be read." };
    const holders = await detailedHoldersOf(connection.session, own.version, stage, patience);
    const holder = holders.find(({ version }) => version.id !== own.version.id);
    if (holder === undefined)
        return undefined;
    const { version } = holder;
    const words = `version ${versionWords(version)} of model ${modelWords(version)} (stage ${stage})`;
    const url = connection.modelVersionUrl(version.id);
    const made = await makerOf(search, version);
    if (made === undefined) {
        const metrics = metricsOf({ run: {}, steps: {}, model: holder.metadata, artifacts: [] });
        return { kind: 'found', words, url, metrics, gaps: [] };
    }
    const { gaps, metrics } = await readResults(connection, made, patience, holder);
    return { kind: 'found', words, url: url ?? connection.runUrl(made.id), metrics, gaps };
}
/** The run that made a model version, if it is one of the pipeline that is compared, or of the same one. */
async function makerOf({ connection, patience, run, wish }, version) {
    const { project, session } = connection;
    for (const pipeline of new Set([wish.pipeline, run.pipelineName])) {
        if (pipeline === undefined)
            continue;
        const made = await completedWith(session, { project: project.id, pipeline }, version.id, baseline_hasFailed, patience);
        if (made !== undefined)
            return made;
    }
    return undefined;
}
/** Whether a run has failed its checks: no success to be measured by, or each drop would become the next run's baseline. */
function baseline_hasFailed({ verdicts }) {
    return Object.values(verdicts).includes('failed');
}
/** Earlier runs whose results are read at most, until one has what is wanted. */
const maxRead = 4;
/** The newest earlier run that counts and has all metrics that are wanted, or else just the newest that counts. */
async function earlierRun(search) {
    const { connection, patience, run, wish } = search;
    const { session } = connection;
    const pipeline = wish.pipeline ?? run.pipelineName;
    const stack = wish.stack === undefined ? connection.stack : await findStack(session, wish.stack, patience);
    if (stack === undefined || pipeline === undefined) {
        const noStack = `The server has no stack '${(0,foreign/* oneLine */.TN)(wish.stack ?? '', 80)}'.`;
        return { kind: 'unreadable', why: stack === undefined ? noStack : 'The server names no pipeline of the run.' };
    }
    const [ofPipeline, place] = [`of pipeline ${(0,foreign/* oneLine */.TN)(pipeline, 120)}`, `on stack ${(0,foreign/* oneLine */.TN)(stack.name, 80)}`];
    let newest;
    let read = 0;
    for await (const earlier of runsBefore(search, pipeline, stack)) {
        if (earlier === 'more') {
            const why = `None of the ${maxCompared} runs ${ofPipeline} before this one ${place} can be compared with: they failed their checks, or belong to this step.`;
            return newest ?? { kind: 'unreadable', why };
        }
        const { gaps, metrics } = await readEarlier(connection, earlier, run, patience);
        const words = `run ${(0,foreign/* oneLine */.TN)(earlier.name, 200)} ${place}`;
        const baseline = { kind: 'found', words, url: connection.runUrl(earlier.id), metrics, gaps };
        if (endsSearch(baseline, search.wanted))
            return baseline;
        newest ??= baseline;
        if (++read === maxRead)
            return newest;
    }
    return newest ?? { kind: 'none', why: `No run ${ofPipeline} has succeeded ${place} before.` };
}
/** The earlier runs that count, newest first, and `more` behind them if there are more than are looked at. */
async function* runsBefore({ connection, ownIds, patience, run }, pipeline, stack) {
    const { project, session } = connection;
    const asked = { project: project.id, pipeline, stack: stack.id };
    const isOwn = ({ id }) => ownIds.some(own => isSameId(own, id));
    for (let page = 1; page <= comparedPages; page++) {
        const { isLast, items } = await completedBefore(session, asked, run, page, patience);
        yield* items.filter(each => !isOwn(each) && !baseline_hasFailed(each));
        if (isLast)
            return;
    }
    yield 'more';
}
/** Whether a run is the one to compare with: it has the numbers, or could not be read and might have them. */
function endsSearch(baseline, wanted) {
    const found = wanted.map(lookUpIn(baseline));
    return found.every(isNumber) || found.some(({ kind }) => kind === 'unknown');
}
function isNumber(found) {
    return found.kind === 'metric' && (0,decimal/* decimalOf */.Bc)(found.metric.value) !== undefined;
}
/** An earlier run's results; what is logged about a model version that both runs work on is the later run's, too. */
async function readEarlier(connection, earlier, { modelVersion }, patience) {
    if (modelVersion === undefined || earlier.modelVersion?.id !== modelVersion.id)
        return readResults(connection, earlier, patience);
    const { gaps, metrics } = await readResults(connection, { ...earlier, modelVersion: undefined }, patience);
    return { metrics, gaps: [...gaps, sharedVersion] };
}
const sharedVersion = {
    of: 'model.',
    why: 'The run to compare with works on the same model version. Log the metric about the run, or let each run make a version.'
};

// EXTERNAL MODULE: ./src/gate/environment.js
var environment = __webpack_require__(7619);
;// CONCATENATED MODULE: ./src/job/promotion-note.js


/** Key of a model version's metadata under which its promotion to a stage stands. */
function noteKey(stage) {
    return `${promotionNotePrefix}${stage}`;
}
/** A promotion as it stands in the model version's metadata, which any account can change: it is for people. */
function promotionNote({ actor, attempt, repository, sha, workflowRun }, { codeCommit, environment, progress, replaced, run, stage }) {
    return {
        stage,
        progress,
        replaced: replaced?.map(({ id, name, number }) => ({ id, name, number })) ?? 'unknown',
        run_id: run.id,
        run_name: run.name,
        environment,
        repository,
        commit: sha,
        code_commit: codeCommit ?? 'unknown',
        workflow_run: workflowRun,
        attempt: Number(attempt),
        actor
    };
}
/** What an earlier attempt has written down of the promotion to a stage; undefined if none has. */
function readPromotionNote(metadata, stage) {
    const note = (0,text_json.at)(metadata, noteKey(stage));
    if (!(0,text_json/* isObject */.Gv)(note))
        return undefined;
    const replaced = note['replaced'];
    return {
        progress: (0,text_json/* optionalString */.sx)(note, 'progress'),
        replaced: Array.isArray(replaced) ? replaced.flatMap(each => readReplaced(each) ?? []) : undefined
    };
}
function readReplaced(json) {
    const [id, name, number] = [(0,text_json/* optionalString */.sx)(json, 'id'), (0,text_json/* optionalString */.sx)(json, 'name'), (0,text_json.at)(json, 'number')];
    if (id === undefined || !/^[\w-]{1,64}$/.test(id) || name === undefined || typeof number !== 'number')
        return undefined;
    return { id, name, number };
}

;// CONCATENATED MODULE: ./src/job/promotion-move.js
/**
 * What a promotion has to do next, by the rule that the newest version which asks for a stage ends up with it alone. The
 * server can't compare and set, so that a step looks, moves, and looks again, until there is nothing left to do.
 */
function nextMove({ holders, own, replaced }) {
    const newest = newestOf(holders);
    const lost = newestOf(replaced);
    if (lost !== undefined && (newest === undefined || lost.number > newest.number))
        return { kind: 'give back', to: lost };
    const isNewer = newest !== undefined && newest.number > own.number;
    const holds = holders.some(({ id }) => id === own.id);
    if (!holds)
        return isNewer ? { kind: 'refused', holder: newest } : { kind: 'write' };
    if (isNewer)
        return { kind: 'withdraw' };
    const others = holders.filter(({ id }) => id !== own.id);
    return others.length === 0 ? { kind: 'promoted' } : { kind: 'archive', versions: others };
}
function newestOf(versions) {
    return versions.toSorted((a, b) => b.number - a.number)[0];
}
/** Longest time from the first change of a transaction of the server to its second, ms: less than one as measured on 0.98.0. */
const sameTransactionMs = 50;
/**
 * The archived versions that writes have replaced, given by the times of these writes, ms since the epoch. The server
 * archives what a write replaces in the same transaction, a moment before (source of 0.98.0). What was archived at another
 * time is no sign: somebody may have meant it, and each change to `archived` touches a version that was archived before.
 */
function replacedBy(writesMs, archived) {
    return archived.filter(({ updatedMs = Number.NaN }) => writesMs.some(ms => ms - updatedMs >= 0 && ms - updatedMs <= sameTransactionMs));
}

;// CONCATENATED MODULE: ./src/job/stage-change.js




/** Moves at most: two for a stage that is free or held, and as many again for each promotion at the same time. */
const maxMoves = 12;
/** Wait before the next look, after a change that came to nothing, ms. */
const troubleWaitMs = 1_000;
/** The way of one model version to a stage, and what has been seen and done on it. */
class StageChange {
    #session;
    #own;
    #stage;
    #patience;
    #before;
    #hasWritten = false;
    /** Whether the answer to the last write has not been heard. */
    #isUnheard = false;
    /** Times at which own writes were carried out, by the server's clock, ms since the epoch. */
    #writesMs = [];
    constructor(session, own, stage, patience) {
        this.#session = session;
        this.#own = own;
        this.#stage = stage;
        this.#patience = patience;
    }
    /** The versions that had the stage at the first look; undefined before that. */
    get before() {
        return this.#before;
    }
    /** Whether the server may have carried out a change. */
    get hasWritten() {
        return this.#hasWritten;
    }
    /** The versions that have the stage now; throws `ServerError`. */
    async holders() {
        const holders = await holdersOf(this.#session, this.#own, this.#stage, this.#patience);
        this.#before ??= holders;
        return holders;
    }
    /**
     * Looks and moves until there is nothing left to do, and says how it ended; `beforeWrite` is waited for once, before
     * the first change. Throws `ServerError`, the reason of a cancel, and {@link ActionError} if it doesn't come to an end.
     */
    async settle(beforeWrite) {
        let trouble;
        for (let moves = 0; moves < maxMoves; moves++) {
            const move = nextMove(await this.#look());
            if (move.kind === 'promoted' || move.kind === 'refused')
                return move;
            if (!this.#hasWritten)
                await beforeWrite();
            trouble = await this.#carryOut(move);
            if (trouble !== undefined)
                await this.#session.access.clock.sleep(troubleWaitMs, this.#patience.signal);
        }
        const why = trouble ?? 'others change it again and again.';
        throw new errors/* ActionError */.lZ(`The stage ${this.#stage} could not be settled: ${why}`);
    }
    async #look() {
        const holders = await this.holders();
        if (this.#isUnheard)
            this.#wroteAt(holders.find(({ id }) => id === this.#own.id));
        this.#isUnheard = false;
        const hasReplaced = this.#writesMs.length > 0;
        const archived = hasReplaced ? await archivedAbove(this.#session, this.#own, this.#patience) : [];
        return { own: this.#own, holders, replaced: replacedBy(this.#writesMs, archived) };
    }
    #wroteAt(version) {
        if (version?.updatedMs !== undefined)
            this.#writesMs.push(version.updatedMs);
    }
    /** Makes one change; returns what kept it from being known, since the next look says whether it was made. */
    async #carryOut(move) {
        const wrote = this.#hasWritten;
        this.#hasWritten = true;
        this.#isUnheard = move.kind === 'write';
        // Never sent twice: of two on their way, one might arrive when the stage has gone on to a newer version.
        const patience = { ...this.#patience, attempts: 1 };
        try {
            for (const [id, stage] of changesOf(move, this.#own.id, this.#stage)) {
                const changed = await setStage(this.#session, id, stage, patience);
                if (stage === this.#stage)
                    this.#wroteAt(changed);
            }
            this.#isUnheard = false;
            return undefined;
        }
        catch (error) {
            if (!(error instanceof ServerError))
                throw error;
            if (error.passing || error.status === undefined || error.status >= 500)
                return (0,errors/* explain */.WE)(error);
            // A refusal may be the answer to somebody else's request: it stands unless the change is there.
            if (await this.#isMade(move))
                return undefined;
            this.#hasWritten = wrote;
            throw error;
        }
    }
    /** Whether all that a move changes is there; throws `ServerError`. */
    async #isMade(move) {
        const holders = await this.holders();
        return changesOf(move, this.#own.id, this.#stage).every(([id, stage]) => holders.some(holder => holder.id === id) === (stage === this.#stage));
    }
}
/** What a move changes: ids of model versions, and the stages that they get. */
function changesOf(move, own, stage) {
    switch (move.kind) {
        case 'write':
            return [[own, stage]];
        case 'withdraw':
            return [[own, 'archived']];
        case 'give back':
            return [[move.to.id, stage]];
        case 'archive':
            return move.versions.map(({ id }) => [id, 'archived']);
    }
}

;// CONCATENATED MODULE: ./src/job/promote-model.js








/** Time for a promotion, whatever the step's timeout has left, ms. */
const promotionMs = 120_000;
/**
 * Gives the model version of runs the stage that `promote` names, if the step is a success so far; returns how it ends
 * with that. Never throws.
 */
async function promoteModel(job, ending, runs) {
    const { inputs, report, world } = job;
    const stage = inputs.promote;
    if (stage === undefined)
        return ending;
    if (ending.conclusion !== 'success' || ending.error !== undefined) {
        report.publish({ promotion: { end: 'not promoted', note: notDone(stage) } });
        world.log.info(notDone(stage));
        return ending;
    }
    try {
        await promote(job, stage, runs);
        return ending;
    }
    catch (error) {
        const isUnknown = error instanceof PromotionInDoubt;
        const note = isUnknown ? error.message : notDone(stage);
        report.publish({ promotion: { end: isUnknown ? 'unknown' : 'not promoted', note } });
        if (!world.cancel.aborted)
            return { conclusion: 'failure', error: (0,errors/* explain */.WE)(error) };
        return { conclusion: 'cancelled', error: `The job was cancelled. ${isUnknown ? (0,errors/* explain */.WE)(error) : note}` };
    }
}
/** What a dry run says of a promotion, as the end of its plan; which model version it is shows only with the run. */
function promotionPlan({ promote }) {
    return promote === undefined ? '' : `, and then give its model version the stage ${promote}`;
}
/** The same for a run that is there already, with what has the stage now; throws `ServerError`. */
async function plannedPromotion({ connection, inputs, world }, { modelVersion }) {
    const stage = inputs.promote;
    if (stage === undefined || modelVersion === undefined)
        return promotionPlan(inputs);
    const { project, session } = connection;
    const patience = { ...session.patience, signal: world.cancel };
    const { version: own } = await getModelVersion(session, project.id, modelVersion.id, patience);
    const holders = await new StageChange(session, own, stage, patience).holders();
    const newer = holders.some(({ number }) => number > own.number) ? ' and would keep' : '';
    return `, and then give version ${versionWords(own)} of model ${modelWords(own)} the stage ${stage}, which ${having(holders)}${newer}`;
}
function notDone(stage) {
    return `No model version was promoted to ${stage}.`;
}
/** A promotion that was begun, and of which nobody knows whether it was carried out. */
class PromotionInDoubt extends errors/* ActionError */.lZ {
}
async function promote(job, stage, runs) {
    const { connection, inputs, report, world } = job;
    const { session, project } = connection;
    const [run, { id }] = onlyModelVersion(runs, stage, inputs.places.promote);
    const patience = { ...session.patience, signal: world.cancel, until: world.clock.elapsed() + promotionMs };
    const detailed = await getModelVersion(session, project.id, id, patience);
    const { stage: before } = detailed.version;
    if (before === 'production' && stage !== before)
        throw wouldLeaveProduction(detailed.version, stage, inputs.places.promote);
    const change = new StageChange(session, detailed.version, stage, patience);
    report.publish({ promotion: await carryOut({ job, change, detailed, patience, run, stage }) });
}
/** A version has one stage, so that a lower one would take away what is in use. */
function wouldLeaveProduction(own, stage, where) {
    return new errors/* ActionError */.lZ(`Version ${versionWords(own)} of model ${modelWords(own)} has the stage production, which it would lose for ${stage}: nothing was changed`, { where, remedy: `To take it out of production on purpose: \`${stageCommand(own.model, own, stage)}\`.` });
}
/** The only model version of runs, with the run that has it; throws {@link ActionError} if there is none, or several. */
function onlyModelVersion(runs, stage, where) {
    const all = new Map();
    for (const run of runs)
        if (run.modelVersion !== undefined && !all.has(run.modelVersion.id))
            all.set(run.modelVersion.id, [run, run.modelVersion]);
    const [only, ...others] = all.values();
    if (only === undefined) {
        throw new errors/* ActionError */.lZ(`No run has a model version, so there is nothing to promote to ${stage}`, {
            where,
            remedy: "Give the pipeline a model: `@pipeline(model=Model(name='\u2026'))`."
        });
    }
    if (others.length > 0) {
        const names = [only, ...others].map(([, { modelName = '', name }]) => (0,foreign/* oneLine */.TN)(`${modelName} ${name}`, 200));
        throw new errors/* ActionError */.lZ(`The runs have several model versions, and only one can be promoted to ${stage}: ${names.join(', ')}`, {
            where,
            remedy: "Start each pipeline in a step of its own, with the same `@pipeline(model=Model(name='\u2026'))` in what belongs together."
        });
    }
    return only;
}
/** Changes the stage, and says in the model version's metadata, the log and the summary what came of it. */
async function carryOut(underWay) {
    const { change, detailed, job, stage } = underWay;
    const { log } = job.world;
    const own = detailed.version;
    sayBefore(job, own, stage, await change.holders());
    try {
        const move = await change.settle(() => writeNote(underWay, 'asked'));
        if (move.kind === 'refused') {
            if (change.hasWritten)
                await tryNote(underWay, 'withdrawn');
            throw newerHolds(underWay, move.holder);
        }
    }
    catch (error) {
        if (error instanceof NewerHolds || !change.hasWritten)
            throw error;
        const why = job.world.cancel.aborted ? 'the job was cancelled.' : (0,errors/* explain */.WE)(error);
        throw inDoubt(underWay, why, error);
    }
    const isWritten = readPromotionNote(detailed.metadata, stage)?.progress === 'promoted';
    if (change.hasWritten || !isWritten)
        await tryNote(underWay, 'promoted');
    const promotion = promotionFacts(underWay);
    log.info(promotion.note);
    return promotion;
}
function sayBefore({ world }, own, stage, holders) {
    world.log.info(`Promoting version ${versionWords(own)} (${own.id}) of model ${modelWords(own)} to ${stage}, which ${having(holders)}.`);
}
/** Who has a stage, as `which \u2026` continues. */
function having(holders) {
    if (holders.length === 0)
        return 'no version has';
    return `${versionsWords(holders)} ${holders.length === 1 ? 'has' : 'have'}`;
}
/** A promotion that ended with a newer version having the stage. */
class NewerHolds extends errors/* ActionError */.lZ {
}
function newerHolds({ change, detailed, job, stage }, holder) {
    const own = detailed.version;
    const what = change.hasWritten
        ? `Version ${versionWords(holder)} of model ${modelWords(own)}, which is newer than version ${versionWords(own)}, got the stage ${stage} at the same time, and keeps it`
        : `Version ${versionWords(holder)} of model ${modelWords(own)} has the stage ${stage}, and is newer than version ${versionWords(own)}: nothing was changed`;
    return new NewerHolds(what, {
        where: job.inputs.places.promote,
        remedy: `To use the older one on purpose: \`${stageCommand(own.model, own, stage)}\`.`
    });
}
function inDoubt({ detailed, job, stage }, why, cause) {
    const own = detailed.version;
    const what = `Version ${versionWords(own)} of model ${modelWords(own)}`;
    return new PromotionInDoubt(`${what} was to get the stage ${stage}, and it is not known whether it has it alone: ${why}`, {
        cause,
        where: job.inputs.places.promote,
        remedy: "Follow the run again with run-id (or re-run with on-rerun: 'attach'), which looks, and finishes what is left."
    });
}
/** Whether the version had the stage before this step did anything. */
function heldBefore({ change, detailed }) {
    return change.before?.some(({ id }) => id === detailed.version.id) === true;
}
/** What had the stage before; of one that an earlier attempt has given it, what that one wrote down, if anything. */
function promote_model_replacedBy(underWay) {
    const { change, detailed, stage } = underWay;
    return heldBefore(underWay) ? readPromotionNote(detailed.metadata, stage)?.replaced : change.before;
}
/** What is to be said of a promotion that is done. */
function promotionFacts(underWay) {
    const { detailed, stage } = underWay;
    const own = detailed.version;
    const replaced = promote_model_replacedBy(underWay);
    const [newest] = (replaced ?? []).toSorted((a, b) => b.number - a.number);
    const former = environment/* stages */._$.find(each => each === own.stage && each !== stage) ?? 'archived';
    const back = newest === undefined ? stageCommand(own.model, own, former) : stageCommand(own.model, newest, stage);
    const has = heldBefore(underWay) ? 'already had' : 'has';
    const instead = replaced === undefined || replaced.length === 0
        ? ''
        : `; ${versionsWords(replaced)} had it before, and ${replaced.length === 1 ? 'is' : 'are'} archived`;
    return {
        end: 'promoted',
        note: `Version ${versionWords(own)} of model ${modelWords(own)} ${has} the stage ${stage}${instead}.`,
        goBack: replaced === undefined ? undefined : back
    };
}
async function writeNote(underWay, progress) {
    const { detailed, job, patience, run, stage } = underWay;
    const { connection, environment, invocation } = job;
    const { codeCommit } = run.extra ?? {};
    const promotion = { stage, progress, environment: environment.name, run, codeCommit, replaced: promote_model_replacedBy(underWay) };
    const owner = { id: detailed.version.id, type: 'model_version' };
    const { project, session } = connection;
    await noteMetadata(session, project.id, owner, noteKey(stage), promotionNote(invocation, promotion), patience);
}
/** Of what is done already: that it can't be written down changes nothing about it. */
async function tryNote(underWay, progress) {
    try {
        await writeNote(underWay, progress);
    }
    catch (error) {
        underWay.job.world.log.warning(`What became of the promotion could not be written to the model version: ${(0,errors/* explain */.WE)(error)}`);
    }
}

// EXTERNAL MODULE: ./src/report/report-content.js + 1 modules
var report_content = __webpack_require__(7065);
;// CONCATENATED MODULE: ./src/job/reports.js



/** Time for all reports of a step, ms. */
const reportsMs = 8_000;
/** Reports that are read at most, the last ones that were made: what a pipeline ends with is its result. */
const maxReports = 10;
/** What can be shown of the artifacts that a run has produced, none of it read yet. */
function reportFactsOf(runId, artifacts) {
    return artifacts.flatMap(({ id, name, stepId, visualizations }) => visualizations.map(({ index, type }) => ({ runId, artifact: { id, name }, stepId, index, type })));
}
/** Puts the texts that the runs' artifacts show into the summary, as far as they can be read in a moment. Never throws. */
async function publishReports({ connection, report, world }) {
    const { cancel, clock, log } = world;
    const { reports = [] } = report.facts;
    const wanted = reports.filter(({ type }) => (0,report_content/* isText */.KH)(type)).slice(-maxReports);
    if (wanted.length === 0)
        return;
    const patience = { attempts: 2, signal: cancel, until: clock.elapsed() + reportsMs };
    const read = new Map();
    const reading = wanted.map(async (one) => {
        try {
            const text = await readVisualization(connection.session, one.artifact.id, one, patience);
            read.set(one, { ...one, content: (0,report_content/* contentOf */.$E)(one.type, text, log.redact) });
        }
        catch (error) {
            if (!cancel.aborted)
                read.set(one, { ...one, trouble: log.redact((0,errors/* explain */.WE)(error)) });
        }
    });
    await Promise.all(reading);
    report.publish({ reports: reports.map(one => read.get(one) ?? one) });
    const failed = [...read.values()].find(({ trouble }) => trouble !== undefined);
    if (failed?.trouble !== undefined)
        log.info(`The summary doesn't have all reports: ${failed.trouble}`);
}

;// CONCATENATED MODULE: ./src/job/judge-results.js














/** Time for reading results: if checks hang on it, and if they are only shown, ms. */
const [checkedMs, shownMs] = [120_000, 15_000];
/** Runs of a command whose results are read at most. */
const maxRuns = 20;
/**
 * What is left to do when runs have ended: their results are read, shown and held against the checks, and unless that
 * makes the step red, the model version is promoted. Returns how the step ends. Never throws.
 */
async function finishRuns(job, ending, runs) {
    return promoteModel(job, await judgeResults(job, ending, runs), runs);
}
/** Nothing is read of runs that did not all succeed: they are red already, and no check could say more. */
async function judgeResults(job, ending, runs) {
    if (ending.conclusion !== 'success' || ending.error !== undefined)
        return ending;
    const { inputs, report, world } = job;
    const { checks } = inputs;
    try {
        if (checks !== undefined)
            refuseMany(runs, inputs.places.checks);
        const read = await readAll(job, runs.slice(0, maxRuns));
        const judged = checks === undefined ? [] : judgeRuns(checks, read);
        const faults = judged.flatMap(each => each.faults);
        const isJudged = judged.some(({ outcomes }) => outcomes.length > 0) || checks?.needsBaseline === true;
        const verdict = faults.length > 0 ? 'failed' : isJudged ? 'passed' : 'none';
        if (verdict !== 'none')
            await noteVerdicts(job, runs, judged);
        const reports = read.flatMap(({ id, own }) => reportFactsOf(id, own.artifacts));
        report.publish({ results: { verdict, runs: read.map((each, index) => runFactsOf(each, judged[index])) }, reports });
        for (const note of judged.flatMap(({ notes }) => notes))
            world.log.info(note);
        if (verdict === 'none')
            return ending;
        if (verdict === 'passed') {
            world.log.info(`The results passed the checks (${checks?.checks.map(({ metric }) => (0,foreign/* oneLine */.TN)(metric, 80)).join(', ')}).`);
            return ending;
        }
        return { ...ending, error: (0,errors/* explain */.WE)(checksFailed(faults, inputs.places.checks)) };
    }
    catch (error) {
        return unread(job, ending, runs, error);
    }
}
function refuseMany(runs, where) {
    if (runs.length <= maxRuns)
        return;
    throw new errors/* ActionError */.lZ(`There are ${runs.length} runs, but at most ${maxRuns} can be checked`, {
        where,
        remedy: 'Start fewer runs in one step.'
    });
}
function checksFailed(faults, where) {
    const what = faults.length === 1 ? 'a check' : `${faults.length} checks`;
    return new errors/* ActionError */.lZ(`The run succeeded, but its results failed ${what}: ${faults.join(' ')}`, { where });
}
/** How the step ends if results could not be read or judged: that is red only if there are checks. */
async function unread(job, ending, runs, error) {
    const { inputs, report, world } = job;
    if (inputs.checks === undefined) {
        if (!world.cancel.aborted)
            world.log.info(`The results could not be read: ${(0,errors/* explain */.WE)(error)}`);
        return ending;
    }
    report.publish({ results: { verdict: 'failed', runs: report.facts.results?.runs ?? [] } });
    if (world.cancel.aborted)
        return { conclusion: 'cancelled', error: 'The job was cancelled before the results were checked.' };
    await noteVerdicts(job, runs.slice(0, maxRuns), []).catch(() => undefined);
    return { ...ending, error: (0,errors/* explain */.WE)(error) };
}
async function readAll(job, runs) {
    const { inputs, world } = job;
    const isChecked = inputs.checks !== undefined;
    const patience = {
        ...(isChecked ? { attempts: 6 } : { attempts: 2 }),
        signal: world.cancel,
        until: world.clock.elapsed() + (isChecked ? checkedMs : shownMs)
    };
    const ownIds = runs.map(({ id }) => id);
    const read = [];
    for (const run of runs)
        read.push(await readOne(job, run, ownIds, patience));
    return read;
}
async function readOne({ connection, inputs, world }, run, ownIds, patience) {
    const own = await readResults(connection, run, patience);
    for (const { of, why } of own.gaps)
        world.log.info(`Could not read all results (${of}\u2026): ${why}`);
    const hasNumbers = own.metrics.some(({ value }) => (0,decimal/* decimalOf */.Bc)(value) !== undefined);
    const wish = inputs.checks?.baseline ?? {
        stack: undefined,
        stage: inputs.promote,
        pipeline: undefined
    };
    const isWanted = hasNumbers || inputs.checks?.needsBaseline === true;
    const baseline = isWanted
        ? await findBaseline({ connection, wish, run, ownIds, patience, wanted: comparedIn(inputs.checks, own) }, own)
        : { kind: 'none', why: 'The run logged no numbers.' };
    return { id: run.id, name: run.name, url: connection.runUrl(run.id), own, baseline };
}
function runFactsOf(read, judged) {
    const { baseline, name, own, url } = read;
    const shown = { name, url, metrics: byName(own.metrics), rows: rowsOf(read, judged ?? { outcomes: [] }) };
    const notes = judged?.notes ?? [];
    if (baseline.kind !== 'found') {
        const isSaid = baseline.kind === 'none' && notes.length === 0 && shown.rows.length > 0;
        return { ...shown, notes: isSaid ? [`There is nothing to compare with: ${baseline.why}`] : notes };
    }
    return { ...shown, baseline: { words: baseline.words, url: baseline.url }, notes };
}
/** The full names of the metrics that checks compare with a baseline. */
function comparedIn(checks, own) {
    return (checks?.checks ?? []).flatMap(({ limits, metric }) => {
        const found = findMetric(own, metric);
        return limits.some(results_checks/* isRelative */.n) && found.kind === 'metric' ? [found.metric.name] : [];
    });
}
/** Time for writing down what the checks said, ms. */
const noteMs = 30_000;
/**
 * Writes what the checks said into the metadata of the runs, where later baselines and `requires` look for it. What
 * can't be written is a warning: this step has its colour anyway.
 */
async function noteVerdicts({ connection, environment, world }, runs, judged) {
    const { project, session } = connection;
    const patience = { attempts: 6, signal: world.cancel, until: world.clock.elapsed() + noteMs };
    for (const [index, { id, name }] of runs.entries()) {
        const said = judged[index]?.faults.length === 0 ? 'passed' : 'failed';
        try {
            const owner = { id, type: 'pipeline_run' };
            await noteMetadata(session, project.id, owner, verdictsKey, { [environment.name]: said }, patience);
        }
        catch (error) {
            if (world.cancel.aborted)
                throw error;
            world.log.warning(`Could not record that the run ${(0,foreign/* oneLine */.TN)(name, 200)} ${said} its checks: ${(0,errors/* explain */.WE)(error)}`);
        }
    }
}

;// CONCATENATED MODULE: ./src/installation/missing-integrations.js

/** How ZenML names an integration that it lacks (zenml/stack/stack_component.py, materializers, service connectors; 0.55 to 0.98). */
const wordings = [
    /The `(\w+)` integration that you\s+are trying to use is not\s+installed/g,
    /import from the\s+`(\w+)` integration/g,
    /`zenml integration install (\w+)(?: -y)?`/g
];
const missing_integrations_frame = /[\\/]zenml[\\/]integrations[\\/](\w+)[\\/]/;
const isImportError = /^\s*(?:ModuleNotFoundError|ImportError): /;
/** Notes which of ZenML's integrations a command's output says are not, or not fully, installed. */
class MissingIntegrations {
    #found = new Set();
    #previous = '';
    /** The integration that the traceback is in. */
    #within;
    /** Reads a line of the output. */
    hear(line) {
        // Boxes that a console draws around a traceback.
        const clean = (0,foreign/* withoutEscapes */.Lx)(line).replace(/^\s*[\u2502\u2503]|[\u2502\u2503]\s*$/g, ' ');
        // A console may break a sentence between two lines.
        const both = `${this.#previous.trimEnd()} ${clean.trim()}`;
        for (const wording of wordings)
            for (const [, name = ''] of both.matchAll(wording))
                this.#found.add(name);
        this.#previous = clean.slice(-500);
        if (clean.includes('Traceback (most recent call last)'))
            this.#within = undefined;
        this.#within = missing_integrations_frame.exec(clean)?.[1] ?? this.#within;
        if (!isImportError.test(clean))
            return;
        if (this.#within !== undefined)
            this.#found.add(this.#within);
        this.#within = undefined;
    }
    get found() {
        return [...this.#found];
    }
}

;// CONCATENATED MODULE: ./src/command/build-hints.js
/** What ZenML's client and Docker say when an image can't be built, and what to do about it. */
const table = [
    [
        // zenml/utils/pipeline_docker_image_builder.py, 0.84.3 to 0.98.0
        /Unable to build Docker images without an image builder/,
        'The stack needs an image builder: register one and add it to the stack.'
    ],
    [
        // zenml/container_engines/docker_engine.py (0.98.0), docker-py and the docker program
        /Unable to connect to the Docker daemon|Cannot connect to the Docker daemon|Error while fetching server API version|`?docker`? is required to run the local image builder/i,
        'The image is built in this job, where no Docker answers: run the job where there is one, as on ubuntu-latest, or give the stack an image builder that builds elsewhere.'
    ],
    [
        // Registries' words, as docker-py and the docker program pass them on
        /no basic auth credentials|push access denied|pull access denied|denied: requested access|denied: permission|unauthorized: |authentication required|403 Forbidden.*\/v2\/|401 Unauthorized.*\/v2\//i,
        'The container registry wants a login: log the job in to it in a step before this one (docker/login-action), or give the registry a service connector; if DOCKER_CONFIG names where logins are kept, set pass-env: DOCKER_CONFIG.'
    ]
];
/** Notes what an output says of images that could not be built. */
class BuildHints {
    #found = new Set();
    #previous = '';
    /** Reads a line of the output. */
    hear(line) {
        // A console may break a sentence between two lines.
        const both = `${this.#previous.trimEnd()} ${line.trim()}`;
        for (const [said, hint] of table)
            if (said.test(both))
                this.#found.add(hint);
        this.#previous = line.slice(-500);
    }
    /** What to do, in sentences. */
    get found() {
        return [...this.#found];
    }
}

;// CONCATENATED MODULE: ./src/command/command-output.js




/** Last lines of an output that an error quotes at most, and the characters of each. */
const maxLines = 10;
const maxLineLength = 300;
/** What a command's output says of why it failed. */
class CommandOutput {
    #last = [];
    #asked;
    #integrations = new MissingIntegrations();
    #hints = new BuildHints();
    /** `withheld` are the names of variables that the job sets and the command doesn't get. */
    constructor(withheld) {
        this.#asked = new AskedVariables(withheld);
    }
    /** Reads a line that has been made safe to show; of what a step said elsewhere only the reasons count. */
    hear(line, from = 'command') {
        this.#asked.hear(line);
        this.#integrations.hear(line);
        this.#hints.hear(line);
        if (from === 'step' || /^[\s^~]*$/.test(line))
            return;
        this.#last.push((0,foreign/* oneLine */.TN)(line, maxLineLength));
        if (this.#last.length > maxLines)
            this.#last.shift();
    }
    /** The last lines that say something (which the marks below a line of Python do not), safe to print. */
    get last() {
        return this.#last;
    }
    /** Variables that were withheld and asked for. */
    get asked() {
        return this.#asked.found;
    }
    /** Names of ZenML's integrations that are missing. */
    get integrations() {
        return this.#integrations.found;
    }
    /** What to do about images that could not be built, in sentences. */
    get hints() {
        return this.#hints.found;
    }
}

;// CONCATENATED MODULE: ./src/command/observer.js



/** What the command's own Python runs at its start. The build puts the same folder beside the bundle, where this module is then. */
const source = (0,external_node_path_.join)(import.meta.dirname, 'observer');
const files = ['sitecustomize.py', 'observer.py'];
/** The variables that tell the hook which server's requests it observes, and where it notes them. */
function observerVariables(connection, { notesFile }) {
    return { ZENML_GATED_TRIGGER_STORE_URL: connection.serverUrl, ZENML_GATED_TRIGGER_NOTES: notesFile };
}
/**
 * Puts the hook that notes which runs a command starts, and an empty file for its notes, into a folder of the step's own
 * (absolute), which is made if need be. Throws {@link ActionError} if they can't be written.
 */
async function placeObserver(folder) {
    const hook = await Promise.all(files.map(async (name) => ({ name, text: await (0,promises_.readFile)((0,external_node_path_.join)(source, name)) })));
    const hookFolder = (0,external_node_path_.join)(folder, 'observer');
    const notesFile = (0,external_node_path_.join)(folder, 'observations.jsonl');
    await makePrivateFolder(hookFolder);
    for (const { name, text } of hook) {
        const path = (0,external_node_path_.join)(hookFolder, name);
        await inRunnerTemp(path, () => (0,promises_.writeFile)(path, text, { mode: 0o600 }));
    }
    await inRunnerTemp(notesFile, () => (0,promises_.writeFile)(notesFile, '', { flag: 'wx', mode: 0o600 }));
    return { hookFolder, notesFile };
}

;// CONCATENATED MODULE: ./src/command/client-variables.js
/** Settings of the client, whatever the job says, so that its output can be read and shows no secret. */
const clientVariables = {
    // At WARNING and above the client doesn't print its runs' ids, at DEBUG a traceback shows local variables.
    ZENML_LOGGING_VERBOSITY: 'INFO',
    ZENML_LOGGING_COLORS_DISABLED: 'true',
    ZENML_ANALYTICS_OPT_IN: 'false',
    // A run's id has to be read when it is printed, not when the buffer is full.
    PYTHONUNBUFFERED: '1'
};
/** Settings of the client unless `pass-env` says otherwise: boxes around a traceback break its words. */
const defaultVariables = { ZENML_ENABLE_RICH_TRACEBACK: 'false' };
/** What the action itself sets for a command. */
const ownNames = [
    ...Object.keys(clientVariables),
    'ZENML_ACTIVE_STACK_ID',
    'ZENML_ACTIVE_PROJECT_ID',
    'ZENML_CONFIG_PATH',
    'DISABLE_CREDENTIALS_DISK_CACHING',
    // These would undo what the others say.
    'ZENML_DEBUG',
    'ZENML_SERVER',
    'ZENML_PRO_API_URL',
    'ZENML_CONSOLE_LOGGING_FORMAT',
    'ZENML_LOGGING_FORMAT',
    'ZENML_GATED_TRIGGER_*'
];

;// CONCATENATED MODULE: ./src/command/command-environment.js






/**
 * The whole environment of the user's command: the job's variables on the allow list or named by `passEnv`, the chosen Python
 * in front of PATH, the observer in front of PYTHONPATH, and the connection. Nothing else of the job's environment gets in.
 */
function commandEnvironment(env, setup) {
    const { connection, python, passEnv, observer, platform } = setup;
    const allowed = pick(env, [...machineNames(platform), ...jobNames, ...passEnv], platform);
    // A prefix in `pass-env` may cover more than it may have.
    const isKept = (name) => !hasName([...neverNames, ...ownNames], name, platform);
    const environment = Object.fromEntries(Object.entries(allowed).filter(([name]) => isKept(name)));
    if (python.bin !== null)
        putInFront(environment, 'PATH', python.bin, platform);
    // A delimiter in a path can't be escaped: it would lead to two other folders.
    const observed = observer?.hookFolder.includes(external_node_path_.delimiter) ? undefined : observer;
    if (observed !== undefined)
        putInFront(environment, 'PYTHONPATH', observed.hookFolder, platform);
    return {
        ...defaultVariables,
        ...environment,
        ...(python.venv === null ? {} : { VIRTUAL_ENV: python.venv }),
        ...clientVariables,
        ...connectionVariables(connection),
        ...(observed === undefined ? {} : observerVariables(connection, observed))
    };
}
/** Puts a folder in front of a list of folders; an empty entry behind it would mean the current folder. */
function putInFront(environment, name, folder, platform) {
    // Windows spells it `Path`, and a second spelling would make it a lottery which one counts.
    const key = Object.keys(environment).find(candidate => hasName([name], candidate, platform)) ?? name;
    const before = environment[key] ?? '';
    environment[key] = before === '' ? folder : `${folder}${external_node_path_.delimiter}${before}`;
}

;// CONCATENATED MODULE: ./src/command/run-command.js





/** The whole environment of a command on this machine. */
function run_command_environmentOf(request) {
    return commandEnvironment(request.env, { ...request, python: request.installation, platform: process.platform });
}
/** Names of the job's variables that a command doesn't get. */
function withheldFrom(request) {
    return withheldNames(request.env, [...Object.keys(run_command_environmentOf(request)), ...ownNames], process.platform);
}
/**
 * Runs the user's command to its end, with the connection in its environment alone, and its requests observed.
 * Throws {@link ActionError} if the program can't be started.
 */
async function runCommand(request) {
    const { command, connection } = request;
    const [file = '', ...args] = command;
    try {
        return await runProcess({
            file,
            args,
            cwd: request.workingDirectory,
            env: run_command_environmentOf(request),
            where: 'command',
            signal: request.signal,
            graceMs: request.graceMs,
            clock: request.clock,
            onStart: request.onStart,
            redact: request.redact,
            onLine: request.onLine
        });
    }
    finally {
        await removeCachedCredentials(connection.configFolder);
    }
}

;// CONCATENATED MODULE: ./src/process/shown-output.js


/** `::add-mask::value` as the runner reads it (actions/runner, ActionCommand.cs): blanks before it, any case, properties. */
const maskCommand = /^\s*::add-mask(?: .*?)?::(.*)$/is;
/**
 * Prints a line of the command or of the installation so that the runner obeys nothing in it, but for a secret that it
 * asks the runner to hide: shown instead, the secret would stand in the log of all places. Returns what it showed.
 */
function showOutput(log, line) {
    const secret = maskCommand.exec(line)?.[1];
    if (secret !== undefined && secret.trim() !== '')
        log.hide(unescapeData(secret));
    const shown = (0,foreign/* foreignLine */.nT)(secret === undefined ? log.redact(line) : '::add-mask::***', longestLine);
    log.info(`\u2502 ${shown}`);
    return shown;
}
/** What the runner undoes in the value of a command, `%25` last. */
function unescapeData(text) {
    return text.replace(/%0D/g, '\r').replace(/%0A/g, '\n').replace(/%25/g, '%');
}

;// CONCATENATED MODULE: ./src/job/command-questions.js









/** Runs whose questions stand in an error at most. */
const maxInError = 5;
/** How often a run without a question is looked at, ms: once it has ended, nothing more is asked about it. */
const lookEveryMs = 30_000;
/** How long after a run was last seen it is still said to wait, ms. */
const unseenForMs = 60_000;
/**
 * What the runs of a command ask a person. They are looked at from their start on, since a command may go on until its
 * runs have ended, and since several of them are followed one after the other.
 */
class CommandQuestions {
    #job;
    #runs;
    #byRun = new Map();
    #followed = new Set();
    constructor(job, runs) {
        this.#job = job;
        this.#runs = runs;
    }
    /** Looks at what the runs ask until the signal aborts, as often as runs are polled. */
    async watch(signal) {
        const { until, world } = this.#job;
        const { clock } = world;
        const beganMs = clock.elapsed();
        try {
            while (!signal.aborted) {
                for (const run of this.#watched)
                    await this.#look(this.#watchedOf(run), shownOf({ attempts: 1, until, signal }));
                await clock.sleep(pollIntervalMs(clock.elapsed() - beganMs), signal);
            }
        }
        catch (error) {
            if (!signal.aborted)
                throw error;
        }
    }
    /** The questions of a run that is followed from now on: whoever follows it looks at them. */
    handOver(run) {
        this.#followed.add(run.id);
        return this.#watchedOf(run).questions;
    }
    /** Which runs wait for a person by now. */
    get waiting() {
        return this.#runs.own.flatMap(run => {
            const known = this.#byRun.get(run.id);
            const question = known?.questions.open;
            if (known === undefined || question === undefined || (0,zenml_status/* isFinished */.$g)(run.status))
                return [];
            // Whoever follows a run knows how it is.
            const isSeen = !known.reader.hasEnded && known.reader.unseenMs < unseenForMs;
            return isSeen || this.#followed.has(run.id) ? [{ run, question }] : [];
        });
    }
    /** What some runs waited for, in sentences, but those of which is known by now that they had ended; empty if none is left. */
    words(before = this.waiting) {
        const waiting = before.filter(({ run }) => !this.#hasEndedByItself(run));
        const said = waiting
            .slice(0, maxInError)
            .map(({ question, run }) => `The run ${(0,foreign/* oneLine */.TN)(run.name, 200)} waits for a person to answer ${endingInQuestion(question)}`);
        const more = waiting.length - said.length;
        return [...said, ...(more > 0 ? [`So do ${more} more of its runs.`] : [])].join(' ');
    }
    /** Puts the questions of runs that have not ended into the summary. */
    publish() {
        const { connection, report } = this.#job;
        report.publish({
            questions: this.waiting.map(({ question, run }) => (0,facts/* questionFacts */._C)(question, connection.runUrl(run.id)))
        });
    }
    get #watched() {
        const isOver = ({ id }) => this.#followed.has(id) || this.#byRun.get(id)?.reader.hasEnded === true;
        return this.#runs.own.filter(run => mayAsk(run) && !isOver(run));
    }
    /** What a stop has ended did not end by itself. */
    #hasEndedByItself({ id }) {
        const status = this.#runs.own.find(run => run.id === id)?.status;
        return status !== undefined && (0,zenml_status/* isFinished */.$g)(status) && conclude(status) !== 'stopped';
    }
    /** Looks at what a run asks; at the run itself too where it asks something, and every so often. */
    async #look(watched, patience) {
        const { clock } = this.#job.world;
        const beganMs = clock.elapsed();
        const { questions } = watched;
        await questions.look(patience, () => this.#goesOn(watched, patience));
        const isSeen = watched.lookedMs >= beganMs;
        const isDue = questions.open !== undefined || beganMs - watched.lookedMs >= lookEveryMs;
        if (isDue && !isSeen)
            await this.#goesOn(watched, patience);
    }
    /** Whether a run goes on by a look at it now; not if that can't be known. Throws what aborts `patience.signal`. */
    async #goesOn(watched, patience) {
        const { reader } = watched;
        const { clock, log } = this.#job.world;
        watched.lookedMs = clock.elapsed();
        try {
            const hint = await reader.hint(patience);
            const isSeen = (hint !== undefined && hint === reader.run.status) || (await reader.read(patience));
            return isSeen && !reader.hasEnded;
        }
        catch (error) {
            if (patience.signal?.aborted === true)
                throw error;
            log.debug(`Cannot read whether the run goes on: ${(0,errors/* explain */.WE)(error)}`);
            return false;
        }
    }
    #watchedOf(run) {
        const { connection, world } = this.#job;
        const known = this.#byRun.get(run.id) ?? {
            questions: new Questions(connection, run.id),
            reader: new RunReader(connection, run),
            lookedMs: world.clock.elapsed()
        };
        this.#byRun.set(run.id, known);
        return known;
    }
}

;// CONCATENATED MODULE: ./src/command/observed-starts.js



/** Where the hook stops, so that more is not its own. */
const observed_starts_maxBytes = 1 << 20;
const observed_starts_maxLines = 10_000;
/** Reads the notes; what isn't a regular file, or can't be read, has none. Neither follows a link nor waits for anybody; never throws. */
async function readObservations(path) {
    let file;
    try {
        // Windows has neither flag.
        file = await (0,promises_.open)(path, external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NOFOLLOW ?? 0) | (external_node_fs_.constants.O_NONBLOCK ?? 0));
        if (!(await file.stat()).isFile())
            return parseObservations('');
        const { bytes, isCut } = await readStart(file);
        const observed = parseObservations(bytes.toString());
        return { ...observed, isCut: observed.isCut || isCut };
    }
    catch {
        return parseObservations('');
    }
    finally {
        await file?.close().catch(() => undefined);
    }
}
async function readStart(file) {
    const buffer = Buffer.alloc(observed_starts_maxBytes + 1);
    let length = 0;
    while (length < buffer.length) {
        const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
        if (bytesRead === 0)
            break;
        length += bytesRead;
    }
    return { bytes: buffer.subarray(0, Math.min(length, observed_starts_maxBytes)), isCut: length > observed_starts_maxBytes };
}
/** The notes in a text, of which only whole lines count; lines that the hook doesn't write say nothing. */
function parseObservations(text) {
    const lines = text
        .split('\n')
        .slice(0, -1)
        .filter(line => line !== '');
    const starts = new Map();
    const observed = { python: false, client: false, isCut: lines.length > observed_starts_maxLines };
    for (const line of lines.slice(0, observed_starts_maxLines)) {
        const note = readNote(line);
        if (note === undefined)
            continue;
        observed.python ||= typeof (0,text_json/* field */.ZZ)(note, 'python') === 'number';
        observed.client ||= typeof (0,text_json/* field */.ZZ)(note, 'client') === 'number';
        observed.isCut ||= typeof (0,text_json/* field */.ZZ)(note, 'cut') === 'number';
        readStartNote(note, starts);
    }
    return { ...observed, starts: [...starts.values()] };
}
function readNote(line) {
    try {
        const note = JSON.parse(line);
        return (0,text_json/* isObject */.Gv)(note) ? note : undefined;
    }
    catch {
        return undefined;
    }
}
/** A start has a line when it is sent, and one when it is answered. */
function readStartNote(note, starts) {
    const key = (0,text_json/* field */.ZZ)(note, 'start');
    if (typeof key !== 'string' || !/^\d+-[0-9a-f]{1,64}$/.test(key))
        return;
    const kind = readKind((0,text_json/* field */.ZZ)(note, 'kind'));
    const known = starts.get(key);
    if (known === undefined) {
        if (kind === undefined)
            return;
        const name = readName((0,text_json/* field */.ZZ)(note, 'name'));
        const sourceId = readId(note, 'source');
        starts.set(key, {
            key,
            kind,
            ...(name === undefined ? {} : { name }),
            ...(sourceId === undefined ? {} : { sourceId })
        });
        return;
    }
    if (known.runId !== undefined || known.status !== undefined)
        return;
    const runId = readId(note, 'id');
    const status = (0,text_json/* field */.ZZ)(note, 'status');
    if (runId !== undefined)
        known.runId = runId;
    else if (typeof status === 'number' && Number.isInteger(status) && status >= 100 && status <= 599)
        known.status = status;
}
function readKind(value) {
    return value === 'run' || value === 'snapshot' || value === 'template' || value === 'replay' ? value : undefined;
}
function readName(value) {
    // Counted as Python and ZenML's database do, by code points.
    return typeof value === 'string' && value !== '' && [...value].length <= 255 ? value : undefined;
}
function readId(note, name) {
    const value = (0,text_json/* field */.ZZ)(note, name);
    const isUuid = typeof value === 'string' && /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
    return isUuid ? value.toLowerCase() : undefined;
}
/** The ids of the runs that were seen to be started, each once, in the order of their requests. */
function startedIds({ starts }) {
    return [...new Set(starts.flatMap(({ runId }) => runId ?? []))];
}
/** The starts of which it is not known whether they made a run; ZenML's client repeats a request under the same name. */
function unansweredStarts({ starts }) {
    const answered = new Set(starts.flatMap(({ name, runId }) => (name === undefined || runId === undefined ? [] : name)));
    const names = new Set();
    return starts.flatMap(({ kind, name, runId, sourceId, status }, index) => {
        if (runId !== undefined || isRefusal(status))
            return [];
        if (name === undefined) {
            const isSame = (other) => other.kind === kind && other.sourceId === sourceId;
            const wasRepeated = starts.slice(index + 1).some(other => isSame(other) && other.runId !== undefined);
            return [{ ...(sourceId === undefined ? {} : { sourceId }), wasRepeated }];
        }
        if (answered.has(name) || names.has(name))
            return [];
        names.add(name);
        return [{ name }];
    });
}
/** Whether an answer says that no run was made; what a gateway says after its own time limit does not. */
function isRefusal(status) {
    return status !== undefined && status >= 400 && status < 500 && ![408, 499].includes(status);
}

;// CONCATENATED MODULE: ./src/command/printed-ids.js

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const announcements = [
    // "Dashboard URL for Pipeline Run: \u2026/runs/<id>" (0.60 to 0.98), "Dashboard URL: \u2026/pipelines/<id>/runs/<id>/dag" and
    // "\u2026/all-runs/<id>/dag" (0.55).
    `/(?:all-)?runs/(${uuid})`,
    // "Started snapshot run `<id>`." of `zenml pipeline snapshot run` (0.98; a console that wraps may break the line before the id).
    `\\b(?:snapshot|template|pipeline) run \`(${uuid})\``,
    // "Waiting for pipeline run with ID <id> to finish" (synchronous remote orchestrators, 0.98).
    `\\bpipeline run with ID (${uuid})`
].map(source => new RegExp(`${source}(?![0-9a-f-])`, 'gi'));
const printed_ids_anywhere = new RegExp(`(?<![0-9a-f-])(${uuid})(?![0-9a-f-])`, 'gi');
/** Ids of each kind that are kept at most: each may cost a request to the server. */
const maxIds = 200;
/**
 * The ids that a command prints. They are candidates only, since a command can print anything, and only looked at if its
 * requests could not be observed. Read in the sources of zenml 0.55.5 to 0.98.0; seen printed by 0.98.0.
 */
class PrintedIds {
    #given = new Set();
    #announced = new Set();
    #any = new Set();
    /** `given` is the command's environment, whose ids (stack, project, folders) are not those of its runs, should it print them. */
    constructor(given = {}) {
        for (const value of Object.values(given))
            collect(this.#given, value, printed_ids_anywhere);
    }
    /** Reads a line of the command's output. */
    hear(line) {
        // Colours stand inside the address unless the client is set to leave them out.
        const clean = (0,foreign/* withoutEscapes */.Lx)(line);
        for (const pattern of announcements)
            collect(this.#announced, clean, pattern, this.#given);
        collect(this.#any, clean, printed_ids_anywhere, this.#given);
    }
    /** Lower-case UUIDs in the places where ZenML's client names a run that it has started. */
    get announced() {
        return [...this.#announced];
    }
    /** Every lower-case UUID that stands by itself, in whatever form, those that were announced first. */
    get all() {
        return [...new Set([...this.#announced, ...this.#any])];
    }
}
function collect(found, text, pattern, without = new Set()) {
    for (const [, match = ''] of text.matchAll(pattern)) {
        const id = match.toLowerCase();
        if (found.size < maxIds && !without.has(id))
            found.add(id);
    }
}

;// CONCATENATED MODULE: ./src/job/misplaced-run.js



/** What is wrong with the place of a command's run, which has to be on the environment's stack; undefined if nothing is. */
function misplacement(run, { project, stack }) {
    if (run.projectId !== project.id) {
        return new errors/* ActionError */.lZ(`The run ${(0,foreign/* oneLine */.TN)(run.name, 200)} is in another project, not in ${(0,foreign/* oneLine */.TN)(project.name, 80)}`, {
            where: 'command',
            remedy: 'Let the command use the active project: remove what sets another one.'
        });
    }
    if (run.stack?.id === stack.id)
        return undefined;
    return onOtherStack(run, [stack.name], {
        where: 'command',
        remedy: 'Let the command use the active stack: remove what sets another one (`zenml stack set`, --stack).'
    });
}
/** Throws {@link ActionError} unless a run that was given is on the stack of this environment, or of the one that it requires. */
async function requireStackOf({ connection, environment }, run) {
    const { session, stack: own } = connection;
    if (run.stack?.id === own.id)
        return;
    const wanted = environment.requires?.stack;
    const required = wanted === undefined ? undefined : await findStack(session, wanted);
    if (required !== undefined && run.stack?.id === required.id)
        return;
    throw onOtherStack(run, [own.name, ...(wanted === undefined ? [] : [required?.name ?? wanted])], {
        where: 'run-id',
        remedy: 'Give a run of this environment, or of the one that it requires.'
    });
}
function onOtherStack({ name, stack }, allowed, advice) {
    const there = (0,foreign/* oneLine */.TN)(stack?.name ?? 'unknown', 80);
    const stacks = allowed.map(each => (0,foreign/* oneLine */.TN)(each, 80)).join(' or ');
    return new errors/* ActionError */.lZ(`The run ${(0,foreign/* oneLine */.TN)(name, 200)} is on stack ${there}, not on ${stacks}`, advice);
}

;// CONCATENATED MODULE: ./src/trigger/code-origin.js


/** Judges the code of a snapshot by the commit that the server knows of it, if any. */
function judgeSnapshotCode(commit, event) {
    const unknown = `The snapshot does not say which commit its code is from: it runs the code it was made with, not necessarily ${named(event)}.`;
    return judge(commit, event, { unknown, holder: 'The snapshot holds' });
}
/** Judges the code of this job by the commit of its clean checkout, if any. */
function judgeWorkerCode(commit, event) {
    const unknown = 'It is not known which commit the code in this job is from: there is no clean git checkout.';
    return judge(commit, event, { unknown, holder: 'This job has' });
}
/** Judges the code of a run that somebody else has started by what that one wrote to it, if anything. */
function judgeFollowedCode(provenance, event) {
    const unknown = 'The run does not say which commit its code is from.';
    if (provenance === undefined || provenance.isFixed)
        return judge(provenance?.codeCommit, event, { unknown, holder: 'The run says that it has' });
    return judge(provenance.codeCommit, event, {
        unknown,
        holder: 'By its metadata, which any account can change, the run has'
    });
}
/** What is known of the code of a run whose start nobody has seen: it may have come from anywhere. */
const unseenCode = {
    note: "It is not known which commit the run's code is from, since its start could not be observed.",
    proven: undefined
};
function judge(commit, event, { holder, unknown }) {
    if (commit === undefined || commit === '')
        return { note: unknown, proven: undefined };
    const own = commitsOf(event).find(each => each.toLowerCase() === commit.toLowerCase());
    if (own === undefined)
        return { note: `${holder} the code of commit ${code_origin_short(commit)}, not ${named(event)}.`, proven: undefined };
    return { note: `${holder} the code of ${named(event, own)}.`, proven: own };
}
/** `this push's commit 6dcb09b5b578`; of a pull request that of its two commits which is meant, or both. */
function named({ event, pullRequest, sha }, commit) {
    if (pullRequest === undefined)
        return `this ${event === 'push' ? "push's" : "workflow run's"} commit ${code_origin_short(sha)}`;
    const its = "this pull request's";
    if (commit === pullRequest.head)
        return `${its} head commit ${code_origin_short(commit)}`;
    if (commit === sha)
        return `${its} merge commit ${code_origin_short(commit)}`;
    return `${its} head commit ${code_origin_short(pullRequest.head)} or merge commit ${code_origin_short(sha)}`;
}
function code_origin_short(sha) {
    return (0,foreign/* oneLine */.TN)(sha, 64).slice(0, 12);
}

;// CONCATENATED MODULE: ./src/trigger/provenance.js

/** Prefix of the tags that only the action sets. */
const reservedTagPrefix = 'gate:';
/**
 * Where a run came from, as `extra.gate` of its configuration: it is there from the server's first answer on, isn't part
 * of the cache key, and no account can change it afterwards (measured on 0.98.0), while tags and metadata can be changed
 * by any.
 */
function provenanceOf(invocation, { code, environment, runName }) {
    const { actor, attempt, event, pullRequest, ref, repository, sha, workflowRun } = invocation;
    return {
        // ZenML keeps a run's extra in its snapshot, and hands it on to whatever is started from that.
        run_name: runName,
        repository,
        ref,
        event,
        commit: sha,
        ...(pullRequest === undefined
            ? {}
            : { pull_request: { number: pullRequest.number, head_commit: pullRequest.head } }),
        actor,
        workflow_run: workflowRun,
        attempt: Number(attempt),
        environment,
        code_commit: code?.commit ?? 'unknown',
        code_tree: code?.tree ?? 'unknown'
    };
}
/** Longest tag name that ZenML stores (its column holds 255 characters). */
const maxTagLength = 255;
/** The tags of a run: few, and the same for all runs of a repository's environment, since the server registers each. */
function provenanceTags({ repository }, environment) {
    return [`repository=${repository}`, `environment=${environment}`].map(tag => (0,foreign/* cut */.Jj)(`${reservedTagPrefix}${tag}`, maxTagLength));
}

;// CONCATENATED MODULE: ./src/zenml/snapshots.js





const snapshotsPath = '/api/v1/pipeline_snapshots';
/** An id that nothing has, for a question about a path alone. */
const anyId = '00000000-0000-0000-0000-000000000000';
/** Filters by which the snapshots count that somebody made: each run leaves an anonymous copy behind, with its overrides. */
const namedFirst = { named_only: 'true', sort_by: 'desc:created' };
/** Named snapshots of a project (its id), newest first, that fit the filter; throws `ServerError`. */
function listSnapshots(session, project, { name, pipeline }) {
    const query = { project, name: name === undefined ? undefined : `equals:${name}`, pipeline, ...namedFirst };
    const parse = (json) => {
        const snapshot = readSnapshot(json);
        requireProject(snapshot, project);
        if (name !== undefined)
            withName(snapshot, name);
        if (pipeline !== undefined)
            withNameOrId(snapshot.pipeline, pipeline);
        return snapshot;
    };
    return list(session, { what: 'find the snapshot', path: snapshotsPath, query, parse });
}
/**
 * The snapshot that the server itself finds for names or ids: the newest named one that it can run. Undefined if there
 * is none, or, for a snapshot's name alone, if several pipelines have one. The filters are those of 0.90.0 and newer
 * (`PipelineSnapshotFilter`; measured on 0.98.0: an operator like `contains:` in front of a name is obeyed, so that
 * each answer has to be held against what was asked). Throws `ServerError`.
 */
function newestSnapshot(session, { pipeline, project, snapshot, stack }, patience) {
    const path = withQuery(snapshotsPath, {
        project,
        pipeline,
        stack,
        name: snapshot === undefined ? undefined : `equals:${snapshot}`,
        runnable: 'true',
        ...namedFirst,
        page: '1',
        size: pipeline === undefined ? '2' : '1'
    });
    const read = (json) => {
        const [newest, ...others] = itemsOf(json).map(readSnapshot);
        return others.length === 0 ? newest : undefined;
    };
    return session.read('find the newest snapshot', path, read, patience);
}
/** The snapshot of an id with its details, or undefined; throws `ServerError`. */
function snapshotWithId(session, id, patience) {
    const path = `${snapshotsPath}/${id}?hydrate=true`;
    const parse = (json) => withId(readSnapshot(json), id);
    return find(session, { what: 'read the snapshot', path, parse }, patience);
}
/** The snapshot of an id with what its run configuration may hold, or undefined; throws `ServerError`. */
function findConfigurable(session, id) {
    const path = `${snapshotsPath}/${id}?hydrate=true&include_config_schema=true`;
    const parse = (json) => ({ ...withId(readSnapshot(json), id), ...readSnapshotShape(json) });
    return find(session, { what: 'read the snapshot', path, parse });
}
/**
 * Names of the steps that each run of a snapshot has, none of them if it is a dynamic pipeline's; undefined if the
 * snapshot is gone. Throws `ServerError`, also for an answer that leaves a static pipeline's steps out.
 */
function stepNamesOf(session, id, patience) {
    const path = `${snapshotsPath}/${id}?hydrate=true`;
    const parse = (json) => {
        withId(readNamed(json), id);
        if (optionalBoolean(json, 'body', 'is_dynamic') === true)
            return [];
        const { stepNames } = readSnapshotShape(json);
        if (stepNames.length === 0)
            throw new SchemaError("is a snapshot without 'metadata.step_configurations'");
        return stepNames;
    };
    return find(session, { what: 'read the snapshot', path, parse }, patience);
}
/**
 * Whether the server can run snapshots, or undefined if it doesn't say. One without a workload manager, as a plain
 * open-source one, has no way to ask for it; which ways a path has stands in the `Allow` of the refusal of another
 * one (RFC 9110 15.5.6; measured on 0.98.0: POST where it can, GET alone where it can't). Throws `ServerError`.
 */
async function runsSnapshots(session, patience = session.patience) {
    const request = { method: 'OPTIONS', path: `${snapshotsPath}/${anyId}/runs`, timeoutMs: 5_000 };
    const { headers, status } = await session.ask('ask whether it runs snapshots', request, patience);
    const ways = (headers['allow'] ?? '').split(',').map(way => way.trim());
    const isClear = status === 405 && ways.includes('GET') !== ways.includes('POST');
    return isClear ? ways.includes('POST') : undefined;
}
/** As {@link runsSnapshots}, where only the reason in a message hangs on it: asked once, and trouble is no answer. */
async function saysRunsSnapshots(session) {
    try {
        return await runsSnapshots(session, { ...session.patience, attempts: 1 });
    }
    catch (error) {
        if (error instanceof ServerError)
            return undefined;
        throw error;
    }
}
/**
 * Asks the server once to run a snapshot. Returns the run of the name that was asked for, or the refusal, whatever it
 * is. Never repeated here: the caller has to look for the run first. Throws `ServerError`.
 */
function runSnapshot(session, asked, patience) {
    const { configuration, idempotencyKey, runName, snapshotId } = asked;
    const request = {
        method: 'POST',
        path: `${snapshotsPath}/${snapshotId}/runs`,
        headers: { ...jsonHeaders, 'idempotency-key': idempotencyKey },
        body: JSON.stringify({ run_configuration: configuration }),
        timeoutMs: 60_000
    };
    const read = (answer) => answer.status === 200 ? withName(readRun(answer.json), runName) : answer;
    return session.put({ what: 'start the run', request, read, keepsToken: true }, { ...patience, attempts: 1 });
}

;// CONCATENATED MODULE: ./src/job/proven-code.js




/** Judges a snapshot's code by its code reference, whoever made it and wherever its run was started. */
async function snapshotCode({ invocation, world }, { codeCommit }) {
    const { note, proven: commit } = judgeSnapshotCode(codeCommit, invocation);
    if (commit === undefined)
        return { note, proven: undefined };
    // A commit's id says what its tree is, so that any repository which has the commit may be asked.
    const folder = world.env['GITHUB_WORKSPACE'] || process.cwd();
    const tree = await treeOf(folder, commit, world.env, world.cancel, world.clock);
    return { note, proven: { commit, tree } };
}
/** Judges this job's code by its clean checkout, if there is one. */
function checkoutCode({ invocation }, checkout) {
    const { note, proven: commit } = judgeWorkerCode(checkout?.commit, invocation);
    return { note, proven: commit === undefined ? undefined : { commit, tree: checkout?.tree } };
}
/** Changed files that an error names at most. */
const maxChanges = 10;
/** The code of the checkout, if that is clean and this event's commit; throws {@link InputError} that lists what differs. */
async function ownCheckout(job, folder, signal) {
    const { inputs, world } = job;
    const where = inputs.places.source;
    const state = await readCheckout(folder, world.env, signal, world.clock);
    if (state === undefined) {
        throw new errors/* InputError */.dz('Without a git checkout nothing proves which code runs', {
            where,
            remedy: 'Run actions/checkout before this step. In a container git has to be installed, and to trust the folder: git config --global --add safe.directory "$GITHUB_WORKSPACE".'
        });
    }
    const { changes, root, ...checkout } = state;
    const { note, proven } = checkoutCode(job, checkout);
    if (proven === undefined) {
        throw new errors/* InputError */.dz(note, {
            where,
            remedy: "Check the event's own commit out: actions/checkout does so without ref, or in a pull request with github.event.pull_request.head.sha as ref."
        });
    }
    if (changes.length > 0)
        throw dirty(changes, checkout.commit, where);
    return { note, proven, root };
}
function dirty(changes, commit, where) {
    const shown = changes.slice(0, maxChanges).map(line => (0,foreign/* oneLine */.TN)(line.trim(), 120));
    const more = changes.length > maxChanges ? ` and ${changes.length - maxChanges} more` : '';
    const files = changes.length === 1 ? '1 file' : `${changes.length} files`;
    return new errors/* InputError */.dz(`The checkout differs from commit ${commit.slice(0, 12)} in ${files}: ${shown.join(', ')}${more}`, {
        where,
        remedy: 'Commit what belongs to the pipeline; let earlier steps write to RUNNER_TEMP, or name their files in .gitignore.'
    });
}

;// CONCATENATED MODULE: ./src/job/run-origin.js







/** Says what code a command's runs have, each sentence once, and writes to each run where it came from. */
class RunOrigins {
    #job;
    #checkout;
    /** Those that have been said, also of a source before it was run. */
    #notes;
    #commits = new Set();
    /** `checkout` is the code in this job. */
    constructor(job, checkout) {
        this.#job = job;
        this.#checkout = checkout;
        const { codeNote } = job.report.facts;
        this.#notes = new Set(codeNote === undefined ? [] : [codeNote]);
    }
    /** Throws `ServerError`. What is written to the run is for display alone, since any account can change that. */
    async describe(run, observed) {
        const { connection, environment, inputs, invocation, report, world } = this.#job;
        const { project, session } = connection;
        const code = await this.#codeOf(run, observed);
        if (!this.#notes.has(code.note))
            world.log.info(code.note);
        this.#notes.add(code.note);
        // Of several runs only the code that all of them have is what ran.
        this.#commits.add(code.proven?.commit ?? '');
        const [commit = '', ...others] = this.#commits;
        report.publish({ codeNote: [...this.#notes].join(' '), codeSha: others.length === 0 ? commit : '' });
        if (misplacement(run, connection) !== undefined || this.#checkout.saysOrigin === true)
            return;
        const place = { runName: run.name, environment: environment.name, code: code.proven };
        await Promise.all([
            noteMetadata(session, project.id, { id: run.id, type: 'pipeline_run' }, provenanceKey, provenanceOf(invocation, place)),
            tagRun(session, run.id, [...inputs.tags, ...provenanceTags(invocation, environment.name)])
        ]);
    }
    /** The checkout's code is a run's only if the server didn't start the run itself; otherwise it has a snapshot's. */
    async #codeOf(run, observed) {
        const { id, name, originalRunId, snapshotId, sourceSnapshotId } = run;
        const start = observed.starts.find(each => each.runId === id || each.name === name);
        const isClients = [originalRunId, sourceSnapshotId].every(each => each === undefined);
        if (isClients && start === undefined)
            return { note: unseenCode.note, proven: undefined };
        if (isClients && start?.kind === 'run')
            return this.#checkout;
        // Of a snapshot without a name, or a replay, the run's own snapshot alone has the code reference (source of 0.98.0).
        const holder = sourceSnapshotId ?? snapshotId;
        const snapshot = holder === undefined ? undefined : await snapshotWithId(this.#job.connection.session, holder);
        return snapshotCode(this.#job, { codeCommit: snapshot?.codeCommit });
    }
}

;// CONCATENATED MODULE: ./src/job/start-search.js

/** Runs of one command at most that are judged: each costs some requests. */
const start_search_maxRuns = 1_000;
/** How far the clocks of a server's replicas, which date its runs, may lie apart, ms. */
const skewMs = 60_000;
/** Earlier runs that are kept apart from the command's own: more than an account starts in that time. */
const newestRuns = 20;
/** Notes which runs of the account there are already; to be called right before a command starts. Throws `ServerError`. */
async function readBaseline({ account, session, project }) {
    const newest = await newestRunsOf(session, project.id, account.id, newestRuns);
    // Of a full page the last one is the oldest that is known to have been there.
    const knownMs = newest.length < newestRuns ? 0 : (newest.at(-1)?.createdMs ?? 0);
    const sinceMs = Math.max(knownMs, (newest[0]?.createdMs ?? 0) - skewMs, 0);
    const earlierIds = newest.filter(({ createdMs = 0 }) => createdMs >= sinceMs).map(({ id }) => id);
    return { projectId: project.id, accountId: account.id, sinceMs, earlierIds };
}
/** Whether a run is the account's own and was made since the baseline. */
function isNew({ accountId, createdMs, id }, baseline) {
    const isLater = createdMs !== undefined && createdMs >= baseline.sinceMs;
    return accountId === baseline.accountId && isLater && !baseline.earlierIds.includes(id);
}
/**
 * The run that an unanswered start made, if the server shows one; of starts without a name of their own the only run
 * that fits, that is not among those `known`, and that no schedule and no other step started. Throws `ServerError`.
 */
async function searchRun(session, { name, sourceId }, baseline, known, patience) {
    const { accountId, projectId, sinceMs } = baseline;
    if (name !== undefined) {
        // Names are unique in a project.
        const run = await runNamed(session, projectId, name, patience);
        return run !== undefined && isNew(run, baseline) ? run : undefined;
    }
    if (sourceId === undefined)
        return undefined;
    const runs = await runsOfAccount(session, projectId, accountId, sinceMs, patience);
    const fitting = runs.filter(run => [run.sourceSnapshotId, run.originalRunId].includes(sourceId) &&
        isNew(run, baseline) &&
        !run.isScheduled &&
        run.provenance === undefined &&
        !known.includes(run.id));
    return fitting.length === 1 ? fitting[0] : undefined;
}
/** A start in words, for a person who has to look for its run. */
function describeStart({ name, sourceId }) {
    if (name !== undefined)
        return `the run ${name}`;
    return sourceId === undefined ? 'a run' : `a run from ${sourceId}`;
}

;// CONCATENATED MODULE: ./src/job/command-runs.js













/** Time between two readings of what was observed, ms. */
const readEveryMs = 250;
/**
 * The runs that a command starts. What was observed of its requests are only candidates: a run counts if the server says
 * that this account made it since the command began.
 */
class CommandRuns {
    #job;
    #origins;
    #printed;
    #lookups = new Map();
    #own = [];
    #childIds = [];
    #background = [];
    #observed = { python: false, client: false, starts: [], isCut: false };
    #queue = Promise.resolve();
    #unanswered = 0;
    #command;
    /**
     * Begins right before the command starts: `command` has the runs that are there already. Ids in the environment that
     * the command is given are not those of its runs.
     */
    constructor(job, checkout, command, given = {}) {
        this.#job = job;
        this.#origins = new RunOrigins(job, checkout);
        this.#printed = new PrintedIds(given);
        this.#command = command;
        job.state.save({ settled: job.inputs.leaveRunning, command });
    }
    /** The runs that are known to be this command's. */
    get own() {
        return this.#own;
    }
    /** Ids of the runs that are known, those that its runs' steps started too. */
    get knownIds() {
        return [...this.#own.map(({ id }) => id), ...this.#childIds];
    }
    /** What distinguishes the command's runs from earlier ones, and where its requests are noted. */
    get command() {
        return this.#command;
    }
    /** What was observed of the command's requests so far. */
    get observed() {
        return this.#observed;
    }
    /** Whether the command was started at all. */
    get wasStarted() {
        return this.#command.group !== undefined;
    }
    /** Lets post know of the process group that the command leads. */
    started(group) {
        this.#job.report.publish({ isInDoubt: true });
        this.#saveCommand({ group });
    }
    /** Takes in a line of the command's output, in which a run may be named. */
    hear(line) {
        const before = this.#printed.announced.length;
        this.#printed.hear(line);
        if (this.#printed.announced.length > before)
            this.#saveCommand({ printedIds: this.#printed.announced });
    }
    /** Takes up what is observed until the signal aborts; `onRun` hears of each own run, with its fault if it is not where it should be. */
    async watch(signal, onRun) {
        const { clock } = this.#job.world;
        while (!signal.aborted) {
            await this.read(onRun);
            await clock.sleep(readEveryMs, signal).catch(() => undefined);
        }
    }
    /** Reads once what was observed, and takes up what is new; returns the starts to which nobody has heard an answer. */
    async read(onRun = () => undefined) {
        this.#observed = await readObservations(this.#command.notesFile);
        this.#takeAll(startedIds(this.#observed).slice(0, start_search_maxRuns), false, onRun);
        return unansweredStarts(this.#observed);
    }
    /** Takes up the ids that the command printed, where no start was observed; in all places, unless its client was seen. */
    takePrinted(onRun = () => undefined) {
        if (this.#observed.starts.length > 0)
            return;
        this.#takeAll(this.#observed.client ? this.#printed.announced : this.#printed.all, true, onRun);
    }
    #takeAll(ids, wasPrinted, onRun) {
        for (const id of ids) {
            if (this.#lookups.has(id))
                continue;
            void this.take(id, wasPrinted).then(verdict => verdict.kind === 'own' && onRun(misplacement(verdict.run, this.#job.connection)), 
            // Whoever settles hears of it.
            () => undefined);
        }
    }
    /**
     * Asks the server about a candidate, once for each; throws `ServerError`. One that was only printed is another step's
     * where it bears provenance.
     */
    take(id, wasPrinted = false) {
        const known = this.#lookups.get(id);
        if (known !== undefined)
            return known;
        // One after the other: whether a run is another one's child is known once that one is.
        const lookup = this.#queue.then(() => this.#look(id, wasPrinted));
        this.#queue = lookup.catch(() => undefined);
        this.#lookups.set(id, lookup);
        this.#unanswered++;
        return lookup;
    }
    /**
     * Waits for every answer; throws if the server could not be asked, or a run is not where it should be, and the
     * signal's reason as soon as it aborts.
     */
    async settle(signal) {
        for (const lookup of this.#lookups.values()) {
            const verdict = await (0,world_clock/* untilAborted */.Eu)(lookup, signal);
            const fault = verdict.kind === 'own' ? misplacement(verdict.run, this.#job.connection) : undefined;
            if (fault !== undefined)
                throw fault;
        }
        await (0,world_clock/* untilAborted */.Eu)(Promise.all(this.#background), signal);
    }
    /** Runs on the environment's stack that the account made since the command began, and that bear no other step's provenance. */
    async unclaimed(patience) {
        const { account, session, project, stack } = this.#job.connection;
        const runs = await runsOfAccount(session, project.id, account.id, this.#command.sinceMs, patience);
        return runs.filter(run => isNew(run, this.#command) && run.stack?.id === stack.id && !run.isScheduled && run.provenance === undefined);
    }
    /** Replaces what is known of an own run, and publishes it. */
    update(run) {
        const index = this.#own.findIndex(({ id }) => id === run.id);
        if (index < 0)
            this.#own.push(run);
        else
            this.#own[index] = run;
        const runs = this.#own.map(one => (0,facts/* runFacts */.pI)(one, this.#job.connection));
        this.#job.report.publish({ runs, ...(this.#own[0]?.id === run.id ? { metadata: run.metadata } : {}) });
    }
    async #look(id, wasPrinted) {
        const { connection, until, world } = this.#job;
        // As patient as following: the run may be there, whatever a gateway says at the moment. What was only printed may be
        // the id of anything, which is not worth a wait.
        const passing = wasPrinted ? {} : { refusalsPassForMs: refusalsPassMs };
        const patience = { attempts: Number.POSITIVE_INFINITY, until, ...passing };
        const wasThere = this.#command.earlierIds.includes(id);
        const run = wasThere ? undefined : await findRun(connection.session, id, patience);
        const isOwn = run !== undefined && this.#isOwn(run, wasPrinted);
        const isChild = isOwn && (await this.#isChild(run, patience));
        this.#unanswered--;
        if (isOwn)
            return isChild ? this.#addChild(run) : this.#adopt(run);
        const isUnknown = run === undefined && !wasThere;
        const why = isUnknown ? 'the server does not know such a run' : 'this command did not start it';
        world.log.info(`The command names the run ${id}, which does not count: ${why}.`);
        return { kind: 'none' };
    }
    /** What is only printed may be anybody's run: another step's, or one of another project, whose earlier runs are not known. */
    #isOwn(run, wasPrinted) {
        const isForeign = wasPrinted && (run.provenance !== undefined || run.projectId !== this.#job.connection.project.id);
        return isNew(run, this.#command) && !isForeign;
    }
    /** Whether a run was started by a step of the command's own, or is a part of one (dynamic pipelines). */
    async #isChild({ parentRunId, startedByStepId }, patience) {
        const { session } = this.#job.connection;
        const starter = startedByStepId === undefined ? parentRunId : await runOfStep(session, startedByStepId, patience);
        return starter !== undefined && this.knownIds.includes(starter);
    }
    #addChild(run) {
        const { connection, report, world } = this.#job;
        const url = connection.runUrl(run.id);
        this.#childIds.push(run.id);
        world.log.info(`A step of the command's run started the run ${(0,foreign/* oneLine */.TN)(run.name, 200)}, which is not judged: ${url}`);
        report.publish({ children: this.#childIds.map(id => ({ id, url: connection.runUrl(id) })) });
        return { kind: 'child', run };
    }
    #adopt(run) {
        const { connection, report, state, world } = this.#job;
        const url = connection.runUrl(run.id);
        state.save({ runIds: [...state.current.runIds, run.id], runUrl: state.current.runUrl ?? url });
        report.publish({ triggered: true, ...(run.pipelineName === undefined ? {} : { pipeline: run.pipelineName }) });
        this.update(run);
        world.log.info(`Run ${(0,foreign/* oneLine */.TN)(run.name, 255)} on stack ${(0,foreign/* oneLine */.TN)(run.stack?.name ?? 'unknown', 80)}: ${url}`);
        this.#background.push(this.#origins
            .describe(run, this.#observed)
            .catch((error) => world.log.warning(`Where the run came from could not be written to it: ${(0,errors/* explain */.WE)(error)}`)));
        return { kind: 'own', run };
    }
    #saveCommand(change) {
        this.#command = { ...this.#command, ...change };
        this.#job.state.save({ command: this.#command });
    }
    /** Whether everything that the command started is known to have ended. */
    get isAllEnded() {
        // A Python without a client may have started one with a PYTHONPATH of its own.
        const isSeen = !this.wasStarted || this.#observed.client;
        return isSeen && this.#unanswered === 0 && this.#own.every(({ status }) => (0,zenml_status/* isFinished */.$g)(status));
    }
}

;// CONCATENATED MODULE: ./src/job/command-settling.js





/** Time between two looks at runs that nobody claims: another step has written its provenance by then, ms. */
const secondLookMs = 2_000;
/** How long to look for the run of a request to which the command heard no answer, ms. */
const searchMs = 10_000;
const searchEveryMs = 1_000;
/**
 * Finds out which runs a command that has ended started. Throws `ServerError` if the server can't be asked,
 * `ActionError` where a run is not where it should be, and the signal's reason.
 */
async function settleRuns(job, runs, signal) {
    const unanswered = await runs.read();
    await runs.settle(signal);
    const faults = await settleUnanswered(job, runs, unanswered, signal);
    const mayStart = faults.length > 0;
    job.report.publish({ isInDoubt: mayStart || !runs.observed.python });
    // What is observed is the whole truth; only what could not be observed is read from the output, or guessed.
    if (runs.observed.starts.length === 0) {
        runs.takePrinted();
        await runs.settle(signal);
        if (runs.own.length === 0 && !runs.observed.python)
            faults.push(...(await takeOnlyNewRun(job, runs, signal)));
    }
    if (runs.observed.isCut || startedIds(runs.observed).length > start_search_maxRuns)
        faults.push(`The command started more than ${start_search_maxRuns} runs, not all of which were checked.`);
    return { faults, mayStart };
}
async function settleUnanswered({ connection, until, world }, runs, unanswered, signal) {
    const { clock } = world;
    const end = Math.min(until, clock.elapsed() + searchMs);
    const patience = { attempts: Number.POSITIVE_INFINITY, until: end, signal, refusalsPassForMs: refusalsPassMs };
    const claimed = new Set();
    // Two starts from one snapshot have no names that distinguish them: a run belongs to only one of them.
    const look = async (start) => {
        const run = await searchRun(connection.session, start, runs.command, [...runs.knownIds, ...claimed], patience);
        if (run === undefined || claimed.has(run.id))
            return undefined;
        claimed.add(run.id);
        return run;
    };
    const found = await Promise.all(unanswered.map(start => (0,world_clock/* lookUntil */.c)(clock, { until: end, everyMs: searchEveryMs, signal }, () => look(start))));
    for (const run of found)
        if (run !== undefined)
            await (0,world_clock/* untilAborted */.Eu)(runs.take(run.id), signal);
    await runs.settle(signal);
    return unanswered
        .filter(({ wasRepeated }, index) => found[index] === undefined && wasRepeated !== true)
        .map(start => `The command asked the server to start ${(0,foreign/* oneLine */.TN)(describeStart(start), 300)}, got no answer, and the server shows no such run.`);
}
/** Takes the account's only new run on the environment's stack for the command's, where two looks agree on it. */
async function takeOnlyNewRun({ connection, world }, runs, signal) {
    const first = await runs.unclaimed();
    if (first.length === 0)
        return [];
    await world.clock.sleep(secondLookMs, signal);
    const known = new Set(first.map(({ id }) => id));
    const [only, ...others] = await runs.unclaimed();
    if (only === undefined)
        return [];
    if (others.length === 0 && known.has(only.id)) {
        const name = (0,foreign/* oneLine */.TN)(only.name, 200);
        world.log.notice(`The command's requests could not be observed. The run ${name} is taken for the command's: it is the only one that this account started on the stack meanwhile.`);
        await (0,world_clock/* untilAborted */.Eu)(runs.take(only.id), signal);
        await runs.settle(signal);
        return [];
    }
    return [
        `The command's requests could not be observed, and the account started several runs meanwhile, so it is not clear which is the command's: let it print its run's id. ${[only, ...others].map(run => seen(run, connection.runUrl(run.id))).join(' ')}`
    ];
}
function seen({ name, status }, url) {
    return `${(0,foreign/* oneLine */.TN)(name, 200)} (${(0,foreign/* oneLine */.TN)(status, 60)}): ${url}`;
}

;// CONCATENATED MODULE: ./src/follow/stop.js







/** How long a run that is being stopped gets to end by itself before its question to a person is aborted, ms. */
const questionGraceMs = 2_000;
/**
 * Asks the server to stop a run until the run itself says that it is being stopped, or has ended: a gateway may have
 * given the answer, and servers up to 0.90 answer 501 for orchestrators that can't stop, while later ones answer 501
 * and stop anyway (sources; 0.98.0 measured: the run is `stopping` at once). Never throws and may be called twice. The
 * server answers 403 until the run has reached its orchestrator.
 */
async function stopRun(session, runId, limits) {
    let said = '';
    const stopped = await lookUntilSettled(session, runId, limits, async (look) => {
        const answer = await requestStop(session, runId, look.patience);
        said = wordsOf(answer);
        // Whoever refuses the stop for another reason knows the run.
        const run = await look.run(isGone(answer));
        if (run === undefined || (0,zenml_status/* isFinished */.$g)(run.status))
            return { kind: 'ended', run };
        return (0,zenml_status/* isStopping */.vH)(run.status) ? { kind: 'stopping', run } : undefined;
    });
    if (stopped.kind === 'pending')
        logPending(session, stopped.trouble ?? said);
    return stopped;
}
/**
 * Waits until a run that is being stopped has ended. One that waits for a person stays `stopping` for good after a stop
 * (measured on 0.98.0), so that its question is aborted, which ends it. Never throws; `stopping` where the time is over.
 */
async function awaitStopped(session, run, limits) {
    const { clock, log } = session.access;
    const beganMs = clock.elapsed();
    let last = run;
    const stopped = await lookUntilSettled(session, run.id, limits, async (look) => {
        const seen = await look.run();
        if (seen === undefined || (0,zenml_status/* isFinished */.$g)(seen.status))
            return { kind: 'ended', run: seen };
        last = seen;
        const questionId = (0,zenml_status/* isStopping */.vH)(seen.status) ? seen.openQuestionId : undefined;
        if (questionId === undefined || clock.elapsed() - beganMs < questionGraceMs)
            return undefined;
        log.info('The run that is being stopped waits for a person; its question is aborted.');
        await abortQuestion(session, questionId, look.patience);
        const after = await look.run();
        return after === undefined || (0,zenml_status/* isFinished */.$g)(after.status) ? { kind: 'ended', run: after } : undefined;
    });
    if (stopped.kind === 'ended')
        return stopped;
    return (0,zenml_status/* isStopping */.vH)(last.status) ? { kind: 'stopping', run: last } : { kind: 'pending' };
}
/** Stops a run, and sees it to its end within the limits: {@link stopRun} and {@link awaitStopped}. Never throws. */
async function endRun(session, runId, limits) {
    const { clock } = session.access;
    const until = clock.elapsed() + limits.forMs;
    const stopped = await stopRun(session, runId, limits);
    if (stopped.kind !== 'stopping')
        return stopped;
    return awaitStopped(session, stopped.run, { ...limits, forMs: Math.max(0, until - clock.elapsed()) });
}
/** Looks again and again until a look settles it or the time is over; each is one attempt, whatever goes wrong. */
async function lookUntilSettled(session, runId, { everyMs, forMs, signal }, once) {
    const { clock } = session.access;
    const until = clock.elapsed() + forMs;
    const patience = { attempts: 1, until, ...(signal === undefined ? {} : { signal }) };
    const look = { patience, run: reader(session, runId, patience) };
    let trouble;
    for (;;) {
        trouble = undefined;
        try {
            const stopped = await once(look);
            if (stopped !== undefined)
                return stopped;
        }
        catch (error) {
            if (signal?.aborted === true)
                break;
            trouble = (0,errors/* explain */.WE)(error);
        }
        if (clock.elapsed() + everyMs >= until)
            break;
        await clock.sleep(everyMs, signal).catch(() => undefined);
        if (signal?.aborted === true)
            break;
    }
    return { kind: 'pending', trouble };
}
/** Reads a run; that there is none counts only when it is said twice, some time apart. */
function reader(session, runId, patience) {
    const { clock } = session.access;
    let goneMs;
    return async (mayBeGone = true) => {
        const run = await findRun(session, runId, patience);
        if (run !== undefined || !mayBeGone)
            goneMs = undefined;
        if (run !== undefined)
            return run;
        if (mayBeGone)
            goneMs ??= clock.elapsed();
        if (goneMs !== undefined && clock.elapsed() - goneMs >= goneForGood.confirmedAfterMs)
            return undefined;
        throw new errors/* ActionError */.lZ('The server knows no such run');
    };
}
function wordsOf(answer) {
    const { text } = detailOf(answer);
    if (text !== '')
        return text;
    return `the server answered ${answer.status}, and the run goes on`;
}
function logPending({ access }, said) {
    access.log.info(`The run could not be stopped yet${said === '' ? '' : `: ${(0,foreign/* oneLine */.TN)(said, 600)}`}`);
}

;// CONCATENATED MODULE: ./src/job/command-stop-limits.js
/*
 * How long it takes to end a command and to stop its runs. After a cancel the step has to be over within 5 s, even if
 * the command hears no signal and the server answers nothing: 0.8 s for the server's answer to the stop, 2.5 s to the
 * command's SIGKILL and 0.3 s for its last output make 3.6 s. At 3.7 s the command is left to post, whatever holds it,
 * and 0.7 s of looking at the runs end at 4.4 s; the rest is for a slow machine. The stops go on beside that, until
 * they end together with the command.
 */
/** Time that the server gets to take a stop before the command itself is ended, ms. */
const stopFirstMs = 800;
/** Time that the command gets to tidy up, ms. */
const commandGraceMs = 2_500;
/** Time from the cut after which a command that has not ended is left alone, ms. */
const commandLeftAloneMs = 3_700;
/** Bounds of the stops, from the cut on, of the last look after it, which may last until `endMs` after the cut, ms. */
const commandCancelTimes = { stopMs: 3_600, lookMs: 700, endMs: 4_400, everyMs: 300 };
/** The same if nobody kills this process soon. */
const commandCutTimes = { stopMs: 6_000, lookMs: 3_000, endMs: 9_000, everyMs: 500 };

;// CONCATENATED MODULE: ./src/job/command-stop.js








/**
 * The end of a command that is cut off: the server is told to stop its runs, since ZenML's client, interrupted first,
 * would report its run as failed instead of stopped (measured on 0.98.0); then the command is ended, then the runs are
 * looked at once more.
 */
class CommandStop {
    #job;
    #runs;
    #clock;
    #end = new AbortController();
    #leftAlone = new AbortController();
    #done = new AbortController();
    #stops = new Map();
    #beganMs;
    #hasEnded = false;
    /** Begins as soon as `over` aborts. */
    constructor(job, runs, over) {
        this.#job = job;
        this.#runs = runs;
        this.#clock = job.world.clock;
        // At the deadline a run that is only followed gets its last look before it is stopped.
        const begin = () => {
            if (!this.#hasEnded || job.world.cancel.aborted)
                this.#begin();
        };
        if (over.aborted)
            begin();
        else
            over.addEventListener('abort', begin, { once: true, signal: this.#done.signal });
    }
    /** Aborts when the command is to be ended. */
    get end() {
        return this.#end.signal;
    }
    /** The command's end; throws {@link ActionError} if it goes on although it was killed. */
    waitFor(command) {
        return (0,world_clock/* untilAborted */.Eu)(command, this.#leftAlone.signal);
    }
    /** To be called when the command itself has ended, and only its runs go on. */
    commandEnded() {
        this.#hasEnded = true;
    }
    /** To be called when the command and its runs have ended: what comes after that needs no stop. */
    callOff() {
        this.#done.abort();
    }
    /** Once it has begun, tells the server to stop the runs that have become known. */
    stopRuns() {
        if (this.#beganMs === undefined || this.#job.inputs.leaveRunning)
            return;
        for (const { id, status } of this.#runs.own)
            if (!this.#stops.has(id) && !(0,zenml_status/* isFinished */.$g)(status))
                this.#stops.set(id, this.#stop(id, this.#beganMs));
    }
    /** Sees the stops to their end, and says what became of the runs; settles the state if nothing is left to be done. */
    async finish() {
        this.#begin();
        const sought = this.#runs.wasStarted ? this.#search() : Promise.resolve([]);
        this.stopRuns();
        const stops = new Map();
        for (const [id, stop] of this.#stops)
            stops.set(id, await stop);
        this.#done.abort();
        for (const stopped of stops.values())
            if (stopped.kind === 'ended' && stopped.run !== undefined)
                this.#runs.update(stopped.run);
        const active = this.#runs.own.filter(({ status }) => !(0,zenml_status/* isFinished */.$g)(status));
        const [missing] = await Promise.all([sought, ...active.map(run => this.#look(run.id))]);
        // A run that was found only now is told to stop, and left to post; so is a command that goes on, since it may start more.
        const hasEnded = this.#hasEnded || !this.#runs.wasStarted;
        if (hasEnded && missing.length === 0 && this.#runs.isAllEnded)
            this.#job.state.save({ settled: true });
        if (this.#job.inputs.leaveRunning)
            return this.#leftRunning();
        const words = this.#runs.own.flatMap(run => {
            const stopped = stops.get(run.id);
            return stopped === undefined ? [] : [`${became(run, stopped)} ${this.#job.connection.runUrl(run.id)}`];
        });
        if (missing.length > 0)
            words.push(`The server may still start ${missing.join(', ')}; the post step looks for it.`);
        return words.join(' ');
    }
    #leftRunning() {
        const { connection } = this.#job;
        const words = this.#runs.own.map(({ id, name, status }) => {
            const end = (0,zenml_status/* isFinished */.$g)(status) ? `has ended (${(0,foreign/* oneLine */.TN)(status, 60)}).` : 'goes on.';
            return `The run ${(0,foreign/* oneLine */.TN)(name, 200)} ${end} ${connection.runUrl(id)}`;
        });
        return ['No run is stopped, since leave-running is true.', ...words].join(' ');
    }
    #begin() {
        if (this.#beganMs !== undefined)
            return;
        this.#beganMs = this.#clock.elapsed();
        this.stopRuns();
        if (this.#runs.wasStarted)
            void this.#takeUp();
        void (0,world_clock/* atMost */.Tu)(this.#clock, stopFirstMs, Promise.all(this.#stops.values())).then(() => this.#end.abort());
        const stuck = new errors/* ActionError */.lZ('The command did not end when it was killed', {
            where: 'command',
            remedy: 'Run it as the same user as the runner, without sudo.'
        });
        this.#clock.sleep(commandLeftAloneMs, this.#done.signal).then(() => this.#leftAlone.abort(stuck), () => undefined);
    }
    /** Takes up what the command has started by now, and tells the server to stop it; returns the starts without an answer. */
    async #takeUp() {
        const unanswered = await this.#runs.read(() => this.stopRuns());
        this.#runs.takePrinted(() => this.stopRuns());
        return unanswered;
    }
    #stop(id, beganMs) {
        const { connection, world } = this.#job;
        const { stopMs, everyMs } = this.#times;
        const forMs = Math.max(0, beganMs + stopMs - this.#clock.elapsed());
        // A stop without an answer is given up at that moment too.
        return (0,world_clock/* within */.ux)(this.#clock, forMs, world.cancel.aborted ? undefined : world.cancel, signal => stopRun(connection.session, id, { forMs, everyMs, signal }));
    }
    /** Looks at a run until it has ended, or time runs out; what can't be read stays as it was. */
    async #look(id) {
        const { everyMs } = this.#times;
        await this.#inTime((until, signal) => (0,world_clock/* lookUntil */.c)(this.#clock, { until, everyMs, signal }, async () => {
            const run = await getRun(this.#job.connection.session, id, { attempts: 1, until, signal });
            this.#runs.update(run);
            return (0,zenml_status/* isFinished */.$g)(run.status) ? run : undefined;
        }));
    }
    /** Takes up the runs of starts whose answer the command did not live to hear; returns those that are not there yet, in words. */
    async #search() {
        const { connection, inputs } = this.#job;
        if (inputs.leaveRunning)
            return [];
        const missing = await this.#takeUp();
        if (missing.length === 0)
            return [];
        const found = await this.#inTime(async (until, signal) => {
            // A request that was under way when the command was killed is done in a moment.
            await this.#clock.sleep(this.#times.everyMs, signal);
            const patience = { attempts: 1, until, signal };
            return Promise.all(missing.map(start => searchRun(connection.session, start, this.#runs.command, this.#runs.knownIds, patience)));
        });
        for (const run of found ?? [])
            if (run !== undefined)
                void this.#runs.take(run.id).then(() => this.stopRuns(), () => undefined);
        return missing.filter((_, index) => found?.[index] === undefined).map(describeStart);
    }
    /** What the work results in within the time of the last look; undefined if it fails or takes longer. */
    async #inTime(work) {
        const { endMs, lookMs } = this.#times;
        const { cancel } = this.#job.world;
        const now = this.#clock.elapsed();
        const forMs = Math.max(lookMs, (this.#beganMs ?? now) + endMs - now);
        const until = now + forMs;
        return (0,world_clock/* within */.ux)(this.#clock, forMs, cancel.aborted ? undefined : cancel, signal => work(until, signal)).catch(() => undefined);
    }
    get #times() {
        return this.#job.world.cancel.aborted ? commandCancelTimes : commandCutTimes;
    }
}
/** What became of a run that was to be stopped, in a sentence. */
function became({ name, status }, stopped) {
    const subject = `The run ${(0,foreign/* oneLine */.TN)(name, 200)}`;
    if (stopped.kind === 'ended' && stopped.run === undefined)
        return `${subject} is no longer known to the server.`;
    const end = (0,zenml_status/* isFinished */.$g)(status) ? `has ended (${(0,foreign/* oneLine */.TN)(status, 60)})` : `is ${(0,foreign/* oneLine */.TN)(status, 60)}`;
    if (stopped.kind === 'stopping')
        return `${subject} was told to stop and ${end}.`;
    if (stopped.kind === 'ended' || (0,zenml_status/* isFinished */.$g)(status))
        return `${subject} ${end}.`;
    return `${subject} could not be stopped yet and ${end}; the post step tries again.`;
}

;// CONCATENATED MODULE: ./src/job/observed-process.js














/** The environment and connection of ZenML's client in this job, with a short-lived token. Throws `ServerError`. */
async function clientSetup(job, prepared) {
    const { connection, inputs, world } = job;
    const token = await shortToken(connection.session, inputs.timeoutMs + tokenMarginMs);
    const reach = await clientConnection(job, prepared.temporary);
    return {
        workingDirectory: prepared.folder,
        installation: prepared.installation,
        connection: { ...reach, credential: { kind: 'token', token } },
        passEnv: prepared.passEnv,
        env: world.env,
        redact: world.log.redact,
        graceMs: commandGraceMs,
        clock: world.clock
    };
}
/**
 * Runs a process of ZenML's client to its end, observed, and hands what is known to `then`. Whatever is cut off by a
 * cancel, the timeout or an error, in `then` too, has its runs stopped.
 */
async function runObserved(job, setup, { code, folder, saysOrigin = false, words }, timeUp, then) {
    const [observer, baseline] = await Promise.all([placeObserver(folder), readBaseline(job.connection)]);
    const request = { ...setup, command: words, observer };
    const command = { ...baseline, notesFile: observer.notesFile, printedIds: [] };
    const runs = new CommandRuns(job, { ...code, saysOrigin }, command, run_command_environmentOf(request));
    const fault = new AbortController();
    const over = AbortSignal.any([job.world.cancel, timeUp, fault.signal]);
    const stop = new CommandStop(job, runs, over);
    const questions = new CommandQuestions(job, runs);
    const done = new AbortController();
    const asking = questions.watch(AbortSignal.any([over, done.signal]));
    try {
        over.throwIfAborted();
        const output = new CommandOutput(withheldFrom(request));
        const end = await runToEnd(job, runs, request, { output, stop, onFault: error => fault.abort(error) });
        const settled = await settleRuns(job, runs, over);
        const value = await then({ end, output, runs, questions, settled });
        job.state.save({ settled: job.inputs.leaveRunning || !settled.mayStart });
        stop.callOff();
        return { kind: 'done', value };
    }
    catch (error) {
        const cause = over.aborted ? over.reason : error;
        // A run that is stopped has its question aborted.
        const waiting = cause instanceof TimeUp ? questions.waiting : [];
        const left = await stop.finish();
        questions.publish();
        return {
            kind: 'cut',
            ending: cutShort(job.world.cancel, error, cause, `${questions.words(waiting)} ${left}`.trim())
        };
    }
    finally {
        done.abort();
        await asking;
    }
}
/** Runs the process itself to its end, while its runs are taken up as they start. */
async function runToEnd({ world }, runs, request, { onFault, output, stop }) {
    const ended = new AbortController();
    const watching = runs.watch(ended.signal, fault => (fault === undefined ? stop.stopRuns() : onFault(fault)));
    const command = runCommand({
        ...request,
        onLine: (_, line) => {
            output.hear(showOutput(world.log, line));
            runs.hear(line);
        },
        onStart: group => runs.started(group),
        signal: stop.end
    });
    const end = await stop.waitFor(command).finally(() => ended.abort());
    stop.commandEnded();
    await watching;
    return end;
}

;// CONCATENATED MODULE: ./src/job/command.js








/** Runs the command to its end, and follows the runs that it started to theirs. */
async function runInWorker(job, prepared, timeUp) {
    warnOfOtherVersion(job.world.log, prepared.installation.zenmlVersion, job.connection.info.version);
    const code = checkoutCode(job, prepared.checkout);
    if (job.inputs.dryRun)
        return planCommand(job, prepared, code);
    const setup = await clientSetup(job, prepared);
    const asked = { words: prepared.words, folder: prepared.temporary, code };
    const result = await runObserved(job, setup, asked, timeUp, async (ended) => {
        const { end, output, runs, settled } = ended;
        const { failures, statuses } = await followAll(job, ended);
        return { ending: concludeCommand(end, statuses, failures, settled.faults, output), runs: runs.own };
    });
    return result.kind === 'cut' ? result.ending : finishRuns(job, result.value.ending, result.value.runs);
}
/** Says what a command would do, without doing it. */
function planCommand({ connection, inputs, report, world }, { words }, { note }) {
    const command = words.join(' ');
    const place = `on stack ${connection.stack.name}${promotionPlan(inputs)}`;
    report.publish({ codeNote: note, dryRun: true, plan: `${command} ${place}` });
    world.log.info(`Dry run: would run ${(0,foreign/* oneLine */.TN)(command, 500)} ${place}.`);
    return { conclusion: 'skipped' };
}

;// CONCATENATED MODULE: ./src/command/command-line.js

const noShell = "There is no shell here: write `bash -c '\u2026'`, or put the commands into a script of the repository.";
const noExpansion = "There is no shell here that would replace it: read the variable in the program itself, or write `bash -c '\u2026'`, or quote it with '\u2026' to pass it as it stands.";
/** What a `$` begins in a shell: a name, a number, a special parameter, `${\u2026}`, `$(\u2026)`, and in bash also `$'\u2026'`. */
const expansion = /^\$(?:[A-Za-z0-9_@*#?$!({-]|['"])/;
/** Inside double quotes `$'` and `$"` are nothing special. */
const quotedExpansion = /^\$[A-Za-z0-9_@*#?$!({-]/;
const assignment = /^([A-Za-z_][A-Za-z0-9_]{0,200})\+?=/;
/**
 * The program and its arguments, split as a POSIX shell (XCU 2.2) splits words: blanks, `'\u2026'`, `"\u2026"`, backslash, and backslash at
 * the end of a line. No shell runs them, so wildcards (`*`, `?`, `[\u2026]`, `{a,b}`) reach the program as they stand.
 * Throws {@link InputError} for whatever would need a shell (`| & ; < > ( )`, backtick, `$\u2026`, `~`, `#`, `NAME=value` in front, a
 * second line), for a quote that isn't closed and for an empty command; `where` names the input.
 */
function splitCommand(text, where = 'command') {
    if (text.includes('\0'))
        throw new errors/* InputError */.dz('A command cannot contain a NUL character', { where });
    const words = [];
    let word;
    let lineEnded = false;
    let at = 0;
    const fail = (message, remedy) => {
        throw new errors/* InputError */.dz(`${message} (character ${at + 1})`, { where, remedy });
    };
    while (at < text.length) {
        const character = text.charAt(at);
        if (/[ \t\r\n]/.test(character)) {
            if (word !== undefined)
                words.push(word);
            word = undefined;
            lineEnded ||= character === '\n' && words.length > 0;
            at++;
            continue;
        }
        const { value, length } = readPart(text, at, { startsWord: word === undefined, words: words.length }, fail);
        if (value !== undefined) {
            if (lineEnded)
                fail('A second line would be a second command', `${noShell} A \\ at the end of a line continues it.`);
            word = (word ?? '') + value;
        }
        at += length;
    }
    if (word !== undefined)
        words.push(word);
    if (words.length === 0 || words[0] === '')
        throw new errors/* InputError */.dz('The command is empty', { where, remedy: 'Name a program, for example `python run.py`.' });
    return words;
}
function readPart(text, start, place, fail) {
    const character = String.fromCodePoint(text.codePointAt(start) ?? 0);
    if (character === "'")
        return singleQuoted(text, start, fail);
    if (character === '"')
        return doubleQuoted(text, start, fail);
    if (character === '\\')
        return escaped(text, start, fail);
    refuseShell(text.slice(start, start + 210), place, fail);
    return { value: character, length: character.length };
}
/** Fails if the rest of the command begins with something that only a shell could do. */
function refuseShell(rest, { startsWord, words }, fail) {
    const character = rest.charAt(0);
    if (/[|&;<>()`]/.test(character))
        fail(`${character} is an operator of a shell`, noShell);
    if (expansion.test(rest))
        fail(`${rest.slice(0, 2)} would be an expansion of a shell`, noExpansion);
    if (!startsWord)
        return;
    if (character === '#')
        fail('# would begin a comment in a shell', "Remove the comment, or quote it: '#'.");
    if (character === '~')
        fail('~ would be the home folder in a shell', noExpansion);
    const name = words === 0 ? assignment.exec(rest)?.[1] : undefined;
    if (name !== undefined)
        fail(`${name}=\u2026 would set a variable in a shell`, 'Set it with `env:` of the step and name it in `pass-env`, or write `env NAME=value \u2026`.');
}
function singleQuoted(text, start, fail) {
    const end = text.indexOf("'", start + 1);
    if (end < 0)
        return fail("A ' is not closed", "Close the quote, or write \\' for the character itself.");
    return { value: text.slice(start + 1, end), length: end + 1 - start };
}
function doubleQuoted(text, start, fail) {
    let value = '';
    for (let at = start + 1; at < text.length; at++) {
        const character = text.charAt(at);
        const next = text.charAt(at + 1);
        if (character === '"')
            return { value, length: at + 1 - start };
        if (character === '`')
            fail('` would run a command in a shell', noShell);
        if (quotedExpansion.test(character + next))
            fail(`${character}${next} would be an expansion of a shell`, noExpansion);
        const isEscape = character === '\\' && /[$`"\\\n]/.test(next);
        if (!isEscape)
            value += character;
        else if (next !== '\n')
            value += next;
        if (isEscape)
            at++;
    }
    return fail('A " is not closed', 'Close the quote, or write \\" for the character itself.');
}
/** A backslash and what it keeps as it is; at the end of a line both are nothing. */
function escaped(text, start, fail) {
    const broken = /^\\\r?\n/.exec(text.slice(start, start + 3));
    if (broken !== null)
        return { value: undefined, length: broken[0].length };
    if (start + 1 === text.length)
        return fail('Nothing follows the last \\', 'Remove it, or write \\\\ for the character itself.');
    const value = String.fromCodePoint(text.codePointAt(start + 1) ?? 0);
    return { value, length: 1 + value.length };
}

;// CONCATENATED MODULE: ./src/installation/index-addresses.js

/** What stands before the @ of an address. */
const userInfo = /[a-z][a-z0-9+.-]*:\/\/([^/\s@'"]+)@/gi;
/** A user without a password may be a token, if it is longer than names are; a shorter password would tear words apart. */
const shortestToken = 16;
const shortestPassword = 4;
/** Names that say that a token comes from elsewhere (keyring). */
const tokenUsers = ['oauth2accesstoken', '__token__'];
/** The secrets in the addresses of a text: the password, or the token in its place, as written and decoded. */
function credentialsIn(text) {
    const found = [...text.matchAll(userInfo)].flatMap(([, info = '']) => {
        const [user = '', ...rest] = info.split(':');
        const password = rest.join(':');
        // GitHub takes a token as the user, with this for a password.
        const isToken = password === '' || password === 'x-oauth-basic';
        const secret = isToken ? user : password;
        const isVariable = /^\$\{\w+\}$/.test(secret);
        if (isVariable || tokenUsers.includes(secret) || secret.length < (isToken ? shortestToken : shortestPassword))
            return [];
        return [secret, decoded(secret)];
    });
    return [...new Set(found)];
}
/** An index or a folder of packages as it may be shown: host and port of an address, else the path. */
function shownIndex(entry) {
    // uv's own indexes may have a name in front.
    const address = entry.replace(/^[\w-]+=(?=[a-z]+:)/i, '');
    try {
        const { host, protocol } = new URL(address);
        if (host !== '')
            return (0,foreign/* oneLine */.TN)(host, 200);
        if (protocol === 'file:')
            return (0,foreign/* oneLine */.TN)(address, 200);
    }
    catch {
        // A path, or an address with a variable in it.
    }
    return (0,foreign/* oneLine */.TN)(address.replace(userInfo, 'https://'), 200);
}
function decoded(text) {
    try {
        return decodeURIComponent(text);
    }
    catch {
        return text;
    }
}

;// CONCATENATED MODULE: ./src/command/pass-env.js








/**
 * Checks the input `pass-env`: names of further variables of the step that the command gets; a name may end in `_*` (`AWS_*`).
 * Throws {@link InputError} for what is not a name, a name that the action keeps back or sets itself, one that isn't set, and
 * one that holds the API key.
 */
function checkPassEnv(names, apiKey, env, platform) {
    const where = 'pass-env';
    for (const name of names) {
        refuseName(name, where, platform);
        const shown = (0,foreign/* oneLine */.TN)(name, 100);
        if (hasName(ownNames, name, platform)) {
            throw new errors/* InputError */.dz(`${shown} is set by the action itself`, { where, remedy: 'Remove it from the list.' });
        }
        refuseHolderOfKey(name, where, apiKey, env, platform);
        const remedy = unsetRemedy(name, env, platform);
        if (remedy !== undefined)
            throw new errors/* InputError */.dz(`${shown} is not set in this step`, { where, remedy });
    }
    return names;
}
/** Shortest value that is hidden, characters: flags (`\u2026_TOKEN=false`) would take such words out of the whole log. */
const shortestSecret = 6;
/**
 * Hides the values of passed variables whose names say that they are secrets, and passwords in the addresses of all: a
 * summary or a comment, where the runner's masks find nothing, may show what the command printed or failed with.
 */
function hidePassedSecrets(passEnv, env, platform, log) {
    const addresses = Object.values(pick(env, passEnv, platform)).join('\n');
    const secrets = [...namedSecrets(env, passEnv, platform), ...credentialsIn(addresses)];
    for (const secret of secrets) {
        // A command's own words, so they are never taken out of what is decided on.
        if (secret.trim().length >= shortestSecret)
            (0,world_secrets/* maskSecret */.$l)({ mask: form => log.hide(form) }, secret);
    }
}
/**
 * Checks the input `install-env`: names of further variables of the step that the installation gets, as in `pass-env`; one that
 * isn't set is a warning. Throws {@link InputError} for what is not a name, a name that the action keeps back, and one that holds
 * the API key.
 */
function checkInstallEnv(names, apiKey, env, platform) {
    const where = 'install-env';
    const warnings = [];
    // pip and uv treat an empty variable as if it weren't there.
    const full = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
    for (const name of names) {
        refuseName(name, where, platform);
        refuseHolderOfKey(name, where, apiKey, env, platform);
        const remedy = unsetRemedy(name, full, platform);
        if (remedy !== undefined)
            warnings.push(`${where}: ${(0,foreign/* oneLine */.TN)(name, 100)} is not set in this step, or empty. ${remedy}`);
    }
    return { names, warnings };
}
/** What is said of a name in one of the two lists, whole, so that a message is found by its words. */
const pass_env_words = {
    'pass-env': {
        whom: 'the command',
        never: 'is never passed on to a command',
        noKey: 'holds the API key, which no command gets',
        why: 'the command gets a token of its own, which lives no longer than it needs.'
    },
    'install-env': {
        whom: 'the installation',
        never: 'is never passed on to an installation',
        noKey: 'holds the API key, which no installation gets',
        why: 'packages are installed without any access to ZenML.'
    }
};
/** Refuses a name or prefix under which a variable holds the API key; those that nobody gets don't count. */
function refuseHolderOfKey(name, where, apiKey, env, platform) {
    const covered = Object.entries(pick(env, [name], platform));
    const holder = covered.find(([one, value]) => (0,world_secrets/* holdsKey */.gR)(value, apiKey) && !hasName(neverNames, one, platform));
    if (holder === undefined)
        return;
    const { noKey, why } = pass_env_words[where];
    throw new errors/* InputError */.dz(`${(0,foreign/* oneLine */.TN)(holder[0], 100)} ${noKey}`, {
        where,
        remedy: `Remove it from the list: ${why}`
    });
}
function refuseName(name, where, platform) {
    const shown = (0,foreign/* oneLine */.TN)(name, 100);
    if (!/^[A-Za-z_][A-Za-z0-9_]*(?:(?<=_)\*)?$/.test(name)) {
        throw new errors/* InputError */.dz(`'${shown}' is not the name of a variable`, {
            where,
            remedy: 'Write names only, for example `WANDB_API_KEY`, or a prefix with its underscore, for example `AWS_*`; their values come from `env:` of the step.'
        });
    }
    const bare = name.endsWith('*') ? `${name.slice(0, -1)}\u2026` : name;
    if (!hasName(neverNames, bare, platform))
        return;
    const { never, whom } = pass_env_words[where];
    throw new errors/* InputError */.dz(`${shown} ${never}`, {
        where,
        remedy: `It belongs to the runner or to this action. Set a variable of another name in \`env:\` of the step if ${whom} needs such a value.`
    });
}
/** What to do about a name that isn't set in this step; undefined if it is. */
function unsetRemedy(name, env, platform) {
    const set = Object.keys(env);
    if (set.some(candidate => hasName([name], candidate, platform)))
        return undefined;
    const open = set.filter(candidate => !hasName(neverNames, candidate, platform));
    const remedy = 'Set it in `env:` of the step or job, or remove it from the list.';
    return `${remedy} ${(0,suggest/* didYouMean */.au)(name, open)}`.trim();
}

;// CONCATENATED MODULE: ./src/installation/failure.js



/** Lines of an installer's output that an error quotes at most. */
const maxErrorLines = 12;
/** The error of an installer that ended by itself, and failed. */
class InstallerError extends errors/* ActionError */.lZ {
}
/** Output of git, ssh and build backends, and the variables that it may be about. */
const symptoms = [
    [/could not read from remote repository|permission denied \(|host key verification failed|^ssh: /im, /^(?:SSH|GIT)_/],
    [/could not read (?:username|password)|authentication failed|terminal prompts disabled/i, /^(?:GIT_|SSH_|NETRC$)/],
    [/setuptools[-_]scm|vcs[-_]versioning/i, /^(?:SETUPTOOLS_SCM|VCS_VERSIONING)_/],
    [/\bpbr\b/i, /^PBR_/]
];
/** The error for packages that could not be installed: the installer's last words, and what to do. */
function installationFailure(failure) {
    const { lines, zenmlVersion } = failure;
    const text = lines.join('\n');
    const pin = zenmlVersion !== null && /zenml/i.test(text)
        ? `zenml==${zenmlVersion} is installed together with the requirements. If these pin another zenml, change the pin, or set zenml-version: none to let the requirements decide.`
        : '';
    const remedies = [...withheldRemedies(failure, text), pin, 'The whole output is in the log above.'];
    return new InstallerError(`The packages could not be installed: ${failure_lastWords(lines)}`, {
        where: 'requirements',
        remedy: remedies.filter(remedy => remedy !== '').join(' ')
    });
}
/** The last lines of an output as one, for an error. */
function failure_lastWords(lines) {
    const said = lines.map(line => (0,foreign/* oneLine */.TN)(line, 300)).filter(line => line !== '');
    return said.slice(-maxErrorLines).join(' / ');
}
function withheldRemedies({ lines, env, given, variables, platform }, text) {
    const withheld = withheldNames(env, Object.keys(given), platform);
    const asked = new AskedVariables(withheld);
    for (const line of lines)
        asked.hear(line);
    const suspects = symptoms.flatMap(([symptom, names]) => symptom.test(text) ? withheld.filter(name => names.test(name)) : []);
    const unfilled = variables.filter(name => (given[name] ?? '') === '');
    const unset = unfilled.filter(name => (env[name] ?? '') === '');
    const wanted = new Set([...unfilled.filter(name => !unset.includes(name)), ...suspects, ...asked.found]);
    return [
        withheldRemedy([...wanted], { input: 'install-env', process: 'the installation' }, platform),
        unset.length === 0
            ? ''
            : `The requirements use ${unset.map(name => `\${${name}}`).join(', ')}, which this job doesn't set: set it in \`env:\` of the step, and name it in install-env.`
    ];
}

;// CONCATENATED MODULE: ./src/installation/find-python.js




const find_python_remedy = 'Name an interpreter on PATH (`python3.12`) or its path, or add a step with `uses: actions/setup-python` before this one.';
/** The interpreter that the input `python` names, or the first on PATH; absolute. Throws {@link InputError} if there isn't one. */
function findPython({ env, python, workingDirectory }) {
    const find = (name) => findProgram(name, env, process.platform);
    if (python === undefined) {
        const found = find('python3') ?? find('python');
        if (found !== undefined)
            return found;
        throw new errors/* InputError */.dz('There is neither a python3 nor a python on PATH', {
            where: 'python',
            remedy: 'Add a step with `uses: actions/setup-python` before this one, or name an interpreter.'
        });
    }
    const shown = (0,foreign/* oneLine */.TN)(python, 100);
    if (!(0,external_node_path_.isAbsolute)(python) && !/[\\/]/.test(python)) {
        const found = find(python);
        if (found !== undefined)
            return found;
        throw new errors/* InputError */.dz(`There is no '${shown}' on PATH`, { where: 'python', remedy: find_python_remedy });
    }
    const path = (0,external_node_path_.resolve)(workingDirectory, python);
    // Windows starts a program without its ending.
    const found = [path, ...(process.platform === 'win32' ? [`${path}.exe`] : [])].find(isExecutableFile);
    if (found !== undefined)
        return found;
    throw new errors/* InputError */.dz(`The program '${shown}' was not found, or may not be executed`, {
        where: 'python',
        remedy: `${find_python_remedy} A path is read relative to working-directory.`
    });
}

// EXTERNAL MODULE: ../node_modules/@actions/exec/lib/exec.js + 6 modules
var exec = __webpack_require__(6507);
;// CONCATENATED MODULE: ./src/process/ask-program.js


/** How long a question may take, ms: a Python on a slow network drive needs a while to start. */
const ask_program_limitMs = 120_000;
/** Bytes of an output that are read at most. */
const ask_program_maxBytes = 1 << 20;
/**
 * Asks a program, without a shell and without a trace in the log. Throws the signal's reason as soon as it aborts; the program is
 * left to itself then, since `@actions/exec` can't end it, and the runner ends what is left of a job.
 */
async function askProgram({ file, args, cwd, env, signal, clock }) {
    signal.throwIfAborted();
    const [stdout, stderr] = [new Output(), new Output()];
    const options = {
        cwd,
        env: { ...env },
        silent: true,
        ignoreReturnCode: true,
        listeners: { stdout: (bytes) => stdout.add(bytes), stderr: (bytes) => stderr.add(bytes) }
    };
    try {
        const asked = (0,exec/* exec */.m)(...commandLine(file, args), options);
        const code = await (0,world_clock/* within */.ux)(clock, ask_program_limitMs, signal, limit => (0,world_clock/* untilAborted */.Eu)(asked, limit));
        return { code, lines: [...stdout.lines, ...stderr.lines] };
    }
    catch (error) {
        signal.throwIfAborted();
        // What the library throws has no code of its own; a program that didn't start has not answered.
        if (error instanceof Error)
            return { code: null, lines: [error.message] };
        throw error;
    }
}
/**
 * A command line and its arguments, as `@actions/exec` takes them: it splits the line into words, and looks for the program
 * by itself, without knowing of supplementary groups or of what root may do. So `env` starts the program if it can; only
 * Windows has no `env`, and a path with `=` would be a variable to it.
 */
function commandLine(file, args) {
    const isDirect = process.platform === 'win32' || file.includes('=');
    return isDirect ? [`"${file}"`, [...args]] : ['/usr/bin/env', [file, ...args]];
}
class Output {
    #chunks = [];
    #length = 0;
    add(bytes) {
        if (this.#length >= ask_program_maxBytes)
            return;
        this.#chunks.push(bytes);
        this.#length += bytes.length;
    }
    get lines() {
        const text = Buffer.concat(this.#chunks).toString();
        return text.split(/\r\n|\n|\r/).filter(line => line !== '');
    }
}

;// CONCATENATED MODULE: ./src/installation/programs.js


/** Lines of a program's output that are kept at most. */
const programs_keptLines = 500;
/** Runs an installer in the working directory and shows its output. */
function runShown(request, step) {
    return run(request, step, request.workingDirectory, request.onLine);
}
/** Runs code of what was installed, whose output is only read, in the step's own folder (see {@link ask}). */
function runUnseen(request, step) {
    return run(request, step, request.folder, () => undefined);
}
/**
 * Asks a program, in the step's own folder unless another is named: Python looks for modules in the current folder first, and the
 * checkout may have a module of any name.
 */
function ask({ clock, folder, signal }, step, cwd = folder) {
    return askProgram({ ...step, cwd, signal, clock });
}
async function run({ clock, log, signal }, step, cwd, onLine) {
    const lines = [];
    const { code } = await runProcess({
        ...step,
        cwd,
        where: 'python',
        signal,
        clock,
        redact: log.redact,
        onLine: (stream, line) => {
            lines.push(log.redact(line));
            if (lines.length > programs_keptLines)
                lines.shift();
            onLine(stream, line);
        }
    });
    signal.throwIfAborted();
    return { code, lines };
}

;// CONCATENATED MODULE: ./src/installation/installed-packages.js





/** Says what installed how much from where; returns the version of zenml, null if it isn't among them. */
async function sayInstalled(request, choice, used, python) {
    const { count, pip, zenml } = await readInstalled(python, request);
    const isUv = used.tool === 'uv' && choice.uv !== undefined;
    const version = isUv ? await readUvVersion(choice.uv ?? '', used, request) : pip;
    const brought = isUv && choice.isBrought ? ', which pip installed' : '';
    const more = isUv && !choice.isBrought && !('UV_NO_CONFIG' in used.env) ? ", and from what uv's own configuration names" : '';
    const from = used.sources.length === 0 ? 'no index' : used.sources.join(', ');
    request.log.info(`Installed with ${used.tool} ${version}${brought}, from ${from}${more}: the environment has ${count} packages, zenml ${zenml ?? 'is not among them'}.`);
    return zenml;
}
async function readUvVersion(uv, { env }, request) {
    const { lines } = await ask(request, { file: uv, args: ['--version'], env });
    return (0,foreign/* oneLine */.TN)(/^uv (\S+)/m.exec(lines.join('\n'))?.[1] ?? '', 40);
}
const installedQuestion = `
import importlib.metadata as metadata, json
found = {}
for one in metadata.distributions():
    name = one.metadata['Name']
    if name and one.version:
        found.setdefault(name.lower().replace('_', '-'), one.version)
print('zenml', found.get('zenml', '-'))
print('installed ' + json.dumps(found))
`;
/** Asks an interpreter what it has; throws {@link InputError} if it doesn't answer as a Python. */
async function readInstalled(python, request) {
    const env = installationEnvironment(request.env, process.platform, request.installEnv);
    const { code, lines } = await ask(request, { file: python, args: ['-c', installedQuestion], env });
    const said = (line) => lines.map(one => line.exec(one)?.[1]).find(found => found !== undefined);
    const zenml = said(/^zenml (\S+)$/);
    if (code !== 0 || zenml === undefined) {
        throw new errors/* InputError */.dz(`${python} does not answer as a Python interpreter (3.8 or newer) would`, {
            where: 'python',
            remedy: 'Name a Python interpreter, or add a step with `uses: actions/setup-python` before this one.'
        });
    }
    const found = JSON.parse(said(/^installed (\{.*\})$/) ?? '{}');
    const names = Object.keys((0,text_json.at)(found) ?? {});
    const version = (name) => (0,foreign/* oneLine */.TN)((0,text_json/* optionalString */.sx)(found, name) ?? '', 60);
    return {
        zenml: zenml === '-' ? null : (0,foreign/* oneLine */.TN)(zenml, 60),
        pip: version('pip'),
        count: names.length,
        packages: names
            .filter(name => !['pip', 'setuptools', 'wheel'].includes(name))
            .map(name => `${name}==${version(name)}`)
    };
}

;// CONCATENATED MODULE: ./src/installation/integrations.js




const mark = 'zenml-integrations ';
/**
 * Python that prints what `zenml integration requirements` goes by (zenml/cli/integration.py): the names of all integrations,
 * and the requirements of those that its arguments name, for this platform.
 */
const integrationsQuestion = `
import json, sys
try:
    from zenml.integrations.registry import integration_registry as registry
except ModuleNotFoundError as error:
    if error.name != 'zenml':
        raise
    print('${mark}null')
else:
    names = list(registry.integrations)
    asked = [name for name in sys.argv[1:] if name in names]
    needed = {name: registry.select_integration_requirements(name) for name in asked}
    print('${mark}' + json.dumps({'names': names, 'needed': needed}))
`;
/**
 * The requirements of the integrations that were asked for, from what {@link integrationsQuestion} printed; undefined if it
 * printed no answer. Throws {@link InputError} for names that this ZenML doesn't have, and if there is no ZenML.
 */
function readIntegrations(asked, lines) {
    const where = 'integrations';
    const answer = lines.findLast(line => line.startsWith(mark));
    if (answer === undefined)
        return undefined;
    const value = JSON.parse(answer.slice(mark.length));
    if (value === null) {
        throw new errors/* InputError */.dz('Without zenml their requirements are unknown', {
            where,
            remedy: 'Leave zenml-version at `server`, name zenml in the requirements, or set `python` to an interpreter that has it.'
        });
    }
    if (!(0,text_json/* isObject */.Gv)(value) || !(0,text_json/* isObject */.Gv)(value['needed']) || !Array.isArray(value['names']))
        return undefined;
    const { needed } = value;
    const names = value['names'].map(String).sort();
    for (const name of asked) {
        if (Object.hasOwn(needed, name))
            continue;
        throw new errors/* InputError */.dz(`This ZenML has no integration '${(0,foreign/* oneLine */.TN)(name, 60)}'`, {
            where,
            remedy: (0,suggest/* didYouMean */.au)(name, names) || `It has ${(0,foreign/* oneLine */.TN)(names.join(', '), 1500)}.`
        });
    }
    return [...new Set(asked.flatMap(name => (Array.isArray(needed[name]) ? needed[name].map(String) : [])))];
}

;// CONCATENATED MODULE: ./src/installation/pip-settings.js
/** Where pip looks for settings, the last of them first (pip's docs, Configuration: precedence). */
const sections = ['global', 'install', ':env:'];
/** Settings that say where packages go and where pip itself runs, which an environment of its own has decided. */
const placing = ['config-file', 'prefix', 'python', 'require-virtualenv', 'root', 'target', 'user'];
/**
 * What `pip config list` prints, a setting a line as `section.name='value'`, with the value as Python writes a string.
 * It has read variables and files, and merged the files.
 */
function readConfigList(lines) {
    const found = lines.flatMap(line => {
        const [, section = '', name = '', value = ''] = /^(global|install|:env:)\.([^=\s]+)=(['"].*)$/.exec(line) ?? [];
        return section === '' ? [] : [{ rank: sections.indexOf(section), name, value: pythonString(value) }];
    });
    return merge(found.sort((a, b) => a.rank - b.rank));
}
/** What pip's variables (`PIP_\u2026`) alone say; for a Python without pip. */
function settingsOfVariables(env) {
    const found = Object.entries(env).flatMap(([name, value = '']) => name.startsWith('PIP_') ? [{ name: name.slice(4).toLowerCase().replaceAll('_', '-'), value }] : []);
    return merge(found);
}
/** The variables by which pip itself is set so, whatever it would find in files. */
function pipVariables(settings, platform) {
    const named = Object.entries(settings).map(([name, value]) => [
        `PIP_${name.toUpperCase().replaceAll('-', '_')}`,
        value
    ]);
    return { ...Object.fromEntries(named), PIP_CONFIG_FILE: platform === 'win32' ? 'nul' : '/dev/null' };
}
/** Whether the value of a switch means yes (pip's own words for it). */
function isOn(value) {
    return /^(?:y|yes|t|true|on|1)$/i.test(value.trim());
}
/** Whether the value of a switch means no. */
function isOff(value) {
    return /^(?:n|no|f|false|off|0)$/i.test(value.trim());
}
/** The entries of a setting that takes several. */
function entriesOf(value) {
    return value.split(/\s+/).filter(entry => entry !== '');
}
/** The last one counts, lists too; pip ignores empty ones. */
function merge(found) {
    const named = found.filter(({ name, value }) => value.trim() !== '' && !placing.includes(name));
    return Object.fromEntries(named.map(({ name, value }) => [name, value]));
}
const escapes = { n: '\n', r: '\r', t: '\t' };
function pythonString(text) {
    return text
        .slice(1, -1)
        .replace(/\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/gs, (_, x, u, long, one) => {
        const code = x ?? u ?? long;
        return code === undefined ? (escapes[one] ?? one) : String.fromCodePoint(Number.parseInt(code, 16));
    });
}

;// CONCATENATED MODULE: ./src/installation/requirement-options.js


/** Files that are read at most, and of each at most so many bytes. */
const maxFiles = 200;
const requirement_options_maxBytes = 4 * 1024 * 1024;
const shortNames = {
    '-i': 'index-url',
    '--pypi-url': 'index-url',
    '-f': 'find-links',
    '-r': 'requirement',
    '-c': 'constraint',
    '-e': 'editable'
};
/** Reads requirements files and those that they name; what can't be read is left to the installer. */
async function readRequirementFiles(paths) {
    const seen = new Map();
    const options = {};
    const variables = new Set();
    const hashed = [];
    const texts = [];
    const read = async (path) => {
        const known = seen.get(path);
        if (known !== undefined || seen.size >= maxFiles)
            return known ?? false;
        // Files may name each other in a circle.
        seen.set(path, false);
        const text = await requirement_options_textOf(path);
        texts.push(text);
        for (const [, name = ''] of text.matchAll(/\$\{([A-Z0-9_]+)\}/g))
            variables.add(name);
        let hasHash = false;
        for (const line of requirement_options_linesOf(text)) {
            hasHash ||= /\s--hash[=\s]/.test(line);
            const found = optionOf(line);
            if (found === undefined)
                continue;
            options[found.name] = [...(options[found.name] ?? []), found.value];
            const isFile = ['requirement', 'constraint'].includes(found.name) && !/^[a-z][a-z0-9+.-]+:\/\//i.test(found.value);
            if (isFile)
                hasHash = (await read((0,external_node_path_.resolve)((0,external_node_path_.dirname)(path), found.value))) || hasHash;
        }
        seen.set(path, hasHash);
        return hasHash;
    };
    for (const path of paths)
        if (await read(path))
            hashed.push(path);
    return { options, hashed, variables: [...variables], text: texts.join('\n') };
}
/** The lines of a requirements file as pip reads them: continued ones joined, without comments. */
function requirement_options_linesOf(text) {
    const joined = text.replace(/\\(?:\r\n|\n|\r)/g, ' ');
    return joined.split(/\r\n|\n|\r/).map(line => line.replace(/(^|\s)#.*$/, '').trim());
}
function optionOf(line) {
    const [, short, long, value = ''] = /^(?:(-[a-z])|(--[a-z][a-z0-9-]*))(?:\s*=\s*|\s*)(.*)$/.exec(line) ?? [];
    const option = short ?? long;
    if (option === undefined)
        return undefined;
    return { name: shortNames[option] ?? option.replace(/^-+/, ''), value: value.replace(/^(['"])(.*)\1$/, '$2') };
}
async function requirement_options_textOf(path) {
    try {
        const { size } = await (0,promises_.stat)(path);
        return size > requirement_options_maxBytes ? '' : await (0,promises_.readFile)(path, 'utf8');
    }
    catch {
        return '';
    }
}

;// CONCATENATED MODULE: ./src/installation/preparation.js










/** Finds out how pip is set up in this job, and what the requirements files say. */
async function prepareInstallation(request, python) {
    const { installEnv, requirements, workingDirectory } = request;
    const { platform } = process;
    const env = installationEnvironment(request.env, platform, installEnv);
    // In a file, since every user of the machine may read the arguments of a process.
    const files = [...requirements.files, ...(await writeLines(request, 'requirements.txt', requirements.lines))];
    const facts = await readRequirementFiles(files);
    const { settings, isWhole, isReadable } = await askPip(request, python, env);
    // pip shows an address in a requirement as it is after its variables have been filled in.
    const filled = facts.text.replace(/\$\{([A-Z0-9_]+)\}/g, (whole, name) => env[name] ?? whole);
    hideSecrets(request, [...Object.values(settings), ...Object.values(env), filled]);
    const isThere = (path) => (0,external_node_fs_.existsSync)((0,external_node_path_.resolve)(workingDirectory, path));
    return { request, python, files, isReadable, circumstances: { settings, isWhole, facts, env, platform, isThere } };
}
async function askPip(request, python, env) {
    // Where pip would be called, for relative paths; isolated (-I), since the checkout may have a module of any name.
    const question = { file: python, args: ['-I', '-m', 'pip', 'config', 'list'], env };
    const { code, lines } = await ask(request, question, request.workingDirectory);
    if (code === 0)
        return { settings: readConfigList(lines), isWhole: true, isReadable: true };
    const isMissing = lines.some(line => /No module named pip\b/.test(line));
    if (isMissing)
        request.log.info("This Python has no pip: pip's variables count, but its configuration files are not read.");
    return { settings: settingsOfVariables(env), isWhole: false, isReadable: isMissing };
}
function hideSecrets({ env, installEnv, log }, texts) {
    const named = namedSecrets(env, installEnv, process.platform);
    for (const secret of [...credentialsIn(texts.join('\n')), ...named])
        log.mask(secret);
}
/** Writes lines into a file of this step's own, and returns its path; none if there are no lines. */
async function writeLines({ folder }, name, lines) {
    if (lines.length === 0)
        return [];
    const path = (0,external_node_path_.join)(folder, name);
    await inRunnerTemp(path, () => (0,promises_.writeFile)(path, `${lines.join('\n')}\n`, { mode: 0o600 }));
    return [path];
}

;// CONCATENATED MODULE: ./src/installation/install-into.js









/** Installs ZenML and the requirements, then those of the integrations, which the ZenML that is there now names. */
async function installInto(job, installer, python) {
    const { request } = job;
    const whole = await installRequirements(job, installer, python);
    if (request.integrations.length === 0)
        return;
    const needed = await askIntegrations(job, installer, python);
    const own = await writeLines(request, 'integrations.txt', needed);
    if (own.length === 0)
        return;
    // With all the rest, so that the installer says what doesn't go together, and with the ZenML that was asked.
    await install(job, installer, python, [...whole, ...asFiles(own), ...(await zenmlPin(job, python))]);
}
/** Keeps the ZenML that the requirements or the interpreter brought; a version that was asked for is among the packages anyway. */
async function zenmlPin({ request }, python) {
    if (request.zenmlVersion !== null)
        return [];
    const { zenml } = await readInstalled(python, request);
    return asConstraints(await writeLines(request, 'zenml.txt', [`zenml==${zenml}`]));
}
/** Returns the arguments that name everything which is there now. */
async function installRequirements(job, installer, python) {
    const { circumstances, files, request } = job;
    const { facts, settings } = circumstances;
    const { requirements, zenmlVersion } = request;
    const named = [...requirements.projects, ...files];
    const needsHashes = 'require-hashes' in facts.options || isOn(settings['require-hashes'] ?? '');
    const hashed = needsHashes ? named : facts.hashed;
    // pip wants a hash of everything that is named in one go with something that has one; the zenml that is added has none.
    if (zenmlVersion !== null && (needsHashes || (installer.tool === 'pip' && hashed.length > 0)))
        return installHashedFirst(job, installer, python, { hashed, needsHashes, zenmlVersion });
    const all = [...(zenmlVersion === null ? [] : [`zenml==${zenmlVersion}`]), ...asFiles(named)];
    if (all.length > 0)
        await install(job, installer, python, all);
    return all;
}
/** Installs files with hashes by themselves, and then the rest, which may not change what they brought. */
async function installHashedFirst(job, installer, python, asked) {
    const { files, request } = job;
    const { hashed, needsHashes, zenmlVersion } = asked;
    if (hashed.length > 0)
        await install(job, installer, python, asFiles(hashed));
    const { packages, zenml } = await readInstalled(python, request);
    const rest = [...request.requirements.projects, ...files].filter(file => !hashed.includes(file));
    const pins = asConstraints(await writeLines(request, 'constraints.txt', packages));
    const others = [`zenml==${zenmlVersion}`, ...asFiles(rest), ...pins];
    if (zenml === zenmlVersion && rest.length === 0)
        return others;
    if (needsHashes) {
        throw new errors/* ActionError */.lZ(`Every package needs a hash here (require-hashes), and zenml==${zenmlVersion} has none`, {
            where: 'requirements',
            remedy: `Name zenml==${zenmlVersion} with its hashes in a requirements file (\`pip-compile --generate-hashes\`), or set zenml-version: none to let the requirements decide.`
        });
    }
    await install(job, installer, python, others);
    return others;
}
function asFiles(paths) {
    return paths.flatMap(path => ['-r', path]);
}
function asConstraints(paths) {
    return paths.flatMap(path => ['-c', path]);
}
async function install({ circumstances, request }, installer, python, packages) {
    const { code, lines } = await runShown(request, installer.install(python, packages));
    if (code === 0)
        return;
    const { env, zenmlVersion } = request;
    const { env: given, facts, platform } = circumstances;
    throw installationFailure({ lines, zenmlVersion, env, given, variables: facts.variables, platform });
}
async function askIntegrations({ request }, { env }, python) {
    const config = (0,external_node_path_.join)(request.folder, 'zenml-integrations');
    await makePrivateFolder(config);
    const quiet = { ZENML_CONFIG_PATH: config, ZENML_ANALYTICS_OPT_IN: 'false', ZENML_LOGGING_VERBOSITY: 'ERROR' };
    const args = ['-c', integrationsQuestion, ...request.integrations];
    const { code, lines } = await runUnseen(request, { file: python, args, env: { ...env, ...quiet } });
    const needed = code === 0 ? readIntegrations(request.integrations, lines) : undefined;
    if (needed !== undefined)
        return needed;
    throw new errors/* ActionError */.lZ(`ZenML could not say what its integrations require: ${failure_lastWords(lines)}`, {
        where: 'integrations',
        remedy: 'Write the packages into the requirements instead.'
    });
}

;// CONCATENATED MODULE: ./src/installation/package-sources.js


const publicIndex = 'https://pypi.org/simple';
/** Where uv takes packages from, as it may be shown: by its variables, options of requirements files, and `--no-index`. */
function uvSources(env, { options }, noIndex) {
    const named = env['UV_DEFAULT_INDEX'] || env['UV_INDEX_URL'] || options['index-url']?.at(-1);
    const extra = [...entriesOf(env['UV_INDEX'] ?? ''), ...entriesOf(env['UV_EXTRA_INDEX_URL'] ?? '')];
    const indexes = [named ?? publicIndex, ...extra, ...(options['extra-index-url'] ?? [])];
    const links = [...(env['UV_FIND_LINKS'] ?? '').split(','), ...(options['find-links'] ?? [])];
    return shown(noIndex || 'no-index' in options ? [] : indexes, links);
}
/** Where pip takes packages from, as it may be shown: by its settings and options of requirements files. */
function pipSources(settings, { options }) {
    const set = [
        settings['index-url'] ?? settings['pypi-url'] ?? publicIndex,
        ...entriesOf(settings['extra-index-url'] ?? '')
    ];
    const inFiles = options['index-url']?.at(-1);
    const indexes = [...(inFiles === undefined ? set : [inFiles]), ...(options['extra-index-url'] ?? [])];
    const links = [...entriesOf(settings['find-links'] ?? ''), ...(options['find-links'] ?? [])];
    return shown(isOn(settings['no-index'] ?? '') || 'no-index' in options ? [] : indexes, links);
}
function shown(indexes, links) {
    return [...new Set([...indexes, ...links].filter(entry => entry !== '').map(shownIndex))];
}

;// CONCATENATED MODULE: ./src/installation/uv-settings.js

const nothing = { forUv: () => ({}) };
const variable = (name, ...older) => ({
    own: [name, ...older],
    forUv: value => ({ variables: { [name]: value } })
});
const uv_settings_list = (name, ...older) => ({
    own: [name, ...older],
    forUv: value => ({ variables: { [name]: entriesOf(value).join(' ') } })
});
const whole = (name) => ({
    own: [name],
    forUv: value => {
        const number = Math.ceil(Number(value));
        return Number.isSafeInteger(number) ? { variables: { [name]: String(number) } } : undefined;
    }
});
const uv_settings_option = (name) => ({ forUv: value => switched(value, { args: [name] }) });
const options = (name) => ({
    forUv: value => ({ args: value.split(/[\s,]+/).flatMap(entry => (entry === '' ? [] : [name, entry])) })
});
/**
 * pip's settings (docs of pip 26, `pip install`) and what uv has for each (docs of uv 0.13, environment variables and
 * `uv pip install`). What isn't here is unknown to uv.
 */
const translations = {
    'index-url': variable('UV_DEFAULT_INDEX', 'UV_INDEX_URL'),
    'pypi-url': variable('UV_DEFAULT_INDEX', 'UV_INDEX_URL'),
    'extra-index-url': {
        // uv's own variables only add indexes as well. pip takes the best version of all, uv by itself that of the first index
        // that has the name.
        forUv: (value, _, env) => ({
            variables: {
                UV_INDEX: [...entriesOf(env['UV_INDEX'] ?? ''), ...entriesOf(value)].join(' '),
                UV_INDEX_STRATEGY: 'unsafe-best-match'
            }
        })
    },
    'find-links': {
        own: ['UV_FIND_LINKS'],
        forUv: (value, isThere) => {
            // pip warns of a folder that isn't there, and uv fails.
            const entries = entriesOf(value).filter(entry => /^[a-z][a-z0-9+.-]+:/i.test(entry) || isThere(entry));
            if (entries.some(entry => entry.includes(',')))
                return undefined;
            return entries.length === 0 ? {} : { variables: { UV_FIND_LINKS: entries.join(',') } };
        }
    },
    'no-index': uv_settings_option('--no-index'),
    'trusted-host': uv_settings_list('UV_INSECURE_HOST'),
    cert: { forUv: value => ({ variables: { SSL_CERT_FILE: value } }) },
    'client-cert': { forUv: value => ({ variables: { SSL_CLIENT_CERT: value } }) },
    proxy: {
        forUv: value => {
            const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'];
            const set = names.flatMap(name => [name, name.toLowerCase()]).map(name => [name, value]);
            // pip goes to this proxy whatever NO_PROXY says.
            return { variables: { ...Object.fromEntries(set), NO_PROXY: '', no_proxy: '' } };
        }
    },
    timeout: whole('UV_HTTP_TIMEOUT'),
    'default-timeout': whole('UV_HTTP_TIMEOUT'),
    retries: whole('UV_HTTP_RETRIES'),
    pre: { own: ['UV_PRERELEASE'], forUv: value => switched(value, { variables: { UV_PRERELEASE: 'allow' } }) },
    constraint: uv_settings_list('UV_CONSTRAINT'),
    'build-constraint': uv_settings_list('UV_BUILD_CONSTRAINT'),
    'no-binary': options('--no-binary'),
    'only-binary': options('--only-binary'),
    'no-deps': uv_settings_option('--no-deps'),
    'require-hashes': uv_settings_option('--require-hashes'),
    'keyring-provider': {
        own: ['UV_KEYRING_PROVIDER'],
        forUv: value => {
            if (value === 'subprocess')
                return { variables: { UV_KEYRING_PROVIDER: value } };
            // Without questions (--no-input), auto means none to pip.
            return value === 'auto' || value === 'disabled' ? {} : undefined;
        }
    },
    'use-feature': {
        own: ['UV_SYSTEM_CERTS', 'UV_NATIVE_TLS'],
        forUv: value => (entriesOf(value).includes('truststore') ? { variables: { UV_SYSTEM_CERTS: 'true' } } : {})
    }
};
/** Settings that hold paths, in which pip reads a `~` as the home folder (pip's `normalize_path` and `expanduser`). */
const paths = ['find-links', 'cert', 'client-cert', 'constraint', 'build-constraint'];
function withHome(value, env) {
    const home = env['HOME'] || env['USERPROFILE'] || '~';
    return value.replace(/(^|\s)~(?=[\\/]|\s|$)/g, (_, before) => `${before}${home}`);
}
/** What a switch says; undefined for a word that pip refuses, so that pip does. */
function switched(value, on) {
    if (isOn(value))
        return on;
    return isOff(value) ? {} : undefined;
}
/** How pip talks, where it keeps things, and what a fresh environment doesn't need. */
const irrelevant = `
  break-system-packages cache-dir compile debug disable-pip-version-check exists-action log no-cache-dir no-clean no-color
  no-compile no-input no-python-version-warning no-warn-conflicts no-warn-script-location progress-bar quiet resume-retries
  root-user-action src upgrade upgrade-strategy use-pep517 verbose
`
    .trim()
    .split(/\s+/);
/**
 * What makes uv ask what pip would ask, or the first setting for which it has nothing. What the job sets for uv itself takes the
 * place of the same setting of pip's.
 */
function uvSettings(settings, env, isThere) {
    const variables = {};
    const args = [];
    for (const [name, value] of Object.entries(settings)) {
        const known = Object.hasOwn(translations, name) ? translations[name] : undefined;
        const translation = known ?? (irrelevant.includes(name) ? nothing : undefined);
        const same = translation?.forUv(paths.includes(name) ? withHome(value, env) : value, isThere, env);
        if (same === undefined)
            return { unfit: name };
        if (translation?.own?.some(own => (env[own] ?? '') !== ''))
            continue;
        Object.assign(variables, same.variables);
        args.push(...(same.args ?? []));
    }
    const strategy = env['UV_INDEX_STRATEGY'] ?? '';
    if (strategy !== '' && 'UV_INDEX_STRATEGY' in variables)
        variables['UV_INDEX_STRATEGY'] = strategy;
    return { variables: { ...authorities(variables, env), ...variables }, args };
}
/** pip also takes its certificate authorities from these (requests, Session.merge_environment_settings), uv does not. */
function authorities(variables, env) {
    const file = env['REQUESTS_CA_BUNDLE'] || env['CURL_CA_BUNDLE'] || '';
    return file === '' || 'SSL_CERT_FILE' in variables || (env['SSL_CERT_FILE'] ?? '') !== ''
        ? {}
        : { SSL_CERT_FILE: file };
}
/** Variables of the job that name indexes to uv, and that pip knows nothing of. */
function uvIndexNames(env) {
    const names = [
        'UV_DEFAULT_INDEX',
        'UV_INDEX_URL',
        'UV_INDEX',
        'UV_EXTRA_INDEX_URL',
        'UV_FIND_LINKS',
        'UV_CONFIG_FILE'
    ];
    return names.filter(name => (env[name] ?? '') !== '');
}

;// CONCATENATED MODULE: ./src/installation/installers.js




/** The folder of a virtual environment's programs, and its interpreter. */
function venvPaths(venv, platform) {
    const path = platform === 'win32' ? external_node_path_.win32 : external_node_path_.posix;
    const bin = path.join(venv, platform === 'win32' ? 'Scripts' : 'bin');
    return { bin, python: path.join(bin, platform === 'win32' ? 'python.exe' : 'python') };
}
/** Options that uv reads in a requirements file itself (docs of uv, pip compatibility; tried with 0.13). */
const readByUv = [
    'constraint',
    'editable',
    'extra-index-url',
    'find-links',
    'index-url',
    'no-binary',
    'no-index',
    'only-binary',
    'requirement'
];
/** Installs with uv, set up as pip is; or the setting of pip's for which uv has nothing. */
function uvInstaller(uv, circumstances) {
    const { env, facts, isThere } = circumstances;
    const settings = uvSettings(settingsBesideFiles(circumstances), env, isThere);
    if ('unfit' in settings)
        return settings;
    const whole = { ...env, ...settings.variables, ...asPipWould(uv, circumstances) };
    const noIndex = settings.args.filter(arg => arg === '--no-index');
    const step = (args) => ({ file: uv.file, args, env: whole });
    return {
        tool: 'uv',
        env: whole,
        makeVenv: (python, venv) => {
            const common = ['--no-project', '--python', python];
            // With pip in it, as `python -m venv` has it: a `pip` in the user's command would otherwise be the machine's.
            return [step(['venv', '--seed', ...noIndex, ...common, venv]), step(['venv', ...common, venv])];
        },
        install: (python, packages) => step(['pip', 'install', '--python', python, ...settings.args, ...packages]),
        sources: uvSources(whole, facts, noIndex.length > 0)
    };
}
/** pip takes the best version of all indexes, and knows nothing of uv's own files. */
function asPipWould({ isBrought }, { env, facts }) {
    const strategy = env['UV_INDEX_STRATEGY'] ?? '';
    const alsoInFiles = 'extra-index-url' in facts.options && strategy === '';
    return {
        ...(isBrought || alsoInFiles ? { UV_INDEX_STRATEGY: strategy || 'unsafe-best-match' } : {}),
        ...(isBrought && (env['UV_CONFIG_FILE'] ?? '') === '' ? { UV_NO_CONFIG: 'true', UV_NO_SOURCES: 'true' } : {})
    };
}
/** Installs with the interpreter's own pip. */
function pipInstaller({ settings, isWhole, facts, env, platform }) {
    const whole = isWhole ? { ...env, ...pipVariables(settings, platform) } : env;
    // Isolated (-I): with -m alone Python looks for its modules in the current folder first, and that is the checkout.
    const step = (python, args) => ({
        file: python,
        args: ['-I', '-u', '-m', ...args],
        env: whole
    });
    return {
        tool: 'pip',
        env: whole,
        makeVenv: (python, venv) => [step(python, ['venv', venv])],
        install: (python, packages) => step(python, ['pip', 'install', '--disable-pip-version-check', '--no-input', ...packages]),
        sources: pipSources(settings, facts)
    };
}
/** Brings uv into a folder of its own, from the job's index; never built from source. */
function bringUv(python, folder, circumstances) {
    const alone = ['--only-binary', ':all:', '--no-deps', '--target', folder, 'uv'];
    return pipInstaller(circumstances).install(python, alone);
}
/** pip's settings, with the options of requirements files that uv leaves out, and without what these files replace. */
function settingsBesideFiles({ settings, facts }) {
    const added = Object.entries(facts.options).filter(([name]) => !readByUv.includes(name));
    const all = {
        ...settings,
        ...Object.fromEntries(added.map(([name, values]) => [name, values.join(' ').trim() || 'true']))
    };
    const isReplaced = 'index-url' in facts.options || 'no-index' in facts.options;
    const replaced = isReplaced ? ['index-url', 'pypi-url', 'extra-index-url'] : [];
    return Object.fromEntries(Object.entries(all).filter(([name]) => !replaced.includes(name)));
}

;// CONCATENATED MODULE: ./src/installation/installer-choice.js






/** Chooses uv if it can be set up as pip is, and lets pip bring it if the job has none; otherwise pip, and says why. */
async function chooseInstaller(job) {
    const { circumstances, isReadable, request } = job;
    if (!isReadable)
        return byPip(job, "pip's own configuration can't be read");
    const own = findProgram('uv', request.env, process.platform);
    const isBrought = own === undefined;
    const planned = uvInstaller({ file: own ?? 'uv', isBrought }, circumstances);
    if ('unfit' in planned)
        return byPip(job, `uv has nothing for pip's setting ${(0,foreign/* oneLine */.TN)(planned.unfit, 60)}`);
    if (own !== undefined)
        return { installer: planned, uv: own, isBrought };
    const brought = await bring(job);
    if ('failure' in brought)
        return byPip(job, `pip could not install it (${brought.failure})`);
    const installer = uvInstaller({ file: brought.uv, isBrought }, circumstances);
    return 'unfit' in installer ? byPip(job, installer.unfit) : { installer, uv: brought.uv, isBrought };
}
function byPip({ circumstances, request }, why) {
    const unheard = uvIndexNames(circumstances.env);
    if (unheard.length === 0)
        request.log.info(`pip is used instead of uv: ${why}.`);
    else
        request.log.warning(`pip is used instead of uv, so ${unheard.join(', ')} has no effect: ${why}.`);
    return { installer: pipInstaller(circumstances), uv: undefined, isBrought: false };
}
async function bring({ circumstances, python, request }) {
    const folder = (0,external_node_path_.join)(request.folder, 'uv');
    const { code, lines } = await runShown(request, bringUv(python, folder, circumstances));
    // pip has the programs of a folder of its own below `bin` (Windows: `bin` or `Scripts`, by its version).
    const found = ['bin', 'Scripts'].map(name => findProgram('uv', { PATH: (0,external_node_path_.join)(folder, name) }, process.platform));
    const uv = found.find(path => path !== undefined);
    if (code === 0 && uv !== undefined)
        return { uv };
    return { failure: (0,foreign/* oneLine */.TN)(lines.findLast(line => line.trim() !== '') ?? 'it said nothing', 200) };
}

;// CONCATENATED MODULE: ./src/installation/install-packages.js













/**
 * Installs ZenML, the requirements and those of integrations into a virtual environment of their own, with uv or pip and without
 * any credential of ZenML's or GitHub's; integrations alone into the environment that the interpreter has.
 *
 * Throws {@link InputError} if there is no such Python or integration, {@link ActionError} with the installer's last lines if it
 * fails, if what it installed has no ZenML, and if RUNNER_TEMP doesn't let its folder be made.
 */
async function installPackages(request) {
    const { folder, integrations, requirements, zenmlVersion } = request;
    const python = findPython(request);
    await makePrivateFolder(folder);
    const needsVenv = zenmlVersion !== null || Object.values(requirements).some(entries => entries.length > 0);
    if (!needsVenv && integrations.length === 0) {
        const { zenml } = await readInstalled(python, request);
        return asItIs(request, python, zenml);
    }
    const job = await prepareInstallation(request, python);
    const choice = await chooseInstaller(job);
    if (!needsVenv) {
        await installInto(job, choice.installer, python);
        return asItIs(request, python, await sayInstalled(request, choice, choice.installer, python));
    }
    const venv = (0,external_node_path_.join)(folder, 'venv');
    const made = venvPaths(venv, process.platform);
    const used = await installWithin(job, choice, venv);
    const zenml = await sayInstalled(request, choice, used, made.python);
    if (zenml !== null)
        return { venv, ...made, zenmlVersion: zenml };
    throw new errors/* ActionError */.lZ('The virtual environment for the command has no zenml', {
        where: 'requirements',
        remedy: 'Leave zenml-version at `server`, or name zenml in the requirements.'
    });
}
/** An interpreter that was asked for comes first on PATH even if it is used as it is; the default is there already. */
function asItIs(request, python, zenmlVersion) {
    return { venv: null, bin: request.python === undefined ? null : (0,external_node_path_.dirname)(python), python, zenmlVersion };
}
/** Makes the virtual environment and installs into it; returns what has done so in the end. */
async function installWithin(job, { installer, isBrought }, venv) {
    const { circumstances, request } = job;
    const [project] = request.requirements.projects;
    if (installer.tool === 'pip' && project !== undefined) {
        throw new errors/* ActionError */.lZ(`pip can't read the dependencies in '${(0,foreign/* oneLine */.TN)(project, 200)}', and uv could not be used`, {
            where: 'requirements',
            remedy: 'The log says why. Write `.` to install the project itself with its dependencies, or name a requirements file.'
        });
    }
    const install = async (by) => {
        await makeVenv(job, by, venv);
        await installInto(job, by, venvPaths(venv, process.platform).python);
        return by;
    };
    try {
        return await install(installer);
    }
    catch (error) {
        // A uv that the job itself doesn't have is only a faster pip: what pip makes of it counts.
        const isFinal = !isBrought || !(error instanceof InstallerError) || project !== undefined;
        if (isFinal)
            throw error;
        request.log.info('uv could not install the packages, so pip tries.');
        await (0,promises_.rm)(venv, { recursive: true, force: true });
        return install(pipInstaller(circumstances));
    }
}
async function makeVenv({ python, request }, installer, venv) {
    const words = [];
    for (const step of installer.makeVenv(python, venv)) {
        const { code, lines } = await runShown(request, step);
        if (code === 0) {
            if (words.length > 0)
                request.log.info('The virtual environment has no pip of its own, since its index has none.');
            return;
        }
        words.push(failure_lastWords(lines));
        await (0,promises_.rm)(venv, { recursive: true, force: true });
    }
    throw new errors/* ActionError */.lZ(`The virtual environment could not be made: ${words.at(-1)}`, {
        where: 'python',
        remedy: 'The interpreter needs its venv module (Debian and Ubuntu: apt-get install python3-venv); uv on PATH needs neither it nor pip.'
    });
}

;// CONCATENATED MODULE: ./src/installation/requirements-input.js




const where = 'requirements';
// PEP 508: name [extras] (version specifiers or @ URL) ; marker. The installer checks the rest; this only sets a requirement apart
// from paths and options.
const requirements_input_name = '[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?';
const extras = '(?:\\s*\\[[A-Za-z0-9._,\\s-]*\\])?';
const clause = '(?:===|==|~=|!=|<=|>=|<|>)\\s*[\\w.*+!-]+';
const versions = `\\s*(?:${clause}(?:\\s*,\\s*${clause})*|\\(\\s*${clause}(?:\\s*,\\s*${clause})*\\s*\\))`;
const url = '\\s*@\\s*[A-Za-z][A-Za-z0-9+.-]*:\\S+';
const requirement = new RegExp(`^${requirements_input_name}${extras}(?:${versions}|${url})?(?:\\s*;.+)?$`);
/** `-r file`, `--requirement file` and `--requirement=file`, as in a requirements file. */
const fileOption = /^(?:-r\s*|--requirement(?:\s+|\s*=\s*))(\S.*)$/;
const editableOption = /^(?:-e\s*|--editable(?:\s+|\s*=\s*))(\S.*)$/;
const looksLikeFile = /^\.|^[^@;\s]*[\\/]|\.(?:txt|in|lock|toml|cfg|pip|ya?ml|py|whl|zip|tar\.gz)$|^Pipfile$/i;
const address = /^(?:[^\\/]*@\s*)?[a-z][a-z0-9+.-]+:\/\/\S/i;
const archive = /\.(?:whl|zip|tar\.gz|tgz|tar\.bz2)$/i;
/** What makes a folder a package that can be installed. */
const projectFiles = ['pyproject.toml', 'setup.py', 'setup.cfg'];
const asProject = 'Write `.` to install the project itself, or';
/** Files of other tools, which no installer reads as requirements, and what to do with each. */
const foreignFiles = [
    [/^uv\.lock$/i, `${asProject} name a file made by \`uv export --frozen --no-emit-project -o requirements.txt\`.`],
    [/^poetry\.lock$/i, `${asProject} name a file made by \`poetry export -o requirements.txt\` (poetry-plugin-export).`],
    [/^pdm\.lock$/i, `${asProject} name a file made by \`pdm export -o requirements.txt\`.`],
    [/^pipfile(?:\.lock)?$/i, 'Name a file made by `pipenv requirements > requirements.txt`.'],
    [
        /^pylock(?:\.[^.]+)?\.toml$/i,
        'Name a file with the same packages as requirements, made by the tool that made this one, for example `uv export --frozen -o requirements.txt`.'
    ],
    [
        /^(?:conda-lock|environment[\w.-]*|conda[\w.-]*)\.ya?ml$|^conda[\w.-]*\.lock$/i,
        "It lists conda's packages: write their names on PyPI as requirements, or make the environment in a step before this one and set `python` to its interpreter and `zenml-version: none`."
    ]
];
/**
 * The input `requirements`, one entry a line: a requirements file, `pyproject.toml`, a folder with a project (`.`, `.[extra]`,
 * `-e .`) or a built package, each inside the workspace and relative to the working directory, or a requirement such as
 * `pandas==2.*`, `zenml[s3]`, `name @ https://\u2026`; blank lines and comments are dropped.
 * Throws {@link InputError} naming the line, for any other option, a file that isn't there or lies outside the workspace, a file
 * of another tool, and anything else.
 */
async function readRequirements(text, workspace, lookup) {
    const found = { files: [], projects: [], lines: [] };
    for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
        // pip's own rule: a comment begins at the start or after a blank, since # is also part of URLs.
        const entry = line.replace(/(^|\s)#.*$/, '').trim();
        if (entry === '')
            continue;
        const { kind, value } = await requirements_input_readEntry(entry, `${where} line ${index + 1}`, workspace, lookup);
        found[kind].push(value);
    }
    return found;
}
async function requirements_input_readEntry(entry, place, workspace, lookup) {
    const shown = (0,foreign/* oneLine */.TN)(entry, 200);
    const option = fileOption.exec(entry)?.[1];
    const editable = editableOption.exec(entry)?.[1];
    const isBare = option === undefined && editable === undefined;
    if (isBare && entry.startsWith('-')) {
        throw new errors/* InputError */.dz(`The option '${shown}' cannot be used`, {
            where: place,
            remedy: 'Put options into a requirements file and name that file; only -r, --requirement, -e and --editable are read here.'
        });
    }
    // The file system isn't asked for a URL, which would only confuse the message.
    if (isBare && address.test(entry))
        return { kind: 'lines', value: entry };
    if (editable !== undefined && address.test(editable)) {
        throw new errors/* InputError */.dz(`'${shown}' would be installed from elsewhere so that it can be edited`, {
            where: place,
            remedy: 'Write `name @ git+https://\u2026`; -e is for a folder of the workspace.'
        });
    }
    const local = await readPath({ option, editable, entry }, place, workspace, lookup);
    if (local !== undefined)
        return local;
    if (requirement.test(entry))
        return { kind: 'lines', value: entry };
    throw new errors/* InputError */.dz(`'${shown}' is neither a file nor a requirement`, {
        where: place,
        remedy: 'Write the path of a requirements file or one requirement a line, for example `pandas==2.*`.'
    });
}
/** What an entry names in the workspace; undefined if nothing is there and it may be a requirement. */
async function readPath(asked, place, workspace, lookup) {
    const { option, editable } = asked;
    const { path, extra } = splitExtra(asked);
    const mayBePath = option !== undefined || editable !== undefined || looksLikeFile.test(path);
    if (extra !== '' && !mayBePath)
        return undefined;
    const real = await pathInside(path, workspace, lookup, place);
    const kind = real === undefined ? 'missing' : await kindOf(real, path, place, lookup);
    // `src` is a package's name before it is the name of a folder.
    if (real !== undefined && kind === 'folder' && option === undefined && mayBePath) {
        await requirements_input_requireProject(real, path, place, lookup);
        return { kind: 'lines', value: `${editable === undefined ? '' : '-e '}${real}${extra}` };
    }
    if (real !== undefined && kind === 'file' && editable === undefined)
        return fileEntry(real, path, extra, place);
    if (!mayBePath)
        return undefined;
    const what = editable === undefined ? 'file' : 'folder';
    throw kind === 'missing' ? notThere(what, path, place, workspace) : notOfKind(what, path, place, workspace);
}
/** A path and the extras of its package, `./folder[s3]`; a file that `-r` names has none. */
function splitExtra({ option, editable, entry }) {
    const text = option ?? editable ?? entry;
    const found = option === undefined ? /^(.*?)\s*(\[[A-Za-z0-9._,\s-]*\])$/s.exec(text) : null;
    return { path: found?.[1] ?? text, extra: found?.[2] ?? '' };
}
function notThere(what, path, place, { folder }) {
    return new errors/* InputError */.dz(`There is no ${what} '${(0,foreign/* oneLine */.TN)(path, 200)}' (looked for in ${folder})`, {
        where: place,
        remedy: 'Check its spelling; it is read relative to working-directory, and a step before this one has to check the repository out.'
    });
}
function notOfKind(what, path, place, { folder }) {
    return new errors/* InputError */.dz(`Not a ${what}: '${(0,foreign/* oneLine */.TN)(path, 200)}' (looked for in ${folder})`, {
        where: place,
        remedy: 'Name a requirements file; the package of a folder is installed by `.`, `./folder` or `-e ./folder`.'
    });
}
function fileEntry(real, path, extra, place) {
    const file = real.replace(/^.*[\\/]/, '');
    const remedy = foreignFiles.find(([pattern]) => pattern.test(file))?.[1];
    if (remedy !== undefined) {
        throw new errors/* InputError */.dz(`'${(0,foreign/* oneLine */.TN)(path, 200)}' is not a requirements file, but another tool's`, {
            where: place,
            remedy
        });
    }
    if (archive.test(file))
        return { kind: 'lines', value: `${real}${extra}` };
    return { kind: /\.(?:toml|py|cfg)$/i.test(file) ? 'projects' : 'files', value: real };
}
async function requirements_input_requireProject(real, path, place, lookup) {
    for (const file of projectFiles) {
        if ((await kindOf((0,external_node_path_.join)(real, file), path, place, lookup)) === 'file')
            return;
    }
    throw new errors/* InputError */.dz(`The folder '${(0,foreign/* oneLine */.TN)(path, 200)}' has no Python project`, {
        where: place,
        remedy: 'It needs a pyproject.toml or a setup.py; name a requirements file if the folder has one.'
    });
}

;// CONCATENATED MODULE: ./src/zenml/config-schema.js



/** Keywords that let a schema depend on the value in ways that are not followed here; pydantic makes none of them. */
const notFollowed = [
    ...['if', 'not', 'contains', 'propertyNames', 'patternProperties', 'unevaluatedItems', 'unevaluatedProperties'],
    ...['dependentSchemas', 'dependencies', '$dynamicRef', '$recursiveRef']
];
const numberOf = (value) => (typeof value === 'number' ? value : NaN);
const lengthOf = (value) => (typeof value === 'string' ? Array.from(value).length : NaN);
const countOf = (value) => (Array.isArray(value) ? value.length : NaN);
/** Limits: what of a value is measured, when it passes the limit, and words for that. */
const limits = {
    minimum: [numberOf, (size, limit) => size < limit, 'The number is less than #'],
    maximum: [numberOf, (size, limit) => size > limit, 'The number is greater than #'],
    exclusiveMinimum: [numberOf, (size, limit) => size <= limit, 'The number is not greater than #'],
    exclusiveMaximum: [numberOf, (size, limit) => size >= limit, 'The number is not less than #'],
    minLength: [lengthOf, (size, limit) => size < limit, 'The string has fewer than # characters'],
    maxLength: [lengthOf, (size, limit) => size > limit, 'The string has more than # characters'],
    minItems: [countOf, (size, limit) => size < limit, 'The list has fewer than # items'],
    maxItems: [countOf, (size, limit) => size > limit, 'The list has more than # items']
};
const types = {
    null: value => value === null,
    boolean: value => typeof value === 'boolean',
    integer: value => Number.isInteger(value),
    number: value => typeof value === 'number',
    string: value => typeof value === 'string',
    array: value => Array.isArray(value),
    object: text_json/* isObject */.Gv
};
/**
 * Holds a value against a JSON schema as one that only overrides: nothing is required, since the snapshot holds a value
 * for everything, and an object with known keys takes no others, since the server drops those without a word. `pattern`
 * and `format` are left to the server. Throws {@link InputError} if the schema can't be followed, rather than let a
 * misspelt key pass.
 */
class ConfigSchema {
    #root;
    #from;
    /** `from` is where the configuration is from, for error messages. */
    constructor(root, from) {
        this.#root = root;
        this.#from = from;
    }
    /** All that is wrong with a configuration. */
    findingsOf(configuration) {
        const parts = this.#parts(this.#root);
        if (!parts.some(part => (0,text_json/* isObject */.Gv)(part['properties'])))
            throw this.#unusable('names no keys');
        return this.#check(configuration, parts, []);
    }
    /** The keys that are known at a place, in any of its alternatives. */
    keysAt(path) {
        const parts = path.reduce((level, name) => level.flatMap(part => this.#named(part, name)).flatMap(part => this.#alternatives(part)), this.#parts(this.#root));
        return [...new Set(parts.flatMap(keysOf))];
    }
    #alternatives(part) {
        return [part, ...listOf(part['anyOf'] ?? part['oneOf']).flatMap(schema => this.#parts(schema))];
    }
    /**
     * A schema as those that hold together: itself, what it refers to, and the parts of `allOf`. `above` are the schemas of
     * the same value that lead to it.
     */
    #parts(schema, above = []) {
        if (schema === true)
            return [];
        if (schema === false)
            return [{ type: [] }];
        if (!(0,text_json/* isObject */.Gv)(schema))
            throw this.#unusable('has something else where a schema belongs');
        if (above.includes(schema))
            throw this.#unusable('refers to itself');
        const keyword = notFollowed.find(name => schema[name] !== undefined);
        if (keyword !== undefined)
            throw this.#unusable(`uses '${keyword}'`);
        const { $ref: reference, allOf, ...rest } = schema;
        const referred = reference === undefined ? [] : [resolve(reference, this.#root)];
        return [rest, ...[...referred, ...listOf(allOf)].flatMap(inner => this.#parts(inner, [...above, schema]))];
    }
    #check(value, parts, path, above = []) {
        const branching = parts.find(part => part['anyOf'] !== undefined || part['oneOf'] !== undefined);
        if (branching === undefined)
            return this.#checkPlain(value, parts, path);
        // Each alternative stands beside the rest, so that it may name keys that the rest doesn't.
        const keyword = branching['anyOf'] === undefined ? 'oneOf' : 'anyOf';
        const { [keyword]: alternatives, ...rest } = branching;
        const others = parts.map(part => (part === branching ? rest : part));
        const found = listOf(alternatives).map(one => this.#check(value, [...others, ...this.#parts(one, above)], path, [...above, one]));
        return nearest(found, path);
    }
    #checkPlain(value, parts, path) {
        const expected = parts.filter(part => part['type'] !== undefined).map(part => listOf(part['type']).map(String));
        if (expected.flat().some(name => types[name] === undefined))
            throw this.#unusable('names an unknown type');
        const wrong = expected.find(names => !names.some(name => types[name]?.(value)));
        if (wrong !== undefined)
            return [{ kind: 'type', path, expected: wrong, value }];
        const found = [...choiceFindings(value, parts, path), ...limitFindings(value, parts, path)];
        if (Array.isArray(value))
            return [...found, ...this.#checkItems(value, parts, path)];
        return (0,text_json/* isObject */.Gv)(value) ? [...found, ...this.#checkKeys(value, parts, path)] : found;
    }
    #checkItems(values, parts, path) {
        return values.flatMap((value, index) => {
            const schemas = parts.map(part => listOf(part['prefixItems'])[index] ?? part['items'] ?? true);
            const inner = schemas.flatMap(schema => this.#parts(schema));
            return this.#check(value, inner, [...path, String(index)]);
        });
    }
    #checkKeys(value, parts, path) {
        const known = [...new Set(parts.flatMap(keysOf))];
        const isOpen = parts.some(isOpenPart) ||
            !parts.some(part => part['properties'] !== undefined || part['additionalProperties'] === false);
        return Object.entries(value).flatMap(([key, inner]) => {
            // Where any key is taken, as in the settings of a component, one near a known one is a misspelt one, which has no effect.
            if (!known.includes(key) && (!isOpen || (0,suggest/* byNearness */.fl)(key, known, Math.floor(key.length / 4)).length > 0))
                return [{ kind: 'unknown key', path, key, known }];
            const schemas = parts.flatMap(part => this.#named(part, key));
            return this.#check(inner, schemas, [...path, key]);
        });
    }
    /** What a part of a schema says of a key's value. */
    #named({ additionalProperties, properties }, key) {
        const named = (0,text_json/* isObject */.Gv)(properties) ? (0,text_json/* field */.ZZ)(properties, key) : undefined;
        if (named !== undefined)
            return this.#parts(named);
        return (0,text_json/* isObject */.Gv)(additionalProperties) ? this.#parts(additionalProperties) : [];
    }
    #unusable(why) {
        return new errors/* InputError */.dz(`The server's schema for this configuration cannot be used: it ${why}`, {
            where: this.#from,
            remedy: 'Leave the configuration out, or make a new snapshot, which has a new schema.'
        });
    }
}
/** What is wrong by the alternative that was meant: of the value's own kind, and with the fewest faults. */
function nearest(found, path) {
    const isWhole = (one) => one.path.length === path.length && (one.kind === 'type' || one.kind === 'choice');
    const inside = found.filter(findings => !findings.some(isWhole));
    const [best] = inside.toSorted((a, b) => a.length - b.length);
    if (best !== undefined)
        return best;
    // None fits as a whole: all that may stand here is said at once.
    const whole = found.flatMap(findings => findings.filter(isWhole));
    const choices = whole.flatMap(one => (one.kind === 'choice' ? [one] : []));
    const [first] = choices;
    if (first !== undefined)
        return [{ ...first, allowed: choices.flatMap(({ allowed }) => allowed) }];
    return whole
        .slice(0, 1)
        .map(one => ({ ...one, expected: whole.flatMap(other => (other.kind === 'type' ? other.expected : [])) }));
}
function choiceFindings(value, parts, path) {
    return parts
        .map(part => ('const' in part ? [part['const']] : part['enum']))
        .filter(allowed => Array.isArray(allowed) && !allowed.includes(value))
        .map(allowed => ({ kind: 'choice', path, allowed: listOf(allowed), value }));
}
function limitFindings(value, parts, path) {
    return parts.flatMap(part => Object.entries(limits).flatMap(([keyword, [measure, passes, words]]) => {
        const limit = part[keyword];
        if (typeof limit !== 'number' || !passes(measure(value), limit))
            return [];
        return [{ kind: 'limit', path, message: words.replace('#', String(limit)) }];
    }));
}
function keysOf(part) {
    return (0,text_json/* isObject */.Gv)(part['properties']) ? Object.keys(part['properties']) : [];
}
/** Whether there may be keys that have no name in a part of a schema. */
function isOpenPart({ additionalProperties = false }) {
    return additionalProperties !== false;
}
function listOf(value) {
    if (value === undefined)
        return [];
    return Array.isArray(value) ? value : [value];
}
/** The schema that a reference such as `#/$defs/Name` leads to. */
function resolve(reference, root) {
    if (typeof reference !== 'string' || !reference.startsWith('#'))
        return undefined;
    const names = reference
        .split('/')
        .slice(1)
        .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'));
    return names.reduce((node, name) => ((0,text_json/* isObject */.Gv)(node) ? (0,text_json/* field */.ZZ)(node, name) : undefined), root);
}

;// CONCATENATED MODULE: ./src/trigger/config-reasons.js
const missing = {
    reason: "The snapshot's stack has no such component",
    remedy: 'Remove it, or make a snapshot on a stack that has one.'
};
/**
 * By place and key, those that a configuration file of ZenML can have and a run of a snapshot can't, where the server's
 * schema doesn't name them. Measured on 0.98.0: parameters of a static pipeline, `build`, `schedule`, Docker settings,
 * and settings of a type of component that the stack lacks are refused with 400; with the others the run starts without
 * a word.
 */
const config_reasons_refusals = {
    '/parameters': {
        reason: 'The parameters of a static pipeline are fixed when its snapshot is made',
        remedy: 'Set parameters of its steps ({parameters}), or make the pipeline dynamic.'
    },
    '/build': {
        reason: 'A run takes the container build of its snapshot, and the server refuses another one',
        remedy: 'Remove it. For another build, make a new snapshot with it.'
    },
    '/schedule': {
        reason: 'A run of a snapshot starts at once, and the server refuses a schedule for it',
        remedy: "Remove it, and write 'on: schedule' in the workflow."
    },
    '/stack': {
        reason: "A run cannot change its snapshot's stack",
        remedy: "Remove it: the environment decides, by its name or by 'stack' in environments."
    },
    'settings/docker': {
        reason: 'The container image is built when the snapshot is made, and the server refuses Docker settings for a run',
        remedy: 'Remove them. For another image, make a new snapshot with these settings.'
    },
    'settings/component': {
        reason: "The snapshot's stack has no such component, so that these settings would have no effect",
        remedy: 'Remove them, or give each environment a config of its own.'
    },
    'steps.*/step_operator': missing,
    'steps.*/experiment_tracker': missing,
    'steps.*/outputs': {
        reason: 'How a step stores its outputs is decided when the snapshot is made',
        remedy: 'Remove it. For other materializers, make a new snapshot with them.'
    },
    'steps/*': {
        reason: 'A dynamic pipeline makes its steps while it runs, so a run cannot configure one of them',
        remedy: "Write what holds for all steps at the top, as in 'enable_cache: false', or set 'parameters'."
    }
};
/** The types of components of a stack, of which settings go by type, type.flavor or type:name. */
const component = /^(?:alerter|annotator|artifact_store|container_registry|data_validator|deployer|experiment_tracker|feature_store|image_builder|log_store|model_deployer|model_registry|orchestrator|step_operator)(?![^.:])/;
/** Why a key that the schema doesn't know can't stand at a place; undefined if nothing more is known of it. */
function refusalOf(path, key, known) {
    const place = path.map((part, nth) => (nth === 1 && path[0] === 'steps' ? '*' : part)).join('.');
    // A static pipeline has steps, so that an unknown one is misspelt.
    if (place === 'steps')
        return known.length === 0 ? config_reasons_refusals['steps/*'] : undefined;
    const isOfSettings = place === 'settings' || place === 'steps.*.settings';
    const row = isOfSettings ? `settings/${component.test(key) ? 'component' : key}` : `${place}/${key}`;
    return Object.hasOwn(config_reasons_refusals, row) ? config_reasons_refusals[row] : undefined;
}

;// CONCATENATED MODULE: ./src/trigger/config-fault.js




/** Keys of a run configuration that only the action sets. */
const ownedKeys = ['run_name'];
/** Names that are listed at most; more than a run configuration has keys of its own. */
const maxListed = 30;
/** The types of JSON Schema, as what is expected and how it is written in YAML. */
const config_fault_types = {
    boolean: { name: 'a boolean', hint: 'true or false, without quotes' },
    integer: { name: 'a whole number', hint: 'a whole number, without quotes' },
    number: { name: 'a number', hint: 'a number, without quotes' },
    string: { name: 'a string', hint: 'a string (a number or boolean meant as one needs quotes)' },
    array: { name: 'a list', hint: 'a list, as in [first, second]' },
    object: { name: 'a mapping', hint: 'a mapping, as in {key: value}' }
};
/** Words for what a schema found. */
function describeFinding(finding, schema) {
    const { path } = finding;
    switch (finding.kind) {
        case 'unknown key':
            return unknownKey(finding, schema);
        case 'type':
            return { path, ...wrongType(finding.expected, finding.value) };
        case 'choice':
            return { path, ...wrongChoice(finding.allowed.map(String), finding.value) };
        case 'limit':
            return { path, message: finding.message, remedy: 'Change the value.' };
    }
}
function wrongChoice(allowed, value) {
    const remedy = (typeof value === 'string' && (0,suggest/* didYouMean */.au)(value, allowed)) || 'Use one of these.';
    return { message: `The value is not one of ${config_fault_listed(allowed)}`, remedy };
}
function unknownKey({ key, known, path }, schema) {
    const at = [...path, key];
    const refused = refusalOf(path, key, known);
    if (refused !== undefined) {
        const remedy = refused.remedy.replace('{parameters}', () => config_fault_listed(stepParameters(schema), 5) || 'steps.<step>.parameters');
        return { path: at, message: refused.reason, remedy };
    }
    const isTop = path.length === 0;
    const kind = path.length === 1 && path[0] === 'steps' ? 'step' : path.at(-1) === 'parameters' ? 'parameter' : 'key';
    const message = `There is no ${kind} '${(0,foreign/* oneLine */.TN)(key, 80)}' ${isTop ? 'in a run configuration' : 'here'}`;
    const offered = known.filter(name => !isTop || !ownedKeys.includes(name));
    const near = (0,suggest/* didYouMean */.au)(key, offered);
    const lower = near === '' ? placesBelow(path, key, schema) : [];
    if (lower.length > 0)
        return { path: at, message, remedy: `Write it as ${config_fault_listed(lower)}.` };
    return {
        path: at,
        message,
        remedy: near || (offered.length === 0 ? 'Remove it.' : `Known here: ${config_fault_nearest(key, offered)}.`)
    };
}
/** The places of all parameters of steps, as in `steps.train.parameters.rows`. */
function stepParameters(schema) {
    return schema.keysAt(['steps']).flatMap(step => {
        const names = schema.keysAt(['steps', step, 'parameters']);
        return names.map(name => `steps.${step}.parameters.${name}`);
    });
}
/** Where a key would stand rightly that was written too high: below `steps`, or below `parameters` of a step. */
function placesBelow(path, key, schema) {
    const above = path.map(part => `${part}.`).join('');
    const steps = schema.keysAt(['steps']).map(step => `steps.${step}`);
    return [...steps, ...stepParameters(schema)].filter(place => place.startsWith(above) && place.endsWith(`.${key}`));
}
function config_fault_nearest(key, names) {
    return config_fault_listed(names.length > maxListed ? (0,suggest/* byNearness */.fl)(key, names) : names);
}
function config_fault_listed(names, limit = maxListed) {
    const shown = names.slice(0, limit).map(name => (0,foreign/* oneLine */.TN)(name, 60));
    const more = names.length - shown.length;
    return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
function wrongType(expected, value) {
    // Null is not worth naming: leaving the key out is the same.
    const known = [...new Set(expected)].flatMap(name => config_fault_types[name] ?? []);
    if (known.length === 0)
        return { message: `Expected nothing, but found ${config_fault_kindOf(value)}`, remedy: 'Remove it.' };
    const names = known.map(({ name }) => name).join(' or ');
    const message = `Expected ${names}, but found ${config_fault_kindOf(value)}`;
    // Numbers to YAML 1.2, and text to PyYAML.
    const isMeant = typeof value === 'string' && /^[-+]?(?:\d+e[-+]?\d+|\d+\.\d*e\d+|\.\d+|0\d*[89]\d*)$/i.test(value);
    if (isMeant && known.some(({ name }) => name.endsWith('number'))) {
        return { message, remedy: `ZenML's YAML reads ${(0,foreign/* oneLine */.TN)(value, 40)} as text: write it like 8, 0.5 or 1.0e-3.` };
    }
    return { message, remedy: `Write ${known.map(({ hint }) => hint).join(', or ')}.` };
}
function config_fault_kindOf(value) {
    if (value === null)
        return 'nothing (null)';
    if (Array.isArray(value))
        return 'a list';
    if ((0,text_json/* isObject */.Gv)(value))
        return 'a mapping';
    if (typeof value === 'number')
        return Number.isInteger(value) ? 'a number' : 'a number with a fraction';
    return typeof value === 'boolean' ? 'a boolean' : 'a string';
}

;// CONCATENATED MODULE: ./src/trigger/snapshot.js







/**
 * Finds the snapshot to run: the newest named, runnable one of the pipeline on the resolved stack. A run can't change
 * its snapshot's stack, so a snapshot of any other stack is never taken. Throws {@link InputError} with what there is.
 */
async function findSnapshot(connection, wish, places = { pipeline: 'pipeline', snapshot: 'snapshot' }) {
    const { glimpsed, project } = connection;
    if (glimpsed?.projectId === project.id && isWanted(glimpsed, wish) && canRun(glimpsed, connection))
        return glimpsed;
    // The server silently ignores filters it does not know, so every condition is checked here again.
    const candidates = await listCandidates(connection, wish, places);
    const runnable = candidates.filter(snapshot => canRun(snapshot, connection));
    refuseSeveralPipelines(runnable, wish, places);
    const newest = runnable.reduce(newer, undefined);
    if (newest !== undefined)
        return newest;
    await requireRunner(connection, wishPlace(wish, places));
    throw await explainMissing(connection, { wish, places }, candidates);
}
/**
 * The snapshot with what its run configuration may hold, as it is now. Throws {@link InputError} if it has changed
 * since it was found.
 */
async function readDetails({ session, stack }, { id }, where) {
    const detailed = await findConfigurable(session, id);
    if (detailed !== undefined && detailed.stack?.id === stack.id)
        return detailed;
    throw new errors/* InputError */.dz('The snapshot was changed or deleted while the action looked at it', {
        where,
        remedy: 'Re-run the job.'
    });
}
function canRun(snapshot, { stack }) {
    return snapshot.runnable && snapshot.stack?.id === stack.id;
}
/** The input that names the snapshot, or else the pipeline. */
function wishPlace({ snapshot }, places) {
    return snapshot === undefined ? places.pipeline : places.snapshot;
}
function refuseSeveralPipelines(runnable, { snapshot = '' }, places) {
    const pipelines = new Set(runnable.map(({ pipeline }) => pipeline.id));
    if (pipelines.size <= 1)
        return;
    throw new errors/* InputError */.dz(`Several pipelines have a snapshot '${(0,foreign/* oneLine */.TN)(snapshot, 80)}' on this stack`, {
        where: places.snapshot,
        remedy: `Set pipeline to one of ${runnable.map(({ pipeline }) => (0,foreign/* oneLine */.TN)(pipeline.name, 80)).join(', ')}.`
    });
}
/** Throws {@link InputError} if the server says that it can't run snapshots, whichever there are. */
async function requireRunner({ session }, place) {
    if ((await saysRunsSnapshots(session)) !== false)
        return;
    throw new errors/* InputError */.dz(`This server can't run snapshots: it has no workload manager, like a plain open-source server`, {
        where: place,
        remedy: 'Set command instead of pipeline, to run the pipeline in this job.'
    });
}
async function listCandidates({ session, project }, wish, places) {
    const { pipeline, snapshot } = wish;
    if (snapshot !== undefined && isUuid(snapshot)) {
        const found = await snapshotWithId(session, snapshot);
        if (found !== undefined)
            snapshot_requireProject(found, project, places.snapshot);
        return found !== undefined && isWanted(found, wish) ? [found] : [];
    }
    return (await listSnapshots(session, project.id, { name: snapshot, pipeline })).filter(one => isWanted(one, wish));
}
/** Throws {@link InputError} if a snapshot is elsewhere: ids go for all projects, and a run is made in its snapshot's. */
function snapshot_requireProject({ id, projectId }, project, where) {
    if (projectId === project.id)
        return;
    throw new errors/* InputError */.dz(`The snapshot ${id} is in another project, not in ${(0,foreign/* oneLine */.TN)(project.name, 80)}`, {
        where,
        remedy: 'Name a snapshot of this project, or set project to the other one.'
    });
}
/** Whether a snapshot is what is asked for, wherever it runs. One without a name is what some run left behind. */
function isWanted({ id, name, pipeline }, wish) {
    const { snapshot } = wish;
    const isIt = snapshot !== undefined && isUuid(snapshot) ? isSameId(id, snapshot) : [undefined, name].includes(snapshot);
    return isIt && (name !== '' || snapshot !== undefined) && isPipeline(pipeline, wish.pipeline);
}
function isPipeline({ id, name }, wanted) {
    return wanted === undefined || name === wanted || id === wanted.toLowerCase();
}
function newer(a, b) {
    return a === undefined || (b.createdMs ?? 0) > (a.createdMs ?? 0) ? b : a;
}
async function explainMissing(connection, { places, wish }, candidates) {
    const stack = (0,foreign/* oneLine */.TN)(connection.stack.name, 80);
    const pipeline = (0,foreign/* oneLine */.TN)(wish.pipeline ?? candidates[0]?.pipeline.name ?? '<pipeline>', 80);
    const make = `Make one with \`zenml pipeline snapshot create <module.pipeline> --name <name> --stack ${stack}\`, on a stack whose components are all remote.`;
    const missing = { wish, places, stack, pipeline, make };
    const onStack = candidates.filter(one => one.stack?.id === connection.stack.id);
    if (onStack.length > 0)
        return notRunnable(missing, onStack);
    return candidates.length > 0 ? onOtherStacks(missing, candidates) : nowhere(connection, missing);
}
function notRunnable({ make, places, stack, wish }, onStack) {
    const names = onStack.map(({ name }) => (0,foreign/* oneLine */.TN)(name, 80)).join(', ');
    return new errors/* InputError */.dz(`The server cannot run the snapshot ${names} on stack ${stack}: it is not runnable`, {
        where: wishPlace(wish, places),
        remedy: `A snapshot is runnable when it has a container build and all components of its stack are remote. ${make}`
    });
}
function onOtherStacks({ make, pipeline, places, stack, wish }, candidates) {
    const stacks = [...new Set(candidates.map(one => (0,foreign/* oneLine */.TN)(one.stack?.name ?? 'a deleted stack', 80)))].join(', ');
    if (wish.snapshot === undefined) {
        const message = `'${pipeline}' has no named snapshot on stack ${stack}, only on ${stacks}`;
        return new errors/* InputError */.dz(message, { where: places.pipeline, remedy: make });
    }
    const message = `'${(0,foreign/* oneLine */.TN)(wish.snapshot, 80)}' is on stack ${stacks}, not on ${stack}, and a run cannot change its snapshot's stack`;
    return new errors/* InputError */.dz(message, {
        where: places.snapshot,
        remedy: `Name a snapshot on stack ${stack}. ${make}`
    });
}
async function nowhere({ session, project }, { make, pipeline, places, wish }) {
    const pipelines = await pipelineNames(session, project.id);
    if (wish.pipeline !== undefined && !isUuid(wish.pipeline) && !pipelines.includes(wish.pipeline)) {
        return new errors/* InputError */.dz(`There is no pipeline '${pipeline}' in project ${(0,foreign/* oneLine */.TN)(project.name, 80)}`, {
            where: places.pipeline,
            remedy: (0,suggest/* suggest */.ZA)(wish.pipeline, pipelines, 'pipelines')
        });
    }
    if (wish.snapshot === undefined) {
        const message = `'${pipeline}' has no named snapshot on any stack`;
        return new errors/* InputError */.dz(message, { where: places.pipeline, remedy: make });
    }
    const all = await listSnapshots(session, project.id, { pipeline: wish.pipeline });
    const names = all.map(({ name }) => name);
    const of = wish.pipeline === undefined ? 'any pipeline' : `pipeline ${pipeline}`;
    return new errors/* InputError */.dz(`There is no snapshot '${(0,foreign/* oneLine */.TN)(wish.snapshot, 80)}' of ${of}`, {
        where: places.snapshot,
        remedy: `${(0,suggest/* suggest */.ZA)(wish.snapshot, names, 'snapshots')} ${make}`
    });
}

;// CONCATENATED MODULE: ./src/trigger/config-check.js









/** Faults that are named in one error at most. */
const maxFaults = 10;
/**
 * Checks a run configuration against what its snapshot and the stack's components let it hold, which is asked for only
 * if there is a configuration. Throws {@link InputError}, also if the snapshot has changed since it was found.
 */
async function requireConfigurable(configuration, { connection, snapshot, wish }, places) {
    if (Object.keys(configuration).length === 0)
        return;
    const { session, stack } = connection;
    const details = await readDetails(connection, snapshot, wishPlace(wish, places));
    const componentKeys = hasSettings(configuration) ? await componentKeysOf(session, stack.id) : [];
    checkConfiguration(configuration, { ...details, componentKeys }, places.config);
}
/** Whether a configuration has settings, so that the keys of the stack's components have to be known. */
function hasSettings(configuration) {
    const { steps } = configuration;
    const holders = [configuration, ...((0,text_json/* isObject */.Gv)(steps) ? Object.values(steps) : [])];
    return holders.some(holder => (0,text_json/* isObject */.Gv)(holder) && (0,text_json/* isObject */.Gv)(holder['settings']));
}
/**
 * Checks a run configuration against the schema that the server makes for the snapshot, where the server itself would
 * silently ignore a misspelt step or key. Throws {@link InputError} with all faults, each with its place in `config`.
 */
function checkConfiguration(configuration, bounds, from = 'config') {
    if (Object.keys(configuration).length === 0)
        return;
    const usual = new ConfigSchema(usualSchema(bounds), from);
    const schema = bounds.configSchema === undefined ? usual : new ConfigSchema(bounds.configSchema, from);
    const all = [schema, usual].flatMap(one => one.findingsOf(configuration)).filter(one => !isTaken(one, bounds));
    const findings = [...new Map(all.map(finding => [config_check_placeOf(finding).join('\0'), finding])).values()];
    const own = [...(configuration['run_name'] === undefined ? [] : [ownName]), ...ownFaults(configuration)];
    refuseFaults(own, findings, { schema, from });
}
/** Throws {@link InputError} with all faults, if there are any, each with its place. */
function refuseFaults(own, findings, { from, schema }) {
    // Words are made for what is shown only: there may be thousands.
    const count = own.length + findings.length;
    const shown = [...own, ...findings.slice(0, maxFaults).map(one => describeFinding(one, schema))].slice(0, maxFaults);
    const [first] = shown;
    if (first === undefined)
        return;
    if (count === 1)
        throw new errors/* InputError */.dz(first.message, { where: config_check_keyPlace(from, first.path), remedy: first.remedy });
    const listed = shown.map(({ message, path, remedy }, nth) => `(${nth + 1}) ${config_check_nameOf(path)}: ${message}. ${remedy}`);
    const more = count > maxFaults ? [`\u2026 and ${count - maxFaults} more.`] : [];
    throw new errors/* InputError */.dz([`There are ${count} faults:`, ...listed, ...more].join(' '), { where: from });
}
function config_check_placeOf(finding) {
    return finding.kind === 'unknown key' ? [...finding.path, finding.key] : finding.path;
}
/** What is known of any configuration, even if an older server or a build without its stack gives no schema. */
function usualSchema({ stepNames }) {
    const steps = { type: 'object', properties: Object.fromEntries(stepNames.map(name => [name, true])) };
    const tag = { type: ['string', 'object'], properties: { name: { type: 'string' } }, additionalProperties: true };
    return {
        additionalProperties: true,
        properties: {
            ...(stepNames.length === 0 ? {} : { steps }),
            tags: { type: ['array', 'null'], items: tag },
            // The server's schema takes any value here, and then the server refuses what isn't text (measured on 0.98.0).
            environment: { type: ['object', 'null'], additionalProperties: { type: 'string' } }
        }
    };
}
/** What the server takes although its schema doesn't say so (measured on 0.98.0). */
function isTaken(finding, { componentKeys }) {
    const name = finding.path.at(-1);
    const isOfRunOrStep = finding.path.length === 1 || (finding.path.length === 3 && finding.path[0] === 'steps');
    if (!isOfRunOrStep)
        return false;
    if (finding.kind === 'type')
        return name === 'cache_policy' && /^default$/i.test(String(finding.value));
    return finding.kind === 'unknown key' && name === 'settings' && componentKeys.includes(finding.key);
}
/** Faults in what the action sets itself or adds to. */
function ownFaults(configuration) {
    const tags = Array.isArray(configuration['tags']) ? configuration['tags'] : [];
    return [
        ...tags.flatMap((tag, nth) => inTags((0,text_json/* isObject */.Gv)(tag) ? tag['name'] : tag, nth)),
        ...((0,text_json.at)(configuration, 'extra', provenanceKey) === undefined ? [] : [ownExtra])
    ];
}
/**
 * Checks what can be known of a source's run configuration before anything is installed. Throws {@link InputError} with
 * all faults in what the action sets itself, and for a schedule.
 */
function checkOwnConfiguration(configuration, from) {
    const { run_name: name = null, schedule = null } = configuration;
    const own = [
        ...(name === null || typeof name === 'string' ? [] : [textName]),
        ...(schedule === null ? [] : [noSchedule]),
        ...ownFaults(configuration)
    ];
    refuseFaults(own, [], { schema: new ConfigSchema({ properties: {} }, from), from });
}
/**
 * Checks a source's run configuration against the client's own models, since the client drops keys and steps that it
 * doesn't know (`_parse_config_file` and `Compiler._apply_run_configuration`, 0.84.3 to 0.98.0). Throws
 * {@link InputError} with all faults.
 */
function checkSourceConfiguration(configuration, bounds, from) {
    const { configSchema, dockerSchema, stepNames } = bounds;
    const schema = new ConfigSchema(configSchema, from);
    const steps = stepNames === undefined ? {} : Object.fromEntries(stepNames.map(name => [name, true]));
    const named = { properties: { steps: { properties: steps, additionalProperties: stepNames === undefined } } };
    const docker = (0,text_json.at)(configuration, 'settings', 'docker');
    const ofDocker = (0,text_json/* isObject */.Gv)(docker) ? new ConfigSchema(dockerSchema, from).findingsOf(docker) : [];
    const findings = [
        ...schema.findingsOf(configuration),
        ...new ConfigSchema({ ...named, additionalProperties: true }, from)
            .findingsOf(configuration)
            .filter(({ path }) => path[0] === 'steps'),
        ...ofDocker.map(one => ({ ...one, path: ['settings', 'docker', ...one.path] }))
    ];
    refuseFaults([], findings, { schema, from });
}
const textName = {
    path: ['run_name'],
    message: "Not a text, so that it can't begin the run's name",
    remedy: 'Put it in quotes, or remove it.'
};
const noSchedule = {
    path: ['schedule'],
    message: 'A push starts one run at once, and a schedule would start others that nobody follows',
    remedy: "Remove it, and write 'on: schedule' in the workflow."
};
const ownName = {
    path: ['run_name'],
    message: 'The name of the run is set by the action',
    remedy: 'Remove it, and set run-name to a prefix; the action appends what makes the name unique.'
};
const ownExtra = {
    path: ['extra', provenanceKey],
    message: `The key '${provenanceKey}' holds where the run came from, and is set by the action alone`,
    remedy: 'Use another key.'
};
function inTags(tag, nth) {
    // Anything but text is up to the schema.
    const fault = typeof tag === 'string' ? tagFault(tag) : undefined;
    return fault === undefined ? [] : [{ ...fault, path: ['tags', String(nth)] }];
}
function tagFault(tag) {
    if (typeof tag !== 'string' || tag === '' || tag.length > 255) {
        return { message: 'A tag is a text of 1 to 255 characters', remedy: 'Quote numbers; shorten long tags.' };
    }
    const shown = `'${(0,foreign/* oneLine */.TN)(tag, 80)}'`;
    const unseen = (0,foreign/* unseenIn */.ux)(tag);
    if (unseen !== undefined) {
        const remedy = 'Type it again, without the invisible character.';
        return { message: `The tag ${shown} contains the invisible character ${unseen}`, remedy };
    }
    if (!tag.toLowerCase().startsWith(reservedTagPrefix))
        return undefined;
    const message = `The tag ${shown} begins with '${reservedTagPrefix}', as only tags of the action itself do`;
    return { message, remedy: 'Use another prefix.' };
}
/** Throws {@link InputError} if a tag is empty, too long, or one that only the action may set. */
function refuseReservedTag(tag, where) {
    const fault = tagFault(tag);
    if (fault !== undefined)
        throw new errors/* InputError */.dz(fault.message, { where, remedy: fault.remedy });
}
/** The place of a key, as in `config: steps.train` or `environments: staging.config.steps.train`. */
function config_check_keyPlace(from, path) {
    return `${from}${from.includes(': ') ? '.' : ': '}${config_check_nameOf(path)}`;
}
function config_check_nameOf(path) {
    return path.map(part => (0,foreign/* oneLine */.TN)(part, 80)).join('.');
}

;// CONCATENATED MODULE: ./src/job/command-preparation.js










/** Checks the command and installs its client and requirements, before and without any credential. */
async function prepareCommand(job, command, timeUp) {
    const words = splitCommand(command);
    const { clock, env } = job.world;
    const inspect = (folder, signal) => cleanCheckout(folder, env, signal, clock);
    return { words, ...(await prepareClient(job, { group: "Installing the command's requirements", inspect }, timeUp)) };
}
/**
 * Checks what a client runs with, and installs it, before and without any credential; `inspect` judges the checkout
 * before anything is installed, and `group` is the title of the installation in the log.
 */
async function prepareClient({ contacted, inputs, world }, { group, inspect }, timeUp) {
    const { clock, env, log } = world;
    for (const tag of inputs.tags)
        refuseReservedTag(tag, 'tags');
    const passEnv = checkPassEnv(inputs.passEnv, inputs.server.apiKey, env, process.platform);
    hidePassedSecrets(passEnv, env, process.platform, log);
    const installEnv = checkInstallEnv(inputs.installEnv, inputs.server.apiKey, env, process.platform);
    for (const warning of installEnv.warnings)
        log.warning(warning);
    const workspace = await openWorkspace(workspaceOf(env), inputs.workingDirectory, world.files);
    const requirements = await readRequirements(inputs.requirements, workspace, world.files);
    const zenmlVersion = readZenmlVersion(inputs.zenmlVersion, contacted.info.version);
    const temporary = clientFolder(env);
    const signal = AbortSignal.any([world.cancel, timeUp]);
    const checkout = await inspect(workspace.folder, signal);
    const wanted = [...Object.values(requirements).flat(), ...inputs.integrations];
    const installs = zenmlVersion !== null || wanted.length > 0;
    if (installs)
        log.startGroup(group);
    try {
        const installation = await installPackages({
            zenmlVersion,
            requirements,
            integrations: inputs.integrations,
            python: inputs.python,
            workingDirectory: workspace.folder,
            folder: temporary,
            env,
            installEnv: installEnv.names,
            onLine: (_, line) => showOutput(log, line),
            log,
            signal,
            clock
        });
        return { passEnv, folder: workspace.folder, temporary, installation, checkout };
    }
    finally {
        if (installs)
            log.endGroup();
    }
}

;// CONCATENATED MODULE: ./src/trigger/requirement-rules.js



/** Judges the newest run of the code. */
function requirement_rules_verdictOf(run, requirement) {
    if (!(0,zenml_status/* isFinished */.$g)(run.status))
        return 'active';
    return notGreenWords(run, requirement) === undefined ? 'completed' : 'failed';
}
/** Why a run that has ended isn't green, as a sentence goes on behind its name; undefined if it is. */
function notGreenWords({ status, verdicts }, { environment, isChecked }) {
    if (status !== 'completed')
        return `ended as ${(0,foreign/* oneLine */.TN)(status, 40)}`;
    const said = verdicts[environment];
    if (said === 'failed')
        return 'failed the checks of its results';
    return isChecked && said === undefined ? "doesn't say that its results passed the checks" : undefined;
}
/** Whether a run is one of this repository in the required environment, by its own word and its stack; of whatever code. */
function isThere({ extra, stack }, { environment, repository, stack: required }) {
    return stack?.id === required.id && extra?.repository === repository && extra.environment === environment;
}
/** Whether a run counts for a requirement, if its code is the same: only its account's word says where it ran and what. */
function counts(run, requirement) {
    const { account, pipeline = run.pipelineName } = requirement;
    return isThere(run, requirement) && isBy(run, account) && run.pipelineName === pipeline;
}
/** Whether a service account made a run. A person may have the same name as a service account, and doesn't count. */
function isBy({ accountId, serviceAccount }, account) {
    return serviceAccount !== undefined && (serviceAccount === account || isSameId(accountId ?? '', account));
}
/** The same commit is the same code, and so is another commit with the same tree, as a merge makes it. */
function isSameCode({ extra }, { commit, tree }) {
    if (extra === undefined)
        return false;
    if (extra.codeCommit?.toLowerCase() === commit.toLowerCase())
        return true;
    return tree !== undefined && extra.codeTree?.toLowerCase() === tree.toLowerCase();
}
const done = ['completed', 'cached'];
/**
 * What a run that calls itself completed has left undone, in words; undefined if nothing. On an open-source server any
 * account can report the steps that a run in progress still lacks, which completes it, but not in the name of the run's
 * `account` (an id; measured on 0.98.0). `expected` are the names of the steps that it has to have: none for a dynamic
 * pipeline, which makes them as it goes, and undefined if nobody knows them any longer.
 */
function undone(steps, expected, account) {
    // The earlier attempts of a step that was retried stay in the list.
    const last = steps.filter(({ status }) => status !== 'retried');
    const open = last.find(({ status }) => !done.includes(status));
    if (open !== undefined)
        return `its step ${open.name} is ${open.status}`;
    const foreign = last.find(({ accountId }) => accountId === undefined || accountId !== account);
    if (foreign !== undefined)
        return `another account reported its step ${foreign.name}`;
    if (expected === undefined)
        return 'the snapshot that says which steps it has is gone';
    const names = new Set(steps.filter(({ status }) => done.includes(status)).map(({ name }) => name));
    const missing = expected.find(name => !names.has(name));
    if (missing !== undefined)
        return `its step ${missing} has not run`;
    return steps.length === 0 ? 'it has no steps' : undefined;
}

;// CONCATENATED MODULE: ./src/job/left-undone.js




/** What a run that calls itself completed has left undone, as a sentence goes on after "but"; undefined if nothing. Throws `ServerError`. */
async function leftUndone({ connection, until, world }, run) {
    const { project, session } = connection;
    const patience = { attempts: 6, until, signal: world.cancel };
    const [steps, expected] = await Promise.all([
        stepsOf(session, project.id, run.id, patience),
        run.snapshotId === undefined ? undefined : stepNamesOf(session, run.snapshotId, patience)
    ]);
    const cached = steps.filter(({ status }) => status === 'cached').length;
    if (cached > 0) {
        const some = cached === steps.length ? 'All of its steps were' : `${cached} of its ${steps.length} steps were`;
        world.log.info(`${some} taken from ZenML's cache, which compares a step's own source and inputs, and not the modules that it imports: ${connection.runUrl(run.id)}`);
    }
    const left = undone(steps, expected, run.accountId);
    return left === undefined ? undefined : (0,foreign/* oneLine */.TN)(left, 300);
}

;// CONCATENATED MODULE: ./src/job/commit-trees.js
/** Time for one answer of GitHub, ms; its API itself gives up after 10 s (docs.github.com, REST: timeouts). */
const commit_trees_limitMs = 30_000;
/** Trees by the code that is known, and by GitHub where there is a token for it; throws `ActionError` if GitHub refuses. */
function treesOf({ inputs, invocation, until, world }, code) {
    const asked = new Map();
    if (code.tree !== undefined)
        asked.set(code.commit, Promise.resolve(code.tree));
    const { githubToken } = inputs;
    return commit => {
        const known = asked.get(commit);
        if (known !== undefined || githubToken === undefined)
            return known ?? Promise.resolve(undefined);
        // Most jobs ask GitHub nothing.
        const answer = __webpack_require__.e(/* import() */ 918).then(__webpack_require__.bind(__webpack_require__, 1918)).then(({ treeByGithub }) => treeByGithub({
            token: githubToken,
            apiUrl: world.env['GITHUB_API_URL'] || undefined,
            repository: invocation.repository,
            clock: world.clock,
            limitMs: Math.max(0, Math.min(commit_trees_limitMs, until - world.clock.elapsed())),
            signal: world.cancel
        }, commit));
        asked.set(commit, answer);
        return answer;
    };
}

;// CONCATENATED MODULE: ./src/job/required-runs.js


/** How many of the newest runs in the required environment are looked at, and how many at once. */
const [required_runs_maxRuns, required_runs_pageSize] = [200, 25];
/** The newest run of this code, and the newest one of any, which may be the same; `among` says how many were looked at if not all. */
async function findNewest({ connection: { project, session }, until, world }, requirement, trees, isWanted = () => true) {
    const { account: user, code, pipeline, stack } = requirement;
    let newest;
    for (let page = 1; page * required_runs_pageSize <= required_runs_maxRuns; page++) {
        const asked = { project: project.id, stack: stack.id, pipeline, user, page, size: required_runs_pageSize };
        const { items, pages } = await runsOn(session, asked, { attempts: 6, until, signal: world.cancel });
        for (const run of items.filter(each => counts(each, requirement))) {
            newest ??= run;
            if (isWanted(run) && (await isOf(run, code, trees)))
                return { run, newest, among: undefined };
        }
        if (page >= pages)
            return { run: undefined, newest, among: undefined };
    }
    return { run: undefined, newest, among: required_runs_maxRuns };
}
/** Whether a run has the code; trees are asked for only where commits differ. */
async function isOf(run, code, trees) {
    const { extra } = run;
    if (extra?.codeCommit === undefined || isSameCode(run, code))
        return isSameCode(run, code);
    const codeTree = extra.codeTree ?? (await trees(extra.codeCommit));
    return (codeTree !== undefined && isSameCode({ extra: { ...extra, codeTree } }, { ...code, tree: await trees(code.commit) }));
}

;// CONCATENATED MODULE: ./src/job/requirement-missing.js




/** Why code may not run: the required environment has had no run of it. `place` names the rule. Throws `ServerError`. */
async function requirement_missing_explainMissing(job, { among, newest, requirement, trees }, place) {
    const { code, environment, pipeline } = requirement;
    const required = (0,foreign/* oneLine */.TN)(environment, 80);
    const looked = among === undefined ? '' : ` among the ${among} newest`;
    const ofPipeline = pipeline === undefined ? '' : ` of pipeline ${(0,foreign/* oneLine */.TN)(pipeline, 80)}`;
    const missing = `${required} has had no run of this code (commit ${requirement_missing_short(code.commit)})${ofPipeline}${looked}`;
    const instead = await insteadOf(job, requirement, newest);
    const tree = (await trees(code.commit)) === undefined
        ? ' The git tree of this commit is not known, so that only a run of the same commit counts.'
        : '';
    return new errors/* ActionError */.lZ(`${missing}. ${instead}${tree}`, {
        where: place,
        remedy: `Let this code run in ${required} until it is green there, then re-run this job.${tree === '' ? '' : ' Use actions/checkout before this step, or set github-token, so that a merge of the same files counts too.'}`
    });
}
/** What there is in place of the run that is missing, nearest first. */
async function insteadOf(job, requirement, newest) {
    const { connection, until, world } = job;
    const { pipeline, stack } = requirement;
    const asked = { project: connection.project.id, stack: stack.id, page: 1, size: 50 };
    const { items } = await runsOn(connection.session, asked, { attempts: 2, until, signal: world.cancel });
    const near = items.find(run => isThere(run, requirement) && isSameCode(run, requirement.code));
    if (near !== undefined) {
        const name = `The run ${(0,foreign/* oneLine */.TN)(near.name, 200)} of this code`;
        const url = connection.runUrl(near.id);
        if (!isBy(near, requirement.account))
            return `${name} was started by ${(0,foreign/* oneLine */.TN)(near.serviceAccount ?? 'a person', 80)}, whose runs don't count: ${url}.`;
        if (pipeline !== undefined && near.pipelineName !== pipeline)
            return `${name} is one of pipeline ${(0,foreign/* oneLine */.TN)(near.pipelineName ?? 'unknown', 80)}: ${url}.`;
    }
    if (newest === undefined)
        return 'No run of this repository counts there so far.';
    return `The newest run there, ${(0,foreign/* oneLine */.TN)(newest.name, 200)}, is of commit ${requirement_missing_short(newest.extra?.codeCommit ?? 'unknown')}: ${connection.runUrl(newest.id)}.`;
}
function requirement_missing_short(commit) {
    return (0,foreign/* oneLine */.TN)(commit, 64).slice(0, 12);
}

;// CONCATENATED MODULE: ./src/job/requirement.js













/**
 * Lets code run in an environment only if the one that it requires has had a good run of the same code, for which it
 * waits if that is still in progress. Asks, and changes nothing on the server. Throws {@link ActionError} with what is
 * missing.
 */
async function requireGreen(job, { code, pipeline }) {
    const { requires } = job.environment;
    if (requires === undefined)
        return;
    if (code.proven === undefined)
        throw unprovenCode(job, code.note);
    const requirement = await requirementOf(job, pipeline, code.proven);
    const run = await newestEnded(job, requirement);
    if (run === undefined)
        return;
    const left = await leftUndone(job, run);
    if (left !== undefined)
        throw notGreen(job, run, `calls itself completed, but ${left}`);
    if (job.report.facts.required?.run.id === run.id)
        return;
    job.report.publish({ required: { environment: requires.name, run: (0,facts/* runFacts */.pI)(run, job.connection) } });
    job.world.log.info(`This code was green in ${(0,foreign/* oneLine */.TN)(requires.name, 80)}: run ${(0,foreign/* oneLine */.TN)(run.name, 200)}, commit ${shortCommit(run)}, ${job.connection.runUrl(run.id)}`);
}
/**
 * Refuses code of which the required environment has had no run, or only failed ones, of whatever pipeline. For a source:
 * its pipeline's name is only known once its module has been imported, with a token of this environment at hand.
 */
async function requireKnown(job, code) {
    if (job.environment.requires === undefined)
        return;
    if (code.proven === undefined)
        throw unprovenCode(job, code.note);
    const requirement = await requirementOf(job, undefined, code.proven);
    const trees = treesOf(job, code.proven);
    const { run, ...found } = await findNewest(job, requirement, trees);
    // With others' pipelines on the stack it may be further back.
    if (found.among !== undefined)
        return;
    if (run === undefined)
        throw await requirement_missing_explainMissing(job, { requirement, trees, ...found }, requirement_placeOf(job.environment));
    if (requirement_rules_verdictOf(run, requirement) !== 'failed')
        return;
    const isGood = (each) => requirement_rules_verdictOf(each, requirement) !== 'failed';
    const good = await findNewest(job, requirement, trees, isGood);
    if (good.run === undefined && good.among === undefined)
        throw notGreen(job, run, notGreenWords(run, requirement) ?? '');
}
function unprovenCode({ environment }, note) {
    return new errors/* ActionError */.lZ(`The code that would run is not proven to be this event's. ${note}`, {
        where: requirement_placeOf(environment),
        remedy: 'Run this checkout with source, or make the snapshot from a clean checkout with a code repository registered in ZenML.'
    });
}
function requirement_placeOf({ name }) {
    return `environments: ${(0,foreign/* oneLine */.TN)(name, 80)}.requires`;
}
async function requirementOf(job, pipeline, code) {
    const { connection, environment, invocation } = job;
    const { requires = environment } = environment;
    return {
        environment: requires.name,
        stack: await requiredStack(job, requires.stack),
        account: requires.account ?? connection.account.id,
        repository: invocation.repository,
        pipeline,
        code,
        isChecked: requires.overrides.checks !== undefined
    };
}
async function requiredStack({ connection, environment }, stack) {
    const found = await findStack(connection.session, stack);
    if (found !== undefined)
        return found;
    const where = `environments: ${(0,foreign/* oneLine */.TN)(environment.requires?.name ?? '', 80)}`;
    const hint = `${(0,foreign/* oneLine */.TN)(environment.name, 80)} requires this environment, whose stack it can name with 'stack: <name or id>'.`;
    throw await missingStack(connection.session, stack, where, hint);
}
/**
 * The newest run of this code, which has completed; undefined if a dry run would have to wait for it. Throws
 * {@link ActionError} if there is none, or if it ended in another way.
 */
async function newestEnded(job, requirement) {
    const trees = treesOf(job, requirement.code);
    for (;;) {
        const { run, ...found } = await findNewest(job, requirement, trees);
        if (run === undefined)
            throw await requirement_missing_explainMissing(job, { requirement, trees, ...found }, requirement_placeOf(job.environment));
        switch (requirement_rules_verdictOf(run, requirement)) {
            case 'completed':
                return run;
            case 'failed':
                throw notGreen(job, run, notGreenWords(run, requirement) ?? '');
            case 'active':
                if (job.inputs.dryRun) {
                    job.world.log.info(`Dry run: would wait for the run ${requirement_named(job, run)} of this code.`);
                    return undefined;
                }
                await awaitEnd(job, run);
        }
    }
}
/** Waits until a run of the required environment has ended; throws at the timeout. */
async function awaitEnd(job, first) {
    const { connection, environment, inputs, until, world } = job;
    const required = (0,foreign/* oneLine */.TN)(environment.requires?.name ?? '', 80);
    if (!inputs.wait) {
        throw new errors/* InputError */.dz(`The run of this code in ${required} is still in progress, and with wait: 'false' nobody sees its end`, {
            where: 'wait',
            remedy: `Remove wait, or re-run this job once the run has ended: ${connection.runUrl(first.id)}`
        });
    }
    const { clock, log } = world;
    log.info(`Waiting for the run of this code in ${required}, which is ${(0,foreign/* oneLine */.TN)(first.status, 40)}: ${requirement_named(job, first)}`);
    const patience = {
        attempts: Number.POSITIVE_INFINITY,
        until,
        signal: world.cancel,
        refusalsPassForMs: refusalsPassMs
    };
    const beganMs = clock.elapsed();
    for (let run = first; !(0,zenml_status/* isFinished */.$g)(run.status);) {
        await clock.sleep(Math.min(2 * pollIntervalMs(clock.elapsed() - beganMs), Math.max(0, until - clock.elapsed())), world.cancel);
        if (clock.elapsed() >= until)
            throw notGreen(job, run, `is still ${(0,foreign/* oneLine */.TN)(run.status, 40)}`);
        run = await getRun(connection.session, first.id, patience);
    }
}
function notGreen(job, run, how) {
    const required = (0,foreign/* oneLine */.TN)(job.environment.requires?.name ?? '', 80);
    return new errors/* ActionError */.lZ(`The newest run of this code in ${required} ${how}: ${requirement_named(job, run)}`, {
        where: requirement_placeOf(job.environment),
        remedy: `Let this code run in ${required} until it is green there, then re-run this job.`
    });
}
function requirement_named({ connection }, run) {
    return `${(0,foreign/* oneLine */.TN)(run.name, 200)}, ${connection.runUrl(run.id)}`;
}
function shortCommit({ extra }) {
    return (0,foreign/* oneLine */.TN)(extra?.codeCommit ?? 'unknown', 64).slice(0, 12);
}

;// CONCATENATED MODULE: ./src/job/given-promotion.js






/** Time for what is asked about a run that has ended, however little of the timeout is left, ms. */
const askedMs = 30_000;
/** Whether only a run that counts may be promoted. */
function isConditional({ environment, inputs }) {
    return environment.requires !== undefined && inputs.promote !== undefined;
}
/**
 * With `requires`, throws {@link ActionError} unless a run that is to be promoted was made for this repository, in this
 * environment or the required one, by this key's account or the one whose runs count there, and says which commit its
 * code is from.
 */
function requirePromotable(job, run) {
    const { connection, environment, inputs, invocation } = job;
    if (!isConditional(job))
        return;
    const { account = connection.account.id, name = environment.name } = environment.requires ?? {};
    const isOurs = [connection.account.id, account].some(each => isBy(run, each));
    const isHere = run.extra?.repository === invocation.repository && [environment.name, name].includes(run.extra.environment ?? '');
    if (!isOurs || !isHere) {
        const maker = (0,foreign/* oneLine */.TN)(run.serviceAccount ?? 'a person', 80);
        const place = (0,foreign/* oneLine */.TN)(run.extra?.environment ?? 'no environment that it names', 80);
        const repository = (0,foreign/* oneLine */.TN)(run.extra?.repository ?? 'no repository that it names', 200);
        throw new errors/* ActionError */.lZ(`The run ${(0,foreign/* oneLine */.TN)(run.name, 200)} was made by ${maker}, in ${place}, for ${repository}, so that it can't be promoted here`, {
            where: inputs.places.promote,
            remedy: `Give a run that this action made for ${(0,foreign/* oneLine */.TN)(invocation.repository, 200)} in ${(0,foreign/* oneLine */.TN)(name, 80)}, with the account whose runs count there.`
        });
    }
    if (run.extra?.codeCommit !== undefined)
        return;
    throw new errors/* ActionError */.lZ(`The run ${(0,foreign/* oneLine */.TN)(run.name, 200)} doesn't say which commit its code is from, so that it can't be promoted where ${(0,foreign/* oneLine */.TN)(name, 80)} is required`, {
        where: inputs.places.promote,
        remedy: 'Start it with source from a clean checkout, or from a snapshot with a code reference to the commit of its event.'
    });
}
/**
 * How a followed run ends the step. With `requires` one that is to be promoted has to be completed with all its steps,
 * and its code green in the required environment. Throws what a cancel throws.
 */
async function judgePromotable(job, run, ending) {
    if (!isConditional(job) || ending.conclusion !== 'success')
        return ending;
    const until = Math.max(job.until, job.world.clock.elapsed() + askedMs);
    try {
        const left = await leftUndone({ ...job, until }, run).catch((error) => {
            if (job.world.cancel.aborted)
                throw error;
            return `it is not known whether its steps are done: ${(0,errors/* explain */.WE)(error).replace(/\.$/, '')}`;
        });
        if (left !== undefined) {
            const error = `The run ${(0,foreign/* oneLine */.TN)(run.name, 200)} calls itself completed, but ${left}.`;
            return { conclusion: 'failure', error };
        }
        const refused = await refusedByChecks({ ...job, until }, run);
        if (refused !== undefined)
            return { conclusion: 'failure', error: refused };
        await requireGreen({ ...job, until }, { pipeline: run.pipelineName ?? '', code: codeOf(run) });
        return ending;
    }
    catch (error) {
        if (job.world.cancel.aborted)
            throw error;
        return { conclusion: 'failure', error: (0,errors/* explain */.WE)(error) };
    }
}
/**
 * What checks of the required environment say against a run, in a sentence; undefined if nothing. It is asked again: the
 * run as it was followed may be without its details, or older than what the checks said. Throws `ServerError`.
 */
async function refusedByChecks({ connection, environment, until, world }, run) {
    const { name = '', overrides } = environment.requires ?? {};
    const patience = { attempts: 6, until, signal: world.cancel };
    const verdicts = await verdictsOf(connection.session, run.id, patience);
    const isChecked = overrides?.checks !== undefined && run.extra?.environment === name;
    const words = notGreenWords({ ...run, verdicts }, { environment: name, isChecked });
    return words === undefined ? undefined : `The run ${(0,foreign/* oneLine */.TN)(run.name, 200)} ${words} in ${(0,foreign/* oneLine */.TN)(name, 80)}.`;
}
/** The code that a run says it has, in its `extra`, which no other account can write. */
function codeOf({ extra, name }) {
    const note = `The run ${(0,foreign/* oneLine */.TN)(name, 200)} does not say which commit its code is from.`;
    if (extra?.codeCommit === undefined)
        return { note, proven: undefined };
    return { note, proven: { commit: extra.codeCommit, tree: extra.codeTree } };
}

;// CONCATENATED MODULE: ./src/job/given-run.js











const given_run_where = 'run-id';
/** What keeps a run from being stopped, in the end of a message. */
const goesOn = 'It goes on, since this step did not start it.';
/**
 * Follows a run that somebody else has started to its end, and never stops it: nothing is left for post. Throws
 * {@link ActionError} if there is none, or if it isn't on a stack of this environment.
 */
async function followGivenRun(job, runId) {
    const { connection, inputs, report, world } = job;
    const run = await findGivenRun(job, runId);
    publishGivenRun(job, run);
    if (inputs.dryRun) {
        const plan = `follow the run ${run.name} (${run.status})${await plannedPromotion(job, run)}`;
        report.publish({ dryRun: true, plan });
        world.log.info(`Dry run: would ${(0,foreign/* oneLine */.TN)(plan, 600)}.`);
        return { conclusion: 'skipped' };
    }
    const followed = await followRun(job, run);
    publishRun(job, followed);
    const url = connection.runUrl(run.id);
    switch (followed.end) {
        case 'finished':
            return finishRuns(job, await judgePromotable(job, followed.run, runEnding(job, followed)), [followed.run]);
        case 'cancelled':
            return { conclusion: 'cancelled', error: `The job was cancelled. ${goesOn} ${url}` };
        case 'deadline':
            return { conclusion: 'timed-out', error: `${lastSeen(followed, inputs.timeoutMs)} ${goesOn} ${url}` };
    }
}
async function findGivenRun(job, runId) {
    const { project, session } = job.connection;
    const run = await findRun(session, runId, session.patience);
    if (run === undefined) {
        throw new errors/* ActionError */.lZ(`The server has no run ${runId}, or the account may not see it`, {
            where: given_run_where,
            remedy: 'Give the output run-id of a job that used this server.'
        });
    }
    if (run.projectId !== project.id) {
        throw new errors/* ActionError */.lZ(`The run ${(0,foreign/* oneLine */.TN)(run.name, 200)} is in another project, not in ${(0,foreign/* oneLine */.TN)(project.name, 80)}`, {
            where: given_run_where,
            remedy: 'Set project to the one that the run is in.'
        });
    }
    await requireStackOf(job, run);
    requirePromotable(job, run);
    return run;
}
/** Puts the run into log and outputs before anything else can go wrong. */
function publishGivenRun({ connection, invocation, report, world }, run) {
    const { note, proven } = judgeFollowedCode(run.provenance, invocation);
    const { pipelineName: pipeline } = run;
    const codeSha = run.extra?.codeCommit ?? '';
    report.publish({
        runs: [(0,facts/* runFacts */.pI)(run, connection)],
        codeNote: note,
        codeSha,
        isOtherCode: proven === undefined,
        ...(pipeline === undefined ? {} : { pipeline })
    });
    const stack = (0,foreign/* oneLine */.TN)(run.stack?.name ?? 'unknown', 80);
    world.log.info(`Following the run ${(0,foreign/* oneLine */.TN)(run.name, 255)} on stack ${stack}: ${connection.runUrl(run.id)}`);
    world.log.info(note);
}

// EXTERNAL MODULE: ./src/text/encoding.js
var encoding = __webpack_require__(3817);
;// CONCATENATED MODULE: ./src/inputs/pem.js


/**
 * The blocks of a PEM text, whatever has become of its line ends on the way: those of Windows, spaces in their place, as
 * if a shell had the text without quotes, or `\\n` written out, as JSON has them.
 */
function pemBlocks(text) {
    const blocks = text.matchAll(/-----BEGIN ([A-Z\d ]+)-----([\s\S]+?)-----END \1-----/g);
    return [...blocks].map(([, label = '', body = '']) => ({
        label,
        text: `-----BEGIN ${label}-----\n${wrapped(body)}\n-----END ${label}-----`
    }));
}
/** Whether a PEM text has a block without an end, as one that was not copied whole. */
function isCutOff(text) {
    return (text.match(/-----BEGIN /g) ?? []).length > pemBlocks(text).length;
}
function wrapped(body) {
    const text = body.replace(/(?:\\r)?\\n/g, '\n');
    // Headers as of an encrypted key, which have lines of their own.
    if (text.includes(':'))
        return text.trim();
    return text.replace(/\s/g, '').replace(/.{64}(?=.)/g, '$&\n');
}
/**
 * The PEM text that an input or a file holds: as it is, or in base64, as pipelines keep it that allow one line only, of
 * PEM or of a certificate's bytes (DER). Undefined if it is neither.
 */
function pemTextOf(text) {
    if (text.includes('-----BEGIN'))
        return text;
    if (!/^[A-Za-z\d+/\s]{64,}={0,2}\s*$/.test(text))
        return undefined;
    const bytes = Buffer.from(text, 'base64');
    const inner = (0,encoding/* decodeText */.g)(bytes);
    if (inner.includes('-----BEGIN'))
        return inner;
    try {
        return new external_node_crypto_.X509Certificate(bytes).toString();
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./src/inputs/client-certificate.js




const client_certificate_where = 'client-certificate';
/**
 * Hides the input `client-certificate`: the whole as it is and decoded, the keys in it, and every line of these, since a
 * log shows a text of several lines one by one. Words around them stay, which may be names that are needed.
 */
function maskClientCertificate(log, input) {
    const decoded = pemTextOf(input) ?? input;
    const keys = [...decoded.matchAll(/-----BEGIN [A-Z\d ]*PRIVATE KEY-----([\s\S]*?)(?:-----END|$)/g)].map(([, body = '']) => body);
    for (const text of [input, decoded, ...keys.map(body => client_certificate_linesOf(body).join(''))])
        (0,world_secrets/* maskSecret */.$l)(log, text);
    const isPlain = decoded === input;
    const others = decoded.replace(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g, '\n');
    const long = [others, isPlain ? '' : input].flatMap(client_certificate_linesOf).filter(line => line.length >= 40);
    const own = keys.flatMap(client_certificate_linesOf).filter(line => line.length >= 8);
    for (const line of new Set([...long, ...own]))
        log.mask(line);
}
/** The lines of a text that can be base64, whatever parts them. */
function client_certificate_linesOf(text) {
    return text.split(/\s+|(?:\\r)?\\n/).filter(line => /^[A-Za-z\d+/]+={0,2}$/.test(line));
}
/**
 * The certificate and private key of the input `client-certificate`, one PEM text, also in base64, in any order. Throws
 * {@link InputError} if one of them is missing or can't be used, without a word of what is in it.
 */
function readClientCertificate(input) {
    if (input === undefined)
        return undefined;
    const text = pemTextOf(input) ?? '';
    const blocks = pemBlocks(text);
    const certificates = blocks.filter(({ label }) => label === 'CERTIFICATE');
    if (certificates.length === 0)
        throw new errors/* InputError */.dz('There is no PEM certificate in it', { where: client_certificate_where, remedy: asOneText });
    if (isCutOff(text))
        throw new errors/* InputError */.dz('A part of it has no end', { where: client_certificate_where, remedy: asOneText });
    const key = onlyKey(blocks);
    const privateKey = readKey(key);
    const own = certificates.find(certificate => readCertificate(certificate).checkPrivateKey(privateKey));
    if (own === undefined) {
        throw new errors/* InputError */.dz('Its private key is not that of a certificate in it', {
            where: client_certificate_where,
            remedy: 'Give the certificate and the key that were made for each other.'
        });
    }
    // TLS wants our own first, and those of its authorities after it.
    const chain = [own, ...certificates.filter(certificate => certificate !== own)];
    return { chain: chain.map(({ text }) => text).join('\n'), key: key.text };
}
function onlyKey(blocks) {
    const [key, ...others] = blocks.filter(({ label }) => label.endsWith('PRIVATE KEY'));
    if (key === undefined)
        throw new errors/* InputError */.dz('There is no private key in it', { where: client_certificate_where, remedy: asOneText });
    if (others.length === 0)
        return key;
    const remedy = 'Keep the one that belongs to the certificate.';
    throw new errors/* InputError */.dz('There is more than one private key in it', { where: client_certificate_where, remedy });
}
const asOneText = 'Give the certificate and its private key as one text, one after the other, each from its -----BEGIN to its -----END line.';
function readCertificate({ text }) {
    try {
        return new external_node_crypto_.X509Certificate(text);
    }
    catch {
        throw new errors/* InputError */.dz('A certificate in it cannot be read', { where: client_certificate_where, remedy: 'Copy it whole.' });
    }
}
function readKey({ label, text }) {
    if (label.startsWith('ENCRYPTED') || /^Proc-Type:.*ENCRYPTED/m.test(text)) {
        throw new errors/* InputError */.dz('Its private key has a passphrase, which the action cannot enter', {
            where: client_certificate_where,
            remedy: 'Store the key without it as a secret: `openssl pkey -in key.pem` prints it.'
        });
    }
    try {
        return (0,external_node_crypto_.createPrivateKey)(text);
    }
    catch {
        throw new errors/* InputError */.dz('The private key in it cannot be read', { where: client_certificate_where, remedy: 'Copy it whole.' });
    }
}

// EXTERNAL MODULE: ./src/world/proxies.js + 1 modules
var proxies = __webpack_require__(7398);
;// CONCATENATED MODULE: ./src/job/hide-credentials.js




/** Makes runner and action hide every credential of the step. No credential is read before this. */
function hideCredentials({ env, log }) {
    (0,world_secrets/* maskSecret */.$l)(log, (0,names/* readInput */.R5)(env, 'api-key'));
    (0,world_secrets/* maskSecret */.$l)(log, env['ZENML_STORE_API_KEY'] ?? '');
    (0,world_secrets/* maskSecret */.$l)(log, (0,names/* readInput */.R5)(env, 'github-token'));
    maskClientCertificate(log, (0,names/* readInput */.R5)(env, 'client-certificate'));
    (0,proxies/* hideProxyPasswords */.JX)(log, env);
}

;// CONCATENATED MODULE: ./src/zenml/api-keys.js






/** An API key by its account's id and its own, which the account itself may read (measured on 0.98.0); throws `ServerError`. */
function readApiKey(session, accountId, keyId, patience) {
    const what = 'read the age of the API key';
    const path = withQuery(`/api/v1/service_accounts/${accountId}/api_keys/${keyId}`, { hydrate: 'true' });
    const parse = (json) => {
        const { name } = withId(readNamed(json), keyId);
        const rotated = (0,text_json/* optionalString */.sx)((0,text_json.at)(json, 'metadata'), 'last_rotated');
        const sinceMs = serverTime(rotated ?? (0,text_json/* optionalString */.sx)((0,text_json.at)(json, 'body'), 'created'));
        if (sinceMs === undefined)
            throw new SchemaError("isn't an API key: it has no 'body.created'");
        return { name, sinceMs };
    };
    const read = (answer) => parse(agreed(what, session.access.base, answer));
    // A refusal of this question says nothing about the token.
    return session.put({ what, request: { method: 'GET', path, timeoutMs: 5_000 }, read, keepsToken: true }, patience);
}

;// CONCATENATED MODULE: ./src/zenml/token-owner.js



/** What a token says about its owner; nothing if it isn't a JWT, or says it in another way. */
function tokenOwner(token) {
    const claims = jsonOf(token.split('.')[1] ?? '');
    return { ...idAt(claims, 'sub', 'accountId'), ...idAt(claims, 'api_key_id', 'keyId') };
}
/**
 * Whether a token can be one for an API key, and for the owner of the tokens before it: a cache between may have given
 * out somebody else's. True as far as neither says anything else.
 */
function isTokenOf(token, apiKey, before) {
    const { accountId, keyId } = tokenOwner(token);
    return isSame(keyId, keyIdOf(apiKey)) && isSame(accountId, before.accountId);
}
/**
 * The id of an API key, which is `ZENKEY_` and the base64 of a JSON object (`APIKey.encode` of 0.98.0); undefined for
 * one of another kind.
 */
function keyIdOf(apiKey) {
    return idAt(jsonOf(/^ZENKEY_(.+)$/.exec(apiKey.trim())?.[1] ?? ''), 'id', 'keyId').keyId;
}
function isSame(a, b) {
    return a === undefined || b === undefined || isSameId(a, b);
}
function idAt(json, field, as) {
    const id = (0,text_json/* optionalString */.sx)(json, field);
    return id !== undefined && isUuid(id) ? { [as]: id } : {};
}
/** JSON from base64 or base64url; undefined if it is neither. */
function jsonOf(base64) {
    try {
        return JSON.parse(Buffer.from(base64, 'base64').toString('utf8'));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./src/job/key-age.js




/** Age from which on a key should be replaced, ms. */
const oldMs = 90 * 24 * 3_600_000;
/** Writes a notice if the API key is old, with the command that rotates it; throws nothing. */
async function noticeOldKey({ connection, inputs, world }, signal) {
    const { account, session } = connection;
    const keyId = keyIdOf(inputs.server.apiKey);
    if (keyId === undefined || !account.isServiceAccount)
        return;
    try {
        const key = await readApiKey(session, account.id, keyId, { attempts: 1, signal });
        const ageMs = session.serverNow() - key.sinceMs;
        if (ageMs > oldMs)
            world.log.notice(oldKey(key, account.name, ageMs));
    }
    catch (error) {
        if (!signal.aborted)
            world.log.debug(`Could not find out the age of the API key: ${(0,foreign/* oneLine */.TN)((0,errors/* explain */.WE)(error), 300)}`);
    }
}
function oldKey({ name }, account, ageMs) {
    const days = Math.floor(ageMs / 86_400_000);
    const command = `zenml service-account api-key ${word(account, '<account>')} rotate ${word(name, '<key>')} --retain 60`;
    return `api-key: The key '${(0,foreign/* oneLine */.TN)(name, 80)}' of ${(0,foreign/* oneLine */.TN)(account, 80)} is ${days} days old. Rotate it with '${command}', and put the new one into the secret; the old one stays valid for an hour.`;
}
/** A name as a word of a command, or what stands for it if a shell or the client could read it in another way. */
function word(name, otherwise) {
    return /^\w[\w.-]{0,119}$/.test(name) ? name : otherwise;
}

;// CONCATENATED MODULE: ./src/job/notices.js




/** Time that the looks get once the work is done, ms. */
const notices_graceMs = 3_000;
/**
 * Does work, and looks at the set-up beside it as soon as a run is known: the age of the key, and the GitHub environment
 * if there is a token for that. What is found becomes a notice; what can't be found out changes nothing.
 */
async function withNotices(job, work) {
    const { report, world } = job;
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, world.cancel]);
    const looks = report.hasRun.then(() => Promise.all([noticeOldKey(job, signal), noticeMisfit(job, signal)]));
    try {
        return await work();
    }
    finally {
        if ((report.facts.runs ?? []).length > 0)
            await (0,world_clock/* atMost */.Tu)(world.clock, notices_graceMs, looks);
        over.abort('the step is over');
    }
}
async function noticeMisfit({ environment, inputs, invocation, world }, signal) {
    const { githubToken: token } = inputs;
    if (token === undefined)
        return;
    const { clock, env, log } = world;
    try {
        const { findMisfits } = await __webpack_require__.e(/* import() */ 57).then(__webpack_require__.bind(__webpack_require__, 7057));
        const access = { token, apiUrl: env['GITHUB_API_URL'] || undefined, repository: invocation.repository };
        const found = await findMisfits({ ...access, clock, signal }, environment);
        for (const sentence of found)
            log.notice(`environments: ${sentence} Compare it with the rules in the repository's settings.`);
    }
    catch (error) {
        const why = error instanceof errors/* ActionError */.lZ ? (0,errors/* explain */.WE)(error) : String(error);
        if (!signal.aborted)
            log.debug(`Could not read the GitHub environment: ${(0,foreign/* oneLine */.TN)(why, 300)}`);
    }
}

;// CONCATENATED MODULE: ./src/job/own-account.js



/** Throws {@link ActionError} unless the API key is one of the service account that the environment names, if it names one. */
function requireAccount({ connection: { account }, environment: { account: wanted, name } }) {
    if (wanted === undefined)
        return;
    if (account.isServiceAccount && (account.name === wanted || isSameId(account.id, wanted)))
        return;
    const kind = account.isServiceAccount ? 'the service account' : 'the user';
    throw new errors/* ActionError */.lZ(`The API key belongs to ${kind} ${(0,foreign/* oneLine */.TN)(account.name, 80)}, not to the service account ${(0,foreign/* oneLine */.TN)(wanted, 80)}`, {
        where: `environments: ${(0,foreign/* oneLine */.TN)(name, 80)}.account`,
        remedy: `Put the key of ${(0,foreign/* oneLine */.TN)(wanted, 80)} into the secret that this job uses for ${(0,foreign/* oneLine */.TN)(name, 80)}, or correct account.`
    });
}

;// CONCATENATED MODULE: ./src/follow/stop-limits.js
/** In main, on cancel: the runner kills 10 s after its first signal, and outputs and summary come after this. */
const cancelStopLimits = { forMs: 3_000, everyMs: 700 };
/** In main at the deadline: a run that still initializes can be stopped only later. Post goes on where this ends. */
const deadlineStopLimits = { forMs: 30_000, everyMs: 2_000 };
/** In main, where a cancel came in the middle of the request to start: the run has only just been found, ms. */
const lateStopLimits = { forMs: 1_500, everyMs: 500 };
/** In post: time for everything that it asks of the server, as a request that was cut off may be worked off a minute later, ms. */
const postMs = 120_000;
/** In post: time that a command which a killed main left running gets to end, ms. */
const postGraceMs = 5_000;

// EXTERNAL MODULE: ../node_modules/yaml/dist/index.js
var dist = __webpack_require__(6637);
// EXTERNAL MODULE: ./src/text/yaml-document.js
var yaml_document = __webpack_require__(269);
;// CONCATENATED MODULE: ./src/text/python-yaml.js





/**
 * YAML 1.1 as PyYAML 6 reads it with `safe_load`, which ZenML reads its files with (`zenml/utils/yaml_utils.py`). It
 * departs from the standard: `1e3` and `-.5` are text, and `08` is too. Whatever is of none of these kinds is text.
 */
const kinds = [
    { name: 'nothing (null)', test: /^(?:~|null|Null|NULL|)$/, read: () => null },
    {
        name: 'a boolean',
        test: /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/,
        read: text => /yes|true|on/i.test(text)
    },
    {
        name: 'a number',
        test: /^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
        read: readFloat
    },
    {
        name: 'a number',
        test: /^[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+|[1-9][0-9_]*(?::[0-5]?[0-9])+)$/,
        read: readInteger
    },
    {
        name: 'a date',
        test: /^\d{4}-(?:\d\d-\d\d|\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$/
    },
    { name: "a sign of YAML's own", test: /^(?:=|<<)$/ }
];
/** Values that all aliases stand for at most, so that they don't unfold into gigabytes. */
const maxValues = 100_000;
const quoting = 'Write it in quotes.';
/**
 * Reads one YAML document into JSON as PyYAML does, merge keys (`<<`) included. Refuses what JSON has no value for, keys
 * that aren't text, and keys that occur twice; throws {@link InputError} that names the line.
 */
function readPythonYaml(text, rules) {
    refuseCharacters(text, rules.where);
    const { document, lineOf } = (0,yaml_document/* parseStrictYaml */.A)(text, { ...rules, anchors: true, schema: 'failsafe' });
    return new Reader(rules.where, lineOf).read(document.contents, 0);
}
class Reader {
    #where;
    #lineOf;
    /** The values that have an anchor, as soon as they are whole. */
    #anchored = new Map();
    /** How many values the aliases so far stand for. */
    #unfolded = 0;
    constructor(where, lineOf) {
        this.#where = where;
        this.#lineOf = lineOf;
    }
    read(node, depth) {
        if ((0,dist/* isAlias */.Vj)(node))
            return this.#readAlias(node, depth);
        const value = this.#readNode(node, depth);
        if (node?.anchor !== undefined)
            this.#anchored.set(node.anchor, value);
        return value;
    }
    #readNode(node, depth) {
        if (node === null)
            return null;
        if ((0,dist/* isMap */.jh)(node))
            return this.#readMapping(node, depth);
        return (0,dist/* isScalar */.jn)(node) ? this.#readScalar(node) : node.items.map(item => this.read(item, depth + 1));
    }
    #readAlias(node, depth) {
        if (!this.#anchored.has(node.source)) {
            throw this.#refusal(node, `*${(0,foreign/* oneLine */.TN)(node.source, 80)} is used inside the value that it refers to`, 'Write it out.');
        }
        const value = this.#anchored.get(node.source);
        const { count, height } = measure(value);
        this.#unfolded += count;
        if (this.#unfolded > maxValues || depth + height > yaml_document/* maxDepth */.M) {
            throw new errors/* InputError */.dz('The YAML uses too many aliases', { where: this.#where, remedy: 'Write values out.' });
        }
        return value;
    }
    #readMapping(map, depth) {
        const own = [];
        const merged = [];
        for (const { key, value } of map.items) {
            const inner = this.read(value, depth + 1);
            if (isMergeKey(key))
                merged.push(...(Array.isArray(inner) ? inner : [inner]));
            else
                own.push([this.#readKey(key), inner]);
        }
        if (!merged.every(text_json/* isObject */.Gv)) {
            throw this.#refusal(map, 'the key << has something other than mappings', 'Write <<: *name, or <<: [*one, *other].');
        }
        // Own keys win wherever << stands, and what is merged first wins over what is merged after it.
        const inherited = merged.toReversed().flatMap(one => Object.entries(one));
        return Object.fromEntries([...inherited, ...own]);
    }
    #readKey(key) {
        const kind = python_yaml_kindOf(key);
        if ((0,dist/* isScalar */.jn)(key) && kind === undefined)
            return String(key.value);
        throw this.#refusal(key, `the key '${sourceOf(key)}' is ${kind?.name ?? 'not text'} to ZenML's YAML`, quoting);
    }
    #readScalar(node) {
        const kind = python_yaml_kindOf(node);
        if (kind === undefined)
            return node.value;
        const value = kind.read?.(String(node.value));
        if (value !== undefined && isCarried(value))
            return typeof value === 'bigint' ? Number(value) : value;
        const what = `there is ${kind.name} (${sourceOf(node)}), which cannot be passed to the server unchanged`;
        throw this.#refusal(node, what, quoting);
    }
    #refusal(node, message, remedy) {
        return new errors/* InputError */.dz(`In line ${this.#lineOf(node)} ${message}`, { where: this.#where, remedy });
    }
}
function isMergeKey(key) {
    return (0,dist/* isScalar */.jn)(key) && key.type === dist/* Scalar */.X5.PLAIN && key.value === '<<';
}
/** The kind of a scalar; undefined for text, and for what is quoted or isn't a scalar at all. */
function python_yaml_kindOf(node) {
    if (!(0,dist/* isScalar */.jn)(node) || node.type !== dist/* Scalar */.X5.PLAIN)
        return undefined;
    const text = String(node.value);
    return kinds.find(({ test }) => test.test(text));
}
function sourceOf(node) {
    return (0,dist/* isScalar */.jn)(node) ? (0,foreign/* oneLine */.TN)(String(node.value), 80) : '';
}
/** PyYAML refuses characters that aren't printable, and ends a line at three that others take as text. */
function refuseCharacters(text, where) {
    const index = text.search(/[^\t\n\r -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
    const code = text.codePointAt(index);
    if (code === undefined)
        return;
    const point = code.toString(16).toUpperCase().padStart(4, '0');
    const line = text.slice(0, index).split('\n').length;
    throw new errors/* InputError */.dz(`In line ${line} there is the character U+${point}, which ZenML's YAML does not accept`, {
        where,
        remedy: `Remove it, or write it as "\\u${point}" in double quotes.`
    });
}
/** Whether JSON has exactly this value: not NaN, no infinity, and no whole number that its readers may round. */
function isCarried(value) {
    if (typeof value === 'bigint')
        return Number.isSafeInteger(Number(value));
    return typeof value !== 'number' || Number.isFinite(value);
}
/** NaN for `.inf` as well: JSON has neither. */
function readFloat(text) {
    const { digits, isNegative } = withoutSign(text);
    // `1:30.5` is 90.5: each part counts 60 times the one after it.
    const parts = digits.split(':').toReversed();
    const value = parts.reduce((total, part, nth) => total + Number(part) * 60 ** nth, 0);
    return isNegative ? -value : value;
}
function readInteger(text) {
    const { digits, isNegative } = withoutSign(text);
    if (/^0[bx]$/.test(digits))
        return undefined;
    const value = digits.includes(':')
        ? digits.split(':').reduce((sum, part) => sum * 60n + BigInt(part), 0n)
        : BigInt(digits.replace(/^0+(?=[0-7])/, '0o'));
    return isNegative ? -value : value;
}
function withoutSign(text) {
    return { digits: text.replaceAll('_', '').replace(/^[-+]/, ''), isNegative: text.startsWith('-') };
}
/** How many values there are in a value, and how deep they are nested. */
function measure(value) {
    if (typeof value !== 'object' || value === null)
        return { count: 1, height: 0 };
    const inner = Object.values(value).map(measure);
    return {
        count: inner.reduce((sum, { count }) => sum + count, 1),
        height: 1 + inner.reduce((most, { height }) => Math.max(most, height), 0)
    };
}

;// CONCATENATED MODULE: ./src/trigger/configuration.js






const example = "'steps: {train: {parameters: {rows: 100}}}'";
const yamlRemedy = `Write it like ${example}, each key once; text with a colon before a space, or with # [ ] { } , & * ! or % at its start, needs quotes.`;
/** Largest run configuration that is read, bytes: what the parser needs for a faulty one of 1 MiB is half a minute. */
const maxConfigBytes = 128 * 1024;
/**
 * Reads the input `config`: a mapping written inline, or the path of a file inside the workspace, links resolved,
 * since a run configuration can name code to run. Throws {@link InputError}, which names where the value is `from`.
 */
async function readConfiguration(config, files, workspace, from = 'config') {
    if (config === undefined)
        return {};
    const text = isInline(config) ? config : await readFile(config, files, workspace, from);
    const value = readPythonYaml(text, { where: from, maxLength: maxConfigBytes, remedy: yamlRemedy });
    if (value === null)
        return {};
    if (!(0,text_json/* isObject */.Gv)(value)) {
        throw new errors/* InputError */.dz('Not a run configuration: it is not a mapping', {
            where: from,
            remedy: `Write it like ${example}, or give the path of a YAML file in the workspace.`
        });
    }
    return value;
}
/** A path is one line without a colon before a space; a list is not a path either, and is reported as not a mapping. */
function isInline(config) {
    return config.includes('\n') || /:(?:\s|$)/.test(config) || /^(?:\{|- |\[.*\]$)/.test(config);
}
async function readFile(path, files, workspace, from) {
    const place = `${from}: ${(0,foreign/* oneLine */.TN)(path, 200)}`;
    const remedy = 'Check the path, and that actions/checkout runs before this step.';
    const real = await pathInside(path, { root: workspace, folder: workspace }, files, from);
    if (real === undefined)
        throw new errors/* InputError */.dz('There is no such file in the workspace', { where: place, remedy });
    const text = await files.readText(real, maxConfigBytes).catch((cause) => {
        throw new errors/* InputError */.dz('The file cannot be read, or is larger than 128 KiB', { where: place, remedy, cause });
    });
    // It stands for bytes that are not a character.
    if (text.includes('\uFFFD')) {
        throw new errors/* InputError */.dz('The file is in another encoding than UTF-8 or UTF-16', {
            where: place,
            remedy: 'Save it as UTF-8.'
        });
    }
    return text;
}
/** A configuration with the run's name, further tags, and its provenance in `extra`, beside its own. */
function completed(configuration, { provenance, runName, tags }) {
    const own = Array.isArray(configuration['tags']) ? configuration['tags'] : [];
    return { ...withProvenance(configuration, provenance), run_name: runName, tags: [...own, ...tags] };
}
/** A configuration with its provenance in `extra`, beside its own. */
function withProvenance(configuration, provenance) {
    const extra = (0,text_json/* isObject */.Gv)(configuration['extra']) ? configuration['extra'] : {};
    return { ...configuration, extra: { ...extra, [provenanceKey]: provenance } };
}

;// CONCATENATED MODULE: ./src/trigger/expected-run.js




/**
 * Throws unless a run of this trigger's name is its own: same account, project, stack and snapshot. The name itself
 * holds digests of the trigger and is unique in the project, so that no clock has to say how old the run is.
 */
async function requireFit(run, trigger) {
    const misfits = await misfitsOf(run, trigger);
    if (misfits.length === 0)
        return;
    throw new errors/* ActionError */.lZ(`The run named ${(0,foreign/* oneLine */.TN)(run.name, 200)} (${run.id}) is not this trigger's: ${misfits.join(', ')}`, {
        where: 'run',
        remedy: 'Look at that run in the dashboard; set run-name to a prefix of your own, then re-run the job.'
    });
}
/** The run that this trigger made, by its name, is not where it was asked for; it is this trigger's anyway, and has to be stopped. */
class MisplacedRun extends errors/* ActionError */.lZ {
    run;
    constructor(run, why) {
        super(`The server started the run ${(0,foreign/* oneLine */.TN)(run.name, 200)} (${run.id}), but ${why}`, {
            where: 'run',
            remedy: 'Look at the run, its snapshot and its stack in the dashboard. If this account started it, it is being stopped.'
        });
        this.run = run;
    }
}
/** Throws {@link MisplacedRun} unless the run of its name that the server says it just made is where it was asked for. */
async function requireMade(run, trigger) {
    const misfits = await misfitsOf(run, trigger);
    if (misfits.length > 0)
        throw new MisplacedRun(run, misfits.join(', '));
}
async function misfitsOf(run, { connection, snapshot }) {
    return [
        run.accountId === connection.account.id ? [] : ['another account started it'],
        run.projectId === connection.project.id ? [] : ['it is in another project'],
        run.stack?.id === connection.stack.id ? [] : [`it runs on stack ${(0,foreign/* oneLine */.TN)(run.stack?.name ?? 'unknown', 80)}`],
        (await isFrom(run, snapshot, connection.session)) ? [] : ['it comes from another snapshot']
    ].flat();
}
/**
 * Whether a run can be one of a snapshot. The server names the nearest snapshot with a name that a run comes from, and
 * none if there isn't one (source of 0.98.0): a snapshot may have no name, or lose it to a newer one meanwhile. What a
 * snapshot was itself made from stands in its details, which are long, so that only a run from elsewhere makes them worth reading.
 */
async function isFrom({ snapshotId, sourceSnapshotId }, snapshot, session) {
    if (sourceSnapshotId === undefined)
        return snapshotId !== undefined;
    if (snapshotId === snapshot.id || [snapshot.id, snapshot.sourceId].includes(sourceSnapshotId))
        return true;
    try {
        return (await snapshotWithId(session, snapshot.id))?.sourceId === sourceSnapshotId;
    }
    catch (error) {
        if (error instanceof ServerError)
            return false;
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/trigger/run-identity.js

/**
 * The identity of one trigger: `<prefix>-<environment>-<commit>-<lineage>-<attempt>-<unique>`. No account can change the
 * name of a run (measured on 0.98.0), so that it is what a run is known by. ZenML would replace `{date}` and the like in
 * it, so it has no braces.
 */
function identify(invocation, { environment, prefix, request }) {
    const { repository, sha, workflowRunId, attempt, jobInstance, job, step, stepFile } = invocation;
    const asked = (0,digest/* digest */.b)(request);
    const lineage = (0,digest/* digest */.b)([repository, workflowRunId, job, step, asked]).slice(0, 16);
    const unique = (0,digest/* digest */.b)([repository, workflowRunId, attempt, jobInstance, job, step, stepFile, asked]).slice(0, 16);
    const shared = `-${slug(environment, 40)}-${slug(sha, 12)}-${lineage}-`;
    return { runName: `${slug(prefix, 140)}${shared}${slug(attempt, 6)}-${unique}`, lineage: shared };
}
/** The attempt that started a run of a lineage, by its name; undefined if the name is another step's. */
function attemptOf(runName, { lineage, runName: own }) {
    const [prefix, rest, ...more] = runName.split(lineage);
    const attempt = /^(\d{1,6})-[0-9a-f]{16}$/.exec(rest ?? '')?.[1];
    if (prefix === undefined || attempt === undefined || more.length > 0)
        return undefined;
    // Steps that GitHub names alike are told apart by `run-name`, in which a workflow may write the attempt.
    const [ownPrefix = '', ownRest = ''] = own.split(lineage);
    const ownAttempt = ownRest.slice(0, ownRest.indexOf('-'));
    const isSame = prefix === ownPrefix || withAttempt(prefix, attempt) === withAttempt(ownPrefix, ownAttempt);
    return isSame ? Number(attempt) : undefined;
}
/** A prefix with a placeholder for the attempt's number wherever it stands by itself. */
function withAttempt(prefix, attempt) {
    return prefix.replace(/\d+/g, number => (number === attempt ? '#' : number));
}
/** A text as a part of a name: its letters, digits, dots and underscores, joined by dashes. */
function slug(text, limit) {
    const clean = text.replace(/[^A-Za-z0-9._]+/g, '-').replace(/^-+|-+$/g, '');
    return clean.slice(0, limit) || 'run';
}

;// CONCATENATED MODULE: ./src/trigger/rerun.js





/** How long the run of an earlier attempt gets to end once it is being stopped, ms. */
const earlierRunStoppingMs = 120_000;
/**
 * Chooses between an earlier attempt's run and a new one. Only runs of this account, pipeline and stack whose name has
 * this step's lineage count. Throws {@link ActionError} if several are active and none is the obvious one.
 */
async function chooseOnRerun(trigger, attempt, policy) {
    if (Number(attempt) <= 1)
        return { kind: 'new', why: 'this is the first attempt of the workflow run' };
    if (policy === 'new')
        return { kind: 'new', why: 'on-rerun is new' };
    const { project, session } = trigger.connection;
    const found = await runsNamedLike(session, project.id, trigger.identity.lineage);
    const earlier = found.filter(run => isEarlier(run, trigger, attempt));
    const active = earlier.filter(run => !(0,zenml_status/* isFinished */.$g)(run.status));
    // If none is active, auto starts a new one, whichever was this step's.
    if (active.length > 0 || policy === 'attach')
        refuseTwins(earlier, trigger);
    if (active.length > 1) {
        throw new errors/* ActionError */.lZ(`Several runs of earlier attempts are still active: ${active.map(run => (0,foreign/* oneLine */.TN)(run.name, 200)).join(', ')}`, { where: 'on-rerun', remedy: "Stop all but one of them, or set on-rerun: 'new' to start another one." });
    }
    const [running] = active;
    if (running !== undefined && policy === 'auto' && (0,zenml_status/* isStopping */.vH)(running.status))
        return { kind: 'replace', run: running, why: `${rerun_nameOf(running)} is being stopped` };
    if (running !== undefined)
        return attach(running, 'is still active');
    const [last] = earlier;
    if (last === undefined)
        return { kind: 'new', why: 'no earlier attempt started a run' };
    if (policy === 'attach')
        return attach(last, 'has ended, and on-rerun is attach');
    return {
        kind: 'new',
        why: `${rerun_nameOf(last)} has ended (${(0,foreign/* oneLine */.TN)(last.status, 40)})`
    };
}
/** Throws if one attempt started several runs: two steps look alike, and taking up the other's run could be a wrong green. */
function refuseTwins(earlier, { identity }) {
    const attempts = earlier.map(({ name }) => attemptOf(name, identity));
    if (new Set(attempts).size === attempts.length)
        return;
    const names = earlier.map(run => (0,foreign/* oneLine */.TN)(run.name, 200)).join(', ');
    throw new errors/* ActionError */.lZ(`Cannot tell which earlier run belongs to this step, since one attempt started several: ${names}`, {
        where: 'on-rerun',
        remedy: "Give steps that look alike to GitHub (a reusable workflow that is called twice, for one) a run-name each, or set on-rerun: 'new'."
    });
}
function attach(run, state) {
    return { kind: 'attach', run, why: `${rerun_nameOf(run)} ${state}` };
}
function rerun_nameOf(run) {
    return `the earlier attempt's run ${(0,foreign/* oneLine */.TN)(run.name, 200)}`;
}
/** Anybody may give a run such a name, so that account, stack and pipeline have to fit as well. */
function isEarlier(run, trigger, attempt) {
    const { account, stack } = trigger.connection;
    const its = attemptOf(run.name, trigger.identity);
    return (run.accountId === account.id &&
        run.stack?.id === stack.id &&
        run.pipelineName === trigger.snapshot.pipeline.name &&
        its !== undefined &&
        its < Number(attempt));
}

;// CONCATENATED MODULE: ./src/text/json-items.js
const [quote, comma, backslash] = [0x22, 0x2c, 0x5c];
const [openList, closeList, openObject, closeObject] = [0x5b, 0x5d, 0x7b, 0x7d];
/**
 * Splits the text of a JSON list into its items as it comes in, so that a list of any length takes no more memory than
 * its longest item and the piece of text at hand.
 */
class JsonItems {
    #onItem;
    /** What has come of the item that goes on. */
    #begun = '';
    #depth = 0;
    #isClosed = false;
    #inText = false;
    #isEscaped = false;
    #count = 0;
    constructor(onItem) {
        this.#onItem = onItem;
    }
    /** How many items have come. */
    get count() {
        return this.#count;
    }
    /** Takes the next piece of the text; throws `SyntaxError` if it can't be part of a list. */
    push(text) {
        let start = 0;
        for (let index = 0; index < text.length; index++) {
            const code = text.charCodeAt(index);
            if (this.#inText)
                this.#passText(code);
            else if (this.#depth === 0)
                start = this.#passOutside(code) ? index + 1 : start;
            else {
                if (this.#depth === 1 && (code === comma || code === closeList)) {
                    this.#finish(this.#begun + text.slice(start, index), code);
                    start = index + 1;
                }
                this.#passSign(code);
            }
        }
        if (this.#depth > 0)
            this.#begun += text.slice(start);
    }
    /** Throws `SyntaxError` unless the text was a whole list. */
    end() {
        if (!this.#isClosed)
            throw notList();
    }
    #passText(code) {
        if (this.#isEscaped)
            this.#isEscaped = false;
        else if (code === backslash)
            this.#isEscaped = true;
        else if (code === quote)
            this.#inText = false;
    }
    /** Whether the list begins here. */
    #passOutside(code) {
        if (code === 0x20 || (code >= 0x09 && code <= 0x0d))
            return false;
        if (this.#isClosed || code !== openList)
            throw notList();
        this.#depth = 1;
        return true;
    }
    #passSign(code) {
        if (code === quote)
            this.#inText = true;
        else if (code === openList || code === openObject)
            this.#depth++;
        else if (code === closeList || code === closeObject) {
            this.#depth--;
            this.#isClosed = this.#depth === 0;
        }
    }
    #finish(item, code) {
        this.#begun = '';
        // An empty list has no item.
        if (code === closeList && this.#count === 0 && item.trim() === '')
            return;
        this.#count++;
        this.#onItem(JSON.parse(item));
    }
}
function notList() {
    return new SyntaxError("isn't a whole list in JSON");
}

// EXTERNAL MODULE: ./src/world/network.js
var network = __webpack_require__(6193);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./src/zenml/content-encoding.js

/** What is decoded would be larger than allowed. */
class TooLargeError extends Error {
}
/** The content codings that are in use (RFC 9110, 8.4.1; RFC 7932; RFC 8878). */
const decoders = {
    gzip: external_node_zlib_.gunzipSync,
    'x-gzip': external_node_zlib_.gunzipSync,
    br: external_node_zlib_.brotliDecompressSync,
    zstd: external_node_zlib_.zstdDecompressSync,
    // Some servers leave out the wrapping of zlib, whose first byte has 8 in its lower half.
    deflate: (bytes, options) => (((bytes[0] ?? 8) & 0x0f) === 8 ? external_node_zlib_.inflateSync : external_node_zlib_.inflateRawSync)(bytes, options)
};
/** More layers than any server has use for could only be meant to keep us busy. */
const maxLayers = 4;
/**
 * A body without its content codings, which gateways may apply although nobody asked for them; each layer is at most
 * `maxBytes` large. Bytes in a coding that isn't one of the usual ones are returned as they came.
 *
 * @throws TooLargeError if a layer is larger, and the errors of zlib if it is cut short or broken.
 */
function decompress(bytes, encodings, maxBytes) {
    // The coding that was applied last comes last.
    const layers = (encodings ?? '')
        .split(',')
        .map(layer => layer.trim().toLowerCase())
        .filter(layer => layer !== '' && layer !== 'identity')
        .reverse();
    if (layers.length > maxLayers)
        throw new TooLargeError(`${layers.length} layers`);
    let body = bytes;
    for (const layer of layers) {
        const decode = decoders[layer];
        if (decode === undefined || body.byteLength === 0)
            return body;
        try {
            body = decode(body, { maxOutputLength: maxBytes });
        }
        catch (error) {
            if (error.code === 'ERR_BUFFER_TOO_LARGE')
                throw new TooLargeError(`more than ${maxBytes}`);
            throw error;
        }
    }
    return body;
}

;// CONCATENATED MODULE: ./src/zenml/gateway-page.js
// The words of nginx, Apache, Go's net/http and IIS, from their sources and documentation.
const gateway_page_kinds = [
    ['tls', /plain HTTP request was sent to HTTPS port|HTTP request to an HTTPS server|plain HTTP to an SSL-enabled/i],
    [
        'client-certificate',
        /No required SSL certificate was sent|The SSL certificate error|client certificate (?:is )?(?:required|missing)/i
    ],
    ['sign-in', /<input[^>]{0,500}\btype\s*=\s*["']?password\b/i],
    ['sign-in', /<(?:title|h1|h2|button|a)\b[^>]{0,500}>[^<]{0,200}\b(?:sign|log)[ -]?(?:in|on)\b/i],
    // Pages that only lead on: a form that sends itself, a refresh, a script.
    ['sign-in', /\bSAMLRequest\b|\b(?:redirect_uri|client_id)=|single sign-?on/i],
    [
        'sign-in',
        /(?:http-equiv\s*=\s*["']?refresh|\blocation(?:\.href)?\s*=|\.replace\()[^>]{0,300}(?:log-?in|sign-?in|sso|oauth)/i
    ]
];
/** Looks where a page has its title, its form, or the script that leads on. */
const looked = 100_000;
/** What kind of page a text is that should have been JSON; undefined if nothing says so. */
function pageKind(text, headers) {
    const found = gateway_page_kinds.find(([, pattern]) => pattern.test(text.slice(0, looked)));
    if (found !== undefined)
        return found[0];
    return /^(?:Basic|Digest|Negotiate|NTLM)\b/i.test(headers['www-authenticate'] ?? '') ? 'sign-in' : undefined;
}
// Words in hosts and paths of the usual providers and gateways: Azure, Google, Okta, Keycloak, Cloudflare Access,
// oauth2-proxy, Authelia, Pomerium, ADFS, CAS, Shibboleth.
const gateway_page_words = 'log-?[io]n|sign-?[io]n|sso|saml2?|oauth2?|oidc|openid|auth(?:n|enticate|entication|orize|elia)?|adfs|cas|idp|accounts?|keycloak|okta|cloudflareaccess|microsoftonline|shibboleth';
const signInWord = new RegExp(`(?:^|[/._-])(?:${gateway_page_words})(?:[/._-]|$)`, 'i');
const signInQuery = /[?&](?:redirect_ur[il]|return_?(?:to|url)|rd|client_id|SAMLRequest|RelayState|next|continue)=/i;
/** Whether a redirect leads to a login page; `path` is what of the target's path was not asked for. */
function isSignIn(target, path) {
    return signInWord.test(target.hostname) || signInWord.test(path) || signInQuery.test(target.search);
}

// EXTERNAL MODULE: ./src/zenml/tls-fault.js
var tls_fault = __webpack_require__(1127);
;// CONCATENATED MODULE: ./src/zenml/http.js












/** A request without a whole answer. */
class NetworkError extends Error {
    fault;
    /** Whether the server may have got the request, so that a trigger may have happened. */
    maybeSent;
    constructor(fault, message, maybeSent, cause) {
        super(message, cause === undefined ? undefined : { cause });
        this.name = 'NetworkError';
        this.fault = fault;
        this.maybeSent = maybeSent;
    }
}
/** Default bound on one exchange, ms. */
const requestTimeoutMs = 30_000;
/** Largest answer that is read as a whole, bytes. */
const maxAnswerBytes = 32 * 1024 * 1024;
/**
 * Makes a {@link Send} for one server; redirects are never followed, so credentials stay at this origin. `redact` takes
 * known secrets out of what the server says: it may repeat what it was sent, and a step may have failed with its
 * environment in its exception.
 */
function sender(base, exchange, clock, redact) {
    const prefix = (0,foreign/* withoutTrailingSlashes */.A$)(base.href);
    return async (request, outer) => {
        const started = clock.elapsed();
        const url = new URL(`${prefix}${request.path}`);
        const once = async (signal) => {
            // undici waits for a proxy that falls silent whatever the signal says.
            const raw = await (0,world_clock/* untilAborted */.Eu)(exchange(url, request, signal), signal);
            const isSecret = request.wantsSecret === true && raw.statusCode === 200;
            const answer = await readAnswer(raw, request, isSecret ? text => text : redact);
            return { ...answer, durationMs: clock.elapsed() - started };
        };
        try {
            return await (0,world_clock/* within */.ux)(clock, request.timeoutMs ?? requestTimeoutMs, outer, once);
        }
        catch (error) {
            if (outer?.aborted === true)
                throw outer.reason;
            throw networkError(error);
        }
    };
}
/** Reads an answer to its end, and cleans all of its texts; the items of a list are handed on as they come, if the request says so. */
async function readAnswer(raw, { items, maxBytes = maxAnswerBytes }, clean) {
    const { statusCode: status } = raw;
    const headers = http_flatten(raw.headers, clean);
    if (items !== undefined && status === 200 && /json/i.test(headers['content-type'] ?? ''))
        return { status, headers, ...(await readList(raw.body, items, headers['content-encoding'], clean)) };
    const body = (0,encoding/* decodeText */.g)(await readBody(raw.body, headers['content-encoding'], maxBytes));
    return { status, headers, ...parseBody(body, clean, headers) };
}
/** Bytes of a list that are text at the same time: what lives while Node collects garbage makes its memory grow. */
const pieceBytes = 8 * 1024;
/** Hands on the items of a list; the JSON of the answer is its {@link ListSize}, or undefined for JSON that isn't a list. */
async function readList(body, { maxBytes, onItem }, encoding, clean) {
    const items = new JsonItems(item => onItem(item, clean));
    const decoder = new TextDecoder();
    let bytes = 0;
    // What a gateway has encoded has to be in memory as a whole.
    const isPlain = ['', 'identity'].includes(encoding ?? '');
    const chunks = isPlain ? body : [await readBody(body, encoding, maxAnswerBytes)];
    try {
        for await (const chunk of chunks) {
            bytes += chunk.byteLength;
            if (bytes > maxBytes)
                throw tooLarge(maxBytes);
            for (let from = 0; from < chunk.byteLength; from += pieceBytes)
                items.push(decoder.decode(chunk.subarray(from, from + pieceBytes), { stream: true }));
        }
        items.end();
    }
    catch (error) {
        if (!(error instanceof SyntaxError))
            throw error;
        return { json: undefined, isJson: true };
    }
    return { json: { items: items.count, bytes }, isJson: true };
}
async function readBody(body, encodings, maxBytes) {
    const chunks = [];
    let size = 0;
    for await (const chunk of body) {
        size += chunk.byteLength;
        if (size > maxBytes)
            throw tooLarge(maxBytes);
        chunks.push(chunk);
    }
    try {
        return decompress(Buffer.concat(chunks), encodings, maxBytes);
    }
    catch (error) {
        if (error instanceof TooLargeError)
            throw tooLarge(maxBytes);
        throw error;
    }
}
function tooLarge(maxBytes) {
    return new NetworkError('too-large', `the answer is larger than ${maxBytes / 1024 / 1024} MiB`, true);
}
/** The texts of JSON are cleaned one by one, since JSON can write the same text in many ways. */
function parseBody(text, clean, headers) {
    try {
        return { json: (0,text_json/* mapTexts */.zO)((0,exact_json/* parseExactJson */.l)(text), clean), isJson: true };
    }
    catch {
        const page = pageKind(text, headers);
        return { json: undefined, isJson: false, ...(page === undefined ? {} : { page }) };
    }
}
function http_flatten(headers, clean) {
    const text = (value) => (Array.isArray(value) ? value.join(', ') : (value ?? ''));
    return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), clean(text(value))]));
}
// Codes of Node's sockets, its TLS and undici, from their sources.
const neverSent = new Set([
    'ENOTFOUND',
    'EAI_AGAIN',
    'ECONNREFUSED',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'EADDRNOTAVAIL',
    'UND_ERR_CONNECT_TIMEOUT'
]);
function networkError(error) {
    if (error instanceof NetworkError)
        return error;
    // An input or variable that can't be used is not the network's fault.
    if (error instanceof errors/* ActionError */.lZ)
        throw error;
    if (error instanceof network/* ObstacleError */.g)
        return new NetworkError(error.obstacle, error.message, false, error);
    const cause = (0,error_code/* causesOf */.c)(error).at(-1);
    const code = (0,error_code/* errorCode */.C)(cause);
    const message = cause === undefined || cause.message === '' ? code : cause.message;
    if (error instanceof Error && error.name === 'TimeLimit')
        return new NetworkError('timeout', message, true, error);
    if ((0,tls_fault/* isCertificateFault */.iM)(cause))
        return new NetworkError('certificate', message, false, error);
    if ((0,tls_fault/* isPlainFault */.rJ)(cause))
        return new NetworkError('no-tls', 'its first bytes are not those of TLS', false, error);
    if (cause !== undefined && (0,tls_fault/* isTlsFault */.WZ)(cause)) {
        const fault = (0,tls_fault/* isClientRefused */.a7)(cause) ? 'client-certificate' : (0,tls_fault/* isDisagreement */.ff)(cause) ? 'handshake' : 'broken';
        return new NetworkError(fault, (0,tls_fault/* tlsReason */.IS)(cause), true, error);
    }
    if (neverSent.has(code))
        return new NetworkError('unreachable', message, false, error);
    if (code === 'UND_ERR_HEADERS_OVERFLOW')
        return new NetworkError('too-large', message, true, error);
    return new NetworkError('broken', message, true, error);
}

;// CONCATENATED MODULE: ./src/trigger/start-attempt.js





/**
 * Asks the server once to start the run, by `until` (a moment of `clock.elapsed()`, ms). An answer about a run of another
 * name leaves it unclear whether it was made. Throws `MisplacedRun` if the run of this trigger's name is elsewhere
 * than was asked for, and what aborts `signal`.
 */
async function tryOnce(trigger, limits) {
    const { configuration, connection, idempotencyKey, identity, snapshot } = trigger;
    const request = { snapshotId: snapshot.id, runName: identity.runName, configuration, idempotencyKey };
    const patience = { attempts: 1, ...limits };
    let answer;
    try {
        answer = await runSnapshot(connection.session, request, patience);
    }
    catch (error) {
        if (!(error instanceof ServerError))
            throw error;
        return brokenOutcome(error);
    }
    if (!('id' in answer))
        return answeredOutcome(answer, trigger);
    await requireMade(answer, trigger);
    return { kind: 'made', run: answer };
}
function brokenOutcome(error) {
    const neverSent = error.cause instanceof NetworkError && !error.cause.maybeSent;
    if (error.passing)
        return { kind: neverSent ? 'not-sent' : 'unclear', error };
    // The server has done what it was asked before it could send too much.
    return { kind: error.fault === 'too-large' ? 'unclear' : 'refused', error };
}
function answeredOutcome(answer, trigger) {
    const { session } = trigger.connection;
    const { exception } = detailOf(answer);
    const isFull = answer.status === 429 && exception === 'MaxConcurrentTasksError';
    const remedy = isFull ? queueFullRemedy : remedies[answer.status];
    const error = refusal('start the run', session.access.base.origin, answer, remedy);
    const retryAfterMs = parseRetryAfter(answer.headers['retry-after'], session.serverNow()) ?? 0;
    if (answer.status === 409)
        return { kind: 'exists', error };
    if (isFull)
        return { kind: 'queue-full', error, retryAfterMs };
    // "Transaction in progress": an earlier request, whose answer was lost, is still at work.
    if (answer.status === 429)
        return { kind: 'busy', error, retryAfterMs };
    // Any other may be a gateway's word about a request that the server has got.
    return ownRefusals.includes(answer.status) ? { kind: 'refused', error } : { kind: 'unclear', error, retryAfterMs };
}
/** What ZenML answers instead of making a run, apart from 409 and 429. */
const ownRefusals = [400, 401, 402, 403, 404, 405, 413, 415, 422, 501];
const queueFullRemedy = "The server's run queue is full. Set a longer timeout, or let the server run more snapshots at once.";
/** What to do about a refusal, by its status. */
const remedies = {
    400: 'Correct config: the server does not accept it for this snapshot.',
    422: 'Correct config: the server does not accept it for this snapshot.',
    402: "Running snapshots needs a feature that the server's ZenML Pro plan does not include.",
    403: 'Give the service account a role that may run this snapshot and create runs.',
    404: 'The snapshot has since been deleted, or the server is older than 0.90 and has no snapshots; use command to run in this job.',
    405: "This server can't run snapshots, since it has no workload manager; set command instead of pipeline, to run the pipeline in this job.",
    409: 'A run of this name exists, but this account cannot see it.'
};

;// CONCATENATED MODULE: ./src/trigger/start-run.js







/** Tries after an answer that leaves open whether the run was made; waiting for a queue slot does not count. */
const maxUnclear = 6;
/** Tries while the server says that an earlier request of this trigger is still at work: with its waits, about five minutes. */
const maxBusy = 30;
/** Waits between two tries for a slot of the server's run queue, ms. */
const slotBackoff = { firstMs: 1_000, capMs: 10_000 };
/** Least time for looking whether an unclear request made a run, also after the deadline, ms. */
const lookUpMs = 10_000;
/** How long a run that the server says exists may not be visible: replicas may lag, ms. */
const visibleAfterMs = 30_000;
/** Time between two such looks, ms. */
const lookUpEveryMs = 1_000;
/**
 * Makes the server start the run, once: the run's name is unique in the project, so a repeated request can never make
 * a second one, and after every unclear answer the run is looked up by name before anything else.
 * Throws {@link ServerError} with the remedy for each refusal.
 */
async function startRun(trigger, limits) {
    const { session } = trigger.connection;
    const { clock, log, random } = session.access;
    const left = () => limits.until - clock.elapsed();
    let unclear = 0;
    let busy = 0;
    let inDoubt = false;
    for (let attempt = 1;; attempt++) {
        limits.signal.throwIfAborted();
        if (left() <= 0)
            throw tooLate(session.access.base);
        limits.remember(true);
        // Not cut off at the deadline itself: a request that is under way may make the run anyway.
        const outcome = await tryOnce(trigger, { signal: limits.signal, until: limits.until + lookUpMs });
        if (outcome.kind === 'made')
            return outcome.run;
        inDoubt ||= ['unclear', 'exists', 'busy'].includes(outcome.kind);
        if (!inDoubt && outcome.kind !== 'refused')
            limits.remember(false);
        const known = await lookUp(trigger, limits, outcome);
        if (known !== undefined) {
            log.info(`The server already has the run ${known.name}; following it.`);
            return known;
        }
        if (!inDoubt)
            limits.remember(false);
        if (outcome.kind === 'refused' || outcome.kind === 'exists')
            throw outcome.error;
        const isWait = outcome.kind === 'queue-full' || outcome.kind === 'busy';
        if (outcome.kind === 'busy')
            busy++;
        else if (!isWait)
            unclear++;
        if (unclear >= maxUnclear || busy >= maxBusy || left() <= 0)
            throw outcome.error;
        const wanted = delayMs(isWait ? attempt : unclear, random(), outcome.retryAfterMs, isWait ? slotBackoff : undefined);
        const wait = Math.min(wanted, left());
        const tries = isWait ? '' : ` (attempt ${unclear} of ${maxUnclear})`;
        log.info(`${outcome.error.message}${tries}; trying again in ${(0,world_clock/* formatDuration */.a3)(wait)}.`);
        await clock.sleep(wait, limits.signal);
        if (left() <= 0)
            throw outcome.error;
    }
}
/**
 * The run of this trigger's name, after an outcome that leaves open whether there is one. Before the deadline one look is
 * enough, since the request can be repeated; after it the run of a request that a slow server still works on is waited
 * for, and one that the server says exists for some seconds in any case.
 */
async function lookUp(trigger, { signal, until }, { error, kind }) {
    if (kind === 'not-sent')
        return undefined;
    const { clock } = trigger.connection.session.access;
    if (kind === 'refused')
        return lookUpRefused(trigger, { signal, until: Math.max(until, clock.elapsed() + lookUpMs) }, error);
    const visible = kind === 'exists' ? clock.elapsed() + visibleAfterMs : 0;
    const last = Math.max(until, visible, clock.elapsed() + lookUpMs);
    for (;;) {
        const run = await findOwnRun(trigger, { signal, until: last });
        const next = clock.elapsed() + lookUpEveryMs;
        if (run !== undefined || (next < until && next >= visible) || next >= last)
            return run;
        await clock.sleep(lookUpEveryMs, signal);
    }
}
/** A refusal may be the answer to somebody else's request; it stands if the run can't be looked for either. */
async function lookUpRefused(trigger, limits, refusal) {
    try {
        return await runOfName(trigger, { ...shortPatience, ...limits });
    }
    catch (error) {
        limits.signal.throwIfAborted();
        throw error instanceof ServerError ? refusal : error;
    }
}
function tooLate(base) {
    return new ServerError('There was no time left to start the run', {
        where: base.origin,
        remedy: 'Set a longer timeout; it counts from the beginning of the step.'
    });
}
/** The run of this trigger's name, if the server has it and it fits; throws if a foreign run has the name. */
function findOwnRun(trigger, limits) {
    // As patient as following: the run may be there, and nothing else is worth doing before that is known.
    return runOfName(trigger, {
        ...limits,
        attempts: Number.POSITIVE_INFINITY,
        refusalsPassForMs: refusalsPassMs
    });
}
async function runOfName(trigger, patience) {
    const { project, session } = trigger.connection;
    const run = await runNamed(session, project.id, trigger.identity.runName, patience);
    if (run !== undefined)
        await requireFit(run, trigger);
    return run;
}

;// CONCATENATED MODULE: ./src/job/attached-code.js





/**
 * Throws {@link ActionError} if an earlier attempt's run is not of the code that was found to be green in the required
 * environment: it may have been started from another snapshot, before anything was required.
 */
async function requireCheckedCode({ connection, environment, until, world }, { id, name }, { configuration }) {
    if (environment.requires === undefined)
        return;
    const { extra } = await getRun(connection.session, id, { attempts: 6, until, signal: world.cancel }, true);
    const checked = (0,text_json.at)(configuration, 'extra', provenanceKey, 'code_commit');
    if (extra?.codeCommit !== undefined && extra.codeCommit === checked)
        return;
    const required = (0,foreign/* oneLine */.TN)(environment.requires.name, 80);
    throw new errors/* ActionError */.lZ(`The earlier attempt's run ${(0,foreign/* oneLine */.TN)(name, 200)} doesn't say that it has the code that was green in ${required}: ${connection.runUrl(id)}`, { where: 'on-rerun', remedy: "Stop it and re-run the job, or set on-rerun: 'new' to start another one beside it." });
}

;// CONCATENATED MODULE: ./src/job/pipeline-trigger.js



















/** Finds and checks everything that the trigger consists of, without changing anything on the server. */
async function prepareTrigger(job, wish) {
    const { connection, environment, inputs, invocation, world } = job;
    for (const tag of inputs.tags)
        refuseReservedTag(tag, 'tags');
    const snapshot = await findSnapshot(connection, wish, inputs.places);
    const workspace = workspaceOf(world.env);
    const configuration = await readConfiguration(inputs.config, world.files, workspace, inputs.places.config);
    await requireConfigurable(configuration, { connection, snapshot, wish }, inputs.places);
    const code = await snapshotCode(job, snapshot);
    publishSnapshot(job, snapshot, code);
    await requireGreen(job, { pipeline: snapshot.pipeline.name, code });
    const identity = identityOf(job, wish, snapshot, configuration);
    const { runName } = identity;
    return {
        connection,
        snapshot,
        identity,
        configuration: completed(configuration, {
            runName,
            tags: [...inputs.tags, ...provenanceTags(invocation, environment.name)],
            provenance: provenanceOf(invocation, { runName, environment: environment.name, code: code.proven })
        }),
        idempotencyKey: world.uuid()
    };
}
/** What makes a run the one of this job: where it runs, and what was asked for. */
function identityOf({ connection, environment, inputs, invocation }, wish, snapshot, configuration) {
    // Without tags, `extra` and `run-name`: a workflow may write the attempt into what only describes a run.
    const { extra: _, tags: __, ...asked } = configuration;
    return identify(invocation, {
        prefix: inputs.runName ?? snapshot.pipeline.name,
        environment: environment.name,
        request: {
            server: connection.session.access.base.href,
            project: connection.project.id,
            stack: connection.stack.id,
            environment: environment.name,
            wish: { pipeline: wish.pipeline, snapshot: wish.snapshot },
            configuration: asked
        }
    });
}
/** Says which snapshot is run, and which code it has. */
function publishSnapshot({ connection, report, world }, snapshot, { note, proven }) {
    const { createdMs } = snapshot;
    const ageMs = createdMs === undefined ? undefined : Math.max(0, connection.session.serverNow() - createdMs);
    const isSaid = report.facts.codeNote === note;
    report.publish({
        snapshot: { ...snapshot, ageMs },
        pipeline: snapshot.pipeline.name,
        codeNote: note,
        codeSha: proven?.commit ?? ''
    });
    world.log.info(`Snapshot ${describe(snapshot, ageMs)}`);
    if (!isSaid)
        world.log.info(note);
}
/** The run to follow: the earlier attempt's if a re-run attaches to it, else a new one; it is announced before it is returned. */
async function obtainRun(job, trigger) {
    const { inputs, invocation, world } = job;
    const choice = await chooseOnRerun(trigger, invocation.attempt, inputs.onRerun);
    if (choice.kind === 'attach') {
        await requireCheckedCode(job, choice.run, trigger);
        world.log.info(`Re-run: attaching, since ${choice.why}.`);
        announce(job, choice.run);
        await publishItsSnapshot(job, choice.run, trigger.snapshot);
        return choice.run;
    }
    if (choice.kind === 'replace')
        await pipeline_trigger_awaitEnd(job, choice.run, choice.why);
    else if (Number(invocation.attempt) > 1)
        world.log.info(`Re-run: starting a new run, since ${choice.why}.`);
    const run = await start(job, trigger);
    announce(job, run);
    return run;
}
/** Of an earlier attempt's run: its snapshot need not be the one that was found now. Only display, so that it throws nothing. */
async function publishItsSnapshot(job, run, found) {
    const id = run.sourceSnapshotId ?? run.snapshotId;
    if (id === found.id)
        return;
    const { session } = job.connection;
    const snapshot = id === undefined ? undefined : await snapshotWithId(session, id).catch(() => undefined);
    const code = await snapshotCode(job, { codeCommit: snapshot?.codeCommit });
    if (snapshot !== undefined)
        return publishSnapshot(job, snapshot, code);
    job.report.publish({ codeNote: code.note, codeSha: code.proven?.commit ?? '' });
    job.world.log.info(code.note);
}
async function start(job, trigger) {
    const { inputs, report, state, until, world } = job;
    let mayExist = false;
    // Saved before each request: whatever happens to this process, post can find the run by its name.
    const remember = (value) => {
        mayExist = value;
        report.publish({ isInDoubt: value });
        const { idempotencyKey, identity } = trigger;
        state.save({ settled: inputs.leaveRunning || !mayExist, runName: identity.runName, idempotencyKey });
    };
    try {
        return await startRun(trigger, { signal: world.cancel, until, remember });
    }
    catch (error) {
        if (world.cancel.aborted && mayExist)
            await stopUnseen(job, trigger);
        else if (mayExist)
            sayMayStart(job, trigger);
        if (error instanceof MisplacedRun && error.run.accountId === state.current.accountId) {
            announce(job, error.run);
            // Also with leave-running, which is about runs that are where they should be.
            const { kind } = await endRun(job.connection.session, error.run.id, cancelStopLimits);
            state.save({ settled: kind === 'ended' });
        }
        throw error;
    }
}
/** Puts the run into log, outputs and state before anything else can go wrong. */
function announce({ connection, inputs, report, state, world }, run) {
    const url = connection.runUrl(run.id);
    state.save({ settled: inputs.leaveRunning || !inputs.wait, runIds: [run.id], runUrl: url });
    report.publish({ triggered: true, runs: [(0,facts/* runFacts */.pI)(run, connection)] });
    world.log.info(`Run ${(0,foreign/* oneLine */.TN)(run.name, 255)}: ${url}`);
}
/** Waits for the earlier attempt's run to stop, so that no two runs of this job are active side by side; not for good, since one may hang. */
async function pipeline_trigger_awaitEnd({ connection, until, world }, run, why) {
    const { clock, log } = world;
    const url = connection.runUrl(run.id);
    const forMs = Math.min(earlierRunStoppingMs, (until - clock.elapsed()) / 2);
    log.info(`Re-run: waiting for a run to end and then starting a new one, since ${why}: ${url}`);
    const stopped = await awaitStopped(connection.session, run, { forMs, everyMs: 2_000, signal: world.cancel });
    world.cancel.throwIfAborted();
    if (stopped.kind === 'ended')
        return;
    if (stopped.kind === 'pending') {
        throw new errors/* ActionError */.lZ("It is not known whether the earlier attempt's run is being stopped", {
            where: 'on-rerun',
            remedy: `Look at it in the dashboard (${url}); on-rerun: 'new' starts another one beside it.`
        });
    }
    log.warning(`The earlier attempt's run has been stopping for ${(0,world_clock/* formatDuration */.a3)(forMs)} and more; a new one is started beside it. Look at the earlier one in the dashboard: ${url}`);
}
/** On cancel in the middle of the request: the run may exist anyway. Post goes on where time runs out here. */
async function stopUnseen(job, trigger) {
    try {
        const run = await awaitOwnRun(trigger);
        if (run === undefined)
            return sayMayStart(job, trigger);
        announce(job, run);
        await stopUnlessLeft(job, run.id, lateStopLimits);
    }
    catch (error) {
        job.world.log.info(`Could not look for the run: ${(0,errors/* explain */.WE)(error)} The post step will.`);
    }
}
function sayMayStart({ world }, { identity }) {
    world.log.info(`The server may still start the run ${identity.runName}; the post step looks for it.`);
}
/** Stops an announced run, and saves whether post has to go on; undefined if the run is to be left running. */
async function stopUnlessLeft({ connection, inputs, state }, runId, limits) {
    if (inputs.leaveRunning)
        return undefined;
    const stopped = await endRun(connection.session, runId, limits);
    state.save({ settled: stopped.kind === 'ended' });
    return stopped;
}
/** The run of an unanswered request, as soon as the server shows it, within the time that a cancel leaves. */
function awaitOwnRun(trigger) {
    const { clock } = trigger.connection.session.access;
    const until = clock.elapsed() + 2_000;
    return (0,world_clock/* lookUntil */.c)(clock, { until, everyMs: 250 }, () => findOwnRun(trigger, { until }));
}
function describe(snapshot, ageMs) {
    const author = snapshot.author === undefined ? '' : ` by ${(0,foreign/* oneLine */.TN)(snapshot.author, 80)}`;
    const age = ageMs === undefined ? '' : `, made ${(0,world_clock/* formatDuration */.a3)(ageMs)} ago`;
    return `${(0,foreign/* oneLine */.TN)(snapshot.name, 120)} of pipeline ${(0,foreign/* oneLine */.TN)(snapshot.pipeline.name, 120)}${age}${author} (${snapshot.id})`;
}

;// CONCATENATED MODULE: ./src/job/pipeline.js











/** Starts the pipeline on the server, or takes up the earlier attempt's run, and follows it to its end. */
async function runPipeline(job, wish) {
    const trigger = await prepareTrigger(job, wish);
    const { inputs, world, report, connection } = job;
    if (inputs.dryRun) {
        await requireRunner(connection, inputs.places.pipeline);
        const plan = `${trigger.snapshot.name} on stack ${connection.stack.name} as ${trigger.identity.runName}${promotionPlan(inputs)}`;
        world.log.info(`Dry run: would start ${plan}.`);
        report.publish({ dryRun: true, plan });
        return { conclusion: 'skipped' };
    }
    return startAndFollow(job, trigger);
}
/** Starts what a trigger consists of, or takes up the earlier attempt's run, and follows it to its end. */
async function startAndFollow(job, trigger) {
    const run = await obtainRun(job, trigger);
    if (job.inputs.wait)
        return pipeline_watch(job, run);
    job.world.log.info('The step does not wait for the run, since wait is false.');
    return { conclusion: 'triggered' };
}
async function pipeline_watch(job, run) {
    const { connection, inputs, state, world } = job;
    const url = connection.runUrl(run.id);
    let followed;
    try {
        followed = await followRun(job, run);
    }
    catch (error) {
        const { late } = await stop(job, run, cancelStopLimits);
        if (late === undefined)
            throw error;
        // How it ended counts, even if it could not be followed.
        return ended(job, late);
    }
    publishRun(job, followed);
    switch (followed.end) {
        case 'finished':
            state.save({ settled: true });
            return ended(job, followed);
        case 'cancelled': {
            const { text } = await stop(job, run, cancelStopLimits);
            return { conclusion: 'cancelled', error: `The job was cancelled. ${text} ${url}` };
        }
        case 'deadline': {
            const { late, text } = await stop(job, run, { ...deadlineStopLimits, signal: world.cancel });
            if (late !== undefined)
                return ended(job, late);
            return { conclusion: 'timed-out', error: `${lastSeen(followed, inputs.timeoutMs)} ${text} ${url}` };
        }
    }
}
/** How the step ends with a run that has ended by itself. */
function ended(job, outcome) {
    publishRun(job, outcome);
    return finishRuns(job, runEnding(job, outcome), [outcome.run]);
}
/**
 * Stops the run unless it is to be left running. Returns what came of it in words, and the outcome of a run that had
 * ended by itself before anybody could see it.
 */
async function stop(job, run, limits) {
    const stopped = await stopUnlessLeft(job, run.id, limits);
    switch (stopped?.kind) {
        case undefined:
            return { text: 'The run goes on, since leave-running is true.' };
        case 'stopping':
            job.report.publish({ runs: [(0,facts/* runFacts */.pI)(stopped.run, job.connection)] });
            return { text: 'The run was told to stop and has not ended yet; the post step sees to it.' };
        case 'pending':
            return { text: 'The run could not be stopped yet; the post step tries again.' };
        case 'ended': {
            if (stopped.run === undefined)
                return { text: 'The server no longer knows the run.' };
            job.report.publish({ runs: [(0,facts/* runFacts */.pI)(stopped.run, job.connection)], questions: [] });
            // What a stop has ended did not end by itself.
            if (conclude(stopped.run.status) === 'stopped')
                return { text: 'The run was told to stop and has ended.' };
            const text = `The run has ended (${(0,foreign/* oneLine */.TN)(stopped.run.status, 60)}).`;
            return { text, late: await readOutcome(job.connection, stopped.run, job.world.cancel) };
        }
    }
}

;// CONCATENATED MODULE: ./src/zenml/step-graph.js





/**
 * The graph of a run: one answer of about 700 bytes a step, where the steps with their details, which name what they
 * need too, have 7,000 (measured on 0.98.0; the path exists since 0.84, source). Throws `ServerError`.
 */
function stepGraph(session, runId, patience) {
    const path = `/api/v1/runs/${runId}/dag`;
    return session.read("read the run's graph", path, json => readStepGraph(json, runId), patience);
}
/** Reads the graph of a run; throws {@link SchemaError} if it is another run's, or no graph. */
function readStepGraph(json, runId) {
    withId(readNamed(json), runId);
    const nodes = listAt(json, 'nodes');
    const stepNodes = nodes.filter(node => (0,text_json.at)(node, 'type') === 'step');
    const steps = stepNodes.map(readGraphStep);
    const indexes = new Map(stepNodes.map((node, index) => [(0,text_json/* optionalString */.sx)(node, 'node_id') ?? '', index]));
    return { runId, steps, edges: readEdges(listAt(json, 'edges'), indexes) };
}
function readGraphStep(json) {
    const status = (0,text_json/* optionalString */.sx)(json, 'metadata', 'status');
    return {
        id: (0,text_json/* optionalString */.sx)(json, 'id'),
        name: (0,text_json/* optionalString */.sx)(json, 'name') ?? '',
        status: status === undefined ? undefined : (0,foreign/* oneLine */.TN)(status, 60)
    };
}
/** What steps need of each other, directly or by an artifact between them: the server draws both as edges. */
function readEdges(edges, indexes) {
    const makers = new Map();
    const links = edges.map(edge => ({
        source: (0,text_json/* optionalString */.sx)(edge, 'source') ?? '',
        target: (0,text_json/* optionalString */.sx)(edge, 'target') ?? ''
    }));
    for (const { source, target } of links) {
        const maker = indexes.get(source);
        if (maker !== undefined && !indexes.has(target))
            makers.set(target, [...(makers.get(target) ?? []), maker]);
    }
    const found = new Map();
    for (const { source, target } of links) {
        const to = indexes.get(target);
        const own = indexes.get(source);
        const from = own === undefined ? (makers.get(source) ?? []) : [own];
        for (const each of from)
            if (to !== undefined && to !== each)
                found.set(`${each} ${to}`, { from: each, to });
    }
    return [...found.values()];
}
function listAt(json, name) {
    const list = (0,text_json.at)(json, name);
    if (!Array.isArray(list))
        throw new SchemaError(`isn't a graph: it has no '${name}'`);
    return list;
}

;// CONCATENATED MODULE: ./src/job/run-graph.js


/** Time for all graphs of a step, ms. */
const graphsMs = 5_000;
/** Runs whose graphs are read at most: a command can start many. */
const maxGraphs = 5;
/** Largest run whose graph is read, in steps. */
const maxSteps = 500;
/** Puts the graphs of the runs that were followed into the summary, as far as they can be read in a moment. Never throws. */
async function publishGraphs({ connection, report, world }) {
    const { cancel, clock, log } = world;
    const { runs = [], stepCount = 0 } = report.facts;
    if (cancel.aborted || stepCount === 0 || stepCount > maxSteps)
        return;
    const patience = { attempts: 2, signal: cancel, until: clock.elapsed() + graphsMs };
    const read = runs.slice(0, maxGraphs).map(({ id }) => stepGraph(connection.session, id, patience));
    const answers = await Promise.allSettled(read);
    const graphs = answers.flatMap(answer => (answer.status === 'fulfilled' ? [answer.value] : []));
    if (graphs.length > 0)
        report.publish({ graphs });
    const failed = answers.find(answer => answer.status === 'rejected');
    if (failed !== undefined && !cancel.aborted)
        log.info(`The summary has no graph: ${(0,errors/* explain */.WE)(failed.reason)}`);
}

;// CONCATENATED MODULE: ./src/inputs/certificates.js





const certificates_where = 'ca-certificate';
const certificates_maxBytes = 1024 * 1024;
/** The certificates that the inputs give. Throws {@link InputError} for one that can't be read. */
async function readCertificates({ caCertificate, clientCertificate }, world) {
    return {
        authorities: await readAuthorities(caCertificate, world),
        client: readClientCertificate(clientCertificate)
    };
}
/**
 * The PEM certificates of the input `ca-certificate`, which is their text, also in base64, or the path of such a file
 * inside the workspace. Throws {@link InputError} if there is none, or one that can't be read.
 */
async function readAuthorities(input, { env, files }) {
    if (input === undefined)
        return undefined;
    const text = pemTextOf(input) ?? pemTextOf(await certificates_readFile(input, workspaceOf(env), files)) ?? '';
    const certificates = pemBlocks(text).filter(({ label }) => label === 'CERTIFICATE');
    if (certificates.length === 0) {
        throw new errors/* InputError */.dz('There is no PEM certificate in it', {
            where: certificates_where,
            remedy: 'It begins with -----BEGIN CERTIFICATE-----; give the text, also in base64, or the path of such a file. A binary one (DER) is turned into it by `openssl x509 -inform der`.'
        });
    }
    if (isCutOff(text))
        throw new errors/* InputError */.dz('A certificate in it has no end', { where: certificates_where, remedy: 'Copy it whole.' });
    for (const certificate of certificates)
        checkCertificate(certificate);
    return certificates.map(certificate => certificate.text).join('\n');
}
function checkCertificate({ text }) {
    try {
        new external_node_crypto_.X509Certificate(text);
    }
    catch (cause) {
        throw new errors/* InputError */.dz('A certificate in it cannot be read', { where: certificates_where, remedy: 'Copy it whole.', cause });
    }
}
async function certificates_readFile(path, workspace, files) {
    const details = { where: certificates_where, remedy: 'Check the path, and that actions/checkout runs before this step.' };
    const real = await pathInside(path, { root: workspace, folder: workspace }, files, certificates_where);
    if (real === undefined) {
        throw new errors/* InputError */.dz('Neither a PEM certificate, plain or in base64, nor a file in the workspace', details);
    }
    try {
        return await files.readText(real, certificates_maxBytes);
    }
    catch (cause) {
        throw new errors/* InputError */.dz('The file cannot be read, or is larger than 1 MiB', { ...details, cause });
    }
}

// EXTERNAL MODULE: ./src/zenml/address.js
var zenml_address = __webpack_require__(7039);
;// CONCATENATED MODULE: ./src/job/server-route.js





/** The route that the inputs name; throws {@link InputError} if address or certificates can't be used. */
async function chooseRoute(world, inputs) {
    const base = (0,zenml_address/* parseServerUrl */.Ep)(inputs.server.url, inputs.server.from, inputs.allowHttp);
    const certificates = await readCertificates(inputs, world);
    return { base, certificates, digest: routeDigest(world.env, certificates) };
}
/** Opens a route, on which nothing has been sent so far; throws {@link InputError} if certificates wouldn't be checked. */
async function openRoute({ clock, env, log, network }, { base, certificates }) {
    if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
        throw new errors/* InputError */.dz('Certificate checks are switched off', {
            where: 'NODE_TLS_REJECT_UNAUTHORIZED',
            remedy: "Remove the variable, and give the certificate of the server's authority in ca-certificate."
        });
    }
    return sender(base, await network(certificates), clock, log.withoutCredentials);
}
// Variables by which Node and undici choose another way to a server, or trust other certificates.
const routeVariables = [
    'HTTP_PROXY',
    'HTTPS_PROXY',
    'NO_PROXY',
    'ALL_PROXY',
    'NODE_EXTRA_CA_CERTS',
    'NODE_USE_SYSTEM_CA',
    'NODE_USE_ENV_PROXY',
    'NODE_OPTIONS',
    'NODE_TLS_REJECT_UNAUTHORIZED',
    'SSL_CERT_FILE',
    'SSL_CERT_DIR'
];
/**
 * A digest of the way to the server. The runner evaluates inputs and environment anew for post, so that a later step
 * could lead post, and with it the API key, somewhere else.
 */
function routeDigest(env, { authorities, client }) {
    const values = routeVariables.flatMap(name => [env[name] ?? null, env[name.toLowerCase()] ?? null]);
    return (0,digest/* digest */.b)([...values, authorities ?? null, client?.chain ?? null]);
}

;// CONCATENATED MODULE: ./src/command/driver.js





/** The Python that works with a source. The build puts the same folder beside the bundle, where this module is then. */
const driver_source = (0,external_node_path_.join)(import.meta.dirname, 'driver', 'driver.py');
/**
 * Puts the driver and its request into a folder of the step's own (absolute), which is made if need be, for a Python
 * interpreter (absolute). The request goes through a file, since every user of a machine may read the arguments of a process.
 * Throws {@link ActionError} if they can't be written.
 */
async function placeDriver(folder, python, mode, request) {
    const file = (0,external_node_path_.join)(folder, 'driver.py');
    const requestFile = (0,external_node_path_.join)(folder, 'request.json');
    const answerFile = (0,external_node_path_.join)(folder, 'answer.json');
    const text = JSON.stringify({ ...request, config_file: (0,external_node_path_.join)(folder, 'run.yaml') });
    await makePrivateFolder(folder);
    await inRunnerTemp(file, async () => (0,promises_.writeFile)(file, await (0,promises_.readFile)(driver_source), { mode: 0o600 }));
    await inRunnerTemp(requestFile, () => (0,promises_.writeFile)(requestFile, text, { mode: 0o600 }));
    // No bytecode: the checkout has to be as clean afterwards, for the next step of this job.
    return { words: [python, '-B', file, mode, requestFile, answerFile], answerFile };
}
/** Longest answer that is read, characters: the schemas of the client's models take some 100 KiB. */
const maxAnswer = 4 << 20;
/** What the driver found out; throws {@link ActionError} if it has left no answer that can be read. */
async function readDriverAnswer(path) {
    try {
        const text = await (0,promises_.readFile)(path, 'utf8');
        const answer = text.length > maxAnswer ? undefined : JSON.parse(text);
        if ((0,text_json/* isObject */.Gv)(answer))
            return answer;
    }
    catch (cause) {
        throw new errors/* ActionError */.lZ('What the driver found out cannot be read', { where: 'source', cause });
    }
    throw new errors/* ActionError */.lZ('What the driver found out cannot be read', { where: 'source' });
}
/** Reads a description; throws {@link ActionError} for anything else, as only an altered driver writes it. */
function readDescription(answer) {
    const pipeline = (0,text_json/* optionalString */.sx)(answer, 'pipeline');
    const { schema, docker_schema: dockerSchema, steps, types, unfit } = answer;
    if (pipeline === undefined || pipeline === '' || !(0,text_json/* isObject */.Gv)(schema) || !(0,text_json/* isObject */.Gv)(dockerSchema))
        throw new errors/* ActionError */.lZ('What the driver found out is not a description', { where: 'source' });
    return {
        pipeline,
        types: texts(types) ?? [],
        unfit: (Array.isArray(unfit) ? unfit : []).map((one) => ({
            type: (0,text_json/* optionalString */.sx)(one, 'type') ?? 'component',
            flavor: (0,text_json/* optionalString */.sx)(one, 'flavor') ?? 'unknown',
            kind: (0,text_json.at)(one, 'kind') === 'local' ? 'local' : 'custom'
        })),
        configSchema: schema,
        dockerSchema,
        stepNames: texts(steps),
        stackChecksum: (0,text_json/* optionalString */.sx)(answer, 'stack_checksum'),
        problem: (0,text_json/* optionalString */.sx)(answer, 'problem')
    };
}
function texts(value) {
    return Array.isArray(value) ? value.filter(item => typeof item === 'string') : undefined;
}

;// CONCATENATED MODULE: ./src/zenml/no-answer.js




const faults = {
    unreachable: {
        problem: 'the server cannot be reached',
        remedy: 'Check server-url, that the server is up, and that this runner may reach it (firewall, VPN, proxy).',
        passing: 'always'
    },
    certificate: {
        problem: "the server's certificate is not trusted",
        remedy: "Give the certificate of the server's authority in ca-certificate, or fix the server's certificate; it is never left unchecked.",
        passing: 'never'
    },
    'client-certificate': {
        problem: 'the other side refuses the connection without a client certificate that it knows',
        remedy: 'Set client-certificate to one that the gateway before the server takes, with its private key; if it is set already, it may have expired, or come from another authority. A failed handshake can also mean that there is no TLS version or cipher in common.',
        passing: 'later'
    },
    handshake: {
        problem: 'the other side and this runner did not agree on TLS',
        remedy: 'The server, or a gateway before it, has to offer TLS 1.2 or newer with a current cipher.',
        passing: 'later'
    },
    'no-tls': {
        problem: 'this port does not speak TLS, which https:// needs',
        remedy: '',
        passing: 'later'
    },
    tls: {
        problem: 'this port expects https://, not http://',
        remedy: '',
        passing: 'later'
    },
    proxy: {
        problem: 'the proxy did not connect this runner to the server',
        remedy: 'Check that the variable is right and the proxy up; hosts that need no proxy go into NO_PROXY.',
        passing: 'always'
    },
    'proxy-refusal': {
        problem: 'the proxy refused',
        remedy: "Check the variable's address, user and password, and that the proxy lets this runner reach the server.",
        passing: 'later'
    },
    timeout: {
        problem: 'the server did not answer in time',
        remedy: 'The server, a gateway before it or a proxy on the way is too slow or silent; check their health.',
        passing: 'always'
    },
    broken: {
        problem: 'the connection broke before a whole answer came',
        remedy: 'The connection broke; check the server, and any gateway or proxy before it.',
        passing: 'always'
    },
    // What sends gigabytes isn't a server in trouble.
    'too-large': {
        problem: 'the answer was too large',
        remedy: 'The answer is too large to be what was asked for; check server-url.',
        passing: 'never'
    }
};
/** Turns a request without an answer into an error with its remedy. */
function unreachable({ what, base, firstContact }, error) {
    const { passing, problem, remedy } = faults[error.fault];
    const other = error.fault === 'tls' || error.fault === 'no-tls' ? otherScheme(base) : '';
    const more = error.fault === 'broken' && firstContact && base.protocol === 'https:' ? clientHint : '';
    return new ServerError(`Could not ${what}: ${problem} (${(0,foreign/* oneLine */.TN)(error.message, 300)})`, {
        where: base.origin,
        remedy: `${remedy}${other}${more}`,
        fault: error.fault,
        passing: passing === 'always' || (passing === 'later' && !firstContact),
        cause: error
    });
}
const clientHint = ' A gateway that wants a client certificate (input client-certificate) may also end it this way.';
/** The address with TLS instead of none, or the other way round, which is not for every network. */
function otherScheme(base) {
    if (base.protocol === 'http:')
        return `Set server-url to https://${addressOf(base)}.`;
    const plain = `http://${addressOf(base)}`;
    if ((0,zenml_address/* isLoopback */.U9)(base.hostname))
        return `Set server-url to ${plain}, or to the port that has TLS.`;
    return `Set server-url to the port that has TLS. Only if the network between is trusted: ${plain} with allow-http: 'true', which sends the API key unencrypted.`;
}
function addressOf(url) {
    return (0,foreign/* oneLine */.TN)(`${url.host}${(0,foreign/* withoutTrailingSlashes */.A$)(url.pathname)}`, 200);
}
const signInRemedy = 'A login page (single sign-on) stands in the way, and a job cannot get through it: ask for a way around it for this runner to the paths below /api/, or use an address of the server behind it. server-url is never the address of a login page.';
const pages = {
    'sign-in': {
        problem: "a page of a gateway that wants a login answered instead of ZenML's API",
        remedy: signInRemedy
    },
    'client-certificate': { problem: faults['client-certificate'].problem, remedy: faults['client-certificate'].remedy },
    tls: { problem: faults.tls.problem, remedy: '' }
};
const unknownPage = {
    problem: "a page that is not ZenML's API answered",
    remedy: 'Set server-url to the address of the ZenML server itself, as `zenml status` shows it (not a dashboard page, a login page or a proxy).'
};
/**
 * The error for an answer that is not ZenML's, such as HTML where ZenML always sends JSON: another page answers at this
 * URL, for good or, where it is `passing`, while a gateway is in trouble.
 */
function notZenml({ what, base }, answer, passing = false) {
    const kind = (0,foreign/* oneLine */.TN)(answer.headers['content-type'] ?? 'no content type', 80);
    const instead = answer.isJson ? "JSON without ZenML's detail" : `${kind} instead of JSON`;
    const { problem, remedy } = answer.page === undefined ? unknownPage : pages[answer.page];
    return new ServerError(`Could not ${what}: ${problem} (status ${answer.status}, ${instead})`, {
        where: base.href,
        status: answer.status,
        passing,
        remedy: answer.page === 'tls' ? otherScheme(base) : remedy
    });
}
/**
 * The error for an answer with 200 that isn't about what was asked, or can't be read: what a cache or a gateway between
 * makes that gives one question's answer to another, or, at first contact, an address at which no ZenML server is.
 */
function no_answer_foreign({ what, base, firstContact }, { why }) {
    const shown = (0,foreign/* oneLine */.TN)(why, 400);
    return new ServerError(`Could not ${what}: the server's answer is about something else, since it ${shown}`, {
        where: base.origin,
        status: 200,
        passing: !firstContact,
        remedy: firstContact
            ? 'Is server-url a ZenML server of a supported version (0.84 or newer)?'
            : 'Look at what stands between this runner and the server: a cache, a proxy or a gateway mixes answers up.'
    });
}
/** The error for a redirect, which is never followed: the API key stays at the address that the user gave. */
function redirected(asked, answer) {
    const { base, firstContact, what } = asked;
    const found = URL.parse(answer.headers['location'] ?? '', `${(0,foreign/* withoutTrailingSlashes */.A$)(base.href)}${asked.path}`);
    const target = found !== null && /^https?:$/.test(found.protocol) ? found : null;
    // A query may hold what a login is about.
    const shown = target === null ? 'another address' : (0,foreign/* oneLine */.TN)(`${target.protocol}//${addressOf(target)}`, 300);
    return new ServerError(`Could not ${what}: the server redirects to ${shown}, and credentials are not sent along`, {
        where: base.origin,
        status: answer.status,
        passing: !firstContact,
        remedy: target === null ? 'Set server-url to the address of the server itself.' : redirectRemedy(asked, target)
    });
}
/** What to do about a redirect: only one that leads to the same question elsewhere says where the server is. */
function redirectRemedy({ base, path }, target) {
    const question = path.replace(/\?.*/, '');
    const isSame = target.pathname.endsWith(question);
    const prefix = isSame ? target.pathname.slice(0, -question.length) : target.pathname;
    if (isSignIn(target, prefix))
        return signInRemedy;
    if (!isSame && target.hostname !== base.hostname)
        return signInRemedy;
    if (!isSame)
        return 'Set server-url to the address of the server itself, as `zenml status` shows it: that is another page.';
    const url = (0,foreign/* oneLine */.TN)(`${target.protocol}//${target.host}${(0,foreign/* withoutTrailingSlashes */.A$)(prefix)}`, 200);
    if (target.protocol === 'http:' && base.protocol === 'https:') {
        return 'That address is not encrypted. Fix the redirect: the server, or a gateway before it, does not know that it is reached by https://.';
    }
    const isHere = url === (0,foreign/* withoutTrailingSlashes */.A$)(base.href);
    return isHere
        ? 'That is the same address, so a gateway before the server redirects in circles: look at its rules.'
        : `If that is the server, set server-url to ${url}.`;
}

;// CONCATENATED MODULE: ./src/zenml/answer.js






/**
 * Reads one outcome; `serverMs` is the server's wall-clock time, `mayRepeat` whether another attempt may follow: the
 * last one is handed on even if its status is one that often passes.
 */
function signOf(question, base, outcome, serverMs, mayRepeat) {
    const { firstContact = false, limitWaitMs = 0, request, wakesForMs, what } = question;
    const asked = { what, base, path: request.path, firstContact };
    if (outcome instanceof NetworkError)
        return { kind: 'silence', problem: unreachable(asked, outcome) };
    const { headers, isJson, status } = outcome;
    const afterMs = parseRetryAfter(headers['retry-after'], serverMs);
    if (wakesForMs !== undefined && isUnavailable(status))
        return { kind: 'asleep', problem: refusal(what, base.origin, outcome), wakesForMs, afterMs: afterMs ?? 0 };
    if (isTransientStatus(status)) {
        if (!mayRepeat)
            return answer_readAnswer(question, asked, outcome);
        const problem = refusal(what, base.origin, outcome);
        return { kind: 'trouble', problem, afterMs: afterMs ?? (status === 429 ? limitWaitMs : 0) };
    }
    if (status >= 300 && status < 400)
        return { kind: 'trouble', problem: redirected(asked, outcome) };
    // A gateway's page, or a body cut short: ZenML itself always sends JSON, also with a refusal.
    if (!isJson) {
        const isPage = /html/i.test(headers['content-type'] ?? '');
        return { kind: 'trouble', problem: notZenml(asked, outcome, !(firstContact && isPage)) };
    }
    // A gateway's JSON, as of one that has no route to the server for a while; at first contact it may mean a wrong URL.
    if (!isOwnAnswer(outcome))
        return { kind: 'trouble', problem: notZenml(asked, outcome, !firstContact || status >= 500) };
    const sign = answer_readAnswer(question, asked, outcome);
    if (!(question.lastWord ?? goneForGood).isSaidBy(outcome))
        return sign;
    return { kind: 'last word', problem: refusal(what, base.origin, outcome), confirmed: sign };
}
function answer_readAnswer(question, asked, answer) {
    try {
        return { kind: 'value', value: question.read(answer) };
    }
    catch (error) {
        if (error instanceof SchemaError)
            return { kind: 'trouble', problem: no_answer_foreign(asked, error) };
        if (!(error instanceof ServerError))
            throw error;
        return { kind: error.passing ? 'trouble' : 'refusal', problem: error };
    }
}

;// CONCATENATED MODULE: ./src/zenml/weigh.js


/** The past of a question that has not been asked yet. */
const noPast = { tries: 0, attempts: 0, logins: 0, ownLogins: 0 };
/** Weighs a sign by those before it: refusals, and a server that is waking up, have a time of their own. */
function weigh(asked, past, sign, nowMs) {
    const { patience, question } = asked;
    const passForMs = patience.refusalsPassForMs;
    // Trouble that isn't a refusal ends a row of them.
    const ended = { ...past, refusedMs: undefined, lastWordMs: undefined };
    switch (sign.kind) {
        case 'value':
            return { value: sign.value };
        case 'silence':
            return { problem: sign.problem, past: { ...past, refusedMs: undefined } };
        case 'trouble':
            return { problem: sign.problem, past: ended, waitMs: sign.afterMs ?? 0 };
        case 'asleep':
            return whileAsleep(sign, ended, nowMs);
        case 'refusal':
            return passForMs === undefined
                ? { problem: sign.problem, past }
                : whileRefused(sign.problem, past, nowMs, passForMs, question.refusalWaitMs);
        case 'last word':
            return passForMs === undefined ? weigh(asked, past, sign.confirmed, nowMs) : onLastWord(asked, past, sign, nowMs);
    }
}
/** A server that a gateway can't reach, and that may be starting since it was asked. */
function whileAsleep({ afterMs, problem, wakesForMs }, past, nowMs) {
    const asleepMs = past.asleepMs ?? nowMs;
    const waitedMs = nowMs - asleepMs;
    if (waitedMs >= wakesForMs)
        return { problem: waitedFor(problem, waitedMs), past };
    return {
        problem: problem.as(true),
        past: { ...past, asleepMs },
        waitMs: afterMs,
        withinMs: wakesForMs - waitedMs,
        uncounted: 'asleep'
    };
}
/** A refusal that may pass, until there has been nothing but refusals for too long. */
function whileRefused(problem, past, nowMs, passForMs, waitMs = 0) {
    const refusedMs = past.refusedMs ?? nowMs;
    const refusedForMs = nowMs - refusedMs;
    if (refusedForMs >= passForMs)
        return { problem: lasting(problem, refusedForMs), past };
    return {
        problem: problem.as(true),
        past: { ...past, refusedMs, lastWordMs: undefined },
        waitMs,
        uncounted: 'refusal'
    };
}
/** ZenML's word for good, which counts when it was said before, some time ago and with no other word between. */
function onLastWord(asked, before, { confirmed, problem }, nowMs) {
    const { confirmedAfterMs } = asked.question.lastWord ?? goneForGood;
    const past = { ...before, refusedMs: before.refusedMs ?? nowMs, lastWordMs: before.lastWordMs ?? nowMs };
    const waitMs = past.lastWordMs + confirmedAfterMs - nowMs;
    if (waitMs > 0)
        return { problem: problem.as(true), past, waitMs, uncounted: 'refusal' };
    return confirmed.kind === 'refusal' ? { problem: confirmed.problem, past } : weigh(asked, past, confirmed, nowMs);
}

;// CONCATENATED MODULE: ./src/zenml/judge-answer.js







/** Younger tokens are not taken for ended on a gateway's word, which may be about something else, ms. */
const leastTokenLifeMs = 60_000;
/** Decides what to do after one request: whether its outcome is the answer, and whether asking again may help. */
function judge_answer_judge(asked, before, outcome, now) {
    const { base, patience, question } = asked;
    const tried = { ...before, tries: before.tries + 1 };
    if (isReasonForLogin(asked, before, outcome, now)) {
        const ownLogins = before.ownLogins + (isOwnAnswer(outcome) ? 1 : 0);
        const past = { ...tried, logins: before.logins + 1, ownLogins };
        return { kind: 'again', wait: undefined, loginReason: judge_answer_wordsOf(outcome), past };
    }
    const leftMs = (patience.until ?? Number.POSITIVE_INFINITY) - now.ms;
    const mayRepeat = before.attempts + 1 < patience.attempts && leftMs > 0;
    const verdict = weigh(asked, tried, signOf(question, base, outcome, now.serverMs, mayRepeat), now.ms);
    if ('value' in verdict)
        return { kind: 'value', value: verdict.value };
    const { past, problem, uncounted, waitMs = 0, withinMs = Number.POSITIVE_INFINITY } = verdict;
    if (!problem.passing || leftMs <= 0 || !(mayRepeat || uncounted !== undefined))
        return { kind: 'failure', problem };
    const mostMs = Math.min(leftMs, withinMs);
    const ms = Math.min(delayMs(past.tries, now.random, waitMs), mostMs);
    const line = uncounted === 'asleep' ? wakingLine(before, problem, mostMs) : attemptLine(patience, verdict, ms);
    return {
        kind: 'again',
        wait: { ms, line, problem },
        loginReason: isReasonForAnotherLogin(before, outcome, now, ms) ? judge_answer_wordsOf(outcome) : undefined,
        past: uncounted === undefined ? { ...past, attempts: past.attempts + 1 } : past
    };
}
/** Whether a refusal of the token is a reason for a new login instead of an answer. */
function isReasonForLogin({ patience, question }, { logins, ownLogins }, outcome, { canLogIn, tokenAgeMs }) {
    if (!canLogIn || !isUnauthorized(outcome))
        return false;
    // What ZenML itself says of a fresh token is a refusal like any other.
    if (isOwnAnswer(outcome))
        return ownLogins === 0;
    // A gateway's word may be about something else.
    if (tokenAgeMs === undefined || question.keepsToken === true)
        return false;
    // Where attempts are counted, a gateway has one new login of us.
    if (logins > 0 && Number.isFinite(patience.attempts))
        return false;
    return tokenAgeMs >= leastTokenLifeMs;
}
/** Whether ZenML refuses the new token too: another one may do better, as often as the limiter of logins allows. */
function isReasonForAnotherLogin({ ownLogins }, outcome, { tokenAgeMs = 0 }, waitMs) {
    return ownLogins > 0 && isUnauthorized(outcome) && isOwnAnswer(outcome) && tokenAgeMs + waitMs >= loginEveryMs;
}
/** Said once: a server takes its time to start. */
function wakingLine({ asleepMs }, { message }, mostMs) {
    if (asleepMs !== undefined)
        return undefined;
    return `${message}. Waiting for it, up to ${(0,world_clock/* formatDuration */.a3)(mostMs)}.`;
}
function attemptLine({ attempts }, { past, problem, uncounted }, waitMs) {
    const nth = uncounted === undefined && Number.isFinite(attempts) ? `${past.attempts + 1} of ${attempts}` : String(past.tries);
    return `${problem.message}. Attempt ${nth}; the next one in ${(0,world_clock/* formatDuration */.a3)(waitMs)}.`;
}
function isUnauthorized(outcome) {
    return !(outcome instanceof NetworkError) && outcome.status === 401;
}
function judge_answer_wordsOf(answer) {
    return detailOf(answer).text || String(answer.status);
}

;// CONCATENATED MODULE: ./src/zenml/token-keeper.js








/** The server's limiter of logins counts refused ones too, and forgets them after a minute (`rate_limit.py` of 0.98.0). */
const loginLimitWaitMs = 61_000;
/** Keeps the token of one account, which lives only here, and gets new ones for the API key. */
class TokenKeeper {
    #access;
    #put;
    #apiKey;
    /** Whether the key has opened this server before. */
    #keyWasGood = false;
    #token;
    /** Whose token it is, as far as the token says. */
    #owner = {};
    /** When the token was given, as `clock.elapsed()`, ms. */
    #tokenMs = 0;
    /** The login that questions whose token was refused are waiting for. */
    #renewal;
    constructor(access, put, apiKey) {
        this.#access = access;
        this.#put = put;
        this.#apiKey = apiKey;
    }
    /** The newest token; undefined before the first login. */
    get token() {
        return this.#token;
    }
    /** Id of the account that the token was given to, where the token says so. */
    get accountId() {
        return this.#owner.accountId;
    }
    /** Whether there is an API key to log in with. */
    get canLogIn() {
        return this.#apiKey !== undefined;
    }
    /** Age of a token that was given here, ms: infinite if there is a newer one; undefined for none. */
    ageMs(token) {
        if (token === undefined)
            return undefined;
        return token === this.#token ? this.#access.clock.elapsed() - this.#tokenMs : Number.POSITIVE_INFINITY;
    }
    /**
     * Logs in with the API key (`POST /login`, form-encoded, as ZenML's own client does) and masks the token. Throws
     * `ServerError` with the remedy for a malformed, rotated or deactivated key: at once, or, where the key was good
     * before, when ZenML says so at two logins in a row.
     */
    async login(patience) {
        const question = {
            what: 'log in',
            request: loginRequest(this.#apiKey ?? ''),
            read: answer => this.#readLogin(answer),
            lastWord: keyRefusal,
            limitWaitMs: loginLimitWaitMs,
            refusalWaitMs: loginEveryMs
        };
        const passing = this.#keyWasGood ? { refusalsPassForMs: refusalsPassMs } : {};
        const token = await this.#put(question, { ...patience, ...passing });
        this.#token = token;
        this.#owner = { ...this.#owner, ...tokenOwner(token) };
        this.#tokenMs = this.#access.clock.elapsed();
        this.#keyWasGood = true;
    }
    /**
     * Logs in again, unless another question has done so meanwhile: then the new token is worth a try by itself. One login
     * serves all questions that are under way, since the server's limiter counts each.
     */
    async replace(sent, why, patience) {
        while (this.#token === sent) {
            const isOthers = this.#renewal !== undefined;
            this.#renewal ??= this.#renew(why, patience).finally(() => {
                this.#renewal = undefined;
            });
            try {
                return await (0,world_clock/* untilAborted */.Eu)(this.#renewal, patience.signal);
            }
            catch (error) {
                // That the other question was given up says nothing about this one.
                if (!isOthers || error instanceof ServerError || patience.signal?.aborted === true)
                    throw error;
            }
        }
    }
    /** A token of this account, masked; throws {@link SchemaError} where it isn't one, or another account's. */
    readToken(json) {
        if (!isToken(json))
            throw new SchemaError('has no token');
        // Whoever's it is.
        (0,world_secrets/* maskSecret */.$l)(this.#access.log, json);
        if (!isTokenOf(json, this.#apiKey ?? '', this.#owner))
            throw new SchemaError('holds the token of another account');
        return json;
    }
    #readLogin(answer) {
        const { base } = this.#access;
        if (answer.status === 401 || answer.status === 403)
            throw loginRefusal(base, answer);
        return this.readToken((0,text_json.at)(agreed('log in', base, answer), 'access_token'));
    }
    #renew(why, patience) {
        this.#access.log.info(`The server no longer accepts the token (${why}); logging in again.`);
        // All that are under way wait for this login, and one that is asked only once must not speak for them.
        const { attempts } = this.#access.patience ?? shortPatience;
        return this.login({ ...patience, attempts: Math.max(patience.attempts, attempts) });
    }
}

;// CONCATENATED MODULE: ./src/zenml/session.js








/** Least time that an attempt gets, however near the end of patience is, ms. */
const leastAttemptMs = 500;
/** A connection to one ZenML server as one account, which puts each question until it is answered or patience ends. */
class Session {
    access;
    #keeper;
    /** The server's clock at its last answer, and our own then: a jump of the runner's wall clock changes neither. */
    #serverClock;
    constructor(access, apiKey) {
        this.access = access;
        this.#keeper = new TokenKeeper(access, (question, patience) => this.#put(question, patience), apiKey);
    }
    /** Patience for a question that brings none of its own. */
    get patience() {
        return this.access.patience ?? shortPatience;
    }
    /** Id of the account that the token was given to, where the token says so. */
    get accountId() {
        return this.#keeper.accountId;
    }
    /** The server's wall-clock time in ms, by the `Date` of its last answer: comparable with the times it stores. */
    serverNow() {
        const { clock } = this.access;
        if (this.#serverClock === undefined)
            return clock.now();
        return this.#serverClock.ms + (clock.elapsed() - this.#serverClock.elapsed);
    }
    /** Logs in with the API key, as {@link TokenKeeper.login} says; throws `ServerError`. */
    login(patience = this.patience) {
        return this.#keeper.login(patience);
    }
    /** A token of this account, masked; throws `SchemaError` if it isn't one, or another account's. */
    readToken(json) {
        return this.#keeper.readToken(json);
    }
    /** The value that the JSON of a read is parsed to; throws `ServerError` for everything but 200, repeated while it may help. */
    read(what, path, parse, patience = this.patience) {
        const read = (answer) => parse(agreed(what, this.access.base, answer));
        return this.put({ what, request: { method: 'GET', path }, read }, patience);
    }
    /** The answer to a request as this account, whatever its status; a new login if the token was refused. */
    ask(what, request, patience) {
        return this.put({ what, request, read: answer => answer }, patience);
    }
    /** The value of the answer to a question as this account, repeated as patience says; throws `ServerError` with the last trouble. */
    put(question, patience) {
        return this.#put(question, patience, this.#keeper);
    }
    /** Puts a question with the token of a keeper, or else with none. */
    async #put(question, patience, keeper) {
        const { base } = this.access;
        let past = noPast;
        for (;;) {
            const token = keeper?.token;
            const outcome = await this.#send(question.request, token, patience);
            const next = judge_answer_judge({ question, patience, base }, past, outcome, this.#moment(keeper, token));
            if (next.kind === 'value')
                return next.value;
            if (next.kind === 'failure')
                throw next.problem;
            if (next.wait !== undefined)
                await this.#wait(next.wait, patience);
            if (next.loginReason !== undefined)
                await keeper?.replace(token, next.loginReason, patience);
            past = next.past;
        }
    }
    #moment(keeper, token) {
        const { clock, random } = this.access;
        return {
            ms: clock.elapsed(),
            serverMs: this.serverNow(),
            random: random(),
            canLogIn: keeper?.canLogIn === true,
            tokenAgeMs: keeper?.ageMs(token)
        };
    }
    async #wait({ line, ms, problem }, patience) {
        const { clock, log } = this.access;
        if (line !== undefined)
            log.info(line);
        await clock.sleep(ms, patience.signal);
        if (this.#leftMs(patience) <= 0)
            throw problem;
    }
    #leftMs({ until = Number.POSITIVE_INFINITY }) {
        return until - this.access.clock.elapsed();
    }
    /** Sends one request, and notes the server's clock. */
    async #send(request, token, patience) {
        const { clock, log, send } = this.access;
        const shown = `${request.method} ${(0,foreign/* oneLine */.TN)(request.path.replace(/\?.*/, ''))}`;
        const { attemptMs = Number.POSITIVE_INFINITY } = patience;
        const leftMs = Math.max(leastAttemptMs, this.#leftMs(patience));
        const timeoutMs = Math.min(request.timeoutMs ?? requestTimeoutMs, attemptMs, leftMs);
        try {
            const answer = await send(authorized({ ...request, timeoutMs }, token), patience.signal);
            const ms = Date.parse(answer.headers['date'] ?? '');
            if (!Number.isNaN(ms))
                this.#serverClock = { ms, elapsed: clock.elapsed() };
            log.debug(`${shown}: ${answer.status} in ${(0,world_clock/* formatDuration */.a3)(answer.durationMs)}`);
            return answer;
        }
        catch (error) {
            if (!(error instanceof NetworkError))
                throw error;
            log.debug(`${shown}: ${error.fault} (${(0,foreign/* oneLine */.TN)(error.message, 200)})`);
            return error;
        }
    }
}
function authorized(request, token) {
    if (token === undefined)
        return request;
    return { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } };
}

;// CONCATENATED MODULE: ./src/zenml/first-contact.js




/** Oldest server whose API the action speaks: projects, stops and statuses are as they are since then. */
const oldestVersion = '0.84';
/** Oldest server that can be asked to run a snapshot over its API. */
const oldestSnapshotVersion = '0.90';
/**
 * How long a server may take to start when it is asked, ms: half of the time that there is, within these. Containers that
 * were scaled to nothing, with their database, take a minute or two.
 */
const [minWakeMs, maxWakeMs] = [20_000, 5 * 60_000];
/** Asks a server who it is, without any credential; throws {@link ServerError} if no supported ZenML answers. */
async function contact(access) {
    const session = new Session(access);
    const leftMs = (session.patience.until ?? Number.POSITIVE_INFINITY) - access.clock.elapsed();
    const wakesForMs = Math.min(maxWakeMs, Math.max(minWakeMs, leftMs / 2));
    const info = await serverInfo(session, wakesForMs);
    requireVersion(info, oldestVersion, access.base, `Upgrade the server to ${oldestVersion} or newer.`);
    return { access, info };
}
/** Throws {@link ServerError} with the remedy if a server is older than a version, written `major.minor`. */
function requireVersion(info, version, base, remedy) {
    if (isAtLeast(info, version))
        return;
    throw new ServerError(`The server runs ZenML ${(0,foreign/* oneLine */.TN)(info.version, 40)}, which is too old for this`, {
        where: base.origin,
        remedy
    });
}
/** Whether a server is of a version, written `major.minor`, or newer. */
function isAtLeast(info, version) {
    const [major = 0, minor = 0] = info.version.split('.').map(Number);
    const [oldMajor = 0, oldMinor = 0] = version.split('.').map(Number);
    return major > oldMajor || (major === oldMajor && minor >= oldMinor);
}

;// CONCATENATED MODULE: ./src/job/source-driver.js






/** Runs the driver, and hands what is known of its end to `then`, with the path of its answer. */
async function drive({ job, prepared, setup, timeUp }, mode, asked, then) {
    const folder = (0,external_node_path_.join)(prepared.temporary, mode);
    const request = { ...asked, checkout: prepared.code.root, source: prepared.source };
    const { answerFile, words } = await placeDriver(folder, prepared.installation.python, mode, request);
    return runObserved(job, setup, { words, folder, code: prepared.code, saysOrigin: true }, timeUp, ended => then(ended, answerFile));
}
/** Asks the driver for something that starts no run: the step ends if it fails, or if a run was started anyway. */
async function askDriver(sourceJob, mode, asked) {
    const { job } = sourceJob;
    const result = await drive(sourceJob, mode, asked, async ({ end, output, runs, settled }, answerFile) => {
        const { places } = job.inputs;
        const { error } = concludeCommand(end, [], [], settled.faults, output, sourceWords);
        if (error !== undefined && (end.code !== 0 || settled.faults.length > 0))
            throw new errors/* ActionError */.lZ(error, { where: places.source });
        const [run] = runs.own;
        if (run === undefined)
            return source_driver_agreed(await readDriverAnswer(answerFile), places.source);
        throw new errors/* ActionError */.lZ(`The module of the source started the run ${(0,foreign/* oneLine */.TN)(run.name, 200)} while it was imported`, {
            where: places.source,
            remedy: "Call the pipeline only under if __name__ == '__main__'."
        });
    });
    if (result.kind === 'done')
        job.state.forgetCommand();
    return result;
}
/** The driver's answer; throws {@link InputError} with its own words if the source doesn't name a pipeline. */
function source_driver_agreed(answer, where) {
    const { refusal } = answer;
    if (typeof refusal !== 'string')
        return answer;
    throw new errors/* InputError */.dz((0,foreign/* oneLine */.TN)(refusal, 500), {
        where,
        remedy: "Its root is the folder of 'zenml init' around working-directory, or else working-directory itself; name the pipeline from there, as 'zenml pipeline run' takes it."
    });
}

;// CONCATENATED MODULE: ./src/trigger/source-snapshot.js




/** Names the snapshot of a source, so that the same code, asked for in the same way, has one name. */
function wantedSnapshot(invocation, parts) {
    const { code, contents, environment, pipelineName, stack } = parts;
    const { repository } = invocation;
    const of = (0,digest/* digest */.b)({ ...contents, repository, environment, pipeline: pipelineName, stack: stack.id, ...code });
    const name = `${slug(pipelineName, 100)}-${slug(stack.name, 60)}-${slug(code.commit, 12)}-${of.slice(0, 16)}`;
    // Only what its runs say of themselves as well: the server merges the two (measured on 0.98.0).
    const provenance = {
        snapshot: name,
        repository,
        environment,
        code_commit: code.commit,
        code_tree: code.tree ?? 'unknown'
    };
    return { name, pipelineName, provenance };
}
/**
 * Why a snapshot (with its details) is not the one that is wanted, in words that continue "but"; none if it is. Any
 * account may change a snapshot's name, but nobody its configuration and account (measured on 0.98.0).
 */
function misfitsOfSnapshot(snapshot, wanted, place) {
    const { account, project, stack } = place;
    const isProven = Object.entries(wanted.provenance).every(([key, value]) => snapshot.provenance[key] === value);
    return [
        snapshot.accountId === account.id
            ? []
            : [`${snapshot.author === undefined ? 'another account' : (0,foreign/* oneLine */.TN)(snapshot.author, 80)} made it`],
        isProven ? [] : [`its extra.${provenanceKey} says that it was made of something else`],
        snapshot.projectId === project.id ? [] : ['it is in another project'],
        snapshot.pipeline.name === wanted.pipelineName ? [] : [`it is of pipeline ${(0,foreign/* oneLine */.TN)(snapshot.pipeline.name, 80)}`],
        snapshot.stack?.id === stack.id ? [] : [`it is on stack ${(0,foreign/* oneLine */.TN)(snapshot.stack?.name ?? 'unknown', 80)}`],
        snapshot.runnable ? [] : ["the server can't run it: it has no container build on this stack"]
    ].flat();
}

;// CONCATENATED MODULE: ./src/job/source-identity.js



/** What makes a run the one of this job: where it runs, and what was asked for. */
function sourceIdentity({ job, prepared }, pipelineName) {
    const { connection, environment, inputs, invocation } = job;
    // Without tags, `extra` and the name: a workflow may write the attempt into what only describes a run.
    const { extra: _, run_name: name, tags: __, ...asked } = prepared.configuration;
    return identify(invocation, {
        prefix: inputs.runName ?? (prefixOf(name) || pipelineName),
        environment: environment.name,
        request: {
            server: connection.session.access.base.href,
            project: connection.project.id,
            stack: connection.stack.id,
            environment: environment.name,
            source: prepared.source,
            configuration: asked
        }
    });
}
/** The beginning of a run's name from that of the configuration, without what ZenML would fill in (`{date}`, `{time}`). */
function prefixOf(name) {
    if (typeof name !== 'string')
        return '';
    return name.replace(/[-_ .]*\{[^}]*\}/g, '').trim();
}
/** A configuration with the run's name, tags and provenance. */
function namedConfiguration({ job, prepared }, configuration, { runName }) {
    const { environment, inputs, invocation } = job;
    return completed(configuration, {
        runName,
        tags: [...inputs.tags, ...provenanceTags(invocation, environment.name)],
        provenance: provenanceOf(invocation, { runName, environment: environment.name, code: prepared.code.proven })
    });
}

;// CONCATENATED MODULE: ./src/job/source-server.js











/** Has the server run a snapshot of the source, which is made first unless it is there, and follows the run to its end. */
async function runSourceOnServer(sourceJob, pipeline) {
    const { job, prepared } = sourceJob;
    const made = await obtainSnapshot(sourceJob, wantedOf(sourceJob, pipeline));
    if (made.kind === 'cut')
        return made.ending;
    publishSnapshot(job, made.value, prepared.code);
    // A build may take long, in which staging may have gone on.
    await requireGreen(job, { pipeline: pipeline.pipelineName, code: prepared.code });
    const identity = sourceIdentity(sourceJob, pipeline.pipelineName);
    // The snapshot holds the rest; what a run says of these replaces what its snapshot does.
    const { extra, tags } = prepared.configuration;
    const described = { ...(extra == null ? {} : { extra }), ...(tags == null ? {} : { tags }) };
    const trigger = {
        connection: job.connection,
        snapshot: made.value,
        identity,
        configuration: namedConfiguration(sourceJob, described, identity),
        idempotencyKey: job.world.uuid()
    };
    return startAndFollow(job, trigger);
}
function wantedOf({ job, prepared }, { pipelineName, stackChecksum }) {
    const { connection, environment, inputs, invocation } = job;
    const contents = {
        source: prepared.source,
        configuration: compiled(prepared.configuration),
        requirements: inputs.requirements,
        integrations: inputs.integrations,
        folder: inputs.workingDirectory,
        client: prepared.clientVersion,
        stack_checksum: stackChecksum,
        // So that another service account of the same environment has snapshots of its own.
        account: connection.account.id
    };
    return wantedSnapshot(invocation, {
        pipelineName,
        stack: connection.stack,
        code: prepared.code.proven,
        environment: environment.name,
        contents
    });
}
/** What of a configuration a snapshot holds: not what only describes a run, in which a workflow may write the attempt. */
function compiled({ extra: _, run_name: __, tags: ___, ...rest }) {
    return rest;
}
/**
 * The snapshot of a source: the one that is there, or a new one. The server keeps a name once for a pipeline, so that of
 * two jobs that make it at once one makes the snapshot, and both use it. Throws {@link ActionError} if the name belongs
 * to another snapshot.
 */
async function obtainSnapshot(sourceJob, wanted) {
    const { job, prepared } = sourceJob;
    const { log } = job.world;
    const known = await findNamed(sourceJob, wanted);
    if (known !== undefined) {
        log.info(`The snapshot of this code is there already, so nothing is built: ${wanted.name}`);
        return { kind: 'done', value: fitting(sourceJob, known, wanted) };
    }
    log.info(`ZenML's client makes the snapshot ${wanted.name}.`);
    const config = withProvenance(compiled(prepared.configuration), wanted.provenance);
    const result = await askDriver(sourceJob, 'snapshot', { config, snapshot: wanted.name });
    if (result.kind === 'cut')
        return result;
    const id = (0,text_json/* optionalString */.sx)(result.value, 'snapshot');
    const made = id === undefined ? await findNamed(sourceJob, wanted) : await snapshotWithId(job.connection.session, id);
    if (id === undefined)
        log.info('Another job has made the snapshot meanwhile; it is used.');
    if (made !== undefined)
        return { kind: 'done', value: fitting(sourceJob, made, wanted) };
    throw new errors/* ActionError */.lZ(`The server doesn't show the snapshot ${wanted.name}, which was just made`, {
        where: job.inputs.places.source,
        remedy: 'Re-run the job.'
    });
}
/** The snapshot of a name, with its details; undefined if the pipeline has none. */
async function findNamed({ job }, wanted) {
    const { project, session } = job.connection;
    const { name, pipelineName: pipeline } = wanted;
    const found = await listSnapshots(session, project.id, { name, pipeline });
    const named = found.find(one => one.name === name && one.pipeline.name === pipeline);
    return named === undefined ? undefined : snapshotWithId(session, named.id);
}
/** The snapshot itself, if it is the one that is wanted; throws {@link ActionError} that says what is wrong with it. */
function fitting({ job }, snapshot, wanted) {
    const misfits = misfitsOfSnapshot(snapshot, wanted, job.connection);
    if (misfits.length === 0)
        return snapshot;
    throw new errors/* ActionError */.lZ(`The snapshot ${(0,foreign/* oneLine */.TN)(snapshot.name, 255)} (${snapshot.id}) has the name of this code, but ${misfits.join(', and ')}`, {
        where: job.inputs.places.source,
        remedy: 'It was renamed, or is not whole. Look at it in the dashboard, rename or delete it there, and re-run the job.'
    });
}

;// CONCATENATED MODULE: ./src/job/source-way.js


/**
 * Chooses where the pipeline runs: on the server only if it says that it can, and if it can run on the stack. The rules are
 * the server's own (`validate_stack_is_runnable_from_server`, and `is_runnable` of a snapshot, 0.98.0).
 */
function chooseSourceWay({ hasRegistry, knowsSnapshots, runsSnapshots, unfit }) {
    const here = (why) => ({ kind: 'worker', why });
    if (!knowsSnapshots)
        return here(`the server is older than ${oldestSnapshotVersion} and can't run snapshots`);
    if (runsSnapshots === undefined)
        return here("the server doesn't say whether it can run snapshots");
    if (!runsSnapshots)
        return here("the server can't run snapshots (it has no workload manager)");
    const [first] = unfit;
    if (first !== undefined)
        return here(`the server can't run on this stack: ${source_way_shown(first)}`);
    if (!hasRegistry)
        return here("the server can't run on this stack: it has no container registry");
    return { kind: 'snapshot', why: 'the server can run snapshots, and every component of the stack is remote' };
}
function source_way_shown({ flavor, kind, type }) {
    const name = (0,foreign/* oneLine */.TN)(type, 40).replaceAll('_', ' ');
    const what = kind === 'local' ? 'is local' : 'is of a flavor of your own';
    return `its ${name} (${(0,foreign/* oneLine */.TN)(flavor, 40)}) ${what}`;
}

;// CONCATENATED MODULE: ./src/job/source-worker.js








/** Lets ZenML's client run the pipeline from this job, under this trigger's name, and follows the run to its end. */
async function runSourceHere(sourceJob, pipelineName) {
    const { job, prepared } = sourceJob;
    const identity = sourceIdentity(sourceJob, pipelineName);
    const config = namedConfiguration(sourceJob, prepared.configuration, identity);
    await warnOfEarlierRun(job, identity);
    const result = await drive(sourceJob, 'run', { config }, async (ended) => {
        const { end, output, runs, settled } = ended;
        const { failures, statuses } = await followAll(job, ended);
        const faults = [...settled.faults, ...strangers(runs.own, identity.runName)];
        return { ending: concludeCommand(end, statuses, failures, faults, output, sourceWords), runs: runs.own };
    });
    return result.kind === 'cut' ? result.ending : finishRuns(job, result.value.ending, result.value.runs);
}
/** Says which run of an earlier attempt is still in progress: one whose process was in another job can't be taken up here. */
async function warnOfEarlierRun({ connection, invocation, world }, identity) {
    if (Number(invocation.attempt) <= 1)
        return;
    const { account, project, session } = connection;
    const runs = await runsNamedLike(session, project.id, identity.lineage);
    for (const run of runs.filter(each => each.accountId === account.id && !(0,zenml_status/* isFinished */.$g)(each.status))) {
        world.log.warning(`Re-run: the earlier attempt's run ${(0,foreign/* oneLine */.TN)(run.name, 200)} is still ${(0,foreign/* oneLine */.TN)(run.status, 40)}, and a new one is started beside it, since the pipeline runs in this job: ${connection.runUrl(run.id)}`);
    }
}
/** Runs that don't have this trigger's name and provenance: only the pipeline's code can have started those. */
function strangers(runs, runName) {
    return runs
        .filter(run => run.name !== runName || run.provenance === undefined)
        .map(({ name }) => `The pipeline's process started the run ${(0,foreign/* oneLine */.TN)(name, 200)}, which is not the run that was asked for.`);
}

;// CONCATENATED MODULE: ./src/job/source.js














/** Runs the pipeline of the checkout where it can run, and follows it to its end. */
async function runSource(job, prepared, timeUp) {
    const { connection, report, world } = job;
    warnOfOtherVersion(world.log, prepared.installation.zenmlVersion, connection.info.version);
    const { note, proven } = prepared.code;
    world.log.info(note);
    report.publish({ codeNote: note, codeSha: proven.commit });
    await requireKnown(job, prepared.code);
    const sourceJob = { job, prepared, setup: await clientSetup(job, prepared), timeUp };
    const described = await askDriver(sourceJob, 'describe', { config: prepared.configuration });
    if (described.kind === 'cut')
        return described.ending;
    const description = checkedDescription(sourceJob, described.value);
    report.publish({ pipeline: (0,foreign/* oneLine */.TN)(description.pipeline, 255) });
    const way = await chooseWay(job, description);
    // Nothing has been changed on the server so far.
    await requireGreen(job, { pipeline: description.pipeline, code: prepared.code });
    if (job.inputs.dryRun)
        return plan(sourceJob, description, way);
    const { pipeline: pipelineName, stackChecksum } = description;
    if (way.kind === 'worker')
        return runSourceHere(sourceJob, pipelineName);
    return runSourceOnServer(sourceJob, { pipelineName, stackChecksum });
}
/** What the client says of the source; throws {@link InputError} for a configuration that it would not take, or not whole. */
function checkedDescription({ job, prepared }, answer) {
    const { places } = job.inputs;
    const description = readDescription(answer);
    checkSourceConfiguration(prepared.configuration, description, places.config);
    if (description.problem === undefined)
        return description;
    const problem = (0,foreign/* oneLine */.TN)(job.world.log.redact(description.problem), 600);
    throw new errors/* InputError */.dz(`ZenML's client can't prepare the pipeline: ${problem}`, {
        where: job.inputs.config === undefined ? places.source : places.config,
        remedy: 'Correct the configuration, or the pipeline.'
    });
}
/** Chooses where the pipeline runs, and says it. Throws `ServerError`, and {@link InputError} for inputs that it rules out. */
async function chooseWay({ connection, inputs, report, world }, { types, unfit }) {
    const knowsSnapshots = isAtLeast(connection.info, oldestSnapshotVersion);
    const way = chooseSourceWay({
        knowsSnapshots,
        runsSnapshots: knowsSnapshots ? await runsSnapshots(connection.session) : false,
        unfit,
        hasRegistry: types.includes('container_registry')
    });
    const place = way.kind === 'snapshot' ? 'on the server, from a snapshot of this code' : "in this job, by ZenML's client";
    world.log.info(`The pipeline runs ${place}, since ${way.why}.`);
    report.publish({ way: `${place}: ${way.why}` });
    if (way.kind === 'snapshot' || inputs.wait)
        return way;
    throw new errors/* InputError */.dz(`'false' has no meaning here: the pipeline runs in this job, since ${way.why}`, {
        where: 'wait',
        remedy: 'Remove it.'
    });
}
/** Says what would run, without changing anything on the server. */
function plan({ job: { connection, inputs, report, world }, prepared }, { pipeline }, { kind }) {
    const { name } = connection.stack;
    const where = kind === 'snapshot' ? 'from a snapshot of this code' : 'in this job';
    const how = `${where}${promotionPlan(inputs)}`;
    report.publish({ dryRun: true, plan: `${prepared.source} (pipeline ${pipeline}) on stack ${name}, ${how}` });
    world.log.info(`Dry run: would run pipeline ${(0,foreign/* oneLine */.TN)(pipeline, 120)} on stack ${name}, ${how}.`);
    return { conclusion: 'skipped' };
}

;// CONCATENATED MODULE: ./src/trigger/source.js


/** A dotted path of at least two Python identifiers. */
const dotted = /^[\p{L}_][\p{L}\p{N}_]*(?:\.[\p{L}_][\p{L}\p{N}_]*)+$/u;
/**
 * Checks that a source has the shape that `zenml pipeline run` takes, module and attribute; throws {@link InputError}
 * with what to write instead.
 */
function requireSource(source, where) {
    if (dotted.test(source) && !source.endsWith('.py'))
        return;
    throw new errors/* InputError */.dz(`'${(0,foreign/* oneLine */.TN)(source, 120)}' is not a module and a pipeline in it`, {
        where,
        remedy: `Write ${suggested(source)}, as 'zenml pipeline run' takes it.`
    });
}
/** The dotted form of what was written as a path, an entry point (`module:name`) or a module's name alone. */
function suggested(source) {
    const [file = '', attribute] = source.replace(/^(?:\.?[\\/])+/, '').split(/::?/);
    const isFile = /\.py$/.test(file);
    const module = file.replace(/\.py$/, '').replaceAll(/[\\/]+/g, '.');
    const isModule = isFile || /[\\/]/.test(file);
    const whole = attribute === undefined ? `${module}.<pipeline>` : `${module}.${attribute}`;
    if ((isModule || attribute !== undefined) && dotted.test(whole.replace('<pipeline>', 'p')))
        return `'${whole}'`;
    return dotted.test(`module.${source}`) ? `'<module>.${source}'` : "'<module>.<pipeline>'";
}

;// CONCATENATED MODULE: ./src/job/source-preparation.js







/**
 * Checks source, configuration and checkout, then installs what the pipeline needs, before and without any credential.
 * Throws `InputError`, also for a checkout that is not this event's commit.
 */
async function prepareSource(job, source, timeUp) {
    const { inputs, world } = job;
    requireSource(source, inputs.places.source);
    const workspace = workspaceOf(world.env);
    const configuration = await readConfiguration(inputs.config, world.files, workspace, inputs.places.config);
    checkOwnConfiguration(configuration, inputs.places.config);
    const group = "Installing the pipeline's requirements";
    const inspect = (folder, signal) => ownCheckout(job, folder, signal);
    const client = await prepareClient(job, { group, inspect }, timeUp);
    const { zenmlVersion } = client.installation;
    if (zenmlVersion === null) {
        throw new errors/* ActionError */.lZ('The Python for the pipeline has no zenml', {
            where: inputs.python === undefined ? 'zenml-version' : 'python',
            remedy: "Leave zenml-version at 'server', or name zenml in the requirements."
        });
    }
    const { checkout: code, ...rest } = client;
    return { ...rest, source, configuration, code, clientVersion: zenmlVersion };
}

// EXTERNAL MODULE: ./src/job/state.js
var job_state = __webpack_require__(6897);
// EXTERNAL MODULE: ./src/report/summary.js + 6 modules
var summary = __webpack_require__(668);
;// CONCATENATED MODULE: ./src/zenml/dashboard-urls.js

/**
 * The addresses in the dashboard as ZenML's client builds them (`dashboard_utils.py` of 0.98.0): Pro goes by the
 * project's id, open source by its name. Falls back to the address that the user gave if the server knows none.
 */
function dashboardUrls(info, base, project) {
    const known = URL.parse(info.dashboardUrl);
    const dashboard = known !== null && ['https:', 'http:'].includes(known.protocol) ? known : base;
    // Without what else a server's configuration may hold: a password, or what would swallow the path.
    const origin = (0,foreign/* withoutTrailingSlashes */.A$)(`${dashboard.origin}${dashboard.pathname}`);
    const place = `${origin}/projects/${encodeURIComponent(info.isPro ? project.id : project.name)}`;
    return {
        projectUrl: place,
        runUrl: id => `${place}/runs/${encodeURIComponent(id)}`,
        modelVersionUrl: id => (info.isPro ? `${place}/model-versions/${encodeURIComponent(id)}` : undefined)
    };
}

;// CONCATENATED MODULE: ./src/zenml/connect.js









/** Logs in with the API key and finds project and stack; throws with the names that are near if there is none. */
async function connect({ access, info }, apiKey, wanted) {
    const session = new Session(access, apiKey);
    await session.login();
    const found = await findAll(session, wanted);
    return { session, info, ...found, ...dashboardUrls(info, access.base, found.project) };
}
/** Asks for everything at once. The first failure in the order account, project, stack counts, and ends the others. */
async function findAll(session, wanted) {
    const over = new AbortController();
    const { patience } = session;
    const signal = AbortSignal.any([over.signal, ...(patience.signal === undefined ? [] : [patience.signal])]);
    const asked = {
        account: ownAccount(session, { ...patience, signal }),
        project: findProject(session, wanted.project, { ...patience, signal }),
        stack: findStack(session, wanted.stack, { ...patience, signal }),
        glimpsed: glimpse(session, wanted, { ...patience, signal, attempts: 1 })
    };
    const settled = Promise.allSettled(Object.values(asked));
    try {
        const account = await asked.account;
        warnOfPerson(session, account);
        const project = (await asked.project) ?? (await failProject(session, wanted.project));
        const stack = (await asked.stack) ?? (await failStack(session, wanted.stack, wanted.stackFrom));
        return { account, project, stack, glimpsed: await asked.glimpsed };
    }
    finally {
        over.abort();
        await settled;
    }
}
/** A quick look for the snapshot, of which nothing depends on but time: there is a long way with all explanations. */
async function glimpse(session, { project, snapshot: wish, stack }, patience) {
    if (wish === undefined)
        return undefined;
    try {
        const { snapshot } = wish;
        return snapshot !== undefined && isUuid(snapshot)
            ? await snapshotWithId(session, snapshot, patience)
            : await newestSnapshot(session, { ...wish, project, stack }, patience);
    }
    catch (error) {
        if (error instanceof ServerError)
            return undefined;
        throw error;
    }
}
function warnOfPerson({ access }, { isServiceAccount, name }) {
    if (isServiceAccount)
        return;
    access.log.warning(`The API key belongs to ${(0,foreign/* oneLine */.TN)(name, 80)}, which is not a service account; give CI a service account of its own.`);
}
async function failProject(session, name) {
    const names = await projectNames(session);
    throw new errors/* InputError */.dz(`There is no project '${(0,foreign/* oneLine */.TN)(name, 80)}' on the server, or the account may not see it`, {
        where: 'project',
        remedy: (0,suggest/* suggest */.ZA)(name, names, 'projects')
    });
}
async function failStack(session, name, where) {
    throw await missingStack(session, name, where, "An environment can name its stack with 'stack: <name or id>'.");
}

;// CONCATENATED MODULE: ./src/behind-gate.js

























/** Everything behind the gate, for the environment that it has chosen among all: connection, start, follow. Throws what fails the step. */
async function runBehindGate(world, report, match, environments) {
    report.summarizeBy(summary/* summaryOf */.Y);
    hideCredentials(world);
    const job = readJob(world, report, match, environments);
    return withinTimeout(job, async (timeUp) => {
        const contacted = await reach(job);
        const perform = await prepare(contacted, timeUp);
        const connected = await logIn(contacted);
        if (job.environment.requires === undefined)
            await exportCredentials(connected);
        const ending = await withNotices(connected, () => perform(connected));
        await Promise.all([publishGraphs(connected), publishReports(connected)]);
        // Whether code may reach an environment that requires another one is only known by then.
        if (job.environment.requires !== undefined && ending.error === undefined)
            await exportCredentials(connected);
        return ending;
    });
}
function readJob(world, report, { environment, isFork, pullRequest }, environments) {
    const { clock, env, log } = world;
    const inputs = readInputs(env, environment, isFork, environments);
    for (const sentence of idleInputs(inputs))
        log.warning(sentence);
    const invocation = readInvocation(env, {
        jobInstance: (0,names/* readInput */.R5)(env, 'job-instance'),
        jobIndex: (0,names/* readInput */.R5)(env, 'job-index'),
        jobMatrix: (0,names/* readInput */.R5)(env, 'job-matrix'),
        pullRequest
    });
    report.publish({ commit: invocation.commit });
    return { world, report, environment, inputs, invocation, until: clock.elapsed() + inputs.timeoutMs };
}
/** Asks the server who it is; nothing secret is sent. */
async function reach(job) {
    const { inputs, report, world } = job;
    const { cancel, clock, env, log, random } = world;
    const route = await chooseRoute(world, inputs);
    const proxy = (0,zenml_address/* proxyTo */.UM)(env, route.base);
    if (proxy !== undefined)
        log.info(`The server is reached through the proxy of ${proxy.from}, ${proxy.url.host}.`);
    const send = await openRoute(world, route);
    // A cancel and the timeout count from the first question on.
    const patience = { ...shortPatience, signal: cancel, until: job.until };
    const contacted = await contact({ base: route.base, send, clock, log, random, patience });
    log.info(`ZenML ${contacted.info.version} at ${route.base.origin}`);
    report.publish({ serverVersion: contacted.info.version });
    if (job.environment.requires !== undefined) {
        // Older servers don't say from which snapshot a run is, and so not which steps it has to have (measured on 0.84.3).
        const remedy = `Upgrade the server to ${oldestSnapshotVersion}, or remove requires.`;
        requireVersion(contacted.info, oldestSnapshotVersion, route.base, remedy);
    }
    return { ...job, contacted, route };
}
/** Checks and installs what the work needs, before and without any credential. */
async function prepare(job, timeUp) {
    const { work } = job.inputs;
    switch (work.kind) {
        case 'pipeline': {
            const remedy = `Upgrade the server to ${oldestSnapshotVersion}, or use command to run the pipeline in this job.`;
            requireVersion(job.contacted.info, oldestSnapshotVersion, job.route.base, remedy);
            return connected => runPipeline(connected, work);
        }
        case 'command': {
            const prepared = await prepareCommand(job, work.command, timeUp());
            return connected => runInWorker(connected, prepared, timeUp());
        }
        case 'source': {
            const prepared = await prepareSource(job, work.source, timeUp());
            return connected => runSource(connected, prepared, timeUp());
        }
        case 'run':
            return connected => followGivenRun(connected, work.runId);
        case 'nothing':
            return runNothing;
    }
}
/** Logs in and finds project and stack; what post needs is known from here on. */
async function logIn(job) {
    const { contacted, environment, inputs, report, route, world } = job;
    const wanted = {
        project: inputs.project,
        stack: environment.stack,
        stackFrom: inputs.places.stack,
        snapshot: inputs.work.kind === 'pipeline' ? inputs.work : undefined
    };
    const connection = await connect(contacted, inputs.server.apiKey, wanted);
    requireAccount({ connection, environment });
    const { account, project, stack } = connection;
    report.publish({ stack, project: project.name, account: account.name, dashboard: connection.projectUrl });
    world.log.info(`Account ${account.name}, project ${project.name}, stack ${stack.name} (${stack.id}), timeout ${(0,world_clock/* formatDuration */.a3)(inputs.timeoutMs)}`);
    const state = new job_state/* SavedState */.pA(world.runner, {
        // With leave-running nothing is ever left to be stopped.
        settled: inputs.leaveRunning,
        environment: environment.name,
        server: route.base.href,
        route: route.digest,
        projectId: project.id,
        accountId: account.id,
        runIds: []
    });
    return { ...job, connection, state };
}
async function runNothing({ inputs, report, world }) {
    if (inputs.dryRun)
        report.publish({ dryRun: true });
    world.log.info('Neither source, pipeline nor command is set, so nothing is run.');
    return { conclusion: 'skipped' };
}


/***/ }),

/***/ 331:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   c: () => (/* binding */ findBaselineEnvironment),
/* harmony export */   f: () => (/* binding */ refuseUnknownBaselines)
/* harmony export */ });
/* harmony import */ var _text_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9819);
/* harmony import */ var _text_suggest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6160);
/* harmony import */ var _shown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7223);



/** Throws {@link InputError} if the checks of an environment name one for their baseline that can't be looked at from there. */
function refuseUnknownBaselines(environments) {
    for (const environment of environments) {
        const { baselineFrom } = environment.overrides.checks ?? {};
        const where = `environments: ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_2__/* .shown */ .S)(environment.name)}.checks.baseline.environment`;
        if (baselineFrom !== undefined)
            findBaselineEnvironment(environment, baselineFrom, environments, where);
    }
}
/** Keys that decide where the baseline would have to be looked for. */
const sharedKeys = [
    ['server-url', 'serverUrl'],
    ['project', 'project']
];
/** The environment that checks name for their baseline; throws {@link InputError} if there is none, or on another server. */
function findBaselineEnvironment(own, name, environments, where) {
    const found = environments.find(each => each.name === name);
    if (found === undefined) {
        const names = environments.map(each => each.name);
        const remedy = (0,_text_suggest_js__WEBPACK_IMPORTED_MODULE_1__/* .didYouMean */ .au)(name, names) || `Write one of ${names.map(each => (0,_shown_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .T)(each)).join(', ')}.`;
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`${(0,_shown_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .T)(name)} is not an environment of these rules`, { where, remedy });
    }
    for (const [key, property] of sharedKeys) {
        if (own.overrides[property] === found.overrides[property])
            continue;
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`${(0,_shown_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .T)(own.name)} and ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .T)(name)} differ in ${key}, and results are read from one`, {
            where,
            remedy: `Give both the same ${key}, or remove baseline.`
        });
    }
    return found;
}


/***/ }),

/***/ 3724:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $t: () => (/* binding */ placeOf),
/* harmony export */   U6: () => (/* binding */ resolveRequired),
/* harmony export */   gm: () => (/* binding */ unproven)
/* harmony export */ });
/* harmony import */ var _text_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9819);
/* harmony import */ var _text_suggest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6160);
/* harmony import */ var _shown_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7223);



/**
 * Puts the required environment in the place of its name. Throws {@link InputError} if there is none of that name, if
 * one requires itself, by whatever way round, or what can't be seen from where it is required.
 */
function resolveRequired(written) {
    const byName = new Map(written.map(environment => [environment.name, environment]));
    const resolve = (environment, requiring) => {
        const { requires, ...rest } = environment;
        if (requires === undefined)
            return rest;
        const chain = [...requiring, environment.name];
        refuseCircle(chain, requires);
        const required = byName.get(requires) ?? refuseUnknown(environment, requires, [...byName.keys()]);
        refuseUnseen(environment, required);
        return { ...rest, requires: resolve(required, chain) };
    };
    return written.map(environment => resolve(environment, []));
}
function refuseCircle(chain, next) {
    const start = chain.indexOf(next);
    if (start < 0)
        return;
    const [first = next] = chain;
    const circle = [...chain.slice(start), next].map(name => (0,_shown_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .T)(name)).join(' requires ');
    const message = chain.at(-1) === next ? `${(0,_shown_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .T)(next)} requires itself` : `No code could ever get there: ${circle}`;
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(message, { where: placeOf(first), remedy: 'Name the environment that comes before this one.' });
}
function refuseUnknown({ name }, requires, names) {
    const others = names.filter(other => other !== name);
    const remedy = (0,_text_suggest_js__WEBPACK_IMPORTED_MODULE_1__/* .didYouMean */ .au)(requires, others) ||
        (others.length === 0
            ? 'Add it, or remove requires.'
            : `Write one of ${others.map(name => (0,_shown_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .T)(name)).join(', ')}.`);
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`${(0,_shown_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .T)(requires)} is not an environment of these rules`, { where: placeOf(name), remedy });
}
/** Keys that decide where runs are to be looked for. */
const sharedKeys = [
    ['server-url', 'serverUrl'],
    ['project', 'project']
];
/** Refuses what can't be looked up, or never be found. */
function refuseUnseen({ name, overrides }, required) {
    for (const [key, property] of sharedKeys) {
        if (overrides[property] === required.overrides[property])
            continue;
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`${(0,_shown_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .T)(name)} and ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .T)(required.name)} differ in ${key}, and runs are looked for in one`, {
            where: placeOf(name),
            remedy: `Give both the same ${key}, or remove requires.`
        });
    }
    const ofCommand = [{ name, overrides }, required].find(each => each.overrides.command !== undefined);
    if (ofCommand !== undefined)
        throw unproven(ofCommand.name, placeOf(name));
}
/** The error of an environment whose runs are a command's, which names and describes them itself. */
function unproven(name, where) {
    return new _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`What runs in ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_2__/* .quoted */ .T)(name)} is a command, whose runs don't prove which code they have`, {
        where,
        remedy: 'Use source (or pipeline) in both environments, or remove requires.'
    });
}
/** The place of an environment's `requires`, for error messages. */
function placeOf(name) {
    return `environments: ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_2__/* .shown */ .S)(name)}.requires`;
}


/***/ }),

/***/ 6193:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ ObstacleError)
/* harmony export */ });
/** Why an exchange failed, if the adapter knows more than the error does. */
class ObstacleError extends Error {
    obstacle;
    constructor(obstacle, message, cause) {
        super(message, cause === undefined ? undefined : { cause });
        this.name = 'ObstacleError';
        this.obstacle = obstacle;
    }
}


/***/ }),

/***/ 7398:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  YY: () => (/* binding */ basicLogin),
  JX: () => (/* binding */ hideProxyPasswords),
  iJ: () => (/* binding */ proxyFor)
});

// EXTERNAL MODULE: ./src/text/errors.js
var errors = __webpack_require__(9819);
// EXTERNAL MODULE: ./src/text/foreign.js
var foreign = __webpack_require__(2158);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(3136);
;// CONCATENATED MODULE: ./src/world/no-proxy.js


/**
 * Whether a list like that of NO_PROXY names a URL's host. It is read as curl, Python's `requests` and GitHub's runner
 * read it together: names match themselves and what is below them, with or without a dot before them; addresses match
 * themselves, or as networks in CIDR notation; `*` stands for any characters, and a port after a name narrows it. An entry
 * that is written as a URL, of which these make nothing, names that URL's host.
 */
function isExempt(list, url) {
    const host = bareHost(url.hostname);
    const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
    return list
        .split(/[\s,]+/)
        .map(entry => /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)/i.exec(entry)?.[1] ?? entry)
        .filter(entry => entry !== '')
        .some(entry => fits(entry, host, port));
}
function fits(entry, host, port) {
    const network = /^\[?([\da-f.:]+)\]?\/(\d{1,3})$/i.exec(entry);
    if (network !== null)
        return isIn(host, network[1] ?? '', Number(network[2]));
    const { name, ownPort } = splitPort(entry);
    if (ownPort !== undefined && ownPort !== port)
        return false;
    if ((0,external_node_net_.isIP)(name) !== 0)
        return isIn(host, name, (0,external_node_net_.isIP)(name) === 4 ? 32 : 128);
    return nameFits(name, host);
}
/** The name or address of an entry, and the port after it; an IPv6 address has one only after brackets. */
function splitPort(entry) {
    const [, bracketed, bare, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(entry) ?? [];
    return { name: bareHost(bracketed ?? bare ?? entry), ownPort: port };
}
function nameFits(entry, host) {
    const name = entry.replace(/^\.+/, '');
    if (name.includes('*'))
        return fitsWildcards(name, host);
    const ascii = /[\u0080-\uffff]/.test(name) ? (0,external_node_url_.domainToASCII)(name) : name;
    return ascii !== '' && (host === ascii || ((0,external_node_net_.isIP)(host) === 0 && host.endsWith(`.${ascii}`)));
}
/** Whether a host has the parts between the `*` of a pattern in their order; unlike a regular expression in linear time. */
function fitsWildcards(pattern, host) {
    const [first = '', ...others] = pattern.split('*');
    const last = others.pop() ?? '';
    if (!host.startsWith(first))
        return false;
    let at = first.length;
    for (const part of others) {
        const found = host.indexOf(part, at);
        if (found < 0)
            return false;
        at = found + part.length;
    }
    return host.length - last.length >= at && host.endsWith(last);
}
/** Whether a host is an address in a network; one that isn't a network holds nothing, and one of IPv6 no address of IPv4. */
function isIn(host, address, bits) {
    const [hostKind, kind] = [(0,external_node_net_.isIP)(host), (0,external_node_net_.isIP)(address)];
    if (hostKind === 0 || kind === 0 || (hostKind === 4 && kind === 6) || bits > (kind === 4 ? 32 : 128))
        return false;
    const network = new external_node_net_.BlockList();
    network.addSubnet(address, bits, kind === 4 ? 'ipv4' : 'ipv6');
    return network.check(host, hostKind === 4 ? 'ipv4' : 'ipv6');
}
function bareHost(host) {
    return host
        .toLowerCase()
        .replace(/^\[(.*)\]$/, '$1')
        .replace(/(?<=.)\.$/, '');
}

// EXTERNAL MODULE: ./src/world/secrets.js
var secrets = __webpack_require__(4158);
;// CONCATENATED MODULE: ./src/world/proxies.js




/** The variables that name proxies, without those in capitals, and the kinds of address that they are for. */
const variables = { http_proxy: 'http:', https_proxy: 'https:', all_proxy: '' };
const protocols = ['http:', 'https:', 'socks:', 'socks5:', 'socks5h:'];
/**
 * The proxy that the variables name for a URL, undefined if there is none or NO_PROXY names the host. They are read
 * as curl, Python's `requests` and GitHub's runner read them: one for http and one for https, ALL_PROXY for what has none
 * of its own; in small letters it comes first, and takes the proxy away if it is empty; without a scheme it is http://.
 * Throws {@link InputError} if the proxy that would be used has no address; what is not used isn't looked at.
 */
function proxyFor(env, url) {
    const found = named(env, url.protocol);
    if (found === undefined || isExempt(env['no_proxy'] || env['NO_PROXY'] || '', url))
        return undefined;
    return parseProxy(...found);
}
function named(env, protocol) {
    for (const [name, scheme] of Object.entries(variables)) {
        if (scheme !== '' && scheme !== protocol)
            continue;
        const spelling = env[name] === undefined ? name.toUpperCase() : name;
        const text = (env[spelling] ?? '').trim();
        if (text !== '')
            return [spelling, text];
    }
    return undefined;
}
function parseProxy(from, text) {
    const url = URL.parse(withScheme(text));
    // What follows a / ? or # doesn't belong to a proxy's address: it is the rest of a password.
    if (url === null || /@/.test(`${url.pathname}${url.search}${url.hash}`))
        throw notAnAddress(from, text);
    if (!protocols.includes(url.protocol)) {
        throw new errors/* InputError */.dz(`${(0,foreign/* oneLine */.TN)(url.protocol, 40)}// is not a kind of proxy that the action can use`, {
            where: from,
            remedy: 'Write it like http://proxy.example.com:3128, with http://, https:// or socks5://.'
        });
    }
    const login = loginOf(url);
    const bare = new URL(`${url.protocol.startsWith('socks') ? 'socks5:' : url.protocol}//${url.host}`);
    return { from, url: bare, login };
}
function withScheme(text) {
    return /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
}
/** User and password; a `%` that begins no encoded character stands for itself, as it does to curl and Python. */
function loginOf({ username, password }) {
    if (username === '' && password === '')
        return undefined;
    return { user: decoded(username), password: decoded(password) };
}
/** The bytes of text that a URL holds percent-encoded, which is all ASCII. */
function decoded(text) {
    const bytes = text.replace(/%([\da-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
    return Buffer.from(bytes, 'latin1');
}
/** The error for a text that isn't an address; it quotes nothing, since the text may hold a password. */
function notAnAddress(from, text) {
    if (!text.includes('@')) {
        const remedy = 'Write it like http://proxy.example.com:3128.';
        return new errors/* InputError */.dz('Not the address of a proxy', { where: from, remedy });
    }
    const message = 'Cannot be read as the address of a proxy; a character in the user or password seems to end it';
    const remedy = 'Write such characters percent-encoded: %23 for #, %2F for /, %3F for ?, %40 for @.';
    return new errors/* InputError */.dz(message, { where: from, remedy });
}
/**
 * Hides the passwords of all proxies that variables name, whether they are used or not, and what is sent in their place.
 * They may be ordinary words, so they are taken out of what is shown, and never out of what the server says.
 */
function hideProxyPasswords(log, env) {
    const texts = Object.keys(variables).flatMap(name => [env[name] ?? '', env[name.toUpperCase()] ?? '']);
    for (const secret of texts.flatMap(secretsIn))
        for (const form of (0,secrets/* formsOf */.XP)(secret))
            log.hide(form);
}
/** The password in a proxy's address as it is written, decoded, and as it is sent; a user without one is a token. */
function secretsIn(text) {
    const written = /^(?:[a-z][a-z\d+.-]*:\/\/)?([^:]*)(?::(.*))?@/is.exec(text.trim());
    if (written === null)
        return [];
    const url = URL.parse(withScheme(text.trim()));
    const login = url === null ? undefined : loginOf(url);
    const sent = login === undefined ? [] : [login.password.length > 0 ? login.password : login.user, basicLogin(login)];
    return [written[2] || written[1] || '', ...sent.map(secret => secret.toString())];
}
/** User and password as the scheme Basic sends them (RFC 7617). */
function basicLogin({ user, password }) {
    return Buffer.concat([user, Buffer.from(':'), password]).toString('base64');
}


/***/ }),

/***/ 7039:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ep: () => (/* binding */ parseServerUrl),
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   UM: () => (/* binding */ proxyTo)
/* harmony export */ });
/* harmony import */ var _text_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9819);
/* harmony import */ var _text_foreign_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2158);
/* harmony import */ var _world_proxies_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7398);



/**
 * The base URL of a server, without `/api/v1` and trailing slashes; `from` names the input. Only https, or http on
 * loopback or with `allowHttp`; never credentials, a query or a fragment. Throws {@link InputError}, which never
 * repeats the text: it may hold a secret.
 */
function parseServerUrl(text, from, allowHttp) {
    const url = URL.parse(text);
    const shape = { where: from, remedy: 'Write it like https://zenml.example.com (with https://).' };
    if (url === null)
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('Not a URL', shape);
    if (url.username !== '' || url.password !== '' || text.includes('@')) {
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('The URL holds credentials, which would end up in logs', {
            where: from,
            remedy: 'Remove everything before the @; the API key goes into api-key.'
        });
    }
    if (url.protocol !== 'https:' && url.protocol !== 'http:') {
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('Only https:// addresses are ZenML servers', shape);
    }
    // An empty one too, which a URL doesn't show.
    if (/[?#]/.test(text)) {
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('The URL has a query or a fragment, so it is a page and not the server itself', shape);
    }
    if (url.protocol === 'http:' && !allowHttp && !isLoopback(url.hostname)) {
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`http:// would send the API key to ${(0,_text_foreign_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(url.host, 100)} unencrypted`, {
            where: from,
            remedy: "Use https://, or set allow-http: 'true' if the network between is trusted."
        });
    }
    url.pathname = (0,_text_foreign_js__WEBPACK_IMPORTED_MODULE_1__/* .withoutTrailingSlashes */ .A$)(url.pathname).replace(/\/api\/v1$/, '');
    return url;
}
/** Whether a URL's host can only be this machine: 127.0.0.0/8, ::1 or localhost (RFC 6761). */
function isLoopback(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
/**
 * The proxy on the way to a server, if any: none to this machine, which plain http must not leave since it is only taken
 * for safe there. Throws {@link InputError} if the variable that names one holds no address.
 */
function proxyTo(env, server) {
    return isLoopback(server.hostname) ? undefined : (0,_world_proxies_js__WEBPACK_IMPORTED_MODULE_2__/* .proxyFor */ .iJ)(env, server);
}


/***/ }),

/***/ 1127:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IS: () => (/* binding */ tlsReason),
/* harmony export */   WZ: () => (/* binding */ isTlsFault),
/* harmony export */   a7: () => (/* binding */ isClientRefused),
/* harmony export */   ff: () => (/* binding */ isDisagreement),
/* harmony export */   iM: () => (/* binding */ isCertificateFault),
/* harmony export */   rJ: () => (/* binding */ isPlainFault)
/* harmony export */ });
/* harmony import */ var _text_error_code_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1584);

// Codes and words of Node and of its OpenSSL, observed on Node 24.
/** Whether an error says that the other side's certificate isn't trusted. */
function isCertificateFault(error) {
    return /^(?:CERT_|ERR_TLS_CERT|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)|ALTNAME/.test((0,_text_error_code_js__WEBPACK_IMPORTED_MODULE_0__/* .errorCode */ .C)(error));
}
/** Whether an error is about TLS, but not about a certificate that isn't trusted. */
function isTlsFault(error) {
    return /^(?:ERR_SSL_|EPROTO$)/.test((0,_text_error_code_js__WEBPACK_IMPORTED_MODULE_0__/* .errorCode */ .C)(error));
}
/** Whether an error says that the other side doesn't speak TLS: its first bytes were something else. */
function isPlainFault(error) {
    return (isTlsFault(error) &&
        /wrong version number|packet length too long|unknown protocol|bad record type/.test(words(error)));
}
/**
 * Whether an error is an alert by which the other side refuses us for the certificate that we gave, or gave none of
 * (RFC 8446, 6.2). Before TLS 1.3 a handshake that failed may have other reasons too.
 */
function isClientRefused(error) {
    return (isTlsFault(error) &&
        /alert (?:certificate (?:required|unknown|expired|revoked)|(?:no|bad|unsupported) certificate|handshake failure|unknown ca|access denied)/.test(words(error)));
}
/** Whether an error says that no TLS version or cipher is shared, or that no server has this name. */
function isDisagreement(error) {
    return (isTlsFault(error) &&
        /protocol version|unsupported protocol|no shared cipher|no ciphers available|insufficient security|unrecognized name|key too small/.test(words(error)));
}
/** What OpenSSL says that went wrong, without the places in its source that it puts around it. */
function tlsReason(error) {
    const { reason } = error;
    return typeof reason === 'string' && reason !== '' ? reason : error.message;
}
/** Code and message as words: the same thing is in the code or, where a write failed, in the message alone. */
function words(error) {
    const message = error instanceof Error ? error.message : '';
    return `${(0,_text_error_code_js__WEBPACK_IMPORTED_MODULE_0__/* .errorCode */ .C)(error)} ${message}`.toLowerCase().replaceAll('_', ' ');
}


/***/ })

};
