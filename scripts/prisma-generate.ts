// `prisma generate` for both databases. The CLI insists on a schema-engine file before any
// command although `generate` never starts it, so a placeholder keeps it from downloading one.
import { execFileSync } from 'node:child_process'
import { schemaPath, targets, writeDerivedSchema } from './prisma-targets.ts'

writeDerivedSchema()
for (const target of targets) {
  execFileSync(
    process.execPath,
    ['node_modules/prisma/build/index.js', 'generate', '--schema', schemaPath(target)],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        CHECKPOINT_DISABLE: '1',
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
      },
    },
  )
}
