/** Drawings on the map. What stands on it is folded from facts; nothing drawn is ever edited or deleted. */
import { implement } from '@orpc/server'
import { assertNever } from '../../kernel/assert-never.ts'
import type { CoreContext, Module, SeatContext } from '../../module.ts'
import { requireSession } from '../../seat-log.ts'
import { drawingProjection } from './apply.ts'
import {
  changeDrawing,
  draw,
  removeDrawing,
  type SeenRefusal,
  type SketchRefusal,
} from './commands.ts'
import { drawingsContract } from './contract.ts'
import { drawingFacts } from './facts.ts'
import { insideOf } from './inside.ts'
import { stepWords } from './lines.ts'
import { drawingList, drawingRow, stepsOf } from './queries.ts'
import { stepBack, stepsAtHand, type UndoRefusal } from './undo.ts'

export { importDrawings, type Drawn } from './commands.ts'
export { drawingList, standingDrawing } from './queries.ts'

interface SketchErrors {
  WRONG_SHAPE(): Error
  SELF_CROSSING(): Error
  NO_SUCH_INCIDENT(): Error
}

function sketchError(errors: SketchErrors, refusal: SketchRefusal): Error {
  switch (refusal.code) {
    case 'wrong-shape':
      return errors.WRONG_SHAPE()
    case 'self-crossing':
      return errors.SELF_CROSSING()
    case 'no-such-incident':
      return errors.NO_SUCH_INCIDENT()
    default:
      return assertNever(refusal)
  }
}

interface SeenErrors {
  NOT_FOUND(): Error
  CHANGED_ELSEWHERE(options: { data: { by: string; at: number } }): Error
}

function seenError(errors: SeenErrors, refusal: SeenRefusal): Error {
  return refusal.code === 'not-found'
    ? errors.NOT_FOUND()
    : errors.CHANGED_ELSEWHERE({ data: refusal.data })
}

interface UndoErrors {
  NOTHING(): Error
  CHANGED_SINCE(options: { data: { by: string; at: number } }): Error
}

function undoError(errors: UndoErrors, refusal: UndoRefusal): Error {
  return refusal.code === 'nothing'
    ? errors.NOTHING()
    : errors.CHANGED_SINCE({ data: refusal.data })
}

function drawingsRouter(context: CoreContext) {
  const os = implement(drawingsContract).$context<SeatContext>()
  return {
    list: os.list.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return drawingList(context, input)
    }),
    draw: os.draw.handler(({ input, errors, context: { seat } }) => {
      const done = draw(context, seat, input)
      if (!done.ok) throw sketchError(errors, done)
      return done.value
    }),
    change: os.change.handler(({ input, errors, context: { seat } }) => {
      const done = changeDrawing(context, seat, input)
      if (done.ok) return done.value
      throw done.code === 'not-found' || done.code === 'changed-elsewhere'
        ? seenError(errors, done)
        : sketchError(errors, done)
    }),
    remove: os.remove.handler(({ input, errors, context: { seat } }) => {
      const done = removeDrawing(context, seat, input)
      if (!done.ok) throw seenError(errors, done)
      return done.value
    }),
    steps: os.steps.handler(({ context: { seat } }) => stepsAtHand(context, seat)),
    undo: os.undo.handler(({ errors, context: { seat } }) => {
      const done = stepBack(context, seat, 'undo')
      if (!done.ok) throw undoError(errors, done)
      return { ...done.value, drawings: [...done.value.drawings] }
    }),
    redo: os.redo.handler(({ errors, context: { seat } }) => {
      const done = stepBack(context, seat, 'redo')
      if (!done.ok) throw undoError(errors, done)
      return { ...done.value, drawings: [...done.value.drawings] }
    }),
    inside: os.inside.handler(({ input, errors, context: { seat } }) => {
      requireSession(seat)
      const row = drawingRow(context, input.drawing)
      if (!row) throw errors.NOT_FOUND()
      return insideOf(context, row.outline)
    }),
    history: os.history.handler(({ input, context: { seat } }) => {
      requireSession(seat)
      return stepsOf(context, input.drawing).map((step) => ({
        id: step.id,
        words: `${step.undoes === null ? '' : '撤销：'}${step.redoes === null ? '' : '重做：'}${stepWords(step)}`,
        by: step.by,
        at: step.at,
      }))
    }),
  }
}

export const drawingsModule: Module = {
  name: 'drawings',
  facts: drawingFacts,
  projections: [drawingProjection],
  router: drawingsRouter,
}
