// Loaded into the measured process: writes its peak memory in KiB when it exits. Plain JavaScript, since Node's own
// reader of TypeScript would be measured too.
const { readFileSync, writeFileSync } = require('node:fs')

process.on('exit', () => {
  let peak = String(process.resourceUsage().maxRSS)
  try {
    // What getrusage says begins with the size of the parent, from before exec.
    peak = /^VmHWM:\s+(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))[1]
  } catch {
    // Only Linux has it.
  }
  writeFileSync(process.env.BENCH_PEAK_FILE, peak)
})
