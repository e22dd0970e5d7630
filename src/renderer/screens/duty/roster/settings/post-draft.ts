/** The county's posts while they are typed; nothing is stored before all of them may be. */
import type { ShownPost } from '../../../../../core/modules/rosters/contract.ts'

export interface PostDraft extends Omit<ShownPost, 'key'> {
  /** Of the line, also of a new one. */
  readonly id: string
  /** None: a new one. */
  readonly key: string | undefined
}

export interface PostsDraft {
  /** The posts as they stood when the typing began. */
  readonly seen: readonly ShownPost[]
  readonly lines: readonly PostDraft[]
}

export const mostPosts = 20

export const draftOf = (posts: readonly ShownPost[]): PostsDraft => ({
  seen: posts,
  lines: posts.map((post) => ({ ...post, id: post.key })),
})

/** @param id of the new line */
export function withNew(draft: PostsDraft, id: string): PostsDraft {
  const line = { id, key: undefined, word: '', onSite: true, wholeDay: false }
  return { ...draft, lines: [...draft.lines, line] }
}

export function withLine(draft: PostsDraft, id: string, some: Partial<PostDraft>): PostsDraft {
  return { ...draft, lines: draft.lines.map((one) => (one.id === id ? { ...one, ...some } : one)) }
}

export function without(draft: PostsDraft, id: string): PostsDraft {
  return { ...draft, lines: draft.lines.filter((one) => one.id !== id) }
}

/** One place up (-1) or down (1); at the end it stays where it is. */
export function moved(draft: PostsDraft, id: string, by: -1 | 1): PostsDraft {
  const lines = [...draft.lines]
  const at = lines.findIndex((one) => one.id === id)
  const [here, there] = [lines[at], lines[at + by]]
  if (!here || !there) return draft
  lines[at] = there
  lines[at + by] = here
  return { ...draft, lines }
}

/** As `rosters.setPosts` takes them. */
export function postsFrom({ lines }: PostsDraft) {
  return lines.map(({ key, word, onSite, wholeDay }) => ({
    ...(key === undefined ? {} : { key }),
    word: word.trim(),
    onSite,
    wholeDay,
  }))
}

export function isChanged(draft: PostsDraft): boolean {
  const before = draft.seen.map(({ key, word, onSite, wholeDay }) => ({
    key,
    word,
    onSite,
    wholeDay,
  }))
  return JSON.stringify(before) !== JSON.stringify(postsFrom(draft))
}

/** What is wrong with the list, in a sentence. */
export function postsProblem({ lines }: PostsDraft): string | undefined {
  const empty = lines.findIndex(({ word }) => word.trim() === '')
  if (empty >= 0) return `第 ${empty + 1} 行：请填岗位名称，如 信息员。`
  const words = lines.map(({ word }) => word.normalize('NFKC').trim())
  const twice = words.find((word, at) => words.indexOf(word) !== at)
  return twice === undefined ? undefined : `有两个岗位都叫“${twice}”，请改其中一个的名称。`
}
