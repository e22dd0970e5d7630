export { satphoneModem, smsModem } from './driver.ts'
export { smsVectors } from './vectors.ts'
