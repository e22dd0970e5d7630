/**
 * Undo and redo of what one person did to drawings since signing in: a step back is a new fact, so
 * the log shows both. A step is taken back only while its drawings still are as it left them.
 */
import { and, asc, eq, gte } from 'drizzle-orm'
import { accept, refuse, type Refusal, type Result } from '../../kernel/result.ts'
import type { CoreContext, Seat, Session } from '../../module.ts'
import type { FactDraft } from '../../oplog/types.ts'
import { recordFor, requireRight, requireSession } from '../../seat-log.ts'
import { stepKey } from './apply.ts'
import { sketchOfRow } from './commands.ts'
import { drawingChanged, drawingRemoved } from './facts.ts'
import { drawingLines, stepWords, whoseLog } from './lines.ts'
import { drawingRow } from './queries.ts'
import { drawingStepTable, type DrawingStepRow } from './tables.ts'

/** One step or one batch: what a single undo takes back. */
interface Action {
  readonly key: string
  readonly steps: readonly DrawingStepRow[]
}

interface Stacks {
  readonly done: readonly Action[]
  readonly undone: readonly Action[]
}

/** The steps of one batch are taken back by as many facts: the first of them moves it. */
function move(key: string, from: string[], to: string[]): void {
  if (from.at(-1) !== key) return
  from.pop()
  to.push(key)
}

function stacksOf(context: CoreContext, { person, signedInAt }: Session): Stacks {
  const steps = context.db.tables
    .select()
    .from(drawingStepTable)
    .where(and(eq(drawingStepTable.actor, person), gte(drawingStepTable.at, signedInAt)))
    .orderBy(asc(drawingStepTable.place))
    .all()
  const actions = new Map<string, DrawingStepRow[]>()
  const done: string[] = []
  const undone: string[] = []
  for (const step of steps) {
    const { undoes, redoes } = step
    if (undoes !== null) move(undoes, done, undone)
    else if (redoes !== null) move(redoes, undone, done)
    else {
      const key = step.batch ?? step.id
      const held = actions.get(key)
      if (held) {
        held.push(step)
        continue
      }
      actions.set(key, [step])
      done.push(key)
      undone.length = 0
    }
  }
  const action = (key: string): Action => ({ key, steps: actions.get(key) ?? [] })
  return { done: done.map(action), undone: undone.map(action) }
}

function actionWords({ steps }: Action): string {
  const [first] = steps
  if (!first) return ''
  return steps.length === 1 ? stepWords(first) : `导入的 ${steps.length} 个标绘`
}

/** What the two buttons would do. */
export function stepsAtHand(
  context: CoreContext,
  seat: Seat,
): { readonly undo: string | null; readonly redo: string | null } {
  const { done, undone } = stacksOf(context, requireSession(seat))
  const words = (action: Action | undefined) => (action ? actionWords(action) : null)
  return { undo: words(done.at(-1)), redo: words(undone.at(-1)) }
}

export type UndoRefusal =
  | Refusal<'nothing'>
  | Refusal<'changed-since', { readonly by: string; readonly at: number }>

export interface Undone {
  readonly words: string
  readonly drawings: readonly string[]
  readonly storedAt: number
}

type Way = 'undo' | 'redo'

/** The fact that puts one drawing where it was, if it still is where the step left it. */
function draftOf(
  context: CoreContext,
  session: Session,
  step: DrawingStepRow,
  way: Way,
  key: string,
): Result<FactDraft, Refusal<'changed-since', { readonly by: string; readonly at: number }>> {
  const row = drawingRow(context, step.drawing)
  const [from, to] = way === 'undo' ? [step.after, step.before] : [step.before, step.after]
  const now = row && !row.removed ? sketchOfRow(row) : null
  const last = row?.seen.length === 1 ? row.seen[0] : undefined
  const actor =
    last &&
    context.db.tables
      .select({ actor: drawingStepTable.actor })
      .from(drawingStepTable)
      .where(eq(drawingStepTable.id, stepKey(last)))
      .get()?.actor
  if (!row || actor !== session.person || JSON.stringify(now) !== JSON.stringify(from)) {
    const { changedBy: by = '', changedAt: at = step.at } = row ?? {}
    return refuse('changed-since', { by, at })
  }
  const author = {
    by: session.name,
    at: context.world.clock.nowMs(),
    ...(way === 'undo' ? { undoes: key } : { redoes: key }),
  }
  const reason = way === 'undo' ? '撤销' : step.reason
  return accept({
    kind: to ? drawingChanged.kind : drawingRemoved.kind,
    entity: step.drawing,
    body: to ? { ...to, ...author } : { reason, ...author },
    base: row.seen,
  })
}

/** Takes the newest step back, or does the newest taken-back one again. */
export function stepBack(context: CoreContext, seat: Seat, way: Way): Result<Undone, UndoRefusal> {
  const session = requireRight(seat, 'incident.write')
  const stacks = stacksOf(context, session)
  const action = (way === 'undo' ? stacks.done : stacks.undone).at(-1)
  if (!action) return refuse('nothing')
  const drafts: FactDraft[] = []
  for (const step of action.steps) {
    const draft = draftOf(context, session, step, way, action.key)
    if (!draft.ok) return draft
    drafts.push(draft.value)
  }
  const words = `${way === 'undo' ? '撤销' : '重做'}：${actionWords(action)}`
  const logs = new Set(action.steps.flatMap(whoseLog))
  const { storedAt } = recordFor(context, seat, () => [
    ...drafts,
    ...drawingLines(
      context,
      session,
      [...logs].map((incident) => ({ text: words, incident })),
    ),
  ])
  return accept({ words, drawings: action.steps.map(({ drawing }) => drawing), storedAt })
}
