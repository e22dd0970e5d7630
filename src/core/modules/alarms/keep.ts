/** Alarms that follow from what is so now: raised once a subject, ended when it is so no more. */
import type { CoreContext } from '../../module.ts'
import { recordBySystem } from '../../seat-log.ts'
import { logLines, type NewLine } from '../logbook/index.ts'
import { clearDrafts, raiseDrafts, type Raise } from './commands.ts'
import { everRaised, standingOfKind } from './queries.ts'
import type { AlarmKind } from './words.ts'

export interface KeptAlarms {
  /** In whose name they are recorded: `reports`. */
  readonly source: string
  readonly kinds: readonly AlarmKind[]
  /** Every one that should stand now. */
  readonly wanted: readonly Raise[]
  /** Why those end that are wanted no more. */
  readonly because: string
  /** Whether a raised one is a line of the log book too. */
  readonly inLog: boolean
}

function alarmLine({ title, detail, incident, unit }: Raise): NewLine {
  return {
    kind: 'alarm',
    source: { kind: 'text', text: '系统' },
    text: `${title}：${detail}`,
    ...(incident === undefined ? {} : { incident }),
    ...(unit === undefined ? {} : { unit }),
  }
}

/**
 * Raises what is wanted and ends what stands and is not. A subject is raised once: what a person
 * has settled stays settled, so a subject names its occasion. What the disk refuses is tried again
 * at the next call; the disk's own alarm says why.
 * @returns whether anything was recorded
 */
export function keepAlarms(context: CoreContext, kept: KeptAlarms): boolean {
  const { source, kinds, wanted, because, inLog } = kept
  const keyOf = ({ kind, subject }: Pick<Raise, 'kind' | 'subject'>) => `${kind} ${subject}`
  const still = new Set(wanted.map(keyOf))
  const over = kinds
    .flatMap((kind) =>
      standingOfKind(context.db, kind).map(({ state, subject }) => ({ kind, state, subject })),
    )
    .filter((one) => one.state.startsWith('active') && !still.has(keyOf(one)))
  const fresh = wanted.filter(({ kind, subject }) => !everRaised(context.db, kind, subject))
  if (over.length === 0 && fresh.length === 0) return false
  const ended = new Map(over.map((one) => [keyOf(one), one]))
  const result = recordBySystem(context, source, () => {
    const line = logLines(context)
    return [
      ...[...ended.values()].flatMap(({ kind, subject }) =>
        clearDrafts(context, kind, subject, because),
      ),
      ...fresh.flatMap((raise) => [
        ...raiseDrafts(context, raise),
        ...(inLog ? [line(alarmLine(raise))] : []),
      ]),
    ]
  })
  if (!result.ok) context.logger.warn(`${source}.alarms-not-recorded`, { code: result.code })
  return result.ok
}
