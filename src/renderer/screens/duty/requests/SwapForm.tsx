import { useState } from 'react'
import { App, Input, Segmented, Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { ShownShift, SwapKind } from '../../../../core/modules/rosters/contract.ts'
import { queries } from '../../../client.ts'
import { Field } from '../../../ui/Field.tsx'
import { Form } from '../../../ui/Form.tsx'
import { coreNow } from '../../../ui/now.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { shiftWords } from '../month-words.ts'
import { PersonChoice } from './PersonChoice.tsx'
import type { Self } from './self.ts'
import { ViolationWords } from '../roster/ViolationWords.tsx'

/** A shift and the post a person holds in it, as one choice. */
function dutiesOf(shifts: readonly ShownShift[], person: string | undefined) {
  return shifts
    .filter(({ from }) => from > coreNow())
    .flatMap((shift) =>
      shift.posts
        .filter(({ people }) => people.some(({ id }) => id === person))
        .map(({ post, word }) => ({
          value: `${shift.id} ${post}`,
          label: `${shiftWords(shift)} ${word}`,
          shift: shift.id,
          post,
        })),
    )
}

const anybody = ''

/** 申请换班: one's own shift, with whom, for which of theirs, and why. */
export function SwapForm({
  self,
  onClose,
  onFiled,
}: {
  readonly self: Self
  readonly onClose: () => void
  readonly onFiled: (swap: string) => void
}) {
  const { message } = App.useApp()
  const [kind, setKind] = useState<SwapKind>('swap')
  const [from, setFrom] = useState(self.person)
  const [duty, setDuty] = useState<string>()
  const [to, setTo] = useState<string>()
  const [back, setBack] = useState<string>()
  const [reason, setReason] = useState('')
  const mine = useQuery(queries.rosters.mine.queryOptions({ input: { person: from } }))
  const duties = dutiesOf(mine.data?.shifts ?? [], from)
  const given = duties.find(({ value }) => value === duty)
  const candidates = useQuery({
    ...queries.rosters.candidates.queryOptions({
      input: { shift: given?.shift ?? '-', post: given?.post ?? '-', instead: from },
    }),
    enabled: given !== undefined,
  })
  const theirs = useQuery({
    ...queries.rosters.mine.queryOptions({ input: { person: to ?? self.person } }),
    enabled: kind === 'swap' && to !== undefined && to !== anybody,
  })
  const returns = dutiesOf(theirs.data?.shifts ?? [], to)
  const taken = returns.find(({ value }) => value === back)
  const ask = useMutation(
    queries.rosters.askSwap.mutationOptions({
      onSuccess: ({ id }) => {
        void message.success('已申请')
        onFiled(id)
      },
    }),
  )
  const missing =
    given === undefined
      ? '先选哪个班'
      : to === undefined
        ? kind === 'swap'
          ? '先选和谁换'
          : '先选谁来顶'
        : kind === 'swap' && taken === undefined
          ? '先选换对方的哪个班'
          : reason.trim() === ''
            ? '先写事由'
            : undefined
  const save = () => {
    if (given === undefined) return
    ask.mutate({
      kind,
      from,
      shift: given.shift,
      post: given.post,
      to: to === undefined || to === anybody ? null : to,
      inReturn: kind === 'swap' && taken ? { shift: taken.shift, post: taken.post } : null,
      reason: reason.trim(),
    })
  }
  const people = (candidates.data ?? []).map(({ person, violations, total }) => ({
    value: person.id,
    label: `${person.name}　本年 ${total} 班${violations.length === 0 ? '' : `　${violations[0]?.words ?? ''}`}`,
  }))
  return (
    <Panel title={kind === 'swap' ? '申请换班' : '申请顶班'}>
      <Form
        act="提交申请"
        busy={ask.isPending}
        missing={missing}
        error={ask.error}
        problem={<ViolationWords error={ask.error} />}
        onAct={save}
        onClose={onClose}
      >
        <Segmented<SwapKind>
          aria-label="换班还是顶班"
          value={kind}
          options={[
            { value: 'swap', label: '换班（互换）' },
            { value: 'cover', label: '顶班（只替）' },
          ]}
          onChange={(next) => {
            setKind(next)
            if (next === 'swap' && to === anybody) setTo(undefined)
          }}
        />
        <Field label="谁的班">
          {() => (
            <PersonChoice
              self={self}
              value={from}
              label="谁的班"
              onChange={(person) => {
                setFrom(person)
                setDuty(undefined)
              }}
            />
          )}
        </Field>
        <Field
          label="哪个班"
          required
          hint={duties.length === 0 && mine.data ? '以后没有已印发的班，不用换。' : undefined}
        >
          {(control) => (
            <Select
              {...control}
              aria-label="哪个班"
              autoFocus
              value={duty ?? null}
              placeholder="选已印发的班"
              options={duties}
              onChange={setDuty}
            />
          )}
        </Field>
        <Field label={kind === 'swap' ? '和谁换' : '谁来顶'} required>
          {(control) => (
            <Select
              {...control}
              aria-label={kind === 'swap' ? '和谁换' : '谁来顶'}
              showSearch={{ optionFilterProp: 'label' }}
              value={to ?? null}
              placeholder={given ? '合适的排在前面' : '先选哪个班'}
              options={
                kind === 'cover' ? [{ value: anybody, label: '谁愿意都行' }, ...people] : people
              }
              onChange={(person) => {
                setTo(person)
                setBack(undefined)
              }}
            />
          )}
        </Field>
        {kind === 'swap' && (
          <Field
            label="换对方的哪个班"
            required
            hint={
              to !== undefined && theirs.data && returns.length === 0
                ? '对方以后没有班，请改为顶班。'
                : undefined
            }
          >
            {(control) => (
              <Select
                {...control}
                aria-label="换对方的哪个班"
                value={back ?? null}
                options={returns}
                onChange={setBack}
              />
            )}
          </Field>
        )}
        <Field label="事由" required>
          {(control) => (
            <Input
              {...control}
              value={reason}
              maxLength={200}
              onChange={({ target }) => setReason(target.value)}
            />
          )}
        </Field>
      </Form>
    </Panel>
  )
}
