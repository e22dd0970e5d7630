/** A console on a folder of its own with people, a roster whose shift has just changed, and work. */
import { beijingDate, beijingTime } from '../../src/core/kernel/beijing-time.ts'
import { connectSeat, seatCookie, type Api } from '../../bench/support/headless.ts'
import { administrator } from './desk.ts'
import { newSeatAddress } from './target-headless.ts'

export const password = '石城-交接-2026'
const minuteMs = 60_000
const dayMs = 86_400_000

export interface DeskSeat {
  readonly api: Api
  /** Of a path the console offered. */
  readonly get: (path: string) => Promise<Uint8Array>
  readonly close: () => void
}

/** A seat beside the page, signed in as the administrator or as who is told. */
export async function seatBeside(
  dataDir: string,
  who: { readonly name: string; readonly password: string } = administrator,
): Promise<DeskSeat> {
  const address = await newSeatAddress(dataDir, `${who.name}席位`)
  const { origin } = new URL(address)
  const cookie = await seatCookie({ address })
  const { api, close } = await connectSeat(origin, cookie)
  const { roster } = await api.people.state()
  const own = roster.find(({ name }) => name === who.name)
  if (!own) throw new Error(`${who.name} is not on the list`)
  await api.people.signIn({ person: own.id, password: who.password })
  return {
    api,
    close,
    async get(path) {
      const answer = await fetch(new URL(path, origin), { headers: { cookie } })
      return new Uint8Array(await answer.arrayBuffer())
    },
  }
}

export async function person(
  api: Api,
  name: string,
  role: 'shift_chief' | 'duty_leader' | 'duty_officer' | 'standby',
) {
  const { id } = await api.people.register({ name, roles: [role], phones: ['13900001234'] })
  await api.people.enrol({ person: id, password })
  return id
}

/** Who has a post yesterday and today. */
interface PostOfDays {
  readonly post: 'leader' | 'chief' | 'officer' | 'standby'
  readonly yesterday: string
  readonly today: string
}

/** Whole days of duty that change `lateMin` minutes ago; the first post is the leader's. */
export async function publishRoster(
  api: Api,
  lateMin: number,
  posts: readonly [PostOfDays, ...PostOfDays[]],
): Promise<void> {
  const boundary = Date.now() - lateMin * minuteMs
  const [hours = '0', minutes = '0'] = beijingTime(boundary).split(':')
  const part = {
    word: '夜班',
    startMin: Number(hours) * 60 + Number(minutes),
    lengthMin: 1440,
    night: true,
    needs: posts.map(({ post }) => ({ post, count: 1 })),
  }
  const parts = { workday: [part], weekend: [part], holiday: [part] }
  await api.rosters.setPatterns({
    patterns: [{ key: 'test', word: '整日班', parts }],
    uses: [{ pattern: 'test', from: '2025-01-01', to: '2037-12-31' }],
  })
  await api.rosters.setRules({
    rules: { restH: null, restAfterNightH: null, nightsInRow: null, perWeek: null, hard: [] },
  })
  const newDay = beijingDate(boundary)
  const days = [beijingDate(boundary - dayMs), newDay]
  for (const month of new Set(days.map((day) => day.slice(0, 7)))) {
    await api.rosters.lay({ month })
    const { shifts, seen } = await api.rosters.month({ month })
    const cells = shifts.flatMap(({ id: shift, day }) =>
      posts.map(({ post, yesterday, today }) => ({
        shift,
        post,
        people: [day === newDay ? today : yesterday],
      })),
    )
    await api.rosters.edit({ month, seen, cells })
    const filled = await api.rosters.month({ month })
    await api.rosters.publish({
      month,
      seen: filled.seen,
      authority: { person: posts[0].today, how: 'phone' },
      overrides: filled.violations.map(({ key }) => ({ key, reason: '人少轮值' })),
    })
  }
}

/** Two incidents, an instruction, a roster, and three people who can sign. */
export async function furnish({ api }: DeskSeat, lateMin: number) {
  const people = await api.people.list()
  const out = people.find(({ name }) => name === administrator.name)?.id ?? ''
  const coming = await person(api, '王海燕', 'shift_chief')
  const leader = await person(api, '李文斌', 'duty_leader')
  await publishRoster(api, lateMin, [
    { post: 'leader', yesterday: leader, today: leader },
    { post: 'chief', yesterday: out, today: coming },
  ])
  for (const text of ['小松镇罗源村', '丰山乡丘坊村']) await openIncident(api, text)
  await api.instructions.receive({
    from: { name: '李文斌', post: '副县长' },
    givenAt: Date.now(),
    channel: 'mobile',
    text: '查明起因，明天中午前反馈。',
    assignees: [{ name: '县林业局' }],
  })
  return { out, coming, leader }
}

export async function openIncident(api: Api, text: string): Promise<string> {
  const { id } = await api.incidents.open({
    source: '刘支书',
    contact: '13970000000',
    place: { text, precision: 'township-only' },
    category: '11G01',
  })
  return id
}
