/** Sentences about a team: the order of the questions is the order of this file. */
import { type Decision, type Target, logProposal } from '../decision.ts'
import { lastStatus } from '../find-status.ts'
import { newIncidentOf, openProposal } from '../incident/new-incident.ts'
import { type Seen, doubt } from '../seen.ts'
import { thereAt } from './arrival.ts'
import { cancelOrder, cancelWords } from './cancel.ts'
import { casualtyDecision } from './casualties.ts'
import { contactDecision } from './contact.ts'
import { notHappened } from './not-yet.ts'
import { orderOf } from './order.ts'
import { acknowledge, readBackOf, readBackWords } from './read-back.ts'
import { statusDecision } from './status.ts'
import { choose, whichUnit } from './who.ts'

export function decideUnit(seen: Seen, target: Target): Decision | undefined {
  const { sheet, units } = seen
  if (units.length === 0) return decideSelectedUnit(seen, target)
  const first = units[0]
  if (!first) return undefined
  const readBack = readBackWords.exec(sheet.rest())
  const cancel = cancelWords.exec(sheet.rest())
  const checked = readBackOf(seen, target, first)
  if (readBack) return acknowledge(seen, target, first, readBack)
  if (cancel) return cancelOrder(seen, target, first, cancel)
  if (checked) return checked
  const order = orderOf(seen, target)
  if (order) return order
  const status = lastStatus(seen.statuses)
  // The team that speaks stands before its word; with the word first, the team follows.
  const speaking = status ? (units.findLast(({ end }) => end <= status.start) ?? first) : first
  const chosen = choose(seen, speaking, target)
  if (!chosen) return undefined
  if (status && status.status !== 'contact') return statusDecision(seen, target, chosen, status)
  // Somebody tells of an event and a team is only mentioned in it.
  const event = seen.events.find(({ denied }) => !denied)
  if (event && seen.places.length > 0 && !target.named && speaking.start > event.end)
    return undefined
  const silent = seen.statuses.findLast(
    ({ sense, status: key }) => sense !== 'happened' && key !== 'contact',
  )
  if (silent) return notHappened(seen, target, chosen, silent)
  const there = thereAt(seen, target, chosen)
  if (there) return there
  if (seen.casualties.any) return casualtyDecision(seen, target, chosen)
  if (status) return contactDecision(seen, target, chosen, status)
  if (seen.events.length > 0 && !target.named) {
    // 指挥车通信中断: of the team itself, not of a place.
    if (event?.code !== '12P10' || seen.places.length > 0) return undefined
    const open = { label: '登记为新事件', proposal: openProposal(seen, newIncidentOf(seen, null)) }
    return {
      proposal: logProposal(seen, target, chosen.team),
      doubts: [
        doubt(seen, 'not-sure', `像是 ${chosen.team.callSign} 自己的通信，只记文字。`, event, [
          open,
        ]),
      ],
    }
  }
  const log = logProposal(seen, target, chosen.team)
  const whole = sheet.words.replaceAll(/[\s,.;!?]/g, '').length === speaking.end - speaking.start
  const alone = whole && sheet.rest().replaceAll(/[\ue000\s,.;!?]/g, '') === ''
  const doubts = alone
    ? [doubt(seen, 'status', '只写了队伍，没有写状态；这样保存只记文字。', speaking)]
    : seen.times.length > 0 && !target.named
      ? [doubt(seen, 'status', '没有听出状态，只记文字。', speaking)]
      : []
  const severally =
    units.length > 1
      ? [doubt(seen, 'which-unit', `一句里有 ${units.length} 支队伍，只记文字。`, units[1])]
      : []
  return {
    proposal: log,
    doubts: [
      ...doubts,
      ...severally,
      ...whichUnit(seen, chosen, (team) => logProposal(seen, target, team)),
    ],
  }
}

/** 到达, with nothing else: of the team selected on the board. */
function decideSelectedUnit(seen: Seen, target: Target): Decision | undefined {
  const { context, sheet } = seen
  const status = lastStatus(seen.statuses)
  const team = context.teams.find(({ id }) => id === context.selectedUnit)
  if (!status || !team || status.status === 'contact') return undefined
  const without = sheet.rest().slice(0, status.start) + sheet.rest().slice(status.end)
  if (without.replaceAll(/[\ue000\s,.;!]/g, '') !== '' || seen.events.length > 0) return undefined
  const found = { candidates: [team], whole: true, start: status.start, end: status.end }
  const decision = statusDecision(seen, target, { team, found, others: [] }, status)
  const question = `没有写队伍，按选中的 ${team.callSign} 办。`
  return { ...decision, doubts: [doubt(seen, 'which-unit', question, status), ...decision.doubts] }
}
