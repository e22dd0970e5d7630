/** 录音: which gateway is recorded from which sound input, on this console. */
import { useState } from 'react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { recordingPurpose } from '../../../../core/modules/recordings/contract.ts'
import type { Level, RecordingInput } from '../../../../core/modules/recordings/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { TimeAgo } from '../../../ui/Age.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Panel } from '../../../ui/Panel.tsx'
import { keepFocus } from '../../../ui/return-focus.ts'
import { EmptyState, FailingState, LoadingState } from '../../../ui/states.tsx'
import { InputForm } from './InputForm.tsx'
import { RecorderSeat } from './RecorderSeat.tsx'
import { useLevels } from './use-levels.ts'
import section from '../Section.module.css'
import styles from './Recording.module.css'

const permissionWords = {
  granted: '已许可使用声卡输入',
  denied: '没有使用话筒输入的许可',
  prompt: '等录音页上点一下',
  unsupported: '这个浏览器不能录音',
} as const

export function RecordingSection() {
  const state = useQuery(queries.recordings.inputs.queryOptions())
  const levels = useLevels()
  if (state.data === undefined) {
    return (
      <Panel title="录音">
        {state.isError ? (
          <FailingState
            title="读不到录音设置"
            error={state.error}
            onRetry={() => void state.refetch()}
          />
        ) : (
          <LoadingState what="录音设置" />
        )}
      </Panel>
    )
  }
  const { inputs, recorder, seats, days } = state.data
  return (
    <Panel title="录音">
      <dl className={section.rows}>
        <dt>录音页</dt>
        <dd>
          {recorder.attached ? (
            <>
              <b className={section.good}>在运行</b>
              {recorder.since !== null && (
                <span className={section.note}>
                  接入 <TimeAgo atMs={recorder.since} />
                </span>
              )}
              {recorder.permission !== null && (
                <span className={recorder.permission === 'granted' ? section.note : section.bad}>
                  {permissionWords[recorder.permission]}
                </span>
              )}
              <span className={section.note}>声卡输入 {recorder.devices.length} 个</span>
            </>
          ) : (
            <b className={section.worry}>没有运行，通话没有录音</b>
          )}
        </dd>
        <dt>录音席位</dt>
        <dd>
          <RecorderSeat seats={seats} />
        </dd>
        <dt>用途和保存</dt>
        <dd>
          <span>{recordingPurpose}</span>
          <span className={section.note}>
            声音保存 {days} 天（在“规则和时限”里改）；保留的和未结事件的不删；通话记录不删。
          </span>
        </dd>
      </dl>
      {inputs.length === 0 && (
        <EmptyState title="还没有能录音的网关" hint="先在“网关”里添加电台或电话网关。" />
      )}
      {inputs.map((input) => (
        <OneInput
          key={input.gateway}
          input={input}
          devices={recorder.devices}
          level={levels.get(input.gateway)}
        />
      ))}
    </Panel>
  )
}

function OneInput({
  input,
  devices,
  level,
}: {
  readonly input: RecordingInput
  readonly devices: readonly { readonly id: string; readonly label: string }[]
  readonly level: Level | undefined
}) {
  const { gateway, gatewayName, state, stateWord, advice, trouble, settings } = input
  // Here and not in the form: what was saved makes the form anew, and says that it was saved.
  const save = useMutation(queries.recordings.setInput.mutationOptions())
  const remove = useMutation(queries.recordings.removeInput.mutationOptions())
  const [trying, setTrying] = useState(false)
  const tone = trouble ? section.bad : state === 'off' ? section.note : section.good
  return (
    <section ref={keepFocus} className={styles.input} aria-label={`录音 ${gatewayName}`}>
      <h3>
        {gatewayName} <span className={tone}>{stateWord}</span>
      </h3>
      {advice !== '' && <p className={section.worry}>{advice}</p>}
      <InputForm
        key={JSON.stringify(settings)}
        gateway={gateway}
        settings={settings}
        devices={devices}
        level={level}
        ready={state === 'ready' || state === 'recording'}
        trying={trying}
        onTrying={setTrying}
        saving={save.isPending}
        onSave={save.mutate}
      >
        {save.isSuccess && <span className={section.good}>已保存</span>}
        {save.error !== null && (
          <span className={section.bad} role="alert">
            {describeError(save.error)}
          </span>
        )}
      </InputForm>
      {settings !== null && (
        <ActionButton
          kind="quiet"
          busy={remove.isPending}
          onPress={() => remove.mutate({ gateway })}
        >
          不再录这个网关
        </ActionButton>
      )}
      {remove.error !== null && (
        <span className={section.bad} role="alert">
          {describeError(remove.error)}
        </span>
      )}
    </section>
  )
}
