import { useState } from 'react'
import { Input, Select } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import {
  meansWord,
  proofHowWords,
  type Means,
  type ReachContact,
  type ReachRow,
} from '../../../../core/modules/reach/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { formKeys } from '../../../ui/form-keys.ts'
import styles from './Reach.module.css'

const shownContacts = 6

/** One means at one place: numbers, trying it now, what was found before. */
export function CellDetail({
  row,
  means,
  onClose,
}: {
  readonly row: ReachRow
  readonly means: Means
  readonly onClose: () => void
}) {
  const [note, setNote] = useState('')
  const cell = row.cells.find((one) => one.means === means)
  const tell = useMutation(queries.reach.note.mutationOptions({ onSuccess: () => setNote('') }))
  const say = (ok: boolean) => tell.mutate({ subject: row.key, means, ok, note })
  const addresses = cell?.addresses ?? []
  return (
    <section
      className={styles.detail}
      aria-label={`${row.name} ${meansWord(means)}`}
      onKeyDown={formKeys(() => undefined, onClose)}
    >
      <div>
        <b>
          {row.name} {meansWord(means)}
        </b>
        <span className={styles.grow}>{cell?.reason}</span>
        <ActionButton kind="quiet" hotkey="Escape" onPress={onClose}>
          收起
        </ActionButton>
      </div>
      {addresses.length > 0 && (
        <div className={styles.note}>
          {addresses
            .map(({ address, holder }) => `${address}${holder === '' ? '' : `（${holder}）`}`)
            .join('、')}
        </div>
      )}
      <div>
        <TryRadio row={row} means={means} addresses={addresses.map(({ address }) => address)} />
        <Input
          aria-label="试呼情况"
          className={styles.text ?? ''}
          placeholder="试呼情况，可不填"
          maxLength={100}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <ActionButton hotkey="Alt+I" busy={tell.isPending} onPress={() => say(true)}>
          试通
        </ActionButton>
        <ActionButton hotkey="Alt+U" busy={tell.isPending} onPress={() => say(false)}>
          不通
        </ActionButton>
      </div>
      {tell.error !== null && (
        <div className={styles.problem} role="alert">
          没有记下。{describeError(tell.error)}
        </div>
      )}
      <Contacts row={row} means={means} />
    </section>
  )
}

/** Radios can be asked over a gateway; its answer is noted when it comes. */
function TryRadio({
  row,
  means,
  addresses,
}: {
  readonly row: ReachRow
  readonly means: Means
  readonly addresses: readonly string[]
}) {
  const gateways = useQuery(queries.radio.targets.queryOptions()).data?.gateways ?? []
  const able = gateways.filter(({ ready, commands }) => ready && commands.includes('check'))
  const [via, setVia] = useState<string>()
  const attempt = useMutation(queries.reach.tryRadio.mutationOptions())
  const [address] = addresses
  if (means !== 'radio370' || address === undefined) return null
  const gateway = able.find((one) => one.gateway === via) ?? able[0]
  return (
    <>
      {able.length > 1 && (
        <Select
          aria-label="试呼的网关"
          className={styles.via ?? ''}
          value={gateway?.gateway ?? null}
          options={able.map((one) => ({ value: one.gateway, label: one.gatewayName }))}
          onChange={setVia}
        />
      )}
      <ActionButton
        busy={attempt.isPending}
        refusedBecause={gateway ? undefined : '没有能在线检查的网关，请用话音试呼后登记。'}
        onPress={() =>
          attempt.mutate({ subject: row.key, means, address, gateway: gateway?.gateway ?? null })
        }
      >
        {`在线检查 ${address}`}
      </ActionButton>
      {attempt.isSuccess && <span className={styles.note}>已发出，等回应</span>}
      {attempt.error !== null && (
        <span className={styles.problem} role="alert">
          {describeError(attempt.error)}
        </span>
      )}
    </>
  )
}

function Contacts({ row, means }: { readonly row: ReachRow; readonly means: Means }) {
  const contacts =
    useQuery(queries.reach.contacts.queryOptions({ input: { subject: row.key } })).data ?? []
  return contacts
    .filter((contact) => contact.means === means)
    .slice(0, shownContacts)
    .map((contact) => <Contact key={contact.id} contact={contact} />)
}

function Contact({ contact }: { readonly contact: ReachContact }) {
  const [striking, setStriking] = useState(false)
  const [reason, setReason] = useState('')
  const strike = useMutation(
    queries.reach.strike.mutationOptions({ onSuccess: () => setStriking(false) }),
  )
  const { at, how, note, by, result, struck, struckBy } = contact
  const words = `${beijingDateTime(at).slice(5, 16)} ${result === 'proven' ? '通' : '不通'} ${proofHowWords[how]}${note === '' ? '' : `：${note}`}（${by}）`
  const save = () => {
    if (reason.trim() !== '' && !strike.isPending) strike.mutate({ contact: contact.id, reason })
  }
  return (
    <div>
      {struck === null ? (
        <span className={styles.grow}>{words}</span>
      ) : (
        <span className={styles.grow}>
          <s className={styles.note}>{words}</s> 划改：{struck}（{struckBy}）
        </span>
      )}
      {struck === null && !striking && (
        <ActionButton kind="quiet" name={`划改 ${words}`} onPress={() => setStriking(true)}>
          划改
        </ActionButton>
      )}
      {striking && (
        <span className={styles.line} onKeyDown={formKeys(save, () => setStriking(false))}>
          <Input
            autoFocus
            aria-label="划改原因"
            className={styles.text ?? ''}
            placeholder="划改原因（必填）"
            maxLength={100}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
          <ActionButton
            hint="Enter"
            refusedBecause={reason.trim() === '' ? '请写明原因。' : undefined}
            onPress={save}
          >
            划改
          </ActionButton>
        </span>
      )}
      {strike.error !== null && (
        <span className={styles.problem} role="alert">
          {describeError(strike.error)}
        </span>
      )}
    </div>
  )
}
