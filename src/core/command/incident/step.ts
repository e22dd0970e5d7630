/** A step of the incident (domain §12.1). */
import type { KnownIncident } from '../context.ts'
import { type Decision, type Target, bodyOf } from '../decision.ts'
import { followUp } from './follow-up.ts'
import type { Proposal } from '../proposal.ts'
import { type Seen, doubt, incidentRef } from '../seen.ts'
import { stepLabels, stepWords } from '../words.ts'

const stepPatterns = stepWords.map(([to, words]) => [to, new RegExp(`(?:${words})`, 'g')] as const)

const uncertain =
  /(?:未|没有?|尚未|还没有?|无法|不能|难以|不|基本|初步|部分|即将|有望|预计|可能|接近|快要?|大体|暂时|争取|力争|准备|如果|等|待|一旦|请|是否|能否)[^,;.]{0,4}$/

export function stepOf(seen: Seen, target: Target, on: KnownIncident): Decision | undefined {
  const { sheet } = seen
  const rest = sheet.rest()
  for (const [to, pattern] of stepPatterns) {
    const match = [...rest.matchAll(pattern)].at(-1)
    if (!match) continue
    const start = match.index
    const end = start + match[0].length
    const word = stepLabels[to] ?? match[0]
    const proposal: Proposal = {
      kind: 'incidentStep',
      text: sheet.text,
      incident: incidentRef(on),
      to,
      word,
      reason: bodyOf(seen).slice(0, 200),
    }
    const step = { label: `${on.number} 转为${word}`, proposal }
    const where = { start, end }
    if (
      uncertain.test(sheet.words.slice(0, start)) ||
      /^(?:了?[?吗]|不了|不住|得不|没有)/.test(sheet.words.slice(end)) ||
      /[?吗]$/.test(sheet.words) ||
      match[0] === '控制' ||
      /基本|大部/.test(match[0])
    ) {
      const { proposal: follow } = followUp(seen, on)
      return {
        proposal: follow,
        doubts: [doubt(seen, 'status', `没有说已经“${word}”，只记文字。`, where, [step])],
      }
    }
    const left = (rest.slice(0, start) + rest.slice(end)).replaceAll(
      /[\ue000\s,.;!]|已经?|火势|事态|险情|现场|火场|火情|火|明火|全部|目前|现在|事件|了|请|转|为/g,
      '',
    )
    const told = seen.casualties.any || seen.events.length > 0
    sheet.take(start, end, 'status', `事件状态 ${word}`)
    if (
      left.length > 4 ||
      (told && left.length > 0) ||
      to === 'archived' ||
      to === 'false_alarm' ||
      to === 'transferred'
    ) {
      if (left.length > 4 && to !== 'false_alarm' && to !== 'transferred' && to !== 'archived') {
        const { proposal: follow } = followUp(seen, on)
        return {
          proposal: follow,
          doubts: [
            doubt(
              seen,
              'status',
              `提到“${match[0]}”，只记文字；整起事件已经${word}时请选。`,
              where,
              [step],
            ),
          ],
        }
      }
      const { proposal: follow } = followUp(seen, on)
      return {
        proposal,
        doubts: [
          doubt(seen, 'status', `将把 ${on.number} 转为“${word}”，请看清再回车。`, where, [
            { label: '只记文字', proposal: follow },
          ]),
        ],
      }
    }
    if (!target.named) {
      return {
        proposal,
        doubts: [doubt(seen, 'which-incident', `没有写编号，按选中的 ${on.number} 办。`, where)],
      }
    }
    return { proposal, doubts: [] }
  }
  return undefined
}
