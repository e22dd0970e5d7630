/** Who is on leave, by the roster. */
import type { CoreContext } from '../../module.ts'
import type { AwayOf } from './book.ts'

export function awayAt(_context: CoreContext, _at: number): AwayOf {
  return () => null
}
