import { expect, it } from 'vitest'
import { draftOf, partProblem, patternFrom } from './pattern-draft.ts'

const part = {
  word: '夜班',
  startMin: 17 * 60 + 30,
  lengthMin: 930,
  night: true,
  needs: [{ post: 'chief', count: 1 }],
}
const pattern = {
  key: 'two',
  word: '两班制',
  parts: { workday: [part], weekend: [], holiday: [] },
}

it('shows clock and hours and reads the same pattern back', () => {
  const draft = draftOf(pattern)
  expect(draft.parts.workday[0]).toMatchObject({ start: '17:30', hours: '15.5' })
  expect(patternFrom(draft)).toEqual(pattern)
})

it('says in words what is wrong with a line', () => {
  const good = { word: '白班', start: '08:30', hours: '24', night: false, needs: { chief: 1 } }
  expect(partProblem(good)).toBeUndefined()
  expect(partProblem({ ...good, start: '０８：３０' })).toBeUndefined()
  expect(partProblem({ ...good, start: '24:00' })).toContain('08:30')
  expect(partProblem({ ...good, hours: '25' })).toContain('24 小时')
  expect(partProblem({ ...good, needs: { chief: 0 } })).toContain('岗位')
  expect(partProblem({ ...good, word: ' ' })).toContain('名称')
})
