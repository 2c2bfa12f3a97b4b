/** Telegram knows no such token: it was mistyped, revoked or replaced. */
export class TokenRefusedError extends Error {
  constructor(cause: unknown) {
    super('Telegram refuses BOT_TOKEN. Copy it again from @BotFather; a token that was revoked there stays invalid.', {
      cause,
    });
    this.name = 'TokenRefusedError';
  }
}
