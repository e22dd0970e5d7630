/** Who has to sign, what each waits for, and what still stands against closing the shift. */
import type { CoreContext } from '../../module.ts'
import { possibleWitnesses } from '../people/index.ts'
import { itemState } from './acceptance.ts'
import type { HandoverSheet } from './contract.ts'
import type { SheetItem } from './items/model.ts'
import type { HandoverRow } from './tables.ts'
import { itemTitle, signerRoles, signerWord, type SignerRole } from './words.ts'

/** The leader's only when on site (domain §12.3). */
export function neededRoles({ leader }: Pick<HandoverRow, 'leader'>): SignerRole[] {
  return leader?.onSite === true ? ['out', 'in', 'witness'] : ['out', 'in']
}

/** Who is to sign for a role; nobody yet where nobody is named. */
export function signerOf(row: HandoverRow | undefined, role: SignerRole) {
  if (role === 'out') return row?.begun?.outgoing ?? null
  if (role === 'in') return row?.begun?.incoming ?? null
  return row?.leader?.leader ?? null
}

function whyOf(row: HandoverRow | undefined, role: SignerRole, needed: boolean): string {
  if (role === 'witness' && row?.leader === null) return '先说明带班领导在不在现场'
  if (!needed) return '带班领导不在现场，不用签'
  if (row?.phase === 'on_duty' || !row) return '等接班人到岗'
  return row.phase === 'handing_over' ? '等全部接收' : '可以签名'
}

export function shownSignatures(
  context: CoreContext,
  row: HandoverRow | undefined,
): HandoverSheet['signatures'] {
  const pins = new Map(
    possibleWitnesses(context, '', 'log.write').map(({ id, pinAllowed }) => [id, pinAllowed]),
  )
  const needed = row ? neededRoles(row) : ['out', 'in']
  return signerRoles.map(([role, word]) => {
    const person = signerOf(row, role)
    const isNeeded = needed.includes(role)
    const signed = row?.signatures.find((one) => one.role === role)
    return {
      role,
      word,
      person,
      needed: isNeeded,
      why: signed ? '' : whyOf(row, role, isNeeded),
      signedAt: signed?.at ?? null,
      pinAllowed: pins.get(person?.person ?? '') === true,
    }
  })
}

/** What must be done before the first signature, each in a sentence. */
export function unreadyWords(
  row: HandoverRow,
  items: readonly SheetItem[],
  backMs: number,
): string[] {
  if (row.phase === 'signing') return []
  if (row.phase === 'on_duty') return ['接班人还没有到岗。']
  const inState = (state: string) =>
    items.filter((item) => itemState(row, item) === state).map(({ key }) => itemTitle(key))
  const asked = inState('returned')
  const changed = inState('changed')
  const waiting = [...inState('waiting'), ...inState('answered')]
  return [
    ...(backMs > 0 ? ['本机时钟往回了，请先核对并写明原因。'] : []),
    ...(asked.length > 0 ? [`${asked.length} 项退回，等交班人补充：${asked.join('、')}。`] : []),
    ...(changed.length > 0
      ? [`${changed.length} 项接收后有变化，请再看一遍接收：${changed.join('、')}。`]
      : []),
    ...(waiting.length > 0 ? [`还有 ${waiting.length} 项未接：${waiting.join('、')}。`] : []),
    ...(row.leader === null ? ['请先说明带班领导在不在现场。'] : []),
    ...(row.leader?.onSite === true && row.leader.leader === null
      ? ['带班领导在现场的，请选是哪一位。']
      : []),
  ]
}

/** Everything that stands against closing; empty when it can be closed. */
export function missingWords(
  row: HandoverRow,
  items: readonly SheetItem[],
  backMs: number,
): string[] {
  const unsigned = neededRoles(row).filter(
    (role) => !row.signatures.some((one) => one.role === role),
  )
  return [
    ...unreadyWords(row, items, backMs),
    ...(unsigned.length > 0 ? [`还差签名：${unsigned.map(signerWord).join('、')}。`] : []),
  ]
}
