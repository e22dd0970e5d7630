/** What Enter will do, in one line, and who will get what leaves the console. */
import { assertNever } from '../kernel/assert-never.ts'
import { casualtyWords } from './find-casualties.ts'
import { shownTime } from './find-times.ts'
import { receiverWords } from './decide-command.ts'
import { checkInResults, type Proposal } from './proposal.ts'

const onIncident = (incident: { readonly number: string; readonly title: string } | null) =>
  incident ? ` · ${incident.number} ${incident.title}` : ''

export function headlineOf(proposal: Proposal): string {
  switch (proposal.kind) {
    case 'unitStatus': {
      const hurt = casualtyWords(proposal.casualties)
      const eta = proposal.etaAt === null ? '' : `，预计 ${shownTime(proposal.etaAt).slice(6)} 到`
      return `${proposal.unit.callSign} → ${proposal.word}${eta}${hurt === '' ? '' : `，伤亡：${hurt}`}${onIncident(proposal.incident)}`
    }
    case 'contact':
      return `${proposal.unit.callSign} 报平安，联络时钟重新计时${onIncident(proposal.incident)}`
    case 'acknowledge': {
      const force = [
        ...(proposal.people === null ? [] : [`${proposal.people} 人`]),
        ...(proposal.vehicles === null ? [] : [`${proposal.vehicles} 车`]),
      ].join(' ')
      return `${proposal.unit.callSign} 已复诵${force === '' ? '' : `，${force}`}${onIncident(proposal.incident)}`
    }
    case 'openIncident':
      return `登记新事件 · ${proposal.incident.categoryName} · ${proposal.incident.place?.text ?? '地点待核'}`
    case 'furtherCall':
      return `${proposal.incident.number} 补充来电 · ${proposal.incident.title}`
    case 'followUp':
      return `记到 ${proposal.incident.number} ${proposal.incident.title}`
    case 'casualties':
      return `${proposal.incident.number} 伤亡：${casualtyWords(proposal.casualties)} · ${proposal.incident.title}`
    case 'order': {
      const units = proposal.units.map(({ callSign }) => callSign).join('、')
      const where = proposal.incident
        ? `${proposal.incident.number} ${proposal.incident.title}`
        : proposal.opens
          ? `新事件 ${proposal.opens.categoryName} ${proposal.opens.place?.text ?? ''}`
          : '事件未定'
      return `下令 ${units} → ${where}`
    }
    case 'cancelOrder':
      return `撤销给 ${proposal.unit.callSign} 的命令${onIncident(proposal.incident)}`
    case 'incidentStep':
      return `${proposal.incident.number} → ${proposal.word} · ${proposal.incident.title}`
    case 'grade':
      return `${proposal.incident.number} 定级 ${proposal.word} · ${proposal.incident.title}`
    case 'reportDraft':
      return `起草${proposal.word} · ${proposal.incident.number} ${proposal.incident.title}`
    case 'sendText':
      return `发短信给 ${receiverWords(proposal.to)}`
    case 'rollCall':
      return `开始点名 · ${proposal.net?.name ?? proposal.title} · ${proposal.stations.length} 个台`
    case 'checkIn': {
      const words = new Map<string, string>(checkInResults)
      const said = proposal.answers.map(
        ({ said: one, unit, result }) => `${unit?.callSign ?? one} ${words.get(result) ?? result}`,
      )
      return `点名应答 ${said.length} 个：${said.slice(0, 6).join('，')}${said.length > 6 ? ' …' : ''}`
    }
    case 'log':
      return proposal.incident
        ? `记到 ${proposal.incident.number} ${proposal.incident.title}`
        : '记入值班日志'
    default:
      return assertNever(proposal)
  }
}

/** In words, who gets it; null: it stays here and can be taken back. */
export function leavesTo(
  proposal: Proposal,
): { readonly words: string; readonly twice: boolean } | null {
  if (proposal.kind === 'sendText') {
    const nets = proposal.to.some(({ group }) => group) ? ' 上所有开机电台' : ''
    const words = `发出后收不回：${receiverWords(proposal.to)}${nets}会收到。`
    return { words, twice: proposal.to.length > 1 }
  }
  if (proposal.kind === 'order') {
    const units = proposal.units.map(({ callSign }) => callSign).join('、')
    return { words: `命令下给 ${units}，记录在案；撤回要另下撤销命令。`, twice: false }
  }
  if (proposal.kind === 'cancelOrder') {
    return { words: `撤销命令通知 ${proposal.unit.callSign}，记录在案。`, twice: false }
  }
  if (proposal.kind === 'rollCall') {
    const net = proposal.net?.name ?? proposal.title
    return { words: `${net} 各台将听到点名（由你在电台上呼叫）。`, twice: false }
  }
  return null
}
