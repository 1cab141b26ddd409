/** @type {import('next').NextConfig} */
export default {
  output: 'standalone',
  typedRoutes: true,
  reactStrictMode: true,
  poweredByHeader: false,
  // `npm run check` and `npm test` check types, tests included; a start need not do it again.
  typescript: { ignoreBuildErrors: true },
  // libsql and pg load native or optional files at run time: leave them in node_modules.
  serverExternalPackages: ['@libsql/client', 'libsql', '@prisma/adapter-libsql', 'pg', 'undici'],
  // Read with fs at start-up, which tracing cannot see.
  outputFileTracingIncludes: { '/*': ['./prisma/migrations/**/*.sql', './connectors/**/*.yaml'] },
  turbopack: {
    // monaco-yaml names a file by the path it had before monaco-editor 0.56.
    resolveAlias: {
      'monaco-editor/esm/vs/editor/editor.worker.js': 'monaco-editor/editor/editor.worker',
    },
  },
}
