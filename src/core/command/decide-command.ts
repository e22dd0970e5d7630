/** Sentences that begin with `/` (or `／`, `、`), and their spoken forms: 发, 点名, net. */
import type { KnownTeam } from './context.ts'
import { logProposal, targetOf, type Decision } from './decision.ts'
import { netOf } from './find-rest.ts'
import { findWholeUnits, unitsBySpelling, type UnitIndex } from './find-units.ts'
import type { CheckInAnswer, CheckInResult, Doubt, Proposal, Receiver } from './proposal.ts'
import { doubt, unitRef, type Seen } from './seen.ts'
import { openSheet, type Sheet } from './sheet.ts'
import type { WordsAtHand } from './words-at-hand.ts'
import type { CommandContext } from './context.ts'
import { answerWords } from './words.ts'

export const commandWords: readonly (readonly [verb: string, words: string, help: string])[] = [
  ['send', '发短信|发送|短信|发|sms|fdx|fa', '/发 G12 文字'],
  ['rollCall', '点名|dianming|dm', '/点名 乡镇'],
  ['checkIn', 'net|报到|签到|应答', '/net 1234 正常 / 3344 正常'],
  ['order', '出动|调派|派', '/派 森防01 #12 任务'],
  ['status', '状态|s(?![a-z])|zt', '/s 森防01 到达'],
  ['open', '接报|新事件|事件|jb|xsj', '/接报 小松镇罗源村 山火'],
  ['log', '记录|记|log|jl', '/记 文字'],
]

const verbPattern = new RegExp(
  `^[/、](?:${commandWords.map(([verb, words]) => `(?<${verb}>${words})`).join('|')})`,
)

export interface Slash {
  /** Undefined: `/xyz` is no command. */
  readonly verb: string | undefined
  /** Where the words behind it begin. */
  readonly end: number
}

export function slashOf(sheet: Sheet): Slash | undefined {
  if (!/^[/、]/.test(sheet.words)) return undefined
  const match = verbPattern.exec(sheet.words)
  if (!match) return { verb: undefined, end: 1 }
  const verb = commandWords.find(([name]) => match.groups?.[name] !== undefined)?.[0]
  // The verb of an order is read like any other word.
  return { verb, end: verb === 'order' ? 1 : match[0].length }
}

interface Reader {
  readonly sheet: Sheet
  readonly context: CommandContext
  readonly words: WordsAtHand
}

const spokenSend =
  /^(?:(?:给|向|对)(.{1,20}?)(?:发(?:短信|消息|文字)?|群发)[:：,]?|(?:发短信|发消息|群发短信|发文字|群发|发给?(?=g\d))(?:给|到|至)?)/
const spokenRollCall =
  /^(?:开始|现在|对|给|组织)?(.{0,8}?)(?:网|组)?(?:进行|开始)?点名[.!]?$|^(?:开始)?点名(.{1,8}?)(?:网|组)?[.!]?$/
const answers = answerWords.map(([, words]) => words).join('|')
const checkInLine = new RegExp(
  `^(?:\\d{2,10}|[\\p{Script=Han}a-z]{1,8}?\\d{0,4})(?:号|台)?(?:${answers})(?:[/、,;.](?:\\d{2,10}|[\\p{Script=Han}a-z]{1,8}?\\d{0,4})(?:号|台)?(?:${answers}))*[.!]?$`,
  'u',
)

const runOn = new RegExp(`^(?:\\d{3,6}(?:号|台)?(?:${answers})[/、,;.]?){2,}$`)

/** A command, in its short or its spoken form; `undefined`: it is an ordinary sentence. */
export function decideCommand(reader: Reader, slash: Slash | undefined): Decision | undefined {
  const { sheet } = reader
  if (slash) {
    if (slash.verb === 'send') {
      sheet.take(0, slash.end, 'command', '发短信')
      return send(reader, slash.end)
    }
    if (slash.verb === 'rollCall') {
      sheet.take(0, slash.end, 'command', '点名')
      return rollCall(reader, sheet.words.slice(slash.end), slash.end)
    }
    if (slash.verb === 'checkIn') {
      sheet.take(0, slash.end, 'command', '点名应答')
      return checkIn(reader, slash.end)
    }
    return undefined
  }
  const spoken = spokenSend.exec(sheet.words)
  if (spoken) {
    const to = spoken[1]
    if (to === undefined) {
      sheet.take(0, spoken[0].length, 'command', '发短信')
      return send(reader, spoken[0].length)
    }
    const receivers = receiversOf(reader, to)
    if (receivers.to.length > 0 && receivers.left === '')
      return sendDecision(reader, receivers, spoken[0].length, 1)
  }
  const told = toldNet(reader)
  if (told) return told
  const roll = spokenRollCall.exec(sheet.words)
  if (roll && !/完毕|结束|情况|已|没|不|几点|时间|请假|参加/.test(sheet.words)) {
    const at = sheet.words.indexOf('点名')
    sheet.take(at, at + 2, 'command', '点名')
    return rollCall(reader, roll[1] || roll[2] || '', 0)
  }
  if (runOn.test(sheet.words)) return checkIn(reader, 0)
  if (checkInLine.test(sheet.words) && (/^\d/.test(sheet.words) || /[/、]/.test(sheet.words)))
    return checkIn(reader, 0)
  return undefined
}

/** 通知乡镇网 …: by text, or by voice? */
function toldNet(reader: Reader): Decision | undefined {
  const { sheet } = reader
  const verb = /^(?:通知|告知|告诉|呼叫)(?:一下)?/.exec(sheet.words)?.[0].length
  if (verb === undefined) return undefined
  for (let end = Math.min(sheet.words.length, verb + 10); end >= verb + 2; end--) {
    const said = sheet.words.slice(verb, end)
    const net = /[网组]$/.test(said) || /^(?:全体|全网|各网|各组)$/.test(said)
    const receivers = net ? receiversOf(reader, said) : undefined
    if (!receivers || receivers.to.length === 0 || receivers.left !== '') continue
    if (receivers.to.some(({ group }) => !group) || end === sheet.words.length) continue
    const log = { label: '口头通知，只记文字', proposal: plainLog(reader) }
    const decision = sendDecision(reader, receivers, end, 1)
    const question = '是发短信，还是已在电台上口头通知？发出后收不回。'
    return {
      ...decision,
      doubts: [doubt({ sheet }, 'net', question, undefined, [log]), ...decision.doubts],
    }
  }
  return undefined
}

interface Receivers {
  readonly to: readonly Receiver[]
  /** Nets the console does not know by name. */
  readonly unknown: readonly string[]
  readonly left: string
  /** Call signs that fit several teams. */
  readonly unsure: boolean
}

function everyNet({ context }: Reader): Receiver[] {
  return context.nets.map(({ number, name }) => ({ number, name, group: true }))
}

/** `g12,g13`, `森防01`, `乡镇`, `全体`. */
function receiversOf(reader: Reader, said: string): Receivers {
  const to: Receiver[] = []
  const unknown: string[] = []
  const left: string[] = []
  let unsure = false
  for (const part of said.split(/[,、/+和]/).filter((one) => one !== '')) {
    if (/^(?:全体|全部|所有(?:组|网)?|各组|所有人|全网|各网)$/.test(part)) {
      to.push(...everyNet(reader))
      continue
    }
    const team = teamOf(reader, part)
    if (team) {
      const [radio] = team.radios
      if (radio === undefined) left.push(part)
      else to.push({ number: radio, name: team.callSign, group: false })
      continue
    }
    const net = netOf(part, reader.context.nets)
    if (net) {
      to.push({ number: net.net.number, name: net.net.name, group: true })
      if (!net.known) unknown.push(part.toUpperCase())
      continue
    }
    const several = teamsOf(reader, part)
    if (several.length > 1) unsure = true
    left.push(part)
  }
  return {
    to: to.filter(({ number }, at) => to.findIndex((one) => one.number === number) === at),
    unknown,
    left: left.join('、'),
    unsure,
  }
}

function teamsOf(reader: Reader, said: string): readonly KnownTeam[] {
  const index: UnitIndex = reader.words.units(reader.context)
  const found = findWholeUnits(openSheet(said), index)[0]
  if (found && found.start === 0 && found.end === said.length) return found.candidates
  const radio = index.byRadio.get(said)
  if (radio && !said.startsWith('g')) return [radio]
  const stem = index.byStem.get(said)
  if (stem) return stem
  return /^[a-z]{2,}$/.test(said) ? unitsBySpelling(index, said) : []
}

function teamOf(reader: Reader, said: string): KnownTeam | undefined {
  const found = teamsOf(reader, said)
  return found.length === 1 ? found[0] : undefined
}

/** The address ends at a blank, a colon, or where the names end. */
function send(reader: Reader, from: number): Decision {
  const { sheet } = reader
  const typed = sheet.text.slice(sheet.at(from)).replace(/^[\s:：,，]+/, '')
  const spaced = /^(\S+?)[\s:：]+([\s\S]+)$/.exec(typed)
  const candidates: (readonly [string, number])[] = []
  const base = sheet.text.length - typed.length
  if (spaced) candidates.push([spaced[1] ?? '', base + (spaced[1] ?? '').length])
  const glued = /^(?:[gＧG]?\s?[0-9０-９]{1,10}(?:组|网)?[,、，]?)+/u.exec(typed)
  if (glued) candidates.push([glued[0].trimEnd(), base + glued[0].trimEnd().length])
  for (let length = Math.min(10, typed.length); length >= 2; length--)
    candidates.push([typed.slice(0, length), base + length])
  for (const [said, end] of candidates) {
    const receivers = receiversOf(reader, openSheet(said).words)
    if (receivers.to.length === 0 || receivers.left !== '') continue
    let to = 0
    while (to < sheet.words.length && sheet.at(to) < end) to += 1
    sheet.take(from, to, 'net', receiverWords(receivers.to))
    return sendDecision(reader, receivers, to, from)
  }
  const seen = { sheet }
  const question =
    '没有听出发给谁：写组号、网名或呼号，例如 /发 G12 请各队报位置。只记文字，什么都没有发出。'
  return { proposal: plainLog(reader), doubts: [doubt(seen, 'net', question)] }
}

function sendDecision(
  reader: Reader,
  receivers: Receivers,
  bodyFrom: number,
  markFrom: number,
): Decision {
  const { sheet } = reader
  const body = sheet.text
    .slice(bodyFrom >= sheet.words.length ? sheet.text.length : sheet.at(bodyFrom))
    .replace(/^[\s:：,，]+/, '')
    .trim()
  if (markFrom === 1) sheet.take(0, bodyFrom, 'net', receiverWords(receivers.to))
  if (body === '') {
    return {
      proposal: plainLog(reader),
      doubts: [doubt({ sheet }, 'net', '没有写要发的文字。什么都没有发出。')],
    }
  }
  sheet.take(bodyFrom, sheet.words.length, 'word', '短信内容')
  const proposal: Proposal = {
    kind: 'sendText',
    text: sheet.text,
    to: [...receivers.to],
    body: body.slice(0, 2000),
  }
  const doubts: Doubt[] = receivers.unknown.map((net) =>
    doubt({ sheet }, 'net', `名录里没有“${net}”这个组，按号码发。`),
  )
  return { proposal, doubts }
}

export function receiverWords(to: readonly Receiver[]): string {
  return to
    .map(({ name, number, group }) =>
      group && !name.includes(number) ? `${name}（${number}）` : name,
    )
    .join('、')
}

function plainLog(reader: Reader): Proposal {
  const nothing = { incidents: [], times: [], places: [], units: [], events: [] }
  const seen = { ...reader, ...nothing } as unknown as Seen
  return logProposal(seen, targetOf(seen), undefined)
}

function rollCall(reader: Reader, said: string, from: number): Decision {
  const { sheet, context, words } = reader
  const name = said.replaceAll(/[\s:：,.，。!！]/g, '').replace(/(?:网|组|队伍)$/, '')
  if (from > 0) sheet.take(from, sheet.words.length, 'net', `点名 ${name}`)
  const net = name === '' ? undefined : netOf(name, context.nets)
  const groups = words.county.groups.filter(
    ({ label, key }) => name.length >= 2 && (label.includes(name) || key === name),
  )
  const inGroup = context.teams.filter(({ group }) => groups.some(({ key }) => key === group))
  const named = name === '' || /^(?:全体|全部|所有|全县|各队)$/.test(name) ? context.teams : inGroup
  const byName =
    named.length > 0
      ? named
      : context.teams.filter(
          (team) => name.length >= 2 && (team.name.includes(name) || team.callSign.includes(name)),
        )
  const stations = byName.map(unitRef).slice(0, 2000)
  const title = name === '' ? '全体' : name
  const doubts: Doubt[] = []
  if (!net && name !== '' && stations.length === 0) {
    doubts.push(
      doubt({ sheet }, 'net', `没有叫“${name}”的网，也没有这样的队伍；点名表是空的，应答时再加。`),
    )
  } else if (stations.length === 0) {
    doubts.push(doubt({ sheet }, 'net', `“${net?.net.name ?? title}”没有登记台站，应答时再加。`))
  }
  if (net && !net.known)
    doubts.push(doubt({ sheet }, 'net', `名录里没有“${name}”这个组，按号码点名。`))
  const proposal: Proposal = {
    kind: 'rollCall',
    text: sheet.text,
    net: net ? { number: net.net.number, name: net.net.name } : null,
    title: title.slice(0, 60),
    stations,
  }
  return { proposal, doubts }
}

const answerPatterns = answerWords.map(
  ([result, words]) => [result as CheckInResult, new RegExp(`(?:${words})`)] as const,
)

/** 1234 正常 / 3344 正常 / 森防01 信号弱 */
function checkIn(reader: Reader, from: number): Decision {
  const { sheet } = reader
  const made: CheckInAnswer[] = []
  const doubts: Doubt[] = []
  const words = sheet.words
  // 1001正常1002正常: a number begins the next one.
  const parts = runOn.test(words) ? /\d{3,6}[^\d/、,;]*/g : /[^/、,;]+/g
  for (const match of words.slice(from).matchAll(parts)) {
    const part = match[0].replace(/[.!]$/, '')
    const start = from + match.index
    const where = { start, end: start + part.length }
    const split = new RegExp(
      `^\\s*(\\d{2,10}|[a-z]{2,8}(?=\\s)|[\\p{Script=Han}a-z]{1,8}?\\d{0,4})(?:号|台)?[\\s:：]*((?:${answers}).*)?$`,
      'u',
    ).exec(part)
    const said = (split?.[1] ?? part).trim()
    const note = (split?.[2] ?? '').trim()
    if (said === '') continue
    const result = answerPatterns.find(([, pattern]) => pattern.test(note))?.[0] ?? 'answered'
    const found = teamsOf(reader, said)
    const [team] = found
    const word = {
      answered: '应答',
      poor: '质差',
      relayed: '代答',
      absent: '未应答',
      excused: '请假',
    }[result]
    made.push({
      said: said.slice(0, 30),
      unit: found.length === 1 && team ? unitRef(team) : null,
      result,
      note: note.slice(0, 100),
    })
    sheet.take(
      where.start,
      where.end,
      'unit',
      `${found.length === 1 && team ? team.callSign : said} ${word}`,
    )
    if (found.length !== 1)
      doubts.push(
        doubt(
          { sheet },
          'unknown-unit',
          found.length === 0
            ? `没有“${said}”这个台，按号码记应答。`
            : `“${said}”有几支队伍，按文字记应答。`,
          where,
        ),
      )
    if (note === '')
      doubts.push(doubt({ sheet }, 'status', `“${said}”没有写应答情况，按应答记。`, where))
  }
  if (made.length === 0) {
    return {
      proposal: plainLog(reader),
      doubts: [
        doubt({ sheet }, 'net', '没有写哪个台应答，例如 /net 1234 正常 / 3344 正常。只记文字。'),
      ],
    }
  }
  return { proposal: { kind: 'checkIn', text: sheet.text, answers: made.slice(0, 100) }, doubts }
}
