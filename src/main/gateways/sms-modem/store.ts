/** Messages the modem keeps: read, handed over, and deleted only once they are on record. */
import { fromHex } from '../../../core/gateway/frame-kit.ts'
import type { AtChannel, AtNote, AtResult } from '../at/index.ts'
import type { Inbox } from './inbox.ts'
import { pduHeader, storeUse } from './lines.ts'
import { readPdu, type Pdu, type StatusReport } from './pdu.ts'

export interface MessageStore {
  /** A place the modem named (`+CMTI:`). */
  read(index: number): void
  /** Everything there is: after the start, and when the count says that something was missed. */
  readAll(): void
  /** How full it is, now and then. */
  look(): void
  /** A message that came directly; `confirm` acknowledges it to the network. */
  direct(body: string | undefined, confirm: () => void): void
}

interface StoreOptions {
  readonly inbox: Inbox
  readonly timeoutMs: number
  onReport(report: StatusReport): void
  /** Told when it becomes so full that texts may stay outside, and when that is over. */
  onFull(full: boolean): void
}

/** A header and the line behind it. */
interface Stored {
  readonly index: number
  readonly hex: string
}

const almostFullLeft = 2
const most = 512
/** A message has at least its addresses and times. */
const plausible = /^[0-9A-Fa-f]{24,}$/

/** What the ring says of a line with a PDU. */
export function pduNote(line: string, header?: string): AtNote | undefined {
  const octets = /^[0-9A-Fa-f]+$/.test(line) ? fromHex(line) : undefined
  if (!octets) return header === undefined ? undefined : { outcome: 'damaged' }
  const pdu = readPdu(octets)
  if (!pdu) return { kind: 'sms/unreadable', outcome: 'damaged' }
  const announced = header === undefined ? undefined : pduHeader(header)?.tpduLength
  const wrongLength = announced !== undefined && announced !== pdu.tpduLength
  return {
    kind: `sms/${pdu.type}`,
    outcome: wrongLength ? 'damaged' : 'ok',
    decoded: shown(pdu),
  }
}

function shown(pdu: Pdu): Readonly<Record<string, unknown>> {
  switch (pdu.type) {
    case 'status_report':
      return { to: pdu.to, reference: pdu.reference, status: pdu.status }
    case 'deliver':
      return { from: pdu.from, at: pdu.sentAt?.text, text: pdu.data.text, part: pdu.data.part }
    case 'submit':
      return { to: pdu.to, text: pdu.data.text }
  }
}

export function openStore(
  channel: AtChannel,
  { inbox, timeoutMs, onReport, onFull }: StoreOptions,
): MessageStore {
  /** Read and not deleted yet: waiting for the record, or for the parts that are missing. */
  const held = new Set<number>()
  let full = false

  function remove(index: number): void {
    channel.send({ text: `AT+CMGD=${index}`, timeoutMs }, (result) => {
      // One that cannot be deleted stays held, so that it is not told again and again.
      if (result.kind === 'ok') held.delete(index)
    })
  }
  function take(hex: string, done: () => void): void {
    const octets = fromHex(hex)
    const pdu = octets && readPdu(octets)
    if (!pdu) return inbox.takeUnreadable(hex, done)
    switch (pdu.type) {
      case 'deliver':
        return inbox.take(pdu, done)
      case 'status_report':
        onReport(pdu)
        return done()
      case 'submit':
        // Somebody wrote a draft on the telephone this card was in: not ours to delete.
        return
    }
  }
  function takeStored({ index, hex }: Stored): void {
    if (held.has(index)) return
    if (held.size >= most) return
    held.add(index)
    take(hex, () => remove(index))
  }
  function storedIn(result: AtResult): Stored[] {
    if (result.kind !== 'ok') return []
    return result.lines.flatMap((line, at) => {
      const header = line.startsWith('+CMGL:') ? pduHeader(line) : undefined
      const hex = result.lines[at + 1]
      return header?.index === undefined || hex === undefined ? [] : [{ index: header.index, hex }]
    })
  }
  function readAll(): void {
    channel.send(
      { text: 'AT+CMGL=4', answers: ['+CMGL:'], continues: true, timeoutMs, note: pduNote },
      (result) => {
        for (const stored of storedIn(result)) takeStored(stored)
      },
    )
  }
  return {
    read(index) {
      if (held.has(index)) return
      channel.send(
        {
          text: `AT+CMGR=${index}`,
          answers: ['+CMGR:'],
          continues: true,
          timeoutMs,
          note: pduNote,
        },
        (result) => {
          const hex = result.kind === 'ok' ? result.lines[1] : undefined
          if (hex !== undefined) takeStored({ index, hex })
        },
      )
    },
    readAll,
    look() {
      channel.send({ text: 'AT+CPMS?', answers: ['+CPMS:'], timeoutMs }, (result) => {
        const use = result.kind === 'ok' ? storeUse(result.lines[0] ?? '') : undefined
        if (!use) return
        const now = use.total > 0 && use.used >= use.total - almostFullLeft
        if (now !== full) onFull(now)
        full = now
        // A full store announces nothing; what we do not hold was never told to us.
        if (use.used > held.size) readAll()
      })
    },
    direct(body, confirm) {
      const octets = body === undefined ? undefined : fromHex(body)
      const pdu = octets && readPdu(octets)
      // What is no message at all is only in the ring: a line may be full of such.
      if (body === undefined || (!pdu && !plausible.test(body))) return confirm()
      // The network waits seconds, the other parts of a long text may take minutes.
      const isPart = pdu?.type === 'deliver' && pdu.data.part !== undefined
      if (isPart) confirm()
      take(body, isPart ? () => {} : confirm)
    },
  }
}
