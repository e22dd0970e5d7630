import { useState } from 'react'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import type { RosterMonth, ShownShift } from '../../../../core/modules/rosters/contract.ts'
import { queries } from '../../../client.ts'
import { useDecider } from '../../../decision/LeaderWord.tsx'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Form } from '../../../ui/Form.tsx'
import { shiftWords } from '../month-words.ts'
import { ChangeReason } from './ChangeReason.tsx'
import { OverrideFields, overridesFrom } from './OverrideFields.tsx'
import {
  draftOf,
  draftPosts,
  emptyDraft,
  readShift,
  tooMany,
  type ShiftDraft,
  type TypedShift,
} from './shift-draft.ts'
import { ShiftEffect, stillHard, type Effect } from './ShiftEffect.tsx'
import { ShiftFields } from './ShiftFields.tsx'
import { ViolationWords } from './ViolationWords.tsx'
import roster from './Roster.module.css'
import styles from './ShiftForm.module.css'

/**
 * 改班次: hours and needs of one shift, a shift more, or one less; what follows is said while it is
 * typed, and an issued month asks for the reason and the leader.
 */
export function ShiftForm({
  month,
  shift,
  day,
  onStored,
  onClose,
}: {
  readonly month: RosterMonth
  /** None: a new one on `day`. */
  readonly shift: ShownShift | undefined
  readonly day: string
  readonly onStored: (words: string) => void
  readonly onClose: () => void
}) {
  const published = month.state === 'published'
  // As it was when it was opened: what another seat does meanwhile overwrites nothing typed.
  const [opened] = useState(shift)
  const [draft, setDraft] = useState(() => (shift ? draftOf(shift) : emptyDraft(day)))
  const [removed, setRemoved] = useState(false)
  const [reason, setReason] = useState('')
  const { start } = useDecider()
  const [authority, setAuthority] = useState(start)
  const [reasons, setReasons] = useState<ReadonlyMap<string, string>>(new Map())
  const posts = draftPosts(month.posts, opened)
  const { problems, shift: typed } = readShift(draft, month.month, posts)
  const wanted = removed && opened ? asItStands(opened) : typed
  const effect = useQuery({
    ...queries.rosters.shiftEffect.queryOptions({
      input: {
        month: month.month,
        shift: wanted ?? emptyShift,
        removed,
      },
    }),
    enabled: wanted !== undefined,
    placeholderData: keepPreviousData,
  })
  const follows = wanted === undefined ? undefined : effect.data
  const soft = published ? (follows?.broken.filter(({ hard }) => !hard) ?? []) : []
  const overrides = overridesFrom(soft, reasons)
  const save = useMutation(queries.rosters.setShift.mutationOptions())
  const known = effect.isPlaceholderData ? undefined : follows
  const missing = missingFor({ problems, removed, published, reason, known, overrides })
  const change = (some: Partial<ShiftDraft>) => {
    save.reset()
    setDraft({ ...draft, ...some })
  }
  const send = () => {
    if (!wanted) return
    save.mutate(
      {
        month: month.month,
        seen: month.seen,
        shift: wanted,
        removed,
        reason: reason.trim(),
        authority: authority ?? null,
        overrides: overrides ?? [],
      },
      { onSuccess: () => onStored(follows?.words ?? shiftWords(wanted)) },
    )
  }
  const elsewhere = changedMeanwhile(month, opened)
  return (
    <Form
      label={opened ? '改班次' : '加班次'}
      className={styles.form}
      act={removed ? '取消这个班' : '保存班次'}
      kind={removed ? 'danger' : 'primary'}
      busy={save.isPending}
      missing={missing}
      error={save.error}
      problem={<ViolationWords error={save.error} />}
      cancel="不改"
      extra={
        opened && (
          <ActionButton
            hotkey="Alt+D"
            pressed={removed}
            onPress={() => {
              save.reset()
              setRemoved(!removed)
            }}
          >
            {removed ? '仍值这个班' : '取消这个班'}
          </ActionButton>
        )
      }
      onAct={send}
      onClose={onClose}
    >
      <b>{opened ? shiftWords(opened) : '加一个班'}</b>
      {elsewhere !== undefined && (
        <div className={roster.warn} role="alert">
          {elsewhere}
        </div>
      )}
      {!removed && (
        <ShiftFields
          draft={draft}
          isNew={opened === undefined}
          posts={posts}
          problems={problems}
          typed={typed}
          onChange={change}
        />
      )}
      <ShiftEffect
        effect={follows}
        error={effect.error}
        standing={removed || !typed ? [] : tooMany(opened, typed.needs)}
        withSoft={!published}
      />
      {published && (
        <ChangeReason
          reason={reason}
          authority={authority}
          onReason={setReason}
          onAuthority={setAuthority}
        />
      )}
      <OverrideFields violations={soft} reasons={reasons} onChange={setReasons} />
    </Form>
  )
}

/** Nothing is asked with it: the fields do not say a shift yet. */
const emptyShift: TypedShift = {
  day: '2000-01-01',
  word: '',
  from: 0,
  to: 0,
  night: false,
  needs: [],
}

function asItStands({ id, day, word, from, to, night, posts }: ShownShift): TypedShift {
  const needs = posts.map(({ post, count }) => ({ post, count }))
  return { id, day, word, from, to, night, needs }
}

/** What another seat did to the shift since the form was opened. */
function changedMeanwhile(month: RosterMonth, opened: ShownShift | undefined): string | undefined {
  if (!opened) return undefined
  const now = month.shifts.find(({ id }) => id === opened.id)
  if (!now) return '这个班刚在别处取消了，不能再改。'
  if (JSON.stringify(asItStands(now)) === JSON.stringify(asItStands(opened))) return undefined
  const { from, to } = draftOf(now)
  return `这个班刚在别处改过，现在是 ${now.word} ${from} 到 ${to}；保存后以这里填的为准。`
}

function missingFor({
  problems,
  removed,
  published,
  reason,
  known,
  overrides,
}: {
  readonly problems: ReturnType<typeof readShift>['problems']
  readonly removed: boolean
  readonly published: boolean
  readonly reason: string
  /** What follows from just this; none while it is not known yet. */
  readonly known: Effect | undefined
  readonly overrides: ReturnType<typeof overridesFrom>
}): string | undefined {
  const [problem] = removed ? [] : Object.values(problems)
  if (problem !== undefined) return '先改正标红的一项'
  if (known?.words === '') return '还没有改动'
  if (known && stillHard(known, published).length > 0) return '违反必须遵守的规则，先按上面的改正'
  if (published && reason.trim() === '') return '先写改动原因'
  return overrides === undefined ? '先写每条变通的原因' : undefined
}
