/** The op log on a disk that can fill up: one retry out of the reserve, then the refusal. */
import type { AppendRefusal, OpLog } from '../../../core/oplog/types.ts'
import type { Result } from '../../../core/kernel/result.ts'
import type { Reserve } from './reserve.ts'

export interface LogKeeper {
  readonly reserve: Reserve
  /** The reserve was just given up: an alarm. */
  released(): void
  /** The log met damage: the next start checks the whole file. */
  suspect(reason: string): void
}

function retried<T>(
  keeper: LogKeeper,
  write: () => Result<T, AppendRefusal>,
): Result<T, AppendRefusal> {
  let result = write()
  if (!result.ok && result.code === 'disk-full' && keeper.reserve.release()) {
    keeper.released()
    result = write()
  }
  if (!result.ok && result.code === 'corrupt') keeper.suspect('append')
  return result
}

/** The same log; a first `disk-full` releases the reserve and is tried once more. */
export function withReserve<Log extends OpLog>(log: Log, keeper: LogKeeper): Log {
  const kept: Pick<OpLog, 'append' | 'receive'> = {
    append: (who, drafts) => retried(keeper, () => log.append(who, drafts)),
    receive(ops, via) {
      // The first try consumes an iterator; what it took must be there for the second.
      const all = [...ops]
      return retried(keeper, () => log.receive(all, via))
    },
  }
  return { ...log, ...kept }
}
