/** TP (telemetry) and DTP (files): named, their payload kept as it is (radio reference §3.8, end). */

export interface OpaqueBody {
  readonly name: 'opaque'
  readonly label: string
  readonly payload: Uint8Array
}

const telemetry: Readonly<Record<number, string>> = {
  0xa001: 'status_request',
  0xa081: 'status_report',
  0xa082: 'status_change_report',
  0xb001: 'remote_control',
  0xb081: 'remote_control_answer',
}

const files: Readonly<Record<number, string>> = {
  0xa001: 'transfer_request',
  0xa011: 'transfer_request_ack',
  0xa002: 'transfer_slice',
  0xa012: 'transfer_slice_ack',
  0xa003: 'transfer_end',
  0xa013: 'transfer_end_ack',
}

export function readTp(opcode: number, payload: Uint8Array): OpaqueBody | undefined {
  const label = telemetry[opcode]
  return label === undefined ? undefined : { name: 'opaque', label, payload }
}

export function readDtp(opcode: number, payload: Uint8Array): OpaqueBody | undefined {
  const label = files[opcode]
  return label === undefined ? undefined : { name: 'opaque', label, payload }
}
