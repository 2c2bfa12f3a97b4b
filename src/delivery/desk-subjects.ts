import type { Catalog } from '../catalog/catalog.ts';
import type { Words } from '../locales/texts.ts';
import { ARTICLES_SHOWN, renderHeld, renderMissing } from '../render/announcement-batches.ts';
import { isDismissed, renderProgress } from '../render/announcement-progress.ts';
import { renderApproval, renderApprovalAway } from '../render/announcement-questions.ts';
import type { TextMessage } from '../render/message.ts';
import { MESSAGE_TEXT_LIMIT } from '../telegram/limits.ts';
import { heldArticle, heldBatches, missingArticles, missingBatches } from './desk-batches.ts';
import { approvalShown, CLOSED, cardShown, shownBy } from './desk-fingerprints.ts';
import type { DeskRates } from './desk-rates.ts';
import { type Ladder, pushLadder } from './ladders.ts';
import type { Announcement, Announcements, AuthorMessageKey, AuthorMessages } from './ports/announcements.ts';

/** Something that each author has one message about. */
export interface DeskSubject {
  readonly kind: AuthorMessageKey['kind'];
  readonly subject: number;
  /** A fingerprint of what the message says. */
  readonly shows: string;
  /** Best first: where Telegram refuses one, the next may pass. */
  message(): Promise<Ladder>;
  /** Worth an edit, not a new message. */
  readonly editOnly?: boolean;
  /** Changes by itself as time goes on. */
  readonly lively?: boolean;
  /** An announcement that is over: once everybody has been shown it, there is nothing more to tell. */
  readonly ended?: Announcement;
}

export interface SubjectPorts {
  readonly announcements: Pick<Announcements, 'unreported' | 'inState' | 'announced' | 'get' | 'audience'>;
  readonly authorMessages: Pick<AuthorMessages, 'list'>;
  readonly catalog: () => Catalog;
  readonly words: Words;
  /** Messages a second that may be sent. */
  readonly rate: () => number;
  /** The author's own zone. */
  readonly timezone: string;
  readonly rates: DeskRates;
}

/** All that authors are to be shown at this moment, from the database alone; `nowMs` only ever grows. */
export async function findSubjects(ports: SubjectPorts, now: Date, nowMs: number): Promise<readonly DeskSubject[]> {
  const { announcements } = ports;
  const waiting = await announcements.inState('held', 'approval');
  const held = heldSubjects(
    waiting.filter(({ state }) => state === 'held'),
    ports,
  );
  const missing = await missingSubjects(ports);
  return [
    ...waiting
      .filter(({ state }) => state === 'approval')
      .flatMap((announcement) => [...cardSubjects(announcement, ports), approvalSubject(announcement, ports)]),
    ...(await announcements.unreported()).map((announcement) => progressSubject(announcement, ports, now, nowMs)),
    ...held,
    ...missing,
    ...(await closedSubjects('held', held, ports)),
    ...(await closedSubjects('missing', missing, ports)),
  ];
}

function progressSubject(announcement: Announcement, ports: SubjectPorts, now: Date, nowMs: number): DeskSubject {
  const { rate, rates, timezone, words } = ports;
  const measuredRate = rates.measure(announcement, nowMs);
  const message = renderProgress(announcement, { now, timezone, measuredRate, expectedRate: rate() }, words);
  const { id, state } = announcement;
  const ended = state === 'finished' || state === 'cancelled' || state === 'retracted';
  return {
    kind: 'progress',
    subject: id,
    shows: shownBy(message),
    message: async () => [message],
    lively: state === 'planning' || (state === 'running' && !waitsForLater(announcement, now)),
    ...(ended ? { ended: announcement } : {}),
    // Nothing was sent: only a question that authors still see has to give way.
    ...(isDismissed(announcement) ? { editOnly: true } : {}),
  };
}

function waitsForLater({ opensAt, nextDueAt, open }: Announcement, now: Date): boolean {
  const isOpen = opensAt === undefined || opensAt <= now;
  return isOpen && open > 0 && nextDueAt !== undefined && nextDueAt > now;
}

/** The article as readers will get it; none when it has left the catalogue. */
function cardSubjects({ id, articleId }: Announcement, { catalog, words }: SubjectPorts): DeskSubject[] {
  const current = catalog();
  const article = current.article(articleId);
  if (article === undefined) return [];
  const state = { saved: false, subscribed: true, textLimit: MESSAGE_TEXT_LIMIT };
  const ladder = pushLadder(article, article.tags[0]?.key ?? 'all', current, words, state);
  return [{ kind: 'card', subject: id, shows: cardShown(ladder), message: async () => ladder }];
}

function approvalSubject(announcement: Announcement, ports: SubjectPorts): DeskSubject {
  const { announcements, catalog, rate, words } = ports;
  if (catalog().article(announcement.articleId) === undefined) return awaySubject(announcement, words);
  return {
    kind: 'progress',
    subject: announcement.id,
    shows: approvalShown(announcement),
    async message() {
      const readers = await announcements.audience(announcement.id);
      return [renderApproval(announcement, { readers, perSecond: rate() }, words)];
    },
  };
}

/** A draft or a missing file is not to be published by a press on an old question. */
function awaySubject(announcement: Announcement, words: Words): DeskSubject {
  const message = renderApprovalAway(announcement, words);
  const { id: subject } = announcement;
  return { kind: 'progress', subject, shows: shownBy(message), message: async () => [message], editOnly: true };
}

function heldSubjects(held: readonly Announcement[], { catalog, words }: SubjectPorts): DeskSubject[] {
  const current = catalog();
  return [...heldBatches(held, current)].map(([batch, announcements]) => {
    const articles = announcements.map((announcement) => heldArticle(announcement, current));
    return settledSubject('held', batch, renderHeld(articles, batch, words));
  });
}

async function missingSubjects({ announcements, words }: SubjectPorts): Promise<DeskSubject[]> {
  const batches = missingBatches(await announcements.announced());
  return Promise.all(
    [...batches].map(async ([batch, announced]) => {
      const articles = await missingArticles(announced, ARTICLES_SHOWN, announcements);
      return settledSubject('missing', batch, renderMissing(articles, announced.length, batch, words));
    }),
  );
}

function settledSubject(kind: 'held' | 'missing', subject: number, message: TextMessage): DeskSubject {
  return { kind, subject, shows: shownBy(message), message: async () => [message] };
}

/** Questions that authors still see though there is nothing to decide any more. */
async function closedSubjects(
  kind: 'held' | 'missing',
  open: readonly DeskSubject[],
  { authorMessages, words }: SubjectPorts,
): Promise<DeskSubject[]> {
  const asked = (await authorMessages.list(kind)).filter(({ shows }) => shows !== CLOSED);
  const stillOpen = new Set(open.map(({ subject }) => subject));
  const over = new Set(asked.map(({ subject }) => subject).filter((subject) => !stillOpen.has(subject)));
  const text = words.rich(kind === 'held' ? 'author-held-settled' : 'author-missing-settled');
  const message: TextMessage = { kind: 'text', text, keyboard: [] };
  return [...over].map((subject) => ({ kind, subject, shows: CLOSED, message: async () => [message], editOnly: true }));
}
