/** Sentences about a team: its state, an order to it, its read-back, its sign of life. */
import type { KnownAssignment, KnownIncident, KnownTeam } from './context.ts'
import { bodyOf, logProposal, type Decision, type Target } from './decision.ts'
import { newIncidentOf, openProposal, similarIncidents } from './decide-incident.ts'
import { casualtyWords } from './find-casualties.ts'
import { lastStatus, type FoundStatus } from './find-status.ts'
import type { FoundTime } from './find-times.ts'
import type { FoundUnit } from './find-units.ts'
import type { Doubt, Proposal, ProposalOf } from './proposal.ts'
import { doubt, incidentRef, unitRef, type Seen } from './seen.ts'
import { goWords, orderVerbs } from './words.ts'

interface Chosen {
  readonly team: KnownTeam
  readonly found: FoundUnit
  /** Other teams the words fit as well. */
  readonly others: readonly KnownTeam[]
}

/** Who is at the incident or selected is meant before who is not. */
function choose(seen: Seen, found: FoundUnit, target: Target): Chosen | undefined {
  const near = (team: KnownTeam) =>
    (team.assignments.some(({ incident }) => incident === target.incident?.id) ||
    team.incident === (target.incident?.id ?? '')
      ? 4
      : 0) +
    (team.id === seen.context.selectedUnit ? 2 : 0) +
    (team.assignments.length > 0 ? 1 : 0)
  const [team, ...others] = found.candidates.toSorted((one, other) => near(other) - near(one))
  return team && { team, found, others }
}

interface Bound {
  readonly incident: KnownIncident | undefined
  readonly assignment: KnownAssignment | undefined
  readonly unsure: readonly KnownIncident[]
}

/** The assignment a status belongs to (UI rule 19). */
function bind(seen: Seen, team: KnownTeam, target: Target): Bound {
  const known = (id: string | null) => seen.context.incidents.find((one) => one.id === id)
  const own = team.assignments
  const here = own.find(({ incident }) => incident === target.incident?.id)
  if (here) return { incident: target.incident, assignment: here, unsure: [] }
  if (target.named) return { incident: target.incident, assignment: undefined, unsure: [] }
  const [first, ...more] = own
  if (first) {
    const others = more.map(({ incident }) => known(incident)).filter((one) => one !== undefined)
    return { incident: known(first.incident), assignment: first, unsure: others }
  }
  return { incident: known(team.incident), assignment: undefined, unsure: [] }
}

function whichUnit(
  seen: Seen,
  { found, others }: Chosen,
  make: (team: KnownTeam) => Proposal,
): Doubt[] {
  if (others.length === 0) return []
  const said = seen.sheet.said(found.start, found.end)
  const alternatives = others
    .slice(0, 4)
    .map((team) => ({ label: `${team.callSign} ${team.name}`, proposal: make(team) }))
  return [
    doubt(
      seen,
      'which-unit',
      `“${said}”可能是 ${found.candidates.length} 支队伍，请看清是哪一支。`,
      found,
      alternatives,
    ),
  ]
}

function vagueDoubts(seen: Seen): Doubt[] {
  return seen.casualties.vague.map(({ start, end }) =>
    doubt(seen, 'count', `“${seen.sheet.said(start, end)}”的人数不准，请核实。`, { start, end }),
  )
}

function timeOf(seen: Seen): { readonly at: number | null; readonly doubts: Doubt[] } {
  const time = seen.times[0]
  if (!time) return { at: null, doubts: [] }
  const past = time.at <= seen.context.now
  if (!time.unsure && past) return { at: time.at, doubts: [] }
  const question = past ? '时间可能是另外半天，请看清。' : '时间在现在之后，没有按它记，按现在记。'
  return { at: past ? time.at : null, doubts: [doubt(seen, 'time', question, time)] }
}

const strongBefore = new RegExp(`(?:${orderVerbs.strong})(?:了|出|上|一下)?[^,;.?!]{0,6}$`)
/** 给森防02下命令 */
const givesOrder = /^(?:下命令|下达命令|下令|发命令|下个命令|布置任务|派任务|派活)/
const softBefore = new RegExp(`(?:${orderVerbs.soft})(?:一下)?[^,;.?!\\ue000]{0,4}$`)
const toldBefore =
  /(?:请求|申请|建议|希望|能否|可否|是否|要不要|要求|需要|想)[^,;.]{0,4}(?:调派|增派|派|调)|(?:已|已经|刚|自己|他们|镇里|乡里|村里|上级|市里|邻县)[^,;.]{0,2}(?:调派|增派|派|派出|调|命令|令|出动)(?:了|出)?/
const goAfter = new RegExp(`^[^,;.?!]{0,3}?(?:${goWords})`)
const onTheWay = /(?:正在?|已经?|在|刚)[^,;.]{0,2}$/
const cancelWords =
  /(?:取消|撤销|撤回(?!来|了|到|中|途|队|去|驻|山|后)|收回|作废)(?:[^,;.]{0,8}(?:命令|出动|派遣|任务|调派|指令|派单))?|不用(?:去|来|出动|到场)了?|不用再?[^,;.]{1,3}了|别去了|不用再去|(?:命令|出动|派遣|任务)(?:取消|撤销|作废)/
const readBackWords =
  /复诵(?:无误|正确|完毕)?|复述(?:无误|正确|命令)?|回诵|领命|收到命令|命令(?:已经?)?收到|已收到命令|任务(?:已经?)?收到|命令收悉|收到任务|接受任务|已接令|接令|受领任务|明白出动/
const reportsOther = /(?:报告?|说|称|讲|问|询问|反映|转告|听|回话)[^,;.]{0,4}$/

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
  return {
    proposal: log,
    doubts: [...doubts, ...whichUnit(seen, chosen, (team) => logProposal(seen, target, team))],
  }
}

/** 医疗01 14:25 到长江村: with a time that has passed it tells of an arrival. */
function thereAt(seen: Seen, target: Target, chosen: Chosen): Decision | undefined {
  const { sheet, times, context } = seen
  const match = /(?<![接遇看听找收得送运拉没未])到(?=\ue000{2,}[了,;.!]*$)/.exec(
    sheet.rest().slice(chosen.found.end),
  )
  const onTheWayThere = expectedAt(seen, chosen.team)
  const past = times.some(({ at, unsure, told }) => at <= context.now && !unsure && !told)
  if (!match || (!past && !onTheWayThere) || seen.places.length === 0) return undefined
  const start = chosen.found.end + match.index
  const word = statusWordOf(seen, 'arrived', '到达')
  const status = { status: 'arrived', word, sense: 'happened', start, end: start + 1 } as const
  const decision = statusDecision(seen, target, chosen, status)
  const log = { label: '只记文字', proposal: logProposal(seen, target, chosen.team) }
  const question = `是说 ${chosen.team.callSign} 已经到了吗？`
  return {
    ...decision,
    doubts: [doubt(seen, 'status', question, status, [log]), ...decision.doubts],
  }
}

/** The team is on its way to an incident at the place that was said. */
function expectedAt(seen: Seen, team: KnownTeam): boolean {
  const there = new Set(atPlace(seen).map(({ id }) => id))
  return team.assignments.some(
    ({ incident, state }) =>
      there.has(incident) && ['acknowledged', 'dispatched', 'en_route'].includes(state),
  )
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

function statusProposal(
  seen: Seen,
  target: Target,
  team: KnownTeam,
  status: { readonly status: string; readonly word: string },
  at: number | null,
  etaAt: number | null = null,
): ProposalOf<'unitStatus'> {
  const { incident, assignment } = bind(seen, team, target)
  return {
    kind: 'unitStatus',
    text: seen.sheet.text,
    unit: unitRef(team),
    incident: incident ? incidentRef(incident) : null,
    assignment: assignment?.id ?? null,
    status: status.status,
    word: status.word,
    at,
    etaAt,
    casualties: seen.casualties.counts,
  }
}

export function statusWordOf(seen: Pick<Seen, 'words'>, status: string, said: string): string {
  if (status === 'released') return '任务完成、撤离'
  return seen.words.county.statuses.find(({ key }) => key === status)?.word ?? said
}

function statusDecision(seen: Seen, target: Target, chosen: Chosen, status: FoundStatus): Decision {
  const { sheet, units } = seen
  const word = statusWordOf(seen, status.status, status.word)
  sheet.take(status.start, status.end, 'status', `状态 ${word}`)
  const eta = etaOf(seen, status)
  const { at, doubts } = eta ? timeOf({ ...seen, times: eta.otherTimes }) : timeOf(seen)
  const make = (team: KnownTeam) =>
    statusProposal(seen, target, team, { status: status.status, word }, at, eta?.at ?? null)
  const bound = bind(seen, chosen.team, target)
  const all: Doubt[] = [...doubts, ...whichUnit(seen, chosen, make), ...vagueDoubts(seen)]
  const others = units.filter((unit) => unit !== chosen.found)
  if (others.length > 0) {
    const more = others
      .flatMap(({ candidates }) => candidates)
      .filter(({ id }) => id !== chosen.team.id)
    const alternatives = more.map((team) => ({
      label: `${team.callSign} ${word}`,
      proposal: make(team),
    }))
    all.push(
      doubt(
        seen,
        'which-unit',
        `一句里有 ${units.length} 支队伍，只办 ${chosen.team.callSign} 这一支。`,
        others[0],
        alternatives,
      ),
    )
  }
  if (bound.unsure.length > 0) {
    const alternatives = bound.unsure.map((incident) => ({
      label: `${incident.number} ${incident.title}`,
      proposal: statusProposal(
        seen,
        { incident, named: true, missing: undefined },
        chosen.team,
        { status: status.status, word },
        at,
      ) as Proposal,
    }))
    all.push(
      doubt(
        seen,
        'which-incident',
        `${chosen.team.callSign} 同时有几条命令，请看清是哪一起。`,
        chosen.found,
        alternatives,
      ),
    )
  }
  const open = seen.statuses.find(
    (one) => one.sense !== 'happened' && one.status === status.status && one !== status,
  )
  if (open) {
    const question = `一句里又有“${word}”又有还没“${word}”的，请看清。`
    all.push(doubt(seen, 'status', question, open))
  }
  const steps = seen.statuses
    .filter(({ sense }) => sense === 'happened')
    .map((one) => progress.indexOf(one.status))
  if (
    steps.some((step) => step > progress.indexOf(status.status) && progress.includes(status.status))
  ) {
    const question = `一句里有几种状态，按“${word}”登记，请看清。`
    all.push(doubt(seen, 'status', question, status))
  }
  const left = sheet.rest().replaceAll(/[\ue000\s,.;:!]/g, '')
  if (
    (status.status === 'unavailable' && left !== '') ||
    (status.status === 'mustering' && status.word.includes('齐'))
  ) {
    all.push(doubt(seen, 'status', `按“${word}”登记，请看清是不是这个意思。`, status))
  }
  if (status.status === 'emergency') {
    all.push(doubt(seen, 'status', '按紧急求救登记，请看清再回车。', status))
  }
  if (told(seen, chosen, status)) {
    const log = { label: '只记文字', proposal: logProposal(seen, target, chosen.team) }
    all.push(
      doubt(
        seen,
        'not-sure',
        `像是在说别的事，确定是 ${chosen.team.callSign} ${word} 吗？`,
        status,
        [log],
      ),
    )
  }
  if (Object.keys(seen.casualties.counts).length > 0 && !bound.incident) {
    all.push(
      doubt(
        seen,
        'no-incident',
        `没有对应的事件，伤亡（${casualtyWords(seen.casualties.counts)}）只记在文字里。`,
      ),
    )
  }
  return { proposal: make(chosen.team), doubts: all }
}

/** The usual order: who says an earlier one after a later one says two things. */
const progress = [
  'dispatched',
  'en_route',
  'arrived',
  'working',
  'released',
  'returning',
  'returned',
]

/** Much else is said, or the word stands far from the team: somebody may be telling a story. */
function told(seen: Seen, { found }: Chosen, status: FoundStatus): boolean {
  const rest = seen.sheet.rest()
  const between =
    found.end <= status.start
      ? rest.slice(found.end, status.start)
      : rest.slice(status.end, found.start)
  const free = between.replaceAll(/[\ue000\s,.;:!]/g, '')
  const lead = rest.slice(0, Math.min(found.start, status.start)).replaceAll(/[\ue000\s,.;:!]/g, '')
  const other = rest.replaceAll(/[\ue000\s,.;:!]/g, '')
  return (
    free.length > 8 ||
    lead.length > 4 ||
    other.length > 14 ||
    reportsOther.test(rest.slice(0, found.start)) ||
    /(?:昨天|昨晚|上次|前天|那次|上回|演练|演习)/.test(seen.sheet.words) ||
    /(?:不用|不必|别|不要|无需|没到|未到)/.test(seen.sheet.words) ||
    /(?:误|错|不对|更正|改成|说错|口误|不是)/.test(seen.sheet.rest())
  )
}

function notHappened(seen: Seen, target: Target, chosen: Chosen, status: FoundStatus): Decision {
  const word = statusWordOf(seen, status.status, status.word)
  const log = logProposal(seen, target, chosen.team)
  const asStatus = statusProposal(seen, target, chosen.team, { status: status.status, word }, null)
  const set = { label: `${chosen.team.callSign} → ${word}`, proposal: asStatus as Proposal }
  const doubts = whichUnit(seen, chosen, (team) => logProposal(seen, target, team))
  if (
    status.sense === 'coming' &&
    ['arrived', 'working'].includes(status.status) &&
    expected.test(seen.sheet.words)
  ) {
    seen.sheet.take(status.start, status.end, 'status', `预计${word}`)
    const eta = seen.times.find(({ next }) => next !== null)?.next ?? etaIn(seen)
    const proposal = statusProposal(
      seen,
      target,
      chosen.team,
      { status: 'en_route', word: statusWordOf(seen, 'en_route', '途中') },
      null,
      eta,
    )
    const question = `说的是还没${word}，按“途中”登记。`
    return {
      proposal,
      doubts: [
        doubt(seen, 'status', question, status, [{ label: '只记文字', proposal: log }, set]),
        ...doubts,
      ],
    }
  }
  const why = {
    denied: `说的是没有${word}`,
    coming: `说的是还没有${word}`,
    asked: `像是在问${word}没有`,
    happened: '',
  }[status.sense]
  return {
    proposal: log,
    doubts: [doubt(seen, 'status', `${why}，不改状态，只记文字。`, status, [set]), ...doubts],
  }
}

const expected =
  /(?:预计|估计|大概|大约|还有|还要|再有|马上|即将|快要?到|就要?到|\d+分钟|分钟(?:后|内)?)/

/** 在途 预计三点到: the time is of what is still to come. */
function etaOf(
  seen: Seen,
  status: FoundStatus,
): { readonly at: number | null; readonly otherTimes: readonly FoundTime[] } | undefined {
  if (!['en_route', 'dispatched', 'mustering'].includes(status.status)) return undefined
  const coming = seen.statuses.find(
    (one) => one.sense === 'coming' && one.status === 'arrived' && one !== status,
  )
  if (!coming || !expected.test(seen.sheet.words)) return undefined
  const of = seen.times.findLast((time) => time.next !== null && time.start < coming.end)
  return { at: of?.next ?? etaIn(seen), otherTimes: seen.times.filter((time) => time !== of) }
}

/** 10分钟后到 */
function etaIn(seen: Seen): number | null {
  const match = /(\d{1,3}|半|[一二两三四五六七八九十]{1,3})(?:个)?(分钟|小时)/.exec(
    seen.sheet.words,
  )
  if (!match) return null
  const digits: Readonly<Record<string, number>> = {
    半: 0.5,
    一: 1,
    二: 2,
    两: 2,
    三: 3,
    五: 5,
    十: 10,
    十五: 15,
    二十: 20,
    三十: 30,
  }
  const value = /^\d/.test(match[1] ?? '') ? Number(match[1]) : digits[match[1] ?? '']
  return value === undefined
    ? null
    : seen.context.now + Math.round(value * (match[2] === '小时' ? 3_600_000 : 60_000))
}

function contactDecision(
  seen: Seen,
  target: Target,
  chosen: Chosen,
  status: FoundStatus,
): Decision {
  const { incident, assignment } = bind(seen, chosen.team, target)
  const { at, doubts } = timeOf(seen)
  const make = (team: KnownTeam): Proposal => ({
    kind: 'contact',
    text: seen.sheet.text,
    unit: unitRef(team),
    incident: incident ? incidentRef(incident) : null,
    at,
  })
  seen.sheet.take(status.start, status.end, 'status', '报平安，联络时钟重新计时')
  if (assignment?.state === 'ordered' && /收到|明白/.test(status.word)) {
    const proposal = acknowledgeProposal(seen, target, chosen.team, status.word, at)
    const question = '命令还没有复诵，按复诵登记。'
    return {
      proposal,
      doubts: [
        doubt(seen, 'status', question, status, [
          { label: '只记联络', proposal: make(chosen.team) },
        ]),
        ...doubts,
      ],
    }
  }
  const left = seen.sheet.rest().replaceAll(/[\ue000\s,.;:!]/g, '')
  const unread =
    left.length > 4 ? [doubt(seen, 'not-sure', '还说了别的，只按报平安登记，请看清。', status)] : []
  const more =
    seen.units.length > 1
      ? [
          doubt(
            seen,
            'which-unit',
            `一句里有 ${seen.units.length} 支队伍，只办 ${chosen.team.callSign} 这一支。`,
            chosen.found,
          ),
        ]
      : []
  return {
    proposal: make(chosen.team),
    doubts: [...doubts, ...unread, ...more, ...whichUnit(seen, chosen, make)],
  }
}

function casualtyDecision(seen: Seen, target: Target, chosen: Chosen): Decision {
  const { incident } = bind(seen, chosen.team, target)
  const on = incident ?? target.incident
  const { at, doubts } = timeOf(seen)
  if (!on || Object.keys(seen.casualties.counts).length === 0) {
    const question = on
      ? '人数不清楚，只记文字，请核实。'
      : '没有对应的事件，只记文字；写上 #编号 或先选中事件。'
    return {
      proposal: logProposal(seen, target, chosen.team),
      doubts: [doubt(seen, on ? 'count' : 'no-incident', question), ...vagueDoubts(seen)],
    }
  }
  const make = (team: KnownTeam): Proposal => ({
    kind: 'casualties',
    text: seen.sheet.text,
    incident: incidentRef(on),
    unit: unitRef(team),
    casualties: seen.casualties.counts,
    at,
  })
  return {
    proposal: make(chosen.team),
    doubts: [...doubts, ...whichUnit(seen, chosen, make), ...vagueDoubts(seen)],
  }
}

function acknowledgeProposal(
  seen: Seen,
  target: Target,
  team: KnownTeam,
  said: string,
  at: number | null,
): Proposal {
  const { incident, assignment } = bind(seen, team, target)
  return {
    kind: 'acknowledge',
    text: seen.sheet.text,
    unit: unitRef(team),
    incident: incident ? incidentRef(incident) : null,
    assignment: assignment?.id ?? null,
    readBack: (bodyOf(seen) || said).slice(0, 200),
    people: seen.force.people,
    vehicles: seen.force.vehicles,
    at,
  }
}

function acknowledge(
  seen: Seen,
  target: Target,
  found: FoundUnit,
  match: RegExpExecArray,
): Decision | undefined {
  const chosen = choose(seen, found, target)
  if (!chosen) return undefined
  seen.sheet.take(match.index, match.index + match[0].length, 'status', '复诵')
  const { at, doubts } = timeOf(seen)
  const denied =
    /(?:未|没有?|还没有?|尚未|不|请|让|要求|催)[^,;.]{0,3}$/.test(
      seen.sheet.words.slice(0, match.index),
    ) || /[?吗]$/.test(seen.sheet.words)
  const make = (team: KnownTeam) => acknowledgeProposal(seen, target, team, match[0], at)
  if (denied) {
    return {
      proposal: logProposal(seen, target, chosen.team),
      doubts: [
        doubt(seen, 'status', '说的是还没有复诵，只记文字。', undefined, [
          { label: '按已复诵登记', proposal: make(chosen.team) },
        ]),
      ],
    }
  }
  return { proposal: make(chosen.team), doubts: [...doubts, ...whichUnit(seen, chosen, make)] }
}

/** 收到 + what was ordered, its people, its start: a read-back without the word for it. */
function readBackOf(seen: Seen, target: Target, found: FoundUnit): Decision | undefined {
  const { sheet } = seen
  const rest = sheet.rest()
  const match = /^[,:]?(?:收到|明白|清楚|好的|知道)了?/.exec(rest.slice(found.end))
  const chosen = match && choose(seen, found, target)
  if (!match || !chosen) return undefined
  const start = found.end
  const end = start + match[0].length
  const behind = sheet.words.slice(end)
  const tells =
    seen.force.people !== null ||
    new RegExp(`${goWords}|出发|出动|动身|执行|照办|带`).test(behind.slice(0, 12))
  if (!tells || /[?吗]$/.test(sheet.words)) return undefined
  const { at, doubts } = timeOf(seen)
  sheet.take(start, end, 'status', '复诵')
  const make = (team: KnownTeam) => acknowledgeProposal(seen, target, team, match[0], at)
  const question =
    bind(seen, chosen.team, target).assignment?.state === 'ordered'
      ? '听起来是复诵命令，按复诵登记。'
      : `听起来是复诵命令，但 ${chosen.team.callSign} 没有等复诵的命令，请看清。`
  const log = { label: '只记文字', proposal: logProposal(seen, target, chosen.team) }
  return {
    proposal: make(chosen.team),
    doubts: [
      doubt(seen, 'status', question, { start, end }, [log]),
      ...doubts,
      ...whichUnit(seen, chosen, make),
    ],
  }
}

function cancelOrder(
  seen: Seen,
  target: Target,
  found: FoundUnit,
  match: RegExpExecArray,
): Decision | undefined {
  const chosen = choose(seen, found, target)
  if (!chosen) return undefined
  seen.sheet.take(match.index, match.index + 2, 'command', '撤销命令')
  const { incident, assignment } = bind(seen, chosen.team, target)
  const proposal: Proposal = {
    kind: 'cancelOrder',
    text: seen.sheet.text,
    unit: unitRef(chosen.team),
    incident: incident ? incidentRef(incident) : null,
    assignment: assignment?.id ?? null,
    reason: bodyOf(seen).slice(0, 200),
  }
  const log = { label: '只记文字', proposal: logProposal(seen, target, chosen.team) }
  const question = assignment
    ? `将撤销给 ${chosen.team.callSign} 的命令，请看清再回车。`
    : `${chosen.team.callSign} 没有可撤销的命令。`
  return {
    proposal,
    doubts: [
      doubt(
        seen,
        'order-or-status',
        question,
        match.index === 0 ? undefined : { start: match.index, end: match.index + match[0].length },
        [log],
      ),
    ],
  }
}

/** 派 X 去 #12; 出动 X 小松镇罗源村山火; X 去罗源村. */
function orderOf(seen: Seen, target: Target): Decision | undefined {
  const { sheet, units, places, events, statuses } = seen
  const first = units[0]
  const last = units.at(-1)
  if (!first || !last) return undefined
  const rest = sheet.rest()
  const before = rest.slice(0, first.start)
  const strong = strongBefore.exec(before)
  const soft = strong ? undefined : softBefore.exec(before)
  const goes = goAfter.exec(rest.slice(last.end))
  const somewhere = places.length > 0 || events.length > 0 || target.named
  const asksHelp = /请求|要求|需要?|申请|要(?=增援|支援)/.test(rest.slice(last.end, last.end + 5))
  const aims =
    somewhere ||
    goes !== null ||
    /^[^,;.]{0,4}(?:出动|增援|支援|集结|待命|转移|巡查|排查|搜救|扑救|疏散|警戒)/.test(
      rest.slice(last.end),
    )
  const happened = statuses.some(
    ({ sense, status, start, word }) =>
      sense === 'happened' &&
      start >= last.end &&
      !(status === 'request_support' && strong && !/请求|要|需|求/.test(word)) &&
      status !== 'dispatched' &&
      status !== 'contact' &&
      status !== 'mustering' &&
      status !== 'standby',
  )
  const denies =
    /(?:不|别|勿|没有?|未|暂不|无需|不用|不要|不必|先别|先不|不准|暂时不|停止|已经?|刚刚?|刚才|正在)(?:再)?$/.test(
      before.slice(0, before.length - (strong?.[0].length ?? soft?.[0].length ?? 0)),
    )
  if (denies || /([去派调要能该行用])[不没]\1/.test(sheet.words)) return undefined
  if (strong) {
    if (happened) return undefined
    const asked = /[?吗]$/.test(sheet.words)
    if (asked) return undefined
    return makeOrder(seen, target, {
      start: strong.index,
      end: strong.index + strong[0].length,
      toldBy: toldBefore.test(before),
      bare: !aims,
    })
  }
  if (soft && (aims || givesOrder.test(rest.slice(last.end))) && !happened) {
    return makeOrder(seen, target, {
      start: soft.index,
      end: soft.index + soft[0].length,
      toldBy: true,
      bare: false,
    })
  }
  if (
    goes &&
    somewhere &&
    !asksHelp &&
    !happened &&
    !onTheWay.test(
      rest.slice(last.end, last.end + goes[0].length).replace(new RegExp(`(?:${goWords})$`), ''),
    )
  ) {
    if (statuses.some(({ sense }) => sense !== 'happened')) return undefined
    const lead = first.candidates[0]
    const arrives = lead !== undefined && expectedAt(seen, lead)
    if (/^[^,;.?!]{0,3}?到/.test(goes[0]) && (statuses.length > 0 || arrives)) return undefined
    return makeOrder(seen, target, {
      start: last.end,
      end: last.end + goes[0].length,
      toldBy: true,
      bare: false,
      maybeStatus: true,
    })
  }
  return undefined
}

function makeOrder(
  seen: Seen,
  target: Target,
  verb: { start: number; end: number; toldBy: boolean; bare: boolean; maybeStatus?: boolean },
): Decision | undefined {
  const { sheet, units, places, events } = seen
  const chosen = units
    .map((found) => choose(seen, found, target))
    .filter((one) => one !== undefined)
  const [lead] = chosen
  if (!lead) return undefined
  sheet.take(verb.start, verb.end, 'command', '出动命令')
  const opens = !target.named && events.length > 0 ? newIncidentOf(seen, null) : undefined
  const similar = opens ? similarIncidents(seen, opens) : []
  const there = opens ? [] : atPlace(seen)
  const incident = target.named
    ? target.incident
    : (similar[0] ?? there[0] ?? (opens ? undefined : target.incident))
  const task = taskOf(seen, verb)
  const place = places[0]?.place ?? null
  const make = (first: KnownTeam, on: KnownIncident | undefined): Proposal => ({
    kind: 'order',
    text: sheet.text,
    units: uniqueTeams([first, ...chosen.slice(1).map(({ team }) => team)]).map(unitRef),
    incident: on ? incidentRef(on) : null,
    opens: on ? null : (opens ?? null),
    place,
    task,
  })
  const doubts: Doubt[] = []
  for (const one of chosen) {
    doubts.push(...whichUnit(seen, one, (team) => make(one === lead ? team : lead.team, incident)))
  }
  const statusToo = statusProposal(
    seen,
    target,
    lead.team,
    verb.maybeStatus
      ? { status: 'en_route', word: statusWordOf(seen, 'en_route', '途中') }
      : { status: 'dispatched', word: statusWordOf(seen, 'dispatched', '出动') },
    null,
  ) as Proposal
  if (verb.toldBy || verb.bare) {
    const question = verb.bare
      ? '没有说去哪里：是下命令，还是报已经出动？'
      : '是现在下命令，还是在说已经有的事？'
    const log = { label: '只记文字', proposal: logProposal(seen, target, lead.team) }
    doubts.push(
      doubt(seen, 'order-or-status', question, verb, [
        {
          label: `${lead.team.callSign} → ${verb.maybeStatus ? '途中' : '出动'}`,
          proposal: statusToo,
        },
        log,
      ]),
    )
  }
  if (!incident && opens)
    doubts.push(
      doubt(seen, 'new-incident', '没有在办的对应事件：将先登记新事件，再下命令。', events[0]),
    )
  if (!incident && !opens)
    doubts.push(doubt(seen, 'no-incident', '没有说是哪一起事件：写上 #编号，或先选中事件。', verb))
  if (incident && !target.named && similar.length + there.length === 0 && places.length > 0) {
    doubts.push(
      doubt(
        seen,
        'which-incident',
        `按选中的 ${incident.number} 下命令，地点不一定相同，请看清。`,
        places[0],
      ),
    )
  }
  if (similar.length > 1) {
    doubts.push(
      doubt(
        seen,
        'which-incident',
        '有几起相近的事件，请看清是哪一起。',
        events[0],
        similar
          .slice(1)
          .map((one) => ({ label: `${one.number} ${one.title}`, proposal: make(lead.team, one) })),
      ),
    )
  }
  const busy = chosen.filter(({ team }) =>
    team.assignments.some(({ incident: at }) => at !== incident?.id),
  )
  for (const { team, found } of busy) {
    doubts.push(doubt(seen, 'order-or-status', `${team.callSign} 已在别的事件上，请看清。`, found))
  }
  doubts.push(...vagueDoubts(seen))
  return { proposal: make(lead.team, incident), doubts }
}

/** Open incidents at the place that was said. */
function atPlace(seen: Seen): KnownIncident[] {
  const place = seen.places[0]?.place
  return place
    ? similarIncidents(seen, { ...newIncidentOf(seen, null), category: null, place })
    : []
}

function uniqueTeams(teams: readonly KnownTeam[]): KnownTeam[] {
  return teams.filter((team, at) => teams.findIndex(({ id }) => id === team.id) === at)
}

/** What is to be done: the words behind the teams, else the whole sentence. */
function taskOf(seen: Seen, verb: { readonly start: number; readonly end: number }): string {
  const last = seen.units.at(-1)
  const from = Math.max(last?.end ?? 0, verb.end > (last?.end ?? 0) ? (last?.end ?? 0) : 0)
  const said = seen.sheet
    .said(from, seen.sheet.words.length)
    .replace(/^[\s,，:：、]+/, '')
    .trim()
  return (said === '' ? seen.sheet.text.trim() : said).slice(0, 400)
}
