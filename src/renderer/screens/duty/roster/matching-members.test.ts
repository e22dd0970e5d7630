import { expect, it } from 'vitest'
import { matchingMembers } from './matching-members.ts'

const options = [
  { person: { id: 'w', name: '王海燕' } },
  { person: { id: 'l', name: '李文斌' } },
  { person: { id: 'y', name: '温雅琴' } },
]
const initials: Record<string, string> = { w: 'why', l: 'lwb', y: 'wyq' }
const found = (text: string) =>
  matchingMembers(options, text, (id) => initials[id] ?? '').map(({ person }) => person.id)

it('finds by the beginning of the initials, by a part of the name, in either width', () => {
  expect(found('w')).toEqual(['w', 'y'])
  expect(found('ＷＹ')).toEqual(['y'])
  expect(found('文斌')).toEqual(['l'])
  expect(found('y')).toEqual([])
  expect(found(' ')).toHaveLength(3)
})
