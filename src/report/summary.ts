import { bookkeepingPart } from './bookkeeping.ts'
import type { Facts } from './facts.ts'
import { failureParts } from './failures-part.ts'
import { graphParts } from './graph-part.ts'
import { headingPart } from './heading.ts'
import { fitSummary, inertBlock, sentence, sentences } from './markdown.ts'
import { toJson } from './outputs.ts'
import { resultsPart } from './results-part.ts'
import { stepsPart } from './steps-part.ts'

/**
 * The job summary, Markdown of at most 1 MiB in which nothing foreign works: what a reader asks for first comes first,
 * and the bookkeeping last.
 */
export function summaryOf(facts: Facts): string {
  const parts = [
    headingPart(facts),
    errorPart(facts),
    codePart(facts),
    promotionPart(facts),
    resultsPart(facts),
    ...graphParts(facts),
    stepsPart(facts),
    ...failureParts(facts),
    metadataPart(facts),
    bookkeepingPart(facts)
  ]
  return fitSummary(parts.filter(part => part !== ''))
}

function errorPart({ dashboard, error }: Facts): string {
  return error === undefined ? '' : sentences(error, 40, 4000, dashboard)
}

/** What is known of the code, if it isn't proven to be the event's: then the commit above says nothing about it. */
function codePart({ codeNote, codeSha = '' }: Facts): string {
  return codeNote === undefined || codeSha !== '' ? '' : `⚠️ ${sentence(codeNote)}`
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
