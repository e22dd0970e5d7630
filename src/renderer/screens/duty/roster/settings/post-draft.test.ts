import { expect, it } from 'vitest'
import {
  draftOf,
  isChanged,
  moved,
  postsFrom,
  postsProblem,
  withLine,
  without,
  withNew,
} from './post-draft.ts'

const posts = [
  { key: 'leader', word: '带班领导', onSite: true, wholeDay: true },
  { key: 'chief', word: '主班', onSite: true, wholeDay: false },
]
const words = (draft: ReturnType<typeof draftOf>) => draft.lines.map(({ word }) => word)

it('adds, renames, orders and takes away, and gives the same posts their keys', () => {
  const draft = draftOf(posts)
  expect(isChanged(draft)).toBe(false)
  const added = withLine(withNew(draft, 'new'), 'new', { word: ' 信息员 ' })
  const renamed = withLine(added, 'chief', { word: '值班长' })
  const up = moved(renamed, 'new', -1)
  expect(postsFrom(up)).toEqual([
    posts[0],
    { word: '信息员', onSite: true, wholeDay: false },
    { ...posts[1], word: '值班长' },
  ])
  expect(isChanged(up)).toBe(true)
  expect(words(without(up, 'chief'))).toEqual(['带班领导', ' 信息员 '])
  expect(isChanged(withLine(renamed, 'chief', { word: '主班' }))).toBe(true)
  expect(isChanged(moved(moved(draft, 'chief', -1), 'chief', 1))).toBe(false)
})

it('stays where it is at either end', () => {
  const draft = draftOf(posts)
  expect(moved(draft, 'leader', -1)).toBe(draft)
  expect(moved(draft, 'chief', 1)).toBe(draft)
})

it('says which line has no name, and which name stands twice', () => {
  const draft = withNew(draftOf(posts), 'new')
  expect(postsProblem(draft)).toBe('第 3 行：请填岗位名称，如 信息员。')
  expect(postsProblem(withLine(draft, 'new', { word: '主班 ' }))).toBe(
    '有两个岗位都叫“主班”，请改其中一个的名称。',
  )
  expect(postsProblem(withLine(draft, 'new', { word: '信息员' }))).toBeUndefined()
})
