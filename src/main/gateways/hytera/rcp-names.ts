/** Numbers and names of the radio control protocol (radio reference §3.8). */

/** In the order of their numbers 0…15. */
export const callTypes = [
  'private',
  'group',
  'all',
  'emergency_group',
  'remote_monitor',
  'emergency_alarm',
  'priority_private',
  'priority_group',
  'priority_all',
  'dispatch',
  'pc',
  'alert',
  'emergency_alarm_call',
  'check',
  'enable',
  'disable',
] as const

export type CallType = (typeof callTypes)[number] | 'unknown'

/** In the order of their numbers 0…15. */
export const repeaterStates = [
  'local_repeating',
  'local_hang',
  'ip_repeating',
  'ip_hang',
  'channel_hang',
  'sleep',
  'remote_ptt_tx',
  'remote_ptt_hang',
  'remote_ptt_tx_end',
  'wait_ack',
  'remote_timeout',
  'local_ptt_tx',
  'local_ptt_hang',
  'local_ptt_end',
  'local_wait_ack',
  'local_timeout',
] as const

export type RepeaterState = (typeof repeaterStates)[number] | 'unknown'

export const onAirServices = [
  'none',
  'voice',
  'tmp',
  'lp',
  'rrs',
  'tp',
  'supplementary',
  'end_to_end',
] as const

export type OnAirService = (typeof onAirServices)[number] | 'phone' | 'unknown'

/** What a B0C8 report and a 10C7 subscription are about. */
export const statusTargets = {
  zone: 0x05,
  channel: 0x06,
  emergency: 0x09,
  rssi: 0x0b,
  manDown: 0x0e,
  disabled: 0x12,
  loneWorker: 0x17,
} as const

/**
 * Only opcodes whose messages we may send. Monitor, disable and enable go out for an order that two
 * persons confirmed, and for nothing else: no code of the driver sends them by itself.
 */
export const rcpOpcodes = {
  button: 0x0041,
  channel: 0x00c4,
  idOrIp: 0x0452,
  check: 0x0833,
  monitor: 0x0834,
  call: 0x0841,
  hangup: 0x0842,
  disable: 0x0849,
  enable: 0x084a,
  statusSubscription: 0x10c7,
  callSubscription: 0x10c9,
  messageSubscription: 0x1847,
} as const

/** 0841 → 8841, but 1847 → 8847 and 10C9 → 80C9: the first digit becomes 8. */
export const replyTo = (opcode: number): number => 0x8000 | (opcode & 0x0fff)

/** Messages whose layout is not needed or not public: the name, and the payload as it is. */
export const rawNames: Readonly<Record<number, string>> = {
  0x0004: 'identification_request',
  0x0043: 'speaker_request',
  0x0044: 'microphone_request',
  0x0045: 'squelch_request',
  0x0046: 'volume_request',
  0x00c6: 'power_up_check_request',
  0x80c6: 'power_up_check_reply',
  0x00ca: 'login_request',
  0x80ca: 'login_reply',
  0x00cb: 'logout_request',
  0x80cb: 'logout_reply',
  0x00df: 'digital_audio_route_request',
  0x80df: 'digital_audio_route_reply',
  0x00e7: 'channel_status_request',
  0x80e7: 'channel_status_reply',
  0x0131: 'zone_alias_request',
  0x0134: 'current_channel_request',
  0x0135: 'channel_alias_request',
  0x01c1: 'restart_request',
  0x0201: 'radio_info_request',
  0x8201: 'radio_info_reply',
  0x0419: 'rtp_payload_type_request',
  0x8419: 'rtp_payload_type_reply',
  0x0450: 'zone_channel_count_request',
  0x0451: 'key_request',
  0x0456: 'priority_interrupt_request',
  0x0457: 'repeater_priority_interrupt_request',
  0x0458: 'xpt_priority_interrupt_request',
  0x0835: 'alert_call_request',
  0x0850: 'alert_call_with_sender_request',
  0x0851: 'emergency_alarm_request',
  0x0852: 'talker_alias_request',
  0x0853: 'emergency_alarm_cancel_request',
  0x1132: 'zone_channel_request',
  0x1136: 'zone_change_request',
  0x10e4: 'key_notify_request',
  0x80e4: 'key_notify_reply',
  0x82d4: 'device_info_reply',
  0xb133: 'zone_channel_notification',
  0xb137: 'zone_change_notification',
}

/** Replies that are one result byte. */
export const resultNames: Readonly<Record<number, string>> = {
  0x8841: 'call_reply',
  0x8842: 'remove_call_reply',
  0x884c: 'call_with_sender_reply',
  0x8847: 'broadcast_message_config_reply',
  0x80c7: 'status_notify_config_reply',
  0x80c9: 'broadcast_status_config_reply',
  0x8835: 'alert_call_ack',
  0x8852: 'talker_alias_reply',
}

/** Requests about one radio, with the radio's id. */
export const radioRequestNames: Readonly<Record<number, string>> = {
  0x0833: 'radio_check_request',
  0x0834: 'remote_monitor_request',
  0x0849: 'remote_disable_request',
  0x084a: 'remote_enable_request',
}

/** Their answers: result, radio id. */
export const radioReplyNames: Readonly<Record<number, string>> = {
  0x8833: 'radio_check_ack',
  0x8834: 'remote_monitor_ack',
  0x8849: 'remote_disable_ack',
  0x884a: 'remote_enable_ack',
}
