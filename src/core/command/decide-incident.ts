/** Sentences about an event: a new one, another call, a step, casualties, a report. */
import type { KnownIncident } from './context.ts'
import { bodyOf, logProposal, type Decision, type Target } from './decision.ts'
import { casualtyWords } from './find-casualties.ts'
import type { FoundPlace } from './find-places.ts'
import type { CommandPlace, Doubt, NewIncident, Proposal } from './proposal.ts'
import { doubt, incidentRef, type Seen } from './seen.ts'
import { againWords, gradeWords, noEvent, reportWords, stepLabels, stepWords } from './words.ts'

/** A place that was not told. */
const untold: CommandPlace = { text: '地点待核', precision: 'unknown' }

/** The first time without a day is the time of the call; a told one is the time of the event. */
export function newIncidentOf(seen: Seen, place: FoundPlace | null): NewIncident {
  const { times, events, casualties, source, phone, context } = seen
  const heard = times.find(({ told }) => !told)
  const happened = times.find((time) => time !== heard && time.at < context.now)
  const event = events.find(({ denied }) => !denied)
  const found = place ?? seen.places[0]
  return {
    receivedAt: heard && heard.at <= context.now ? heard.at : null,
    occurredAt: happened ? { at: happened.at, about: happened.about } : null,
    place: found?.place ?? untold,
    category: event?.code ?? null,
    categoryName: event?.name ?? '待定',
    source: source?.text ?? (phone === '' ? '' : `来电 ${phone}`),
    phone,
    casualties: casualties.counts,
  }
}

/** Open incidents this may be: same place and same kind, or one of them not known. */
export function similarIncidents(seen: Seen, made: NewIncident): KnownIncident[] {
  const { place, category } = made
  return seen.context.incidents.filter((incident) => {
    const sameKind =
      category === null ||
      incident.category === null ||
      incident.category.slice(0, 3) === category.slice(0, 3)
    if (!sameKind || !place || place === untold) return false
    if (place.village !== undefined && incident.village !== null)
      return place.village === incident.village
    if (
      place.township !== undefined &&
      incident.township !== null &&
      (place.village === undefined || incident.village === null)
    ) {
      return place.township === incident.township
    }
    return incident.place.includes(place.text) || place.text.includes(incident.place)
  })
}

export function openProposal(seen: Seen, made: NewIncident): Proposal {
  return { kind: 'openIncident', text: seen.sheet.text, incident: made }
}

const reportPattern = new RegExp(
  `(?:起草|草拟|拟写|拟|编写|编报|编|撰写|写|准备|出|做|弄|打)(?:一下|一?[份个]|第.{1,3}[次期份])?\ue000*(?:的|一?[份个])?(?:书面)?(${reportWords.map(([, , words]) => words).join('|')})(?:吧|了)?`,
)
const gradePattern =
  /(?:定级为?|定为|定成|升级(?:为|到|成)?|升为|升到|上调为?|调整为|降级(?:为|到)?|降为|评定为|初判为?|初步判定为?|级别(?:为|是|定为)?|按)(特别重大|重大|较大|一般)(?:级|事件|突发事件|事故|火灾)?/
const stepPatterns = stepWords.map(([to, words]) => [to, new RegExp(`(?:${words})`, 'g')] as const)
const followWords = /^(?:续报|补充|更新|进展|追加)[:：,]?/
const deskTalk =
  /(?:询问|电话问|来问|问一?下|问[^,;.]{0,8}(?:情况|伤亡|进展|怎么样)|(?:省|市)(?:里|厅|局|委|政府|应急)[^,;.]{0,6}(?:问|要|催|电话)|要求|通知|转发|了解|核实一下|查询|催报|催|调度|批示|指示|传达|转达|要我们|来文|发文|督办)/
const uncertain =
  /(?:未|没有?|尚未|还没有?|无法|不能|难以|不|基本|初步|部分|即将|有望|预计|可能|接近|快要?|大体|暂时|争取|力争|准备|如果|等|待|一旦|请|是否|能否)[^,;.]{0,4}$/

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

/** The event is not new: it ends, or goes on. */
const overWords =
  /(?:扑灭|熄灭|已灭|火灭|控制住|已控制|得到控制|复燃|处置完|已结束|恢复通车|已抢通|报假警|谎报)/

/** 森林防火演练: the word belongs to a drill, a warning, a lesson. */
function overlappingDrill(seen: Seen): boolean {
  const { words } = seen.sheet
  return /(?:演练|演习|预警信号|预警|预报|宣传|培训|应急预案|检查|巡查|排查)/.test(words)
}

function timeDoubts(seen: Seen): Doubt[] {
  return seen.times
    .filter(({ unsure }) => unsure)
    .map((time) =>
      doubt(
        seen,
        'time',
        time.at > seen.context.now
          ? '时间在现在之后，没有按它记，请看清。'
          : '时间可能是另外半天，请看清。',
        time,
      ),
    )
}

function vagueDoubts(seen: Seen): Doubt[] {
  return seen.casualties.vague.map(({ start, end }) =>
    doubt(seen, 'count', `“${seen.sheet.said(start, end)}”的人数不准，请核实。`, { start, end }),
  )
}

/** People counted that are in no casualty. */
const unreadPeople =
  /(?:\d{1,4}|[一二两三四五六七八九十几]{1,3})(?:多|几)?(?:个|名|位|口)(?:人|老人|小孩|孩子|娃|学生|工人|村民|群众|大人|游客|乘客|司机|妇女)/

/** The caller does not know. */
const guessed =
  /不(?:太)?确定|不知(?:道)?(?:是|什么)|是不是|好像|似乎|疑似|可能|也许|说不定|说不准|看不清|像是|不晓得|估计是|怀疑/

function openDecision(seen: Seen, target: Target, marker: boolean): Decision {
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

function placeDoubts(seen: Seen, made: NewIncident): Doubt[] {
  const [place, second] = seen.places
  if (!place) return []
  const doubts: Doubt[] = []
  if (place.others.length > 0) {
    const alternatives = place.others.map((other) => ({
      label: `${other.text}（${townshipName(seen, other)}）`,
      proposal: openProposal(seen, { ...made, place: other }),
    }))
    doubts.push(
      doubt(
        seen,
        'which-place',
        `“${place.place.text}”有几处同名，请看清是哪一处。`,
        place,
        alternatives,
      ),
    )
  }
  if (!place.known) {
    doubts.push(
      doubt(seen, 'unknown-place', `地名库没有“${place.place.text}”，原样记下，没有坐标。`, place),
    )
  }
  if (second) {
    const alternative = {
      label: second.place.text,
      proposal: openProposal(seen, { ...made, place: second.place }),
    }
    doubts.push(
      doubt(seen, 'which-place', `有两个地点，按“${place.place.text}”登记。`, second, [
        alternative,
      ]),
    )
  }
  return doubts
}

function townshipName(seen: Seen, place: CommandPlace): string {
  return seen.words.county.places.find(({ id }) => id === place.township)?.name ?? '乡镇不详'
}

function furtherCall(seen: Seen, incident: KnownIncident): Proposal {
  const time = seen.times.find(({ told, unsure }) => !told && !unsure)
  return {
    kind: 'furtherCall',
    text: seen.sheet.text,
    incident: incidentRef(incident),
    source: seen.source?.text ?? (seen.phone === '' ? '' : `来电 ${seen.phone}`),
    phone: seen.phone,
    at: time?.at ?? null,
  }
}

function followsCall(seen: Seen, on: KnownIncident): Decision {
  const question = `按 ${on.number} 的补充来电记，请看清是不是同一起。`
  const open = { label: '登记为新事件', proposal: openProposal(seen, newIncidentOf(seen, null)) }
  return {
    proposal: furtherCall(seen, on),
    doubts: [doubt(seen, 'similar', question, undefined, [open]), ...vagueDoubts(seen)],
  }
}

function followUp(seen: Seen, on: KnownIncident): Decision {
  const time = seen.times.find(({ told, unsure }) => !told && !unsure)
  const match = followWords.exec(bodyOf(seen))
  const at = seen.sheet.rest().search(/续报|补充|更新|进展|追加/)
  if (match && at >= 0)
    seen.sheet.take(at, at + match[0].replace(/[:：,]$/, '').length, 'command', '续报')
  return {
    proposal: {
      kind: 'followUp',
      text: seen.sheet.text,
      incident: incidentRef(on),
      unit: null,
      body: bodyOf(seen),
      at: time?.at ?? null,
    },
    doubts: [],
  }
}

/** `#12 …`: whatever it is, it belongs to that incident. */
function onNamed(seen: Seen, on: KnownIncident, call: boolean): Decision {
  const body = bodyOf(seen).replace(/[\s,.:：，。]/g, '')
  if (/^续报$/.test(body)) {
    const draft: Proposal = {
      kind: 'reportDraft',
      text: seen.sheet.text,
      incident: incidentRef(on),
      report: 'follow_up',
      word: '续报',
    }
    const question = '没有写续报内容：是起草续报，还是漏了文字？'
    return { proposal: draft, doubts: [doubt(seen, 'not-sure', question)] }
  }
  if (call) return { proposal: furtherCall(seen, on), doubts: vagueDoubts(seen) }
  if (
    seen.casualties.any &&
    Object.keys(seen.casualties.counts).length > 0 &&
    !followWords.test(bodyOf(seen))
  )
    return casualtiesOn(seen, on)
  const decision = followUp(seen, on)
  if (Object.keys(seen.casualties.counts).length > 0) {
    const also: Proposal = {
      kind: 'casualties',
      text: seen.sheet.text,
      incident: incidentRef(on),
      unit: null,
      casualties: seen.casualties.counts,
      at: null,
    }
    const label = `同时登记伤亡（${casualtyWords(seen.casualties.counts)}）`
    return {
      ...decision,
      doubts: [
        doubt(seen, 'count', '文字里有伤亡人数，按续报文字记；要改伤亡请选。', undefined, [
          { label, proposal: also },
        ]),
        ...vagueDoubts(seen),
      ],
    }
  }
  return { ...decision, doubts: [...decision.doubts, ...vagueDoubts(seen)] }
}

function casualtiesOn(seen: Seen, on: KnownIncident): Decision {
  const time = seen.times.find(({ told, unsure }) => !told && !unsure)
  if (Object.keys(seen.casualties.counts).length === 0) {
    const { proposal } = followUp(seen, on)
    return { proposal, doubts: vagueDoubts(seen) }
  }
  return {
    proposal: {
      kind: 'casualties',
      text: seen.sheet.text,
      incident: incidentRef(on),
      unit: null,
      casualties: seen.casualties.counts,
      at: time?.at ?? null,
    },
    doubts: [...vagueDoubts(seen), ...timeDoubts(seen)],
  }
}

/** Somebody calls from a place and no category is heard: 待定 is allowed (domain §11). */
function callWithoutKind(seen: Seen, target: Target): Decision {
  const made = newIncidentOf(seen, null)
  const open = openProposal(seen, made)
  const on = target.incident ?? similarIncidents(seen, made)[0]
  if (on) {
    const { proposal } = followUp(seen, on)
    const call = { label: `${on.number} 补充来电`, proposal: furtherCall(seen, on) }
    const question = `没有听出是什么事，按 ${on.number} 的文字记；也可登记为新事件。`
    return {
      proposal,
      doubts: [
        doubt(seen, 'not-sure', question, undefined, [
          { label: '登记为新事件', proposal: open },
          call,
        ]),
        ...vagueDoubts(seen),
      ],
    }
  }
  const log = { label: '只记文字', proposal: logProposal(seen, target, undefined) }
  return {
    proposal: open,
    doubts: [
      doubt(seen, 'which-category', '没有听出类别，按“待定”登记。', undefined, [log]),
      ...placeDoubts(seen, made),
      ...timeDoubts(seen),
      ...vagueDoubts(seen),
    ],
  }
}

function reportDraft(seen: Seen, on: KnownIncident): Decision | undefined {
  const match = reportPattern.exec(seen.sheet.rest())
  if (!match) return undefined
  const said = match[1] ?? ''
  const row = reportWords.find(([, , words]) => words.split('|').includes(said))
  if (!row) return undefined
  const [report, word] = row
  const start = match.index
  seen.sheet.take(start, start + match[0].length, 'command', `起草${word}`)
  const proposal: Proposal = {
    kind: 'reportDraft',
    text: seen.sheet.text,
    incident: incidentRef(on),
    report,
    word,
  }
  const behind = seen.sheet.words.slice(start + match[0].length).replaceAll(/[\s,.;!]/g, '')
  const before = seen.sheet.rest().slice(0, start)
  if (
    /(?:已|刚|正在|没|未|还没|不用|不要|何时|是否)[^,;.]{0,2}$/.test(before) ||
    behind.length > 6
  ) {
    const log = {
      label: '只记文字',
      proposal: logProposal(seen, { incident: on, named: true, missing: undefined }, undefined),
    }
    return {
      proposal,
      doubts: [
        doubt(seen, 'not-sure', `是现在起草${word}吗？`, { start, end: start + match[0].length }, [
          log,
        ]),
      ],
    }
  }
  return { proposal, doubts: [] }
}

function gradeOf(seen: Seen, on: KnownIncident): Decision | undefined {
  const match = gradePattern.exec(seen.sheet.rest())
  if (!match) return undefined
  const row = gradeWords.find(([, word]) => word === match[1])
  if (!row) return undefined
  const [grade, word] = row
  const where = { start: match.index, end: match.index + match[0].length }
  seen.sheet.take(where.start, where.end, 'status', `级别 ${word}`)
  const proposal: Proposal = {
    kind: 'grade',
    text: seen.sheet.text,
    incident: incidentRef(on),
    grade,
    word,
    basis: bodyOf(seen).slice(0, 400),
  }
  const log = {
    label: '只记文字',
    proposal: logProposal(seen, { incident: on, named: true, missing: undefined }, undefined),
  }
  return {
    proposal,
    doubts: [
      doubt(
        seen,
        'not-sure',
        '定级由带班领导决定：没有领导登录时，请在事件页选明口头批准的领导。',
        where,
        [log],
      ),
    ],
  }
}

function stepOf(seen: Seen, target: Target, on: KnownIncident): Decision | undefined {
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
