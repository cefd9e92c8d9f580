export const id = 918;
export const ids = [918];
export const modules = {

/***/ 1918:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   treeByGithub: () => (/* binding */ treeByGithub)
/* harmony export */ });
/* harmony import */ var _actions_github__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1075);
/* harmony import */ var _text_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9819);
/* harmony import */ var _text_foreign_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2158);
/* harmony import */ var _text_json_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2686);
/* harmony import */ var _world_clock_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2089);





/** What GitHub answers if a repository has no such commit (docs.github.com, REST: get a commit object). */
const unknownCommit = [404, 409, 422];
/**
 * Asks GitHub for the id of a commit's git tree; undefined if the repository has no such commit, or the token may not
 * see it, which GitHub doesn't tell apart. Throws {@link ActionError} if it doesn't answer, or refuses.
 */
async function treeByGithub({ apiUrl, clock, commit, limitMs, repository, signal, token }) {
    const [owner = '', repo = ''] = repository.split('/');
    try {
        const octokit = (0,_actions_github__WEBPACK_IMPORTED_MODULE_0__.getOctokit)(token, apiUrl === undefined ? {} : { baseUrl: apiUrl });
        const question = { owner, repo, commit_sha: commit };
        const { data } = await (0,_world_clock_js__WEBPACK_IMPORTED_MODULE_3__/* .within */ .ux)(clock, limitMs, signal, limit => octokit.rest.git.getCommit({ ...question, request: { signal: limit } }));
        return treeIn(data, commit);
    }
    catch (error) {
        signal.throwIfAborted();
        const status = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_4__.at)(error, 'status');
        if (typeof status === 'number' && unknownCommit.includes(status))
            return undefined;
        const why = (0,_text_foreign_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(error instanceof Error ? error.message : String(error), 300);
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .ActionError */ .lZ(`Could not ask GitHub for the git tree of commit ${(0,_text_foreign_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(commit, 64).slice(0, 12)}: ${why}`, {
            where: 'github-token',
            remedy: "Give github-token a token of this repository with 'contents: read', then re-run the job."
        });
    }
}
function treeIn(json, commit) {
    const tree = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_4__/* .optionalString */ .sx)((0,_text_json_js__WEBPACK_IMPORTED_MODULE_4__.at)(json, 'tree'), 'sha');
    const isAsked = (0,_text_json_js__WEBPACK_IMPORTED_MODULE_4__/* .optionalString */ .sx)(json, 'sha')?.toLowerCase() === commit.toLowerCase();
    return isAsked && tree !== undefined && /^[0-9a-f]{40,64}$/i.test(tree) ? tree.toLowerCase() : undefined;
}


/***/ })

};
