export { vendorProfile } from './driver.ts'
