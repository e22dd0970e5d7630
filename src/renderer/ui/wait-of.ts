import { ORPCError } from '@orpc/client'

/** How long the core makes this seat wait after a wrong secret; `undefined` when it does not. */
export function waitOf(error: unknown): number | undefined {
  if (!(error instanceof ORPCError)) return undefined
  const data: unknown = error.data
  if (typeof data !== 'object' || data === null || !('waitMs' in data)) return undefined
  return typeof data.waitMs === 'number' ? data.waitMs : undefined
}
