/** Packages `src/core` may import: pure, no I/O, no Node or DOM globals. */
export const coreAllowedPackages: readonly string[] = [
  'zod',
  '@orpc/contract',
  '@orpc/server',
  'drizzle-orm',
  'drizzle-orm/sqlite-core',
  'cborg',
  'pinyin-pro',
]

/** What of the core the renderer may import besides contracts. */
export const rendererAllowedCore: readonly RegExp[] = [
  /^src\/core\/api\.ts$/,
  /^src\/core\/contract-kit\.ts$/,
  /^src\/core\/modules\/[^/]+\/contract\.ts$/,
  /^src\/core\/kernel\/(beijing-time|geo)\.ts$/,
]
