import { chmod, rm } from 'node:fs/promises'
import { build } from 'esbuild'

/**
 * Builds the command line into dist/: plumbline.mjs and the parts it loads when a command needs
 * them, so that help is there at once.
 */
const folder = 'dist'

await rm(folder, { recursive: true, force: true })
await build({
  entryPoints: {
    plumbline: 'lib/cli/main.ts',
    'replay-worker': 'lib/cli/replay/replay-worker.ts',
    // The processes in which the studio runs reads.
    runner: 'lib/server/runner/child.ts',
  },
  outdir: folder,
  outExtension: { '.js': '.mjs' },
  chunkNames: '[name]-[hash]',
  bundle: true,
  alias: { 'server-only': './node_modules/server-only/empty.js' },
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  // Shorter text is read faster; names stay, for traces that can be read.
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: 'warning',
  // Packages written for require() look for it in modules too.
  banner: {
    js: "import { createRequire as createRequireOf } from 'node:module'\nconst require = createRequireOf(import.meta.url)",
  },
})
await chmod(`${folder}/plumbline.mjs`, 0o755)
