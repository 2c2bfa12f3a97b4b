declare const brand: unique symbol;
/** A chat that receives. In private chats it is the person's Telegram id. */
export type ChatId = number & { readonly [brand]: 'ChatId' };
export type AnnouncementId = number & { readonly [brand]: 'AnnouncementId' };
export type DeliveryId = number & { readonly [brand]: 'DeliveryId' };
