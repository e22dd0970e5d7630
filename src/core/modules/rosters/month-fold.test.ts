import { expect, it } from 'vitest'
import type { Fact, OpRef } from '../../oplog/types.ts'
import {
  rosterFilled,
  rosterLaid,
  rosterPublished,
  type StoredCell,
  type StoredShift,
} from './facts.ts'
import { foldMonth } from './month-fold.ts'

const month = '2026-12'
const shift: StoredShift = {
  id: '2026-12-01.0830',
  day: '2026-12-01',
  pattern: 'full-day',
  word: '全天班',
  from: 0,
  to: 86_400_000,
  night: true,
  weekend: false,
  holiday: null,
  needs: [{ post: 'chief', count: 1 }],
}
const chief = (...people: string[]): StoredCell => ({ shift: shift.id, post: 'chief', people })
const decision = { person: 'leader', name: '李文斌', how: 'own' as const }

/** Facts of two consoles, in the order of their clocks. */
function told() {
  const facts: Fact[] = []
  const write = (origin: string, kind: string, base: readonly OpRef[], body: object): OpRef => {
    const at = facts.length + 1
    const ref = { origin, seq: at }
    facts.push({
      ref,
      hlc: BigInt(at),
      kind,
      version: 1,
      entity: month,
      actor: origin,
      seat: 's',
      status: 'actual',
      base,
      body: { by: origin, name: origin, at, ...body },
    })
    return ref
  }
  const fill = (origin: string, base: readonly OpRef[], people: string, word = false) =>
    write(origin, rosterFilled.kind, base, {
      kind: 'edit',
      cells: [chief(people)],
      reason: '',
      decision: word ? decision : null,
      overrides: [],
      swap: null,
    })
  const laid = write('固定', rosterLaid.kind, [], { shifts: [shift] })
  const publish = (base: readonly OpRef[], people: string) =>
    write('固定', rosterPublished.kind, base, {
      shifts: [shift],
      cells: [chief(people)],
      decision,
      overrides: [],
    })
  const folded = () => {
    const done = foldMonth(month, facts)
    if (!done) throw new Error('nothing told')
    return done
  }
  return { laid, fill, publish, folded, write }
}

it('shows two drafts of one cell side by side until somebody who saw both decides', () => {
  const { laid, fill, folded } = told()
  const here = fill('固定', [laid], '张')
  const there = fill('车', [laid], '李')
  const { row } = folded()
  expect(row.cells).toEqual([chief('李')])
  expect(row.conflicts).toMatchObject([{ people: ['张'], name: '固定' }])
  expect(row.seen).toEqual([here, there])
  fill('固定', row.seen, '张')
  expect(folded().row).toMatchObject({ cells: [chief('张')], conflicts: [] })
})

it('keeps an issued month against a draft written without seeing that, before or after', () => {
  const { laid, fill, publish, folded } = told()
  const seen = fill('固定', [laid], '张')
  fill('车', [seen], '王')
  const issued = publish([seen], '张')
  fill('车', [{ origin: '车', seq: 3 }], '李')
  const { row, changes } = folded()
  expect(row).toMatchObject({ publishedAt: 4, cells: [chief('张')] })
  expect(row.conflicts.map(({ people }) => people)).toEqual([['王'], ['李']])
  expect(changes.filter(({ leftOut }) => leftOut).map(({ name }) => name)).toEqual(['车', '车'])
  fill('固定', [...row.seen, issued], '李', true)
  expect(folded().row).toMatchObject({ cells: [chief('李')], conflicts: [] })
  expect(folded().changes.at(-1)).toMatchObject({
    afterPublishing: true,
    cells: [{ before: ['张'], after: ['李'] }],
  })
})

it('does not lay an issued month out anew, and issues it once', () => {
  const { laid, fill, publish, folded, write } = told()
  const issued = publish([fill('固定', [laid], '张')], '张')
  write('车', rosterLaid.kind, [issued], { shifts: [] })
  publish([issued], '李')
  expect(folded().row).toMatchObject({ publishedAt: 3, cells: [chief('张')] })
  expect(folded().row.shifts).toHaveLength(1)
})

it('keeps what was said though the fact it answers has not arrived yet', () => {
  const { fill, folded } = told()
  expect(foldMonth(month, [])).toBeUndefined()
  fill('固定', [{ origin: '车', seq: 9 }], '张')
  expect(folded().row.cells).toEqual([chief('张')])
})
