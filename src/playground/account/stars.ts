/** The bot's balance of Telegram Stars. */
export interface StarBalance {
  /** In Stars; tenths are possible. */
  balance(): number;
  /** Whether it would pay for that many messages of a paid broadcast. */
  covers(messages: number): boolean;
  /** Takes the price of that many messages, which the balance has to cover. */
  pay(messages: number): void;
}

// By the description of `allow_paid_broadcast`: 0.1 Star a message.
const MESSAGES_PER_STAR = 10;

export function createStarBalance(stars: number): StarBalance {
  // Counted in tenths, the price of a message, so that nothing is lost by adding fractions.
  let tenths = Math.round(stars * MESSAGES_PER_STAR);
  return {
    balance: () => tenths / MESSAGES_PER_STAR,
    covers: (messages) => messages <= tenths,
    pay(messages) {
      tenths -= messages;
    },
  };
}
