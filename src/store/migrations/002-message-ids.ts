/** Finding the messages that deliveries became. */
export const MESSAGE_IDS = `
-- After a crash the ids that other messages hold are left out when a lost one is looked for.
create index deliveries_by_message on deliveries (message_id) where message_id is not null;
`;
