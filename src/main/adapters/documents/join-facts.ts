import type { Block } from '../../../core/documents/model.ts'

type Facts = Extract<Block, { kind: 'facts' }>

function heights({ rows, heightsMm }: Facts): number[] {
  return rows.map((_, place) => heightsMm?.[place] ?? 0)
}

/** Grids that follow each other are one grid: their labels are equally wide, nothing stands between. */
export function joinFacts(blocks: readonly Block[]): Block[] {
  const joined: Block[] = []
  for (const block of blocks) {
    const last = joined.at(-1)
    if (block.kind === 'facts' && last?.kind === 'facts') {
      joined[joined.length - 1] = {
        kind: 'facts',
        rows: [...last.rows, ...block.rows],
        heightsMm: [...heights(last), ...heights(block)],
      }
    } else joined.push(block)
  }
  return joined
}
