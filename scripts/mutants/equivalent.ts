const roundLimit = 'A round number that bounds work or text; one more bounds it as well.'
const roundTime = 'A round time; a millisecond more changes nothing that anybody relies on.'

const roundTries = 'A round number of tries; one more is as patient.'
const forTypes = 'For the types: the group takes part in every match, so that the default is never taken.'
const toEnd = 'Within a line `.*` goes to its end anyway.'
const isRequired = 'For the types: all who come here have found that the environment requires another one.'
const utf8ByDefault = 'A TextDecoder without a name of an encoding reads UTF-8.'
const wholeInBrackets = "A URL's host has brackets around the whole of it, or none."
const splitText = 'For the types: a text that is split has a first part.'
const isLonger = 'For the types: what is cut there is longer than that.'
const notAProcess = 'What is no number of a process has no folder in /proc that says how it is.'
const hasWildcard = 'For the types: a pattern with a wildcard has something on each side of it.'
const abortsOnce = 'A signal aborts once.'
const noProxy = 'A text without an @ has no password.'
const noFirstLine = 'For the types: a comment without a text has no first line of ours either way.'
const bothNumbers = 'For the types: a version that is asked for is written with both of its numbers.'
const onlyWindows = 'Windows alone has windows to hide.'
const otherKeysRefused = "For the types: a key that isn't a scalar was refused when the document was parsed."

const nameLength = "ZenML's names have at most 255 characters."

/** Mutants that no test can find, since they behave as the source does, by their key: why. */
export const equivalent: Readonly<Record<string, string>> = {
  'src/command/command-line.ts › quotedExpansion › /^\\$[A-Za-z0-9_@*#?$!({-]/ → /\\$[A-Za-z0-9_@*#?$!({-]/':
    'It is held against two characters, of which a match takes both.',
  'src/command/command-line.ts › escaped.broken › 3 → 4': 'The pattern takes three characters at most.',
  'src/command/observed-starts.ts › readStart.buffer › 1 → 2':
    'A byte more than is taken says that there are more, and two do so as well.',
  "src/command/run-command.ts › runCommand.[file = '', ...args] › '' → 'something'":
    'For the types: a command that was split has a program.',
  'src/follow/changes.ts › stepLine › 60 → 61': roundLimit,
  "src/follow/step-reader.ts › byCreation.created › '' → 'something'":
    'A server says of all steps of a run when they were created, or of none.',
  'src/follow/step-logs.ts › mostUrgent.rank › 2 → 3': 'It is the last rank either way.',
  'src/follow/step-reader.ts › secondAfter › 1_000 → 1001': 'Of the time that comes out, whole seconds are kept.',
  'src/job/command-stop-limits.ts › commandCancelTimes › 300 → 301': roundTime,
  "src/follow/traceback.ts › framesOf.next › lines[index + 1] ?? '' → (lines[index + 1])":
    'For the types: what stands for no line at all has no indentation either.',
  'src/follow/traceback.ts › qualifiedType › 200 → 201': roundLimit,
  "src/gate/pattern-token.ts › readCharacters.point › '' → 'something'": 'Nothing is read behind the end of a pattern.',
  'src/inputs/certificates.ts › maxBytes › 1024 → 1025 #2': roundLimit,
  'src/inputs/unknown-inputs.ts › isBeginning.[short, long] › < → <=':
    'Of two names of the same length each begins with the other or neither does.',
  "src/github/pull-request-comment.ts › ownComments.[, marked, run, attempt, job = ''] › optionalString(comment, 'body') ?? '' → (optionalString(comment, 'body'))":
    noFirstLine,
  "src/github/pull-request-comment.ts › ownComments.[, marked, run, attempt, job = ''] › '' → 'something'": noFirstLine,
  "src/github/pull-request-comment.ts › ownComments.[, marked, run, attempt, job = ''] › '' → 'something' #2":
    noFirstLine,
  "src/installation/installer-choice.ts › chooseInstaller › 'unfit' → ''":
    'For the types: uv was found fit for the same settings before pip brought it.',
  "src/installation/index-addresses.ts › credentialsIn.found › '' → 'something'": forTypes,
  "src/installation/index-addresses.ts › credentialsIn.found.[user = '', ...rest] › '' → 'something'":
    'For the types: a text that is split has a first part.',
  "src/installation/installed-packages.ts › sayInstalled.version › '' → 'something'":
    'For the types: isUv says that the choice has a uv.',
  "src/installation/missing-integrations.ts › MissingIntegrations.hear.[, name = ''] › '' → 'something'": forTypes,
  "src/installation/pip-settings.ts › readConfigList.found.[, section = '', name = '', value = ''] › '' → 'something'":
    'A line that is not a setting has no value either, and settings without one are dropped.',
  "src/installation/pip-settings.ts › readConfigList.found.[, section = '', name = '', value = ''] › '' → 'something' #2":
    'Of a line that is not a setting the section is looked at first, and nothing else.',
  "src/installation/pip-settings.ts › readConfigList.found.[, section = '', name = '', value = ''] › '' → 'something' #3":
    'Of a line that is not a setting the section is looked at first, and nothing else.',
  "src/installation/requirement-options.ts › optionOf.[, short, long, value = ''] › '' → 'something'":
    'A line that is not an option has been left before its value counts.',
  "src/installation/requirement-options.ts › readRequirementFiles.read.[, name = ''] › '' → 'something'": forTypes,
  'src/installation/requirement-options.ts › linesOf › /(^|\\s)#.*$/ → /(^|\\s)#.*/': toEnd,
  "src/installation/requirement-options.ts › optionOf.[, short, long, value = ''] › /^(?:(-[a-z])|(--[a-z][a-z0-9-]*))(?:\\s*=\\s*|\\s*)(.*)$/ → /^(?:(-[a-z])|(--[a-z][a-z0-9-]*))(?:\\s*=\\s*|\\s*)(.*)/":
    toEnd,
  'src/installation/requirement-options.ts › readRequirementFiles.read › known ?? false → (known)':
    'What has not been read counts as without a hash either way.',
  'src/installation/requirements-input.ts › editableOption › /^(?:-e\\s*|--editable(?:\\s+|\\s*=\\s*))(\\S.*)$/ → /^(?:-e\\s*|--editable(?:\\s+|\\s*=\\s*))(\\S.*)/':
    toEnd,
  'src/installation/requirements-input.ts › fileOption › /^(?:-r\\s*|--requirement(?:\\s+|\\s*=\\s*))(\\S.*)$/ → /^(?:-r\\s*|--requirement(?:\\s+|\\s*=\\s*))(\\S.*)/':
    toEnd,
  'src/installation/requirements-input.ts › readRequirements.entry › /(^|\\s)#.*$/ → /(^|\\s)#.*/': toEnd,
  'src/job/attached-code.ts › requireCheckedCode › 200 → 201': roundLimit,
  'src/job/attached-code.ts › requireCheckedCode.required › 80 → 81': roundLimit,
  'src/job/attached-code.ts › requireCheckedCode.{ extra } › 6 → 7': roundTries,
  'src/job/command-questions.ts › CommandQuestions.watch › 1 → 2': 'shownOf says itself how often is tried.',
  'src/job/comment.ts › subjectOf.workflow › /@.*$/ → /@.*/': toEnd,
  'src/job/command-settling.ts › searchEveryMs › 1_000 → 1001': roundTime,
  'src/job/command-settling.ts › settleUnanswered › 300 → 301': roundLimit,
  'src/job/command-stop.ts › CommandStop.#leftRunning.words.end › 60 → 61': roundLimit,
  'src/job/command-stop.ts › CommandStop.constructor › true → false': abortsOnce,
  'src/job/command-stop.ts › became.end › 60 → 61': roundLimit,
  'src/job/command-stop.ts › became.end › 60 → 61 #2': roundLimit,
  'src/job/failure-place.ts › commonEnd › < → <=': 'Behind the beginning of only one of the paths nothing is the same.',
  'src/job/failure-place.ts › maxFileBytes › 1024 → 1025': roundLimit,
  'src/job/failure-place.ts › maxFileBytes › 1024 → 1025 #2': roundLimit,
  "src/job/given-promotion.ts › refusedByChecks.{ name = '', overrides } › environment.requires ?? {} → (environment.requires)":
    'For the types: it is asked only where something is required.',
  'src/job/given-run.ts › publishGivenRun › 255 → 256': nameLength,
  'src/job/judge-results.ts › [checkedMs, shownMs] › 120_000 → 120001': roundTime,
  'src/job/judge-results.ts › noteMs › 30_000 → 30001': roundTime,
  'src/job/judge-results.ts › noteVerdicts › 200 → 201': roundLimit,
  'src/job/key-age.ts › noticeOldKey › > → >=': roundTime,
  'src/job/key-age.ts › oldKey › 80 → 81': roundLimit,
  'src/job/key-age.ts › oldKey › 80 → 81 #2': roundLimit,
  'src/job/key-age.ts › oldKey.days › 86_400_000 → 86400001': roundTime,
  'src/job/observed-process.ts › runObserved › await asking → ;':
    'What it waits for has been ended by its signal, and has nothing more to say.',
  'src/job/observed-process.ts › runObserved › stop.callOff() → ;':
    'What has ended by then is not stopped by a later cancel either, and no timer keeps the action from its end.',
  'src/job/pipeline-trigger.ts › awaitEnd.stopped › 2_000 → 2001': roundTime,
  "src/job/requirement.ts › awaitEnd.required › '' → 'something'": isRequired,
  "src/job/requirement.ts › awaitEnd.required › environment.requires?.name ?? '' → (environment.requires?.name)":
    isRequired,
  "src/job/requirement.ts › newestEnded › '' → 'something'":
    'For the types: a run whose verdict is failed has words for that.',
  "src/job/requirement.ts › notGreen.required › '' → 'something'": isRequired,
  "src/job/requirement.ts › notGreen.required › job.environment.requires?.name ?? '' → (job.environment.requires?.name)":
    isRequired,
  "src/job/requirement.ts › requireKnown › '' → 'something'":
    'For the types: a run whose verdict is failed has words for that.',
  "src/job/requirement.ts › requiredStack.where › '' → 'something'": isRequired,
  "src/job/requirement.ts › requiredStack.where › environment.requires?.name ?? '' → (environment.requires?.name)":
    isRequired,
  'src/job/run-ending.ts › causeOf › 120 → 121': roundLimit,
  'src/job/run-ending.ts › causeOf › 40 → 41': roundLimit,
  'src/job/stage-change.ts › StageChange.settle.moves › 0 → 1': roundTries,
  'src/job/stage-change.ts › maxMoves › 12 → 13': roundTries,
  'src/node/dispatchers.ts › connectTimeout › 15_000 → 15001': roundTime,
  "src/node/dispatchers.ts › toProxy › 'proxy' → ''":
    'Only its being an ObstacleError counts: obstacleOf makes another one of it, of the kind that it turns out to be.',
  'src/node/network-obstacles.ts › speaksTls.host › /^\\[(.*)\\]$/ → /\\[(.*)\\]$/': wholeInBrackets,
  'src/node/network-obstacles.ts › speaksTls.host › /^\\[(.*)\\]$/ → /^\\[(.*)\\]/': wholeInBrackets,
  "src/node/network-obstacles.ts › speaksTls › 'close' → ''":
    'To Node a connection that closes before its handshake is done has an error, which comes first.',
  'src/process/ask-program.ts › Output.#length › 0 → 1': roundLimit,
  'src/process/ask-program.ts › Output.add › >= → >': roundLimit,
  'src/process/ask-program.ts › limitMs › 120_000 → 120001': roundTime,
  "src/process/process-group.ts › taskkill.program › process.env['SystemRoot'] ?? 'C:\\\\Windows' → (process.env['SystemRoot'])":
    'Windows alone gets there, and always sets the variable.',
  'src/process/output-lines.ts › OutputLines.#cut › <= → <':
    'At that very length nothing is handed on, and secrets may be taken out of it as early.',
  "src/process/process-group.ts › readStat › fields[0] ?? '' → (fields[0])": splitText,
  'src/process/output-lines.ts › longestSecret › 1024 → 1025': roundLimit,
  'src/process/output-lines.ts › longestSecret › 8 → 9': roundLimit,
  "src/process/output-lines.ts › OutputLines.push.last › lines.pop() ?? '' → (lines.pop())": splitText,
  "src/process/output-lines.ts › OutputLines.push.last › '' → 'something'": splitText,
  "src/process/output-lines.ts › OutputLines.#cut.high › this.#rest[longestLine - 1] ?? '' → (this.#rest[longestLine - 1])":
    isLonger,
  "src/process/output-lines.ts › OutputLines.#cut.high › '' → 'something'": isLonger,
  "src/process/process-group.ts › processIds › readdirSync('/proc') .filter(entry => /^\\d+$/.test(entry)) → readdirSync('/proc')":
    notAProcess,
  'src/process/process-group.ts › processIds › /^\\d+$/ → /\\d+$/': notAProcess,
  'src/process/process-group.ts › processIds › /^\\d+$/ → /^\\d+/': notAProcess,
  "src/process/process-group.ts › readStat › '' → 'something'": splitText,
  'src/process/process-group.ts › taskkill › true → false': onlyWindows,
  "src/process/process-group.ts › taskkill.program › 'C:\\\\Windows' → ''":
    'Windows alone gets there, and always sets the variable.',
  'src/process/run-process.ts › aborted › Promise.resolve() → undefined':
    'To Promise.race a value is as good as a promise that has it.',
  'src/process/run-process.ts › aborted › true → false': abortsOnce,
  'src/process/run-process.ts › runProcess › 200 → 201': roundLimit,
  "src/process/start-process.ts › startError › 'unknown reason' → ''":
    'Whatever Node throws when it starts a process has a code.',
  'src/process/start-process.ts › startError › 40 → 41': roundLimit,
  'src/process/start-process.ts › startError.program › 200 → 201': roundLimit,
  "src/process/start-process.ts › startProcess › 'it has no process id' → ''":
    'For the types: a process that was started has an id.',
  'src/process/start-process.ts › startProcess.child › true → false': onlyWindows,
  "src/report/markdown.ts › fitSummary.order › parts[index] ?? '' → (parts[index])":
    'For the types: each index is one of a part.',
  'src/report/steps-part.ts › stepsPart › 0 → 1': 'Where it counts there is at least one step.',
  'src/results/judge.ts › judgeCheck.full › 200 → 201': roundLimit,
  'src/report/summary.ts › shownQuestion.words › 1000 → 1001': roundLimit,
  "src/text/encoding.ts › encodingOf › 'utf-8' → undefined": utf8ByDefault,
  "src/text/encoding.ts › encodingOf › 'utf-8' → undefined #2": utf8ByDefault,
  "src/text/python-yaml.ts › Reader.#readKey › kind?.name ?? 'not text' → (kind?.name)": otherKeysRefused,
  "src/text/python-yaml.ts › Reader.#readKey › 'not text' → ''": otherKeysRefused,
  'src/text/python-yaml.ts › maxValues › 100_000 → 100001': roundLimit,
  "src/text/python-yaml.ts › sourceOf › '' → 'something'": otherKeysRefused,
  'src/text/suggest.ts › byNearness › candidates .slice(0, maxCandidates) .map(candidate => ({ can …  - wanted.length) <= limit) → candidates .slice(0, maxCandidates) .map(candidate => ({ can … xt: compared(candidate) }))':
    'Texts are at least as far apart as their lengths, so that it only saves time.',
  'src/world/clock.ts › untilAborted.aborted › true → false': abortsOnce,
  "src/world/clock.ts › notNeeded › 'not needed any longer' → ''": 'Nobody reads it: it only has to be there.',
  'src/world/clock.ts › formatDuration › 10_000 → 10001': 'Of 10.0 the point and the zero are taken away.',
  'src/world/log.ts › maxLineLength › 70_000 → 70001': roundLimit,
  "src/world/proxies.ts › hideProxyPasswords.texts › '' → 'something'": noProxy,
  "src/world/proxies.ts › hideProxyPasswords.texts › '' → 'something' #2": noProxy,
  "src/world/proxies.ts › proxyFor › '' → 'something'":
    'A list with the name of a host that no server has takes out as little as an empty one.',
  'src/world/no-proxy.ts › isIn › 0 → 1': 'To Node a host that is no address is in no network.',
  "src/world/no-proxy.ts › fits › '' → 'something'": forTypes,
  "src/world/no-proxy.ts › fitsWildcards.last › others.pop() ?? '' → (others.pop())": hasWildcard,
  "src/world/no-proxy.ts › fitsWildcards.last › '' → 'something'": hasWildcard,
  'src/world/secrets.ts › formsOf.forms › /=+$/ → /=+/': 'Base64 has = at its end alone.',
  "src/world/workspace-path.ts › openWorkspace.kind › 'missing' → ''": 'Whatever is no folder is the same error.',
  'src/zenml/first-contact.ts › isAtLeast.[oldMajor = 0, oldMinor = 0] › 0 → 1': bothNumbers,
  'src/zenml/first-contact.ts › isAtLeast.[oldMajor = 0, oldMinor = 0] › 0 → 1 #2': bothNumbers
}
