/** How the published rows of `jtt808.json` name what we decode. */
import { fromHex } from '../../../core/gateway/frame-kit.ts'
import type { VectorProtocol } from '../../tools/vector-protocol.ts'
import { recordOf } from './decode.ts'
import { readMessage } from './header.ts'
import { timeOf } from './location.ts'

/** Our name → the rows' name; every other name is the same in lower case with underlines. */
const rowNames: Readonly<Record<string, string>> = {
  messageId: 'msg_id',
  version2019: 'version_2019',
}

function beijingText(at: number): string {
  return `${new Date(at + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`
}

function renamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(renamed)
  if (value === null || typeof value !== 'object') return value
  const pairs = Object.entries(value).flatMap(([key, inner]): [string, unknown][] => {
    if (key === 'deviceTime') {
      const at = timeOf({ deviceTime: typeof inner === 'string' ? inner : undefined })
      return [['time', at === undefined ? null : beijingText(at)]]
    }
    const name = rowNames[key] ?? key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
    return [[name, renamed(inner)]]
  })
  return Object.fromEntries(pairs)
}

/**
 * A row is damaged when its check is wrong. A length that disagrees with the header is told apart
 * there ("length_ok"); a session treats both as damaged.
 */
export const jtt808Vectors: VectorProtocol = {
  protocol: 'jtt808',
  decode(row) {
    const message = readMessage(fromHex(row.hex ?? '') ?? new Uint8Array())
    if (message === undefined) return { decoded: undefined, damaged: true }
    return { decoded: renamed(recordOf(message)), damaged: !message.checkOk }
  },
}
