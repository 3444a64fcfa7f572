// The notice of a folder's waiting servers, for the chat. Apart from the section, which is much larger.
export { FolderNotice } from './folder-notice'
