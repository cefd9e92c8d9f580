export const id = 502;
export const ids = [502];
export const modules = {

/***/ 3502:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  cleanup: () => (/* binding */ cleanup)
});

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

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./src/text/json.js
var text_json = __webpack_require__(2686);
;// CONCATENATED MODULE: ./src/command/observed-starts.js



/** Where the hook stops, so that more is not its own. */
const maxBytes = 1 << 20;
const maxLines = 10_000;
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
    const buffer = Buffer.alloc(maxBytes + 1);
    let length = 0;
    while (length < buffer.length) {
        const { bytesRead } = await file.read(buffer, length, buffer.length - length, length);
        if (bytesRead === 0)
            break;
        length += bytesRead;
    }
    return { bytes: buffer.subarray(0, Math.min(length, maxBytes)), isCut: length > maxBytes };
}
/** The notes in a text, of which only whole lines count; lines that the hook doesn't write say nothing. */
function parseObservations(text) {
    const lines = text
        .split('\n')
        .slice(0, -1)
        .filter(line => line !== '');
    const starts = new Map();
    const observed = { python: false, client: false, isCut: lines.length > maxLines };
    for (const line of lines.slice(0, maxLines)) {
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

// EXTERNAL MODULE: ./src/text/foreign.js
var foreign = __webpack_require__(2158);
;// CONCATENATED MODULE: ./src/zenml/run-extra.js

/** Key of a run's `extra`, or of its metadata, under which this action writes where the run came from. */
const run_extra_provenanceKey = 'gate';
/**
 * Reads what this action wrote into the `extra` of a run (with its details); undefined if there is nothing, or a copy of
 * what it wrote for another run, as ZenML hands it on with a snapshot.
 */
function readRunExtra(json) {
    const gate = (0,text_json.at)(json, 'metadata', 'config', 'extra', run_extra_provenanceKey);
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

// EXTERNAL MODULE: ./src/text/errors.js
var errors = __webpack_require__(9819);
;// CONCATENATED MODULE: ./src/zenml/schema.js


/**
 * An answer that can't be read as what was asked, or is about something else; says why, naming fields and names but no
 * other value. As the answer to a question it is passing trouble: a cache or a gateway has mixed something up.
 */
class schema_SchemaError extends errors/* ActionError */.lZ {
    /** What the answer is or lacks, as `it \u2026` continues. */
    why;
    constructor(why) {
        super(`The server's answer ${why}`, hint);
        this.why = why;
    }
}
/** The string at a path; throws {@link SchemaError} if there isn't one. */
function schema_stringAt(value, ...path) {
    const found = (0,text_json.at)(value, ...path);
    if (typeof found !== 'string')
        throw new schema_SchemaError(`has no text at '${path.join('.')}'`);
    return found;
}
/** The boolean at a path, or undefined if it is missing, null or something else. */
function schema_optionalBoolean(value, ...path) {
    const found = (0,text_json.at)(value, ...path);
    return typeof found === 'boolean' ? found : undefined;
}
/** The JSON object at a path, or an empty one. */
function schema_objectAt(value, ...path) {
    const found = (0,text_json.at)(value, ...path);
    return (0,text_json/* isObject */.Gv)(found) ? found : {};
}
/** The JSON object at a path; throws {@link SchemaError} if there isn't one. */
function schema_requiredObjectAt(value, ...path) {
    const found = at(value, ...path);
    if (!isObject(found))
        throw new schema_SchemaError(`has no object at '${path.join('.')}'`);
    return found;
}
/** The items of one page of a list; throws {@link SchemaError} if it isn't a page. */
function schema_itemsOf(page) {
    const items = (0,text_json.at)(page, 'items');
    if (!Array.isArray(items))
        throw new schema_SchemaError("isn't a list: it has no 'items'");
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
function schema_serverTime(text) {
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
    const version = oneLine(stringAt(json, 'version'), 60);
    const isPro = stringAt(json, 'deployment_type') === 'cloud';
    const dashboard = optionalString(json, isPro ? 'dashboard_url' : 'server_url');
    return {
        version,
        isPro,
        dashboardUrl: withoutTrailingSlashes((dashboard ?? '').slice(0, maxUrlLength)),
        proApiUrl: optionalString(json, 'pro_api_url')
    };
}
/** Reads `GET /current-user`; nothing but an account says whether it is a service account. */
function readAccount(json) {
    const isServiceAccount = optionalBoolean(json, 'body', 'is_service_account');
    if (isServiceAccount === undefined)
        throw new SchemaError("isn't an account: it has no 'body.is_service_account'");
    return { ...entities_readNamed(json), isServiceAccount };
}
/**
 * Reads the id and name that every entity of the server has; an entity without a name gets an empty one. Ids become
 * parts of addresses and outputs, so that one with anything but letters, digits, `_` and `-` is none: throws
 * {@link SchemaError}.
 */
function entities_readNamed(json) {
    const id = schema_stringAt(json, 'id');
    if (!/^[\w-]{1,64}$/.test(id))
        throw new schema_SchemaError("has no id at 'id'");
    // Longer than the server's column, or half a character: then it is not a name of ZenML's, and must not break anything here.
    return { id, name: ((0,text_json/* optionalString */.sx)(json, 'name') ?? '').slice(0, maxNameLength).toWellFormed() };
}
function optionalNamed(json) {
    return (0,text_json/* optionalString */.sx)(json, 'id') === undefined ? undefined : entities_readNamed(json);
}
/** Reads a snapshot, from a list or by itself. */
function readSnapshot(json) {
    return {
        ...entities_readNamed(json),
        projectId: optionalString(json, 'body', 'project_id'),
        pipeline: entities_readNamed(at(json, 'resources', 'pipeline')),
        stack: optionalNamed(at(json, 'resources', 'stack')),
        runnable: optionalBoolean(json, 'body', 'runnable') === true,
        createdMs: serverTime(optionalString(json, 'body', 'created')),
        author: optionalString(json, 'resources', 'user', 'name'),
        accountId: optionalString(json, 'resources', 'user', 'id') ?? optionalString(json, 'body', 'user_id'),
        provenance: objectAt(json, 'metadata', 'pipeline_configuration', 'extra', provenanceKey),
        sourceId: optionalString(json, 'metadata', 'source_snapshot_id'),
        codeCommit: optionalString(json, 'resources', 'code_reference', 'body', 'commit')
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
            `${type}.${optionalString(one, 'body', 'flavor_name') ?? ''}`,
            `${type}:${optionalString(one, 'name') ?? ''}`
        ]);
        return all.length === 0 ? [] : [type, ...own];
    });
}
/** Reads a run, from a list or by itself. */
function entities_readRun(json) {
    const tags = (0,text_json.at)(json, 'resources', 'tags');
    const { [run_extra_provenanceKey]: noted, [verdictsKey]: said, ...metadata } = schema_objectAt(json, 'metadata', 'run_metadata');
    // Until 0.85.0 a run has these in its body (measured on 0.84.3, 0.85.0 and 0.90.0).
    const related = (name) => (0,text_json.at)(json, 'resources', name) ?? (0,text_json.at)(json, 'body', name);
    return {
        ...entities_readNamed(json),
        status: (0,foreign/* oneLine */.TN)(schema_stringAt(json, 'body', 'status'), 60),
        projectId: (0,text_json/* optionalString */.sx)(json, 'body', 'project_id'),
        isScheduled: related('schedule') != null,
        statusReason: (0,text_json/* optionalString */.sx)(json, 'body', 'status_reason'),
        accountId: (0,text_json/* optionalString */.sx)(related('user'), 'id') ?? (0,text_json/* optionalString */.sx)(json, 'body', 'user_id'),
        serviceAccount: schema_optionalBoolean(related('user'), 'body', 'is_service_account')
            ? (0,text_json/* optionalString */.sx)(related('user'), 'name')
            : undefined,
        stack: optionalNamed(related('stack')),
        pipelineName: (0,text_json/* optionalString */.sx)(related('pipeline'), 'name'),
        snapshotId: (0,text_json/* optionalString */.sx)(json, 'resources', 'snapshot', 'id'),
        sourceSnapshotId: (0,text_json/* optionalString */.sx)(json, 'resources', 'source_snapshot', 'id'),
        originalRunId: (0,text_json/* optionalString */.sx)(json, 'resources', 'original_run', 'id'),
        parentRunId: (0,text_json/* optionalString */.sx)(json, 'resources', 'parent_run', 'id'),
        startedByStepId: (0,text_json/* optionalString */.sx)(json, 'metadata', 'trigger_info', 'step_run_id'),
        createdMs: schema_serverTime((0,text_json/* optionalString */.sx)(json, 'body', 'created')),
        startMs: schema_serverTime((0,text_json/* optionalString */.sx)(json, 'metadata', 'start_time')),
        endMs: schema_serverTime((0,text_json/* optionalString */.sx)(json, 'metadata', 'end_time')),
        tags: Array.isArray(tags) ? tags.flatMap(tag => (0,text_json/* optionalString */.sx)(tag, 'name') ?? []) : [],
        extra: readRunExtra(json),
        provenance: readProvenance(json, noted),
        verdicts: readVerdicts(said),
        openQuestionId: (0,text_json/* optionalString */.sx)(json, 'resources', 'active_wait_condition', 'id'),
        isDynamic: schema_optionalBoolean(json, 'resources', 'snapshot', 'body', 'is_dynamic') === true,
        failure: readStepFailure(json),
        modelVersion: readNamedModelVersion(related('model_version')),
        metadata
    };
}
/** Where a run says that it came from, in its configuration, or as `noted` in its metadata. */
function readProvenance(json, noted) {
    const written = (0,text_json.at)(json, 'metadata', 'config', 'extra', run_extra_provenanceKey);
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
    const number = at(json, 'body', 'number');
    if (typeof number !== 'number')
        throw new SchemaError("isn't a model version: it has no 'body.number'");
    return {
        ...entities_readNamed(json),
        model: entities_readNamed(at(json, 'body', 'model')),
        number,
        stage: optionalString(json, 'body', 'stage'),
        projectId: optionalString(json, 'body', 'project_id'),
        updatedMs: serverTime(optionalString(json, 'body', 'updated'))
    };
}
/** Reads a step of a run; a run itself looks like one, but doesn't say when it started. */
function readStep(json) {
    if (!Object.hasOwn(objectAt(json, 'body'), 'start_time'))
        throw new SchemaError("isn't a step: no 'body.start_time'");
    return {
        ...entities_readNamed(json),
        status: oneLine(stringAt(json, 'body', 'status'), 60),
        startMs: serverTime(optionalString(json, 'body', 'start_time')),
        endMs: serverTime(optionalString(json, 'body', 'end_time')),
        created: optionalString(json, 'body', 'created'),
        updated: optionalString(json, 'body', 'updated'),
        projectId: optionalString(json, 'body', 'project_id'),
        runId: optionalString(json, 'metadata', 'pipeline_run_id'),
        accountId: optionalString(json, 'resources', 'user', 'id') ?? optionalString(json, 'body', 'user_id')
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
function entities_readWaitCondition(json) {
    return {
        ...entities_readNamed(json),
        question: optionalString(json, 'metadata', 'question'),
        schema: objectAt(json, 'metadata', 'data_schema'),
        status: optionalString(json, 'body', 'status'),
        runId: optionalString(json, 'resources', 'run', 'id')
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
function fit_withId(entity, id) {
    return isSameId(entity.id, id) ? entity : refuse(entity, id);
}
/** The entity itself, if it has the name or the id that was asked for; throws {@link SchemaError} otherwise. */
function fit_withNameOrId(entity, nameOrId) {
    return isAskedFor(entity, nameOrId) ? entity : refuse(entity, nameOrId);
}
/** The entity itself, if it has the name that was asked for, whatever its case; throws {@link SchemaError} otherwise. */
function fit_withName(entity, name) {
    return isSameName(entity.name, name) ? entity : refuse(entity, name);
}
/** Throws {@link SchemaError} if an id is known and another than was asked for; `kind` names what it is the id of. */
function fit_requireSame(kind, known, asked) {
    if (known !== undefined && !isSameId(known, asked))
        throw new schema_SchemaError(`is about the ${kind} ${(0,foreign/* oneLine */.TN)(known, 80)}, not ${(0,foreign/* oneLine */.TN)(asked, 80)}`);
}
/** Throws {@link SchemaError} if a run or a model version isn't in the project that was asked for. */
function fit_requireProject({ projectId }, project) {
    fit_requireSame('project', projectId, project);
}
function refuse({ id, name }, asked) {
    throw new schema_SchemaError(`is about ${(0,foreign/* oneLine */.TN)(name, 200)} (${id}), not ${(0,foreign/* oneLine */.TN)(asked, 200)}`);
}

;// CONCATENATED MODULE: ./src/zenml/logged.js

/**
 * What was logged about a run, a model version or an artifact version, each with its details. The server always says it,
 * if only as `{}` (`fetch_metadata`, the same in 0.84.3 and 0.98.0): an answer without it would look as if nothing had
 * been logged. Throws {@link SchemaError}.
 */
function logged_loggedIn(json) {
    return requiredObjectAt(json, 'metadata', 'run_metadata');
}

;// CONCATENATED MODULE: ./src/world/clock.js
/** The reason with which {@link within} aborts work that took too long. */
class TimeLimit extends Error {
    constructor(ms) {
        super(`nothing came back within ${formatDuration(ms)}`);
        this.name = 'TimeLimit';
    }
}
/** Why a wait ends that nobody needs any longer. Without a reason each would be a new error, with its stack. */
const notNeeded = 'not needed any longer';
/** Runs abortable work for at most `ms`; rejects with {@link TimeLimit}, or with the outer signal's reason. */
async function within(clock, ms, outer, work) {
    const limit = new AbortController();
    const done = new AbortController();
    const signal = outer === undefined ? limit.signal : AbortSignal.any([limit.signal, outer]);
    const timer = clock.sleep(ms, done.signal).then(() => limit.abort(new TimeLimit(ms)), () => undefined);
    try {
        return await work(signal);
    }
    catch (error) {
        if (signal.aborted)
            throw signal.reason;
        throw error;
    }
    finally {
        done.abort(notNeeded);
        await timer;
    }
}
/** What work resolves to, unless the signal aborts before: then its reason is thrown, and the work is left to itself. */
async function untilAborted(work, signal) {
    if (signal === undefined)
        return work;
    // Nobody hears of it once the signal has aborted, and Node ends a process over an unheard rejection.
    work.catch(() => undefined);
    signal.throwIfAborted();
    const done = new AbortController();
    const aborted = new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true, signal: done.signal });
    });
    return Promise.race([work, aborted]).finally(() => done.abort(notNeeded));
}
/** What work resolves to, or undefined if that takes longer than `ms`. */
async function atMost(clock, ms, work) {
    const done = new AbortController();
    const limit = clock.sleep(ms, done.signal).then(() => undefined, () => undefined);
    // A timer left over would keep the whole action waiting for it.
    return Promise.race([work, limit]).finally(() => done.abort(notNeeded));
}
/** What a look finds, repeated every `everyMs` until `until`, a moment of `elapsed()`; undefined if it finds nothing by then. */
async function lookUntil(clock, { everyMs, signal, until }, look) {
    for (;;) {
        const found = await look();
        if (found !== undefined || clock.elapsed() + everyMs >= until)
            return found;
        await clock.sleep(everyMs, signal);
    }
}
/** `1h 5m`, `2m 3s`, `4.2 s` or `250 ms`, from ms. */
function formatDuration(ms) {
    if (ms < 1000)
        return `${Math.max(0, Math.round(ms))} ms`;
    if (ms < 60_000)
        return `${(ms / 1000).toFixed(ms < 10_000 ? 1 : 0).replace(/\.0$/, '')} s`;
    const seconds = Math.round(ms / 1000);
    const [h, m, s] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
    return h > 0 ? `${h}h${m > 0 ? ` ${m}m` : ''}` : `${m}m${s > 0 ? ` ${s}s` : ''}`;
}
/** Parses `90s`, `45m`, `5h30m` or `1d` to ms; undefined if it is none of them, without a unit, or zero. */
function parseDuration(text) {
    const compact = text.trim().toLowerCase().replace(/\s+/g, '');
    const match = /^(?:(\d{1,6})d)?(?:(\d{1,6})h)?(?:(\d{1,6})m)?(?:(\d{1,6})s)?$/.exec(compact);
    if (match === null || compact === '')
        return undefined;
    const [days, hours, minutes, seconds] = match.slice(1).map(part => Number(part ?? 0));
    const ms = ((((days ?? 0) * 24 + (hours ?? 0)) * 60 + (minutes ?? 0)) * 60 + (seconds ?? 0)) * 1000;
    return ms > 0 ? ms : undefined;
}

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
function server_error_agreed(what, base, answer) {
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
    return error.as(false, `, and nothing else for ${formatDuration(forMs)}`);
}
/** Word that a server isn't available, after it was waited for, `forMs`. */
function waitedFor(error, forMs) {
    return error.as(false, `, after ${formatDuration(forMs)} of waiting for it`);
}

;// CONCATENATED MODULE: ./src/zenml/requests.js



const pageSize = 100;
/** Pages of one list that are read at most, of {@link pageSize} items each. */
const maxPages = 20;
/** A path with a query. */
function requests_withQuery(path, parameters) {
    const search = new URLSearchParams();
    for (const [name, value] of Object.entries(parameters))
        if (value !== undefined)
            search.append(name, value);
    return `${path}?${search.toString()}`;
}
/** What the JSON at a path is parsed to, or undefined if ZenML says that there is nothing; throws `ServerError`. */
function requests_find(session, wanted, patience) {
    const { isAbsent = answer => isGone(answer) || answer.status === 422, parse, path, what } = wanted;
    const read = (answer) => isAbsent(answer) ? undefined : parse(server_error_agreed(what, session.access.base, answer));
    return session.put({ what, request: { method: 'GET', path }, read }, patience ?? session.patience);
}
/** The items of a list, page by page, the first {@link maxPages} pages at most; throws `ServerError`. */
async function list(session, wanted, patience) {
    const { parse, path, query, what } = wanted;
    const all = [];
    for (let page = 1;; page++) {
        const paged = requests_withQuery(path, { ...query, page: String(page), size: String(pageSize) });
        const { items, pages } = await session.read(what, paged, json => requests_readPage(json, page, parse), patience);
        all.push(...items);
        if (page >= pages || page >= maxPages)
            return all;
    }
}
/** Reads a page of a list; throws {@link SchemaError} if it is another page than was asked for. */
function requests_readPage(json, page, parse) {
    const index = (0,text_json.at)(json, 'index');
    if (typeof index === 'number' && index !== page)
        throw new schema_SchemaError(`is page ${index} of the list, not ${page}`);
    const items = schema_itemsOf(json).map(parse);
    return { items, pages: pagesOf(json), total: totalOf(json) ?? items.length };
}
/** Changes something; throws `ServerError` unless the server agrees, with an answer in which `check` finds no fault. */
async function requests_change(session, { check, ...wish }, patience) {
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
    const parse = (json) => fit_withId(entities_readRun(json), id);
    return requests_find(session, { what: 'read the run', path, parse, isAbsent: isGone }, patience);
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
        return oneLine(json, 60);
    };
    return session.read("read the run's status", `${runsPath}/${runId}/status`, read, patience);
}
/** The run of an exact name, which is unique in its project (given by its id), or undefined; throws `ServerError`. */
async function runNamed(session, project, name, patience) {
    const hold = (run) => fit_withName(run, name);
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
    return listRuns(session, query, run => fit_requireSame('account', run.accountId, user), patience);
}
/** The newest runs that an account made in a project (given by its id), newest first, `most` at most; throws `ServerError`. */
function runs_newestRunsOf(session, project, user, most) {
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
        const run = entities_readRun(json);
        fit_requireProject(run, query.project);
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

;// CONCATENATED MODULE: ./src/job/start-search.js

/** Runs of one command at most that are judged: each costs some requests. */
const maxRuns = 1_000;
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

;// CONCATENATED MODULE: ./src/job/leftovers.js


/** Reads what main has left, from its state and from what was observed of its command. */
async function readLeftovers({ command, runIds, runName }) {
    if (command === undefined) {
        const starts = runIds.length > 0 || runName === undefined ? [] : [{ name: runName }];
        return { ids: runIds, printedIds: [], starts, isUnseen: false };
    }
    const observed = await readObservations(command.notesFile);
    const ids = [...new Set([...runIds, ...startedIds(observed)])].slice(0, maxRuns);
    const printedIds = observed.starts.length > 0 ? [] : command.printedIds.filter(id => !ids.includes(id));
    const isUnseen = command.group !== undefined && !observed.client && ids.length + printedIds.length + observed.starts.length === 0;
    return { ids, printedIds, starts: unansweredStarts(observed), isUnseen };
}
/** A run of a `pipeline` is known by its name, so that every run of it is new. */
function baselineOf({ accountId, command, projectId }) {
    return command ?? { accountId, projectId, sinceMs: 0, earlierIds: [] };
}

// EXTERNAL MODULE: ./src/gate/environment.js
var environment = __webpack_require__(7619);
// EXTERNAL MODULE: ./src/text/suggest.js
var suggest = __webpack_require__(6160);
;// CONCATENATED MODULE: ./src/inputs/names.js
/** Inputs of the gate, which need no credential. */
const gateInputNames = ['environments', 'environment', 'on-no-match'];
/** Inputs whose defaults the runner fills in, and which nobody should set. */
const hiddenInputNames = ['job-instance', 'job-index', 'job-matrix'];
/** Every input that `action.yml` declares; a test holds the two together. */
const inputNames = [
    'server-url',
    'api-key',
    'project',
    'ca-certificate',
    'client-certificate',
    'allow-http',
    ...gateInputNames,
    'pipeline',
    'snapshot',
    'command',
    'source',
    'run-id',
    'requirements',
    'integrations',
    'zenml-version',
    'python',
    'working-directory',
    'install-env',
    'pass-env',
    'export-credentials',
    'config',
    'run-name',
    'tags',
    'wait',
    'logs',
    'timeout',
    'leave-running',
    'dry-run',
    'on-rerun',
    'promote',
    'checks',
    'github-token',
    'comment',
    ...hiddenInputNames
];
/** Reads one input as the runner hands it over (`INPUT_<NAME>`), trimmed; empty if it is not set. */
function readInput(env, name) {
    return (env[`INPUT_${name.toUpperCase()}`] ?? '').trim();
}

;// CONCATENATED MODULE: ./src/inputs/choice.js




/** Reads an input that is one of some words, the first by default; throws {@link InputError} for any other. */
function choice(env, name, values) {
    const text = readInput(env, name);
    if (text === '')
        return values[0];
    const found = values.find(value => value === text);
    if (found !== undefined)
        return found;
    throw new errors/* InputError */.dz(`'${(0,foreign/* oneLine */.TN)(text, 40)}' is not one of ${values.join(', ')}`, {
        where: name,
        remedy: (0,suggest/* didYouMean */.au)(text, values) || `Use '${values[0]}' for the default.`
    });
}

;// CONCATENATED MODULE: ./src/inputs/gate-inputs.js




/** Reads what the gate needs; throws {@link InputError}. */
async function readGateInputs(env) {
    return {
        environments: await environmentsOf(readRules(env)),
        requested: readInput(env, 'environment') || undefined,
        onNoMatch: choice(env, 'on-no-match', ['skip', 'fail'])
    };
}
/** The rules as written. Empty rules are not the default ones: a misspelt expression leaves an empty text of other rules. */
function readRules(env) {
    if (env['INPUT_ENVIRONMENTS'] === undefined)
        return environment/* defaultRules */.Z4;
    const text = readInput(env, 'environments');
    if (text !== '')
        return text;
    throw new errors/* InputError */.dz('The input is set to nothing, so there are no rules for what may run where', {
        where: 'environments',
        remedy: 'Correct the expression that it is set to (a misspelt one gives nothing), or remove it for the default rules.'
    });
}
async function environmentsOf(rules) {
    if (rules.trim() === environment/* defaultRules */.Z4.trim())
        return environment/* defaultEnvironments */.yO;
    // The YAML parser is loaded only for rules of the user's own.
    const { parseEnvironments } = await __webpack_require__.e(/* import() */ 606).then(__webpack_require__.bind(__webpack_require__, 7606));
    return parseEnvironments(rules);
}

// EXTERNAL MODULE: ./src/gate/baseline.js
var baseline = __webpack_require__(331);
// EXTERNAL MODULE: ./src/results/read-checks.js + 2 modules
var read_checks = __webpack_require__(9391);
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

// EXTERNAL MODULE: ./src/gate/environment-fields.js + 1 modules
var environment_fields = __webpack_require__(8506);
;// CONCATENATED MODULE: ./src/inputs/values.js





/** Longest `timeout`, ms: a job on a self-hosted runner ends after five days (docs.github.com, usage limits). */
const maxTimeoutMs = 5 * 24 * 3600 * 1000;
/** Reads an input that is a name; throws {@link InputError} for one that would look like another. */
function values_readName(env, input) {
    const name = readInput(env, input);
    (0,environment_fields/* refuseUnseen */.VA)(name, input);
    return name;
}
/** Reads `tags`; throws {@link InputError} for one that would look like another. */
function readTags(env) {
    const tags = readWords(env, 'tags');
    for (const tag of tags)
        (0,environment_fields/* refuseUnseen */.VA)(tag, 'tags');
    return tags;
}
/** Reads entries that are separated by commas, by line ends or by what else `ends` says, without empty ones. */
function readWords(env, input, ends = /[,\n]/) {
    return readInput(env, input)
        .split(ends)
        .map(word => word.trim())
        .filter(word => word !== '');
}
/**
 * Reads a boolean as in YAML's core schema, like `getBooleanInput` of @actions/core, never "anything but false"; throws
 * {@link InputError} for other words.
 */
function readFlag(env, input, fallback) {
    const text = readInput(env, input);
    if (text === '')
        return fallback;
    if (['true', 'True', 'TRUE'].includes(text))
        return true;
    if (['false', 'False', 'FALSE'].includes(text))
        return false;
    throw new errors/* InputError */.dz(`'${(0,foreign/* oneLine */.TN)(text, 40)}' is neither true nor false`, {
        where: input,
        remedy: "Write 'true' or 'false'."
    });
}
/** Reads `promote`; throws {@link InputError} for what is not a stage that can be promoted to. */
function readStage(env) {
    const text = readInput(env, 'promote');
    return text === '' ? undefined : (0,environment_fields/* stageOf */.gV)(text, 'promote');
}
/** Reads `timeout`, ms, 5 h 30 min by default; throws {@link InputError} for what is not a duration up to five days. */
function readTimeout(env) {
    const text = readInput(env, 'timeout') || '5h30m';
    const where = 'timeout';
    const given = (0,foreign/* oneLine */.TN)(text, 40);
    if (/^0*[1-9]\d*$/.test(text)) {
        // GitHub's timeout-minutes counts minutes, many other tools seconds.
        const remedy = `Write '${given}m' for minutes or '${given}s' for seconds.`;
        throw new errors/* InputError */.dz(`'${given}' has no unit`, { where, remedy });
    }
    const ms = parseDuration(text);
    if (ms !== undefined && ms <= maxTimeoutMs)
        return ms;
    throw new errors/* InputError */.dz(`'${given}' is not a duration between 1s and 5d`, {
        where,
        remedy: "Write whole numbers with their units, like '90s', '45m', '5h30m' or '1d'; decimals are not accepted."
    });
}

;// CONCATENATED MODULE: ./src/inputs/work.js





/** Reads what to run for an environment; throws {@link InputError} if it could be several things. */
function readWork(env, environment) {
    const runId = readInput(env, 'run-id');
    const choice = chosenFor(environment, {
        pipeline: values_readName(env, 'pipeline') || undefined,
        snapshot: values_readName(env, 'snapshot') || undefined,
        command: readInput(env, 'command') || undefined,
        source: values_readName(env, 'source') || undefined
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
    const common = { pipeline: values_readName(env, 'pipeline') || undefined };
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
    const text = readInput(env, 'checks');
    const checks = environment.overrides.checks ?? (text === '' ? undefined : (0,read_checks/* readChecks */.w)(text, 'checks'));
    if (checks === undefined)
        return undefined;
    if (checks.baselineFrom === undefined)
        return { ...checks, baseline: undefined };
    const where = `${placesOf(environment).checks}.baseline.environment`;
    const found = (0,baseline/* findBaselineEnvironment */.c)(environment, checks.baselineFrom, environments, where);
    const stage = found.overrides.promote ?? readStage(env);
    return { ...checks, baseline: { stack: found.stack, stage, pipeline: pipelineOf(env, found) } };
}

// EXTERNAL MODULE: ./src/gate/requires.js
var gate_requires = __webpack_require__(3724);
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
    const given = { url: override ?? readInput(env, 'server-url'), apiKey: readInput(env, 'api-key') };
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
        caCertificate: readInput(env, 'ca-certificate') || undefined,
        clientCertificate: readInput(env, 'client-certificate') || undefined,
        allowHttp: readFlag(env, 'allow-http', false),
        project: overrides.project ?? (values_readName(env, 'project') || 'default'),
        work,
        requirements: readInput(env, 'requirements'),
        integrations: readWords(env, 'integrations', /[,\s]/),
        zenmlVersion: readInput(env, 'zenml-version') || 'server',
        python: readInput(env, 'python') || undefined,
        workingDirectory: readInput(env, 'working-directory') || '.',
        installEnv: readWords(env, 'install-env'),
        passEnv: readWords(env, 'pass-env'),
        exportCredentials: choice(env, 'export-credentials', ['none', 'token', 'api-key']),
        config: overrides.config ?? (readInput(env, 'config') || undefined),
        places: placesOf(environment),
        runName: values_readName(env, 'run-name') || undefined,
        tags: readTags(env),
        wait: readFlag(env, 'wait', true),
        logs: choice(env, 'logs', ['live', 'failed', 'none']),
        timeoutMs: readTimeout(env),
        leaveRunning: readFlag(env, 'leave-running', false),
        dryRun: readFlag(env, 'dry-run', false),
        onRerun: choice(env, 'on-rerun', ['auto', 'attach', 'new']),
        promote: overrides.promote ?? readStage(env),
        checks: readRunChecks(env, environment, environments),
        githubToken: readInput(env, 'github-token') || undefined,
        comment: readFlag(env, 'comment', false)
    };
    const { requires } = environment;
    refuseIdleInputs(inputs, environment, requires === undefined ? undefined : readWork(env, requires));
    return inputs;
}

;// CONCATENATED MODULE: ./src/zenml/question.js

/** Patience for a single question before the run exists: six attempts, about 20 s of waiting in all. */
const shortPatience = { attempts: 6 };
/** How long refusals pass where something had a good answer before: a control plane in trouble recovers in minutes, ms. */
const refusalsPassMs = 5 * 60_000;
/** ZenML's word that the thing asked for doesn't exist; a replica that lags no longer than that between can't be why. */
const goneForGood = { isSaidBy: isGone, confirmedAfterMs: 5_000 };

// EXTERNAL MODULE: ./src/text/encoding.js
var encoding = __webpack_require__(3817);
// EXTERNAL MODULE: ./src/text/error-code.js
var error_code = __webpack_require__(1584);
;// CONCATENATED MODULE: ./src/text/exact-json.js
/** Whole numbers of JSON that are too long for a double to be sure of, outside of most texts. */
const longNumber = /(?:^|[[:,\s])-?\d{16}/;
/**
 * Parses JSON, with whole numbers that a double can't hold as `bigint`. All other numbers of ZenML's answers are Python's
 * floats in their shortest form, which JavaScript writes with the same digits again. Throws `SyntaxError`.
 */
function parseExactJson(text) {
    return longNumber.test(text) ? JSON.parse(text, exact) : JSON.parse(text);
}
/** JavaScript hands the text of a primitive value to the reviver (ES2026, Node 21 and newer). */
function exact(_key, value, context) {
    if (typeof value !== 'number' || Number.isSafeInteger(value))
        return value;
    const source = context?.source ?? '';
    return /^-?\d+$/.test(source) ? BigInt(source) : value;
}
/** JSON of a value that {@link parseExactJson} has made, whose numbers are those of its source. Throws if it is nested too deeply. */
function writeExactJson(value, indent) {
    return JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? rawJson(String(each)) : each), indent);
}
/** What `JSON.stringify` writes as it is; TypeScript's library doesn't know of it yet. */
const { rawJSON: rawJson } = JSON;

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
/** What kind of page a text is that should have been JSON; undefined if nothing says so. */
function pageKind(text, headers) {
    const found = kinds.find(([, pattern]) => pattern.test(text.slice(0, looked)));
    if (found !== undefined)
        return found[0];
    return /^(?:Basic|Digest|Negotiate|NTLM)\b/i.test(headers['www-authenticate'] ?? '') ? 'sign-in' : undefined;
}
// Words in hosts and paths of the usual providers and gateways: Azure, Google, Okta, Keycloak, Cloudflare Access,
// oauth2-proxy, Authelia, Pomerium, ADFS, CAS, Shibboleth.
const words = 'log-?[io]n|sign-?[io]n|sso|saml2?|oauth2?|oidc|openid|auth(?:n|enticate|entication|orize|elia)?|adfs|cas|idp|accounts?|keycloak|okta|cloudflareaccess|microsoftonline|shibboleth';
const signInWord = new RegExp(`(?:^|[/._-])(?:${words})(?:[/._-]|$)`, 'i');
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
            const raw = await untilAborted(exchange(url, request, signal), signal);
            const isSecret = request.wantsSecret === true && raw.statusCode === 200;
            const answer = await readAnswer(raw, request, isSecret ? text => text : redact);
            return { ...answer, durationMs: clock.elapsed() - started };
        };
        try {
            return await within(clock, request.timeoutMs ?? requestTimeoutMs, outer, once);
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
    const headers = flatten(raw.headers, clean);
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
        return { json: (0,text_json/* mapTexts */.zO)(parseExactJson(text), clean), isJson: true };
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

// EXTERNAL MODULE: ./src/zenml/address.js
var address = __webpack_require__(7039);
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
    if ((0,address/* isLoopback */.U9)(base.hostname))
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
        if (error instanceof schema_SchemaError)
            return { kind: 'trouble', problem: no_answer_foreign(asked, error) };
        if (!(error instanceof ServerError))
            throw error;
        return { kind: error.passing ? 'trouble' : 'refusal', problem: error };
    }
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
function judge(asked, before, outcome, now) {
    const { base, patience, question } = asked;
    const tried = { ...before, tries: before.tries + 1 };
    if (isReasonForLogin(asked, before, outcome, now)) {
        const ownLogins = before.ownLogins + (isOwnAnswer(outcome) ? 1 : 0);
        const past = { ...tried, logins: before.logins + 1, ownLogins };
        return { kind: 'again', wait: undefined, loginReason: wordsOf(outcome), past };
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
        loginReason: isReasonForAnotherLogin(before, outcome, now, ms) ? wordsOf(outcome) : undefined,
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
    return `${message}. Waiting for it, up to ${formatDuration(mostMs)}.`;
}
function attemptLine({ attempts }, { past, problem, uncounted }, waitMs) {
    const nth = uncounted === undefined && Number.isFinite(attempts) ? `${past.attempts + 1} of ${attempts}` : String(past.tries);
    return `${problem.message}. Attempt ${nth}; the next one in ${formatDuration(waitMs)}.`;
}
function isUnauthorized(outcome) {
    return !(outcome instanceof NetworkError) && outcome.status === 401;
}
function wordsOf(answer) {
    return detailOf(answer).text || String(answer.status);
}

// EXTERNAL MODULE: ./src/world/secrets.js
var secrets = __webpack_require__(4158);
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
                return await untilAborted(this.#renewal, patience.signal);
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
            throw new schema_SchemaError('has no token');
        // Whoever's it is.
        (0,secrets/* maskSecret */.$l)(this.#access.log, json);
        if (!isTokenOf(json, this.#apiKey ?? '', this.#owner))
            throw new schema_SchemaError('holds the token of another account');
        return json;
    }
    #readLogin(answer) {
        const { base } = this.#access;
        if (answer.status === 401 || answer.status === 403)
            throw loginRefusal(base, answer);
        return this.readToken((0,text_json.at)(server_error_agreed('log in', base, answer), 'access_token'));
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
        const read = (answer) => parse(server_error_agreed(what, this.access.base, answer));
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
            const next = judge({ question, patience, base }, past, outcome, this.#moment(keeper, token));
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
            log.debug(`${shown}: ${answer.status} in ${formatDuration(answer.durationMs)}`);
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

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
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




const where = 'client-certificate';
/**
 * Hides the input `client-certificate`: the whole as it is and decoded, the keys in it, and every line of these, since a
 * log shows a text of several lines one by one. Words around them stay, which may be names that are needed.
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
 * {@link InputError} if one of them is missing or can't be used, without a word of what is in it.
 */
function readClientCertificate(input) {
    if (input === undefined)
        return undefined;
    const text = pemTextOf(input) ?? '';
    const blocks = pemBlocks(text);
    const certificates = blocks.filter(({ label }) => label === 'CERTIFICATE');
    if (certificates.length === 0)
        throw new errors/* InputError */.dz('There is no PEM certificate in it', { where, remedy: asOneText });
    if (isCutOff(text))
        throw new errors/* InputError */.dz('A part of it has no end', { where, remedy: asOneText });
    const key = onlyKey(blocks);
    const privateKey = readKey(key);
    const own = certificates.find(certificate => readCertificate(certificate).checkPrivateKey(privateKey));
    if (own === undefined) {
        throw new errors/* InputError */.dz('Its private key is not that of a certificate in it', {
            where,
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
        throw new errors/* InputError */.dz('There is no private key in it', { where, remedy: asOneText });
    if (others.length === 0)
        return key;
    const remedy = 'Keep the one that belongs to the certificate.';
    throw new errors/* InputError */.dz('There is more than one private key in it', { where, remedy });
}
const asOneText = 'Give the certificate and its private key as one text, one after the other, each from its -----BEGIN to its -----END line.';
function readCertificate({ text }) {
    try {
        return new external_node_crypto_.X509Certificate(text);
    }
    catch {
        throw new errors/* InputError */.dz('A certificate in it cannot be read', { where, remedy: 'Copy it whole.' });
    }
}
function readKey({ label, text }) {
    if (label.startsWith('ENCRYPTED') || /^Proc-Type:.*ENCRYPTED/m.test(text)) {
        throw new errors/* InputError */.dz('Its private key has a passphrase, which the action cannot enter', {
            where,
            remedy: 'Store the key without it as a secret: `openssl pkey -in key.pem` prints it.'
        });
    }
    try {
        return (0,external_node_crypto_.createPrivateKey)(text);
    }
    catch {
        throw new errors/* InputError */.dz('The private key in it cannot be read', { where, remedy: 'Copy it whole.' });
    }
}

// EXTERNAL MODULE: ./src/world/proxies.js + 1 modules
var proxies = __webpack_require__(7398);
;// CONCATENATED MODULE: ./src/job/hide-credentials.js




/** Makes runner and action hide every credential of the step. No credential is read before this. */
function hideCredentials({ env, log }) {
    (0,secrets/* maskSecret */.$l)(log, readInput(env, 'api-key'));
    (0,secrets/* maskSecret */.$l)(log, env['ZENML_STORE_API_KEY'] ?? '');
    (0,secrets/* maskSecret */.$l)(log, readInput(env, 'github-token'));
    maskClientCertificate(log, readInput(env, 'client-certificate'));
    (0,proxies/* hideProxyPasswords */.JX)(log, env);
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./src/text/file-fault.js
var file_fault = __webpack_require__(6959);
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
        throw new InputError(`There is no folder '${path}' in the workspace ${root}`, {
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
async function readFile(path, workspace, files) {
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

;// CONCATENATED MODULE: ./src/text/digest.js


/** SHA-256 of a JSON value in hexadecimal, independent of the order of its keys. */
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

;// CONCATENATED MODULE: ./src/job/server-route.js





/** The route that the inputs name; throws {@link InputError} if address or certificates can't be used. */
async function chooseRoute(world, inputs) {
    const base = (0,address/* parseServerUrl */.Ep)(inputs.server.url, inputs.server.from, inputs.allowHttp);
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
    return digest([...values, authorities ?? null, client?.chain ?? null]);
}

;// CONCATENATED MODULE: ./src/job/reconnect.js







/**
 * Logs in again for post, but only where main was: the runner has evaluated the inputs anew, and a later step may have
 * changed them. Asks until a moment of `clock.elapsed()`, ms; throws `ActionError` if the route is another one.
 */
async function reconnect(world, state, until) {
    const { clock, env, log, random } = world;
    hideCredentials(world);
    const { environments } = await readGateInputs(env);
    const environment = environments.find(({ name }) => name === state.environment);
    if (environment === undefined)
        throw changed('environments');
    const inputs = readInputs(env, environment);
    const route = await chooseRoute(world, inputs);
    if (route.base.href !== state.server)
        throw changed(inputs.server.from);
    if (route.digest !== state.route)
        throw changed('ca-certificate, client-certificate, a proxy, NODE_TLS_REJECT_UNAUTHORIZED or another certificate variable');
    // Main had good answers, so that a role, a gateway or the server may be in change.
    const patience = { attempts: Number.POSITIVE_INFINITY, until, refusalsPassForMs: refusalsPassMs };
    const send = await openRoute(world, route);
    const session = new Session({ base: route.base, send, clock, log, random, patience }, inputs.server.apiKey);
    await session.login();
    return session;
}
function changed(what) {
    return new errors/* ActionError */.lZ(`${what} is not what the main step used, so the API key is not sent there`, {
        remedy: 'A later step of the job has changed it. Look for the run in the dashboard, and stop it there if it is still active.'
    });
}

// EXTERNAL MODULE: ./src/job/state.js
var job_state = __webpack_require__(6897);
;// CONCATENATED MODULE: ./src/zenml/status.js
// The statuses of ZenML's ExecutionStatus (0.98.0); older servers have fewer of them.
const successful = new Set(['completed', 'cached', 'skipped']);
const unsuccessful = new Set(['failed', 'stopped', 'cancelled', 'retried']);
const active = new Set([
    'initializing',
    'provisioning',
    'queued',
    'running',
    'paused',
    'resuming',
    'retrying',
    'stopping',
    'cancelling'
]);
/** Whether a run or step of this status has ended for good; an unknown word is taken as still in progress. */
function isFinished(status) {
    return successful.has(status) || unsuccessful.has(status);
}
/** Whether a run or step of this status did what it was for. */
function isSuccess(status) {
    return successful.has(status);
}
/** Whether a run of this status has been asked to stop: it ends as stopped, unless it was about to end by itself. */
function isStopping(status) {
    return status === 'stopping' || status === 'cancelling';
}
/** Whether the status is a word that this action knows. */
function isKnown(status) {
    return isFinished(status) || active.has(status);
}

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
        said = stop_wordsOf(answer);
        // Whoever refuses the stop for another reason knows the run.
        const run = await look.run(isGone(answer));
        if (run === undefined || isFinished(run.status))
            return { kind: 'ended', run };
        return isStopping(run.status) ? { kind: 'stopping', run } : undefined;
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
        if (seen === undefined || isFinished(seen.status))
            return { kind: 'ended', run: seen };
        last = seen;
        const questionId = isStopping(seen.status) ? seen.openQuestionId : undefined;
        if (questionId === undefined || clock.elapsed() - beganMs < questionGraceMs)
            return undefined;
        log.info('The run that is being stopped waits for a person; its question is aborted.');
        await abortQuestion(session, questionId, look.patience);
        const after = await look.run();
        return after === undefined || isFinished(after.status) ? { kind: 'ended', run: after } : undefined;
    });
    if (stopped.kind === 'ended')
        return stopped;
    return isStopping(last.status) ? { kind: 'stopping', run: last } : { kind: 'pending' };
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
function stop_wordsOf(answer) {
    const { text } = detailOf(answer);
    if (text !== '')
        return text;
    return `the server answered ${answer.status}, and the run goes on`;
}
function logPending({ access }, said) {
    access.log.info(`The run could not be stopped yet${said === '' ? '' : `: ${(0,foreign/* oneLine */.TN)(said, 600)}`}`);
}

;// CONCATENATED MODULE: ./src/job/stop-leftovers.js







/** Time between two looks for a run, ms. */
const everyMs = 2_000;
/** Sees to everything at once, since this process ends as soon as this returns; each warns of its own trouble. */
async function stopLeftovers(cleanup, { ids, isUnseen, printedIds, starts }) {
    const { session, until, world } = cleanup;
    await Promise.all([
        ...ids.map(id => warned(cleanup, () => stopById(cleanup, id, session.patience))),
        // One that this account may not read is not worth a wait.
        ...printedIds.map(id => warned(cleanup, () => stopById(cleanup, id, { attempts: Number.POSITIVE_INFINITY, until }, true))),
        ...starts.map(start => warned(cleanup, () => stopWhenShown(cleanup, start, ids))),
        ...(isUnseen ? [warned(cleanup, () => warnOfUnseen(cleanup))] : [])
    ]);
    if (ids.length + printedIds.length + starts.length === 0 && !isUnseen)
        world.log.info("The server has no run that is known to be the main step's.");
}
async function warned({ place, world }, work) {
    try {
        await work();
    }
    catch (error) {
        warnOfLeftovers(world.log, error, place);
    }
}
/** Warns that something may be left running, and where a person can look for it, if that is known. */
function warnOfLeftovers(log, error, place) {
    const look = place === '' ? '' : ` Look in the dashboard: ${place}`;
    log.warning(`The post step could not make sure that nothing is left running: ${(0,errors/* explain */.WE)(error)}${look}`);
}
/** Stops a run of main's. One that was only printed is another step's if it bears provenance: main saves a run's id before that. */
async function stopById(cleanup, id, patience, wasPrinted = false) {
    const { baseline, session, world } = cleanup;
    const run = await findRun(session, id, patience);
    if (run === undefined)
        return world.log.info(`The server does not know a run ${id}.`);
    // What a command printed may be anybody's run.
    if (!isNew(run, baseline) || (wasPrinted && run.provenance !== undefined))
        return world.log.info(`The run ${id} was not started by the main step; leaving it alone.`);
    return stop(cleanup, run);
}
/** Looks for the run of a request that was cut off as long as there is time: it may be worked off a minute later. */
async function stopWhenShown(cleanup, start, known) {
    const { baseline, session, place, until, world } = cleanup;
    const { clock, log } = world;
    const run = await lookUntil(clock, { until, everyMs }, () => searchRun(session, start, baseline, known));
    if (run !== undefined)
        return stop(cleanup, run);
    log.warning(`The server may still start ${(0,foreign/* oneLine */.TN)(describeStart(start), 300)}, which was asked for before the step was cut off; if it appears, stop it in the dashboard: ${place}`);
}
async function stop({ session, place, state, until, world }, run) {
    const { clock, log } = world;
    const name = (0,foreign/* oneLine */.TN)(run.name, 255);
    if (isFinished(run.status))
        return log.info(`The run ${name} has ended (${(0,foreign/* oneLine */.TN)(run.status, 60)}).`);
    // Addresses of one project's runs differ in their ends.
    const url = state.runUrl?.replace(/[^/]+$/, run.id) ?? `${place} (${run.id})`;
    const limits = { forMs: until - clock.elapsed(), everyMs };
    const stopped = await (isStopping(run.status) ? awaitStopped(session, run, limits) : endRun(session, run.id, limits));
    switch (stopped.kind) {
        case 'ended':
            return log.info(`The run ${name} has ended (${(0,foreign/* oneLine */.TN)(stopped.run?.status ?? 'gone', 60)}).`);
        case 'stopping':
            return log.warning(`The run ${name} was told to stop and has not ended yet; look at it in the dashboard: ${url}`);
        case 'pending':
            return log.warning(`The run ${name} may still be running; stop it in the dashboard: ${url}`);
    }
}
/** A command whose requests could not be observed may have started any new run of the account: that is for a person to tell. */
async function warnOfUnseen({ baseline, session, place, world }) {
    const runs = await runsOfAccount(session, baseline.projectId, baseline.accountId, baseline.sinceMs);
    const active = runs.filter(run => isNew(run, baseline) && run.provenance === undefined && !isFinished(run.status));
    if (active.length === 0)
        return;
    const names = active.slice(0, 5).map(({ name }) => (0,foreign/* oneLine */.TN)(name, 200));
    world.log.warning(`The command's requests could not be observed. The account started ${names.join(', ')} meanwhile; stop what is the command's in the dashboard: ${place}`);
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
        return (0,external_node_fs_.readFileSync)(`/proc/${pid}/environ`, 'utf8').split('\0');
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

;// CONCATENATED MODULE: ./src/cleanup.js






/**
 * The post step: stops what main left running, also where main was killed outright. Always green and never throws, since
 * main has reported the step's truth already.
 */
async function cleanup(world) {
    const { clock, log } = world;
    let place = '';
    try {
        const state = (0,job_state/* readState */.un)(world.runner);
        if (state === undefined || state.settled)
            return true;
        place = state.runUrl ?? state.server;
        log.info('The main step did not see its run to an end; making sure that nothing is left running.');
        await endCommand(world, state);
        const leftovers = await readLeftovers(state);
        const until = clock.elapsed() + postMs;
        const session = await reconnect(world, state, until);
        await stopLeftovers({ world, session, state, baseline: baselineOf(state), until, place }, leftovers);
    }
    catch (error) {
        warnOfLeftovers(log, error, place);
    }
    return true;
}
/** Ends what a killed main left running in this job. */
async function endCommand({ clock, env, log }, { command }) {
    if (command?.group === undefined)
        return;
    if (await endAbandonedGroup(command.group, postGraceMs, clock, env['RUNNER_TRACKING_ID']))
        log.info('The command was still running; it has been ended.');
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

/***/ 8506:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  y6: () => (/* binding */ flagValue),
  xq: () => (/* binding */ readEventNames),
  iP: () => (/* binding */ readOverrides),
  VA: () => (/* binding */ refuseUnseen),
  gV: () => (/* binding */ stageOf),
  v8: () => (/* binding */ textValue)
});

// EXTERNAL MODULE: ../node_modules/yaml/dist/index.js
var dist = __webpack_require__(6637);
// EXTERNAL MODULE: ./src/results/read-checks.js + 2 modules
var read_checks = __webpack_require__(9391);
// EXTERNAL MODULE: ./src/text/errors.js
var errors = __webpack_require__(9819);
// EXTERNAL MODULE: ./src/text/foreign.js
var foreign = __webpack_require__(2158);
// EXTERNAL MODULE: ./src/text/suggest.js
var suggest = __webpack_require__(6160);
// EXTERNAL MODULE: ./src/gate/environment.js
var environment = __webpack_require__(7619);
// EXTERNAL MODULE: ./src/gate/environments-document.js
var environments_document = __webpack_require__(7906);
;// CONCATENATED MODULE: ./src/gate/event-policy.js
/** The same as a list, in the order in which messages list them. */
const gateEventNames = [
    'push',
    'workflow_dispatch',
    'schedule',
    'pull_request',
    'release'
];
const noCode = 'does not say which code to run';
/**
 * Every event of https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows but
 * `workflow_call`, whose runs bear their caller's event. An event is refused if people without write access can cause it,
 * directly or by way of a check or a status on a fork's commit, and it runs with the secrets of the repository.
 */
const standings = new Map([
    ...gateEventNames.map(event => [event, { kind: 'decides', event }]),
    ['merge_group', { kind: 'merge-queue', why: 'brings code that is not merged yet' }],
    ...refused('can be caused by anyone who may open a pull request, and runs with the secrets of the repository', [
        'pull_request_target'
    ]),
    ...refused("can follow a fork's workflow, and runs with the secrets of the repository", ['workflow_run']),
    ...refused('can be caused by anyone who may comment', ['issue_comment', 'discussion_comment']),
    ...refused('can be caused by anyone who may open an issue or a discussion', ['issues', 'discussion']),
    ...refused('can be caused by anyone who may review a pull request, forks included', [
        'pull_request_review',
        'pull_request_review_comment'
    ]),
    ...refused('can be caused by anyone who may read the repository', ['fork', 'watch']),
    ...refused('can be caused by anyone who may edit the wiki, which can be everyone', ['gollum']),
    ...refused("can be caused by a check or a status on a fork's commit", ['check_run', 'check_suite', 'status']),
    ...unsupported('is about a ref that a push reports as well', ['create', 'delete']),
    ...unsupported('reports a deployment instead of asking for one here', ['deployment', 'deployment_status']),
    ...unsupported('always runs on the default branch, whatever it is about', ['repository_dispatch']),
    ...unsupported(noCode, ['branch_protection_rule', 'image_version', 'label', 'milestone', 'page_build']),
    ...unsupported(noCode, ['project', 'project_card', 'project_column', 'public', 'registry_package'])
]);
/** What the gate makes of an event's name, which is compared as it stands. */
function standingOf(event) {
    return standings.get(event) ?? { kind: 'unknown' };
}
/** All names that GitHub documents, for near matches and tables. */
function documentedEvents() {
    return [...standings.keys()];
}
function refused(why, names) {
    return names.map(name => [name, { kind: 'refused', why }]);
}
function unsupported(why, names) {
    return names.map(name => [name, { kind: 'unsupported', why }]);
}

// EXTERNAL MODULE: ./src/gate/shown.js
var shown = __webpack_require__(7223);
;// CONCATENATED MODULE: ./src/gate/environment-fields.js









const overrideKeys = {
    'server-url': 'serverUrl',
    project: 'project',
    pipeline: 'pipeline',
    snapshot: 'snapshot',
    command: 'command',
    source: 'source'
};
/** Reads the overrides among an environment's values, written in `text`; throws {@link InputError} naming the place. */
function readOverrides(values, place, text) {
    const overrides = {};
    for (const [key, property] of Object.entries(overrideKeys)) {
        if (values.has(key))
            overrides[property] = textValue(values.get(key), `${place}.${key}`, key === 'command');
    }
    if (values.has('promote')) {
        const where = `${place}.promote`;
        overrides.promote = stageOf(textValue(values.get('promote'), where), where);
    }
    const yamlOf = (key) => {
        const value = values.get(key);
        return (0,dist/* isMap */.jh)(value) ? (0,environments_document/* textOf */.b6)(value, text) : textValue(value, `${place}.${key}`, true);
    };
    if (values.has('config'))
        overrides.config = yamlOf('config');
    if (values.has('checks'))
        overrides.checks = (0,read_checks/* readChecks */.w)(yamlOf('checks'), `${place}.checks`);
    return overrides;
}
/** Reads `events`, a word or a list; throws {@link InputError} saying why an event can't be listed. */
function readEventNames(value, place) {
    const items = (0,dist/* isSeq */.oP)(value) ? value.items : [value];
    if (items.length === 0) {
        throw new errors/* InputError */.dz('The list of events is empty', { where: place, remedy: 'Write one, or remove it.' });
    }
    const names = items.map((item, index) => readEventName(item ?? null, `${place}[${index}]`));
    return [...new Set(names)];
}
function readEventName(item, place) {
    const name = textValue(item, place);
    const standing = standingOf(name);
    if (standing.kind === 'decides')
        return standing.event;
    const allowed = `The events are ${gateEventNames.join(', ')}.`;
    if (standing.kind === 'unknown') {
        const remedy = [(0,suggest/* didYouMean */.au)(name, gateEventNames), allowed].filter(part => part !== '').join(' ');
        throw new errors/* InputError */.dz(`Unknown event ${(0,shown/* quoted */.T)(name)}`, { where: place, remedy });
    }
    throw new errors/* InputError */.dz(`${name} can't start a pipeline: it ${standing.why}`, { where: place, remedy: allowed });
}
/** A value that is true or false; throws {@link InputError} for anything else. */
function flagValue(value, place) {
    if ((0,dist/* isScalar */.jn)(value) && typeof value.value === 'boolean')
        return value.value;
    const message = `Expected true or false, but found ${(0,environments_document/* describe */.q0)(value ?? null)}`;
    throw new errors/* InputError */.dz(message, { where: place, remedy: 'Write true or false, without quotes, or remove the key.' });
}
/** Reads the name of a stage, written at a place; throws {@link InputError} for what can't be promoted to. */
function stageOf(text, place) {
    const stage = environment/* stages */._$.find(each => each === text);
    if (stage !== undefined)
        return stage;
    throw new errors/* InputError */.dz(`${(0,shown/* quoted */.T)(text, 40)} is not a stage that a model version can be promoted to`, {
        where: place,
        remedy: (0,suggest/* didYouMean */.au)(text, environment/* stages */._$) || `Write ${environment/* stages */._$.join(' or ')}, or remove it to promote nothing.`
    });
}
function refuseControl(text, place) {
    if (!/[^\P{Cc}\n\r\t]/u.test(text))
        return;
    throw new errors/* InputError */.dz(`The value ${(0,shown/* quoted */.T)(text)} contains a control character`, {
        where: place,
        remedy: 'Remove it.'
    });
}
/** Refuses a name that would look like another, since a character of it is not seen; throws {@link InputError}. */
function refuseUnseen(name, place) {
    const unseen = (0,foreign/* unseenIn */.ux)(name);
    if (unseen === undefined)
        return;
    throw new errors/* InputError */.dz(`${(0,shown/* quoted */.T)(name)} contains the invisible character ${unseen}`, {
        where: place,
        remedy: 'Write it again on one line, without what was copied along with it.'
    });
}
/**
 * A value's text, which is not empty and, unless `multiline`, of one line that is seen whole; throws {@link InputError}
 * for anything else, also for a number or boolean, since YAML would have it rewritten (1.10 as 1.1).
 */
function textValue(value, place, multiline = false) {
    if (!(0,dist/* isScalar */.jn)(value) || typeof value.value !== 'string') {
        const message = `Expected text, but found ${(0,environments_document/* describe */.q0)(value ?? null)}`;
        throw new errors/* InputError */.dz(message, { where: place, remedy: 'Put it in quotes, or remove the key.' });
    }
    const text = value.value;
    if (text.trim() === '') {
        throw new errors/* InputError */.dz('The value is empty', { where: place, remedy: 'Write it, or remove the key.' });
    }
    if (multiline)
        refuseControl(text, place);
    else {
        refuseUnseen(text, place);
        refuseOuterSpace(text, place);
    }
    return text;
}
/** Refuses a name with a space around it, which a message would hardly show; ZenML would look for just that name. */
function refuseOuterSpace(text, place) {
    const trimmed = text.trim();
    if (text === trimmed)
        return;
    const side = text.startsWith(trimmed) ? 'ends' : text.endsWith(trimmed) ? 'begins' : 'begins and ends';
    throw new errors/* InputError */.dz(`${(0,shown/* quoted */.T)(text)} ${side} with a space`, { where: place, remedy: `Write ${(0,shown/* quoted */.T)(trimmed)}.` });
}


/***/ }),

/***/ 7619:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   BX: () => (/* binding */ defaultEvents),
/* harmony export */   Z4: () => (/* binding */ defaultRules),
/* harmony export */   _$: () => (/* binding */ stages),
/* harmony export */   aZ: () => (/* binding */ environmentKeys),
/* harmony export */   yO: () => (/* binding */ defaultEnvironments)
/* harmony export */ });
/* harmony import */ var _pattern_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1263);

/** The keys that an environment may have. */
const environmentKeys = [
    'branches',
    'tags',
    'stack',
    'events',
    'force-pushes',
    'server-url',
    'account',
    'requires',
    'project',
    'pipeline',
    'snapshot',
    'command',
    'source',
    'config',
    'promote',
    'checks'
];
/** The stages that a model version can be promoted to; ZenML's other ones say that it is to be used by nobody. */
const stages = ['staging', 'production'];
/** Events that may start an environment without `events`. */
const defaultEvents = ['push', 'workflow_dispatch', 'schedule'];
/** The default of the input `environments`, and what `action.yml` shows. */
const defaultRules = 'staging:    {branches: develop}\nproduction: {branches: main}\n';
/**
 * What the default rules mean: a test holds them against the YAML. Most jobs use them, and a push that they skip is
 * decided without a YAML parser, which takes longer to load than all the rest.
 */
const defaultEnvironments = [
    environmentOf('staging', 'develop'),
    environmentOf('production', 'main')
];
function environmentOf(name, branch) {
    const branches = (0,_pattern_js__WEBPACK_IMPORTED_MODULE_0__/* .parsePatterns */ .Z7)([branch], `environments: ${name}.branches`);
    return { name, branches, tags: [], events: defaultEvents, forcePushes: false, stack: name, overrides: {} };
}


/***/ }),

/***/ 7906:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   KV: () => (/* binding */ parseMapping),
/* harmony export */   Mc: () => (/* binding */ entriesOf),
/* harmony export */   b6: () => (/* binding */ textOf),
/* harmony export */   q0: () => (/* binding */ describe)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6637);
/* harmony import */ var _text_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9819);
/* harmony import */ var _text_yaml_document_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(269);
/* harmony import */ var _shown_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(7223);




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
        const message = `Expected a mapping of environments, but found ${describe(contents)}`;
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where, remedy: example });
    }
    if (contents.items.length === 0)
        throw noEnvironments();
    return contents;
}
const example = "Write one line per environment, as in 'staging: develop'.";
function noEnvironments() {
    return new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('There are no environments', { where, remedy: example });
}
/** The keys and values of a mapping; throws {@link InputError} for a key that is not text. */
function entriesOf(map, place) {
    return map.items.map(({ key, value }) => {
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key) && typeof key.value === 'string')
            return { key: key.value, value };
        const message = `Expected text as a key, but found ${describe(key)}`;
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where: place, remedy: 'Put it in quotes.' });
    });
}
/** `a number (3)`, `a list`, \u2026, for an error message. */
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
 * A mapping as it is written in a text, each line in its place, for a value that is handed on as text: whoever reads it may
 * have other rules for what is a number.
 */
function textOf({ flow, range: [start, end] }, text) {
    const before = text.slice(0, start).split('\n');
    const indentation = flow === true ? '' : ' '.repeat(before.at(-1)?.length ?? 0);
    return `${'\n'.repeat(before.length - 1)}${indentation}${text.slice(start, end)}`;
}


/***/ }),

/***/ 1263:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Z7: () => (/* binding */ parsePatterns)
});

// UNUSED EXPORTS: compilePattern, decidingPattern, matchesBody

// EXTERNAL MODULE: ./src/text/errors.js
var errors = __webpack_require__(9819);
// EXTERNAL MODULE: ./src/gate/shown.js
var shown = __webpack_require__(7223);
;// CONCATENATED MODULE: ./src/gate/pattern-token.js


const maxLength = 1000;
const special = new Set('*?+[]!\\');
// git check-ref-format: none of these can stand in a ref's name, so a pattern with one could never match.
const neverInName = /[\u0000-\u0020\u007f~^:]/u;
const slash = [[0x2f, 0x2f]];
const notSlash = [
    [0, 0x2e],
    [0x30, 0x10ffff]
];
const anything = [[0, 0x10ffff]];
/**
 * The states of one pattern without its leading `!`. Throws {@link InputError} if GitHub would call the pattern invalid,
 * or if it could never match a branch or tag.
 */
function readTokens(body, where) {
    const points = Array.from(body);
    if (points.length > maxLength)
        throw new errors/* InputError */.dz(`The pattern is longer than ${maxLength} characters`, { where });
    const source = { body, points, where };
    const tokens = [];
    for (let at = 0; at < points.length;) {
        const { value, end } = points[at] === '*' ? readStars(points, at) : readCounted(source, at);
        tokens.push(...value);
        at = end;
    }
    return tokens;
}
/** `*`, `**`, or the start of a segment `**` with its slash. */
function readStars(points, start) {
    let end = start;
    while (points[end] === '*')
        end++;
    const isDouble = end - start > 1;
    const startsSegment = start === 0 || points[start - 1] === '/';
    return isDouble && startsSegment && points[end] === '/'
        ? { value: anyFolders, end: end + 1 }
        : { value: [many(isDouble ? anything : notSlash)], end };
}
// `**/` at the start of a segment also stands for no folder at all: the cheat sheet lets `**/README.md` match README.md.
const anyFolders = [
    { characters: undefined, repeats: false, jumps: [1, 3] },
    { characters: anything, repeats: true, jumps: [1] },
    { characters: slash, repeats: false, jumps: [] }
];
function many(characters) {
    return { characters, repeats: true, jumps: [1] };
}
/** A character or class, and the `?` or `+` that counts it, if there is one. */
function readCounted(source, at) {
    const { value: characters, end } = readCharacters(source, at);
    const once = { characters, repeats: false, jumps: [] };
    switch (source.points[end]) {
        case '?':
            return { value: [{ ...once, jumps: [1] }], end: end + 1 };
        case '+':
            return { value: [once, many(characters)], end: end + 1 };
        default:
            return { value: [once], end };
    }
}
function readCharacters(source, at) {
    const point = source.points[at] ?? '';
    switch (point) {
        case '[':
            return readClass(source, at);
        case ']':
            throw invalid(source, `has a ] without a [ before it (character ${at + 1})`, 'Write \\] for the character itself.');
        case '\\':
            return { value: only(readEscaped(source, at)), end: at + 2 };
        case '?':
        case '+':
            throw misplacedCount(source, point, at);
    }
    if (neverInName.test(point)) {
        const what = `contains ${(0,shown/* quoted */.T)(point)}, which no branch or tag name can contain`;
        throw invalid(source, what, 'Remove it, or write several patterns as a list.');
    }
    return { value: only(point), end: at + 1 };
}
function readEscaped(source, at) {
    const next = source.points[at + 1];
    if (next !== undefined && special.has(next))
        return next;
    const remedy = 'A backslash only stands before one of * ? + [ ] ! and \\, to mean that character itself.';
    throw invalid(source, `has a stray backslash (character ${at + 1})`, remedy);
}
/** The sheet: "Ranges can only include a-z, A-Z, and 0-9", and a class lists alphanumeric characters. */
function readClass(source, open) {
    const close = source.points.indexOf(']', open + 1);
    if (close === -1) {
        const what = `has a [ without a ] after it (character ${open + 1})`;
        throw invalid(source, what, 'Write \\[ for the character itself.');
    }
    const ranges = [];
    for (let at = open + 1; at < close;) {
        const { value, end } = readRange(source, at, close);
        ranges.push(value);
        at = end;
    }
    if (ranges.length === 0)
        throw invalid(source, 'has an empty [ ]', 'List letters or digits in it, as in [0-9].');
    return { value: ranges, end: close + 1 };
}
function readRange(source, at, close) {
    const { points } = source;
    const first = points[at] ?? '';
    const isRange = points[at + 1] === '-';
    const last = isRange ? (points[at + 2] ?? '') : first;
    const end = at + (isRange ? 3 : 1);
    const kind = kindOf(first);
    if (kind !== undefined && kind === kindOf(last) && first <= last) {
        return { value: [codePoint(first), codePoint(last)], end };
    }
    const what = `has ${(0,shown/* quoted */.T)(points.slice(at, Math.min(end, close)).join(''))} in its [ ]`;
    throw invalid(source, what, 'Only letters, digits and ranges within a-z, A-Z and 0-9 can stand there.');
}
/** The kind of one character. */
function kindOf(point) {
    if (/[a-z]/.test(point))
        return 'lower';
    if (/[A-Z]/.test(point))
        return 'upper';
    return /[0-9]/.test(point) ? 'digit' : undefined;
}
function only(point) {
    return [[codePoint(point), codePoint(point)]];
}
function codePoint(point) {
    return point.codePointAt(0) ?? 0;
}
function misplacedCount(source, point, at) {
    const what = `has a ${point} with no character before it to count (character ${at + 1})`;
    const remedy = `In GitHub's patterns ${point} counts the character before it; * stands for any characters, \\${point} for ${point} itself.`;
    return invalid(source, what, remedy);
}
function invalid({ body, where }, what, remedy) {
    return new errors/* InputError */.dz(`The pattern ${(0,shown/* quoted */.T)(body)} ${what}`, { where, remedy });
}

;// CONCATENATED MODULE: ./src/gate/pattern.js



/** Reads one pattern; throws {@link InputError}, naming `where`, for one that is invalid or could never match. */
function compilePattern(source, where = 'pattern') {
    const negative = source.startsWith('!');
    const body = negative ? source.slice(1) : source;
    if (body === '') {
        const remedy = negative ? 'Write the names to leave out after the !.' : "Write a name, or '**' for every name.";
        throw new errors/* InputError */.dz(negative ? "The pattern '!' is empty" : 'The pattern is empty', { where, remedy });
    }
    const prefix = /^(refs\/(?:heads|tags)\/|refs\/)/.exec(body)?.[1];
    if (prefix !== undefined) {
        const message = `The pattern ${(0,shown/* quoted */.T)(source)} could never match: names are compared without ${(0,shown/* quoted */.T)(prefix)}`;
        throw new errors/* InputError */.dz(message, { where, remedy: `Leave out ${(0,shown/* quoted */.T)(prefix)}.` });
    }
    if (body.startsWith('/') || body.endsWith('/')) {
        const message = `The pattern ${(0,shown/* quoted */.T)(source)} could never match: no name starts or ends with a slash`;
        throw new errors/* InputError */.dz(message, { where, remedy: "Write 'release/**' for every name under release/." });
    }
    return { source, negative, tokens: readTokens(body, where) };
}
/**
 * Reads a list of patterns, whose order counts; throws {@link InputError} naming the place (`where[2]`), also for an empty
 * list and for one that starts with a negative pattern, which would leave nothing out.
 */
function parsePatterns(list, where) {
    if (list.length === 0) {
        throw new errors/* InputError */.dz('The list of patterns is empty', { where, remedy: 'Write one, or remove it.' });
    }
    const patterns = list.map((source, index) => compilePattern(source, `${where}[${index}]`));
    if (patterns.every(pattern => pattern.negative)) {
        // GitHub: "you must also define at least one branch without the ! character" (workflow-syntax, on.push.branches).
        const message = 'There are only negative patterns, so nothing could match';
        throw new errors/* InputError */.dz(message, { where, remedy: "Put a positive pattern before them, such as '**'." });
    }
    if (patterns[0]?.negative) {
        const message = `The negative pattern ${(0,shown/* quoted */.T)(patterns[0].source)} comes first, so it leaves nothing out`;
        throw new errors/* InputError */.dz(message, { where: `${where}[0]`, remedy: 'Put it after the pattern that it takes from.' });
    }
    return patterns;
}
/**
 * The index of the pattern that lets `name` in, `undefined` if none does: the last pattern that matches decides, and a
 * negative one shuts the name out.
 */
function decidingPattern(patterns, name) {
    const index = patterns.findLastIndex(pattern => matchesBody(pattern, name));
    return index === -1 || patterns[index]?.negative ? undefined : index;
}
/**
 * Whether the whole of `name` fits the pattern, its `!` set aside; case counts. Takes time proportional to the product of
 * both lengths whatever they are, since whoever can push chooses the name.
 */
function matchesBody(pattern, name) {
    const { tokens } = pattern;
    let active = reach(tokens, new Set([0]));
    for (const character of name) {
        const next = consume(tokens, active, character.codePointAt(0) ?? 0);
        if (next.size === 0)
            return false;
        active = reach(tokens, next);
    }
    return active.has(tokens.length);
}
/** The states after one more character. */
function consume(tokens, states, codePoint) {
    const next = new Set();
    for (const state of states) {
        const token = tokens[state];
        if (token?.characters !== undefined && includes(token.characters, codePoint)) {
            next.add(token.repeats ? state : state + 1);
        }
    }
    return next;
}
/** Adds every state that can be had without consuming; a set visits what is added while it is walked. */
function reach(tokens, states) {
    for (const state of states) {
        for (const jump of tokens[state]?.jumps ?? [])
            states.add(state + jump);
    }
    return states;
}
function includes(characters, codePoint) {
    return characters.some(([first, last]) => first <= codePoint && codePoint <= last);
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

/***/ 7223:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   S: () => (/* binding */ shown),
/* harmony export */   T: () => (/* binding */ quoted)
/* harmony export */ });
// Controls, format characters (bidi, zero-width, tags), line and paragraph separators, lone surrogates.
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
// The no-break space and its kin look like nothing or like an ordinary space, so a reader could not distinguish them.
const oddSpace = /(?! )\p{Zs}/gu;
const defaultLimit = 200;
/**
 * A foreign value as it may stand in a sentence: one line, at most `limit` code points (200), with everything that could
 * hide, reorder or be obeyed written as `\u{\u2026}`, so that a look-alike is seen for what it is.
 */
function shown(value, limit = defaultLimit) {
    // Cutting before escaping keeps a huge value cheap; a code point is at most two UTF-16 units.
    const points = Array.from(value.slice(0, limit * 2 + 2));
    const cut = points.slice(0, limit).join('');
    const text = cut.replace(unprintable, escaped).replace(oddSpace, escaped).replaceAll('##[', '#\\u{23}[');
    return cut.length < value.length ? `${text}\u2026` : text;
}
/** A foreign value in single quotes, escaped as by {@link shown}. */
function quoted(value, limit = defaultLimit) {
    return `'${shown(value, limit)}'`;
}
function escaped(character) {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}


/***/ }),

/***/ 9391:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  w: () => (/* binding */ readChecks)
});

// EXTERNAL MODULE: ../node_modules/yaml/dist/index.js
var dist = __webpack_require__(6637);
// EXTERNAL MODULE: ./src/text/errors.js
var errors = __webpack_require__(9819);
// EXTERNAL MODULE: ./src/text/foreign.js
var foreign = __webpack_require__(2158);
// EXTERNAL MODULE: ./src/text/suggest.js
var suggest = __webpack_require__(6160);
// EXTERNAL MODULE: ./src/text/yaml-document.js
var yaml_document = __webpack_require__(269);
;// CONCATENATED MODULE: ./src/results/checks.js
/** The limits that a metric can be given. */
const limitNames = ['min', 'max', 'max-drop', 'max-rise'];
/** Whether a limit is one on the change from the baseline. */
function isRelative({ name }) {
    return name === 'max-drop' || name === 'max-rise';
}

;// CONCATENATED MODULE: ./src/results/decimal.js
/** Largest power of ten that is taken: a double ends at 308 and begins at \u2212324. */
const maxExponent = 400;
/** Most characters of a number that is taken. */
const maxLength = 500;
const decimalForm = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,4}))?$/i;
/** Reads a decimal number as people and JSON write it (`0.8`, `.5`, `1e-3`); undefined for anything else, NaN too. */
function parseDecimal(text) {
    const [, sign = '', whole = '', fraction = '', exponent = '0'] = decimalForm.exec(text.slice(0, maxLength + 1)) ?? [];
    const power = Number(exponent);
    if (text.length > maxLength || whole + fraction === '' || Math.abs(power) > maxExponent)
        return undefined;
    const digits = BigInt(`${whole}${fraction}`);
    const units = sign === '-' ? -digits : digits;
    const scale = fraction.length - power;
    return scale < 0 ? { units: units * tenTo(-scale), scale: 0 } : { units, scale };
}
/** The decimal number that a number of JSON was written as; undefined for NaN, an infinity, and what is not a number. */
function decimalOf(value) {
    if (typeof value === 'bigint')
        return { units: value, scale: 0 };
    // The shortest digits that mean the same double, which are those that Python has written.
    return typeof value === 'number' && Number.isFinite(value) ? parseDecimal(String(value)) : undefined;
}
/** Below zero if `a` is less than `b`, above zero if it is more, and zero if they are equal. */
function compare(a, b) {
    const { units } = subtract(a, b);
    return units < 0n ? -1 : units > 0n ? 1 : 0;
}
/** The difference `a \u2212 b`. */
function subtract(a, b) {
    const scale = Math.max(a.scale, b.scale);
    return { units: unitsAt(a, scale) - unitsAt(b, scale), scale };
}
/** So many percent of a number. */
function percentOf(percent, whole) {
    return { units: percent.units * whole.units, scale: percent.scale + whole.scale + 2 };
}
/** Whether a number is above zero. */
function isPositive({ units }) {
    return units > 0n;
}
/** Longest number that is written without an exponent, and most digits that are written with one. */
const [maxPlain, maxDigits] = [30, 20];
/** A number with all its digits, with an exponent if it is long; if its digits are more than twenty, rounded behind a `\u2248`. */
function formatDecimal(number) {
    const plain = plainOf(number);
    return plain.length > maxPlain ? scientificOf(number, '') : plain;
}
/** The same with a sign, unless it is zero. */
function formatChange(change) {
    if (!isPositive(change))
        return formatDecimal(change);
    const plain = plainOf(change);
    return plain.length > maxPlain ? scientificOf(change, '+') : `+${plain}`;
}
function plainOf({ scale, units }) {
    const sign = units < 0n ? '-' : '';
    const digits = String(sizeOf(units)).padStart(scale + 1, '0');
    const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
    const whole = digits.slice(0, digits.length - scale);
    return `${sign}${whole}${scale === 0 || fraction === '' ? '' : `.${fraction}`}`;
}
/** As JavaScript writes it, `1.5e+40`, but with digits that are right. */
function scientificOf({ scale, units }, plus) {
    const exact = String(sizeOf(units));
    const isRounded = exact.replace(/0+$/, '').length > maxDigits;
    const left = exact.length - maxDigits;
    // Rounding up may make one digit more.
    const kept = isRounded ? String((sizeOf(units) + tenTo(left) / 2n) / tenTo(left)) : exact;
    const exponent = exact.length - 1 - scale + (isRounded ? kept.length - maxDigits : 0);
    const rest = kept.slice(1).replace(/0+$/, '');
    const digits = `${kept[0]}${rest === '' ? '' : `.${rest}`}`;
    return `${isRounded ? '\u2248' : ''}${units < 0n ? '-' : plus}${digits}e${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
}
/** A change as a percentage of what it started from, which is above zero: `+2.17 %`, rounded to two digits after the point. */
function formatPercent(change, from) {
    const scale = Math.max(change.scale, from.scale);
    const [part, whole] = [unitsAt(change, scale) * 10000n, unitsAt(from, scale)];
    const size = sizeOf(part);
    const hundredths = (2n * size + whole) / (2n * whole);
    if (hundredths === 0n && size > 0n)
        return `${part < 0n ? '-' : '+'}<0.01 %`;
    return `${formatChange({ units: part < 0n ? -hundredths : hundredths, scale: 2 })} %`;
}
function sizeOf(units) {
    return units < 0n ? -units : units;
}
function unitsAt({ scale, units }, wanted) {
    return units * tenTo(wanted - scale);
}
function tenTo(power) {
    return 10n ** BigInt(power);
}

;// CONCATENATED MODULE: ./src/results/read-checks.js







const example = "Write one line per metric, as in 'accuracy: {min: 0.8, max-drop: 1%}'.";
/** The key that names no metric. */
const baselineKey = 'baseline';
/** Characters of the input at most, and checks in it. */
const [read_checks_maxLength, maxChecks] = [32 * 1024, 200];
/** Reads checks from YAML; throws {@link InputError} naming the place in `where`, as in `checks.accuracy.min`. */
function readChecks(text, where) {
    // Without a schema of numbers each of them keeps the digits that were written.
    const rules = { where, maxLength: read_checks_maxLength, anchors: false, schema: 'failsafe', remedy: example };
    const { contents } = (0,yaml_document/* parseStrictYaml */.A)(text, rules).document;
    const entries = entriesOf(contents, where, example);
    if (entries.length === 0)
        throw new errors/* InputError */.dz('There are no checks', { where, remedy: example });
    if (entries.length > maxChecks) {
        throw new errors/* InputError */.dz(`There are more than ${maxChecks} checks`, { where, remedy: 'Remove some.' });
    }
    const metrics = entries.filter(([key]) => key !== baselineKey);
    const baseline = entries.find(([key]) => key === baselineKey);
    const checks = {
        checks: metrics.map(([key, node]) => readCheck(key, node, where)),
        ...readBaseline(baseline?.[1], `${where}.${baselineKey}`, baseline !== undefined)
    };
    if (metrics.length === 0 && !checks.needsBaseline)
        throw new errors/* InputError */.dz('There are no checks', { where, remedy: example });
    return checks;
}
function readCheck(metric, node, where) {
    refuseName(metric, where);
    const place = `${where}.${(0,foreign/* oneLine */.TN)(metric, 80)}`;
    const limits = entriesOf(node, place, example).map(([key, value]) => readLimit(key, value, place));
    if (limits.length === 0) {
        const remedy = `Write at least one of ${limitNames.join(', ')}.`;
        throw new errors/* InputError */.dz('The metric has no limits', { where: place, remedy });
    }
    refuseEmptyRange(limits, place);
    return { metric, limits };
}
function refuseName(metric, where) {
    const unseen = (0,foreign/* unseenIn */.ux)(metric);
    if (metric.trim() === metric && metric !== '' && unseen === undefined)
        return;
    const problem = unseen === undefined ? 'is empty, or has a space around it' : `has the invisible character ${unseen}`;
    throw new errors/* InputError */.dz(`The metric's name '${(0,foreign/* oneLine */.TN)(metric, 80)}' ${problem}`, { where, remedy: 'Write it again.' });
}
function readLimit(key, node, place) {
    const name = knownKey(key, limitNames, place);
    const where = `${place}.${name}`;
    const text = textOf(node, where);
    const [, number = '', percent] = /^(.*?)(\s*%)?$/.exec(text) ?? [];
    const [value, isPercent] = [parseDecimal(number), percent !== undefined];
    const shown = (0,foreign/* oneLine */.TN)(text, 60);
    if (value === undefined) {
        const remedy = `Write it as in 0.8${isChange(name) ? ' or 1%' : ''}.`;
        throw new errors/* InputError */.dz(`'${shown}' is not a number`, { where, remedy });
    }
    if (isPercent && !isChange(name)) {
        const remedy = 'Write a number; max-drop and max-rise can be a percentage of the baseline.';
        throw new errors/* InputError */.dz(`'${shown}' is a percentage, and ${name} is a limit of the metric itself`, { where, remedy });
    }
    if (isChange(name) && value.units < 0n) {
        throw new errors/* InputError */.dz(`'${shown}' is below zero`, {
            where,
            remedy: 'Write how far it may change, without a sign: the name says in which direction.'
        });
    }
    return { name, value, isPercent, text: shown };
}
function isChange(name) {
    return name === 'max-drop' || name === 'max-rise';
}
function refuseEmptyRange(limits, where) {
    const [min, max] = ['min', 'max'].map(name => limits.find(limit => limit.name === name));
    if (min === undefined || max === undefined || compare(min.value, max.value) <= 0)
        return;
    throw new errors/* InputError */.dz(`The min of ${min.text} is above the max of ${max.text}`, {
        where,
        remedy: 'Exchange them.'
    });
}
function readBaseline(node, where, isSet) {
    if (!isSet)
        return { baselineFrom: undefined, needsBaseline: false };
    const remedy = "Write as in 'baseline: {environment: production, required: true}'; a metric of this name needs its full one, as in 'run.baseline'.";
    const keys = ['environment', 'required'];
    const values = new Map(entriesOf(node ?? null, where, remedy).map(([key, value]) => [knownKey(key, keys, where), value]));
    const environment = values.get('environment');
    const required = values.get('required');
    return {
        baselineFrom: environment === undefined ? undefined : textOf(environment, `${where}.environment`),
        needsBaseline: required !== undefined && readFlag(textOf(required, `${where}.required`), `${where}.required`)
    };
}
function readFlag(text, where) {
    if (/^(?:true|True|TRUE)$/.test(text))
        return true;
    if (/^(?:false|False|FALSE)$/.test(text))
        return false;
    throw new errors/* InputError */.dz(`'${(0,foreign/* oneLine */.TN)(text, 40)}' is neither true nor false`, { where, remedy: 'Write true or false.' });
}
function knownKey(key, known, where) {
    const found = known.find(each => each === key);
    if (found !== undefined)
        return found;
    const remedy = (0,suggest/* didYouMean */.au)(key, known) || `The keys are ${known.join(', ')}.`;
    throw new errors/* InputError */.dz(`Unknown key '${(0,foreign/* oneLine */.TN)(key, 60)}'`, { where, remedy });
}
/** The keys of a mapping, which are text, and their values. */
function entriesOf(node, where, remedy) {
    if (!(0,dist/* isMap */.jh)(node))
        throw new errors/* InputError */.dz(`Expected a mapping, but found ${describe(node)}`, { where, remedy });
    const { items } = node;
    return items.map(({ key, value }) => [(0,dist/* isScalar */.jn)(key) ? String(key.value ?? '') : '', value]);
}
function textOf(node, where) {
    if ((0,dist/* isScalar */.jn)(node) && typeof node.value === 'string' && node.value.trim() !== '')
        return node.value.trim();
    throw new errors/* InputError */.dz(`Expected one value, but found ${describe(node)}`, { where, remedy: example });
}
function describe(node) {
    if ((0,dist/* isMap */.jh)(node))
        return 'a mapping';
    if (node !== null && !(0,dist/* isScalar */.jn)(node))
        return 'a list';
    const text = node === null ? '' : String(node.value ?? '').trim();
    return text === '' ? 'nothing' : `'${(0,foreign/* oneLine */.TN)(text, 60)}'`;
}


/***/ }),

/***/ 3817:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   g: () => (/* binding */ decodeText)
/* harmony export */ });
/**
 * The text that bytes from outside hold: UTF-8 with or without a byte order mark, or UTF-16, as some editors, shells and
 * gateways of Windows write it. Without a mark UTF-16 is recognized by the zero beside its first character, which
 * is an ASCII one in everything that is read here (YAML 1.2.2, 5.2).
 */
function decodeText(bytes) {
    return new TextDecoder(encodingOf(bytes)).decode(bytes);
}
function encodingOf([first, second]) {
    if (first === undefined || second === undefined)
        return 'utf-8';
    if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0))
        return 'utf-16le';
    if ((first === 0xfe && second === 0xff) || (first === 0 && second !== 0))
        return 'utf-16be';
    return 'utf-8';
}


/***/ }),

/***/ 1584:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ errorCode),
/* harmony export */   c: () => (/* binding */ causesOf)
/* harmony export */ });
/** The code of a system error (`ENOENT`), empty if it has none; no `instanceof`, since jest's errors are of another realm. */
function errorCode(error) {
    return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
/** An error and its causes, at most eight, the outermost first: undici and Node wrap the one that says why. */
function causesOf(error) {
    const causes = [];
    let current = error;
    while (isError(current) && causes.length < 8) {
        causes.push(current);
        const several = current.errors;
        current = Array.isArray(several) ? several[0] : current.cause;
    }
    return causes;
}
function isError(value) {
    return typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string';
}


/***/ }),

/***/ 6959:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ fileFault),
/* harmony export */   r: () => (/* binding */ fileRemedy)
/* harmony export */ });
/* harmony import */ var _error_code_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1584);

// errno(3), of calls that write.
const faults = {
    EACCES: 'permission denied',
    EDQUOT: 'the disk quota is used up',
    EEXIST: 'a file is in its place',
    EFBIG: 'it would become too large',
    EIO: 'the disk failed',
    EISDIR: 'a folder is in its place',
    ELOOP: 'its links form a loop',
    EMFILE: 'too many files are open',
    ENFILE: 'too many files are open',
    ENOENT: 'it does not exist',
    ENOSPC: 'the disk is full',
    ENOTDIR: 'a part of its path is not a folder',
    EPERM: 'permission denied',
    EROFS: 'the file system is read-only'
};
/** Why the file system refused something, in words with the system's code behind them. */
function fileFault(code) {
    const words = faults[code];
    if (words !== undefined)
        return `${words} (${code})`;
    return code === '' ? 'the reason is unknown' : code;
}
const makeRoom = 'Make room on the disk of the runner before this step.';
const raiseLimit = 'Raise the limit of open files on the runner, or end what holds them.';
const remedies = new Map([
    ['ENOSPC', makeRoom],
    ['EDQUOT', makeRoom],
    ['EFBIG', makeRoom],
    ['EMFILE', raiseLimit],
    ['ENFILE', raiseLimit]
]);
/** What to do about a refusal for which the machine is the reason; undefined if it depends on the file. */
function fileRemedy(error) {
    return remedies.get((0,_error_code_js__WEBPACK_IMPORTED_MODULE_0__/* .errorCode */ .C)(error));
}


/***/ }),

/***/ 2158:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $B: () => (/* binding */ bare),
/* harmony export */   A$: () => (/* binding */ withoutTrailingSlashes),
/* harmony export */   CH: () => (/* binding */ colouredLine),
/* harmony export */   Jj: () => (/* binding */ cut),
/* harmony export */   TN: () => (/* binding */ oneLine),
/* harmony export */   nT: () => (/* binding */ foreignLine),
/* harmony export */   ux: () => (/* binding */ unseenIn)
/* harmony export */ });
/* unused harmony exports withoutEscapes, foreignLines, firstLines */
// Terminal escape sequences (ECMA-48 CSI and OSC, and two-byte escapes).
const escapes = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
/** Text without slashes at its end; a pattern for that would take a minute for a megabyte of slashes. */
function withoutTrailingSlashes(text) {
    let end = text.length;
    while (text[end - 1] === '/')
        end--;
    return text.slice(0, end);
}
/** Text without terminal escape sequences. */
function withoutEscapes(text) {
    return text.replace(escapes, '');
}
// Control characters, line and paragraph separators, halves of pairs, and all that shows nothing or reorders what a
// reader sees: bidi controls, tag characters, fillers, variation selectors.
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;
/** The first invisible character of a name, as its code point (`U+200B`); undefined if there is none. */
function unseenIn(name) {
    const [found] = name.match(invisible) ?? [];
    const point = found?.codePointAt(0);
    return point === undefined ? undefined : `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
}
/** Text as it is shown in the end, without escapes and invisible characters, but with its line ends and tabs. */
function bare(text) {
    return withoutEscapes(text).replace(invisible, one => (/[\n\r\t]/.test(one) ? one : ''));
}
/**
 * Foreign text (a name, a message, a question) on one line, without anything that a terminal or the runner would obey:
 * no escapes, control or bidi characters, no `##[command]`; at most `limit` characters.
 */
function oneLine(text, limit = 1000) {
    // Cutting first keeps the cost of a 10 MB line small; the margin leaves room for what is dropped.
    const clean = text
        .slice(0, limit * 4)
        .replace(escapes, '')
        .replace(/[\r\n\t]+/g, ' ')
        .replace(invisible, '');
    return clip(defuse(clean.trim()), limit);
}
/** Foreign text as lines that can't be workflow commands, each led by `prefix`; at most `maxLines` of `maxLength`. */
function foreignLines(text, prefix = '\u2502 ', maxLines = 200, maxLength = 1000) {
    const { shown, more } = firstLines(text, /\r\n|\n|\r|\u2028|\u2029/, maxLines, maxLength);
    return [...shown.map(line => foreignLine(line, maxLength)), ...more].map(line => `${prefix}${line}`);
}
/** The first lines of a text, and a line that says so if there are more; the cost of a 10 MB text stays small. */
function firstLines(text, ends, maxLines, maxLength) {
    const limit = maxLines * maxLength * 2;
    const lines = text.slice(0, limit).split(ends);
    const rest = lines.length - maxLines;
    const more = text.length > limit ? ['\u2026 and more'] : rest > 0 ? [`\u2026 ${rest} more lines`] : [];
    return { shown: lines.slice(0, maxLines), more };
}
/** One foreign line with its indentation kept and everything that could be obeyed taken out. */
function foreignLine(line, maxLength = 1000) {
    return clip(defuse(plain(line.slice(0, maxLength * 4)).trimEnd()), maxLength);
}
/** A text without what isn't seen, and with blanks for its tabs. */
function plain(text) {
    return text.replace(escapes, '').replace(/\t/g, '    ').replace(invisible, '');
}
// Colours and weights of a terminal (ECMA-48 SGR).
const colour = /\u001b\[[\d;:]{0,40}m/g;
/** Parameters that begin a colour of a palette or of three parts, `38;5;n` and `38;2;r;g;b` (ISO 8613-6). */
const colourStarts = ['38', '48', '58'];
/** How many parameters such a colour has, by its second one. */
const colourLengths = { '5': 3, '2': 5 };
/** Ends all colours. */
const reset = '\u001b[0m';
/** One foreign line as {@link foreignLine} makes it, but with its colours, which end with it; a longer one has none. */
function colouredLine(line, maxLength = 1000) {
    const colours = line.length > maxLength ? [] : (line.match(colour) ?? []);
    const kept = colours.map(one => (hides(one.slice(2, -1)) ? '' : one));
    if (kept.every(one => one === ''))
        return foreignLine(line, maxLength);
    const shown = line.split(colour).map((text, index) => `${plain(text)}${kept[index] ?? ''}`);
    return `${defuse(shown.join('').trimEnd())}${reset}`;
}
/** Whether parameters of SGR have the one that hides what follows, 8; those of a colour are no parameters of their own. */
function hides(parameters) {
    const all = parameters.split(';');
    for (let place = 0; place < all.length;) {
        const [first = '', second] = [all[place], all[place + 1]];
        if (Number(first.split(':')[0]) === 8)
            return true;
        place += colourStarts.includes(first) ? (colourLengths[second ?? ''] ?? 1) : 1;
    }
    return false;
}
/** The runner looks for `##[command]` anywhere in a line and for `::command` at its start. */
function defuse(text) {
    return text.replaceAll('##[', '## [').replace(/^(\s*):(?=:)/, '$1 : ');
}
function clip(text, limit) {
    return text.length <= limit ? text : `${cut(text, limit - 1)}\u2026`;
}
/** The beginning of a text, of at most `limit` UTF-16 units, which doesn't end in half a character. */
function cut(text, limit) {
    const beginning = text.slice(0, limit);
    return text.length > limit && /[\ud800-\udbff]$/.test(beginning) ? beginning.slice(0, -1) : beginning;
}


/***/ }),

/***/ 6160:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   au: () => (/* binding */ didYouMean)
/* harmony export */ });
/* unused harmony exports nearNames, suggest, byNearness */
/* harmony import */ var _foreign_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2158);

/** The candidates that a misspelt `name` may have meant, nearest first: at most three, within a third of its length. */
function nearNames(name, candidates) {
    const limit = Math.max(2, Math.floor(name.length / 3));
    return byNearness(name, candidates, limit).slice(0, 3);
}
/** `Did you mean 'x' or 'y'?`, or an empty string if nothing is near. */
function didYouMean(name, candidates) {
    const near = nearNames(name, candidates);
    return near.length === 0 ? '' : `Did you mean ${near.map(candidate => `'${candidate}'`).join(' or ')}?`;
}
/** What there is instead of a missing name: near names first, else the first ten. */
function suggest(name, names, kind) {
    const safe = names.map(other => oneLine(other, 80));
    const near = didYouMean(name, safe);
    if (near !== '')
        return near;
    if (safe.length === 0)
        return `The account sees no ${kind} at all.`;
    const more = safe.length > 10 ? ` and ${safe.length - 10} more` : '';
    return `The account sees the ${kind} ${safe.slice(0, 10).join(', ')}${more}.`;
}
/** Candidates that are compared at most: each takes its time. */
const maxCandidates = 5_000;
/** The candidates within a distance, by default all, nearest first. */
function byNearness(name, candidates, limit = Infinity) {
    const wanted = compared(name);
    return candidates
        .slice(0, maxCandidates)
        .map(candidate => ({ candidate, text: compared(candidate) }))
        .filter(({ text }) => Math.abs(text.length - wanted.length) <= limit)
        .map(({ candidate, text }) => ({ candidate, distance: editDistance(wanted, text) }))
        .filter(({ distance }) => distance <= limit)
        .sort((a, b) => a.distance - b.distance)
        .map(({ candidate }) => candidate);
}
/** What is compared of a name: its first 100 characters, whatever their case. */
function compared(name) {
    return name.toLowerCase().slice(0, 100);
}
/** Levenshtein distance in UTF-16 units. */
function editDistance(a, b) {
    let row = Array.from({ length: b.length + 1 }, (_, index) => index);
    for (let i = 0; i < a.length; i++) {
        let [diagonal, left] = [Infinity, i];
        row = row.map((above, j) => {
            const substitution = diagonal + (a[i] === b[j - 1] ? 0 : 1);
            diagonal = above;
            left = Math.min(substitution, above + 1, left + 1);
            return left;
        });
    }
    return row.at(-1) ?? 0;
}


/***/ }),

/***/ 269:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ parseStrictYaml)
/* harmony export */ });
/* unused harmony export maxDepth */
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6637);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9819);
/* harmony import */ var _foreign_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2158);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2686);




/** Levels of nesting at most. */
const maxDepth = 40;
const quoting = "A value that starts with ! & or * needs quotes, as in '!main' or '*'.";
const syntaxRemedies = new Map([
    ['BAD_ALIAS', quoting],
    ['TAG_RESOLVE_FAILED', quoting]
]);
/** Parses one document of YAML 1.2, without tags and directives. Throws {@link InputError} that names the line. */
function parseStrictYaml(text, rules) {
    refuseSize(text, rules);
    const parsed = parse(text, rules);
    refuseDirectives(parsed, rules);
    refuseNodes(parsed, rules);
    return parsed;
}
function refuseSize(text, { maxLength, remedy, where }) {
    if (text.length > maxLength) {
        const message = `The input is longer than ${maxLength} characters`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where, remedy: 'Shorten it.' });
    }
    // Measured: composing 60,000 brackets exhausts the stack, at times inside V8's RegExp compiler, which ends the process.
    if (depthOf(text) > maxDepth) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`The YAML is nested more than ${maxDepth} levels deep`, { where, remedy });
    }
}
function parse(text, { remedy, schema, where }) {
    const lineCounter = new yaml__WEBPACK_IMPORTED_MODULE_0__/* .LineCounter */ .HN();
    const line = (offset) => lineCounter.linePos(offset).line;
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
        const message = `Not valid YAML in line ${line(error.pos[0])}: ${(0,_foreign_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(error.message, 200)}`;
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where, remedy: syntaxRemedies.get(error.code) ?? remedy });
    }
    return { document, lineOf: node => line(node?.range?.[0] ?? 0) };
}
function refuseDirectives({ document }, { where }) {
    const { explicit } = document.directives.yaml;
    if (explicit !== true && Object.keys(document.directives.tags).length <= 1)
        return;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz('YAML directives (%YAML, %TAG) are not supported', { where, remedy: 'Remove them.' });
}
/** Refuses tags, keys that aren't text or occur twice, aliases without an anchor, and, unless allowed, all anchors. */
function refuseNodes(parsed, { anchors, where }) {
    const known = new Set();
    (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .visit */ .YR)(parsed.document, {
        Node: (_, node) => {
            // Here, and not in a visitor of maps, which would keep the one of all nodes from seeing them.
            if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(node))
                refuseKeys(node, parsed, where);
            const found = forbidden(node, anchors, known);
            if (found !== undefined) {
                const message = `In line ${parsed.lineOf(node)} there is a YAML ${found}`;
                throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where, remedy: quoting });
            }
            if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(node) && node.anchor !== undefined)
                known.add(node.anchor);
        }
    });
}
/** What a node is or has that may not be there; `known` are the anchors before it. */
function forbidden(node, anchors, known) {
    if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(node)) {
        const alias = `alias (*${(0,_foreign_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(node.source, 100)})`;
        if (!anchors)
            return alias;
        return known.has(node.source) ? undefined : `${alias} without an anchor before it`;
    }
    const { anchor, tag } = node;
    if (tag !== undefined)
        return `tag (${(0,_foreign_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(tag, 100)})`;
    return anchor === undefined || anchors ? undefined : `anchor (&${(0,_foreign_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(anchor, 100)})`;
}
function refuseKeys(map, { lineOf }, where) {
    const seen = new Set();
    for (const { key } of map.items) {
        const line = lineOf((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isNode */ .Ll)(key) ? key : map);
        if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(key)) {
            const kind = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isAlias */ .Vj)(key) ? 'an alias' : (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(key) ? 'a mapping' : 'a list';
            const message = `Expected text as a key in line ${line}, but found ${kind}`;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where, remedy: 'Write each key as text.' });
        }
        // No value as a key is the empty text to whoever reads it.
        const name = String(key.value ?? '');
        if (seen.has(name)) {
            const message = `Not valid YAML in line ${line}: Map keys must be unique`;
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where, remedy: 'Write each key once.' });
        }
        seen.add(name);
    }
}
/** How deep the values are nested, by the parser's concrete syntax, which it builds without recursion. */
function depthOf(text) {
    let deepest = 0;
    const pending = [...new yaml__WEBPACK_IMPORTED_MODULE_0__/* .Parser */ .iX().parse(text)].map((token) => ({ token, depth: 0 }));
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
        const { parts, isCollection } = partsOf(next.token);
        const depth = isCollection ? next.depth + 1 : next.depth;
        deepest = Math.max(deepest, depth);
        for (const token of parts)
            pending.push({ token, depth });
    }
    return deepest;
}
function partsOf(token) {
    if (!(0,_json_js__WEBPACK_IMPORTED_MODULE_3__/* .isObject */ .Gv)(token))
        return { parts: [], isCollection: false };
    const { items, key, value } = token;
    const isCollection = Array.isArray(items);
    return { parts: [...(isCollection ? items : []), key, value], isCollection };
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

/***/ 4158:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $l: () => (/* binding */ maskSecret),
/* harmony export */   XP: () => (/* binding */ formsOf),
/* harmony export */   pO: () => (/* binding */ Redactor)
/* harmony export */ });
/* unused harmony export holdsKey */
/* harmony import */ var _text_foreign_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2158);
/* harmony import */ var _text_json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2686);


/** Shortest secret that is taken out of texts: less would tear words apart, and isn't a key of ZenML's. */
const minLength = 6;
/** Every form in which a secret could turn up: as it is, URL-encoded, base64, hex, JSON-escaped. */
function formsOf(secret) {
    const trimmed = secret.trim();
    if (trimmed === '')
        return [];
    const bytes = Buffer.from(trimmed);
    const forms = [
        trimmed,
        secret,
        encodeURIComponent(trimmed),
        new URLSearchParams({ k: trimmed }).toString().slice(2),
        bytes.toString('base64'),
        bytes.toString('base64').replace(/=+$/, ''),
        bytes.toString('base64url'),
        bytes.toString('hex'),
        JSON.stringify(trimmed).slice(1, -1)
    ];
    return [...new Set(forms)];
}
/** Makes runner and action hide a secret, in every form of it, from here on; of an API key also the secret inside it. */
function maskSecret(log, secret) {
    for (const one of [secret, ...secretsInside(secret)])
        for (const form of formsOf(one))
            log.mask(form);
}
/** Whether a text holds an API key in any form, or the secret inside it. */
function holdsKey(text, apiKey) {
    const secrets = [apiKey, ...secretsInside(apiKey)].filter(({ length }) => length >= minLength);
    return secrets.flatMap(formsOf).some(form => text.includes(form));
}
/**
 * The secrets that an API key of ZenML's wraps: it is `ZENKEY_` or `ZENPROKEY_` before base64 of `{"id": \u2026, "key": \u2026}`,
 * and either the base64 or `key` is as good as the whole; the id is not a secret (zenml/models/v2/core/api_key.py).
 * None of another text, and none that is so short that it could be an ordinary word.
 */
function secretsInside(secret) {
    const wrapped = /^ZEN(?:PRO)?KEY_(.+)$/s.exec(secret.trim())?.[1];
    if (wrapped === undefined)
        return [];
    const key = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_1__/* .optionalString */ .sx)(parsedJson(Buffer.from(wrapped, 'base64').toString('utf8')), 'key');
    return key === undefined ? [] : [wrapped, key].filter(({ length }) => length >= minLength);
}
function parsedJson(text) {
    try {
        return JSON.parse(text);
    }
    catch {
        return undefined;
    }
}
/**
 * Takes known secrets out of texts before these are cut or encoded: the runner's own masks find a secret only if it
 * stands whole and as it is, and in a summary `_` is written as an entity.
 */
class Redactor {
    #secrets = [];
    /** From here on, `secret` is taken out of every text. */
    add(secret) {
        if (secret.length < minLength || this.#secrets.includes(secret))
            return;
        // The longest first, since one form may begin with another.
        this.#secrets = [...this.#secrets, secret].sort((a, b) => b.length - a.length);
    }
    /**
     * The text with `***` in place of every secret, also of one that stands whole only in what is shown in the end: an
     * escape of a terminal or an invisible character inside it is taken out on the way.
     */
    redact(text) {
        const redacted = this.#replace(text);
        const shown = (0,_text_foreign_js__WEBPACK_IMPORTED_MODULE_0__/* .bare */ .$B)(redacted);
        const clean = this.#replace(shown);
        return clean === shown ? redacted : clean;
    }
    #replace(text) {
        return this.#secrets.reduce((rest, secret) => (rest.includes(secret) ? rest.replaceAll(secret, '***') : rest), text);
    }
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
