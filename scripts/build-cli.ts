import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { build } from 'esbuild'

/**
 * Builds the command line into dist/: plumbline.mjs and the parts it loads when a command needs
 * them, so that help is there at once.
 */
const folder = 'dist'

const { outputFiles } = await build({
  entryPoints: {
    plumbline: 'lib/cli/main.ts',
    'replay-worker': 'lib/cli/replay/replay-worker.ts',
    // The processes in which the studio runs reads.
    runner: 'lib/server/runner/child.ts',
  },
  outdir: folder,
  // Written when all of it is there: a build that fails leaves the last one in place.
  write: false,
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
await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
for (const { path, contents } of outputFiles) await writeFile(path, contents)
await chmod(`${folder}/plumbline.mjs`, 0o755)
