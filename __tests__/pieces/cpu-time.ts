/** CPU time that this process has used since `process.cpuUsage()` said so, in ms; unlike a clock's, it is no longer on a busy machine. */
export function cpuMsSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began)
  return (user + system) / 1000
}
