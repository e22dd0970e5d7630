import { AutoComplete, Input, Segmented, Select } from 'antd'
import { useQuery } from '@tanstack/react-query'
import { queries } from '../../../client.ts'
import { Field } from '../../../ui/Field.tsx'
import type { FormProblems, GatewayForm } from './gateway-form.ts'
import { linkKindWords, type LinkKind } from './link-words.ts'
import styles from './Gateways.module.css'

const speeds = [4800, 9600, 19200, 38400, 57600, 115200, 230400]

interface Props {
  readonly form: GatewayForm
  readonly problems: FormProblems
  readonly onChange: (some: Partial<GatewayForm>) => void
}

/** How the gateway is reached: serial line, serial server, UDP, or terminals that call us. */
export function LinkFields({
  form,
  problems,
  onChange,
  offered,
}: Props & { readonly offered: readonly LinkKind[] }) {
  const kinds = offered.filter((kind) => kind !== 'memory' || form.kind === 'memory')
  return (
    <>
      <Field label="线路">
        {() => (
          <Segmented
            aria-label="线路"
            value={form.kind}
            onChange={(kind) => onChange({ kind })}
            options={kinds.map((value) => ({ value, label: linkKindWords[value] }))}
          />
        )}
      </Field>
      {form.kind === 'serial' && (
        <SerialFields form={form} problems={problems} onChange={onChange} />
      )}
      {form.kind === 'tcp' && <TcpFields form={form} problems={problems} onChange={onChange} />}
      {form.kind === 'udp' && <UdpFields form={form} problems={problems} onChange={onChange} />}
      {form.kind === 'tcp-listen' && (
        <ListenFields form={form} problems={problems} onChange={onChange} />
      )}
    </>
  )
}

function SerialFields({ form, problems, onChange }: Props) {
  // The list follows plugging in and out: the core says when it changed.
  const ports = useQuery(queries.gateways.ports.queryOptions()).data ?? []
  const here = ports.some(({ path }) => path === form.path)
  const hint =
    ports.length === 0
      ? '本机现在没有找到串口；可直接写路径，插上后自动接通。'
      : `现在有 ${ports.length} 个串口，插拔后自动更新。`
  return (
    <div className={styles.pair}>
      <Field
        label="串口"
        required
        problem={problems.path}
        hint={
          form.path !== '' && !here && ports.length > 0
            ? '列表里没有这个路径；它一出现就会自动接通。'
            : hint
        }
      >
        {(control) => (
          <AutoComplete
            {...control}
            value={form.path}
            options={ports.map(({ path, label }) => ({ value: path, label }))}
            showSearch={{ filterOption: false }}
            placeholder="从列表选，或写路径"
            onChange={(path: string) =>
              onChange({
                path,
                identity: ports.find((port) => port.path === path)?.identity ?? undefined,
              })
            }
          />
        )}
      </Field>
      <Field label="波特率">
        {(control) => (
          <Select
            {...control}
            value={form.baud}
            options={speeds.map((value) => ({ value, label: String(value) }))}
            onChange={(baud) => onChange({ baud })}
          />
        )}
      </Field>
    </div>
  )
}

function HostField({
  form,
  problems,
  onChange,
  hint,
}: Props & { readonly hint?: string | undefined }) {
  return (
    <Field label="对端地址" required problem={problems.host} hint={hint}>
      {(control) => (
        <Input
          {...control}
          value={form.host}
          maxLength={253}
          placeholder="10.0.0.7"
          onChange={(event) => onChange({ host: event.target.value })}
        />
      )}
    </Field>
  )
}

function PortField({ form, problems, onChange, label }: Props & { readonly label: string }) {
  return (
    <Field label={label} required problem={problems.port}>
      {(control) => (
        <Input
          {...control}
          value={form.port}
          inputMode="numeric"
          maxLength={5}
          onChange={(event) => onChange({ port: event.target.value })}
        />
      )}
    </Field>
  )
}

function OwnAddressField({ form, onChange, hint }: Props & { readonly hint: string }) {
  return (
    <Field label="本机地址" hint={hint}>
      {(control) => (
        <Input
          {...control}
          value={form.bindAddress}
          maxLength={64}
          placeholder="0.0.0.0"
          onChange={(event) => onChange({ bindAddress: event.target.value })}
        />
      )}
    </Field>
  )
}

function ListenFields(props: Props) {
  const { form, problems, onChange } = props
  return (
    <>
      <div className={styles.pair}>
        <PortField {...props} label="监听端口" />
        <OwnAddressField {...props} hint="空着在全部网卡上监听；只应接专网" />
      </div>
      <Field
        label="最多连接"
        required
        problem={problems.maxPeers}
        hint="终端主动连到本机；满了以后新来的不接，并记下"
      >
        {(control) => (
          <Input
            {...control}
            value={form.maxPeers}
            inputMode="numeric"
            maxLength={4}
            onChange={(event) => onChange({ maxPeers: event.target.value })}
          />
        )}
      </Field>
    </>
  )
}

function TcpFields(props: Props) {
  return (
    <div className={styles.pair}>
      <HostField {...props} />
      <PortField {...props} label="端口" />
    </div>
  )
}

function UdpFields(props: Props) {
  const { form, problems, onChange } = props
  return (
    <>
      <div className={styles.pair}>
        <HostField {...props} hint="电台各有地址的，写网段：12.0.0.0/8" />
        <OwnAddressField {...props} hint="多网卡时填写" />
      </div>
      <div className={styles.pair}>
        <Field
          label="本地端口"
          required
          problem={problems.localPorts}
          hint="30001-30010：中转台各业务两个时隙"
        >
          {(control) => (
            <Input
              {...control}
              value={form.localPorts}
              maxLength={200}
              onChange={(event) => onChange({ localPorts: event.target.value })}
            />
          )}
        </Field>
        <Field label="对端端口" problem={problems.remotePorts} hint="空着按对方来信的端口回">
          {(control) => (
            <Input
              {...control}
              value={form.remotePorts}
              maxLength={200}
              onChange={(event) => onChange({ remotePorts: event.target.value })}
            />
          )}
        </Field>
      </div>
    </>
  )
}
