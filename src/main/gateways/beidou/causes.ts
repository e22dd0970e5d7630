import { tooLongCauses } from './limits.ts'

/** How often this number of suppression is seen differs between makers: the number is shown. */
const restrained = Object.fromEntries(
  Array.from({ length: 10 }, (_, code) => [`restrained-${code}`, `发射被抑制（抑制代码 ${code}）`]),
)

export const beidouCauses: Readonly<Record<string, string>> = {
  ...tooLongCauses,
  ...restrained,
  unsupported: '北斗终端没有这项功能',
  'gateway-down': '北斗终端未接通',
  'waiting-for-card': '正在读取北斗卡',
  'no-card': '终端未插北斗卡或读不到卡',
  'no-signal': '没有卫星信号，请检查天线朝向和遮挡',
  'no-groups': '北斗短报文只能发给一张卡，不能发给组',
  'bad-address': '收信卡号应为 1 至 10 位数字',
  'not-gbk': '含有北斗终端发不出的字（表情或生僻字），请改写',
  'empty-text': '没有内容可发',
  'queue-full': '待发的短报文已满，请等前面的发出',
  'no-receipt': '已由卫星发出，北斗没有送达回执',
  'not-sent': '连接断开，尚未发出',
  'line-lost': '发送途中连接断开，可能已发出',
  'no-feedback': '终端没有回答是否发出，可能已发出',
  'too-early': '终端多次回答未到服务频度，尚未发出',
  failed: '终端回答发送失败',
  'not-locked': '卫星信号未锁定',
  'battery-low': '终端电量不足',
  'encryption-error': '终端加解密模块出错',
  'crc-error': '终端收到的命令校验出错',
  suppressed: '用户被抑制，不能发射',
  silence: '终端处于静默状态，不能发射',
  locked: '终端功放未解锁',
  'no-permission': '此卡没有这项权限',
  'other-only': '北斗只能测定本机位置；其他卡的位置由对方上报',
  'locate-text-only': '此终端的定位申请格式未公开，只接收位置',
  'no-fix': '终端没有给出位置',
}
