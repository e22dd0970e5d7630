/** Orders → bytes of the terminal's dialect, or the cause why not. */
import { toHex } from '../../../core/gateway/frame-kit.ts'
import type { GatewayCommand } from '../../../core/gateway/events.ts'
import { accept, refuse, type Result } from '../../../core/kernel/result.ts'
import { bytes24, writeBinary } from './binary.ts'
import { writeBody } from './body.ts'
import type { Card } from './heard.ts'
import { maxBitsOf, tooLong, type SendingWay } from './limits.ts'
import type { Sending } from './queue.ts'
import { writeSentence } from './sentence.ts'
import type { BeidouSettings } from './settings.ts'

type SendText = Extract<GatewayCommand, { kind: 'sendText' }>
export type Built = Result<Sending>

const typeCharacters = 0x44
const typeCode = 0x46

export function textSending(
  id: string,
  order: SendText,
  card: Card | undefined,
  way: SendingWay,
  settings: BeidouSettings,
): Built {
  if (order.group) return refuse('no-groups')
  if (!/^\d{1,10}$/.test(order.to)) return refuse('bad-address')
  if (order.body.trim() === '') return refuse('empty-text')
  const body = writeBody(order.body)
  if (!body) return refuse('not-gbk')
  const most = maxBitsOf(card, way, settings)
  if (body.bits > most) return refuse(tooLong(most))
  const hex = toHex(body.bytes).toUpperCase()
  const mixed = body.coding === 'mixed'
  const base = { id, urgent: order.urgent === true, wantsFix: false }
  switch (way) {
    case 'TXA': {
      const words = `CCTXA,${order.to.padStart(7, '0')},1,${mixed ? 2 : 0},${hex}`
      return accept({ ...base, command: 'TXA', kind: 'rdss/CCTXA', bytes: writeSentence(words) })
    }
    case 'TCQ': {
      const words = `CCTCQ,${order.to},${settings.frequency},1,${mixed ? 3 : 1},${hex},0`
      return accept({ ...base, command: 'TCQ', kind: 'rdss/CCTCQ', bytes: writeSentence(words) })
    }
    case 'TXSQ': {
      if (Number(order.to) > 0xffffff) return refuse('bad-address')
      const bits = body.bytes.length * 8
      const payload = [
        mixed ? typeCode : typeCharacters,
        ...bytes24(Number(order.to)),
        bits >>> 8,
        bits & 0xff,
        0,
        ...body.bytes,
      ]
      const bytes = writeBinary('TXSQ', Number(card?.number ?? 0), payload)
      return accept({ ...base, command: 'TXSQ', kind: 'rdss/TXSQ', bytes })
    }
  }
}

/** Our own place, by the satellites of the service and not by a receiver. */
export function fixSending(
  id: string,
  radio: string,
  card: Card | undefined,
  way: SendingWay,
): Built {
  if (radio !== 'own' && Number(radio) !== Number(card?.number)) return refuse('other-only')
  if (way === 'TXSQ') return refuse('locate-text-only')
  const own = card?.number ?? '0000000'
  const bytes = writeSentence(`CCDWA,${own},V,1,L,,0,,,0`)
  return accept({ id, command: 'DWA', kind: 'rdss/CCDWA', bytes, urgent: false, wantsFix: true })
}
