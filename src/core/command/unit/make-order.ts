/** What an order says: teams, incident, place, task. */
import type { KnownIncident, KnownTeam } from '../context.ts'
import { type Decision, type Target, logProposal } from '../decision.ts'
import { vagueDoubts } from '../doubts.ts'
import { atPlace, newIncidentOf, similarIncidents } from '../incident/new-incident.ts'
import type { Doubt, Proposal } from '../proposal.ts'
import { type Seen, doubt, incidentRef, unitRef } from '../seen.ts'
import { statusProposal, statusWordOf } from './status-proposal.ts'
import { choose, whichUnit } from './who.ts'

export function makeOrder(
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
