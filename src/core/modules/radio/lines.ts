/** The generated log line of one piece of traffic, ready for the append of its fact. */
import type { CoreContext } from '../../module.ts'
import { logLines, type EntryId, type NewLine, type NumberedDraft } from '../logbook/index.ts'
import type { HolderFields } from './names.ts'

export interface TrafficLine extends HolderFields {
  /** Where somebody must know the line before it is written. */
  readonly id?: EntryId
  readonly text: string
  readonly at: number
  /** The radio it came from; absent for what went out from the console. */
  readonly radio?: string | undefined
  readonly group?: string | undefined
  readonly kind?: NewLine['kind']
}

export function trafficLine(context: CoreContext, line: TrafficLine): NumberedDraft {
  const { id, text, at, radio, group, kind, unit, callSign, incident } = line
  const source: NewLine['source'] =
    radio === undefined
      ? { kind: 'text', text: '控制台' }
      : unit === undefined
        ? { kind: 'radio', id: radio, text: callSign ?? radio }
        : { kind: 'unit', id: unit, text: callSign ?? radio }
  return logLines(context)({
    ...(id === undefined ? {} : { id }),
    kind: kind ?? 'comm',
    source,
    channel: 'radio370',
    text: text.slice(0, 2000),
    heardAt: at,
    ...(group === undefined ? {} : { group }),
    ...(unit === undefined ? {} : { unit }),
    ...(callSign === undefined ? {} : { callSign }),
    ...(incident === undefined ? {} : { incident }),
  })
}
