import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** Third-party test data that lives beside a checkout, never inside it. */
const shared = process.env.PLUMBLINE_SHARED ?? new URL('../shared', import.meta.url).pathname

/** Files that take seconds each: random input, bombs, other processes. `npm test` runs them. */
const slow = process.env.PLUMBLINE_QUICK
  ? [
      '**/*.fuzz.test.ts',
      '**/{bombs,cli,determinism,pool,boundaries,guarded-transport,faulty-model}.test.ts',
    ]
  : []

export default defineConfig({
  resolve: {
    tsconfigPaths: true,
    // `server-only` throws unless it is resolved as a React server would.
    alias: {
      'server-only': new URL('./node_modules/server-only/empty.js', import.meta.url).pathname,
    },
  },
  test: {
    // Facts do not depend on how busy the machine is; a test that hangs still ends.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // Vitest leaves a processor free, which is half of two.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    env: { PLUMBLINE_SHARED: existsSync(shared) ? shared : '' },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{lib,scripts,connectors,components,app,bench}/**/*.test.ts'],
          exclude: ['**/*.db.test.ts', '**/node_modules/**', ...slow],
          environment: 'node',
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          include: ['{components,app}/**/*.test.tsx'],
          environment: 'happy-dom',
        },
      },
      {
        extends: true,
        test: {
          name: 'database',
          include: ['lib/**/*.db.test.ts'],
          environment: 'node',
          globalSetup: ['scripts/test-database.ts'],
        },
      },
    ],
  },
})
