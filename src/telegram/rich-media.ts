import type { InputRichBlock, RichBlock } from 'grammy/types';
import type { MediumFile, MediumKind } from './input-media.ts';

/** A place for a medium among rich blocks, with what stands there. */
export interface MediaPlace {
  readonly kind: MediumKind;
  readonly media: string;
}

/** Every picture that blocks show, in reading order, those in lists, quotes, details and collages included. */
export function mediaPlaces(blocks: readonly InputRichBlock[]): MediaPlace[] {
  return blocks.flatMap((block) => {
    const kind = mediumKind(block);
    if (kind === undefined) return childrenOf(block).flatMap(mediaPlaces);
    const { media } = Reflect.get(block, kind) as { readonly media: string };
    return [{ kind, media }];
  });
}

/** The blocks with other files in the places of `mediaPlaces`. */
export function withFiles(blocks: readonly InputRichBlock[], files: readonly MediumFile[]): InputRichBlock[] {
  const left = files.values();
  const replaced = (block: InputRichBlock): InputRichBlock => {
    const kind = mediumKind(block);
    if (kind !== undefined) {
      const media: MediumFile = left.next().value ?? '';
      return { ...block, [kind]: { ...(Reflect.get(block, kind) as object), media } } as InputRichBlock;
    }
    if (block.type === 'list') {
      return { ...block, items: block.items.map((item) => ({ ...item, blocks: item.blocks.map(replaced) })) };
    }
    return 'blocks' in block ? ({ ...block, blocks: block.blocks.map(replaced) } as InputRichBlock) : block;
  };
  return blocks.map(replaced);
}

/** The file ids in blocks that Telegram sent back, in the order of `mediaPlaces`, with the kind that each became. */
export function sentFiles(blocks: readonly RichBlock[]): { readonly kind: MediumKind; readonly fileId: string }[] {
  return blocks.flatMap((block) => {
    const kind = mediumKind(block);
    if (kind === undefined) return childrenOf(block).flatMap(sentFiles);
    const fileId = largestFile(Reflect.get(block, kind));
    return fileId === undefined ? [] : [{ kind, fileId }];
  });
}

/** The file id of a medium as Telegram describes it; of the largest size when it has several. */
export function largestFile(medium: unknown): string | undefined {
  const sizes = [medium].flat() as readonly ({ readonly file_id?: string; readonly width?: number } | undefined)[];
  return sizes.toSorted((a, b) => (b?.width ?? 0) - (a?.width ?? 0))[0]?.file_id;
}

function mediumKind({ type }: InputRichBlock | RichBlock): MediumKind | undefined {
  return type === 'photo' || type === 'animation' ? type : undefined;
}

function childrenOf<Each extends InputRichBlock | RichBlock>(block: Each): Each[][] {
  const parts =
    block.type === 'list' ? block.items.map(({ blocks }) => blocks) : 'blocks' in block ? [block.blocks] : [];
  // What is nested in blocks that are sent is to be sent, and what is nested in received ones was received.
  return parts as unknown as Each[][];
}
