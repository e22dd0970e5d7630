import { useState } from 'react'
import { Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { HandoverSheet } from '../../../../core/modules/handovers/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { Field } from '../../../ui/Field.tsx'
import { Panel } from '../../../ui/Panel.tsx'
import { ProblemNote } from '../../../ui/ProblemNote.tsx'
import { SecretForm, type Secret } from './SecretForm.tsx'
import styles from './Handover.module.css'

/** The relieving chief has come: who hands over to whom, and the proof that it is they. */
export function BeginForm({
  sheet,
  onClose,
}: {
  readonly sheet: HandoverSheet
  readonly onClose: () => void
}) {
  const candidates = useQuery(queries.handovers.candidates.queryOptions()).data
  const session = useQuery(queries.people.state.queryOptions()).data?.session
  const own = session?.kind === 'open' ? session.own.person : undefined
  const known = (id: string | undefined) =>
    candidates?.outgoing.some(({ person }) => person === id) === true ? id : undefined
  const [typedOut, setOut] = useState<string>()
  const [typedIn, setIn] = useState<string>()
  const outgoing = typedOut ?? known(sheet.outgoing?.person) ?? known(own)
  const incoming = typedIn ?? known(sheet.incoming?.person)
  const begin = useMutation(queries.handovers.begin.mutationOptions({ onSuccess: onClose }))
  const taker = candidates?.incoming.find(({ person }) => person === incoming)
  const send = (proof: Secret | null) => {
    if (outgoing === undefined || incoming === undefined || begin.isPending) return
    begin.mutate({ outgoing, incoming, proof })
  }
  const missing =
    outgoing === undefined ? '请选交班人' : incoming === undefined ? '请选接班人' : undefined
  const options = (list: NonNullable<typeof candidates>['incoming'] | undefined) =>
    (list ?? []).map(({ person, name, words, onRoster }) => ({
      value: person,
      label: `${name} ${words}${onRoster ? '' : '（不在本班表上）'}`,
    }))
  return (
    <Panel title="接班到岗">
      <div className={styles.form}>
        <Field label="交班人" required>
          {(control) => (
            <Select
              {...control}
              aria-label="交班人"
              value={outgoing ?? null}
              placeholder="选交班人"
              options={options(candidates?.outgoing)}
              onChange={setOut}
            />
          )}
        </Field>
        <Field
          label="接班人"
          required
          hint="接班人到了才能发起；没到的不能离岗，请叫带班领导和备班。"
        >
          {(control) => (
            <Select
              {...control}
              aria-label="接班人"
              autoFocus={incoming === undefined}
              value={incoming ?? null}
              placeholder="选接班人"
              options={options(candidates?.incoming)}
              onChange={setIn}
            />
          )}
        </Field>
        {missing !== undefined || incoming === own ? (
          <>
            <ProblemNote error={begin.error} />
            <span className={styles.line}>
              <ActionButton
                kind="primary"
                hotkey="Ctrl+Enter"
                busy={begin.isPending}
                refusedBecause={missing}
                onPress={() => send(null)}
              >
                发起交接
              </ActionButton>
              <ActionButton hotkey="Escape" onPress={onClose}>
                取消
              </ActionButton>
              <span className={styles.quiet}>{missing}</span>
            </span>
          </>
        ) : (
          <SecretForm
            key={incoming}
            name={taker?.name ?? '接班人'}
            act="到岗，发起交接"
            pinAllowed={taker?.pinAllowed === true}
            busy={begin.isPending}
            error={begin.error}
            onSend={send}
            onCancel={onClose}
          />
        )}
      </div>
    </Panel>
  )
}
