import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import {
  notTakenBack,
  type Proposal,
  type Reading,
} from '../../../core/modules/command/contract.ts'
import { CategorySelect } from '../../incident/CategorySelect.tsx'
import { queries } from '../../client.ts'
import { ActionButton } from '../../ui/ActionButton.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { coreNow } from '../../ui/now.ts'
import { Tag } from '../../ui/Tag.tsx'
import { fieldsOf, type ProposalField } from './fields.ts'
import { Sentence } from './Sentence.tsx'
import { SimilarIncidents } from './SimilarIncidents.tsx'
import { UnknownName } from './UnknownName.tsx'
import styles from './Proposal.module.css'

const enterWords: Readonly<Record<Proposal['kind'], string>> = {
  unitStatus: '登记状态',
  contact: '记联络',
  acknowledge: '登记复诵',
  openIncident: '登记',
  furtherCall: '记补充来电',
  followUp: '保存',
  casualties: '登记伤亡',
  order: '下令',
  cancelOrder: '撤销命令',
  incidentStep: '转状态',
  grade: '定级',
  reportDraft: '起草',
  sendText: '发出',
  rollCall: '开始点名',
  checkIn: '登记应答',
  log: '保存',
}

/** Keys of the alternatives, in the order they are shown. */
const alternativeKeys = ['Alt+Z', 'Alt+X', 'Alt+C', 'Alt+V'] as const

export interface ProposalPanelProps {
  readonly text: string
  readonly reading: Reading
  /** The proposal as it stands: read, edited, or chosen among the alternatives. */
  readonly proposal: Proposal
  readonly headline: string
  /** Enter was pressed once for what goes to several nets. */
  readonly armed: boolean
  readonly busy: boolean
  readonly onCarryOut: () => void
  readonly onChange: (proposal: Proposal, words: string) => void
  readonly onName: (name: string, unit: string, remember: boolean) => void
}

/** What Enter will do, before it is done; opens upward from the line, the focus stays there. */
export function ProposalPanel(props: ProposalPanelProps) {
  const { text, reading, proposal, headline, armed, busy } = props
  // Another possibility was chosen: what the first reading would send is not sent.
  const leaves = proposal.kind === reading.proposal.kind ? reading.leaves : null
  const kept = notTakenBack(proposal)
  const alternatives = reading.doubts.flatMap((doubt) => doubt.alternatives).slice(0, 4)
  const unread = reading.spans.filter(({ kind }) => kind === 'unread')
  const keeps = unread.length > 0 && proposal.kind !== 'log' && proposal.kind !== 'followUp'
  return (
    <section className={styles.panel} aria-label="这句话将做什么">
      <header className={styles.head}>
        <b>将{headline}</b>
        <span className={styles.grow} />
        {reading.doubts.length > 0 && <Tag tone="yellow">有 {reading.doubts.length} 处请看清</Tag>}
      </header>
      <Sentence text={text} spans={reading.spans} />
      <Fields proposal={proposal} onChange={props.onChange} onCarryOut={props.onCarryOut} />
      {proposal.kind === 'openIncident' && (
        <SimilarIncidents proposal={proposal} onChoose={props.onChange} />
      )}
      {reading.unknownName !== null && (
        <UnknownName key={reading.unknownName} name={reading.unknownName} onName={props.onName} />
      )}
      {(reading.doubts.length > 0 || keeps) && (
        <ul className={styles.doubts}>
          {reading.doubts.map(({ question }) => (
            <li key={question}>{question}</li>
          ))}
          {keeps && (
            <li>
              未识别“{unread.map(({ start, end }) => text.slice(start, end)).join('”“')}
              ”，原样记下，不会丢。
            </li>
          )}
        </ul>
      )}
      {leaves !== null && (
        <p className={styles.leaves} role={armed ? 'alert' : undefined}>
          {leaves}
          {reading.twice && (armed ? ' 再按一次 Enter 才发出。' : ' 不止一个网，要按两次 Enter。')}
        </p>
      )}
      <footer className={styles.foot}>
        <ActionButton kind="primary" hint="Enter" busy={busy} onPress={props.onCarryOut}>
          {armed ? '确认发出' : enterWords[proposal.kind]}
        </ActionButton>
        {alternatives.map(({ label, proposal: other }, at) => (
          <ActionButton
            key={label}
            hotkey={alternativeKeys[at]}
            name={label}
            onPress={() => props.onChange(other, label)}
          >
            {label}
          </ActionButton>
        ))}
        <span className={styles.grow} />
        <span className={styles.meta}>
          {fieldsOf(proposal).some(({ change }) => change) && (
            <>
              改字段 <Kbd keys="Tab" />{' '}
            </>
          )}
          {kept === null ? (
            <>
              10 秒内可撤消 <Kbd keys="Ctrl+Z" />{' '}
            </>
          ) : (
            `${kept} `
          )}
          不做 <Kbd keys="Escape" />
        </span>
      </footer>
    </section>
  )
}

function Fields({
  proposal,
  onChange,
  onCarryOut,
}: Pick<ProposalPanelProps, 'proposal' | 'onChange' | 'onCarryOut'>) {
  const categories = useQuery(queries.incidents.categories.queryOptions({ input: {} })).data
  const fields = fieldsOf(proposal)
  if (fields.length === 0) return null
  return (
    <div className={styles.fields}>
      {fields.map((field) => (
        <div key={field.key} className={styles.field}>
          <span className={styles.meta}>{field.label}</span>
          {field.label === '类别' && proposal.kind === 'openIncident' ? (
            <CategorySelect
              value={proposal.incident.category ?? ''}
              onChange={(code) => {
                const categoryName = categories?.find((one) => one.code === code)?.name ?? '待定'
                const category = code === '' ? null : code
                onChange(
                  { ...proposal, incident: { ...proposal.incident, category, categoryName } },
                  '',
                )
              }}
            />
          ) : field.change ? (
            <FieldInput
              key={field.value}
              field={field}
              onChange={(changed) => onChange(changed, '')}
              onCarryOut={onCarryOut}
            />
          ) : (
            <span className={styles.value}>{field.value === '' ? '—' : field.value}</span>
          )}
          <span className={styles.meta}>{field.note}</span>
        </div>
      ))}
    </div>
  )
}

function FieldInput({
  field,
  onChange,
  onCarryOut,
}: {
  readonly field: ProposalField
  readonly onChange: (proposal: Proposal) => void
  readonly onCarryOut: () => void
}) {
  const [typed, setTyped] = useState(field.value)
  const [bad, setBad] = useState(false)
  const take = () => {
    if (typed === field.value) return true
    const changed = field.change?.(typed, coreNow())
    setBad(changed === undefined)
    if (changed) onChange(changed)
    return changed !== undefined
  }
  return (
    <>
      <input
        className={styles.input}
        aria-label={field.label}
        aria-invalid={bad}
        value={typed}
        placeholder="—"
        onChange={(event) => setTyped(event.target.value)}
        onBlur={() => void take()}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
          // The first Enter takes over what was typed, the next one does it.
          if (typed === field.value) onCarryOut()
          else take()
        }}
      />
      {bad && (
        <span className={styles.bad}>读不懂，请改；原来的 {field.value || '空着'} 仍有效</span>
      )}
    </>
  )
}
