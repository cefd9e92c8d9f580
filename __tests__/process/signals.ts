import { jest } from '@jest/globals'

/** Lets signals do what a test says, instead of what they do. */
export function signals(answer: (pid: number, signal: string | number | undefined) => void) {
  return jest.spyOn(process, 'kill').mockImplementation((pid, signal) => {
    answer(pid, signal)
    return true
  })
}
