/** What the data folder must be able to do with a log without knowing its modules. */
import type { Database } from '../../../core/kernel/database.ts'
import type { ConsoleLog } from '../../../core/oplog/log.ts'
import type { RecordKeys } from '../../../core/oplog/record-keys.ts'

interface LogSurroundings {
  readonly reason: 'start' | 'restored'
  /** `local.sqlite`, where the console's own name is. */
  readonly local: Database
  readonly recordKeys: RecordKeys
}

export interface LogPort {
  /**
   * Opens the log of this database as a new incarnation; `reason` goes into its first op.
   * @throws DatabaseError
   */
  open(db: Database, surroundings: LogSurroundings): ConsoleLog
}
