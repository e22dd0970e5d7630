import { expect, it } from 'vitest'
import { matchingPeople } from './matching-people.ts'

const people = [
  { name: '温雅琴', initials: 'wyq' },
  { name: '王海燕', initials: 'why' },
  { name: '李文斌', initials: 'lwb' },
]
const names = (typed: string) => matchingPeople(people, typed).map(({ name }) => name)

it('finds people by initials, by part of the name, and in either width', () => {
  expect(names('w')).toEqual(['温雅琴', '王海燕'])
  expect(names('wy')).toEqual(['温雅琴'])
  expect(names('ＷＨ')).toEqual(['王海燕'])
  expect(names('文')).toEqual(['李文斌'])
})

it('shows everybody while nothing is typed and nobody when nothing fits', () => {
  expect(names(' ')).toHaveLength(3)
  expect(names('zz')).toEqual([])
})
