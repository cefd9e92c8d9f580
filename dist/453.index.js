export const id = 453;
export const ids = [453];
export const modules = {

/***/ 4453:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runBehindGate: () => (/* binding */ runBehindGate)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./src/text/errors.ts
var errors = __webpack_require__(108);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/text/error-code.ts
var error_code = __webpack_require__(8571);
// EXTERNAL MODULE: ./src/text/file-fault.ts
var file_fault = __webpack_require__(388);
;// CONCATENATED MODULE: ./src/world/workspace-path.ts




/** The folder of the checkout: the runner's GITHUB_WORKSPACE, else the current one. Throws {@link ActionError} where there is neither. */
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
            remedy: 'Let no step remove the folder that this one runs in.',
            cause
        });
    }
}
/**
 * The real, absolute path of something inside the workspace, or undefined where nothing is there.
 *
 * @throws InputError where the path leaves the workspace, by `..`, as an absolute path or through a link, or where it
 * may not be looked at.
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
 * The workspace with `working-directory` as the folder that relative paths and the command start from.
 *
 * @throws InputError where it isn't a folder inside the workspace.
 */
async function openWorkspace(root, workingDirectory, lookup) {
    const where = 'working-directory';
    const folder = await pathInside(workingDirectory === '' ? '.' : workingDirectory, { root, folder: root }, lookup, where);
    const kind = folder === undefined ? 'missing' : await kindOf(folder, workingDirectory, where, lookup);
    if (folder === undefined || kind !== 'folder') {
        throw new errors/* InputError */.dz(`there is no folder '${workingDirectory}' in the workspace ${root}`, {
            where,
            remedy: 'Check its spelling, and that a step before this one checked the repository out (actions/checkout).'
        });
    }
    const real = await lookedAt(workingDirectory, where, () => lookup.realPath(root));
    return { root: real ?? root, folder };
}
/** What is at a real path that an input gave as `path`. Throws {@link InputError} where it may not be looked at. */
function kindOf(real, path, where, lookup) {
    return lookedAt(path, where, () => lookup.kind(real));
}
async function lookedAt(path, where, look) {
    try {
        return await look();
    }
    catch (cause) {
        throw new errors/* InputError */.dz(`'${path}' can not be looked at: ${(0,file_fault/* fileFault */.b)((0,error_code/* errorCode */.C)(cause))}`, {
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

// EXTERNAL MODULE: ./src/world/secrets.ts
var secrets = __webpack_require__(3889);
// EXTERNAL MODULE: ./src/text/encoding.ts
var encoding = __webpack_require__(8922);
;// CONCATENATED MODULE: ./src/inputs/pem.ts


/**
 * The blocks of a PEM text, whatever has become of its line ends on the way: those of Windows, spaces in their place, as
 * where a shell had the text without quotes, or `\\n` written out, as JSON has them.
 */
function pemBlocks(text) {
    const blocks = text.matchAll(/-----BEGIN ([A-Z\d ]+)-----([\s\S]+?)-----END \1-----/g);
    return [...blocks].map(([, label = '', body = '']) => ({
        label,
        text: `-----BEGIN ${label}-----\n${wrapped(body)}\n-----END ${label}-----`
    }));
}
/** Whether a PEM text has a block that has no end, as one that was not copied whole. */
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
 * PEM or of a certificate's bytes (DER). Undefined where it is neither.
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

;// CONCATENATED MODULE: ./src/inputs/client-certificate.ts




const where = 'client-certificate';
/**
 * Hides the input `client-certificate`: the whole as it is and decoded, the keys in it, and every line of these, since a
 * log has a text of several lines one by one. Words around them stay, which may be names that are needed.
 */
function maskClientCertificate(log, input) {
    const decoded = pemTextOf(input) ?? input;
    const keys = [...decoded.matchAll(/-----BEGIN [A-Z\d ]*PRIVATE KEY-----([\s\S]*?)(?:-----END|$)/g)].map(([, body = '']) => body);
    for (const text of [input, decoded, ...keys.map(body => linesOf(body).join(''))])
        (0,secrets/* maskSecret */.$l)(log, text);
    const isPlain = decoded === input;
    const others = decoded.replace(/-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/g, '\n');
    const long = [others, isPlain ? '' : input].flatMap(linesOf).filter(line => line.length >= 40);
    const own = keys.flatMap(linesOf).filter(line => line.length >= 8);
    for (const line of new Set([...long, ...own]))
        log.mask(line);
}
/** The lines of a text that can be base64, whatever parts them. */
function linesOf(text) {
    return text.split(/\s+|(?:\\r)?\\n/).filter(line => /^[A-Za-z\d+/]+={0,2}$/.test(line));
}
/**
 * The certificate and private key of the input `client-certificate`, one PEM text, also in base64, in any order. Throws
 * {@link InputError} where one of them is missing or can't be used, without a word of what is in it.
 */
function readClientCertificate(input) {
    if (input === undefined)
        return undefined;
    const blocks = pemBlocks(pemTextOf(input) ?? '');
    const certificates = blocks.filter(({ label }) => label === 'CERTIFICATE');
    const keys = blocks.filter(({ label }) => label.endsWith('PRIVATE KEY'));
    if (certificates.length === 0) {
        throw new errors/* InputError */.dz('There is no PEM certificate in it', { where, remedy: asOneText });
    }
    if (isCutOff(pemTextOf(input) ?? ''))
        throw new errors/* InputError */.dz('A part of it has no end', { where, remedy: asOneText });
    const [key] = keys;
    if (key === undefined)
        throw new errors/* InputError */.dz('There is no private key in it', { where, remedy: asOneText });
    if (keys.length > 1) {
        throw new errors/* InputError */.dz('There is more than one private key in it', {
            where,
            remedy: 'Keep the one of the certificate.'
        });
    }
    const privateKey = readKey(key);
    const own = certificates.find(certificate => readCertificate(certificate).checkPrivateKey(privateKey));
    if (own === undefined) {
        throw new errors/* InputError */.dz('Its private key is not that of a certificate in it', {
            where,
            remedy: 'Give the certificate and the key that were made for each other.'
        });
    }
    // TLS wants our own first, and those of its authorities behind it.
    const chain = [own, ...certificates.filter(certificate => certificate !== own)];
    return { chain: chain.map(({ text }) => text).join('\n'), key: key.text };
}
const asOneText = 'Give the certificate and its private key as one text, one after the other, each from its -----BEGIN to its -----END line.';
function readCertificate({ text }) {
    try {
        return new external_node_crypto_.X509Certificate(text);
    }
    catch {
        throw new errors/* InputError */.dz('A certificate in it can not be read', { where, remedy: 'Copy it whole.' });
    }
}
function readKey({ label, text }) {
    if (label.startsWith('ENCRYPTED') || /^Proc-Type:.*ENCRYPTED/m.test(text)) {
        throw new errors/* InputError */.dz('Its private key has a passphrase, which the action can not enter', {
            where,
            remedy: 'Store the key without it as a secret: `openssl pkey -in key.pem` prints it.'
        });
    }
    try {
        return (0,external_node_crypto_.createPrivateKey)(text);
    }
    catch {
        throw new errors/* InputError */.dz('The private key in it can not be read', { where, remedy: 'Copy it whole.' });
    }
}

;// CONCATENATED MODULE: ./src/inputs/certificates.ts





const certificates_where = 'ca-certificate';
const maxBytes = 1024 * 1024;
/** The certificates that the inputs give. Throws {@link InputError} where one can't be read. */
async function readCertificates({ caCertificate, clientCertificate }, world) {
    return {
        authorities: await readAuthorities(caCertificate, world),
        client: readClientCertificate(clientCertificate)
    };
}
/**
 * The PEM certificates of the input `ca-certificate`, which is their text, also in base64, or the path of such a file
 * inside the workspace. Throws {@link InputError} where there is none, or one that can't be read.
 */
async function readAuthorities(input, { env, files }) {
    if (input === undefined)
        return undefined;
    const text = pemTextOf(input) ?? pemTextOf(await readFile(input, workspaceOf(env), files)) ?? '';
    const certificates = pemBlocks(text).filter(({ label }) => label === 'CERTIFICATE');
    if (certificates.length === 0) {
        throw new errors/* InputError */.dz('There is no PEM certificate in it', {
            where: certificates_where,
            remedy: 'It begins with -----BEGIN CERTIFICATE-----; give the text, also in base64, or the path of such a file. A binary one (DER) is turned into it by `openssl x509 -inform der`.'
        });
    }
    if (isCutOff(text))
        throw new errors/* InputError */.dz('A certificate in it has no end', { where: certificates_where, remedy: 'Copy it whole.' });
    for (const certificate of certificates) {
        try {
            new external_node_crypto_.X509Certificate(certificate.text);
        }
        catch (cause) {
            throw new errors/* InputError */.dz('A certificate in it can not be read', { where: certificates_where, remedy: 'Copy it whole.', cause });
        }
    }
    return certificates.map(certificate => certificate.text).join('\n');
}
async function readFile(path, workspace, files) {
    const details = { where: certificates_where, remedy: 'Check the path, and that actions/checkout runs before this step.' };
    const real = await pathInside(path, { root: workspace, folder: workspace }, files, certificates_where);
    if (real === undefined)
        throw new errors/* InputError */.dz('This is neither a PEM certificate, also in base64, nor a file in the workspace', details);
    try {
        return await files.readText(real, maxBytes);
    }
    catch (cause) {
        throw new errors/* InputError */.dz('The file can not be read, or is larger than 1 MiB', { ...details, cause });
    }
}

// EXTERNAL MODULE: ./src/gate/environment-fields.ts
var environment_fields = __webpack_require__(1198);
// EXTERNAL MODULE: ./src/text/foreign.ts
var foreign = __webpack_require__(1867);
// EXTERNAL MODULE: ./src/world/clock.ts
var world_clock = __webpack_require__(718);
// EXTERNAL MODULE: ./src/inputs/choice.ts
var choice = __webpack_require__(3330);
// EXTERNAL MODULE: ./src/inputs/names.ts
var names = __webpack_require__(5585);
;// CONCATENATED MODULE: ./src/inputs/inputs.ts






/** Longest `timeout`, ms: a job on a self-hosted runner ends after five days (docs.github.com, usage limits). */
const maxTimeoutMs = 5 * 24 * 3600 * 1000;
/**
 * Reads everything else for an environment that the gate has chosen; `isFork` says that the workflow runs in a fork.
 * Throws {@link InputError}.
 */
function readInputs(env, environment, isFork = false) {
    const { overrides } = environment;
    const work = readWork(env, environment);
    const inputs = {
        server: readServer(env, environment, isFork),
        caCertificate: (0,names/* readInput */.R5)(env, 'ca-certificate') || undefined,
        clientCertificate: (0,names/* readInput */.R5)(env, 'client-certificate') || undefined,
        allowHttp: flag(env, 'allow-http', false),
        project: overrides.project ?? (inputs_name(env, 'project') || 'default'),
        work,
        requirements: (0,names/* readInput */.R5)(env, 'requirements'),
        integrations: words((0,names/* readInput */.R5)(env, 'integrations'), /[,\s]/),
        zenmlVersion: (0,names/* readInput */.R5)(env, 'zenml-version') || 'server',
        python: (0,names/* readInput */.R5)(env, 'python') || undefined,
        workingDirectory: (0,names/* readInput */.R5)(env, 'working-directory') || '.',
        installEnv: words((0,names/* readInput */.R5)(env, 'install-env')),
        passEnv: words((0,names/* readInput */.R5)(env, 'pass-env')),
        exportCredentials: (0,choice/* choice */.Y)(env, 'export-credentials', ['none', 'token', 'api-key']),
        config: overrides.config ?? ((0,names/* readInput */.R5)(env, 'config') || undefined),
        places: placesOf(environment),
        runName: inputs_name(env, 'run-name') || undefined,
        tags: words((0,names/* readInput */.R5)(env, 'tags')).map(tag => seen(tag, 'tags')),
        wait: flag(env, 'wait', true),
        timeoutMs: readTimeout(env),
        leaveRunning: flag(env, 'leave-running', false),
        dryRun: flag(env, 'dry-run', false),
        onRerun: (0,choice/* choice */.Y)(env, 'on-rerun', ['auto', 'attach', 'new'])
    };
    refuseIdleInputs(inputs);
    return inputs;
}
/** Inputs that are set but only have an effect on a command, where none is to be run. */
function idleInputs(inputs) {
    if (inputs.work.kind === 'command')
        return [];
    return [
        ...(inputs.requirements === '' ? [] : ['requirements']),
        ...(inputs.integrations.length === 0 ? [] : ['integrations']),
        ...(inputs.python === undefined ? [] : ['python']),
        ...(inputs.installEnv.length === 0 ? [] : ['install-env']),
        ...(inputs.passEnv.length === 0 ? [] : ['pass-env'])
    ];
}
/** Refuses inputs that can't have the effect on this kind of work that they promise; throws {@link InputError}. */
function refuseIdleInputs(inputs) {
    const { work } = inputs;
    if (work.kind === 'nothing' && inputs.exportCredentials === 'none') {
        throw new errors/* InputError */.dz('Neither pipeline nor command is set, so there is nothing to do', {
            where: 'pipeline',
            remedy: "Set pipeline (started on the server) or command (run in this worker); leave both out only with export-credentials: 'token' or 'api-key'."
        });
    }
    if (work.kind !== 'pipeline') {
        for (const [name, value] of [
            ['config', inputs.config],
            ['run-name', inputs.runName]
        ]) {
            if (value !== undefined) {
                throw new errors/* InputError */.dz('It only applies to a pipeline that is started on the server', {
                    where: name === 'config' ? inputs.places.config : name,
                    remedy: `Remove it, or set pipeline instead of command; a command takes its configuration itself.`
                });
            }
        }
    }
    if (inputs.clientCertificate !== undefined)
        refuseForZenmlClient(inputs);
    if (work.kind === 'command' && !inputs.wait) {
        throw new errors/* InputError */.dz("'false' has no meaning for a command, which runs in this worker", {
            where: 'wait',
            remedy: 'Remove it.'
        });
    }
}
/** ZenML's own client (`RestZenStoreConfiguration` of 0.98.0) can be given authorities, but not who it is. */
function refuseForZenmlClient({ exportCredentials, work }) {
    const where = 'client-certificate';
    if (work.kind === 'command') {
        throw new errors/* InputError */.dz("ZenML's own client has no option for it, so the command could not reach the server", {
            where,
            remedy: 'Set pipeline, which the action itself starts, or let this runner reach the server without the certificate.'
        });
    }
    if (exportCredentials !== 'none') {
        throw new errors/* InputError */.dz("ZenML's own client has no option for it, so later steps could not reach the server", {
            where,
            remedy: "Set export-credentials to 'none', or let this runner reach the server without the certificate."
        });
    }
}
function readWork(env, environment) {
    const { overrides } = environment;
    const own = { pipeline: overrides.pipeline, snapshot: overrides.snapshot, command: overrides.command };
    const common = {
        pipeline: inputs_name(env, 'pipeline') || undefined,
        snapshot: inputs_name(env, 'snapshot') || undefined,
        command: (0,names/* readInput */.R5)(env, 'command') || undefined
    };
    // An environment that says how it runs replaces the common way; one that only narrows the snapshot keeps it.
    const place = own.command ?? own.pipeline ?? own.snapshot;
    const server = { pipeline: own.pipeline ?? common.pipeline, snapshot: own.snapshot ?? common.snapshot };
    const chosen = place === undefined ? common : own.command === undefined ? { ...server, command: undefined } : { ...own };
    if (chosen.command !== undefined && (chosen.pipeline !== undefined || chosen.snapshot !== undefined)) {
        throw new errors/* InputError */.dz('pipeline (or snapshot) is set as well, and only one of them can run', {
            where: placesOf(environment).command,
            remedy: 'Keep pipeline to start it on the server, or command to run it in this worker.'
        });
    }
    if (chosen.command !== undefined)
        return { kind: 'command', command: chosen.command };
    if (chosen.pipeline === undefined && chosen.snapshot === undefined)
        return { kind: 'nothing' };
    return { kind: 'pipeline', pipeline: chosen.pipeline, snapshot: chosen.snapshot };
}
const serviceAccountRemedy = 'Create a service account and its API key (`zenml service-account create <name>`), store the key as a secret, and pass it as api-key; a web login can not work in CI. If there is a secret, the job lacks the `environment:` that holds it, or its name is misspelt.';
/** GitHub hands secrets and variables on to no fork, nor are its environments copied (docs.github.com, fork a repository). */
const forkRemedy = "Forks get neither the secrets nor the variables of the original: switch the workflow off in the fork, keep its job to the original with `if: github.repository == '<owner>/<name>'`, or set up both here.";
function readServer(env, environment, isFork) {
    const inFork = isFork ? ', and this repository is a fork' : '';
    const remedy = isFork ? forkRemedy : serviceAccountRemedy;
    const override = environment.overrides.serverUrl;
    const input = { url: override ?? (0,names/* readInput */.R5)(env, 'server-url'), apiKey: (0,names/* readInput */.R5)(env, 'api-key') };
    const fallback = { url: (env['ZENML_STORE_URL'] ?? '').trim(), apiKey: (env['ZENML_STORE_API_KEY'] ?? '').trim() };
    if (input.url === '' && input.apiKey === '') {
        if (fallback.url === '') {
            throw new errors/* InputError */.dz(`No ZenML server is given${inFork}`, {
                where: 'server-url',
                remedy: isFork
                    ? forkRemedy
                    : 'Set server-url, and api-key to the key of a service account (`zenml service-account create <name>`), or the variables ZENML_STORE_URL and ZENML_STORE_API_KEY. If server-url is set from vars, the job lacks the `environment:` that holds the variable, or its name is misspelt.'
            });
        }
        if (fallback.apiKey === '')
            throw new errors/* InputError */.dz(`No API key is given${inFork}`, { where: 'ZENML_STORE_API_KEY', remedy });
        return { ...fallback, from: 'ZENML_STORE_URL' };
    }
    // Never mixed: a key from one place must not be sent to an address from another.
    if (input.url === '') {
        throw new errors/* InputError */.dz(`api-key is set but server-url is not${inFork}`, {
            where: 'server-url',
            remedy: isFork
                ? forkRemedy
                : 'Set both as inputs, or both as ZENML_STORE_URL and ZENML_STORE_API_KEY; the two places are not mixed.'
        });
    }
    if (input.apiKey === '') {
        const also = fallback.apiKey === '' ? '' : ' ZENML_STORE_API_KEY is not used, since server-url is an input.';
        const bot = env['GITHUB_ACTOR'] === 'dependabot[bot]' ? ' A run that Dependabot started gets no Actions secrets.' : '';
        throw new errors/* InputError */.dz(`No API key is given${inFork}.${also}${bot}`, { where: 'api-key', remedy });
    }
    return { ...input, from: override === undefined ? 'server-url' : `${placeOf(environment)}.server-url` };
}
function placeOf({ name }) {
    return `environments: ${(0,foreign/* oneLine */.TN)(name, 80)}`;
}
function placesOf(environment) {
    const { name, overrides, stack } = environment;
    const own = placeOf(environment);
    const place = (key) => overrides[key] === undefined ? key : `${own}.${key}`;
    return {
        pipeline: place('pipeline'),
        snapshot: place('snapshot'),
        command: place('command'),
        config: place('config'),
        // By default it is the environment's name that is wrong.
        stack: stack === name ? own : `${own}.stack`
    };
}
function readTimeout(env) {
    const text = (0,names/* readInput */.R5)(env, 'timeout') || '5h30m';
    const where = 'timeout';
    if (/^0*[1-9]\d*$/.test(text)) {
        // GitHub's timeout-minutes counts minutes, many other tools seconds.
        const number = (0,foreign/* oneLine */.TN)(text, 40);
        const remedy = `Write '${number}m' for minutes or '${number}s' for seconds.`;
        throw new errors/* InputError */.dz(`'${number}' has no unit`, { where, remedy });
    }
    const ms = (0,world_clock/* parseDuration */.E9)(text);
    if (ms !== undefined && ms <= maxTimeoutMs)
        return ms;
    throw new errors/* InputError */.dz(`'${(0,foreign/* oneLine */.TN)(text, 40)}' is no duration between 1s and 5d`, {
        where,
        remedy: "Write whole numbers with their units, like '90s', '45m', '5h30m' or '1d'; decimals are not taken."
    });
}
/** Booleans as in YAML's core schema, as `getBooleanInput` of @actions/core reads them; never "anything but false". */
function flag(env, name, fallback) {
    const text = (0,names/* readInput */.R5)(env, name);
    if (text === '')
        return fallback;
    if (['true', 'True', 'TRUE'].includes(text))
        return true;
    if (['false', 'False', 'FALSE'].includes(text))
        return false;
    throw new errors/* InputError */.dz(`'${(0,foreign/* oneLine */.TN)(text, 40)}' is neither true nor false`, {
        where: name,
        remedy: "Write 'true' or 'false'."
    });
}
/** An input that is a name; throws {@link InputError} for one that would look like another. */
function inputs_name(env, input) {
    return seen((0,names/* readInput */.R5)(env, input), input);
}
function seen(text, input) {
    (0,environment_fields/* refuseUnseen */.VA)(text, input);
    return text;
}
/** Entries separated by commas or line ends, without empty ones. */
function words(text, ends = /[,\n]/) {
    return text
        .split(ends)
        .map(word => word.trim())
        .filter(word => word !== '');
}

// EXTERNAL MODULE: ./src/text/json.ts
var text_json = __webpack_require__(1789);
;// CONCATENATED MODULE: ./src/text/digest.ts


/** SHA-256 of a JSON value, hex, independent of the order of its keys. */
function digest(value) {
    return (0,external_node_crypto_.createHash)('sha256').update(canonical(value)).digest('hex');
}
function canonical(value) {
    if (Array.isArray(value))
        return `[${value.map(canonical).join(',')}]`;
    if ((0,text_json/* isObject */.Gv)(value)) {
        const entries = Object.keys(value)
            .filter(key => value[key] !== undefined)
            .sort()
            .map(key => `${JSON.stringify(key)}:${canonical(value[key])}`);
        return `{${entries.join(',')}}`;
    }
    return JSON.stringify(value) ?? 'null';
}

;// CONCATENATED MODULE: ./src/inputs/invocation.ts


/**
 * Reads the invocation from the runner's default variables (docs.github.com, variables reference); throws
 * {@link InputError} where one is missing.
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
    const site = env['GITHUB_SERVER_URL'] || 'https://github.com';
    return {
        repository,
        ref: need('GITHUB_REF'),
        event: need('GITHUB_EVENT_NAME'),
        sha: need('GITHUB_SHA'),
        pullRequest: hints.pullRequest,
        actor: env['GITHUB_ACTOR'] ?? '',
        workflowRunId,
        attempt,
        workflowRun: `${site}/${repository}/actions/runs/${workflowRunId}/attempts/${attempt}`,
        jobInstance: hints.jobInstance,
        job: digest([need('GITHUB_JOB'), hints.jobIndex, hints.jobMatrix]),
        step: need('GITHUB_ACTION'),
        stepFile: env['GITHUB_OUTPUT'] ?? ''
    };
}
/** The commits whose code an event is about: the pushed one, or a pull request's head and GitHub's merge of it. */
function commitsOf({ pullRequest, sha }) {
    return pullRequest === undefined ? [sha] : [pullRequest.head, sha];
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
;// CONCATENATED MODULE: ./src/process/private-folder.ts




/** Makes a folder below RUNNER_TEMP that this user alone may read. Throws {@link ActionError} where it can't be made. */
async function makePrivateFolder(path) {
    await inRunnerTemp(path, () => (0,promises_.mkdir)(path, { recursive: true, mode: 0o700 }));
}
/** Does something that writes to a path below RUNNER_TEMP; throws {@link ActionError} that names both where it can't. */
async function inRunnerTemp(path, work) {
    try {
        return await work();
    }
    catch (cause) {
        throw new errors/* ActionError */.lZ(`${path} can not be made: ${(0,file_fault/* fileFault */.b)((0,error_code/* errorCode */.C)(cause))}`, {
            where: 'RUNNER_TEMP',
            remedy: (0,file_fault/* fileRemedy */.r)(cause) ??
                'It has to be a folder that the user of this job may write to; look for what sets, removes or replaces it.',
            cause
        });
    }
}

;// CONCATENATED MODULE: ./src/command/client-folder.ts







/**
 * A fresh name for a folder of this step's own below RUNNER_TEMP, absolute; two steps of a job never share it. Throws
 * {@link ActionError} where the variable names none.
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
 * {@link ActionError} where RUNNER_TEMP doesn't let it be made.
 */
async function makeConfigFolder(folder) {
    const path = (0,external_node_path_.join)(folder, 'zenml-config');
    await makePrivateFolder(path);
    return path;
}
/**
 * Writes the PEM file for `ClientConnection.caFile`: the usual authorities and the given ones, since the client trusts that file alone while the
 * action trusts both. Returns its path; throws {@link ActionError} where RUNNER_TEMP doesn't let it be written.
 */
async function writeCaFile(folder, certificates) {
    const path = (0,external_node_path_.join)(folder, 'ca.pem');
    const trusted = [...(0,external_node_tls_.getCACertificates)('default'), certificates].map(pem => pem.trim());
    await makePrivateFolder(folder);
    await inRunnerTemp(path, () => (0,promises_.writeFile)(path, `${trusted.join('\n')}\n`));
    return path;
}

;// CONCATENATED MODULE: ./src/command/client-variables.ts
/**
 * The variables that connect a ZenML client (0.75 to 0.98, measured with 0.98.0) to the server, project and stack. They win over a
 * `.zen` folder in the checkout, and with them the client writes no credential to disk.
 */
function connectionVariables(connection) {
    const { credential, caFile } = connection;
    return {
        ZENML_STORE_URL: connection.serverUrl,
        ...(credential.kind === 'token'
            ? { ZENML_STORE_API_TOKEN: credential.token }
            : {
                ZENML_STORE_API_KEY: credential.apiKey,
                ...(credential.proApiUrl === undefined ? {} : { ZENML_PRO_API_URL: credential.proApiUrl })
            }),
        // The client takes a path or the certificate itself; SSL_CERT_FILE alone has no effect on it.
        ...(caFile === undefined ? {} : { ZENML_STORE_VERIFY_SSL: caFile }),
        ZENML_ACTIVE_STACK_ID: connection.stackId,
        ZENML_ACTIVE_PROJECT_ID: connection.projectId,
        ZENML_CONFIG_PATH: connection.configFolder,
        DISABLE_CREDENTIALS_DISK_CACHING: 'true'
    };
}

;// CONCATENATED MODULE: ./src/zenml/retry.ts
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
/** A `Retry-After` header in ms from `now` (seconds or an HTTP date, RFC 9110 10.2.3); undefined where it is neither. */
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

;// CONCATENATED MODULE: ./src/zenml/server-error.ts





/** The server refused, misbehaved or could not be reached; `status` is undefined where no answer came. */
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
    if (Array.isArray(detail) && detail.every(part => typeof part === 'string')) {
        const [exception, ...rest] = detail;
        return rest.length === 0
            ? { exception: undefined, text: (0,foreign/* oneLine */.TN)(exception ?? '', 600) }
            : { exception, text: (0,foreign/* oneLine */.TN)(rest.join(' '), 600) };
    }
    if (Array.isArray(detail)) {
        const parts = detail.map(entry => {
            const path = (0,text_json.at)(entry, 'loc');
            const steps = Array.isArray(path) ? path.filter(step => typeof step === 'string' || typeof step === 'number') : [];
            return `${steps.join('.')}: ${(0,text_json/* optionalString */.sx)(entry, 'msg') ?? ''}`;
        });
        return { exception: undefined, text: (0,foreign/* oneLine */.TN)(parts.join('; '), 600) };
    }
    return { exception: undefined, text: typeof detail === 'string' ? (0,foreign/* oneLine */.TN)(detail, 600) : '' };
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
/** Turns an answer that is no success into an error that says what was asked, what came, and what to do. */
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

;// CONCATENATED MODULE: ./src/zenml/short-token.ts

/** How much longer than the step's own timeout a token lives, ms: the runs that a command started may outlive it. */
const tokenMarginMs = 15 * 60_000;
/**
 * A token of the account that lives for `lifeMs`, or as long as the server allows if that is shorter; masked.
 * Throws `ServerError` where the server gives none.
 */
async function shortToken(client, lifeMs) {
    const { base, log } = client.access;
    const wanted = Math.ceil(lifeMs / 1000);
    let answer = await client.token(wanted);
    if (typeof answer !== 'string' && answer.status === 400) {
        // "The maximum expiration time for generic API tokens allowed by this server is 604800 seconds." (0.98.0)
        const most = Number(/(\d+)\s*seconds/.exec(detailOf(answer).text)?.[1]);
        if (most > 0 && most < wanted) {
            log.info(`The token lives ${most} s, as long as the server allows.`);
            answer = await client.token(most);
        }
    }
    if (typeof answer !== 'string')
        throw refusal('get a short-lived token', base.origin, answer);
    return answer;
}

;// CONCATENATED MODULE: ./src/job/client-access.ts





/** How the client of this job reaches the server, but for its credential. */
async function clientConnection({ certificates, connection }, temporary) {
    const { authorities } = certificates;
    return {
        serverUrl: (0,foreign/* withoutTrailingSlashes */.A$)(connection.client.access.base.href),
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
    report.tell({ exported: mode });
    world.log.info(`Later steps of this job are connected to stack ${stack} (${Object.keys(variables).join(', ')}).`);
}
async function credentialFor({ connection, inputs, world }, mode) {
    if (mode === 'token')
        return { kind: 'token', token: await shortToken(connection.client, inputs.timeoutMs + tokenMarginMs) };
    const { apiKey } = inputs.server;
    (0,secrets/* maskSecret */.$l)(world.log, apiKey);
    return { kind: 'api-key', apiKey, proApiUrl: proApiUrl(connection.info, apiKey) };
}
/** Pro's control plane where a client needs it; anybody's address beside a key would be one to send that key to. */
function proApiUrl({ isPro, proApiUrl: url }, apiKey) {
    const isNeeded = isPro && apiKey.startsWith('ZENPROKEY_');
    return isNeeded && url !== undefined && URL.canParse(url) && new URL(url).protocol === 'https:' ? url : undefined;
}

;// CONCATENATED MODULE: ./src/process/variable-names.ts
/** What any program needs to run and to reach the network; none of them is a credential. */
const machineNames = [
    ...['PATH', 'HOME', 'USER', 'LOGNAME', 'SHELL', 'LANG', 'LANGUAGE', 'LC_*', 'TZ', 'TERM', 'TMPDIR', 'TEMP', 'TMP'],
    ...['XDG_CACHE_HOME', 'XDG_CONFIG_DIRS', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_RUNTIME_DIR'],
    ...['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'all_proxy', 'no_proxy'],
    ...['SSL_CERT_FILE', 'SSL_CERT_DIR', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'],
    // actions/setup-python points the loader at its Python's own library by this one.
    'LD_LIBRARY_PATH',
    // The runner ends what a job left running by looking for this variable in every process.
    'RUNNER_TRACKING_ID'
];
/** Windows doesn't start most programs without these. */
const windowsNames = [
    ...[
        'SystemRoot',
        'SystemDrive',
        'windir',
        'ComSpec',
        'PATHEXT',
        'OS',
        'NUMBER_OF_PROCESSORS',
        'PROCESSOR_ARCHITECTURE'
    ],
    ...[
        'USERPROFILE',
        'USERNAME',
        'USERDOMAIN',
        'COMPUTERNAME',
        'HOMEDRIVE',
        'HOMEPATH',
        'APPDATA',
        'LOCALAPPDATA',
        'PUBLIC'
    ],
    ...['ProgramData', 'ALLUSERSPROFILE', 'ProgramFiles', 'ProgramFiles(x86)', 'ProgramW6432'],
    ...['CommonProgramFiles', 'CommonProgramFiles(x86)', 'CommonProgramW6432']
];
/** Where packages come from; an index's own credentials are among them, since without those nothing could be installed from it. */
const indexNames = [
    ...['PIP_INDEX_URL', 'PIP_EXTRA_INDEX_URL', 'PIP_NO_INDEX', 'PIP_FIND_LINKS', 'PIP_TRUSTED_HOST', 'PIP_CONFIG_FILE'],
    ...['PIP_CERT', 'PIP_CLIENT_CERT', 'PIP_PROXY', 'PIP_TIMEOUT', 'PIP_DEFAULT_TIMEOUT', 'PIP_RETRIES', 'PIP_CACHE_DIR'],
    ...['PIP_NO_CACHE_DIR', 'PIP_CONSTRAINT', 'PIP_PRE', 'PIP_PREFER_BINARY', 'PIP_ONLY_BINARY', 'PIP_NO_BINARY'],
    ...['PIP_KEYRING_PROVIDER', 'PIP_UPLOADED_PRIOR_TO', 'PIP_PYPI_URL', 'PIP_REQUIRE_HASHES', 'PIP_BUILD_CONSTRAINT'],
    ...['PIP_NO_DEPS', 'PIP_USE_FEATURE', 'NETRC', 'SSL_CLIENT_CERT'],
    ...['UV_INDEX', 'UV_INDEX_*', 'UV_DEFAULT_INDEX', 'UV_EXTRA_INDEX_URL', 'UV_NO_INDEX', 'UV_FIND_LINKS'],
    ...['UV_CONFIG_FILE', 'UV_NO_CONFIG', 'UV_KEYRING_PROVIDER', 'UV_INSECURE_HOST', 'UV_NATIVE_TLS', 'UV_SYSTEM_CERTS'],
    ...[
        'UV_HTTP_TIMEOUT',
        'UV_HTTP_RETRIES',
        'UV_OFFLINE',
        'UV_CACHE_DIR',
        'UV_NO_CACHE',
        'UV_LINK_MODE',
        'UV_CONSTRAINT'
    ],
    ...['UV_OVERRIDE', 'UV_EXCLUDE_NEWER', 'UV_PRERELEASE', 'UV_RESOLUTION', 'UV_CONCURRENT_*', 'UV_PYTHON_INSTALL_DIR'],
    ...['UV_BUILD_CONSTRAINT', 'UV_NO_SOURCES', 'UV_REQUIRE_HASHES', 'UV_TORCH_BACKEND']
];
/** What the user's command may know of the job besides: plain facts, and where things are. */
const jobNames = [
    ...['CI', 'GITHUB_ACTIONS', 'GITHUB_ACTION', 'GITHUB_ACTION_REF', 'GITHUB_ACTION_REPOSITORY', 'GITHUB_ACTOR'],
    ...[
        'GITHUB_ACTOR_ID',
        'GITHUB_API_URL',
        'GITHUB_BASE_REF',
        'GITHUB_EVENT_NAME',
        'GITHUB_EVENT_PATH',
        'GITHUB_GRAPHQL_URL'
    ],
    ...['GITHUB_HEAD_REF', 'GITHUB_JOB', 'GITHUB_REF', 'GITHUB_REF_NAME', 'GITHUB_REF_PROTECTED', 'GITHUB_REF_TYPE'],
    ...['GITHUB_REPOSITORY', 'GITHUB_REPOSITORY_ID', 'GITHUB_REPOSITORY_OWNER', 'GITHUB_REPOSITORY_OWNER_ID'],
    ...[
        'GITHUB_RETENTION_DAYS',
        'GITHUB_RUN_ATTEMPT',
        'GITHUB_RUN_ID',
        'GITHUB_RUN_NUMBER',
        'GITHUB_SERVER_URL',
        'GITHUB_SHA'
    ],
    ...['GITHUB_TRIGGERING_ACTOR', 'GITHUB_WORKFLOW', 'GITHUB_WORKFLOW_REF', 'GITHUB_WORKFLOW_SHA', 'GITHUB_WORKSPACE'],
    ...[
        'RUNNER_ARCH',
        'RUNNER_DEBUG',
        'RUNNER_ENVIRONMENT',
        'RUNNER_NAME',
        'RUNNER_OS',
        'RUNNER_TEMP',
        'RUNNER_TOOL_CACHE'
    ],
    // PYTHONHOME is missing on purpose, it would lead a virtual environment's interpreter to another library.
    ...[
        'PYTHONPATH',
        'PYTHONHASHSEED',
        'PYTHONUTF8',
        'PYTHONIOENCODING',
        'PYTHONDONTWRITEBYTECODE',
        'PYTHONPYCACHEPREFIX'
    ],
    ...['PYTHONWARNINGS', 'PYTHONFAULTHANDLER', 'PYTHONNOUSERSITE', 'PYTHONSAFEPATH', 'PYTHONOPTIMIZE'],
    ...['pythonLocation', 'Python_ROOT_DIR', 'Python3_ROOT_DIR', 'PKG_CONFIG_PATH', 'VIRTUAL_ENV'],
    ...['AWS_CA_BUNDLE', 'GIT_SSL_CAINFO', 'NODE_EXTRA_CA_CERTS'],
    // ZenML builds images through the Docker client on stacks that run in containers.
    ...[
        'DOCKER_HOST',
        'DOCKER_CONFIG',
        'DOCKER_CONTEXT',
        'DOCKER_BUILDKIT',
        'DOCKER_DEFAULT_PLATFORM',
        'DOCKER_TLS_VERIFY'
    ],
    'DOCKER_CERT_PATH'
];
/** What reaches no process of the user's, asked for or not: the runner's credentials and command files, and this action's inputs. */
const neverNames = [
    ...['INPUT_*', 'STATE_*', 'ACTIONS_*', 'GITHUB_TOKEN', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_OUTPUT', 'GITHUB_STATE'],
    ...['GITHUB_STEP_SUMMARY', 'ZENML_STORE_*']
];
/** Whether the list has the name; Windows doesn't tell upper from lower case. */
function hasName(list, name, platform) {
    const fold = (text) => (platform === 'win32' ? text.toUpperCase() : text);
    return list.some(entry => entry.endsWith('*') ? fold(name).startsWith(fold(entry.slice(0, -1))) : fold(entry) === fold(name));
}
/** Those of the runner's variables that the list has, with their names as the runner spells them. */
function pick(runner, list, platform) {
    const picked = {};
    for (const [name, value] of Object.entries(runner)) {
        if (value !== undefined && hasName(list, name, platform))
            picked[name] = value;
    }
    return picked;
}
/** The value of a variable, whatever case Windows spells its name in; undefined where it isn't set. */
function readVariable(environment, name, platform) {
    const key = Object.keys(environment).find(candidate => hasName([name], candidate, platform));
    return key === undefined ? undefined : environment[key];
}

// EXTERNAL MODULE: ./src/text/suggest.ts
var suggest = __webpack_require__(4185);
;// CONCATENATED MODULE: ./src/command/observer.ts



/** What the command's own Python runs at its start. The build lays the same folder beside the bundle, where this module is then. */
const source = (0,external_node_path_.join)(import.meta.dirname, 'observer');
const files = ['sitecustomize.py', 'observer.py'];
/** The variables by which the hook knows whose requests it observes, and where it notes them. */
function observerVariables(connection, { notesFile }) {
    return { ZENML_GATED_TRIGGER_STORE_URL: connection.serverUrl, ZENML_GATED_TRIGGER_NOTES: notesFile };
}
/**
 * Puts the hook that notes which runs a command starts, and an empty file for its notes, into a folder of the step's own (absolute), which is
 * made if need be. Throws {@link ActionError} where they can't be written.
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

;// CONCATENATED MODULE: ./src/command/command-environment.ts








/** What the client is told whatever the job says, so that its output can be read and shows no secret. */
const clientVariables = {
    // At WARNING and above the client doesn't print its runs' ids, at DEBUG a traceback shows local variables.
    ZENML_LOGGING_VERBOSITY: 'INFO',
    ZENML_LOGGING_COLORS_DISABLED: 'true',
    ZENML_ANALYTICS_OPT_IN: 'false',
    // A run's id has to be read when it is printed, not when the buffer is full.
    PYTHONUNBUFFERED: '1'
};
/** What the client is told unless `pass-env` says otherwise: boxes around a traceback break its words. */
const defaultVariables = { ZENML_ENABLE_RICH_TRACEBACK: 'false' };
/** What the action itself sets for a command. */
const ownNames = [
    ...Object.keys(clientVariables),
    ...['ZENML_ACTIVE_STACK_ID', 'ZENML_ACTIVE_PROJECT_ID', 'ZENML_CONFIG_PATH', 'DISABLE_CREDENTIALS_DISK_CACHING'],
    // These would undo what the others say.
    ...['ZENML_DEBUG', 'ZENML_SERVER', 'ZENML_PRO_API_URL', 'ZENML_CONSOLE_LOGGING_FORMAT', 'ZENML_LOGGING_FORMAT'],
    'ZENML_GATED_TRIGGER_*'
];
/**
 * The whole environment of the user's command: the runner's variables on the allow list or named by `passEnv`, the chosen Python in
 * front of PATH, the observer in front of PYTHONPATH, and the connection. Nothing else of the runner's environment gets in.
 */
function commandEnvironment(runner, setup) {
    const { connection, python, passEnv, observer, platform } = setup;
    const allowed = [...machineNames, ...jobNames, ...(platform === 'win32' ? windowsNames : []), ...passEnv];
    const environment = pick(runner, allowed, platform);
    for (const name of Object.keys(environment)) {
        // A prefix in `pass-env` may cover more than it may have.
        if (hasName([...neverNames, ...ownNames], name, platform))
            delete environment[name];
    }
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
/**
 * Checks the input `pass-env`: names of further variables of the step that the command gets; a name may end in `_*` (`AWS_*`).
 * Throws {@link InputError} for what is no name, a name that the action keeps back or sets itself, one that isn't set, and one that
 * holds the API key.
 */
function checkPassEnv(names, apiKey, runner, platform) {
    const where = 'pass-env';
    for (const name of names) {
        const shown = (0,foreign/* oneLine */.TN)(name, 100);
        refuseName(name, where, platform);
        if (hasName(ownNames, name, platform)) {
            throw new errors/* InputError */.dz(`${shown} is set by the action itself`, { where, remedy: 'Remove it from the list.' });
        }
        const holder = holderOfKey(name, apiKey, runner, platform);
        if (holder !== undefined) {
            throw new errors/* InputError */.dz(`${holder} holds the API key, which no command gets`, {
                where,
                remedy: 'Remove it from the list: the command gets a token of its own, which lives no longer than it needs.'
            });
        }
        const remedy = unsetRemedy(name, runner, platform);
        if (remedy !== undefined)
            throw new errors/* InputError */.dz(`${shown} is not set in this step`, { where, remedy });
    }
    return names;
}
/**
 * Checks the input `install-env`: names of further variables of the step that the installation gets, as in `pass-env`; that one isn't
 * set is a warning. Throws {@link InputError} for what is no name, a name that the action keeps back, and one that holds the API key.
 */
function checkInstallEnv(names, apiKey, runner, platform) {
    const where = 'install-env';
    const warnings = [];
    // pip and uv take an empty variable for one that isn't there.
    const full = Object.fromEntries(Object.entries(runner).filter(([, value]) => value !== ''));
    for (const name of names) {
        refuseName(name, where, platform);
        const holder = holderOfKey(name, apiKey, runner, platform);
        if (holder !== undefined) {
            throw new errors/* InputError */.dz(`${holder} holds the API key, which no installation gets`, {
                where,
                remedy: 'Remove it from the list: packages are installed without any access to ZenML.'
            });
        }
        const remedy = unsetRemedy(name, full, platform);
        if (remedy !== undefined)
            warnings.push(`${where}: ${(0,foreign/* oneLine */.TN)(name, 100)} is not set in this step, or empty. ${remedy}`);
    }
    return { names, warnings };
}
/** The variable under a name or prefix of a list that holds the API key, as it may be shown; those that nobody gets don't count. */
function holderOfKey(name, apiKey, runner, platform) {
    const covered = Object.entries(pick(runner, [name], platform));
    const holder = covered.find(([one, value]) => (0,secrets/* holdsKey */.gR)(value, apiKey) && !hasName(neverNames, one, platform));
    return holder === undefined ? undefined : (0,foreign/* oneLine */.TN)(holder[0], 100);
}
function refuseName(name, where, platform) {
    const shown = (0,foreign/* oneLine */.TN)(name, 100);
    if (!/^[A-Za-z_][A-Za-z0-9_]*(?:(?<=_)\*)?$/.test(name)) {
        throw new errors/* InputError */.dz(`'${shown}' is no name of a variable`, {
            where,
            remedy: 'Write names only, for example `WANDB_API_KEY`, or a prefix with its underscore, for example `AWS_*`; their values come from `env:` of the step.'
        });
    }
    const bare = name.endsWith('*') ? `${name.slice(0, -1)}…` : name;
    if (!hasName(neverNames, bare, platform))
        return;
    const [message, whom] = where === 'pass-env'
        ? ['is never passed on to a command', 'the command']
        : ['is never passed on to an installation', 'the installation'];
    throw new errors/* InputError */.dz(`${shown} ${message}`, {
        where,
        remedy: `It belongs to the runner or to this action. Set a variable of another name in \`env:\` of the step if ${whom} needs such a value.`
    });
}
/** What to do about a name that isn't set in this step; undefined where it is. */
function unsetRemedy(name, runner, platform) {
    const set = Object.keys(runner);
    if (set.some(candidate => hasName([name], candidate, platform)))
        return undefined;
    const near = (0,suggest/* didYouMean */.au)(name, set.filter(candidate => !hasName(neverNames, candidate, platform)));
    return `Set it in \`env:\` of the step or job, or remove it from the list.${near === '' ? '' : ` ${near}`}`;
}

;// CONCATENATED MODULE: ./src/installation/missing-integrations.ts

/** How ZenML names an integration that it lacks (zenml/stack/stack_component.py, materializers, service connectors; 0.55 to 0.98). */
const wordings = [
    /The `(\w+)` integration that you\s+are trying to use is not\s+installed/g,
    /import from the\s+`(\w+)` integration/g,
    /`zenml integration install (\w+)(?: -y)?`/g
];
const missing_integrations_frame = /[\\/]zenml[\\/]integrations[\\/](\w+)[\\/]/;
const isImportError = /^\s*(?:ModuleNotFoundError|ImportError): /;
/** Notes which of ZenML's integrations a command's output says are not, or not wholly, installed. */
class MissingIntegrations {
    #found = new Set();
    #previous = '';
    /** The integration that the traceback is in. */
    #within;
    /** Reads a line of the output. */
    hear(line) {
        // Boxes that a console draws around a traceback.
        const clean = (0,foreign/* withoutEscapes */.Lx)(line).replace(/^\s*[│┃]|[│┃]\s*$/g, ' ');
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

;// CONCATENATED MODULE: ./src/process/withheld.ts


/** Words with which a program says that it lacks a variable: Python, shells, and what reads settings for either. */
const lacking = /KeyError|environ\b|getenv|unbound variable|parameter (?:null or )?not set|environment variable|env var|not (?:been )?(?:set|found|defined|provided|configured)\b|\bunset\b|\bmissing\b|\brequired\b|\bundefined\b/i;
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
        if (lacking.test(clean))
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
function withheldNames(runner, given, platform) {
    const own = ['INPUT_*', 'STATE_*'];
    return Object.keys(pick(runner, ['*'], platform)).filter(name => !hasName([...given, ...own], name, platform));
}
/** What to do about variables that were asked for and withheld, in sentences; empty where there are none. */
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

;// CONCATENATED MODULE: ./src/command/command-output.ts



/** Last lines of an output that an error quotes at most, and the characters of each. */
const maxLines = 10;
const maxLineLength = 300;
/** What a command's output says of why it failed. */
class CommandOutput {
    #last = [];
    #asked;
    #integrations = new MissingIntegrations();
    /** `withheld` are the names of variables that the job sets and the command doesn't get. */
    constructor(withheld) {
        this.#asked = new AskedVariables(withheld);
    }
    /** Reads a line that has been made safe to show; of what a step said elsewhere only the reasons count. */
    hear(line, from = 'command') {
        this.#asked.hear(line);
        this.#integrations.hear(line);
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
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
;// CONCATENATED MODULE: ./src/process/output-lines.ts
/** UTF-16 units after which a line without an end is handed on in pieces, so that a line of any length needs little memory. */
const longestLine = 64 * 1024;
/** Longest secret that is found where a line comes in pieces: that much of it is kept until more has come. */
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
    /** The last chunk ended in CR, so an LF that follows ends no further line. */
    #afterReturn = false;
    constructor(take, redact) {
        this.#take = take;
        this.#redact = redact;
    }
    push(chunk) {
        let text = chunk;
        if (text === '')
            return;
        if (this.#afterReturn && text.startsWith('\n'))
            text = text.slice(1);
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

;// CONCATENATED MODULE: ./src/process/process-group.ts




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
        // Without permission (EPERM) is alive on Linux; macOS says so of processes that have ended.
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
 * Ends the group: SIGINT, on which Python and ZenML tidy up (a ZenML client takes 1 to 2 s); after two thirds of `graceMs` SIGTERM, since
 * shells make their background processes deaf to SIGINT; after `graceMs` SIGKILL. Returns whether all of it has ended; on Windows it is killed at once.
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
            // Nothing is left, or nothing that may be signalled; the question below tells which.
        }
        if (await waitForEnd(group, waitMs, clock))
            return true;
    }
    return false;
}
/** Waits until nothing of the group runs any more, at most `limitMs`; tells whether that came about. */
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
 * Ends a group that another process of the action started and left behind when it was killed itself, also where its
 * leader has ended by now; `trackingId` is the runner's mark of the job's processes. Only where the group provably is
 * the same (Linux); tells whether there was something to end.
 */
async function endAbandonedGroup(group, graceMs, clock, trackingId) {
    if (process.platform !== 'linux' || group.startTicks === null || !isGroupAlive(group))
        return false;
    const leader = readStat(group.pid);
    const isSame = leader === undefined ? isLeftOf(group, trackingId) : leader.startTicks === group.startTicks;
    if (!isSame)
        return false;
    await endGroup(group, graceMs, clock);
    return true;
}
/** Whether a group without its leader can only be what that leader left: the kernel gives no new process the id of a living group. */
function isLeftOf({ pid, startTicks }, trackingId) {
    const all = processIds();
    if (all === undefined)
        return false;
    return [...membersOf(pid, all)].every(member => member.startTicks >= (startTicks ?? Number.POSITIVE_INFINITY) &&
        (trackingId === undefined || environmentOf(member.pid).includes(`RUNNER_TRACKING_ID=${trackingId}`)));
}
/** Members of a group that run, one by one, since the first tells enough; one that has ended but that nobody has collected is none. */
function* membersOf(group, all) {
    for (const pid of all) {
        const stat = readStat(pid);
        if (stat !== undefined && stat.group === group && !/[ZX]/.test(stat.state))
            yield { ...stat, pid };
    }
}
/** Ids of all processes that /proc shows; undefined where it can't be read, as in a narrow sandbox. */
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
/** The variables with which a process was started, `NAME=value`; none where they may not be read. */
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

;// CONCATENATED MODULE: ./src/process/run-process.ts









/** Room for a tidy end inside the 7.5 s that GitHub gives between SIGINT and SIGTERM. */
const defaultGraceMs = 3000;
/** How long what the command started may go on after the command itself has ended. */
const defaultLingerMs = 2000;
/** How long after an abort the output of what was ended is still read. */
const pipeMs = 300;
/**
 * Runs a program without a shell, in a process group of its own and with no input, to its end and that of all it started.
 * Throws {@link ActionError} where it can't be started or does not end even when killed, the signal's reason where it had
 * aborted before, and whatever a callback throws, once everything has been ended.
 */
async function runProcess(request) {
    const { clock, signal, graceMs = defaultGraceMs, lingerMs = defaultLingerMs } = request;
    signal.throwIfAborted();
    const child = await start(request);
    const group = groupOf(child.pid);
    const failed = new AbortController();
    const guard = (callback) => {
        return (...args) => {
            if (failed.signal.aborted)
                return;
            try {
                callback(...args);
            }
            catch (error) {
                failed.abort(error);
            }
        };
    };
    const onLine = guard(request.onLine);
    const ends = [
        read(child.stdout, line => onLine('stdout', line), request.redact),
        read(child.stderr, line => onLine('stderr', line), request.redact)
    ];
    guard(() => request.onStart?.(group))();
    const stop = AbortSignal.any([signal, failed.signal]);
    await Promise.race([child.exit, aborted(stop)]);
    if (stop.aborted)
        await endGroup(group, graceMs, clock);
    const end = stop.aborted ? await (0,world_clock/* atMost */.Tu)(clock, lingerMs, child.exit) : await child.exit;
    if (end === undefined) {
        // Something that runs as another user (sudo) can't be killed from here, and must not hold the step either.
        child.release();
        throw new errors/* ActionError */.lZ(`the program '${(0,foreign/* oneLine */.TN)(request.file, 200)}' did not end when it was killed`, {
            ...(request.where === undefined ? {} : { where: request.where }),
            remedy: 'Run the command as the same user as the runner, without sudo.'
        });
    }
    const empty = process.platform === 'win32' || (await waitForEnd(group, lingerMs, clock));
    if (!empty)
        await endGroup(group, lingerMs / 2, clock);
    // A process that left the group (a daemon) may hold the pipe for good, and after an abort time is short.
    await (0,world_clock/* atMost */.Tu)(clock, stop.aborted ? pipeMs : lingerMs, child.close);
    for (const finish of ends)
        finish();
    if (failed.signal.aborted)
        throw failed.signal.reason;
    return end;
}
async function start(request) {
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
    if (fault !== undefined) {
        return new errors/* ActionError */.lZ(`the folder ${request.cwd} to run '${program}' in can not be used: ${fault}`, details);
    }
    switch (code) {
        case 'ENOENT':
            return new errors/* ActionError */.lZ(`the program '${program}' was not found`, {
                ...details,
                remedy: 'Check its spelling; it has to be on PATH, installed by `requirements` or by a step before, or a path relative to working-directory; a script also needs the interpreter that its first line names.'
            });
        case 'EACCES':
            return new errors/* ActionError */.lZ(`the program '${program}' may not be executed`, {
                ...details,
                remedy: 'Make the file executable (`git update-index --chmod=+x`), or name its interpreter, for example `python run.py`.'
            });
        default:
            return new errors/* ActionError */.lZ(`the program '${program}' could not be started (${(0,foreign/* oneLine */.TN)(code, 40) || 'unknown reason'})`, details);
    }
}
/** Why nothing can be run in a folder; undefined where something can. */
function folderFault(path) {
    try {
        (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.X_OK);
        return (0,external_node_fs_.statSync)(path).isDirectory() ? undefined : 'it is not a folder';
    }
    catch (error) {
        return (0,file_fault/* fileFault */.b)((0,error_code/* errorCode */.C)(error));
    }
}
/** Hands on the lines of a stream; the returned function hands on what has no end yet and reads no further. */
function read(stream, take, redact = (text) => text) {
    const lines = new OutputLines(take, redact);
    stream.setEncoding('utf8');
    stream.on('data', (chunk) => {
        // A flood of short lines would else be read in one go, and hold up what a cancel has to send.
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

;// CONCATENATED MODULE: ./src/command/run-command.ts




/**
 * Runs the user's command to its end, with the connection in its environment alone, and its requests observed.
 * Throws {@link ActionError} where the program can't be started.
 */
async function runCommand(request) {
    const { command, installation, connection } = request;
    const [file = '', ...args] = command;
    try {
        return await runProcess({
            file,
            args,
            cwd: request.workingDirectory,
            env: commandEnvironment(request.runner, { ...request, python: installation }),
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
        // Clients before 0.75 know no DISABLE_CREDENTIALS_DISK_CACHING and keep the credential in these.
        // Where the command has left it so that it can't be removed, the runner empties RUNNER_TEMP, and the token ends soon.
        for (const name of ['config.yaml', 'credentials.yaml'])
            await (0,promises_.rm)((0,external_node_path_.join)(connection.configFolder, name), { force: true }).catch(() => undefined);
    }
}

// EXTERNAL MODULE: ./src/world/network.ts
var network = __webpack_require__(338);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./src/zenml/content-encoding.ts

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
 * @throws TooLargeError where a layer is larger, and the errors of zlib where it is cut short or broken.
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

;// CONCATENATED MODULE: ./src/zenml/page.ts
// The words of nginx, Apache, Go's net/http and IIS, from their sources and documentation.
const kinds = [
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
/** What kind of page a text is that should have been JSON; undefined where nothing says so. */
function pageKind(text, headers) {
    const found = kinds.find(([, pattern]) => pattern.test(text.slice(0, looked)));
    if (found !== undefined)
        return found[0];
    return /^(?:Basic|Digest|Negotiate|NTLM)\b/i.test(headers['www-authenticate'] ?? '') ? 'sign-in' : undefined;
}
// Words in hosts and paths of the usual providers and gateways: Azure, Google, Okta, Keycloak, Cloudflare Access,
// oauth2-proxy, Authelia, Pomerium, ADFS, CAS, Shibboleth.
const page_words = 'log-?[io]n|sign-?[io]n|sso|saml2?|oauth2?|oidc|openid|auth(?:n|enticate|entication|orize|elia)?|adfs|cas|idp|accounts?|keycloak|okta|cloudflareaccess|microsoftonline|shibboleth';
const signInWord = new RegExp(`(?:^|[/._-])(?:${page_words})(?:[/._-]|$)`, 'i');
const signInQuery = /[?&](?:redirect_ur[il]|return_?(?:to|url)|rd|client_id|SAMLRequest|RelayState|next|continue)=/i;
/** Whether a redirect leads to a login page; `path` is what of the target's path was not asked for. */
function isSignIn(target, path) {
    return signInWord.test(target.hostname) || signInWord.test(path) || signInQuery.test(target.search);
}

// EXTERNAL MODULE: ./src/zenml/tls-fault.ts
var tls_fault = __webpack_require__(9388);
;// CONCATENATED MODULE: ./src/zenml/http.ts










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
/** Largest answer that is read, bytes: the log of a step is the largest thing the action asks for. */
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
        try {
            return await (0,world_clock/* within */.ux)(clock, request.timeoutMs ?? requestTimeoutMs, outer, async (signal) => {
                // undici waits for a proxy that falls silent whatever the signal says.
                const raw = await (0,world_clock/* untilAborted */.Eu)(exchange(url, request, signal), signal);
                const isSecret = request.wantsSecret === true && raw.statusCode === 200;
                const clean = isSecret ? (text) => text : redact;
                const headers = flatten(raw.headers, clean);
                const body = (0,encoding/* decodeText */.g)(await readBody(raw.body, headers['content-encoding']));
                return {
                    status: raw.statusCode,
                    headers,
                    ...parseBody(body, clean, headers),
                    durationMs: clock.elapsed() - started
                };
            });
        }
        catch (error) {
            if (outer?.aborted === true)
                throw outer.reason;
            throw networkError(error);
        }
    };
}
async function readBody(body, encodings) {
    const chunks = [];
    let size = 0;
    for await (const chunk of body) {
        size += chunk.byteLength;
        if (size > maxAnswerBytes)
            throw tooLarge();
        chunks.push(chunk);
    }
    try {
        return decompress(Buffer.concat(chunks), encodings, maxAnswerBytes);
    }
    catch (error) {
        if (error instanceof TooLargeError)
            throw tooLarge();
        throw error;
    }
}
function tooLarge() {
    return new NetworkError('too-large', `the answer is larger than ${maxAnswerBytes / 1024 / 1024} MiB`, true);
}
/** The texts of JSON are cleaned one by one, since JSON can write the same text in many ways. */
function parseBody(text, clean, headers) {
    try {
        return { json: (0,text_json/* mapTexts */.zO)(JSON.parse(text), clean), isJson: true };
    }
    catch {
        const page = pageKind(text, headers);
        return { json: undefined, isJson: false, ...(page === undefined ? {} : { page }) };
    }
}
function flatten(headers, clean) {
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

// EXTERNAL MODULE: ./src/zenml/address.ts
var address = __webpack_require__(4596);
;// CONCATENATED MODULE: ./src/zenml/no-answer.ts




const faults = {
    unreachable: {
        problem: 'the server can not be reached',
        remedy: 'Check server-url, that the server is up, and that this runner may reach it (firewall, VPN, proxy).',
        passing: 'always'
    },
    certificate: {
        problem: "the server's certificate is not trusted",
        remedy: "Give the certificate of the server's authority in ca-certificate, or mend the server's certificate; it is never left unchecked.",
        passing: 'never'
    },
    'client-certificate': {
        problem: 'the other side refuses the connection without a client certificate that it knows',
        remedy: 'Set client-certificate to one that the gateway before the server takes, with its private key; where it is set, it may have expired or be of another authority. A failed handshake can also mean that there is no TLS version or cipher in common.',
        passing: 'later'
    },
    handshake: {
        problem: 'the other side and this runner did not agree on TLS',
        remedy: 'The server, or a gateway before it, has to offer TLS 1.2 or newer with a current cipher.',
        passing: 'later'
    },
    'no-tls': {
        problem: 'what answers at this port does not speak TLS, and https:// needs it',
        remedy: '',
        passing: 'later'
    },
    tls: {
        problem: 'what answers at this port speaks TLS, and http:// is without it',
        remedy: '',
        passing: 'later'
    },
    proxy: {
        problem: 'the proxy did not connect this runner with the server',
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
const clientHint = ' A gateway that wants a client certificate (input client-certificate) may end it so as well.';
/** The address with TLS instead of none, or the other way round, which is not for every network. */
function otherScheme(base) {
    if (base.protocol === 'http:')
        return `Set server-url to https://${addressOf(base)}.`;
    const plain = `http://${addressOf(base)}`;
    if ((0,address/* isLoopback */.U9)(base.hostname))
        return `Set server-url to ${plain}, or to the port that has TLS.`;
    return `Set server-url to the port that has TLS. Only if the network between is trusted: ${plain} with allow-http: 'true', which sends the API key unencrypted.`;
}
function addressOf(url) {
    return (0,foreign/* oneLine */.TN)(`${url.host}${(0,foreign/* withoutTrailingSlashes */.A$)(url.pathname)}`, 200);
}
const signInRemedy = 'A login page (single sign-on) stands in the way, and a job can not go through it: ask for a way around it for this runner to the paths below /api/, or use an address of the server behind it. server-url is never the address of a login page.';
const pages = {
    'sign-in': {
        problem: "a page of a gateway that wants a login answered instead of ZenML's API",
        remedy: signInRemedy
    },
    'client-certificate': { problem: faults['client-certificate'].problem, remedy: faults['client-certificate'].remedy },
    tls: { problem: faults.tls.problem, remedy: '' }
};
/**
 * The error for an answer that is not ZenML's, such as HTML where ZenML always sends JSON: another page answers at this
 * URL, for good or, where it is `passing`, while a gateway is in trouble.
 */
function notZenml({ what, base }, answer, passing = false) {
    const kind = (0,foreign/* oneLine */.TN)(answer.headers['content-type'] ?? 'no content type', 80);
    const instead = answer.isJson ? "JSON without ZenML's detail" : `${kind} instead of JSON`;
    const { problem, remedy } = answer.page === undefined
        ? {
            problem: "a page that is not ZenML's API answered",
            remedy: 'Set server-url to the address of the ZenML server itself, as `zenml status` shows it (not a dashboard page, a login page or a proxy).'
        }
        : pages[answer.page];
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
        return 'That address is not encrypted. Mend the redirect: the server, or a gateway before it, does not know that it is reached by https://.';
    }
    const isHere = url === (0,foreign/* withoutTrailingSlashes */.A$)(base.href);
    return isHere
        ? 'That is the same address, so a gateway before the server goes round in circles: look at its rules.'
        : `If that is the server, set server-url to ${url}.`;
}

;// CONCATENATED MODULE: ./src/zenml/schema.ts


/**
 * An answer that can't be read as what was asked, or is about something else; says why, naming fields and names but no
 * other value. As the answer to a question it is passing trouble: a cache or a gateway has mixed something up.
 */
class SchemaError extends errors/* ActionError */.lZ {
    /** What the answer is or lacks, as `it …` continues. */
    why;
    constructor(why) {
        super(`The server's answer ${why}`, hint);
        this.why = why;
    }
}
/** The string at a path; throws {@link SchemaError} where there is none. */
function stringAt(value, ...path) {
    const found = (0,text_json.at)(value, ...path);
    if (typeof found !== 'string')
        throw new SchemaError(`has no text at '${path.join('.')}'`);
    return found;
}
/** The boolean at a path, or undefined where it is missing, null or something else. */
function optionalBoolean(value, ...path) {
    const found = (0,text_json.at)(value, ...path);
    return typeof found === 'boolean' ? found : undefined;
}
/** The JSON object at a path, or an empty one. */
function objectAt(value, ...path) {
    const found = (0,text_json.at)(value, ...path);
    return (0,text_json/* isObject */.Gv)(found) ? found : {};
}
/** The items of one page of a list; throws {@link SchemaError} where it isn't a page. */
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
/** A time of the server in ms since the epoch; ZenML writes UTC without saying so. Undefined where it is no time. */
function serverTime(text) {
    if (text === undefined)
        return undefined;
    const ms = Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);
    return Number.isNaN(ms) ? undefined : ms;
}
const hint = { remedy: 'Is server-url a ZenML server of a supported version (0.84 or newer)?' };

;// CONCATENATED MODULE: ./src/zenml/judge.ts





/** How long refusals pass where something had a good answer before: a control plane in trouble recovers in minutes, ms. */
const refusalsPassMs = 5 * 60_000;
/** ZenML's word that the thing asked for doesn't exist; a replica that lags no longer than that between can't be why. */
const goneForGood = { isSaidBy: isGone, confirmedAfterMs: 5_000 };
/** Judges the answers to one question one after the other: whether each is one, and whether asking again may help. */
class Judge {
    #question;
    #patience;
    #base;
    /** Since when there have been nothing but refusals, and nothing but the last word; moments of `clock.elapsed()`, ms. */
    #refusedMs;
    #lastWordMs;
    /** Since when the server is unavailable, a moment of `clock.elapsed()`, ms. */
    #unavailableMs;
    constructor(question, patience, base) {
        this.#question = question;
        this.#patience = patience;
        this.#base = base;
    }
    /** What an attempt comes to at a moment; `serverNow` is the server's wall-clock time, `mayRepeat` whether another one may follow. */
    judge(outcome, nowMs, serverNow, mayRepeat) {
        const { what } = this.#question;
        const { firstContact = false, limitWaitMs = 0, wakesForMs } = this.#patience;
        // A connection that breaks says nothing about what was asked for.
        if (outcome instanceof NetworkError) {
            this.#refusedMs = undefined;
            return { problem: unreachable(this.#asked, outcome), waitMs: 0 };
        }
        const afterMs = parseRetryAfter(outcome.headers['retry-after'], serverNow);
        if (wakesForMs !== undefined && isUnavailable(outcome.status))
            return this.#waking(outcome, nowMs, wakesForMs, afterMs);
        if (isTransientStatus(outcome.status) && mayRepeat) {
            const waitMs = afterMs ?? (outcome.status === 429 ? limitWaitMs : 0);
            return this.#other({ problem: refusal(what, this.#base.origin, outcome), waitMs });
        }
        const { status } = outcome;
        if (status >= 300 && status < 400)
            return this.#other({ problem: redirected(this.#asked, outcome), waitMs: 0 });
        // A gateway's page, or a body cut short: ZenML itself always sends JSON, also with a refusal.
        if (!outcome.isJson && !isTransientStatus(status)) {
            const isPage = /html/i.test(outcome.headers['content-type'] ?? '');
            return this.#other({ problem: notZenml(this.#asked, outcome, !(firstContact && isPage)), waitMs: 0 });
        }
        // A gateway's JSON, as of one that has no route to the server for a while; at first contact it may mean a wrong URL.
        if (!isOwnAnswer(outcome) && !isTransientStatus(status)) {
            const passing = !firstContact || status >= 500;
            return this.#other({ problem: notZenml(this.#asked, outcome, passing), waitMs: 0 });
        }
        return this.#read(outcome, nowMs);
    }
    #read(answer, nowMs) {
        const { lastWord = goneForGood, read, what } = this.#question;
        const { refusalsPassForMs } = this.#patience;
        const isLastWord = refusalsPassForMs !== undefined && lastWord.isSaidBy(answer);
        if (isLastWord) {
            this.#refusedMs ??= nowMs;
            this.#lastWordMs ??= nowMs;
            const leftMs = this.#lastWordMs + lastWord.confirmedAfterMs - nowMs;
            if (leftMs > 0)
                return { problem: refusal(what, this.#base.origin, answer).as(true), waitMs: leftMs, uncounted: 'refusal' };
        }
        try {
            return { value: read(answer) };
        }
        catch (error) {
            if (error instanceof SchemaError)
                return this.#other({ problem: no_answer_foreign(this.#asked, error), waitMs: 0 });
            if (!(error instanceof ServerError))
                throw error;
            if (error.passing)
                return this.#other({ problem: error, waitMs: 0 });
            return isLastWord || refusalsPassForMs === undefined
                ? { problem: error, waitMs: 0 }
                : this.#refusal(error, nowMs, refusalsPassForMs);
        }
    }
    get #asked() {
        const { request, what } = this.#question;
        return { what, base: this.#base, path: request.path, firstContact: this.#patience.firstContact ?? false };
    }
    /** A server that a gateway can't reach, and that may be starting since it was asked. */
    #waking(answer, nowMs, wakesForMs, afterMs = 0) {
        this.#unavailableMs ??= nowMs;
        const waitedMs = nowMs - this.#unavailableMs;
        const problem = refusal(this.#question.what, this.#base.origin, answer);
        if (waitedMs >= wakesForMs)
            return { problem: waitedFor(problem, waitedMs), waitMs: 0 };
        return this.#other({
            problem: problem.as(true),
            waitMs: afterMs,
            withinMs: wakesForMs - waitedMs,
            uncounted: 'waking'
        });
    }
    /** A refusal that may pass, until there have been nothing but refusals for too long. */
    #refusal(problem, nowMs, passForMs) {
        this.#lastWordMs = undefined;
        this.#refusedMs ??= nowMs;
        const refusedForMs = nowMs - this.#refusedMs;
        if (refusedForMs >= passForMs)
            return { problem: lasting(problem, refusedForMs), waitMs: 0 };
        return { problem: problem.as(true), waitMs: this.#question.refusalWaitMs ?? 0, uncounted: 'refusal' };
    }
    /** Trouble that isn't a refusal, and ends a row of them. */
    #other(trouble) {
        this.#refusedMs = undefined;
        this.#lastWordMs = undefined;
        return trouble;
    }
}

// EXTERNAL MODULE: ./src/zenml/status.ts
var zenml_status = __webpack_require__(4112);
;// CONCATENATED MODULE: ./src/follow/changes.ts



/** The steps after a look that returned those in `changed`, and a line for each whose status is new. */
function mergeSteps(before, changed) {
    const steps = new Map(before);
    const changes = [];
    for (const step of changed) {
        if (steps.get(step.id)?.status !== step.status) {
            changes.push({ step, line: stepLine(step), failed: (0,zenml_status/* isFinished */.$g)(step.status) && !(0,zenml_status/* isSuccess */.oJ)(step.status) });
        }
        steps.set(step.id, step);
    }
    return { steps, changes };
}
/** The latest change time among steps, as the server wrote it; undefined where there is none. */
function lastUpdate(steps) {
    return [...steps.values()].reduce((latest, { updated }) => (updated !== undefined && (latest === undefined || updated > latest) ? updated : latest), undefined);
}
/** A line for the log where a run's status is new, or undefined. */
function runLine(before, run) {
    if (before === run.status)
        return undefined;
    const reason = run.statusReason === undefined ? '' : ` (${(0,foreign/* oneLine */.TN)(run.statusReason, 300)})`;
    const unknown = (0,zenml_status/* isKnown */.qE)(run.status) ? '' : ' — a status this action does not know; taken as still in progress';
    return `Run: ${(0,foreign/* oneLine */.TN)(run.status, 60)}${reason}${unknown}`;
}
function stepLine(step) {
    const took = (0,zenml_status/* isFinished */.$g)(step.status) && step.startMs !== undefined && step.endMs !== undefined
        ? ` in ${(0,world_clock/* formatDuration */.a3)(step.endMs - step.startMs)}`
        : '';
    return `Step ${(0,foreign/* oneLine */.TN)(step.name, 120)}: ${(0,foreign/* oneLine */.TN)(step.status, 60)}${took}`;
}

;// CONCATENATED MODULE: ./src/follow/observation.ts





/** A run may not be visible for a moment after it was started, ms. */
const graceMs = 30_000;
/** Time for reading the details of a finished run, ms. */
const detailsMs = 20_000;
/** Steps whose failure is read and shown at most. */
const maxFailures = 10;
/** Looks at a run again and again, and logs what is new about it and its steps; decides nothing. */
class Observation {
    #connection;
    #beganMs;
    #run;
    #steps = new Map();
    #stepCount = 0;
    /** When the run was read last, as `clock.elapsed()`, ms. */
    #seenMs;
    #shownStatus;
    #lastNewsMs;
    #failures = [];
    #asked = new Set();
    #stepsTrouble = false;
    constructor(connection, first) {
        this.#connection = connection;
        this.#run = first;
        this.#beganMs = this.#clock.elapsed();
        this.#lastNewsMs = this.#beganMs;
        this.#seenMs = this.#beganMs;
    }
    get #clock() {
        return this.#connection.client.access.clock;
    }
    get #log() {
        return this.#connection.client.access.log;
    }
    /** What is known so far. */
    get outcome() {
        const steps = [...this.#steps.values()];
        return {
            run: this.#run,
            steps,
            stepCount: Math.max(steps.length, this.#stepCount),
            failures: this.#failures
        };
    }
    /** How long it has been looked at, ms. */
    get ageMs() {
        return this.#clock.elapsed() - this.#beganMs;
    }
    /** How long nothing new has been logged, ms. */
    get silentMs() {
        return this.#clock.elapsed() - this.#lastNewsMs;
    }
    /** How long ago the run was read last, ms. */
    get unseenMs() {
        return this.#clock.elapsed() - this.#seenMs;
    }
    /** Looks once; throws `ServerError` where the run can't be read, and what aborts `patience.signal`. */
    async look(patience) {
        const { client } = this.#connection;
        try {
            this.#run = await client.run(this.#run.id, patience);
            this.#seenMs = this.#clock.elapsed();
        }
        catch (error) {
            if (!(error instanceof ServerError && error.status === 404 && this.ageMs < graceMs))
                throw error;
            this.#log.info('The run is not visible yet; waiting for it.');
            return;
        }
        // What is only worth showing is not waited for as the run itself is.
        const aside = asideOf(patience);
        await this.#lookAtSteps(aside);
        const line = runLine(this.#shownStatus, this.#run);
        this.#shownStatus = this.#run.status;
        if (line !== undefined)
            this.tell(line);
        if (this.#run.status === 'paused')
            await this.#lookAtQuestions(aside);
    }
    /** Logs a line that counts as news. */
    tell(line) {
        this.#lastNewsMs = this.#clock.elapsed();
        this.#log.info(line);
    }
    /** Reads a finished run once more with its metadata, and its steps; what can't be read stays as it was. */
    async complete(signal) {
        const { client } = this.#connection;
        const patience = { attempts: 3, until: this.#clock.elapsed() + detailsMs, signal };
        try {
            const detailed = await client.run(this.#run.id, patience, true);
            // The status that was seen stands: what was logged stays true.
            this.#run = { ...detailed, status: this.#run.status };
            await this.#readAllSteps(patience);
        }
        catch (error) {
            this.#log.info(`Can not read the details of the finished run: ${(0,errors/* explain */.WE)(error)}`);
        }
        try {
            // Of a run with more steps than are listed, those that failed are asked for.
            if (!(0,zenml_status/* isSuccess */.oJ)(this.#run.status))
                await this.#readFailedSteps(patience);
        }
        catch (error) {
            this.#log.info(`Can not read which steps failed: ${(0,errors/* explain */.WE)(error)}`);
        }
        return this.outcome;
    }
    async #readAllSteps(patience) {
        const { client, project } = this.#connection;
        const { items, total } = await client.steps(project.id, this.#run.id, undefined, patience);
        const { steps, changes } = mergeSteps(new Map(), items);
        this.#steps = steps;
        this.#stepCount = total;
        // What an answer about another run may have brought on the way is not this run's.
        if (total === items.length)
            this.#failures = this.#failures.filter(({ step }) => steps.has(step.id));
        else
            this.#log.info(`The run has ${total} steps; the first ${items.length} are listed, and those that failed.`);
        for (const { step, failed } of changes)
            if (failed)
                await this.#showFailure(step, patience);
    }
    async #readFailedSteps(patience) {
        const { client, project } = this.#connection;
        const { items, total } = await client.failedSteps(project.id, this.#run.id, patience);
        const { steps, changes } = mergeSteps(this.#steps, items.map(({ step }) => step));
        this.#steps = steps;
        for (const { line } of changes)
            this.tell(line);
        for (const { step, failure } of items)
            this.#tellFailure(step, failure);
        if (total > this.#failures.length)
            this.#log.info(`${total} steps failed; why is shown of ${this.#failures.length} of them.`);
    }
    /** What is being waited for, for the log. */
    get waiting() {
        const open = [...this.#steps.values()]
            .filter(({ status }) => !(0,zenml_status/* isFinished */.$g)(status))
            .map(({ name }) => (0,foreign/* oneLine */.TN)(name, 80));
        const steps = open.length === 0 ? '' : `; steps in progress: ${open.slice(0, 10).join(', ')}`;
        return `Still waiting: the run is ${(0,foreign/* oneLine */.TN)(this.#run.status, 60)}${steps}`;
    }
    /** Steps are worth showing but not worth failing for: the run's status alone decides. */
    async #lookAtSteps(patience) {
        const { client, project } = this.#connection;
        try {
            const since = lastUpdate(this.#steps);
            const { items } = await client.steps(project.id, this.#run.id, since, patience);
            const { steps, changes } = mergeSteps(this.#steps, items);
            this.#steps = steps;
            for (const { step, line, failed } of changes) {
                this.tell(line);
                if (failed)
                    await this.#showFailure(step, patience);
            }
            this.#stepsTrouble = false;
        }
        catch (error) {
            if (patience.signal?.aborted === true)
                throw error;
            if (!this.#stepsTrouble)
                this.#log.info(`Can not read the steps at the moment: ${(0,errors/* explain */.WE)(error)}`);
            this.#stepsTrouble = true;
        }
    }
    /** Reads and tells why a step did not succeed, once. */
    async #showFailure(step, patience) {
        if (!this.#isToBeTold(step))
            return;
        // The server knows an exception of failed steps alone.
        const failure = step.status === 'failed'
            ? await this.#connection.client.stepFailure(this.#run.id, step.id, { ...patience, attempts: 2 })
            : undefined;
        this.#tellFailure(step, failure);
    }
    #tellFailure(step, failure) {
        if (!this.#isToBeTold(step))
            return;
        this.#failures = [...this.#failures, { step, failure }];
        if (failure === undefined)
            return;
        this.#log.startGroup(`Why step ${(0,foreign/* oneLine */.TN)(step.name, 120)} failed: ${(0,foreign/* oneLine */.TN)(failure.message, 200)}`);
        for (const line of (0,foreign/* foreignLines */.Y0)(failure.traceback ?? failure.message))
            this.#log.info(line);
        this.#log.endGroup();
    }
    #isToBeTold({ id }) {
        return !this.#failures.some(known => known.step.id === id) && this.#failures.length < maxFailures;
    }
    async #lookAtQuestions(patience) {
        const { client, project } = this.#connection;
        try {
            for (const condition of await client.waitConditions(project.id, this.#run.id, patience)) {
                if (condition.status !== 'pending' || this.#asked.has(condition.id))
                    continue;
                this.#asked.add(condition.id);
                const question = condition.question === undefined ? '' : `: ${(0,foreign/* oneLine */.TN)(condition.question, 500)}`;
                const url = this.#connection.runUrl(this.#run.id);
                this.tell(`The run waits for a person to answer '${(0,foreign/* oneLine */.TN)(condition.name, 120)}'${question} (${url})`);
            }
        }
        catch (error) {
            if (patience.signal?.aborted === true)
                throw error;
            this.#log.debug(`Can not read what the run waits for: ${(0,errors/* explain */.WE)(error)}`);
        }
    }
}
/** Patience with a question whose answer is only worth showing. */
function asideOf({ signal, until }) {
    return {
        attempts: 2,
        ...(signal === undefined ? {} : { signal }),
        ...(until === undefined ? {} : { until })
    };
}

;// CONCATENATED MODULE: ./src/follow/follow.ts






/** How often the log says what it is waiting for when nothing changes, ms. */
const silenceMs = 5 * 60_000;
/** Time for the last look at the deadline, ms. */
const lastLookMs = 10_000;
/** Time between two looks in ms, by the age of the wait: quick at first, then sparing the server. */
function pollIntervalMs(ageMs) {
    if (ageMs < 15_000)
        return 1_000;
    if (ageMs < 120_000)
        return 2_000;
    return ageMs < 900_000 ? 5_000 : 10_000;
}
/**
 * Follows a run to its end by its status, logging every change of the run and of its steps. Returns at the deadline
 * (after one last look) and on cancel too; throws `ServerError` where the run is out of reach for good: ZenML says twice
 * that it is gone or that the key isn't good any longer, or there is nothing but refusals for {@link refusalsPassMs}.
 */
async function follow(connection, first, limits) {
    const observation = new Observation(connection, first);
    let trouble;
    try {
        trouble = await watch(connection, observation, limits);
    }
    catch (error) {
        if (!limits.signal.aborted)
            throw error;
        // A run that was seen to have ended has ended, whatever else could not be read of it.
        return { ...observation.outcome, end: (0,zenml_status/* isFinished */.$g)(observation.outcome.run.status) ? 'finished' : 'cancelled' };
    }
    if ((0,zenml_status/* isFinished */.$g)(observation.outcome.run.status))
        return { ...(await observation.complete(limits.signal)), end: 'finished' };
    return { ...observation.outcome, end: 'deadline', ...(trouble === undefined ? {} : { trouble }) };
}
/** What there is to know of a run that has ended; `signal` cuts the reading short. */
function readOutcome(connection, run, signal) {
    return new Observation(connection, run).complete(signal);
}
/** Looks until the run has ended, or the deadline has come and one last look is done; returns what kept that from seeing it. */
async function watch(connection, observation, { signal, until }) {
    const { clock, log } = connection.client.access;
    const left = () => until - clock.elapsed();
    const patience = { signal, until, attempts: Number.POSITIVE_INFINITY, refusalsPassForMs: refusalsPassMs };
    try {
        for (;;) {
            await observation.look(patience);
            if ((0,zenml_status/* isFinished */.$g)(observation.outcome.run.status))
                return undefined;
            if (left() <= 0)
                break;
            if (observation.silentMs >= silenceMs)
                observation.tell(`${observation.waiting}. The timeout comes in ${(0,world_clock/* formatDuration */.a3)(left())}.`);
            await clock.sleep(Math.min(left(), pollIntervalMs(observation.ageMs)), signal);
        }
    }
    catch (error) {
        // Trouble that lasted to the deadline: the run gets its last look anyway.
        if (signal.aborted || !(error instanceof ServerError && error.passing))
            throw error;
    }
    try {
        await observation.look({ attempts: 2, until: clock.elapsed() + lastLookMs, signal });
        return undefined;
    }
    catch (error) {
        signal.throwIfAborted();
        log.info(`The last look at the deadline failed: ${(0,errors/* explain */.WE)(error)}`);
        return { unseenMs: observation.unseenMs, problem: (0,errors/* explain */.WE)(error) };
    }
}

;// CONCATENATED MODULE: ./src/follow/stop-limits.ts
/** In main, on cancel: the runner kills 10 s after its first signal, and outputs and summary come after this. */
const cancelStopLimits = { forMs: 3_000, everyMs: 700 };
/** In main at the deadline: a run that still initializes can be stopped only later. Post goes on where this ends. */
const deadlineStopLimits = { forMs: 30_000, everyMs: 2_000 };
/** In main, where a cancel came in the middle of the request to start: the run has only just been found, ms. */
const lateStopLimits = { forMs: 1_500, everyMs: 500 };
/** How long the run of an earlier attempt gets to end once it is being stopped, ms. */
const earlierRunStoppingMs = 120_000;
/*
 * After a cancel the step has to be over within 5 s, also where the command hears no signal and the server answers
 * nothing: 0.8 s for the server's answer to the stop, 2.5 s to the command's SIGKILL and 0.3 s for its last output make
 * 3.6 s. At 3.7 s the command is left to post, whatever holds it, and 0.7 s of looking at the runs end at 4.4 s; the
 * rest is for a slow machine. The stops go on beside that, until they end together with the command.
 */
/** Time that the server gets to take a stop before the command itself is ended, ms. */
const stopFirstMs = 800;
/** Time that the command gets to tidy up, ms. */
const commandGraceMs = 2_500;
/** Time from the cut after which a command that has not ended is left alone, ms. */
const commandLeftAloneMs = 3_700;
/** Bounds of the stops, from the cut on, of the last look after it, which may last until `endMs` after the cut, ms. */
const commandCancelTimes = { stopMs: 3_600, lookMs: 700, endMs: 4_400, everyMs: 300 };
/** The same where nobody kills this process soon. */
const commandCutTimes = { stopMs: 6_000, lookMs: 3_000, endMs: 9_000, everyMs: 500 };

;// CONCATENATED MODULE: ./src/process/shown-output.ts


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
    log.info(`│ ${shown}`);
    return shown;
}
/** What the runner undoes in the value of a command, `%25` last. */
function unescapeData(text) {
    return text.replace(/%0D/g, '\r').replace(/%0A/g, '\n').replace(/%25/g, '%');
}

;// CONCATENATED MODULE: ./src/report/conclusion.ts

/** The conclusion of a run that has ended, by itself or stopped by somebody; only a successful run is a success. */
function conclude(status) {
    if ((0,zenml_status/* isSuccess */.oJ)(status))
        return 'success';
    return status === 'stopped' || status === 'cancelled' ? 'stopped' : 'failure';
}

;// CONCATENATED MODULE: ./src/job/command-ending.ts


/**
 * How a command that ended by itself concludes the step: by its own end, its runs' statuses and why those did not
 * succeed, and what else is wrong with them, in sentences; behind them what its output says of the reasons.
 */
function concludeCommand(end, statuses, failures, faults, reasons) {
    const all = [...failures, ...faults];
    if (end.code !== 0)
        all.unshift(`The command ended with ${end.code === null ? `signal ${end.signal}` : `exit code ${end.code}`}.`);
    if (all.length === 0 && statuses.length === 0) {
        all.push("The command started no pipeline run. Let it start one; where its requests can't be observed (python -I, another machine), let it print the run's id.");
    }
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
function reasonsOf(isFine, { last, asked, integrations }) {
    const one = integrations.length === 1;
    return [
        integrations.length === 0
            ? ''
            : `ZenML's integration${one ? '' : 's'} ${integrations.join(', ')} ${one ? 'is' : 'are'} not, or not wholly, installed: set integrations: ${integrations.join(' ')}.`,
        withheldRemedy(asked, { input: 'pass-env', process: 'the command' }, process.platform),
        isFine || last.length === 0 ? '' : `Its last lines: ${last.join(' / ')}`
    ].filter(sentence => sentence !== '');
}

;// CONCATENATED MODULE: ./src/command/observations.ts



/** Where the hook stops, so that more is not its own. */
const observations_maxBytes = 1 << 20;
const observations_maxLines = 10_000;
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
    const buffer = Buffer.alloc(observations_maxBytes + 1);
    let length = 0;
    while (length < buffer.length) {
        const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
        if (bytesRead === 0)
            break;
        length += bytesRead;
    }
    return { bytes: buffer.subarray(0, Math.min(length, observations_maxBytes)), isCut: length > observations_maxBytes };
}
/** The notes in a text, of which only whole lines count; lines that the hook doesn't write say nothing. */
function parseObservations(text) {
    const lines = text
        .split('\n')
        .slice(0, -1)
        .filter(line => line !== '');
    const starts = new Map();
    const observed = { python: false, client: false, isCut: lines.length > observations_maxLines };
    for (const line of lines.slice(0, observations_maxLines)) {
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

;// CONCATENATED MODULE: ./src/command/printed-ids.ts

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const announcements = [
    // "Dashboard URL for Pipeline Run: …/runs/<id>" (0.60 to 0.98), "Dashboard URL: …/pipelines/<id>/runs/<id>/dag" and
    // "…/all-runs/<id>/dag" (0.55).
    `/(?:all-)?runs/(${uuid})`,
    // "Started snapshot run `<id>`." of `zenml pipeline snapshot run` (0.98; a console that wraps may break the line before the id).
    `\\b(?:snapshot|template|pipeline) run \`(${uuid})\``,
    // "Waiting for pipeline run with ID <id> to finish" (synchronous remote orchestrators, 0.98).
    `\\bpipeline run with ID (${uuid})`
].map(source => new RegExp(`${source}(?![0-9a-f-])`, 'gi'));
const anywhere = new RegExp(`(?<![0-9a-f-])(${uuid})(?![0-9a-f-])`, 'gi');
/** Ids of each kind that are kept at most: each may cost a request to the server. */
const maxIds = 200;
/**
 * The ids that a command prints. They are candidates only, since a command can print anything, and only looked at where
 * its requests could not be observed. Read in the sources of zenml 0.55.5 to 0.98.0; seen printed by 0.98.0.
 */
class PrintedIds {
    #announced = new Set();
    #any = new Set();
    /** Reads a line of the command's output. */
    hear(line) {
        // Colours stand inside the address where the client has not been told to leave them out.
        const clean = (0,foreign/* withoutEscapes */.Lx)(line);
        for (const pattern of announcements)
            collect(this.#announced, clean, pattern);
        collect(this.#any, clean, anywhere);
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
function collect(found, line, pattern) {
    for (const [, id = ''] of line.matchAll(pattern))
        if (found.size < maxIds)
            found.add(id.toLowerCase());
}

;// CONCATENATED MODULE: ./src/report/facts.ts
/** What there is to tell about a run as last seen, with its address on a server. */
function runFacts(run, connection) {
    return { id: run.id, name: run.name, status: run.status, url: connection.runUrl(run.id) };
}

;// CONCATENATED MODULE: ./src/trigger/code-origin.ts


/** Judges the code of a snapshot by the commit that the server knows of it, if any. */
function judgeSnapshotCode(commit, event) {
    const unknown = `The snapshot does not say which commit its code is from: it runs the code it was made with, not necessarily ${named(event)}.`;
    return judge(commit, event, { unknown, holder: 'The snapshot holds' });
}
/** Judges the code of this worker by the commit of its clean checkout, if any. */
function judgeWorkerCode(commit, event) {
    const unknown = 'It is not known which commit the code in this worker is from: there is no clean git checkout.';
    return judge(commit, event, { unknown, holder: 'This worker has' });
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

;// CONCATENATED MODULE: ./src/trigger/provenance.ts

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

;// CONCATENATED MODULE: ./src/zenml/entities.ts



/** Key of a run's `extra`, or of its metadata, under which this action writes where the run came from. */
const provenanceKey = 'gate';
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
    // Longer than the server's column, or half a character: then it is no name of ZenML's, and must break nothing here.
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
    const { [provenanceKey]: noted, ...metadata } = objectAt(json, 'metadata', 'run_metadata');
    // Until 0.85.0 a run has these in its body (measured on 0.84.3, 0.85.0 and 0.90.0).
    const related = (name) => (0,text_json.at)(json, 'resources', name) ?? (0,text_json.at)(json, 'body', name);
    return {
        ...readNamed(json),
        status: (0,foreign/* oneLine */.TN)(stringAt(json, 'body', 'status'), 60),
        projectId: (0,text_json/* optionalString */.sx)(json, 'body', 'project_id'),
        isScheduled: related('schedule') != null,
        statusReason: (0,text_json/* optionalString */.sx)(json, 'body', 'status_reason'),
        accountId: (0,text_json/* optionalString */.sx)(related('user'), 'id') ?? (0,text_json/* optionalString */.sx)(json, 'body', 'user_id'),
        stack: optionalNamed(related('stack')),
        pipelineName: (0,text_json/* optionalString */.sx)(related('pipeline'), 'name'),
        snapshotId: (0,text_json/* optionalString */.sx)(json, 'resources', 'snapshot', 'id'),
        sourceSnapshotId: (0,text_json/* optionalString */.sx)(json, 'resources', 'source_snapshot', 'id'),
        originalRunId: (0,text_json/* optionalString */.sx)(json, 'resources', 'original_run', 'id'),
        parentRunId: (0,text_json/* optionalString */.sx)(json, 'resources', 'parent_run', 'id'),
        startedByStepId: (0,text_json/* optionalString */.sx)(json, 'metadata', 'trigger_info', 'step_run_id'),
        createdMs: serverTime((0,text_json/* optionalString */.sx)(json, 'body', 'created')),
        tags: Array.isArray(tags) ? tags.flatMap(tag => (0,text_json/* optionalString */.sx)(tag, 'name') ?? []) : [],
        hasProvenance: [noted, (0,text_json.at)(json, 'metadata', 'config', 'extra', provenanceKey)].some(
        // A copy, as ZenML hands it on with a snapshot, has the name of the run that it was written for.
        each => each !== undefined && (0,text_json.at)(each, 'run_name') === (0,text_json.at)(json, 'name')),
        openQuestionId: (0,text_json/* optionalString */.sx)(json, 'resources', 'active_wait_condition', 'id'),
        failure: readStepFailure(json),
        metadata
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
        updated: (0,text_json/* optionalString */.sx)(json, 'body', 'updated'),
        projectId: (0,text_json/* optionalString */.sx)(json, 'body', 'project_id'),
        runId: (0,text_json/* optionalString */.sx)(json, 'metadata', 'pipeline_run_id')
    };
}
/** Reads why a step (with its details) failed; undefined where the server knows no exception. */
function readStepFailure(json) {
    const info = (0,text_json.at)(json, 'metadata', 'exception_info');
    const traceback = (0,text_json/* optionalString */.sx)(info, 'traceback');
    // An exception without words, and clients before 0.94.6, leave the message out.
    const message = (0,text_json/* optionalString */.sx)(info, 'message') || lastWords(traceback ?? '');
    return message === undefined ? undefined : { message, traceback };
}
/**
 * The last line of a traceback that says something: the exception, or the line of code where a client before 0.94.6 has
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
        status: (0,text_json/* optionalString */.sx)(json, 'body', 'status'),
        runId: (0,text_json/* optionalString */.sx)(json, 'resources', 'run', 'id')
    };
}

;// CONCATENATED MODULE: ./src/installation/index-addresses.ts

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

;// CONCATENATED MODULE: ./src/installation/pip-settings.ts
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
/** What pip's variables (`PIP_…`) alone say; for a Python without pip. */
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

;// CONCATENATED MODULE: ./src/installation/uv-settings.ts

const nothing = { tell: () => ({}) };
const variable = (name, ...older) => ({
    own: [name, ...older],
    tell: value => ({ variables: { [name]: value } })
});
const list = (name, ...older) => ({
    own: [name, ...older],
    tell: value => ({ variables: { [name]: entriesOf(value).join(' ') } })
});
const whole = (name) => ({
    own: [name],
    tell: value => {
        const number = Math.ceil(Number(value));
        return Number.isSafeInteger(number) ? { variables: { [name]: String(number) } } : undefined;
    }
});
const uv_settings_option = (name) => ({ tell: value => switched(value, { args: [name] }) });
const options = (name) => ({
    tell: value => ({ args: value.split(/[\s,]+/).flatMap(entry => (entry === '' ? [] : [name, entry])) })
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
        tell: (value, _, env) => ({
            variables: {
                UV_INDEX: [...entriesOf(env['UV_INDEX'] ?? ''), ...entriesOf(value)].join(' '),
                UV_INDEX_STRATEGY: 'unsafe-best-match'
            }
        })
    },
    'find-links': {
        own: ['UV_FIND_LINKS'],
        tell: (value, isThere) => {
            // pip warns of a folder that isn't there, and uv fails.
            const entries = entriesOf(value).filter(entry => /^[a-z][a-z0-9+.-]+:/i.test(entry) || isThere(entry));
            if (entries.some(entry => entry.includes(',')))
                return undefined;
            return entries.length === 0 ? {} : { variables: { UV_FIND_LINKS: entries.join(',') } };
        }
    },
    'no-index': uv_settings_option('--no-index'),
    'trusted-host': list('UV_INSECURE_HOST'),
    cert: { tell: value => ({ variables: { SSL_CERT_FILE: value } }) },
    'client-cert': { tell: value => ({ variables: { SSL_CLIENT_CERT: value } }) },
    proxy: {
        tell: value => {
            const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY'];
            const set = names.flatMap(name => [name, name.toLowerCase()]).map(name => [name, value]);
            // pip goes to this proxy whatever NO_PROXY says.
            return { variables: { ...Object.fromEntries(set), NO_PROXY: '', no_proxy: '' } };
        }
    },
    timeout: whole('UV_HTTP_TIMEOUT'),
    'default-timeout': whole('UV_HTTP_TIMEOUT'),
    retries: whole('UV_HTTP_RETRIES'),
    pre: { own: ['UV_PRERELEASE'], tell: value => switched(value, { variables: { UV_PRERELEASE: 'allow' } }) },
    constraint: list('UV_CONSTRAINT'),
    'build-constraint': list('UV_BUILD_CONSTRAINT'),
    'no-binary': options('--no-binary'),
    'only-binary': options('--only-binary'),
    'no-deps': uv_settings_option('--no-deps'),
    'require-hashes': uv_settings_option('--require-hashes'),
    'keyring-provider': {
        own: ['UV_KEYRING_PROVIDER'],
        tell: value => {
            if (value === 'subprocess')
                return { variables: { UV_KEYRING_PROVIDER: value } };
            // Without questions (--no-input), auto means none to pip.
            return value === 'auto' || value === 'disabled' ? {} : undefined;
        }
    },
    'use-feature': {
        own: ['UV_SYSTEM_CERTS', 'UV_NATIVE_TLS'],
        tell: value => (entriesOf(value).includes('truststore') ? { variables: { UV_SYSTEM_CERTS: 'true' } } : {})
    }
};
/** Settings that hold paths, in which pip reads a `~` as the home folder (pip's `normalize_path` and `expanduser`). */
const paths = ['find-links', 'cert', 'client-cert', 'constraint', 'build-constraint'];
function withHome(value, env) {
    const home = env['HOME'] || env['USERPROFILE'] || '~';
    return value.replace(/(^|\s)~(?=[\\/]|\s|$)/g, (_, before) => `${before}${home}`);
}
/** What a switch says; undefined for a word that pip refuses, so that it can. */
function switched(value, on) {
    if (isOn(value))
        return on;
    return isOff(value) ? {} : undefined;
}
/** How pip talks, where it keeps things, and what a fresh environment has no need of. */
const irrelevant = [
    ...['break-system-packages', 'cache-dir', 'compile', 'debug', 'disable-pip-version-check', 'exists-action', 'log'],
    ...[
        'no-cache-dir',
        'no-clean',
        'no-color',
        'no-compile',
        'no-input',
        'no-python-version-warning',
        'no-warn-conflicts'
    ],
    ...['no-warn-script-location', 'progress-bar', 'quiet', 'resume-retries', 'root-user-action', 'src', 'upgrade'],
    ...['upgrade-strategy', 'use-pep517', 'verbose']
];
/**
 * What uv has to be told to ask what pip would ask, or the first setting for which it has nothing. What the job sets for
 * uv itself takes the place of the same setting of pip's.
 */
function uvSettings(settings, env, isThere) {
    const variables = {};
    const args = [];
    for (const [name, value] of Object.entries(settings)) {
        const known = Object.hasOwn(translations, name) ? translations[name] : undefined;
        const translation = known ?? (irrelevant.includes(name) ? nothing : undefined);
        const told = translation?.tell(paths.includes(name) ? withHome(value, env) : value, isThere, env);
        if (told === undefined)
            return { unfit: name };
        if (translation?.own?.some(own => (env[own] ?? '') !== ''))
            continue;
        Object.assign(variables, told.variables);
        args.push(...(told.args ?? []));
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

;// CONCATENATED MODULE: ./src/installation/plan.ts







/**
 * The input `zenml-version`: `server` is the version that the server reports, `none` is null, anything else a version itself.
 * Throws {@link InputError} for what is no version (PEP 440), also where the server reports it.
 */
function readZenmlVersion(text, serverVersion) {
    if (text === 'none')
        return null;
    const version = text === 'server' || text === '' ? serverVersion : text;
    if (/^\d+(\.\d+)*([a-z0-9.+-]*)$/.test(version))
        return version;
    throw new errors/* InputError */.dz(`'${(0,foreign/* oneLine */.TN)(version, 60)}' is no version`, {
        where: version === text ? 'zenml-version' : "the server's version",
        remedy: 'Set zenml-version to `server`, `none` or a version such as `0.98.0`.'
    });
}
/** The folder of a virtual environment's programs, and its interpreter. */
function venvPaths(venv, platform) {
    const path = platform === 'win32' ? external_node_path_.win32 : external_node_path_.posix;
    const bin = path.join(venv, platform === 'win32' ? 'Scripts' : 'bin');
    return { bin, python: path.join(bin, platform === 'win32' ? 'python.exe' : 'python') };
}
/**
 * The whole environment of the installation: what reaches the package index, what `install-env` names, and nothing else; no
 * credential of ZenML or GitHub.
 */
function installationEnvironment(runner, platform, installEnv = []) {
    const allowed = [...machineNames, ...indexNames, ...(platform === 'win32' ? windowsNames : []), ...installEnv];
    const picked = pick(runner, allowed, platform);
    // A prefix in `install-env` may cover more than it may have.
    return Object.fromEntries(Object.entries(picked).filter(([name]) => !hasName(neverNames, name, platform)));
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
/** Installs with uv, told what pip is set to; or the setting of pip's for which uv has nothing. */
function uvInstaller(uv, circumstances) {
    const { env, facts, isThere } = circumstances;
    const told = uvSettings(settingsBesideFiles(circumstances), env, isThere);
    if ('unfit' in told)
        return told;
    const alsoInFiles = 'extra-index-url' in facts.options && (env['UV_INDEX_STRATEGY'] ?? '') === '';
    const whole = {
        ...env,
        ...told.variables,
        ...(uv.isBrought || alsoInFiles ? { UV_INDEX_STRATEGY: env['UV_INDEX_STRATEGY'] || 'unsafe-best-match' } : {}),
        // pip knows nothing of uv's own files either.
        ...(uv.isBrought && (env['UV_CONFIG_FILE'] ?? '') === '' ? { UV_NO_CONFIG: 'true', UV_NO_SOURCES: 'true' } : {})
    };
    const noIndex = told.args.filter(arg => arg === '--no-index');
    const step = (args) => ({ file: uv.file, args, env: whole });
    return {
        tool: 'uv',
        env: whole,
        makeVenv: (python, venv) => {
            const common = ['--no-project', '--python', python];
            // With pip in it, as `python -m venv` has it: a `pip` in the user's command would otherwise be the machine's.
            return [step(['venv', '--seed', ...noIndex, ...common, venv]), step(['venv', ...common, venv])];
        },
        install: (python, packages) => step(['pip', 'install', '--python', python, ...told.args, ...packages]),
        sources: uvSources(whole, facts, noIndex.length > 0)
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
/** pip's settings, with the options of requirements files that uv leaves out, and without what these files take the place of. */
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
const publicIndex = 'https://pypi.org/simple';
function uvSources(env, { options }, noIndex) {
    const named = env['UV_DEFAULT_INDEX'] || env['UV_INDEX_URL'] || options['index-url']?.at(-1);
    const extra = [...entriesOf(env['UV_INDEX'] ?? ''), ...entriesOf(env['UV_EXTRA_INDEX_URL'] ?? '')];
    const indexes = [named ?? publicIndex, ...extra, ...(options['extra-index-url'] ?? [])];
    const links = [...(env['UV_FIND_LINKS'] ?? '').split(','), ...(options['find-links'] ?? [])];
    return shownSources(noIndex || 'no-index' in options ? [] : indexes, links);
}
function pipSources(settings, { options }) {
    const inFiles = options['index-url']?.at(-1);
    const set = [
        settings['index-url'] ?? settings['pypi-url'] ?? publicIndex,
        ...entriesOf(settings['extra-index-url'] ?? '')
    ];
    const indexes = [...(inFiles === undefined ? set : [inFiles]), ...(options['extra-index-url'] ?? [])];
    const links = [...entriesOf(settings['find-links'] ?? ''), ...(options['find-links'] ?? [])];
    return shownSources(isOn(settings['no-index'] ?? '') || 'no-index' in options ? [] : indexes, links);
}
function shownSources(indexes, links) {
    return [...new Set([...indexes, ...links].filter(entry => entry !== '').map(shownIndex))];
}

;// CONCATENATED MODULE: ./src/process/find-program.ts



/**
 * The absolute path of the first program of that name on PATH, undefined where there is none. Relative entries of PATH are left out: they
 * would let the checkout choose the program.
 */
function findProgram(name, environment, platform, isProgram = isExecutableFile) {
    const endings = platform === 'win32'
        ? (readVariable(environment, 'PATHEXT', platform) ?? '.EXE').split(';').filter(ending => /^\.exe$/i.test(ending))
        : [''];
    for (const folder of (readVariable(environment, 'PATH', platform) ?? '').split(external_node_path_.delimiter)) {
        if (!(0,external_node_path_.isAbsolute)(folder))
            continue;
        const found = endings.map(ending => (0,external_node_path_.join)(folder, `${name}${ending.toLowerCase()}`)).find(isProgram);
        if (found !== undefined)
            return found;
    }
    return undefined;
}
function isExecutableFile(path) {
    try {
        (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.X_OK);
        return (0,external_node_fs_.statSync)(path).isFile();
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./src/command/checkout.ts




/** Time for asking git: only a note and what is known of the code depend on it, ms. */
const limitMs = 20_000;
/** The checkout in a folder, undefined where git knows none, or where it differs from its commit. */
function cleanCheckout(folder, runner, signal, clock) {
    return askGit(folder, runner, signal, clock, async (git) => {
        const commit = await git('rev-parse', '--verify', 'HEAD');
        // Whatever a configuration of git hides.
        const changes = await git('status', '--porcelain', '--untracked-files=normal', '--ignore-submodules=none');
        if (!isObjectId(commit) || changes !== '')
            return undefined;
        return { commit, tree: await treeBy(git, commit) };
    });
}
/** The id of a commit's tree, undefined where the repository around a folder has no such commit. */
function treeOf(folder, commit, runner, signal, clock) {
    return askGit(folder, runner, signal, clock, git => treeBy(git, commit));
}
async function treeBy(git, commit) {
    const tree = await git('rev-parse', '--verify', `${commit}^{tree}`);
    return isObjectId(tree) ? tree : undefined;
}
function isObjectId(text) {
    return text !== undefined && /^[0-9a-f]{40,64}$/.test(text);
}
async function askGit(folder, runner, signal, clock, question) {
    // Not by its name alone: with a relative entry in PATH that would be the checkout's own.
    const file = findProgram('git', runner, process.platform);
    if (file === undefined)
        return undefined;
    const ask = async (limit, args) => {
        const lines = [];
        const onLine = (stream, line) => {
            if (stream === 'stdout')
                lines.push(line);
        };
        const env = installationEnvironment(runner, process.platform);
        const request = { file, args, cwd: folder, env, onLine, signal: limit, clock, graceMs: 500, lingerMs: 300 };
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

;// CONCATENATED MODULE: ./src/job/proven-code.ts


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
/** Judges this worker's code by its clean checkout, if there is one. */
function checkoutCode({ invocation }, checkout) {
    const { note, proven: commit } = judgeWorkerCode(checkout?.commit, invocation);
    return { note, proven: commit === undefined ? undefined : { commit, tree: checkout?.tree } };
}

;// CONCATENATED MODULE: ./src/job/start-search.ts
/** Runs of one command at most that are judged: each costs some requests. */
const maxRuns = 1_000;
/** Whether a run is the account's own and was made since the baseline. */
function isNew({ accountId, createdMs, id }, baseline) {
    const isLater = createdMs !== undefined && createdMs >= baseline.sinceMs;
    return accountId === baseline.accountId && isLater && !baseline.earlierIds.includes(id);
}
/**
 * The run that an unanswered start made, if the server shows one; of starts without a name of their own the only run
 * that fits, that is not among those `known`, and that no schedule and no other step started. Throws `ServerError`.
 */
async function searchRun(client, { name, sourceId }, baseline, known, patience) {
    const { accountId, projectId, sinceMs } = baseline;
    if (name !== undefined) {
        // Names are unique in a project.
        const run = await client.runNamed(projectId, name, patience);
        return run !== undefined && isNew(run, baseline) ? run : undefined;
    }
    if (sourceId === undefined)
        return undefined;
    const runs = await client.runsOfAccount(projectId, accountId, sinceMs, patience);
    const fitting = runs.filter(run => [run.sourceSnapshotId, run.originalRunId].includes(sourceId) &&
        isNew(run, baseline) &&
        !run.isScheduled &&
        !run.hasProvenance &&
        !known.includes(run.id));
    return fitting.length === 1 ? fitting[0] : undefined;
}
/** A start in words, for a person who has to look for its run. */
function describeStart({ name, sourceId }) {
    if (name !== undefined)
        return `the run ${name}`;
    return sourceId === undefined ? 'a run' : `a run from ${sourceId}`;
}

;// CONCATENATED MODULE: ./src/job/command-runs.ts













/** How far the clocks of a server's replicas, which date its runs, may lie apart, ms. */
const skewMs = 60_000;
/** Runs that were there before the command and are told from its own: more than an account starts in that time. */
const newestRuns = 20;
/** Time between two readings of what was observed, ms. */
const readEveryMs = 250;
/**
 * The runs that a command starts. What was observed of its requests are only candidates: a run counts if the server says
 * that this account made it since the command began.
 */
class CommandRuns {
    #job;
    #checkout;
    #printed = new PrintedIds();
    #lookups = new Map();
    #own = [];
    #childIds = [];
    #codeNotes = new Set();
    #background = [];
    #observed = { python: false, client: false, starts: [], isCut: false };
    #queue = Promise.resolve();
    #unanswered = 0;
    #command;
    constructor(job, checkout, command) {
        this.#job = job;
        this.#checkout = checkout;
        this.#command = command;
        job.state.save({ settled: job.inputs.leaveRunning, command });
    }
    /** Notes which runs of the account there are already; to be called right before the command starts. */
    static async begin(job, checkout, notesFile) {
        const { account, client, project } = job.connection;
        const newest = await client.newestRunsOf(project.id, account.id, newestRuns);
        // Of a full page the last one is the oldest that is known to have been there.
        const knownMs = newest.length < newestRuns ? 0 : (newest.at(-1)?.createdMs ?? 0);
        const sinceMs = Math.max(knownMs, (newest[0]?.createdMs ?? 0) - skewMs, 0);
        const earlierIds = newest.filter(({ createdMs = 0 }) => createdMs >= sinceMs).map(({ id }) => id);
        const baseline = { projectId: project.id, accountId: account.id, sinceMs, earlierIds };
        return new CommandRuns(job, checkout, { ...baseline, notesFile, printedIds: [] });
    }
    /** The runs that are known to be this command's. */
    get own() {
        return this.#own;
    }
    /** Ids of the runs that are known, those that its runs' steps started too. */
    get knownIds() {
        return [...this.#own.map(({ id }) => id), ...this.#childIds];
    }
    /** What tells the command's runs from earlier ones, and where its requests are noted. */
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
        this.#job.report.tell({ isInDoubt: true });
        this.#saveCommand({ group });
    }
    /** Takes in a line of the command's output, in which a run may be named. */
    hear(line) {
        const before = this.#printed.announced.length;
        this.#printed.hear(line);
        if (this.#printed.announced.length > before)
            this.#saveCommand({ printedIds: this.#printed.announced });
    }
    /** Takes up what is observed until the signal aborts; `onRun` hears of each own run, with its fault where it is not where it should be. */
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
        this.#takeAll(startedIds(this.#observed).slice(0, maxRuns), false, onRun);
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
            void this.take(id, wasPrinted).then(verdict => verdict.kind === 'own' && onRun(this.#misplaced(verdict.run)), 
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
     * Waits for every answer; throws where the server could not be asked, or a run is not where it should be, and the
     * signal's reason as soon as it aborts.
     */
    async settle(signal) {
        for (const lookup of this.#lookups.values()) {
            const verdict = await (0,world_clock/* untilAborted */.Eu)(lookup, signal);
            const fault = verdict.kind === 'own' ? this.#misplaced(verdict.run) : undefined;
            if (fault !== undefined)
                throw fault;
        }
        await (0,world_clock/* untilAborted */.Eu)(Promise.all(this.#background), signal);
    }
    /** Runs on the environment's stack that the account made since the command began, and that bear no other step's provenance. */
    async unclaimed(patience) {
        const { account, client, project, stack } = this.#job.connection;
        const runs = await client.runsOfAccount(project.id, account.id, this.#command.sinceMs, patience);
        return runs.filter(run => isNew(run, this.#command) && run.stack?.id === stack.id && !run.isScheduled && !run.hasProvenance);
    }
    /** Replaces what is known of an own run, and tells it. */
    update(run) {
        const index = this.#own.findIndex(({ id }) => id === run.id);
        if (index < 0)
            this.#own.push(run);
        else
            this.#own[index] = run;
        const runs = this.#own.map(one => runFacts(one, this.#job.connection));
        this.#job.report.tell({ runs, ...(this.#own[0]?.id === run.id ? { metadata: run.metadata } : {}) });
    }
    async #look(id, wasPrinted) {
        const { connection, until, world } = this.#job;
        // As patient as following: the run may be there, whatever a gateway says at the moment. What was only printed may be
        // the id of anything, which is not worth a wait.
        const patience = {
            attempts: Number.POSITIVE_INFINITY,
            until,
            ...(wasPrinted ? {} : { refusalsPassForMs: refusalsPassMs })
        };
        const wasThere = this.#command.earlierIds.includes(id);
        const run = wasThere ? undefined : await connection.client.findRun(id, patience);
        // What is only printed may be anybody's: another step's, or one of another project, whose earlier runs are not known.
        const isForeign = wasPrinted && (run?.hasProvenance === true || run?.projectId !== connection.project.id);
        const isOwn = run !== undefined && isNew(run, this.#command) && !isForeign;
        const isChild = isOwn && (await this.#isChild(run, patience));
        this.#unanswered--;
        if (!isOwn) {
            const isUnknown = run === undefined && !wasThere;
            const why = isUnknown ? 'the server does not know such a run' : 'this command did not start it';
            world.log.info(`The command names the run ${id}, which does not count: ${why}.`);
            return { kind: 'none' };
        }
        if (!isChild)
            return this.#adopt(run);
        this.#childIds.push(id);
        const url = connection.runUrl(id);
        world.log.info(`A step of the command's run started the run ${(0,foreign/* oneLine */.TN)(run.name, 200)}, which is not judged: ${url}`);
        this.#job.report.tell({ children: this.#childIds.map(child => ({ id: child, url: connection.runUrl(child) })) });
        return { kind: 'child', run };
    }
    /** Whether a run was started by a step of the command's own, or is a part of one (dynamic pipelines). */
    async #isChild({ parentRunId, startedByStepId }, patience) {
        const { client } = this.#job.connection;
        const starter = startedByStepId === undefined ? parentRunId : await client.runOfStep(startedByStepId, patience);
        return starter !== undefined && this.knownIds.includes(starter);
    }
    #adopt(run) {
        const { connection, report, state, world } = this.#job;
        const url = connection.runUrl(run.id);
        state.save({ runIds: [...state.current.runIds, run.id], runUrl: state.current.runUrl ?? url });
        report.tell({ triggered: true, ...(run.pipelineName === undefined ? {} : { pipeline: run.pipelineName }) });
        this.update(run);
        world.log.info(`Run ${(0,foreign/* oneLine */.TN)(run.name, 255)} on stack ${(0,foreign/* oneLine */.TN)(run.stack?.name ?? 'unknown', 80)}: ${url}`);
        this.#background.push(this.#describe(run).catch((error) => world.log.warning(`Where the run came from could not be written to it: ${(0,errors/* explain */.WE)(error)}`)));
        return { kind: 'own', run };
    }
    /** Says what code the run has, and writes where it came from to the run; for display alone, since any account can change that. */
    async #describe(run) {
        const { connection, environment, inputs, invocation, report } = this.#job;
        const { client, project } = connection;
        const code = await this.#codeOf(run);
        if (!this.#codeNotes.has(code.note))
            this.#job.world.log.info(code.note);
        this.#codeNotes.add(code.note);
        report.tell({ codeNote: [...this.#codeNotes].join(' ') });
        if (this.#misplaced(run) !== undefined)
            return;
        await client.noteMetadata(project.id, run.id, provenanceKey, provenanceOf(invocation, { runName: run.name, environment: environment.name, code: code.proven }));
        await client.tagRun(run.id, [...inputs.tags, ...provenanceTags(invocation, environment.name)]);
    }
    /** The checkout's code is a run's only where the server didn't start the run itself; else it has a snapshot's. */
    async #codeOf({ id, name, originalRunId, snapshotId, sourceSnapshotId }) {
        const start = this.#observed.starts.find(each => each.runId === id || each.name === name);
        const isClients = [originalRunId, sourceSnapshotId].every(each => each === undefined);
        if (isClients && start === undefined)
            return { note: unseenCode.note, proven: undefined };
        if (isClients && start?.kind === 'run')
            return this.#checkout;
        // Of a snapshot without a name, or a replay, the run's own snapshot alone has the code reference (source of 0.98.0).
        const holder = sourceSnapshotId ?? snapshotId;
        const snapshot = holder === undefined ? undefined : await this.#job.connection.client.snapshot(holder);
        return snapshotCode(this.#job, { codeCommit: snapshot?.codeCommit });
    }
    #saveCommand(change) {
        this.#command = { ...this.#command, ...change };
        this.#job.state.save({ command: this.#command });
    }
    #misplaced(run) {
        const { project, stack } = this.#job.connection;
        const name = (0,foreign/* oneLine */.TN)(run.name, 200);
        if (run.projectId !== project.id) {
            return new errors/* ActionError */.lZ(`The run ${name} is in another project, not in ${(0,foreign/* oneLine */.TN)(project.name, 80)}`, {
                where: 'command',
                remedy: 'Let the command use the active project: remove what sets another one.'
            });
        }
        if (run.stack?.id === stack.id)
            return undefined;
        const there = (0,foreign/* oneLine */.TN)(run.stack?.name ?? 'unknown', 80);
        return new errors/* ActionError */.lZ(`The run ${name} is on stack ${there}, not on ${(0,foreign/* oneLine */.TN)(stack.name, 80)}`, {
            where: 'command',
            remedy: 'Let the command use the active stack: remove what sets another one (`zenml stack set`, --stack).'
        });
    }
    /** Whether everything that the command started is known to have ended. */
    get isAllEnded() {
        // A Python without a client may have started one with a PYTHONPATH of its own.
        const isSeen = !this.wasStarted || this.#observed.client;
        return isSeen && this.#unanswered === 0 && this.#own.every(({ status }) => (0,zenml_status/* isFinished */.$g)(status));
    }
}

;// CONCATENATED MODULE: ./src/job/command-settling.ts





/** Time between two looks at runs that nobody claims: another step has written its provenance by then, ms. */
const secondLookMs = 2_000;
/** How long to look for the run of a request to which the command heard no answer, ms. */
const searchMs = 10_000;
const searchEveryMs = 1_000;
/**
 * Finds out which runs a command that has ended started. Throws `ServerError` where the server can't be asked,
 * `ActionError` where a run is not where it should be, and the signal's reason.
 */
async function settleRuns(job, runs, signal) {
    const unanswered = await runs.read();
    await runs.settle(signal);
    const faults = await settleUnanswered(job, runs, unanswered, signal);
    const mayStart = faults.length > 0;
    job.report.tell({ isInDoubt: mayStart || !runs.observed.python });
    // What is observed is the whole truth; only what could not be observed is read from the output, or guessed.
    if (runs.observed.starts.length === 0) {
        runs.takePrinted();
        await runs.settle(signal);
        if (runs.own.length === 0 && !runs.observed.python)
            faults.push(...(await takeOnlyNewRun(job, runs, signal)));
    }
    if (runs.observed.isCut || startedIds(runs.observed).length > maxRuns)
        faults.push(`The command started more than ${maxRuns} runs, which are not all judged.`);
    return { faults, mayStart };
}
async function settleUnanswered({ connection, until, world }, runs, unanswered, signal) {
    const { clock } = world;
    const end = Math.min(until, clock.elapsed() + searchMs);
    const patience = { attempts: Number.POSITIVE_INFINITY, until: end, signal, refusalsPassForMs: refusalsPassMs };
    const claimed = new Set();
    // Two starts from one snapshot have no names to be told apart by: a run is that of one of them.
    const look = async (start) => {
        const run = await searchRun(connection.client, start, runs.command, [...runs.knownIds, ...claimed], patience);
        if (run === undefined || claimed.has(run.id))
            return undefined;
        claimed.add(run.id);
        return run;
    };
    const found = await Promise.all(unanswered.map(start => (0,world_clock/* lookUntil */.c)(clock, { until: end, everyMs: searchEveryMs, signal }, () => look(start))));
    for (const run of found)
        if (run !== undefined)
            await runs.take(run.id);
    await runs.settle(signal);
    return unanswered
        .filter(({ wasRepeated }, index) => found[index] === undefined && wasRepeated !== true)
        .map(start => `The command asked the server to start ${(0,foreign/* oneLine */.TN)(describeStart(start), 300)}, heard no answer, and the server shows no such run.`);
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
        await runs.take(only.id);
        await runs.settle(signal);
        return [];
    }
    return [
        `The command's requests could not be observed, and the account started several runs meanwhile, so it can't be told which is the command's: let it print its run's id. ${[only, ...others].map(run => command_settling_seen(run, connection.runUrl(run.id))).join(' ')}`
    ];
}
function command_settling_seen({ name, status }, url) {
    return `${(0,foreign/* oneLine */.TN)(name, 200)} (${(0,foreign/* oneLine */.TN)(status, 60)}): ${url}`;
}

;// CONCATENATED MODULE: ./src/follow/stop.ts





/** How long a run that is being stopped gets to end by itself before its question to a person is aborted, ms. */
const questionGraceMs = 2_000;
/**
 * Asks the server to stop a run until the run itself says that it is being stopped, or has ended: a gateway may have
 * given the answer, and servers up to 0.90 answer 501 for orchestrators that can't stop, while later ones answer 501
 * and stop anyway (sources; 0.98.0 measured: the run is `stopping` at once). Never throws and may be called twice. The
 * server answers 403 until the run has reached its orchestrator.
 */
async function stopRun(client, runId, limits) {
    let said = '';
    const stopped = await lookUntilSettled(client, runId, limits, async (look) => {
        const answer = await client.stopRun(runId, look.patience);
        said = wordsOf(answer);
        // Whoever refuses the stop for another reason knows the run.
        const run = await look.run(isGone(answer));
        if (run === undefined || (0,zenml_status/* isFinished */.$g)(run.status))
            return { kind: 'ended', run };
        return (0,zenml_status/* isStopping */.vH)(run.status) ? { kind: 'stopping', run } : undefined;
    });
    if (stopped.kind === 'pending')
        tellPending(client, stopped.trouble ?? said);
    return stopped;
}
/**
 * Waits until a run that is being stopped has ended. One that waits for a person stays `stopping` for good after a stop
 * (measured on 0.98.0), so that its question is aborted, which ends it. Never throws; `stopping` where the time is over.
 */
async function awaitStopped(client, run, limits) {
    const { clock, log } = client.access;
    const beganMs = clock.elapsed();
    let last = run;
    const stopped = await lookUntilSettled(client, run.id, limits, async (look) => {
        const seen = await look.run();
        if (seen === undefined || (0,zenml_status/* isFinished */.$g)(seen.status))
            return { kind: 'ended', run: seen };
        last = seen;
        const questionId = (0,zenml_status/* isStopping */.vH)(seen.status) ? seen.openQuestionId : undefined;
        if (questionId === undefined || clock.elapsed() - beganMs < questionGraceMs)
            return undefined;
        log.info('The run that is being stopped waits for a person; its question is aborted.');
        await client.abortQuestion(questionId, look.patience);
        const after = await look.run();
        return after === undefined || (0,zenml_status/* isFinished */.$g)(after.status) ? { kind: 'ended', run: after } : undefined;
    });
    if (stopped.kind === 'ended')
        return stopped;
    return (0,zenml_status/* isStopping */.vH)(last.status) ? { kind: 'stopping', run: last } : { kind: 'pending' };
}
/** Stops a run, and sees it to its end within the limits: {@link stopRun} and {@link awaitStopped}. Never throws. */
async function endRun(client, runId, limits) {
    const { clock } = client.access;
    const until = clock.elapsed() + limits.forMs;
    const stopped = await stopRun(client, runId, limits);
    if (stopped.kind !== 'stopping')
        return stopped;
    return awaitStopped(client, stopped.run, { ...limits, forMs: Math.max(0, until - clock.elapsed()) });
}
/** Looks again and again until a look comes to something or the time is over; each is one attempt, whatever goes wrong. */
async function lookUntilSettled(client, runId, { everyMs, forMs, signal }, once) {
    const { clock } = client.access;
    const until = clock.elapsed() + forMs;
    const patience = { attempts: 1, until, ...(signal === undefined ? {} : { signal }) };
    const look = { patience, run: reader(client, runId, patience) };
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
function reader(client, runId, patience) {
    const { clock } = client.access;
    let goneMs;
    return async (mayBeGone = true) => {
        const run = await client.findRun(runId, patience);
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
function tellPending({ access }, said) {
    access.log.info(`The run could not be stopped yet${said === '' ? '' : `: ${(0,foreign/* oneLine */.TN)(said, 600)}`}`);
}

;// CONCATENATED MODULE: ./src/job/command-stop.ts







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
    /** What the command comes to; throws {@link ActionError} where it goes on although it was killed. */
    waitFor(command) {
        return (0,world_clock/* untilAborted */.Eu)(command, this.#leftAlone.signal);
    }
    /** To be called when the command itself has ended, and only its runs go on. */
    commandEnded() {
        this.#hasEnded = true;
    }
    /** Once it has begun, tells the server to stop the runs that have become known. */
    stopRuns() {
        if (this.#beganMs === undefined || this.#job.inputs.leaveRunning)
            return;
        for (const { id, status } of this.#runs.own)
            if (!this.#stops.has(id) && !(0,zenml_status/* isFinished */.$g)(status))
                this.#stops.set(id, this.#stop(id, this.#beganMs));
    }
    /** Sees the stops to their end, and says what became of the runs; settles the state where nothing is left to be done. */
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
        return (0,world_clock/* within */.ux)(this.#clock, forMs, world.cancel.aborted ? undefined : world.cancel, signal => stopRun(connection.client, id, { forMs, everyMs, signal }));
    }
    /** Looks at a run until it has ended, or there is no more time; what can't be read stays as it was. */
    async #look(id) {
        const { everyMs } = this.#times;
        await this.#inTime((until, signal) => (0,world_clock/* lookUntil */.c)(this.#clock, { until, everyMs, signal }, async () => {
            const run = await this.#job.connection.client.run(id, { attempts: 1, until, signal });
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
            return Promise.all(missing.map(start => searchRun(connection.client, start, this.#runs.command, this.#runs.knownIds, patience)));
        });
        for (const run of found ?? [])
            if (run !== undefined)
                void this.#runs.take(run.id).then(() => this.stopRuns(), () => undefined);
        return missing.filter((_, index) => found?.[index] === undefined).map(describeStart);
    }
    /** What the work comes to within the time of the last look; undefined where it fails or takes longer. */
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

;// CONCATENATED MODULE: ./src/job/job.ts


/** The reason with which the step's timeout (ms) ends a command. */
class TimeUp extends errors/* ActionError */.lZ {
    constructor(timeoutMs) {
        super(`The command and its runs did not end within ${(0,world_clock/* formatDuration */.a3)(timeoutMs)}`, { where: 'timeout' });
    }
}

;// CONCATENATED MODULE: ./src/job/run-ending.ts


/** How a run ended, and why where it did not succeed; a success is told here. One of many is told by its name. */
function runEnding({ connection, world }, outcome, isOneOfMany = false) {
    const { failures, run } = outcome;
    const conclusion = conclude(run.status);
    const stack = `${(0,foreign/* oneLine */.TN)(connection.stack.name, 80)}${isOneOfMany ? ` (${(0,foreign/* oneLine */.TN)(run.name, 200)})` : ''}`;
    const url = connection.runUrl(run.id);
    if (conclusion === 'success') {
        world.log.info(`The run succeeded on stack ${stack}: ${url}`);
        return { conclusion };
    }
    const cause = causeOf(run, failures);
    return { conclusion, error: `The run on stack ${stack} ended as ${(0,foreign/* oneLine */.TN)(run.status, 60)}${cause}. ${url}` };
}
/** Why a run did not succeed, as far as the server knows: a step's exception, the run's own, or its status reason. */
function causeOf(run, [first]) {
    if (first !== undefined) {
        const exception = first.failure === undefined ? '' : `: ${exceptionOf(first.failure)}`;
        return `: step ${(0,foreign/* oneLine */.TN)(first.step.name, 120)} ${(0,foreign/* oneLine */.TN)(first.step.status, 40)}${exception}`;
    }
    if (run.failure !== undefined)
        return `: ${exceptionOf(run.failure)}`;
    return run.statusReason === undefined ? '' : `: ${sentence(run.statusReason)}`;
}
/** An exception as Python prints it, `ValueError: no data`: the server's message has no type, its traceback has. */
function exceptionOf({ message, traceback = '' }) {
    const at = traceback.lastIndexOf(`: ${message}`);
    const type = at < 0 ? undefined : /(?:^|\n)([A-Za-z_][\w.]*)$/.exec(traceback.slice(Math.max(0, at - 200), at))?.[1];
    return sentence(type === undefined ? message : `${type}: ${message}`);
}
/** Without the end that the sentence around it has. */
function sentence(text) {
    return (0,foreign/* oneLine */.TN)(text, 300).replace(/\.$/, '');
}

;// CONCATENATED MODULE: ./src/job/command.ts



















/** Runs the command to its end, and follows the runs that it started to theirs. */
async function runInWorker(job, prepared, timeUp) {
    const { connection, inputs, report, world } = job;
    const { log } = world;
    const { zenmlVersion } = prepared.installation;
    if (zenmlVersion !== null && zenmlVersion !== connection.info.version) {
        log.warning(`The command's ZenML is ${(0,foreign/* oneLine */.TN)(zenmlVersion, 40)}, the server's is ${(0,foreign/* oneLine */.TN)(connection.info.version, 40)}; set zenml-version to 'server'.`);
    }
    const code = checkoutCode(job, prepared.checkout);
    if (inputs.dryRun) {
        const command = prepared.words.join(' ');
        report.tell({ codeNote: code.note });
        log.info(`Dry run: would run ${(0,foreign/* oneLine */.TN)(command, 500)} on stack ${connection.stack.name}.`);
        report.tell({ dryRun: true, plan: `${command} on stack ${connection.stack.name}` });
        return { conclusion: 'skipped' };
    }
    const token = await shortToken(connection.client, inputs.timeoutMs + tokenMarginMs);
    const reach = await clientConnection(job, prepared.temporary);
    const observer = await placeObserver(prepared.temporary);
    const runs = await CommandRuns.begin(job, code, observer.notesFile);
    const request = {
        command: prepared.words,
        workingDirectory: prepared.folder,
        installation: prepared.installation,
        connection: { ...reach, credential: { kind: 'token', token } },
        observer,
        passEnv: prepared.passEnv,
        runner: world.env,
        platform: process.platform,
        redact: log.redact,
        graceMs: commandGraceMs,
        clock: world.clock
    };
    return perform(job, runs, request, AbortSignal.any([world.cancel, timeUp]));
}
/** Runs the command and sees to its runs, until all have ended or `interrupted` aborts. */
async function perform(job, runs, request, interrupted) {
    const { inputs, state, world } = job;
    const fault = new AbortController();
    const over = AbortSignal.any([interrupted, fault.signal]);
    const stop = new CommandStop(job, runs, over);
    const ended = new AbortController();
    const given = commandEnvironment(request.runner, { ...request, python: request.installation });
    const output = new CommandOutput(withheldNames(request.runner, [...Object.keys(given), ...ownNames], request.platform));
    try {
        over.throwIfAborted();
        const watching = runs.watch(ended.signal, error => (error === undefined ? stop.stopRuns() : fault.abort(error)));
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
        const { faults, mayStart } = await settleRuns(job, runs, over);
        const { failures, statuses } = await followAll(job, runs, output);
        state.save({ settled: inputs.leaveRunning || !mayStart });
        return concludeCommand(end, statuses, failures, faults, output);
    }
    catch (error) {
        const cause = over.aborted ? over.reason : error;
        const left = await stop.finish();
        if (world.cancel.aborted)
            return { conclusion: 'cancelled', error: `The job was cancelled. ${left}`.trim() };
        const isSame = error === cause || (error instanceof TimeUp && cause instanceof TimeUp);
        const told = [(0,errors/* explain */.WE)(cause), ...(isSame ? [] : [(0,errors/* explain */.WE)(error)]), left].join(' ').trim();
        return { conclusion: cause instanceof TimeUp ? 'timed-out' : 'failure', error: told };
    }
}
/** Follows every run of the command to its end; throws {@link TimeUp} at the deadline, and the reason of a cancel. */
async function followAll(job, runs, output) {
    const { connection, inputs, report, until, world } = job;
    const failures = [];
    for (const run of runs.own) {
        const followed = await follow(connection, run, { signal: world.cancel, until });
        runs.update(followed.run);
        report.tell({
            steps: [...(report.facts.steps ?? []), ...followed.steps],
            stepCount: (report.facts.stepCount ?? 0) + followed.stepCount,
            failures: [...(report.facts.failures ?? []), ...followed.failures]
        });
        for (const { failure } of followed.failures) {
            const said = world.log.redact(failure?.traceback ?? failure?.message ?? '');
            for (const line of said.split('\n'))
                output.hear(line, 'step');
        }
        world.cancel.throwIfAborted();
        if (followed.end === 'deadline')
            throw new TimeUp(inputs.timeoutMs);
        const { error } = runEnding(job, followed, runs.own.length > 1);
        if (error !== undefined)
            failures.push(error);
    }
    return { statuses: runs.own.map(({ status }) => status), failures };
}

;// CONCATENATED MODULE: ./src/command/command-line.ts

const noShell = "There is no shell here: write `bash -c '…'`, or put the commands into a script of the repository.";
const noExpansion = "There is no shell here that would replace it: read the variable in the program itself, or write `bash -c '…'`, or quote it with '…' to pass it as it stands.";
/** What a `$` begins in a shell: a name, a number, a special parameter, `${…}`, `$(…)`, and in bash also `$'…'`. */
const expansion = /^\$(?:[A-Za-z0-9_@*#?$!({-]|['"])/;
/** Inside double quotes `$'` and `$"` are nothing special. */
const quotedExpansion = /^\$[A-Za-z0-9_@*#?$!({-]/;
const assignment = /^([A-Za-z_][A-Za-z0-9_]*)\+?=/;
/**
 * The program and its arguments, split as a POSIX shell (XCU 2.2) splits words: blanks, `'…'`, `"…"`, backslash, and backslash at the
 * end of a line. No shell runs them, so wildcards (`*`, `?`, `[…]`, `{a,b}`) reach the program as they stand.
 * Throws {@link InputError} for whatever would need a shell (`| & ; < > ( )`, backtick, `$…`, `~`, `#`, `NAME=value` in front, a second line),
 * for a quote that isn't closed and for an empty command; `where` names the input.
 */
function splitCommand(text, where = 'command') {
    const words = [];
    let word;
    let lineEnded = false;
    let at = 0;
    const fail = (message, remedy) => {
        throw new errors/* InputError */.dz(`${message} (character ${at + 1})`, { where, remedy });
    };
    const add = (part) => {
        if (lineEnded)
            fail('a second line would be a second command', `${noShell} A \\ at the end of a line continues it.`);
        word = (word ?? '') + part;
    };
    if (text.includes('\0'))
        throw new errors/* InputError */.dz('a NUL character can be in no command', { where });
    while (at < text.length) {
        const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
        const rest = text.slice(at, at + 2);
        let length = character.length;
        if (/^[ \t\r\n]$/.test(character)) {
            if (word !== undefined)
                words.push(word);
            word = undefined;
            lineEnded ||= character === '\n' && words.length > 0;
        }
        else if (character === "'") {
            const end = text.indexOf("'", at + 1);
            if (end < 0)
                fail("a ' is not closed", "Close the quote, or write \\' for the character itself.");
            add(text.slice(at + 1, end));
            length = end + 1 - at;
        }
        else if (character === '"') {
            const quoted = doubleQuoted(text, at, fail);
            add(quoted.value);
            length = quoted.length;
        }
        else if (character === '\\') {
            const broken = /^\\\r?\n/.exec(text.slice(at, at + 3));
            if (broken !== null)
                length = broken[0].length;
            else if (at + 1 === text.length)
                fail('nothing follows the last \\', 'Remove it, or write \\\\ for the character itself.');
            else {
                const escaped = String.fromCodePoint(text.codePointAt(at + 1) ?? 0);
                add(escaped);
                length = 1 + escaped.length;
            }
        }
        else if (/^[|&;<>()`]$/.test(character))
            fail(`${character} is an operator of a shell`, noShell);
        else if (expansion.test(rest))
            fail(`${rest} would be an expansion of a shell`, noExpansion);
        else if (character === '#' && word === undefined)
            fail('# would begin a comment in a shell', "Remove the comment, or quote it: '#'.");
        else if (character === '~' && word === undefined)
            fail('~ would be the home folder in a shell', noExpansion);
        else {
            const name = words.length === 0 && word === undefined ? assignment.exec(text.slice(at, at + 200))?.[1] : undefined;
            if (name !== undefined)
                fail(`${name}=… would set a variable in a shell`, 'Set it with `env:` of the step and name it in `pass-env`, or write `env NAME=value …`.');
            add(character);
        }
        at += length;
    }
    if (word !== undefined)
        words.push(word);
    if (words.length === 0 || words[0] === '')
        throw new errors/* InputError */.dz('the command is empty', { where, remedy: 'Name a program, for example `python run.py`.' });
    return words;
}
/** The value of the double-quoted text that begins at `start`, and how many characters of the source it took. */
function doubleQuoted(text, start, fail) {
    let value = '';
    for (let at = start + 1; at < text.length; at++) {
        const character = text[at] ?? '';
        const next = text[at + 1] ?? '';
        if (character === '"')
            return { value, length: at + 1 - start };
        if (character === '`')
            fail('` would run a command in a shell', noShell);
        if (quotedExpansion.test(character + next))
            fail(`${character}${next} would be an expansion of a shell`, noExpansion);
        if (character === '\\' && /^[$`"\\\n]$/.test(next)) {
            value += next === '\n' ? '' : next;
            at++;
        }
        else
            value += character;
    }
    return fail('a " is not closed', 'Close the quote, or write \\" for the character itself.');
}

;// CONCATENATED MODULE: ./src/installation/failure.ts



/** Lines of an installer's output that an error quotes at most. */
const maxErrorLines = 12;
/** The error of an installer that ended by itself, and not well. */
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
        ? `zenml==${zenmlVersion} is installed together with the requirements. Where these pin another zenml, change the pin, or set zenml-version: none to let the requirements decide.`
        : '';
    const remedies = [...withheldRemedies(failure, text), pin, 'The whole output is in the log above.'];
    return new InstallerError(`the packages could not be installed: ${failure_lastWords(lines)}`, {
        where: 'requirements',
        remedy: remedies.filter(remedy => remedy !== '').join(' ')
    });
}
/** The last lines of an output as one, for an error. */
function failure_lastWords(lines) {
    const said = lines.map(line => (0,foreign/* oneLine */.TN)(line, 300)).filter(line => line !== '');
    return said.slice(-maxErrorLines).join(' / ');
}
function withheldRemedies({ lines, runner, env, variables, platform }, text) {
    const withheld = withheldNames(runner, Object.keys(env), platform);
    const asked = new AskedVariables(withheld);
    for (const line of lines)
        asked.hear(line);
    const suspects = symptoms.flatMap(([symptom, names]) => symptom.test(text) ? withheld.filter(name => names.test(name)) : []);
    const unfilled = variables.filter(name => (env[name] ?? '') === '');
    const unset = unfilled.filter(name => (runner[name] ?? '') === '');
    const wanted = new Set([...unfilled.filter(name => !unset.includes(name)), ...suspects, ...asked.found]);
    return [
        withheldRemedy([...wanted], { input: 'install-env', process: 'the installation' }, platform),
        unset.length === 0
            ? ''
            : `The requirements use ${unset.map(name => `\${${name}}`).join(', ')}, which this job doesn't set: set it in \`env:\` of the step, and name it in install-env.`
    ];
}

;// CONCATENATED MODULE: ./src/installation/requirement-files.ts


/** Files that are read at most, and of each at most so many bytes. */
const maxFiles = 200;
const requirement_files_maxBytes = 4 * 1024 * 1024;
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
        const text = await textOf(path);
        texts.push(text);
        for (const [, name = ''] of text.matchAll(/\$\{([A-Z0-9_]+)\}/g))
            variables.add(name);
        let hasHash = false;
        for (const line of requirement_files_linesOf(text)) {
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
/** The lines of a requirements file as pip reads them: continued ones joined, comments and blanks dropped. */
function requirement_files_linesOf(text) {
    const joined = text.replace(/\\(?:\r\n|\n|\r)/g, ' ');
    return joined.split(/\r\n|\n|\r/).flatMap(line => {
        const bare = line.replace(/(^|\s)#.*$/, '').trim();
        return bare === '' ? [] : [bare];
    });
}
function optionOf(line) {
    const [, short, long, value = ''] = /^(?:(-[a-z])|(--[a-z][a-z0-9-]*))(?:\s*=\s*|\s*)(.*)$/.exec(line) ?? [];
    const option = short ?? long;
    if (option === undefined)
        return undefined;
    return { name: shortNames[option] ?? option.replace(/^-+/, ''), value: value.replace(/^(['"])(.*)\1$/, '$2') };
}
async function textOf(path) {
    try {
        const { size } = await (0,promises_.stat)(path);
        return size > requirement_files_maxBytes ? '' : await (0,promises_.readFile)(path, 'utf8');
    }
    catch {
        return '';
    }
}

;// CONCATENATED MODULE: ./src/installation/preparation.ts













/** Lines of a program's output that are kept at most. */
const keptLines = 500;
/** Names of variables whose values are hidden, should a build print them. */
const namedSecret = /TOKEN|SECRET|PASS(?:WD|WORD|PHRASE)|CREDENTIAL|_KEY$/i;
/** Finds out what pip is set to in this job, and what the requirements files say. */
async function prepareInstallation(request, python) {
    const { installEnv, log, platform, requirements, runner } = request;
    const env = installationEnvironment(runner, platform, installEnv);
    // In a file, since every user of the machine may read the arguments of a process.
    const files = [...requirements.files, ...(await writeLines(request, 'requirements.txt', requirements.lines))];
    const facts = await readRequirementFiles(files);
    // Where pip would be called, for relative paths; isolated (-I), since the checkout may have a module of any name.
    const question = { file: python, args: ['-I', '-m', 'pip', 'config', 'list'], env };
    const asked = await run(request, question, request.workingDirectory, () => undefined);
    const isMissing = asked.code !== 0 && asked.lines.some(line => /No module named pip\b/.test(line));
    if (isMissing)
        log.info("This Python has no pip: pip's variables count, but its configuration files are not read.");
    const isWhole = asked.code === 0;
    const settings = isWhole ? readConfigList(asked.lines) : settingsOfVariables(env);
    // pip shows an address in a requirement as it is after its variables have been filled in.
    const filled = facts.text.replace(/\$\{([A-Z0-9_]+)\}/g, (whole, name) => env[name] ?? whole);
    const texts = [...Object.values(settings), ...Object.values(env), filled];
    const named = Object.entries(pick(runner, installEnv, platform)).filter(([name]) => namedSecret.test(name));
    for (const secret of [...credentialsIn(texts.join('\n')), ...named.map(([, value]) => value)])
        log.mask(secret);
    const isThere = (path) => (0,external_node_fs_.existsSync)((0,external_node_path_.resolve)(request.workingDirectory, path));
    const circumstances = { settings, isWhole, facts, env, platform, isThere };
    return { request, python, circumstances, files, isReadable: isWhole || isMissing };
}
/** Writes lines into a file of this step's own, and returns its path; none where there are no lines. */
async function writeLines({ folder }, name, lines) {
    if (lines.length === 0)
        return [];
    const path = (0,external_node_path_.join)(folder, name);
    await inRunnerTemp(path, () => (0,promises_.writeFile)(path, `${lines.join('\n')}\n`, { mode: 0o600 }));
    return [path];
}
/** Runs a program and shows its output. */
function runShown(request, step) {
    return run(request, step, request.workingDirectory, request.onLine);
}
/**
 * Runs a program whose output is only read, in the step's own folder: Python looks for modules in the current folder first,
 * and the checkout may have a module of any name.
 */
function runQuietly(request, step) {
    return run(request, step, request.folder, () => undefined);
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
            if (lines.length > keptLines)
                lines.shift();
            onLine(stream, line);
        }
    });
    signal.throwIfAborted();
    return { code, lines };
}
/** The interpreter that the input `python` names, or the first on PATH; throws {@link InputError} where there is none. */
function findPython({ python, workingDirectory, runner, platform }) {
    const find = (name) => findProgram(name, runner, platform);
    if (python === undefined) {
        const found = find('python3') ?? find('python');
        if (found !== undefined)
            return found;
        throw new errors/* InputError */.dz('there is neither a python3 nor a python on PATH', {
            where: 'python',
            remedy: 'Add a step with `uses: actions/setup-python` before this one, or name an interpreter.'
        });
    }
    const path = (0,external_node_path_.isAbsolute)(python) || /[\\/]/.test(python) ? (0,external_node_path_.resolve)(workingDirectory, python) : find(python);
    if (path !== undefined)
        return path;
    throw new errors/* InputError */.dz(`there is no '${(0,foreign/* oneLine */.TN)(python, 100)}' on PATH`, {
        where: 'python',
        remedy: 'Name an interpreter (`python3.12`, or its path), or add a step with `uses: actions/setup-python` before this one.'
    });
}

;// CONCATENATED MODULE: ./src/installation/installed-packages.ts





/** Says what installed how much from where; returns the version of zenml, null where there is none. */
async function sayInstalled(request, choice, used, python) {
    const { count, pip, zenml } = await readInstalled(python, request);
    const isUv = used.tool === 'uv' && choice.uv !== undefined;
    const version = isUv ? await readUvVersion(choice.uv ?? '', used, request) : pip;
    const brought = isUv && choice.isBrought ? ', which pip brought' : '';
    const more = isUv && !choice.isBrought && !('UV_NO_CONFIG' in used.env) ? ", and from what uv's own configuration names" : '';
    const from = used.sources.length === 0 ? 'no index' : used.sources.join(', ');
    request.log.info(`Installed with ${used.tool} ${version}${brought}, from ${from}${more}: the environment has ${count} packages, zenml ${zenml ?? 'is not among them'}.`);
    return zenml;
}
async function readUvVersion(uv, { env }, request) {
    const { lines } = await runQuietly(request, { file: uv, args: ['--version'], env });
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
/** Asks an interpreter what it has; throws {@link InputError} where it doesn't answer as a Python. */
async function readInstalled(python, request) {
    const { installEnv, platform, runner } = request;
    const env = installationEnvironment(runner, platform, installEnv);
    const { code, lines } = await runQuietly(request, { file: python, args: ['-c', installedQuestion], env });
    const said = (line) => lines.map(one => line.exec(one)?.[1]).find(found => found !== undefined);
    const zenml = said(/^zenml (\S+)$/);
    if (code !== 0 || zenml === undefined) {
        throw new errors/* InputError */.dz(`${python} does not answer as a Python interpreter (3.8 or newer) does`, {
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

;// CONCATENATED MODULE: ./src/installation/installer-choice.ts






/** Chooses uv where it can be told what pip is set to, and lets pip bring it where the job has none; else pip, and says why. */
async function chooseInstaller(job) {
    const { circumstances, isReadable, request } = job;
    if (!isReadable)
        return byPip(job, "pip's own configuration can't be read");
    const own = findProgram('uv', request.runner, request.platform);
    const isBrought = own === undefined;
    const planned = uvInstaller({ file: own ?? 'uv', isBrought }, circumstances);
    if ('unfit' in planned)
        return byPip(job, `uv has nothing for pip's setting ${(0,foreign/* oneLine */.TN)(planned.unfit, 60)}`);
    if (own !== undefined)
        return { installer: planned, uv: own, isBrought };
    const brought = await bring(job);
    if ('failure' in brought)
        return byPip(job, `pip could not bring it (${brought.failure})`);
    const installer = uvInstaller({ file: brought.uv, isBrought }, circumstances);
    return 'unfit' in installer ? byPip(job, installer.unfit) : { installer, uv: brought.uv, isBrought };
}
function byPip({ circumstances, request }, why) {
    const unheard = uvIndexNames(circumstances.env);
    if (unheard.length === 0)
        request.log.info(`pip is used, and not uv: ${why}.`);
    else
        request.log.warning(`pip is used, and not uv, so that ${unheard.join(', ')} has no effect: ${why}.`);
    return { installer: pipInstaller(circumstances), uv: undefined, isBrought: false };
}
async function bring({ circumstances, python, request }) {
    const folder = (0,external_node_path_.join)(request.folder, 'uv');
    const { code, lines } = await runShown(request, bringUv(python, folder, circumstances));
    // pip has the programs of a folder of its own below `bin` (Windows: `bin` or `Scripts`, by its version).
    const found = ['bin', 'Scripts'].map(name => findProgram('uv', { PATH: (0,external_node_path_.join)(folder, name) }, request.platform));
    const uv = found.find(path => path !== undefined);
    if (code === 0 && uv !== undefined)
        return { uv };
    return { failure: (0,foreign/* oneLine */.TN)(lines.findLast(line => line.trim() !== '') ?? 'it said nothing', 200) };
}

;// CONCATENATED MODULE: ./src/installation/integrations.ts




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
 * The requirements of the integrations that were asked for, from what {@link integrationsQuestion} printed; undefined where it
 * printed no answer. Throws {@link InputError} for names that this ZenML doesn't have, and where there is no ZenML.
 */
function readIntegrations(asked, lines) {
    const where = 'integrations';
    const answer = lines.findLast(line => line.startsWith(mark));
    if (answer === undefined)
        return undefined;
    const value = JSON.parse(answer.slice(mark.length));
    if (value === null) {
        throw new errors/* InputError */.dz('There is no zenml that could name their requirements', {
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

;// CONCATENATED MODULE: ./src/installation/install-packages.ts












/**
 * Installs ZenML, the requirements and those of integrations into a virtual environment of their own, with uv or pip and without any
 * credential of ZenML's or GitHub's; integrations alone into the environment that the interpreter has.
 *
 * Throws {@link InputError} where there is no such Python or integration, {@link ActionError} with the installer's last lines where it
 * fails, where what it installed has no ZenML, and where RUNNER_TEMP doesn't let its folder be made.
 */
async function installPackages(request) {
    const { folder, integrations, platform, requirements, zenmlVersion } = request;
    const python = findPython(request);
    await makePrivateFolder(folder);
    const needsVenv = zenmlVersion !== null || Object.values(requirements).some(entries => entries.length > 0);
    if (!needsVenv) {
        if (integrations.length > 0) {
            const job = await prepareInstallation(request, python);
            const choice = await chooseInstaller(job);
            await installInto(job, choice.installer, python);
            await sayInstalled(request, choice, choice.installer, python);
        }
        // An interpreter that was asked for comes first on PATH even where it is used as it is; the default is there already.
        const bin = request.python === undefined ? null : (0,external_node_path_.dirname)(python);
        return { venv: null, bin, python, zenmlVersion: (await readInstalled(python, request)).zenml };
    }
    const venv = (0,external_node_path_.join)(folder, 'venv');
    const made = venvPaths(venv, platform);
    const job = await prepareInstallation(request, python);
    const choice = await chooseInstaller(job);
    const used = await installWithin(job, choice, venv);
    const zenml = await sayInstalled(request, choice, used, made.python);
    if (zenml !== null)
        return { venv, ...made, zenmlVersion: zenml };
    throw new errors/* ActionError */.lZ('the virtual environment for the command has no zenml', {
        where: 'requirements',
        remedy: 'Leave zenml-version at `server`, or name zenml in the requirements.'
    });
}
/** Makes the virtual environment and installs into it; returns what has done so in the end. */
async function installWithin(job, { installer, isBrought }, venv) {
    const { circumstances, request } = job;
    const { python } = venvPaths(venv, request.platform);
    const [project] = request.requirements.projects;
    if (installer.tool === 'pip' && project !== undefined) {
        throw new errors/* ActionError */.lZ(`pip can't read the dependencies in '${(0,foreign/* oneLine */.TN)(project, 200)}', and uv could not be used`, {
            where: 'requirements',
            remedy: 'The log says why. Write `.` to install the project itself with its dependencies, or name a requirements file.'
        });
    }
    const install = async (by) => {
        await makeVenv(job, by, venv);
        await installInto(job, by, python);
        return by;
    };
    try {
        return await install(installer);
    }
    catch (error) {
        // A uv that the job itself doesn't have is only a faster pip: what pip makes of it counts.
        const isFinal = !isBrought || !(error instanceof InstallerError) || request.requirements.projects.length > 0;
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
    throw new errors/* ActionError */.lZ(`the virtual environment could not be made: ${words.at(-1)}`, {
        where: 'python',
        remedy: 'The interpreter needs its venv module (Debian and Ubuntu: apt-get install python3-venv); uv on PATH needs neither it nor pip.'
    });
}
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
    const { zenml } = await readInstalled(python, request);
    const pin = await writeLines(request, 'zenml.txt', [`zenml==${zenml}`]);
    // With all the rest, so that the installer tells what doesn't go together, and with the ZenML that was asked.
    await install(job, installer, python, [...whole, ...asFiles(own), ...pin.flatMap(path => ['-c', path])]);
}
/** Returns the arguments with which everything is said that is there now. */
async function installRequirements(job, installer, python) {
    const { circumstances, files, request } = job;
    const { facts, settings } = circumstances;
    const { requirements, zenmlVersion } = request;
    const zenml = zenmlVersion === null ? [] : [`zenml==${zenmlVersion}`];
    const all = [...zenml, ...asFiles(requirements.projects), ...asFiles(files)];
    const needsHashes = 'require-hashes' in facts.options || isOn(settings['require-hashes'] ?? '');
    const hashed = needsHashes ? [...requirements.projects, ...files] : facts.hashed;
    // pip wants a hash of everything that is named in one go with something that has one; of the zenml that is added there is none.
    const isSplit = zenmlVersion !== null && (needsHashes || (installer.tool === 'pip' && hashed.length > 0));
    if (!isSplit) {
        if (all.length > 0)
            await install(job, installer, python, all);
        return all;
    }
    if (hashed.length > 0)
        await install(job, installer, python, asFiles(hashed));
    const { packages, zenml: there } = await readInstalled(python, request);
    const rest = [...requirements.projects, ...files].filter(file => !hashed.includes(file));
    const pins = await writeLines(request, 'constraints.txt', packages);
    const others = [...zenml, ...asFiles(rest), ...pins.flatMap(pin => ['-c', pin])];
    if (there === zenmlVersion && rest.length === 0)
        return others;
    if (needsHashes) {
        throw new errors/* ActionError */.lZ(`every package needs a hash here (require-hashes), and zenml==${zenmlVersion} has none`, {
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
async function install({ circumstances, request }, installer, python, packages) {
    const { code, lines } = await runShown(request, installer.install(python, packages));
    if (code === 0)
        return;
    const { runner, zenmlVersion } = request;
    const { env, facts, platform } = circumstances;
    throw installationFailure({ lines, zenmlVersion, runner, env, variables: facts.variables, platform });
}
async function askIntegrations({ request }, { env }, python) {
    const config = (0,external_node_path_.join)(request.folder, 'zenml-integrations');
    await makePrivateFolder(config);
    const quiet = { ZENML_CONFIG_PATH: config, ZENML_ANALYTICS_OPT_IN: 'false', ZENML_LOGGING_VERBOSITY: 'ERROR' };
    const args = ['-c', integrationsQuestion, ...request.integrations];
    const { code, lines } = await runQuietly(request, { file: python, args, env: { ...env, ...quiet } });
    const needed = code === 0 ? readIntegrations(request.integrations, lines) : undefined;
    if (needed !== undefined)
        return needed;
    throw new errors/* ActionError */.lZ(`zenml could not say what its integrations require: ${failure_lastWords(lines)}`, {
        where: 'integrations',
        remedy: 'Write the packages into the requirements instead.'
    });
}

;// CONCATENATED MODULE: ./src/installation/requirements.ts




const requirements_where = 'requirements';
// PEP 508: name [extras] (version specifiers or @ URL) ; marker. The installer checks the rest; this tells it from paths and options.
const requirements_name = '[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?';
const extras = '(?:\\s*\\[[A-Za-z0-9._,\\s-]*\\])?';
const clause = '(?:===|==|~=|!=|<=|>=|<|>)\\s*[\\w.*+!-]+';
const versions = `\\s*(?:${clause}(?:\\s*,\\s*${clause})*|\\(\\s*${clause}(?:\\s*,\\s*${clause})*\\s*\\))`;
const url = '\\s*@\\s*[A-Za-z][A-Za-z0-9+.-]*:\\S+';
const requirement = new RegExp(`^${requirements_name}${extras}(?:${versions}|${url})?(?:\\s*;.+)?$`);
/** `-r file`, `--requirement file` and `--requirement=file`, as in a requirements file. */
const fileOption = /^(?:-r\s*|--requirement(?:\s+|\s*=\s*))(\S.*)$/;
const editableOption = /^(?:-e\s*|--editable(?:\s+|\s*=\s*))(\S.*)$/;
const looksLikeFile = /^\.|^[^@;\s]*[\\/]|\.(?:txt|in|lock|toml|cfg|pip|ya?ml|py|whl|zip|tar\.gz)$|^Pipfile$/i;
const requirements_address = /^(?:[^\\/]*@\s*)?[a-z][a-z0-9+.-]+:\/\/\S/i;
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
 * The input `requirements`, one entry a line: a requirements file, `pyproject.toml`, a folder with a project (`.`, `.[extra]`, `-e .`) or a
 * built package, each inside the workspace and relative to the working directory, or a requirement such as `pandas==2.*`,
 * `zenml[s3]`, `name @ https://…`; blank lines and comments are dropped.
 * Throws {@link InputError} naming the line, for any other option, a file that isn't there or lies outside the workspace, a file of another
 * tool, and anything else.
 */
async function readRequirements(text, workspace, lookup) {
    const found = { files: [], projects: [], lines: [] };
    for (const [index, line] of text.split(/\r\n|\n|\r/).entries()) {
        // pip's own rule: a comment begins at the start or after a blank, since # is also part of URLs.
        const entry = line.replace(/(^|\s)#.*$/, '').trim();
        if (entry === '')
            continue;
        const { kind, value } = await readEntry(entry, `${requirements_where} line ${index + 1}`, workspace, lookup);
        found[kind].push(value);
    }
    return found;
}
async function readEntry(entry, place, workspace, lookup) {
    const shown = (0,foreign/* oneLine */.TN)(entry, 200);
    const option = fileOption.exec(entry)?.[1];
    const editable = editableOption.exec(entry)?.[1];
    if (option === undefined && editable === undefined && entry.startsWith('-')) {
        throw new errors/* InputError */.dz(`the option '${shown}' can't be used`, {
            where: place,
            remedy: 'Put options into a requirements file and name that file; only -r, --requirement, -e and --editable are read here.'
        });
    }
    // A URL is no path, and asking the file system for it would only confuse the message.
    if (option === undefined && editable === undefined && requirements_address.test(entry))
        return { kind: 'lines', value: entry };
    if (editable !== undefined && requirements_address.test(editable)) {
        throw new errors/* InputError */.dz(`'${shown}' would be installed from elsewhere so that it can be edited`, {
            where: place,
            remedy: 'Write `name @ git+https://…`; -e is for a folder of the workspace.'
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
/** What an entry names in the workspace; undefined where nothing is there and it may be a requirement. */
async function readPath({ option, editable, entry }, place, workspace, lookup) {
    const text = option ?? editable ?? entry;
    const [, path = '', extra = ''] = (option === undefined
        ? /^(.*?)\s*(\[[A-Za-z0-9._,\s-]*\])$/s.exec(text)
        : undefined) ?? [text, text];
    const mayBePath = option !== undefined || editable !== undefined || looksLikeFile.test(path);
    if (extra !== '' && !mayBePath)
        return undefined;
    const real = await pathInside(path, workspace, lookup, place);
    const kind = real === undefined ? 'missing' : await kindOf(real, path, place, lookup);
    // `src` is a package's name before it is the name of a folder.
    if (real !== undefined && kind === 'folder' && option === undefined && mayBePath) {
        await requireProject(real, path, place, lookup);
        return { kind: 'lines', value: `${editable === undefined ? '' : '-e '}${real}${extra}` };
    }
    if (real !== undefined && kind === 'file' && editable === undefined)
        return fileEntry(real, path, extra, place);
    if (!mayBePath)
        return undefined;
    const what = kind === 'missing' ? (editable === undefined ? 'there is no file' : 'there is no folder') : 'not a file:';
    throw new errors/* InputError */.dz(`${what} '${(0,foreign/* oneLine */.TN)(path, 200)}' (looked for in ${workspace.folder})`, {
        where: place,
        remedy: kind === 'missing'
            ? 'Check its spelling; it is read relative to working-directory, and a step before this one has to check the repository out.'
            : 'Name a requirements file; the package of a folder is installed by `.`, `./folder` or `-e ./folder`.'
    });
}
function fileEntry(real, path, extra, place) {
    const file = real.replace(/^.*[\\/]/, '');
    const remedy = foreignFiles.find(([pattern]) => pattern.test(file))?.[1];
    if (remedy !== undefined) {
        throw new errors/* InputError */.dz(`'${(0,foreign/* oneLine */.TN)(path, 200)}' is not a requirements file, but one of another tool`, {
            where: place,
            remedy
        });
    }
    if (archive.test(file))
        return { kind: 'lines', value: `${real}${extra}` };
    return { kind: /\.(?:toml|py|cfg)$/i.test(file) ? 'projects' : 'files', value: real };
}
async function requireProject(real, path, place, lookup) {
    for (const file of projectFiles) {
        if ((await kindOf((0,external_node_path_.join)(real, file), path, place, lookup)) === 'file')
            return;
    }
    throw new errors/* InputError */.dz(`the folder '${(0,foreign/* oneLine */.TN)(path, 200)}' has no Python project`, {
        where: place,
        remedy: 'It needs a pyproject.toml or a setup.py; name a requirements file if the folder has one.'
    });
}

;// CONCATENATED MODULE: ./src/zenml/config-schema.ts



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
/** Schemas within schemas at most, on the way to one value; those that ZenML makes have some ten. */
const maxSteps = 200;
/**
 * Holds a value against a JSON schema as one that only overrides: nothing is required, since the snapshot holds a value
 * for everything, and an object with known keys takes no others, since the server drops those without a word. `pattern`
 * and `format` are left to the server. Throws {@link InputError} where the schema can't be followed, rather than let a
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
    /** A schema as those that hold together: itself, what it refers to, and the parts of `allOf`. */
    #parts(schema, steps = 0) {
        if (schema === true)
            return [];
        if (schema === false)
            return [{ type: [] }];
        if (steps > maxSteps)
            throw this.#unusable('refers to itself');
        if (!(0,text_json/* isObject */.Gv)(schema))
            throw this.#unusable('has something else where a schema belongs');
        const keyword = notFollowed.find(name => schema[name] !== undefined);
        if (keyword !== undefined)
            throw this.#unusable(`uses '${keyword}'`);
        const { $ref: reference, allOf, ...rest } = schema;
        const referred = reference === undefined ? [] : [resolve(reference, this.#root)];
        return [rest, ...[...referred, ...listOf(allOf)].flatMap(inner => this.#parts(inner, steps + 1))];
    }
    #check(value, parts, path, steps = 0) {
        const branching = parts.find(part => part['anyOf'] !== undefined || part['oneOf'] !== undefined);
        if (branching === undefined)
            return this.#checkPlain(value, parts, path);
        // Each alternative stands beside the rest, so that it may name keys that the rest doesn't.
        const keyword = branching['anyOf'] === undefined ? 'oneOf' : 'anyOf';
        const { [keyword]: alternatives, ...rest } = branching;
        const others = parts.map(part => (part === branching ? rest : part));
        const found = listOf(alternatives).map(one => this.#check(value, [...others, ...this.#parts(one, steps + 1)], path, steps + 1));
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
        return new errors/* InputError */.dz(`The server's schema for this configuration can not be used: it ${why}`, {
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

;// CONCATENATED MODULE: ./src/trigger/config-reasons.ts
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
const refusals = {
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
        reason: "A run can not change its snapshot's stack",
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
        reason: 'A dynamic pipeline makes its steps while it runs, so that a run can not configure one of them',
        remedy: "Write what holds for all steps at the top, as in 'enable_cache: false', or set 'parameters'."
    }
};
/** The types of components of a stack, of which settings go by type, type.flavor or type:name. */
const component = /^(?:alerter|annotator|artifact_store|container_registry|data_validator|deployer|experiment_tracker|feature_store|image_builder|log_store|model_deployer|model_registry|orchestrator|step_operator)(?![^.:])/;
/** Why a key that the schema doesn't know can't stand at a place; undefined where nothing more is known of it. */
function refusalOf(path, key, known) {
    const place = path.map((part, nth) => (nth === 1 && path[0] === 'steps' ? '*' : part)).join('.');
    // A static pipeline has steps, so that an unknown one is misspelt.
    if (place === 'steps')
        return known.length === 0 ? refusals['steps/*'] : undefined;
    const isOfSettings = place === 'settings' || place === 'steps.*.settings';
    const row = isOfSettings ? `settings/${component.test(key) ? 'component' : key}` : `${place}/${key}`;
    return Object.hasOwn(refusals, row) ? refusals[row] : undefined;
}

;// CONCATENATED MODULE: ./src/trigger/config-fault.ts




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
        case 'choice': {
            const allowed = finding.allowed.map(String);
            const remedy = (typeof finding.value === 'string' && (0,suggest/* didYouMean */.au)(finding.value, allowed)) || 'Use one of these.';
            return { path, message: `The value is not one of ${listed(allowed)}`, remedy };
        }
        case 'limit':
            return { path, message: finding.message, remedy: 'Change the value.' };
    }
}
function unknownKey({ key, known, path }, schema) {
    const at = [...path, key];
    const refused = refusalOf(path, key, known);
    if (refused !== undefined) {
        const remedy = refused.remedy.replace('{parameters}', () => listed(stepParameters(schema), 5) || 'steps.<step>.parameters');
        return { path: at, message: refused.reason, remedy };
    }
    const isTop = path.length === 0;
    const kind = path.length === 1 && path[0] === 'steps' ? 'step' : path.at(-1) === 'parameters' ? 'parameter' : 'key';
    const message = `There is no ${kind} '${(0,foreign/* oneLine */.TN)(key, 80)}' ${isTop ? 'in a run configuration' : 'here'}`;
    const offered = known.filter(name => !isTop || !ownedKeys.includes(name));
    const near = (0,suggest/* didYouMean */.au)(key, offered);
    const lower = near === '' ? placesBelow(path, key, schema) : [];
    if (lower.length > 0)
        return { path: at, message, remedy: `Write it as ${listed(lower)}.` };
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
    return listed(names.length > maxListed ? (0,suggest/* byNearness */.fl)(key, names) : names);
}
function listed(names, limit = maxListed) {
    const shown = names.slice(0, limit).map(name => (0,foreign/* oneLine */.TN)(name, 60));
    const more = names.length - shown.length;
    return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}
function wrongType(expected, value) {
    // Null is no alternative worth a word: to leave the key out is the same.
    const known = [...new Set(expected)].flatMap(name => config_fault_types[name] ?? []);
    if (known.length === 0)
        return { message: `Nothing is expected, not ${config_fault_kindOf(value)}`, remedy: 'Remove it.' };
    const names = known.map(({ name }) => name).join(' or ');
    const message = `${names.charAt(0).toUpperCase()}${names.slice(1)} is expected, not ${config_fault_kindOf(value)}`;
    // Numbers to YAML 1.2, and text to PyYAML.
    const isMeant = typeof value === 'string' && /^[-+]?(?:\d+e[-+]?\d+|\d+\.\d*e\d+|\.\d+|0\d*[89]\d*)$/i.test(value);
    if (isMeant && known.some(({ name }) => name.endsWith('number'))) {
        return { message, remedy: `ZenML's YAML takes ${(0,foreign/* oneLine */.TN)(value, 40)} for text: write it like 8, 0.5 or 1.0e-3.` };
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

;// CONCATENATED MODULE: ./src/trigger/config-check.ts







/** Faults that are named in one error at most. */
const maxFaults = 10;
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
    // Words are made for what is shown only: there may be thousands.
    const own = ownFaults(configuration);
    const count = own.length + findings.length;
    const shown = [...own, ...findings.slice(0, maxFaults).map(one => describeFinding(one, schema))].slice(0, maxFaults);
    const [first] = shown;
    if (first === undefined)
        return;
    if (count === 1)
        throw new errors/* InputError */.dz(first.message, { where: keyPlace(from, first.path), remedy: first.remedy });
    const told = shown.map(({ message, path, remedy }, nth) => `(${nth + 1}) ${nameOf(path)}: ${message}. ${remedy}`);
    const more = count > maxFaults ? [`… and ${count - maxFaults} more.`] : [];
    throw new errors/* InputError */.dz([`There are ${count} faults:`, ...told, ...more].join(' '), { where: from });
}
function config_check_placeOf(finding) {
    return finding.kind === 'unknown key' ? [...finding.path, finding.key] : finding.path;
}
/** What is known of any configuration, also where an older server or a build without its stack gives no schema. */
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
        ...(configuration['run_name'] === undefined ? [] : [ownName]),
        ...tags.flatMap((tag, nth) => inTags((0,text_json/* isObject */.Gv)(tag) ? tag['name'] : tag, nth)),
        ...((0,text_json.at)(configuration, 'extra', provenanceKey) === undefined ? [] : [ownExtra])
    ];
}
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
    // What is no text is a matter of the schema.
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
        const remedy = 'Write it anew, without what can not be seen.';
        return { message: `The tag ${shown} contains the invisible character ${unseen}`, remedy };
    }
    if (!tag.toLowerCase().startsWith(reservedTagPrefix))
        return undefined;
    const message = `The tag ${shown} begins with '${reservedTagPrefix}', as only tags of the action itself do`;
    return { message, remedy: 'Use another prefix.' };
}
/** Throws {@link InputError} where a tag is empty, too long, or one that only the action may set. */
function refuseReservedTag(tag, where) {
    const fault = tagFault(tag);
    if (fault !== undefined)
        throw new errors/* InputError */.dz(fault.message, { where, remedy: fault.remedy });
}
/** The place of a key, as in `config: steps.train` or `environments: staging.config.steps.train`. */
function keyPlace(from, path) {
    return `${from}${from.includes(': ') ? '.' : ': '}${nameOf(path)}`;
}
function nameOf(path) {
    return path.map(part => (0,foreign/* oneLine */.TN)(part, 80)).join('.');
}

;// CONCATENATED MODULE: ./src/job/command-preparation.ts










/** Checks the command and installs its client and requirements, before and without any credential. */
async function prepareCommand({ contacted, inputs, world }, command, timeUp) {
    const { clock, env, log } = world;
    const words = splitCommand(command);
    for (const tag of inputs.tags)
        refuseReservedTag(tag, 'tags');
    const passEnv = checkPassEnv(inputs.passEnv, inputs.server.apiKey, env, process.platform);
    const installEnv = checkInstallEnv(inputs.installEnv, inputs.server.apiKey, env, process.platform);
    for (const warning of installEnv.warnings)
        log.warning(warning);
    const workspace = await openWorkspace(workspaceOf(env), inputs.workingDirectory, world.files);
    const requirements = await readRequirements(inputs.requirements, workspace, world.files);
    const zenmlVersion = readZenmlVersion(inputs.zenmlVersion, contacted.info.version);
    const temporary = clientFolder(env);
    const signal = AbortSignal.any([world.cancel, timeUp]);
    const checkout = await cleanCheckout(workspace.folder, env, signal, clock);
    const wanted = [...Object.values(requirements).flat(), ...inputs.integrations];
    const installs = zenmlVersion !== null || wanted.length > 0;
    if (installs)
        log.startGroup("Installing the command's requirements");
    try {
        const installation = await installPackages({
            zenmlVersion,
            requirements,
            integrations: inputs.integrations,
            python: inputs.python,
            workingDirectory: workspace.folder,
            folder: temporary,
            runner: env,
            installEnv: installEnv.names,
            onLine: (_, line) => showOutput(log, line),
            log,
            signal,
            clock,
            platform: process.platform
        });
        return { words, passEnv, folder: workspace.folder, temporary, installation, checkout };
    }
    finally {
        if (installs)
            log.endGroup();
    }
}

;// CONCATENATED MODULE: ./src/trigger/snapshot.ts




/**
 * Finds the snapshot to run: the newest named, runnable one of the pipeline on the resolved stack. A run can't change
 * its snapshot's stack, so a snapshot of any other stack is never taken. Throws {@link InputError} with what there is.
 */
async function findSnapshot(connection, wish, places = { pipeline: 'pipeline', snapshot: 'snapshot' }) {
    const candidates = await listCandidates(connection, wish, places);
    // The server silently ignores filters it does not know, so every condition is checked here again.
    const onStack = candidates.filter(snapshot => snapshot.stack?.id === connection.stack.id);
    const runnable = onStack.filter(snapshot => snapshot.runnable);
    const pipelines = new Set(runnable.map(snapshot => snapshot.pipeline.id));
    if (pipelines.size > 1) {
        throw new errors/* InputError */.dz(`Several pipelines have a snapshot '${(0,foreign/* oneLine */.TN)(wish.snapshot ?? '', 80)}' on this stack`, {
            where: places.snapshot,
            remedy: `Set pipeline to one of ${runnable.map(({ pipeline }) => (0,foreign/* oneLine */.TN)(pipeline.name, 80)).join(', ')}.`
        });
    }
    const newest = runnable.reduce(newer, undefined);
    if (newest === undefined) {
        await requireRunner(connection, wish.snapshot === undefined ? places.pipeline : places.snapshot);
        throw await explainMissing(connection, { wish, places }, candidates, onStack);
    }
    const detailed = await connection.client.snapshot(newest.id);
    if (detailed === undefined || detailed.stack?.id !== connection.stack.id) {
        throw new errors/* InputError */.dz('The snapshot was changed or deleted while the action looked at it', {
            where: wish.snapshot === undefined ? places.pipeline : places.snapshot,
            remedy: 'Re-run the job.'
        });
    }
    return detailed;
}
/** Throws {@link InputError} where the server says that it can't run snapshots, whichever there are. */
async function requireRunner({ client }, place) {
    if ((await client.runsSnapshots()) !== false)
        return;
    throw new errors/* InputError */.dz(`This server can't run snapshots: it has no workload manager, as a plain open-source server`, {
        where: place,
        remedy: 'Set command instead of pipeline, to run the pipeline in this worker.'
    });
}
async function listCandidates({ client, project }, wish, places) {
    const { pipeline, snapshot } = wish;
    if (snapshot !== undefined && isUuid(snapshot)) {
        const found = await client.snapshot(snapshot);
        // Ids go for all projects, and a run is made in its snapshot's.
        if (found !== undefined && found.projectId !== project.id) {
            throw new errors/* InputError */.dz(`The snapshot ${snapshot} is in another project, not in ${(0,foreign/* oneLine */.TN)(project.name, 80)}`, {
                where: places.snapshot,
                remedy: 'Name a snapshot of this project, or set project to the other one.'
            });
        }
        return found !== undefined && isPipeline(found, pipeline) ? [found] : [];
    }
    const filter = {
        ...(snapshot === undefined ? {} : { name: snapshot }),
        ...(pipeline === undefined ? {} : { pipeline })
    };
    const all = await client.snapshots(project.id, filter);
    return all.filter(one => (snapshot === undefined || one.name === snapshot) && one.name !== '' && isPipeline(one, pipeline));
}
function isPipeline(snapshot, wanted) {
    return wanted === undefined || snapshot.pipeline.name === wanted || snapshot.pipeline.id === wanted.toLowerCase();
}
function newer(a, b) {
    return a === undefined || (b.createdMs ?? 0) > (a.createdMs ?? 0) ? b : a;
}
async function explainMissing({ client, project, stack }, { places, wish }, candidates, onStack) {
    const stackName = (0,foreign/* oneLine */.TN)(stack.name, 80);
    const pipeline = (0,foreign/* oneLine */.TN)(wish.pipeline ?? candidates[0]?.pipeline.name ?? '<pipeline>', 80);
    const make = `Make one with \`zenml pipeline snapshot create <module.pipeline> --name <name> --stack ${stackName}\`, on a stack whose components are all remote.`;
    if (onStack.length > 0) {
        const names = onStack.map(({ name }) => (0,foreign/* oneLine */.TN)(name, 80)).join(', ');
        return new errors/* InputError */.dz(`The server can not run the snapshot ${names} on stack ${stackName}: it is not runnable`, {
            where: wish.snapshot === undefined ? places.pipeline : places.snapshot,
            remedy: `A snapshot is runnable when it has a container build and all components of its stack are remote. ${make}`
        });
    }
    if (candidates.length > 0) {
        const stacks = [...new Set(candidates.map(one => (0,foreign/* oneLine */.TN)(one.stack?.name ?? 'a deleted stack', 80)))].join(', ');
        if (wish.snapshot !== undefined) {
            const message = `'${(0,foreign/* oneLine */.TN)(wish.snapshot, 80)}' is on stack ${stacks}, not on ${stackName}, and a run can not change its snapshot's stack`;
            return new errors/* InputError */.dz(message, {
                where: places.snapshot,
                remedy: `Name a snapshot on stack ${stackName}. ${make}`
            });
        }
        const message = `'${pipeline}' has no named snapshot on stack ${stackName}, only on ${stacks}`;
        return new errors/* InputError */.dz(message, { where: places.pipeline, remedy: make });
    }
    const names = await client.pipelineNames(project.id);
    if (wish.pipeline !== undefined && !isUuid(wish.pipeline) && !names.includes(wish.pipeline)) {
        return new errors/* InputError */.dz(`There is no pipeline '${pipeline}' in project ${(0,foreign/* oneLine */.TN)(project.name, 80)}`, {
            where: places.pipeline,
            remedy: (0,suggest/* suggest */.ZA)(wish.pipeline, names, 'pipelines')
        });
    }
    if (wish.snapshot !== undefined) {
        const all = await client.snapshots(project.id, wish.pipeline === undefined ? {} : { pipeline: wish.pipeline });
        return new errors/* InputError */.dz(`There is no snapshot '${(0,foreign/* oneLine */.TN)(wish.snapshot, 80)}' of ${wish.pipeline === undefined ? 'any pipeline' : `pipeline ${pipeline}`}`, {
            where: places.snapshot,
            remedy: `${(0,suggest/* suggest */.ZA)(wish.snapshot, all.map(({ name }) => name), 'snapshots')} ${make}`
        });
    }
    const message = `'${pipeline}' has no named snapshot on any stack`;
    return new errors/* InputError */.dz(message, { where: places.pipeline, remedy: make });
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
// EXTERNAL MODULE: ./src/text/yaml-document.ts
var yaml_document = __webpack_require__(2444);
;// CONCATENATED MODULE: ./src/text/python-yaml.ts





/**
 * YAML 1.1 as PyYAML 6 reads it with `safe_load`, which ZenML reads its files with (`zenml/utils/yaml_utils.py`). It
 * departs from the standard: `1e3` and `-.5` are text, and `08` is too. Whatever is of none of these kinds is text.
 */
const python_yaml_kinds = [
    { name: 'nothing (null)', test: /^(?:~|null|Null|NULL|)$/, read: () => null },
    {
        name: 'a boolean',
        test: /^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/,
        read: text => /^(?:yes|true|on)$/i.test(text)
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
/** Values at most, so that aliases don't unfold into gigabytes; a text of the length that is read has fewer. */
const maxValues = 100_000;
const quoting = 'Write it in quotes.';
/**
 * Reads one YAML document into JSON as PyYAML does, merge keys (`<<`) included. Refuses what JSON has no value for, keys
 * that aren't text, and keys that come twice; throws {@link InputError} that names the line.
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
    #values = 0;
    constructor(where, lineOf) {
        this.#where = where;
        this.#lineOf = lineOf;
    }
    read(node, depth) {
        if ((0,dist/* isAlias */.Vj)(node))
            return this.#readAlias(node, depth);
        this.#values++;
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
            throw this.#refusal(node, `*${(0,foreign/* oneLine */.TN)(node.source, 80)} stands inside of what it stands for`, 'Write it out.');
        }
        const value = this.#anchored.get(node.source);
        const { count, height } = measure(value);
        this.#values += count;
        if (this.#values > maxValues || depth + height > yaml_document/* maxDepth */.M) {
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
            throw this.#refusal(map, 'the key << has something else than mappings', 'Write <<: *name, or <<: [*one, *other].');
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
        const what = `there is ${kind.name} (${sourceOf(node)}), which can not be handed on to the server unchanged`;
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
    return python_yaml_kinds.find(({ test }) => test.test(text));
}
function sourceOf(node) {
    return (0,dist/* isScalar */.jn)(node) ? (0,foreign/* oneLine */.TN)(String(node.value), 80) : '';
}
/** PyYAML refuses characters that aren't printable, and ends a line at three that others take for text. */
function refuseCharacters(text, where) {
    const [found] = text.match(/[^\t\n\r -~\u00a0-\u2027\u202a-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u) ?? [];
    if (found === undefined)
        return;
    const point = (found.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    const line = text.slice(0, text.indexOf(found)).split('\n').length;
    throw new errors/* InputError */.dz(`In line ${line} there is the character U+${point}, which ZenML's YAML does not take for text`, {
        where,
        remedy: `Remove it, or write it as "\\u${point}" in double quotes.`
    });
}
/** Whether JSON has exactly this value: no infinity, and no whole number that its readers may round. */
function isCarried(value) {
    if (typeof value === 'bigint')
        return Number.isSafeInteger(Number(value));
    return typeof value !== 'number' || Number.isFinite(value);
}
function readFloat(text) {
    const { digits, isNegative } = withoutSign(text.toLowerCase());
    // `1:30.5` is 90.5: each part counts 60 times the one after it.
    const parts = digits.split(':').toReversed();
    const sum = () => parts.reduce((total, part, nth) => total + Number(part) * 60 ** nth, 0);
    const value = digits === '.inf' ? Infinity : digits === '.nan' ? NaN : sum();
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

;// CONCATENATED MODULE: ./src/trigger/configuration.ts






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
    const text = isInline(config) ? config : await configuration_readFile(config, files, workspace, from);
    const value = readPythonYaml(text, { where: from, maxLength: maxConfigBytes, remedy: yamlRemedy });
    if (value === null)
        return {};
    if (!(0,text_json/* isObject */.Gv)(value)) {
        throw new errors/* InputError */.dz('This is no run configuration: it is not a mapping', {
            where: from,
            remedy: `Write it like ${example}, or give the path of a YAML file in the workspace.`
        });
    }
    return value;
}
/** A path is one line without a colon before a space; a list is none either, and told to be no mapping. */
function isInline(config) {
    return config.includes('\n') || /:(?:\s|$)/.test(config) || /^(?:\{|- |\[.*\]$)/.test(config);
}
async function configuration_readFile(path, files, workspace, from) {
    const place = `${from}: ${(0,foreign/* oneLine */.TN)(path, 200)}`;
    const remedy = 'Check the path, and that actions/checkout runs before this step.';
    const real = await pathInside(path, { root: workspace, folder: workspace }, files, from);
    if (real === undefined)
        throw new errors/* InputError */.dz('There is no such file in the workspace', { where: place, remedy });
    const text = await files.readText(real, maxConfigBytes).catch((cause) => {
        throw new errors/* InputError */.dz('The file can not be read, or is larger than 128 KiB', { where: place, remedy, cause });
    });
    // What stands for bytes that are no character.
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
    const extra = (0,text_json/* isObject */.Gv)(configuration['extra']) ? configuration['extra'] : {};
    return {
        ...configuration,
        run_name: runName,
        tags: [...own, ...tags],
        extra: { ...extra, [provenanceKey]: provenance }
    };
}

;// CONCATENATED MODULE: ./src/trigger/expected-run.ts


/**
 * Throws unless a run of this trigger's name is its own: same account, project, stack and snapshot. The name itself
 * holds digests of the trigger and is unique in the project, so that no clock has to say how old the run is.
 */
function requireFit(run, trigger) {
    const misfits = placeMisfits(run, trigger);
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
            remedy: 'Look at the run, its snapshot and its stack in the dashboard. Where this account started it, it is told to stop.'
        });
        this.run = run;
    }
}
/** Throws {@link MisplacedRun} unless the run of its name that the server says it just made is where it was asked for. */
function requireMade(run, trigger) {
    const misfits = placeMisfits(run, trigger);
    if (misfits.length > 0)
        throw new MisplacedRun(run, misfits.join(', '));
}
function placeMisfits(run, { connection, snapshot }) {
    return [
        run.accountId === connection.account.id ? [] : ['another account started it'],
        run.projectId === connection.project.id ? [] : ['it is in another project'],
        run.stack?.id === connection.stack.id ? [] : [`it runs on stack ${(0,foreign/* oneLine */.TN)(run.stack?.name ?? 'unknown', 80)}`],
        isFrom(run, snapshot) ? [] : ['it comes from another snapshot']
    ].flat();
}
/**
 * Whether a run can be one of a snapshot. The server names the nearest snapshot with a name that a run comes from, and
 * none where there is no such one (source of 0.98.0): a snapshot may have no name, or lose it to a newer one meanwhile.
 */
function isFrom({ snapshotId, sourceSnapshotId }, { id, sourceId }) {
    if (sourceSnapshotId === undefined)
        return snapshotId !== undefined;
    return snapshotId === id || [id, sourceId].includes(sourceSnapshotId);
}

;// CONCATENATED MODULE: ./src/trigger/identity.ts

/**
 * The identity of one trigger: `<prefix>-<environment>-<commit>-<lineage>-<attempt>-<unique>`. No account can change the
 * name of a run (measured on 0.98.0), so that it is what a run is known by. ZenML would replace `{date}` and the like in
 * it, so it has no braces.
 */
function identify(invocation, { environment, prefix, request }) {
    const { repository, sha, workflowRunId, attempt, jobInstance, job, step, stepFile } = invocation;
    const asked = digest(request);
    const lineage = digest([repository, workflowRunId, job, step, asked]).slice(0, 16);
    const unique = digest([repository, workflowRunId, attempt, jobInstance, job, step, stepFile, asked]).slice(0, 16);
    const shared = `-${slug(environment, 40)}-${slug(sha, 12)}-${lineage}-`;
    return { runName: `${slug(prefix, 140)}${shared}${slug(attempt, 6)}-${unique}`, lineage: shared };
}
/** The attempt that started a run of a lineage, by its name; undefined where the name is another step's. */
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
function slug(text, limit) {
    const clean = text.replace(/[^A-Za-z0-9._]+/g, '-').replace(/^-+|-+$/g, '');
    return clean.slice(0, limit) || 'run';
}

;// CONCATENATED MODULE: ./src/trigger/rerun.ts




/**
 * Chooses between an earlier attempt's run and a new one. Only runs of this account, pipeline and stack whose name has
 * this step's lineage count. Throws {@link ActionError} where several are active and none is the obvious one.
 */
async function chooseOnRerun(trigger, attempt, policy) {
    if (Number(attempt) <= 1)
        return { kind: 'new', why: 'this is the first attempt of the workflow run' };
    if (policy === 'new')
        return { kind: 'new', why: 'on-rerun is new' };
    const { client, project } = trigger.connection;
    const found = await client.runsNamedLike(project.id, trigger.identity.lineage);
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
/** Throws where one attempt started several runs: two steps look alike, and taking up the other's run could be a wrong green. */
function refuseTwins(earlier, { identity }) {
    const attempts = earlier.map(({ name }) => attemptOf(name, identity));
    if (new Set(attempts).size === attempts.length)
        return;
    const names = earlier.map(run => (0,foreign/* oneLine */.TN)(run.name, 200)).join(', ');
    throw new errors/* ActionError */.lZ(`It can't be told which earlier run is this step's, since one attempt started several: ${names}`, {
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

;// CONCATENATED MODULE: ./src/zenml/login.ts

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
const login_refusals = [
    [/decoding API key/i, 'the API key is malformed', 'Copy the whole key (it begins with ZENKEY_ or ZENPROKEY_).'],
    [
        /verify key value/i,
        'the API key was rotated, or never was valid',
        `Put the current key into the secret. ${rotateRemedy}`
    ],
    [/not active/i, 'the API key or its service account is deactivated', 'Activate it again, or use another one.'],
    [/grant|password/i, 'the server does not take API keys this way', 'Check that server-url is a ZenML server.']
];
/** What is known about a refusal by the server's own words, or undefined where they say nothing about the key. */
function knownRefusal(answer) {
    const { text } = detailOf(answer);
    return login_refusals.find(([pattern]) => pattern.test(text));
}
/** ZenML's word about the key itself: rotated, deactivated or malformed. */
const keyRefusal = {
    isSaidBy: answer => [401, 403].includes(answer.status) && knownRefusal(answer) !== undefined,
    confirmedAfterMs: loginEveryMs
};
/** The error for a login that was refused, with its remedy. */
function loginRefusal(base, answer) {
    const { exception, text } = detailOf(answer);
    const unknown = [null, 'the API key is not accepted', `Check the api-key input. ${rotateRemedy}`];
    const [, problem, remedy] = knownRefusal(answer) ?? unknown;
    return new ServerError(`Could not log in: ${problem} (the server says: ${text || answer.status})`, {
        where: `api-key at ${base.origin}`,
        status: answer.status,
        exception,
        remedy
    });
}

;// CONCATENATED MODULE: ./src/zenml/fit.ts


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
/** The entity itself, where it has the id that was asked for; throws {@link SchemaError} where it is another one. */
function withId(entity, id) {
    return isSameId(entity.id, id) ? entity : refuse(entity, id);
}
/** The entity itself, where it has the name or the id that was asked for; throws {@link SchemaError} else. */
function withNameOrId(entity, nameOrId) {
    return isAskedFor(entity, nameOrId) ? entity : refuse(entity, nameOrId);
}
/** The entity itself, where it has the name that was asked for, whatever its case; throws {@link SchemaError} else. */
function withName(entity, name) {
    return isSameName(entity.name, name) ? entity : refuse(entity, name);
}
/** Throws {@link SchemaError} where an id is known and another than was asked for; `kind` names what it is the id of. */
function requireSame(kind, known, asked) {
    if (known !== undefined && !isSameId(known, asked))
        throw new SchemaError(`is about the ${kind} ${(0,foreign/* oneLine */.TN)(known, 80)}, not ${(0,foreign/* oneLine */.TN)(asked, 80)}`);
}
/** Throws {@link SchemaError} where a run of a list isn't in the project that was asked for. */
function fit_requireProject({ projectId }, project) {
    requireSame('project', projectId, project);
}
function refuse({ id, name }, asked) {
    throw new SchemaError(`is about ${(0,foreign/* oneLine */.TN)(name, 200)} (${id}), not ${(0,foreign/* oneLine */.TN)(asked, 200)}`);
}

;// CONCATENATED MODULE: ./src/zenml/token-owner.ts



/** What a token says about its owner; nothing where it isn't a JWT, or says it in another way. */
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
    // `ZENKEY_` and the base64 of a JSON object with the key's id (`APIKey.encode` of 0.98.0).
    const ownKey = idAt(jsonOf(/^ZENKEY_(.+)$/.exec(apiKey.trim())?.[1] ?? ''), 'id', 'keyId').keyId;
    return isSame(keyId, ownKey) && isSame(accountId, before.accountId);
}
function isSame(a, b) {
    return a === undefined || b === undefined || isSameId(a, b);
}
function idAt(json, field, as) {
    const id = (0,text_json/* optionalString */.sx)(json, field);
    return id !== undefined && isUuid(id) ? { [as]: id } : {};
}
/** JSON from base64 or base64url; undefined where it is neither. */
function jsonOf(base64) {
    try {
        return JSON.parse(Buffer.from(base64, 'base64').toString('utf8'));
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./src/zenml/session.ts











/** Patience for a single question before the run exists: six attempts, about 20 s of waiting in all. */
const shortPatience = { attempts: 6 };
/** Least time that an attempt gets, however near the end of patience is, ms. */
const leastAttemptMs = 500;
/** The server's limiter of logins counts refused ones too, and forgets them after a minute (`rate_limit.py` of 0.98.0). */
const loginLimitWaitMs = 61_000;
/** Younger tokens are not taken for ended on a gateway's word, which may be about something else, ms. */
const leastTokenLifeMs = 60_000;
/** A connection to one ZenML server as one account; the token lives only here. */
class Session {
    access;
    #apiKey;
    #keyWasGood;
    #token;
    /** Whose token it is, as far as the token says. */
    #owner = {};
    /** When the token was given, as `clock.elapsed()`, ms. */
    #tokenMs = 0;
    /** The server's clock at its last answer, and our own then: a jump of the runner's wall clock changes neither. */
    #serverClock;
    /** `keyWasGood` says that the key is known to have opened this server before. */
    constructor(access, apiKey, keyWasGood = false) {
        this.access = access;
        this.#apiKey = apiKey;
        this.#keyWasGood = keyWasGood;
    }
    /** Patience for a question that brings none of its own. */
    get patience() {
        return this.access.patience ?? shortPatience;
    }
    /** Id of the account that the token was given to, where the token says so. */
    get accountId() {
        return this.#owner.accountId;
    }
    /** The server's wall-clock time in ms, by the `Date` of its last answer: comparable with the times it stores. */
    serverNow() {
        const { clock } = this.access;
        if (this.#serverClock === undefined)
            return clock.now();
        return this.#serverClock.ms + (clock.elapsed() - this.#serverClock.elapsed);
    }
    /**
     * Logs in with the API key (`POST /login`, form-encoded, as ZenML's own client does) and masks the token. Throws
     * `ServerError` with the remedy for a malformed, rotated or deactivated key: at once, or, where the key was good
     * before, when ZenML says so at two logins in a row.
     */
    async login(patience = this.patience) {
        const token = await this.#put({
            what: 'log in',
            request: loginRequest(this.#apiKey ?? ''),
            read: answer => this.#readLogin(answer),
            lastWord: keyRefusal,
            refusalWaitMs: loginEveryMs
        }, {
            ...patience,
            limitWaitMs: loginLimitWaitMs,
            ...(this.#keyWasGood ? { refusalsPassForMs: refusalsPassMs } : {})
        }, false);
        this.#token = token;
        this.#owner = { ...this.#owner, ...tokenOwner(token) };
        this.#tokenMs = this.access.clock.elapsed();
        this.#keyWasGood = true;
    }
    #readLogin(answer) {
        const { base } = this.access;
        if (answer.status === 401 || answer.status === 403)
            throw loginRefusal(base, answer);
        if (answer.status !== 200)
            throw refusal('log in', base.origin, answer);
        return this.readToken((0,text_json.at)(answer.json, 'access_token'));
    }
    /** A token of this account, masked; throws {@link SchemaError} where it isn't one, or another account's. */
    readToken(json) {
        if (!isToken(json))
            throw new SchemaError('has no token');
        // Whoever's it is.
        (0,secrets/* maskSecret */.$l)(this.access.log, json);
        if (!isTokenOf(json, this.#apiKey ?? '', this.#owner))
            throw new SchemaError('holds the token of another account');
        return json;
    }
    /** What the JSON of a read comes to; throws `ServerError` for everything but 200, repeated while it may help. */
    read(what, path, parse, patience = this.patience) {
        const read = (answer) => {
            if (answer.status !== 200)
                throw refusal(what, this.access.base.origin, answer);
            return parse(answer.json);
        };
        return this.put({ what, request: { method: 'GET', path }, read }, patience);
    }
    /** The answer to a request as this account, whatever its status; a new login where the token was refused. */
    ask(what, request, patience) {
        return this.put({ what, request, read: answer => answer }, patience);
    }
    /** What a question as this account comes to, repeated as patience says; throws `ServerError` with the last trouble. */
    put(question, patience) {
        return this.#put(question, patience, true);
    }
    async #put(question, patience, asAccount) {
        const { base, clock, log } = this.access;
        const judge = new Judge(question, patience, base);
        const left = () => (patience.until ?? Number.POSITIVE_INFINITY) - clock.elapsed();
        const logins = { own: 0, all: 0 };
        let attempt = 1;
        let isWaiting = false;
        for (let tries = 1;; tries++) {
            const token = asAccount ? this.#token : undefined;
            const timeoutMs = Math.min(question.request.timeoutMs ?? requestTimeoutMs, Math.max(leastAttemptMs, left()));
            const outcome = await this.#once(authorized({ ...question.request, timeoutMs }, token), patience.signal);
            if (asAccount && this.#mayLogInAgain(outcome, token, logins, patience)) {
                await this.#replace(token, outcome, patience);
                continue;
            }
            const mayRepeat = attempt < patience.attempts && left() > 0;
            const judged = judge.judge(outcome, clock.elapsed(), this.serverNow(), mayRepeat);
            if ('value' in judged)
                return judged.value;
            const { problem, uncounted, waitMs, withinMs = Number.POSITIVE_INFINITY } = judged;
            if (!problem.passing || left() <= 0 || !(mayRepeat || uncounted !== undefined))
                throw problem;
            const wait = Math.min(delayMs(tries, this.access.random(), waitMs), left(), withinMs);
            if (uncounted === 'waking') {
                const most = (0,world_clock/* formatDuration */.a3)(Math.min(withinMs, left()));
                if (!isWaiting)
                    log.info(`${problem.message}. Waiting for it, up to ${most}.`);
                isWaiting = true;
            }
            else {
                const nth = uncounted === undefined && Number.isFinite(patience.attempts) ? `${attempt} of ${patience.attempts}` : tries;
                log.info(`${problem.message}. Attempt ${nth}; the next one in ${(0,world_clock/* formatDuration */.a3)(wait)}.`);
            }
            await clock.sleep(wait, patience.signal);
            if (left() <= 0)
                throw problem;
            if (uncounted === undefined)
                attempt++;
            // The new token was refused too: another one may do better, as often as the limiter of logins allows.
            const isOld = clock.elapsed() - this.#tokenMs >= loginEveryMs;
            if (logins.own > 0 && uncounted === 'refusal' && isUnauthorized(outcome) && isOld)
                await this.#replace(token, outcome, patience);
        }
    }
    /** Whether a refusal of the token is a reason for a new login instead of an answer; `logins` counts those of this question. */
    #mayLogInAgain(outcome, sent, logins, patience) {
        if (!isUnauthorized(outcome) || this.#apiKey === undefined)
            return false;
        const isOwn = isOwnAnswer(outcome);
        if (!(isOwn ? logins.own === 0 : this.#mayBeStale(sent, logins.all, patience)))
            return false;
        // What ZenML itself says of a fresh token is a refusal like any other.
        if (isOwn)
            logins.own++;
        logins.all++;
        return true;
    }
    /** Whether a gateway's 401 may be about a token that has ended; its word may be about something else. */
    #mayBeStale(sent, logins, { attempts, keepsToken = false }) {
        if (sent === undefined || keepsToken)
            return false;
        // Where attempts are counted, a gateway has one new login of us.
        if (logins > 0 && Number.isFinite(attempts))
            return false;
        return sent !== this.#token || this.access.clock.elapsed() - this.#tokenMs >= leastTokenLifeMs;
    }
    /** Logs in again, unless another question has done so meanwhile: then the new token is worth a try by itself. */
    async #replace(sent, outcome, patience) {
        if (this.#token !== sent)
            return;
        const why = outcome instanceof NetworkError ? '' : detailOf(outcome).text || outcome.status;
        this.access.log.info(`The server no longer accepts the token (${why}); logging in again.`);
        await this.login(patience);
    }
    async #once(request, signal) {
        const { clock, log, send } = this.access;
        const path = request.path.replace(/\?.*/, '');
        try {
            const answer = await send(request, signal);
            const ms = Date.parse(answer.headers['date'] ?? '');
            if (!Number.isNaN(ms))
                this.#serverClock = { ms, elapsed: clock.elapsed() };
            log.debug(`${request.method} ${(0,foreign/* oneLine */.TN)(path)}: ${answer.status} in ${(0,world_clock/* formatDuration */.a3)(answer.durationMs)}`);
            return answer;
        }
        catch (error) {
            if (!(error instanceof NetworkError))
                throw error;
            log.debug(`${request.method} ${(0,foreign/* oneLine */.TN)(path)}: ${error.fault} (${(0,foreign/* oneLine */.TN)(error.message, 200)})`);
            return error;
        }
    }
}
function isUnauthorized(outcome) {
    return !(outcome instanceof NetworkError) && outcome.status === 401;
}
function authorized(request, token) {
    if (token === undefined)
        return request;
    return { ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } };
}

;// CONCATENATED MODULE: ./src/trigger/start-attempt.ts




/**
 * Asks the server once to start the run, by `until` (a moment of `clock.elapsed()`, ms). An answer about a run of another
 * name leaves it unclear whether it was made. Throws `MisplacedRun` where the run of this trigger's name is elsewhere
 * than was asked for, and what aborts `signal`.
 */
async function tryOnce(trigger, limits) {
    const { configuration, connection, idempotencyKey, identity, snapshot } = trigger;
    const patience = { attempts: 1, ...limits };
    let answer;
    try {
        answer = await connection.client.startRun(snapshot.id, identity.runName, configuration, idempotencyKey, patience);
    }
    catch (error) {
        if (!(error instanceof ServerError))
            throw error;
        return brokenOutcome(error);
    }
    if (!('id' in answer))
        return answeredOutcome(answer, trigger);
    requireMade(answer, trigger);
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
    const { session } = trigger.connection.client;
    const { exception } = detailOf(answer);
    const isFull = answer.status === 429 && exception === 'MaxConcurrentTasksError';
    const remedy = isFull ? queueFullRemedy : remedyOf(answer.status);
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
/** What ZenML answers instead of making a run, besides 409 and 429. */
const ownRefusals = [400, 401, 402, 403, 404, 405, 413, 415, 422, 501];
const queueFullRemedy = "The server's run queue is full. Set a longer timeout, or let the server run more snapshots at once.";
function remedyOf(status) {
    switch (status) {
        case 400:
        case 422:
            return 'Correct config: the server does not take it for this snapshot.';
        case 402:
            return "Running snapshots needs a feature that the server's ZenML Pro plan does not include.";
        case 403:
            return 'Give the service account a role that may run this snapshot and create runs.';
        case 404:
            return 'The snapshot was deleted meanwhile, or the server is older than 0.90 and has no snapshots; use command to run in this worker.';
        case 405:
            return "This server can't run snapshots, since it has no workload manager; set command instead of pipeline, to run the pipeline in this worker.";
        case 409:
            return 'A run of this name exists, and it is not visible to this account.';
        default:
            return undefined;
    }
}

;// CONCATENATED MODULE: ./src/trigger/start-run.ts







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
    const { client } = trigger.connection;
    const { clock, log, random } = client.access;
    const left = () => limits.until - clock.elapsed();
    let unclear = 0;
    let busy = 0;
    let inDoubt = false;
    for (let attempt = 1;; attempt++) {
        limits.signal.throwIfAborted();
        if (left() <= 0)
            throw tooLate(client.access.base);
        limits.remember(true);
        // Not cut off at the deadline itself: a request that is under way may make the run all the same.
        const outcome = await tryOnce(trigger, { signal: limits.signal, until: limits.until + lookUpMs });
        if (outcome.kind === 'made')
            return outcome.run;
        inDoubt ||= ['unclear', 'exists', 'busy'].includes(outcome.kind);
        if (!inDoubt && outcome.kind !== 'refused')
            limits.remember(false);
        const known = await lookUp(trigger, limits, outcome);
        if (known !== undefined) {
            log.info(`The server has the run ${known.name} already; following it.`);
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
    const { clock } = trigger.connection.client.access;
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
/** A refusal may be the answer to somebody else's request; it stands where the run can't be looked for either. */
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
/** The run of this trigger's name, if the server has it and it fits; throws where a foreign run has the name. */
function findOwnRun(trigger, limits) {
    // As patient as following: the run may be there, and nothing else is worth doing before that is known.
    return runOfName(trigger, {
        ...limits,
        attempts: Number.POSITIVE_INFINITY,
        refusalsPassForMs: refusalsPassMs
    });
}
async function runOfName(trigger, patience) {
    const { client, project } = trigger.connection;
    const run = await client.runNamed(project.id, trigger.identity.runName, patience);
    if (run !== undefined)
        requireFit(run, trigger);
    return run;
}

;// CONCATENATED MODULE: ./src/job/pipeline-trigger.ts
















/** Finds and checks everything that the trigger consists of, without changing anything on the server. */
async function prepareTrigger(job, wish) {
    const { connection, environment, inputs, invocation, world } = job;
    for (const tag of inputs.tags)
        refuseReservedTag(tag, 'tags');
    const snapshot = await findSnapshot(connection, wish, inputs.places);
    const workspace = workspaceOf(world.env);
    const configuration = await readConfiguration(inputs.config, world.files, workspace, inputs.places.config);
    const componentKeys = hasSettings(configuration) ? await connection.client.componentKeys(connection.stack.id) : [];
    checkConfiguration(configuration, { ...snapshot, componentKeys }, inputs.places.config);
    const code = await snapshotCode(job, snapshot);
    tellSnapshot(job, snapshot, code.note);
    // Without tags, `extra` and `run-name`: a workflow may write the attempt into what only describes a run.
    const { extra: _, tags: __, ...asked } = configuration;
    const identity = identify(invocation, {
        prefix: inputs.runName ?? snapshot.pipeline.name,
        environment: environment.name,
        request: {
            server: connection.client.access.base.href,
            project: connection.project.id,
            stack: connection.stack.id,
            environment: environment.name,
            wish: { pipeline: wish.pipeline, snapshot: wish.snapshot },
            configuration: asked
        }
    });
    return {
        connection,
        snapshot,
        identity,
        configuration: completed(configuration, {
            runName: identity.runName,
            tags: [...inputs.tags, ...provenanceTags(invocation, environment.name)],
            provenance: provenanceOf(invocation, {
                runName: identity.runName,
                environment: environment.name,
                code: code.proven
            })
        }),
        idempotencyKey: world.uuid()
    };
}
function tellSnapshot({ connection, report, world }, snapshot, note) {
    const { createdMs } = snapshot;
    const ageMs = createdMs === undefined ? undefined : Math.max(0, connection.client.session.serverNow() - createdMs);
    report.tell({ snapshot: { ...snapshot, ageMs }, pipeline: snapshot.pipeline.name, codeNote: note });
    world.log.info(`Snapshot ${describe(snapshot, ageMs)}`);
    world.log.info(note);
}
/** The run to follow: the earlier attempt's where a re-run attaches to it, else a new one; it is told before it is returned. */
async function obtainRun(job, trigger) {
    const { inputs, invocation, world } = job;
    const choice = await chooseOnRerun(trigger, invocation.attempt, inputs.onRerun);
    if (choice.kind === 'attach') {
        world.log.info(`Re-run: attaching, since ${choice.why}.`);
        announce(job, choice.run);
        await tellItsSnapshot(job, choice.run, trigger.snapshot);
        return choice.run;
    }
    if (choice.kind === 'replace')
        await awaitEnd(job, choice.run, choice.why);
    else if (Number(invocation.attempt) > 1)
        world.log.info(`Re-run: starting a new run, since ${choice.why}.`);
    const run = await pipeline_trigger_start(job, trigger);
    announce(job, run);
    return run;
}
/** Of an earlier attempt's run: its snapshot need not be the one that was found now. Only display, so that it throws nothing. */
async function tellItsSnapshot(job, run, found) {
    const id = run.sourceSnapshotId ?? run.snapshotId;
    if (id === found.id)
        return;
    const { client } = job.connection;
    const snapshot = id === undefined ? undefined : await client.snapshot(id).catch(() => undefined);
    const { note } = await snapshotCode(job, { codeCommit: snapshot?.codeCommit });
    if (snapshot !== undefined)
        return tellSnapshot(job, snapshot, note);
    job.report.tell({ codeNote: note });
    job.world.log.info(note);
}
async function pipeline_trigger_start(job, trigger) {
    const { inputs, report, state, until, world } = job;
    let mayExist = false;
    // Saved before each request: whatever happens to this process, post can find the run by its name.
    const remember = (value) => {
        mayExist = value;
        report.tell({ isInDoubt: value });
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
            const { kind } = await endRun(job.connection.client, error.run.id, cancelStopLimits);
            state.save({ settled: kind === 'ended' });
        }
        throw error;
    }
}
/** Tells log, outputs and state of the run before anything else can go wrong. */
function announce({ connection, inputs, report, state, world }, run) {
    const url = connection.runUrl(run.id);
    state.save({ settled: inputs.leaveRunning || !inputs.wait, runIds: [run.id], runUrl: url });
    report.tell({ triggered: true, runs: [runFacts(run, connection)] });
    world.log.info(`Run ${(0,foreign/* oneLine */.TN)(run.name, 255)}: ${url}`);
}
/** Waits for the earlier attempt's run to stop, so that no two runs of this job are active side by side; not for good, since one may hang. */
async function awaitEnd({ connection, until, world }, run, why) {
    const { clock, log } = world;
    const url = connection.runUrl(run.id);
    const forMs = Math.min(earlierRunStoppingMs, (until - clock.elapsed()) / 2);
    log.info(`Re-run: waiting for a run to end and then starting a new one, since ${why}: ${url}`);
    const stopped = await awaitStopped(connection.client, run, { forMs, everyMs: 2_000, signal: world.cancel });
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
/** On cancel in the middle of the request: the run may exist all the same. Post goes on where time runs out here. */
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
/** Stops an announced run, and saves whether post has to go on; undefined where the run is to be left running. */
async function stopUnlessLeft({ connection, inputs, state }, runId, limits) {
    if (inputs.leaveRunning)
        return undefined;
    const stopped = await endRun(connection.client, runId, limits);
    state.save({ settled: stopped.kind === 'ended' });
    return stopped;
}
/** The run of an unanswered request, as soon as the server shows it, within the time that a cancel leaves. */
function awaitOwnRun(trigger) {
    const { clock } = trigger.connection.client.access;
    const until = clock.elapsed() + 2_000;
    return (0,world_clock/* lookUntil */.c)(clock, { until, everyMs: 250 }, () => findOwnRun(trigger, { until }));
}
function describe(snapshot, ageMs) {
    const author = snapshot.author === undefined ? '' : ` by ${(0,foreign/* oneLine */.TN)(snapshot.author, 80)}`;
    const age = ageMs === undefined ? '' : `, made ${(0,world_clock/* formatDuration */.a3)(ageMs)} ago`;
    return `${(0,foreign/* oneLine */.TN)(snapshot.name, 120)} of pipeline ${(0,foreign/* oneLine */.TN)(snapshot.pipeline.name, 120)}${age}${author} (${snapshot.id})`;
}

;// CONCATENATED MODULE: ./src/job/pipeline.ts









/** Starts the pipeline on the server, or takes up the earlier attempt's run, and follows it to its end. */
async function runPipeline(job, wish) {
    const trigger = await prepareTrigger(job, wish);
    const { inputs, world, report, connection } = job;
    if (inputs.dryRun) {
        await requireRunner(connection, inputs.places.pipeline);
        const plan = `${trigger.snapshot.name} on stack ${connection.stack.name} as ${trigger.identity.runName}`;
        world.log.info(`Dry run: would start ${plan}.`);
        report.tell({ dryRun: true, plan });
        return { conclusion: 'skipped' };
    }
    const run = await obtainRun(job, trigger);
    if (inputs.wait)
        return pipeline_watch(job, run);
    world.log.info('The step does not wait for the run, since wait is false.');
    return { conclusion: 'triggered' };
}
async function pipeline_watch(job, run) {
    const { connection, inputs, state, until, world } = job;
    const url = connection.runUrl(run.id);
    let followed;
    try {
        followed = await follow(connection, run, { signal: world.cancel, until });
    }
    catch (error) {
        const { late } = await stop(job, run, cancelStopLimits);
        if (late === undefined)
            throw error;
        // What it came to counts, also where it could not be followed.
        tell(job, late);
        return runEnding(job, late);
    }
    tell(job, followed);
    switch (followed.end) {
        case 'finished':
            state.save({ settled: true });
            return runEnding(job, followed);
        case 'cancelled': {
            const { text } = await stop(job, run, cancelStopLimits);
            return { conclusion: 'cancelled', error: `The job was cancelled. ${text} ${url}` };
        }
        case 'deadline': {
            const { late, text } = await stop(job, run, { ...deadlineStopLimits, signal: world.cancel });
            if (late !== undefined) {
                tell(job, late);
                return runEnding(job, late);
            }
            const waited = (0,world_clock/* formatDuration */.a3)(inputs.timeoutMs);
            return { conclusion: 'timed-out', error: `${lastSeen(followed, waited)} ${text} ${url}` };
        }
    }
}
function tell({ connection, report }, { failures, run, stepCount, steps }) {
    report.tell({ runs: [runFacts(run, connection)], steps, stepCount, failures, metadata: run.metadata });
}
/** How the run was when the timeout came, as far as it could be known, in sentences. */
function lastSeen({ run, trouble }, waited) {
    const status = (0,foreign/* oneLine */.TN)(run.status, 60);
    if (trouble === undefined)
        return `The run is still ${status} after the timeout of ${waited}.`;
    const ago = (0,world_clock/* formatDuration */.a3)(trouble.unseenMs);
    return `The timeout of ${waited} came; the run was last seen as ${status} ${ago} ago. Since then: ${trouble.problem}`;
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
            job.report.tell({ runs: [runFacts(stopped.run, job.connection)] });
            return { text: 'The run was told to stop and has not ended yet; the post step sees to it.' };
        case 'pending':
            return { text: 'The run could not be stopped yet; the post step tries again.' };
        case 'ended': {
            if (stopped.run === undefined)
                return { text: 'The server no longer knows the run.' };
            job.report.tell({ runs: [runFacts(stopped.run, job.connection)] });
            // What a stop has ended did not end by itself.
            if (conclude(stopped.run.status) === 'stopped')
                return { text: 'The run was told to stop and has ended.' };
            const text = `The run has ended (${(0,foreign/* oneLine */.TN)(stopped.run.status, 60)}).`;
            return { text, late: await readOutcome(job.connection, stopped.run, job.world.cancel) };
        }
    }
}

;// CONCATENATED MODULE: ./src/job/route.ts

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
    'SSL_CERT_FILE',
    'SSL_CERT_DIR'
];
/**
 * A digest of the way to the server. The runner evaluates inputs and environment anew for post, so that a later step
 * could lead post, and with it the API key, somewhere else.
 */
function routeDigest(env, { authorities, client }) {
    const values = routeVariables.flatMap(name => [env[name] ?? null, env[name.toLowerCase()] ?? null]);
    return digest([...values, authorities ?? null, client?.chain ?? null]);
}

// EXTERNAL MODULE: ./src/job/state.ts
var job_state = __webpack_require__(90);
// EXTERNAL MODULE: ./src/world/proxies.ts + 1 modules
var proxies = __webpack_require__(2491);
;// CONCATENATED MODULE: ./src/zenml/client.ts





/** An id that nothing has, for a question about a path alone. */
const anyId = '00000000-0000-0000-0000-000000000000';
const pageSize = 100;
/** Pages of one list that are read at most, of {@link pageSize} items each. */
const maxPages = 20;
/**
 * What the action asks of a ZenML server, one method a question; every one throws a `ServerError`. Each answer is read
 * together with what was asked: one about something else is passing trouble, and never a fact.
 * Paths and parameters as observed on 0.98.0 (`/openapi.json` of the server lists them); the filters by which lists are
 * held against the question are known to every server that the action supports (sources of 0.84.3 and 0.90.0).
 */
class Client {
    session;
    constructor(session) {
        this.session = session;
    }
    /** What the session works with: address, clock, log. */
    get access() {
        return this.session.access;
    }
    /** Which server this is; needs no login. */
    info(patience = this.session.patience) {
        return this.session.read('read the server information', '/api/v1/info', readServerInfo, patience);
    }
    /** The account behind the API key. */
    account() {
        return this.session.read('read the own account', '/api/v1/current-user', json => {
            const account = readAccount(json);
            requireSame('account', account.id, this.session.accountId ?? account.id);
            return account;
        });
    }
    /** The project of a name or id, or undefined where there is none. */
    project(nameOrId) {
        const path = `/api/v1/projects/${encodeURIComponent(nameOrId)}`;
        return this.#find('find the project', path, json => withNameOrId(readNamed(json), nameOrId));
    }
    /** All projects that the account may see. */
    async projects() {
        return (await this.#list('list the projects', '/api/v1/projects', {}, readNamed)).items;
    }
    /** The stack of a name or id, or undefined; names match exactly. */
    async stack(nameOrId) {
        if (isUuid(nameOrId)) {
            const path = `/api/v1/stacks/${nameOrId}`;
            const stack = await this.#find('find the stack', path, json => withId(readNamed(json), nameOrId));
            if (stack !== undefined)
                return stack;
        }
        // `equals:` keeps a name like `contains:prod` from being read as an operator of the server's filters.
        const query = { name: `equals:${nameOrId}` };
        const { items } = await this.#list('find the stack', '/api/v1/stacks', query, json => withName(readNamed(json), nameOrId));
        return items.find(stack => stack.name === nameOrId);
    }
    /** Names of all stacks that the account may see. */
    async stackNames() {
        return (await this.#list('list the stacks', '/api/v1/stacks', {}, readNamed)).items.map(({ name }) => name);
    }
    /** The keys by which settings go of a stack's components; none where the stack is gone. */
    async componentKeys(stackId) {
        const path = `/api/v1/stacks/${stackId}?hydrate=true`;
        const found = await this.#find('read the stack', path, json => {
            withId(readNamed(json), stackId);
            return readComponentKeys(json);
        });
        return found ?? [];
    }
    /** Names of all pipelines of a project. */
    async pipelineNames(project) {
        const { items } = await this.#list('list the pipelines', '/api/v1/pipelines', { project }, readNamed);
        return items.map(({ name }) => name);
    }
    /** Named snapshots of a project (its id), newest first, that fit the filter. */
    async snapshots(project, filter) {
        const { name, pipeline } = filter;
        const query = {
            project,
            name: name === undefined ? undefined : `equals:${name}`,
            pipeline,
            // Each run leaves an anonymous copy of its snapshot behind, with its overrides.
            named_only: 'true',
            sort_by: 'desc:created'
        };
        const { items } = await this.#list('find the snapshot', '/api/v1/pipeline_snapshots', query, json => {
            const snapshot = readSnapshot(json);
            fit_requireProject(snapshot, project);
            if (name !== undefined)
                withName(snapshot, name);
            if (pipeline !== undefined)
                withNameOrId(snapshot.pipeline, pipeline);
            return snapshot;
        });
        return items;
    }
    /** The snapshot of an id with what its run configuration may hold, or undefined. */
    snapshot(id) {
        const path = `/api/v1/pipeline_snapshots/${id}?hydrate=true&include_config_schema=true`;
        return this.#find('read the snapshot', path, json => ({
            ...withId(readSnapshot(json), id),
            ...readSnapshotShape(json)
        }));
    }
    /**
     * Whether the server can run snapshots, or undefined where it doesn't say. One without a workload manager, as a plain
     * open-source one, has no way to ask for it; which ways a path has stands in the `Allow` of the refusal of another
     * one (RFC 9110 15.5.6; measured on 0.98.0: POST where it can, GET alone where it can't).
     */
    async runsSnapshots() {
        const path = `/api/v1/pipeline_snapshots/${anyId}/runs`;
        const request = { method: 'OPTIONS', path, timeoutMs: 5_000 };
        try {
            const answer = await this.session.ask('ask whether it runs snapshots', request, {
                ...this.session.patience,
                attempts: 1
            });
            const ways = (answer.headers['allow'] ?? '').split(',').map(way => way.trim());
            return answer.status === 405 && ways.includes('GET') !== ways.includes('POST') ? ways.includes('POST') : undefined;
        }
        catch (error) {
            // Only the reason in a message hangs on it.
            if (error instanceof ServerError)
                return undefined;
            throw error;
        }
    }
    /**
     * Asks the server once to run a snapshot under the name that `configuration` gives, with an idempotency key (a random
     * UUIDv4: the server matches keys by the UUID alone). Returns the run of that name, or the refusal, whatever it is.
     * Never repeated here: the caller has to look for the run first.
     */
    startRun(snapshotId, runName, configuration, idempotencyKey, patience) {
        const request = {
            method: 'POST',
            path: `/api/v1/pipeline_snapshots/${snapshotId}/runs`,
            headers: { 'content-type': 'application/json', 'idempotency-key': idempotencyKey },
            body: JSON.stringify({ run_configuration: configuration }),
            timeoutMs: 60_000
        };
        const read = (answer) => answer.status === 200 ? withName(readRun(answer.json), runName) : answer;
        return this.session.put({ what: 'start the run', request, read }, { ...patience, attempts: 1, keepsToken: true });
    }
    /** The run of an id; `details` reads its metadata too. */
    run(id, patience, details = false) {
        const path = `/api/v1/runs/${id}?hydrate=${details}`;
        return this.session.read('read the run', path, json => withId(readRun(json), id), patience);
    }
    /** The run of an id with its details, or undefined where the server knows none. */
    findRun(id, patience) {
        const path = `/api/v1/runs/${id}?hydrate=true`;
        return this.#find('read the run', path, json => withId(readRun(json), id), patience, isGone);
    }
    /** The run of an exact name, which is unique in its project (given by its id), or undefined. */
    async runNamed(project, name, patience) {
        const hold = (run) => withName(run, name);
        const runs = await this.#runs({ project, name: `equals:${name}` }, project, hold, patience);
        return runs.find(run => run.name === name);
    }
    /** Runs of a project (given by its id) whose name has a part, newest first. */
    async runsNamedLike(project, part) {
        // Databases may ignore the case of names, and read `_` as any character.
        const like = new RegExp(part.replace(/[.]/g, '\\.').replaceAll('_', '.'), 'i');
        const hold = ({ id, name }) => {
            if (!like.test(name))
                throw new SchemaError(`lists the run ${id}, whose name has not the part ${part}`);
        };
        const runs = await this.#runs({ project, name: `contains:${part}` }, project, hold);
        return runs.filter(({ name }) => name.includes(part));
    }
    /**
     * Runs of a project (given by its id) that an account made since a time of the server (ms since the epoch), newest
     * first, with their details.
     */
    runsOfAccount(project, user, sinceMs, patience) {
        const query = { project, user, created: `gte:${filterTime(sinceMs)}`, hydrate: 'true' };
        return this.#runs(query, project, run => requireSame('account', run.accountId, user), patience);
    }
    /** The newest runs that an account made in a project (given by its id), newest first, `most` at most. */
    newestRunsOf(project, user, most) {
        const path = query('/api/v1/runs', { project, user, sort_by: 'desc:created', size: String(most) });
        return this.session.read('find the newest runs', path, json => itemsOf(json).map(item => {
            const run = readRun(item);
            fit_requireProject(run, project);
            requireSame('account', run.accountId, user);
            return run;
        }));
    }
    /** The id of the run that a step belongs to, or undefined where there is no such step. */
    runOfStep(stepId, patience) {
        const read = (json) => {
            withId(readNamed(json), stepId);
            return (0,text_json/* optionalString */.sx)(json, 'metadata', 'pipeline_run_id');
        };
        return this.#find('read the step', `/api/v1/steps/${stepId}?hydrate=true`, read, patience);
    }
    /** Runs of a list, each held against the question by `hold`, which throws {@link SchemaError}. */
    async #runs(parameters, project, hold, patience) {
        const sorted = { ...parameters, sort_by: 'desc:created' };
        const read = (json) => {
            const run = readRun(json);
            fit_requireProject(run, project);
            hold(run);
            return run;
        };
        return (await this.#list('find the run', '/api/v1/runs', sorted, read, patience)).items;
    }
    /** Steps of a run that changed since a server time (as the server wrote it), or all of them; the first 2,000 at most. */
    steps(project, runId, since, patience) {
        const ms = since === undefined ? Number.NaN : Date.parse(`${since}Z`);
        const updated = Number.isNaN(ms) ? undefined : `gte:${filterTime(ms)}`;
        const query = { project, pipeline_run_id: runId, updated, sort_by: 'asc:created' };
        return this.#list('read the steps', '/api/v1/steps', query, json => stepOf(json, project, runId), patience);
    }
    /** The first 50 failed steps of a run, each with why it failed, and how many there are. */
    failedSteps(project, runId, patience) {
        const status = 'failed';
        const parameters = { project, pipeline_run_id: runId, status, sort_by: 'asc:created', hydrate: 'true', size: '50' };
        const path = query('/api/v1/steps', parameters);
        return this.session.read('read the failed steps', path, json => {
            const all = itemsOf(json).map(item => ({
                step: stepOf(item, project, runId),
                failure: readStepFailure(item)
            }));
            const items = all.filter(({ step }) => step.status === status);
            return { items, total: items.length < all.length ? items.length : (totalOf(json) ?? items.length) };
        }, patience);
    }
    /** Why a step of a run failed, where the server knows an exception. */
    stepFailure(runId, stepId, patience) {
        const path = `/api/v1/steps/${stepId}?hydrate=true`;
        const read = (json) => {
            requireSame('run', withId(readStep(json), stepId).runId, runId);
            return readStepFailure(json);
        };
        return this.session.read('read why a step failed', path, read, patience);
    }
    /** Questions of a run to a person, open or answered; an older server has none. */
    async waitConditions(project, runId, patience) {
        const path = query('/api/v1/run_wait_conditions', { project, pipeline_run: runId, hydrate: 'true' });
        const read = (json) => itemsOf(json).map(item => {
            const condition = readWaitCondition(item);
            requireSame('run', condition.runId, runId);
            return condition;
        });
        return (await this.#find('read what the run waits for', path, read, patience, isMissingPath)) ?? [];
    }
    /**
     * Answers a question of a run to a person with `abort`, which ends the run as stopped, also one that is `stopping`
     * already and would stay so for good (measured on 0.98.0); returns the answer, whatever it is.
     */
    abortQuestion(questionId, patience) {
        const request = {
            method: 'PUT',
            path: `/api/v1/run_wait_conditions/${questionId}/resolve`,
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify({ resolution: 'abort' })
        };
        return this.session.ask("abort the run's question", request, patience);
    }
    /** Asks the server to stop a run, leaving its current steps time to end; returns the answer, whatever it is. */
    stopRun(id, patience) {
        const path = `/api/v1/runs/${id}/stop?graceful=true`;
        return this.session.ask('stop the run', { method: 'POST', path, timeoutMs: 20_000 }, patience);
    }
    /** Adds tags to a run. */
    tagRun(id, tags) {
        return this.#write('tag the run', 'PUT', `/api/v1/runs/${id}`, { add_tags: tags }, json => withId(readNamed(json), id));
    }
    /** Writes one entry into a run's metadata, which its pipeline's own entries stand beside. */
    noteMetadata(project, runId, key, value) {
        return this.#write("write the run's metadata", 'POST', '/api/v1/run-metadata', {
            project,
            resources: [{ id: runId, type: 'pipeline_run' }],
            values: { [key]: value },
            types: { [key]: 'dict' }
        });
    }
    /** Asks for a token of this account with a limited life in seconds; returns it, or the refusal, whatever it is. */
    token(lifeSeconds) {
        const path = `/api/v1/api_token?token_type=generic&expires_in=${Math.ceil(lifeSeconds)}`;
        const request = { method: 'GET', path, wantsSecret: true };
        const read = (answer) => answer.status === 200 ? this.session.readToken(answer.json) : answer;
        return this.session.put({ what: 'get a short-lived token', request, read }, this.session.patience);
    }
    /**
     * What the JSON at a path comes to, or undefined where ZenML says that there is none: by default by its 404, and by
     * 422 for what isn't a valid id or name, so that nothing can have it.
     */
    #find(what, path, parse, patience = this.session.patience, isAbsent = answer => isGone(answer) || answer.status === 422) {
        const read = (answer) => {
            if (isAbsent(answer))
                return undefined;
            if (answer.status !== 200)
                throw refusal(what, this.access.base.origin, answer);
            return parse(answer.json);
        };
        return this.session.put({ what, request: { method: 'GET', path }, read }, patience);
    }
    /** Changes something; throws unless the server agrees, with an answer in which `check` finds no fault. */
    #write(what, method, path, body, check = () => undefined) {
        const request = { method, path, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
        const read = (answer) => {
            if (answer.status !== 200)
                throw refusal(what, this.access.base.origin, answer);
            check(answer.json);
        };
        return this.session.put({ what, request, read }, this.session.patience);
    }
    /** The items of a list, page by page, each read by `parse`; the first {@link maxPages} pages at most. */
    async #list(what, path, parameters, parse, patience = this.session.patience) {
        const all = [];
        for (let page = 1;; page++) {
            const paged = { ...parameters, page: String(page), size: String(pageSize) };
            const read = (json) => {
                requirePage(json, page);
                return { items: itemsOf(json).map(parse), pages: pagesOf(json), total: totalOf(json) };
            };
            const { items, pages, total } = await this.session.read(what, query(path, paged), read, patience);
            all.push(...items);
            if (page >= pages || page >= maxPages)
                return { items: all, total: Math.max(all.length, total ?? 0) };
        }
    }
}
/** Throws {@link SchemaError} where an answer is another page of a list than was asked for. */
function requirePage(json, page) {
    const index = (0,text_json.at)(json, 'index');
    if (typeof index === 'number' && index !== page)
        throw new SchemaError(`is page ${index} of the list, not ${page}`);
}
/** A step of a run; throws {@link SchemaError} where the answer says that it is another's. */
function stepOf(json, project, runId) {
    const step = readStep(json);
    requireSame('project', step.projectId, project);
    requireSame('run', step.runId, runId);
    return step;
}
/** Whether a server is too old for a path. */
function isMissingPath({ status }) {
    return status === 404 || status === 405;
}
function query(path, parameters) {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters))
        if (value !== undefined)
            search.append(name, value);
    return `${path}?${search.toString()}`;
}
/** Time in the form that the server's filters take: UTC, whole seconds. */
function filterTime(ms) {
    return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}

;// CONCATENATED MODULE: ./src/zenml/run-url.ts

/**
 * Addresses of a project's runs in the dashboard, as ZenML's client builds it (`dashboard_utils.py` of 0.98.0): Pro goes by the
 * project's id, open source by its name. Falls back to the address that the user gave where the server knows none.
 */
function runUrls(info, base, project) {
    const known = URL.parse(info.dashboardUrl);
    const dashboard = known !== null && ['https:', 'http:'].includes(known.protocol) ? known : base;
    // Not what a server's configuration may hold besides: a password, or what would swallow the path.
    const place = (0,foreign/* withoutTrailingSlashes */.A$)(`${dashboard.origin}${dashboard.pathname}`);
    const projectPart = encodeURIComponent(info.isPro ? project.id : project.name);
    return runId => `${place}/projects/${projectPart}/runs/${encodeURIComponent(runId)}`;
}

;// CONCATENATED MODULE: ./src/zenml/connect.ts







/** Oldest server whose API the action speaks: projects, stops and statuses are as they are since then. */
const oldestVersion = '0.84';
/** Oldest server that can be asked to run a snapshot over its API. */
const oldestSnapshotVersion = '0.90';
/**
 * How long a server may take to start when it is asked, ms: half of the time that there is, within these. Containers that
 * were scaled to nothing, with their database, take a minute or two.
 */
const [minWakeMs, maxWakeMs] = [20_000, 5 * 60_000];
/** Asks a server who it is, without any credential; throws {@link ServerError} where no supported ZenML answers. */
async function contact(access) {
    const session = new Session(access);
    const { patience } = session;
    const leftMs = (patience.until ?? Number.POSITIVE_INFINITY) - access.clock.elapsed();
    const wakesForMs = Math.min(maxWakeMs, Math.max(minWakeMs, leftMs / 2));
    const info = await new Client(session).info({ ...patience, firstContact: true, wakesForMs });
    requireVersion(info, oldestVersion, access.base, `Upgrade the server to ${oldestVersion} or newer.`);
    return { access, info };
}
/** Throws {@link ServerError} with the remedy where a server is older than a version, written `major.minor`. */
function requireVersion(info, version, base, remedy) {
    const [major = 0, minor = 0] = info.version.split('.').map(Number);
    const [oldMajor = 0, oldMinor = 0] = version.split('.').map(Number);
    if (major > oldMajor || (major === oldMajor && minor >= oldMinor))
        return;
    throw new ServerError(`The server runs ZenML ${(0,foreign/* oneLine */.TN)(info.version, 40)}, which is too old for this`, {
        where: base.origin,
        remedy
    });
}
/** Logs in with the API key and finds project and stack; throws with the names that are near where there is none. */
async function connect({ access, info }, apiKey, wanted) {
    const session = new Session(access, apiKey);
    await session.login();
    const client = new Client(session);
    const account = await client.account();
    if (!account.isServiceAccount) {
        access.log.warning(`The API key belongs to ${(0,foreign/* oneLine */.TN)(account.name, 80)}, which is not a service account; give CI a service account of its own.`);
    }
    const project = await findProject(client, wanted.project);
    const stack = await findStack(client, wanted.stack, wanted.stackFrom);
    return { client, info, account, project, stack, runUrl: runUrls(info, access.base, project) };
}
async function findProject(client, name) {
    const project = await client.project(name);
    if (project !== undefined)
        return project;
    const names = (await client.projects()).map(other => other.name);
    throw new errors/* InputError */.dz(`There is no project '${(0,foreign/* oneLine */.TN)(name, 80)}' on the server, or the account may not see it`, {
        where: 'project',
        remedy: (0,suggest/* suggest */.ZA)(name, names, 'projects')
    });
}
async function findStack(client, name, where) {
    const stack = await client.stack(name);
    if (stack !== undefined)
        return stack;
    const names = await client.stackNames();
    throw new errors/* InputError */.dz(`There is no stack '${(0,foreign/* oneLine */.TN)(name, 80)}' on the server, or the account may not see it`, {
        where,
        remedy: `${(0,suggest/* suggest */.ZA)(name, names, 'stacks')} An environment can name its stack with 'stack: <name or id>'.`
    });
}

;// CONCATENATED MODULE: ./src/behind-gate.ts




















/** Everything behind the gate, for the environment that it has chosen: connection, start, follow. Throws what fails the step. */
function runBehindGate(world, report, match) {
    return inTime(prepare(world, report, match));
}
function prepare(world, report, { environment, isFork, pullRequest }) {
    const { clock, env, log } = world;
    // The first that is read of any credential.
    (0,secrets/* maskSecret */.$l)(log, (0,names/* readInput */.R5)(env, 'api-key'));
    (0,secrets/* maskSecret */.$l)(log, env['ZENML_STORE_API_KEY'] ?? '');
    maskClientCertificate(log, (0,names/* readInput */.R5)(env, 'client-certificate'));
    (0,proxies/* hideProxyPasswords */.JX)(log, env);
    const inputs = readInputs(env, environment, isFork);
    for (const name of idleInputs(inputs))
        log.warning(`${name} has no effect without command.`);
    const hidden = {
        jobInstance: (0,names/* readInput */.R5)(env, 'job-instance'),
        jobIndex: (0,names/* readInput */.R5)(env, 'job-index'),
        jobMatrix: (0,names/* readInput */.R5)(env, 'job-matrix')
    };
    const invocation = readInvocation(env, { ...hidden, pullRequest });
    return { world, report, environment, inputs, invocation, until: clock.elapsed() + inputs.timeoutMs };
}
/** Does the work; what fails at the step's timeout, before a run could be followed, is called a timeout. */
async function inTime(job) {
    const { clock, cancel } = job.world;
    try {
        return await work(job);
    }
    catch (error) {
        if (cancel.aborted || clock.elapsed() < job.until)
            throw error;
        const waited = (0,world_clock/* formatDuration */.a3)(job.inputs.timeoutMs);
        return { conclusion: 'timed-out', error: `The timeout of ${waited} came. ${(0,errors/* explain */.WE)(error)}` };
    }
}
async function work(job) {
    const contacted = await reach(job);
    const { inputs, world } = job;
    switch (inputs.work.kind) {
        case 'pipeline': {
            const { access, info } = contacted.contacted;
            const remedy = `Upgrade the server to ${oldestSnapshotVersion}, or use command to run the pipeline in this worker.`;
            requireVersion(info, oldestSnapshotVersion, access.base, remedy);
            const connected = await logIn(contacted);
            await exportCredentials(connected);
            return runPipeline(connected, inputs.work);
        }
        case 'command': {
            const { command } = inputs.work;
            return untilTimeUp(job, async (timeUp) => {
                const prepared = await prepareCommand(contacted, command, timeUp);
                const connected = await logIn(contacted);
                await exportCredentials(connected);
                return runInWorker(connected, prepared, timeUp);
            });
        }
        case 'nothing':
            await exportCredentials(await logIn(contacted));
            if (inputs.dryRun)
                job.report.tell({ dryRun: true });
            world.log.info('Neither pipeline nor command is set, so nothing is run.');
            return { conclusion: 'skipped' };
    }
}
/** Runs work whose processes are ended by a signal when the step's timeout comes. */
async function untilTimeUp(job, body) {
    const { clock } = job.world;
    const timeUp = new AbortController();
    const done = new AbortController();
    const timer = clock.sleep(Math.max(0, job.until - clock.elapsed()), done.signal).then(() => timeUp.abort(new TimeUp(job.inputs.timeoutMs)), () => undefined);
    try {
        return await body(timeUp.signal);
    }
    catch (error) {
        if (!(error instanceof TimeUp))
            throw error;
        return { conclusion: 'timed-out', error: (0,errors/* explain */.WE)(error) };
    }
    finally {
        done.abort();
        await timer;
    }
}
async function reach(job) {
    const { inputs, report, world } = job;
    const { clock, env, log } = world;
    if (env['NODE_TLS_REJECT_UNAUTHORIZED'] === '0') {
        throw new errors/* InputError */.dz('The check of certificates is switched off for every connection', {
            where: 'NODE_TLS_REJECT_UNAUTHORIZED',
            remedy: "Remove the variable, and give the certificate of the server's authority in ca-certificate."
        });
    }
    const base = (0,address/* parseServerUrl */.Ep)(inputs.server.url, inputs.server.from, inputs.allowHttp);
    const certificates = await readCertificates(inputs, world);
    const proxy = (0,address/* proxyTo */.UM)(env, base);
    if (proxy !== undefined)
        log.info(`The way to the server leads through the proxy of ${proxy.from}, ${proxy.url.host}.`);
    const send = sender(base, await world.network(certificates), clock, log.withoutCredentials);
    // A cancel and the timeout count from the first question on.
    const patience = { ...shortPatience, signal: world.cancel, until: job.until };
    const contacted = await contact({ base, send, clock, log, random: world.random, patience });
    log.info(`ZenML ${contacted.info.version} at ${base.origin}`);
    report.tell({ serverVersion: contacted.info.version });
    return { ...job, contacted, certificates };
}
/** Logs in and finds project and stack; what post needs is known from here on. */
async function logIn(job) {
    const { contacted, environment, inputs, report, world } = job;
    const wanted = { project: inputs.project, stack: environment.stack, stackFrom: inputs.places.stack };
    const connection = await connect(contacted, inputs.server.apiKey, wanted);
    const { account, project, stack } = connection;
    report.tell({ stack, project: project.name, account: account.name });
    world.log.info(`Account ${account.name}, project ${project.name}, stack ${stack.name} (${stack.id}), timeout ${(0,world_clock/* formatDuration */.a3)(inputs.timeoutMs)}`);
    const state = new job_state/* SavedState */.pA(world.runner, {
        // With leave-running nothing is ever left to be stopped.
        settled: inputs.leaveRunning,
        environment: environment.name,
        server: contacted.access.base.href,
        route: routeDigest(world.env, job.certificates),
        projectId: project.id,
        accountId: account.id,
        runIds: []
    });
    return { ...job, connection, state };
}


/***/ }),

/***/ 1198:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   VA: () => (/* binding */ refuseUnseen),
/* harmony export */   iP: () => (/* binding */ readOverrides),
/* harmony export */   v8: () => (/* binding */ textValue),
/* harmony export */   xq: () => (/* binding */ readEventNames),
/* harmony export */   y6: () => (/* binding */ flagValue)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8815);
/* harmony import */ var _text_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(108);
/* harmony import */ var _text_foreign_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(1867);
/* harmony import */ var _text_suggest_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4185);
/* harmony import */ var _environments_document_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(6955);
/* harmony import */ var _event_policy_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8126);
/* harmony import */ var _shown_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(502);







const overrideKeys = {
    'server-url': 'serverUrl',
    project: 'project',
    pipeline: 'pipeline',
    snapshot: 'snapshot',
    command: 'command'
};
/** Reads the overrides among an environment's values, written in `text`; throws {@link InputError} naming the place. */
function readOverrides(values, place, text) {
    const overrides = {};
    for (const [key, property] of Object.entries(overrideKeys)) {
        if (values.has(key))
            overrides[property] = textValue(values.get(key), `${place}.${key}`, key === 'command');
    }
    if (values.has('config')) {
        const value = values.get('config');
        overrides.config = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(value) ? (0,_environments_document_js__WEBPACK_IMPORTED_MODULE_2__/* .textOf */ .b6)(value, text) : textValue(value, `${place}.config`, true);
    }
    return overrides;
}
/** Reads `events`, a word or a list; throws {@link InputError} saying why an event can't be listed. */
function readEventNames(value, place) {
    const items = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(value) ? value.items : [value];
    if (items.length === 0) {
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('the list of events is empty', { where: place, remedy: 'Write one, or remove it.' });
    }
    const names = items.map((item, index) => readEventName(item ?? null, `${place}[${index}]`));
    return [...new Set(names)];
}
function readEventName(item, place) {
    const name = textValue(item, place);
    const standing = (0,_event_policy_js__WEBPACK_IMPORTED_MODULE_3__/* .standingOf */ .YP)(name);
    const allowed = `Allowed are ${_event_policy_js__WEBPACK_IMPORTED_MODULE_3__/* .gateEventNames */ .sY.join(', ')}.`;
    switch (standing.kind) {
        case 'decides':
            return standing.event;
        case 'unknown': {
            const remedy = [(0,_text_suggest_js__WEBPACK_IMPORTED_MODULE_4__/* .didYouMean */ .au)(name, _event_policy_js__WEBPACK_IMPORTED_MODULE_3__/* .gateEventNames */ .sY), allowed].filter(part => part !== '').join(' ');
            throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`unknown event ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_5__/* .quoted */ .T)(name)}`, { where: place, remedy });
        }
        default:
            throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`${name} can't start a pipeline: it ${standing.why}`, { where: place, remedy: allowed });
    }
}
/** A value that is true or false; throws {@link InputError} for anything else. */
function flagValue(value, place) {
    if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(value) && typeof value.value === 'boolean')
        return value.value;
    const message = `the value is ${(0,_environments_document_js__WEBPACK_IMPORTED_MODULE_2__/* .describe */ .q0)(value ?? null)} where true or false is due`;
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where: place, remedy: 'Write true or false, without quotes, or remove the key.' });
}
function refuseControl(text, place) {
    if (!/[^\P{Cc}\n\r\t]/u.test(text))
        return;
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`the value ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_5__/* .quoted */ .T)(text)} contains a control character`, {
        where: place,
        remedy: 'Remove it.'
    });
}
/** Refuses a name that would look like another, since a character of it is not seen; throws {@link InputError}. */
function refuseUnseen(name, place) {
    const unseen = (0,_text_foreign_js__WEBPACK_IMPORTED_MODULE_6__/* .unseenIn */ .ux)(name);
    if (unseen === undefined)
        return;
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`${(0,_shown_js__WEBPACK_IMPORTED_MODULE_5__/* .quoted */ .T)(name)} contains the invisible character ${unseen}`, {
        where: place,
        remedy: 'Write it anew in one line, without what was copied along with it.'
    });
}
/**
 * A value's text, which is not empty and, unless `multiline`, of one line that is seen whole; throws {@link InputError} for anything
 * else, also for a number or boolean, since YAML would have it rewritten (1.10 as 1.1).
 */
function textValue(value, place, multiline = false) {
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(value) || typeof value.value !== 'string') {
        const message = `the value is ${(0,_environments_document_js__WEBPACK_IMPORTED_MODULE_2__/* .describe */ .q0)(value ?? null)} where text is due`;
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where: place, remedy: 'Put it in quotes, or remove the key.' });
    }
    const text = value.value;
    if (text.trim() === '')
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('the value is empty', { where: place, remedy: 'Write it, or remove the key.' });
    if (multiline)
        refuseControl(text, place);
    else {
        refuseUnseen(text, place);
        refuseOuterBlank(text, place);
    }
    return text;
}
/** Refuses a name with a blank around it, which a message would hardly show; ZenML would look for just that name. */
function refuseOuterBlank(text, place) {
    const trimmed = text.trim();
    if (text === trimmed)
        return;
    const side = text.startsWith(trimmed) ? 'ends' : text.endsWith(trimmed) ? 'begins' : 'begins and ends';
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`${(0,_shown_js__WEBPACK_IMPORTED_MODULE_5__/* .quoted */ .T)(text)} ${side} with a blank`, { where: place, remedy: `Write ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_5__/* .quoted */ .T)(trimmed)}.` });
}


/***/ }),

/***/ 6955:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KV: () => (/* binding */ parseMapping),
/* harmony export */   Mc: () => (/* binding */ entriesOf),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   q0: () => (/* binding */ describe)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8815);
/* harmony import */ var _text_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(108);
/* harmony import */ var _text_yaml_document_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2444);
/* harmony import */ var _shown_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(502);




const where = 'environments';
/**
 * Parses the input as YAML 1.2 with the core schema, of at most 64 Ki characters, without tags, anchors, aliases or
 * directives. Throws {@link InputError} with the line.
 */
function parseMapping(text) {
    const { document } = (0,_text_yaml_document_js__WEBPACK_IMPORTED_MODULE_2__/* .parseStrictYaml */ .A)(text, {
        where,
        maxLength: 64 * 1024,
        anchors: false,
        schema: 'core',
        remedy: `${example} Patterns with * [ ] { } ! or # need quotes.`
    });
    const { contents } = document;
    if (contents === null || ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(contents) && contents.value === null))
        throw noEnvironments();
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(contents)) {
        const message = `the input is ${describe(contents)} where a mapping of environments is due`;
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where, remedy: example });
    }
    if (contents.items.length === 0)
        throw noEnvironments();
    return contents;
}
const example = "Write one line per environment, as in 'staging: develop'.";
function noEnvironments() {
    return new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('there are no environments', { where, remedy: example });
}
/** The keys and values of a mapping; throws {@link InputError} for a key that is not text. */
function entriesOf(map, place) {
    return map.items.map(({ key, value }) => {
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key) && typeof key.value === 'string')
            return { key: key.value, value };
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`a key is ${describe(key)} where text is due`, { where: place, remedy: 'Put it in quotes.' });
    });
}
/** `a number (3)`, `a list`, …, for an error message. */
function describe(node) {
    if (node === null)
        return 'nothing';
    if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node))
        return 'a mapping';
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(node))
        return 'a list';
    const { value } = node;
    if (value === null)
        return 'nothing (null)';
    if (typeof value === 'string')
        return `the text ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_3__/* .quoted */ .T)(value, 60)}`;
    const kind = typeof value === 'boolean' ? 'a boolean' : 'a number';
    return `${kind} (${(0,_shown_js__WEBPACK_IMPORTED_MODULE_3__/* .shown */ .S)(String(node.source ?? value), 60)})`;
}
/**
 * A mapping as it is written in a text, each line where it stands there, for a value that is handed on as text: whoever
 * reads it may have other rules of what is a number.
 */
function textOf({ flow, range: [start, end] }, text) {
    const before = text.slice(0, start).split('\n');
    const indentation = flow === true ? '' : ' '.repeat(before.at(-1)?.length ?? 0);
    return `${'\n'.repeat(before.length - 1)}${indentation}${text.slice(start, end)}`;
}


/***/ }),

/***/ 2444:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ parseStrictYaml),
/* harmony export */   M: () => (/* binding */ maxDepth)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8815);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(108);
/* harmony import */ var _foreign_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1867);



/** Levels of nesting at most. */
const maxDepth = 40;
const quoting = "A value that starts with ! & or * needs quotes, as in '!main' or '*'.";
const syntaxRemedies = new Map([
    ['BAD_ALIAS', quoting],
    ['TAG_RESOLVE_FAILED', quoting]
]);
/** Parses one document of YAML 1.2, without tags and directives. Throws {@link InputError} that names the line. */
function parseStrictYaml(text, { where, maxLength, anchors, schema, remedy }) {
    if (text.length > maxLength) {
        const message = `the input is longer than ${maxLength} characters`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where, remedy: 'Shorten it.' });
    }
    // Measured: composing 60,000 brackets exhausts the stack, at times inside V8's RegExp compiler, which ends the process.
    if (depthOf(text) > maxDepth) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`the YAML is nested more than ${maxDepth} levels deep`, { where, remedy });
    }
    const lineCounter = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    const line = (offset) => lineCounter.linePos(offset).line;
    const lineOf = (node) => line(node?.range?.[0] ?? 0);
    const document = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .parseDocument */ .Tp)(text, {
        version: '1.2',
        schema,
        strict: true,
        // Checked below: the library compares every key with every other.
        uniqueKeys: false,
        // Whole numbers keep all their digits.
        intAsBigInt: true,
        prettyErrors: false,
        // Not 'silent', with which the library takes the first of several documents without a word.
        logLevel: 'error',
        lineCounter
    });
    const [error] = document.errors;
    if (error !== undefined) {
        const message = `not valid YAML in line ${line(error.pos[0])}: ${(0,_foreign_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(error.message, 200)}`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where, remedy: syntaxRemedies.get(error.code) ?? remedy });
    }
    if (document.directives.yaml.explicit === true || Object.keys(document.directives.tags).length > 1) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('YAML directives (%YAML, %TAG) are not supported', { where, remedy: 'Remove them.' });
    }
    const refuseTwins = (map) => {
        const seen = new Set();
        for (const { key } of map.items) {
            const place = lineOf((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isNode */ .Ll)(key) ? key : map);
            if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key)) {
                const kind = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(key) ? 'an alias' : (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(key) ? 'a mapping' : 'a list';
                const message = `in line ${place} a key is ${kind} where text is due`;
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where, remedy: 'Write each key as text.' });
            }
            // No value as a key is the empty text to whoever reads it.
            const name = String(key.value ?? '');
            if (seen.has(name)) {
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`not valid YAML in line ${place}: Map keys must be unique`, {
                    where,
                    remedy: 'Write each key once.'
                });
            }
            seen.add(name);
        }
    };
    const known = new Set();
    (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .visit */ .YR)(document, {
        Node: (_, node) => {
            const refuse = (what) => {
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`in line ${lineOf(node)} there is a YAML ${what}`, { where, remedy: quoting });
            };
            if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(node)) {
                if (!anchors)
                    refuse(`alias (*${(0,_foreign_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(node.source, 100)})`);
                if (!known.has(node.source))
                    refuse(`alias (*${(0,_foreign_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(node.source, 100)}) without an anchor before it`);
                return;
            }
            // Here, and not in a visitor of maps, which would keep the one of all nodes from seeing them.
            if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node))
                refuseTwins(node);
            if (node.tag !== undefined)
                refuse(`tag (${(0,_foreign_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(node.tag, 100)})`);
            if (node.anchor !== undefined && !anchors)
                refuse(`anchor (&${(0,_foreign_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(node.anchor, 100)})`);
            if (node.anchor !== undefined)
                known.add(node.anchor);
        }
    });
    return { document, lineOf };
}
/** How deep the values are nested, by the parser's concrete syntax, which it builds without recursion. */
function depthOf(text) {
    let deepest = 0;
    const pending = [];
    for (const token of new yaml__WEBPACK_IMPORTED_MODULE_0__/* .Parser */ .iX().parse(text))
        pending.push({ token, depth: 0 });
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
        const { token, depth } = next;
        if (typeof token !== 'object' || token === null)
            continue;
        const items = 'items' in token && Array.isArray(token.items) ? token.items : undefined;
        const own = items === undefined ? depth : depth + 1;
        deepest = Math.max(deepest, own);
        const parts = [...(items ?? [])];
        if ('key' in token)
            parts.push(token.key);
        if ('value' in token)
            parts.push(token.value);
        for (const part of parts)
            pending.push({ token: part, depth: own });
    }
    return deepest;
}


/***/ }),

/***/ 338:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ ObstacleError)
/* harmony export */ });
/** Why an exchange failed, where the adapter knows more than the error does. */
class ObstacleError extends Error {
    obstacle;
    constructor(obstacle, message, cause) {
        super(message, cause === undefined ? undefined : { cause });
        this.name = 'ObstacleError';
        this.obstacle = obstacle;
    }
}


/***/ }),

/***/ 2491:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  YY: () => (/* binding */ basicLogin),
  JX: () => (/* binding */ hideProxyPasswords),
  iJ: () => (/* binding */ proxyFor)
});

// EXTERNAL MODULE: ./src/text/errors.ts
var errors = __webpack_require__(108);
// EXTERNAL MODULE: ./src/text/foreign.ts
var foreign = __webpack_require__(1867);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(3136);
;// CONCATENATED MODULE: ./src/world/no-proxy.ts


/**
 * Whether a list like that of NO_PROXY names a URL's host. It is read as curl, Python's `requests` and GitHub's runner
 * read it together: names match themselves and what is below them, with or without a dot before them; addresses match
 * themselves, or as networks in CIDR notation; `*` stands for any characters, and a port behind a name narrows it.
 */
function isExempt(list, url) {
    const host = bareHost(url.hostname);
    const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
    return list
        .split(/[\s,]+/)
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
/** The name or address of an entry, and the port behind it; an IPv6 address has one only behind brackets. */
function splitPort(entry) {
    const [, bracketed, bare, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(entry) ?? [];
    return { name: bareHost(bracketed ?? bare ?? entry), ownPort: port };
}
function nameFits(entry, host) {
    const name = entry.replace(/^\.+/, '');
    if (name.includes('*')) {
        const pattern = name.replace(/[^a-z\d*-]/g, '\\$&').replaceAll('*', '.*');
        return new RegExp(`^${pattern}$`).test(host);
    }
    const ascii = /[\u0080-\uffff]/.test(name) ? (0,external_node_url_.domainToASCII)(name) : name;
    return ascii !== '' && (host === ascii || ((0,external_node_net_.isIP)(host) === 0 && host.endsWith(`.${ascii}`)));
}
/** Whether a host is an address in a network; one that isn't a network holds nothing. */
function isIn(host, address, bits) {
    const [hostKind, kind] = [(0,external_node_net_.isIP)(host), (0,external_node_net_.isIP)(address)];
    if (hostKind === 0 || kind === 0 || bits > (kind === 4 ? 32 : 128))
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

// EXTERNAL MODULE: ./src/world/secrets.ts
var secrets = __webpack_require__(3889);
;// CONCATENATED MODULE: ./src/world/proxies.ts




/** The variables that name proxies, without those in capitals, and the kinds of address that they are for. */
const variables = { http_proxy: 'http:', https_proxy: 'https:', all_proxy: '' };
const protocols = ['http:', 'https:', 'socks:', 'socks5:', 'socks5h:'];
/**
 * The proxy that the variables name for a URL, undefined where there is none or NO_PROXY names the host. They are read
 * as curl, Python's `requests` and GitHub's runner read them: one for http and one for https, ALL_PROXY for what has none
 * of its own; in small letters it comes first, and takes the proxy away where it is empty; without a scheme it is http://.
 * Throws {@link InputError} where the proxy that would be used has no address; what is not used isn't looked at.
 */
function proxyFor(env, url) {
    const [name, text] = named(env, url.protocol);
    if (text === '' || isExempt(env['no_proxy'] || env['NO_PROXY'] || '', url))
        return undefined;
    return parseProxy(name, text);
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
    return ['', ''];
}
function parseProxy(from, text) {
    const url = URL.parse(withScheme(text));
    // What comes behind a / ? or # belongs to no proxy's address: it is the rest of a password.
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
    const hasLogin = text.includes('@');
    return new errors/* InputError */.dz(hasLogin
        ? 'It can not be read as the address of a proxy; a character in the user or password seems to end it'
        : 'It is not the address of a proxy', {
        where: from,
        remedy: hasLogin
            ? 'Write such characters percent-encoded: %23 for #, %2F for /, %3F for ?, %40 for @.'
            : 'Write it like http://proxy.example.com:3128.'
    });
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

/***/ 4596:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ep: () => (/* binding */ parseServerUrl),
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   UM: () => (/* binding */ proxyTo)
/* harmony export */ });
/* harmony import */ var _text_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(108);
/* harmony import */ var _text_foreign_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1867);
/* harmony import */ var _world_proxies_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2491);



/**
 * The base URL of a server, without `/api/v1` and trailing slashes; `from` names the input. Only https, or http on
 * loopback or with `allowHttp`; never credentials, a query or a fragment. Throws {@link InputError}, which never
 * repeats the text: it may hold a secret.
 */
function parseServerUrl(text, from, allowHttp) {
    const url = URL.parse(text);
    const shape = { where: from, remedy: 'Write it like https://zenml.example.com (with https://).' };
    if (url === null)
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('This is no URL', shape);
    if (url.username !== '' || url.password !== '' || text.includes('@')) {
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('The URL holds credentials, which would end up in logs', {
            where: from,
            remedy: 'Remove everything before the @; the API key goes into api-key.'
        });
    }
    if (url.protocol !== 'https:' && url.protocol !== 'http:') {
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('Only https:// addresses are ZenML servers', shape);
    }
    // An empty one too, which a URL doesn't tell.
    if (/[?#]/.test(text)) {
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz('The URL has a query or a fragment, so it is a page and not the server itself', shape);
    }
    if (url.protocol === 'http:' && !allowHttp && !isLoopback(url.hostname)) {
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .InputError */ .dz(`http:// would send the API key to ${(0,_text_foreign_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(url.host, 100)} unencrypted`, {
            where: from,
            remedy: "Use https://, or set allow-http: 'true' if the network between is trusted."
        });
    }
    url.pathname = (0,_text_foreign_js__WEBPACK_IMPORTED_MODULE_2__/* .withoutTrailingSlashes */ .A$)(url.pathname).replace(/\/api\/v1$/, '');
    return url;
}
/** Whether a URL's host can only be this machine: 127.0.0.0/8, ::1 or localhost (RFC 6761). */
function isLoopback(hostname) {
    return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(hostname);
}
/**
 * The proxy on the way to a server, if any: none to this machine, which plain http must not leave since it is only taken
 * for safe there. Throws {@link InputError} where the variable that names one holds no address.
 */
function proxyTo(env, server) {
    return isLoopback(server.hostname) ? undefined : (0,_world_proxies_js__WEBPACK_IMPORTED_MODULE_1__/* .proxyFor */ .iJ)(env, server);
}


/***/ }),

/***/ 9388:
/***/ ((__unused_webpack_module, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   IS: () => (/* binding */ tlsReason),
/* harmony export */   WZ: () => (/* binding */ isTlsFault),
/* harmony export */   a7: () => (/* binding */ isClientRefused),
/* harmony export */   ff: () => (/* binding */ isDisagreement),
/* harmony export */   iM: () => (/* binding */ isCertificateFault),
/* harmony export */   rJ: () => (/* binding */ isPlainFault)
/* harmony export */ });
/* harmony import */ var _text_error_code_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8571);

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
/** Whether an error says that there is no TLS version or cipher in common, or no server of the name. */
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
