export const id = 918;
export const ids = [918];
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

/***/ 1918:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   treeByGithub: () => (/* binding */ treeByGithub)
/* harmony export */ });
/* harmony import */ var _text_errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9819);
/* harmony import */ var _text_foreign_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2158);
/* harmony import */ var _text_json_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2686);
/* harmony import */ var _client_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3739);




/** What GitHub answers if a repository has no such commit (docs.github.com, REST: get a commit object). */
const unknownCommit = [404, 409, 422];
/**
 * Asks GitHub once for the id of a commit's git tree; undefined if the repository has no such commit, or the token may
 * not see it, which GitHub doesn't tell apart. Throws {@link ActionError} if it doesn't answer, or refuses.
 */
async function treeByGithub(access, commit) {
    try {
        const { data } = await new _client_js__WEBPACK_IMPORTED_MODULE_2__/* .Github */ .C(access).ask((octokit, common) => octokit.rest.git.getCommit({ ...common, commit_sha: commit }));
        return treeIn(data, commit);
    }
    catch (error) {
        access.signal.throwIfAborted();
        if (error instanceof _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ)
            throw error;
        const status = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_3__.at)(error, 'status');
        if (typeof status === 'number' && unknownCommit.includes(status))
            return undefined;
        const why = (0,_text_foreign_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(error instanceof Error ? error.message : String(error), 300);
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .ActionError */ .lZ(`Could not ask GitHub for the git tree of commit ${(0,_text_foreign_js__WEBPACK_IMPORTED_MODULE_1__/* .oneLine */ .TN)(commit, 64).slice(0, 12)}: ${why}`, {
            where: 'github-token',
            remedy: "Give github-token a token of this repository with 'contents: read', then re-run the job."
        });
    }
}
function treeIn(json, commit) {
    const tree = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalString */ .sx)((0,_text_json_js__WEBPACK_IMPORTED_MODULE_3__.at)(json, 'tree'), 'sha');
    const isAsked = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_3__/* .optionalString */ .sx)(json, 'sha')?.toLowerCase() === commit.toLowerCase();
    return isAsked && tree !== undefined && /^[0-9a-f]{40,64}$/i.test(tree) ? tree.toLowerCase() : undefined;
}


/***/ })

};
