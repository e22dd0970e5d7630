/** A console database as a console with every module writes it: the victim of the bit flips. */
import { decodeEnvelope, encodeEnvelope } from '../../src/core/oplog/envelope.ts'
import type { WireOp } from '../../src/core/oplog/types.ts'
import { seededRandom } from '../support/fake-world.ts'
import { quickModules, startTestConsole, type TestConsole } from '../support/start-console.ts'

const words = [
  '东门积水',
  '已派出两车',
  '请求增援',
  '路口封闭',
  '伤员送医',
  '水位上涨',
  '电话中断',
  '燃气泄漏',
]

async function work(console1: TestConsole, seed: number, lines: number): Promise<void> {
  const random = seededRandom(seed)
  const pick = <T>(list: readonly T[]): T => {
    const one = list[Math.floor(random.next() * list.length)]
    if (one === undefined) throw new Error('nothing to pick from')
    return one
  }
  const { api } = console1.seat()
  await api.people.firstStart({ name: '王海燕', password: 'correct horse' })
  const teams: string[] = []
  for (let index = 1; index <= 6; index++) {
    const callSign = `森防${index}${seed}`
    const { id } = await api.teams.register({
      name: `中队${callSign}`,
      callSign,
      group: 'professional',
      type: 'forest_pro',
      township: '360735100',
      radios: [`${seed}00${index}`],
    })
    teams.push(id)
  }
  const incidents: string[] = []
  for (let index = 0; index < 5; index++) {
    const { id } = await api.incidents.open({
      source: '群众',
      place: { text: pick(words), precision: 'unknown' },
      category: null,
      narrative: pick(words),
    })
    incidents.push(id)
  }
  for (let index = 0; index < lines; index++) {
    const source = { kind: 'text', text: pick(['群众', '水文站', '派出所']) } as const
    const incident = random.next() < 0.5 ? pick(incidents) : undefined
    const { id } = await api.logbook.write({
      kind: 'report',
      source,
      text: `${pick(words)}，${pick(words)}，第${index}次`,
      incident,
    })
    if (random.next() < 0.1) await api.logbook.strike({ entry: id, reason: '误报' })
    if (random.next() < 0.2)
      await api.teams.setStatus({
        team: pick(teams),
        status: pick(['en_route', 'arrived', 'standby']),
      })
  }
}

/** Other bytes for an op that is there (quarantined), and a kind nobody here knows (kept). */
function strangers(sent: WireOp | undefined): WireOp[] {
  const known = sent && decodeEnvelope(sent.bytes)
  if (!known?.ok) throw new Error('the far console wrote nothing')
  const origin = 'ABCDEFGH01234567'
  const unknown = { ...known.value, origin, seq: 1, kind: 'drone.launched', body: { craft: 'U1' } }
  return [
    {
      origin: known.value.origin,
      seq: known.value.seq,
      bytes: encodeEnvelope({ ...known.value, body: { text: '另一内容' } }),
    },
    { origin, seq: 1, bytes: encodeEnvelope(unknown) },
  ]
}

/**
 * Two consoles, several incarnations, a fork, a gap, an unknown kind; the console is closed.
 * Every run gives other bytes (ids and keys are random), but the same amount of everything.
 */
export async function writeWholeConsole(
  dataDir: string,
  seed: number,
  lines: number,
): Promise<void> {
  const options = { modules: quickModules, folder: { backupEveryMs: 0 } }
  const far = await startTestConsole({ ...options, site: '车' })
  await work(far, seed + 1, Math.ceil(lines / 5))
  const sent = [...far.running.context.log.missingFor(new Map())]
  await far.close()
  const near = await startTestConsole({ ...options, dataDir })
  await work(near, seed, lines)
  await near.restart()
  const gapped = sent.filter((_, index) => index !== sent.length - 10)
  near.running.context.log.receive([...gapped, ...strangers(sent.at(-1))], 'peer')
  await near.restart()
  await near.running.close()
}

export const searches = ['积', '两车', '增援', '路口封闭', '水', '泄漏，', '森防', 'jy', '无此词']
