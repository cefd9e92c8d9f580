import type { Facts, QuestionFacts } from './facts.ts'
import { factsPart } from './facts-part.ts'
import { failureParts } from './failures-part.ts'
import { errorPart } from './gate-summary.ts'
import { graphParts } from './graph-part.ts'
import { headingPart } from './heading.ts'
import { fitSummary, inertBlock, linkedName, maxSummaryBytes, sentence } from './markdown.ts'
import { toJson } from './outputs.ts'
import { reportParts } from './reports-part.ts'
import { resultsPart } from './results-part.ts'
import { stepsPart } from './steps-part.ts'

/** The job summary, Markdown of at most 1 MiB in which nothing foreign works. */
export function summaryOf(facts: Facts): string {
  return fitSummary(summaryParts(facts), maxSummaryBytes, reportParts(facts))
}

/**
 * The parts of the job summary, none of them empty; each is Markdown that can stand alone. What a reader asks for first
 * comes first, and the table of facts last.
 */
export function summaryParts(facts: Facts): readonly string[] {
  const parts = [
    headingPart(facts),
    errorPart(facts),
    questionsPart(facts),
    codePart(facts),
    promotionPart(facts),
    resultsPart(facts),
    ...graphParts(facts),
    stepsPart(facts),
    ...failureParts(facts),
    ...reportParts(facts),
    metadataPart(facts),
    factsPart(facts)
  ]
  return parts.filter(part => part !== '')
}

/** Questions that are shown at most: a command can start many runs. */
const maxQuestions = 20

/** What runs ask a person, and where it can be answered. */
function questionsPart({ questions = [] }: Facts): string {
  const shown = questions.slice(0, maxQuestions).map(shownQuestion)
  const more = questions.length - shown.length
  return [...shown, ...(more > 0 ? [`… ${more} more`] : [])].join('\n\n')
}

function shownQuestion({ name, question, schema, url }: QuestionFacts): string {
  const words = question === undefined ? '' : `: ${sentence(question, 1000)}`
  const asked = `❓ **A person has to answer** ${linkedName(name, url)}${words}`
  if (Object.keys(schema).length === 0) return asked
  return `${asked}\n\n<details><summary>What an answer looks like</summary>\n\n${inertBlock(toJson(schema, 2))}\n\n</details>`
}

/** What is known of the code, if it isn't proven to be the event's: then the commit above says nothing about it. */
function codePart({ codeNote, codeSha = '', isOtherCode = false }: Facts): string {
  return codeNote === undefined || (codeSha !== '' && !isOtherCode) ? '' : `⚠️ ${sentence(codeNote)}`
}

function promotionPart({ promotion }: Facts): string {
  if (promotion === undefined) return ''
  const note = `**Promotion:** ${sentence(promotion.note)}`
  return promotion.goBack === undefined ? note : `${note} To go back:\n\n${inertBlock(promotion.goBack)}`
}

function metadataPart({ metadata = {} }: Facts): string {
  if (Object.keys(metadata).length === 0) return ''
  return `<details><summary>Run metadata</summary>\n\n${inertBlock(toJson(metadata, 2))}\n\n</details>`
}
