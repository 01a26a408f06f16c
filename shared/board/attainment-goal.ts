/** The share of promises that a lead wants kept, where nobody has named another: the target line of the board. */
export const USUAL_GOAL = 0.95;
