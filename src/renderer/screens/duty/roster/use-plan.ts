import { useState } from 'react'
import { useMutation } from '@tanstack/react-query'
import { ORPCError } from '@orpc/client'
import { z } from 'zod'
import {
  violationSchema,
  type RosterMonth,
  type RosterViolation,
} from '../../../../core/modules/rosters/contract.ts'
import { queries } from '../../../client.ts'
import type { Authority } from '../../../decision/LeaderWord.tsx'
import { cellsAfter, undone, type PlanChange } from './plan-grid.ts'

const violationsData = z.object({ violations: z.array(violationSchema) })

/** What the core said is broken; nothing for any other trouble. */
export function violationsOf(error: unknown): readonly RosterViolation[] {
  if (!(error instanceof ORPCError)) return []
  const read = violationsData.safeParse(error.data)
  return read.success ? read.data.violations : []
}

/** Rules that may be broken with a name and a reason, as the core listed them. */
export function softOf(error: unknown): readonly RosterViolation[] {
  return violationsOf(error).filter(({ hard }) => !hard)
}

/** An edit that waits for words: a reason, a leader's name, a reason for a rule. */
export interface PendingEdit {
  readonly changes: readonly PlanChange[]
  /** `12月3日 夜班 主班：张伟 → 李静` */
  readonly words: readonly string[]
  readonly isUndo: boolean
}

export interface EditWords {
  readonly reason: string
  readonly authority: Authority | undefined
  readonly overrides: readonly { readonly key: string; readonly reason: string }[]
}

const noWords: EditWords = { reason: '', authority: undefined, overrides: [] }

/**
 * Edits of one month: a draft changes at once and can be taken back; a published month asks for
 * the reason and the leader first.
 */
export function usePlan(month: RosterMonth, wordsOf: (change: PlanChange) => string) {
  const [pending, setPending] = useState<PendingEdit>()
  const [undo, setUndo] = useState<readonly (readonly PlanChange[])[]>([])
  const [said, setSaid] = useState('')
  const edit = useMutation(queries.rosters.edit.mutationOptions())
  const send = (
    asked: PendingEdit,
    { reason, authority, overrides }: EditWords,
    onStored?: () => void,
  ) => {
    edit.mutate(
      {
        month: month.month,
        seen: month.seen,
        cells: cellsAfter(month.shifts, asked.changes).map(({ shift, post, people }) => ({
          shift,
          post,
          people: [...people],
        })),
        reason,
        authority: authority ?? null,
        overrides: [...overrides],
      },
      {
        onSuccess: () => {
          setPending(undefined)
          onStored?.()
          setSaid(`${asked.isUndo ? '已撤销' : '已存'} ${asked.words.join('；')}`)
          setUndo((before) =>
            asked.isUndo ? before.slice(0, -1) : [...before.slice(-49), asked.changes],
          )
        },
        // A soft rule asks for its reason in a form; what was meant is kept there.
        onError: (error) => {
          if (softOf(error).length > 0) setPending(asked)
        },
      },
    )
  }
  const ask = (changes: readonly PlanChange[], isUndo: boolean) => {
    if (changes.length === 0 || edit.isPending) return
    const asked = { changes, words: changes.map(wordsOf), isUndo }
    edit.reset()
    setSaid('')
    if (month.state === 'published') setPending(asked)
    else send(asked, noWords)
  }
  const last = undo.at(-1)
  return {
    apply: (changes: readonly PlanChange[]) => ask(changes, false),
    undo: last && (() => ask(undone(last), true)),
    pending,
    confirm: (words: EditWords, onStored: () => void) => pending && send(pending, words, onStored),
    cancel: () => {
      setPending(undefined)
      edit.reset()
    },
    /** A refusal was read. */
    dismiss: () => {
      if (edit.isError) edit.reset()
    },
    /** A shift itself was changed: what was done to its people before is not taken back any more. */
    shiftStored: (words: string) => {
      edit.reset()
      setUndo([])
      setSaid(`已存 ${words}`)
    },
    busy: edit.isPending,
    error: edit.error,
    /** What was stored last, in words. */
    said,
    say: setSaid,
  }
}
export type Plan = ReturnType<typeof usePlan>
