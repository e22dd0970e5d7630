import { useState } from 'react'
import { beijingDateTime } from '../../../../core/kernel/beijing-time.ts'
import {
  directionWord,
  doneWord,
  type DutyEntry,
} from '../../../../core/modules/duty-log/contract.ts'
import { entryWord } from '../../../../core/modules/logbook/contract.ts'
import { PrintNote } from '../../../print/PrintNote.tsx'
import { usePrint } from '../../../print/use-print.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { CorrectEntry } from './CorrectEntry.tsx'
import { joined, partyOf } from './entry-columns.tsx'
import { FollowUpForm, type FollowUp } from './FollowUpForm.tsx'
import { NoticeRows } from './NoticeRows.tsx'
import styles from './Log.module.css'

type Act = FollowUp | 'correct'

const clock = (ms: number) => beijingDateTime(ms).slice(5, 16)

/** Everything of one entry and what may be done with it; nothing edits it. */
export function EntryDetail({
  entry,
  onChoose,
}: {
  readonly entry: DutyEntry
  /** The correction that took its place. */
  readonly onChoose: (id: string) => void
}) {
  const [act, setAct] = useState<Act>()
  const leave = () => setAct(undefined)
  if (act === 'correct') {
    return (
      <CorrectEntry
        entry={entry}
        onDone={leave}
        onCorrected={(id) => {
          leave()
          onChoose(id)
        }}
      />
    )
  }
  return (
    <div className={styles.detail}>
      <Facts entry={entry} />
      <NoticeRows entry={entry} />
      {act === undefined ? (
        <Actions entry={entry} onAct={setAct} />
      ) : (
        <FollowUpForm key={act} entry={entry.line.id} what={act} onDone={leave} />
      )}
    </div>
  )
}

function factsOf(entry: DutyEntry): (readonly [string, string])[] {
  const { line, fields, handlings, done } = entry
  const doneNote = joined([done.note, `${clock(done.at)} ${done.by}`], '，')
  return [
    ['时间', `${beijingDateTime(line.heardAt)}，录入 ${clock(line.typedAt)}`],
    ['单位姓名', joined([fields ? directionWord(fields.direction) : '', partyOf(entry)])],
    ['方式', joined([line.channel === null ? '' : entryWord(line.channel), fields?.contact ?? ''])],
    ['内容', fields?.content ?? line.text],
    ['时间地点', fields?.whenWhere ?? ''],
    [
      '处理情况',
      joined(
        [
          fields?.handling ?? '',
          ...handlings.map(({ at, text, by }) => `${clock(at)} ${text}（${by}）`),
        ],
        '\n',
      ),
    ],
    ['备注', fields?.remark ?? ''],
    ['关联事件', entry.incidentNumber ?? ''],
    // A plain line asks for nothing, so it is not said to be done.
    ['办结情况', fields || done.state !== 'done' ? `${doneWord(done.state)}（${doneNote}）` : ''],
    ['记录人', line.recorder.name],
    [
      '划改',
      line.struck ? `${clock(line.struck.at)} ${line.struck.by}：${line.struck.reason}` : '',
    ],
  ]
}

function Facts({ entry }: { readonly entry: DutyEntry }) {
  return (
    <dl className={styles.facts}>
      {factsOf(entry)
        .filter(([, value]) => value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

function Actions({
  entry: { line, done },
  onAct,
}: {
  readonly entry: DutyEntry
  readonly onAct: (act: Act) => void
}) {
  const print = usePrint()
  if (line.struck !== null) {
    return (
      <div className={styles.row}>
        <ActionButton hotkey="R" onPress={() => onAct('restore')}>
          恢复
        </ActionButton>
      </div>
    )
  }
  return (
    <>
      <div className={styles.row}>
        <ActionButton hotkey="H" onPress={() => onAct('handle')}>
          记处理
        </ActionButton>
        <ActionButton hotkey="T" onPress={() => onAct('notify')}>
          记报告
        </ActionButton>
        {done.state === 'doing' ? (
          <>
            <ActionButton kind="primary" hotkey="B" onPress={() => onAct('done')}>
              办结
            </ActionButton>
            <ActionButton hotkey="Z" onPress={() => onAct('passed')}>
              转交
            </ActionButton>
          </>
        ) : (
          <ActionButton hotkey="B" onPress={() => onAct('doing')}>
            转为在办
          </ActionButton>
        )}
      </div>
      <div className={styles.row}>
        <ActionButton hotkey="C" onPress={() => onAct('correct')}>
          更正
        </ActionButton>
        <ActionButton hotkey="X" onPress={() => onAct('strike')}>
          划去
        </ActionButton>
        <ActionButton
          hotkey="D"
          busy={print.busy}
          onPress={() =>
            print.print({
              kind: 'duty_phone_record',
              subject: line.id,
              incident: line.incident,
              format: 'pdf',
            })
          }
        >
          接报登记单
        </ActionButton>
      </div>
      <PrintNote print={print} />
    </>
  )
}
