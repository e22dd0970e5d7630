/** Somebody called this console and nobody took it: the record says so. */
import type { CoreContext } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { keptAppends } from '../gateways/index.ts'
import { holderFields, radioEnd, trafficLine, trafficMissed } from '../radio/index.ts'
import type { WaitingEntry } from './entries.ts'
import { kindWord } from './words.ts'

export function missed(context: CoreContext, entry: WaitingEntry): void {
  const at = context.world.clock.nowMs()
  const { radio, kind, records, firstAt, gateway } = entry
  const holder = holderFields(context, radio)
  const name = radioEnd(context, radio).callSign
  const body = { at, waitedMs: at - firstAt }
  // A text that was not answered was read all the same: it needs no line of its own.
  const line = (): FactDraft[] =>
    kind === 'text'
      ? []
      : [
          trafficLine(context, {
            ...holder,
            at,
            radio,
            text: `${name} ${kindWord(kind)} ${records.length > 1 ? `${records.length} 次，` : ''}无人接听`,
          }),
        ]
  keptAppends(context).put(gateway, () => [
    ...records.map((entity) => ({ kind: trafficMissed.kind, entity, body })),
    ...line(),
  ])
}
