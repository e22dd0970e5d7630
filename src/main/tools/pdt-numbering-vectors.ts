/** Numbers published with the air identity they belong to: `standard group 16777212 prio=4`. */
import { pdtParts, pdtUserNumber, type PdtRule } from '../../core/county/pdt-numbering.ts'
import type { VectorProtocol } from './vector-protocol.ts'

const row = /^(standard|zhejiang) (individual|group) (\d+) prio=(\d+)$/
/** Priority of an emergency call. */
const emergencyPriority = 4

export const pdtNumberingVectors: VectorProtocol = {
  protocol: 'pdt-numbering',
  decode({ text }) {
    const [, ruleWord, kindWord, id, priority] = row.exec(text ?? '') ?? []
    if (ruleWord === undefined) return { decoded: undefined, damaged: false }
    const rule: PdtRule = ruleWord === 'zhejiang' ? 'zhejiang' : 'standard'
    const kind = kindWord === 'group' ? 'group' : 'individual'
    const airId = Number(id)
    const emergency = Number(priority) === emergencyPriority
    const number = pdtUserNumber(airId, kind, rule, emergency)
    const decoded = {
      rule,
      kind,
      air_id: airId,
      ...pdtParts(airId),
      emergency,
      user_number: number === undefined ? null : Number(number),
    }
    return { decoded, damaged: false }
  },
}
