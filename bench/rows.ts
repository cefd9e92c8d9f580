import { commandRow } from './command.ts'
import type { Row } from './figure.ts'
import { followRows } from './follow.ts'
import { installRow } from './install.ts'
import { logRows } from './logs.ts'
import { memoryRows } from './memory.ts'
import { startRows } from './start.ts'
import { triggerRows } from './trigger.ts'

/** All rows, in the order of a step's life. */
export const rows: readonly Row[] = [
  ...startRows,
  ...triggerRows,
  ...followRows,
  ...memoryRows,
  ...logRows,
  commandRow,
  installRow
]
