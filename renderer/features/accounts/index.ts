// Accounts and model sources: choosing one, signing in and out, marking the demo.
export { AccountMenu } from './account-menu'
export { AccountPanel } from './account-panel'
export { ChooseSource } from './choose-source'
export { DemoMark } from './demo-mark'
