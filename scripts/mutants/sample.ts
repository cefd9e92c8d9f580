/** The folder of `src/` that a file is in; `src` for the files of `src/` itself. */
export function folderOf(file: string): string {
  const [, folder, inner] = file.split('/')
  return inner === undefined || folder === undefined ? 'src' : folder
}

/**
 * A part of the values by chance, the same for the same seed: as many of each folder as there are of the others, and more of
 * the large ones where a small one has no more.
 */
export function sample<T extends { readonly file: string }>(values: readonly T[], size: number, seed: number): T[] {
  const chance = numbers(seed)
  const folders = [...Map.groupBy(shuffled(values, chance), ({ file }) => folderOf(file)).values()]
  const chosen: T[] = []
  for (let round = 0; chosen.length < Math.min(size, values.length); round += 1) {
    chosen.push(...folders.flatMap(folder => folder.slice(round, round + 1)))
  }
  return chosen.slice(0, size)
}

function shuffled<T>(values: readonly T[], chance: () => number): T[] {
  return values
    .map(value => ({ value, at: chance() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ value }) => value)
}

/** Numbers from 0 to below 1 by chance: the generator mulberry32, which needs no more than one number of state. */
function numbers(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
