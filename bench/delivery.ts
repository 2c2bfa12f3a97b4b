import { benchPlan } from './delivery-plan.ts';
import { benchRate } from './delivery-rate.ts';
import { benchReplies } from './delivery-replies.ts';
import { benchWatches } from './delivery-watches.ts';
import type { Figure } from './measure.ts';

/** The delivery engine: planning, pace and cost of a broadcast of `seconds`, and replies during one. */
export async function benchDelivery(folder: string, seconds: number): Promise<Figure[]> {
  return [
    ...(await benchPlan(folder)),
    ...(await benchWatches(folder)),
    ...(await benchRate(folder, seconds)),
    ...(await benchReplies(folder)),
  ];
}
