// Preloaded into a measured process: writes what it used when it ends. CPU in seconds, memory in MB.
import { writeFileSync } from 'node:fs'

const file = process.env.BENCH_MEASURES
if (file) {
  process.on('exit', () => {
    const { user, system } = process.cpuUsage()
    const memory = process.resourceUsage().maxRSS / 1024
    writeFileSync(file, JSON.stringify({ cpu: (user + system) / 1e6, memory }))
  })
}
