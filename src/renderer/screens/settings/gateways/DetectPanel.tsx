import { useState } from 'react'
import { AutoComplete, Input, Segmented } from 'antd'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Detection, PortToDetect } from '../../../../core/modules/diagnosis/contract.ts'
import { queries } from '../../../client.ts'
import { ActionButton } from '../../../ui/ActionButton.tsx'
import { describeError } from '../../../ui/describe-error.ts'
import { Panel } from '../../../ui/Panel.tsx'
import type { GatewayForm } from './gateway-form.ts'
import styles from './Diagnosis.module.css'

const marks: Readonly<Record<Detection['findings'][number]['certainty'], string>> = {
  certain: '把握大',
  likely: '多半是',
  possible: '像，不能确定',
}

/** What the form begins with when a person takes a finding. */
export type Found = Pick<GatewayForm, 'driver' | 'kind' | 'path' | 'host' | 'port'> & {
  readonly baud: number | null
  readonly identity: string | undefined
}

function foundOf(port: PortToDetect, driver: string, baud: number | null): Found {
  return port.kind === 'serial'
    ? { driver, kind: 'serial', path: port.path, identity: port.identity, host: '', port: '', baud }
    : {
        driver,
        kind: 'tcp',
        path: '',
        identity: undefined,
        host: port.host,
        port: String(port.port),
        baud,
      }
}

/** Listens to a port nobody has named, asks where it is silent, and says what it found; a person adds it. */
export function DetectPanel({ onTake }: { readonly onTake: (found: Found) => void }) {
  const [kind, setKind] = useState<PortToDetect['kind']>('serial')
  const [path, setPath] = useState('')
  const [host, setHost] = useState('')
  const [port, setPort] = useState('')
  const [problem, setProblem] = useState<string>()
  const listed = useQuery(queries.gateways.ports.queryOptions()).data
  const ports = listed ?? []
  const detection = useQuery(queries.diagnosis.detection.queryOptions()).data
  const start = useMutation(queries.diagnosis.startDetection.mutationOptions())
  const stop = useMutation(queries.diagnosis.stopDetection.mutationOptions())
  const running = detection?.running === true
  function begin(): void {
    if (running) return
    const number = Number(port)
    if (kind === 'serial' && path.trim() === '') return setProblem('请选一个串口，或写出路径。')
    if (kind === 'tcp' && host.trim() === '') return setProblem('请填写对端地址。')
    if (kind === 'tcp' && !(Number.isInteger(number) && number >= 1 && number <= 65_535)) {
      return setProblem('端口是 1 到 65535 的数。')
    }
    setProblem(undefined)
    const identity = ports.find((one) => one.path === path)?.identity ?? undefined
    start.mutate(
      kind === 'serial'
        ? { kind, path: path.trim(), ...(identity !== undefined && { identity }) }
        : { kind, host: host.trim(), port: number },
    )
  }
  const said = problem ?? (start.error === null ? undefined : describeError(start.error))
  return (
    <Panel title="识别端口">
      <div className={styles.detect}>
        <p className={styles.note}>
          先在常用速率上只听不发，约半分钟；一点声音都没有时，才发几句不会改动设备、也不会上天线的问话。结果只是建议，由您决定要不要添加。
        </p>
        <div className={styles.bar}>
          <Segmented
            aria-label="线路"
            value={kind}
            onChange={setKind}
            options={[
              { value: 'serial', label: '串口' },
              { value: 'tcp', label: '串口服务器' },
            ]}
          />
          {kind === 'serial' ? (
            <AutoComplete
              aria-label="串口"
              className={styles.text ?? ''}
              value={path}
              options={ports.map((one) => ({ value: one.path, label: one.label }))}
              showSearch={{ filterOption: false }}
              placeholder="从列表选，或写路径"
              onChange={(value: string) => setPath(value)}
            />
          ) : (
            <>
              <Input
                aria-label="对端地址"
                className={styles.text}
                value={host}
                maxLength={253}
                placeholder="10.0.0.7"
                onChange={(event) => setHost(event.target.value)}
                onPressEnter={begin}
              />
              <Input
                aria-label="端口"
                className={styles.port}
                value={port}
                maxLength={5}
                placeholder="4001"
                onChange={(event) => setPort(event.target.value)}
                onPressEnter={begin}
              />
            </>
          )}
          <ActionButton kind="primary" hotkey="Alt+R" busy={running} onPress={begin}>
            开始识别
          </ActionButton>
          <ActionButton
            refusedBecause={running ? undefined : '没有在识别'}
            onPress={() => stop.mutate({})}
          >
            停下
          </ActionButton>
        </div>
        {kind === 'serial' && listed?.length === 0 && (
          <p role="status" className={styles.doubt}>
            本机现在没有找到串口。插好 USB 串口线，它会自己出现在列表里；也可以直接写路径。
          </p>
        )}
        {said !== undefined && (
          <p role="alert" className={styles.bad}>
            {said}
          </p>
        )}
        {detection && detection.words !== '' && <Result detection={detection} onTake={onTake} />}
      </div>
    </Panel>
  )
}

function Result({
  detection: { running, port, words, todo, findings, heard },
  onTake,
}: {
  readonly detection: Detection
  readonly onTake: (found: Found) => void
}) {
  const where =
    port === null ? '' : port.kind === 'serial' ? port.path : `${port.host}:${port.port}`
  return (
    <section aria-label="识别结果" className={styles.result}>
      <p role="status" className={running ? styles.doubt : undefined}>
        <b>{where}</b> {words}
      </p>
      {todo.length > 0 && (
        <ol>
          {todo.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      {findings.map((finding) => (
        <div key={finding.driver} className={styles.finding}>
          <span>
            <b>{marks[finding.certainty]}</b> {finding.words}
          </span>
          <ActionButton
            onPress={() => {
              if (port) onTake(foundOf(port, finding.driver, finding.baud))
            }}
          >
            按此添加…
          </ActionButton>
        </div>
      ))}
      {heard.map((one) => (
        <p key={one.words} className={styles.note}>
          {one.words} <code>{one.hex}</code>
        </p>
      ))}
    </section>
  )
}
