/** Sentences about an event: the order of the questions is the order of this file. */
import { type Decision, type Target, logProposal } from '../decision.ts'
import { callWithoutKind, followsCall } from './call.ts'
import { casualtiesOn, followUp, followWords } from './follow-up.ts'
import { gradeOf } from './grade.ts'
import { newIncidentOf, openProposal } from './new-incident.ts'
import { onNamed } from './named.ts'
import { openDecision } from './open.ts'
import { reportDraft } from './report.ts'
import { stepOf } from './step.ts'
import { type Seen, doubt } from '../seen.ts'
import { againWords, noEvent } from '../words.ts'

const deskTalk =
  /(?:询问|电话问|来问|问一?下|问[^,;.]{0,8}(?:情况|伤亡|进展|怎么样)|(?:省|市)(?:里|厅|局|委|政府|应急)[^,;.]{0,6}(?:问|要|催|电话)|要求|通知|转发|了解|核实一下|查询|催报|催|调度|批示|指示|传达|转达|要我们|来文|发文|督办)/

export function decideIncident(seen: Seen, target: Target): Decision | undefined {
  const { sheet, events, context } = seen
  const on = target.incident
  if (on) {
    const special = reportDraft(seen, on) ?? gradeOf(seen, on) ?? stepOf(seen, target, on)
    if (special) return special
  }
  const event = events.find(({ denied }) => !denied)
  const calls = seen.source?.tells === true || seen.phone !== ''
  const marker = againWords.exec(sheet.rest())
  if (target.named && on)
    return onNamed(
      seen,
      on,
      (calls && (marker !== null || /来电|电话/.test(sheet.words))) ||
        (target.byPlace === true && marker !== null),
    )
  if (marker && calls && on && !event) return followsCall(seen, on)
  const asks = /[?？]$|(?:吗|没有|了没|什么情况|怎么样了?|情况如何)[?.]?$/.test(sheet.words)
  const desk = deskTalk.test(sheet.words) || asks
  if (
    event &&
    !noEvent.test(sheet.words.replaceAll(event.word, '')) &&
    !desk &&
    !overlappingDrill(seen)
  )
    return openDecision(seen, target, marker !== null)
  if (event && (seen.places.length > 0 || calls)) {
    const log = logProposal(seen, target, undefined)
    const open = { label: '登记为新事件', proposal: openProposal(seen, newIncidentOf(seen, null)) }
    return {
      proposal: log,
      doubts: [
        doubt(seen, 'not-sure', `提到“${event.word}”，但不像新发生的事，只记文字。`, event, [open]),
      ],
    }
  }
  if (seen.casualties.any && on && !calls) return casualtiesOn(seen, on)
  if (calls && seen.places.length > 0 && events.length === 0 && !desk && !quiet.test(sheet.words))
    return callWithoutKind(seen, target)
  if (seen.casualties.any && seen.places.length > 0 && !on && !desk)
    return callWithoutKind(seen, target)
  if (!on && !desk && trouble(seen)) return callWithoutKind(seen, target)
  if (seen.casualties.any && !on) {
    const question = '没有说是哪一起事件，只记文字；写上 #编号，或先选中事件。'
    return {
      proposal: logProposal(seen, target, undefined),
      doubts: [doubt(seen, 'no-incident', question)],
    }
  }
  if (on && followWords.test(sheet.rest()) && context.selectedIncident === on.id)
    return followUp(seen, on)
  return undefined
}

/** A village and something bad: rather asked than only written down. */
function trouble({ sheet, places, units }: Seen): boolean {
  const [place] = places
  if (!place?.known || !/\p{Script=Han}/u.test(sheet.said(place.start, place.end))) return false
  if (units.length > 0) return false
  if (place.place.village === undefined && !/县城|城区/.test(place.place.text)) return false
  const left = sheet.rest().replaceAll(/[\ue000\s,.;:!]/g, '')
  return left.length >= 3 && !calm.test(sheet.words) && !noEvent.test(sheet.words)
}

/** Said by a caller: nothing happened. */
const quiet = /平安|一切正常|无异常|没有异常|没事$|没什么事|无险情|无火情/

/** Nothing happened, it is over, or it is office work. */
const calm =
  /正常|平安|恢复|已通|通车|抢通|结束|完毕|解除|送(?!医|卫生|诊|院)|慰问|领取|领导|镇长|书记|主任|开会|会商|视频|明天|后天|下周|计划|安排|准备|如果|建议|值班|交接|没出|没什么事|没事$|平稳|登记|上报|报送|电话号码|联系人|没有?(?:发生|发现|异常|情况|问题)|无(?:异常|情况|险情)|天气|下雨了|雨停|慢慢|了解|谁|几点/

/** 森林防火演练: the word belongs to a drill, a warning, a lesson. */
function overlappingDrill(seen: Seen): boolean {
  const { words } = seen.sheet
  return /(?:演练|演习|预警信号|预警|预报|宣传|培训|应急预案|检查|巡查|排查)/.test(words)
}
