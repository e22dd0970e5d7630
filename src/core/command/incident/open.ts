/** A new incident, and what is not sure about it. */
import { type Decision, type Target, bodyOf, logProposal } from '../decision.ts'
import { timeDoubts, vagueDoubts } from '../doubts.ts'
import { furtherCall } from './call.ts'
import { followUp } from './follow-up.ts'
import { newIncidentOf, openProposal, similarIncidents } from './new-incident.ts'
import { placeDoubts } from './place-doubts.ts'
import type { Doubt, Proposal } from '../proposal.ts'
import { type Seen, doubt, incidentRef } from '../seen.ts'

/** The event is not new: it ends, or goes on. */
const overWords =
  /(?:扑灭|熄灭|已灭|火灭|控制住|已控制|得到控制|复燃|处置完|已结束|恢复通车|已抢通|报假警|谎报)/

/** People counted that are in no casualty. */
const unreadPeople =
  /(?:\d{1,4}|[一二两三四五六七八九十几]{1,3})(?:多|几)?(?:个|名|位|口)(?:人|老人|小孩|孩子|娃|学生|工人|村民|群众|大人|游客|乘客|司机|妇女)/

/** The caller does not know. */
const guessed =
  /不(?:太)?确定|不知(?:道)?(?:是|什么)|是不是|好像|似乎|疑似|可能|也许|说不定|说不准|看不清|像是|不晓得|估计是|怀疑/

export function openDecision(seen: Seen, target: Target, marker: boolean): Decision {
  const { places, events, context } = seen
  const event = events.find(({ denied }) => !denied)
  const made = newIncidentOf(seen, null)
  const proposal = openProposal(seen, made)
  const doubts: Doubt[] = [...timeDoubts(seen), ...vagueDoubts(seen)]
  const selected = target.incident
  const place = places[0]
  if (event && event.others.length > 0) {
    const alternatives = event.others.map(({ code, name }) => ({
      label: name,
      proposal: openProposal(seen, { ...made, category: code, categoryName: name }),
    }))
    doubts.push(
      doubt(
        seen,
        'which-category',
        `“${event.word}”没有说烧的是什么，按${event.name}登记，请看清。`,
        event,
        alternatives,
      ),
    )
  }
  if (event?.code === '12Y00' && !/[水河江塘溺]/.test(event.word)) {
    doubts.push(
      doubt(seen, 'which-category', `“${event.word}”没有自己的类别，按${event.name}登记。`, event),
    )
  }
  const otherKinds = events.filter(
    (one) => !one.denied && event && one.code.slice(0, 3) !== event.code.slice(0, 3),
  )
  if (event && otherKinds.length > 0) {
    const alternatives = otherKinds.map(({ code, name }) => ({
      label: name,
      proposal: openProposal(seen, { ...made, category: code, categoryName: name }),
    }))
    doubts.push(
      doubt(
        seen,
        'which-category',
        `一句里有几种情况，按“${event.name}”登记。`,
        otherKinds[0],
        alternatives,
      ),
    )
  }
  const [mentioned] = seen.units
  if (mentioned) {
    const team = seen.sheet.said(mentioned.start, mentioned.end)
    doubts.push(
      doubt(seen, 'which-unit', `句里提到“${team}”，只登记事件，队伍的状态不动。`, mentioned),
    )
  }
  const people = seen.casualties.any ? null : unreadPeople.exec(seen.sheet.rest())
  if (people) {
    const where = { start: people.index, end: people.index + people[0].length }
    doubts.push(doubt(seen, 'count', `“${people[0]}”没有读成伤亡，请看清。`, where))
  }
  const guess = guessed.exec(seen.sheet.words)
  if (guess) {
    const log = { label: '只记文字', proposal: logProposal(seen, target, undefined) }
    doubts.push(doubt(seen, 'not-sure', `说的是“${guess[0]}”，请核实后再登记。`, event, [log]))
  }
  doubts.push(...placeDoubts(seen, made))
  if (!place && selected) {
    // Without a place it is rather news of what is selected than something new.
    const body = bodyOf(seen)
    const follow: Proposal = {
      kind: 'followUp',
      text: seen.sheet.text,
      incident: incidentRef(selected),
      unit: null,
      body,
      at: null,
    }
    const question = `没有说地点，按 ${selected.number} 的续报记；也可登记为新事件。`
    return {
      proposal: follow,
      doubts: [
        doubt(seen, 'new-incident', question, event, [{ label: '登记为新事件', proposal }]),
        ...vagueDoubts(seen),
      ],
    }
  }
  if (!place) doubts.push(doubt(seen, 'no-place', '没有听到地点，按“地点待核”登记。', event))
  const similar = similarIncidents(seen, made)
  const [first] = similar
  const over = overWords.exec(seen.sheet.words)
  if (over && first) {
    const { proposal: follow } = followUp(seen, first)
    const question = `像是 ${first.number} 的消息（${over[0]}），记到那里；也可登记为新事件。`
    const open = { label: '登记为新事件', proposal }
    return {
      proposal: follow,
      doubts: [doubt(seen, 'similar', question, event, [open]), ...vagueDoubts(seen)],
    }
  }
  if (over) {
    const log = { label: '只记文字', proposal: logProposal(seen, target, undefined) }
    doubts.push(doubt(seen, 'not-sure', `说的是“${over[0]}”，还要登记为新事件吗？`, event, [log]))
  }
  if (first) {
    const alternatives = similar.map((incident) => ({
      label: `并入 ${incident.number} 为补充来电`,
      proposal: furtherCall(seen, incident),
    }))
    const question = `与 ${similar.map(({ number }) => number).join('、')} 相近，可能是同一起。`
    if (marker)
      return {
        proposal: furtherCall(seen, first),
        doubts: [
          doubt(seen, 'similar', question, undefined, [{ label: '登记为新事件', proposal }]),
        ],
      }
    doubts.push(doubt(seen, 'similar', question, undefined, alternatives))
  } else if (marker && context.incidents.length > 0) {
    doubts.push(doubt(seen, 'similar', '说是“又有”，但没有找到相近的在办事件。'))
  }
  return { proposal, doubts }
}
