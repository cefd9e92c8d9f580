export const id = 150;
export const ids = [150];
export const modules = {

/***/ 9150:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  asStep: () => (/* binding */ asStep)
});

// EXTERNAL MODULE: ../node_modules/@actions/core/lib/core.js + 11 modules
var core = __webpack_require__(3061);
// EXTERNAL MODULE: ./src/text/errors.js
var errors = __webpack_require__(9819);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: ./src/text/encoding.js
var encoding = __webpack_require__(3817);
;// CONCATENATED MODULE: ./src/world/cancelled.js

/** The reason with which the runner's cancel aborts everything. */
class Cancelled extends errors/* ActionError */.lZ {
    constructor(signal) {
        super(`The job was cancelled (${signal})`);
    }
}

// EXTERNAL MODULE: ./src/text/foreign.js
var foreign = __webpack_require__(2158);
// EXTERNAL MODULE: ./src/world/secrets.js
var secrets = __webpack_require__(4158);
;// CONCATENATED MODULE: ./src/world/log.js


/** Longest line that is written, characters: a piece of a command's output and what leads it. */
const maxLineLength = 70_000;
/** Annotations of a kind that a step may have, and characters that each may have (actions/runner, ExecutionContext.cs). */
const maxAnnotations = 10;
const maxAnnotationLength = 4_096;
/** Longest title of an annotation; GitHub's API for checks takes 255 characters. */
const maxTitleLength = 255;
const wholeInLog = ' (The whole text is in the log.)';
/**
 * A log that writes nothing which a terminal or the runner would obey, whatever a caller forgot to clean: names and
 * texts of the server are foreign, and one with a line end in it could begin a workflow command of its own. What GitHub
 * would drop from the annotations is only in the log, and the annotations say so.
 */
function safeLog(log) {
    const credentials = new secrets/* Redactor */.pO();
    const hidden = new secrets/* Redactor */.pO();
    const redact = (text) => hidden.redact(text);
    const hide = (secret) => {
        log.mask(secret);
        hidden.add(secret);
    };
    const clean = (line) => (0,foreign/* foreignLine */.nT)(redact(line).replace(/[\r\n]+/g, ' '), maxLineLength);
    const info = (line) => log.info(clean(line));
    const annotations = (kind) => limitedAnnotations((text, place) => (kind === 'error' ? log.error(text, place) : log[kind](text)), line => info(`${kind}: ${line}`), clean);
    return {
        info,
        coloured: lines => log.coloured(lines.map(line => (0,foreign/* colouredLine */.CH)(redact(line).replace(/[\r\n]+/g, ' '), maxLineLength))),
        debug: line => log.debug(clean(line)),
        notice: annotations('notice'),
        warning: annotations('warning'),
        error: annotations('error'),
        startGroup: title => log.startGroup(clean(title)),
        endGroup: () => log.endGroup(),
        mask: secret => {
            hide(secret);
            credentials.add(secret);
        },
        hide,
        redact,
        withoutCredentials: text => credentials.redact(text)
    };
}
/** Annotates as much as GitHub keeps of one kind; what is too long or too much goes to the log. */
function limitedAnnotations(annotate, logInstead, clean) {
    let count = 0;
    return (text, place) => {
        count++;
        if (count === maxAnnotations)
            annotate(`This step has more than ${maxAnnotations - 1} of these; see its log.`);
        if (count >= maxAnnotations)
            return logInstead(text);
        const shown = place === undefined ? clean(text) : text.split('\n').map(clean).join('\n');
        const at = place === undefined ? undefined : { ...place, title: (0,foreign/* oneLine */.TN)(clean(place.title), maxTitleLength) };
        if (shown.length <= maxAnnotationLength)
            return annotate(shown, at);
        annotate(`${(0,foreign/* cut */.Jj)(shown, maxAnnotationLength - wholeInLog.length - 1)}\u2026${wholeInLog}`, at);
        logInstead(text);
    };
}

// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./src/node/clock.js

/** Node's own clocks and timers. */
const systemClock = {
    now: () => Date.now(),
    elapsed: () => performance.now(),
    async sleep(ms, signal) {
        signal?.throwIfAborted();
        try {
            await (0,external_node_timers_promises_.setTimeout)(ms, undefined, signal === undefined ? {} : { signal });
        }
        catch (error) {
            signal?.throwIfAborted();
            throw error;
        }
    }
};

// EXTERNAL MODULE: ./src/text/error-code.js
var error_code = __webpack_require__(1584);
;// CONCATENATED MODULE: ./src/node/disk.js


/** The file system as it is. */
const disk = {
    async realPath(path) {
        try {
            return await (0,promises_.realpath)(path);
        }
        catch (error) {
            if (isMissing(error))
                return undefined;
            throw error;
        }
    },
    async kind(path) {
        try {
            const found = await (0,promises_.stat)(path);
            return found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
        }
        catch (error) {
            if (isMissing(error))
                return 'missing';
            throw error;
        }
    }
};
/** Nothing is there, or its name can't be one: too long, a file where a folder should be, a loop of links, a NUL character. */
function isMissing(error) {
    const codes = ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP', 'EINVAL', 'ERR_INVALID_ARG_VALUE'];
    return codes.includes((0,error_code/* errorCode */.C)(error));
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: ./src/text/file-fault.js
var file_fault = __webpack_require__(6959);
;// CONCATENATED MODULE: ./src/node/runner-files.js





/** The runner's command files; a runner that names none gets commands in the log. Throws {@link ActionError} for one that can't be written. */
const commandFiles = {
    setOutput: (name, value) => append('GITHUB_OUTPUT', () => core/* setOutput */.uH(name, value)),
    saveState: (name, value) => append('GITHUB_STATE', () => core/* saveState */.LZ(name, value)),
    readState: name => core/* getState */.Gu(name),
    exportVariable: (name, value) => append('GITHUB_ENV', () => core/* exportVariable */.dN(name, value)),
    async writeSummary(markdown) {
        const path = process.env['GITHUB_STEP_SUMMARY'];
        // Runners older than 2.303 have no summaries.
        if (!path)
            return;
        try {
            await core/* summary */.z.addRaw(markdown).write({ overwrite: true });
        }
        catch (cause) {
            throw unwritable('GITHUB_STEP_SUMMARY', path, cause);
        }
    }
};
function append(variable, write) {
    const path = process.env[variable] ?? '';
    const before = sizeOf(path);
    try {
        write();
    }
    catch (cause) {
        // Half a value has no end, for which the runner itself would fail the step (actions/runner, FileCommandManager.cs).
        if (before !== undefined)
            cut(path, before);
        throw unwritable(variable, path, cause);
    }
}
function unwritable(variable, path, cause) {
    // @actions/core looks first whether the file is there, and says so without a code.
    const code = (0,error_code/* errorCode */.C)(cause) || codeOf(() => (0,external_node_fs_.accessSync)(path, external_node_fs_.constants.W_OK));
    const remedy = code === 'EACCES' || code === 'EPERM' ? ownerRemedy(path) : (0,file_fault/* fileRemedy */.r)(cause);
    return new errors/* ActionError */.lZ(`The runner's file ${path} cannot be written: ${(0,file_fault/* fileFault */.b)(code)}`, {
        where: variable,
        remedy: remedy ??
            'Something in this job has removed or replaced it, often a clean-up of RUNNER_TEMP; let it keep the file.',
        cause
    });
}
/** A job's container often has another user than the runner, to whom its files belong (actions/checkout#956). */
function ownerRemedy(path) {
    const owner = ownerOf(path);
    const user = process.getuid?.();
    const who = owner === undefined || user === undefined ? '' : ` (it belongs to user ${owner}, and this is user ${user})`;
    return `Run the job as the user that the file belongs to${who}; in a container that is \`options: --user ${owner ?? 1001}\` below \`container:\`.`;
}
function ownerOf(path) {
    try {
        return (0,external_node_fs_.statSync)(path).uid;
    }
    catch {
        return undefined;
    }
}
function sizeOf(path) {
    try {
        return (0,external_node_fs_.statSync)(path).size;
    }
    catch {
        return undefined;
    }
}
function cut(path, size) {
    try {
        if ((0,external_node_fs_.statSync)(path).size > size)
            (0,external_node_fs_.truncateSync)(path, size);
    }
    catch {
        // What can't be written can't be mended either.
    }
}
function codeOf(attempt) {
    try {
        attempt();
        return '';
    }
    catch (error) {
        return (0,error_code/* errorCode */.C)(error);
    }
}

;// CONCATENATED MODULE: ./src/node/world.js








const log = {
    info: line => core/* info */.pq(line),
    coloured: lines => core/* info */.pq(lines.join('\n')),
    debug: line => core/* debug */.Yz(line),
    notice: line => core/* notice */.lm(line),
    warning: line => core/* warning */.$e(line),
    error: (text, place) => core/* error */.z3(text, place === undefined ? {} : annotationOf(place)),
    startGroup: title => core/* startGroup */.Oh(title),
    endGroup: () => core/* endGroup */.N4(),
    mask: secret => core/* setSecret */.Pq(secret)
};
function annotationOf({ file, line, title }) {
    return { title, ...(file === undefined ? {} : { file }), ...(line === undefined ? {} : { startLine: line }) };
}
const files = {
    ...disk,
    async readText(path, maxBytes) {
        // Without waiting, as a named pipe would make it wait for a writer; Windows has no such flag.
        const file = await (0,promises_.open)(path, promises_.constants.O_RDONLY | (promises_.constants.O_NONBLOCK ?? 0));
        try {
            const stat = await file.stat();
            if (!stat.isFile())
                throw new Error('this is not a file');
            if (stat.size > maxBytes)
                throw new Error(`this is larger than ${maxBytes} bytes`);
            return (0,encoding/* decodeText */.g)(await file.readFile());
        }
        finally {
            await file.close();
        }
    }
};
/** The real world: this process, its runner and the network. SIGINT and SIGTERM abort `cancel`. */
function openWorld() {
    const cancel = new AbortController();
    // A log that nobody reads any longer must not end this process in the middle of its work.
    for (const stream of [process.stdout, process.stderr])
        stream.on('error', () => undefined);
    for (const signal of ['SIGINT', 'SIGTERM'])
        process.on(signal, () => cancel.abort(new Cancelled(signal)));
    return {
        env: process.env,
        clock: systemClock,
        log: safeLog(log),
        files,
        runner: commandFiles,
        random: Math.random,
        uuid: () => crypto.randomUUID(),
        // The largest part of what is loaded, for which a push that runs nothing has no use.
        network: async (certificates) => (await Promise.all(/* import() */[__webpack_require__.e(79), __webpack_require__.e(395)]).then(__webpack_require__.bind(__webpack_require__, 1395))).openNetwork(certificates, process.env),
        cancel: cancel.signal
    };
}

;// CONCATENATED MODULE: ./src/node/step.js



/** Tells a story in the real world, and ends the process as green or red as the story says. */
async function asStep(story) {
    let isGreen = false;
    try {
        isGreen = await story(openWorld());
    }
    catch (error) {
        core/* error */.z3((0,errors/* explain */.WE)(error));
    }
    // Keep-alive connections must not hold the step.
    process.exit(isGreen ? core/* ExitCode */.yU.Success : core/* ExitCode */.yU.Failure);
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


/***/ })

};
