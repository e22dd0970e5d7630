import { defaultDataDir, practiceDir } from '../default-data-dir.ts'

export interface ShellFlags {
  readonly dataDir: string
  /** Folder on another disk for copies. */
  readonly secondDisk?: string | undefined
  readonly demo: boolean
  /** Practising beside the real console. */
  readonly practice: boolean
}

/** `--name value` or `--name=value`. */
function valueOf(argv: readonly string[], name: string): string | undefined {
  const place = argv.indexOf(name)
  if (place >= 0) return argv[place + 1]
  return argv.find((arg) => arg.startsWith(`${name}=`))?.slice(name.length + 1)
}

/** Our flags among whatever Chromium and the desktop put on the command line. */
export function readShellFlags(argv: readonly string[]): ShellFlags {
  const demo = argv.includes('--demo')
  const practice = argv.includes('--practice')
  const named = valueOf(argv, '--data') ?? ''
  const dataDir = named === '' ? defaultDataDir(demo && !practice) : named
  // The real console's copies stay its own: practice has no second disk.
  if (practice)
    return { dataDir: practiceDir(dataDir), secondDisk: undefined, demo: false, practice }
  return { dataDir, secondDisk: valueOf(argv, '--second-disk'), demo, practice }
}
