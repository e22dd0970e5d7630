/** `verify`: proves a data folder from its bytes, and says what it hit. */
import type { FolderPaths } from '../../adapters/data-folder/layout.ts'
import { nodeCrypto } from '../../adapters/world.ts'
import { checkAttachments, checkSegments } from './check-beside.ts'
import { checkDatabase, type DatabaseVerdict } from './check-database.ts'
import type { Finding } from './finding.ts'
import { consoleRegistry, type Registry } from '../console-registry.ts'
import { hasLog, readFolderArguments } from '../folder-arguments.ts'
import type { Tool } from '../tool.ts'

export interface FolderVerdict extends DatabaseVerdict {
  readonly attachments: number
  readonly segmentOps: number
  readonly warnings: readonly string[]
}

/** Reads a whole folder and changes nothing. @throws when there is no console database. */
export function verifyFolder(paths: FolderPaths, registry: Registry): FolderVerdict {
  const verdict = checkDatabase(paths.console, nodeCrypto, registry)
  const attachments = checkAttachments(paths)
  const segments = checkSegments(paths)
  return {
    ...verdict,
    attachments: attachments.count,
    segmentOps: segments.ops,
    warnings: segments.warnings,
    findings: [...verdict.findings, ...attachments.findings, ...segments.findings],
  }
}

function line({ area, op, detail }: Finding): string {
  return `  ${area}${op === undefined ? '' : ` ${op}`}: ${detail}\n`
}

function words(root: string, verdict: FolderVerdict): string {
  const { ops, origins, checkpoints, islands, forks, handovers } = verdict
  const { attachments, segmentOps, findings, warnings } = verdict
  const counts =
    `${root}: ${ops} ops of ${origins} incarnations, ${checkpoints} checkpoints, ${islands} beyond a gap, ` +
    `${forks} forks set aside, ${attachments} attachments, ${segmentOps} ops in segments, ` +
    `${handovers} signed handovers\n`
  const notes = warnings.map((warning) => `  note: ${warning}\n`).join('')
  if (findings.length === 0) return `${counts}${notes}Everything verifies.\n`
  return `${counts}${notes}${findings.length} findings, the first one first:\n${findings.map(line).join('')}`
}

export const tool: Tool = {
  name: 'verify',
  summary:
    'proves a data folder from its bytes: chain, columns, projections, indexes, pages, attachments, segments, signed handovers',
  help: `
Usage: npm run tool -- verify DIR [--second-disk DIR] [--json]

Reads only. A console may be running on the folder; what it writes meanwhile is not judged.
Exit code 0: everything verifies. 1: something was found, or the folder cannot be read.`,
  run(argv) {
    const read = readFolderArguments('verify', argv)
    if (typeof read === 'number') return Promise.resolve(read)
    if (!hasLog('verify', read.paths)) return Promise.resolve(1)
    const verdict = verifyFolder(read.paths, consoleRegistry)
    process.stdout.write(
      read.json ? `${JSON.stringify(verdict)}\n` : words(read.paths.root, verdict),
    )
    return Promise.resolve(verdict.findings.length === 0 ? 0 : 1)
  },
}
