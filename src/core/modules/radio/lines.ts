/** The generated log line of one piece of traffic, ready for the append of its fact. */
import type { CoreContext } from '../../module.ts'
import { logLines, type NewLine, type NumberedDraft } from '../logbook/index.ts'
import type { HolderFields } from './names.ts'

export interface TrafficLine extends HolderFields {
  readonly text: string
  readonly at: number
  /** The radio it came from; absent for what went out from the console. */
  readonly radio?: string | undefined
  readonly group?: string | undefined
  readonly kind?: NewLine['kind']
}

export function trafficLine(context: CoreContext, line: TrafficLine): NumberedDraft {
  const { text, at, radio, group, kind, unit, callSign, incident } = line
  const source: NewLine['source'] =
    radio === undefined
      ? { kind: 'text', text: '控制台' }
      : unit === undefined
        ? { kind: 'radio', id: radio, text: callSign ?? radio }
        : { kind: 'unit', id: unit, text: callSign ?? radio }
  return logLines(context)({
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
