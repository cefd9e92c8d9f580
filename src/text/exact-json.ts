/** Whole numbers of JSON that are too long for a double to be sure of, outside of most texts. */
const longNumber = /(?:^|[[:,\s])-?\d{16}/

/**
 * Parses JSON, with whole numbers that a double can't hold as `bigint`. All other numbers of ZenML's answers are Python's
 * floats in their shortest form, which JavaScript writes with the same digits again. Throws `SyntaxError`.
 */
export function parseExactJson(text: string): unknown {
  return longNumber.test(text) ? JSON.parse(text, exact) : JSON.parse(text)
}

/** JavaScript hands the text of a primitive value to the reviver (ES2026, Node 21 and newer). */
function exact(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
  const source = context?.source ?? ''
  return /^-?\d+$/.test(source) ? BigInt(source) : value
}

/** JSON of a value that {@link parseExactJson} has made, whose numbers are those of its source. Throws if it is nested too deeply. */
export function writeExactJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? rawJson(String(each)) : each), indent)
}

/** What `JSON.stringify` writes as it is; TypeScript's library doesn't know of it yet. */
const { rawJSON: rawJson } = JSON as unknown as { readonly rawJSON: (text: string) => unknown }
