/** Packages `src/core` may import: pure, no I/O, no Node or DOM globals. */
export const coreAllowedPackages: readonly string[] = [
  'zod',
  '@orpc/contract',
  '@orpc/server',
  'drizzle-orm',
  'drizzle-orm/sqlite-core',
  'cborg',
  'pinyin-pro',
  'gcoord',
  'proj4',
  'geographiclib-geodesic',
  // Tables of holidays and the lunar calendar; computes on the date string it is given.
  'chinese-days',
  // Reads and writes vCard and iCalendar as text; touches neither the network nor the clock.
  'ical.js',
]

/** What the renderer may import from outside itself besides contracts. */
export const rendererAllowed: readonly RegExp[] = [
  /^src\/core\/api\.ts$/,
  /^src\/core\/contract-kit\.ts$/,
  /^src\/core\/modules\/[^/]+\/contract\.ts$/,
  /^src\/core\/kernel\/(beijing-time|coordinates|datum|geo|geodesy|geometry|grid-code|projected)\.ts$/,
  // Files that the build copies, not code.
  /^resources\/sounds\/[a-z]+\.wav\?url$/,
]
