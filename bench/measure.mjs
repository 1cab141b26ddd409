// Preloaded into a measured process: writes what it used when it ends. CPU in seconds, memory in MB.
import { writeFileSync } from 'node:fs'

const file = process.env.BENCH_MEASURES
if (file) {
  const started = performance.now()
  process.on('exit', () => {
    const { user, system } = process.cpuUsage()
    const memory = process.resourceUsage().maxRSS / 1024
    const wall = (performance.now() - started) / 1000
    writeFileSync(file, JSON.stringify({ cpu: (user + system) / 1e6, wall, memory }))
  })
}
