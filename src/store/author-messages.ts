import type { Kysely, Selectable } from 'kysely';
import type { AuthorMessage, AuthorMessages } from '../delivery/ports/announcements.ts';
import type { Tables } from './schema.ts';

/** Which messages about announcements authors have. */
export function createAuthorMessages(db: Kysely<Tables>): AuthorMessages {
  return {
    async get({ kind, subject, authorId }) {
      const row = await db
        .selectFrom('author_messages')
        .selectAll()
        .where('kind', '=', kind)
        .where('subject', '=', subject)
        .where('author_id', '=', authorId)
        .executeTakeFirst();
      return row && { messageId: row.message_id, shows: row.shows };
    },

    async set({ kind, subject, authorId }, { messageId, shows }) {
      await db
        .insertInto('author_messages')
        .values({ kind, subject, author_id: authorId, message_id: messageId, shows })
        .onConflict((conflict) =>
          conflict.columns(['kind', 'subject', 'author_id']).doUpdateSet({ message_id: messageId, shows }),
        )
        .execute();
    },

    async list(kind) {
      const rows = await db
        .selectFrom('author_messages')
        .selectAll()
        .where('kind', '=', kind)
        .orderBy('subject')
        .orderBy('author_id')
        .execute();
      return rows.map(toMessage);
    },
  };
}

function toMessage(row: Selectable<Tables['author_messages']>): AuthorMessage {
  return {
    kind: row.kind,
    subject: row.subject,
    authorId: row.author_id,
    messageId: row.message_id,
    shows: row.shows,
  };
}
