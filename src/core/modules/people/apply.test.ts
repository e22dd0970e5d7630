import { expect, it } from 'vitest'
import { openTestLog } from '../../../../tests/support/console-log.ts'
import { fakeWorld, seededRandom } from '../../../../tests/support/fake-world.ts'
import { peopleProjections } from './apply.ts'
import { peopleFacts } from './facts.ts'

const tables = ['person', 'person_access', 'organization']

function newLog(consoleId: string, seed: number) {
  return openTestLog(peopleProjections, peopleFacts, {
    console: { consoleId, site: '中' },
    world: fakeWorld({ seed }),
  })
}

function contents(db: ReturnType<typeof newLog>['db']) {
  return tables.map((table) => db.prepare(`select * from ${table} order by 1, 2`).all())
}

const by = 'p1'
const drafts = [
  { kind: 'person.role-granted', entity: 'p1', body: { role: 'administrator', by } },
  { kind: 'person.registered', entity: 'p1', body: { name: '温雅琴', phones: ['110'], by } },
  { kind: 'person.field-set', entity: 'p1', body: { field: 'post', value: '主任', by } },
  { kind: 'person.field-set', entity: 'p1', body: { field: 'organization', value: 'o1', by } },
  { kind: 'person.role-granted', entity: 'p1', body: { role: 'shift_chief', by } },
  { kind: 'person.role-revoked', entity: 'p1', body: { role: 'shift_chief', by } },
  { kind: 'person.disabled', entity: 'p1', body: { reason: '调离', by } },
  { kind: 'person.enabled', entity: 'p1', body: { by } },
  { kind: 'organization.field-set', entity: 'o1', body: { field: 'fax', value: '12', by } },
  {
    kind: 'organization.registered',
    entity: 'o1',
    body: { name: '应急管理局', kind: 'department', dutyPhone: '119', by },
  },
  {
    kind: 'person.signed-in',
    entity: 's1',
    body: { person: 'p1', seatName: '值班台1', at: 1_700_000_000_000 },
  },
]

it('gives the same people whatever the order in which facts arrive, and when they arrive twice', () => {
  const source = newLog('console-1', 1)
  for (const draft of drafts) source.write([draft])
  const expected = contents(source.db)
  expect(expected[0]).toMatchObject([
    {
      name: '温雅琴',
      post: '主任',
      organization: 'o1',
      roles: 'administrator',
      disabled_reason: null,
    },
  ])
  expect(expected[2]).toMatchObject([{ name: '应急管理局', fax: '12' }])
  const ops = [...source.log.missingFor(new Map())]
  const random = seededRandom(7)
  for (let round = 0; round < 20; round++) {
    const target = newLog(`console-${round + 2}`, round + 2)
    const shuffled = ops
      .map((op) => [random.next(), op] as const)
      .sort((a, b) => a[0] - b[0])
      .map(([, op]) => op)
    for (const op of [...shuffled, ...ops]) target.log.receive([op], 'test')
    expect(contents(target.db)).toEqual(expected)
    target.close()
  }
})
