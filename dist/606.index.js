export const id = 606;
export const ids = [606];
export const modules = {

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

/***/ 7606:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   parseEnvironments: () => (/* binding */ parseEnvironments)
/* harmony export */ });
/* harmony import */ var yaml__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6637);
/* harmony import */ var _text_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9819);
/* harmony import */ var _text_foreign_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2158);
/* harmony import */ var _text_suggest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6160);
/* harmony import */ var _baseline_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(331);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(7619);
/* harmony import */ var _environment_fields_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(8717);
/* harmony import */ var _environments_document_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(7906);
/* harmony import */ var _pattern_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(1263);
/* harmony import */ var _requires_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(3724);
/* harmony import */ var _shown_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(7223);











// GitHub: "Environment names ... may not exceed 255 characters" and "are not case sensitive"
// (https://docs.github.com/en/actions/how-tos/deploy/configure-and-manage-deployments/manage-environments).
const maxNameLength = 255;
const where = 'environments';
/** Reads the input `environments`; throws {@link InputError} naming the place, as in `environments: staging.branches[1]`. */
function parseEnvironments(text) {
    const environments = (0,_environments_document_js__WEBPACK_IMPORTED_MODULE_7__/* .entriesOf */ .Mc)((0,_environments_document_js__WEBPACK_IMPORTED_MODULE_7__/* .parseMapping */ .KV)(text), where).map(entry => readEnvironment(entry, text));
    refuseTwins(environments.map(({ name }) => name));
    (0,_baseline_js__WEBPACK_IMPORTED_MODULE_4__/* .refuseUnknownBaselines */ .f)(environments);
    return (0,_requires_js__WEBPACK_IMPORTED_MODULE_9__/* .resolveRequired */ .U6)(environments);
}
function refuseTwins(names) {
    const seen = new Map();
    for (const name of names) {
        const folded = name.normalize('NFC').toUpperCase().toLowerCase();
        const other = seen.get(folded);
        if (other !== undefined) {
            const message = `${(0,_shown_js__WEBPACK_IMPORTED_MODULE_10__/* .quoted */ .T)(other)} and ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_10__/* .quoted */ .T)(name)} are the same environment to GitHub, which ignores case`;
            throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where, remedy: 'Rename or merge them.' });
        }
        seen.set(folded, name);
    }
}
function readEnvironment({ key: name, value }, text) {
    checkName(name);
    const place = `${where}: ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_10__/* .shown */ .S)(name)}`;
    if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(value) || ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(value) && typeof value.value === 'string')) {
        const branches = readPatterns(value, place);
        const rest = { tags: [], events: _environment_js__WEBPACK_IMPORTED_MODULE_5__/* .defaultEvents */ .BX, forcePushes: false, stack: name, overrides: {} };
        return { name, branches, ...rest, requires: undefined };
    }
    const values = readValues(value, place);
    return {
        name,
        branches: values.has('branches') ? readPatterns(values.get('branches'), `${place}.branches`) : [],
        tags: values.has('tags') ? readPatterns(values.get('tags'), `${place}.tags`) : [],
        events: values.has('events') ? (0,_environment_fields_js__WEBPACK_IMPORTED_MODULE_6__/* .readEventNames */ .xq)(values.get('events'), `${place}.events`) : _environment_js__WEBPACK_IMPORTED_MODULE_5__/* .defaultEvents */ .BX,
        forcePushes: values.has('force-pushes') && (0,_environment_fields_js__WEBPACK_IMPORTED_MODULE_6__/* .flagValue */ .y6)(values.get('force-pushes'), `${place}.force-pushes`),
        stack: values.has('stack') ? (0,_environment_fields_js__WEBPACK_IMPORTED_MODULE_6__/* .textValue */ .v8)(values.get('stack'), `${place}.stack`) : name,
        ...(values.has('account') ? { account: (0,_environment_fields_js__WEBPACK_IMPORTED_MODULE_6__/* .textValue */ .v8)(values.get('account'), `${place}.account`) } : {}),
        requires: values.has('requires') ? (0,_environment_fields_js__WEBPACK_IMPORTED_MODULE_6__/* .textValue */ .v8)(values.get('requires'), `${place}.requires`) : undefined,
        overrides: (0,_environment_fields_js__WEBPACK_IMPORTED_MODULE_6__/* .readOverrides */ .iP)(values, place, text)
    };
}
/** The values of an environment's mapping by their keys, which are known and say what may reach it. */
function readValues(value, place) {
    if (!(0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isMap */ .jh)(value)) {
        const message = `Expected a branch, a list of branches or a mapping, but found ${(0,_environments_document_js__WEBPACK_IMPORTED_MODULE_7__/* .describe */ .q0)(value)}`;
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where: place, remedy: `Write as in 'staging: develop'; a number needs quotes.` });
    }
    const values = new Map((0,_environments_document_js__WEBPACK_IMPORTED_MODULE_7__/* .entriesOf */ .Mc)(value, place).map(entry => [entry.key, entry.value]));
    const unknown = [...values.keys()].find(key => !_environment_js__WEBPACK_IMPORTED_MODULE_5__/* .environmentKeys */ .aZ.some(known => known === key));
    if (unknown !== undefined) {
        const remedy = (0,_text_suggest_js__WEBPACK_IMPORTED_MODULE_3__/* .didYouMean */ .au)(unknown, _environment_js__WEBPACK_IMPORTED_MODULE_5__/* .environmentKeys */ .aZ) || `The keys are ${_environment_js__WEBPACK_IMPORTED_MODULE_5__/* .environmentKeys */ .aZ.join(', ')}.`;
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`Unknown key ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_10__/* .quoted */ .T)(unknown)}`, { where: place, remedy });
    }
    if (!values.has('branches') && !values.has('tags')) {
        const remedy = "Write the branches or tags that may reach it, as in 'branches: develop'.";
        const message = 'The environment has neither branches nor tags, so nothing could reach it';
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where: place, remedy });
    }
    return values;
}
function checkName(name) {
    const problem = nameProblem(name);
    if (problem === undefined)
        return;
    const remedy = 'Give it a name of one line, without spaces around it.';
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`The environment name ${(0,_shown_js__WEBPACK_IMPORTED_MODULE_10__/* .quoted */ .T)(name)} ${problem}`, { where, remedy });
}
function nameProblem(name) {
    if (name.trim() === '')
        return 'is empty';
    if (name !== name.trim())
        return 'starts or ends with a space';
    if (Array.from(name).length > maxNameLength)
        return `is longer than ${maxNameLength} characters`;
    const unseen = (0,_text_foreign_js__WEBPACK_IMPORTED_MODULE_2__/* .unseenIn */ .ux)(name);
    return unseen === undefined ? undefined : `contains the invisible character ${unseen}`;
}
function readPatterns(value, place) {
    const items = (0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isSeq */ .oP)(value) ? value.items : [value];
    const sources = items.map((item, index) => {
        if ((0,yaml__WEBPACK_IMPORTED_MODULE_0__/* .isScalar */ .jn)(item) && typeof item.value === 'string')
            return item.value;
        const message = `Expected text as the pattern, but found ${(0,_environments_document_js__WEBPACK_IMPORTED_MODULE_7__/* .describe */ .q0)(item ?? null)}`;
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(message, { where: `${place}[${index}]`, remedy: "Put it in quotes, as in '1.0'." });
    });
    return (0,_pattern_js__WEBPACK_IMPORTED_MODULE_8__/* .parsePatterns */ .Z7)(sources, place);
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


/***/ })

};
