/**
 * The month as the planner shows it: a row per shift, a column per place of a post, at most one
 * person in a spot. What a key or a put-down means is decided here; whether the roster may be so
 * is the core's.
 */

export interface PlanPost {
  readonly post: string
  readonly word: string
  /** How many the shift needs. */
  readonly count: number
  readonly people: readonly { readonly id: string; readonly name: string }[]
}

export interface PlanShift {
  readonly id: string
  readonly posts: readonly PlanPost[]
}

export interface PlanColumn {
  readonly post: string
  readonly word: string
  /** 0 for the first person of the post. */
  readonly slot: number
}

export interface Spot {
  readonly row: number
  readonly column: number
}

/** Posts in the order they first appear, each as wide as the shift that needs most of it. */
export function planColumns(shifts: readonly PlanShift[]): readonly PlanColumn[] {
  const widest = new Map<string, { word: string; places: number }>()
  for (const { posts } of shifts) {
    for (const { post, word, count, people } of posts) {
      const places = Math.max(count, people.length, widest.get(post)?.places ?? 0)
      widest.set(post, { word, places })
    }
  }
  return [...widest].flatMap(([post, { word, places }]) =>
    Array.from({ length: places }, (_, slot) => ({
      post,
      slot,
      word: slot === 0 ? word : `${word} ${slot + 1}`,
    })),
  )
}

export type SpotContent =
  | { readonly kind: 'person'; readonly id: string; readonly name: string }
  /** Nobody yet, and the shift needs somebody. */
  | { readonly kind: 'gap' }
  /** The shift does not need this place. */
  | { readonly kind: 'none' }

export function spotContent(
  shift: PlanShift | undefined,
  column: PlanColumn | undefined,
): SpotContent {
  const post = shift?.posts.find((one) => one.post === column?.post)
  if (!post || !column) return { kind: 'none' }
  const person = post.people[column.slot]
  if (person) return { kind: 'person', ...person }
  return { kind: column.slot < post.count ? 'gap' : 'none' }
}

/**
 * Where an arrow, Home, End or a page key leads; `undefined` when the key is not the grid's.
 * @param page rows in view
 */
export function spotAfter(
  { key, ctrlKey }: { readonly key: string; readonly ctrlKey: boolean },
  { row, column }: Spot,
  size: { readonly rows: number; readonly columns: number },
  page: number,
): Spot | undefined {
  const rowWithin = (to: number) => Math.max(0, Math.min(size.rows - 1, to))
  const columnWithin = (to: number) => Math.max(0, Math.min(size.columns - 1, to))
  switch (key) {
    case 'ArrowDown':
      return { row: rowWithin(row + 1), column }
    case 'ArrowUp':
      return { row: rowWithin(row - 1), column }
    case 'ArrowRight':
      return { row, column: columnWithin(column + 1) }
    case 'ArrowLeft':
      return { row, column: columnWithin(column - 1) }
    case 'PageDown':
      return { row: rowWithin(row + page), column }
    case 'PageUp':
      return { row: rowWithin(row - page), column }
    case 'Home':
      return { row: ctrlKey ? 0 : row, column: 0 }
    case 'End':
      return { row: ctrlKey ? size.rows - 1 : row, column: size.columns - 1 }
    default:
      return undefined
  }
}

/** Who is carried, and from where; from nowhere when taken from the list of people. */
export interface Carried {
  readonly person: string
  readonly name: string
  readonly from?: { readonly shift: string; readonly post: string }
}

/** In one spot: who goes out, who comes in. */
export interface PlanChange {
  readonly shift: string
  readonly post: string
  readonly out: string | null
  readonly in: string | null
}

/**
 * What putting somebody down means: an empty spot takes the person, an occupied one changes places
 * with where the person came from.
 * @returns nothing where nothing would change
 */
export function putDown(
  { person, from }: Carried,
  to: { readonly shift: string; readonly post: string; readonly person: string | null },
): readonly PlanChange[] {
  if (to.person === person) return []
  const here = { shift: to.shift, post: to.post, out: to.person, in: person }
  if (!from) return [here]
  if (from.shift === to.shift && from.post === to.post) return []
  return [{ ...from, out: person, in: to.person }, here]
}

/** The way back. */
export function undone(changes: readonly PlanChange[]): readonly PlanChange[] {
  return changes.map(({ shift, post, out, in: came }) => ({ shift, post, out: came, in: out }))
}

export interface PlanCell {
  readonly shift: string
  readonly post: string
  /** Who stands there from now on, in order. */
  readonly people: readonly string[]
}

/** Every touched post as it stands after the changes; who comes in takes the place of who goes. */
export function cellsAfter(
  shifts: readonly PlanShift[],
  changes: readonly PlanChange[],
): readonly PlanCell[] {
  const cells = new Map<string, { shift: string; post: string; people: string[] }>()
  for (const { shift, post, out, in: came } of changes) {
    const key = `${shift} ${post}`
    const stands = shifts.find(({ id }) => id === shift)?.posts.find((one) => one.post === post)
    const cell = cells.get(key) ?? {
      shift,
      post,
      people: (stands?.people ?? []).map(({ id }) => id),
    }
    const at = out === null ? -1 : cell.people.indexOf(out)
    const entering = came === null ? [] : [came]
    if (at < 0) cell.people.push(...entering)
    else cell.people.splice(at, 1, ...entering)
    cells.set(key, cell)
  }
  return [...cells.values()]
}
