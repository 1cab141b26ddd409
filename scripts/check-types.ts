// Type-checks the project. Next writes the types of routes; on a tree that was never built they
// are made first, so that `npm run check` gives the same answer everywhere.
import { spawnSync } from 'node:child_process'

const shell = process.platform === 'win32'
const made = spawnSync('next', ['typegen'], { stdio: ['ignore', 'ignore', 'inherit'], shell })
const checked = spawnSync('tsc', ['--noEmit'], { stdio: 'inherit', shell })
process.exitCode = made.status || checked.status || 0
