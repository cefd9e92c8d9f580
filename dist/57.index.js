export const id = 57;
export const ids = [57];
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

/***/ 7057:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  findMisfits: () => (/* binding */ findMisfits)
});

// EXTERNAL MODULE: ./src/github/client.js
var client = __webpack_require__(3739);
// EXTERNAL MODULE: ./src/text/json.js
var json = __webpack_require__(2686);
;// CONCATENATED MODULE: ./src/github/environment-policy.js

/**
 * What GitHub says of an environment of the repository. A 404 only means that there is none if the token may read
 * environments at all. Rejects with octokit's error.
 */
async function environmentPolicy(github, name) {
    const settings = await settingsOf(github, name);
    if (settings === 'missing')
        return { kind: 'missing' };
    if (settings === null)
        return { kind: 'every ref' };
    if ((0,json.at)(settings, 'custom_branch_policies') !== true)
        return { kind: 'protected branches' };
    const policies = await github.askAll(async (octokit, common) => {
        const { data } = await octokit.rest.repos.listDeploymentBranchPolicies({ ...common, environment_name: name });
        return data.branch_policies;
    });
    const named = (isOfType) => policies.flatMap(policy => (isOfType((0,json/* optionalString */.sx)(policy, 'type')) ? ((0,json/* optionalString */.sx)(policy, 'name') ?? []) : []));
    return { kind: 'patterns', branches: named(type => type !== 'tag'), tags: named(type => type === 'tag') };
}
/** The environment's settings of branches, null if there are none. */
async function settingsOf(github, name) {
    try {
        const { data } = await github.ask((octokit, common) => octokit.rest.repos.getEnvironment({ ...common, environment_name: name }));
        return data.deployment_branch_policy ?? null;
    }
    catch (error) {
        if ((0,json.at)(error, 'status') !== 404)
            throw error;
        await github.ask((octokit, common) => octokit.rest.repos.getAllEnvironments({ ...common, per_page: 1 }));
        return 'missing';
    }
}

// EXTERNAL MODULE: ./src/gate/pattern.js + 1 modules
var pattern = __webpack_require__(1263);
;// CONCATENATED MODULE: ./src/github/fnmatch.js
/**
 * Whether a name fits a pattern of a GitHub environment. GitHub's are those of Ruby's `File.fnmatch` with
 * `FNM_PATHNAME`: nothing but `**` and a slash at the start of a folder matches a slash (docs.github.com, REST:
 * deployment branch policies).
 */
function fnmatch(pattern, name) {
    try {
        return new RegExp(`^${pattern.replace(special, translated)}$`, 'u').test(name);
    }
    catch {
        return false;
    }
}
/** What isn't just itself, either in such a pattern or in a regular expression. */
const special = /(^|\/)\*\*\/|\\(.)|\[([!^]?)((?:\\.|[^\]\\])+)\]|\*+|\?|[.+^${}()|[\]\\]/gsu;
function translated(found, before, escaped, negation, members) {
    if (before !== undefined)
        return `${before}(?:[^/]+/)*`;
    if (escaped !== undefined)
        return literal(escaped);
    if (members !== undefined)
        return `(?!/)[${negation === '' ? '' : '^'}${members.replaceAll('[', '\\[')}]`;
    if (found.startsWith('*'))
        return '[^/]*';
    return found === '?' ? '[^/]' : literal(found);
}
function literal(character) {
    return /[\^$\\.*+?()[\]{}|/]/.test(character) ? `\\${character}` : character;
}

// EXTERNAL MODULE: ./src/text/foreign.js
var foreign = __webpack_require__(2158);
;// CONCATENATED MODULE: ./src/job/environment-fit.js



/** The ref by which GitHub compares a pull request with an environment's patterns. */
const pullRequestRef = 'refs/pull/1/merge';
/**
 * What a GitHub environment lets in and the rules don't, or the other way round, in sentences; none if both fit as far
 * as that can be known. Each is about a name that one of the two is certain to let in.
 */
function misfits(environment, policy) {
    const name = `The GitHub environment '${(0,foreign/* oneLine */.TN)(environment.name, 80)}'`;
    switch (policy.kind) {
        case 'missing':
            return [`${name} doesn't exist, so that no branch is kept from this environment's secrets.`];
        case 'every ref':
            return [`${name} lets every branch and tag have its secrets, and the rules don't let all of them in.`];
        case 'protected branches':
            return [];
        case 'patterns': {
            const wide = tooWide(environment, policy);
            const narrow = tooNarrow(environment, policy);
            return [
                ...(wide === undefined ? [] : [`${name} also lets ${wide} have its secrets, which the rules don't let in.`]),
                ...(narrow === undefined ? [] : [`${name} turns ${narrow} away, which the rules let in.`])
            ];
        }
    }
}
/** Something that GitHub lets in and the rules don't. */
function tooWide({ branches, events, tags }, policy) {
    const pulls = policy.branches.filter(pattern => pattern.startsWith('refs/') && fnmatch(pattern, pullRequestRef));
    if (pulls.length > 0 && !events.includes('pull_request'))
        return 'pull requests';
    const others = policy.branches.filter(pattern => !pulls.includes(pattern));
    const branch = samplesOfPolicy(others).find(name => (0,pattern/* decidingPattern */.i4)(branches, name) === undefined);
    if (branch !== undefined)
        return `branches like ${shown(branch)}`;
    const tag = samplesOfPolicy(policy.tags).find(name => (0,pattern/* decidingPattern */.i4)(tags, name) === undefined);
    return tag === undefined ? undefined : `tags like ${shown(tag)}`;
}
/** Something that the rules let in and GitHub doesn't. */
function tooNarrow({ branches, events, tags }, policy) {
    const isTurnedAway = (patterns) => (name) => !patterns.some(pattern => fnmatch(pattern, name));
    const lists = (...some) => some.some(event => events.includes(event));
    if (lists('pull_request') && isTurnedAway(policy.branches)(pullRequestRef))
        return 'pull requests';
    if (lists('push', 'workflow_dispatch', 'schedule')) {
        const branch = samplesOfRules(branches).find(isTurnedAway(policy.branches));
        if (branch !== undefined)
            return `branches like ${shown(branch)}`;
    }
    if (!lists('push', 'workflow_dispatch', 'release'))
        return undefined;
    const tag = samplesOfRules(tags).find(isTurnedAway(policy.tags));
    return tag === undefined ? undefined : `tags like ${shown(tag)}`;
}
/** For each of the rules' patterns a name that it lets in, as far as one is easily found. */
function samplesOfRules(patterns) {
    const samples = patterns
        .filter(({ negative }) => !negative)
        .map(({ source }) => sample(source, { '**': 'a/b', '**/': 'a/b/', '?': '', '+': '' }));
    return samples.filter(name => (0,pattern/* decidingPattern */.i4)(patterns, name) !== undefined);
}
/** The same for GitHub's patterns. */
function samplesOfPolicy(patterns) {
    return patterns.flatMap(pattern => {
        const name = sample(pattern, { '**': 'a', '**/': 'a/b/', '?': 'a', '+': '+' });
        return fnmatch(pattern, name) ? [name] : [];
    });
}
/** A name in which every special sign of a pattern is replaced by what it could stand for. */
function sample(pattern, signs) {
    return pattern.replace(/\\(.)|\[(.)[^\]]*\]|\*\*\/|\*\*|[*?+]/gsu, (sign, escaped, member) => {
        const own = sign === '*' ? 'a' : signs[sign];
        return escaped ?? member ?? own;
    });
}
function shown(name) {
    return `'${(0,foreign/* oneLine */.TN)(name, 120)}'`;
}

;// CONCATENATED MODULE: ./src/job/github-environment.js



/** What the GitHub environment of an environment's name and the rules don't agree on, in sentences. Rejects with octokit's error. */
async function findMisfits(access, environment) {
    return misfits(environment, await environmentPolicy(new client/* Github */.C(access), environment.name));
}


/***/ })

};
