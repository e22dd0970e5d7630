import '../runtime-guard.ts'
import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { loadCountyProfile } from '../adapters/county-profile.ts'
import { checkMapFile, isMapFile, type MapCheck } from './map-checks.ts'
import type { Tool } from './tool.ts'

const profileFolder = join(import.meta.dirname, '../../../resources/counties/shicheng')

const help = `
Usage: npm run test:maps -- DIR [--strict] [--json]

Takes every map file under DIR through the same doors as an import and prints a line each:
"taken" with what it is, "refused" with the sentence an operator would read, or "failed" where it
threw, left traces, was refused without a sentence, or came out other than it went in. A pack is
also copied and its tiles compared; a file of shapes is written as GeoJSON and read again.
Kinds: .mbtiles .pmtiles .geojson .json .kml .kmz .gpx .tcx .shp, and .zip with a Shapefile.
--strict counts a refused file as failed.

Exit code: 0 nothing failed, 1 something failed or there was nothing to check, 2 wrong command line.
`

interface Line {
  readonly file: string
  readonly check: MapCheck
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && isMapFile(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}

function print(lines: readonly Line[]): void {
  for (const { file, check } of lines) {
    process.stdout.write(`${check.kind.padEnd(7)} ${file} · ${check.words}\n`)
  }
  const count = (kind: MapCheck['kind']) => lines.filter(({ check }) => check.kind === kind).length
  process.stdout.write(
    `${count('taken')} taken, ${count('refused')} refused, ${count('failed')} failed\n`,
  )
}

export async function run(argv: readonly string[]): Promise<number> {
  const folders = argv.filter((word) => !word.startsWith('--'))
  const [folder] = folders
  if (argv.includes('--help')) {
    process.stdout.write(help.trimStart())
    return 0
  }
  if (folder === undefined || folders.length > 1) {
    process.stderr.write('Name one folder of map files: npm run test:maps -- DIR\n')
    return 2
  }
  const county = loadCountyProfile(profileFolder)
  if (!county.ok) throw new Error('the county profile does not load')
  let files: string[]
  try {
    files = filesUnder(folder)
  } catch {
    process.stderr.write(`The folder ${folder} cannot be read.\n`)
    return 2
  }
  const lines: Line[] = []
  for (const path of files) {
    const check = await checkMapFile(path, county.value.county.bbox)
    lines.push({ file: relative(folder, path), check })
  }
  if (argv.includes('--json')) process.stdout.write(`${JSON.stringify(lines)}\n`)
  else print(lines)
  const bad = argv.includes('--strict') ? ['failed', 'refused'] : ['failed']
  return lines.length > 0 && lines.every(({ check }) => !bad.includes(check.kind)) ? 0 : 1
}

export const tool: Tool = {
  name: 'maps',
  summary:
    'check which map files of a folder can be imported, and that they come out as they went in',
  help,
  run,
}

if (import.meta.main) {
  process.exitCode = await run(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  })
}
