import { defaultDataDir } from '../default-data-dir.ts'

export interface ShellFlags {
  readonly dataDir: string
  readonly demo: boolean
}

/** Our flags among whatever Chromium and the desktop put on the command line. */
export function readShellFlags(argv: readonly string[]): ShellFlags {
  const demo = argv.includes('--demo')
  const place = argv.indexOf('--data')
  const named =
    place < 0
      ? argv.find((arg) => arg.startsWith('--data='))?.slice('--data='.length)
      : argv[place + 1]
  return { dataDir: named || defaultDataDir(demo), demo }
}
