/** Function codes: the name in code, the name of the report in readings. */
export const functionNames: Readonly<Record<number, string>> = {
  0x2f: 'heartbeat',
  0x30: 'test',
  0x31: 'uniform_period',
  0x32: 'timed',
  0x33: 'extra',
  0x34: 'hourly',
  0x35: 'manual',
  0x36: 'picture_or_picture_query',
  0x37: 'query_realtime',
  0x38: 'query_period',
  0x39: 'query_manual',
  0x3a: 'query_element',
  0x40: 'set_basic_config',
  0x41: 'get_basic_config',
  0x42: 'set_run_config',
  0x43: 'get_run_config',
  0x44: 'query_pump',
  0x45: 'query_version',
  0x46: 'query_status_alarm',
  0x47: 'init_storage',
  0x48: 'factory_reset',
  0x49: 'set_password',
  0x4a: 'set_clock',
  0x4b: 'set_ic_state',
  0x4c: 'pump_switch',
  0x4d: 'valve_switch',
  0x4e: 'gate_switch',
  0x4f: 'water_quota',
  0x50: 'query_log',
  0x51: 'query_clock',
}

/** How the readings of a frame came; absent where it carries none. */
export const reportOf: Readonly<Record<number, string>> = {
  0x30: 'test',
  0x31: 'uniform',
  0x32: 'timed',
  0x33: 'extra',
  0x34: 'hourly',
  0x35: 'manual',
  0x36: 'picture',
  0x37: 'query',
  0x38: 'query',
  0x39: 'manual',
  0x3a: 'query',
  0x44: 'query',
  0x46: 'status',
}

export const heartbeat = 0x2f
export const queryNow = 0x37
export const setClock = 0x4a

/** What this console may send besides confirmations: nothing that changes a station but its clock. */
export type Question = typeof queryNow | typeof setClock
