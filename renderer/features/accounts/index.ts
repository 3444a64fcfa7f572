// Accounts and model sources: choosing one, signing in and out, marking the demo.
export { AccountMenu } from './account-menu'
export { ChooseSource } from './choose-source'
export { DemoMark } from './demo-mark'
