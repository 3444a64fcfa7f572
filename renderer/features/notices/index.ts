// Notices: sentences for the person that belong to no place on the screen.
export { NoticeStack } from './notice-stack'
