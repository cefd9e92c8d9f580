/** Mutants that no test can find, since they behave as the source does, by their key: why. */
export const equivalent: Readonly<Record<string, string>> = {}
