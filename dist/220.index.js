export const id = 220;
export const ids = [220];
export const modules = {

/***/ 1108:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   MQ: () => (/* binding */ readName),
/* harmony export */   NW: () => (/* binding */ readStage),
/* harmony export */   OW: () => (/* binding */ readTimeout),
/* harmony export */   fG: () => (/* binding */ readFlag),
/* harmony export */   g$: () => (/* binding */ readTags),
/* harmony export */   ux: () => (/* binding */ readWords)
/* harmony export */ });
/* harmony import */ var _gate_environment_fields_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8717);
/* harmony import */ var _text_errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9819);
/* harmony import */ var _text_foreign_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(2158);
/* harmony import */ var _world_clock_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(2089);
/* harmony import */ var _names_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(8176);





/** Longest `timeout`, ms: a job on a self-hosted runner ends after five days (docs.github.com, usage limits). */
const maxTimeoutMs = 5 * 24 * 3600 * 1000;
/** Reads an input that is a name; throws {@link InputError} for one that would look like another. */
function readName(env, input) {
    const name = (0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .readInput */ .R5)(env, input);
    (0,_gate_environment_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .refuseUnseen */ .VA)(name, input);
    return name;
}
/** Reads `tags`; throws {@link InputError} for one that would look like another. */
function readTags(env) {
    const tags = readWords(env, 'tags');
    for (const tag of tags)
        (0,_gate_environment_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .refuseUnseen */ .VA)(tag, 'tags');
    return tags;
}
/** Reads entries that are separated by commas, by line ends or by what else `ends` says, without empty ones. */
function readWords(env, input, ends = /[,\n]/) {
    return (0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .readInput */ .R5)(env, input)
        .split(ends)
        .map(word => word.trim())
        .filter(word => word !== '');
}
/**
 * Reads a boolean as in YAML's core schema, like `getBooleanInput` of @actions/core, never "anything but false"; throws
 * {@link InputError} for other words.
 */
function readFlag(env, input, fallback) {
    const text = (0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .readInput */ .R5)(env, input);
    if (text === '')
        return fallback;
    if (['true', 'True', 'TRUE'].includes(text))
        return true;
    if (['false', 'False', 'FALSE'].includes(text))
        return false;
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`'${(0,_text_foreign_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(text, 40)}' is neither true nor false`, {
        where: input,
        remedy: "Write 'true' or 'false'."
    });
}
/** Reads `promote`; throws {@link InputError} for what is not a stage that can be promoted to. */
function readStage(env) {
    const text = (0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .readInput */ .R5)(env, 'promote');
    return text === '' ? undefined : (0,_gate_environment_fields_js__WEBPACK_IMPORTED_MODULE_0__/* .stageOf */ .gV)(text, 'promote');
}
/** Reads `timeout`, ms, 5 h 30 min by default; throws {@link InputError} for what is not a duration up to five days. */
function readTimeout(env) {
    const text = (0,_names_js__WEBPACK_IMPORTED_MODULE_4__/* .readInput */ .R5)(env, 'timeout') || '5h30m';
    const where = 'timeout';
    const given = (0,_text_foreign_js__WEBPACK_IMPORTED_MODULE_2__/* .oneLine */ .TN)(text, 40);
    if (/^0*[1-9]\d*$/.test(text)) {
        // GitHub's timeout-minutes counts minutes, many other tools seconds.
        const remedy = `Write '${given}m' for minutes or '${given}s' for seconds.`;
        throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`'${given}' has no unit`, { where, remedy });
    }
    const ms = (0,_world_clock_js__WEBPACK_IMPORTED_MODULE_3__/* .parseDuration */ .E9)(text);
    if (ms !== undefined && ms <= maxTimeoutMs)
        return ms;
    throw new _text_errors_js__WEBPACK_IMPORTED_MODULE_1__/* .InputError */ .dz(`'${given}' is not a duration between 1s and 5d`, {
        where,
        remedy: "Write whole numbers with their units, like '90s', '45m', '5h30m' or '1d'; decimals are not accepted."
    });
}


/***/ }),

/***/ 7852:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   v: () => (/* binding */ factsPart)
/* harmony export */ });
/* harmony import */ var _world_clock_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2089);
/* harmony import */ var _facts_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4116);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(74);



/** Runs shown at most: a command can start many. */
const maxRuns = 50;
const exportedWords = { token: 'with a short-lived token', 'api-key': 'with the API key' };
/** Everything that is known of what ran where, as a table that is folded away; empty if nothing is. */
function factsPart(facts) {
    const { runs = [] } = facts;
    const rows = [
        ['Environment', name(facts.environment)],
        ['Stack', facts.stack && stackCell(facts.stack)],
        ['Pipeline', name(facts.pipeline)],
        ['Snapshot', facts.snapshot && snapshotCell(facts.snapshot)],
        ['Code', words(facts.codeNote)],
        ['Required', facts.required && requiredCell(facts.required)],
        ['Where', words(facts.way)],
        [runs.length > 1 ? 'Runs' : 'Run', runsCell(runs)],
        ['Model', modelsCell((0,_facts_js__WEBPACK_IMPORTED_MODULE_2__/* .modelsOf */ .Wh)(runs))],
        ['Started by steps', childrenCell(facts.children ?? [])],
        ['Later steps', facts.exported && `connected, ${exportedWords[facts.exported]}`],
        ['Project', name(facts.project)],
        ['Server', facts.serverVersion === undefined ? undefined : `ZenML ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(facts.serverVersion)}`],
        ['Account', name(facts.account)],
        ['Gate', words(facts.reason)]
    ];
    const lines = rows.flatMap(([title, value]) => (value === undefined ? [] : [`| ${title} | ${value} |`]));
    // The gate's reason alone stands in the heading already.
    if (lines.length === 0 || (lines.length === 1 && facts.reason !== undefined))
        return '';
    const table = ['| What | Value |', '| --- | --- |', ...lines].join('\n');
    return `<details><summary>What ran where, as whom, and why</summary>\n\n${table}\n\n</details>`;
}
function name(text) {
    return text === undefined ? undefined : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(text);
}
function words(text) {
    return text === undefined ? undefined : (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .sentence */ .em)(text);
}
function stackCell({ id, name }) {
    return id === undefined ? (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(name) : `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(name)} (${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(id)})`;
}
function snapshotCell({ ageMs, author, name }) {
    const age = ageMs === undefined ? '' : `, made ${(0,_world_clock_js__WEBPACK_IMPORTED_MODULE_0__/* .formatDuration */ .a3)(ageMs)} ago`;
    const by = author === undefined ? '' : ` by ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(author)}`;
    return `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(name)}${age}${by}`;
}
function runsCell(runs) {
    const lines = runs.slice(0, maxRuns).map(run => `${linkTo(run.url)} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(run.name)} (${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(run.status)})`);
    if (runs.length > maxRuns)
        lines.push(`\u2026 ${runs.length - maxRuns} more`);
    return lines.length === 0 ? undefined : lines.join('<br>');
}
function requiredCell({ environment, run }) {
    return `green in ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(environment)}: ${linkTo(run.url)} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(run.name)}`;
}
function childrenCell(children) {
    const lines = children.slice(0, maxRuns).map(child => `${linkTo(child.url)} ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(child.id)}`);
    return lines.length === 0 ? undefined : `${lines.join('<br>')} (not judged)`;
}
function modelsCell(models) {
    const lines = models.slice(0, maxRuns).map(({ modelName, name, url }) => {
        const version = `${modelName === undefined ? '' : `${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(modelName)} `}version ${(0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .inert */ .tJ)(name)}`;
        return url === undefined ? version : `${linkTo(url)} ${version}`;
    });
    return lines.length === 0 ? undefined : lines.join('<br>');
}
function linkTo(url) {
    return (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .link */ .nf)('Open in the dashboard', url);
}


/***/ }),

/***/ 7065:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  $E: () => (/* binding */ contentOf),
  KH: () => (/* binding */ isText),
  L2: () => (/* binding */ maxLine),
  ol: () => (/* binding */ maxLines)
});

// EXTERNAL MODULE: ../node_modules/csv-parse/lib/sync.js + 9 modules
var sync = __webpack_require__(413);
// EXTERNAL MODULE: ./src/text/foreign.js
var foreign = __webpack_require__(2158);
;// CONCATENATED MODULE: ./src/text/indent-json.js
/** Levels that are indented at most. */
const maxLevels = 40;
// A string, what begins one that never ends, punctuation, space, and any other word: together they match every text.
const tokens = /"[^"\\]*(?:\\.[^"\\]*)*"|".*|[[\]{},:]|\s+|[^\s"[\]{},:]+/gs;
/**
 * Writes JSON with a line for each value, up to a number of characters and the token in which it is reached. Nothing is
 * parsed: numbers keep their digits, keys that are there twice stay so, and what isn't JSON (`NaN`, several values) is kept.
 * `change` is given each string as it reads without escapes.
 */
function indentJson(text, change, limit) {
    let written = '';
    let level = 0;
    let isLineDue = false;
    const breakLine = () => {
        if (isLineDue)
            written += `\n${'  '.repeat(Math.min(level, maxLevels))}`;
        isLineDue = false;
    };
    for (const [token] of text.replace(/^\ufeff/, '').matchAll(tokens)) {
        if (written.length > limit)
            break;
        if (/^\s/.test(token)) {
            if (level > 0)
                continue;
            // Between two values, or within what isn't JSON.
            if (/[\]}]$/.test(written))
                isLineDue = true;
            else
                written += token;
        }
        else if (token === ',' || token === ':') {
            written += token === ':' ? ': ' : token;
            isLineDue = token === ',' || isLineDue;
        }
        else if (token === ']' || token === '}') {
            level = Math.max(0, level - 1);
            // An empty list or mapping stays on its line.
            isLineDue = written !== '' && !/[[{]$/.test(written);
            breakLine();
            written += token;
        }
        else {
            breakLine();
            written += token.startsWith('"') ? changed(token, change) : token;
            if (token === '[' || token === '{') {
                level += 1;
                isLineDue = true;
            }
        }
    }
    return written;
}
function changed(token, change) {
    try {
        const plain = JSON.parse(token);
        if (typeof plain !== 'string')
            return token;
        const better = change(plain);
        return better === plain ? token : JSON.stringify(better);
    }
    catch {
        // It never ends, or has what JSON doesn't know.
        return token;
    }
}

;// CONCATENATED MODULE: ./src/report/report-content.js



/** Rows below the head and columns of a table, and characters of a cell, that are shown at most. */
const [maxRows, maxColumns, maxCell] = [50, 12, 120];
/** Characters of CSV that are read at most: more than what can be shown has. */
const maxCsv = 256 * 1024;
/** Lines of a text that are shown at most, and characters of each. */
const [maxLines, maxLine] = [200, 500];
/** How each kind of text is read. */
const readers = new Map([
    ['csv', tableOf],
    ['json', jsonOf],
    ['markdown', textOf]
]);
/** Whether a visualization of a type is a text that can be shown; anything else is a plot, or unknown. */
function isText(type) {
    return readers.has(type);
}
/**
 * What is shown of the text of a visualization. Secrets are taken out of what the text says once it is parsed, and before
 * it is cut, since quoting, an escape or a cut would hide them from any later look.
 */
function contentOf(type, text, redact) {
    return (readers.get(type) ?? textOf)(text, redact);
}
function tableOf(text, redact) {
    const { isWhole, rows } = rowsOf(text);
    const shown = rows.slice(0, maxRows + 1);
    const width = Math.max(0, ...shown.map(row => row.length));
    if (width < 2)
        return quotedTextOf(text, redact);
    const cells = (row) => row.slice(0, maxColumns).map(cell => (0,foreign/* oneLine */.TN)(redact(cell), maxCell));
    return { rows: shown.map(cells), isCut: !isWhole || rows.length > shown.length || width > maxColumns };
}
/** The rows of CSV, one more than are shown at most; none if a quote is never closed. */
function rowsOf(text) {
    const isWhole = text.length <= maxCsv;
    try {
        const rows = (0,sync/* parse */.qg)(text.slice(0, maxCsv), {
            bom: true,
            record_delimiter: ['\r\n', '\n', '\r'],
            relax_column_count: true,
            relax_quotes: true,
            skip_empty_lines: true,
            to: maxRows + 2
        });
        // What the cut has left of a row may be half of a secret.
        return { rows: isWhole ? rows : rows.slice(0, -1), isWhole };
    }
    catch {
        return { rows: [], isWhole };
    }
}
/** A text in which a secret may have its quotes doubled: they are single ones in what is shown if that shows a secret. */
function quotedTextOf(text, redact) {
    const plain = text.replaceAll('""', '"');
    return textOf(redact(plain) === plain ? text : plain, redact);
}
function jsonOf(text, redact) {
    return textOf(indentJson(text, redact, maxLines * maxLine), redact);
}
function textOf(text, redact) {
    const whole = redact(text);
    const shown = (0,foreign/* cut */.Jj)(whole, maxLines * maxLine);
    const lines = shown.split(/\r\n|\n|\r/);
    const isCut = whole.length > shown.length || lines.length > maxLines || lines.some(({ length }) => length > maxLine);
    return { text: lines.slice(0, maxLines).join('\n'), isCut };
}


/***/ }),

/***/ 668:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Y: () => (/* binding */ summaryOf),
  X: () => (/* binding */ summaryParts)
});

// EXTERNAL MODULE: ./src/report/facts-part.js
var facts_part = __webpack_require__(7852);
// EXTERNAL MODULE: ./src/report/markdown.js
var markdown = __webpack_require__(74);
;// CONCATENATED MODULE: ./src/report/failures-part.js

/**
 * The tail of each step that did not succeed, its exception and the last lines of its log, the first one open: each a
 * part of its own, which may be left out alone.
 */
function failureParts({ failures = [], tails = [] }) {
    const failed = failures.map(({ failure, step }) => {
        const title = `Step ${(0,markdown/* inert */.tJ)(step.name)}: ${(0,markdown/* inert */.tJ)(step.status)}`;
        return { title, text: failure?.traceback ?? failure?.message };
    });
    const logs = tails.map(({ lines, step }) => ({
        title: `The last lines that were read of the log of ${(0,markdown/* inert */.tJ)(step)}`,
        text: lines.join('\n')
    }));
    return [...failed, ...logs].map(({ text, title }, index) => tailPart(title, text, index === 0));
}
function tailPart(title, text, isOpen) {
    if (text === undefined)
        return `**${title}**`;
    return `<details${isOpen ? ' open' : ''}><summary><b>${title}</b></summary>\n\n${(0,markdown/* inertTail */.vd)(text)}\n\n</details>`;
}

// EXTERNAL MODULE: ./src/report/gate-summary.js
var gate_summary = __webpack_require__(4925);
// EXTERNAL MODULE: ./src/text/foreign.js
var foreign = __webpack_require__(2158);
// EXTERNAL MODULE: ./src/zenml/status.js
var zenml_status = __webpack_require__(6253);
;// CONCATENATED MODULE: ./src/report/step-kinds.js

/** The sign of each kind, in tables and in the graph. */
const stepSigns = {
    done: '\u2705',
    cached: '\u267b\ufe0f',
    failed: '\u274c',
    stopped: '\ud83d\uded1',
    retried: '\ud83d\udd01',
    active: '\u23f3',
    waiting: '\u26aa'
};
/** How a step of a status is shown; undefined is the status of one that has not started. */
function stepKind(status) {
    if (status === undefined)
        return 'waiting';
    if (status === 'cached' || status === 'retried')
        return status;
    if ((0,zenml_status/* isSuccess */.oJ)(status))
        return 'done';
    if (status === 'stopped' || status === 'cancelled')
        return 'stopped';
    return (0,zenml_status/* isFinished */.$g)(status) ? 'failed' : 'active';
}

// EXTERNAL MODULE: ./src/world/clock.js
var clock = __webpack_require__(2089);
;// CONCATENATED MODULE: ./src/report/steps-part.js



/** Steps shown at most: a pipeline can have thousands. */
const maxSteps = 200;
/** From how many rows on the table is folded away. */
const maxOpenSteps = 30;
/** The steps with their durations and cache hits; empty if none is known. */
function stepsPart({ stepCount = 0, steps = [] }) {
    if (steps.length === 0)
        return '';
    const shown = shownSteps(steps);
    const left = Math.max(steps.length, stepCount) - shown.length;
    const more = left > 0 ? [`| \u2026 ${left} more | | |`] : [];
    const table = ['| Step | Status | Duration |', '| --- | --- | --- |', ...shown.map(row), ...more].join('\n');
    if (shown.length <= maxOpenSteps)
        return table;
    return `<details><summary>${shown.length + left} steps</summary>\n\n${table}\n\n</details>`;
}
/** The steps that the summary has room for, in their order: those that did not succeed before others. */
function shownSteps(steps) {
    if (steps.length <= maxSteps)
        return steps;
    const isFailed = ({ status }) => ['failed', 'stopped'].includes(stepKind(status));
    const chosen = [...steps.filter(isFailed), ...steps.filter(step => !isFailed(step))].slice(0, maxSteps);
    const ids = new Set(chosen.map(({ id }) => id));
    return steps.filter(({ id }) => ids.has(id));
}
function row(step) {
    const { name, status } = step;
    return `| ${stepSigns[stepKind(status)]} ${(0,markdown/* inert */.tJ)(name)} | ${(0,markdown/* inert */.tJ)(status)} | ${stepDuration(step) ?? ''} |`;
}
/** How long a step took; undefined until both its times are known, and if the cache had its result. */
function stepDuration({ endMs, startMs, status }) {
    if (startMs === undefined || endMs === undefined || stepKind(status) === 'cached')
        return undefined;
    return (0,clock/* formatDuration */.a3)(endMs - startMs);
}

;// CONCATENATED MODULE: ./src/report/graph-part.js




/** Steps drawn at most: beyond that only those that failed or are in progress, and their neighbours. */
const maxNodes = 60;
/** Longest name in a node, characters. */
const maxLabel = 40;
/** Levels from which on a graph is drawn from top to bottom, since it would be shrunk to the page's width. */
const deepLevels = 6;
/** Colours that can be read on a light and a dark page, as GitHub's own labels have them. */
const styles = {
    done: 'fill:#dafbe1,stroke:#1a7f37,color:#116329',
    cached: 'fill:#ddf4ff,stroke:#0969da,color:#0550ae',
    failed: 'fill:#ffebe9,stroke:#cf222e,color:#a40e26',
    stopped: 'fill:#fff1e5,stroke:#bc4c00,color:#953800',
    retried: 'fill:#f6f8fa,stroke:#818b98,color:#59636e',
    active: 'fill:#fff8c5,stroke:#9a6700,color:#7d4e00',
    waiting: 'fill:#f6f8fa,stroke:#818b98,color:#59636e,stroke-dasharray:4'
};
/** The graphs of the runs as Mermaid flowcharts (docs.github.com, creating diagrams), each under its run's name if there are several. */
function graphParts({ graphs = [], runs = [], steps = [] }) {
    const known = new Map(steps.map(step => [step.id, step]));
    return graphs.flatMap(graph => {
        const drawn = graphPart(graph, known);
        const run = runs.find(({ id }) => id === graph.runId);
        if (drawn === undefined)
            return [];
        return runs.length < 2 || run === undefined ? [drawn] : [`**Run ${(0,markdown/* inert */.tJ)(run.name)}**\n\n${drawn}`];
    });
}
/** One graph; undefined if it would show nothing that the table of the steps doesn't. */
function graphPart(graph, known) {
    const nodes = graph.steps.map(({ id, name, status }) => {
        // What the log has reported of a step stays true here.
        const step = id === undefined ? undefined : known.get(id);
        const kind = stepKind(step?.status ?? status);
        return { name, kind, took: kind === 'cached' ? 'cached' : step && stepDuration(step) };
    });
    if (nodes.length < 2)
        return undefined;
    const drawn = drawnNodes(nodes, graph.edges);
    if (drawn.size === 0)
        return `_The graph is left out: none of the ${nodes.length} steps failed or is in progress._`;
    const chart = `\`\`\`mermaid\n${flowchart(nodes, graph.edges, drawn)}\n\`\`\``;
    const left = nodes.length - drawn.size;
    if (left === 0)
        return chart;
    return `${chart}\n\n_The graph leaves out ${left} of ${nodes.length} steps: it shows those that failed or are in progress, and their neighbours._`;
}
/** The indexes of the nodes that there is room for, with those that need a look before their neighbours. */
function drawnNodes(nodes, edges) {
    if (nodes.length <= maxNodes)
        return new Set(nodes.keys());
    const isOpen = ({ kind }) => kind === 'failed' || kind === 'stopped' || kind === 'active';
    const open = [...nodes.entries()].flatMap(([index, node]) => (isOpen(node) ? [index] : []));
    const isChosen = new Set(open);
    const neighbours = edges.flatMap(({ from, to }) => [
        ...(isChosen.has(to) ? [from] : []),
        ...(isChosen.has(from) ? [to] : [])
    ]);
    return new Set([...new Set([...open, ...neighbours])].slice(0, maxNodes));
}
function flowchart(nodes, edges, drawn) {
    const shown = [...nodes.entries()].filter(([index]) => drawn.has(index));
    const links = edges.filter(({ from, to }) => drawn.has(from) && drawn.has(to));
    const kinds = [...new Set(shown.map(([, { kind }]) => kind))];
    return [
        `flowchart ${levels(shown.length, links) < deepLevels ? 'LR' : 'TD'}`,
        ...shown.map(([index, node]) => `  n${index}["${stepSigns[node.kind]} ${label(node)}"]:::${node.kind}`),
        ...links.map(({ from, to }) => `  n${from} --> n${to}`),
        ...kinds.map(kind => `  classDef ${kind} ${styles[kind]}`)
    ].join('\n');
}
/** How many nodes the longest way has; a circle ends it at the number of nodes. */
function levels(count, links) {
    const level = new Map();
    for (let round = 1; round < count; round++) {
        let isSettled = true;
        for (const { from, to } of links) {
            const next = (level.get(from) ?? 1) + 1;
            if (next <= (level.get(to) ?? 1))
                continue;
            level.set(to, next);
            isSettled = false;
        }
        if (isSettled)
            break;
    }
    return Math.max(1, ...level.values());
}
function label({ name, took }) {
    const short = (0,foreign/* oneLine */.TN)(name, 1000);
    const shown = short.length > maxLabel ? `${(0,foreign/* cut */.Jj)(short, maxLabel - 1)}\u2026` : short;
    // A unit doesn't stand on a line of its own.
    return coded(took === undefined ? shown : `${shown} (${took.replaceAll(' ', '\u00a0')})`);
}
/** A name in which Mermaid finds nothing but letters, digits and blanks: everything else is one of its entity codes. */
function coded(name) {
    return name.replace(/[^\p{L}\p{M}\p{N} ]/gu, one => `#${one.codePointAt(0)};`);
}

// EXTERNAL MODULE: ./src/report/heading.js
var heading = __webpack_require__(7209);
// EXTERNAL MODULE: ./src/report/outputs.js
var outputs = __webpack_require__(773);
// EXTERNAL MODULE: ./src/report/report-content.js + 1 modules
var report_content = __webpack_require__(7065);
;// CONCATENATED MODULE: ./src/report/reports-part.js


/** Room for the contents of all reports, bytes: written as entities, characters become up to eighteen each. */
const maxReportsBytes = 256 * 1024;
/** Names of visualizations that are shown at most. */
const maxNames = 30;
/** What each type of visualization is called. */
const formats = new Map([
    ['csv', 'CSV'],
    ['html', 'HTML'],
    ['image', 'image'],
    ['json', 'JSON'],
    ['markdown', 'Markdown']
]);
/**
 * What the runs' artifacts show, run by run: each text that was read is folded and inert, a part of its own, and a last
 * part names what is only in the dashboard.
 */
function reportParts(facts) {
    const { reports = [], runs = [] } = facts;
    let left = maxReportsBytes;
    return runs.flatMap(run => {
        const ofRun = reports.filter(({ runId }) => runId === run.id);
        const place = { url: run.url, of: runs.length > 1 ? ` of run ${(0,markdown/* inert */.tJ)(run.name)}` : '' };
        const elsewhere = [];
        const shown = ofRun.flatMap(report => {
            const part = reportPart(report, facts, place);
            const size = Buffer.byteLength(part);
            if (part !== '' && size <= left) {
                left -= size;
                return [part];
            }
            elsewhere.push(report);
            return [];
        });
        const unread = elsewhere.filter(({ trouble }) => trouble !== undefined);
        const others = elsewhere.filter(({ trouble }) => trouble === undefined);
        return [...shown, unreadPart(unread, facts, place), elsewherePart(others, facts, place)].filter(part => part !== '');
    });
}
/** The content of one report; empty if it wasn't read. */
function reportPart(report, facts, { of, url }) {
    const { content } = report;
    if (content === undefined)
        return '';
    const shown = content.rows === undefined ? (0,markdown/* inertBlock */.WC)(content.text ?? '', report_content/* maxLines */.ol, report_content/* maxLine */.L2) : table(content.rows);
    const more = content.isCut ? `\n\n_This is only its beginning;_ ${(0,markdown/* link */.nf)('the dashboard', url)} _has all of it._` : '';
    return `<details><summary>Report ${named(report, facts)}${of}</summary>\n\n${shown}${more}\n\n</details>`;
}
function table([head = [], ...rows]) {
    const width = Math.max(head.length, ...rows.map(row => row.length));
    const line = (row) => {
        const cells = Array.from({ length: width }, (_, column) => row[column] ?? '');
        return `| ${cells.map(cell => (cell === '' ? '' : (0,markdown/* inert */.tJ)(cell))).join(' | ')} |`;
    };
    return [line(head), `|${' --- |'.repeat(width)}`, ...rows.map(line)].join('\n');
}
/** What should be shown here and could not be read, and why; empty if there is nothing. */
function unreadPart(reports, facts, { of, url }) {
    const [first] = reports;
    if (first === undefined)
        return '';
    const why = (0,markdown/* sentence */.em)(first.trouble ?? '', 600);
    return `**Reports that could not be read**${of}: ${names(reports, facts)}. ${why} ${(0,markdown/* link */.nf)('Open the dashboard', url)}`;
}
/** What the dashboard alone shows: plots, and what there was no room or time for; empty if there is nothing. */
function elsewherePart(reports, facts, { of, url }) {
    return reports.length === 0 ? '' : `**In ${(0,markdown/* link */.nf)('the dashboard', url)}**${of}: ${names(reports, facts)}.`;
}
function names(reports, facts) {
    const shown = reports.slice(0, maxNames).map(report => named(report, facts));
    return [...shown, ...(reports.length > maxNames ? [`${reports.length - maxNames} more`] : [])].join(', ');
}
function named({ artifact, stepId, type }, { steps = [] }) {
    const step = steps.find(({ id }) => id === stepId);
    const ofStep = step === undefined ? '' : ` of step ${(0,markdown/* inert */.tJ)(step.name)}`;
    return `${(0,markdown/* inert */.tJ)(artifact.name)}${ofStep} (${formats.get(type) ?? (0,markdown/* inert */.tJ)(type, 40)})`;
}

;// CONCATENATED MODULE: ./src/report/results-part.js

/** Numbers that are shown at once of a run, and values that are folded, at most. */
const [maxRows, maxFolded] = [50, 200];
/**
 * What the runs logged, beside what it is compared with and what the checks say: numbers in a table, and folded what is
 * text, long or a part of another value. Empty if there is nothing.
 */
function resultsPart({ results, runs = [] }) {
    const shown = (results?.runs ?? []).filter(({ rows }) => rows.length > 0);
    return shown.map(run => runPart(run, runs.length > 1)).join('\n\n');
}
function runPart(run, isNamed) {
    const plain = run.rows.filter(isOpen);
    const open = plain.slice(0, maxRows);
    const folded = [...plain.slice(maxRows), ...run.rows.filter(row => !isOpen(row))];
    return [
        `**Results**${isNamed ? ` of ${(0,markdown/* link */.nf)('run', run.url)} ${(0,markdown/* inert */.tJ)(run.name)}` : ''}`,
        baselinePart(run),
        results_part_table(open),
        ...run.notes.map(note => `- ${(0,markdown/* sentence */.em)(note, 600)}`),
        foldedPart(folded)
    ]
        .filter(part => part !== '')
        .join('\n\n');
}
function isOpen({ isPassed, isPlain }) {
    return isPlain || isPassed !== undefined;
}
function baselinePart({ baseline }) {
    if (baseline === undefined)
        return '';
    const words = (0,markdown/* sentence */.em)(baseline.words, 400);
    return `Compared with ${baseline.url === undefined ? words : `${words}, ${(0,markdown/* link */.nf)('open', baseline.url)}`}.`;
}
/** A table with the columns that have something in them. */
function results_part_table(rows) {
    if (rows.length === 0)
        return '';
    const columns = [
        ['Value', ({ value }) => (value === '' ? '' : (0,markdown/* inert */.tJ)(value))],
        ['Baseline', ({ before }) => (before === undefined ? '' : (0,markdown/* inert */.tJ)(before))],
        ['Change', ({ change }) => (change === undefined ? '' : (0,markdown/* inert */.tJ)(change))],
        ['Check', ({ isPassed }) => (isPassed === undefined ? '' : isPassed ? '\u2705' : '\u274c')]
    ];
    const used = columns.filter(([title, cell]) => title === 'Value' || rows.some(row => cell(row) !== ''));
    const line = (cells) => `| ${cells.join(' | ')} |`;
    return [
        line(['Metric', ...used.map(([title]) => title)]),
        line(['---', ...used.map(([title]) => (title === 'Check' ? ':-:' : '--:'))]),
        ...rows.map(row => line([(0,markdown/* inert */.tJ)(row.name), ...used.map(([, cell]) => cell(row))]))
    ].join('\n');
}
function foldedPart(rows) {
    if (rows.length === 0)
        return '';
    const shown = rows.slice(0, maxFolded);
    const more = rows.length > shown.length ? `\n\n\u2026 ${rows.length - shown.length} more` : '';
    return `<details><summary>${rows.length} more value${rows.length === 1 ? '' : 's'}</summary>\n\n${results_part_table(shown)}${more}\n\n</details>`;
}

;// CONCATENATED MODULE: ./src/report/summary.js










/** The job summary, Markdown of at most 1 MiB in which nothing foreign works. */
function summaryOf(facts) {
    return (0,markdown/* fitSummary */.mW)(summaryParts(facts), markdown/* maxSummaryBytes */.aH, reportParts(facts));
}
/**
 * The parts of the job summary, none of them empty; each is Markdown that can stand alone. What a reader asks for first
 * comes first, and the table of facts last.
 */
function summaryParts(facts) {
    const parts = [
        (0,heading/* headingPart */.G)(facts),
        (0,gate_summary/* errorPart */.U)(facts),
        questionsPart(facts),
        codePart(facts),
        promotionPart(facts),
        resultsPart(facts),
        ...graphParts(facts),
        stepsPart(facts),
        ...failureParts(facts),
        ...reportParts(facts),
        metadataPart(facts),
        (0,facts_part/* factsPart */.v)(facts)
    ];
    return parts.filter(part => part !== '');
}
/** Questions that are shown at most: a command can start many runs. */
const maxQuestions = 20;
/** What runs ask a person, and where it can be answered. */
function questionsPart({ questions = [] }) {
    const shown = questions.slice(0, maxQuestions).map(shownQuestion);
    const more = questions.length - shown.length;
    return [...shown, ...(more > 0 ? [`\u2026 ${more} more`] : [])].join('\n\n');
}
function shownQuestion({ name, question, schema, url }) {
    const words = question === undefined ? '' : `: ${(0,markdown/* sentence */.em)(question, 1000)}`;
    const asked = `\u2753 **A person has to answer** ${(0,markdown/* linkedName */.F$)(name, url)}${words}`;
    if (Object.keys(schema).length === 0)
        return asked;
    return `${asked}\n\n<details><summary>What an answer looks like</summary>\n\n${(0,markdown/* inertBlock */.WC)((0,outputs/* toJson */.aB)(schema, 2))}\n\n</details>`;
}
/** What is known of the code, if it isn't proven to be the event's: then the commit above says nothing about it. */
function codePart({ codeNote, codeSha = '', isOtherCode = false }) {
    return codeNote === undefined || (codeSha !== '' && !isOtherCode) ? '' : `\u26a0\ufe0f ${(0,markdown/* sentence */.em)(codeNote)}`;
}
function promotionPart({ promotion }) {
    if (promotion === undefined)
        return '';
    const note = `**Promotion:** ${(0,markdown/* sentence */.em)(promotion.note)}`;
    return promotion.goBack === undefined ? note : `${note} To go back:\n\n${(0,markdown/* inertBlock */.WC)(promotion.goBack)}`;
}
function metadataPart({ metadata = {} }) {
    if (Object.keys(metadata).length === 0)
        return '';
    return `<details><summary>Run metadata</summary>\n\n${(0,markdown/* inertBlock */.WC)((0,outputs/* toJson */.aB)(metadata, 2))}\n\n</details>`;
}


/***/ }),

/***/ 9596:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   b: () => (/* binding */ digest)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _json_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2686);


/** SHA-256 of a JSON value in hexadecimal, independent of the order of its keys. */
function digest(value) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(canonical(value)).digest('hex');
}
function canonical(value) {
    if (Array.isArray(value))
        return `[${value.map(canonical).join(',')}]`;
    if ((0,_json_js__WEBPACK_IMPORTED_MODULE_1__/* .isObject */ .Gv)(value)) {
        const entries = Object.keys(value)
            .filter(key => value[key] !== undefined)
            .sort()
            .map(key => `${JSON.stringify(key)}:${canonical(value[key])}`);
        return `{${entries.join(',')}}`;
    }
    return JSON.stringify(value) ?? 'null';
}


/***/ })

};
