import { fromHex, toHex } from '../../../core/gateway/frame-kit.ts'
import { elementById } from '../../../core/gateway/station-elements.ts'
import type { VectorProtocol } from '../../tools/vector-protocol.ts'
import { readElements, type Element } from './elements.ts'
import { readFrame, type Frame } from './frame.ts'
import { sl651Framer } from './framer.ts'
import { reportOf } from './functions.ts'

/** The vector file's names of an element. */
function named(element: Element): Record<string, unknown> {
  switch (element.kind) {
    case 'station':
      return { id: 'F1', station: element.station, class: element.class }
    case 'time':
      return { id: 'F0', obs_time: element.obsTime }
    case 'step':
      return {
        id: '04',
        len: element.dhm.length / 2,
        dec: 0,
        ascii: 'DRxnn',
        step_dhm: element.dhm,
      }
    case 'number': {
      const { id, len, dec, value } = element
      return { id, len, dec, ascii: elementById(id)?.code, value }
    }
    case 'status':
      return {
        id: '45',
        len: element.len,
        dec: 0,
        ascii: 'ZT',
        status_bits: `0x${element.bits.toString(16).toUpperCase().padStart(8, '0')}`,
      }
    case 'rains':
      return { id: 'F4', len: element.len, dec: 0, ascii: 'DRP', values_mm: element.valuesMm }
    case 'levels': {
      const { id, len, valuesM } = element
      return { id, len, dec: 0, ascii: elementById(id)?.code, values_m: valuesM }
    }
    case 'text':
      return { id: 'F2', name: 'manual text', text: element.text }
    case 'picture':
      return { id: 'F3', name: 'picture', bytes: element.bytes }
    case 'unread':
      return { id: element.id, raw: element.raw }
  }
}

function contents(frame: Frame): Record<string, unknown> {
  if (frame.serial === undefined) return { payload_bytes: frame.rest.length }
  if (frame.direction === 'down' || reportOf[frame.code] === undefined) {
    return frame.rest.length === 0 ? {} : { rest: toHex(frame.rest) }
  }
  // The file takes the values of a uniform report for further elements; how we read them is in our own tests.
  const elements = readElements(frame.rest, { hasClass: frame.code < 0x45, uniform: false })
  return { elements: elements.map(named) }
}

export const sl651Vectors: VectorProtocol = {
  protocol: 'sl651',
  decode(row) {
    const bytes = fromHex(row.hex ?? '') ?? new Uint8Array()
    const framer = sl651Framer()
    const pieces = [...framer.push(bytes), ...framer.flush()]
    const good = pieces.length === 1 && pieces[0]?.kind === 'frame'
    const frame = readFrame(bytes)
    if (!frame) return { decoded: undefined, damaged: !good }
    const { direction, station, center, password, name, length, start, end, packet, serial } = frame
    const head = { direction, station, center, password, name, length, start, end, packet, serial }
    const code = `0x${frame.code.toString(16).toUpperCase().padStart(2, '0')}`
    return {
      decoded: { ...head, function: code, send_time: frame.sendTime, ...contents(frame) },
      damaged: !good,
    }
  },
}
