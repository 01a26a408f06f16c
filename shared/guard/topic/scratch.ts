/**
 * Arrays that one check borrows and the next one borrows again. A check fills some twenty arrays as long as the history; made
 * anew each time they would wake the garbage collector, which then walks the whole history.
 */
export interface Scratch {
  /** All zero. */
  readonly take: (length: number) => Float32Array;
  /** Everything taken goes back: whoever took holds nothing any more. */
  readonly giveBack: () => void;
}

/** Room for growth, so that a conversation more does not make all arrays anew. */
const ROOM = 1.25;

export function createScratch(): Scratch {
  const free: Float32Array[] = [];
  const taken: Float32Array[] = [];
  return {
    take: (length) => {
      let array = free.pop();
      if (array === undefined || array.length < length) array = new Float32Array(Math.ceil(length * ROOM));
      taken.push(array);
      const view = array.subarray(0, length);
      view.fill(0);
      return view;
    },
    giveBack: () => {
      for (const array of taken) free.push(array);
      taken.length = 0;
    },
  };
}
