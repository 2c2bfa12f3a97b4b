import { createActions } from './actions.ts';
import { showHeader } from './chat-header.ts';
import { showChatList } from './chat-list.ts';
import { showComposer } from './composer.ts';
import { keepConnected } from './connection.ts';
import { showConversation } from './conversation.ts';
import { showHint } from './hint.ts';
import { showMenu } from './menu.ts';
import { listenToMessages } from './message-clicks.ts';
import { followAddress } from './navigation.ts';
import { createStore } from './store.ts';
import { offerThemes } from './theme.ts';
import { createToasts } from './toasts.ts';

const store = createStore();
const toasts = createToasts();
const actions = createActions(store, toasts);

offerThemes();
showHeader(store);
showChatList(store);
const composer = showComposer(store, actions);
showConversation(store);
listenToMessages({ store, actions, composer, toasts });
showMenu(store, actions);
showHint(store, actions);
followAddress(store);
keepConnected(store);
