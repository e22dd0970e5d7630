import type { CoreContext } from '../../module.ts'
import { recordBySystem } from '../../seat-log.ts'

/** What the console itself saw. Not stored: the next contact or check says it again, the disk's own alarm why. */
export function recordSeen(
  context: CoreContext,
  drafts: Parameters<typeof recordBySystem>[2],
): boolean {
  const result = recordBySystem(context, 'reach', drafts)
  if (!result.ok) context.logger.warn('reach.not-recorded', { code: result.code })
  return result.ok
}
