/** Codes of refusals, alarms and session steps, and their Chinese words (reference §2.6). */
import { alarmCauses } from './alarms.ts'

export const jtt808Causes: Readonly<Record<string, string>> = {
  unsupported: '车载终端不支持该操作',
  listening: '正在打开监听端口',
  'bad-number': '车载终端号码应为 1 至 20 位数字',
  'no-groups': '车载终端没有群组，请逐台发送',
  offline: '终端未连接',
  'too-many-open': '该终端还有多条命令未应答，请稍后再发',
  'text-empty': '文本没有内容',
  'text-too-long': '文本过长',
  'text-unencodable': '车载终端（GBK）不能显示这些字符，请改写',
  'no-open-alarm': '该终端没有待确认的紧急报警',
  'terminal-refused': '终端拒绝执行',
  'not-understood': '终端未能识别该消息',
  'terminal-unsupported': '终端不支持该功能',
  'other-answer': '终端应答了未定义的结果',
  'connection-lost': '发出后连接中断，终端是否收到不明',
  'not-listed': '不在本台名单内，要求入网',
  'wrong-code': '鉴权码不对，被拒绝接入',
  'clock-wrong': '终端时钟快 10 分钟以上，位置不用',
  'many-damaged': '报文出错超过 1%，请检查天线或协议版本',
  ...alarmCauses,
}

/** What a general answer that is not 0 means. */
export function causeOfResult(result: number): string {
  if (result === 1) return 'terminal-refused'
  if (result === 2) return 'not-understood'
  return result === 3 ? 'terminal-unsupported' : 'other-answer'
}
