export const id = 454;
export const ids = [454];
export const modules = {

/***/ 3739:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ Github)
/* harmony export */ });
/* harmony import */ var _text_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9819);
/* harmony import */ var _text_foreign_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2158);
/* harmony import */ var _text_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2686);
/* harmony import */ var _world_clock_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2089);




/** Time for one request if none is given, ms; GitHub's API itself gives up after 10 s (docs.github.com, REST: timeouts). */
const usualLimitMs = 15_000;
/** GitHub's API for one repository, as one token; it brings the runner's proxy and GitHub Enterprise Server. */
class Github {
    #octokit;
    #access;
    constructor(access) {
        this.#access = access;
    }
    /** Wall-clock time, ms since the epoch. */
    now() {
        return this.#access.clock.now();
    }
    /**
     * Asks once, within the time for one request; rejects with octokit's error, a time limit, the signal's reason, or an
     * {@link ActionError} if the job's proxy or the API's address is not an address.
     */
    async ask(question) {
        const { clock, limitMs = usualLimitMs, repository, signal } = this.#access;
        const [owner = '', repo = ''] = repository.split('/');
        this.#octokit ??= await octokitFor(this.#access);
        const octokit = this.#octokit;
        return (0,_world_clock_js__WEBPACK_IMPORTED_MODULE_2__/* .within */ .ux)(clock, limitMs, signal, limit => question(octokit, { owner, repo, request: { signal: limit } }));
    }
    /** Asks for a list page by page, each within the time for one request, until a page isn't full or the limit is reached. */
    async askAll(page) {
        const all = [];
        for (let number = 1; number <= maxPages; number++) {
            const items = await this.ask((octokit, common) => page(octokit, { ...common, per_page: pageSize, page: number }));
            all.push(...items);
            if (items.length < pageSize)
                break;
        }
        return all;
    }
}
/** Most items that a page may have (docs.github.com, REST: pagination). */
const pageSize = 100;
/** Pages of one list that are read at most; an issue or pull request has at most 2,500 comments. */
const maxPages = 30;
/** Loaded here, since it reads the variables of proxies as soon as it is loaded, and throws if they aren't addresses. */
async function octokitFor({ apiUrl, token }) {
    try {
        const { getOctokit } = await Promise.all(/* import() */[__webpack_require__.e(79), __webpack_require__.e(75)]).then(__webpack_require__.bind(__webpack_require__, 1075));
        return getOctokit(token, apiUrl === undefined ? {} : { baseUrl: apiUrl });
    }
    catch (cause) {
        const why = (0,_text_foreign_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)((0,_text_json_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalString */ .sx)(cause, 'message') ?? String(cause), 200);
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ(`GitHub's API cannot be used as this job is set up (${why})`, {
            remedy: "Correct the proxy's address in HTTPS_PROXY or HTTP_PROXY, or GITHUB_API_URL.",
            cause
        });
    }
}


/***/ }),

/***/ 9454:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  commentOnPullRequest: () => (/* binding */ commentOnPullRequest)
});

// UNUSED EXPORTS: explainFault, jobOf, subjectOf

// EXTERNAL MODULE: ./src/github/client.js
var client = __webpack_require__(3739);
// EXTERNAL MODULE: ./src/text/errors.js
var errors = __webpack_require__(9819);
// EXTERNAL MODULE: ./src/text/json.js
var json = __webpack_require__(2686);
;// CONCATENATED MODULE: ./src/github/token-account.js


/**
 * Id of the account that comments get as their author with this token. REST's `GET /user` refuses the tokens of GitHub
 * Apps, and so a job's own; GraphQL's `viewer` answers for each kind, and its `databaseId` is REST's `user.id`
 * (fullsend-ai/fullsend#1953, pingdotgg/t3code#11273).
 */
async function authorOf(github) {
    const answer = await github.ask((octokit, { request }) => octokit.graphql('query { viewer { databaseId } }', { request }));
    const id = (0,json.at)(answer, 'viewer', 'databaseId');
    if (typeof id === 'number')
        return id;
    throw new errors/* ActionError */.lZ('GitHub did not say whose token this is');
}

;// CONCATENATED MODULE: ./src/github/pull-request-comment.js



/** Rounds of looking and writing, if comments are deleted or overwritten in between. */
const maxRounds = 3;
/**
 * Makes sure that a pull request has one comment of this job about a subject, and that it says what is wished. It is
 * found by its first line and its author, since anybody may write that line. Other jobs of the same workflow run may be
 * about the same subject: theirs stay. After each write it looks again, since another job may have written into the same
 * comment at the same time, and since two attempts at a request may have made two. Rejects with octokit's error.
 */
async function writeComment(github, wish) {
    const author = await authorOf(github);
    let written;
    for (let round = 1; round <= maxRounds; round++) {
        const comments = await ownComments(github, wish, author);
        const [own, ...doubles] = comments.filter(comment => isSameJob(comment, wish));
        if (comments.some(({ workflowRunId }) => workflowRunId > wish.workflowRunId)) {
            if (written?.how === 'created')
                await removeComments(github, own === undefined ? [] : [own, ...doubles]);
            return 'left';
        }
        const isOverwritten = comments.some(comment => comment.id === written?.id && isOtherJob(comment, wish));
        if (written !== undefined && !isOverwritten) {
            await removeComments(github, doubles);
            return written.how;
        }
        const { outdated, replaced } = isOverwritten ? { outdated: [], replaced: undefined } : replaceable(comments, wish);
        const target = own ?? replaced;
        if (target === undefined)
            written = { how: 'created', id: await createComment(github, wish) };
        else if (await updateComment(github, target.id, wish))
            written = { how: 'updated', id: target.id };
        await removeComments(github, outdated);
    }
    if (written !== undefined)
        return written.how;
    throw new errors/* ActionError */.lZ('The comment was deleted each time it was written');
}
/**
 * Which earlier comment a job may write into, and which of still earlier workflow runs have had their day. Of several
 * jobs' comments in one workflow run nothing says which is the job's own: in the next run each takes the oldest that is
 * left, and in another attempt of the same run, which may be one of them alone, none.
 */
function replaceable(comments, wish) {
    const earlier = comments.filter(comment => !isSameJob(comment, wish) && !isOtherJob(comment, wish));
    const newest = Math.max(...earlier.map(({ workflowRunId }) => workflowRunId));
    const last = earlier.filter(({ workflowRunId }) => workflowRunId === newest);
    const outdated = earlier.filter(({ workflowRunId }) => workflowRunId < newest);
    return { outdated, replaced: newest === wish.workflowRunId && last.length > 1 ? undefined : last[0] };
}
function isSameJob(comment, wish) {
    return isSameAttempt(comment, wish) && comment.job === wish.job;
}
/** Whether a comment is of another job beside this one. */
function isOtherJob(comment, wish) {
    return isSameAttempt(comment, wish) && comment.job !== wish.job;
}
function isSameAttempt(one, other) {
    return one.workflowRunId === other.workflowRunId && one.attempt === other.attempt;
}
/** The first line of a comment, which isn't shown. */
function markerOf({ attempt, job, subject, workflowRunId }) {
    return `<!-- zenml-gated-trigger ${subject} run ${workflowRunId} attempt ${attempt} job ${job} -->`;
}
function bodyOf(wish) {
    return `${markerOf(wish)}\n${wish.text}`;
}
/** Our comments about a subject, the oldest first. */
async function ownComments(github, { pullRequest, subject }, author) {
    const comments = await github.askAll(async (octokit, common) => {
        const { data } = await octokit.rest.issues.listComments({ ...common, issue_number: pullRequest });
        return data;
    });
    return comments
        .flatMap(comment => {
        const id = (0,json.at)(comment, 'id');
        const [, marked, run, attempt, job = ''] = /^<!-- zenml-gated-trigger (\S+) run (\d+) attempt (\d+) job (\S+) -->/.exec((0,json/* optionalString */.sx)(comment, 'body') ?? '') ?? [];
        const isOwn = (0,json.at)(comment, 'user', 'id') === author && marked === subject;
        if (!isOwn || typeof id !== 'number')
            return [];
        return [{ id, workflowRunId: Number(run), attempt: Number(attempt), job }];
    })
        .sort((a, b) => a.id - b.id);
}
async function createComment(github, wish) {
    const { data } = await github.ask((octokit, common) => octokit.rest.issues.createComment({ ...common, issue_number: wish.pullRequest, body: bodyOf(wish) }));
    return data.id;
}
/** Returns whether the comment was still there. */
async function updateComment(github, id, wish) {
    return unlessGone(github.ask((octokit, common) => octokit.rest.issues.updateComment({ ...common, comment_id: id, body: bodyOf(wish) })));
}
async function removeComments(github, comments) {
    for (const { id } of comments)
        await unlessGone(github.ask((octokit, common) => octokit.rest.issues.deleteComment({ ...common, comment_id: id })));
}
/** Whether what was asked for was there. */
async function unlessGone(answer) {
    try {
        await answer;
        return true;
    }
    catch (error) {
        if ((0,json.at)(error, 'status') === 404)
            return false;
        throw error;
    }
}

;// CONCATENATED MODULE: ./src/github/pull-request-of.js

/**
 * Number of the open pull request that a commit belongs to; undefined if there is none. Of several it is the one whose
 * head is this commit on this branch, then one whose head is this commit, then the oldest. Rejects with octokit's error.
 */
async function pullRequestOf(github, commit, branch) {
    const found = await github.askAll(async (octokit, common) => {
        const { data } = await octokit.rest.repos.listPullRequestsAssociatedWithCommit({ ...common, commit_sha: commit });
        return data;
    });
    const open = found
        .filter(pull => (0,json/* optionalString */.sx)(pull, 'state') === 'open')
        .flatMap(pull => {
        const number = (0,json.at)(pull, 'number');
        const isHead = (0,json/* optionalString */.sx)(pull, 'head', 'sha') === commit;
        const fit = !isHead ? 2 : (0,json/* optionalString */.sx)(pull, 'head', 'ref') === branch ? 0 : 1;
        return typeof number === 'number' ? [{ number, fit }] : [];
    });
    return open.sort((a, b) => a.fit - b.fit || a.number - b.number)[0]?.number;
}

// EXTERNAL MODULE: ./src/text/foreign.js
var foreign = __webpack_require__(2158);
// EXTERNAL MODULE: ./src/world/clock.js
var world_clock = __webpack_require__(2089);
;// CONCATENATED MODULE: ./src/github/retry.js




/** Attempts at most, with passing trouble between them. */
const maxAttempts = 5;
/**
 * Tries something until it works, fails for good, or no time is left for another attempt; doing it twice must have the
 * same effect as doing it once. Rejects with the last error, with `TimeLimit`, or with the signal's reason.
 */
function patiently({ clock, limitMs, log, signal: outer, what }, work) {
    const until = clock.elapsed() + limitMs;
    return (0,world_clock/* within */.ux)(clock, limitMs, outer, async (signal) => {
        for (let attempt = 1;; attempt++) {
            try {
                return await work(signal);
            }
            catch (error) {
                signal.throwIfAborted();
                const { message, retryAfterMs: waitMs } = faultOf(error, attempt, clock.now());
                if (waitMs === undefined || attempt === maxAttempts || clock.elapsed() + waitMs >= until)
                    throw error;
                log.info(`${what}: Trying again in ${(0,world_clock/* formatDuration */.a3)(waitMs)}, since GitHub said: ${message}`);
                await clock.sleep(waitMs, signal);
            }
        }
    });
}
/** Wait after the first passing trouble, ms; it doubles with each attempt. */
const firstWaitMs = 1_000;
/** Wait after a secondary rate limit that says no time, ms (docs.github.com, REST: best practices, "at least one minute"). */
const limitWaitMs = 60_000;
/** Types of GraphQL errors that are a refusal, as GitHub answers them with 200. */
const refusedTypes = ['FORBIDDEN', 'INSUFFICIENT_SCOPES', 'NOT_FOUND', 'UNAUTHENTICATED'];
/**
 * What an error of a request means. Rate limits come as 403 or 429, from GraphQL also as 200, with `retry-after`, with
 * `x-ratelimit-remaining: 0`, or with nothing but their words (docs.github.com, REST and GraphQL: rate limits).
 * `attempt` counts from 1.
 */
function faultOf(error, attempt, nowMs) {
    const said = saidBy(error);
    const kind = kindOf(said);
    const isPassing = !(error instanceof errors/* ActionError */.lZ) && mayPass(said);
    const waitMs = isPassing ? firstWaitMs * 2 ** (attempt - 1) : undefined;
    const retryAfterMs = kind === 'rate limit' ? limitWait(said, nowMs) : waitMs;
    return { kind, status: said.status, message: said.message, retryAfterMs };
}
function saidBy(error) {
    const list = (0,json.at)(error, 'errors');
    // octokit's error for GraphQL has no status: the answer's is 200.
    const errors = Array.isArray(list) && (0,json.at)(error, 'status') === undefined ? list : undefined;
    const found = (0,json.at)(error, 'status');
    const hasAnswer = typeof found === 'number' && (0,json.at)(error, 'response') !== undefined;
    const words = errors?.flatMap(each => (0,json/* optionalString */.sx)(each, 'message') ?? []).join(' ');
    const place = errors === undefined ? ['response', 'headers'] : ['headers'];
    return {
        status: errors === undefined ? (hasAnswer ? found : undefined) : 200,
        message: (0,foreign/* oneLine */.TN)(words || (error instanceof Error ? error.message : String(error)), 300),
        types: errors?.map(each => (0,json/* optionalString */.sx)(each, 'type') ?? ''),
        header: name => (0,json/* optionalString */.sx)(error, ...place, name)
    };
}
function kindOf({ header, message, status, types }) {
    if (status === 429)
        return 'rate limit';
    if (types?.some(type => /^RATE_LIMIT/.test(type)))
        return 'rate limit';
    if (status === 403 || types !== undefined) {
        const isLimit = header('retry-after') !== undefined || header('x-ratelimit-remaining') === '0';
        if (isLimit || /rate limit/i.test(message))
            return 'rate limit';
    }
    const isRefused = types?.some(type => refusedTypes.includes(type)) ?? false;
    return isRefused || (status !== undefined && [401, 403, 404].includes(status)) ? 'refusal' : 'other';
}
/** Whether trouble that is not a rate limit may pass: GraphQL's errors have a type if the question is at fault. */
function mayPass({ status, types }) {
    if (types !== undefined)
        return types.every(type => type === '');
    return status === undefined || status >= 500;
}
function limitWait({ header }, nowMs) {
    const seconds = Number(header('retry-after') ?? Number.NaN);
    if (seconds >= 0)
        return seconds * 1_000;
    if (header('x-ratelimit-remaining') !== '0')
        return limitWaitMs;
    return Math.max(0, Number(header('x-ratelimit-reset') ?? 0) * 1_000 - nowMs);
}

// EXTERNAL MODULE: ./src/inputs/names.js
var names = __webpack_require__(8176);
// EXTERNAL MODULE: ./src/inputs/values.js
var values = __webpack_require__(1108);
// EXTERNAL MODULE: ./src/report/facts-part.js
var facts_part = __webpack_require__(7852);
// EXTERNAL MODULE: ./src/report/gate-summary.js
var gate_summary = __webpack_require__(4925);
// EXTERNAL MODULE: ./src/report/markdown.js
var markdown = __webpack_require__(74);
// EXTERNAL MODULE: ./src/report/summary.js + 6 modules
var summary = __webpack_require__(668);
;// CONCATENATED MODULE: ./src/report/comment.js




/**
 * Longest comment, characters: GitHub refuses more than 65,536, and the line that finds the comment again and the one
 * that leads to the workflow run come on top.
 */
const maxCommentLength = 64_000;
/** The share of it that the error may have; written as entities, its characters become up to eighteen each. */
const errorShare = 0.4;
const note = '_Not everything is here; the job summary has more._';
/**
 * What a pull request's comment says: the parts of the job summary in their order, as many of them as there is room
 * for, and always how the step ended and why. The runner's masks don't reach a comment, so nothing that a process
 * printed or an exception said stands in it; nor do reports and the table of facts.
 */
function commentOf(facts, limit = maxCommentLength) {
    const { error } = facts;
    const known = {
        ...facts,
        failures: [],
        tails: [],
        reports: [],
        metadata: {},
        ...(error && { error: withoutQuotes(error) })
    };
    const why = (0,gate_summary/* errorPart */.U)(known);
    const factsTable = (0,facts_part/* factsPart */.v)(known);
    const parts = (0,summary/* summaryParts */.X)(known)
        .filter(part => part !== factsTable)
        .map(part => (part === why ? shortError(known, limit * errorShare) : part));
    const whole = join(parts);
    if (whole.length <= limit)
        return whole;
    const kept = [];
    // A part that has no room is left out whole, since a cut would leave its tags open.
    for (const part of parts)
        if (join([...kept, part, note]).length <= limit)
            kept.push(part);
    return join([...kept, note]);
}
/** What stands before words that a process printed or an exception said, which go on to the end of an error. */
const beforeQuote = /(?: Its last lines|The packages could not be installed|ZenML could not say what its integrations require|The virtual environment could not be made|ZenML's client can't prepare the pipeline| ended as [^:]{1,61}): /;
/** The step that failed, and the type of its exception. */
const failedStep = /^step \S+ [\w-]+(?:: [A-Za-z_][\w.]*(?:Error|Exception)(?=: ))?/;
/** An error up to where it quotes a process or an exception. */
function withoutQuotes(error) {
    const found = beforeQuote.exec(error);
    if (found === null)
        return error;
    const [words] = found;
    const before = error.slice(0, found.index);
    if (words.startsWith(' Its'))
        return before;
    const step = words.startsWith(' ended') ? failedStep.exec(error.slice(found.index + words.length)) : null;
    return `${before}${words}${step?.[0] ?? ''}`.replace(/(?:: )?$/, '.');
}
/** The error in at most `room` characters, its beginning if it is longer. */
function shortError({ dashboard, error = '' }, room) {
    for (let length = 4_000;; length /= 2) {
        const part = (0,markdown/* sentences */.hC)(error, 40, Math.floor(length), dashboard);
        if (part.length <= room || length < 20)
            return part;
    }
}
function join(parts) {
    return parts.join('\n\n');
}

// EXTERNAL MODULE: ./src/text/digest.js
var digest = __webpack_require__(9596);
;// CONCATENATED MODULE: ./src/job/comment.js











/** Time for all that a comment needs, ms: for a minute that a rate limit asks for, and another attempt. */
const usualMs = 120_000;
/** The same in a job that was cancelled, which the runner ends ten seconds later. */
const cancelledMs = 2_000;
const permissions = "give the job 'permissions: {contents: read, pull-requests: write}'";
const endings = {
    created: 'now has a comment with this result.',
    updated: 'now has this result in its comment.',
    left: 'keeps the comment of a later workflow run.'
};
/**
 * Writes how the step ended into a comment under the pull request, if that is wanted and something was to run. Throws
 * nothing: what keeps it from that is a notice.
 */
async function commentOnPullRequest(world, facts) {
    const { env, log } = world;
    if (!isWanted(env) || facts.conclusion === 'skipped')
        return;
    const token = (0,names/* readInput */.R5)(env, 'github-token');
    if (token === '') {
        log.notice(`comment: No github-token is set, so no comment can be written. Set it to \${{ github.token }}, and ${permissions}.`);
        return;
    }
    try {
        await comment(world, facts, token);
    }
    catch (error) {
        log.notice(`comment: Could not comment on the pull request: ${explainFault(error)}`);
    }
}
/** Whether a comment is wanted; a word that is neither true nor false was an error before. */
function isWanted(env) {
    try {
        return (0,values/* readFlag */.fG)(env, 'comment', false);
    }
    catch {
        return false;
    }
}
async function comment(world, facts, token) {
    const { cancel, clock, env, log } = world;
    const limits = cancel.aborted ? { limitMs: cancelledMs, signal: undefined } : { limitMs: usualMs, signal: cancel };
    const access = { token, apiUrl: env['GITHUB_API_URL'] || undefined, repository: env['GITHUB_REPOSITORY'] ?? '' };
    const commit = env['GITHUB_SHA'] ?? '';
    const said = await patiently({ ...limits, clock, log, what: 'comment' }, async (signal) => {
        const github = new client/* Github */.C({ ...access, clock, signal });
        const pullRequest = facts.pullRequest ?? (await pullRequestOf(github, commit, env['GITHUB_REF_NAME'] ?? ''));
        if (pullRequest === undefined)
            return undefined;
        const written = await writeComment(github, {
            pullRequest,
            subject: subjectOf(env, facts),
            workflowRunId: Number(env['GITHUB_RUN_ID']),
            attempt: Number(env['GITHUB_RUN_ATTEMPT'] || 1),
            job: jobOf(env),
            text: textOf(env, facts)
        });
        return `comment: Pull request ${pullRequest} ${endings[written]}`;
    });
    if (said !== undefined)
        log.info(said);
    else
        log.notice(`comment: No open pull request with commit ${(0,foreign/* oneLine */.TN)(commit, 64).slice(0, 12)} was found. If there is one, this token may not see it: ${permissions}.`);
}
/** What of the inputs says what is to run, and is the same in each workflow run. */
const asked = ['pipeline', 'source', 'command', 'config', 'promote'];
/** What a comment is about: this step of this job of this workflow, the environment, and what is to run. */
function subjectOf(env, { environment }) {
    // Without its ref, which is another one for each pull request.
    const workflow = (env['GITHUB_WORKFLOW_REF'] || env['GITHUB_WORKFLOW'] || '').replace(/@.*$/, '');
    const job = [env['GITHUB_JOB'], (0,names/* readInput */.R5)(env, 'job-index'), (0,names/* readInput */.R5)(env, 'job-matrix'), env['GITHUB_ACTION']];
    return (0,digest/* digest */.b)([workflow, job, environment, asked.map(name => (0,names/* readInput */.R5)(env, name))]);
}
/**
 * What tells this job apart from others of the workflow run that are about the same: calls of a reusable workflow have
 * its job's name. In another workflow run it is something else, as is the run that `run-id` names.
 */
function jobOf(env) {
    return (0,digest/* digest */.b)([(0,names/* readInput */.R5)(env, 'job-instance'), (0,names/* readInput */.R5)(env, 'run-id')]);
}
function textOf(env, facts) {
    const site = env['GITHUB_SERVER_URL'] || 'https://github.com';
    const address = `${site}/${env['GITHUB_REPOSITORY']}/actions/runs/${env['GITHUB_RUN_ID']}`;
    const commit = (0,markdown/* inert */.tJ)((env['GITHUB_SHA'] ?? '').slice(0, 12));
    return `${commentOf(facts)}\n\n<sub>Commit ${commit}. What the job printed is in the summary and log of its ${(0,markdown/* link */.nf)('workflow run', address)}.</sub>`;
}
/** Why no comment was written, and what to do about it. */
function explainFault(error) {
    if (error instanceof errors/* ActionError */.lZ)
        return (0,errors/* explain */.WE)(error);
    const { kind, message, status } = faultOf(error, 1, 0);
    if (status === undefined)
        return `GitHub could not be asked (${message}).`;
    if (kind === 'rate limit')
        return `GitHub limits the requests of this token for longer than a comment can wait: ${status} (${message}).`;
    if (kind === 'other')
        return `GitHub answered ${status} (${message}).`;
    return `GitHub refused it with ${status} (${message}). Set github-token to \${{ github.token }}, and ${permissions}; in a pull request from a fork it can only read.`;
}


/***/ })

};
