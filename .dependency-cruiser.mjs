/** Who may import whom. `from` may not reach `to`; tests may reach anything. */
const forbid = (name, from, to) => ({
  name,
  severity: 'error',
  from: { path: from, pathNot: '\\.test\\.tsx?$|/testing/' },
  to: { path: to },
})

export default {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'engine-uses-web-apis-only',
      severity: 'error',
      from: { path: '^lib/engine/', pathNot: '\\.test\\.ts$' },
      to: { dependencyTypes: ['core'] },
    },
    forbid(
      'engine-is-pure',
      '^lib/engine/',
      '^(app|components|prisma)/|^lib/(?!engine/)|node_modules/(next|react|openai|@prisma|undici)/',
    ),
    forbid(
      'manifest-knows-only-the-engine',
      '^lib/manifest/',
      '^(app|components)/|^lib/(?!(engine|manifest)/)',
    ),
    forbid(
      'testread-knows-manifest-and-engine',
      '^lib/testread/',
      '^(app|components)/|^lib/(?!(engine|manifest|testread)/)',
    ),
    forbid(
      'descriptions-are-read-without-a-world',
      '^lib/(importers|assistant)/',
      '^(app|components)/|^lib/(server|cli|client|contracts)/',
    ),
    forbid(
      'contracts-are-schemas',
      '^lib/contracts/',
      '^(app|components)/|^lib/(server|client|cli)/',
    ),
    forbid('browser-never-reaches-server', '^(components|lib/client)/', '^app/|^lib/(server|cli)/'),
    forbid(
      'cli-has-no-web-in-it',
      '^lib/cli/',
      '^(app|components)/|^lib/client/|^lib/server/(?!egress/)',
    ),
    forbid(
      'only-data-talks-to-prisma',
      '^(app|components)/|^lib/(?!server/)|^lib/server/(?!data/|database/|db)',
      '^generated/|node_modules/@prisma/',
    ),
    forbid(
      'only-manifest-reads-yaml',
      '^(app|components)/|^lib/(?!manifest/)',
      'node_modules/yaml/',
    ),
    forbid('lib-does-not-know-routes', '^lib/', '^app/'),
  ],
  options: {
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules|^generated' },
  },
}
