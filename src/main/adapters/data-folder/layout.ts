/** Where everything of one data folder lies. */
import { join } from 'node:path'

/** The databases of a data folder, and which scope each holds. */
export type DatabaseName = 'console' | 'local' | 'live' | 'keys'

export interface FolderPaths {
  readonly root: string
  readonly secondDisk: string | undefined
  /** Op log and projections. */
  readonly console: string
  /** This console only: settings, drafts, verifiers. */
  readonly local: string
  /** Rings that may be lost. */
  readonly live: string
  /** Keys of sealed records, apart from the log so that they can be erased. */
  readonly keys: string
  readonly attachments: string
  /** Recorded sound, deleted when its time is over. */
  readonly recordings: string
  /** Base map packs that were copied, sent or built here; can be imported again, so not copied. */
  readonly maps: string
  /** On the second disk where there is one. */
  readonly segments: string
  /** On the second disk where there is one. */
  readonly backups: string
  /** Everywhere segments may lie: without its second disk a console writes them beside the log. */
  readonly segmentFolders: readonly string[]
  /** Everywhere copies may lie. */
  readonly backupFolders: readonly string[]
  /** The second disk's copy of the attachments; `undefined` without a second disk. */
  readonly attachmentCopies: string | undefined
  readonly recordingCopies: string | undefined
  readonly setAside: string
  readonly reserve: string
  readonly lock: string
  /** Who holds the lock; readable while it is held. */
  readonly holder: string
  /** The newest own op, written apart from the log: tells a restore what must have existed. */
  readonly witness: string
  /** Present when damage was met at run time: the next start checks everything. */
  readonly suspicion: string
  readonly logs: string
}

/**
 * `secondDisk` is a folder on another disk than `root`; segments, backups and copies of the
 * attachments go there.
 */
export function folderPaths(root: string, secondDisk?: string): FolderPaths {
  const outside = secondDisk ?? root
  const places = secondDisk === undefined ? [root] : [secondDisk, root]
  return {
    root,
    secondDisk,
    console: join(root, 'console.sqlite'),
    local: join(root, 'local.sqlite'),
    live: join(root, 'live.sqlite'),
    keys: join(root, 'keys.sqlite'),
    attachments: join(root, 'attachments'),
    recordings: join(root, 'recordings'),
    maps: join(root, 'maps'),
    segments: join(outside, 'oplog'),
    backups: join(outside, 'backups'),
    segmentFolders: places.map((place) => join(place, 'oplog')),
    backupFolders: places.map((place) => join(place, 'backups')),
    attachmentCopies: secondDisk === undefined ? undefined : join(secondDisk, 'attachments'),
    recordingCopies: secondDisk === undefined ? undefined : join(secondDisk, 'recordings'),
    setAside: join(root, 'set-aside'),
    reserve: join(root, 'reserve.bin'),
    lock: join(root, 'console.lock'),
    holder: join(root, 'console.holder.json'),
    witness: join(root, 'console.head'),
    suspicion: join(root, 'console.suspicion.json'),
    logs: join(root, 'logs'),
  }
}
